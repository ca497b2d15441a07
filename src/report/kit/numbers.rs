//! The order in which a host reads injects out, and their numbers on the sheet.
//!
//! What comes at a moment, or so long after something with a moment, stands
//! under its scene in the order of the clock; a contingency stands where it
//! would come. What waits for the table stands at the end. Numbers run through
//! all of them, so that one line can name another.

use crate::model::{InjectId, SimTime};
use crate::scenario::{Inject, Scenario, Trigger};
use std::collections::BTreeMap;

/// Links of a chain of injects that are followed. A longer one waits for the
/// table as far as paper goes.
const LINKS: usize = 64;

/// Which inject comes where.
pub(super) struct Numbers {
    /// For each scene, what comes in it, by the clock.
    pub(super) scenes: Vec<Vec<InjectId>>,
    /// What waits for the table, in the author's order.
    pub(super) loose: Vec<InjectId>,
    moments: BTreeMap<InjectId, SimTime>,
    numbers: BTreeMap<InjectId, usize>,
}

impl Numbers {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let moments = moments(scenario);
        let mut scenes: Vec<Vec<InjectId>> = scenario.scenes.iter().map(|_| Vec::new()).collect();
        let mut loose = Vec::new();
        for inject in &scenario.injects {
            let scene = moments
                .get(&inject.id)
                .and_then(|at| scenes.get_mut(scene_at(scenario, *at)));
            match scene {
                Some(scene) => scene.push(inject.id),
                None => loose.push(inject.id),
            }
        }
        for scene in &mut scenes {
            scene.sort_by_key(|id| moments.get(id).copied());
        }
        let all = scenes.iter().flatten().chain(&loose);
        let numbers = all.zip(1..).map(|(id, n)| (*id, n)).collect();
        Self {
            scenes,
            loose,
            moments,
            numbers,
        }
    }

    /// An inject's number; every inject has one.
    pub(super) fn number(&self, id: InjectId) -> usize {
        self.numbers.get(&id).copied().unwrap_or_default()
    }

    /// When it comes, as far as that can be told before play.
    pub(super) fn moment(&self, id: InjectId) -> Option<SimTime> {
        self.moments.get(&id).copied()
    }
}

/// The injects of which an expectation names this one as its contingency.
pub(super) fn parents(
    scenario: &Scenario,
    id: InjectId,
) -> impl Iterator<Item = (&Inject, crate::model::Span)> {
    scenario.injects.iter().flat_map(move |parent| {
        let named = parent.expects.iter();
        named
            .filter(move |one| one.contingency == Some(id))
            .map(move |one| (parent, one.within))
    })
}

fn moments(scenario: &Scenario) -> BTreeMap<InjectId, SimTime> {
    let mut moments = BTreeMap::new();
    let mut armed = BTreeMap::new();
    for parent in &scenario.injects {
        for one in &parent.expects {
            if let Some(id) = one.contingency {
                armed.entry(id).or_insert((parent.id, one.within));
            }
        }
    }
    for _ in 0..LINKS {
        let before = moments.len();
        for inject in &scenario.injects {
            let after = |(id, span)| moments.get(&id).map(|at: &SimTime| *at + span);
            let at = match &inject.trigger {
                Trigger::At(moment) | Trigger::Between(moment, _) => Some(scenario.at(*moment)),
                Trigger::AfterScene(scene, span) => scenario
                    .scenes
                    .get(*scene)
                    .map(|scene| scenario.at(scene.from) + *span),
                Trigger::AfterInject(id, span) => after((*id, *span)),
                Trigger::Armed => armed.get(&inject.id).copied().and_then(after),
                Trigger::AfterOption(..) | Trigger::AfterMilestone(..) | Trigger::When(_) => None,
            };
            if let Some(at) = at {
                moments.insert(inject.id, at);
            }
        }
        if moments.len() == before {
            break;
        }
    }
    moments
}

/// The scene that is played then: the last one that has begun.
fn scene_at(scenario: &Scenario, at: SimTime) -> usize {
    let begun = scenario.scenes.iter();
    begun
        .filter(|scene| scenario.at(scene.from) <= at)
        .count()
        .saturating_sub(1)
}
