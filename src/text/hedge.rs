//! Whether an estimate is marked as one: "about", "we expect", "probably", a
//! range, a condition.
//!
//! The rubric takes a quarter off for a time that nobody owns and lets an
//! owner's hedged estimate pass. Invariant: only words decide, never the
//! figure. Absent on purpose: whether the estimate is a good one.

use super::duration::range_join;
use super::figures::figures_in;
use super::phrase::Phrases;
use super::reading::Reading;
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// On its own.
    Alone,
    /// Only right before a figure: "about 30 min", not "tell them about it".
    Figure,
}

static HEDGES: LazyLock<Phrases<Marks>> = LazyLock::new(|| {
    let alone = [
        "approx",
        "approximately",
        "as far as we know",
        "as far as i know",
        "assuming",
        "at best",
        "at worst",
        "at the earliest",
        "best case",
        "best guess",
        "could be",
        "could take",
        "currently believe",
        "depending on",
        "depends on",
        "early estimate",
        "estimate",
        "expect",
        "expected",
        "expectation",
        "eta is",
        "first guess",
        "guess",
        "i believe",
        "i think",
        "likely",
        "looks like",
        "may be",
        "may take",
        "maybe",
        "might",
        "most likely",
        "no promise",
        "not certain",
        "not confirmed",
        "not sure",
        "perhaps",
        "possibly",
        "preliminary",
        "presumably",
        "probable",
        "probably",
        "provided that",
        "roughly",
        "seems",
        "should be",
        "should have",
        "should know",
        "should take",
        "so far",
        "still checking",
        "unconfirmed",
        "uncertain",
        "unlikely",
        "we believe",
        "we think",
        "we hope",
        "worst case",
    ];
    let before = [
        "about",
        "around",
        "circa",
        "some",
        "up to",
        "close to",
        "nearly",
        "almost",
        "between",
        "at least",
        "at most",
        "no more than",
        "less than",
        "more than",
    ];
    Phrases::new(
        alone
            .map(|p| (p, Marks::Alone))
            .into_iter()
            .chain(before.map(|p| (p, Marks::Figure))),
    )
});

/// Whether the text marks what it says as an estimate or a condition.
pub fn is_hedged(text: &str) -> bool {
    let reading = Reading::new(text);
    let figures = figures_in(&reading);
    let figure_at = |word: usize| {
        let Some(token) = reading.tokens.get(word) else {
            return false;
        };
        let i = figures.partition_point(|f| f.end <= token.start);
        figures
            .get(i)
            .is_some_and(|f| f.start <= token.start && token.start < f.end)
    };
    let marked = HEDGES.all(&reading).any(|found| match found.value() {
        Some(Marks::Alone) => true,
        Some(Marks::Figure) => {
            reading.flows_or_signed(found.words.end) && figure_at(found.words.end)
        }
        None => false,
    });
    marked
        || has_range(&reading, &figures, figure_at)
        || has_condition(&reading)
        || approximates(text)
}

/// `10–15 minutes`, `6 to 8 h`: two figures joined.
fn has_range(
    reading: &Reading<'_>,
    figures: &[super::figures::FigureMention],
    figure_at: impl Fn(usize) -> bool,
) -> bool {
    figures.iter().any(|f| {
        let after = reading.word_from(f.end);
        let listed = reading.is(after, &["and"]);
        !listed && range_join(reading, after).is_some_and(&figure_at)
    })
}

/// `if …, …` or `if … then …` within one sentence.
fn has_condition(reading: &Reading<'_>) -> bool {
    let mut open = None;
    (0..reading.len()).any(|i| {
        if reading.is(i, &["if", "unless", "once"]) {
            open = Some(i);
            return false;
        }
        open.is_some_and(|from| {
            reading.same_sentence(from, i)
                && i > from + 1
                && (reading.is(i, &["then"]) || reading.gap(i).contains([',', ':', '—', '–']))
        })
    })
}

/// `~30 min`, `≈5%`.
fn approximates(text: &str) -> bool {
    text.match_indices(['~', '≈', '±']).any(|(i, sign)| {
        let rest = text.get(i + sign.len()..).unwrap_or_default();
        rest.trim_start_matches([' ', '$'])
            .starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: bool) {
        assert_eq!(is_hedged(text), expect, "{text}");
    }

    #[test]
    fn estimates_are_marked() {
        for text in [
            "About 30 min",
            "around $8M",
            "we expect the cause in 15 minutes",
            "Our estimate is 4 h",
            "probably the cache",
            "10–15 minutes",
            "6 to 8 h",
            "between 5 and 10 minutes",
            "If no cause by 14:25, we roll back",
            "if it fails then B",
            "~30 min",
            "logins should be back by 3",
            "up to 2 hours",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn plain_claims_are_not() {
        for text in [
            "It is fixed in 30 minutes",
            "Tell customers about it",
            "14:03 to 14:12",
            "we lose 5% and 10 users",
            "ask me if you need help",
            "users should retry",
            "~ # ~",
            "",
            "≈",
        ] {
            check(text, false);
        }
    }
}
