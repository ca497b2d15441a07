//! Exercises that play by themselves.
//!
//! A [`plan`] is a readable script: who does what, when on the story's clock.
//! Absent on purpose: rules, and any knowledge that a seat would not have; a
//! plan's moves are checked as anybody's.

pub mod plan;
