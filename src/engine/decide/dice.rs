//! Dice fall, and turns follow each other.

use crate::engine::chance::Draws;
use crate::engine::event::Event;
use crate::engine::state::State;
use crate::model::SeatId;
use crate::scenario::{ActionKind, ClockMode, Scenario};

/// Sides of a die.
const SIDES: u64 = 6;

/// Everything that lies on an action is locked in, then rolled, in the order
/// of the roles. What a roll brings follows when all have fallen (`react`).
pub(super) fn roll(state: &State, scenario: &Scenario) -> Vec<Event> {
    let Some(turn) = state.turn() else {
        return Vec::new();
    };
    let seats = scenario.roles.iter().map(|role| role.id);
    let rolls = seats.filter_map(|seat| one(state, scenario, seat));
    std::iter::once(Event::LockedIn { turn: turn.nth })
        .chain(rolls)
        .collect()
}

fn one(state: &State, scenario: &Scenario, seat: SeatId) -> Option<Event> {
    let act = state.acts().get(&seat)?;
    let part = scenario.actions.get(act.action)?;
    let nth = (u32::from(state.tries(act.action).all) + 1).to_string();
    let mut draws = Draws::of(state.seed(), &["dice", act.action.as_str(), &nth]);
    let face = |draws: &mut Draws| u8::try_from(draws.below(SIDES) + 1).unwrap_or(1);
    let dice: Vec<u8> = (0..act.dice).map(|_| face(&mut draws)).collect();
    let bonus = state.bonus(scenario, seat, part);
    let target = state.target(scenario, part);
    let sum: u16 = dice.iter().map(|die| u16::from(*die)).sum();
    Some(Event::Rolled {
        seat,
        action: act.action,
        of: act.of,
        succeeded: sum + u16::from(bonus) >= u16::from(target),
        dice,
        bonus,
        target,
    })
}

/// The next turn. Interrupts that stood open through the whole of this one,
/// and that nobody acted on, were ignored.
pub(super) fn next(state: &State, scenario: &Scenario) -> Vec<Event> {
    let Some(turn) = state.turn() else {
        return Vec::new();
    };
    let acted = |inject| {
        let on = |act: &crate::engine::state::Act| {
            let part = scenario.actions.get(act.action);
            part.is_some_and(|part| part.kind == ActionKind::Interrupt(inject))
        };
        state.acts().values().any(on)
    };
    let ignored = state.interrupts().iter();
    let ignored = ignored.filter(|(inject, came)| **came < turn.nth && !acted(**inject));
    let mut events: Vec<Event> = ignored
        .map(|(inject, _)| Event::Ignored { inject: *inject })
        .collect();
    events.extend(begins(state, scenario));
    events
}

/// A turn of the clock's length begins, where it runs in turns.
pub(in crate::engine) fn begins(state: &State, scenario: &Scenario) -> Option<Event> {
    match scenario.clock.mode {
        ClockMode::Turns(length) => Some(Event::TurnBegan {
            turn: state.turns_begun() + 1,
            ends: state.now() + length,
        }),
        ClockMode::Flowing => None,
    }
}
