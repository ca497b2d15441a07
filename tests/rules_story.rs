//! What an author can make depend on what was said and done: demands that need
//! a good answer, conditional effects, variants, incidents that come up.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use std::collections::BTreeMap;
use support::exercise::{Exercise, id, say, tell};
use warroom::engine::*;
use warroom::model::*;
use warroom::text::Saying;

const DEMAND: &str = "demand: (of: [\"ic\"], topics: [\"time\"]),";
const NEEDS: &str = "demand: (
    of: [\"ic\"],
    needs: [impact, plan, next_time],
    vague: \"And {missing}?\",
    answered: [Reach(\"calm\")],
    reopens: true,
    ladder: [
        (after: \"2 min\", text: \"Well?\"),
        (after: \"4 min\", text: \"I take over.\", when: Var(\"failing\", AtLeast, \"50%\"), effects: [Start(\"rollback\")]),
        (after: \"6 min\", text: \"Everybody into one room!\"),
    ],
),";
const CALM: (&str, &str) = (
    "milestones: [",
    "milestones: [(id: \"calm\", title: \"Support is calm\"),",
);

/// Support asks for a good answer at 190 s.
fn pressed(changes: &[(&str, &str)]) -> (Exercise, Seq) {
    let all: Vec<_> = [(DEMAND, NEEDS), CALM]
        .into_iter()
        .chain(changes.iter().copied())
        .collect();
    let mut exercise = Exercise::of(&all, &["ic"]);
    exercise.wait(191);
    let asked = exercise.last(|r| {
        matches!(&r.event, Event::Released { inject, .. } if inject.as_str() == "nudge")
            .then_some(r.seq)
    });
    (exercise, asked.expect("Support spoke up"))
}

fn reply(to: Seq, words: &str) -> Play {
    Play {
        reply_to: Some(to),
        ..say(words)
    }
}

fn half(events: &[Recorded]) -> Option<(Vec<Saying>, bool, String)> {
    events.iter().find_map(|r| match &r.event {
        Event::HalfAnswered {
            heard, vague, text, ..
        } => Some((heard.clone(), *vague, text.clone())),
        _ => None,
    })
}

fn patience(log: &[Recorded]) -> Vec<(u64, String)> {
    log.iter()
        .filter_map(|r| match &r.event {
            Event::PatienceLost { text, .. } => Some((r.at.0 / 1000, text.clone())),
            _ => None,
        })
        .collect()
}

fn reached(exercise: &Exercise, milestone: &str) -> bool {
    let id: MilestoneId = id(milestone);
    exercise.engine.state().milestones().contains_key(&id)
}

#[test]
fn a_good_answer_may_come_in_two_halves_and_its_asker_says_what_is_missing() {
    let (mut exercise, asked) = pressed(&[]);
    let first = exercise.play(
        200,
        "ic",
        reply(asked, "One buyer in ten cannot pay; we are rolling back."),
    );
    let (heard, vague, text) = half(&first).expect("half an answer");
    assert_eq!(heard, [Saying::Impact, Saying::Plan]);
    assert!(!vague);
    assert_eq!(text, "And when I hear from you next?");
    assert!(!reached(&exercise, "calm"));

    exercise.play(
        215,
        "ic",
        reply(asked, "You hear from me again in 10 minutes."),
    );
    assert!(reached(&exercise, "calm"));
    exercise.wait(280);
    assert_eq!(
        exercise.last_line("support").as_deref(),
        Some("I can work with that.")
    );
    assert_eq!(patience(&exercise.log), []);
}

#[test]
fn a_vague_answer_costs_a_rung_at_once() {
    let (mut exercise, asked) = pressed(&[]);
    let said = exercise.play(200, "ic", reply(asked, "Hard to say, we don't know yet."));
    let (heard, vague, _) = half(&said).expect("not an answer");
    assert!(heard.is_empty() && vague);
    exercise.wait(201);
    assert_eq!(patience(&exercise.log), [(200, "Well?".to_owned())]);
}

#[test]
fn an_unknown_with_what_is_done_about_it_is_no_vague_answer() {
    let (mut exercise, asked) = pressed(&[]);
    let said = exercise.play(
        200,
        "ic",
        reply(asked, "We don't know the cause yet; we are rolling back."),
    );
    let (heard, vague, _) = half(&said).expect("half an answer");
    assert_eq!((heard, vague), (vec![Saying::Plan], false));
}

#[test]
fn a_rung_is_passed_over_in_silence_where_its_condition_does_not_hold() {
    let (mut exercise, _) = pressed(&[]);
    exercise.wait(191 + 360);
    let texts: Vec<_> = patience(&exercise.log)
        .into_iter()
        .map(|(_, t)| t)
        .collect();
    assert_eq!(texts, ["Well?", "Everybody into one room!"]);
    assert!(exercise.engine.state().run(id("rollback")).is_none());

    let worse = ("start: \"10%\", min", "start: \"60%\", min");
    let (mut exercise, _) = pressed(&[worse]);
    exercise.wait(191 + 250);
    let texts: Vec<_> = patience(&exercise.log)
        .into_iter()
        .map(|(_, t)| t)
        .collect();
    assert_eq!(texts, ["Well?", "I take over."]);
    // Nobody decided, the work runs all the same.
    assert!(exercise.engine.state().run(id("rollback")).is_some());
    assert!(exercise.engine.state().decisions().is_empty());
}

#[test]
fn word_that_does_not_come_makes_a_settled_question_wait_again() {
    let (mut exercise, asked) = pressed(&[]);
    let answer = "One buyer in ten cannot pay; we are rolling back. Next update in 5 minutes.";
    exercise.play(200, "ic", reply(asked, answer));
    assert!(reached(&exercise, "calm"));
    exercise.wait(559);
    assert_eq!(patience(&exercise.log), []);
    // Five minutes and one of grace later.
    exercise.wait(561);
    assert_eq!(patience(&exercise.log), [(560, "Well?".to_owned())]);
}

#[test]
fn work_under_a_condition_takes_its_own_time() {
    let cases = (
        "chance: \"95%\",\n            on_start",
        "chance: \"95%\",
            cases: [(when: Told(\"symptoms\"), duration: (min: \"1 min\", mode: \"1 min\", max: \"1 min\"), chance: \"100%\")],
            on_start",
    );
    let start = || {
        Play::new(Move::Start {
            option: id("rollback"),
        })
    };
    let ends = |exercise: &Exercise| exercise.engine.state().run(id("rollback")).unwrap().done_at;
    let mut exercise = Exercise::of(&[cases], &["ic", "dev", "support"]);
    exercise.play(20, "dev", start());
    assert!(ends(&exercise) >= SimTime(20_000 + 600_000));
    let mut exercise = Exercise::of(&[cases], &["ic", "dev", "support"]);
    exercise.play(10, "support", tell(&["symptoms"]));
    exercise.play(20, "dev", start());
    assert_eq!(ends(&exercise), SimTime(80_000));
}

const VARIANTS: (&str, &str) = (
    "milestones: [",
    "variants: [(id: \"press-knows\", title: \"The press knows\"), (id: \"quiet\", title: \"Nobody knows\", weight: 3)],\n    milestones: [",
);
const EARLY: (&str, &str) = (
    "trigger: Armed,\n            from: Other(\"a journalist\"),",
    "trigger: At(\"+1 min\"),\n            only: Variant(\"press-knows\"),\n            from: Other(\"a journalist\"),",
);

#[test]
fn one_variant_is_drawn_by_weight_and_decides_what_comes() {
    let scenario = Exercise::of(&[VARIANTS, EARLY], &["ic"]);
    let scenario = scenario.engine.scenario().clone();
    let mut drawn: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..400 {
        let mut exercise = Exercise {
            engine: Engine::new(scenario.clone(), seed, false),
            log: Vec::new(),
        };
        exercise.start(&["ic"]);
        exercise.wait(70);
        let variant = exercise.engine.state().variant().expect("drawn");
        let came = exercise.log.iter().any(
            |r| matches!(&r.event, Event::Released { inject, .. } if inject.as_str() == "press"),
        );
        assert_eq!(came, variant.as_str() == "press-knows", "seed {seed}");
        *drawn.entry(variant.to_string()).or_default() += 1;
    }
    // One in four of 400; six standard deviations are 52.
    let knows = drawn["press-knows"];
    assert!((48..=152).contains(&knows), "{knows} of 400");
}

#[test]
fn an_incident_that_has_not_come_up_cannot_be_named() {
    let incidents = (
        "incidents: [",
        "incidents: [(id: \"flood\", title: \"Calls flood in\", severity: Sev2, impact: \"nobody gets through\", opened: Var(\"complaints\", AtLeast, \"20\"), secondary: true, resolved: Milestone(\"fixed\")),",
    );
    let mut exercise = Exercise::of(&[incidents], &["ic"]);
    let verify = || {
        Play::new(Move::Verify {
            incident: id("flood"),
        })
    };
    let refusal = exercise.try_play(20, "ic", verify()).unwrap_err();
    assert!(
        refusal.why.contains("There is no incident"),
        "{}",
        refusal.why
    );
    // 12 complaints and 60 an hour: 20 after eight minutes at the latest.
    let opened = exercise.wait(481);
    let came = |r: &Recorded| matches!(&r.event, Event::IncidentOpened { incident } if incident.as_str() == "flood");
    assert!(opened.iter().any(came));
    exercise.play(482, "ic", verify());
}

#[test]
fn effects_may_hang_on_a_condition_and_put_a_deadline_off() {
    let deadline = (
        "deadlines: [",
        "deadlines: [(id: \"contract\", label: \"Contract\", at: \"+10 min\", kind: Breach),",
    );
    let buys = (
        "(id: \"fixed\", title: \"Buyers can pay again\"),",
        "(id: \"fixed\", title: \"Buyers can pay again\"),
        (id: \"reported\", title: \"The impact report is out\", when: Made((kinds: [update], channel: [\"customers\"], says: [impact, figure], lacks: [vague]))),",
    );
    let inject = (
        "injects: [",
        "injects: [
        (id: \"extension\", title: \"Time bought\", trigger: AfterMilestone(\"reported\", \"1s\"), from: Other(\"legal\"), to: Channel(\"war-room\"), medium: Chat,
         text: \"That buys us time.\", effects: [If(Told(\"symptoms\"), [Postpone(\"contract\", \"20 min\")])]),",
    );
    let update = || Play {
        channel: Some(id("customers")),
        text: "10% of buyers cannot pay.".to_owned(),
        ..Play::new(Move::Update {
            impact: String::new(),
            action: String::new(),
            owner: None,
            next_at: None,
        })
    };
    let fell = |exercise: &Exercise| {
        exercise
            .log
            .iter()
            .find_map(|r| matches!(&r.event, Event::DeadlineFell { deadline, .. } if deadline.as_str() == "contract").then_some(r.at.0 / 60_000))
    };
    let mut exercise = Exercise::of(&[deadline, buys, inject], &["ic", "support"]);
    exercise.play(20, "ic", update());
    exercise.wait(1900);
    assert_eq!(fell(&exercise), Some(10), "the condition did not hold");

    let mut exercise = Exercise::of(&[deadline, buys, inject], &["ic", "support"]);
    exercise.play(10, "support", tell(&["symptoms"]));
    exercise.play(20, "ic", update());
    exercise.wait(1900);
    assert_eq!(fell(&exercise), Some(30));
}

#[test]
fn made_since_counts_from_the_moment_that_it_names() {
    let since = (
        "(id: \"fixed\", title: \"Buyers can pay again\"),",
        "(id: \"fixed\", title: \"Buyers can pay again\"),
        (id: \"again\", title: \"Asked again\", when: MadeSince((kinds: [say], by: [\"ic\"]), Inject(\"nudge\"))),",
    );
    let mut exercise = Exercise::of(&[since], &["ic"]);
    exercise.play(20, "ic", say("Good evening."));
    exercise.wait(200);
    assert!(!reached(&exercise, "again"));
    exercise.play(205, "ic", say("I am with you."));
    assert!(reached(&exercise, "again"));
}
