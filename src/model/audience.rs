//! Who is looking.

use super::SeatId;
use serde::{Deserialize, Serialize};

/// A point of view on the exercise. `view` decides what each may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// The disaster master: everything.
    Host,
    /// An evaluator: everything but live totals.
    Evaluator,
    /// The shared screen, and anybody who watches: only shared truth.
    Table,
    /// The holder of a seat.
    Seat(SeatId),
    /// A person who has joined and has no seat yet.
    Lobby,
}
