//! Engineers: what work needs of them, what moving them costs, who may send
//! whom, and how they wear out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use support::exercise::{Exercise, id, say, tell};
use warroom::engine::*;
use warroom::model::Audience;
use warroom::scenario::MoveKind;
use warroom::view::{Snapshot, snapshot};

const STAFF: (&str, &str) = (
    "responsibilities: [",
    "staff: [
        (id: \"anna\", name: \"Backend one\", lead: \"dev\", skills: [\"backend\"], on: \"outage\"),
        (id: \"ben\", name: \"Backend two\", lead: \"dev\", skills: [\"backend\"]),
        (id: \"cleo\", name: \"Database one\", lead: \"dev\", skills: [\"database\"], stress: \"80%\"),
    ],
    strain: (switching: \"2 min\", moved: \"4%\", load: \"30%/h\", rest: \"60%/h\", worn_out: \"85%\", back: \"60%\", morale: \"morale\", move_costs: \"5%\", wear_costs: \"20%\"),
    responsibilities: [",
);
const MORALE: (&str, &str) = (
    "variables: [",
    "variables: [(id: \"morale\", label: \"morale\", start: \"80%\", min: \"0%\", max: \"100%\"),",
);
/// Twenty minutes of work for two backend engineers, which cannot fail.
const WORK: (&str, &str) = (
    "duration: (min: \"10 min\", mode: \"15 min\", max: \"20 min\"),
            chance: \"95%\",",
    "incident: \"outage\",
            crew: [(\"backend\", 2)],
            duration: (min: \"20 min\", mode: \"20 min\", max: \"20 min\"),
            chance: \"100%\",",
);

fn exercise(seats: &[&str], more: &[(&str, &str)]) -> Exercise {
    let all: Vec<_> = [STAFF, MORALE, WORK]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    Exercise::of(&all, seats)
}

fn start() -> Play {
    Play::new(Move::Start {
        option: id("rollback"),
    })
}

fn send(staff: &str, to: Option<&str>) -> Play {
    Play::new(Move::Reassign {
        staff: id(staff),
        incident: to.map(id),
    })
}

/// When the work was done, in seconds.
fn done(exercise: &Exercise) -> Option<u64> {
    exercise
        .log
        .iter()
        .find_map(|r| matches!(r.event, Event::WorkDone { .. }).then_some(r.at.0 / 1000))
}

fn morale(exercise: &Exercise) -> String {
    let state = exercise.engine.state();
    let value = state.value(exercise.engine.scenario(), id("morale"));
    value.unwrap().to_string()
}

#[test]
fn half_the_hands_take_twice_as_long() {
    let mut exercise = exercise(&["ic", "dev"], &[]);
    exercise.play(100, "dev", start());
    exercise.wait(4000);
    assert_eq!(done(&exercise), Some(100 + 2400));
}

/// What the table reads about the work: how many hands of a skill it lacks.
fn lacks(exercise: &Exercise) -> Vec<(String, u8)> {
    let (scenario, state) = (exercise.engine.scenario(), exercise.engine.state());
    let Snapshot::Table(view) = snapshot(scenario, state, Audience::Table, None) else {
        panic!("the table has a view of its own");
    };
    let lacks = view.options.iter().flat_map(|option| &option.lacks);
    lacks.map(|of| (of.skill.to_string(), of.hands)).collect()
}

#[test]
fn everybody_sees_what_hands_running_work_lacks() {
    let mut exercise = exercise(&["ic", "dev"], &[]);
    assert_eq!(lacks(&exercise), []);
    exercise.play(100, "dev", start());
    assert_eq!(lacks(&exercise), [("backend".to_owned(), 1)]);
    exercise.play(110, "ic", send("ben", Some("outage")));
    assert_eq!(lacks(&exercise).len(), 1, "ben is on the way");
    exercise.wait(300);
    assert_eq!(lacks(&exercise), []);
}

#[test]
fn a_skill_that_stands_in_no_list_works_and_is_shown_once_it_was_told() {
    let quiet = (
        "skills: [\"database\"], stress: \"80%\"",
        "skills: [\"database\"], unlisted: [(\"backend\", \"rollback-loss\")]",
    );
    let mut exercise = exercise(&["ic", "dev"], &[quiet]);
    let shown = |exercise: &Exercise| {
        let (scenario, state) = (exercise.engine.scenario(), exercise.engine.state());
        let Snapshot::Player(view) = snapshot(scenario, state, Audience::Seat(id("ic")), None)
        else {
            panic!("the seat has a view of its own");
        };
        let cleo = view.engineers.iter().find(|of| of.id == id("cleo"));
        let skills = cleo.unwrap().skills.iter().map(ToString::to_string);
        skills.collect::<Vec<String>>()
    };
    exercise.play(100, "dev", start());
    exercise.play(110, "ic", send("cleo", Some("outage")));
    exercise.wait(300);
    assert_eq!(lacks(&exercise), [], "a pair of hands is one");
    assert_eq!(shown(&exercise), ["database"]);
    exercise.play(310, "dev", tell(&["rollback-loss"]));
    assert_eq!(shown(&exercise), ["database", "backend"]);
}

#[test]
fn somebody_who_is_sent_is_of_use_after_a_while_and_no_work_is_lost() {
    let mut exercise = exercise(&["ic", "dev"], &[]);
    exercise.play(100, "dev", start());
    // At half pace until ben is of use, at 700 s: 300 s of work done, 900 left.
    exercise.play(580, "ic", send("ben", Some("outage")));
    assert_eq!(
        exercise.last_line("ic").as_deref(),
        Some("Backend two goes to Failing checkout.")
    );
    exercise.wait(4000);
    assert_eq!(done(&exercise), Some(1600));
    assert_eq!(morale(&exercise), "75%");
}

#[test]
fn work_without_hands_stands_still_until_somebody_comes_back() {
    let mut exercise = exercise(&["ic", "dev"], &[]);
    exercise.play(100, "dev", start());
    exercise.play(700, "ic", send("anna", None));
    exercise.wait(5000);
    assert_eq!(done(&exercise), None);
    let pace = exercise.engine.state().run(id("rollback")).unwrap().pace;
    assert_eq!(pace, 0);
    // 300 s of work were done; anna is of use at 5120 s.
    exercise.play(5000, "dev", send("anna", Some("outage")));
    exercise.wait(9000);
    assert_eq!(done(&exercise), Some(5120 + 1800));
}

#[test]
fn work_may_turn_out_to_need_another_skill() {
    let twist = (
        "injects: [",
        "injects: [
        (id: \"twist\", title: \"The table is locked\", trigger: At(\"+10 min\"), from: Other(\"monitoring\"), to: Channel(\"war-room\"), medium: Alert,
         text: \"A lock in the database.\", effects: [Need(\"rollback\", \"database\", 1)]),",
    );
    let mut exercise = exercise(&["ic", "dev"], &[twist]);
    exercise.play(0, "ic", send("ben", Some("outage")));
    exercise.play(120, "dev", start());
    // Full pace from 120 s; at 600 s it stands still for want of a database hand.
    exercise.wait(900);
    assert_eq!(exercise.engine.state().run(id("rollback")).unwrap().pace, 0);
    exercise.play(900, "ic", send("cleo", Some("outage")));
    exercise.wait(4000);
    // 480 s were done; 720 are left from 1020 s on.
    assert_eq!(done(&exercise), Some(1020 + 720));
}

#[test]
fn people_wear_out_at_work_and_come_back_rested() {
    let mut exercise = exercise(&["ic", "dev"], &[]);
    // A minute of rest from 80%, 4% for the move: 2% more take four minutes.
    exercise.play(60, "ic", send("cleo", Some("outage")));
    let events = exercise.wait(2000);
    let at = |wanted: &str| {
        events.iter().find_map(|r| {
            let name = serde_json::to_value(&r.event).unwrap()["event"].clone();
            (name == wanted).then_some(r.at.0 / 1000)
        })
    };
    assert_eq!(at("worn-out"), Some(300));
    // From 85% down to 60% at 60% an hour.
    // (A level is down once it shows the next thousandth: a little early.)
    assert_eq!(at("recovered"), Some(300 + 1499));
    assert_eq!(morale(&exercise), "55%");
}

#[test]
fn engineers_are_sent_by_command_by_their_lead_and_by_whoever_leads_the_incident() {
    let mut exercise = exercise(&["ic", "dev", "support"], &[]);
    let refusal = exercise
        .try_play(10, "support", send("ben", Some("outage")))
        .unwrap_err();
    assert_eq!(refusal.reason, Reason::Authority);
    assert!(
        refusal.why.contains("Backend engineer's to send"),
        "{}",
        refusal.why
    );
    assert!(!refusal.legal.contains(&MoveKind::Reassign));
    exercise.play(20, "dev", send("ben", Some("outage")));

    let hand_over = Play {
        to: vec![id("support")],
        ..Play::new(Move::HandOver {
            incident: Some(id("outage")),
            summary: "Ten per cent fail, a rollback is being weighed.".to_owned(),
            base: 0,
        })
    };
    exercise.play(30, "ic", hand_over);
    assert_eq!(
        exercise.engine.state().lead(id("outage")).as_str(),
        "support"
    );
    assert_eq!(exercise.engine.state().commander().as_str(), "ic");
    exercise.play(40, "support", send("ben", None));
    exercise.play(50, "support", say("I have it."));
}

#[test]
fn nobody_is_sent_where_they_are_or_when_they_can_do_no_more() {
    let mut exercise = exercise(&["ic"], &[]);
    let there = exercise
        .try_play(10, "ic", send("anna", Some("outage")))
        .unwrap_err();
    assert!(there.why.contains("is there already"), "{}", there.why);
    exercise.play(60, "ic", send("cleo", Some("outage")));
    exercise.wait(200);
    exercise.play(210, "ic", send("cleo", None));
    let worn = exercise
        .try_play(220, "ic", send("cleo", Some("outage")))
        .unwrap_err();
    assert!(worn.why.contains("worn out"), "{}", worn.why);
}
