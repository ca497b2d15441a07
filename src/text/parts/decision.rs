//! What a spoken decision holds: the option, what it was compared with, why,
//! at what price, the way back and its trigger, the next check.
//!
//! Heuristic, see the module above. Invariant: the chosen option is never among
//! those compared. Absent on purpose: whether the figures quoted are right;
//! `figures` tells what was quoted.

use super::fallback::{Fallback, fallback};
use super::options::{Mention, OptionNamed, Part, mentions};
use super::promise::{Promised, next_check};
use crate::model::ClockTime;
use crate::text::notes::{notes, options};
use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use crate::text::times::Unsettled;
use std::ops::Range;
use std::sync::LazyLock;

/// The parts of a decision that were found; ranges are bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionParts {
    /// The option that was called.
    pub chosen: Option<OptionNamed>,
    /// Options set aside, or named in a sentence of their own; each once.
    pub compared: Vec<OptionNamed>,
    /// Why: from its cue to the end of the sentence.
    pub rationale: Option<Range<usize>>,
    /// What it costs: from its cue to the end of the sentence.
    pub price: Option<Range<usize>>,
    /// The way back.
    pub fallback: Option<Fallback>,
    /// When it is looked at again.
    pub next_check: Option<Promised>,
}

static REASONS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let cues = [
        "because",
        "so that",
        "since",
        "given that",
        "given the",
        "due to",
        "reason",
        "reasons",
        "in order to",
        "that way",
        "therefore",
        "which avoids",
        "which keeps",
        "which protects",
        "which saves",
        "this avoids",
        "this keeps",
        "this protects",
        "this saves",
        "it avoids",
        "it keeps",
        "it protects",
        "it saves",
        "the best trade off",
        "why",
        "rationale",
        "as it",
        "as this",
        "as we",
        "to avoid",
        "to protect",
        "to save",
        "to limit",
        "to cap",
        "thanks to",
        "justification",
    ];
    Phrases::new(cues.map(|c| (c, ())))
});

static PRICES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let cues = [
        "cost",
        "costs",
        "we lose",
        "users lose",
        "customers lose",
        "we accept",
        "i accept",
        "accepting",
        "price",
        "trade off",
        "tradeoff",
        "trading",
        "at the expense",
        "we give up",
        "giving up",
        "sacrifice",
        "downside",
        "drawback",
        "in exchange",
        "the risk is",
        "we risk",
        "stay slow",
        "stays slow",
        "remain slow",
        "will be slow",
        "will be slower",
        "will be down",
        "we pay",
        "lose work",
        "lose the last",
        "lost work",
        "we live with",
        "we tolerate",
        "the catch",
        "means downtime",
        "means an outage",
    ];
    Phrases::new(cues.map(|c| (c, ())))
});

/// Looks for the parts of a decision announced at `reference`. Each option
/// comes with a number of the caller's and the ways in which it may be named;
/// a name of one letter counts only as a capital.
pub fn decision_parts(
    text: &str,
    option_names: &[(usize, &[&str])],
    reference: ClockTime,
) -> DecisionParts {
    let notes = notes(text);
    let found = notes.decisions.get(&options(option_names), || {
        decision(&notes.reading(), notes.times(), option_names)
    });
    let (parts, check) = &*found;
    DecisionParts {
        next_check: check.and_then(|time| Promised::with(&time, reference)),
        ..parts.clone()
    }
}

/// The parts of a decision, and the time of the next check before it is
/// settled.
pub(in crate::text) type Undated = (DecisionParts, Option<Unsettled>);

fn decision(
    reading: &Reading<'_>,
    times: &[Unsettled],
    option_names: &[(usize, &[&str])],
) -> Undated {
    let named = mentions(reading, option_names);
    let chosen = named
        .iter()
        .find(|m| m.part == Part::Chosen)
        .or_else(|| named.iter().find(|m| m.part == Part::Named));
    let mut compared: Vec<OptionNamed> = Vec::new();
    for m in &named {
        // Behind the choice, in its sentence, a bare name spells the choice out.
        let spelt_out = chosen.is_some_and(|c| {
            c.part == Part::Chosen
                && c.words.start < m.words.start
                && reading.same_sentence(c.words.start, m.words.start)
        });
        if m.part != Part::Rejected && (m.part != Part::Named || spelt_out) {
            continue;
        }
        let other = chosen.is_none_or(|c| c.option != m.option);
        if other && compared.iter().all(|c| c.option != m.option) {
            compared.push(placed(reading, m));
        }
    }
    let parts = DecisionParts {
        chosen: chosen.map(|m| placed(reading, m)),
        compared,
        rationale: rationale(reading, times),
        price: price(reading),
        fallback: fallback(reading, times, &named, chosen.map(|m| m.option)),
        next_check: None,
    };
    (parts, next_check(reading, times))
}

fn placed(reading: &Reading<'_>, m: &Mention) -> OptionNamed {
    let bytes = reading.bytes(m.words.clone());
    OptionNamed {
        option: m.option,
        start: bytes.start,
        end: bytes.end,
    }
}

/// From word `i` to the end of its sentence.
fn rest_of_sentence(reading: &Reading<'_>, i: usize) -> Range<usize> {
    reading.bytes(i..reading.sentence_of(i).end)
}

fn rationale(reading: &Reading<'_>, times: &[Unsettled]) -> Option<Range<usize>> {
    let found = REASONS.all(reading).find(|f| {
        let next = f.words.end;
        // "since 14:03" tells when, not why; a reason needs words.
        let dated = reading.tokens.get(next).is_some_and(|t| {
            let at = times.partition_point(|m| m.end <= t.start);
            times.get(at).is_some_and(|m| m.start <= t.start)
        });
        !(dated && reading.is(f.words.start, &["since"]))
            && reading.same_sentence(f.words.start, next)
    })?;
    Some(rest_of_sentence(reading, found.words.start))
}

fn price(reading: &Reading<'_>) -> Option<Range<usize>> {
    let found = PRICES.all(reading).find(|f| {
        let first = f.words.start;
        let denied = first > 0
            && reading.same_sentence(first - 1, first)
            && reading.is(first - 1, &["no", "without", "not", "zero"]);
        !denied && reading.same_sentence(first, f.words.end)
    })?;
    Some(rest_of_sentence(reading, found.words.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: [(usize, &[&str]); 4] = [
        (0, &["A", "full restore"]),
        (1, &["B", "fail over", "old cluster"]),
        (2, &["C", "workaround"]),
        (3, &["D", "hybrid"]),
    ];

    struct Expect<'a> {
        chosen: Option<usize>,
        compared: &'a [usize],
        rationale: &'a str,
        price: &'a str,
        fallback: Option<(Option<usize>, &'a str)>,
        check: &'a str,
    }

    const NOTHING: Expect<'_> = Expect {
        chosen: None,
        compared: &[],
        rationale: "",
        price: "",
        fallback: None,
        check: "",
    };

    #[track_caller]
    fn check(text: &str, expect: Expect<'_>) {
        let parts = decision_parts(text, &OPTIONS, ClockTime::new(2, 15));
        let said = |r: Option<&Range<usize>>| r.map_or("", |r| &text[r.clone()]);
        assert_eq!(
            parts.chosen.map(|o| o.option),
            expect.chosen,
            "chosen: {text}"
        );
        let compared: Vec<usize> = parts.compared.iter().map(|o| o.option).collect();
        assert_eq!(compared, expect.compared, "compared: {text}");
        assert_eq!(
            said(parts.rationale.as_ref()),
            expect.rationale,
            "rationale: {text}"
        );
        assert_eq!(said(parts.price.as_ref()), expect.price, "price: {text}");
        let fallback = parts
            .fallback
            .as_ref()
            .map(|f| (f.option, said(f.trigger.as_ref())));
        assert_eq!(fallback, expect.fallback, "fallback: {text}");
        let at = parts
            .next_check
            .map_or_else(String::new, |p| p.at.to_string());
        assert_eq!(at, expect.check, "check: {text}");
    }

    #[test]
    fn a_whole_decision() {
        check(
            "We choose D rather than A or B because nobody loses data. The price is 15 s logins until the restore lands. \
             If the restore is not through by 06:30, we fail over to the old cluster. We check again at 02:45.",
            Expect {
                chosen: Some(3),
                compared: &[0, 1],
                rationale: "because nobody loses data",
                price: "price is 15 s logins until the restore lands",
                fallback: Some((Some(1), "If the restore is not through by 06:30")),
                check: "02:45",
            },
        );
        check(
            "Decision: hybrid, not the full restore, so that logins work in 30 min\n- Cost: slow logins\n\
             - Plan B: old cluster at 03:00\n- Next check: 02:30",
            Expect {
                chosen: Some(3),
                compared: &[0],
                rationale: "so that logins work in 30 min",
                price: "Cost: slow logins",
                fallback: Some((Some(1), "03:00")),
                check: "02:30",
            },
        );
    }

    #[test]
    fn parts_of_a_decision() {
        check(
            "D.",
            Expect {
                chosen: Some(3),
                ..NOTHING
            },
        );
        check("Down since 02:05, at no cost to us.", NOTHING);
        check(
            "Keep B as plan B. If C is not up by 03:00, fall back to it.",
            Expect {
                fallback: Some((Some(1), "If C is not up by 03:00")),
                ..NOTHING
            },
        );
        check(
            "We go with D: workaround now, full restore in parallel. A takes 4 h.",
            Expect {
                chosen: Some(3),
                compared: &[0],
                ..NOTHING
            },
        );
        check(
            "We roll back if no cause is found by 02:25.",
            Expect {
                fallback: Some((None, "if no cause is found by 02:25")),
                ..NOTHING
            },
        );
        check(
            "C takes 30 min, A takes 4 h",
            Expect {
                chosen: Some(2),
                compared: &[0],
                ..NOTHING
            },
        );
        check("because", NOTHING);
        check("", NOTHING);
        check("🔥 if, if, if — plan", NOTHING);
    }
}
