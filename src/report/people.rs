//! Who played what.

use super::aar::{Edition, Participant};
use super::gather::Gather;
use crate::engine::{Event, Part, Recorded, State};
use crate::model::*;
use crate::view::colour_of;
use std::collections::BTreeMap;

/// Who held which seat, and how much they said.
#[derive(Default)]
pub(super) struct Cast {
    held: BTreeMap<SeatId, Vec<PlayerId>>,
    moves: BTreeMap<SeatId, u32>,
}

impl Cast {
    pub(super) fn take(&mut self, state: &State, recorded: &Recorded) {
        match &recorded.event {
            // Before STARTEX seats are tried on.
            Event::Seated { player, seat, .. } if state.running() => self.add(*seat, *player),
            Event::Started { .. } => {
                for (seat, of) in state.seats() {
                    if let Some(player) = of.holder {
                        self.add(*seat, player);
                    }
                }
            }
            Event::Moved(moved) if !moved.persona => {
                *self.moves.entry(moved.seat).or_default() += 1
            }
            _ => {}
        }
    }

    fn add(&mut self, seat: SeatId, player: PlayerId) {
        let held = self.held.entry(seat).or_default();
        if !held.contains(&player) {
            held.push(player);
        }
    }

    /// Seats that somebody held during play.
    pub(super) fn seats(&self) -> usize {
        self.held.len()
    }

    /// How many people held one.
    pub(super) fn people(&self) -> usize {
        let mut all: Vec<PlayerId> = self.held.values().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

pub(super) fn participants(gather: &Gather<'_>) -> Vec<Participant> {
    let state = &gather.state;
    let mut all: Vec<Participant> = gather
        .scenario
        .roles
        .iter()
        .filter(|role| {
            state.seated(gather.scenario, role.id) || gather.cast.held.contains_key(&role.id)
        })
        .map(|role| {
            let held = gather
                .cast
                .held
                .get(&role.id)
                .map_or(&[][..], Vec::as_slice);
            let moves = gather.cast.moves.get(&role.id).copied().unwrap_or(0);
            Participant {
                title: role.title.clone(),
                character: role.character.clone(),
                people: held
                    .iter()
                    .filter_map(|player| state.people().get(player))
                    .map(|person| (person.name.clone(), person.family.label().to_owned()))
                    .collect(),
                persona: held.is_empty(),
                colour: Some(colour_of(gather.scenario, role.id)),
                moves: (gather.edition == Edition::Host && !held.is_empty()).then_some(moves),
            }
        })
        .collect();
    let others = [
        (Part::Scribe, "Scribe"),
        (Part::Evaluator, "Evaluator"),
        (Part::Observer, "Observer"),
    ];
    for (part, title) in others {
        let people: Vec<(String, String)> = state
            .people()
            .values()
            .filter(|person| person.part == part)
            .map(|person| (person.name.clone(), person.family.label().to_owned()))
            .collect();
        if !people.is_empty() {
            let (title, character) = (title.to_owned(), String::new());
            all.push(Participant {
                title,
                character,
                people,
                persona: false,
                colour: None,
                moves: None,
            });
        }
    }
    all
}
