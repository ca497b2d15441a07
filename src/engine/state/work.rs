//! Options, work, figures, injects: the world and what is done to it.

use crate::model::*;
use crate::scenario::{Engineer, OptionStage};
use serde::Serialize;

/// Where an inject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InjectStage {
    /// It has not been released.
    Waiting,
    /// It was, then.
    Released(SimTime),
    /// The host or an effect took it out.
    Cancelled,
}

/// Work that is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Since when.
    pub since: SimTime,
    /// Until when, as drawn at the start. The host alone may see it.
    #[serde(skip)]
    pub done_at: SimTime,
    /// How it will end, as drawn at the start. The host alone may see it.
    #[serde(skip)]
    pub succeeds: bool,
    /// How long it takes at full pace, for work that needs hands.
    #[serde(skip)]
    pub takes: Option<Span>,
    /// Until `anchor`: milliseconds of work done, times its pace in thousandths.
    #[serde(skip)]
    pub done: u64,
    /// Since when it goes at this pace.
    #[serde(skip)]
    pub anchor: SimTime,
    /// Its pace in thousandths: the scarcest skill's share of the hands needed.
    pub pace: u64,
}

/// How far an option has come.
#[derive(Clone, Debug)]
pub(in crate::engine) struct OptionState {
    pub(in crate::engine) stage: OptionStage,
    pub(in crate::engine) since: SimTime,
    pub(in crate::engine) found_at: Option<SimTime>,
    pub(in crate::engine) run: Option<Run>,
    pub(in crate::engine) starts: u32,
}

impl Default for OptionState {
    fn default() -> Self {
        Self {
            stage: OptionStage::Hidden,
            since: SimTime::ZERO,
            found_at: None,
            run: None,
            starts: 0,
        }
    }
}

/// Where an engineer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffState {
    /// The incident they work on.
    pub on: Option<IncidentId>,
    /// When they will be of use there, while they find their way in.
    pub ready_at: Option<SimTime>,
    /// They are worn out and rest.
    pub worn: bool,
    /// When they were last moved.
    pub moved_at: Option<SimTime>,
    pub(in crate::engine) stress: Level,
}

impl StaffState {
    pub(in crate::engine) fn new(part: &Engineer) -> Self {
        Self {
            on: part.on,
            ready_at: None,
            worn: false,
            moved_at: None,
            stress: Level::still(part.stress),
        }
    }

    /// Whether their hands count now.
    pub fn of_use(&self) -> bool {
        !self.worn && self.ready_at.is_none()
    }
}

/// When a move that fits some pattern was last made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct LastMade {
    /// On the clock of played time, which stands still in a time cut.
    pub(in crate::engine) played: SimTime,
    /// On the exercise's clock.
    pub(in crate::engine) at: SimTime,
}

/// A variable: `n0` (thousandths of its unit × milliseconds an hour) at `t0`,
/// changing by `rate` thousandths an hour. `i128`, so that 3 points an hour is
/// exact at any millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Level {
    pub(in crate::engine) t0: SimTime,
    pub(in crate::engine) n0: i128,
    pub(in crate::engine) rate: i64,
    pub(in crate::engine) unit: Unit,
    pub(in crate::engine) per_hour: bool,
}

/// Where an expectation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum ExpectationState {
    /// Its limit, unless a time cut puts it off.
    Open(SimTime),
    Met(SimTime),
    Missed(SimTime),
}
