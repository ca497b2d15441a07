//! How turns and dice change the state.

use crate::engine::command::Move;
use crate::engine::event::{Event, Moved};
use crate::engine::schedule::DueItem;
use crate::engine::state::{Act, Roll, State, Turn};
use crate::model::*;
use crate::scenario::{ActionKind, Scenario};

/// A turn began, or its time ran out.
pub(super) fn clock(state: &mut State, event: &Event) {
    match event {
        Event::TurnBegan { turn, ends: until } => {
            ends(state);
            state.turns.begun = *turn;
            state.turns.now = Some(Turn {
                nth: *turn,
                ends: *until,
                over: false,
                rolled: false,
            });
            state.schedule.add(*until, DueItem::TurnEnd);
        }
        Event::TurnOver { .. } => {
            if let Some(turn) = &mut state.turns.now {
                turn.over = true;
            }
        }
        _ => {}
    }
}

/// No turn is being played any more.
pub(super) fn ends(state: &mut State) {
    state.turns.now = None;
    state.turns.acts.clear();
    state.turns.rolls.clear();
    state
        .schedule
        .remove(|item| matches!(item, DueItem::TurnEnd));
}

/// Somebody puts dice on an action, or takes them back.
pub(super) fn a_move(state: &mut State, of: Seq, moved: &Moved) {
    if let Move::Act { action, dice, hand } = moved.act {
        let hand = hand.unwrap_or(moved.seat);
        if dice == 0 {
            state.turns.acts.remove(&hand);
        } else {
            state.turns.acts.insert(hand, Act { action, dice, of });
        }
    }
}

/// Dice were locked in, or fell.
pub(super) fn dice(state: &mut State, scenario: &Scenario, event: &Event) {
    match event {
        Event::LockedIn { .. } => {
            if let Some(turn) = &mut state.turns.now {
                turn.rolled = true;
            }
        }
        Event::Rolled {
            seat,
            action,
            dice,
            bonus,
            target,
            succeeded,
            ..
        } => {
            let now = state.now;
            state.turns.rolls.push(Roll {
                seat: *seat,
                action: *action,
                dice: dice.clone(),
                bonus: *bonus,
                target: *target,
                succeeded: *succeeded,
            });
            let tries = state.turns.tries.entry(*action).or_default();
            tries.all = tries.all.saturating_add(1);
            if *succeeded {
                tries.failed = 0;
                tries.done = tries.done.or(Some(now));
            } else {
                tries.failed = tries.failed.saturating_add(1);
            }
            let kind = scenario.actions.get(*action).map(|part| part.kind);
            if let (Some(ActionKind::Interrupt(inject)), true) = (kind, *succeeded) {
                state.turns.open.remove(&inject);
            }
        }
        _ => {}
    }
}

/// An inject that some action answers is an interrupt: it stands open.
pub(super) fn interrupted(state: &mut State, scenario: &Scenario, inject: InjectId) {
    let answered = scenario
        .actions
        .iter()
        .any(|part| part.kind == ActionKind::Interrupt(inject));
    if answered {
        state.turns.open.insert(inject, state.turns.begun);
    }
}
