//! What an exercise is, before anybody opens it.

use crate::model::{Name, ObjectiveId};
use serde::{Deserialize, Serialize};

/// The head of a scenario: what its card on the start screen says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The scenario's own id, which is also its file name.
    pub id: Name,
    /// Raised by the author with each change that matters to a score.
    pub version: u32,
    /// Shown on the card.
    pub title: String,
    /// One or two sentences: the situation, never the solution.
    pub summary: String,
    /// Minutes of play at real pace, without briefing and hot wash.
    pub minutes: u32,
    /// How many people can play.
    pub players: PlayerRange,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What the exercise trains.
    pub objectives: Vec<Objective>,
    /// The handbook section it teaches.
    pub handbook: String,
    /// BCP 47 tag of the language of its texts.
    pub language: String,
}

/// Fewest and most players.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayerRange {
    /// Fewest people who can play it at a table.
    pub min: u8,
    /// Most; beyond it people share a seat or watch.
    pub max: u8,
}

/// How hard an exercise is for a first-time Incident Commander.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difficulty {
    /// For a first exercise.
    Introductory,
    /// For somebody who has led one.
    Intermediate,
    /// For certification.
    Advanced,
}

/// Something the exercise trains; injects name the one they serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Named by injects.
    pub id: ObjectiveId,
    /// What somebody can do afterwards.
    pub text: String,
}
