//! From a checked command, or something due, to the events it begins with.
//!
//! Runs only after `check` said yes, so it cannot fail. What those events set
//! off in turn is `react`'s.

mod dice;
mod due;
mod host;
mod play;

pub(super) use dice::begins as turn_begins;
pub(super) use due::{due, may_come, triggered};
pub(super) use play::said;

use super::command::{Actor, Command};
use super::event::{Event, Spoken};
use super::state::State;
use crate::model::SimTime;
use crate::scenario::Scenario;

/// The first events of a command.
pub(super) fn decide(
    state: &State,
    scenario: &Scenario,
    at: SimTime,
    actor: Actor,
    command: Command,
) -> Vec<Event> {
    match command {
        Command::Join(join) => vec![Event::Joined(join)],
        Command::Leave { player } => vec![Event::Left { player }],
        Command::Play(play) => {
            let seat = match actor {
                Actor::Person(player) => state.seat_of(player),
                Actor::Host | Actor::Clock => None,
            };
            seat.map(|seat| said(state, scenario, seat, play, None))
                .into_iter()
                .collect()
        }
        Command::Capture(capture) => {
            let spoken = Spoken {
                at: at - capture.ago,
                by: actor,
            };
            vec![said(
                state,
                scenario,
                capture.seat,
                capture.play,
                Some(spoken),
            )]
        }
        Command::Host(verb) => host::host(state, scenario, at, verb),
        Command::Review(entry) => vec![Event::Reviewed { entry, seat: None }],
        Command::Dispute { of, why } => match actor {
            Actor::Person(player) => vec![Event::Disputed { of, why, player }],
            Actor::Host | Actor::Clock => Vec::new(),
        },
    }
}
