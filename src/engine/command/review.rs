//! What the table does in the retrospective.

use crate::model::*;
use crate::scenario::{Bone, EntryKind, Horizon};
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

impl ReviewVerb {
    /// Which kind of entry it is.
    pub fn kind(&self) -> EntryKind {
        match self {
            Self::Frame { .. } => EntryKind::Frame,
            Self::AddMoment { .. } => EntryKind::AddMoment,
            Self::Star { .. } => EntryKind::Star,
            Self::AddWhy { .. } => EntryKind::AddWhy,
            Self::AddCause { .. } => EntryKind::AddCause,
            Self::Worked { .. } => EntryKind::Worked,
            Self::Hindered { .. } => EntryKind::Hindered,
            Self::Surprise { .. } => EntryKind::Surprise,
            Self::AddAction { .. } => EntryKind::AddAction,
            Self::Feedback { .. } => EntryKind::Feedback,
        }
    }

    /// Its words; empty for a star.
    pub fn text(&self) -> &str {
        match self {
            Self::Frame { text }
            | Self::AddMoment { text, .. }
            | Self::AddWhy { text }
            | Self::AddCause { text, .. }
            | Self::Worked { text }
            | Self::Hindered { text }
            | Self::Surprise { text }
            | Self::AddAction { text, .. }
            | Self::Feedback { text, .. } => text,
            Self::Star { .. } => "",
        }
    }
}
