//! What may be true of an exercise at a moment.

use super::{Cell, EntryKind, Moment};
use crate::model::{
    ActionId, ChannelId, DeadlineId, FactId, IncidentId, InjectId, MilestoneId, OptionId,
    ProfileId, Quantity, SceneId, SeatId, SkillId, Span, StaffId, TopicId, VarId, VariantId,
};
use crate::text::Saying;
use serde::{Deserialize, Serialize};

/// A condition over the state of an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Holds from the start.
    Always,
    /// The clock shows this moment or a later one.
    At(Moment),
    /// A variable compares so with a figure.
    Var(VarId, Is, Quantity),
    /// A milestone has been reached.
    Milestone(MilestoneId),
    /// The whole war room has been told this fact.
    Told(FactId),
    /// This seat knows this fact.
    Knows(SeatId, FactId),
    /// Such a move has been made.
    Made(Box<MovePattern>),
    /// Such a move has been made after something happened.
    MadeSince(Box<MovePattern>, Since),
    /// No such move has been made for so long (since STARTEX or the last one).
    NotMade(Box<MovePattern>, Span),
    /// An option is at this stage.
    Option(OptionId, OptionStage),
    /// This scene is being played.
    Scene(SceneId),
    /// An inject has been released.
    Released(InjectId),
    /// A deadline fell unmet.
    Missed(DeadlineId),
    /// At least so many engineers with a skill are of use on an incident.
    Hands(IncidentId, SkillId, u8),
    /// An engineer is worn out.
    WornOut(StaffId),
    /// An incident has come up.
    Opened(IncidentId),
    /// An incident has been resolved.
    Resolved(IncidentId),
    /// What an inject demands has been answered, as well as it asked for.
    Answered(InjectId),
    /// Word promised in this channel did not come, at least once.
    Broken(ChannelId),
    /// This variant was drawn at STARTEX.
    Variant(VariantId),
    /// The exercise is held in this way.
    Profile(ProfileId),
    /// This turn, or a later one, has begun; the first is 1.
    Turn(u32),
    /// An action has succeeded.
    Done(ActionId),
    /// An action has been rolled for at least so often.
    Tried(ActionId, u8),
    /// People have made at least so many entries of a kind in the review.
    Entries(EntryKind, u32),
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
}

/// Something from which a condition counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Since {
    /// The release of an inject.
    Inject(InjectId),
    /// A milestone.
    Milestone(MilestoneId),
    /// The beginning of the scene that is being played.
    Scene,
}

/// A named condition; once true it stays true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Named by conditions, effects and triggers.
    pub id: MilestoneId,
    /// What the timeline says when it is reached.
    pub title: String,
    /// What brings it about by itself; effects may reach it too.
    #[serde(default)]
    pub when: Option<Condition>,
}

/// A comparison of a variable with a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Is {
    /// The figure or more.
    AtLeast,
    /// The figure or less.
    AtMost,
}

/// How far an option has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OptionStage {
    /// Nothing about it has been told in the war room, nobody who knows of it
    /// proposed it, and its work never began.
    Hidden,
    /// At least one thing about it has been said.
    Found,
    /// It was decided on.
    Decided,
    /// Work on it is going on.
    Running,
    /// It succeeded.
    Succeeded,
    /// It failed.
    Failed,
    /// It was stopped.
    Stopped,
}

/// The kinds of moves (design, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each kind is documented at its move")]
pub enum MoveKind {
    Declare,
    Assign,
    #[serde(alias = "set_channels")]
    SetChannels,
    Ask,
    Tell,
    Order,
    Acknowledge,
    Report,
    Propose,
    Object,
    Decide,
    Start,
    Stop,
    Update,
    Escalate,
    #[serde(alias = "hand_over")]
    HandOver,
    Reassign,
    Note,
    Verify,
    Resolve,
    Act,
    Review,
    Say,
}

/// A description that some moves fit. What is left out fits anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MovePattern {
    /// Any of these kinds; none: every kind.
    pub kinds: Vec<MoveKind>,
    /// Made from any of these seats.
    pub by: Vec<SeatId>,
    /// Addressed to (or a reply to) any of these seats.
    pub to: Vec<SeatId>,
    /// Sent in any of these channels.
    pub channel: Vec<ChannelId>,
    /// About any of these topics.
    pub topics: Vec<TopicId>,
    /// About all of them rather than any.
    pub every: bool,
    /// Whose words do all of this.
    pub says: Vec<Saying>,
    /// Whose words do none of this.
    pub lacks: Vec<Saying>,
    /// About any of these options.
    pub option: Vec<OptionId>,
    /// Telling any of these facts.
    pub fact: Vec<FactId>,
    /// Entries of any of these kinds in the review.
    pub entry: Vec<EntryKind>,
    /// Doing any of these actions with a turn.
    pub action: Vec<ActionId>,
    /// About any of these cells.
    pub cells: Vec<Cell>,
    /// Technical talk only: two terms of the trade, or a technical fact.
    pub technical: bool,
}
