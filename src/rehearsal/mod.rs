//! Exercises that play by themselves.
//!
//! A [`plan`] is a readable script: who does what, when on the story's clock.
//! A rehearsal plays whole exercises with bots ([`Exercise`]), many of them on
//! all cores ([`rehearse`]), and adds them up in memory that does not grow
//! with their number ([`Summary`]); a [`what_if`] continues a played journal
//! with another decision.
//!
//! Invariant: the same seed gives the same summary, whatever the number of
//! cores. Absent on purpose: rules, and any knowledge that a seat would not
//! have: plans and bots make moves that are checked as anybody's, and bots see
//! what `view` shows.

mod exercise;
mod fork;
mod host;
pub mod plan;
mod rehearse;
pub mod search;
mod share;
mod summary;
mod tally;

pub use exercise::{Exercise, Played, Tried, Work};
pub use fork::{ForkError, WhatIf, before_the_decision, what_if, what_if_while};
pub use rehearse::{PolicyRun, Rehearsal, rehearse};
pub use share::{Share, Spread};
pub use summary::{
    ActionSummary, CriterionSummary, DeadlineSummary, DecisionSummary, GateSummary, InjectSummary,
    OptionSummary, OutcomeSummary, ScoreSummary, Summary,
};
