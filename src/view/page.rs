//! A page that somebody looks at again and again: only what has changed since
//! the last look is written anew (`again`).
//!
//! Invariant: a look shows exactly what [`snapshot`](super::snapshot) would;
//! every debug build holds the two against each other, at one look of
//! [`CHECKED`].

use super::again::{Again, Stamp};
use super::seat::{PlayerView, player};
use crate::engine::State;
use crate::model::*;
use crate::scenario::Scenario;

/// In debug builds, one look of so many is held against the slow way: a page
/// that went wrong stays wrong, so nothing slips through for long.
const CHECKED: u64 = 8;

/// The page of somebody on a seat.
#[derive(Debug)]
pub struct Page {
    seat: SeatId,
    me: PlayerId,
    shown: Option<(Stamp, PlayerView)>,
    looks: u64,
}

impl Page {
    /// The page of `me` on a seat; nobody has looked at it.
    pub fn new(seat: SeatId, me: PlayerId) -> Self {
        Self {
            seat,
            me,
            shown: None,
            looks: 0,
        }
    }

    /// What it shows now.
    pub fn look(&mut self, scenario: &Scenario, state: &State) -> &PlayerView {
        let is = Stamp::of(scenario, state, self.seat);
        let kept = self.shown.take().and_then(|(was, mut view)| {
            let again = Again {
                scenario,
                state,
                seat: self.seat,
                was: &was,
                is: &is,
            };
            again.applies().then(|| {
                again.look(&mut view);
                view
            })
        });
        let anew = || player(scenario, state, Some(self.seat), Some(self.me));
        let view = kept.unwrap_or_else(anew);
        self.looks += 1;
        debug_assert!(
            !self.looks.is_multiple_of(CHECKED) || view == anew(),
            "the page is not what it would be if it were made anew"
        );
        &self.shown.insert((is, view)).1
    }
}
