//! When the next word or the next check is promised.
//!
//! Heuristic: a cue ("next update", "I'll be back") and a time in the same
//! sentence, the first behind the cue or else the last before it. Invariant:
//! without a time there is no promise. Absent on purpose: "soon".

use crate::model::ClockTime;
use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use crate::text::times::Unsettled;
use std::ops::Range;
use std::sync::LazyLock;

/// A promised moment and where it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    /// When.
    pub at: ClockTime,
    /// First byte of the time.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// Whether a time may stand anywhere in the sentence or must follow at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The cue names the next word or check itself and goes before others.
    Named,
    Sentence,
    NextWord,
}

static UPDATE: LazyLock<Phrases<Reach>> = LazyLock::new(|| {
    let anywhere = [
        "next update",
        "next word",
        "next message",
        "next contact",
        "next report",
        "next status",
        "next news",
        "next communication",
        "update you",
        "update everyone",
        "update all",
        "update again",
        "update at",
        "update in",
        "update by",
        "update every",
        "updates every",
        "update will",
        "update follows",
        "updated every",
        "new update",
        "another update",
        "status every",
        "will update",
        "i'll update",
        "we'll update",
        "i'll be back",
        "i will be back",
        "i am back",
        "i'm back",
        "we'll be back",
        "we will be back with",
        "back to you",
        "back with",
        "report back",
        "report again",
        "hear from me",
        "hear from us",
        "hear more",
        "hear again",
        "keep you posted",
        "keep you informed",
        "keep you updated",
        "come back to you",
        "i'll come back",
        "i come back",
        "i will come back",
        "write again",
        "speak again",
        "talk again",
        "check in with you",
        "tell you more",
        "let you know",
        "i will report",
        "i'll report",
    ];
    let at_once = ["next", "update", "updates", "eta for update"];
    cues(&anywhere, &at_once)
});

static CHECK: LazyLock<Phrases<Reach>> = LazyLock::new(|| {
    let anywhere = [
        "next check",
        "next checkpoint",
        "checkpoint",
        "check again",
        "check at",
        "check in",
        "check back",
        "check by",
        "check every",
        "check progress",
        "checks every",
        "re check",
        "recheck",
        "review at",
        "review in",
        "review again",
        "review this",
        "review it",
        "revisit",
        "reassess",
        "re assess",
        "re evaluate",
        "reevaluate",
        "decide again",
        "look again",
        "next look",
        "next decision",
        "next review",
        "meet again",
        "next update",
        "go no go",
        "i'll check",
        "we'll check",
        "we check",
        "i check",
        "will check",
        "verify at",
        "confirm at",
    ];
    cues(&anywhere, &["next", "check", "review"])
});

fn cues(anywhere: &[&'static str], at_once: &[&'static str]) -> Phrases<Reach> {
    let anywhere = anywhere.iter().map(|p| {
        let named = p.starts_with("next");
        (*p, if named { Reach::Named } else { Reach::Sentence })
    });
    Phrases::new(anywhere.chain(at_once.iter().map(|p| (*p, Reach::NextWord))))
}

impl Promised {
    /// The promise that a mention of time makes.
    pub(super) fn with(time: &Unsettled, reference: ClockTime) -> Option<Self> {
        let (start, end) = (time.start, time.end);
        let at = time.settled(reference).due(reference)?;
        Some(Self { at, start, end })
    }
}

/// The time at which the next update is promised.
pub(super) fn next_update(reading: &Reading<'_>, times: &[Unsettled]) -> Option<Unsettled> {
    promised(reading, times, &UPDATE)
}

/// The time at which the decision is looked at again.
pub(super) fn next_check(reading: &Reading<'_>, times: &[Unsettled]) -> Option<Unsettled> {
    promised(reading, times, &CHECK)
}

fn promised(
    reading: &Reading<'_>,
    times: &[Unsettled],
    cues: &Phrases<Reach>,
) -> Option<Unsettled> {
    let due: Vec<Unsettled> = times.iter().filter(|t| t.is_due()).copied().collect();
    let mut first = None;
    for cue in cues.all(reading) {
        let Some(promise) = held_to(reading, &due, &cue.words, cue.value()) else {
            continue;
        };
        if cue.value() == Some(Reach::Named) {
            return Some(promise);
        }
        first = first.or(Some(promise));
    }
    first
}

/// The moment that a cue speaks of.
fn held_to(
    reading: &Reading<'_>,
    due: &[Unsettled],
    cue: &Range<usize>,
    reach: Option<Reach>,
) -> Option<Unsettled> {
    let sentence = reading.bytes(reading.sentence_of(cue.start));
    let cue_end = reading.bytes(cue.clone()).end;
    let first = due.partition_point(|p| p.start < sentence.start);
    let end = due.partition_point(|p| p.start < sentence.end);
    // "updates every 15 minutes": the cue reaches into the time.
    let behind = due.partition_point(|p| p.end <= cue_end).clamp(first, end);
    let here = due.get(first..end)?;
    let next = here.get(behind - first);
    if reach == Some(Reach::NextWord) {
        let led = usize::from(reading.is(cue.end, &["at", "by"]));
        return next
            .filter(|p| reading.word_from(p.start) == cue.end + led)
            .copied();
    }
    next.or_else(|| here.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::times::unsettled_in;

    #[track_caller]
    fn check(text: &str, update: Option<&str>, again: Option<&str>) {
        let reading = Reading::new(text);
        let now = ClockTime::new(2, 15);
        let times = unsettled_in(&reading);
        let shown = |time: Option<Unsettled>| {
            let promised = time.and_then(|time| Promised::with(&time, now));
            promised.map(|p| p.at.to_string())
        };
        let (next, check) = (next_update(&reading, &times), next_check(&reading, &times));
        assert_eq!(shown(next).as_deref(), update, "{text}");
        assert_eq!(shown(check).as_deref(), again, "{text}");
    }

    #[test]
    fn promises_need_a_cue_and_a_time() {
        check("Next update at half past two", Some("02:30"), Some("02:30"));
        check("In 15 minutes you will hear from me", Some("02:30"), None);
        check(
            "Roll back by 02:25, next update: 02:40",
            Some("02:40"),
            Some("02:40"),
        );
        check(
            "The press will hear from us within the hour. My next word: 02:40",
            Some("02:40"),
            None,
        );
        check("Updates every 15 minutes", Some("02:30"), None);
        check("Next: 02:45", Some("02:45"), Some("02:45"));
        check("We check at 02:50 whether it holds", None, Some("02:50"));
        check("I'll get back to you within the hour", Some("03:15"), None);
        check("Next update soon. 02:30", None, None);
        check("The next 15 minutes count", None, None);
        check("We restore by 02:30", None, None);
        check(
            "The restore takes 4 h, update in 10 min",
            Some("02:25"),
            None,
        );
    }
}
