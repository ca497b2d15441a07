//! Technical terms in a message, whether each is explained, and the business
//! words beside them.
//!
//! Feeds the rubric's "level of detail". Invariant: hits lie in order and do
//! not overlap; a term once explained counts as explained in the rest of the
//! message. Heuristic: an explanation is words in plain language close behind a
//! term, or a plain phrase with the term in brackets behind it; whether it is a
//! good one, a person decides. Absent on purpose: a verdict.

use super::figures::figures_in;
use super::glossary::Glossary;
use super::notes::{Term, notes};
use super::reading::Reading;
use super::sentence::word_count;
use crate::model::Unit;
use std::ops::Range;

/// A technical term found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JargonHit<'g> {
    /// The term as the glossary lists it.
    pub term: &'g str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether plain words explain it here or earlier in the message.
    pub explained: bool,
    /// Whether executives have likely met it ("rollback", "database").
    pub everyday: bool,
}

/// A business word or a sum of money found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The technical terms of a message.
pub fn jargon<'g>(text: &str, glossary: &'g Glossary) -> Vec<JargonHit<'g>> {
    let notes = notes(text);
    let terms = notes.terms.get(&glossary.mark, || {
        terms_in(&notes.reading(), glossary).into()
    });
    let hit = |of: &Term| {
        let (term, everyday) = glossary.names.get(of.id)?;
        Some(JargonHit {
            term,
            start: of.start,
            end: of.end,
            explained: of.explained,
            everyday: *everyday,
        })
    };
    terms.iter().filter_map(hit).collect()
}

fn terms_in(reading: &Reading<'_>, glossary: &Glossary) -> Vec<Term> {
    let mut known: Vec<usize> = Vec::new();
    let mut terms = Vec::new();
    for found in glossary.jargon.all(reading) {
        let Some(id) = found.value() else { continue };
        let bytes = reading.bytes(found.words.clone());
        let explained = known.contains(&id) || is_explained(reading, &found.words, glossary);
        if explained && !known.contains(&id) {
            known.push(id);
        }
        terms.push(Term {
            id,
            start: bytes.start,
            end: bytes.end,
            explained,
        });
    }
    terms
}

/// The business words and dollar figures of a message, from left to right.
pub fn business_terms(text: &str, glossary: &Glossary) -> Vec<Hit> {
    let notes = notes(text);
    let hits = notes.business.get(&glossary.mark, || {
        business_in(&notes.reading(), glossary).into()
    });
    hits.to_vec()
}

fn business_in(reading: &Reading<'_>, glossary: &Glossary) -> Vec<Hit> {
    let words = glossary
        .business
        .all(reading)
        .filter(|f| f.value() == Some(true))
        .map(|f| reading.bytes(f.words));
    let sums = figures_in(reading)
        .into_iter()
        .filter(|f| f.quantity.unit == Unit::Dollar)
        .map(|f| f.start..f.end);
    let mut hits: Vec<Hit> = words
        .chain(sums)
        .map(|b| Hit {
            start: b.start,
            end: b.end,
        })
        .collect();
    hits.sort_by_key(|h| (h.start, h.end));
    hits
}

/// Unexplained terms that are not everyday, per 100 words, in hundredths: 300
/// is three in a hundred words. Zero for a text without words.
pub fn jargon_per_100(text: &str, glossary: &Glossary) -> u32 {
    let hits = jargon(text, glossary);
    let bare = hits.iter().filter(|h| !h.explained && !h.everyday).count();
    let bare = u32::try_from(bare).unwrap_or(u32::MAX);
    bare.saturating_mul(10_000)
        .checked_div(word_count(text))
        .unwrap_or(0)
}

/// Words between a term and what introduces its explanation.
const CLOSE: usize = 3;
/// Words in plain language that make an explanation.
const ENOUGH: usize = 2;
/// Words looked at for an explanation.
const LONGEST: usize = 25;

fn is_explained(reading: &Reading<'_>, term: &Range<usize>, glossary: &Glossary) -> bool {
    let next = term.end;
    let behind = reading.gap(next);
    let mark = behind.trim_start();
    if let Some(inside) = mark.strip_prefix('(') {
        return !inside.contains(')') && plain_words(reading, next, glossary, true) >= ENOUGH;
    }
    // "a copy kept in step (replica)": the brackets hold the term alone.
    if reading.gap(term.start).ends_with('(') && mark.starts_with(')') {
        return term.start.checked_sub(ENOUGH).is_some_and(|from| {
            let plain = (from..term.start).all(|i| glossary.jargon.at(reading, i).is_none());
            plain && reading.same_sentence(from, term.start)
        });
    }
    if !reading.same_sentence(term.start, next) {
        return false;
    }
    let dash = behind.starts_with(' ') && behind.trim() == "-"
        || ["–", "—", "--"].contains(&behind.trim());
    if dash {
        return plain_words(reading, next, glossary, false) >= ENOUGH;
    }
    (next..=next + CLOSE).any(|at| {
        introduces(reading, at).is_some_and(|from| {
            reading.same_sentence(term.start, at)
                && plain_words(reading, from, glossary, false) >= ENOUGH
        })
    })
}

/// Where an explanation begins, when words at `at` introduce one.
fn introduces(reading: &Reading<'_>, at: usize) -> Option<usize> {
    const WAYS: [&[&str]; 10] = [
        &["that", "is"],
        &["that's"],
        &["i", "e"],
        &["meaning"],
        &["meaning", "that"],
        &["which", "means"],
        &["in", "plain", "words"],
        &["in", "other", "words"],
        &["in", "plain", "english"],
        &["also", "called"],
    ];
    let fits = |way: &&&[&str]| {
        way.iter()
            .enumerate()
            .all(|(n, w)| reading.is(at + n, &[w]))
    };
    WAYS.iter().find(fits).map(|way| at + way.len())
}

/// Words from `from` that are not jargon, to the end of the sentence or, in
/// brackets, to the closing one.
fn plain_words(reading: &Reading<'_>, from: usize, glossary: &Glossary, brackets: bool) -> usize {
    let mut plain = 0;
    let mut i = from;
    while i < from + LONGEST && i < reading.len() {
        let parted = i > from
            && (!reading.same_sentence(i - 1, i) || (brackets && reading.gap(i).contains(')')));
        if parted {
            break;
        }
        if let Some(found) = glossary.jargon.at(reading, i) {
            i = found.words.end;
        } else {
            plain += usize::from(reading.word(i).starts_with(char::is_alphabetic));
            i += 1;
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each hit as its term, with `+` when explained and `*` when everyday.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let glossary = Glossary::new(["flux valve", "rollback"], ["turbine hours"]);
        let found: Vec<String> = jargon(text, &glossary)
            .iter()
            .map(|h| {
                let marks = [
                    if h.explained { "+" } else { "" },
                    if h.everyday { "*" } else { "" },
                ]
                .concat();
                format!("{}{marks}", h.term)
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn terms_are_found_whatever_their_form() {
        check(
            "P99 latency on the replicas",
            &["p99", "latency", "replica"],
        );
        check(
            "failing over two nodes; the flux-valve",
            &["fail over", "node", "flux valve"],
        );
        check(
            "The database restore, a rollback",
            &["database*", "restore*", "rollback"],
        );
        check("We log in and keep calm", &[]);
        check("connection pools", &["connection pool"]);
    }

    #[test]
    fn explanations_stand_close() {
        check("a replica (a copy kept in step)", &["replica+"]);
        check("a replica (sharding)", &["replica", "sharding"]);
        check("(sharding) of a replica", &["sharding", "replica"]);
        check(
            "a failover, that is, we switch to the old system",
            &["failover+"],
        );
        check("a failover — we switch to the old system", &["failover+"]);
        check("fail-over plans", &["fail over"]);
        check("a copy kept in step (replica)", &["replica+"]);
        check("(replica) is slow", &["replica"]);
        check(
            "latency, which means slow answers. Latency is up",
            &["latency+", "latency+"],
        );
        check("the quorum is lost. That is bad for all of us", &["quorum"]);
    }

    #[test]
    fn density_is_in_hundredths() {
        let glossary = Glossary::built_in();
        for (text, expect) in [
            ("", 0),
            ("🔥", 0),
            ("rollback", 0),
            ("latency is up now", 2500),
            ("node node node", 10_000),
            ("customers are fine", 0),
        ] {
            assert_eq!(jargon_per_100(text, &glossary), expect, "{text}");
        }
    }

    #[test]
    fn business_words_and_sums() {
        let glossary = Glossary::new(["x"], ["turbine hours"]);
        let text = "Customers lose trust, $8M and two turbine hours";
        let found: Vec<&str> = business_terms(text, &glossary)
            .iter()
            .map(|h| &text[h.start..h.end])
            .collect();
        assert_eq!(found, ["Customers", "trust", "$8M", "turbine hours"]);
        assert!(business_terms("the replica lags", &glossary).is_empty());
    }
}
