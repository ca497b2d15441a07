//! Options: courses of action that somebody can find, choose and start.

use super::{Authority, Condition, Effect, Hands};
use crate::model::{IncidentId, OptionId, Quantity, SeatId, Span};
use serde::{Deserialize, Serialize};

/// A course of action on the option matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Named by facts, conditions and moves.
    pub id: OptionId,
    /// One letter on its card.
    pub letter: char,
    /// At most two words on its card.
    pub name: String,
    /// Other names that people use for it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// The seat whose people carry it out.
    pub owner: SeatId,
    /// What kind of decision it is (handbook, "Who may decide what").
    pub authority: Vec<Authority>,
    /// What must hold before it can be started.
    #[serde(default)]
    pub requires: Option<Condition>,
    /// What rules it out from then on.
    #[serde(default)]
    pub excluded: Option<Condition>,
    /// Options that are started with it, in parallel; then it has no work of
    /// its own.
    #[serde(default)]
    pub combines: Vec<OptionId>,
    /// The incident that its work is for.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// The hands that its work needs, on its incident.
    #[serde(default)]
    pub crew: Vec<Hands>,
    /// How long its work takes.
    #[serde(default)]
    pub duration: Option<Duration3>,
    /// Its chance to succeed, in per cent.
    #[serde(default)]
    pub chance: Option<Quantity>,
    /// Other durations and chances; the first whose condition holds when the
    /// work starts replaces those above.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// Changes when the work starts.
    #[serde(default)]
    pub on_start: Vec<Effect>,
    /// Changes when it succeeds.
    #[serde(default)]
    pub on_success: Vec<Effect>,
    /// Changes when it fails.
    #[serde(default)]
    pub on_failure: Vec<Effect>,
    /// Changes when it is stopped.
    #[serde(default)]
    pub on_stop: Vec<Effect>,
    /// Whether it can be stopped once it runs.
    #[serde(default = "yes")]
    pub stoppable: bool,
    /// Whether people are expected to find it within the time box for options
    /// (a red herring or a later way out is not).
    #[serde(default = "yes")]
    pub discoverable: bool,
    /// What the owner's persona says when the work starts, succeeds, fails.
    #[serde(default)]
    pub lines: (String, String, String),
}

impl Course {
    /// A chance of 100%, in thousandths of a per cent.
    pub const SURE: i64 = 100_000;

    /// The chance of work that no case of it changes, in thousandths of a per
    /// cent: without a chance of its own it is sure.
    pub fn odds(&self) -> i64 {
        self.chance.map_or(Self::SURE, |chance| chance.milli)
    }
}

fn yes() -> bool {
    true
}

/// How long an option takes, and its chance, under some condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// If this holds when the work starts.
    pub when: Condition,
    /// How long it then takes; as otherwise when absent.
    #[serde(default)]
    pub duration: Option<Duration3>,
    /// Its chance then; as otherwise when absent.
    #[serde(default)]
    pub chance: Option<Quantity>,
}

/// Shortest, likeliest and longest duration (a triangular distribution).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration3 {
    /// At least.
    pub min: Span,
    /// Most likely.
    pub mode: Span,
    /// At most.
    pub max: Span,
}
