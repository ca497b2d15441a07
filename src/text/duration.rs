//! Lengths of time: `15 min`, `1h30m`, `two and a half hours`, `half an hour`,
//! `4 h 7 min`, and ranges such as `10–15 minutes`.
//!
//! Invariant: a length that does not fit is absent, never cut. Absent on
//! purpose: vague lengths ("a few minutes", "shortly"), which promise nothing.

use super::number::{Number, after_point, number};
use super::phrase::Phrases;
use super::reading::Reading;
use super::word::stem;
use crate::model::Span;
use std::sync::LazyLock;

/// A length of time found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    pub(super) ms: u64,
    /// One past its last word.
    pub(super) next: usize,
}

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

static UNITS: LazyLock<Phrases<u64>> = LazyLock::new(|| {
    Phrases::new([
        ("ms", 1),
        ("millisecond", 1),
        ("s", 1000),
        ("sec", 1000),
        ("second", 1000),
        ("m", MINUTE),
        ("min", MINUTE),
        ("mins", MINUTE),
        ("minute", MINUTE),
        ("h", HOUR),
        ("hr", HOUR),
        ("hrs", HOUR),
        ("hour", HOUR),
        ("d", 24 * HOUR),
        ("day", 24 * HOUR),
        ("week", 7 * 24 * HOUR),
    ])
});

/// The unit of time that word `i` names, in milliseconds.
pub(super) fn unit(reading: &Reading<'_>, i: usize) -> Option<u64> {
    // A lone capital is an option's name or a million, not a unit.
    if matches!(reading.word(i), "D" | "S" | "M") {
        return None;
    }
    UNITS.word(reading.tokens.get(i)?.stem)
}

/// The unit behind a number, and what follows it.
pub(super) fn unit_after(reading: &Reading<'_>, n: &Number<'_>) -> Option<(u64, usize)> {
    if !n.suffix.is_empty() {
        return UNITS.word(stem(n.suffix)).map(|ms| (ms, n.next));
    }
    let near = reading.flows(n.next)
        || (reading.same_sentence(n.next - 1, n.next) && reading.gap(n.next) == "-");
    unit(reading, n.next)
        .filter(|_| near)
        .map(|ms| (ms, n.next + 1))
}

/// The length of time that begins at word `i`.
pub(super) fn duration_at(reading: &Reading<'_>, i: usize) -> Option<Length> {
    if let Some(length) = idiom(reading, i) {
        return Some(length);
    }
    let mut length = one_unit(reading, i)?;
    // "4 h 7 min", "2 hours and 15 minutes": each unit smaller than the last.
    for _ in 0..2 {
        let and = usize::from(reading.is(length.next, &["and"]) && reading.flows(length.next));
        let at = length.next + and;
        if reading.flows(at)
            && let Some((more, size)) = sized(reading, at)
            && more.ms < length.ms
            && size < HOUR
        {
            length = Length {
                ms: length.ms.checked_add(more.ms)?,
                next: more.next,
            };
        }
    }
    Some(length)
}

/// A length, or the longer end of a range: what a promise is held to.
pub(super) fn length_at(reading: &Reading<'_>, i: usize) -> Option<Length> {
    duration_at(reading, i).or_else(|| {
        let low = number(reading, i, false).filter(|n| n.suffix.is_empty())?;
        duration_at(reading, range_join(reading, low.next)?)
    })
}

/// Where the upper end of a range begins, when `at` follows its lower end:
/// `10–15`, `10 to 15`, `two or three`.
pub(super) fn range_join(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if !reading.same_sentence(at.checked_sub(1)?, at) {
        return None;
    }
    if matches!(reading.gap(at).trim(), "-" | "–" | "—") {
        return Some(at);
    }
    let word = reading.is(at, &["to", "or", "and"]) && reading.flows(at) && reading.flows(at + 1);
    word.then_some(at + 1)
}

fn one_unit(reading: &Reading<'_>, i: usize) -> Option<Length> {
    sized(reading, i).map(|(length, _)| length).or_else(|| {
        let word = reading.word(i);
        let mixed = word.len() <= 12
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.ends_with(['m', 's', 'n']);
        let span: Span = word
            .parse()
            .ok()
            .filter(|_| mixed && !after_point(reading, i))?;
        Some(Length {
            ms: span.0,
            next: i + 1,
        })
    })
}

/// A number with its unit, and the unit's size.
fn sized(reading: &Reading<'_>, i: usize) -> Option<(Length, u64)> {
    if reading.gap(i).ends_with('$') {
        return None;
    }
    let n = number(reading, i, false)?;
    let (size, next) = unit_after(reading, &n)?;
    let ms = u64::try_from(n.milli).ok()?.checked_mul(size)? / 1000;
    Some((Length { ms, next }, size))
}

/// Lengths that are said without a number.
fn idiom(reading: &Reading<'_>, i: usize) -> Option<Length> {
    if !reading.is(i, &["a", "an", "half", "quarter", "three", "couple"]) {
        return None;
    }
    let run = |words: &[&str]| {
        let fits = words.iter().enumerate().all(|(n, w)| {
            let near = n == 0
                || reading.flows(i + n)
                || (reading.same_sentence(i, i + n) && reading.gap(i + n) == "-");
            near && reading.is(i + n, &[w])
        });
        fits.then_some(i + words.len())
    };
    const IDIOMS: [(&[&str], u64); 10] = [
        (&["half", "an", "hour"], 30),
        (&["half", "hour"], 30),
        (&["a", "half", "hour"], 30),
        (&["quarter", "of", "an", "hour"], 15),
        (&["a", "quarter", "of", "an", "hour"], 15),
        (&["three", "quarters", "of", "an", "hour"], 45),
        (&["an", "hour", "and", "a", "half"], 90),
        (&["an", "hour", "and", "a", "quarter"], 75),
        (&["an", "hour"], 60),
        (&["a", "minute"], 1),
    ];
    if let Some((next, minutes)) = IDIOMS
        .iter()
        .find_map(|(words, m)| run(words).map(|next| (next, *m)))
    {
        return Some(Length {
            ms: minutes * MINUTE,
            next,
        });
    }
    let next = run(&["a", "couple", "of"]).or_else(|| run(&["couple", "of"]))?;
    let ms = unit(reading, next).filter(|_| reading.flows(next))?;
    Some(Length {
        ms: 2 * ms,
        next: next + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(&str, usize)>) {
        let reading = Reading::new(text);
        let found = length_at(&reading, 0).map(|l| (Span(l.ms).to_string(), l.next));
        assert_eq!(
            found.as_ref().map(|(s, n)| (s.as_str(), *n)),
            expect,
            "{text}"
        );
    }

    #[test]
    fn lengths() {
        for (text, span, next) in [
            ("4 hours", "4 h", 2),
            ("15min", "15 min", 1),
            ("15-minute", "15 min", 2),
            ("1h30m", "1 h 30 min", 1),
            ("4 h 7 min of", "4 h 7 min", 4),
            ("2 hours and 15 minutes", "2 h 15 min", 5),
            ("two and a half hours", "2 h 30 min", 5),
            ("2.5 h", "2 h 30 min", 2),
            ("half an hour", "30 min", 3),
            ("an hour and a half", "1 h 30 min", 5),
            ("a couple of hours", "2 h", 4),
            ("10–15 minutes", "15 min", 3),
            ("6 to 8 h", "8 h", 4),
            ("three quarters of an hour", "45 min", 5),
            ("30 s", "30 s", 2),
        ] {
            check(text, Some((span, next)));
        }
        for text in [
            "4 users",
            "4",
            "4 D",
            "8M",
            "a second team",
            "an option",
            "99999999999999999 h",
            "15, min",
            "$4 h",
            ".25 hours",
            ".25min",
            ".5h",
        ] {
            check(text, None);
        }
    }
}
