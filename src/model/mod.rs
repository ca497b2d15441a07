//! The small words everything else is made of: ids, time, quantities,
//! severity, dice, job families and audiences.
//!
//! Nothing here knows a rule of the game, reads a clock, touches IO or holds a
//! float. Every type is plain data that serialises to what an author would
//! write by hand.

mod audience;
mod criterion;
mod dice;
mod family;
mod name;
mod quantity;
mod severity;
mod time;

pub use audience::Audience;
pub use criterion::{Criterion, Group};
pub use dice::{Aim, chances};
pub use family::{JobFamily, Plate};
pub use name::{
    ActionId, BadName, ChannelId, CriterionId, DeadlineId, FactId, FlowId, GateId, IncidentId,
    InjectId, MilestoneId, Name, ObjectiveId, OptionId, PlayerId, ProfileId, ResponsibilityId,
    SceneId, SeatId, ServiceId, SkillId, StaffId, ThresholdId, ToolId, TopicId, VarId, VariantId,
};
pub use quantity::{BadQuantity, Quantity, Unit};
pub use severity::Severity;
pub use time::{BadTime, ClockTime, Pace, SimTime, Span};

use serde::{Deserialize, Serialize};

/// Position of a recorded event in its room's journal, counted from 1.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}
