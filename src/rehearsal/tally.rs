//! Adds exercises up.

use super::exercise::{Played, Tried, Work};
use super::share::Spread;
use crate::model::*;
use crate::scoring::Criterion;
use std::collections::BTreeMap;

/// The sum of some exercises. Its size depends on the scenario alone.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) runs: u64,
    pub(super) score: Spread,
    /// Credit in thousandths, of those that observed it.
    pub(super) criteria: BTreeMap<Criterion, Spread>,
    pub(super) endings: BTreeMap<Option<Name>, u64>,
    pub(super) missed: BTreeMap<DeadlineId, u64>,
    pub(super) injects: BTreeMap<InjectId, u64>,
    pub(super) options: BTreeMap<OptionId, Works>,
    pub(super) actions: BTreeMap<ActionId, Tries>,
    /// Seconds from STARTEX.
    pub(super) decided: Spread,
    /// Runs in which a gate was passed.
    pub(super) passed: BTreeMap<GateId, u64>,
}

/// Runs in which something became of an option.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Works {
    pub(super) found: u64,
    pub(super) decided: u64,
    pub(super) started: u64,
    pub(super) succeeded: u64,
    pub(super) failed: u64,
}

/// Runs in which something became of an action.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tries {
    pub(super) tried: u64,
    pub(super) succeeded: u64,
}

impl Tally {
    pub(super) fn add(&mut self, played: &Played) {
        self.runs += 1;
        self.score.add(played.score.total.low);
        for of in played.score.criteria.iter().filter(|of| of.counts()) {
            self.criteria
                .entry(of.criterion)
                .or_default()
                .add(of.counted().low);
        }
        *self.endings.entry(played.ending).or_default() += 1;
        for id in &played.missed {
            *self.missed.entry(*id).or_default() += 1;
        }
        for id in &played.injects {
            *self.injects.entry(*id).or_default() += 1;
        }
        for (id, work) in &played.options {
            self.options.entry(*id).or_default().add(*work);
        }
        for (id, tried) in &played.actions {
            self.actions.entry(*id).or_default().add(*tried);
        }
        for gate in played.gates.iter().filter(|gate| gate.passed == Some(true)) {
            *self.passed.entry(gate.id).or_default() += 1;
        }
        if let Some(at) = played.decided {
            let seconds = u32::try_from(at.0 / 1000).unwrap_or(u32::MAX);
            self.decided.add(seconds);
        }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.runs += other.runs;
        self.score.merge(other.score);
        for (criterion, spread) in other.criteria {
            self.criteria.entry(criterion).or_default().merge(spread);
        }
        sum(&mut self.endings, other.endings);
        sum(&mut self.missed, other.missed);
        sum(&mut self.injects, other.injects);
        for (id, works) in other.options {
            self.options.entry(id).or_default().merge(works);
        }
        for (id, tries) in other.actions {
            self.actions.entry(id).or_default().merge(tries);
        }
        self.decided.merge(other.decided);
        sum(&mut self.passed, other.passed);
        self
    }
}

fn sum<K: Ord>(into: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
    for (key, many) in from {
        *into.entry(key).or_default() += many;
    }
}

impl Works {
    fn add(&mut self, work: Work) {
        self.found += u64::from(work.found);
        self.decided += u64::from(work.decided);
        self.started += u64::from(work.started);
        self.succeeded += u64::from(work.succeeded);
        self.failed += u64::from(work.failed);
    }

    fn merge(&mut self, other: Self) {
        self.found += other.found;
        self.decided += other.decided;
        self.started += other.started;
        self.succeeded += other.succeeded;
        self.failed += other.failed;
    }
}

impl Tries {
    fn add(&mut self, tried: Tried) {
        self.tried += 1;
        self.succeeded += u64::from(tried.succeeded);
    }

    fn merge(&mut self, other: Self) {
        self.tried += other.tried;
        self.succeeded += other.succeeded;
    }
}
