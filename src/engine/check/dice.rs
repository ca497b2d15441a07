//! Whether a seat may put dice on an action, and the host roll them.

use super::{Checked, no};
use crate::engine::refusal::Reason;
use crate::engine::state::{State, Turn};
use crate::model::*;
use crate::scenario::Scenario;

/// A seat takes an action, with so many dice; none takes it back. The
/// commander also acts for personas, who have nobody to hold the dice.
pub(super) fn act(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    action: ActionId,
    dice: u8,
    hand: Option<SeatId>,
) -> Checked {
    let turn = turn(state)?;
    if turn.rolled {
        return no(
            Reason::Phase,
            "The dice of this turn have been rolled. The next turn brings new ones.",
        );
    }
    let hand = hand.unwrap_or(seat);
    if hand != seat {
        let Some(role) = scenario.roles.get(hand) else {
            return no(Reason::Unknown, format!("There is no seat `{hand}`."));
        };
        if !state.is_persona(hand) || !state.seated(scenario, hand) {
            return no(
                Reason::Authority,
                format!("{} takes their own dice.", role.title),
            );
        }
        if seat != state.commander() {
            return no(
                Reason::Authority,
                "Only the commander acts for seats that nobody holds.",
            );
        }
    }
    let Some(part) = scenario.actions.get(action) else {
        return no(Reason::Unknown, format!("There is no action `{action}`."));
    };
    if dice == 0 {
        return match state.acts().get(&hand) {
            Some(act) if act.action == action => Ok(()),
            _ => no(Reason::Form, "There is nothing to take back."),
        };
    }
    if !part.by.is_empty() && !part.by.contains(&hand) {
        let who = part.by.iter().filter_map(|id| scenario.roles.get(*id));
        let who: Vec<&str> = who.map(|role| role.title.as_str()).collect();
        return no(
            Reason::Authority,
            format!("{} can do that: {}.", who.join(" or "), part.title),
        );
    }
    if !state.could_help(scenario, part) {
        return no(
            Reason::World,
            format!("That could not help now: {}.", part.title),
        );
    }
    let left = state.dice_left(scenario, Some(hand));
    if dice > left {
        return no(
            Reason::World,
            format!("{left} of the {} dice are left.", scenario.dice.pool),
        );
    }
    let twice =
        |(other, of): (&SeatId, &crate::engine::state::Act)| *other != hand && of.action == action;
    if state.acts().iter().any(twice) {
        return no(
            Reason::World,
            format!("Somebody does that this turn: {}.", part.title),
        );
    }
    Ok(())
}

/// The turn that is being played, if dice can be rolled now.
pub(super) fn turn(state: &State) -> Result<Turn, super::Refusal> {
    match state.turn() {
        Some(turn) if state.cut().is_none() => Ok(turn),
        _ => no(Reason::Phase, "There are no turns now."),
    }
}

pub(super) fn roll(state: &State) -> Checked {
    if turn(state)?.rolled {
        return no(Reason::Stale, "The dice of this turn have been rolled.");
    }
    if state.acts().is_empty() {
        return no(Reason::World, "Nobody has put dice on an action.");
    }
    Ok(())
}

pub(super) fn next(state: &State) -> Checked {
    if !turn(state)?.rolled && !state.acts().is_empty() {
        return no(
            Reason::World,
            "Dice lie on actions: roll them before the next turn.",
        );
    }
    Ok(())
}
