//! Bots: they hold a seat and choose moves from what its page shows.
//!
//! A [`Bot`] is given the snapshot and the lines that a person on the same seat
//! would have before them (`view`), and answers with one move and how long it
//! rests before it looks again. The policies are behaviour that is fixed in
//! words ([`Policy`]), never tuned to a score; they know how to lead an
//! incident and nothing of any scenario.
//!
//! Invariants: the same seed, policy and seat give the same moves for the same
//! sights; no move comes faster than a person could make it. Absent on
//! purpose: the engine's state, the scenario, the clock, and the engine's
//! chance (`tests/layers.rs` sees to it).

mod deed;
mod draws;
mod lead;
mod policy;
mod random;
mod words;

pub use deed::Deed;
pub use lead::FIRST_QUESTION;
pub use policy::{BadPolicy, Policy};

use crate::engine::{CutPlan, Refusal};
use crate::model::{SeatId, Span};
use crate::view::{Item, PlayerView};
use draws::Draws;
use lead::{Habits, Lead};
use random::Random;

/// What a bot does at one look at its page.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The move that it makes, if any.
    pub deed: Option<Deed>,
    /// How long it is busy with that: it looks at nothing meanwhile.
    pub busy: Span,
    /// When it looks up again if nothing is said to it: never shorter than
    /// `busy`.
    pub idle: Span,
}

impl Turn {
    /// Nothing to do for a while.
    fn rest(idle: Span) -> Self {
        Self {
            deed: None,
            busy: Span::ZERO,
            idle,
        }
    }

    /// Looks at nothing new for a while, whatever is said.
    fn absorbed(busy: Span) -> Self {
        Self {
            deed: None,
            busy,
            idle: busy,
        }
    }

    /// A move that takes a while.
    fn act(deed: Deed, busy: Span) -> Self {
        Self {
            deed: Some(deed),
            busy,
            idle: busy,
        }
    }
}

/// Somebody on a seat. Several may play in one exercise.
pub trait Bot: Send {
    /// A line reaches the seat. The answer says how soon it makes the bot look
    /// up; none when it can wait for the next look.
    fn hear(&mut self, item: &Item) -> Option<Span>;

    /// The next move, from what the page shows now.
    fn turn(&mut self, view: &PlayerView) -> Turn;

    /// The room refused the last move.
    fn refused(&mut self, why: &Refusal);

    /// What it states before a time cut, when it commands.
    fn cut_plan(&mut self, view: &PlayerView) -> CutPlan;
}

/// A bot of a policy on a seat. `seed` is its own chance, apart from the
/// exercise's.
pub fn bot(policy: Policy, seat: SeatId, seed: u64) -> Box<dyn Bot> {
    let draws = Draws::of(seed, &[policy.key(), seat.as_str()]);
    let lead = |habits: Habits, draws| Box::new(Lead::new(seat, habits, draws));
    match policy {
        Policy::Strong => lead(Habits::STRONG, draws),
        // The same line at the same pace: only the voice is another.
        Policy::Talker => {
            let same = Draws::of(seed, &[Policy::Strong.key(), seat.as_str()]);
            lead(Habits::TALKER, same)
        }
        Policy::Novice => lead(Habits::NOVICE, draws),
        Policy::FormFiller => lead(Habits::FORM_FILLER, draws),
        Policy::Random => Box::new(Random::new(seat, draws)),
        Policy::Silent => Box::new(Silent),
    }
}

/// Never moves.
struct Silent;

impl Bot for Silent {
    fn hear(&mut self, _: &Item) -> Option<Span> {
        None
    }

    fn turn(&mut self, _: &PlayerView) -> Turn {
        Turn::rest(Span::minutes(60))
    }

    fn refused(&mut self, _: &Refusal) {}

    fn cut_plan(&mut self, _: &PlayerView) -> CutPlan {
        CutPlan::default()
    }
}
