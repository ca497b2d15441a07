//! What the search goes after, and what people are to do and to leave undone
//! for it. Absent on purpose: how the one follows from the other
//! ([`chain`](super::chain)), and the moment ([`steer`](super::steer) keeps trying).

use crate::model::*;
use crate::scenario::*;
use std::collections::BTreeSet;

/// Something that the search goes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Goal {
    /// It is released.
    Inject(InjectId),
    /// Somebody is told it.
    Fact(FactId),
    /// It is reached.
    Milestone(MilestoneId),
    /// Work on it begins.
    Course(OptionId),
    /// The story ends with it.
    Ending(Name),
    /// It is met when it falls, or before play ends.
    Met(DeadlineId),
    /// It comes up at the smallest table, and not because somebody simply
    /// began it.
    Found(OptionId),
    /// Every incident is over, and no contract broken.
    Won(Setting),
}

/// One way of holding an exercise, and one way in which its story goes. Each
/// must be a fair exercise by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Setting {
    /// None where a scenario is held in one way.
    pub(super) profile: Option<ProfileId>,
    /// None where its story goes one way.
    pub(super) variant: Option<VariantId>,
}

/// One thing that somebody is to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    /// A move of this kind is made.
    Make(Box<MovePattern>),
    /// An option comes so far.
    Course(OptionId, OptionStage),
    /// A fact is told in the war room.
    Tell(FactId),
    /// A seat learns it.
    Teach(SeatId, FactId),
    /// A demand is answered.
    Answer(InjectId),
    /// An incident is declared over.
    Resolve(IncidentId),
    /// So many hands of a skill work on an incident.
    Hands(IncidentId, SkillId, u8),
    /// None do.
    Away(IncidentId, SkillId),
    /// An engineer is worn out.
    Wear(StaffId),
    /// An action is taken with a turn.
    Act(ActionId),
    /// An entry of the review.
    Enter(EntryKind),
    /// Word is promised there, and does not come.
    Promise(ChannelId),
}

/// What is to be done in one exercise, and what is not.
#[derive(Clone, Debug, Default)]
pub(super) struct Wishes {
    pub(super) wishes: Vec<Wish>,
    /// Moves that would spoil it.
    pub(super) avoid: Vec<MovePattern>,
    /// Options that nobody takes.
    pub(super) bars: BTreeSet<OptionId>,
    /// Demands that nobody answers.
    pub(super) silent: BTreeSet<InjectId>,
    /// How work on an option is to end.
    pub(super) luck: Vec<(OptionId, bool)>,
    /// The variant under which it can be.
    pub(super) variant: Option<VariantId>,
    /// Moments that something waits for: a wish may have to wait as well.
    pub(super) moments: Vec<SimTime>,
}

impl Wishes {
    /// Whether something has to be left undone, which nobody who leads as the
    /// handbook says would leave.
    pub(super) fn spoils(&self) -> bool {
        !self.avoid.is_empty() || !self.silent.is_empty()
    }
}
