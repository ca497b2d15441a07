//! Canaries over real HTTP: no byte of an answer, stream or page holds a mark
//! that whoever got it could not have read.

use super::client::{Client, Stream, raw};
use super::host::{Table, scenario};
use super::secrets::{Allowed, marks};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use warroom::journal::fold_with;
use warroom::model::{Audience, SeatId};
use warroom::server::Token;

/// A client over HTTP, with everything that was ever sent to them.
struct Seat {
    audience: Audience,
    client: Client,
    stream: Stream,
    got: String,
    sent: BTreeSet<String>,
}

impl Seat {
    fn new(audience: Audience, client: Client) -> Self {
        let stream = client.stream("");
        Self {
            audience,
            client,
            stream,
            got: String::new(),
            sent: BTreeSet::new(),
        }
    }

    fn post(&mut self, rest: &str, body: &Value) {
        let answer = self.client.post(rest, body);
        self.sent.extend(marks(&body.to_string()));
        self.got += &answer.head;
        self.got += &answer.body;
    }

    fn play(&mut self, command: Value) {
        let body = json!({"key": self.client.key(), "command": command});
        self.post("moves", &body);
    }

    fn look(&mut self) {
        for rest in [
            "",
            "view",
            "history",
            "history?channel=private",
            "history?channel=zq-tech-qz",
            "host/journal",
            "host/reach",
        ] {
            let answer = self.client.get(rest);
            self.got += &answer.head;
            self.got += &answer.body;
        }
        let page = format!("/r/{}", self.client.room);
        for path in ["/", page.as_str(), "/nothing", "/api/rooms/nope/view"] {
            let answer = raw(self.client.addr, "GET", path, &[], b"");
            self.got += &answer.head;
            self.got += &answer.body;
        }
    }
}

/// What stands around a mark.
fn around<'a>(bytes: &'a str, mark: &str) -> &'a str {
    let at = bytes.find(mark).unwrap();
    bytes
        .get(at.saturating_sub(300)..(at + 100).min(bytes.len()))
        .unwrap_or_default()
}

#[test]
fn http_tells_nobody_what_is_not_theirs() {
    let table = Table::new("secrets.ron");
    let pass = table.host.get("host/reach").ok()["evaluator_pass"]
        .as_str()
        .unwrap()
        .to_owned();
    let ic = SeatId::new("ic").unwrap();
    let id = |seat: &str| SeatId::new(seat).unwrap();
    let mut seats = BTreeMap::new();
    for (name, seat) in [
        ("Ada", "ic"),
        ("Ben", "dev"),
        ("Cy", "support"),
        ("Di", "boss"),
    ] {
        let client = table.host.join(name, "qa", "player", None);
        let verb = json!({"verb": "seat", "player": client.player, "seat": seat});
        table.host.host(verb).ok();
        seats.insert(seat, Seat::new(Audience::Seat(id(seat)), client));
    }
    let watching = [
        ("Eve", "observer", None, Audience::Table),
        ("Fay", "evaluator", Some(pass.as_str()), Audience::Evaluator),
        ("Gus", "player", None, Audience::Lobby),
    ];
    for (name, part, pass, audience) in watching {
        let client = table.host.join(name, "sales", part, pass);
        seats.insert(name, Seat::new(audience, client));
    }
    table.host.host(json!({"verb": "start"})).ok();
    let script: [(&str, Value); 16] = [
        (
            "ic",
            json!({"do": "play", "move": {"kind": "say"}, "channel": "zq-execs-qz", "text": "zq-said-execs-qz"}),
        ),
        (
            "ic",
            json!({"do": "play", "move": {"kind": "say"}, "private": true, "to": ["support"], "text": "zq-said-private-qz"}),
        ),
        (
            "dev",
            json!({"do": "play", "move": {"kind": "tell", "facts": ["zq-rb-time-qz"]}, "channel": "zq-tech-qz"}),
        ),
        (
            "support",
            json!({"do": "play", "move": {"kind": "tell", "facts": ["zq-rb-time-qz"]}}),
        ),
        (
            "support",
            json!({"do": "play", "move": {"kind": "propose", "option": "zq-patch-qz"}}),
        ),
        (
            "support",
            json!({"do": "play", "move": {"kind": "stop", "option": "zq-patch-qz"}}),
        ),
        (
            "support",
            json!({"do": "play", "move": {"kind": "start", "option": "zq-rollback-qz"}}),
        ),
        (
            "support",
            json!({"do": "play", "move": {"kind": "say"}, "channel": "zq-tech-qz", "text": "zq-said-nowhere-qz"}),
        ),
        (
            "support",
            json!({"do": "play", "move": {"kind": "tell", "facts": ["zq-symptoms-qz"]}}),
        ),
        (
            "boss",
            json!({"do": "capture", "seat": "dev", "play": {"move": {"kind": "tell", "facts": ["zq-rb-risk-qz"]}}}),
        ),
        (
            "ic",
            json!({"do": "play", "move": {"kind": "decide", "option": "zq-rollback-qz"}}),
        ),
        (
            "ic",
            json!({"do": "play", "move": {"kind": "ask", "topics": ["zq-topic-rollback-qz", "loss"]}, "to": ["dev"]}),
        ),
        (
            "dev",
            json!({"do": "play", "move": {"kind": "tell", "facts": ["zq-rb-loss-qz"]}}),
        ),
        (
            "Gus",
            json!({"do": "play", "move": {"kind": "say"}, "text": "zq-said-gus-qz"}),
        ),
        (
            "Eve",
            json!({"do": "host", "verb": "release", "inject": "zq-late-qz"}),
        ),
        (
            "dev",
            json!({"do": "play", "move": {"kind": "start", "option": "zq-patch-qz"}}),
        ),
    ];
    for (n, (who, command)) in script.into_iter().enumerate() {
        table.wait(25_000);
        seats.get_mut(who).unwrap().play(command);
        if n == 6 {
            let note = json!({"verb": "observe", "seat": "ic", "text": "zq-note-qz"});
            table.host.host(note).ok();
            table
                .host
                .host(json!({"verb": "release", "inject": "zq-stuck-qz"}))
                .ok();
        }
        if n % 5 == 0 {
            seats.values_mut().for_each(Seat::look);
        }
    }
    table.wait(300_000);
    table.host.host(json!({"verb": "end"})).ok();
    seats.values_mut().for_each(Seat::look);
    for (who, bad) in [
        ("ic", json!({"key": "x", "command": {"do": "zq-mine-qz"}})),
        ("dev", json!([])),
    ] {
        seats.get_mut(who).unwrap().post("moves", &bad);
    }
    for seat in seats.values_mut() {
        seat.stream
            .until("view", |data| data["view"]["common"]["phase"] == "hot-wash");
    }
    let mut allowed = Allowed::new(table.room.handle().scenario().clone());
    let journal = table.journal();
    let mut engine = warroom::journal::engine(&journal.header).unwrap();
    for step in &journal.steps {
        fold_with(&mut engine, step, |state, recorded| {
            allowed.happened(state, recorded)
        });
    }
    for (who, seat) in &seats {
        for bytes in [&seat.got, &seat.stream.bytes] {
            let strange = allowed.strange(seat.audience, bytes, &seat.sent);
            let context = strange.first().map(|mark| around(bytes, mark));
            assert!(strange.is_empty(), "{who} got {strange:?}: {context:?}");
            for token in [&table.host_token, &pass] {
                assert!(
                    !bytes.contains(token.as_str()),
                    "{who} got a secret of the host's"
                );
            }
            for (other, of) in &seats {
                let hash = Token::parse(of.client.token.as_deref().unwrap())
                    .unwrap()
                    .hash()
                    .hex();
                assert!(
                    !bytes.contains(&hash),
                    "{who} got the hash of {other}'s token"
                );
                assert!(
                    !bytes.contains(of.client.token.as_deref().unwrap()),
                    "{who} got {other}'s token"
                );
            }
        }
    }
    // This test can fail: whatever the host reads would be noticed with anybody
    // else, and so would the whole scenario, card by card.
    let hosts = [
        table.host.get("view").ok().to_string(),
        table.host.get("host/journal").ok().to_string(),
        scenario("secrets.ron"),
    ];
    for (who, seat) in &seats {
        for bytes in &hosts {
            let strange = allowed.strange(seat.audience, bytes, &seat.sent);
            assert!(!strange.is_empty(), "{who} may read all that the host does");
        }
    }
    // The script did tell: the commander heard the executives, support did not.
    assert!(seats["ic"].stream.bytes.contains("zq-memo-text-qz"));
    assert!(seats["boss"].stream.bytes.contains("zq-said-execs-qz"));
    assert!(!seats["support"].stream.bytes.contains("zq-said-execs-qz"));
    assert!(
        allowed
            .strange(Audience::Seat(ic), "zq-ic-brief-qz", &BTreeSet::new())
            .is_empty()
    );
    table.stop();
}
