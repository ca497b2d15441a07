//! What each audience may know: the only way out of the engine towards a
//! person (design, invariant 6).
//!
//! [`item`] turns one recorded event into the line that an audience sees of
//! it, or none. [`snapshot`] is everything an audience may see of the present.
//! Absent on purpose: any field that an audience may not have, hidden by the
//! receiver. What is not theirs is not in the value.

mod item;
mod snapshot;

pub use item::{Item, Line, Speaker, item};
pub use snapshot::{Snapshot, snapshot};
