//! The entries of the ledger: one act, question, promise, order, decision.

use super::reading::{BoardReading, Reading, tells};
use crate::engine::{Asked, BoardLine, Move, Moved, Settlement};
use crate::model::*;
use crate::scenario::{Cell, Course, Purpose};

/// A move, when it was made, and what its words hold.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) seq: Seq,
    /// When it was made, not when it was captured.
    pub(super) at: SimTime,
    /// Whether its seat was in command then.
    pub(super) commanding: bool,
    /// What its channel is for; none: in private.
    pub(super) purpose: Option<Purpose>,
    /// An update that says what an earlier one said in the same channel.
    pub(super) repeats: bool,
    /// And that soon after it.
    pub(super) echoes: bool,
    pub(super) moved: Moved,
    pub(super) reading: Reading,
}

impl Act {
    pub(super) fn is_update(&self) -> bool {
        matches!(self.moved.act, Move::Update { .. })
    }

    /// Whether an update tells anything: a nod in each field is no word. What
    /// else is said is judged by its words alone.
    pub(super) fn tells(&self) -> bool {
        tells(&self.moved.act, self.reading.impact || self.reading.action)
    }
}

/// A fact told to the war room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    pub(super) from: SeatId,
    pub(super) at: SimTime,
    pub(super) of: Seq,
    pub(super) read: bool,
}

/// An option that the war room heard of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) at: SimTime,
    pub(super) of: Seq,
    pub(super) read: bool,
}

/// An option that the host adopted from a proposal.
#[derive(Clone, Debug)]
pub(super) struct Adopted {
    pub(super) course: Course,
    pub(super) cells: Vec<(Cell, String)>,
    pub(super) of: Seq,
}

/// A question and how it was answered.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) at: SimTime,
    pub(super) asked: Asked,
    pub(super) answers: Vec<Answer>,
}

/// An answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) how: Settlement,
    pub(super) by: SeatId,
    pub(super) of: Seq,
    pub(super) at: SimTime,
}

/// Word promised to an audience.
#[derive(Clone, Copy, Debug)]
pub(super) struct Promise {
    pub(super) channel: ChannelId,
    pub(super) due: SimTime,
    /// The update that promised it.
    pub(super) of: Seq,
    pub(super) made: SimTime,
    /// Read out of the update's words.
    pub(super) read: bool,
    /// When it came, and by which event.
    pub(super) kept: Option<(SimTime, Seq)>,
    pub(super) broken: Option<SimTime>,
}

impl Promise {
    pub(super) fn new(
        channel: ChannelId,
        due: SimTime,
        of: Seq,
        made: SimTime,
        read: bool,
    ) -> Self {
        Self {
            channel,
            due,
            of,
            made,
            read,
            kept: None,
            broken: None,
        }
    }
}

/// Somebody was made answerable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assigned {
    pub(super) responsibility: ResponsibilityId,
    pub(super) seat: SeatId,
    pub(super) of: Seq,
    pub(super) at: SimTime,
    pub(super) taken_on: bool,
}

/// A task given.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) to: Vec<SeatId>,
    pub(super) option: Option<OptionId>,
    pub(super) by: Option<SimTime>,
    pub(super) of: Seq,
    pub(super) at: SimTime,
}

/// Somebody's objection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Objection {
    pub(super) seat: SeatId,
    pub(super) at: SimTime,
    pub(super) heard: Option<(SimTime, Seq)>,
}

/// A decision.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) option: OptionId,
    pub(super) of: Seq,
    pub(super) at: SimTime,
    /// Moves that made it once more: tapped and captured, it is one decision.
    pub(super) again: Vec<Seq>,
}

impl Decision {
    /// The moves that made it, the first one first.
    pub(super) fn moves(&self) -> impl Iterator<Item = Seq> {
        std::iter::once(self.of).chain(self.again.iter().copied())
    }
}

/// A line of the state board as it was written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) line: BoardLine,
    pub(super) gist: String,
    pub(super) at: SimTime,
    pub(super) of: Seq,
    /// It says something that the line had not said before.
    pub(super) changed: bool,
    pub(super) read: BoardReading,
}

/// Work on an option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) option: OptionId,
    pub(super) by: SeatId,
    pub(super) at: SimTime,
    pub(super) seq: Seq,
    /// The move that started it.
    pub(super) of: Option<Seq>,
    pub(super) over: Option<SimTime>,
}
