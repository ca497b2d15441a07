//! The run sheet: scene by scene what the host says and looks out for, then
//! what waits for the table, and the figures that somebody has to keep.

use super::causes::releases;
use super::injects::{Block, block};
use super::numbers::Numbers;
use super::words::Words;
use crate::model::IncidentId;
use crate::scenario::{Condition, DeadlineKind, Engineer, Is, Scene, Unlisted, Variable};

/// An engineer.
pub(super) struct Hand {
    pub(super) name: String,
    pub(super) lead: String,
    pub(super) skills: String,
    /// Where they begin.
    pub(super) on: String,
    /// How worn they are at STARTEX.
    pub(super) worn: String,
}

/// An engineer as everybody at the table sees them at STARTEX.
pub(super) struct Seen {
    pub(super) name: String,
    /// The seat whose people they belong to.
    pub(super) lead: String,
    /// What everybody knows that they can do.
    pub(super) skills: String,
    /// What they work on.
    pub(super) on: String,
}

/// The host's sheet.
pub(super) struct Sheet {
    pub(super) scenes: Vec<Act>,
    /// Injects that wait for the table.
    pub(super) loose: Vec<Block>,
    /// What is broken: title, severity, impact, when it comes up, when it may be declared over.
    pub(super) incidents: Vec<Broken>,
    /// Figures to keep.
    pub(super) figures: Vec<Figure>,
    /// Services: label, health at the start, what they need.
    pub(super) services: Vec<(String, &'static str, String)>,
    pub(super) staff: Vec<Hand>,
    /// How it can end: title, text, when.
    pub(super) endings: Vec<(String, String, String)>,
    /// Variants: title and weight; one is drawn.
    pub(super) variants: Vec<(String, u32)>,
    /// Milestones that come true by themselves: title, when.
    pub(super) milestones: Vec<(String, String)>,
}

/// An incident as it really is.
pub(super) struct Broken {
    pub(super) title: String,
    pub(super) severity: String,
    pub(super) impact: String,
    pub(super) opened: String,
    pub(super) resolved: String,
}

/// A scene.
pub(super) struct Act {
    pub(super) title: String,
    pub(super) aim: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) done: String,
    /// To when the cut leads, and what the host says.
    pub(super) cut: Option<(String, String)>,
    /// Time boxes and deadlines by the clock: from, until, what.
    pub(super) marks: Vec<Mark>,
    pub(super) injects: Vec<Block>,
}

/// A moment or a stretch that the host keeps an eye on.
pub(super) struct Mark {
    pub(super) clock: String,
    pub(super) what: String,
    /// What is looked for, and what comes otherwise.
    pub(super) note: String,
}

/// A figure of the world, kept by hand.
pub(super) struct Figure {
    pub(super) label: String,
    pub(super) start: String,
    /// From when the table may see it.
    pub(super) shown: String,
    /// How it moves: "+4 an hour while …".
    pub(super) flows: Vec<String>,
    /// What happens at which value.
    pub(super) levels: Vec<String>,
}

/// The sheet of a scenario.
pub(super) fn sheet(words: &Words<'_>, numbers: &Numbers) -> Sheet {
    let scenario = words.scenario;
    let releases = releases(words);
    let blocks = |ids: &[crate::model::InjectId]| -> Vec<Block> {
        let block = |id: &_| block(words, &releases, *id);
        ids.iter().filter_map(block).collect()
    };
    let scenes: Vec<&Scene> = scenario.scenes.iter().collect();
    let acts = scenes.iter().enumerate().map(|(nth, scene)| Act {
        title: scene.title.clone(),
        aim: scene.aim.clone(),
        from: words.moment(scene.from),
        until: words.moment(scene.until),
        done: words.maybe(scene.done.as_ref()),
        cut: scene
            .cut
            .as_ref()
            .map(|cut| (words.moment(cut.to), cut.line.clone())),
        marks: marks(words, &scenes, nth),
        injects: numbers
            .scenes
            .get(nth)
            .map_or_else(Vec::new, |ids| blocks(ids)),
    });
    let incident = |one: &crate::scenario::Incident| Broken {
        title: one.title.clone(),
        severity: format!("{}, {}", one.severity, one.severity.word()),
        impact: one.impact.clone(),
        opened: words.maybe(one.opened.as_ref()),
        resolved: words.when(&one.resolved),
    };
    Sheet {
        scenes: acts.collect(),
        loose: blocks(&numbers.loose),
        incidents: scenario.incidents.iter().map(incident).collect(),
        figures: scenario
            .variables
            .iter()
            .map(|one| figure(words, one))
            .collect(),
        services: services(words),
        staff: staff(words),
        endings: scenario
            .endings
            .iter()
            .map(|one| {
                let when = match one.when {
                    Condition::Always => "In any other case.".to_owned(),
                    _ => format!("When {}.", words.when(&one.when)),
                };
                (one.title.clone(), one.text.clone(), when)
            })
            .collect(),
        variants: scenario
            .variants
            .iter()
            .map(|one| (one.title.clone(), one.weight))
            .collect(),
        milestones: scenario
            .milestones
            .iter()
            .filter_map(|one| Some((one.title.clone(), words.when(one.when.as_ref()?))))
            .collect(),
    }
}

fn services(words: &Words<'_>) -> Vec<(String, &'static str, String)> {
    let needs = |of: &crate::scenario::Service| {
        let needs = of.needs.iter();
        let needs = needs.filter_map(|id| words.scenario.services.get(*id));
        needs
            .map(|one| one.label.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    words
        .scenario
        .services
        .iter()
        .map(|one| (one.label.clone(), one.health.word(), needs(one)))
        .collect()
}

fn staff(words: &Words<'_>) -> Vec<Hand> {
    words
        .scenario
        .staff
        .iter()
        .map(|one| {
            let unlisted = one.unlisted.iter();
            let unlisted = unlisted.map(|Unlisted(skill, _)| format!("{skill} (in no list)"));
            let skills: Vec<String> = listed(one).chain(unlisted).collect();
            let on = one.on.map_or("free", |id| words.incident(id));
            Hand {
                name: one.name.clone(),
                lead: words.seat(one.lead).to_owned(),
                skills: skills.join(", "),
                on: on.to_owned(),
                worn: one.stress.to_string(),
            }
        })
        .collect()
}

/// The engineers for the middle of the table, so that whoever moves one can
/// name them, and knows what they can do. Absent on purpose: skills that stand
/// in no list and how worn somebody is, which the table asks for. An incident
/// that has not come up is not named.
pub(super) fn seen(words: &Words<'_>) -> Vec<Seen> {
    let scenario = words.scenario;
    let known = |id: &IncidentId| {
        let part = scenario.incidents.get(*id);
        part.is_some_and(|part| part.opened.is_none())
    };
    scenario
        .staff
        .iter()
        .map(|one| Seen {
            name: one.name.clone(),
            lead: words.seat(one.lead).to_owned(),
            skills: listed(one).collect::<Vec<_>>().join(", "),
            on: one
                .on
                .filter(known)
                .map_or("free", |id| words.incident(id))
                .to_owned(),
        })
        .collect()
}

/// What somebody can do, as it stands in a list.
fn listed(one: &Engineer) -> impl Iterator<Item = String> {
    one.skills.iter().map(ToString::to_string)
}

/// Time boxes that open in a scene, and deadlines that fall in it or in the cut
/// after it, by the clock.
fn marks(words: &Words<'_>, scenes: &[&Scene], nth: usize) -> Vec<Mark> {
    let scenario = words.scenario;
    let begins = |nth: usize| scenes.get(nth).map(|scene| scenario.at(scene.from));
    let within = |at| {
        let begun = nth == 0 || begins(nth).is_some_and(|from| from <= at);
        begun && begins(nth + 1).is_none_or(|next| at < next)
    };
    let mut marks = Vec::new();
    for one in &scenario.time_boxes {
        let from = scenario.at(one.from);
        if within(from) {
            let limit = one.limit.map_or_else(String::new, |limit| {
                format!("Nothing is left of the credit at {}.", words.moment(limit))
            });
            let clock = format!("{}–{}", words.clock(from), words.moment(one.until));
            let what = format!("Time box: {}", one.label);
            marks.push((
                from,
                Mark {
                    clock,
                    what,
                    note: limit,
                },
            ));
        }
    }
    for one in &scenario.deadlines {
        let at = scenario.at(one.at);
        if within(at) {
            let kind = match one.kind {
                DeadlineKind::Penalty => "Cost",
                DeadlineKind::Breach => "Contract",
                DeadlineKind::Update => "Word owed",
                DeadlineKind::Decision => "Decision due",
            };
            let mut note = String::new();
            if let Some(met) = &one.met {
                note = format!("Met if {}. ", words.when(met));
            }
            let effects = words.effects(&one.effects);
            if !effects.is_empty() {
                let otherwise = if one.met.is_some() {
                    "Otherwise: "
                } else {
                    "Then: "
                };
                note.push_str(otherwise);
                note.push_str(&effects.join("; "));
                note.push('.');
            }
            let what = format!("{kind}: {}", one.label);
            let clock = words.clock(at);
            marks.push((at, Mark { clock, what, note }));
        }
    }
    marks.sort_by_key(|(at, _)| *at);
    marks.into_iter().map(|(_, mark)| mark).collect()
}

fn figure(words: &Words<'_>, var: &Variable) -> Figure {
    let scenario = words.scenario;
    let flows = scenario.flows.iter().filter(|flow| flow.var == var.id);
    let flows = flows.map(|flow| {
        let sign = if flow.rate.milli < 0 { "" } else { "+" };
        format!("{sign}{} while {}", flow.rate, words.when(&flow.during))
    });
    let levels = scenario.thresholds.iter().filter(|of| of.var == var.id);
    let levels = levels.map(|of| {
        let side = match of.is {
            Is::AtLeast => "or more",
            Is::AtMost => "or less",
        };
        let effects = words.effects(&of.effects).join("; ");
        format!("At {} {side}: {effects}", of.value)
    });
    Figure {
        label: var.label.clone(),
        start: var.start.to_string(),
        shown: match &var.shown {
            Some(when) if *when == Condition::Always => "from the start".to_owned(),
            Some(when) => format!("once {}", words.when(when)),
            None => "never: it is yours alone".to_owned(),
        },
        flows: flows.collect(),
        levels: levels.collect(),
    }
}
