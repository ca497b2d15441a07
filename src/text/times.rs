//! When: clock times, times from now, lengths and recurrences, settled against
//! a reference time that the caller gives.
//!
//! Invariant: the same text and reference give the same times; mentions do not
//! overlap. Absent on purpose: the wall clock, dates, and vague words ("soon").

use super::clock::{Said, clock_at};
use super::duration::{length_at, range_join, unit};
use super::notes::notes;
use super::number::{may_count, number};
use super::reading::Reading;
use crate::model::{ClockTime, Span};

/// A mention of time and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it says.
    pub kind: TimeKind,
}

/// What a mention of time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A time of day: `02:30`, `half past two`, `at 3`.
    Clock(ClockTime),
    /// A time from now: `in 15 minutes`, `within the hour`. A range is held to
    /// its later end.
    Relative {
        /// When that is.
        at: ClockTime,
        /// How far ahead.
        span: Span,
    },
    /// A time before now: `10 minutes ago`.
    Ago {
        /// When that was.
        at: ClockTime,
        /// How far back.
        span: Span,
    },
    /// A length of time: `4 hours`.
    Duration(Span),
    /// Again and again: `every 15 minutes`.
    Every(Span),
}

impl TimeMention {
    /// The moment ahead that a promise with this mention is due: the time of
    /// day, the time from now, or the first recurrence.
    pub fn due(&self, reference: ClockTime) -> Option<ClockTime> {
        match self.kind {
            TimeKind::Clock(at) | TimeKind::Relative { at, .. } => Some(at),
            TimeKind::Every(span) => Some(reference.plus(span)),
            TimeKind::Ago { .. } | TimeKind::Duration(_) => None,
        }
    }
}

/// Every mention of time in a message that was sent at `reference`. A time of
/// day without morning or afternoon is the next one, unless it passed within
/// the last hour or is said to lie in the past ("since 2:03").
pub fn times(text: &str, reference: ClockTime) -> Vec<TimeMention> {
    let notes = notes(text);
    notes
        .times()
        .iter()
        .map(|of| of.settled(reference))
        .collect()
}

/// A mention of time before it is settled against a reference: where it stands
/// and of what kind it is depends on the words alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsettled {
    pub(super) start: usize,
    pub(super) end: usize,
    kind: Told,
}

#[derive(Clone, Copy, Debug)]
enum Told {
    /// A time of day, and whether it is said to lie in the past.
    Clock(Said, bool),
    Relative(Span),
    Ago(Span),
    Duration(Span),
    Every(Span),
}

impl Unsettled {
    /// Whether it says when something is due.
    pub(super) fn is_due(&self) -> bool {
        matches!(
            self.kind,
            Told::Clock(..) | Told::Relative(_) | Told::Every(_)
        )
    }

    pub(super) fn is_past(&self) -> bool {
        matches!(self.kind, Told::Ago(_))
    }

    /// A bare length as a time from now: "next update: 15 min".
    pub(super) fn ahead(&self) -> Option<Self> {
        match self.kind {
            Told::Duration(span) => Some(Self {
                kind: Told::Relative(span),
                ..*self
            }),
            _ => None,
        }
    }

    pub(super) fn settled(&self, reference: ClockTime) -> TimeMention {
        let kind = match self.kind {
            Told::Clock(said, past) => TimeKind::Clock(settle(said, reference, past)),
            Told::Relative(span) => TimeKind::Relative {
                at: reference.plus(span),
                span,
            },
            Told::Ago(span) => {
                let back = span.0 % DAY.0;
                let at = reference.plus(Span(DAY.0 - back));
                TimeKind::Ago { at, span }
            }
            Told::Duration(span) => TimeKind::Duration(span),
            Told::Every(span) => TimeKind::Every(span),
        };
        TimeMention {
            start: self.start,
            end: self.end,
            kind,
        }
    }
}

pub(super) fn unsettled_in(reading: &Reading<'_>) -> Vec<Unsettled> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < reading.len() {
        match time_at(reading, i) {
            Some((kind, next)) => {
                let bytes = reading.bytes(i..next);
                found.push(Unsettled {
                    start: bytes.start,
                    end: bytes.end,
                    kind,
                });
                i = next;
            }
            None => i += 1,
        }
    }
    found
}

fn time_at(reading: &Reading<'_>, i: usize) -> Option<(Told, usize)> {
    let counts = may_count(reading, i);
    if counts && let Some(said) = clock_at(reading, i) {
        return Some((Told::Clock(said, in_past(reading, i)), said.next));
    }
    if reading.is(i, &["hourly"]) {
        return Some((Told::Every(Span::minutes(60)), i + 1));
    }
    if reading.is(i, &["every", "each"]) {
        return every(reading, i + 1).map(|(span, next)| (Told::Every(span), next));
    }
    let ahead = |span: Span, next| (Told::Relative(span), next);
    if reading.is(i, &["in", "within", "inside"]) {
        return from_now(reading, i).map(|(span, next)| ahead(span, next));
    }
    if !counts {
        return None;
    }
    let length = length_at(reading, i)?;
    let (span, next) = (Span(length.ms), length.next);
    if reading.flows(next) && reading.is(next, &["ago"]) {
        return Some((Told::Ago(span), next + 1));
    }
    if reading.is(next, &["from"])
        && reading.is(next + 1, &["now", "here"])
        && reading.flows(next + 1)
    {
        return Some(ahead(span, next + 2));
    }
    Some((Told::Duration(span), next))
}

const DAY: Span = Span::minutes(24 * 60);

/// `in about 15 minutes`, `within the hour`, `in 15`.
fn from_now(reading: &Reading<'_>, i: usize) -> Option<(Span, usize)> {
    const PASSED_OVER: [&str; 15] = [
        "about",
        "around",
        "roughly",
        "approximately",
        "approx",
        "next",
        "another",
        "under",
        "less",
        "than",
        "most",
        "at",
        "the",
        "maximum",
        "just",
    ];
    let mut at = i + 1;
    while at <= i + 4 && reading.is(at, &PASSED_OVER) {
        at += 1;
    }
    if !reading.same_sentence(i, at) || reading.gap(at).contains([',', ';', ':']) {
        return None;
    }
    if let Some(length) = length_at(reading, at) {
        return Some((Span(length.ms), length.next));
    }
    if reading.is(at, &["hour"]) && reading.is(at - 1, &["the", "next"]) {
        return Some((Span::minutes(60), at + 1));
    }
    minutes(reading, at, awaited(reading, i))
}

/// Whether the word before says what is awaited, so that "in fifteen" are
/// minutes: "update in fifteen", "back to you in ten".
fn awaited(reading: &Reading<'_>, i: usize) -> bool {
    const AWAITED: [&str; 16] = [
        "update", "updates", "comms", "sitrep", "news", "touch", "back", "more", "again", "word",
        "me", "us", "you", "follow", "report", "check",
    ];
    i.checked_sub(1)
        .is_some_and(|before| reading.same_sentence(before, i) && reading.is(before, &AWAITED))
}

/// `15 minutes`, `quarter of an hour`, `hour`, `15`.
fn every(reading: &Reading<'_>, at: usize) -> Option<(Span, usize)> {
    if !reading.flows(at) {
        return None;
    }
    if let Some(length) = length_at(reading, at) {
        return Some((Span(length.ms), length.next));
    }
    if let Some(ms) = unit(reading, at).filter(|_| reading.word(at).len() > 1) {
        return Some((Span(ms), at + 1));
    }
    minutes(reading, at, false)
}

/// A bare number of minutes where the clause ends: in digits, or a round one
/// `in_words`.
fn minutes(reading: &Reading<'_>, at: usize, in_words: bool) -> Option<(Span, usize)> {
    let mut n = number(reading, at, false)?;
    if let Some(high) = range_join(reading, n.next).and_then(|high| number(reading, high, false)) {
        n = high;
    }
    let whole = u64::try_from(n.milli / 1000).ok()?;
    let written = n.digits || (in_words && whole % 5 == 0);
    let bare = written && n.suffix.is_empty() && n.scale == 1 && n.milli % 1000 == 0;
    let signs =
        reading.tail(n.next - 1).starts_with(['%', '/', '+']) || reading.gap(at).contains('$');
    (bare && !signs && (2..=90).contains(&whole) && reading.clause_ends(n.next))
        .then(|| (Span::minutes(whole), n.next))
}

/// Whether the words before say that the time has passed.
fn in_past(reading: &Reading<'_>, i: usize) -> bool {
    let began = |back: usize| {
        const BEGAN: [&str; 8] = [
            "began", "started", "broke", "deployed", "detected", "happened", "failed", "since",
        ];
        i.checked_sub(back)
            .is_some_and(|at| reading.same_sentence(at, i) && reading.is(at, &BEGAN))
    };
    began(1) || began(2)
}

fn settle(said: Said, reference: ClockTime, past: bool) -> ClockTime {
    let morning =
        ClockTime::new(said.hour % 24, said.minute).plus(Span::seconds(said.second.into()));
    if !said.either_half {
        return morning;
    }
    let other = morning.plus(Span::minutes(12 * 60));
    let (ahead, behind) = if morning.after(reference) < other.after(reference) {
        (morning, other)
    } else {
        (other, morning)
    };
    let just_passed = reference.after(behind) <= Span::minutes(60) && ahead != reference;
    if past || just_passed { behind } else { ahead }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, reference: &str, expect: &[&str]) {
        let found: Vec<String> = times(text, reference.parse().unwrap())
            .iter()
            .map(|t| {
                let said = &text[t.start..t.end];
                match t.kind {
                    TimeKind::Clock(at) => format!("{said} = {at}"),
                    TimeKind::Relative { at, span } => format!("{said} = +{span} {at}"),
                    TimeKind::Ago { at, span } => format!("{said} = -{span} {at}"),
                    TimeKind::Duration(span) => format!("{said} = {span}"),
                    TimeKind::Every(span) => format!("{said} = every {span}"),
                }
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn clock_times_settle_near_the_reference() {
        check("Next update 02:30.", "02:15", &["02:30 = 02:30"]);
        check("rollback at 2:25", "14:11", &["2:25 = 14:25"]);
        check("back at 3", "02:10", &["3 = 03:00"]);
        check("by 9, then", "02:10", &["9 = 09:00"]);
        check("half past two", "02:31", &["half past two = 02:30"]);
        check("down since 2:03", "15:30", &["2:03 = 14:03"]);
        check("began at 2:03", "13:30", &["2:03 = 02:03"]);
        check("at 2:15", "14:15", &["2:15 = 14:15"]);
        check(
            "from 14:03 to 14:12",
            "14:20",
            &["14:03 = 14:03", "14:12 = 14:12"],
        );
    }

    #[test]
    fn times_from_now() {
        check("in 15 minutes", "02:15", &["in 15 minutes = +15 min 02:30"]);
        check(
            "within the hour",
            "23:30",
            &["within the hour = +1 h 00:30"],
        );
        check(
            "in about half an hour",
            "02:00",
            &["in about half an hour = +30 min 02:30"],
        );
        check(
            "15 min from now",
            "02:00",
            &["15 min from now = +15 min 02:15"],
        );
        check(
            "in 10–15 minutes",
            "02:00",
            &["in 10–15 minutes = +15 min 02:15"],
        );
        check(
            "in the next 20 minutes",
            "02:00",
            &["in the next 20 minutes = +20 min 02:20"],
        );
        check("back in 15.", "02:00", &["in 15 = +15 min 02:15"]);
        check(
            "10 minutes ago",
            "00:05",
            &["10 minutes ago = -10 min 23:55"],
        );
        check("in 5% of cases, in 3 regions, in 2025", "02:00", &[]);
        check(
            "Update in fifteen",
            "02:00",
            &["in fifteen = +15 min 02:15"],
        );
        check(
            "back to you in ten to fifteen",
            "02:00",
            &["in ten to fifteen = +15 min 02:15"],
        );
        check(
            "one in five, update in two, back in ten regions",
            "02:00",
            &[],
        );
        check("in .25 hours, in .5h, in .25min", "02:00", &[]);
    }

    #[test]
    fn lengths_and_recurrences() {
        check(
            "4 hours, about 30 min",
            "02:00",
            &["4 hours = 4 h", "30 min = 30 min"],
        );
        check(
            "Updates every 15 minutes",
            "02:00",
            &["every 15 minutes = every 15 min"],
        );
        check(
            "every 15, every hour, hourly",
            "02:00",
            &[
                "every 15 = every 15 min",
                "every hour = every 1 h",
                "hourly = every 1 h",
            ],
        );
        check(
            "every half hour",
            "02:00",
            &["every half hour = every 30 min"],
        );
        check("every user, each 3 of them", "02:00", &[]);
        let at = |t: &str| times(t, ClockTime::new(2, 0))[0].due(ClockTime::new(2, 0));
        assert_eq!(at("every 15 min"), Some(ClockTime::new(2, 15)));
        assert_eq!(at("4 h"), None);
    }
}
