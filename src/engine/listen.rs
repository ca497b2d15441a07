//! What a move says: its topics, and the facts that its words hold. What is
//! read out of words is marked as read; a person may confirm it.

use super::command::{Move, Play};
use super::event::Moved;
use super::state::State;
use crate::model::*;
use crate::scenario::{Course, Fact, Scenario, TopicKind};
use crate::text::{self, Saying};

/// The topics of a play: those it names, those of the facts it tells, and
/// those that its words mention.
pub(super) fn topics(scenario: &Scenario, play: &Play, words: &str) -> Vec<TopicId> {
    let mut topics = match &play.act {
        Move::Ask { topics, .. } => topics.clone(),
        _ => Vec::new(),
    };
    if topics.is_empty() {
        for fact in play
            .act
            .facts()
            .iter()
            .filter_map(|id| scenario.facts.get(*id))
        {
            topics.extend(&fact.topics);
        }
        topics.extend(
            text::topics(words, &scenario.topic_index)
                .iter()
                .map(|hit| hit.topic),
        );
    }
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// What words do, as far as some pattern or demand of the scenario listens
/// for it.
pub(super) fn says(scenario: &Scenario, words: &str) -> Vec<Saying> {
    if scenario.hears.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = scenario
        .roles
        .iter()
        .flat_map(|role| [role.character.as_str(), role.title.as_str()])
        .collect();
    let mut says = text::sayings(words, &names);
    says.retain(|saying| scenario.hears.contains(saying));
    says
}

/// Whether a set of asked topics is met by a set of told ones: they share a
/// subject if any was asked for, and an aspect if both name one.
pub(super) fn topics_meet(scenario: &Scenario, asked: &[TopicId], told: &[TopicId]) -> bool {
    if asked.is_empty() {
        return true;
    }
    Asked::of(scenario, asked).meets(scenario, told)
}

/// What was asked for, by kind: the same for every fact that might answer.
struct Asked {
    subjects: Vec<TopicId>,
    aspects: Vec<TopicId>,
}

impl Asked {
    fn of(scenario: &Scenario, topics: &[TopicId]) -> Self {
        let of_kind = |kind: TopicKind| {
            let is = |id: &&TopicId| is_of_kind(scenario, **id, kind);
            topics.iter().filter(is).copied().collect()
        };
        Self {
            subjects: of_kind(TopicKind::Subject),
            aspects: of_kind(TopicKind::Aspect),
        }
    }

    fn meets(&self, scenario: &Scenario, told: &[TopicId]) -> bool {
        let shares = |asked: &[TopicId]| asked.iter().any(|id| told.contains(id));
        let names_aspect = || {
            let mut told = told.iter();
            told.any(|id| is_of_kind(scenario, *id, TopicKind::Aspect))
        };
        (self.subjects.is_empty() || shares(&self.subjects))
            && (self.aspects.is_empty() || shares(&self.aspects) || !names_aspect())
    }
}

fn is_of_kind(scenario: &Scenario, id: TopicId, kind: TopicKind) -> bool {
    let topic = scenario.topics.get(id);
    topic.is_some_and(|topic| topic.kind == kind)
}

/// Whether words say something about the matter: they tell a fact, name a
/// subject or a side of one, or give a figure or a time.
pub(super) fn substance(scenario: &Scenario, moved: &Moved, made: SimTime) -> bool {
    !moved.act.facts().is_empty()
        || !moved.topics.is_empty()
        || !text::figures(&moved.line).is_empty()
        || !text::times(&moved.line, scenario.shows(made)).is_empty()
}

/// Facts that a seat knows and that answer a question, most useful first:
/// those the room does not know yet, in the author's order.
pub(in crate::engine) fn answers<'a>(
    state: &State,
    scenario: &'a Scenario,
    seat: SeatId,
    asked: &[TopicId],
) -> Vec<&'a Fact> {
    let (any, wanted) = (asked.is_empty(), Asked::of(scenario, asked));
    let mut facts: Vec<&Fact> = scenario
        .facts
        .iter()
        .filter(|fact| {
            fact.holder == seat
                && (any || wanted.meets(scenario, &fact.topics))
                && state.knows(seat, fact.id)
        })
        .collect();
    facts.sort_by_key(|fact| state.told.contains_key(&fact.id));
    facts
}

/// Facts that the words of a seat tell without naming them: a fact it knows,
/// whose subject the words mention and whose figure they give.
pub(super) fn facts_in(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    words: &str,
    topics: &[TopicId],
) -> Vec<FactId> {
    let figures = text::figures(words);
    if words.is_empty() || topics.is_empty() {
        return Vec::new();
    }
    scenario
        .facts
        .iter()
        .filter(|fact| match fact.value {
            Some(value) => {
                let said = figures
                    .iter()
                    .any(|figure| near(scenario, figure.quantity, value));
                said && topics_meet(scenario, &subjects(scenario, &fact.topics), topics)
            }
            // Without a figure every topic of the fact must be mentioned, and
            // a subject alone is a mention, not a telling.
            None => fact.topics.len() > 1 && fact.topics.iter().all(|topic| topics.contains(topic)),
        })
        .filter(|fact| state.knows(seat, fact.id))
        .map(|fact| fact.id)
        .collect()
}

fn subjects(scenario: &Scenario, topics: &[TopicId]) -> Vec<TopicId> {
    let is_subject = |t: &&TopicId| {
        scenario
            .topics
            .get(**t)
            .is_some_and(|topic| topic.kind == TopicKind::Subject)
    };
    topics.iter().filter(is_subject).copied().collect()
}

/// Whether a quoted figure is the fact's, within the rubric's tolerance.
fn near(scenario: &Scenario, said: Quantity, fact: Quantity) -> bool {
    let tolerance = i128::from(scenario.rubric.figure_tolerance.milli);
    let gap = (i128::from(said.milli) - i128::from(fact.milli)).abs();
    said.same_kind(fact) && gap * 100_000 <= i128::from(fact.milli).abs() * tolerance
}

/// An option that the words name by its name or a synonym of it.
pub(super) fn option_in(state: &State, scenario: &Scenario, words: &str) -> Option<OptionId> {
    let words = words.to_lowercase();
    state
        .courses(scenario)
        .flat_map(|course| phrases(course).map(move |name| (course.id, name)))
        .filter(|(_, name)| contains_phrase(&words, name))
        // The longest name wins: "restore behind the workaround" is not "restore".
        .max_by_key(|(_, name)| name.len())
        .map(|(id, _)| id)
}

/// Whether words name an option.
pub(super) fn names(course: &Course, words: &str) -> bool {
    let words = words.to_lowercase();
    phrases(course).any(|name| contains_phrase(&words, &name))
}

fn phrases(course: &Course) -> impl Iterator<Item = String> {
    std::iter::once(&course.name)
        .chain(&course.synonyms)
        .map(|name| name.to_lowercase())
}

fn contains_phrase(words: &str, phrase: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.match_indices(phrase).any(|(at, found)| {
        edge(words[..at].chars().next_back()) && edge(words[at + found.len()..].chars().next())
    })
}

/// Whether a play is technical talk: it tells technical facts, or its words
/// are the trade's.
pub(super) fn technical(scenario: &Scenario, play: &Play, words: &str) -> bool {
    let tells = play
        .act
        .facts()
        .iter()
        .filter_map(|fact| scenario.facts.get(*fact))
        .any(|fact| fact.technical);
    tells || scenario.technical(words)
}
