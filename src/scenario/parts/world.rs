//! The simulated world: figures that move, services that fail, ends it can
//! come to.

use super::{Condition, Effect, Is};
use crate::model::{FlowId, Name, Quantity, ServiceId, ThresholdId, VarId};
use serde::{Deserialize, Serialize};

/// A figure of the simulated world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Named by conditions, effects, flows.
    pub id: VarId,
    /// At most three words: "locked out".
    pub label: String,
    /// Its value at STARTEX; also its unit.
    pub start: Quantity,
    /// It never falls below.
    #[serde(default)]
    pub min: Option<Quantity>,
    /// It never rises above.
    #[serde(default)]
    pub max: Option<Quantity>,
    /// Shown on the table from when this holds; never when absent.
    #[serde(default)]
    pub shown: Option<Condition>,
}

/// A rate that changes a variable while a condition holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// The flow's own id.
    pub id: FlowId,
    /// What it changes.
    pub var: VarId,
    /// By how much an hour.
    pub rate: Quantity,
    /// While this holds.
    pub during: Condition,
}

/// A value of a variable at which something happens, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The threshold's own id.
    pub id: ThresholdId,
    /// The variable.
    pub var: VarId,
    /// The side from which the value counts as crossed.
    pub is: Is,
    /// The value.
    pub value: Quantity,
    /// What happens.
    pub effects: Vec<Effect>,
}

/// A part of the system, drawn on the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Named by effects.
    pub id: ServiceId,
    /// At most two words.
    pub label: String,
    /// How it does at STARTEX.
    pub health: Health,
    /// What it needs.
    #[serde(default)]
    pub needs: Vec<ServiceId>,
}

/// How a service does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Health {
    /// As it should.
    Healthy,
    /// Ready, not in use.
    Standby,
    /// Slow or in part.
    Degraded,
    /// Failing for some.
    Failing,
    /// Down or corrupt.
    Down,
}

impl Health {
    /// The word beside the mark.
    pub fn word(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Standby => "standing by",
            Self::Degraded => "degraded",
            Self::Failing => "failing",
            Self::Down => "down",
        }
    }
}

/// A way the exercise can end; the first that holds at ENDEX is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// The ending's own id.
    pub id: Name,
    /// Its headline.
    pub title: String,
    /// What became of the users, the data, the team.
    pub text: String,
    /// When it is this one.
    pub when: Condition,
}
