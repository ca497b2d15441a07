//! Exercise 1 played by one commander with personas in all other seats: each
//! way out to its end, and the questions people ask.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use std::collections::BTreeSet;
use support::exercise::{Exercise, ask, id, scenario};
use warroom::engine::*;
use warroom::model::*;

/// STARTEX with a commander and personas.
fn started(seed: u64) -> Exercise {
    let scenario = scenario("scenarios/db-migration.ron");
    let mut exercise = Exercise {
        engine: Engine::new(scenario, seed, false),
        log: Vec::new(),
    };
    exercise.join("ic", JobFamily::Qa);
    exercise.host(
        0,
        HostVerb::Seat {
            player: id("ic"),
            seat: id("ic"),
            anyway: false,
        },
    );
    exercise.host(0, HostVerb::Start);
    exercise
}

/// Seconds since STARTEX at a time on the clock.
fn at(clock: &str) -> u64 {
    let clock: ClockTime = clock.parse().unwrap();
    clock.after("02:05".parse().unwrap()).0 / 1000
}

fn decide(exercise: &mut Exercise, clock: &str, option: &str) {
    let base = u32::try_from(exercise.engine.state().decisions().len()).unwrap();
    let decide = Decide::on(id(option), base);
    exercise.play(at(clock), "ic", Play::new(Move::Decide(decide)));
    exercise.play(
        at(clock),
        "ic",
        Play::new(Move::Start { option: id(option) }),
    );
}

fn asks(exercise: &mut Exercise, clock: &str, to: &str, words: &str) {
    exercise.play(at(clock), "ic", ask(&[to], words));
}

/// The four ways out, as a commander gathers them.
fn gather(exercise: &mut Exercise) {
    asks(
        exercise,
        "02:07",
        "database",
        "How long is a full restore, what do we lose, how risky is it?",
    );
    asks(
        exercise,
        "02:08",
        "application",
        "What can the application do? Is there a workaround?",
    );
    asks(
        exercise,
        "02:09",
        "sre",
        "If we fail over to the old cluster, how long, what is lost, what is the risk?",
    );
    asks(
        exercise,
        "02:11",
        "application",
        "What if we do both at once?",
    );
}

fn cut(exercise: &mut Exercise, clock: &str) {
    let plan = CutPlan {
        running: "as said".into(),
        informs: vec![],
        wake: "any failure".into(),
    };
    exercise.host(at(clock), HostVerb::Cut { plan });
}

fn ending(exercise: &mut Exercise, clock: &str) -> String {
    exercise.host(at(clock), HostVerb::End);
    exercise
        .last(|r| match &r.event {
            Event::Ended { ending } => ending.map(|e| e.to_string()),
            _ => None,
        })
        .unwrap()
}

/// A night on one course, with a choice at the wall.
fn night(seed: u64, course: Option<&str>, wall: Option<&str>) -> (Exercise, String) {
    let mut exercise = started(seed);
    gather(&mut exercise);
    if let Some(course) = course {
        decide(&mut exercise, "02:15", course);
    }
    cut(&mut exercise, "02:20");
    exercise.wait(at("02:57"));
    if exercise.engine.state().cut().is_none() {
        cut(&mut exercise, "02:57");
    }
    exercise.wait(at("05:32"));
    if let Some(wall) = wall {
        asks(
            &mut exercise,
            "05:32",
            "database",
            "What stands still, and what can we do about the verification?",
        );
        asks(
            &mut exercise,
            "05:32",
            "application",
            "What can you do with the verified part?",
        );
        exercise.wait(at("05:34"));
        if exercise
            .engine
            .state()
            .milestones()
            .contains_key(&id("stalled"))
        {
            decide(&mut exercise, "05:34", wall);
        }
    }
    let ending = ending(&mut exercise, "05:43");
    (exercise, ending)
}

/// What a persona answers within two minutes: the facts it tells.
fn answer(exercise: &mut Exercise, clock: &str, to: &str, words: &str) -> Vec<String> {
    let second = at(clock).max(exercise.engine.state().now().0 / 1000);
    let of = exercise.play(second, "ic", ask(&[to], words))[0].seq;
    let told = exercise.wait(second + 120);
    told.iter()
        .find_map(|recorded| match &recorded.event {
            Event::Moved(moved) if moved.reply_to == Some(of) => Some(moved.act.facts()),
            _ => None,
        })
        .map(|facts| facts.iter().map(ToString::to_string).collect())
        .unwrap_or_default()
}

/// Each question is answered with these facts among others.
fn questions(exercise: &mut Exercise, clock: &str, list: &[(&str, &str, &[&str])]) {
    for (to, words, facts) in list {
        let told = answer(exercise, clock, to, words);
        for fact in *facts {
            assert!(
                told.iter().any(|t| t == fact),
                "{to}: {words} → {told:?}, not {fact}"
            );
        }
    }
}

#[test]
fn every_course_can_be_played_to_an_end_of_its_own() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for seed in 0..12 {
        for (course, wall, ends) in [
            (None, None, &["no-course"][..]),
            (Some("restore"), None, &["waiting-locked"]),
            (
                Some("restore"),
                Some("sample"),
                &["whole-but-locked", "void-and-locked"],
            ),
            (
                Some("restore"),
                Some("release"),
                &["most-back", "waiting-locked"],
            ),
            (Some("restore"), Some("failover"), &["late-switch"]),
            (Some("failover"), None, &["early-switch", "nothing-held"]),
            (Some("workaround"), None, &["slow-morning", "nothing-held"]),
            (Some("hybrid"), None, &["waiting-open", "waiting-locked"]),
            (
                Some("hybrid"),
                Some("sample"),
                &[
                    "whole",
                    "whole-but-locked",
                    "void-but-open",
                    "void-and-locked",
                ],
            ),
            (
                Some("hybrid"),
                Some("release"),
                &["most-back", "waiting-open", "waiting-locked"],
            ),
            (Some("hybrid"), Some("failover"), &["late-switch"]),
        ] {
            let (exercise, ending) = night(seed, course, wall);
            assert!(
                ends.contains(&ending.as_str()),
                "{course:?}, {wall:?}: {ending}"
            );
            let overrun = |r: &Recorded| matches!(r.event, Event::Overrun { .. });
            assert!(!exercise.log.iter().any(overrun), "conditions settle");
            seen.insert(ending);
        }
    }
    assert!(seen.len() >= 11, "{seen:?}");
}

#[test]
fn what_was_lost_by_failing_over_can_be_played_back() {
    let mut exercise = started(3);
    gather(&mut exercise);
    decide(&mut exercise, "02:15", "failover");
    cut(&mut exercise, "02:20");
    let told = answer(
        &mut exercise,
        "02:47",
        "database",
        "Can we get the work back?",
    );
    assert!(told.contains(&"replay-way".to_owned()), "{told:?}");
    decide(&mut exercise, "02:50", "replay");
    cut(&mut exercise, "02:57");
    exercise.wait(at("05:43"));
    assert_eq!(ending(&mut exercise, "05:43"), "switch-and-back");
}

#[test]
fn people_find_the_facts_in_their_own_words() {
    let mut exercise = started(3);
    questions(
        &mut exercise,
        "02:06",
        &[
            ("database", "What happened?", &["cause-can-wait"]),
            ("database", "Is it spreading?", &["damage-share"]),
            (
                "database",
                "How long would a restore take, and can it fail?",
                &["restore-time", "restore-risk"],
            ),
            ("database", "How old is the backup?", &["backup-age"]),
            (
                "database",
                "What will users notice while you restore?",
                &["restore-impact"],
            ),
            (
                "application",
                "What do users see?",
                &["failed-logins", "what-they-see"],
            ),
            ("application", "Were we hacked?", &["no-break-in"]),
            (
                "application",
                "Workaround: time, loss and risk?",
                &[
                    "workaround-time",
                    "workaround-loss",
                    "workaround-risk",
                    "not-in-the-way",
                ],
            ),
            (
                "application",
                "Could we do both at the same time?",
                &[
                    "both-at-once",
                    "hybrid-loss",
                    "hybrid-risk",
                    "hybrid-impact",
                ],
            ),
            (
                "application",
                "Support needs the list of those affected.",
                &["list-effort"],
            ),
            (
                "sre",
                "How fast can we switch back, and what would we lose?",
                &["failover-time", "failover-loss"],
            ),
            ("sre", "Is anything else broken?", &["nothing-else-red"]),
            ("product", "How many people is that?", &["users-affected"]),
            ("vp", "What does an hour of this cost us?", &["cost-hour"]),
            (
                "vp",
                "May I take two hours from every customer? Who decides?",
                &["hear-me-first"],
            ),
            (
                "support",
                "How many tickets do you have?",
                &["tickets-count"],
            ),
            ("support", "What do you need from us?", &["need-the-list"]),
        ],
    );
}

#[test]
fn later_scenes_have_answers_of_their_own() {
    let mut exercise = started(3);
    gather(&mut exercise);
    decide(&mut exercise, "02:15", "hybrid");
    cut(&mut exercise, "02:20");
    exercise.wait(at("02:46"));
    questions(
        &mut exercise,
        "02:46",
        &[
            (
                "sre",
                "Can we make logins faster?",
                &["servers-time", "servers-impact"],
            ),
            (
                "sre",
                "Will the old cluster still be there at five?",
                &["clean-up-job"],
            ),
        ],
    );
    questions(
        &mut exercise,
        "02:50",
        &[
            (
                "database",
                "When will the restore be finished?",
                &["restore-progress"],
            ),
            (
                "product",
                "Until when is slow bearable?",
                &["who-comes-when"],
            ),
        ],
    );
    questions(
        &mut exercise,
        "02:56",
        &[(
            "application",
            "Is the list of those affected ready?",
            &["list-ready"],
        )],
    );
    cut(&mut exercise, "02:58");
    questions(
        &mut exercise,
        "05:32",
        &[
            (
                "database",
                "What stands still?",
                &["check-state", "check-wait", "sample-way", "checked-part"],
            ),
            (
                "application",
                "Can you release the verified part?",
                &["release-way", "release-risk"],
            ),
            (
                "sre",
                "If we fail over now, what do we lose?",
                &["failover-loss-0530"],
            ),
            (
                "product",
                "Who is in the verified part?",
                &["who-is-checked"],
            ),
        ],
    );
}

#[test]
fn plain_answers_settle_what_waits() {
    let mut exercise = started(3);
    let settles = |exercise: &mut Exercise, inject: &str, words: &str| {
        let inject: InjectId = id(inject);
        let asked = exercise.last(|r| match &r.event {
            Event::Asked(asked) if asked.inject == Some(inject) => Some((r.seq, asked.clone())),
            _ => None,
        });
        let (ask, asked) = asked.unwrap_or_else(|| panic!("{inject} was released"));
        let mut play = support::exercise::say(words);
        play.channel = asked.channel;
        play.reply_to = asked.of;
        let now = exercise.engine.state().now().0 / 1000;
        let events = exercise.play(now, "ic", play);
        let answered = events.iter().any(|r| {
            matches!(&r.event, Event::Settled { ask: a, how: Settlement::Answered, .. } if *a == ask)
        });
        assert!(answered, "{inject}: {words}");
    };
    exercise.wait(at("02:08"));
    settles(
        &mut exercise,
        "product-heads",
        "One in twenty. They see an error when they log in.",
    );
    settles(
        &mut exercise,
        "vp-numbers",
        "I lead. Next update at 02:15, with options.",
    );
    exercise.wait(at("02:09"));
    gather(&mut exercise);
    decide(&mut exercise, "02:15", "hybrid");
    exercise.wait(at("02:16"));
    settles(
        &mut exercise,
        "support-sentence",
        "Tell people that logins are slow tonight; next word at 02:30.",
    );
    cut(&mut exercise, "02:20");
    exercise.wait(at("02:53:10"));
    settles(
        &mut exercise,
        "customer-hacked",
        "No. Nobody got at your files; it was a fault of ours.",
    );
    settles(
        &mut exercise,
        "product-until-when",
        "Until the restore lands, about 06:15.",
    );
    settles(
        &mut exercise,
        "vp-what-wakes",
        "If it has not landed by six we fail over, and I ring you.",
    );
    cut(&mut exercise, "02:57");
    exercise.wait(at("05:35"));
    settles(
        &mut exercise,
        "vp-is-this-it",
        "Not yet: going back would lose five and a half hours.",
    );
    settles(
        &mut exercise,
        "product-morning",
        "They get in, slowly, with all their work.",
    );
    settles(
        &mut exercise,
        "support-half-page",
        "David writes the half page with you by ten to.",
    );
}

#[test]
fn an_order_for_the_list_in_the_first_scene_has_it_ready_in_the_second() {
    let mut exercise = started(3);
    let order = Play {
        to: vec![id("application")],
        ..Play::new(Move::Order {
            task: "Pull the list of those affected for Support".into(),
            option: None,
            by: Some("02:45".parse().unwrap()),
        })
    };
    exercise.play(at("02:12"), "ic", order);
    cut(&mut exercise, "02:20");
    let told = answer(&mut exercise, "02:46", "application", "Who is affected?");
    assert!(told.contains(&"list-ready".to_owned()), "{told:?}");
}

#[test]
fn word_of_the_clean_up_job_keeps_the_old_cluster() {
    let mut exercise = started(3);
    cut(&mut exercise, "02:20");
    let told = answer(
        &mut exercise,
        "02:46",
        "sre",
        "Is the old cluster safe until the morning?",
    );
    assert_eq!(told, ["clean-up-job"]);
    assert!(
        exercise
            .engine
            .state()
            .milestones()
            .contains_key(&id("old-kept"))
    );
    let reminded = exercise.wait(at("02:57"));
    let reminder: InjectId = id("scheduler-reminder");
    let released =
        |r: &Recorded| matches!(r.event, Event::Released { inject, .. } if inject == reminder);
    assert!(!reminded.iter().any(released));
}
