//! Whether something did not happen because something else did not, which has
//! a finding of its own.

use super::wish::Goal;
use crate::model::IncidentId;
use crate::scenario::{Condition, OptionStage, Scenario};
use std::collections::BTreeSet;

/// Incidents may wait for each other in a circle: so many are followed.
const CIRCLE: u8 = 4;

/// What did not happen, and in which scenarios.
pub(super) struct Rests<'a> {
    scenarios: &'a [&'a Scenario],
    unreached: BTreeSet<Goal>,
}

impl<'a> Rests<'a> {
    pub(super) fn of(scenarios: &'a [&'a Scenario], unreached: BTreeSet<Goal>) -> Self {
        Self {
            scenarios,
            unreached,
        }
    }

    /// Whether an ending, a deadline or an option waited for something that did
    /// not happen.
    pub(super) fn on_others(&self, goal: Goal) -> bool {
        let mut scenarios = self.scenarios.iter();
        match goal {
            Goal::Ending(id) => scenarios.any(|of| {
                let ending = of.endings.iter().find(|ending| ending.id == id);
                ending.is_some_and(|ending| self.on(of, &ending.when, CIRCLE))
            }),
            Goal::Met(id) => scenarios.any(|of| {
                let met = of.deadlines.get(id).and_then(|part| part.met.as_ref());
                met.is_some_and(|met| self.on(of, met, CIRCLE))
            }),
            Goal::Found(id) => scenarios.any(|of| {
                let facts = of.facts.iter();
                let mut facts = facts.filter(|fact| fact.cells.iter().any(|(of, _)| *of == id));
                let first = facts.next();
                let untold = |id| self.unreached.contains(&Goal::Fact(id));
                first.is_some_and(|fact| untold(fact.id)) && facts.all(|fact| untold(fact.id))
            }),
            _ => false,
        }
    }

    /// Whether a condition can hold only with something that did not happen.
    fn on(&self, scenario: &Scenario, condition: &Condition, left: u8) -> bool {
        let lacks = |goal| self.unreached.contains(&goal);
        let over = |id: IncidentId| {
            let part = scenario.incidents.get(id);
            left > 0 && part.is_some_and(|part| self.on(scenario, &part.resolved, left - 1))
        };
        match condition {
            Condition::Milestone(id) => lacks(Goal::Milestone(*id)),
            Condition::Released(id) | Condition::Answered(id) => lacks(Goal::Inject(*id)),
            Condition::Told(id) | Condition::Knows(_, id) => lacks(Goal::Fact(*id)),
            Condition::Option(id, stage) => {
                *stage >= OptionStage::Running && lacks(Goal::Course(*id))
            }
            Condition::Resolved(id) => over(*id),
            Condition::All(parts) => parts.iter().any(|part| self.on(scenario, part, left)),
            Condition::Any(parts) => {
                !parts.is_empty() && parts.iter().all(|part| self.on(scenario, part, left))
            }
            _ => false,
        }
    }
}
