//! The way back of a decision: to what, and what sets it off.
//!
//! Heuristic: a cue ("plan B", "fall back"), an option named behind an "if", or
//! an "if" with a time. Of several, the first with a trigger counts. Invariant:
//! the chosen option is never its own way back. Absent on purpose: whether the
//! trigger could be measured.

use super::options::{Mention, Part};
use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use crate::text::times::Unsettled;
use std::ops::Range;
use std::sync::LazyLock;

/// A way back, with what sets it off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// The option fallen back to, where one is named.
    pub option: Option<usize>,
    /// First byte of the sentence that says so.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The condition or the time that sets it off.
    pub trigger: Option<Range<usize>>,
}

static WAYS_BACK: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let cues = [
        "plan b",
        "fall back",
        "fallback",
        "backup plan",
        "otherwise",
        "back out",
        "contingency",
        "abort",
        "as backup",
        "way back",
        "last resort",
    ];
    Phrases::new(cues.map(|c| (c, ())))
});

/// The first way back with a trigger, or else the first one.
pub(super) fn fallback(
    reading: &Reading<'_>,
    times: &[Unsettled],
    named: &[Mention],
    chosen: Option<usize>,
) -> Option<Fallback> {
    let mut best: Option<Fallback> = None;
    let mut at = 0;
    while at < reading.len() {
        let words = reading.sentence_of(at);
        at = words.end.max(at + 1);
        let Some(way) = way_back(reading, &words, times, named, chosen) else {
            continue;
        };
        best = match best {
            None => Some(way),
            Some(first) if first.trigger.is_none() && way.trigger.is_some() => Some(Fallback {
                option: way.option.or(first.option),
                ..way
            }),
            Some(first) => Some(Fallback {
                option: first.option.or(way.option),
                ..first
            }),
        };
    }
    best
}

/// What one sentence says of a way back.
fn way_back(
    reading: &Reading<'_>,
    words: &Range<usize>,
    times: &[Unsettled],
    named: &[Mention],
    chosen: Option<usize>,
) -> Option<Fallback> {
    let bytes = reading.bytes(words.clone());
    let from = named.partition_point(|m| m.words.start < words.start);
    let here = || {
        named[from..]
            .iter()
            .take_while(|m| m.words.start < words.end)
    };
    let kept = here().find(|m| m.part == Part::Fallback && Some(m.option) != chosen);
    let opens = inverted(reading, words).or_else(|| {
        words
            .clone()
            .find(|&i| reading.is(i, &["if", "unless", "once", "when"]))
    });
    let first = times.partition_point(|t| t.start < bytes.start);
    let time = times[first..]
        .iter()
        .take_while(|t| t.start < bytes.end)
        .find(|t| t.is_due());
    let cue = WAYS_BACK.within(reading, words.clone()).next();
    let supposes = |i| reading.is(i, &["if", "unless", "should"]);
    let conditional = opens.is_some_and(supposes) && time.is_some();
    if kept.is_none() && cue.is_none() && !conditional {
        return None;
    }
    let condition = opens.map(|i| {
        let end = (i + 1..words.end)
            .find(|&at| parts(reading, at))
            .unwrap_or(words.end);
        reading.bytes(i..end)
    });
    // "We choose D; fall back to B at 03:00": a time behind the cue will do.
    let cue_at = cue.map(|f| reading.bytes(f.words).start);
    let timed = time
        .filter(|t| cue_at.is_none_or(|cue| t.start > cue))
        .map(|t| t.start..t.end);
    let other = || {
        here()
            .filter(|m| m.part == Part::Named && Some(m.option) != chosen)
            .last()
    };
    let option = kept
        .or_else(|| cue_at.and_then(|_| other()))
        .map(|m| m.option);
    Some(Fallback {
        option,
        start: bytes.start,
        end: bytes.end,
        trigger: condition.or(timed),
    })
}

/// "Should the restore not be through by 06:15, we switch": the first word,
/// unless it asks.
fn inverted(reading: &Reading<'_>, words: &Range<usize>) -> Option<usize> {
    let asks = reading.gap(words.end).contains('?');
    let supposes = reading.is(words.start, &["should"])
        && (words.start + 2..words.end).any(|at| parts(reading, at));
    (supposes && !asks).then_some(words.start)
}

/// Whether the condition ends before word `at`.
fn parts(reading: &Reading<'_>, at: usize) -> bool {
    reading.gap(at).contains([',', ';', ':', '—']) || reading.is(at, &["then"])
}

#[cfg(test)]
mod tests {
    use super::super::options::mentions;
    use super::*;
    use crate::text::times::unsettled_in;

    /// The option and the trigger, with option 3 as the chosen one.
    #[track_caller]
    fn check(text: &str, expect: Option<(Option<usize>, &str)>) {
        let reading = Reading::new(text);
        let names: [(usize, &[&str]); 2] = [(1, &["B", "old cluster"]), (3, &["D"])];
        let named = mentions(&reading, &names);
        let found = fallback(&reading, &unsettled_in(&reading), &named, Some(3));
        let shown = found.map(|f| (f.option, f.trigger.map_or("", |t| &text[t])));
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn ways_back() {
        check("Plan B is the old cluster.", Some((Some(1), "")));
        check("Plan B: old cluster at 03:00", Some((Some(1), "03:00")));
        check(
            "If D is not through by 03:00, then B",
            Some((Some(1), "If D is not through by 03:00")),
        );
        check(
            "B stays ready as our fallback. If nothing lands by 3, we switch.",
            Some((Some(1), "If nothing lands by 3")),
        );
        check("Otherwise we stop.", Some((None, "")));
        check(
            "Should the restore not be checked by 06:15, Lisa switches back",
            Some((None, "Should the restore not be checked by 06:15")),
        );
        check(
            "We run D. Should it fail by 3, then B.",
            Some((Some(1), "Should it fail by 3")),
        );
        check("Should we switch by 03:00, or wait?", None);
        check("Should we switch by 03:00", None);
        check("We should check by 03:00, then rest", None);
        check("Should anybody ask, send them to me", None);
        check("We choose D at 03:00", None);
        check("Ask me if you need help", None);
        check("", None);
    }
}
