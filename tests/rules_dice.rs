//! Turns and dice (handbook, dice rules): what a table may do with its turn,
//! how dice fall, what a failed change brings, and when the clock stands.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use support::exercise::{Exercise, id, say};
use warroom::engine::*;
use warroom::model::{InjectId, SimTime};

const TURNS: (&str, &str) = ("mode: Flowing", "mode: Turns(\"5 min\")");
const DICE: (&str, &str) = (
    "responsibilities: [",
    "tools: [(id: \"logs\", title: \"Logs\"), (id: \"deploys\", title: \"Deploys\")],
    actions: [
        (id: \"read\", title: \"Read the logs\", tool: \"logs\", difficulty: Easy, kind: Looking,
         tells: [\"rollback-time\"], success: \"It began at 01:40.\", failure: \"Too many lines.\",
         on_success: [Reach(\"diagnosed\")]),
        (id: \"undo\", title: \"Undo the deploy\", tool: \"deploys\", difficulty: Hard, kind: Changing,
         by: [\"dev\"], when: Milestone(\"diagnosed\"), success: \"It is undone.\", failure: \"It hangs.\",
         on_success: [Reach(\"fixed\")]),
        (id: \"poke\", title: \"Restart a node\", tool: \"deploys\", difficulty: Hard, kind: Changing, again: true,
         success: \"It is up.\", failure: \"Another one goes down.\"),
        (id: \"calm\", title: \"Answer the journalist\", tool: \"logs\", difficulty: Interrupt, kind: Interrupt(\"press\"),
         success: \"They wait.\", failure: \"They do not believe you.\"),
    ],
    complications: [\"press\", \"stuck\"],
    responsibilities: [",
);
const SKILL: (&str, &str) = (
    "tools: [\"deploys\"],",
    "tools: [\"deploys\"], proficient: [\"deploys\"],",
);
/// Nothing else calls the journalist, and nobody's complaints grow.
const CALM: (&str, &str) = (
    "(id: \"flood\", var: \"complaints\", is: AtLeast, value: \"40\", effects: [Release(\"press\")]),",
    "",
);

fn exercise(seats: &[&str]) -> Exercise {
    Exercise::of(&[TURNS, DICE, SKILL, CALM], seats)
}

fn act(action: &str, dice: u8) -> Play {
    Play::new(Move::Act {
        action: id(action),
        dice,
        hand: None,
    })
}

fn act_for(hand: &str, action: &str, dice: u8) -> Play {
    Play::new(Move::Act {
        action: id(action),
        dice,
        hand: Some(id(hand)),
    })
}

/// The host begins the next turn; the rest of this one passes first.
fn next_turn(exercise: &mut Exercise) -> Vec<Recorded> {
    let turn = HostVerb::Turn;
    if let Some(ends) = exercise.engine.runs_first(&Command::Host(turn.clone())) {
        exercise.wait(ends.0 / 1000);
    }
    let now = exercise.engine.state().now().0 / 1000;
    exercise.host(now, turn)
}

fn why(exercise: &mut Exercise, seat: &str, play: Play) -> String {
    exercise.try_play(60, seat, play).unwrap_err().why
}

fn released(events: &[Recorded]) -> Vec<(InjectId, ReleasedBy)> {
    let pick = |recorded: &Recorded| match recorded.event {
        Event::Released { inject, how } => Some((inject, how)),
        _ => None,
    };
    events.iter().filter_map(pick).collect()
}

/// Rolls of an action: dice, bonus, target, whether it worked.
fn rolls(exercise: &Exercise, of: &str) -> Vec<(Vec<u8>, u8, u8, bool)> {
    let pick = |recorded: &Recorded| match &recorded.event {
        Event::Rolled {
            action,
            dice,
            bonus,
            target,
            succeeded,
            ..
        } if action.as_str() == of => Some((dice.clone(), *bonus, *target, *succeeded)),
        _ => None,
    };
    exercise.log.iter().filter_map(pick).collect()
}

#[test]
fn the_clock_stands_at_the_end_of_a_turn_until_the_host_begins_the_next() {
    let mut exercise = exercise(&["ic"]);
    assert_eq!(exercise.engine.state().turn().unwrap().nth, 1);
    exercise.wait(1000);
    let state = exercise.engine.state();
    assert_eq!(state.now(), SimTime(300_000), "five minutes, not more");
    assert!(state.turn().unwrap().over && !state.running());
    // People talk on; what they say happens at the turn's end.
    let said = exercise.play(900, "ic", say("What now?"));
    assert_eq!(said[0].at, SimTime(300_000));
    next_turn(&mut exercise);
    let turn = exercise.engine.state().turn().unwrap();
    assert_eq!((turn.nth, turn.ends), (2, SimTime(600_000)));
    assert!(exercise.engine.state().running());
}

#[test]
fn a_host_in_a_hurry_lets_the_rest_of_the_turn_pass_first() {
    let mut exercise = exercise(&["ic"]);
    exercise.wait(30);
    let verb = Command::Host(HostVerb::Turn);
    assert_eq!(exercise.engine.runs_first(&verb), Some(SimTime(300_000)));
    next_turn(&mut exercise);
    let contingency = |r: &Recorded| match r.event {
        Event::Released { inject, .. } if inject.as_str() == "nudge" => Some(r.at),
        _ => None,
    };
    // 10 s after STARTEX the alert, 3 min later what it expects is missed.
    assert_eq!(exercise.last(contingency), Some(SimTime(190_000)));
    assert_eq!(exercise.engine.state().now(), SimTime(300_000));
}

#[test]
fn the_table_shares_its_dice_and_a_seat_does_one_thing() {
    let mut exercise = exercise(&["ic", "dev", "support"]);
    exercise.play(10, "ic", act("read", 3));
    assert!(why(&mut exercise, "dev", act("poke", 3)).contains("2 of the 5 dice are left"));
    assert!(why(&mut exercise, "support", act("read", 1)).contains("Somebody does that"));
    exercise.play(61, "dev", act("poke", 2));
    // Another action takes the first one's place, and its dice.
    exercise.play(62, "dev", act("poke", 1));
    assert_eq!(
        exercise
            .engine
            .state()
            .dice_left(exercise.engine.scenario(), Some(id("support"))),
        1
    );
}

#[test]
fn a_seat_changes_its_mind_until_the_dice_are_locked_in() {
    let mut exercise = exercise(&["ic", "dev"]);
    exercise.play(10, "ic", act("read", 3));
    exercise.play(11, "ic", act("read", 5));
    assert_eq!(exercise.engine.state().acts().len(), 1);
    exercise.play(12, "ic", act("read", 0));
    assert!(exercise.engine.state().acts().is_empty());
    assert!(why(&mut exercise, "ic", act("read", 0)).contains("nothing to take back"));
    exercise.play(61, "ic", act("read", 5));
    exercise.host(62, HostVerb::Roll);
    let late = exercise.try_play(63, "dev", act("poke", 1)).unwrap_err();
    assert!(late.why.contains("have been rolled"), "{}", late.why);
    let again = exercise.try_at(64, Actor::Host, Command::Host(HostVerb::Roll));
    assert!(again.is_err());
}

#[test]
fn what_could_not_help_is_not_allowed() {
    let mut exercise = exercise(&["ic", "dev"]);
    assert!(why(&mut exercise, "dev", act("undo", 5)).contains("could not help now"));
    assert!(why(&mut exercise, "ic", act("undo", 5)).contains("Backend engineer can do that"));
    assert!(why(&mut exercise, "ic", act("calm", 1)).contains("could not help now"));
    assert!(why(&mut exercise, "ic", act("dance", 1)).contains("no action"));
}

#[test]
fn the_commander_holds_the_dice_of_personas_and_nobody_elses() {
    let mut exercise = exercise(&["ic", "support"]);
    exercise.play(10, "ic", act_for("dev", "poke", 2));
    assert_eq!(exercise.engine.state().acts().len(), 1);
    let taken = why(&mut exercise, "ic", act_for("support", "read", 1));
    assert!(taken.contains("takes their own dice"), "{taken}");
    let not_yours = why(&mut exercise, "support", act_for("dev", "read", 1));
    assert!(not_yours.contains("Only the commander"), "{not_yours}");
}

#[test]
fn skill_adds_two_and_a_retry_is_two_easier() {
    let mut exercise = exercise(&["ic"]);
    for turn in 0..6 {
        let at = turn * 300 + 10;
        exercise.play(at, "ic", act_for("dev", "poke", 1));
        exercise.host(at + 1, HostVerb::Roll);
        next_turn(&mut exercise);
    }
    // One die and 2 never make 13, 11 or 9: the first three tries fail.
    let rolls = rolls(&exercise, "poke");
    let targets: Vec<u8> = rolls.iter().map(|(_, _, target, _)| *target).collect();
    assert_eq!(targets[..4], [13, 11, 9, 7]);
    for (dice, bonus, target, succeeded) in &rolls {
        assert_eq!((dice.len(), *bonus), (1, 2));
        assert!((1..=6).contains(&dice[0]));
        assert_eq!(*succeeded, dice[0] + bonus >= *target);
    }
    // Once it has succeeded it is as hard as at first.
    if let Some(done) = rolls.iter().position(|(.., succeeded)| *succeeded) {
        assert!(targets.get(done + 1).is_none_or(|next| *next == 13));
    }
}

#[test]
fn a_failed_change_brings_a_complication_and_a_failed_look_does_not() {
    let mut exercise = exercise(&["ic"]);
    exercise.play(10, "ic", act_for("dev", "poke", 1));
    let events = exercise.host(11, HostVerb::Roll);
    let came = released(&events);
    assert_eq!(came.len(), 1, "one failed change, one complication");
    assert_eq!(came[0].1, ReleasedBy::Complication);
    let mut looking = self::exercise(&["ic"]);
    // One die never makes 7.
    looking.play(10, "ic", act("read", 1));
    let events = looking.host(11, HostVerb::Roll);
    assert!(!rolls(&looking, "read")[0].3);
    assert!(released(&events).is_empty());
    assert!(looking.engine.state().told().is_empty());
}

#[test]
fn results_come_when_all_dice_have_fallen() {
    // Whatever falls, no roll stands after something that a roll brought.
    for seed in 0..12 {
        let mut exercise = exercise(&["ic", "dev"]);
        exercise.engine.reseed(seed);
        exercise.play(10, "ic", act("read", 3));
        exercise.play(11, "dev", act("poke", 2));
        let events = exercise.host(12, HostVerb::Roll);
        let rolled = |r: &&Recorded| matches!(r.event, Event::Rolled { .. });
        assert!(matches!(events[0].event, Event::LockedIn { turn: 1 }));
        assert!(matches!(events[1].event, Event::Rolled { .. }));
        assert!(matches!(events[2].event, Event::Rolled { .. }));
        assert_eq!(events.iter().filter(rolled).count(), 2);
    }
}

#[test]
fn an_interrupt_stands_open_and_ignored_for_a_turn_brings_another() {
    let mut exercise = exercise(&["ic"]);
    exercise.host(
        20,
        HostVerb::Release {
            inject: id("press"),
        },
    );
    assert_eq!(exercise.engine.state().interrupts().len(), 1);
    // It came in this turn: nobody has ignored it yet.
    let events = next_turn(&mut exercise);
    assert!(released(&events).is_empty());
    let events = next_turn(&mut exercise);
    let came = released(&events);
    assert_eq!(came, [(id("stuck"), ReleasedBy::Complication)]);
    // Acted upon with everything, it is over.
    let at = exercise.engine.state().now().0 / 1000;
    exercise.play(at, "ic", act("calm", 5));
    exercise.host(at + 1, HostVerb::Roll);
    assert!(exercise.engine.state().interrupts().is_empty());
    assert!(released(&next_turn(&mut exercise)).is_empty());
}

#[test]
fn an_action_tells_what_it_found_and_conditions_know_it() {
    let mut exercise = exercise(&["ic"]);
    exercise.play(10, "ic", act("read", 5));
    exercise.host(11, HostVerb::Roll);
    let (dice, _, _, succeeded) = rolls(&exercise, "read").remove(0);
    let state = exercise.engine.state();
    assert_eq!(succeeded, dice.iter().sum::<u8>() >= 7);
    assert_eq!(state.told().contains_key(&id("rollback-time")), succeeded);
    assert_eq!(state.tries(id("read")).done.is_some(), succeeded);
    assert_eq!(state.tries(id("read")).all, 1);
}

#[test]
fn the_next_turn_waits_for_dice_that_lie_on_actions() {
    let mut exercise = exercise(&["ic"]);
    exercise.play(10, "ic", act("read", 2));
    let early = exercise.try_at(20, Actor::Host, Command::Host(HostVerb::Turn));
    assert!(early.unwrap_err().why.contains("roll them"));
    let nothing = Exercise::of(&[TURNS, DICE, SKILL, CALM], &["ic"])
        .try_at(20, Actor::Host, Command::Host(HostVerb::Roll))
        .unwrap_err();
    assert!(nothing.why.contains("Nobody has put dice"));
}

#[test]
fn where_time_flows_there_are_no_turns() {
    let mut exercise = Exercise::started(&["ic"]);
    assert_eq!(exercise.engine.state().turn(), None);
    for verb in [HostVerb::Roll, HostVerb::Turn] {
        let refused = exercise.try_at(5, Actor::Host, Command::Host(verb));
        assert!(refused.unwrap_err().why.contains("no turns"));
    }
}

/// Ways in which `dice` dice fall to `sum`.
fn ways(dice: u8, sum: i32) -> u64 {
    match dice {
        0 => u64::from(sum == 0),
        dice => (1..=6).map(|face| ways(dice - 1, sum - face)).sum(),
    }
}

#[test]
fn dice_fall_as_the_exact_table_says() {
    // 6^n ways, counted; the bound is five standard deviations.
    const SEEDS: u64 = 3000;
    for dice in [1_u8, 2, 3] {
        let mut counts = std::collections::BTreeMap::<i32, u64>::new();
        for seed in 0..SEEDS {
            let mut exercise = exercise(&["ic"]);
            exercise.engine.reseed(seed);
            exercise.play(10, "ic", act("read", dice));
            exercise.host(11, HostVerb::Roll);
            let (fell, ..) = rolls(&exercise, "read").remove(0);
            let sum: i32 = fell.iter().map(|die| i32::from(*die)).sum();
            *counts.entry(sum).or_default() += 1;
        }
        let all = 6_f64.powi(i32::from(dice));
        for sum in i32::from(dice)..=6 * i32::from(dice) {
            let chance = ways(dice, sum) as f64 / all;
            let expected = chance * SEEDS as f64;
            let deviation = (expected * (1.0 - chance)).sqrt();
            let seen = counts.get(&sum).copied().unwrap_or(0) as f64;
            assert!(
                (seen - expected).abs() <= 5.0 * deviation + 1.0,
                "{dice} dice to {sum}: {seen} of {SEEDS}, {expected:.1} expected"
            );
        }
    }
}
