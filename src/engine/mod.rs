//! The rules of the game, as pure functions over plain data.
//!
//! A command goes through [`check`](Engine::check) (may this actor do that
//! now?), is turned into events (`decide`), and each event changes the state
//! through `apply`, which alone may. What an event sets off by the rules
//! (`react`, `settle`) is appended as further events of the same step.
//!
//! Absent on purpose: wall clock, threads, IO, hash-ordered iteration, floats
//! and global dice. Time, seed and actor are arguments; chance is drawn while
//! deciding and written into the event, so that folding events needs none.

mod apply;
mod chance;
mod check;
mod command;
mod condition;
mod deal;
mod decide;
mod event;
mod line;
mod listen;
mod persona;
mod react;
mod refusal;
mod schedule;
mod staff;
mod state;
mod step;
mod watch;
mod world;

pub use command::{
    Actor, Adopt, BoardLine, Capture, Command, CutPlan, Decide, Fallback, HostVerb, Informs, Join,
    Move, Part, Play, ReviewVerb, RiskPreset,
};
pub use deal::{Deal, NoDeal, deal};
pub use event::{Asked, Errand, Event, Moved, Recorded, ReleasedBy, Settlement, Spoken, WorkNews};
pub use react::{BREATH, INFORMED};
pub use refusal::{Reason, Refusal};
pub use schedule::DueItem;
pub use state::{
    Act, Ask, Board, BoardEntry, Cut, Declaration, Holding, InjectStage, Message, Objection, Order,
    Person, Phase, Promise, PromiseStage, Roll, Run, SeatState, StaffState, State, Tries, Turn,
};
pub use step::Engine;

use crate::model::{FactId, OptionId, SeatId, TopicId};
use crate::scenario::{MoveKind, Scenario};

/// The kinds of moves that a seat could make now, if it fills the form well.
pub fn legal_moves(state: &State, scenario: &Scenario, seat: SeatId) -> Vec<MoveKind> {
    check::legal_moves(state, scenario, seat)
}

/// Whether work on an option could begin in the world as it is.
pub fn can_start(state: &State, scenario: &Scenario, option: OptionId) -> bool {
    let course = state.course(scenario, option);
    course.is_some_and(|course| check::hindrance(state, scenario, course).is_none())
}

/// Whether an option's work is a seat's to start and to stop.
pub fn is_theirs(state: &State, course: &crate::scenario::Course, seat: SeatId) -> bool {
    check::is_theirs(state, course, seat)
}

/// Facts of a seat's own that answer a question about these topics.
pub fn answers_of(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    topics: &[TopicId],
) -> Vec<FactId> {
    listen::answers(state, scenario, seat, topics)
        .iter()
        .map(|fact| fact.id)
        .collect()
}

/// Version of the rules. Raised whenever the same commands may give other
/// events than before; a journal names the version that wrote it.
pub const RULES: u32 = 10;
