//! What the words of a move hold for the rubric. Everything found here is a
//! reading: it earns half until a person confirms it (design, section 8).
//!
//! Built on `text`; no judgement of people, no credit.

use super::entries::{Adopted, Decision, Telling, Work};
use super::quotes::{etas, misquotes, quotes};
use crate::engine::{Move, Moved};
use crate::model::*;
use crate::scenario::{Course, Scenario};
use crate::text;
use std::collections::BTreeMap;

/// What was known when the words were said.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) told: &'a BTreeMap<FactId, Vec<Telling>>,
    pub(super) decisions: &'a [Decision],
    pub(super) works: &'a [Work],
    pub(super) adopted: &'a [Adopted],
}

impl Known<'_> {
    /// All options, adopted ones last.
    pub(super) fn courses<'s>(
        &'s self,
        scenario: &'s Scenario,
    ) -> impl Iterator<Item = &'s Course> {
        scenario
            .options
            .iter()
            .chain(self.adopted.iter().map(|adopted| &adopted.course))
    }
}

/// What a person's words hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The words without what changes from one update to the next.
    pub(super) gist: String,
    /// Whom it hurts, what is done, by whom: as far as the words tell.
    pub(super) impact: bool,
    pub(super) action: bool,
    pub(super) owner: bool,
    /// When the next word is promised.
    pub(super) next: Option<SimTime>,
    /// A decision's parts.
    pub(super) decision: DecisionReading,
    /// Words of the longest sentence.
    pub(super) longest: u32,
    /// Words in all.
    pub(super) words: u32,
    /// Terms of the trade that are neither everyday nor explained.
    pub(super) jargon: Vec<String>,
    /// The same per 100 words, in hundredths.
    pub(super) jargon_per_100: u32,
    /// Whether it is the trade's talk, explained or not.
    pub(super) technical: bool,
    /// Whether it has a business word or a sum of money.
    pub(super) business: bool,
    /// Whether it has a figure, a time or a term: something to work with.
    pub(super) specific: bool,
    /// Whether it has a time of day or a time from now.
    pub(super) time: bool,
    /// Facts whose figure it gives wrongly.
    pub(super) misquoted: Vec<FactId>,
    /// Times of restoration that no owner gave.
    pub(super) etas: Vec<String>,
}

/// What the words of a decision hold.
#[derive(Clone, Debug, Default)]
pub(super) struct DecisionReading {
    pub(super) compared: Vec<OptionId>,
    pub(super) rationale: bool,
    /// The facts that the sentence about the price gives; none: no such
    /// sentence.
    pub(super) price: Option<Vec<FactId>>,
    /// Whether a plan B comes with what sets it off.
    pub(super) fallback: bool,
    /// The option that plan B names.
    pub(super) plan_b: Option<OptionId>,
    pub(super) check: bool,
    /// Facts that the words give.
    pub(super) facts: Vec<FactId>,
}

/// What a line of the state board names.
#[derive(Clone, Debug, Default)]
pub(super) struct BoardReading {
    pub(super) options: Vec<OptionId>,
    pub(super) clocks: Vec<ClockTime>,
    pub(super) severities: Vec<Severity>,
}

/// Reads the words of a move made at a moment.
pub(super) fn read(scenario: &Scenario, known: &Known<'_>, moved: &Moved, at: SimTime) -> Reading {
    let words = moved.line.as_str();
    let now = scenario.shows(at);
    // Only what some rule asks of this kind of move is looked for.
    let is_update = matches!(moved.act, Move::Update { .. });
    let is_decision = matches!(moved.act, Move::Decide(_));
    let says = is_update
        || matches!(
            moved.act,
            Move::Tell { .. } | Move::Say | Move::Report { .. }
        );
    let parts = if says || is_decision {
        text::update_parts(words, now, &names(scenario))
    } else {
        text::UpdateParts::default()
    };
    let hits = scenario.jargon(words);
    let count = text::word_count(words);
    let bare = hits
        .iter()
        .filter(|hit| !hit.everyday && !hit.explained)
        .count();
    let bare = u32::try_from(bare).unwrap_or(u32::MAX);
    let times = text::times(words, now);
    let figures = text::figures(words);
    Reading {
        gist: if is_update {
            gist(words)
        } else {
            String::new()
        },
        impact: parts.impact.is_some(),
        action: parts.action.is_some(),
        owner: parts.owner.is_some(),
        next: parts
            .next_time
            .map(|promised| scenario.next(promised.at, at)),
        decision: if is_decision {
            decision(scenario, known, words, now)
        } else {
            DecisionReading::default()
        },
        longest: if is_update { longest(words) } else { 0 },
        words: count,
        jargon: hits
            .iter()
            .filter(|hit| !hit.everyday && !hit.explained)
            .map(|hit| hit.term.to_owned())
            .collect(),
        jargon_per_100: bare.saturating_mul(10_000).checked_div(count).unwrap_or(0),
        technical: Scenario::is_talk(&hits),
        business: (says || matches!(moved.act, Move::Escalate))
            && !text::business_terms(words, &scenario.glossary).is_empty(),
        specific: !figures.is_empty() || !times.is_empty() || !hits.is_empty(),
        time: times.iter().any(|mention| mention.due(now).is_some()),
        misquoted: if says || is_decision || matches!(moved.act, Move::Propose { .. }) {
            misquotes(scenario, words)
        } else {
            Vec::new()
        },
        etas: etas(
            scenario,
            known,
            moved,
            at,
            parts.next_time.map(|promised| promised.start),
        ),
    }
}

/// Words of the longest sentence.
fn longest(words: &str) -> u32 {
    let sentences = text::sentences(words);
    let words = sentences.iter().map(|sentence| sentence.words);
    words.max().unwrap_or(0)
}

fn decision(
    scenario: &Scenario,
    known: &Known<'_>,
    words: &str,
    now: ClockTime,
) -> DecisionReading {
    let courses: Vec<&Course> = known.courses(scenario).collect();
    let letters: Vec<String> = courses
        .iter()
        .map(|course| course.letter.to_string())
        .collect();
    let names: Vec<Vec<&str>> = courses
        .iter()
        .zip(&letters)
        .map(|(course, letter)| {
            [course.name.as_str(), letter]
                .into_iter()
                .chain(course.synonyms.iter().map(String::as_str))
                .collect()
        })
        .collect();
    let named: Vec<(usize, &[&str])> = names
        .iter()
        .enumerate()
        .map(|(at, names)| (at, names.as_slice()))
        .collect();
    let parts = text::decision_parts(words, &named, now);
    let id = |at: usize| courses.get(at).map(|course| course.id);
    let price = parts
        .price
        .and_then(|range| words.get(range))
        .map(|said| quotes(scenario, known, said));
    DecisionReading {
        compared: parts
            .compared
            .iter()
            .filter_map(|named| id(named.option))
            .collect(),
        rationale: parts.rationale.is_some(),
        price,
        plan_b: parts.fallback.as_ref().and_then(|way| id(way.option?)),
        fallback: parts.fallback.is_some_and(|way| way.trigger.is_some()),
        check: parts.next_check.is_some(),
        facts: quotes(scenario, known, words),
    }
}

/// The ways in which people at the table may be named: handle, title, and the
/// first part of the handle.
fn names(scenario: &Scenario) -> Vec<&str> {
    let mut names = Vec::with_capacity(3 * scenario.roles.len());
    for role in &scenario.roles {
        names.push(role.character.as_str());
        names.push(role.title.as_str());
        if let Some((first, _)) = role
            .character
            .split_once('-')
            .filter(|(first, _)| first.len() > 2)
        {
            names.push(first);
        }
    }
    names
}

/// The words as they would be said again: letters and figures without times of
/// day, so that "next update 02:45" does not make an old update a new one.
pub(super) fn gist(words: &str) -> String {
    let letters: String = words
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let figures = text::figures(words);
    let figures: Vec<String> = figures
        .iter()
        .map(|figure| figure.quantity.to_string())
        .collect();
    format!("{letters} {}", figures.join(" "))
}

/// Fewer words than these say nothing that could be read.
pub(super) const SAYS: u32 = 3;

/// Whether an update tells anything: a nod in each field is no word, unless its
/// line was `read` as an impact or an action. What else is said is judged by
/// its words alone.
pub(super) fn tells(act: &Move, read: bool) -> bool {
    match act {
        Move::Update { impact, action, .. } => {
            read || text::word_count(impact) + text::word_count(action) >= SAYS
        }
        _ => true,
    }
}

/// Whether words name a thing in the game, a figure or a time: otherwise a
/// field is but text (design, section 6). A bare count is no figure until some
/// words say of what.
pub(super) fn names_something(
    scenario: &Scenario,
    known: &Known<'_>,
    words: &str,
    at: SimTime,
) -> bool {
    !text::topics(words, &scenario.topic_index).is_empty()
        || !text::times(words, scenario.shows(at)).is_empty()
        || text::figures(words)
            .iter()
            .any(|figure| figure.quantity.unit != Unit::Count || text::word_count(words) >= SAYS)
        || !options_named(scenario, known, words).is_empty()
        || !text::named(words, &names(scenario)).is_empty()
}

/// Options that words name by name or synonym.
fn options_named(scenario: &Scenario, known: &Known<'_>, words: &str) -> Vec<OptionId> {
    let (mut names, mut ids) = (Vec::new(), Vec::new());
    for course in known.courses(scenario) {
        for name in std::iter::once(&course.name).chain(&course.synonyms) {
            names.push(name.as_str());
            ids.push(course.id);
        }
    }
    let found = text::named(words, &names);
    let mut options: Vec<OptionId> = found
        .iter()
        .filter_map(|at| ids.get(*at))
        .copied()
        .collect();
    options.dedup();
    options
}

/// How the severities are written, in the order of [`Severity::ALL`].
const SEVERITIES: [&str; 12] = [
    "sev-1", "sev 1", "sev1", "sev-2", "sev 2", "sev2", "sev-3", "sev 3", "sev3", "sev-4", "sev 4",
    "sev4",
];
/// So many ways are there to write one.
const WAYS: usize = SEVERITIES.len() / Severity::ALL.len();

/// What a line of the board names.
pub(super) fn board(
    scenario: &Scenario,
    known: &Known<'_>,
    words: &str,
    at: SimTime,
) -> BoardReading {
    let now = scenario.shows(at);
    let clock = |mention: &text::TimeMention| match mention.kind {
        text::TimeKind::Clock(at) | text::TimeKind::Relative { at, .. } => Some(at),
        _ => None,
    };
    let found = text::named(words, &SEVERITIES);
    let severity = |at: &usize| Severity::ALL.get(at / WAYS).copied();
    let mut severities: Vec<Severity> = found.iter().filter_map(severity).collect();
    severities.dedup();
    BoardReading {
        options: options_named(scenario, known, words),
        clocks: text::times(words, now).iter().filter_map(clock).collect(),
        severities,
    }
}
