//! The sum of all exercises: what happened in any of them, and what in none.
//! Its size depends on the scenario alone.

use super::options::Verdict;
use super::seen::{Outcome, Seen};
use super::wish::{Goal, Setting};
use crate::model::*;
use crate::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};

/// Injects that make an event twice as dear.
const DEAR: u64 = 200;
/// Exercises in which an ending held, so that it is worth a word that it was
/// told in none.
const HELD: u64 = 5;

/// The sum of all exercises.
#[derive(Debug, Default)]
pub(super) struct Sum {
    pub(super) exercises: u64,
    by_world: Vec<Held>,
    pub(super) settings: BTreeMap<Setting, Tally>,
    /// Events and looks, each the dearer the more injects there are.
    pub(super) effort: u64,
    /// The bounds were met before everything was done.
    pub(super) stopped: bool,
    /// What could have happened and was gone after, and what did.
    pub(super) goals: BTreeSet<Goal>,
    pub(super) reached: BTreeSet<Goal>,
    /// How often each ending held, whichever was told.
    pub(super) held: BTreeMap<Name, u64>,
    /// How often each deadline fell unmet.
    pub(super) missed: BTreeMap<DeadlineId, u64>,
    /// Players that it took at least for each option to come up.
    pub(super) players: BTreeMap<OptionId, u8>,
    /// Exercises without anybody who leads, and those of them that went well.
    pub(super) adrift: u64,
    pub(super) unhurt: u64,
    /// Exercises that a strong commander led, and those of them in which an
    /// option came up.
    pub(super) strong: u64,
    pub(super) learned: u64,
    /// Exercises that each option was compared in.
    pub(super) compared: u64,
    pub(super) verdicts: Vec<Verdict>,
}

/// One way of holding it.
#[derive(Debug, Default)]
struct Held {
    exercises: u64,
    /// Those of them that any table could play.
    small: u64,
    /// What could happen in them.
    goals: BTreeSet<Goal>,
}

/// The exercises of one setting.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) exercises: u64,
    pub(super) best: Option<Outcome>,
    /// Deadlines that were met at least once, and those that were missed.
    met: BTreeSet<DeadlineId>,
    missed: BTreeSet<DeadlineId>,
}

impl Tally {
    /// Whether a deadline was met in any exercise.
    pub(super) fn met(&self, id: DeadlineId) -> bool {
        self.met.contains(&id)
    }

    /// Deadlines that fell, and were met in no exercise.
    pub(super) fn never_met(&self) -> impl Iterator<Item = DeadlineId> + '_ {
        self.missed.difference(&self.met).copied()
    }
}

impl Sum {
    /// Nothing yet, of so many ways of holding it with what could happen in
    /// each.
    pub(super) fn of(goals: impl Iterator<Item = BTreeSet<Goal>>) -> Self {
        let held = goals.map(|goals| Held {
            goals,
            ..Held::default()
        });
        Self {
            by_world: held.collect(),
            ..Self::default()
        }
    }

    /// Adds an exercise of the nth way of holding it.
    pub(super) fn add(&mut self, world: usize, scenario: &Scenario, seen: &Seen) {
        self.exercises += 1;
        if let Some(held) = self.by_world.get_mut(world) {
            held.exercises += 1;
            held.small += u64::from(seen.strained.players == 0);
        }
        let dear = DEAR + scenario.injects.len() as u64;
        self.effort += seen.effort * dear / DEAR;
        self.reached.extend(&seen.reached);
        for ending in &seen.held {
            *self.held.entry(*ending).or_default() += 1;
        }
        for deadline in &seen.missed {
            *self.missed.entry(*deadline).or_default() += 1;
        }
        for option in &seen.found {
            let players = seen.strained.players;
            let least = self.players.entry(*option).or_insert(players);
            *least = players.min(*least);
        }
        let tally = self.settings.entry(seen.setting).or_default();
        tally.exercises += 1;
        tally.missed.extend(&seen.missed);
        tally
            .met
            .extend(seen.reached.iter().filter_map(|goal| match goal {
                Goal::Met(id) => Some(*id),
                _ => None,
            }));
        let best = tally.best.map_or(seen.outcome, |of| of.min(seen.outcome));
        tally.best = Some(best);
    }

    /// Exercises in which something could have happened.
    pub(super) fn with(&self, goal: Goal) -> u64 {
        let worlds = self.by_world.iter();
        let worlds = worlds.filter(|held| held.goals.contains(&goal));
        let exercises = worlds.map(|held| match goal {
            Goal::Found(_) => held.small,
            _ => held.exercises,
        });
        exercises.sum()
    }

    /// What did not happen and could have: a deadline that never fell was
    /// missed by nobody.
    pub(super) fn unreached(&self) -> impl Iterator<Item = Goal> + '_ {
        let could = |goal: &Goal| match goal {
            Goal::Met(id) => self.missed.contains_key(id),
            // Told sooner or later, and costly to go after.
            Goal::Ending(id) => self.held.get(id).is_none_or(|many| *many >= HELD),
            _ => true,
        };
        self.goals.difference(&self.reached).copied().filter(could)
    }

    /// Whether it is worth a word that something did not happen. An ending that
    /// held now and then may be told yet; one that never held is out of reach,
    /// and one that held often has one before it.
    pub(super) fn telling(&self, goal: Goal) -> bool {
        match goal {
            Goal::Ending(id) => self.held.get(&id).is_none_or(|many| *many >= HELD),
            _ => true,
        }
    }
}
