//! Scenarios: RON text in, a checked [`Scenario`] or every problem at once out.
//!
//! Whoever holds a [`Scenario`] may rely on it: each id that one part names
//! exists, each moment lies on its clock, each share lies within 0 to 100%.
//! Absent on purpose: IO (the text is handed in) and any rule of play.

mod checks;
mod choices;
mod code;
mod comma;
mod diagnostic;
mod draft;
mod examples;
mod explain;
mod findings;
mod lines;
mod load;
mod locate;
mod mend;
mod names;
mod near;
pub mod parts;
mod place;
mod profile;
mod read;
mod render;
mod section;
mod slip;
mod syntax;
mod terms;
mod texts;
mod tokens;
mod trade;
mod walk;
mod watch;
mod whole;

pub use choices::{ChoiceError, Choices, choose, swappable};
pub use code::Code;
pub use diagnostic::{Diagnostic, Grade};
pub use lines::{LineColumn, line_column};
pub use load::{Loaded, load};
pub use parts::*;
pub use place::{Element, Elements};
pub use whole::{Document, Scenario, Table};

#[cfg(test)]
mod tests;
