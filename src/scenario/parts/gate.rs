//! Gates: what a certification asks for beside the points.

use super::Condition;
use crate::model::{ChannelId, CriterionId, GateId, Quantity, Span};
use serde::{Deserialize, Serialize};

/// One gate. All of them must be passed; none of them gives points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The gate's own id.
    pub id: GateId,
    /// "People used efficiently".
    pub title: String,
    /// The limit in words that people read.
    pub limit: String,
    /// How it is measured.
    pub met: Measure,
}

/// How a gate is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// This holds at ENDEX.
    Holds(Condition),
    /// Of the time of all engineers while an incident stood open, at most this
    /// share was spent free or on the way.
    Idle(Quantity),
    /// Engineers were moved at most so often.
    Moves(u32),
    /// Never longer than this without an update in this channel, from STARTEX
    /// until the last incident was over. A time cut through which somebody was
    /// to keep the channel informed does not count.
    Gap(ChannelId, Span),
    /// The criterion earned at least this share of its points.
    Credit(CriterionId, Quantity),
    /// A review was produced, and nobody was blamed in it.
    Postmortem(Produced),
    /// All of them.
    All(Vec<Measure>),
}

/// What a review must hold at least; an action counts with owner, date and
/// check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Produced {
    /// Moments of the timeline.
    pub moments: u32,
    /// Steps of the five whys.
    pub whys: u32,
    /// Causes.
    pub causes: u32,
    /// Of them systemic.
    pub systemic: u32,
    /// Actions.
    pub actions: u32,
    /// Entries that blame somebody: at most so many.
    pub blame: u32,
}
