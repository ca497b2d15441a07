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
    /// As [`Reach::NextWord`], where the cue opens what is said.
    Opening,
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
        "next comms",
        "next sitrep",
        "next sit rep",
        "next briefing",
        "next touchpoint",
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
        "i will be in touch",
        "i'll be in touch",
        "we will be in touch",
        "we'll be in touch",
        "you will have news",
        "you'll have news",
        "you will have word",
        "you'll have word",
        "you will have an update",
        "you'll have an update",
        "you will get an update",
        "you'll get an update",
    ];
    let at_once = [
        "next",
        "update",
        "updates",
        "eta for update",
        "update to follow",
        "news to follow",
        "more to follow",
        "i will have more",
        "i'll have more",
        "we will have more",
        "we'll have more",
        "you will have more",
        "you'll have more",
    ];
    cues(&anywhere, &at_once, &["more"])
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
    cues(&anywhere, &["next", "check", "review"], &[])
});

fn cues(
    anywhere: &[&'static str],
    at_once: &[&'static str],
    opening: &[&'static str],
) -> Phrases<Reach> {
    let anywhere = anywhere.iter().map(|p| {
        let named = p.starts_with("next");
        (*p, if named { Reach::Named } else { Reach::Sentence })
    });
    let at_once = at_once.iter().map(|p| (*p, Reach::NextWord));
    let opening = opening.iter().map(|p| (*p, Reach::Opening));
    Phrases::new(anywhere.chain(at_once).chain(opening))
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
        let reach = cue.value();
        let promise = bare_length(reading, times, &cue.words, reach)
            .or_else(|| held_to(reading, &due, &cue.words, reach));
        let Some(promise) = promise else {
            continue;
        };
        if reach == Some(Reach::Named) {
            return Some(promise);
        }
        first = first.or(Some(promise));
    }
    first
}

/// "Next update: 15 min": a length that follows at once counts from now.
fn bare_length(
    reading: &Reading<'_>,
    times: &[Unsettled],
    cue: &Range<usize>,
    reach: Option<Reach>,
) -> Option<Unsettled> {
    let gap = reading.gap(cue.end).trim();
    let meant = match reach? {
        Reach::Named => matches!(gap, "" | ":" | "-" | "–" | "—"),
        // "The next 15 minutes" is no promise, "next: 15 minutes" is.
        Reach::NextWord => gap == ":" && reading.is(cue.start, &["next"]),
        Reach::Sentence | Reach::Opening => false,
    };
    let cue_end = reading.bytes(cue.clone()).end;
    let length = times
        .get(times.partition_point(|t| t.start < cue_end))
        .filter(|t| meant && reading.word_from(t.start) == cue.end)?;
    // "15 min from the restore" is counted from something else.
    let next = reading.word_from(length.end);
    let counted = ["from", "for", "by", "until", "in", "on", "with", "that"];
    let ends = !reading.flows(next) || (reading.clause_ends(next) && !reading.is(next, &counted));
    length.ahead().filter(|_| ends)
}

/// Whether a cue begins what is said.
fn opens(reading: &Reading<'_>, i: usize) -> bool {
    reading.sentence_of(i).start == i || reading.gap(i).contains([';', '—', '–'])
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
    if reach == Some(Reach::Opening) && !opens(reading, cue.start) {
        return None;
    }
    if matches!(reach, Some(Reach::NextWord | Reach::Opening)) {
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

    #[test]
    fn the_next_word_is_promised_in_many_ways() {
        for (text, at) in [
            ("Next update 2.20", "02:20"),
            ("Next update 2.15.", "02:15"),
            ("Next update: 2.20, then hourly", "02:20"),
            ("Update at 2.20", "02:20"),
            ("Next update: 15 min", "02:30"),
            ("Next update 15 min.", "02:30"),
            ("Next update: 10–15 min, here", "02:30"),
            ("Next: 15 min", "02:30"),
            ("Next update in fifteen", "02:30"),
            ("Next update in 15", "02:30"),
            ("More at 02:20", "02:20"),
            ("Fix is running — more at 02:20", "02:20"),
            ("More in 15 min", "02:30"),
            ("I will be in touch at 02:20", "02:20"),
            ("In 15 minutes I'll be in touch again", "02:30"),
            ("You'll have news by 02:20", "02:20"),
            ("You will have an update by 02:20", "02:20"),
            ("We'll have more at 02:20", "02:20"),
            ("Update to follow at 02:20", "02:20"),
            ("Next comms 02:20", "02:20"),
            ("Next sitrep 02:20", "02:20"),
            ("next update 0220", "02:20"),
            ("Next update at 0220", "02:20"),
        ] {
            let reading = Reading::new(text);
            let promised = next_update(&reading, &unsettled_in(&reading))
                .and_then(|time| Promised::with(&time, ClockTime::new(2, 15)))
                .map(|p| p.at.to_string());
            assert_eq!(promised.as_deref(), Some(at), "{text}");
        }
        check("Next check: 20 min", None, Some("02:35"));
    }

    #[test]
    fn lengths_and_figures_near_a_cue_promise_nothing() {
        for text in [
            "Next update 2.20 million users",
            "Next update 15 min after the restore",
            "Next update: 15 min from the restore",
            "Next update in .25 hours",
            "Next: 4 h restore",
            "The last update took 15 min",
            "Update: 15 min lost",
            "Down since 02:05, more to follow",
            "We need 5 more at 02:20",
            "5% more in 15 min",
            "We lose 3% now, more in 15 min",
            "There are more in the US",
            "More in 3 regions",
            "The vendor was in touch at 02:03",
            "He will have more by 02:30",
            "We deployed the update 2.15",
        ] {
            check(text, None, None);
        }
    }
}
