//! Who is there: the chairs of larger tables are empty at the smallest.
//!
//! Nobody plays such a role until somebody sits there, and the search seats a
//! commander alone. It lets empty chairs move all the same, so that what only
//! larger tables see is seen, and notes how many players that takes.

use crate::engine::State;
use crate::model::*;
use crate::scenario::Scenario;

/// Players that it takes for somebody to sit on a seat; 0: any table.
pub(super) fn players(scenario: &Scenario, state: &State, seat: SeatId) -> u8 {
    let role = scenario.roles.get(seat);
    let from = role.map_or(0, |role| role.from_players);
    let here = state.seated(scenario, seat) || from <= scenario.head.players.min;
    if here { 0 } else { from }
}

/// Somebody who knows a fact, at the smallest table if one there does.
pub(super) fn knower(scenario: &Scenario, state: &State, fact: FactId) -> Option<SeatId> {
    let seats = state.seats().keys().copied();
    let know = seats.filter(|seat| state.knows(*seat, fact));
    know.min_by_key(|seat| players(scenario, state, *seat))
}
