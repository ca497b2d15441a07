//! The option matrix as the war room knows it.

use crate::engine::State;
use crate::model::*;
use crate::scenario::{Cell, Fact, Hands, OptionStage, Scenario};
use serde::Serialize;
use std::collections::BTreeMap;

/// An option that the war room knows of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionView {
    /// Its id.
    pub id: OptionId,
    /// One letter.
    pub letter: char,
    /// At most two words.
    pub name: String,
    /// Whose people do it.
    pub owner: SeatId,
    /// Options of the matrix that begin with it.
    pub combines: Vec<OptionId>,
    /// The four cells, in the order of [`Cell::ALL`].
    pub cells: [CellView; 4],
    /// How far it has come.
    pub stage: OptionStage,
    /// Since when it runs.
    pub running_since: Option<SimTime>,
    /// Whether it was decided on.
    pub decided: bool,
    /// The incident it is a way out of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// Hands that its work lacks while it runs, as far as is known: it goes
    /// slowly or stands still.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Lack>,
}

impl OptionView {
    /// "lacks 1 database and 2 payments"; empty where nothing is missing.
    pub fn lacking(&self) -> String {
        let each = self.lacks.iter();
        let each: Vec<String> = each
            .map(|of| format!("{} {}", of.hands, of.skill))
            .collect();
        match each.is_empty() {
            true => String::new(),
            false => format!("lacks {}", each.join(" and ")),
        }
    }
}

/// Hands that are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// What they can do.
    pub skill: SkillId,
    /// How many are missing.
    pub hands: u8,
}

/// A cell of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellView {
    /// Which.
    pub cell: Cell,
    /// Its row's name.
    pub label: &'static str,
    /// What was told; none while it is unknown.
    pub text: Option<String>,
    /// The fact that filled it.
    pub fact: Option<FactId>,
    /// Who told it.
    pub told_by: Option<SeatId>,
    /// When it was told: the move.
    pub of: Option<Seq>,
}

/// Every option that has been found, in the author's order.
pub(super) fn options(scenario: &Scenario, state: &State) -> Vec<OptionView> {
    let told = told(scenario, state);
    state
        .courses(scenario)
        .filter(|course| state.found(course.id))
        .map(|course| OptionView {
            id: course.id,
            letter: course.letter,
            name: course.name.clone(),
            owner: course.owner,
            combines: course
                .combines
                .iter()
                .filter(|part| state.found(**part))
                .copied()
                .collect(),
            cells: Cell::ALL.map(|cell| cell_view(state, &told, course.id, cell)),
            stage: state.stage(course.id),
            running_since: state.run(course.id).map(|run| run.since),
            decided: state
                .decisions()
                .iter()
                .any(|(option, ..)| *option == course.id),
            incident: course.incident,
            lacks: lacks(scenario, state, course.id),
        })
        .collect()
}

/// The hands that running work still lacks.
pub(super) fn lacks(scenario: &Scenario, state: &State, option: OptionId) -> Vec<Lack> {
    let course = state.course(scenario, option);
    let Some(incident) = course.and_then(|of| of.incident) else {
        return Vec::new();
    };
    if state.stage(option) != OptionStage::Running {
        return Vec::new();
    }
    let crew = state.crew(scenario, option).into_iter();
    let lack = |Hands(skill, needed): Hands| {
        let there = state.hands(scenario, incident, skill);
        let hands = needed.saturating_sub(u8::try_from(there).unwrap_or(u8::MAX));
        (hands > 0).then_some(Lack { skill, hands })
    };
    crew.filter_map(lack).collect()
}

/// How many options that people are expected to find are still hidden.
pub(super) fn hidden(scenario: &Scenario, state: &State) -> usize {
    scenario
        .options
        .iter()
        .filter(|course| course.discoverable && !state.found(course.id))
        .count()
}

/// The fact that fills each cell, and when it was told.
type Told<'a> = BTreeMap<(OptionId, Cell), (Seq, usize, &'a Fact)>;

/// The latest told fact fills a cell: what was true at two is dearer at five.
/// Of those told together the author's last.
fn told<'a>(scenario: &'a Scenario, state: &State) -> Told<'a> {
    let mut filled = Told::new();
    for (id, of) in state.told() {
        let (Some(fact), Some(place)) = (scenario.facts.get(*id), scenario.facts.place(*id)) else {
            continue;
        };
        for cell in &fact.cells {
            let best = filled.entry(*cell).or_insert((*of, place, fact));
            if (best.0, best.1) < (*of, place) {
                *best = (*of, place, fact);
            }
        }
    }
    filled
}

fn cell_view(state: &State, told: &Told<'_>, option: OptionId, cell: Cell) -> CellView {
    let label = cell.label();
    let fact = told.get(&(option, cell));
    match fact {
        Some((of, _, fact)) => CellView {
            cell,
            label,
            text: Some(fact.cell(option, cell).to_owned()),
            fact: Some(fact.id),
            told_by: state.author(*of),
            of: Some(*of),
        },
        None => CellView {
            cell,
            label,
            text: state
                .adopted_cells(option)
                .iter()
                .find(|(of, _)| *of == cell)
                .map(|(_, text)| text.clone()),
            fact: None,
            told_by: None,
            of: None,
        },
    }
}
