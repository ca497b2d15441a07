//! The rubric, rule by rule: what was done, what it is worth, and what the
//! score says was missing. Each row is one short exercise of the minimal
//! scenario (opens 02:00, options until 02:05, the call until 02:10 and 02:15).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(
    clippy::allow_attributes,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "shared support"
)]

mod communication;
mod coordination;
mod decisions;
#[path = "../support/mod.rs"]
mod support;
mod whole;

use support::exercise::{Exercise, ask, id, say, tell};
use warroom::engine::*;
use warroom::model::*;
use warroom::scoring::{Basis, Criterion, CriterionScore, Score, Scorer, When, agreement, score};

fn final_score(exercise: &Exercise) -> Score {
    score(
        exercise.engine.scenario(),
        &exercise.log,
        When::Final,
        false,
    )
}

fn one(score: &Score, criterion: Criterion) -> &CriterionScore {
    score
        .criteria
        .iter()
        .find(|of| of.criterion == criterion)
        .unwrap()
}

/// Plays `story` with people on all three seats, ends it, and compares one
/// criterion: its credit in thousandths, and words in its evidence or missing.
#[track_caller]
fn check(criterion: Criterion, story: fn(&mut Exercise), credit: (u32, u32), words: &str) {
    let mut exercise = Exercise::started(&["ic", "dev", "support"]);
    story(&mut exercise);
    exercise.host(1020, HostVerb::End);
    let score = final_score(&exercise);
    let of = one(&score, criterion);
    let said: Vec<&str> = of
        .evidence
        .iter()
        .map(|evidence| evidence.shows.as_str())
        .chain(of.missing.iter().map(String::as_str))
        .collect();
    assert!(of.observed, "{of:#?}");
    assert_eq!((of.credit.low, of.credit.high), credit, "{of:#?}");
    assert!(
        words.is_empty() || said.iter().any(|text| text.contains(words)),
        "{words}: {of:#?}"
    );
}

fn assign(responsibility: &str, seat: &str) -> Play {
    Play::new(Move::Assign {
        responsibility: id(responsibility),
        seat: id(seat),
        base: 0,
    })
}

fn ack() -> Play {
    Play::new(Move::Acknowledge { back_by: None })
}

fn note(line: BoardLine, base: u32, words: &str) -> Play {
    Play {
        text: words.to_owned(),
        ..Play::new(Move::Note { line, base })
    }
}

fn order(to: &[&str], option: Option<&str>, by: Option<&str>) -> Play {
    Play {
        to: to.iter().map(|seat| id(seat)).collect(),
        ..Play::new(Move::Order {
            task: "Carry it out".to_owned(),
            option: option.map(id),
            by: by.map(|by| by.parse().unwrap()),
        })
    }
}

fn bare(option: &str) -> Decide {
    Decide::on(id(option), 0)
}

fn decide(decide: Decide) -> Play {
    Play::new(Move::Decide(decide))
}

fn ids<T: From<warroom::model::Name>>(all: &[&str]) -> Vec<T> {
    all.iter().map(|text| id(text)).collect()
}

fn update(channel: &str, next: Option<&str>) -> Play {
    Play {
        channel: Some(id(channel)),
        ..Play::new(Move::Update {
            impact: "10% of buyers cannot pay".to_owned(),
            action: "We are rolling back the deploy".to_owned(),
            owner: Some(id("dev")),
            next_at: next.map(|at| at.parse().unwrap()),
        })
    }
}

fn at(mut play: Play, channel: &str) -> Play {
    play.channel = Some(id(channel));
    play
}

/// Both ways out are on the table a minute in.
fn options(exercise: &mut Exercise) {
    exercise.play(
        40,
        "dev",
        tell(&["rollback-time", "rollback-loss", "rollback-risk"]),
    );
    exercise.play(60, "dev", tell(&["patch-time"]));
}
