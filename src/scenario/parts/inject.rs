//! Injects: the scripted messages and events of the MSEL.

use super::Moment;
use super::{Condition, Effect, MovePattern, OptionStage, Rung};
use crate::model::{
    ChannelId, FactId, InjectId, MilestoneId, ObjectiveId, OptionId, ProfileId, SceneId, SeatId,
    Span, TopicId,
};
use crate::text::Saying;
use serde::{Deserialize, Serialize};

/// A scripted message or event that prompts action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Named by triggers, conditions and the host's list.
    pub id: InjectId,
    /// What the host's list calls it, in a few words.
    pub title: String,
    /// What releases it.
    pub trigger: Trigger,
    /// What must hold at that moment; it never comes otherwise. The host may
    /// release it all the same.
    #[serde(default)]
    pub only: Option<Condition>,
    /// Only where the exercise is held in one of these ways; in all, when empty.
    #[serde(default)]
    pub profiles: Vec<ProfileId>,
    /// Who speaks.
    pub from: Sender,
    /// Who hears it.
    pub to: Receivers,
    /// By what means.
    pub medium: Medium,
    /// The words. Empty when only the effects matter.
    #[serde(default)]
    pub text: String,
    /// Whether it is technical talk (it belongs in a technical channel).
    #[serde(default)]
    pub technical: bool,
    /// Facts that its words give away: whoever hears it knows them from then on
    /// and may tell them on; in the war room they count as told. Its text must
    /// say what they say. `effects` can teach a fact to one seat in silence
    /// (`Learn`); this is for what is said.
    #[serde(default)]
    pub tells: Vec<FactId>,
    /// What it changes on release.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// What it asks for, when it is a question that waits for an answer.
    #[serde(default)]
    pub demand: Option<Demand>,
    /// The moves it should produce.
    #[serde(default)]
    pub expects: Vec<Expectation>,
    /// Whether it ends a time cut that is running.
    #[serde(default)]
    pub wakes: bool,
    /// What it trains.
    #[serde(default)]
    pub objective: Option<ObjectiveId>,
}

/// What releases an inject. It is released once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trigger {
    /// At a moment.
    At(Moment),
    /// So long after another inject was released.
    AfterInject(InjectId, Span),
    /// So long after an option came to a stage.
    AfterOption(OptionId, OptionStage, Span),
    /// So long after a milestone was reached.
    AfterMilestone(MilestoneId, Span),
    /// So long after a scene began.
    AfterScene(SceneId, Span),
    /// As soon as a condition holds.
    When(Condition),
    /// At a moment drawn at STARTEX between these two.
    Between(Moment, Moment),
    /// Only when an expectation names it as its contingency, an effect
    /// releases it, or the host does.
    Armed,
}

/// Who speaks in an inject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sender {
    /// The character of a role.
    Seat(SeatId),
    /// Somebody or something outside the table: "monitoring", "a journalist".
    Other(String),
}

impl Sender {
    /// Their seat, if they have one.
    pub fn seat(&self) -> Option<SeatId> {
        match self {
            Self::Seat(seat) => Some(*seat),
            Self::Other(_) => None,
        }
    }
}

/// Who hears an inject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Receivers {
    /// The members of a channel.
    Channel(ChannelId),
    /// These seats, privately.
    Seats(Vec<SeatId>),
}

impl Receivers {
    /// The channel, if it is one, and whom it addresses by name.
    pub fn place(&self) -> (Option<ChannelId>, &[SeatId]) {
        match self {
            Self::Channel(channel) => (Some(*channel), &[]),
            Self::Seats(seats) => (None, seats),
        }
    }
}

/// By what means an inject arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub enum Medium {
    /// A message in a channel.
    Chat,
    /// An alert from monitoring.
    Alert,
    /// An e-mail.
    Email,
    /// A phone call.
    Phone,
    /// The press.
    Press,
    /// A customer's ticket.
    Ticket,
    /// A figure on a dashboard.
    Metric,
}

/// A question that waits: who must answer it, about what, and how its asker
/// loses patience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// The seats of which any may answer.
    pub of: Vec<SeatId>,
    /// What an answer must be about. Empty: anything with substance that is
    /// meant for the asker, which is to say a reply, words addressed to them,
    /// or an update, report or handover they hear; substance is a fact, a
    /// subject of the scenario, a figure or a time. A decision, assignment,
    /// start or order with a time answers as well, where this inject `expects`
    /// one and it is about these topics.
    #[serde(default)]
    pub topics: Vec<TopicId>,
    /// What a good answer says, in one message or several (handbook, exercise
    /// 2: six rules). While something of it is missing the question stays open
    /// and its asker says `vague`; an answer with nothing new in it, or one
    /// that leaves an unknown standing, costs a rung of patience at once. What
    /// the answer is about is not looked at then: `topics` only tell people
    /// what is asked.
    #[serde(default)]
    pub needs: Vec<Saying>,
    /// What a good answer must not say, where it `needs` something.
    #[serde(default)]
    pub lacks: Vec<Saying>,
    /// What the asker says to half an answer; `{missing}` stands for what is
    /// missing.
    #[serde(default)]
    pub vague: String,
    /// Changes once it is answered.
    #[serde(default)]
    pub answered: Vec<Effect>,
    /// When nobody waits for an answer any more.
    #[serde(default)]
    pub until: Option<Condition>,
    /// Whether it waits again when word promised where its asker reads does
    /// not come.
    #[serde(default)]
    pub reopens: bool,
    /// What the asker does while nobody answers. The role's own ladder when
    /// absent; only a persona or an outsider climbs it.
    #[serde(default)]
    pub ladder: Option<Vec<Rung>>,
}

/// The move that an inject should produce, with a time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// What the host's list says: "Ask Support what customers see".
    pub text: String,
    /// Moves that meet it.
    pub any: Vec<MovePattern>,
    /// How long after the release.
    pub within: Span,
    /// The contingency inject, released when it is missed.
    #[serde(default)]
    pub contingency: Option<InjectId>,
}
