//! Seats as everybody sees them, and the state board.

use crate::engine::{BoardLine, Phase, State};
use crate::model::*;
use crate::scenario::{Glyph, Scenario};
use serde::Serialize;

/// A seat at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatView {
    /// Its id.
    pub id: SeatId,
    /// "Database lead".
    pub title: String,
    /// "sarah-db".
    pub character: String,
    /// Who holds it; none: its persona.
    pub name: Option<String>,
    /// The real job its holder plays away from.
    pub away_from: Option<String>,
    /// Whether a persona plays it.
    pub persona: bool,
    /// A role for larger tables that nobody holds: it stays empty, and no
    /// persona plays it. Shown until play begins; then it is not there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub larger: bool,
    /// In command.
    pub commands: bool,
    /// A stakeholder rather than a responder.
    pub stakeholder: bool,
    /// May write down what anybody says aloud.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub scribe: bool,
    /// What it answers for, as labels.
    pub answers_for: Vec<String>,
    /// Plate behind its portrait.
    pub plate: Plate,
    /// Sign on its portrait.
    pub glyph: Glyph,
    /// Which of the seven seat colours, 0 being the commander's.
    pub colour: u8,
    /// When it was last heard, in milliseconds since STARTEX.
    pub last_heard: Option<SimTime>,
}

/// A line of the state board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardLineView {
    /// Which.
    pub line: BoardLine,
    /// Its name.
    pub label: &'static str,
    /// What it says; empty when nobody wrote it.
    pub text: String,
    /// When it last changed.
    pub at: Option<SimTime>,
    /// How often: to overwrite it, name this number.
    pub revision: u32,
}

/// The seat colour of a role: the commander has the first, the others take
/// turns in the author's order (look, "Portraits").
pub fn colour_of(scenario: &Scenario, seat: SeatId) -> u8 {
    if seat == scenario.commander {
        return 0;
    }
    let others = scenario
        .roles
        .iter()
        .map(|role| role.id)
        .filter(|id| *id != scenario.commander);
    let place = others.take_while(|id| *id != seat).count();
    u8::try_from(place % 6 + 1).unwrap_or(1)
}

pub(super) fn seats(scenario: &Scenario, state: &State) -> Vec<SeatView> {
    scenario
        .roles
        .iter()
        .filter(|role| state.phase() < Phase::Play || state.seated(scenario, role.id))
        .map(|role| {
            let person = state
                .holder(role.id)
                .and_then(|player| state.people().get(&player));
            SeatView {
                id: role.id,
                title: role.title.clone(),
                character: role.character.clone(),
                name: person.map(|person| person.name.clone()),
                away_from: person.map(|person| person.family.label().to_owned()),
                persona: person.is_none(),
                larger: !state.seated(scenario, role.id),
                commands: state.commander() == role.id,
                stakeholder: role.stakeholder,
                scribe: role.scribe,
                answers_for: state
                    .held()
                    .iter()
                    .filter(|(_, holding)| holding.seat == role.id)
                    .filter_map(|(id, _)| scenario.responsibilities.get(*id))
                    .map(|part| part.label.clone())
                    .collect(),
                plate: role.family.plate(),
                glyph: role.glyph,
                colour: colour_of(scenario, role.id),
                last_heard: state.seats().get(&role.id).and_then(|seat| seat.last_heard),
            }
        })
        .collect()
}

pub(super) fn board(state: &State) -> Vec<BoardLineView> {
    BoardLine::ALL
        .into_iter()
        .map(|line| {
            let entry = state.board().lines.get(&line);
            BoardLineView {
                line,
                label: line.label(),
                text: entry.map_or_else(String::new, |entry| entry.text.clone()),
                at: entry.map(|entry| entry.at),
                revision: state.board_revision(line),
            }
        })
        .collect()
}
