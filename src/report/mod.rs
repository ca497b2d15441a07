//! A journal as the papers that outlive an exercise: the after-action report
//! and the list of its events.
//!
//! [`Aar`] is plain data, folded from a journal and its score; [`markdown`],
//! [`html`] and [`events_csv`] put the same data into words, a page and rows.
//! Every claim carries the moment that it rests on. [`kit`](kit()) is the one
//! paper from before an exercise: the scenario itself, for a table without
//! phones.
//!
//! Invariants: each paper says EXERCISE; words of an exercise come out through
//! [`view`](crate::view) and are escaped by whoever writes them into a format;
//! what the host wrote about people is in the host's edition alone. Absent on
//! purpose: IO, clocks, floats, and any judgement that neither the score nor
//! the host made.

mod aar;
mod chart;
mod course;
mod date;
mod decisions;
mod events;
mod gather;
mod head;
mod html;
mod kit;
mod labels;
mod markdown;
mod measures;
mod moments;
mod papers;
mod people;
mod retrospective;
mod scored;
mod summary;
mod words;

pub use aar::{
    Aar, Cause, Class, Edition, Head, Mark, Measure, Moment, Observation, Participant, PlanLine,
    Point, Ref, Retrospective, Weight,
};
pub use course::{Course, Cut, Spot, Work};
pub use decisions::{Decision, MatrixRow, Outcome};
pub use events::events_csv;
pub use html::html;
pub use kit::kit;
pub use markdown::markdown;
pub use papers::{PaperError, papers};
pub use scored::{CriterionLine, GroupLine, Proof, Scored, ToGain};

/// The word that every paper of an exercise carries.
pub const EXERCISE: &str = "EXERCISE";
