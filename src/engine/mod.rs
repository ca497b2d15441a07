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
mod state;
mod step;
mod world;

pub use command::{
    Actor, Adopt, BoardLine, Bone, Capture, Command, CutPlan, Decide, Fallback, Horizon, HostVerb,
    Informs, Join, Move, OptionCell, Part, Play, ReviewVerb, RiskPreset,
};
pub use deal::{Deal, NoDeal, deal};
pub use event::{
    Asked, Errand, Event, Moved, Recorded, ReleasedBy, Settlement, Spoken, WorkNews,
};
pub use refusal::{Reason, Refusal};
pub use schedule::DueItem;
pub use state::{
    Ask, Board, BoardEntry, Cut, Declaration, Holding, InjectStage, Objection, Order, Person, Phase,
    Promise, PromiseStage, Run, SeatState, State,
};
pub use step::Engine;

/// Version of the rules. Raised whenever the same commands may give other
/// events than before; a journal names the version that wrote it.
pub const RULES: u32 = 1;
