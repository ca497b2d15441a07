//! An exercise over HTTP: joining, moves, streams, coming back.

use super::client::{Client, raw};
use super::host::Table;
use serde_json::json;

/// Ada commands, Ben develops; the exercise runs.
fn started() -> (Table, Client, Client) {
    at_play(Table::new("minimal.ron"))
}

fn at_play(table: Table) -> (Table, Client, Client) {
    let ada = table.host.join("Ada", "qa", "player", None);
    let ben = table.host.join("Ben", "qa", "player", None);
    for (client, seat) in [(&ada, "ic"), (&ben, "dev")] {
        table
            .host
            .host(json!({"verb": "seat", "player": client.player, "seat": seat}))
            .ok();
    }
    table.host.host(json!({"verb": "start"})).ok();
    (table, ada, ben)
}

#[test]
fn people_join_play_and_read_what_was_said() {
    let table = Table::new("minimal.ron");
    let about = Client {
        token: None,
        ..table.host.clone()
    }
    .get("")
    .ok();
    assert_eq!(about["title"], "Bad deploy");
    assert_eq!(about["phase"], "lobby");
    assert_eq!(about["families"].as_array().unwrap().len(), 20);
    for part in ["who", "what", "how_long"] {
        assert!(
            about["notice"][part]
                .as_str()
                .is_some_and(|text| text.len() > 20),
            "{about}"
        );
    }
    let ada = table.host.join("Ada", "qa", "player", None);
    let again = table.host.join("Ada", "qa", "player", None);
    assert_eq!(
        (&ada.player, &ada.token),
        (&again.player, &again.token),
        "one key, one person"
    );
    let mut stream = ada.stream("");
    assert_eq!(stream.status(), 200);
    let reset = stream.until("reset", |_| true);
    assert_eq!(reset.data["view"]["audience"], "player");
    assert_eq!(reset.data["view"]["name"], "Ada");

    // Dealing gives her a seat, which is another point of view.
    table.host.host(json!({"verb": "deal"})).ok();
    let reset = stream.until("reset", |data| data["view"]["seat"].is_string());
    assert_eq!(reset.data["view"]["seat"], "ic");
    table.host.host(json!({"verb": "start"})).ok();
    let begun = stream.until("item", |data| data["show"] == "notice");
    assert_eq!(begun.id, Some(1));
    let done = ada.say("Hello, everybody.").ok();
    assert!(done["first"].as_u64() <= done["last"].as_u64());
    let said = stream.until("item", |data| data["show"] == "message");
    assert_eq!(said.data["text"], "Hello, everybody.");
    assert_eq!(said.data["seq"], done["first"]);
    stream.until("view", |data| data["n"] == said.data["n"]);

    // The same key is the same request.
    let body = json!({"key": "twice", "command": {"do": "play", "move": {"kind": "say"}, "text": "Once."}});
    assert_eq!(ada.post("moves", &body).ok(), ada.post("moves", &body).ok());
    let history = ada.get("history?channel=war-room").ok();
    let once = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["text"] == "Once.")
        .count();
    assert_eq!(once, 1);
    let before = history["items"][1]["n"].as_u64().unwrap();
    let older = ada
        .get(&format!("history?channel=war-room&before={before}"))
        .ok();
    assert_eq!(older["items"].as_array().unwrap().len(), 1);

    // The host hears it as well, and reads the journal without token hashes.
    let journal = table.host.get("host/journal?after=0").ok();
    assert!(
        journal["events"]
            .as_array()
            .unwrap()
            .iter()
            .any(|of| of["event"]["line"] == "Once.")
    );
    assert_eq!(journal["events"][0]["event"]["token_hash"], "");
    assert_eq!(table.host.get("view").ok()["audience"], "host");
    table.stop();
}

#[test]
fn streams_go_on_where_they_stopped() {
    let (table, ada, ben) = started();
    let mut stream = ben.stream("");
    let reset = stream.until("reset", |_| true);
    let epoch = reset.data["epoch"].as_str().unwrap().to_owned();
    ada.say("one").ok();
    let one = stream
        .until("item", |data| data["text"] == "one")
        .id
        .unwrap();
    drop(stream);
    ada.say("two").ok();
    ada.say("three").ok();
    // From the last number: what was missed, no reset, no repeat.
    let mut stream = ben.stream(&format!("?after={one}&epoch={epoch}"));
    let missed: Vec<_> = (0..2).map(|_| stream.next().unwrap()).collect();
    let texts: Vec<_> = missed
        .iter()
        .map(|event| event.data["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["two", "three"]);
    assert_eq!(
        missed
            .iter()
            .map(|event| event.id.unwrap())
            .collect::<Vec<_>>(),
        [one + 1, one + 2]
    );
    assert_eq!(stream.next().unwrap().name, "view");
    // A place that is none, or another seat's, begins anew.
    for place in [
        "?after=9999&epoch=1.seat:dev",
        "?after=1&epoch=1.seat:ic",
        "?after=1&epoch=7.seat:dev",
        "?after=1&epoch=x",
        "?after=1",
    ] {
        let mut stream = ben.stream(place);
        assert_eq!(stream.next().unwrap().name, "reset", "{place}");
    }
    table.stop();
}

#[test]
fn a_quiet_stream_beats_and_a_closed_room_says_so() {
    let (table, ada, _) = started();
    let mut stream = ada.stream("");
    stream.until("reset", |_| true);
    let ticking = table.tick_along();
    let beat = stream.until("heartbeat", |_| true);
    assert!(beat.data["now"].is_u64() && beat.data["n"].is_u64() && beat.id.is_none());
    drop(ticking);
    table.stop();
    stream.until("closed", |data| data["why"] == "shutdown");
    assert!(stream.next().is_none(), "nothing comes after the end");
}

#[test]
fn stopping_the_server_alone_ends_its_streams() {
    let (table, ada, _) = started();
    let mut stream = ada.stream("");
    stream.until("reset", |_| true);
    let Table { room, server, .. } = table;
    let start = std::time::Instant::now();
    server.shutdown();
    stream.until("closed", |_| true);
    assert!(start.elapsed().as_secs() < 5);
    room.shutdown().unwrap();
}

#[test]
fn whoever_shuts_the_door_a_page_has_the_present_first() {
    let table = Table::showing("minimal.ron", 3_600_000);
    let (table, ada, _) = at_play(table);
    let mut stream = ada.stream("");
    stream.until("reset", |_| true);
    ada.say("The last word").ok();
    let said = stream.until("item", |data| data["text"] == "The last word");
    let Table { room, server, .. } = table;
    // The server goes, the room stays: its next look would be in an hour.
    server.shutdown();
    stream.until("view", |data| data["n"] == said.data["n"]);
    assert_eq!(stream.next().unwrap().name, "closed");
    room.shutdown().unwrap();

    let (table, ada, _) = at_play(Table::showing("minimal.ron", 3_600_000));
    let mut stream = ada.stream("");
    stream.until("reset", |_| true);
    for verb in ["end", "review", "close"] {
        table.host.host(json!({"verb": verb})).ok();
    }
    table.stop();
    stream.until("item", |data| data["text"] == "The room is closed.");
    stream.until("view", |data| data["view"]["common"]["phase"] == "closed");
    assert_eq!(stream.next().unwrap().name, "closed");
}

#[test]
fn a_fifth_stream_ends_the_first() {
    let (table, ada, ben) = started();
    let mut first = ada.stream("");
    first.until("reset", |_| true);
    let mut more: Vec<_> = (0..4).map(|_| ada.stream("")).collect();
    assert!(
        std::iter::from_fn(|| first.next()).take(10).count() < 10,
        "the first goes on"
    );
    for stream in &mut more {
        stream.until("reset", |_| true);
    }
    ben.stream("").until("reset", |_| true);
    table.stop();
}

#[test]
fn whoever_leaves_hears_no_more() {
    let (table, ada, ben) = started();
    let mut stream = ben.stream("");
    stream.until("reset", |_| true);
    ben.command(json!({"do": "leave"})).ok();
    stream.until("closed", |data| data["why"] == "left");
    ada.say("Ben is gone").ok();
    assert!(stream.next().is_none());
    table.stop();
}

#[test]
fn tokens_outlive_a_restart_and_are_nowhere_on_disk() {
    let (table, ada, _) = started();
    ada.say("before").ok();
    let epoch = ada.stream("").until("reset", |_| true).data["epoch"].clone();
    let disk = String::from_utf8(table.store.synced()).unwrap();
    for token in [ada.token.as_deref().unwrap(), &table.host_token] {
        assert!(!disk.contains(token), "a token is in the journal");
    }
    let hash = warroom::server::Token::parse(ada.token.as_deref().unwrap())
        .unwrap()
        .hash()
        .hex();
    assert!(disk.contains(&hash), "the hash is not");
    assert!(
        !disk.contains("key-of-Ada"),
        "what stands for a token is in the journal"
    );

    let table = table.restart();
    let ada = Client {
        addr: table.server.addr(),
        ..ada
    };
    let view = ada.get("view").ok();
    assert_eq!(view["seat"], "ic");
    assert_eq!(view["common"]["paused"], "resumed after a stop");
    let place = format!("?after=1&epoch={}", epoch.as_str().unwrap());
    let reset = ada.stream(&place).next().unwrap();
    assert_eq!(reset.name, "reset", "another epoch begins anew");
    assert_ne!(reset.data["epoch"], epoch);
    assert!(
        reset.data["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|item| item["text"] == "before")
    );
    table.host.host(json!({"verb": "resume"})).ok();
    ada.say("after").ok();
    // Whoever joined with a key before has their token; the key gives no other.
    let body =
        json!({"name": "Ada", "family": "qa", "part": "player", "key": "key-of-Ada-0123456789"});
    Client {
        token: None,
        ..ada.clone()
    }
    .post("join", &body)
    .fails(409);
    table.stop();
}

#[test]
fn the_lobby_sees_devices_and_gives_out_its_doors() {
    let table = Table::new("minimal.ron");
    let page = raw(table.server.addr(), "GET", "/r/BCDFGH", &[], b"").body;
    let reach = page
        .split("data-reach=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let answer = raw(table.server.addr(), "GET", reach.unwrap(), &[], b"");
    assert_eq!(answer.status, 204);
    // This machine itself proves nothing about the network.
    assert_eq!(table.server.reached(), 0);
    let doors = table.host.get("host/reach").ok();
    assert_eq!(
        doors["join_url"],
        format!("http://{}/r/BCDFGH", table.server.addr())
    );
    assert!(doors["qr"].as_str().unwrap().starts_with("<svg"));
    let pass = doors["evaluator_pass"].as_str().unwrap();
    let eve = table.host.join("Eve", "qa", "evaluator", Some(pass));
    assert_eq!(eve.get("view").ok()["audience"], "table");
    let note = json!({"do": "host", "verb": "observe", "text": "calm so far"});
    eve.command(note).ok();
    assert_eq!(
        eve.command(json!({"do": "host", "verb": "start"}))
            .fails(422)["reason"],
        "authority"
    );
    table.stop();
}
