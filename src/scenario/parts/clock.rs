//! The story's clock: where it starts, its scenes, deadlines and time boxes.

use super::{Condition, Effect};
use crate::model::{ClockTime, DeadlineId, Name, ProfileId, SceneId, SimTime, Span};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment as an author writes it: a time of day (`"02:15"`), or a span after
/// STARTEX (`"+10 min"`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The first time after STARTEX that the story's clock shows this.
    Clock(ClockTime),
    /// So long after STARTEX.
    Plus(Span),
}

impl Moment {
    /// The moment on a clock that shows `start` at STARTEX.
    pub fn on(self, start: ClockTime) -> SimTime {
        match self {
            Self::Clock(time) => SimTime::ZERO + time.after(start),
            Self::Plus(span) => SimTime::ZERO + span,
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Clock(time) => time.serialize(to),
            Self::Plus(span) => to.serialize_str(&format!("+{span}")),
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let read = match text.strip_prefix('+') {
            Some(span) => span.parse().map(Self::Plus),
            None => text.parse().map(Self::Clock),
        };
        read.map_err(serde::de::Error::custom)
    }
}

/// The story's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// What it shows at STARTEX, when the room opens.
    pub start: ClockTime,
    /// How it runs.
    pub mode: ClockMode,
    /// What the story calls the night or day: "Saturday".
    #[serde(default)]
    pub day: String,
}

/// How the clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockMode {
    /// With real time, at the host's pace.
    Flowing,
    /// In turns of this length of incident time: it stands at the end of each
    /// until the host begins the next.
    Turns(Span),
}

/// A stretch of play at nearly real pace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// Named by conditions and triggers.
    pub id: SceneId,
    /// One word on the table: "decide".
    pub title: String,
    /// What the scene is for; the host reads it.
    pub aim: String,
    /// Where its stretch begins on the clock.
    pub from: Moment,
    /// When the host is offered the time cut out of it (the last scene: ENDEX).
    pub until: Moment,
    /// What may also end it early.
    #[serde(default)]
    pub done: Option<Condition>,
    /// Whether the table builds its review in it: entries of the review are
    /// moves then.
    #[serde(default)]
    pub review: bool,
    /// Only where the exercise is held in one of these ways; in all, when empty.
    #[serde(default)]
    pub profiles: Vec<ProfileId>,
    /// The time cut that follows, if another scene does.
    #[serde(default)]
    pub cut: Option<SceneCut>,
}

/// The declared jump between two scenes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SceneCut {
    /// The moment the next scene begins.
    pub to: Moment,
    /// What the host says while the clock turns.
    pub line: String,
}

/// A labelled moment on the clock, with what it brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Named by conditions.
    pub id: DeadlineId,
    /// At most three words.
    pub label: String,
    /// When it falls.
    pub at: Moment,
    /// What it stands for on the rim.
    pub kind: DeadlineKind,
    /// Only where the exercise is held in one of these ways; in all, when empty.
    #[serde(default)]
    pub profiles: Vec<ProfileId>,
    /// It is met, and brings nothing, once this holds.
    #[serde(default)]
    pub met: Option<Condition>,
    /// What happens when it falls unmet.
    #[serde(default)]
    pub effects: Vec<Effect>,
}

/// The mark of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadlineKind {
    /// A cost is incurred.
    Penalty,
    /// A contract is broken.
    Breach,
    /// Word is owed.
    Update,
    /// The decision is due.
    Decision,
}

/// A recommended stretch for one task, shown on the clock and used in scoring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeBox {
    /// The box's own id.
    pub id: Name,
    /// What to do in it: "gather options".
    pub label: String,
    /// What it measures.
    pub kind: TimeBoxKind,
    /// When it opens.
    pub from: Moment,
    /// When it closes: full credit until then.
    pub until: Moment,
    /// When nothing is left of the credit; `until` when absent.
    #[serde(default)]
    pub limit: Option<Moment>,
    /// Only where the exercise is held in one of these ways; in all, when empty.
    #[serde(default)]
    pub profiles: Vec<ProfileId>,
}

/// What a time box measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeBoxKind {
    /// Roles assigned, order established.
    Order,
    /// Options found.
    Options,
    /// Options compared.
    Matrix,
    /// The call made.
    Decision,
    /// Anything else: shown, not scored.
    Other,
}
