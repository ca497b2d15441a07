//! Three at once: closed in time by those who move people, and by no others.

use super::Played;
use warroom::engine::{Engine, Event, Recorded};
use warroom::model::SimTime;
use warroom::scoring::Gates;

/// Whether an incident came up.
fn opened(played: &Played, incident: &str) -> bool {
    played.run.log.iter().any(
        |r| matches!(&r.event, Event::IncidentOpened { incident: of } if of.as_str() == incident),
    )
}

/// How often somebody was sent somewhere, or home.
fn moves(played: &Played) -> usize {
    let moved = |r: &&Recorded| matches!(r.event, Event::StaffMoved { .. });
    played.run.log.iter().filter(moved).count()
}

/// The gates that were not passed.
fn closed_gates(played: &Played) -> Vec<String> {
    let mut engine = Engine::new(played.scenario.clone(), 0, false);
    let mut gates = Gates::new(played.scenario.clone());
    engine.fold_with(SimTime::ZERO, None, &played.run.log, |state, recorded| {
        gates.push(state, recorded);
    });
    let results = gates.results(&played.score);
    assert_eq!(results.len(), 6);
    let closed = results.iter().filter(|gate| gate.passed != Some(true));
    closed
        .map(|gate| format!("{}: {}", gate.id, gate.measured.join("; ")))
        .collect()
}

/// What each of the three incidents is to be over by.
const IN_TIME: [&str; 3] = [
    "payments-in-time",
    "database-in-time",
    "certificate-in-time",
];
/// Incidents that only a bad move brings about.
const SECONDARY: [&str; 3] = ["charged-twice", "old-phones", "database-stands"];

#[test]
fn three_at_once_are_closed_in_time_by_moving_few_and_wearing_out_nobody() {
    for seed in 1..=8 {
        let played = Played::of("friday-multi-incident", "friday-strong", seed);
        let (low, _) = played.points();
        assert!(low >= 85, "seed {seed}: {low}");
        for milestone in IN_TIME.into_iter().chain(["all-closed", "handed"]) {
            assert!(played.reached(milestone), "seed {seed}: {milestone}");
        }
        for incident in SECONDARY {
            assert!(!opened(&played, incident), "seed {seed}: {incident}");
        }
        assert!(!played.reached("morale-broken"), "seed {seed}");
        assert!(!played.released("infrastructure-worn"), "seed {seed}");
        assert!(moves(&played) <= 8, "seed {seed}: {}", moves(&played));
        assert_eq!(played.ending(), "all-three", "seed {seed}");
        let closed = closed_gates(&played);
        assert!(closed.is_empty(), "seed {seed}: {closed:#?}");
    }
}

#[test]
fn the_split_of_people_that_it_opens_with_is_not_enough() {
    for seed in 1..=8 {
        let played = Played::of("friday-multi-incident", "friday-given-split", seed);
        assert_eq!(moves(&played), 0);
        for milestone in ["payments-in-time", "certificate-in-time", "all-closed"] {
            assert!(!played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert!(played.reached("database-in-time"), "seed {seed}");
        assert_eq!(played.ending(), "as-they-stood", "seed {seed}");
        assert!(!closed_gates(&played).is_empty(), "seed {seed}");
    }
}

#[test]
fn moving_everybody_and_taking_short_cuts_opens_a_fourth_and_a_fifth() {
    for seed in 1..=8 {
        let played = Played::of("friday-multi-incident", "friday-weak", seed);
        let (_, high) = played.points();
        assert!(high <= 40, "seed {seed}: {high}");
        assert!(opened(&played, "database-stands"), "seed {seed}");
        assert!(opened(&played, "charged-twice"), "seed {seed}");
        assert!(played.reached("morale-broken"), "seed {seed}");
        assert!(!played.reached("certificate-in-time"), "seed {seed}");
    }
}
