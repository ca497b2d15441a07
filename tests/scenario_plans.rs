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

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use support::plan::{Run, lines, scenario};
use warroom::engine::Event;
use warroom::model::Span;
use warroom::engine::{Event, Recorded};
use warroom::rehearsal::plan::{self, Line};
use warroom::scenario::Scenario;
use warroom::scoring::{Score, When, compare, score};

/// A plan that was played, and what it is worth.
struct Played {
    scenario: Arc<Scenario>,
    run: Run,
    score: Score,
}

impl Played {
    fn of(scenario_name: &str, plan: &str, seed: u64) -> Self {
        let scenario = scenario(&format!("scenarios/{scenario_name}.ron"));
        Self::with(scenario, plan, seed)
    }

    fn with(scenario: Arc<Scenario>, plan: &str, seed: u64) -> Self {
        let run = Run::of(&scenario, seed, false, &lines(plan));
        Self::with(scenario, &lines(plan), seed)
    }

    fn with(scenario: Arc<Scenario>, plan: &[Line], seed: u64) -> Self {
        let run = Run::of(&scenario, seed, false, plan);
        let score = score(&scenario, &run.log, When::Final, false);
        Self {
            scenario,
            run,
            score,
        }
    }

    /// The score's two ends, in points.
    fn points(&self) -> (u32, u32) {
        (self.score.total.low / 1000, self.score.total.high / 1000)
    }

    fn ending(&self) -> String {
        let ended = self.run.log.iter().find_map(|r| match &r.event {
            Event::Ended { ending } => *ending,
            _ => None,
        });
        ended.expect("it ended").to_string()
    }

    fn reached(&self, milestone: &str) -> bool {
        self.run.log.iter().any(
            |r| matches!(&r.event, Event::Reached { milestone: of } if of.as_str() == milestone),
        )
    }

    fn released(&self, inject: &str) -> bool {
        self.run.log.iter().any(
            |r| matches!(&r.event, Event::Released { inject: of, .. } if of.as_str() == inject),
        )
    }

    /// What somebody said who lost patience, with the clock.
    fn patience(&self) -> Vec<String> {
        let said = self.run.log.iter().filter_map(|r| match &r.event {
            Event::PatienceLost { text, .. } => {
                Some(format!("{} {text}", self.scenario.shows(r.at)))
            }
            _ => None,
        });
        said.collect()
    }

    fn opened(&self, incident: &str) -> bool {
        self.run.log.iter().any(
            |r| matches!(&r.event, Event::IncidentOpened { incident: of } if of.as_str() == incident),
        )
    }

    /// How often somebody was sent somewhere, or home.
    fn moves(&self) -> usize {
        let moved = |r: &&warroom::engine::Recorded| matches!(r.event, Event::StaffMoved { .. });
        self.run.log.iter().filter(moved).count()
    /// How much of the author's reference the table's review holds, of how much.
    fn compared(&self) -> (usize, usize) {
        let parts = compare(&self.scenario, &self.run.log);
        let found = parts.iter().map(|part| part.found()).sum();
        let all = parts.iter().map(|part| part.reference.len()).sum();
        (found, all)
    }

    fn started(&self, option: &str) -> bool {
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

#[test]
fn the_ceo_is_kept_calm_by_the_six_rules_and_word_at_the_promised_minute() {
    for seed in 1..=8 {
        let played = Played::of("ceo-war-room", "ceo-strong", seed);
        let (low, _) = played.points();
        assert!(low >= 85, "seed {seed}: {low}");
        for lost in ["ceo-all-hands", "ceo-overrides"] {
            assert!(
                !played.released(lost),
                "seed {seed}: {:#?}",
                played.patience()
            );
        }
        assert!(!played.started("restart"), "seed {seed}: the CEO took over");
        assert!(
            !["named", "white"].contains(&played.ending().as_str()),
            "seed {seed}"
        );
    }
}

#[test]
fn vague_words_to_the_ceo_cost_the_engineers_and_then_the_decision() {
    for seed in 1..=8 {
        let played = Played::of("ceo-war-room", "ceo-weak", seed);
        let (_, high) = played.points();
        assert!(high <= 50, "seed {seed}: {high}");
        // Repeats, calls all hands, asks whose doing it is, takes over.
        assert!(played.patience().len() >= 4, "{:#?}", played.patience());
        assert!(played.started("restart"), "seed {seed}: nobody took over");
    }
}

#[test]
fn the_dilemma_is_weighed_called_in_time_and_owned() {
    for seed in 1..=8 {
        let played = Played::of("corruption-dilemma", "corruption-strong", seed);
        let (low, _) = played.points();
        assert!(low >= 85, "seed {seed}: {low}");
        for milestone in [
            "executive-heard",
            "counsel-heard",
            "called-in-time",
            "owned",
        ] {
            assert!(played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert!(played.ending().ends_with("-owned"), "{}", played.ending());
    }
}

#[test]
fn a_call_that_comes_late_and_is_disowned_fails() {
    for seed in 1..=8 {
        let played = Played::of("corruption-dilemma", "corruption-weak", seed);
        let (_, high) = played.points();
        assert!(high <= 50, "seed {seed}: {high}");
        assert!(!played.reached("called-in-time") && !played.reached("owned"));
        assert!(!played.ending().ends_with("-owned"), "{}", played.ending());
    }
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
            assert!(!played.opened(incident), "seed {seed}: {incident}");
        }
        assert!(!played.reached("morale-broken"), "seed {seed}");
        assert!(!played.released("infrastructure-worn"), "seed {seed}");
        assert!(played.moves() <= 8, "seed {seed}: {}", played.moves());
        assert_eq!(played.ending(), "all-three", "seed {seed}");
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
        let (found, all) = played.compared();
        assert!(found * 10 >= all * 9, "seed {seed}: {found} of {all}");
    }
}

#[test]
fn the_split_of_people_that_it_opens_with_is_not_enough() {
    for seed in 1..=8 {
        let played = Played::of("friday-multi-incident", "friday-given-split", seed);
        assert_eq!(played.moves(), 0);
        for milestone in ["payments-in-time", "certificate-in-time", "all-closed"] {
            assert!(!played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert!(played.reached("database-in-time"), "seed {seed}");
        assert_eq!(played.ending(), "as-they-stood", "seed {seed}");
    }
}

#[test]
fn moving_everybody_and_taking_short_cuts_opens_a_fourth_and_a_fifth() {
    for seed in 1..=8 {
        let played = Played::of("friday-multi-incident", "friday-weak", seed);
        let (_, high) = played.points();
        assert!(high <= 40, "seed {seed}: {high}");
        assert!(played.opened("database-stands"), "seed {seed}");
        assert!(played.opened("charged-twice"), "seed {seed}");
        assert!(played.reached("morale-broken"), "seed {seed}");
        assert!(!played.reached("certificate-in-time"), "seed {seed}");
fn a_review_that_looks_for_a_person_finds_one_and_nothing_else() {
    for seed in 1..=8 {
        let played = Played::of("postmortem-lead", "postmortem-weak", seed);
        // The quiet one was asked before anybody had made it safe.
        assert!(!played.reached("missing-fact"), "seed {seed}");
        assert!(!played.reached("whys-deep"), "seed {seed}");
        assert!(!played.reached("actions-owned"), "seed {seed}");
        assert!(played.reached("blamed"), "seed {seed}");
        let (found, all) = played.compared();
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
        let played = Played::with(scenario.clone(), "postmortem-debrief", seed);
        for milestone in [
            "timeline-agreed",
            "missing-fact",
            "last-why",
            "actions-nine",
        ] {
            assert!(played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert_eq!(played.ending(), "learned", "seed {seed}");
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
