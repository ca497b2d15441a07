//! From events to a score: one by one for the live console, or all at once.

use super::case::Case;
use super::ledger::Ledger;
use super::rules;
use super::score::{Basis, CriterionScore, Range, Score};
use crate::engine::Recorded;
use crate::model::Criterion;
use crate::model::*;
use crate::scenario::Scenario;
use std::sync::Arc;

/// Which moment a score stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A moment of a running exercise; what is due later is left out.
    SoFar(SimTime),
    /// The end, or the last event of a journal that breaks off.
    Final,
}

/// Scores an exercise while it runs: events are pushed once each, in order.
#[derive(Clone, Debug)]
pub struct Scorer {
    scenario: Arc<Scenario>,
    ledger: Ledger,
}

impl Scorer {
    /// A scorer of an exercise that has not begun. In certification it scores
    /// the candidate alone: the seat that commands at STARTEX.
    pub fn new(scenario: Arc<Scenario>, certification: bool) -> Self {
        let ledger = Ledger::new(&scenario, certification);
        Self { scenario, ledger }
    }

    /// Takes in the next event of the journal.
    pub fn push(&mut self, recorded: &Recorded) {
        self.ledger.push(&self.scenario, recorded);
    }

    /// The score at a moment.
    pub fn score(&self, at: When) -> Score {
        total(&self.scenario, &self.ledger, at)
    }
}

/// The score of an exercise from its events; the same as pushing them into a
/// [`Scorer`]. Events that are not in order give a score of that disorder.
pub fn score(scenario: &Scenario, events: &[Recorded], at: When, certification: bool) -> Score {
    let mut ledger = Ledger::new(scenario, certification);
    for recorded in events {
        ledger.push(scenario, recorded);
    }
    total(scenario, &ledger, at)
}

fn total(scenario: &Scenario, ledger: &Ledger, at: When) -> Score {
    let last = ledger.ended.unwrap_or(ledger.now);
    let now = match at {
        When::SoFar(now) => ledger.ended.map_or(now, |ended| now.min(ended)),
        When::Final => last,
    };
    let case = Case {
        ledger,
        scenario,
        now,
    };
    let applied = Criterion::ALL
        .into_iter()
        .filter(|_| scenario.rubric.scored);
    // What others did whom the candidate set to work may only add: their slips
    // are an opportunity, never a loss (design, section 8).
    let alone = ledger.certification.then(|| ledger.of_the_candidate());
    let alone = alone.as_ref().map(|ledger| Case {
        ledger,
        scenario,
        now,
    });
    let criteria: Vec<CriterionScore> = applied
        .filter_map(|criterion| {
            let all = one(&case, criterion)?;
            let own = alone.as_ref().and_then(|case| one(case, criterion));
            Some(match own {
                Some(own) if worth(&own) > worth(&all) => own,
                _ => all,
            })
        })
        .collect();
    let max: u32 = criteria.iter().map(|of| of.points * 1000).sum();
    let counting = || criteria.iter().filter(|of| of.counts());
    let observed: u32 = counting().map(|of| of.points * 1000).sum();
    let sum = |pick: fn(Range) -> u32| -> u32 {
        let earned: u64 = counting()
            .map(|of| u64::from(pick(of.milli_points())))
            .sum();
        let (max, observed) = (u64::from(max), u64::from(observed));
        let scaled = (earned * max + observed / 2)
            .checked_div(observed)
            .unwrap_or(0);
        u32::try_from(scaled).unwrap_or(u32::MAX)
    };
    let total = Range {
        low: sum(|of| of.low),
        high: sum(|of| of.high),
    };
    let speeds = ledger.paces.iter().copied().collect();
    Score {
        total,
        max,
        observed,
        criteria,
        speeds,
        certification: ledger.certification,
        at: now,
        seq: ledger.last,
    }
}

/// What is better for a candidate: to have been seen, and points.
fn worth(of: &CriterionScore) -> (bool, u32, u32) {
    (of.observed, of.credit.low, of.credit.high)
}

fn one(case: &Case<'_>, criterion: Criterion) -> Option<CriterionScore> {
    let id = criterion.id()?;
    let tally = if case.ledger.started {
        rules::tally(criterion, case)
    } else {
        super::tally::Tally::unobserved("The exercise has not begun.")
    };
    let (low, high) = tally.credit();
    let overridden = case.ledger.overrides.get(&id).cloned();
    let mut basis = tally.basis;
    if overridden.is_some() {
        basis.insert(Basis::Evaluator);
    }
    Some(CriterionScore {
        id,
        criterion,
        label: criterion.label(),
        group: criterion.group(),
        points: criterion.points(),
        credit: Range {
            low: low.min(high),
            high,
        },
        basis: basis.into_iter().collect(),
        evidence: tally.evidence,
        missing: tally.missing,
        observed: tally.unobserved.is_none(),
        unobserved: tally.unobserved,
        overridden,
        ratings: case.ledger.ratings.get(&id).cloned().unwrap_or_default(),
    })
}
