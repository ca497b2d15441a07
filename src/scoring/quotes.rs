//! Figures in words, held against the facts: which fact is quoted, which is
//! quoted wrongly, which time of restoration nobody who owns it gave.

use super::reading::Known;
use crate::engine::{Move, Moved};
use crate::model::*;
use crate::scenario::{Fact, Purpose, Scenario, TopicKind};
use crate::text::{self, TimeKind};

/// How far a rounded time of restoration may lie from the owner's: "by half
/// past six" for four hours from 02:16.
const ROUNDING: Span = Span::minutes(15);

/// Facts known to the war room that words give: by figure and subject, or by
/// every topic when the fact has no figure.
pub(super) fn quotes(scenario: &Scenario, known: &Known<'_>, words: &str) -> Vec<FactId> {
    let topics = topics_of(scenario, words);
    let figures = text::figures(words);
    let lower = words.to_lowercase();
    let given = |fact: &&Fact| {
        // One word alone is said for many reasons.
        let said = |part: &str| part.contains(' ') && lower.contains(&part.to_lowercase());
        if fact.parts().all(said) {
            return true;
        }
        match fact.value {
            Some(value) => {
                figures
                    .iter()
                    .any(|figure| near(scenario, figure.quantity, value))
                    && fact.topics.iter().any(|topic| {
                        is(scenario, *topic, TopicKind::Subject) && topics.contains(topic)
                    })
            }
            None => {
                !fact.topics.is_empty() && fact.topics.iter().all(|topic| topics.contains(topic))
            }
        }
    };
    scenario
        .facts
        .iter()
        .filter(|fact| known.told.contains_key(&fact.id))
        .filter(given)
        .map(|fact| fact.id)
        .collect()
}

/// Facts whose figure a sentence gives wrongly: it speaks of one subject alone
/// and of the fact's side of it, has a figure of the same kind, and none of
/// them is that of any fact on the subject.
pub(super) fn misquotes(scenario: &Scenario, words: &str) -> Vec<FactId> {
    let mut wrong = Vec::new();
    for sentence in text::sentences(words) {
        let figures = text::figures(sentence.text);
        if figures.is_empty() {
            continue;
        }
        let topics = topics_of(scenario, sentence.text);
        let subjects: Vec<TopicId> = topics
            .iter()
            .copied()
            .filter(|topic| is(scenario, *topic, TopicKind::Subject))
            .collect();
        let [subject] = subjects[..] else { continue };
        let about = |fact: &&Fact| fact.topics.contains(&subject);
        let on_it: Vec<&Fact> = scenario.facts.iter().filter(about).collect();
        for fact in &on_it {
            let Some(value) = fact.value else { continue };
            let sides: Vec<TopicId> = fact
                .topics
                .iter()
                .copied()
                .filter(|topic| is(scenario, *topic, TopicKind::Aspect))
                .collect();
            let spoken_of = !sides.is_empty() && sides.iter().all(|side| topics.contains(side));
            let same_kind = || {
                figures
                    .iter()
                    .filter(|figure| figure.quantity.same_kind(value))
            };
            let of_some_fact = |figure: &text::FigureMention| {
                on_it
                    .iter()
                    .filter_map(|fact| fact.value)
                    .any(|value| near(scenario, figure.quantity, value))
            };
            if spoken_of
                && same_kind().next().is_some()
                && !same_kind().any(of_some_fact)
                && !wrong.contains(&fact.id)
            {
                wrong.push(fact.id);
            }
        }
    }
    wrong
}

fn topics_of(scenario: &Scenario, words: &str) -> Vec<TopicId> {
    text::topics(words, &scenario.topic_index)
        .iter()
        .map(|hit| hit.topic)
        .collect()
}

fn is(scenario: &Scenario, topic: TopicId, kind: TopicKind) -> bool {
    scenario
        .topics
        .get(topic)
        .is_some_and(|topic| topic.kind == kind)
}

/// Whether a quoted figure is the fact's, within the rubric's tolerance.
fn near(scenario: &Scenario, said: Quantity, fact: Quantity) -> bool {
    let tolerance = i128::from(scenario.rubric.figure_tolerance.milli);
    let gap = (i128::from(said.milli) - i128::from(fact.milli)).abs();
    said.same_kind(fact) && gap * 100_000 <= i128::from(fact.milli).abs() * tolerance
}

/// Words that promise an end rather than word.
const ENDS: [&str; 17] = [
    "back up",
    "back to normal",
    "be back online",
    "restored",
    "be fixed",
    "is fixed",
    "resolved",
    "be normal",
    "are normal",
    "log in again",
    "get in again",
    "working again",
    "work again",
    "up again",
    "be over",
    "be solved",
    "recovered",
];

/// Times of restoration in words to executives and customers that match no
/// told fact, unless they come from somebody whose work it is (design, section
/// 8). `promised` is where a promise of the next word stands, which is none.
pub(super) fn etas(
    scenario: &Scenario,
    known: &Known<'_>,
    moved: &Moved,
    at: SimTime,
    promised: Option<usize>,
) -> Vec<String> {
    let owner = known
        .courses(scenario)
        .any(|course| course.owner == moved.seat);
    if owner || !to_stakeholders(scenario, moved) {
        return Vec::new();
    }
    let now = scenario.shows(at);
    let mut found = Vec::new();
    for sentence in text::sentences(&moved.line) {
        let times = text::times(sentence.text, now);
        if times.is_empty() {
            continue;
        }
        let lower = sentence.text.to_lowercase();
        if !ENDS.iter().any(|end| lower.contains(end)) {
            continue;
        }
        for mention in times {
            let is_promise = promised == Some(sentence.start + mention.start);
            if !is_promise && !backed(scenario, known, &mention.kind, at) {
                let said = sentence
                    .text
                    .get(mention.start..mention.end)
                    .unwrap_or_default();
                found.push(said.to_owned());
            }
        }
    }
    found
}

/// Whether a move speaks to executives or customers.
fn to_stakeholders(scenario: &Scenario, moved: &Moved) -> bool {
    let says = matches!(
        moved.act,
        Move::Update { .. } | Move::Tell { .. } | Move::Say | Move::Report { .. }
    );
    let channel = moved
        .channel
        .and_then(|id| scenario.channels.get(id))
        .map(|channel| channel.purpose);
    let stakeholder = |seat: &SeatId| {
        scenario
            .roles
            .get(*seat)
            .is_some_and(|role| role.stakeholder)
    };
    says && (matches!(channel, Some(Purpose::Executives | Purpose::Customers))
        || moved.to.iter().any(stakeholder)
        || (matches!(moved.act, Move::Update { .. }) && channel == Some(Purpose::WarRoom)))
}

/// Whether a time rests on a length of time that the war room was told.
fn backed(scenario: &Scenario, known: &Known<'_>, kind: &TimeKind, at: SimTime) -> bool {
    let told = || {
        let facts = known
            .told
            .keys()
            .filter_map(|fact| scenario.facts.get(*fact));
        facts
            .filter_map(|fact| fact.value)
            .filter(|value| value.unit == Unit::Second && !value.per_hour)
    };
    let adopted = || {
        known
            .adopted
            .iter()
            .filter_map(|adopted| adopted.course.duration)
            .map(|duration| duration.mode)
    };
    let lengths = || {
        let facts = told().map(|value| Span(u64::try_from(value.milli).unwrap_or(0)));
        facts.chain(adopted())
    };
    let close = |a: u64, b: u64| a.abs_diff(b) <= ROUNDING.0.max(b / 20);
    match kind {
        TimeKind::Duration(span) | TimeKind::Relative { span, .. } => lengths().any(|length| {
            close(span.0, length.0) || length.0 <= span.0 && span.0 <= length.0 + ROUNDING.0
        }),
        TimeKind::Clock(clock) => {
            let due = scenario.next(*clock, at);
            let begins = known
                .decisions
                .iter()
                .map(|decision| decision.at)
                .chain(known.works.iter().map(|work| work.at));
            begins
                .chain([at])
                .any(|begin| lengths().any(|length| close(due.0, (begin + length).0)))
        }
        TimeKind::Ago { .. } | TimeKind::Every(_) => true,
    }
}
