//! The mystery of the queue: deduced and put right, or guessed at.

use super::Played;
use super::support::plan::scenario;
use std::collections::BTreeSet;
use warroom::engine::{Event, Recorded};
use warroom::rehearsal::plan;

/// What the findings name when two of them leave one suspect: the change that
/// puts it right, and whose hand makes it.
fn deduced(log: &[Recorded]) -> Option<(&'static str, &'static str)> {
    let told = |finding: &str| {
        log.iter()
            .any(|r| matches!(&r.event, Event::Told { fact, .. } if fact.as_str() == finding))
    };
    let suspects = [
        (
            ["saw-same-key", "saw-gap-30", "saw-any-kitchen"],
            ("hold-back", "queue"),
        ),
        (
            ["saw-new-key", "saw-gap-30", "saw-same-kitchens"],
            ("app-back", "release"),
        ),
        (
            ["saw-same-key", "saw-gap-20", "saw-same-kitchens"],
            ("stop-rebuild", "store"),
        ),
        (
            ["saw-new-key", "saw-gap-20", "saw-any-kitchen"],
            ("machine-out", "sre"),
        ),
    ];
    let fits = |findings: &[&str]| findings.iter().filter(|finding| told(finding)).count() >= 2;
    suspects
        .into_iter()
        .find(|(findings, _)| fits(findings))
        .map(|(_, change)| change)
}

/// A change of the strong line, as its plan writes it.
fn change(action: &str, hand: &str) -> String {
    format!("action: \"{action}\", dice: 5, hand: \"{hand}\"")
}

#[test]
fn the_culprit_is_found_by_what_it_leaves_behind_whoever_it_is() {
    let scenario = scenario("scenarios/queue-mystery.ron");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/queue-strong.ron");
    let text = std::fs::read_to_string(path).unwrap();
    let (mut won, mut culprits) = (0, BTreeSet::new());
    for seed in 1..=12 {
        // The looks come before the change, so they find the same beside another.
        let looked = Played::with(scenario.clone(), &plan::read(&text).unwrap(), seed);
        assert!(looked.reached("reported-in-time"), "seed {seed}");
        let Some((action, hand)) = deduced(&looked.run.log) else {
            continue;
        };
        culprits.insert(action);
        let text = text.replace(&change("hold-back", "queue"), &change(action, hand));
        let played = Played::with(scenario.clone(), &plan::read(&text).unwrap(), seed);
        for wrong in [
            "wrong-hold",
            "wrong-app",
            "wrong-rebuild",
            "wrong-machine",
            "wrong-api",
        ] {
            assert!(!played.released(wrong), "seed {seed}: {wrong}");
        }
        if ["clean", "paid"].contains(&played.ending().as_str()) {
            assert!(played.reached("whole") && played.reached("case-told"));
            won += 1;
        }
    }
    assert_eq!(culprits.len(), 4, "{culprits:?}");
    assert!(won >= 10, "{won} of 12");
}

#[test]
fn notice_that_does_not_say_how_it_fails_buys_no_time() {
    let scenario = scenario("scenarios/queue-mystery.ron");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/queue-strong.ron");
    let text = std::fs::read_to_string(path).unwrap();
    for left_out in [
        ": 40 stand in the book twice and 21 not at all",
        " of our customers' kitchens",
    ] {
        let half = text.replacen(left_out, "", 1);
        assert_ne!(half, text);
        let played = Played::with(scenario.clone(), &plan::read(&half).unwrap(), 1);
        assert!(!played.reached("reported-in-time"), "{left_out}");
        for inject in ["report-partial", "account-half-report"] {
            assert!(played.released(inject), "{left_out}: {inject}");
        }
        for inject in ["report-noted", "account-no-report"] {
            assert!(!played.released(inject), "{left_out}: {inject}");
        }
    }
}

#[test]
fn guesses_break_the_contract_and_so_does_silence() {
    for seed in 1..=8 {
        let weak = Played::of("queue-mystery", "queue-weak", seed);
        assert!(weak.released("wrong-api"), "seed {seed}");
        assert!(
            ["too-many", "known-too-late", "breach"].contains(&weak.ending().as_str()),
            "seed {seed}: {}",
            weak.ending()
        );
        let silent = Played::of("queue-mystery", "queue-silent", seed);
        assert_eq!(silent.ending(), "breach", "seed {seed}");
    }
}
