//! What the table does in the retrospective.

use crate::model::*;
use serde::{Deserialize, Serialize};

/// Moves of the retrospective (design, section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "review", rename_all = "kebab-case")]
pub enum ReviewVerb {
    /// Scope, aims, safety.
    Frame {
        /// The words.
        text: String,
    },
    /// A moment that the journal does not have.
    AddMoment {
        /// When it was.
        at: ClockTime,
        /// What happened.
        text: String,
    },
    /// Marks a moment to talk about.
    Star {
        /// Which.
        of: Seq,
    },
    /// One step of the five whys.
    AddWhy {
        /// Because …
        text: String,
    },
    /// A cause on the fishbone.
    AddCause {
        /// Which bone.
        bone: Bone,
        /// Systemic rather than proximate.
        #[serde(default)]
        systemic: bool,
        /// The words.
        text: String,
    },
    /// Something that helped.
    Worked {
        /// The words.
        text: String,
    },
    /// Something that hindered.
    Hindered {
        /// The words.
        text: String,
    },
    /// Something nobody expected.
    Surprise {
        /// The words.
        text: String,
    },
    /// An action of the improvement plan.
    AddAction {
        /// How soon.
        priority: Horizon,
        /// Who sees to it.
        owner: String,
        /// By when, as a calendar date `YYYY-MM-DD`.
        due: String,
        /// How one will know that it is done.
        check: String,
        /// What is to be done.
        text: String,
    },
    /// A word from one role to another.
    Feedback {
        /// To whom.
        to: SeatId,
        /// The words.
        text: String,
    },
}

/// The bones of the fishbone (handbook, workflow).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is the word on the bone")]
pub enum Bone {
    People,
    Process,
    Platform,
    Code,
    Data,
}

impl Bone {
    /// All of them, in the handbook's order.
    pub const ALL: [Self; 5] = [
        Self::People,
        Self::Process,
        Self::Platform,
        Self::Code,
        Self::Data,
    ];
}

/// When an action is due (handbook, exercise 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Horizon {
    /// This week.
    Week,
    /// This month.
    Month,
    /// This quarter.
    Quarter,
}
