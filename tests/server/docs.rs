//! `docs/http.md` keeps its word: what it shows of verbs, moves and entries is
//! what the server reads, each of them with all its fields. Absent on purpose:
//! whether the rules would allow it.

use super::client::Answer;
use super::host::Table;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Debug;
use warroom::engine::{HostVerb, Move, ReviewVerb};

const DOCS: &str = include_str!("../../docs/http.md");

/// The examples whose first field has this name: in backticks, or a line of a
/// block of their own.
fn examples(tag: &str) -> Vec<Value> {
    let begins = format!("{{\"{tag}\": ");
    let mut fenced = false;
    let mut found = Vec::new();
    for line in DOCS.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let pieces: Vec<&str> = match fenced {
            true => vec![line],
            false => line.split('`').skip(1).step_by(2).collect(),
        };
        let pieces = pieces.into_iter().filter(|of| of.starts_with(&begins));
        // What is left open stands for other examples.
        for piece in pieces.filter(|of| fenced || !of.contains("…")) {
            let value = serde_json::from_str(piece).unwrap_or_else(|e| panic!("{e}: {piece}"));
            found.push(value);
        }
    }
    found
}

/// All kinds that a type has, as its own reader names them.
fn kinds<T: DeserializeOwned + Debug>(tag: &str) -> BTreeSet<String> {
    let why = serde_json::from_value::<T>(json!({ tag: "nothing" })).unwrap_err();
    let why = why.to_string();
    let names = why.split('`').skip(1).step_by(2).skip(1);
    names.map(str::to_owned).collect()
}

/// Each example is read, has all fields of its kind and no other, and no kind
/// is without one.
fn told<T: DeserializeOwned + Serialize + Debug>(tag: &str) {
    let mut shown = BTreeSet::new();
    for example in examples(tag) {
        let read: T = serde_json::from_value(example.clone())
            .unwrap_or_else(|why| panic!("{why}: {example}"));
        // A time of day is written back with its seconds.
        let back = serde_json::to_value(&read).unwrap().to_string();
        assert_eq!(back.replace(":00\"", "\""), example.to_string());
        shown.insert(example[tag].as_str().unwrap().to_owned());
    }
    let kinds = kinds::<T>(tag);
    assert!(kinds.len() > 5);
    assert_eq!(shown, kinds, "`{tag}`: shown, and what there is");
}

/// Read by the server, whatever the rules made of it.
#[track_caller]
fn read(answer: &Answer, what: &Value) {
    assert!(
        matches!(answer.status, 200 | 409 | 422),
        "{what}: {answer:?}"
    );
}

#[test]
fn every_verb_of_the_host_is_shown_as_it_is_read() {
    told::<HostVerb>("verb");
    let table = Table::new("minimal.ron");
    for verb in examples("verb") {
        // Afterwards nobody is read any more.
        if verb["verb"] != "close" {
            read(&table.host.host(verb.clone()), &verb);
        }
    }
    table.stop();
}

#[test]
fn every_move_is_shown_as_it_is_read() {
    told::<Move>("kind");
    told::<ReviewVerb>("review");
    let table = Table::new("minimal.ron");
    let ada = table.host.join("Ada", "qa", "player", None);
    for shown in examples("kind") {
        let command = json!({"do": "play", "move": shown});
        read(&ada.command(command.clone()), &command);
    }
    table.stop();
}

#[test]
fn whole_bodies_and_commands_are_shown_as_they_are_read() {
    let table = Table::new("minimal.ron");
    let bodies = examples("key");
    assert_eq!(bodies.len(), 3);
    for body in bodies {
        read(&table.host.post("host", &body), &body);
    }
    let commands = examples("do");
    assert!(commands.len() >= 6, "{commands:?}");
    for (nth, command) in commands.into_iter().enumerate() {
        // One of them leaves.
        let ada = table.host.join(&format!("Ada{nth}"), "qa", "player", None);
        read(&ada.command(command.clone()), &command);
    }
    table.stop();
}

#[test]
fn what_there_is_instead_is_told_to_the_end() {
    let table = Table::new("minimal.ron");
    let told = table.host.host(json!({"verb": "dance"})).fails(400);
    let why = told["why"].as_str().unwrap();
    assert!(
        why.contains("`dance`") && why.contains("`seat`") && why.ends_with("`close`"),
        "{why}"
    );
    table.stop();
}
