//! Whom to send where: hands that are wished for on an incident, without
//! taking those that another wish needs, if that can be had.

use super::draws::Draws;
use super::wish::Wish;
use crate::engine::*;
use crate::model::*;
use crate::scenario::*;

/// The next move of staff for a wish.
pub(super) fn moved(
    scenario: &Scenario,
    state: &State,
    wish: &Wish,
    all: &[Wish],
    draws: &mut Draws,
) -> Option<(SeatId, Play)> {
    let (staff, incident) = match wish {
        Wish::Hands(incident, skill, many) => {
            if there(scenario, state, *incident, *skill) >= usize::from(*many) {
                return None;
            }
            let able = scenario.staff.iter().filter(|part| {
                let elsewhere = |of: &StaffState| of.on != Some(*incident) && !of.worn;
                part.can(*skill) && state.engineer(part.id).is_some_and(elsewhere)
            });
            let able: Vec<&Engineer> = able.collect();
            let spare = able
                .iter()
                .find(|part| !needed(scenario, state, part, all))
                .copied();
            let any = draws.pick(&able).copied();
            let some = spare.or(any.filter(|_| draws.below(4) == 0))?;
            (some.id, Some(*incident))
        }
        Wish::Away(incident, skill) => {
            let some = scenario.staff.iter().find(|part| {
                let on = |of: &StaffState| of.on == Some(*incident);
                part.can(*skill) && state.engineer(part.id).is_some_and(on)
            })?;
            (some.id, None)
        }
        // Sent about until they can no more.
        Wish::Wear(staff) => {
            let on = state.engineer(*staff)?.on;
            let open = |id: &IncidentId| state.has_opened(scenario, *id) && on != Some(*id);
            let mut incidents = scenario.incidents.iter().map(|part| part.id);
            (*staff, incidents.find(open))
        }
        _ => return None,
    };
    let act = Move::Reassign { staff, incident };
    Some((state.commander(), Play::new(act)))
}

/// The next move of staff for work that stands still or goes slowly: it may
/// turn out to need more hands than it began with.
pub(super) fn for_work(
    scenario: &Scenario,
    state: &State,
    option: OptionId,
    all: &[Wish],
    draws: &mut Draws,
) -> Option<(SeatId, Play)> {
    let incident = scenario.options.get(option)?.incident?;
    let crew = state.crew(scenario, option);
    crew.into_iter().find_map(|Hands(skill, many)| {
        let wish = Wish::Hands(incident, skill, many);
        moved(scenario, state, &wish, all, draws)
    })
}

/// Hands of a skill on an incident, those on their way included.
fn there(scenario: &Scenario, state: &State, incident: IncidentId, skill: SkillId) -> usize {
    let on = |part: &&Engineer| {
        let there = |of: &StaffState| of.on == Some(incident) && !of.worn;
        part.can(skill) && state.engineer(part.id).is_some_and(there)
    };
    scenario.staff.iter().filter(on).count()
}

/// Whether another wish needs somebody where they are.
fn needed(scenario: &Scenario, state: &State, part: &Engineer, all: &[Wish]) -> bool {
    let on = state.engineer(part.id).and_then(|of| of.on);
    let takes = |incident: IncidentId, skill: SkillId, many: u8| {
        on == Some(incident)
            && part.can(skill)
            && there(scenario, state, incident, skill) <= usize::from(many)
    };
    all.iter().any(|wish| match wish {
        Wish::Hands(incident, skill, many) => takes(*incident, *skill, *many),
        Wish::Course(option, _) if state.run(*option).is_some() => {
            let course = scenario.options.get(*option);
            let incident = course.and_then(|course| course.incident);
            let mut crew = state.crew(scenario, *option).into_iter();
            crew.any(|Hands(skill, many)| incident.is_some_and(|id| takes(id, skill, many)))
        }
        _ => false,
    })
}
