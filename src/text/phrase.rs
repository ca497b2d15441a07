//! Phrase lists: many phrases of one or more words, each with a value, found in
//! one pass over a message.
//!
//! Invariant: at each word the longest phrase wins and phrases found do not
//! overlap; among equals the one listed first is reported first. `a`, `an` and
//! `the` are passed over on both sides. A phrase never spans two sentences.
//! Absent on purpose: hashing, so that order depends on nothing but the list.

use super::reading::Reading;
use super::word::{Stem, stem, words};
use std::cmp::Reverse;
use std::ops::Range;

/// Phrases and what each stands for.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    /// Sorted by first word, then longest first, then as listed.
    entries: Vec<Entry<T>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    first: Stem,
    rest: Box<[Stem]>,
    value: T,
}

/// One phrase found.
#[derive(Clone, Debug)]
pub(super) struct Found<'p, T> {
    /// The words of the message that it covers.
    pub(super) words: Range<usize>,
    /// What its phrases stand for; a phrase listed twice has two entries.
    entries: &'p [Entry<T>],
    /// Place of the first entry in the list: one number a phrase.
    pub(super) id: usize,
}

impl<T: Copy> Found<'_, T> {
    /// What the phrase stands for.
    pub(super) fn value(&self) -> Option<T> {
        self.entries.first().map(|e| e.value)
    }
    /// Everything the phrase stands for.
    pub(super) fn values(&self) -> impl Iterator<Item = T> {
        self.entries.iter().map(|e| e.value)
    }
    /// Words of the phrase, articles apart.
    pub(super) fn size(&self) -> usize {
        self.entries.first().map_or(0, |e| e.rest.len() + 1)
    }
}

impl<T: Copy> Phrases<T> {
    /// Phrases without a word in them are left out.
    pub(super) fn new<S: AsRef<str>>(list: impl IntoIterator<Item = (S, T)>) -> Self {
        let mut entries = Vec::new();
        for (phrase, value) in list {
            let mut stems = words(phrase.as_ref())
                .filter(|w| !is_article(w.text))
                .map(|w| stem(w.text));
            if let Some(first) = stems.next() {
                entries.push(Entry {
                    first,
                    rest: stems.collect(),
                    value,
                });
            }
        }
        // Stable: equals stay as listed.
        entries.sort_by(|a, b| {
            let key = |e: &Entry<T>| (e.first, Reverse(e.rest.len()));
            key(a).cmp(&key(b)).then_with(|| a.rest.cmp(&b.rest))
        });
        Self { entries }
    }

    /// How many entries there are: one more than the largest [`Found::id`].
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The value of a phrase of exactly this one word.
    pub(super) fn word(&self, word: Stem) -> Option<T> {
        let end = self.entries.partition_point(|e| e.first <= word);
        let last = self.entries.get(end.checked_sub(1)?)?;
        (last.first == word && last.rest.is_empty()).then_some(last.value)
    }

    /// The longest phrase that begins at word `i`.
    pub(super) fn at(&self, reading: &Reading<'_>, i: usize) -> Option<Found<'_, T>> {
        let first = reading.tokens.get(i)?.stem;
        let from = self.entries.partition_point(|e| e.first < first);
        let candidates = self.entries[from..].iter().take_while(|e| e.first == first);
        for (n, entry) in candidates.enumerate() {
            let Some(end) = follow(reading, i, &entry.rest) else {
                continue;
            };
            let id = from + n;
            let same = self.entries[id..]
                .iter()
                .take_while(|e| e.first == first && e.rest == entry.rest)
                .count();
            return Some(Found {
                words: i..end,
                entries: &self.entries[id..id + same],
                id,
            });
        }
        None
    }

    /// Every phrase in the message, from left to right.
    pub(super) fn all<'p>(&'p self, reading: &Reading<'_>) -> impl Iterator<Item = Found<'p, T>> {
        self.within(reading, 0..reading.len())
    }

    /// Every phrase that begins in a run of words.
    pub(super) fn within<'p>(
        &'p self,
        reading: &Reading<'_>,
        words: Range<usize>,
    ) -> impl Iterator<Item = Found<'p, T>> {
        let mut i = words.start;
        std::iter::from_fn(move || {
            while i < words.end.min(reading.len()) {
                if let Some(found) = self.at(reading, i) {
                    i = found.words.end;
                    return Some(found);
                }
                i += 1;
            }
            None
        })
    }
}

/// One past the last word when `rest` follows word `i`.
fn follow(reading: &Reading<'_>, i: usize, rest: &[Stem]) -> Option<usize> {
    let mut at = i + 1;
    for want in rest {
        // At most two articles are passed over.
        for _ in 0..2 {
            if reading.is(at, &["a", "an", "the"]) {
                at += 1;
            }
        }
        let token = reading.tokens.get(at)?;
        if token.stem != *want || !reading.same_sentence(i, at) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"]
        .iter()
        .any(|a| word.eq_ignore_ascii_case(a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, u8)]) {
        let phrases = Phrases::new([
            ("pool", 1),
            ("connection pool", 2),
            ("make the call", 3),
            ("connection", 4),
            ("pool", 5),
            ("the", 6),
        ]);
        let reading = Reading::new(text);
        let found: Vec<(&str, u8)> = phrases
            .all(&reading)
            .flat_map(|f| {
                let bytes = reading.bytes(f.words.clone());
                f.values()
                    .map(|v| (&text[bytes.clone()], v))
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("Connection-pools", &[("Connection-pools", 2)]);
        check(
            "connection of pools",
            &[("connection", 4), ("pools", 1), ("pools", 5)],
        );
        check("I make a call", &[("make a call", 3)]);
        check("making. The call", &[]);
        check(
            "connection. Pool",
            &[("connection", 4), ("Pool", 1), ("Pool", 5)],
        );
    }
}
