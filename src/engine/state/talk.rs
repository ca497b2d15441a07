//! What has been said and still matters: questions, orders, promises,
//! objections, the state board.

use crate::engine::command::BoardLine;
use crate::model::*;
use crate::scenario::{Demand, Scenario, Sender};
use crate::text::Saying;
use serde::Serialize;
use std::collections::BTreeMap;

/// A message that can be answered.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// The seat it came from; none when from outside.
    pub seat: Option<SeatId>,
    /// Where it stands; none when said to `to` alone.
    pub channel: Option<ChannelId>,
    /// Whom it addresses.
    pub to: Vec<SeatId>,
    /// The words.
    pub text: String,
    /// When it was made; what was captured, when it was said.
    pub made: SimTime,
}

/// A question and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    /// Who asks.
    pub from: Sender,
    /// Who may answer.
    pub to: Vec<SeatId>,
    /// About what.
    pub topics: Vec<TopicId>,
    /// Whether it asks for objections.
    pub objections: bool,
    /// The move that asked.
    pub of: Option<Seq>,
    /// The inject that asked.
    pub inject: Option<InjectId>,
    /// Where.
    pub channel: Option<ChannelId>,
    /// When.
    pub at: SimTime,
    /// When it was answered.
    pub answered: Option<SimTime>,
    /// Until when its asker was asked to wait.
    pub held_until: Option<SimTime>,
    /// How many rungs of patience are lost.
    pub rungs: u8,
    /// Seats that have replied.
    pub replied: Vec<SeatId>,
    /// Nobody waits for an answer any more.
    pub lapsed: bool,
    /// What of its needs was heard so far.
    pub heard: Vec<Saying>,
}

impl Ask {
    /// The demand that asked, if an inject did.
    pub(in crate::engine) fn demand<'a>(&self, scenario: &'a Scenario) -> Option<&'a Demand> {
        scenario.injects.get(self.inject?)?.demand.as_ref()
    }

    /// Whether its asker still waits for something.
    pub fn open(&self) -> bool {
        self.answered.is_none() && !self.lapsed
    }
}

/// A task given.
#[derive(Clone, Debug, Serialize)]
pub struct Order {
    /// To whom.
    pub to: Vec<SeatId>,
    /// The option it starts.
    pub option: Option<OptionId>,
    /// By when.
    pub by: Option<SimTime>,
    /// When it was given.
    pub at: SimTime,
    /// The move that gave it.
    pub of: Seq,
    /// Who took it.
    pub taken: Vec<SeatId>,
}

/// Word promised to an audience.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Promise {
    /// Which audience.
    pub channel: ChannelId,
    /// For when.
    pub due: SimTime,
    /// The message that promised it.
    pub of: Seq,
    /// When it was made.
    pub made: SimTime,
    /// Read out of words rather than given in a field.
    pub read: bool,
    /// How it stands.
    pub stage: PromiseStage,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseStage {
    /// Not due yet.
    Open,
    /// Word came.
    Kept,
    /// It did not.
    Broken,
}

/// Somebody's objection.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Objection {
    /// Whose.
    pub seat: SeatId,
    /// Against which option.
    pub option: Option<OptionId>,
    /// The move that raised it.
    pub of: Seq,
    /// When the commander replied to it.
    pub heard: Option<SimTime>,
}

/// The severity as declared.
#[derive(Clone, Debug, Serialize)]
pub struct Declaration {
    /// How bad.
    pub severity: Severity,
    /// Whom it hurts and how.
    pub impact: String,
    /// When.
    pub at: SimTime,
}

/// The state board.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Board {
    /// Its lines, as far as they are written.
    pub lines: BTreeMap<BoardLine, BoardEntry>,
}

/// A line of the state board.
#[derive(Clone, Debug, Serialize)]
pub struct BoardEntry {
    /// The words.
    pub text: String,
    /// When they were last changed.
    pub at: SimTime,
    /// How often.
    pub revision: u32,
}
