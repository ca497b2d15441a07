//! What an exercise showed, and the sum of many. Its size depends on the
//! scenario alone.

use super::super::exercise::{Exercise, Unjudged};
use super::steer::Strained;
use super::wish::{Goal, Setting};
use crate::engine::InjectStage;
use crate::model::*;
use crate::scenario::Scenario;
use std::collections::BTreeSet;

/// How an exercise came out, by what needs no taste: the smaller, the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outcome {
    /// Deadlines that break a contract and fell unmet.
    pub(super) breaches: u32,
    /// Incidents that came up and were not over.
    pub(super) open: u32,
    /// Deadlines that cost and fell unmet.
    pub(super) penalties: u32,
    /// Word and decisions that were owed and did not come.
    pub(super) late: u32,
    /// Minutes from STARTEX until each incident was over, added up.
    pub(super) minutes: u64,
}

impl Outcome {
    /// Every incident is over, and no contract broken.
    fn won(&self) -> bool {
        self.breaches == 0 && self.open == 0
    }

    /// Won, with nothing owed to anybody.
    pub(super) fn clean(&self) -> bool {
        self.won() && self.penalties == 0 && self.late == 0
    }
}

/// What one exercise showed.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) setting: Setting,
    pub(super) reached: BTreeSet<Goal>,
    /// Deadlines that fell unmet.
    pub(super) missed: Vec<DeadlineId>,
    /// What whoever steered did that not every table can.
    pub(super) strained: Strained,
    /// Options that came up, at whatever table.
    pub(super) found: Vec<OptionId>,
    /// Endings that held, whichever of them was told.
    pub(super) held: Vec<Name>,
    pub(super) outcome: Outcome,
    /// How much there was to play: events, and looks of whoever steers.
    pub(super) effort: u64,
}

impl Seen {
    pub(super) fn of(
        scenario: &Scenario,
        exercise: &Exercise<Unjudged>,
        outcome: Outcome,
        strained: Strained,
    ) -> Self {
        let state = exercise.engine().state();
        let setting = Setting {
            profile: scenario.profile,
            variant: state.variant(),
        };
        let mut reached = BTreeSet::new();
        let released = scenario
            .injects
            .iter()
            .map(|inject| inject.id)
            .filter(|id| matches!(state.inject(*id), Some(InjectStage::Released(_))));
        reached.extend(released.map(Goal::Inject));
        // Told to the war room, or to anybody besides its holder.
        let told = scenario.facts.iter().filter(|fact| {
            let heard = |seat: &SeatId| *seat != fact.holder && state.knows(*seat, fact.id);
            state.told().contains_key(&fact.id) || state.seats().keys().any(heard)
        });
        reached.extend(told.map(|fact| Goal::Fact(fact.id)));
        reached.extend(state.milestones().keys().map(|id| Goal::Milestone(*id)));
        let started = exercise.works().iter().filter(|(_, work)| work.started);
        reached.extend(started.map(|(id, _)| Goal::Course(*id)));
        reached.extend(state.ending().map(Goal::Ending));
        reached.extend(outcome.won().then_some(Goal::Won(setting)));
        let fallen = state.deadlines();
        // Play may end before a deadline falls: then it is met by what holds.
        let met = scenario.deadlines.iter().filter(|part| {
            let met = part.met.as_ref();
            let holds = || met.is_some_and(|met| state.holds(scenario, met));
            fallen.get(&part.id).copied().unwrap_or_else(holds)
        });
        reached.extend(met.map(|part| Goal::Met(part.id)));
        let missed = fallen.iter().filter(|(_, met)| !**met);
        let found = scenario.options.iter().map(|course| course.id);
        let found = found.filter(|id| state.found(*id) && !strained.begun.contains(id));
        let found: Vec<OptionId> = found.collect();
        if strained.players == 0 {
            reached.extend(found.iter().copied().map(Goal::Found));
        }
        let held = scenario.endings.iter();
        let held = held.filter(|ending| state.holds(scenario, &ending.when));
        Self {
            setting,
            missed: missed.map(|(id, _)| *id).collect(),
            strained,
            found,
            held: held.map(|ending| ending.id).collect(),
            reached,
            outcome,
            effort: state.seq().0,
        }
    }
}
