//! Which option came out best, when each was taken as soon as it was on the
//! table, by the same leader and under the same seeds.
//!
//! One option is better than another in an exercise when its
//! [`Outcome`] is: contracts broken, incidents left open, costs, word owed, and
//! only then minutes. That is what the world shows; what an option costs
//! besides is on paper, in the cells for time, loss and risk, and an option that
//! is ahead there, or could be, has something to offer. Absent on purpose:
//! scores, which judge how a call was made and not which.

use super::seen::Outcome;
use crate::model::*;
use crate::scenario::{Cell, Course, Fact, Scenario};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer exercises than this say nothing about an option.
const FEWEST: usize = 3;

/// How exercises came out by the option taken, one for each seed; nothing
/// where its work did not begin.
pub(super) type Rows = BTreeMap<OptionId, Vec<Option<Outcome>>>;

/// What the comparison showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Better than all these others, each time.
    AlwaysBest(OptionId, Vec<OptionId>),
    /// Another one was better, each time.
    NeverBest(OptionId, OptionId),
}

impl Verdict {
    /// The option that it is about.
    pub(super) fn option(&self) -> OptionId {
        match self {
            Self::AlwaysBest(id, _) | Self::NeverBest(id, _) => *id,
        }
    }
}

/// Compares the options that people are expected to find and could take at
/// once, incident by incident.
pub(super) fn compare(scenario: &Scenario, rows: &Rows) -> Vec<Verdict> {
    let mut groups: BTreeMap<Option<IncidentId>, Vec<(OptionId, Vec<Outcome>)>> = BTreeMap::new();
    let mut partial = BTreeSet::new();
    let at_once = |of: &&Course| of.discoverable && of.requires.is_none();
    for course in scenario.options.iter().filter(at_once) {
        let row = rows.get(&course.id).map(Vec::as_slice).unwrap_or_default();
        let all: Option<Vec<Outcome>> = row.iter().copied().collect();
        match all.filter(|all| all.len() >= FEWEST) {
            Some(all) => {
                let group = groups.entry(course.incident).or_default();
                group.push((course.id, all));
            }
            None => {
                partial.insert(course.incident);
            }
        }
    }
    let mut verdicts = Vec::new();
    for (incident, group) in &groups {
        // What could not be taken each time may have been the best.
        let all = !partial.contains(incident);
        let within = within(scenario, group).into_iter();
        verdicts.extend(within.filter(|of| all || !matches!(of, Verdict::AlwaysBest(..))));
    }
    verdicts
}

fn within(scenario: &Scenario, group: &[(OptionId, Vec<Outcome>)]) -> Vec<Verdict> {
    let beats = |one: &(OptionId, Vec<Outcome>), other: &(OptionId, Vec<Outcome>)| {
        one.1.iter().zip(&other.1).all(|(one, other)| one < other)
            && !ahead(scenario, other.0, one.0)
    };
    let rivals = |of: OptionId| {
        let rivals = group.iter().filter(move |(id, _)| *id != of);
        rivals.filter(move |(id, _)| !related(scenario, of, *id))
    };
    // Where its own parts are no rivals, a single other one shows little.
    let many = |of: OptionId| match rivals(of).count() {
        0 => false,
        1 => group.len() == 2,
        _ => true,
    };
    let best = group
        .iter()
        .find(|one| many(one.0) && rivals(one.0).all(|other| beats(one, other)));
    if let Some((best, _)) = best {
        let others = rivals(*best).map(|(id, _)| *id);
        return vec![Verdict::AlwaysBest(*best, others.collect())];
    }
    let never = group.iter().filter_map(|one| {
        let better = rivals(one.0).find(|other| beats(other, one))?;
        Some(Verdict::NeverBest(one.0, better.0))
    });
    never.collect()
}

/// Whether one is a part of the other: then they are no rivals.
pub(super) fn related(scenario: &Scenario, one: OptionId, other: OptionId) -> bool {
    let combines = |whole: OptionId, part: OptionId| {
        let course = scenario.options.get(whole);
        course.is_some_and(|course| course.combines.contains(&part))
    };
    combines(one, other) || combines(other, one)
}

/// Whether an option offers something on paper that another does not, or may:
/// where a figure is missing nobody can tell.
fn ahead(scenario: &Scenario, one: OptionId, other: OptionId) -> bool {
    let shorter = |cell: Cell| match (told(scenario, one, cell), told(scenario, other, cell)) {
        (None, None) => false,
        (Some(one), Some(other)) if one.says == other.says => false,
        (Some(one), Some(other)) => match (one.figure(cell), other.figure(cell)) {
            // There is nothing below nothing.
            (_, Some(other)) if other.milli == 0 => false,
            (Some(one), _) if one.milli == 0 => true,
            (Some(one), Some(other)) if one.same_kind(other) => one.milli < other.milli,
            _ => true,
        },
        _ => true,
    };
    shorter(Cell::Time) || shorter(Cell::Loss) || safer(scenario, one, other)
}

/// Whether an option fails less often, or is said to be less of a risk.
fn safer(scenario: &Scenario, one: OptionId, other: OptionId) -> bool {
    let chance = |id: OptionId| {
        let course = scenario.options.get(id);
        course.map_or(Course::SURE, Course::odds)
    };
    let said = |id: OptionId| {
        let says = told(scenario, id, Cell::Risk)?.says.to_lowercase();
        if says.contains("no risk") {
            return Some(0);
        }
        let mut words = says.split(|c: char| !c.is_alphabetic());
        words.find_map(|word| match word {
            "low" => Some(1),
            "medium" => Some(2),
            "high" => Some(3),
            _ => None,
        })
    };
    let less = said(one).zip(said(other));
    chance(one) > chance(other) || less.is_some_and(|(one, other)| one < other)
}

/// What stands in a cell once it is told.
struct Told<'s> {
    fact: &'s Fact,
    says: &'s str,
}

fn told(scenario: &Scenario, option: OptionId, cell: Cell) -> Option<Told<'_>> {
    let fills = |fact: &&Fact| fact.cells.contains(&(option, cell));
    let fact = scenario.facts.iter().find(fills)?;
    Some(Told {
        fact,
        says: fact.cell(option, cell),
    })
}

impl Told<'_> {
    /// The figure in a cell, as it is written or as its words say it.
    fn figure(&self, cell: Cell) -> Option<Quantity> {
        let fits = |of: &Quantity| cell != Cell::Time || of.unit == Unit::Second;
        let nothing = |piece: &str| {
            let piece = piece.trim().to_lowercase();
            ["none", "nothing", "no "]
                .iter()
                .any(|word| piece.starts_with(word))
        };
        if cell == Cell::Loss && self.says.split([';', ',']).any(nothing) {
            return Some(Quantity {
                milli: 0,
                unit: Unit::Count,
                per_hour: false,
            });
        }
        let said = text::figures(self.says);
        let said = said.iter().map(|of| of.quantity).find(fits);
        // A fact of several cells may have its figure for another one.
        let alone = self.says == self.fact.short;
        let written = self.fact.value.filter(|_| alone);
        written.filter(fits).or(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;

    const MINIMAL: &str = include_str!("../../../tests/fixtures/scenarios/minimal.ron");

    fn outcome(minutes: u64) -> Option<Outcome> {
        Some(Outcome {
            minutes,
            ..Outcome::default()
        })
    }

    #[track_caller]
    fn verdicts(text: &str, rollback: [u64; 3], patch: [u64; 3]) -> Vec<Verdict> {
        let text = text.replace("requires: Told(\"symptoms\"),", "");
        let scenario = load(&text).scenario.unwrap();
        let row = |minutes: [u64; 3]| minutes.map(outcome).to_vec();
        let id = |id: &str| OptionId::new(id).unwrap();
        let rows = [(id("rollback"), row(rollback)), (id("patch"), row(patch))];
        compare(&scenario, &rows.into_iter().collect())
    }

    #[test]
    fn better_each_time_and_no_dearer_is_always_best() {
        let rollback = OptionId::new("rollback").unwrap();
        let patch = OptionId::new("patch").unwrap();
        assert_eq!(
            verdicts(MINIMAL, [1, 1, 1], [2, 2, 2]),
            [Verdict::AlwaysBest(rollback, vec![patch])]
        );
        assert_eq!(verdicts(MINIMAL, [1, 1, 3], [2, 2, 2]), []);
        // The patch takes longer on paper: there is a reason to roll back.
        assert_eq!(verdicts(MINIMAL, [2, 2, 2], [1, 1, 1]), []);
        let cheap = MINIMAL.replace("value: \"15 min\"", "value: \"3 h\"");
        assert_eq!(
            verdicts(&cheap, [2, 2, 2], [1, 1, 1]),
            [] // Untested is no figure: it may lose more.
        );
        let cheap = cheap.replace("Untested", "Nothing, in 30 min");
        // It fails more often: that is a price.
        assert_eq!(verdicts(&cheap, [2, 2, 2], [1, 1, 1]), []);
        let cheap = cheap.replace("chance: \"60%\"", "chance: \"95%\"");
        assert_eq!(
            verdicts(&cheap, [2, 2, 2], [1, 1, 1]),
            [Verdict::AlwaysBest(patch, vec![rollback])]
        );
    }

    #[test]
    fn one_rival_alone_shows_little_where_the_others_are_parts() {
        let text = MINIMAL
            .replace("requires: Told(\"symptoms\"),", "")
            .replace(
                "    ],\n    milestones: [",
                "        (id: \"both\", letter: 'C', name: \"Both\", owner: \"dev\", \
                 authority: [Technical], combines: [\"rollback\", \"patch\"]),\n        \
                 (id: \"reboot\", letter: 'D', name: \"Reboot\", owner: \"dev\", \
                 authority: [Technical], duration: (min: \"1 min\", mode: \"1 min\", max: \"1 min\")),\n    \
                 ],\n    milestones: [",
            );
        let scenario = load(&text).scenario.unwrap();
        let id = |id: &str| OptionId::new(id).unwrap();
        let row = |of: &str, minutes: u64| (id(of), vec![outcome(minutes); 3]);
        let rows = [
            row("rollback", 2),
            row("patch", 2),
            row("both", 1),
            row("reboot", 3),
        ];
        // It is said of the one that lost, and not of the one that won.
        assert_eq!(
            compare(&scenario, &rows.into_iter().collect()),
            [Verdict::NeverBest(id("reboot"), id("both"))]
        );
    }
}
