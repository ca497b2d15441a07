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
    let mut exercise = Exercise { engine: Engine::new(scenario, seed, false), log: Vec::new() };
    exercise.join("ic", JobFamily::Qa);
    exercise.host(0, HostVerb::Seat { player: id("ic"), seat: id("ic"), anyway: false });
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
    let decide = Decide {
        option: id(option),
        over: Vec::new(),
        facts: Vec::new(),
        price: Vec::new(),
        fallback: None,
        check_at: None,
        because: String::new(),
        base,
    };
    exercise.play(at(clock), "ic", Play::new(Move::Decide(decide)));
    exercise.play(at(clock), "ic", Play::new(Move::Start { option: id(option) }));
}

fn asks(exercise: &mut Exercise, clock: &str, to: &str, words: &str) {
    exercise.play(at(clock), "ic", ask(&[to], words));
}

/// The four ways out, as a commander gathers them.
fn gather(exercise: &mut Exercise) {
    asks(exercise, "02:07", "database", "How long is a full restore, what do we lose, how risky is it?");
    asks(exercise, "02:08", "application", "What can the application do? Is there a workaround?");
    asks(exercise, "02:09", "sre", "If we fail over to the old cluster, how long, what is lost, what is the risk?");
    asks(exercise, "02:11", "application", "What if we do both at once?");
}

fn cut(exercise: &mut Exercise, clock: &str) {
    let plan = CutPlan { running: "as said".into(), informs: vec![], wake: "any failure".into() };
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
        asks(&mut exercise, "05:32", "database", "What stands still, and what can we do about the verification?");
        asks(&mut exercise, "05:32", "application", "What can you do with the verified part?");
        exercise.wait(at("05:34"));
        if exercise.engine.state().milestones().contains_key(&id("stalled")) {
            decide(&mut exercise, "05:34", wall);
        }
    }
    let ending = ending(&mut exercise, "05:43");
    (exercise, ending)
}

#[test]
fn every_course_can_be_played_to_an_end_of_its_own() {
    let mut seen: BTreeSet<(Option<&str>, Option<&str>, String)> = BTreeSet::new();
    for seed in 0..24 {
        for (course, wall) in [
            (None, None),
            (Some("restore"), None),
            (Some("restore"), Some("sample")),
            (Some("restore"), Some("failover")),
            (Some("failover"), None),
            (Some("workaround"), None),
            (Some("hybrid"), None),
            (Some("hybrid"), Some("sample")),
            (Some("hybrid"), Some("release")),
            (Some("hybrid"), Some("failover")),
        ] {
            let (exercise, ending) = night(seed, course, wall);
            assert!(
                !exercise.log.iter().any(|r| matches!(r.event, Event::Overrun { .. })),
                "conditions settle"
            );
            seen.insert((course, wall, ending));
        }
    }
    for line in &seen {
        println!("{line:?}");
    }
    let endings: BTreeSet<&String> = seen.iter().map(|(.., ending)| ending).collect();
    assert!(endings.len() >= 9, "{endings:?}");
}

#[test]
fn transcript() {
    let (exercise, ending) = night(3, Some("hybrid"), Some("sample"));
    let start: ClockTime = "02:05".parse().unwrap();
    for r in &exercise.log {
        let t = start.plus(Span(r.at.0)).with_seconds();
        match &r.event {
            Event::Moved(m) => {
                println!("{t} {} [{}] {:?}: {}", m.seat, m.channel.map_or("private".into(), |c| c.to_string()), m.kind(), m.line)
            }
            Event::Released { inject, how } => {
                let i = exercise.engine.scenario().injects.get(*inject).unwrap();
                println!("{t} >> {inject} ({how:?}) {:?} -> {:?}: {}", i.from, i.to, i.text)
            }
            Event::PatienceLost { ask, text, .. } => println!("{t} !! patience {ask}: {text}"),
            Event::Settled { ask, how, by, .. } => println!("{t}    settled {ask} {how:?} by {by}"),
            Event::Reached { milestone } => println!("{t} == {milestone}"),
            Event::DeadlineFell { deadline, met } => println!("{t} ## {deadline} met={met}"),
            Event::WorkDone { option, succeeded } => println!("{t} ** {option} {succeeded}"),
            Event::WorkStarted { option, .. } => println!("{t} ** {option} started"),
            Event::OptionFound { option } => println!("{t} ++ {option}"),
            Event::Missed { inject, nth } => println!("{t}    missed {inject} {nth}"),
            Event::SceneBegan { scene } => println!("{t} ---- {scene}"),
            Event::CutEnded { woken } => println!("{t} ---- cut ended {woken:?}"),
            _ => {}
        }
    }
    println!("{ending}");
    for v in exercise.engine.scenario().variables.iter() {
        println!("{} {}", v.id, exercise.engine.state().value(exercise.engine.scenario(), v.id).unwrap());
    }
}

#[test]
fn questions() {
    let mut e = started(5);
    for (t, to, q) in [
        ("02:07", "database", "What happened?"),
        ("02:07", "database", "How bad is it, is it spreading?"),
        ("02:07", "database", "How long would a restore take and can it fail?"),
        ("02:07", "database", "Do we have a backup? How old is it?"),
        ("02:07", "database", "time, loss, risk please"),
        ("02:08", "database", "What will users notice while you restore?"),
        ("02:08", "application", "What do users see?"),
        ("02:08", "application", "How many logins fail?"),
        ("02:08", "application", "Can you get people in sooner?"),
        ("02:08", "application", "Can we run the workaround and the restore in parallel?"),
        ("02:08", "application", "Were we hacked?"),
        ("02:08", "application", "Which users are affected? Support needs the list."),
        ("02:08", "application", "Your options: time, loss and risk?"),
        ("02:09", "sre", "How fast could we switch back and what would we lose?"),
        ("02:09", "sre", "Is anything else broken?"),
        ("02:09", "sre", "How far behind is the old cluster?"),
        ("02:09", "sre", "time, loss, risk for going back?"),
        ("02:10", "product", "How many users are affected?"),
        ("02:10", "product", "How many people is 5%?"),
        ("02:10", "product", "When is the morning peak?"),
        ("02:10", "vp", "What does an hour of this cost us?"),
        ("02:10", "vp", "Can you approve losing two hours of data?"),
        ("02:10", "vp", "What do the contracts say?"),
        ("02:11", "support", "How many tickets do you have?"),
        ("02:11", "support", "What are customers saying?"),
        ("02:11", "support", "What do you need from us?"),
        ("02:11", "deputy", "What does the runbook say about failing over?"),
        ("02:11", "deputy", "How long have people been awake?"),
        ("02:11", "scribe", "When did it start?"),
        ("02:11", "communications", "What does the status page say?"),
        ("02:12", "database", "What is the root cause?"),
        ("02:12", "application", "What is your ETA?"),
    ] {
        let now = e.engine.state().now().0 / 1000;
        let second = at(t).max(now);
        let r = e.play(second, "ic", ask(&[to], q));
        let of = r[0].seq;
        let mut got = String::from("(silence)");
        for s in 1..120 {
            let events = e.wait(second + s);
            if let Some(m) = events.iter().find_map(|r| match &r.event {
                Event::Moved(m) if m.reply_to == Some(of) => Some(m.clone()),
                _ => None,
            }) {
                got = if m.act.facts().is_empty() { m.line.clone() } else { format!("{:?}", m.act.facts()) };
                break;
            }
        }
        let topics = r.iter().find_map(|r| match &r.event { Event::Asked(a) => Some(format!("{:?}", a.topics)), _ => None });
        println!("{to}: {q} {topics:?}\n      -> {got}");
    }
}

#[test]
fn wall_questions() {
    let mut e = started(3);
    gather(&mut e);
    decide(&mut e, "02:15", "hybrid");
    cut(&mut e, "02:20");
    e.wait(at("02:45"));
    for (t, to, q) in [
        ("02:46", "application", "Do you have the list of those affected?"),
        ("02:46", "sre", "Can we make logins faster?"),
        ("02:46", "sre", "What would make the slow logins better, more servers?"),
        ("02:46", "sre", "Is the old cluster safe? Will it still be there at five?"),
        ("02:46", "sre", "What does plan B cost us now?"),
        ("02:47", "database", "When will the restore be finished?"),
        ("02:47", "database", "How is the restore going?"),
        ("02:47", "database", "Do we know the cause?"),
        ("02:47", "deputy", "Who can rest?"),
        ("02:47", "product", "Until when is slow bearable?"),
        ("02:47", "support", "What do callers ask now?"),
        ("02:47", "communications", "What is the press saying?"),
        ("02:48", "scribe", "What did we promise?"),
        ("02:48", "vp", "What would you tell the board?"),
        ("05:32", "database", "What is stuck?"),
        ("05:32", "database", "Is it slow or wrong? What are our options?"),
        ("05:32", "database", "Can we check a sample? How risky is that?"),
        ("05:32", "database", "Can we use the part that is verified?"),
        ("05:33", "application", "Can you release the verified part? How long, what risk?"),
        ("05:33", "sre", "If we fail over now, what do we lose?"),
        ("05:33", "sre", "Will the workaround hold in the morning rush?"),
        ("05:33", "product", "Who is in the verified part?"),
        ("05:33", "vp", "Are slow logins a breach of contract?"),
        ("05:33", "support", "When does your morning shift start and what do you need?"),
        ("05:33", "deputy", "Is there relief for the database team?"),
        ("05:33", "scribe", "What does the log say since three?"),
    ] {
        if t == "05:32" && e.engine.state().now().0 / 1000 < at("03:00") {
            cut(&mut e, "02:57");
        }
        let now = e.engine.state().now().0 / 1000;
        let second = at(t).max(now);
        let r = e.play(second, "ic", ask(&[to], q));
        let of = r[0].seq;
        let topics = r.iter().find_map(|r| match &r.event { Event::Asked(a) => Some(format!("{:?}", a.topics)), _ => None });
        let mut got = String::from("(silence)");
        for s in 1..120 {
            let events = e.wait(second + s);
            if let Some(m) = events.iter().find_map(|r| match &r.event {
                Event::Moved(m) if m.reply_to == Some(of) => Some(m.clone()),
                _ => None,
            }) {
                got = if m.act.facts().is_empty() { m.line.clone() } else { format!("{:?}", m.act.facts()) };
                break;
            }
        }
        println!("{to}: {q} {topics:?}\n      -> {got}");
    }
}
