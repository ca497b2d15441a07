//! Nothing waits for itself: injects after injects, services on services.

use crate::model::InjectId;
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Trigger;
use crate::scenario::section::Section;
use std::collections::{BTreeMap, BTreeSet};

/// How many members of a circle are pointed at.
const SHOWN: usize = 4;

/// Adds findings, and tells which injects wait for themselves.
pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) -> BTreeSet<InjectId> {
    let by_id: BTreeMap<_, _> = draft
        .injects
        .iter()
        .enumerate()
        .map(|(item, inject)| (inject.id, item))
        .collect();
    let edges: Vec<Vec<usize>> = draft
        .injects
        .iter()
        .map(|inject| match inject.trigger {
            Trigger::AfterInject(id, _) => by_id.get(&id).copied().into_iter().collect(),
            _ => Vec::new(),
        })
        .collect();
    let mut cyclic = BTreeSet::new();
    for circle in circles(&edges) {
        cyclic.extend(
            circle
                .iter()
                .filter_map(|item| draft.injects.get(*item))
                .map(|inject| inject.id),
        );
        tell(
            draft,
            Code::TriggerCycle,
            Section::Injects,
            "trigger",
            &circle,
            findings,
        );
    }
    let by_id: BTreeMap<_, _> = draft
        .services
        .iter()
        .enumerate()
        .map(|(item, service)| (service.id, item))
        .collect();
    let edges: Vec<Vec<usize>> = draft
        .services
        .iter()
        .map(|service| {
            service
                .needs
                .iter()
                .filter_map(|id| by_id.get(id).copied())
                .collect()
        })
        .collect();
    for circle in circles(&edges) {
        tell(
            draft,
            Code::NeedCycle,
            Section::Services,
            "needs",
            &circle,
            findings,
        );
    }
    cyclic
}

fn tell(
    draft: &Draft<'_>,
    code: Code,
    section: Section,
    field: &'static str,
    circle: &[usize],
    findings: &mut Findings,
) {
    let trail = |item: usize| Trail::of(section, item).field(field);
    let name = |item: usize| match section {
        Section::Services => draft
            .services
            .get(item)
            .map(|service| service.id.to_string()),
        _ => draft.injects.get(item).map(|inject| inject.id.to_string()),
    };
    let verb = if section == Section::Services {
        "needs"
    } else {
        "waits for"
    };
    // Each member and the one that it waits for, the last one for the first.
    let pairs = circle.iter().zip(circle.iter().cycle().skip(1));
    let mut words = pairs.map(|(item, next)| {
        (
            *item,
            format!("{verb} `{}`", name(*next).unwrap_or_default()),
        )
    });
    let Some((first, label)) = words.next() else {
        return;
    };
    let others = match circle.len() {
        1 => String::new(),
        n => format!(", by way of {} more", n - 1),
    };
    let message = format!(
        "`{}` {verb} itself{others}",
        name(first).unwrap_or_default()
    );
    findings.at(draft, code, &trail(first), message, |finding| {
        words
            .take(SHOWN)
            .fold(finding.label(label), |finding, (item, label)| {
                finding.related(draft.place(&trail(item)), label)
            })
    });
}

/// Circles in a graph, each from its lowest member on; every edge is looked
/// at once, so not all circles of a knot are told, but one of each knot is.
fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; edges.len()];
    let mut found = Vec::new();
    for start in 0..edges.len() {
        if marks[start] != Mark::New {
            continue;
        }
        // The way from the start, each with the next edge to look at.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        marks[start] = Mark::Open;
        while let Some((at, nth)) = way.last_mut() {
            let Some(next) = edges[*at].get(*nth).copied() else {
                marks[*at] = Mark::Done;
                way.pop();
                continue;
            };
            *nth += 1;
            match marks.get(next) {
                Some(Mark::New) => {
                    marks[next] = Mark::Open;
                    way.push((next, 0));
                }
                Some(Mark::Open) => {
                    let from = way.iter().position(|(at, _)| *at == next).unwrap_or(0);
                    let mut circle: Vec<usize> = way[from..].iter().map(|(at, _)| *at).collect();
                    let lowest = circle
                        .iter()
                        .enumerate()
                        .min_by_key(|(_, at)| **at)
                        .map_or(0, |(nth, _)| nth);
                    circle.rotate_left(lowest);
                    found.push(circle);
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_once() {
        assert_eq!(
            circles(&[vec![1], vec![2], vec![]]),
            Vec::<Vec<usize>>::new()
        );
        assert_eq!(
            circles(&[vec![1], vec![2], vec![1], vec![3]]),
            [vec![1, 2], vec![3]]
        );
        assert_eq!(circles(&[vec![2], vec![0], vec![1]]), [vec![0, 2, 1]]);
        let long: Vec<Vec<usize>> = (0..100_000).map(|i| vec![(i + 1) % 100_000]).collect();
        assert_eq!(circles(&long).len(), 1);
    }
}
