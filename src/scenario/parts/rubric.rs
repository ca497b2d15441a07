//! The rubric as data. The handbook's thresholds are the defaults.

use crate::model::{Quantity, ResponsibilityId, SeatId, Span};
use serde::{Deserialize, Serialize};

/// Something one seat must be answerable for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responsibility {
    /// Named by Assign.
    pub id: ResponsibilityId,
    /// "Database".
    pub label: String,
    /// Whether a clear team must have it assigned.
    #[serde(default = "yes")]
    pub required: bool,
    /// Seats that fit; offered first in the form.
    #[serde(default)]
    pub suits: Vec<SeatId>,
}

fn yes() -> bool {
    true
}

/// Thresholds of the rules of design section 8.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rubric {
    /// Whether the criteria of an Incident Commander are applied at all.
    pub scored: bool,
    /// Roles assigned by then earn full credit.
    pub roles_full: Span,
    /// Roles assigned by then earn half.
    pub roles_half: Span,
    /// A state board older than this no longer counts as a source of truth.
    pub board_age: Span,
    /// A contradiction standing longer than this costs a quarter.
    pub contradiction: Span,
    /// A stakeholder's question settled within this counts.
    pub settle: Span,
    /// Grace on a promised update.
    pub promise_grace: Span,
    /// Words a sentence above which an update loses a fifth.
    pub sentence_words: u32,
    /// Unexplained jargon terms per 100 words that executives bear.
    pub executive_jargon: u32,
    /// Tolerance within which a quoted figure is the fact's.
    pub figure_tolerance: Quantity,
}

impl Default for Rubric {
    fn default() -> Self {
        Self {
            scored: true,
            roles_full: Span::minutes(2),
            roles_half: Span::minutes(5),
            board_age: Span::minutes(15),
            contradiction: Span::minutes(2),
            settle: Span::minutes(3),
            promise_grace: Span::minutes(1),
            sentence_words: 25,
            executive_jargon: 3,
            figure_tolerance: Quantity::new(5_000, crate::model::Unit::Percent),
        }
    }
}
