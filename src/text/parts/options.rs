//! Which options a statement names, and in what part: chosen, set aside, or
//! kept as the way back.
//!
//! Heuristic: the nearest cue before a name decides ("we choose", "rather
//! than", "plan B"); behind an "if" a name is the way back. Invariant: at each
//! place the longest name wins. Absent on purpose: what an option is.

use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use std::ops::Range;
use std::sync::LazyLock;

/// An option named in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionNamed {
    /// The number that the caller gave with its names.
    pub option: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The part that a name plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Chosen,
    Rejected,
    Fallback,
    /// Inside the condition of an "if".
    Condition,
    /// Only named.
    Named,
}

/// A name found.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) option: usize,
    pub(super) words: Range<usize>,
    pub(super) part: Part,
}

/// A cue's part, and how many words ahead it reaches.
static CUES: LazyLock<Phrases<(Part, usize)>> = LazyLock::new(|| {
    use Part::{Chosen, Fallback, Named, Rejected};
    Phrases::new([
        ("approve", (Chosen, 6)),
        ("begin", (Chosen, 6)),
        ("choose", (Chosen, 6)),
        ("chose", (Chosen, 6)),
        ("chosen", (Chosen, 6)),
        ("decide", (Chosen, 6)),
        ("decision", (Chosen, 6)),
        ("do", (Chosen, 4)),
        ("execute", (Chosen, 6)),
        ("go for", (Chosen, 5)),
        ("go with", (Chosen, 6)),
        ("i take", (Chosen, 5)),
        ("my call", (Chosen, 6)),
        ("the call is", (Chosen, 6)),
        ("pick", (Chosen, 6)),
        ("proceed with", (Chosen, 6)),
        ("run", (Chosen, 5)),
        ("select", (Chosen, 6)),
        ("start", (Chosen, 6)),
        ("we take", (Chosen, 5)),
        ("against", (Rejected, 4)),
        ("compare", (Rejected, 8)),
        ("compared to", (Rejected, 8)),
        ("compared with", (Rejected, 8)),
        ("consider", (Rejected, 8)),
        ("discard", (Rejected, 5)),
        ("drop", (Rejected, 3)),
        ("instead of", (Rejected, 8)),
        ("looked at", (Rejected, 8)),
        ("not", (Rejected, 2)),
        ("over", (Rejected, 2)),
        ("prefer it to", (Rejected, 8)),
        ("rather than", (Rejected, 8)),
        ("reject", (Rejected, 6)),
        ("rule out", (Rejected, 6)),
        ("than", (Rejected, 4)),
        ("unlike", (Rejected, 4)),
        ("versus", (Rejected, 3)),
        ("vs", (Rejected, 3)),
        ("weigh", (Rejected, 8)),
        ("back out to", (Fallback, 5)),
        ("backup plan", (Fallback, 6)),
        ("fall back", (Fallback, 6)),
        ("fallback", (Fallback, 6)),
        ("keep", (Fallback, 4)),
        ("otherwise", (Fallback, 6)),
        ("plan b", (Fallback, 8)),
        // "over" that sets nothing aside
        ("fail over", (Named, 0)),
        ("hand over", (Named, 0)),
        ("over to", (Named, 0)),
        ("not only", (Named, 0)),
        ("keep running", (Named, 0)),
    ])
});

static KEPT_AS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        [
            "as plan b",
            "as fallback",
            "as our fallback",
            "as backup",
            "as our backup",
            "as our plan b",
            "is plan b",
            "is our plan b",
            "is the fallback",
            "is our fallback",
            "in reserve",
            "on standby",
            "stays ready",
        ]
        .map(|p| (p, ())),
    )
});

/// Every option named, from left to right, with its part.
pub(super) fn mentions(reading: &Reading<'_>, options: &[(usize, &[&str])]) -> Vec<Mention> {
    let mut letters: Vec<(&str, usize)> = Vec::new();
    let mut phrases: Vec<(&str, usize)> = Vec::new();
    for (option, names) in options {
        for name in *names {
            // "option A" and "A" are the same letter.
            match name.split_whitespace().last() {
                Some(last) if last.len() == 1 => letters.push((last, *option)),
                _ => phrases.push((name, *option)),
            }
        }
    }
    let phrases = Phrases::new(phrases);
    let cues: Vec<(Range<usize>, Part, usize)> = CUES
        .all(reading)
        .filter_map(|f| f.value().map(|(part, reach)| (f.words, part, reach)))
        .collect();
    let mut found: Vec<Mention> = Vec::new();
    let mut i = 0;
    while i < reading.len() {
        let phrase = phrases
            .at(reading, i)
            .and_then(|f| f.value().map(|option| (option, f.words)));
        let named =
            phrase.or_else(|| letter(reading, i, &letters).map(|option| (option, i..i + 1)));
        let Some((option, words)) = named else {
            i += 1;
            continue;
        };
        i = words.end;
        let part = part(reading, &words, &cues, found.last());
        found.push(Mention {
            option,
            words,
            part,
        });
    }
    found
}

/// A capital that names an option, told apart from the article and the pronoun.
fn letter(reading: &Reading<'_>, i: usize, letters: &[(&str, usize)]) -> Option<usize> {
    let word = reading.word(i);
    if word.len() != 1 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let (_, option) = letters.iter().find(|(l, _)| l.eq_ignore_ascii_case(word))?;
    const BEFORE: [&str; 22] = [
        "option",
        "plan",
        "than",
        "over",
        "of",
        "with",
        "choose",
        "chose",
        "not",
        "and",
        "or",
        "reject",
        "to",
        "then",
        "is",
        "choosing",
        "consider",
        "considered",
        "call",
        "for",
        "vs",
        "versus",
    ];
    const BEHIND: [&str; 14] = [
        "over", "rather", "instead", "because", "with", "and", "in", "is", "or", "takes", "costs",
        "would", "loses", "because",
    ];
    let led = i > 0 && reading.same_sentence(i - 1, i) && reading.is(i - 1, &BEFORE);
    let clear =
        !matches!(word, "A" | "I") || led || !reading.flows(i + 1) || reading.is(i + 1, &BEHIND);
    clear.then_some(*option)
}

fn part(
    reading: &Reading<'_>,
    name: &Range<usize>,
    cues: &[(Range<usize>, Part, usize)],
    before: Option<&Mention>,
) -> Part {
    let first = name.start;
    let sentence = reading.sentence_of(first);
    let behind = KEPT_AS
        .within(reading, name.end..(name.end + 3).min(sentence.end))
        .next();
    if behind.is_some_and(|f| reading.same_sentence(first, f.words.end - 1)) {
        return Part::Fallback;
    }
    if let Some(part) = behind_if(reading, sentence.start..first) {
        return part;
    }
    // A cue may hold the name itself: the B of "plan B".
    let last = cues.partition_point(|(words, ..)| words.start < first);
    let cue = cues[..last]
        .iter()
        .next_back()
        .filter(|(words, ..)| words.start >= sentence.start);
    match cue {
        // "Not A, D": a short cue is spent on the name that it stands before.
        Some((words, part, reach)) if *part != Part::Named && first <= words.end + reach => {
            let spent = before.is_some_and(|m| m.words.start >= words.end) && *reach <= 2;
            if spent { Part::Named } else { *part }
        }
        _ => Part::Named,
    }
}

/// The part of a name behind an "if": the condition, or what follows from it.
fn behind_if(reading: &Reading<'_>, before: Range<usize>) -> Option<Part> {
    // Far behind an "if" it no longer governs.
    const GOVERNS: usize = 30;
    let end = before.end;
    let from = before.start.max(end.saturating_sub(GOVERNS));
    let opens = (from..end)
        .rev()
        .find(|&i| reading.is(i, &["if", "unless", "should", "when", "so"]))?;
    if reading.is(opens, &["so"]) {
        return None;
    }
    let parted = (opens + 1..=end).any(|i| {
        reading.gap(i).contains([',', ':', '—', '–', '→'])
            || (i < end && reading.is(i, &["then", "we", "i"]) && i > opens + 1)
    });
    // "should" and "when" only where they open the clause.
    let asks =
        reading.is(opens, &["if", "unless"]) || opens == before.start || !reading.flows(opens);
    asks.then_some(if parted {
        Part::Fallback
    } else {
        Part::Condition
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Options in the order named: `+` chosen, `-` set aside, `b` kept, `?` in
    /// a condition, nothing when only named.
    #[track_caller]
    fn check(text: &str, expect: &str) {
        let options: [(usize, &[&str]); 4] = [
            (0, &["A", "full restore", "restore from backup"]),
            (1, &["option B", "fail over", "old cluster"]),
            (2, &["C", "workaround"]),
            (3, &["D", "hybrid", "workaround and restore"]),
        ];
        let reading = Reading::new(text);
        let shown: Vec<String> = mentions(&reading, &options)
            .iter()
            .map(|m| {
                let mark = match m.part {
                    Part::Chosen => "+",
                    Part::Rejected => "-",
                    Part::Fallback => "b",
                    Part::Condition => "?",
                    Part::Named => "",
                };
                format!("{}{mark}", ["A", "B", "C", "D"][m.option])
            })
            .collect();
        assert_eq!(shown.join(" "), expect, "{text}");
    }

    #[test]
    fn names_play_parts() {
        check("We choose D over B.", "D+ B-");
        check("I go with the hybrid rather than A or B", "D+ A- B-");
        check("Decision: D, not A.", "D+ A-");
        check("Not A, D", "A- D");
        check(
            "We considered A, B and C; we choose option D",
            "A- B- C- D+",
        );
        check("Keep B as plan B", "Bb Bb");
        check("If the restore is not done by 03:00, we fail over", "Bb");
        check("If C fails by 03:00 then B", "C? Bb");
        check("Start the workaround and restore in parallel", "D+");
        check("Plan B: the old cluster", "Bb Bb");
        check("If we lose data we lose trust, so we choose D", "D+");
    }

    #[test]
    fn letters_are_not_articles() {
        check("A restore takes time. I decide", "");
        check("a, b, c", "");
        check("A takes 4 h", "A");
        check("A.", "A");
        check("🔥 Ä B", "B");
    }
}
