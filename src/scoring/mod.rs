//! The rubric: what the events of an exercise are worth (handbook, "The
//! rubric"; design, section 8).
//!
//! A fold: `ledger` takes events in, `reading` and `quotes` find what words
//! hold, `rules` give each criterion its credit with evidence and with what is
//! missing, `scorer` adds up. The scenario and the host create the opportunity,
//! never the candidate: an act that was due and not done scores 0, what could
//! not come up is not observed, left out, and shown. What was read out of words
//! earns half until a person confirms it, so that a total is a range.
//!
//! Invariant: the same events give the same score, pushed one by one or all at
//! once; nothing here changes an exercise. Absent on purpose: clocks, chance,
//! floats, IO, and any judgement that an event does not carry.

mod agreement;
mod case;
mod entries;
mod gates;
mod ledger;
mod moves;
mod promises;
mod quotes;
mod reading;
mod reference;
mod rules;
mod score;
mod scorer;
mod standing;
mod tally;

pub use crate::model::{Criterion, Group};
pub use agreement::{Agreement, agreement};
pub use gates::{GateResult, Gates};
pub use reference::{Compared, Reference, compare};
pub use score::{Basis, CriterionScore, Evidence, Override, Range, Rating, Score};
pub use scorer::{Scorer, When, score};
