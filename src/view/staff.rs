//! Engineers and incidents, as everybody at the table sees them.

use crate::engine::{Phase, State};
use crate::model::*;
use crate::scenario::{Engineer, Scenario, Unlisted};
use serde::Serialize;
use std::collections::BTreeMap;

/// An engineer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EngineerView {
    /// What is sent.
    pub id: StaffId,
    /// What people call them.
    pub name: String,
    /// The seat whose people they belong to.
    pub lead: SeatId,
    /// What they can do, as far as the table knows.
    pub skills: Vec<SkillId>,
    /// The incident they work on.
    pub on: Option<IncidentId>,
    /// When they are of use there: `18:20`; absent once they are.
    pub ready_at: Option<String>,
    /// How they look: fresh, working, tired, worn out. People see how somebody
    /// looks, never a figure.
    pub looks: &'static str,
    /// Whether they are worn out.
    pub worn: bool,
}

/// An incident that has come up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentView {
    /// What is sent.
    pub id: IncidentId,
    /// What people call it.
    pub title: String,
    /// The seat that leads it, where that is not the commander.
    pub lead: Option<SeatId>,
    /// Since when, on the story's clock: `18:20`; absent for what was there
    /// from the start.
    pub since: Option<String>,
    /// When it ended, once it is over.
    pub resolved: Option<String>,
}

/// From here on somebody looks tired, in thousandths of a per cent.
const TIRED: i64 = 50_000;

/// The engineers behind the roles, from STARTEX on.
pub(super) fn engineers(scenario: &Scenario, state: &State) -> Vec<EngineerView> {
    if state.phase() < Phase::Play {
        return Vec::new();
    }
    // What stands in no list is shown once somebody has told of it.
    let told = |part: &Engineer| -> Vec<SkillId> {
        let told = part.unlisted.iter();
        let told = told.filter(|Unlisted(_, fact)| state.told().contains_key(fact));
        told.map(|Unlisted(skill, _)| *skill).collect()
    };
    let view = |part: &Engineer| {
        let of = state.engineer(part.id)?;
        let stress = state.stress(part.id)?.milli;
        let looks = match () {
            () if of.worn => "worn out",
            () if stress >= TIRED => "tired",
            () if of.ready_at.is_some() => "finding their way in",
            () if of.on.is_some() => "at work",
            () => "free",
        };
        Some(EngineerView {
            id: part.id,
            name: part.name.clone(),
            lead: part.lead,
            skills: part.skills.iter().copied().chain(told(part)).collect(),
            on: of.on,
            ready_at: of.ready_at.map(|at| scenario.shows(at).to_string()),
            looks,
            worn: of.worn,
        })
    };
    scenario.staff.iter().filter_map(view).collect()
}

/// What the story's clock showed when something befell an incident, if it did.
pub(super) fn clock_of(
    scenario: &Scenario,
    moments: &BTreeMap<IncidentId, SimTime>,
    of: IncidentId,
) -> Option<String> {
    moments.get(&of).map(|at| scenario.shows(*at).to_string())
}

/// Incidents that have come up, from STARTEX on.
pub(super) fn incidents(scenario: &Scenario, state: &State) -> Vec<IncidentView> {
    if state.phase() < Phase::Play {
        return Vec::new();
    }
    scenario
        .incidents
        .iter()
        .filter(|part| state.has_opened(scenario, part.id))
        .map(|part| IncidentView {
            id: part.id,
            title: part.title.clone(),
            lead: state.leads().get(&part.id).copied(),
            since: clock_of(scenario, state.opened(), part.id),
            resolved: clock_of(scenario, state.resolved(), part.id),
        })
        .collect()
}
