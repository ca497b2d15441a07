//! Turns and dice: tools, the actions taken with them, and what a failed one
//! brings (handbook, dice rules).

use super::{Condition, Effect};
use crate::model::{ActionId, Aim, FactId, InjectId, SeatId, ToolId};
use serde::{Deserialize, Serialize};

/// What a table shares each turn, and what makes a roll easier. The pool is the
/// handbook's, and so is the bonus; how much easier a retry gets is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DiceRules {
    /// Six-sided dice that the seats share each turn.
    pub pool: u8,
    /// Added to the roll of a seat that is proficient with the tool.
    pub proficient: u8,
    /// By how much each failed try makes the next one easier.
    pub retry: u8,
}

impl Default for DiceRules {
    fn default() -> Self {
        Self {
            pool: 5,
            proficient: 2,
            retry: 2,
        }
    }
}

/// Something that one works with, and may be proficient with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Named by roles and actions.
    pub id: ToolId,
    /// At most three words: "Tracing".
    pub title: String,
}

/// One thing that a seat can do with its turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Named by conditions and moves.
    pub id: ActionId,
    /// What is done, in a few words.
    pub title: String,
    /// With which tool.
    pub tool: ToolId,
    /// What the roll must reach.
    pub difficulty: Target,
    /// Whether it looks, changes something, or answers an interrupt.
    pub kind: ActionKind,
    /// The seats that can do it; everybody when empty.
    #[serde(default)]
    pub by: Vec<SeatId>,
    /// It could help only while this holds, and is not allowed otherwise.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Whether it can be done once more after it has succeeded.
    #[serde(default)]
    pub again: bool,
    /// Facts that the war room learns when it succeeds, if they are so by then
    /// (`Fact::when`).
    #[serde(default)]
    pub tells: Vec<FactId>,
    /// What everybody reads when it succeeds.
    pub success: String,
    /// What everybody reads when it fails.
    pub failure: String,
    /// Changes when it succeeds.
    #[serde(default)]
    pub on_success: Vec<Effect>,
    /// Changes when it fails.
    #[serde(default)]
    pub on_failure: Vec<Effect>,
}

/// What a failed action costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActionKind {
    /// It only looks: failing withholds what there is to know.
    Looking,
    /// It changes something: failing brings a complication.
    Changing,
    /// It answers this interrupt, which stands open until it succeeds.
    Interrupt(InjectId),
}

impl ActionKind {
    /// What it is for.
    pub fn aim(self) -> Aim {
        match self {
            Self::Looking => Aim::Look,
            Self::Changing => Aim::Change,
            Self::Interrupt(_) => Aim::Answer,
        }
    }
}

/// What a roll must reach (handbook, dice rules).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    /// 3.
    Interrupt,
    /// 7.
    Easy,
    /// 10.
    Medium,
    /// 13.
    Hard,
}

impl Target {
    /// All of them, the easiest first.
    pub const ALL: [Self; 4] = [Self::Interrupt, Self::Easy, Self::Medium, Self::Hard];

    /// The sum that is needed.
    pub fn sum(self) -> u8 {
        match self {
            Self::Interrupt => 3,
            Self::Easy => 7,
            Self::Medium => 10,
            Self::Hard => 13,
        }
    }

    /// Its word on the card.
    pub fn word(self) -> &'static str {
        match self {
            Self::Interrupt => "interrupt",
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}
