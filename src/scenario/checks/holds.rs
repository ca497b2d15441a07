//! Conditions that can never hold, wherever one stands, and thresholds that
//! nothing can cross.
//!
//! Each is told where the trouble lies: of several that must hold together, at
//! the first that cannot. Absent on purpose: what can be at all, which the
//! graph of [`reach`](super::reach) knows, and `Not`, which authors write to
//! say "never".

use super::graph::{Node, Settled};
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::locate::Step;
use crate::scenario::parts::Condition;
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::BTreeSet;

/// A place that holds a condition, and the parts that must hold together, it
/// itself first.
#[derive(Debug)]
pub(super) struct Place {
    trail: Trail,
    parts: Vec<(Trail, Node)>,
}

/// All places of a draft; `node` puts a condition into the graph.
pub(super) fn places(draft: &Draft<'_>, node: &mut dyn FnMut(&Condition) -> Node) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    walk(draft, &mut |trail, seen| {
        let Seen::Condition(condition) = seen else {
            return;
        };
        if places.last().is_some_and(|last| within(trail, &last.trail)) {
            return;
        }
        let mut parts = Vec::new();
        gather(trail.clone(), condition, node, &mut parts);
        places.push(Place {
            trail: trail.clone(),
            parts,
        });
    });
    places
}

/// The place of a threshold.
pub(super) fn threshold(item: usize, node: Node) -> Place {
    let trail = Trail::of(Section::Thresholds, item).field("value");
    Place {
        parts: vec![(trail.clone(), node)],
        trail,
    }
}

fn gather(
    trail: Trail,
    condition: &Condition,
    node: &mut dyn FnMut(&Condition) -> Node,
    parts: &mut Vec<(Trail, Node)>,
) {
    if matches!(condition, Condition::Not(_)) {
        return;
    }
    parts.push((trail.clone(), node(condition)));
    if let Condition::All(all) = condition {
        for (nth, one) in all.iter().enumerate() {
            let mut inside = trail.clone();
            inside.steps.push(Step::Inside);
            gather(inside.item(nth), one, node, parts);
        }
    }
}

fn within(trail: &Trail, whole: &Trail) -> bool {
    (trail.section, trail.item) == (whole.section, whole.item)
        && trail.steps.starts_with(&whole.steps)
}

/// Tells of the places that can never hold, but for elements of which it is
/// told already that they can never be.
pub(super) fn tell(
    draft: &Draft<'_>,
    places: &[Place],
    settled: &Settled,
    told: &BTreeSet<(Section, usize)>,
    findings: &mut Findings,
) {
    for place in places {
        let known = told.contains(&(place.trail.section, place.trail.item));
        let cannot = |part: &&(Trail, Node)| !settled.can(part.1);
        let Some((first, _)) = place.parts.first().filter(cannot).filter(|_| !known) else {
            continue;
        };
        let parts = place.parts.iter().filter(cannot);
        let culprit = parts.fold(first, |culprit, (trail, _)| {
            if within(trail, culprit) {
                trail
            } else {
                culprit
            }
        });
        let hint = match place.trail.section {
            Section::Thresholds => {
                "it lies beyond the variable's `min` or `max`, or nothing moves the variable"
            }
            _ => "no figure, stage or word that it asks for can ever be",
        };
        let message = words(draft, &place.trail);
        findings.at(draft, Code::NeverHolds, culprit, message, |finding| {
            finding.hint(hint)
        });
    }
}

/// What it means for a place that its condition never holds.
fn words(draft: &Draft<'_>, place: &Trail) -> String {
    let at = place.item;
    // The condition of an `If` comes first in its parentheses.
    if place.steps.last() == Some(&Step::Item(0)) {
        return "these effects can never come".to_owned();
    }
    let field = place.steps.iter().rev().find_map(|step| match step {
        Step::Field(field) if *field != "when" => Some(*field),
        _ => None,
    });
    let known = match (place.section, field) {
        (Section::Flows, _) => {
            let part = draft.flows.get(at);
            part.map(|part| format!("the flow `{}` can never run", part.id))
        }
        (Section::Thresholds, _) => {
            let part = draft.thresholds.get(at);
            part.map(|part| format!("the threshold `{}` can never be crossed", part.id))
        }
        (Section::Deadlines, Some("met")) => {
            let part = draft.deadlines.get(at);
            part.map(|part| format!("the deadline `{}` can never be met", part.id))
        }
        (Section::Gates, _) => {
            let part = draft.gates.get(at);
            part.map(|part| format!("the gate `{}` can never be passed", part.id))
        }
        (Section::Scenes, _) => {
            let part = draft.scenes.get(at);
            part.map(|part| format!("the scene `{}` can never be done before its time", part.id))
        }
        (Section::Variables, _) => {
            let part = draft.variables.get(at);
            part.map(|part| format!("the variable `{}` can never be shown", part.id))
        }
        (Section::Incidents, Some("opened")) => {
            let part = draft.incidents.get(at);
            part.map(|part| format!("the incident `{}` can never come up", part.id))
        }
        (Section::Options, Some("excluded")) => {
            let part = draft.options.get(at);
            part.map(|part| format!("the option `{}` can never be excluded", part.id))
        }
        (Section::Options, Some("cases")) => {
            let part = draft.options.get(at);
            part.map(|part| format!("this case of the option `{}` can never apply", part.id))
        }
        (Section::Injects, Some("until")) => {
            let part = draft.injects.get(at);
            part.map(|part| format!("the demand of `{}` can never be over by itself", part.id))
        }
        (_, Some("ladder")) => Some("this rung can never be climbed".to_owned()),
        (_, Some("objections")) => Some("this objection can never be raised".to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| "this can never hold".to_owned())
}
