//! Dealing roles: nobody gets a role of their own job family, and the deal
//! costs as little as it can (design, section 7).
//!
//! The assignment itself is `pathfinding`'s; a forbidden pair costs more than
//! any legal deal, so that a deal that contains one proves there is none.

use super::chance::Draws;
use super::command::Part;
use super::state::State;
use crate::model::*;
use crate::scenario::{Role, Scenario};
use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres_min;

/// More than any legal deal can cost.
const FORBIDDEN: i64 = 1_000_000_000;

/// Who sits where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// New seats.
    pub seats: Vec<(PlayerId, SeatId)>,
    /// What the deal costs; 0 when everybody sits far from their job.
    pub cost: u32,
}

/// Why there is no legal deal, and what would free it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDeal {
    /// Nobody waits for a seat.
    #[error("Nobody waits for a seat.")]
    Nobody,
    /// More people than seats.
    #[error(
        "{people} people wait and {seats} seats are free. {over} can watch, take notes as a scribe, or share a seat."
    )]
    TooMany {
        /// Players without a seat.
        people: usize,
        /// Free seats.
        seats: usize,
        /// How many are too many.
        over: usize,
    },
    /// Somebody's job family is every role that is left.
    #[error(
        "No deal keeps everybody away from their own job: {who} can only get {roles}, which {is_are} their own job. {help}"
    )]
    Stuck {
        /// Whom the deal fails.
        who: String,
        /// The roles that are left for them.
        roles: String,
        /// Grammar.
        is_are: &'static str,
        /// What would free it.
        help: String,
    },
}

/// Deals the free seats to the players who wait; with `again`, all seats to
/// all players.
///
/// # Errors
/// When nobody waits, when there are too few seats, or when no deal keeps
/// everybody away from their own job; the error names who and what would help.
pub fn deal(state: &State, scenario: &Scenario, again: bool) -> Result<Deal, NoDeal> {
    let waiting: Vec<(PlayerId, JobFamily, &str)> = state
        .people()
        .iter()
        .filter(|(_, p)| !p.gone && p.part == Part::Player && (again || p.seat.is_none()))
        .map(|(id, p)| (*id, p.family, p.name.as_str()))
        .collect();
    if waiting.is_empty() {
        return Err(NoDeal::Nobody);
    }
    let players = state
        .people()
        .values()
        .filter(|p| !p.gone && p.part == Part::Player)
        .count();
    let free: Vec<&Role> = scenario
        .roles
        .iter()
        .filter(|role| again || state.is_persona(role.id))
        .filter(|role| players >= usize::from(role.from_players))
        .collect();
    if waiting.len() > free.len() {
        let (people, seats) = (waiting.len(), free.len());
        return Err(NoDeal::TooMany {
            people,
            seats,
            over: people - seats,
        });
    }
    let mut ties = Draws::of(state.seed(), &["deal", &state.seq().0.to_string()]);
    let weights = Matrix::from_fn(waiting.len(), free.len(), |(person, seat)| {
        let (_, family, _) = waiting[person];
        cost(family, free[seat]) * 1_000 + i64::try_from(ties.below(1_000)).unwrap_or(0)
    });
    let (total, seats) = kuhn_munkres_min(&weights);
    if total >= FORBIDDEN {
        return Err(stuck(&waiting, &free, &seats));
    }
    Ok(Deal {
        seats: waiting
            .iter()
            .zip(seats)
            .map(|((id, ..), at)| (*id, free[at].id))
            .collect(),
        cost: u32::try_from(total / 1_000).unwrap_or(u32::MAX),
    })
}

/// What it costs to put somebody of a family on a role. Roles that matter
/// most to the exercise are filled first: the commander, then those with
/// something to do from the start.
fn cost(family: JobFamily, role: &Role) -> i64 {
    if family == role.family {
        return FORBIDDEN;
    }
    let close = if family.plate() == role.family.plate() {
        4
    } else {
        0
    };
    let idle = match (role.commander, role.from_players) {
        (true, _) => 0,
        (false, from) => 20 + 10 * i64::from(from),
    };
    close + idle
}

fn stuck(waiting: &[(PlayerId, JobFamily, &str)], free: &[&Role], seats: &[usize]) -> NoDeal {
    let failed: Vec<usize> = (0..waiting.len())
        .filter(|at| waiting[*at].1 == free[seats[*at]].family)
        .collect();
    let family = failed.first().map_or(JobFamily::Other, |at| waiting[*at].1);
    let names: Vec<&str> = failed.iter().map(|at| waiting[*at].2).collect();
    let mut roles: Vec<&str> = failed
        .iter()
        .map(|at| free[seats[*at]].title.as_str())
        .collect();
    roles.dedup();
    let is_are = if roles.len() == 1 { "is" } else { "are" };
    NoDeal::Stuck {
        who: names.join(" and "),
        roles: roles.join(" and "),
        is_are,
        help: format!(
            "It would help if somebody who does not do {family} joined, if a role of another family were free, or if {} watched or kept notes.",
            names.first().unwrap_or(&"one of them")
        ),
    }
}
