//! A review to lead: past a person to the system, or not.

use super::Played;
use super::support::plan::lines;
use std::sync::Arc;
use warroom::model::Span;
use warroom::scenario::Scenario;
use warroom::scoring::compare;

/// How much of the author's reference the table's review holds, of how much.
fn compared(played: &Played) -> (usize, usize) {
    let parts = compare(&played.scenario, &played.run.log);
    let found = parts.iter().map(|part| part.found()).sum();
    let all = parts.iter().map(|part| part.reference.len()).sum();
    (found, all)
}

#[test]
fn a_review_led_by_questions_reaches_the_quiet_one_and_goes_past_a_person() {
    for seed in 1..=8 {
        let played = Played::of("postmortem-lead", "postmortem-strong", seed);
        for milestone in [
            "ground-rules",
            "memories-settled",
            "timeline-agreed",
            "stress-heard",
            "figures-known",
            "missing-fact",
            "courage-thanked",
            "last-why",
            "whys-deep",
            "causes-systemic",
            "both-lists",
            "praised",
            "capacity-asked",
            "actions-nine",
        ] {
            assert!(played.reached(milestone), "seed {seed}: {milestone}");
        }
        for milestone in ["blamed", "name-given", "courage-punished", "shut"] {
            assert!(!played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert!(
            played.patience().is_empty(),
            "seed {seed}: {:#?}",
            played.patience()
        );
        assert_eq!(played.ending(), "learned", "seed {seed}");
        let (found, all) = compared(&played);
        assert!(found * 10 >= all * 9, "seed {seed}: {found} of {all}");
    }
}

#[test]
fn a_review_that_looks_for_a_person_finds_one_and_nothing_else() {
    for seed in 1..=8 {
        let played = Played::of("postmortem-lead", "postmortem-weak", seed);
        // The quiet one was asked before anybody had made it safe.
        assert!(!played.reached("missing-fact"), "seed {seed}");
        assert!(!played.reached("whys-deep"), "seed {seed}");
        assert!(!played.reached("actions-owned"), "seed {seed}");
        assert!(played.reached("blamed"), "seed {seed}");
        let (found, all) = compared(&played);
        assert!(found * 10 <= all, "seed {seed}: {found} of {all}");
        assert_eq!(played.ending(), "name-given", "seed {seed}");
    }
}

#[test]
fn a_review_that_nobody_leads_hands_out_a_name() {
    for seed in 1..=4 {
        let played = Played::of("postmortem-lead", "postmortem-silent", seed);
        assert!(!played.reached("timeline-six"), "seed {seed}");
        assert!(!played.reached("missing-fact"), "seed {seed}");
        assert!(played.released("junior-closes"), "seed {seed}");
        assert_eq!(played.ending(), "name-given", "seed {seed}");
    }
}

/// The review in its second profile.
fn debriefing() -> Arc<Scenario> {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/postmortem-lead.ron");
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replacen("    clock: (", "    profile: \"debrief\",\n    clock: (", 1);
    let loaded = warroom::scenario::load(&text);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    Arc::new(loaded.scenario.unwrap())
}

#[test]
fn the_debriefing_spends_most_of_its_hour_on_the_timeline_and_counts_no_whys() {
    let scenario = debriefing();
    let timeline = scenario
        .scenes
        .iter()
        .find(|scene| scene.id.as_str() == "timeline-long")
        .unwrap();
    let length = scenario
        .at(timeline.until)
        .since(scenario.at(timeline.from));
    assert!((Span::minutes(35)..=Span::minutes(40)).contains(&length));
    for seed in 1..=8 {
        let played = Played::with(scenario.clone(), &lines("postmortem-debrief"), seed);
        for milestone in [
            "timeline-agreed",
            "missing-fact",
            "last-why",
            "actions-nine",
        ] {
            assert!(played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert_eq!(played.ending(), "learned", "seed {seed}");
    }
}
