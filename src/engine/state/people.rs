//! People, the seats they hold, and what those seats know and answer for.

use crate::engine::command::Part;
use crate::model::*;
use crate::scenario::Scenario;
use serde::Serialize;
use std::collections::BTreeSet;

/// Somebody who joined.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// What others call them.
    pub name: String,
    /// Their real job.
    pub family: JobFamily,
    /// What they came for.
    pub part: Part,
    /// The seat they hold.
    pub seat: Option<SeatId>,
    /// Hex of the blake3 hash of their token.
    #[serde(skip)]
    pub token_hash: String,
    /// Whether they have left.
    pub gone: bool,
}

/// A seat: knowledge belongs to it, whoever holds it.
#[derive(Clone, Debug, Serialize)]
pub struct SeatState {
    /// Who holds it; its persona when nobody does.
    pub holder: Option<PlayerId>,
    /// What it knows.
    pub known: BTreeSet<FactId>,
    /// When it last made a move that others heard.
    pub last_heard: Option<SimTime>,
    /// How many such moves it made.
    pub moves: u32,
    /// The event with which somebody last got up from it.
    pub left: Option<Seq>,
}

impl SeatState {
    /// Nobody's, knowing what its role knows from the start.
    pub(in crate::engine) fn new(scenario: &Scenario, seat: SeatId) -> Self {
        Self {
            holder: None,
            known: scenario
                .facts
                .iter()
                .filter(|fact| fact.holder == seat && fact.when.is_none())
                .map(|fact| fact.id)
                .collect(),
            last_heard: None,
            moves: 0,
            left: None,
        }
    }
}

/// Who answers for something.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Holding {
    /// The seat.
    pub seat: SeatId,
    /// Since when.
    pub since: SimTime,
    /// Whether it said so itself.
    pub taken_on: bool,
    /// How often it has been assigned.
    pub revision: u32,
    /// The move that assigned it.
    pub of: Seq,
}
