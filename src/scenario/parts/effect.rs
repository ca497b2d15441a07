//! What an inject, an option or a deadline changes.

use super::{Condition, Health};
use crate::model::{
    DeadlineId, FactId, IncidentId, InjectId, MilestoneId, OptionId, Quantity, SeatId, ServiceId,
    SkillId, Span, StaffId, VarId,
};
use serde::{Deserialize, Serialize};

/// One change of the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// A variable takes this value.
    Set(VarId, Quantity),
    /// A variable changes by so much.
    Add(VarId, Quantity),
    /// A service takes this health.
    Health(ServiceId, Health),
    /// A milestone is reached.
    Reach(MilestoneId),
    /// A seat learns a fact.
    Learn(SeatId, FactId),
    /// An inject is released now.
    Release(InjectId),
    /// An inject that waits is taken back.
    Cancel(InjectId),
    /// An incident is resolved.
    Resolve(IncidentId),
    /// A time cut in progress ends here.
    Wake(String),
    /// Work on an option begins, if it can, whoever decided or did not.
    Start(OptionId),
    /// Work on an option is stopped.
    Stop(OptionId),
    /// A deadline that has not fallen moves back by so much.
    Postpone(DeadlineId, Span),
    /// An engineer is more worn, or less.
    Tire(StaffId, Quantity),
    /// Work on an option turns out to need so many hands of a skill.
    Need(OptionId, SkillId, u8),
    /// These, if the condition holds at that moment.
    If(Condition, Vec<Effect>),
}
