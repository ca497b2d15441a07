//! Options, work, figures, injects: the world and what is done to it.

use crate::model::*;
use crate::scenario::OptionStage;
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
