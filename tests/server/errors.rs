//! Every way to be told no: with a status, a reason, and nothing done.

use super::client::{Client, raw};
use super::host::Table;
use serde_json::{Value, json};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn join(name: &str, key: &str) -> Value {
    json!({"name": name, "family": "qa", "part": "player", "key": key})
}

#[test]
fn every_error_is_json_that_says_why() {
    let table = Table::new("minimal.ron");
    let stranger = Client {
        token: None,
        ..table.host.clone()
    };
    let ada = table.host.join("Ada", "qa", "player", None);
    let say = json!({"do": "play", "move": {"kind": "say"}, "text": "x"});
    let with = |command: &Value| json!({"key": "k", "command": command});
    let fake = Client {
        token: Some("0".repeat(32)),
        ..ada.clone()
    };
    let odd = Client {
        token: Some("no token".to_owned()),
        ..ada.clone()
    };
    let elsewhere = Client {
        room: "XXXXXX".to_owned(),
        ..ada.clone()
    };

    // Who asks, and where.
    for client in [&stranger, &fake, &odd] {
        for rest in ["view", "events", "history", "host/journal", "host/reach"] {
            client.get(rest).fails(401);
        }
        client.post("moves", &with(&say)).fails(401);
        client
            .post("host", &json!({"key": "k", "verb": {"verb": "start"}}))
            .fails(401);
    }
    for rest in ["", "view", "events", "history"] {
        elsewhere.get(rest).fails(404);
    }
    elsewhere.post("moves", &with(&say)).fails(404);
    elsewhere
        .post("join", &join("Bo", "key-of-bo-0123456789"))
        .fails(404);
    ada.post("host", &json!({"key": "k", "verb": {"verb": "start"}}))
        .fails(403);
    ada.get("host/journal").fails(403);
    ada.get("host/reach").fails(403);

    // Addresses and methods.
    ada.get("nothing").fails(404);
    raw(ada.addr, "GET", "/nothing", &[], b"").fails(404);
    raw(ada.addr, "GET", "/assets/nothing.js", &[], b"").fails(404);
    raw(ada.addr, "GET", "/assets/../../Cargo.toml", &[], b"").fails(404);
    raw(ada.addr, "GET", "/api/reach/other", &[], b"").fails(404);
    ada.get("moves").fails(405);
    ada.post("view", &json!({})).fails(405);
    raw(ada.addr, "DELETE", "/", &[], b"").fails(405);

    // Bodies.
    let post = |rest: &str, headers: &[(&str, &str)], body: &[u8]| {
        let token = format!("Bearer {}", ada.token.as_deref().unwrap());
        let mut all = vec![("Authorization", token.as_str())];
        all.extend(headers);
        raw(ada.addr, "POST", &ada.path(rest), &all, body)
    };
    post("moves", &[], b"{}").fails(415);
    post("moves", &[("Content-Type", "text/plain")], b"{}").fails(415);
    let at = |answer: super::client::Answer| {
        answer.fails(400)["at"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(at(post("moves", &[JSON], b"{\"key\": \"k\"")), "");
    assert_eq!(at(post("moves", &[JSON], b"")), "");
    assert_eq!(at(post("moves", &[JSON], b"{\"key\":\"k\"} x")), "");
    let bodies = [
        (json!({"command": say}), ""),
        (json!({"key": "", "command": say}), "key"),
        (json!({"key": "k"}), "command"),
        (json!({"key": "k", "verb": {"verb": "start"}}), "command"),
        (json!({"key": "k", "command": say, "extra": 1}), "extra"),
        (
            json!({"key": "k", "command": {"do": "dance"}}),
            "command.do",
        ),
        (
            json!({"key": "k", "command": {"do": "play", "move": {"kind": "say"}, "to": ["No Seat"]}}),
            "command.to[0]",
        ),
        (
            json!({"key": "k", "command": {"do": "join", "name": "x"}}),
            "command.do",
        ),
    ];
    for (body, want) in bodies {
        assert_eq!(at(ada.post("moves", &body)), want, "{body}");
    }
    assert_eq!(at(ada.get("history?before=soon")), "query");
    assert_eq!(at(ada.get("events?after=-1")), "query");
    assert_eq!(at(table.host.post("host", &json!({"key": "k"}))), "verb");
    assert_eq!(
        at(table.host.host(json!({"verb": "speed", "pace": "x"}))),
        "verb"
    );
    assert_eq!(
        at(stranger.post(
            "join",
            &json!({"name": "Bo", "family": "cook", "key": "key-of-bo-0123456789"})
        )),
        "family"
    );
    assert_eq!(at(stranger.post("join", &join("Bo", "short"))), "key");

    // Sizes: said beforehand, and found out on the way.
    let large = format!("{{\"key\":\"{}\"}}", "x".repeat(20_000));
    post("moves", &[JSON], large.as_bytes()).fails(413);
    let chunk = format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    let token = format!("Bearer {}", ada.token.as_deref().unwrap());
    let headers = [
        JSON,
        ("Transfer-Encoding", "chunked"),
        ("Authorization", token.as_str()),
    ];
    let answer = super::client::chunked(ada.addr, &ada.path("moves"), &headers, chunk.as_bytes());
    answer.fails(413);

    // The rules.
    let refused = ada.say("hello").fails(422);
    assert_eq!(refused["reason"], "authority");
    let late = table
        .host
        .host(json!({"verb": "seat", "player": "p-nobody", "seat": "ic"}))
        .fails(422);
    assert_eq!(late["reason"], "unknown");
    table
        .host
        .host(json!({"verb": "seat", "player": ada.player, "seat": "ic"}))
        .ok();
    table.host.host(json!({"verb": "start"})).ok();
    let note = |base| json!({"do": "play", "move": {"kind": "note", "line": "plan", "base": base}, "text": "we wait"});
    ada.command(note(0)).ok();
    assert_eq!(ada.command(note(0)).fails(409)["reason"], "stale");
    assert!(
        ada.command(json!({"do": "play", "move": {"kind": "stop", "option": "patch"}}))
            .fails(422)["legal"]
            .is_array()
    );

    // Joining twice with one key as two people; as an evaluator without pass.
    stranger
        .post("join", &join("Cy", "key-of-Ada-0123456789"))
        .fails(409);
    stranger.post("join", &json!({"name": "Eve", "family": "qa", "part": "evaluator", "key": "key-of-eve-0123456789"})).fails(403);
    stranger
        .post("join", &join("Ada", "another-key-0123456789"))
        .fails(422);

    // Gone.
    ada.command(json!({"do": "leave"})).ok();
    ada.get("view").fails(401);
    ada.say("I am back").fails(401);
    table.host.host(json!({"verb": "close"})).ok();
    stranger
        .post("join", &join("Di", "key-of-di-0123456789"))
        .fails(422);
    let Table { room, server, .. } = table;
    room.shutdown().unwrap();
    stranger.get("").fails(410);
    server.shutdown();
}

#[test]
fn the_disk_failing_is_said_and_the_same_key_tries_again() {
    use std::sync::atomic::Ordering::SeqCst;
    let table = Table::new("minimal.ron");
    table.store.faults.sync.store(true, SeqCst);
    let body = json!({"key": "once", "verb": {"verb": "brief"}});
    let client = table.host.clone();
    let waiting = std::thread::spawn(move || client.post("host", &body));
    std::thread::sleep(std::time::Duration::from_millis(300));
    // While the first one waits, others are told.
    let told = table.host.host(json!({"verb": "start"})).fails(503);
    assert_eq!(told["retry_after"], 1);
    table.store.faults.sync.store(false, SeqCst);
    waiting.join().unwrap().ok();
    table.stop();
}

#[test]
fn foreign_pages_may_not_ask_and_answers_are_strict() {
    let table = Table::new("minimal.ron");
    let ada = table.host.join("Ada", "qa", "player", None);
    let token = format!("Bearer {}", ada.token.as_deref().unwrap());
    let own = format!("http://{}", ada.addr);
    let body = join("Bo", "key-of-bo-0123456789").to_string();
    let steps = table.journal().steps.len();
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        let headers = [("Origin", origin), JSON, ("Authorization", token.as_str())];
        raw(
            ada.addr,
            "POST",
            &ada.path("join"),
            &headers,
            body.as_bytes(),
        )
        .fails(403);
        raw(ada.addr, "POST", &ada.path("moves"), &headers, b"{}").fails(403);
        raw(ada.addr, "POST", &ada.path("host"), &headers, b"{}").fails(403);
        raw(ada.addr, "GET", &ada.path("events"), &headers, b"").fails(403);
        raw(ada.addr, "OPTIONS", &ada.path("moves"), &headers, b"").fails(403);
    }
    assert_eq!(
        table.journal().steps.len(),
        steps,
        "a refused request left a line"
    );
    let answer = raw(
        ada.addr,
        "POST",
        &ada.path("join"),
        &[("Origin", &own), JSON],
        body.as_bytes(),
    );
    answer.ok();
    for (path, status) in [
        ("/", 200),
        ("/r/BCDFGH", 200),
        ("/r/WRONGS", 404),
        ("/assets/app.css", 200),
        ("/x", 404),
    ] {
        let answer = raw(ada.addr, "GET", path, &[], b"");
        assert_eq!(answer.status, status, "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert!(answer.header("access-control-allow-origin").is_none());
        assert!(answer.header("cache-control").is_some(), "{path}");
    }
    let page = raw(ada.addr, "GET", "/r/bcd-fgh", &[], b"");
    assert!(page.body.contains("EXERCISE") && page.body.contains("Bad deploy"));
    assert!(
        !page.body.contains("<style") && !page.body.contains(" style="),
        "inline style"
    );
    for script in page.body.split("<script").skip(1) {
        assert!(
            script.split('>').next().unwrap().contains("src="),
            "inline script"
        );
    }
    // A file is kept for good under its version only.
    let version = page
        .body
        .split("app.css?v=")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let kept = raw(
        ada.addr,
        "GET",
        &format!("/assets/app.css?v={version}"),
        &[],
        b"",
    );
    assert!(kept.header("cache-control").unwrap().contains("immutable"));
    let tag = kept.header("etag").unwrap();
    assert_eq!(
        raw(
            ada.addr,
            "GET",
            "/assets/app.css",
            &[("If-None-Match", tag)],
            b""
        )
        .status,
        304
    );
    table.stop();
}

#[test]
fn guesses_run_dry_and_those_with_a_token_do_not_notice() {
    let table = Table::new("minimal.ron");
    let ada = table.host.join("Ada", "qa", "player", None);
    let guess = Client {
        room: "XXXXXX".to_owned(),
        token: None,
        ..ada.clone()
    };
    let limited = (0..400)
        .map(|_| guess.get(""))
        .find(|answer| answer.status != 404)
        .unwrap();
    let json = limited.fails(429);
    assert!(
        json["retry_after"]
            .as_u64()
            .is_some_and(|wait| (1..=60).contains(&wait)),
        "{json}"
    );
    assert!(limited.header("retry-after").is_some());
    ada.get("view").ok();
    table.host.get("view").ok();
    table.stop();
}

#[test]
fn tokens_do_not_help_to_guess_the_evaluators_pass() {
    let table = Table::new("minimal.ron");
    let join = |name| table.host.join(name, "qa", "player", None);
    let people = ["Ada", "Ben", "Cai", "Dee", "Eve"].map(join);
    // Fewer tries than one token has at once, more than one address has.
    let statuses = people.iter().flat_map(|known| {
        (0..30).map(move |n| {
            let body = json!({
                "name": "Mal", "family": "qa", "part": "evaluator",
                "key": format!("key-of-{n:02}-0123456789"), "pass": "BCDFGH",
            });
            known.post("join", &body).status
        })
    });
    let statuses: Vec<u16> = statuses.collect();
    assert_eq!(statuses.first(), Some(&403));
    assert_eq!(statuses.last(), Some(&429));
    table.stop();
}

#[test]
fn one_token_asks_so_often_and_no_more() {
    let table = Table::new("minimal.ron");
    let ada = table.host.join("Ada", "qa", "player", None);
    let ben = table.host.join("Ben", "qa", "player", None);
    let limited = (0..400)
        .map(|_| ada.get("history"))
        .find(|answer| answer.status != 200)
        .unwrap();
    assert!(
        limited.fails(429)["retry_after"]
            .as_u64()
            .is_some_and(|wait| wait >= 1)
    );
    ben.get("history").ok();
    table.stop();
}
