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
        // ASCII alone, so that places in the one are places in the other.
        let lower = sentence.text.to_ascii_lowercase();
        for mention in times {
            let is_promise = promised == Some(sentence.start + mention.start);
            let ends = !is_promise && promises_end(&lower, mention.start);
            if ends && !backed(scenario, known, &mention.kind, at) {
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

/// Whether a sentence in lower case promises an end for the time that stands at
/// byte `time`: the last end said before it, or else the first behind it, is
/// promised rather than refused.
fn promises_end(sentence: &str, time: usize) -> bool {
    let places = || {
        let ends = ENDS.iter();
        let each = ends.flat_map(move |end| sentence.match_indices(end));
        each.map(|(at, _)| at)
    };
    let before = places().filter(|at| *at < time).max();
    let Some(end) = before.or_else(|| places().min()) else {
        return false;
    };
    let until = |at: usize| sentence.get(..at).unwrap_or_default();
    !refused(until(end)) && !only_later(until(time))
}

/// Whether the words before a time only say what is not earlier.
fn only_later(before: &str) -> bool {
    const LATER: [&str; 4] = ["not before", "not until", "not till", "earlier than"];
    LATER.iter().any(|later| before.trim_end().ends_with(later))
}

/// Whether the words before an end deny it or refuse to promise it: "nobody can
/// promise that it", "it won't". What is denied in a clause of its own ("don't
/// worry, it will") or before a "will" leaves the end promised.
fn refused(before: &str) -> bool {
    // Saying or knowing, which may be withheld of a whole clause.
    const SURE: [&str; 19] = [
        "promise",
        "promised",
        "guarantee",
        "guaranteed",
        "say",
        "tell",
        "know",
        "known",
        "think",
        "believe",
        "expect",
        "expected",
        "confirm",
        "commit",
        "sure",
        "certain",
        "clear",
        "estimate",
        "saying",
    ];
    const IN_DOUBT: [&str; 5] = ["doubt", "doubtful", "unlikely", "unclear", "whether"];
    // "Don't worry", "not only", "not later than", "won't take long".
    const HARMLESS: [&str; 5] = ["worry", "panic", "only", "later", "take"];
    /// Words between a denial and the end that it denies.
    const NEAR: usize = 5;
    let said = last_clause(before);
    let is = |at: usize, any: &[&str]| said.get(at).is_some_and(|w| any.contains(&w.as_str()));
    (0..said.len()).any(|at| {
        let no = is(at, &["no"]);
        if is(at, &IN_DOUBT) {
            let undoubted = at > 0 && is(at - 1, &["no", "not", "without"]);
            return !undoubted;
        }
        if !no && !said.get(at).is_some_and(|word| denies(word)) {
            return false;
        }
        let withheld = (at + 1..=at + 3).any(|next| is(next, &SURE));
        let will = || {
            let affirms = |w: &String| w == "will" || w.ends_with("'ll");
            (at + 1..said.len()).find(|&next| said.get(next).is_some_and(affirms))
        };
        let reaches = || said.len() - at <= NEAR + 1 && will().is_none_or(|will| will == at + 1);
        withheld || (!no && !is(at + 1, &HARMLESS) && reaches())
    })
}

fn denies(word: &str) -> bool {
    const DENIALS: [&str; 6] = ["not", "nobody", "nothing", "none", "never", "cannot"];
    DENIALS.contains(&word) || word.ends_with("n't")
}

/// The words of the clause that is open where some words end. Behind a comma, a
/// clause that a "that" opens belongs to what was said before.
fn last_clause(before: &str) -> Vec<String> {
    const SUBJECTS: [&str; 8] = ["it", "we", "they", "this", "everything", "all", "the", "i"];
    let words: Vec<text::Word<'_>> = text::words(before).collect();
    let is = |at: usize, any: &[&str]| words.get(at).is_some_and(|word| any.contains(&word.text));
    let turns = |at: usize| {
        let and = at > 0 && is(at - 1, &["and"]) && is(at, &SUBJECTS);
        and || (at > 0 && is(at - 1, &["but"]))
    };
    let marked = |at: usize| {
        let end = at.checked_sub(1).and_then(|last| words.get(last));
        let start = words.get(at).map_or(before.len(), |word| word.start);
        let gap = end.and_then(|last| before.get(last.end..start));
        gap.is_some_and(|gap| gap.contains([',', ';', ':', '—', '–']))
    };
    let from = (1..=words.len()).rev().find(|at| turns(*at)).unwrap_or(0);
    let mark = (from + 1..=words.len()).rev().find(|at| marked(*at));
    let first = mark
        .filter(|at| !is(*at, &["that", "whether"]))
        .unwrap_or(from);
    let clause = words.iter().skip(first);
    clause.map(|word| word.text.replace('’', "'")).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The times for which an end is promised.
    #[track_caller]
    fn check(words: &str, expect: &[&str]) {
        let times = text::times(words, ClockTime::new(2, 15));
        let lower = words.to_ascii_lowercase();
        let promised: Vec<&str> = times
            .iter()
            .filter(|mention| promises_end(&lower, mention.start))
            .map(|mention| &words[mention.start..mention.end])
            .collect();
        assert_eq!(promised, expect, "{words}");
    }

    #[test]
    fn an_end_with_a_time_is_promised() {
        for words in [
            "It will be fixed by 03:00",
            "It will be fixed by 03:00, no problem",
            "No problem, it will be fixed by 03:00",
            "Don't worry, it is fixed by 03:00",
            "Don’t worry it will be fixed by 03:00",
            "There is no doubt that it will be fixed by 03:00",
            "By 03:00 everything is back to normal",
            "I can't promise much, but it will be fixed by 03:00",
            "We don't know the cause and it will be fixed by 03:00",
            "Users who cannot pay will be back to normal by 03:00",
            "It will be fixed no later than 03:00",
        ] {
            check(words, &["03:00"]);
        }
        check(
            "It won't be fixed by 03:00, but logins are restored by 04:00",
            &["04:00"],
        );
    }

    #[test]
    fn an_honest_no_promises_no_end() {
        for words in [
            "Nobody can promise yet that it is fixed by 03:00",
            "Nobody can promise, at this point, that it is fixed by 03:00",
            "It won't be fixed by 03:00",
            "It won’t be fixed by 03:00",
            "It will not be fixed by 03:00",
            "I can't promise that it is back at 03:00",
            "I can't promise that it will be fixed by 03:00",
            "I do not think it will be fixed by 03:00",
            "There is no guarantee that it will be fixed by 03:00",
            "It is unlikely that it will be fixed by 03:00",
            "By 03:00 it won't be fixed",
            "Nothing will be fixed by 03:00",
            "It will be fixed, but not before 03:00",
            "We check at 02:50 whether it is fixed",
            "We meet at 03:00",
            "",
        ] {
            check(words, &[]);
        }
    }
}
