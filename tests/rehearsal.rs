//! Rehearsals: known groups, the same sum on any number of cores, words that
//! really go through capture, and what a fork keeps.

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

use std::sync::Arc;
use support::plan::scenario;
use warroom::bots::Policy;
use warroom::engine::{Event, Recorded};
use warroom::model::SeatId;
use warroom::rehearsal::{Exercise, Played, PolicyRun, Rehearsal, rehearse};
use warroom::scenario::Scenario;

fn db_migration() -> Arc<Scenario> {
    scenario("scenarios/db-migration.ron")
}

/// One exercise with its log; shown when `SHOW_SCORES` is set.
fn play(policy: Policy, seed: u64) -> Played {
    let scenario = db_migration();
    let seats = [scenario.commander];
    let played = Exercise::new(&scenario, seed, policy, &seats).keep_log().play();
    if std::env::var_os("SHOW_SCORES").is_some() {
        show(&scenario, &played);
    }
    played
}

fn show(scenario: &Scenario, played: &Played) {
    for recorded in &played.log {
        let clock = scenario.shows(recorded.at).with_seconds();
        match &recorded.event {
            Event::Moved(moved) => {
                let channel = moved.channel.map_or_else(String::new, |of| of.to_string());
                println!("{clock} {:11} {channel:9} {:?}: {}", moved.seat.as_str(), moved.kind(), moved.line);
            }
            Event::Released { inject, .. } => {
                let text = scenario.injects.get(*inject).map_or("", |of| &of.text);
                println!("{clock}   >> {inject}: {text}");
            }
            Event::CutBegan { plan, .. } => println!("{clock} == cut {plan:?}"),
            Event::PromiseBroken { .. }
            | Event::PatienceLost { .. }
            | Event::WorkDone { .. }
            | Event::Ended { .. } => println!("{clock}   -- {:?}", recorded.event),
            _ => {}
        }
    }
    println!("{} to {}", played.score.total.low, played.score.total.high);
    for of in &played.score.criteria {
        println!("{:22} {:4}..{:4} of {:2}", of.criterion.key(), of.credit.low, of.credit.high, of.points);
        for missing in &of.missing {
            println!("      - {missing}");
        }
        for evidence in of.evidence.iter().filter(|of| of.low < 0) {
            println!("      < {} {}", evidence.low, evidence.shows);
        }
    }
}

#[test]
fn show_strong() {
    play(Policy::Strong, 1);
}
#[test]
fn show_talker() {
    play(Policy::Talker, 1);
}
#[test]
fn show_novice() {
    play(Policy::Novice, 1);
}
#[test]
fn show_form_filler() {
    play(Policy::FormFiller, 1);
}
