//! A page that somebody looks at again and again: what can only change with a
//! fact, an option, a task or a seat is made anew only after such a change.
//!
//! Invariant: a look shows exactly what [`snapshot`](super::snapshot) would;
//! every debug build holds the two against each other.

use super::seat::{PlayerView, player};
use crate::engine::{Holding, State};
use crate::model::*;
use crate::scenario::Scenario;
use std::collections::BTreeMap;

/// The page of somebody on a seat.
#[derive(Debug)]
pub struct Page {
    seat: SeatId,
    me: PlayerId,
    shown: Option<(Stamp, PlayerView)>,
}

/// What the slow parts of a page depend on. Facts and options only grow more.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    told: usize,
    known: usize,
    found: usize,
    held: BTreeMap<ResponsibilityId, (SeatId, u32)>,
    holders: Vec<Option<PlayerId>>,
    technical: Option<ChannelId>,
    begun: bool,
}

impl Page {
    /// The page of `me` on a seat; nobody has looked at it.
    pub fn new(seat: SeatId, me: PlayerId) -> Self {
        let shown = None;
        Self { seat, me, shown }
    }

    /// What it shows now.
    pub fn look(&mut self, scenario: &Scenario, state: &State) -> &PlayerView {
        let stamp = Stamp::of(scenario, state, self.seat);
        let before = self.shown.take();
        let kept = before.filter(|(old, _)| *old == stamp);
        let kept = kept.map(|(_, view)| view);
        let view = player(scenario, state, Some(self.seat), Some(self.me), kept);
        debug_assert!(
            view == player(scenario, state, Some(self.seat), Some(self.me), None),
            "the page is not what it would be if it were made anew"
        );
        &self.shown.insert((stamp, view)).1
    }
}

impl Stamp {
    fn of(scenario: &Scenario, state: &State, seat: SeatId) -> Self {
        let held = |(id, of): (&ResponsibilityId, &Holding)| (*id, (of.seat, of.revision));
        let seats = state.seats();
        Self {
            told: state.told().len(),
            known: seats.get(&seat).map_or(0, |of| of.known.len()),
            found: state
                .courses(scenario)
                .filter(|of| state.found(of.id))
                .count(),
            held: state.held().iter().map(held).collect(),
            holders: seats.keys().map(|seat| state.holder(*seat)).collect(),
            technical: state.technical_channel(),
            begun: state.phase() >= crate::engine::Phase::Play,
        }
    }
}
