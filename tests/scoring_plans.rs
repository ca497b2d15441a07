//! Known groups (design, section 8): lines of fixed behaviour through exercise
//! 1 that the rubric must tell apart.

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

mod support;

use support::plan::{Run, lines, scenario};
use warroom::scoring::{Criterion, CriterionScore, Score, When, score};

const SEEDS: [u64; 3] = [7, 11, 2026];

/// The final score of a plan, shown when a test fails.
fn of(name: &str, seed: u64) -> Score {
    let scenario = scenario("scenarios/db-migration.ron");
    let run = Run::of(&scenario, seed, false, &lines(name));
    let score = score(&scenario, &run.log, When::Final, false);
    if std::env::var_os("SHOW_SCORES").is_some() {
        println!("{}", show(name, seed, &score));
    }
    score
}

fn show(name: &str, seed: u64, score: &Score) -> String {
    let mut out = format!(
        "\n== {name} (seed {seed}): {} to {} of {}\n",
        score.total.low, score.total.high, score.max
    );
    for of in &score.criteria {
        let why = of.unobserved.as_deref().unwrap_or_default();
        out += &format!(
            "{:22} {:4}..{:4} of {:2} {:?} {why}\n",
            of.criterion.key(),
            of.credit.low,
            of.credit.high,
            of.points,
            of.basis
        );
        for evidence in &of.evidence {
            out += &format!(
                "      {} {}..{} {}\n",
                evidence.seq, evidence.low, evidence.high, evidence.shows
            );
        }
        for missing in &of.missing {
            out += &format!("      - {missing}\n");
        }
    }
    out
}

#[track_caller]
fn band(name: &str, low: u32, high: u32) {
    for seed in SEEDS {
        let score = of(name, seed);
        assert!(
            score.total.low >= low * 1000 && score.total.high <= high * 1000,
            "{}",
            show(name, seed, &score)
        );
    }
}

#[test]
fn a_silent_room_earns_next_to_nothing() {
    band("silent", 0, 10);
}

#[test]
fn a_strong_line_is_strong() {
    band("strong", 85, 100);
}

#[test]
fn whoever_fills_in_forms_and_listens_to_nobody_fails() {
    band("form-filler", 10, 50);
    band("box-ticker", 10, 50);
}

/// Right taps with one word in every field: no silence, and no strong line.
#[test]
fn whoever_pastes_one_word_into_every_field_is_told_from_who_says_something() {
    band("paster", 60, 80);
}

/// What a criterion of a plan's score says, evidence and missing.
fn says(name: &str, criterion: Criterion) -> (CriterionScore, Vec<String>) {
    let score = of(name, SEEDS[0]);
    let of = score
        .criteria
        .into_iter()
        .find(|of| of.criterion == criterion);
    let of = of.expect("the criterion is scored");
    let shows = of.evidence.iter().map(|evidence| evidence.shows.clone());
    let said = shows.chain(of.missing.iter().cloned()).collect();
    (of, said)
}

#[test]
fn taking_everybodys_work_without_the_executive_caps_all_voices() {
    let (of, said) = says("box-ticker", Criterion::AllVoices);
    let unheard = "02:08: Fail over was the VP Engineering's to hear first";
    assert!(
        said.iter().any(|line| line.starts_with(unheard)),
        "{said:#?}"
    );
    assert!(of.credit.high <= 500, "{:?}", of.credit);
    // The strong line keeps it as plan B, and asks for objections.
    let (_, said) = says("strong", Criterion::AllVoices);
    assert!(
        !said.iter().any(|line| line.contains("to hear first")),
        "{said:#?}"
    );
}

#[test]
fn a_commander_who_types_or_vanishes_is_seen_and_pays() {
    let (at_the_keyboard, said) = says("keyboard", Criterion::NoChaos);
    for seen in [
        "02:12: the commander began Restore instead of the Database lead.",
        "02:13: the commander was deep in the technical thread.",
        "02:13 to 02:20: nothing was heard from the commander, while the Product manager waited.",
    ] {
        assert!(said.iter().any(|line| line == seen), "{seen}: {said:#?}");
    }
    assert!(
        at_the_keyboard.credit.high <= 600,
        "{:?}",
        at_the_keyboard.credit
    );
    let (strong, said) = says("strong", Criterion::NoChaos);
    assert!(
        !said.iter().any(|line| line.contains("the commander")),
        "{said:#?}"
    );
    assert!(strong.credit.low >= 900, "{:?}", strong.credit);
}

#[test]
fn a_novice_lies_in_between() {
    band("novice", 35, 65);
}

#[test]
fn the_same_line_spoken_and_captured_is_worth_the_same() {
    for seed in SEEDS {
        let (typed, spoken) = (of("strong", seed), of("spoken", seed));
        let confirmed = of("spoken-confirmed", seed);
        assert!(
            spoken.total.high + 5_000 >= typed.total.low,
            "{}",
            show("spoken", seed, &spoken)
        );
        assert!(
            spoken.total.low < spoken.total.high,
            "until somebody confirms, it is a range"
        );
        assert!(
            confirmed.total.low + 5_000 >= typed.total.low,
            "{}",
            show("confirmed", seed, &confirmed)
        );
        assert!(
            confirmed.total.high <= typed.total.high + 5_000,
            "{}",
            show("confirmed", seed, &confirmed)
        );
    }
}
