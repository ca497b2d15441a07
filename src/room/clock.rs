//! Real time in, time of the exercise out.
//!
//! The anchor is a pair of moments; between anchors the exercise's time is
//! computed, never counted up, so that nothing drifts. Whatever changes the
//! pace sets a new anchor.

use crate::engine::State;
use crate::model::{Pace, SimTime};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::Instant;

/// A clock that never goes back.
pub trait Clock: Send {
    /// Milliseconds since some moment before the room was opened.
    fn now(&self) -> u64;
}

/// The machine's monotonic clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// A clock that a test moves. The room notices with its next request; see
/// [`Handle::tick`](super::Handle::tick). Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct ManualClock(Arc<AtomicU64>);

impl ManualClock {
    /// Lets `ms` milliseconds pass.
    pub fn advance(&self, ms: u64) {
        self.0.fetch_add(ms, SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> u64 {
        self.0.load(SeqCst)
    }
}

/// What a clock on a screen needs: the moment, and how it moves from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ClockFace {
    /// The moment of the exercise.
    pub now: SimTime,
    /// Whether it passes.
    pub running: bool,
    /// How fast, if it does.
    pub pace: Pace,
    /// Whether a time cut is running.
    pub cut: bool,
    /// Whether the journal cannot be written, so that everything waits.
    pub storage_trouble: bool,
}

/// The time of the exercise as a line through an anchor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pacer {
    real: u64,
    sim: SimTime,
    pace: Option<Pace>,
}

impl Pacer {
    /// Stands still at a moment.
    pub(super) fn still(real: u64, sim: SimTime) -> Self {
        Self {
            real,
            sim,
            pace: None,
        }
    }

    /// The time of the exercise.
    pub(super) fn at(&self, real: u64) -> SimTime {
        match self.pace {
            Some(pace) => self.sim + pace.advance(real.saturating_sub(self.real)),
            None => self.sim,
        }
    }

    /// Whether time passes by itself.
    pub(super) fn passes(&self) -> bool {
        self.pace.is_some()
    }

    /// Real milliseconds until a moment; none while time stands still.
    pub(super) fn until(&self, real: u64, due: SimTime) -> Option<u64> {
        Some(self.pace?.real_ms(due.since(self.at(real))))
    }

    /// Sets a new anchor if the pace is another one now. In a time cut, and
    /// while `held`, time does not pass by itself.
    pub(super) fn retune(&mut self, real: u64, state: &State, held: bool) {
        let passes = state.running() && state.cut().is_none() && !held;
        let pace = passes.then(|| state.pace());
        if pace != self.pace || self.at(real) < state.now() {
            *self = Self {
                real,
                sim: self.at(real).max(state.now()),
                pace,
            };
        }
    }
}
