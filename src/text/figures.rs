//! Figures with their unit: `5%`, `1,240 users`, `$8M`, `two hours`, `3%/h`.
//!
//! Used to tell whether a fact was quoted as it is. Invariant: a figure is
//! exact in thousandths or absent; times of day and labels (`SEV-1`, `plan 2`,
//! `p99`) are no figures. Absent on purpose: signs, currencies other than the
//! dollar, "no" and "none" as zero, and the word "one" alone.

use super::clock::clock_at;
use super::duration::{duration_at, range_join, unit_after};
use super::notes::notes;
use super::number::{Number, may_count, number};
use super::reading::Reading;
use crate::model::{Quantity, Unit};

/// A figure and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureMention {
    /// What is said.
    pub quantity: Quantity,
    /// First byte, currency sign included.
    pub start: usize,
    /// One past the last byte of number and unit; a counted noun stays outside.
    pub end: usize,
}

/// The figures of a message, from left to right. Both ends of a range count.
pub fn figures(text: &str) -> Vec<FigureMention> {
    notes(text).figures().to_vec()
}

pub(super) fn figures_in(reading: &Reading<'_>) -> Vec<FigureMention> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < reading.len() {
        if !may_count(reading, i) {
            i += 1;
        } else if let Some(said) = clock_at(reading, i) {
            i = said.next;
        } else if let Some((figure, next)) = figure_at(reading, i) {
            found.push(figure);
            i = next;
        } else {
            i += 1;
        }
    }
    found
}

fn figure_at(reading: &Reading<'_>, i: usize) -> Option<(FigureMention, usize)> {
    let start = reading.tokens.get(i)?.start;
    let end_of = |next: usize| reading.bytes(i..next).end;
    let plain = |milli: i64, unit: Unit, next: usize| {
        let figure = FigureMention {
            quantity: Quantity::new(milli, unit),
            start,
            end: end_of(next),
        };
        Some((figure, next))
    };
    if let Some((milli, next)) = fraction(reading, i) {
        return plain(milli, Unit::Percent, next);
    }
    if let Some(length) = duration_at(reading, i) {
        return plain(i64::try_from(length.ms).ok()?, Unit::Second, length.next);
    }
    let signed = reading.gap(i).trim_end().ends_with('$');
    let money = signed || after_signed(reading, i);
    let n = number(reading, i, money)?;
    if !n.suffix.is_empty() {
        return None;
    }
    let mut at = Behind {
        unit: Unit::Count,
        next: n.next,
        end: end_of(n.next),
    };
    let mut milli = n.milli;
    if money {
        at.unit = Unit::Dollar;
        milli = n.milli.checked_mul(shared_scale(reading, &n))?;
    } else if let Some(behind) = unit_behind(reading, i, &n) {
        at = behind;
    } else if let Some((unit, factor)) = unit_of_range(reading, &n) {
        at.unit = unit;
        milli = n.milli.checked_mul(factor)? / 1000;
    } else if is_label(reading, i) || (!n.digits && n.milli == 1000 && n.next == i + 1) {
        return None;
    }
    let mut quantity = Quantity::new(milli, at.unit);
    if let Some(rate) = rate(reading, &at) {
        quantity.milli = quantity.milli.checked_mul(rate.an_hour)?;
        quantity.per_hour = true;
        (at.next, at.end) = (rate.next, end_of(rate.next));
    }
    let start = if signed {
        reading.text[..start].rfind('$').unwrap_or(start)
    } else {
        start
    };
    Some((
        FigureMention {
            quantity,
            start,
            end: at.end,
        },
        at.next,
    ))
}

/// The unit found behind a number, and where it ends.
struct Behind {
    unit: Unit,
    next: usize,
    end: usize,
}

/// `5%`, `five per cent`, `8 million dollars`; `USD` may stand before.
fn unit_behind(reading: &Reading<'_>, i: usize, n: &Number<'_>) -> Option<Behind> {
    let last = n.next - 1;
    let tail = reading.tail(last);
    let blank = tail.len() - tail.trim_start_matches(' ').len();
    if blank <= 1 && tail[blank..].starts_with('%') {
        let end = reading.text.len() - tail.len() + blank + 1;
        return Some(Behind {
            unit: Unit::Percent,
            next: n.next,
            end,
        });
    }
    let next = n.next;
    let (unit, more) = if !reading.flows(next) {
        (Unit::Dollar, 0)
    } else if reading.is(next, &["percent", "pct", "pp"]) {
        (Unit::Percent, 1)
    } else if (reading.is(next, &["per"]) && reading.is(next + 1, &["cent"]))
        || (reading.is(next, &["percentage"]) && reading.is(next + 1, &["point", "points"]))
    {
        (Unit::Percent, 2)
    } else {
        let named = reading.is(next, &["dollar", "dollars", "usd", "bucks"]);
        (Unit::Dollar, usize::from(named))
    };
    let before = i > 0 && reading.flows(i) && reading.is(i - 1, &["usd"]);
    (more > 0 || before).then(|| Behind {
        unit,
        next: next + more,
        end: reading.bytes(i..next + more).end,
    })
}

/// The unit that a lower end shares with its upper end: `5–10%`, `6 to 8 h`.
/// With it, thousandths of the shared unit's size.
fn unit_of_range(reading: &Reading<'_>, low: &Number<'_>) -> Option<(Unit, i64)> {
    let at = range_join(reading, low.next)?;
    let high = number(reading, at, false)?;
    if let Some((ms, _)) = unit_after(reading, &high) {
        return Some((Unit::Second, i64::try_from(ms).ok()?));
    }
    let behind = unit_behind(reading, at, &high)?;
    let scale = if low.scale == 1 { high.scale } else { 1 };
    Some((behind.unit, scale.checked_mul(1000)?))
}

/// `$6–8M`: the scale that the lower end takes from the upper.
fn shared_scale(reading: &Reading<'_>, low: &Number<'_>) -> i64 {
    let high = range_join(reading, low.next)
        .filter(|_| low.scale == 1)
        .and_then(|at| number(reading, at, true));
    high.map_or(1, |n| n.scale)
}

/// Whether word `i` is the upper end of a range that began with a dollar sign.
fn after_signed(reading: &Reading<'_>, i: usize) -> bool {
    i > 0 && matches!(reading.gap(i).trim(), "-" | "–" | "—") && reading.gap(i - 1).ends_with('$')
}

/// `half of the users`, `a third of`, `three quarters of`: thousandths of a per
/// cent.
fn fraction(reading: &Reading<'_>, i: usize) -> Option<(i64, usize)> {
    let of = |at: usize| reading.flows(at) && reading.is(at, &["of"]);
    if reading.is(i, &["half"]) {
        let whole = reading.flows(i + 1) && reading.is(i + 1, &["of", "the", "our", "all"]);
        return whole.then_some((50_000, i + 1));
    }
    let count = if reading.is(i, &["a", "one"]) {
        1
    } else if reading.is(i, &["two"]) {
        2
    } else if reading.is(i, &["three"]) {
        3
    } else {
        return None;
    };
    let part = if reading.is(i + 1, &["third", "thirds"]) {
        [33_333, 66_667, 100_000]
    } else if reading.is(i + 1, &["quarter", "quarters"]) {
        [25_000, 50_000, 75_000]
    } else {
        return None;
    };
    let share = part.get(count - 1).copied()?;
    let hour = reading.is(i + 3, &["an"]) && reading.is(i + 4, &["hour"]);
    (of(i + 2) && !hour).then_some((share, i + 2))
}

/// Whether a number only names something: `SEV-1`, `plan 2`, `T+5`, `#12`.
fn is_label(reading: &Reading<'_>, i: usize) -> bool {
    let gap = reading.gap(i);
    if gap.ends_with('#') {
        return true;
    }
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    let word = reading.word(before);
    let lettered = word.starts_with(char::is_alphabetic);
    if lettered && matches!(gap, "-" | "+" | "_" | "/" | "." | ":") {
        return true;
    }
    const LABELS: [&str; 12] = [
        "sev", "severity", "priority", "plan", "option", "step", "version", "phase", "exercise",
        "node", "host", "number",
    ];
    reading.flows(i) && reading.is(before, &LABELS)
}

struct Rate {
    /// How many of its units an hour holds.
    an_hour: i64,
    next: usize,
}

/// `/h`, `an hour`, `per minute`, also behind one counted noun.
fn rate(reading: &Reading<'_>, at: &Behind) -> Option<Rate> {
    let noun = usize::from(at.unit == Unit::Count && reading.flows(at.next));
    (at.next..=at.next + noun).find_map(|i| {
        let last = i.checked_sub(1)?;
        if !reading.same_sentence(last, i) {
            return None;
        }
        let sign = reading.gap(i);
        let near = sign.trim_matches(['%', ' ']).is_empty();
        let (unit, next) = if sign.trim_start_matches(['%', ' ']) == "/" {
            (i, i + 1)
        } else if near
            && reading.is(i, &["an", "a", "per", "each", "every"])
            && reading.flows(i + 1)
        {
            (i + 1, i + 2)
        } else if near && reading.is(i, &["hourly"]) {
            return Some(Rate {
                an_hour: 1,
                next: i + 1,
            });
        } else {
            return None;
        };
        if reading.is(next, &["ago", "later", "after", "from", "before"]) && reading.flows(next) {
            return None;
        }
        let an_hour = if reading.is(unit, &["h", "hr", "hour"]) {
            1
        } else if reading.is(unit, &["min", "minute", "m"]) {
            60
        } else if reading.is(unit, &["s", "sec", "second"]) {
            3600
        } else {
            return None;
        };
        Some(Rate { an_hour, next })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let found: Vec<(&str, String)> = figures(text)
            .iter()
            .map(|f| (&text[f.start..f.end], f.quantity.to_string()))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn figures_carry_their_unit() {
        check("5% of users", &[("5%", "5%")]);
        check(
            "five percent, 5 per cent",
            &[("five percent", "5%"), ("5 per cent", "5%")],
        );
        check("1,240 users", &[("1,240", "1,240")]);
        check("450K users", &[("450K", "450,000")]);
        check("costs $8M!", &[("$8M", "$8M")]);
        check("eight million dollars", &[("eight million dollars", "$8M")]);
        check("USD 1.2 million", &[("1.2 million", "$1.2M")]);
        check("two hours, 15 s", &[("two hours", "2 h"), ("15 s", "15 s")]);
        check("5 s → 15 s", &[("5 s", "5 s"), ("15 s", "15 s")]);
        check("half of the users", &[("half", "50%")]);
        check("a third of them", &[("a third", "33.333%")]);
        check("half an hour", &[("half an hour", "30 min")]);
        check("zero loss", &[("zero", "0")]);
    }

    #[test]
    fn rates_and_ranges() {
        check("3% an hour", &[("3% an hour", "3%/h")]);
        check("3%/h and 1%", &[("3%/h", "3%/h"), ("1%", "1%")]);
        check("$50K per hour", &[("$50K per hour", "$50K/h")]);
        check("10 tickets a minute", &[("10 tickets a minute", "600/h")]);
        check("5% an hour ago", &[("5%", "5%"), ("an hour", "1 h")]);
        check("6–8 h", &[("6", "6 h"), ("8 h", "8 h")]);
        check("5 to 10%", &[("5", "5%"), ("10%", "10%")]);
        check("$6-8M", &[("$6", "$6M"), ("8M", "$8M")]);
        check(
            "6 to 8 million dollars",
            &[("6", "$6M"), ("8 million dollars", "$8M")],
        );
    }

    #[test]
    fn labels_and_times_are_no_figures() {
        for text in [
            "SEV-1 at 02:30",
            "plan 2",
            "p99",
            "T+5",
            "#12",
            "no one",
            "version 4.1.2",
            "at 3",
            "half past two",
            "5xx",
            "the 2nd",
            "web-03",
            "999999999999999 billion",
            "1.23456",
            "$",
            "%",
            "$%",
            "🔥5️⃣",
        ] {
            let found = figures(text);
            assert!(found.is_empty() || text.contains('🔥'), "{text}: {found:?}");
        }
    }
}
