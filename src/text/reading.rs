//! A message split once into words, so that every question about it looks at
//! the same words.
//!
//! Invariant: words lie in order; a word's sentence number never falls. Absent
//! on purpose: any opinion on what the words mean.

use super::notes::notes;
use super::sentence::pieces;
use super::word::{Stem, stem, words};
use std::ops::Range;
use std::rc::Rc;

/// A word of a reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stem: Stem,
    /// Which sentence it stands in, from 0.
    pub(super) sentence: usize,
}

/// A message and its words.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Rc<[Token]>,
}

/// The words of a message.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut starts = pieces(text).into_iter().map(|(start, _)| start).peekable();
    let mut sentence: usize = 0;
    let mut seen = false;
    let mut tokens = Vec::with_capacity(text.len() / 5);
    for word in words(text) {
        while starts.next_if(|&start| start <= word.start).is_some() {
            sentence += usize::from(seen);
            seen = true;
        }
        tokens.push(Token {
            start: word.start,
            end: word.end,
            stem: stem(word.text),
            sentence,
        });
    }
    tokens
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let tokens = Rc::clone(&notes(text).tokens);
        Self { text, tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word as written; empty past the end.
    pub(super) fn word(&self, i: usize) -> &'a str {
        let word = self
            .tokens
            .get(i)
            .and_then(|t| self.text.get(t.start..t.end));
        word.unwrap_or_default()
    }

    /// Whether the word is one of these, whatever its case.
    pub(super) fn is(&self, i: usize, any: &[&str]) -> bool {
        let word = self.word(i);
        any.iter().any(|a| word.eq_ignore_ascii_case(a))
    }

    /// What stands between word `i` and the one before it.
    pub(super) fn gap(&self, i: usize) -> &'a str {
        let end = self.tokens.get(i).map_or(self.text.len(), |t| t.start);
        let start = match i.checked_sub(1) {
            Some(before) => self.tokens.get(before).map_or(end, |t| t.end),
            None => 0,
        };
        self.text.get(start..end).unwrap_or_default()
    }

    /// What follows word `i`, to the end of the message.
    pub(super) fn tail(&self, i: usize) -> &'a str {
        let end = self.tokens.get(i).map_or(self.text.len(), |t| t.end);
        self.text.get(end..).unwrap_or_default()
    }

    /// Whether words `i - 1` and `i` touch but for blanks, within a sentence.
    pub(super) fn flows(&self, i: usize) -> bool {
        i > 0 && self.same_sentence(i - 1, i) && self.gap(i).trim().is_empty()
    }

    /// As [`Reading::flows`], with a currency sign allowed between.
    pub(super) fn flows_or_signed(&self, i: usize) -> bool {
        self.flows(i) || (i > 0 && self.same_sentence(i - 1, i) && self.gap(i).trim() == "$")
    }

    pub(super) fn same_sentence(&self, a: usize, b: usize) -> bool {
        match (self.tokens.get(a), self.tokens.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    /// Whether nothing that could be counted or named follows before word `i`:
    /// the clause ends there, or goes on with a little word.
    pub(super) fn clause_ends(&self, i: usize) -> bool {
        const FOLLOW: [&str; 30] = [
            "and", "or", "but", "for", "with", "we", "i", "if", "then", "when", "unless", "at",
            "latest", "sharp", "today", "tonight", "tomorrow", "utc", "the", "so", "from", "by",
            "until", "because", "that", "on", "in", "exactly", "while", "you",
        ];
        !self.flows(i) || self.is(i, &FOLLOW)
    }

    /// The words of the sentence that word `i` stands in.
    pub(super) fn sentence_of(&self, i: usize) -> Range<usize> {
        let Some(token) = self.tokens.get(i) else {
            return i..i;
        };
        let first = self.tokens.partition_point(|t| t.sentence < token.sentence);
        let end = self
            .tokens
            .partition_point(|t| t.sentence <= token.sentence);
        first..end
    }

    /// The first word that starts at or after a byte.
    pub(super) fn word_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.start < byte)
    }

    /// The bytes that a run of words covers.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self
            .tokens
            .get(words.start)
            .map_or(self.text.len(), |t| t.start);
        let end = words
            .end
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last));
        start..end.map_or(start, |t| t.end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_sentence() {
        let reading = Reading::new("One two.\n- three\n?? four, five");
        let numbers: Vec<usize> = reading.tokens.iter().map(|t| t.sentence).collect();
        assert_eq!(numbers, [0, 0, 1, 2, 2]);
        assert_eq!(reading.sentence_of(4), 3..5);
        assert_eq!(reading.gap(4), ", ");
        assert_eq!(reading.bytes(0..2), 0..7);
        assert!(!reading.flows(2) && reading.clause_ends(4));
        assert_eq!(reading.sentence_of(9), 9..9);
    }
}
