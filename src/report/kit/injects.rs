//! An inject as the host reads it out: when, from whom, the words, and what
//! should come of it.

use super::cards::{Step, ladder};
use super::causes::drawn;
use super::conditions::saying;
use super::numbers::parents;
use super::words::{Words, both, either};
use crate::model::{InjectId, SimTime};
use crate::scenario::{Demand, Expectation, Inject, OptionStage, Trigger};
use std::collections::BTreeMap;

/// A block of the run sheet.
pub(super) struct Block {
    pub(super) n: usize,
    /// When it comes, if that is known: "03:46".
    pub(super) clock: String,
    /// Whether the clock is a guess: it follows something else.
    pub(super) about: bool,
    /// What brings it: "3 min after no. 1".
    pub(super) trigger: String,
    /// What must hold at that moment.
    pub(super) only: String,
    pub(super) title: String,
    pub(super) from: String,
    /// "phone call to Store lead alone".
    pub(super) to: String,
    /// The words to read out.
    pub(super) text: String,
    /// Facts that its words give away.
    pub(super) tells: String,
    /// What the host then does.
    pub(super) effects: Vec<String>,
    /// What it asks for.
    pub(super) wants: Option<Wants>,
    /// The moves it should produce.
    pub(super) expects: Vec<Expects>,
    /// Whether it ends a time cut.
    pub(super) wakes: bool,
    /// What it trains.
    pub(super) trains: String,
}

/// A question that waits.
pub(super) struct Wants {
    /// Who may answer.
    pub(super) of: String,
    /// What an answer is about, or says.
    pub(super) good: String,
    /// What is said to half an answer.
    pub(super) vague: String,
    /// What comes of a good one.
    pub(super) answered: Vec<String>,
    /// When nobody waits any more.
    pub(super) until: String,
    /// Lost patience.
    pub(super) ladder: Vec<Step>,
}

/// A move that should come.
pub(super) struct Expects {
    pub(super) text: String,
    pub(super) within: String,
    /// By then, if the inject's own moment is known.
    pub(super) by: String,
    /// What counts.
    pub(super) counts: String,
    /// What is read if it does not come.
    pub(super) otherwise: Option<(usize, String)>,
}

/// What releases injects, other than their own trigger.
pub(super) type Releases = BTreeMap<InjectId, Vec<String>>;

/// The block of an inject.
pub(super) fn block(words: &Words<'_>, releases: &Releases, id: InjectId) -> Option<Block> {
    let scenario = words.scenario;
    let inject = scenario.injects.get(id)?;
    let at = words.numbers.moment(id);
    let fixed = matches!(inject.trigger, Trigger::At(_) | Trigger::AfterScene(..));
    let trains = inject.objective.and_then(|id| {
        let objectives = &scenario.head.objectives;
        objectives.iter().find(|objective| objective.id == id)
    });
    Some(Block {
        n: words.numbers.number(id),
        clock: at.map_or_else(String::new, |at| words.clock(at)),
        about: !fixed,
        trigger: trigger(words, releases, inject),
        only: words.maybe(inject.only.as_ref()),
        title: inject.title.clone(),
        from: words.sender(&inject.from),
        to: words.receivers(inject),
        text: inject.text.clone(),
        tells: both(inject.tells.iter().map(|fact| words.fact(*fact))),
        effects: words.effects(&inject.effects),
        wants: inject.demand.as_ref().map(|demand| wants(words, demand)),
        expects: inject
            .expects
            .iter()
            .map(|one| expects(words, one, at))
            .collect(),
        wakes: inject.wakes,
        trains: trains.map_or_else(String::new, |objective| objective.text.clone()),
    })
}

fn trigger(words: &Words<'_>, releases: &Releases, inject: &Inject) -> String {
    match &inject.trigger {
        Trigger::At(_) => String::new(),
        Trigger::AfterInject(id, span) => format!("{span} after {}", words.inject(*id)),
        Trigger::AfterOption(option, stage, span) => {
            let option = words.option(*option);
            match stage {
                OptionStage::Running => format!("{span} after work on {option} began"),
                stage => format!("{span} after {}", words.stage(&option, *stage, true)),
            }
        }
        Trigger::AfterMilestone(id, span) => {
            format!("{span} after “{}” came true", words.milestone(*id))
        }
        Trigger::AfterScene(_, span) => format!("{span} into the scene"),
        Trigger::When(condition) => format!("as soon as {}", words.when(condition)),
        Trigger::Between(from, until) => {
            let (from, until) = (words.moment(*from), words.moment(*until));
            format!("at a moment of your choice from {from} to {until}")
        }
        Trigger::Armed => armed(words, releases, inject.id),
    }
}

/// What an inject waits for that nothing brings by itself.
fn armed(words: &Words<'_>, releases: &Releases, id: InjectId) -> String {
    let missed = parents(words.scenario, id).map(|(parent, within)| {
        let parent = words.inject(parent.id);
        format!("{within} after {parent}, if what it wants did not come")
    });
    let mut waits: Vec<String> = missed.collect();
    if drawn(words.scenario, id) {
        waits.push("drawn as a complication".to_owned());
    }
    // "Waits" stands before the first, as long as that is no moment.
    let lead = if waits.is_empty() { "for" } else { "with" };
    let released = releases.get(&id).into_iter().flatten();
    waits.extend(released.map(|cause| format!("{lead} {cause}")));
    match waits.as_slice() {
        [] => "only when you want it".to_owned(),
        // The column is narrow, and each cause says what it brings where it stands.
        [first, second, _, ..] => format!("{first}, or {second}, and others"),
        few => few.join(", or "),
    }
}

fn wants(words: &Words<'_>, demand: &Demand) -> Wants {
    let good = match (demand.needs.as_slice(), demand.topics.as_slice()) {
        ([], []) => "anything with substance that is meant for them".to_owned(),
        ([], topics) => format!(
            "about {}",
            either(topics.iter().map(|topic| words.topic(*topic)))
        ),
        (needs, _) => format!("says {}", both(needs.iter().map(|one| saying(*one)))),
    };
    let lacks = match demand.needs.is_empty() {
        true => String::new(),
        false => either(demand.lacks.iter().map(|one| saying(*one))),
    };
    let good = match lacks.is_empty() {
        true => good,
        false => format!("{good}, without {lacks}"),
    };
    // The role's own ladder stands with the role.
    let rungs = demand.ladder.as_deref().unwrap_or_default();
    Wants {
        of: words.seats(&demand.of),
        good,
        vague: demand.vague.replace("{missing}", "…"),
        answered: words.effects(&demand.answered),
        until: words.maybe(demand.until.as_ref()),
        ladder: ladder(words, rungs),
    }
}

fn expects(words: &Words<'_>, one: &Expectation, at: Option<SimTime>) -> Expects {
    let otherwise = one.contingency.and_then(|id| {
        let title = words.scenario.injects.get(id)?.title.clone();
        Some((words.numbers.number(id), title))
    });
    Expects {
        text: one.text.clone(),
        within: one.within.to_string(),
        by: at.map_or_else(String::new, |at| words.clock(at + one.within)),
        counts: either(one.any.iter().map(|pattern| words.pattern(pattern))),
        otherwise,
    }
}
