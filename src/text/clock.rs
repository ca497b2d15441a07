//! Times of day as people say them: `02:30`, `2.30am`, `3 pm`, `half past two`,
//! `quarter to three`, `at 3`, `noon`.
//!
//! Invariant: hours are below 24 and minutes below 60. A time that could mean
//! morning or afternoon is marked so; `times` settles it against a reference.
//! Absent on purpose: dates and time zones.

use super::number::{after_point, number};
use super::reading::Reading;

/// A time of day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// One past the last word of the mention.
    pub(super) next: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    /// Whether twelve hours later would be as good a reading.
    pub(super) either_half: bool,
}

const BEFORE_A_TIME: [&str; 5] = ["at", "by", "until", "till", "before"];

/// The time of day that begins at word `i`.
pub(super) fn clock_at(reading: &Reading<'_>, i: usize) -> Option<Said> {
    let word = reading.word(i);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let signed = reading.gap(i).ends_with('$') || reading.tail(i).starts_with(['%', '+', '/']);
        if signed || after_point(reading, i) {
            return None;
        }
        return in_figures(reading, i)
            .or_else(|| counted(reading, i))
            .or_else(|| bare_hour(reading, i));
    }
    if reading.is(i, &["noon", "midday"]) {
        return Some(certain(i + 1, 12, 0));
    }
    if reading.is(i, &["midnight"]) {
        return Some(certain(i + 1, 0, 0));
    }
    // Words that cannot begin a time are most words: leave them early.
    if !reading.is(i, &HOUR_WORDS) && !reading.is(i, &["half", "quarter", "a", "twenty"]) {
        return None;
    }
    counted(reading, i).or_else(|| bare_hour(reading, i))
}

const HOUR_WORDS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

fn certain(next: usize, hour: u32, minute: u32) -> Said {
    Said {
        next,
        hour,
        minute,
        second: 0,
        either_half: false,
    }
}

/// What the next word of somebody is called.
const NEXT_WORDS: [&str; 16] = [
    "update",
    "updates",
    "word",
    "message",
    "contact",
    "report",
    "status",
    "news",
    "communication",
    "comms",
    "sitrep",
    "briefing",
    "check",
    "checkpoint",
    "review",
    "touchpoint",
];

/// Whether word `i` stands right behind a cue of the next word: `next update
/// 2.20`, `next: 2.20`, `more at 1420`. What could be any figure is a time there.
fn cued(reading: &Reading<'_>, i: usize) -> bool {
    const PROMISED: [&str; 8] = [
        "update", "updates", "more", "touch", "follow", "follows", "comms", "sitrep",
    ];
    let Some(before) = i.checked_sub(1).filter(|&b| reading.same_sentence(b, i)) else {
        return false;
    };
    let gap = reading.gap(i).trim();
    if reading.is(before, &["next"]) {
        return gap == ":";
    }
    let Some(first) = before.checked_sub(1).filter(|_| reading.flows(before)) else {
        return false;
    };
    if reading.is(before, &["at", "by"]) {
        return gap.is_empty() && reading.is(first, &PROMISED);
    }
    matches!(gap, "" | ":" | "-" | "–" | "—")
        && reading.is(first, &["next"])
        && reading.is(before, &NEXT_WORDS)
}

/// `02:30`, `02:30:15`, `2.30am`, `at 2.30`, `3pm`, `0230 hours`.
fn in_figures(reading: &Reading<'_>, i: usize) -> Option<Said> {
    let word = reading.word(i);
    let end = word
        .find(|c: char| !matches!(c, '0'..='9' | ':' | '.'))
        .unwrap_or(word.len());
    let (figures, suffix) = word.split_at(end);
    let (half, next) = match suffix {
        "" => meridiem(reading, i + 1).map_or((None, i + 1), |(pm, next)| (Some(pm), next)),
        s if s.eq_ignore_ascii_case("am") => (Some(false), i + 1),
        s if s.eq_ignore_ascii_case("pm") => (Some(true), i + 1),
        _ => return None,
    };
    let cued = cued(reading, i);
    let led = cued || (i > 0 && reading.is(i - 1, &BEFORE_A_TIME) && reading.flows(i));
    let mut parts = figures.split([':', '.']);
    let first = parts.next()?;
    let rest = [parts.next(), parts.next()];
    if parts.next().is_some() {
        return None;
    }
    let (hour, minute, second) = match (first.len(), rest) {
        (1 | 2, [None, _]) if half.is_some() => (small(first, 24)?, 0, 0),
        (4, [None, _]) if half.is_none() && military(reading, i, led, cued) => {
            (small(first.get(..2)?, 24)?, small(first.get(2..)?, 60)?, 0)
        }
        (1 | 2, [Some(m), s]) if m.len() == 2 => {
            let dotted = figures.contains('.');
            if dotted && half.is_none() && !(led && s.is_none() && reading.clause_ends(next)) {
                return None;
            }
            let second = s.map_or(Some(0), |s| small(s, 60).filter(|_| s.len() == 2))?;
            (small(first, 24)?, small(m, 60)?, second)
        }
        _ => return None,
    };
    let said = Said {
        next,
        hour,
        minute,
        second,
        either_half: false,
    };
    match half {
        Some(pm) => (1..=12).contains(&hour).then(|| Said {
            hour: hour % 12 + if pm { 12 } else { 0 },
            ..said
        }),
        None => Some(Said {
            either_half: (1..=12).contains(&hour) && !first.starts_with('0') && first.len() < 4,
            ..said
        }),
    }
}

/// `am`, `pm`, `a.m.`, `p.m.` at a word: whether afternoon, and what follows.
fn meridiem(reading: &Reading<'_>, at: usize) -> Option<(bool, usize)> {
    if !reading.flows(at) {
        return None;
    }
    if reading.is(at, &["am", "pm"]) {
        return Some((reading.is(at, &["pm"]), at + 1));
    }
    let dotted =
        reading.is(at, &["a", "p"]) && reading.is(at + 1, &["m"]) && reading.gap(at + 1) == ".";
    dotted.then(|| (reading.is(at, &["p"]), at + 2))
}

/// Whether four digits are a time: `0230 hours`, `at 0230`, `next update 1430`.
fn military(reading: &Reading<'_>, i: usize, led: bool, cued: bool) -> bool {
    let named = reading.flows(i + 1) && reading.is(i + 1, &["hours", "hrs", "utc", "z"]);
    let sure = cued || (led && reading.word(i).starts_with('0'));
    named || (sure && reading.clause_ends(i + 1))
}

fn small(digits: &str, below: u32) -> Option<u32> {
    digits.parse().ok().filter(|&n| n < below)
}

/// `half past two`, `quarter to three`, `ten past 2`, `at ten to three`.
fn counted(reading: &Reading<'_>, i: usize) -> Option<Said> {
    let quarter = usize::from(reading.is(i, &["a"]) && reading.is(i + 1, &["quarter"])) + i;
    let (minute, mut at, plain) = if reading.is(i, &["half"]) {
        (30, i + 1, true)
    } else if reading.is(quarter, &["quarter"]) {
        (15, quarter + 1, true)
    } else {
        let n = hour_like(reading, i, 29)?;
        (n.0, n.1, false)
    };
    if reading.flows(at) && reading.is(at, &["minutes", "min"]) {
        at += 1;
    }
    let past = reading.is(at, &["past"]);
    let led = i > 0 && reading.is(i - 1, &BEFORE_A_TIME);
    // "ten to three" is a range unless something says that it is a time.
    let to = reading.is(at, &["to"]) && minute != 30 && (plain || (led && minute % 5 == 0));
    if !(past || to) || !reading.flows(at) || !reading.flows(at + 1) {
        return None;
    }
    let (hour, next) = hour_like(reading, at + 1, 12)?;
    if hour == 0 || (to && !plain && !reading.clause_ends(next)) {
        return None;
    }
    let (hour, minute) = if past {
        (hour % 12, minute)
    } else {
        (hour - 1, 60 - minute)
    };
    let (half, next) = meridiem(reading, next).map_or((None, next), |(pm, next)| (Some(pm), next));
    let hour = hour + if half == Some(true) { 12 } else { 0 };
    Some(Said {
        next,
        hour,
        minute,
        second: 0,
        either_half: half.is_none(),
    })
}

/// `three o'clock`; `at 3`, `by three` where nothing that is counted follows.
fn bare_hour(reading: &Reading<'_>, i: usize) -> Option<Said> {
    let (hour, next) = hour_like(reading, i, 23)?;
    let either_half = (1..=12).contains(&hour);
    let said = Said {
        next,
        either_half,
        ..certain(next, hour, 0)
    };
    if reading.is(next, &["o'clock", "o’clock", "oclock"]) && reading.flows(next) {
        return Some(Said {
            next: next + 1,
            ..said
        });
    }
    if let Some((pm, next)) = meridiem(reading, next).filter(|_| either_half) {
        return Some(certain(next, hour % 12 + if pm { 12 } else { 0 }, 0));
    }
    let led = i > 0 && reading.flows(i) && reading.is(i - 1, &BEFORE_A_TIME);
    let joined = reading
        .tail(next - 1)
        .trim_start()
        .starts_with(['-', '–', '—', '%', '/']);
    (led && !joined && !reading.is(i, &["one"]) && reading.clause_ends(next)).then_some(said)
}

/// A whole number without unit, at most `most`.
fn hour_like(reading: &Reading<'_>, i: usize, most: u32) -> Option<(u32, usize)> {
    let n = number(reading, i, false)?;
    let whole = u32::try_from(n.milli / 1000).ok()?;
    let bare = n.suffix.is_empty() && n.scale == 1 && n.milli % 1000 == 0;
    (bare && whole <= most && reading.word(i).len() <= 9 && !reading.word(i).contains(['.', ',']))
        .then_some((whole, n.next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let reading = Reading::new(text);
        let said = (0..reading.len()).find_map(|i| clock_at(&reading, i));
        let shown = said.map(|s| {
            let half = if s.either_half { "?" } else { "" };
            format!("{:02}:{:02}{half}", s.hour, s.minute)
        });
        assert_eq!(shown.as_deref(), expect, "{text}");
    }

    #[test]
    fn times_of_day() {
        for (text, expect) in [
            ("next update 02:30.", "02:30"),
            ("at 2:30", "02:30?"),
            ("at 14:25:10", "14:25"),
            ("2.30am", "02:30"),
            ("2.30 p.m. sharp", "14:30"),
            ("back at 2.30, then", "02:30?"),
            ("12 am", "00:00"),
            ("by 12pm", "12:00"),
            ("half past two", "02:30?"),
            ("quarter to three", "02:45?"),
            ("a quarter past 1 pm", "13:15"),
            ("at ten to three", "02:50?"),
            ("twenty past 12", "00:20?"),
            ("twenty-five past two", "02:25?"),
            ("at 3", "03:00?"),
            ("by three, then", "03:00?"),
            ("at 15 we meet", "15:00"),
            ("3 o'clock", "03:00?"),
            ("three pm", "15:00"),
            ("at 0230 the", "02:30"),
            ("1425 hours", "14:25"),
            ("until midnight", "00:00"),
            ("Next update 2.20", "02:20?"),
            ("Next update: 2.15.", "02:15?"),
            ("Next: 14.20", "14:20"),
            ("next update 0220", "02:20"),
            ("Next comms 1420, then", "14:20"),
            ("More at 1420", "14:20"),
        ] {
            check(text, Some(expect));
        }
    }

    #[test]
    fn other_figures_are_no_times() {
        for text in [
            "at 3%",
            "at 3 users",
            "by 2 hours",
            "2.30 min",
            "loss of 2.30",
            "24:00",
            "02:60",
            "ten to fifteen min",
            "10 to 12 minutes",
            "at 10-15 s",
            "half of them",
            "1425 users",
            "at $3",
            "by one",
            "1.2.3.4",
            "13 am",
            "3",
            "at least 3",
            "0:1",
            "half past",
            "quarter to",
            "25:99:99:99",
            "next update 2.60",
            "next update 2.20 million",
            "next update 1420 users",
            "next update 2560",
            "next version 2.20",
            "next 2.20",
            "the update 2.15",
            "back at 1420",
            "at .30",
            "by .3pm",
        ] {
            check(text, None);
        }
    }
}
