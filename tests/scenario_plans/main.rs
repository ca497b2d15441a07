//! Each scenario's strong line and one weak line, played move by move on
//! several seeds: what must happen, what must not, and what it is worth.

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

#[path = "../support/mod.rs"]
mod support;

mod ceo_war_room;
mod corruption_dilemma;
mod friday_multi_incident;
mod postmortem_lead;
mod queue_mystery;

use std::sync::Arc;
use support::plan::{Run, lines, scenario};
use warroom::engine::Event;
use warroom::rehearsal::plan::Line;
use warroom::scenario::Scenario;
use warroom::scoring::{Score, When, score};

/// A plan that was played, and what it is worth.
pub(crate) struct Played {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) run: Run,
    pub(crate) score: Score,
}

impl Played {
    pub(crate) fn of(scenario_name: &str, plan: &str, seed: u64) -> Self {
        let scenario = scenario(&format!("scenarios/{scenario_name}.ron"));
        Self::with(scenario, &lines(plan), seed)
    }

    pub(crate) fn with(scenario: Arc<Scenario>, plan: &[Line], seed: u64) -> Self {
        let run = Run::of(&scenario, seed, false, plan);
        let score = score(&scenario, &run.log, When::Final, false);
        Self {
            scenario,
            run,
            score,
        }
    }

    /// The score's two ends, in points.
    pub(crate) fn points(&self) -> (u32, u32) {
        (self.score.total.low / 1000, self.score.total.high / 1000)
    }

    pub(crate) fn ending(&self) -> String {
        let ended = self.run.log.iter().find_map(|r| match &r.event {
            Event::Ended { ending } => *ending,
            _ => None,
        });
        ended.expect("it ended").to_string()
    }

    pub(crate) fn reached(&self, milestone: &str) -> bool {
        self.run.log.iter().any(
            |r| matches!(&r.event, Event::Reached { milestone: of } if of.as_str() == milestone),
        )
    }

    pub(crate) fn released(&self, inject: &str) -> bool {
        self.run.log.iter().any(
            |r| matches!(&r.event, Event::Released { inject: of, .. } if of.as_str() == inject),
        )
    }

    /// What somebody said who lost patience, with the clock.
    pub(crate) fn patience(&self) -> Vec<String> {
        let said = self.run.log.iter().filter_map(|r| match &r.event {
            Event::PatienceLost { text, .. } => {
                Some(format!("{} {text}", self.scenario.shows(r.at)))
            }
            _ => None,
        });
        said.collect()
    }

    pub(crate) fn started(&self, option: &str) -> bool {
        self.run.log.iter().any(
            |r| matches!(&r.event, Event::WorkStarted { option: of, .. } if of.as_str() == option),
        )
    }
}

/// The silent line of every scenario, and its bound of the known groups.
#[test]
fn nobody_moves_and_next_to_nothing_is_earned() {
    for (name, plan) in [
        ("ceo-war-room", "ceo-silent"),
        ("corruption-dilemma", "corruption-silent"),
        ("friday-multi-incident", "friday-silent"),
    ] {
        for seed in 1..=4 {
            let (_, high) = Played::of(name, plan, seed).points();
            assert!(high <= 10, "{name}, seed {seed}: {high}");
        }
    }
}
