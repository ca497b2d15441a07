//! Why a command was not carried out, in words a person can act on.

use crate::scenario::MoveKind;
use serde::{Deserialize, Serialize};

/// A refusal: nothing changed, nothing was journaled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{why}")]
pub struct Refusal {
    /// What kind of refusal it is.
    pub reason: Reason,
    /// Why, for the person who asked.
    pub why: String,
    /// What they can do instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal: Vec<MoveKind>,
}

/// Kinds of refusals, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Not in this phase of the exercise.
    Phase,
    /// The clock stands still.
    Paused,
    /// Not this actor's to do.
    Authority,
    /// Names something that does not exist, or that the mover cannot know of.
    Unknown,
    /// Based on something that has changed since.
    Stale,
    /// Too long, empty, or otherwise not of the form.
    Form,
    /// Not possible in the world as it is.
    World,
    /// No legal deal of roles exists.
    NoDeal,
    /// The room has no space for more.
    Full,
}

impl Refusal {
    pub(super) fn new(reason: Reason, why: impl Into<String>) -> Self {
        Self {
            reason,
            why: why.into(),
            legal: Vec::new(),
        }
    }
}
