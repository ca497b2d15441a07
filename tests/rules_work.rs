//! Work: what is made of parts, what is stopped, and who carries on when
//! somebody leaves in the middle of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use support::exercise::{Exercise, ask, decide, id, list, minimal, tell};
use warroom::engine::{Actor, Command, Event, Move, Play, Recorded};
use warroom::model::OptionId;
use warroom::scenario::{OptionStage, load};

/// A third way out of the minimal scenario, made of the first two, with fields
/// of its own.
fn whole(fields: &str) -> String {
    format!(
        r#"    options: [
        (
            id: "both",
            letter: 'C',
            name: "Both at once",
            owner: "dev",
            authority: [TradeOff],
            combines: ["rollback", "patch"],
            {fields}
        ),
"#
    )
}

/// The line before its options, and what the second of them waits for.
const OPTIONS: &str = "    options: [\n";
const TOLD: &str = r#"requires: Told("symptoms"),"#;

fn with_whole(seats: &[&str]) -> Exercise {
    Exercise::of(&[(OPTIONS, &whole("")), (TOLD, "")], seats)
}

#[test]
fn a_whole_may_fail_because_its_parts_were_stopped() {
    let gave_up = r#"    milestones: [
        (id: "gave-up", title: "Given up", when: Option("both", Failed)),
"#;
    let text = minimal(&[(OPTIONS, &whole("")), ("    milestones: [\n", gave_up)]);
    let found: Vec<String> = load(&text)
        .diagnostics
        .iter()
        .map(|of| of.code.to_string())
        .collect();
    assert!(!found.contains(&"W0901".to_owned()), "{found:?}");
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

/// The minimal scenario with a whole whose stop also stops a part by itself,
/// and whose other part cannot be stopped.
fn with_stops() -> Exercise {
    let whole = whole("on_stop: [Stop(\"rollback\")],");
    let rollback = r#"            id: "rollback",
            letter: 'A',"#;
    let counted = format!("{rollback}\n            on_stop: [Add(\"complaints\", \"1000\")],");
    let patch = r#"            id: "patch",
            letter: 'B',"#;
    let unstoppable = format!("{patch}\n            stoppable: false,");
    let changes = [
        (OPTIONS, whole.as_str()),
        (TOLD, ""),
        (rollback, counted.as_str()),
        (patch, unstoppable.as_str()),
    ];
    Exercise::of(&changes, &["ic", "dev"])
}

#[test]
fn a_part_is_stopped_once_and_only_if_it_can_be() {
    let mut exercise = with_stops();
    exercise.play(30, "dev", start("both"));
    let stopped = exercise.play(60, "dev", stop("both"));
    assert_eq!(work(&stopped), ["stopped both", "stopped rollback"]);
    let crossed = list(&stopped).matches("var-set").count();
    assert_eq!(crossed, 1, "{}", list(&stopped));
    assert_eq!(stage(&exercise, "patch"), OptionStage::Running);
}

fn order(option: &str) -> Play {
    Play {
        to: vec![id("dev")],
        ..Play::new(Move::Order {
            task: String::new(),
            option: Some(id(option)),
            by: None,
        })
    }
}

/// Somebody leaves; how many lines personas will speak for it.
fn leaves(exercise: &mut Exercise, at: u64, who: &str) -> usize {
    let leave = Command::Leave { player: id(who) };
    let left = exercise.try_at(at, Actor::Person(id(who)), leave);
    list(&left.unwrap()).matches("will-speak").count()
}

#[test]
fn whoever_leaves_another_seat_sets_nothing_off() {
    let mut exercise = Exercise::started(&["ic", "support"]);
    exercise.play(20, "ic", ask(&["dev"], "How long would a patch take?"));
    exercise.wait(90);
    exercise.play(100, "ic", order("patch"));
    exercise.wait(200);
    exercise.play(210, "support", tell(&["symptoms"]));
    assert_eq!(leaves(&mut exercise, 240, "support"), 0);
    assert_eq!(work(&exercise.wait(600)), [""; 0], "the order was refused");
}

#[test]
fn an_order_that_was_taken_is_carried_on_if_it_is_what_was_decided() {
    for decided in [true, false] {
        let mut exercise = Exercise::started(&["ic", "dev", "support"]);
        exercise.play(15, "dev", tell(&["rollback-time"]));
        if decided {
            let decided = decide("rollback", "It is the quickest.", 0);
            exercise.play(20, "ic", decided);
        }
        exercise.play(30, "ic", order("rollback"));
        let taken = Move::Acknowledge { back_by: None };
        exercise.play(40, "dev", Play::new(taken));
        let will_act = usize::from(decided);
        assert_eq!(leaves(&mut exercise, 110, "dev"), will_act, "{decided}");
        assert_eq!(work(&exercise.wait(400)).len(), will_act, "{decided}");
    }
}

#[test]
fn what_was_ordered_in_private_is_answered_in_private() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(20, "ic", ask(&["dev"], "How long would a patch take?"));
    exercise.wait(90);
    let private = Play {
        private: true,
        ..order("patch")
    };
    exercise.play(100, "ic", private);
    exercise.wait(200);
    let heard = exercise.last(|recorded| match &recorded.event {
        Event::Moved(moved) if moved.seat == id("dev") => Some((moved.channel, moved.to.clone())),
        _ => None,
    });
    assert_eq!(heard, Some((None, vec![id("ic")])));
}
