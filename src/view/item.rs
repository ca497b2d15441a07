//! One recorded event as a line of somebody's stream.

use crate::engine::{Recorded, State};
use crate::model::*;
use crate::scenario::{Medium, MoveKind, Scenario};
use serde::Serialize;

/// A line of an audience's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The event it shows.
    pub seq: Seq,
    /// When it happened.
    pub at: SimTime,
    /// What the story's clock showed: `02:11`.
    pub clock: String,
    /// What is shown.
    #[serde(flatten)]
    pub line: Line,
}

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "show", rename_all = "kebab-case")]
pub enum Line {
    /// Words of somebody.
    Message {
        /// Who speaks.
        from: Speaker,
        /// Where; none: to the receivers alone.
        channel: Option<ChannelId>,
        /// To whom.
        to: Vec<SeatId>,
        /// The move, if it is one.
        kind: Option<MoveKind>,
        /// By what means, if it is an inject.
        medium: Option<Medium>,
        /// The words.
        text: String,
        /// The message it answers.
        reply_to: Option<Seq>,
        /// Said aloud and captured.
        spoken: bool,
    },
    /// Something that happened to everybody.
    Notice {
        /// In a sentence.
        text: String,
    },
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The seat, if it is one.
    pub seat: Option<SeatId>,
    /// The name shown.
    pub name: String,
    /// Whether a persona speaks.
    pub persona: bool,
}

/// What an audience sees of an event; none when it is not theirs, or nothing
/// to read.
pub fn item(
    _scenario: &Scenario,
    _state: &State,
    _recorded: &Recorded,
    _audience: Audience,
) -> Option<Item> {
    None
}
