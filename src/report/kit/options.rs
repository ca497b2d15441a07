//! The ways out as they really are: for the host alone.

use super::words::{Words, both};
use crate::scenario::{Cell, Course, Duration3};

/// A way out with its true cells.
pub(super) struct Way {
    pub(super) letter: char,
    pub(super) name: String,
    pub(super) synonyms: String,
    pub(super) owner: String,
    /// Whether people are expected to find it in time.
    pub(super) to_find: bool,
    /// What is known of it, by column: each fact in short, and who knows it.
    pub(super) cells: Vec<Vec<(String, String)>>,
    /// "6 min, 8 min or 12 min".
    pub(super) takes: String,
    /// Its chance in per cent, to be rolled; empty: it always works.
    pub(super) chance: String,
    /// Everything else about it: a word and what there is to know.
    pub(super) notes: Vec<(&'static str, String)>,
}

/// The ways out, in the author's order.
pub(super) fn ways(words: &Words<'_>) -> Vec<Way> {
    let way = |one: &Course| Way {
        letter: one.letter,
        name: one.name.clone(),
        synonyms: one.synonyms.join(", "),
        owner: words.seat(one.owner).to_owned(),
        to_find: one.discoverable,
        cells: Cell::ALL
            .iter()
            .map(|cell| known(words, one, *cell))
            .collect(),
        takes: one.duration.map_or_else(String::new, takes),
        chance: one
            .chance
            .map_or_else(String::new, |chance| chance.to_string()),
        notes: notes(words, one),
    };
    words.scenario.options.iter().map(way).collect()
}

/// What fills a cell.
fn known(words: &Words<'_>, one: &Course, cell: Cell) -> Vec<(String, String)> {
    let facts = words.scenario.facts.iter();
    facts
        .filter(|fact| fact.cells.contains(&(one.id, cell)))
        .map(|fact| {
            let says = fact.cell(one.id, cell).to_owned();
            (says, words.seat(fact.holder).to_owned())
        })
        .collect()
}

/// A duration as faces of a die: the shortest on a 1, the longest on a 6.
fn takes(duration: Duration3) -> String {
    let Duration3 { min, mode, max } = duration;
    match min == max {
        true => mode.to_string(),
        false => format!("die 1: {min}; die 2 to 5: {mode}; die 6: {max}"),
    }
}

fn notes(words: &Words<'_>, one: &Course) -> Vec<(&'static str, String)> {
    let mut notes: Vec<(&'static str, String)> = Vec::new();
    let mut add = |label: &'static str, text: String| {
        if !text.is_empty() {
            notes.push((label, text));
        }
    };
    add(
        "Together",
        both(one.combines.iter().map(|id| words.option(*id))),
    );
    add("Needs", words.maybe(one.requires.as_ref()));
    add("Ruled out", words.maybe(one.excluded.as_ref()));
    let crew = one
        .crew
        .iter()
        .map(|hands| format!("{} with {}", hands.1, hands.0));
    add("Hands", both(crew));
    for case in &one.cases {
        let takes = case.duration.map(takes);
        let chance = case.chance.map(|chance| format!("chance {chance}"));
        let what: Vec<String> = takes.into_iter().chain(chance).collect();
        let when = words.when(&case.when);
        add("Unless", format!("{when}: {}", what.join(", ")));
    }
    let (starts, succeeds, fails) = &one.lines;
    let said = |line: &String, effects| {
        let mut all: Vec<String> = Vec::new();
        if !line.is_empty() {
            all.push(format!("“{line}”"));
        }
        all.extend(words.effects(effects));
        all.join("; ")
    };
    add("Starts", said(starts, &one.on_start));
    add("Succeeds", said(succeeds, &one.on_success));
    add("Fails", said(fails, &one.on_failure));
    add("Stopped", said(&String::new(), &one.on_stop));
    if !one.stoppable {
        add("Stopped", "it cannot be, once it runs".to_owned());
    }
    notes
}
