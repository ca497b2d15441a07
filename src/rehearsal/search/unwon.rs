//! Settings in which no exercise was won, told as few findings as say it all:
//! all of them, a profile, a variant, or one variant under one profile.

use super::findings::count;
use super::sum::{Sum, Tally};
use super::wish::{Goal, Setting};
use crate::model::*;
use crate::scenario::{Code, DeadlineKind, Diagnostic, Element, Elements, Scenario};
use std::collections::BTreeSet;

/// The findings, one for each group of settings.
pub(super) fn findings(
    elements: &Elements<'_>,
    scenarios: &[&Scenario],
    sum: &Sum,
) -> Vec<Diagnostic> {
    let groups = groups(sum).into_iter();
    let finding = |(named, settings): (Setting, Vec<Setting>)| {
        let tallies: Vec<&Tally> = settings
            .iter()
            .filter_map(|setting| sum.settings.get(setting))
            .collect();
        let exercises: u64 = tallies.iter().map(|of| of.exercises).sum();
        let (element, of) = match (named.variant, named.profile) {
            (None, None) => (Element::Incidents, String::new()),
            (None, Some(profile)) => (
                Element::Profile(profile),
                format!(" under the profile `{profile}`"),
            ),
            (Some(variant), None) => (
                Element::Variant(variant),
                format!(" of the variant `{variant}`"),
            ),
            (Some(variant), Some(profile)) => (
                Element::Variant(variant),
                format!(" of the variant `{variant}` under the profile `{profile}`"),
            ),
        };
        let best = tallies.iter().filter_map(|of| of.best).min();
        let best = best.unwrap_or_default();
        let hint = format!(
            "to win is to see every incident over and no contract broken; the best exercise left \
             {} open and broke {}",
            count(best.open, "incident"),
            count(best.breaches, "contract")
        );
        let message = format!("none of {exercises} exercises{of} was won");
        let finding = Diagnostic::new(Code::NotWon, elements.place(element), message).hint(hint);
        let broken = never_met(scenarios, &tallies).into_iter();
        broken.fold(finding, |finding, id| {
            finding.related(elements.place(Element::Deadline(id)), "missed each time")
        })
    };
    groups.map(finding).collect()
}

/// Contracts that the findings name.
pub(super) fn blamed(scenarios: &[&Scenario], sum: &Sum) -> BTreeSet<DeadlineId> {
    let named = groups(sum).into_iter().flat_map(|(_, settings)| {
        let tallies = settings.iter().filter_map(|of| sum.settings.get(of));
        never_met(scenarios, &tallies.collect::<Vec<_>>())
    });
    named.collect()
}

/// Contracts that were broken in each exercise of some settings in which they
/// fell.
fn never_met(scenarios: &[&Scenario], tallies: &[&Tally]) -> BTreeSet<DeadlineId> {
    let breach = |id: &DeadlineId| {
        let mut parts = scenarios.iter().filter_map(|of| of.deadlines.get(*id));
        parts.any(|part| part.kind == DeadlineKind::Breach)
    };
    let missed = tallies.iter().flat_map(|of| of.never_met());
    let met = |id: &DeadlineId| tallies.iter().any(|of| of.met(*id));
    missed.filter(|id| breach(id) && !met(id)).collect()
}

/// The settings without a win, in groups, with what each has in common.
fn groups(sum: &Sum) -> Vec<(Setting, Vec<Setting>)> {
    let setting = |goal: &Goal| match goal {
        Goal::Won(setting) => Some(*setting),
        _ => None,
    };
    let all: Vec<Setting> = sum.goals.iter().filter_map(setting).collect();
    let won: BTreeSet<Setting> = sum.reached.iter().filter_map(setting).collect();
    if all.iter().all(|of| !won.contains(of)) {
        let none = Setting::default();
        return if all.is_empty() {
            Vec::new()
        } else {
            vec![(none, all)]
        };
    }
    let mut groups: Vec<(Setting, Vec<Setting>)> = Vec::new();
    let mut rest: BTreeSet<Setting> = all.iter().copied().collect();
    let profiles = all.iter().map(|of| Setting {
        variant: None,
        ..*of
    });
    let variants = all.iter().map(|of| Setting {
        profile: None,
        ..*of
    });
    let each = all.iter().copied();
    for named in profiles.chain(variants).chain(each) {
        let part = |of: &&Setting| {
            (named.profile.is_none() || of.profile == named.profile)
                && (named.variant.is_none() || of.variant == named.variant)
        };
        let among: Vec<Setting> = rest.iter().filter(part).copied().collect();
        if !among.is_empty() && among.iter().all(|of| !won.contains(of)) {
            for setting in &among {
                rest.remove(setting);
            }
            groups.push((named, among));
        }
    }
    groups
}
