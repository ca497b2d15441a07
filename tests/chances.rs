//! Probability is right: of many starts of the same work, as many succeed as
//! the scenario says, within binomial bounds. (The dice have exact tables of
//! their own in `rules_dice.rs`.)

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use std::sync::Arc;
use support::exercise::scenario;
use warroom::engine::{Actor, Capture, Command, Engine, Event, HostVerb, Move, Play};
use warroom::model::{OptionId, SimTime, Span};
use warroom::scenario::{Course, Scenario};

/// Starts of each option.
const STARTS: u64 = 1500;
/// Standard deviations that chance may be away from what is written: one run
/// in 30,000 goes beyond.
const AWAY: f64 = 4.2;

/// An exercise at STARTEX.
fn begun(scenario: &Arc<Scenario>) -> Engine {
    let mut engine = Engine::new(scenario.clone(), 0, false);
    let start = Command::Host(HostVerb::Start);
    engine.submit(SimTime::ZERO, Actor::Host, start).unwrap();
    engine
}

/// Whether work succeeds that begins now; none when it cannot begin.
fn succeeds(begun: &Engine, course: &Course, seed: u64) -> Option<bool> {
    let mut engine = begun.clone();
    engine.reseed(seed);
    let start = Capture {
        seat: course.owner,
        ago: Span::ZERO,
        play: Play::new(Move::Start { option: course.id }),
    };
    let now = engine.state().now();
    let events = engine
        .submit(now, Actor::Host, Command::Capture(start))
        .ok()?;
    let mut began = events.iter().filter_map(|of| match of.event {
        Event::WorkStarted {
            option, succeeds, ..
        } if option == course.id => Some(succeeds),
        _ => None,
    });
    began.next()
}

/// What is written, as a share: that of the first case that holds at STARTEX.
fn written(begun: &Engine, scenario: &Scenario, course: &Course) -> f64 {
    let holds = |of: &&warroom::scenario::Case| begun.state().holds(scenario, &of.when);
    let case = course.cases.iter().find(holds);
    let chance = case.and_then(|of| of.chance).or(course.chance);
    chance.map_or(1.0, |chance| {
        f64::from(i32::try_from(chance.milli).unwrap()) / 100_000.0
    })
}

/// The options of a scenario whose work can begin at STARTEX, held against
/// what is written.
fn held_against_the_text(file: &str) -> Vec<OptionId> {
    let scenario = scenario(&format!("scenarios/{file}.ron"));
    let begun = begun(&scenario);
    let mut tried = Vec::new();
    for course in scenario.options.iter() {
        let outcomes: Option<Vec<bool>> = (0..STARTS)
            .map(|seed| succeeds(&begun, course, seed))
            .collect();
        let Some(outcomes) = outcomes else { continue };
        let good = outcomes.iter().filter(|good| **good).count();
        let (n, chance) = (f64::from(STARTS as u32), written(&begun, &scenario, course));
        let away = (good as f64 - n * chance).abs();
        let bound = AWAY * (n * chance * (1.0 - chance)).sqrt();
        assert!(
            away <= bound,
            "{file}: {} succeeded in {good} of {STARTS}, written is {chance}",
            course.id
        );
        tried.push(course.id);
    }
    tried
}

fn names(of: &[OptionId]) -> Vec<&str> {
    of.iter().map(|id| id.as_str()).collect()
}

#[test]
fn the_database_migration_keeps_its_odds() {
    let tried = held_against_the_text("db-migration");
    for option in ["restore", "workaround", "failover"] {
        assert!(names(&tried).contains(&option), "{tried:?}");
    }
}

#[test]
fn the_war_room_with_the_ceo_keeps_its_odds() {
    let tried = held_against_the_text("ceo-war-room");
    for option in ["rollback", "restart", "purge"] {
        assert!(names(&tried).contains(&option), "{tried:?}");
    }
}

#[test]
fn the_corruption_dilemma_keeps_its_odds() {
    let tried = held_against_the_text("corruption-dilemma");
    for option in ["shutdown", "keep"] {
        assert!(names(&tried).contains(&option), "{tried:?}");
    }
}

#[test]
fn friday_keeps_its_odds() {
    let tried = held_against_the_text("friday-multi-incident");
    for option in ["provider", "repair"] {
        assert!(names(&tried).contains(&option), "{tried:?}");
    }
}
