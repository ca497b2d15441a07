//! Time in the exercise: whole milliseconds since STARTEX, and the wall clock
//! that the players see.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// A moment of the exercise: milliseconds of incident time since STARTEX.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SimTime(pub u64);

/// A length of incident time in milliseconds. In text: `90s`, `4h`, `1h30m`,
/// `10 min`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub u64);

/// A time of day in the story, in milliseconds after midnight. In text:
/// `02:05` or `02:05:30`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u32);

/// Incident time per real time, in hundredths: 100 is real pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pace(pub u32);

/// Why a text is no time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no {wanted}; write it like {example}")]
pub struct BadTime {
    text: String,
    wanted: &'static str,
    example: &'static str,
}

const DAY: u32 = 24 * 60 * 60 * 1000;

impl SimTime {
    /// STARTEX itself.
    pub const ZERO: Self = Self(0);
    /// Later than anything that can be scheduled.
    pub const FAR: Self = Self(u64::MAX);

    /// How long ago `earlier` was; zero when it lies ahead.
    pub fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of whole seconds.
    pub const fn seconds(n: u64) -> Self {
        Self(n * 1000)
    }
    /// A span of whole minutes.
    pub const fn minutes(n: u64) -> Self {
        Self(n * 60_000)
    }
    /// Whole minutes in it, rounded down.
    pub const fn whole_minutes(self) -> u64 {
        self.0 / 60_000
    }
}

impl Add<Span> for SimTime {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for SimTime {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl ClockTime {
    /// Hours (0 to 23) and minutes (0 to 59).
    pub const fn new(hour: u32, minute: u32) -> Self {
        Self((hour % 24 * 60 + minute % 60) * 60_000)
    }
    /// Hour of the day, 0 to 23.
    pub const fn hour(self) -> u32 {
        self.0 / 3_600_000
    }
    /// Minute of the hour, 0 to 59.
    pub const fn minute(self) -> u32 {
        self.0 / 60_000 % 60
    }
    /// Second of the minute, 0 to 59.
    pub const fn second(self) -> u32 {
        self.0 / 1000 % 60
    }
    /// The time of day `span` later, round the clock.
    pub fn plus(self, span: Span) -> Self {
        let day = u64::from(DAY);
        let ms = (u64::from(self.0) + span.0 % day) % day;
        Self(u32::try_from(ms).unwrap_or(0))
    }
    /// How long after `start` this time of day next comes round; zero when
    /// they are equal.
    pub fn after(self, start: Self) -> Span {
        Span(u64::from((self.0 + DAY - start.0) % DAY))
    }
    /// `HH:MM:SS`, in whole seconds: what a clock on a wall shows.
    pub fn on_the_wall(self) -> String {
        Self(self.0 / 1000 * 1000).with_seconds()
    }
    /// The same as `HH:MM:SS`, with `.mmm` when it is no whole second.
    pub fn with_seconds(self) -> String {
        match self.0 % 1000 {
            0 => format!("{self}:{:02}", self.second()),
            ms => format!("{self}:{:02}.{ms:03}", self.second()),
        }
    }
}

impl fmt::Display for ClockTime {
    /// `HH:MM`: what people say aloud.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for ClockTime {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let bad = || BadTime {
            text: text.to_owned(),
            wanted: "time of day",
            example: "02:05 or 02:05:30",
        };
        let number = |part: &str, below: u32| match part.parse::<u32>() {
            Ok(n) if part.len() == 2 && n < below => Ok(n),
            _ => Err(bad()),
        };
        let (text, ms) = match text.split_once('.') {
            None => (text, 0),
            Some((text, ms))
                if text.len() == 8 && ms.len() == 3 && ms.bytes().all(|b| b.is_ascii_digit()) =>
            {
                (text, ms.parse::<u16>().map_err(|_| bad())?)
            }
            Some(_) => return Err(bad()),
        };
        let parts: Vec<&str> = text.split(':').collect();
        let (h, m, s) = match parts[..] {
            [h, m] => (h, m, "00"),
            [h, m, s] => (h, m, s),
            _ => return Err(bad()),
        };
        let minutes = number(h, 24)? * 60 + number(m, 60)?;
        Ok(Self((minutes * 60 + number(s, 60)?) * 1000 + u32::from(ms)))
    }
}

impl fmt::Display for Span {
    /// The largest units that say it exactly to the second: `4 h`, `1 h 30 min`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let parts = [
            (seconds / 3600, "h"),
            (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ];
        let mut first = true;
        for (n, unit) in parts.into_iter().filter(|(n, _)| *n > 0) {
            if !first {
                f.write_str(" ")?;
            }
            write!(f, "{n} {unit}")?;
            first = false;
        }
        if first { f.write_str("0 s") } else { Ok(()) }
    }
}

impl FromStr for Span {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let bad = || BadTime {
            text: text.to_owned(),
            wanted: "length of time",
            example: "90s, 15 min, 4h or 1h30m",
        };
        let mut rest = text.trim();
        let mut total: u64 = 0;
        if rest.is_empty() {
            return Err(bad());
        }
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let n: u64 = rest[..digits].parse().map_err(|_| bad())?;
            rest = rest[digits..].trim_start();
            let letters = rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                    .len();
            let unit = match &rest[..letters] {
                "ms" => 1,
                "s" | "sec" => 1000,
                "m" | "min" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                _ => return Err(bad()),
            };
            rest = rest[letters..].trim_start();
            total = n
                .checked_mul(unit)
                .and_then(|ms| total.checked_add(ms))
                .ok_or_else(bad)?;
        }
        Ok(Self(total))
    }
}

impl Pace {
    /// One minute of incident a minute.
    pub const REAL: Self = Self(100);

    /// Incident time that passes in `real_ms` milliseconds at this pace.
    pub fn advance(self, real_ms: u64) -> Span {
        Span(real_ms.saturating_mul(u64::from(self.0)) / 100)
    }
    /// Real milliseconds until `span` of incident time has passed, rounded up.
    pub fn real_ms(self, span: Span) -> u64 {
        span.0
            .saturating_mul(100)
            .div_ceil(u64::from(self.0.max(1)))
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}×"),
            (whole, part) if part % 10 == 0 => write!(f, "{whole}.{}×", part / 10),
            (whole, part) => write!(f, "{whole}.{part:02}×"),
        }
    }
}

/// Serialises through `Display`-like text and parses through `FromStr`.
macro_rules! as_text {
    ($type:ty, $what:literal, $show:expr) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let show: fn(&$type) -> String = $show;
                to.serialize_str(&show(self))
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Text;
                impl de::Visitor<'_> for Text {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($what)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                from.deserialize_str(Text)
            }
        }
    };
}
pub(super) use as_text;

as_text!(ClockTime, "a time of day such as \"02:05\"", |t| t
    .with_seconds());
as_text!(Span, "a length of time such as \"15 min\"", |t| {
    if t.0 % 1000 == 0 {
        t.to_string()
    } else {
        format!("{}ms", t.0)
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_and_show() {
        for (text, ms, shown) in [
            ("90s", 90_000, "1 min 30 s"),
            ("4h", 14_400_000, "4 h"),
            ("1h30m", 5_400_000, "1 h 30 min"),
            ("15 min", 900_000, "15 min"),
            ("0s", 0, "0 s"),
        ] {
            let span: Span = text.parse().unwrap();
            assert_eq!(span.0, ms, "{text}");
            assert_eq!(span.to_string(), shown);
            assert_eq!(shown.parse::<Span>().unwrap(), span);
        }
        for bad in ["", "4", "h", "4 fortnights", "99999999999999999999h", "-4h"] {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
    }

    #[test]
    fn clock_times_go_round_midnight() {
        let late: ClockTime = "23:50".parse().unwrap();
        assert_eq!(late.plus(Span::minutes(20)).to_string(), "00:10");
        let early: ClockTime = "00:10:30".parse().unwrap();
        assert_eq!(early.after(late), Span(20 * 60_000 + 30_000));
        for bad in ["2:05", "24:00", "02:60", "02:05:61", "now", "02:05:"] {
            assert!(bad.parse::<ClockTime>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_clock_time_keeps_its_milliseconds_in_text() {
        let exact = ClockTime::new(2, 5).plus(Span(30_007));
        assert_eq!(exact.with_seconds(), "02:05:30.007");
        assert_eq!("02:05:30.007".parse(), Ok(exact));
        for bad in [
            "02:05.007",
            "02:05:30.7",
            "02:05:30.",
            "02:05:30.0x7",
            "02:05:30.+07",
        ] {
            assert!(bad.parse::<ClockTime>().is_err(), "{bad}");
        }
    }

    #[test]
    fn pace_is_exact_both_ways() {
        assert_eq!(Pace(150).advance(1000), Span(1500));
        assert_eq!(Pace(150).real_ms(Span(1501)), 1001);
        assert_eq!(Pace(150).to_string(), "1.5×");
    }
}
