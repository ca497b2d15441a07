//! Sentences and word counts, as the rubric's "25 words a sentence" needs them.
//!
//! A line end always ends a sentence, so a list of bullets is a list of short
//! sentences. Invariant: sentences lie in order, do not overlap, and each holds
//! at least one letter or digit. Absent on purpose: grammar; a semicolon or a
//! comma never ends a sentence, however long it grows.

use super::notes::notes;
use super::word::words;

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// The sentence without its bullet and outer white space.
    pub text: &'a str,
    /// First byte in the message.
    pub start: usize,
    /// Words in it, as [`word_count`] counts.
    pub words: u32,
}

/// The sentences of a message.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    notes(text).sentences(text)
}

pub(super) fn counted(text: &str) -> Vec<Sentence<'_>> {
    let counted = |(start, text)| Sentence {
        text,
        start,
        words: word_count_in(text),
    };
    pieces(text).into_iter().map(counted).collect()
}

/// The first byte and the text of each sentence.
pub(super) fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut cut = Cut {
        text,
        start: 0,
        line: true,
        found: &mut found,
    };
    let mut skip = 0;
    for (i, c) in text.char_indices() {
        if i < skip {
            continue;
        }
        let after = i + c.len_utf8();
        match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                cut.at(i, after);
                cut.line = true;
            }
            '.' | '!' | '?' | '…' => {
                let end = after + closers(&text[after..]);
                let next = text[end..].chars().next();
                let run = end > after || c != '.';
                if next.is_none_or(|c| !c.is_alphanumeric() && !c.is_ascii_punctuation())
                    && (run || !cut.goes_on(i))
                {
                    cut.at(end, end);
                }
                skip = end;
            }
            _ => {}
        }
    }
    cut.at(text.len(), text.len());
    found
}

/// Words in a text. What a hyphen, slash or other single mark holds together
/// without white space counts once: `sarah-db`, `and/or`, `e.g.`.
pub fn word_count(text: &str) -> u32 {
    notes(text).words()
}

pub(super) fn word_count_in(text: &str) -> u32 {
    let mut count: u32 = 0;
    let mut before: Option<usize> = None;
    for word in words(text) {
        let gap = before.and_then(|end| text.get(end..word.start));
        if !matches!(
            gap,
            Some("-" | "/" | "." | "_" | "@" | ":" | "+" | "&" | "'" | "’")
        ) {
            count = count.saturating_add(1);
        }
        before = Some(word.end);
    }
    count
}

/// Length of the terminators, quotes and brackets that follow a terminator.
fn closers(rest: &str) -> usize {
    let more = |c: char| {
        !matches!(
            c,
            '.' | '!' | '?' | '…' | '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '*'
        )
    };
    rest.find(more).unwrap_or(rest.len())
}

/// The place where the next sentence begins.
struct Cut<'a, 'v> {
    text: &'a str,
    start: usize,
    /// Whether `start` begins a line.
    line: bool,
    found: &'v mut Vec<(usize, &'a str)>,
}

impl Cut<'_, '_> {
    /// Ends the open sentence at `end`; the next one begins at `next`.
    fn at(&mut self, end: usize, next: usize) {
        let piece = &self.text[self.start..end];
        let body = if self.line {
            without_bullet(piece)
        } else {
            piece.trim()
        };
        if body.contains(char::is_alphanumeric) {
            // Only white space is cut off at the end.
            let start = self.start + (piece.trim_end().len() - body.len());
            self.found.push((start, body));
        }
        self.start = next;
        self.line = false;
    }

    /// Whether the full stop at `dot` belongs to an abbreviation or to the
    /// number of a list item.
    fn goes_on(&self, dot: usize) -> bool {
        let open = &self.text[self.start..dot];
        let item = open.trim();
        if self.line
            && !item.is_empty()
            && item.len() <= 2
            && item.bytes().all(|b| b.is_ascii_digit())
        {
            return true;
        }
        let letters = open
            .bytes()
            .rev()
            .take(8)
            .take_while(|b| b.is_ascii_alphabetic() || *b == b'.')
            .count();
        let word = &open[open.len() - letters..];
        let rest = self.text[dot + 1..].trim_start_matches([' ', '\t']);
        let next = rest.chars().next();
        let is = |list: &[&str]| list.iter().any(|a| word.eq_ignore_ascii_case(a));
        if is(&[
            "e.g", "i.e", "vs", "approx", "mr", "mrs", "dr", "cf", "incl", "est",
        ]) {
            return next.is_some_and(|c| c != '\n' && c != '\r');
        }
        if is(&[
            "etc", "a.m", "p.m", "min", "mins", "hr", "hrs", "sec", "secs", "inc", "ltd",
        ]) {
            return next.is_some_and(char::is_lowercase);
        }
        is(&["no"]) && next.is_some_and(|c| c.is_ascii_digit())
    }
}

/// A line without white space and without its bullet or number.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let marks = line.trim_start_matches(['-', '*', '•', '·', '–', '—', '>', '▪', '◦', '‣', '#']);
    if marks.len() < line.len() && marks.starts_with(char::is_whitespace) {
        return marks.trim_start();
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match digits.strip_prefix(['.', ')']) {
        Some(rest) if (1..=2).contains(&(line.len() - digits.len())) && rest.starts_with(' ') => {
            rest.trim_start()
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, u32)]) {
        let found: Vec<(&str, u32)> = sentences(text).iter().map(|s| (s.text, s.words)).collect();
        assert_eq!(found, expect, "{text:?}");
        for s in sentences(text) {
            assert_eq!(&text[s.start..s.start + s.text.len()], s.text);
        }
    }

    #[test]
    fn sentences_end_where_people_pause() {
        check(
            "We restore. Next update 02:30.",
            &[("We restore.", 2), ("Next update 02:30.", 3)],
        );
        check(
            "Logins take 3.5 s, e.g. at night. Fine?!",
            &[("Logins take 3.5 s, e.g. at night.", 7), ("Fine?!", 1)],
        );
        check(
            "Back at 3 a.m. We wait.",
            &[("Back at 3 a.m.", 4), ("We wait.", 2)],
        );
        check("In 15 min. or so", &[("In 15 min. or so", 5)]);
        check(
            "We choose D. Keep B.",
            &[("We choose D.", 3), ("Keep B.", 2)],
        );
        check(
            "Any doubt? No. Good (really.) Go",
            &[
                ("Any doubt?", 2),
                ("No.", 1),
                ("Good (really.)", 2),
                ("Go", 1),
            ],
        );
    }

    #[test]
    fn lines_and_bullets_are_sentences() {
        check(
            "Impact: 5%\r\n- down\n2. restore\n\n• next",
            &[("Impact: 5%", 2), ("down", 1), ("restore", 1), ("next", 1)],
        );
        check("1. One thing. 2", &[("One thing.", 2), ("2", 1)]);
    }

    #[test]
    fn hostile_text_has_few_sentences() {
        check("", &[]);
        check("... !!! ?? — ✅", &[]);
        check("🔥.🔥", &[]);
        check("مرحبا. عالم", &[("مرحبا.", 1), ("عالم", 1)]);
        let long = "a".repeat(4000);
        check(&long, &[(&long, 1)]);
        assert_eq!(sentences(&"a. ".repeat(1300)).len(), 1300);
    }

    #[test]
    fn words_count_as_people_count() {
        for (text, n) in [
            ("ask sarah-db and/or mike", 4),
            ("a — b", 2),
            ("$8M, 5%", 2),
            ("don't", 1),
            ("🔥", 0),
        ] {
            assert_eq!(word_count(text), n, "{text}");
        }
    }
}
