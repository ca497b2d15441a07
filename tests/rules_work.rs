//! Work: what is made of parts, what is stopped, and who carries on when
//! somebody leaves in the middle of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use support::exercise::{Exercise, ask, id, list, tell};
use warroom::engine::{Actor, Command, Event, Move, Play, Recorded};
use warroom::model::OptionId;
use warroom::scenario::OptionStage;

/// The minimal scenario with a third way out, made of the first two.
fn with_whole(seats: &[&str]) -> Exercise {
    let whole = r#"    options: [
        (
            id: "both",
            letter: 'C',
            name: "Both at once",
            owner: "dev",
            authority: [TradeOff],
            combines: ["rollback", "patch"],
        ),
"#;
    let told = r#"requires: Told("symptoms"),"#;
    Exercise::of(&[("    options: [\n", whole), (told, "")], seats)
}

fn start(option: &str) -> Play {
    Play::new(Move::Start { option: id(option) })
}

fn stop(option: &str) -> Play {
    Play::new(Move::Stop { option: id(option) })
}

fn stage(exercise: &Exercise, option: &str) -> OptionStage {
    exercise.engine.state().stage(id(option))
}

/// What happened to work, a line each: `started both`.
fn work(events: &[Recorded]) -> Vec<String> {
    let said = |recorded: &Recorded| {
        let (what, option): (&str, &OptionId) = match &recorded.event {
            Event::WorkStarted { option, .. } => ("started", option),
            Event::WorkStopped { option } => ("stopped", option),
            Event::WorkDone {
                option,
                succeeded: true,
            } => ("done", option),
            Event::WorkDone { option, .. } => ("failed", option),
            _ => return None,
        };
        Some(format!("{what} {option}"))
    };
    events.iter().filter_map(said).collect()
}

#[test]
fn whoever_stops_the_whole_stops_its_parts() {
    let mut exercise = with_whole(&["ic", "dev"]);
    let started = exercise.play(30, "dev", start("both"));
    assert_eq!(
        work(&started),
        ["started both", "started rollback", "started patch"]
    );
    let stopped = exercise.play(60, "dev", stop("both"));
    assert_eq!(
        work(&stopped),
        ["stopped both", "stopped rollback", "stopped patch"]
    );
    assert_eq!(work(&exercise.wait(4_000)), [""; 0], "nothing runs on");
}

#[test]
fn a_whole_whose_last_part_is_stopped_has_failed() {
    let mut exercise = with_whole(&["ic", "dev"]);
    exercise.play(30, "dev", start("both"));
    let first = exercise.play(60, "dev", stop("patch"));
    assert_eq!(work(&first), ["stopped patch"], "the other part runs on");
    let second = exercise.play(90, "dev", stop("rollback"));
    assert_eq!(work(&second), ["stopped rollback", "failed both"]);
    assert_eq!(stage(&exercise, "both"), OptionStage::Failed);
    exercise.play(120, "dev", start("both"));
    assert_eq!(
        stage(&exercise, "both"),
        OptionStage::Running,
        "it can be tried again"
    );
}

#[test]
fn a_seat_that_is_left_is_taken_up_by_its_persona() {
    let mut exercise = Exercise::started(&["ic", "dev", "support"]);
    let order = Play {
        to: vec![id("dev")],
        ..Play::new(Move::Order {
            task: String::new(),
            option: Some(id("rollback")),
            by: Some("02:30".parse().unwrap()),
        })
    };
    exercise.play(15, "dev", tell(&["rollback-time"]));
    exercise.play(20, "ic", ask(&["dev"], "Is it safe to roll back?"));
    exercise.play(30, "ic", order);
    let meanwhile = exercise.wait(100);
    assert!(
        !list(&meanwhile).contains("seat:dev"),
        "a person takes their time"
    );
    let mut leaves = |at, who: &str| {
        let leave = Command::Leave { player: id(who) };
        let left = exercise.try_at(at, Actor::Person(id(who)), leave);
        list(&left.unwrap()).matches("will-speak").count()
    };
    assert_eq!(leaves(110, "dev"), 2, "the question and the order");
    assert_eq!(
        leaves(112, "support"),
        0,
        "what is in hand already stays one"
    );
    let events = exercise.wait(400);
    let told = exercise.last_line("dev").unwrap();
    assert!(list(&events).contains("order-taken"), "{}", list(&events));
    assert!(list(&events).contains("rollback-risk"), "{told}");
    assert_eq!(work(&events), ["started rollback"]);
}

#[test]
fn effects_that_set_each_other_off_are_cut_off_and_the_host_is_told() {
    let circle = [(
        "on_start: [Health(\"checkout\", Degraded)],",
        "on_start: [Stop(\"rollback\")], on_stop: [Start(\"rollback\")],",
    )];
    let mut exercise = Exercise::of(&circle, &["ic", "dev"]);
    let events = exercise.play(30, "dev", start("rollback"));
    assert!(events.len() < 1_000, "{}", events.len());
    assert!(
        list(&events[events.len() - 1..]).contains("overrun"),
        "{}",
        list(&events[events.len() - 3..])
    );
}

#[test]
fn an_order_for_what_cannot_begin_is_answered_with_what_hinders_it() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(20, "ic", ask(&["dev"], "How long would a patch take?"));
    exercise.wait(90);
    let order = Play {
        to: vec![id("dev")],
        ..Play::new(Move::Order {
            task: String::new(),
            option: Some(id("patch")),
            by: None,
        })
    };
    exercise.play(100, "ic", order);
    let events = exercise.wait(200);
    assert_eq!(
        exercise.last_line("dev").unwrap(),
        "Patch cannot start yet: something it needs is missing."
    );
    assert_eq!(work(&events), [""; 0]);
}
