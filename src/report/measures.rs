//! How long things took, and what was kept of what was promised.
//!
//! Times count from STARTEX, when the war room opens. What the story leaves
//! open is said to be unknown, never guessed.

use super::aar::{Measure, Ref};
use super::gather::Gather;
use super::head::rounded;
use crate::engine::{Event, ReleasedBy};
use crate::model::*;
use crate::scenario::{Incident, TimeBoxKind};
use crate::view::Tone;
use std::collections::{BTreeMap, BTreeSet};

/// What is counted in one pass.
#[derive(Default)]
struct Counts {
    declared: Option<(SimTime, Seq, Severity)>,
    duties: BTreeSet<ResponsibilityId>,
    ordered: Option<(SimTime, Seq)>,
    found: BTreeMap<OptionId, (SimTime, Seq)>,
    promised: u32,
    kept: u32,
    /// Promises that stand broken, and the event that broke each. Word said in
    /// time and captured late takes one away again.
    broken: BTreeMap<Seq, Seq>,
    objections: u32,
    heard: u32,
    met: u32,
    missed: u32,
    contingencies: u32,
    spoken: u32,
    /// Incidents that came up later, and when.
    opened: BTreeMap<IncidentId, SimTime>,
    resolved: BTreeMap<IncidentId, (SimTime, Seq)>,
    started: bool,
}

pub(super) fn measures(gather: &Gather<'_>) -> Vec<Measure> {
    let counts = counts(gather);
    if !counts.started {
        return Vec::new();
    }
    let mut all = Vec::new();
    // A review or a game of dice is not measured as a command is.
    if gather.scenario.rubric.scored {
        all.extend([declared(gather, &counts), order(gather, &counts)]);
        all.extend(options(gather, &counts));
        all.extend([decision(gather), update(gather)]);
    }
    all.extend(shares(gather, &counts));
    all.extend(repairs(gather, &counts));
    all
}

fn counts(gather: &Gather<'_>) -> Counts {
    let scenario = gather.scenario;
    let required: BTreeSet<ResponsibilityId> = scenario
        .responsibilities
        .iter()
        .filter(|part| part.required)
        .map(|part| part.id)
        .collect();
    let mut counts = Counts::default();
    for recorded in gather.events() {
        let seq = recorded.seq;
        let at = gather.time(seq, recorded.at);
        match &recorded.event {
            Event::Started { .. } => counts.started = true,
            Event::Declared { severity, .. } => {
                counts.declared.get_or_insert((at, seq, *severity));
            }
            Event::Assigned { responsibility, .. } => {
                counts.duties.insert(*responsibility);
                if required.is_subset(&counts.duties) {
                    counts.ordered.get_or_insert((at, seq));
                }
            }
            Event::OptionFound { option } => {
                counts.found.entry(*option).or_insert((at, seq));
            }
            Event::Adopted { course, .. } => {
                counts.found.entry(course.id).or_insert((at, seq));
            }
            Event::Promised { .. } => counts.promised += 1,
            Event::PromiseKept { promise, .. } => {
                counts.kept += 1;
                counts.broken.remove(promise);
            }
            Event::PromiseBroken { promise } => {
                counts.broken.insert(*promise, seq);
            }
            Event::ObjectionRaised { .. } => counts.objections += 1,
            Event::ObjectionHeard { .. } => counts.heard += 1,
            Event::Met { .. } => counts.met += 1,
            Event::Missed { .. } => counts.missed += 1,
            Event::Released {
                how: ReleasedBy::Contingency,
                ..
            } => counts.contingencies += 1,
            Event::Moved(moved) if moved.spoken.is_some() => counts.spoken += 1,
            Event::IncidentOpened { incident } => {
                counts.opened.entry(*incident).or_insert(recorded.at);
            }
            Event::IncidentResolved { incident } => {
                counts.resolved.entry(*incident).or_insert((at, seq));
            }
            _ => {}
        }
    }
    counts
}

/// A measure that is a time since the room opened.
fn time(
    label: &str,
    at: Option<(SimTime, Option<Ref>)>,
    goal: Option<SimTime>,
    gather: &Gather<'_>,
) -> Measure {
    let (tone, state) = match (&at, goal) {
        (Some((at, _)), Some(goal)) if *at <= goal => (Tone::Good, "met"),
        (Some(_), Some(_)) => (Tone::Late, "late"),
        (Some(_), None) => (Tone::Plain, ""),
        (None, _) => (Tone::Bad, "never"),
    };
    let (value, at) = match at {
        Some((at, link)) => (Some(Span(at.0 / 1000 * 1000).to_string()), link),
        None => (None, None),
    };
    Measure {
        label: label.to_owned(),
        note: if value.is_none() {
            "It never came.".to_owned()
        } else {
            String::new()
        },
        value,
        goal: goal.map_or_else(String::new, |goal| {
            format!("by {}", gather.scenario.shows(goal))
        }),
        tone,
        state,
        at,
    }
}

fn declared(gather: &Gather<'_>, counts: &Counts) -> Measure {
    let at = counts
        .declared
        .map(|(at, seq, _)| (at, gather.moments.at(seq)));
    let mut measure = time("Severity declared", at, None, gather);
    // Several incidents: the worst of those that were there is what a first
    // declaration must match.
    let there = |part: &&Incident| {
        let opened = counts.opened.get(&part.id);
        let at = counts.declared.map(|(at, ..)| at);
        part.opened.is_none() || opened.is_some_and(|opened| at.is_some_and(|at| *opened <= at))
    };
    let incidents = gather.scenario.incidents.iter();
    let written = incidents
        .filter(there)
        .map(|part| part.severity)
        .min_by_key(|s| s.level());
    if let (Some((.., said)), Some(written)) = (counts.declared, written) {
        (measure.tone, measure.state, measure.note) = if said == written {
            (
                Tone::Good,
                "met",
                match gather.scenario.severity.is_empty() {
                    true => format!("{said}, as the scenario has it."),
                    false => format!("{said}, as the written criteria have it."),
                },
            )
        } else {
            (
                Tone::Late,
                "differs",
                match gather.scenario.severity.is_empty() {
                    true => format!("{said}; the scenario has {written}."),
                    false => format!("{said}; the written criteria say {written}."),
                },
            )
        };
    }
    measure
}

fn order(gather: &Gather<'_>, counts: &Counts) -> Measure {
    let scenario = gather.scenario;
    let goal = SimTime::ZERO + scenario.rubric.roles_full;
    let at = counts.ordered.map(|(at, seq)| (at, gather.moments.at(seq)));
    let mut measure = time("Every responsibility assigned", at, Some(goal), gather);
    let required = || {
        scenario
            .responsibilities
            .iter()
            .filter(|part| part.required)
    };
    let open: Vec<&str> = required()
        .filter(|part| !counts.duties.contains(&part.id))
        .map(|part| part.label.as_str())
        .collect();
    measure.note = match open.is_empty() {
        true => format!("{} required.", required().count()),
        false => format!("Nobody had: {}.", open.join(", ")),
    };
    measure
}

fn time_box(gather: &Gather<'_>, kind: TimeBoxKind) -> Option<SimTime> {
    let part = gather
        .scenario
        .time_boxes
        .iter()
        .find(|part| part.kind == kind)?;
    Some(gather.scenario.at(part.until))
}

fn options(gather: &Gather<'_>, counts: &Counts) -> [Measure; 2] {
    let first = counts
        .found
        .values()
        .min()
        .map(|(at, seq)| (*at, gather.moments.at(*seq)));
    let goal = time_box(gather, TimeBoxKind::Options);
    let all = || {
        gather
            .scenario
            .options
            .iter()
            .filter(|option| option.discoverable)
    };
    let in_time = |option: OptionId| {
        counts
            .found
            .get(&option)
            .is_some_and(|(at, _)| goal.is_none_or(|goal| *at <= goal))
    };
    let known = all().filter(|option| in_time(option.id)).count();
    let late = all()
        .filter(|option| counts.found.contains_key(&option.id) && !in_time(option.id))
        .count();
    let of = all().count();
    let hidden: Vec<String> = all()
        .filter(|option| !counts.found.contains_key(&option.id))
        .map(|option| format!("{} ({})", option.name, option.letter))
        .collect();
    let mut notes = Vec::new();
    if late > 0 {
        notes.push(format!("{late} found later."));
    }
    if !hidden.is_empty() {
        notes.push(format!("Never found: {}.", hidden.join(", ")));
    }
    let (tone, state) = match known {
        _ if known == of => (Tone::Good, "met"),
        0 => (Tone::Bad, "none"),
        _ => (Tone::Late, "not all"),
    };
    let share = Measure {
        label: "Options found in time".to_owned(),
        value: Some(format!("{known} of {of}")),
        goal: goal.map_or_else(String::new, |goal| {
            format!("by {}", gather.scenario.shows(goal))
        }),
        tone,
        state,
        note: notes.join(" "),
        at: None,
    };
    [
        time("First option on the table", first, None, gather),
        share,
    ]
}

fn decision(gather: &Gather<'_>) -> Measure {
    let first = gather.decisions.iter().find(|decision| decision.nth > 0);
    let at = first.map(|first| (SimTime::ZERO + first.after, first.at.clone()));
    let mut measure = time(
        "First decision",
        at,
        time_box(gather, TimeBoxKind::Decision),
        gather,
    );
    if let Some(first) = first {
        measure.note = format!("For {}.", first.option);
    }
    measure
}

fn update(gather: &Gather<'_>) -> Measure {
    let first = gather.course.updates.iter().min_by_key(|spot| spot.at);
    let at = first.map(|spot| (spot.at, spot.link.clone()));
    let mut measure = time("First update to those outside", at, None, gather);
    if let Some(first) = first {
        measure.note = format!("{}.", first.words.trim_start_matches("Update: "));
    }
    measure
}

/// A measure that is so many of so many.
fn share(label: &str, part: u32, of: u32, note: String, at: Option<Ref>) -> Measure {
    Measure {
        label: label.to_owned(),
        value: Some(format!("{part} of {of}")),
        goal: String::new(),
        tone: if part >= of { Tone::Good } else { Tone::Late },
        state: if part >= of { "met" } else { "not all" },
        note,
        at,
    }
}

fn shares(gather: &Gather<'_>, counts: &Counts) -> Vec<Measure> {
    let mut all = Vec::new();
    let broken = u32::try_from(counts.broken.len()).unwrap_or(u32::MAX);
    let due = counts.kept.saturating_add(broken);
    if due > 0 {
        let first = counts.broken.values().min();
        let first = first.and_then(|seq| gather.moments.at(*seq));
        let note = match counts.promised.saturating_sub(due) {
            0 => String::new(),
            open => format!("{open} more not due before play ended."),
        };
        all.push(share(
            "Promised updates kept",
            counts.kept,
            due,
            note,
            first,
        ));
    }
    if counts.objections > 0 {
        all.push(share(
            "Objections answered",
            counts.heard,
            counts.objections,
            String::new(),
            None,
        ));
    }
    if counts.met + counts.missed > 0 {
        let note = match counts.contingencies {
            0 => String::new(),
            n => format!(
                "The story helped out {n} {}.",
                if n == 1 { "time" } else { "times" }
            ),
        };
        all.push(share(
            "Moves made when hoped for",
            counts.met,
            counts.met + counts.missed,
            note,
            None,
        ));
    }
    if counts.spoken > 0 {
        all.push(Measure {
            label: "Captured from speech".to_owned(),
            value: Some(format!(
                "{} {}",
                counts.spoken,
                if counts.spoken == 1 { "move" } else { "moves" }
            )),
            goal: String::new(),
            tone: Tone::Plain,
            state: "",
            note: String::new(),
            at: None,
        });
    }
    all
}

/// Time to detection and to repair (handbook, "The workflow").
fn repairs(gather: &Gather<'_>, counts: &Counts) -> Vec<Measure> {
    let mut all = vec![Measure {
        label: "Time to detect (MTTD)".to_owned(),
        value: None,
        goal: String::new(),
        tone: Tone::Plain,
        state: "",
        note: "Not known: it was found before the room opened.".to_owned(),
        at: None,
    }];
    let opened = |part: &&Incident| gather.state.has_opened(gather.scenario, part.id);
    let incidents: Vec<&Incident> = gather.scenario.incidents.iter().filter(opened).collect();
    for incident in &incidents {
        let label = match incidents.len() {
            1 => "Time to repair (MTTR)".to_owned(),
            _ => format!("Time to repair (MTTR): {}", incident.title),
        };
        let resolved = counts.resolved.get(&incident.id);
        all.push(Measure {
            label,
            value: resolved.map(|(at, _)| rounded(Span(at.0)).to_string()),
            goal: String::new(),
            tone: if resolved.is_some() {
                Tone::Good
            } else {
                Tone::Bad
            },
            state: if resolved.is_some() { "met" } else { "open" },
            note: match resolved {
                Some(_) => "From the opening of the room until it was declared over.".to_owned(),
                None => "Nobody had declared it over when play ended.".to_owned(),
            },
            at: resolved.and_then(|(_, seq)| gather.moments.at(*seq)),
        });
    }
    all
}
