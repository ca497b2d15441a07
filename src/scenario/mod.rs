//! Scenarios: RON text in, a checked [`Scenario`] or every problem at once out.
//!
//! Whoever holds a [`Scenario`] may rely on it: each id that one part names
//! exists, each moment lies on its clock, each share lies within 0 to 100%.
//! Absent on purpose: IO (the text is handed in) and any rule of play.

pub mod parts;
mod whole;

pub use parts::*;
pub use whole::{Document, Scenario, Table};
