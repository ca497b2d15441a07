//! Figures with a unit, in whole thousandths: `5%`, `3%/h`, `$8M`, `2h`,
//! `1240`, `15 s`. No float is involved, so that a figure told twice is the
//! same figure.

use super::time::as_text;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Things: users, tickets, logins.
    Count,
    /// Per cent of a whole.
    Percent,
    /// US dollars.
    Dollar,
    /// Seconds of time.
    Second,
}

/// A figure in thousandths of its unit, or in thousandths an hour when it is
/// a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// Thousandths of the unit.
    pub milli: i64,
    /// What is counted.
    pub unit: Unit,
    /// Whether it is counted per hour.
    pub per_hour: bool,
}

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadQuantity {
    /// It is not written like one.
    #[error("`{0}` is no figure; write it like 85%, 3%/h, 4h, 15 s, $8M or 1240")]
    NoFigure(String),
    /// It is larger than any that can be told apart.
    #[error("no figure may exceed a trillion")]
    TooLarge,
}

impl Quantity {
    /// A plain figure.
    pub const fn new(milli: i64, unit: Unit) -> Self {
        Self {
            milli,
            unit,
            per_hour: false,
        }
    }
    /// `n` whole things.
    pub const fn count(n: i64) -> Self {
        Self::new(n * 1000, Unit::Count)
    }
    /// Whether both figures count the same thing in the same way.
    pub fn same_kind(self, other: Self) -> bool {
        self.unit == other.unit && self.per_hour == other.per_hour
    }
}

impl FromStr for Quantity {
    type Err = BadQuantity;
    fn from_str(text: &str) -> Result<Self, BadQuantity> {
        let bad = || BadQuantity::NoFigure(text.chars().take(60).collect());
        let mut rest = text.trim();
        let per_hour = match rest.strip_suffix("/h") {
            Some(head) => {
                rest = head.trim_end();
                true
            }
            None => false,
        };
        let negative = match rest.strip_prefix('-') {
            Some(tail) => {
                rest = tail;
                true
            }
            None => false,
        };
        let dollars = match rest.strip_prefix('$') {
            Some(tail) => {
                rest = tail;
                true
            }
            None => false,
        };
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
            .unwrap_or(rest.len());
        let (digits, suffix) = (&rest[..end], rest[end..].trim());
        let (unit, scale): (Unit, i64) = match (dollars, suffix) {
            (true, "") => (Unit::Dollar, 1),
            (true, "K" | "k") => (Unit::Dollar, 1_000),
            (true, "M") => (Unit::Dollar, 1_000_000),
            (true, "B") => (Unit::Dollar, 1_000_000_000),
            (false, "") => (Unit::Count, 1),
            (false, "K" | "k") => (Unit::Count, 1_000),
            (false, "M") => (Unit::Count, 1_000_000),
            (false, "%") => (Unit::Percent, 1),
            (false, "s") => (Unit::Second, 1),
            (false, "m" | "min") => (Unit::Second, 60),
            (false, "h") => (Unit::Second, 3600),
            (false, "d") => (Unit::Second, 86_400),
            _ => return Err(bad()),
        };
        let (whole, part) = thousandths(digits).ok_or_else(bad)?;
        let whole: Option<i64> = whole.parse().ok();
        let milli = whole
            .and_then(|whole| {
                whole
                    .checked_mul(1000)?
                    .checked_add(part)?
                    .checked_mul(scale)
            })
            .ok_or(BadQuantity::TooLarge)?;
        Ok(Self {
            milli: if negative { -milli } else { milli },
            unit,
            per_hour,
        })
    }
}

/// `1,240.5` as the digits `1240` and 500 thousandths: thousands separators and
/// up to three decimals.
fn thousandths(digits: &str) -> Option<(String, i64)> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    if !grouped || groups.iter().any(|g| g.is_empty()) {
        return None;
    }
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some((groups.concat(), part))
}

/// A number in thousandths without trailing zeros, thousands separated.
fn plain(f: &mut fmt::Formatter<'_>, milli: u64) -> fmt::Result {
    let (whole, part) = ((milli / 1000).to_string(), milli % 1000);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 3 {
            f.write_str(",")?;
        }
        write!(f, "{digit}")?;
    }
    if part > 0 {
        write!(f, ".{}", format!("{part:03}").trim_end_matches('0'))?;
    }
    Ok(())
}

impl fmt::Display for Quantity {
    /// As an author would write it: `$8M`, `5%`, `4 h`, `1,240`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.milli.unsigned_abs();
        if self.milli < 0 {
            f.write_str("-")?;
        }
        match self.unit {
            Unit::Count => plain(f, n)?,
            Unit::Percent => {
                plain(f, n)?;
                f.write_str("%")?;
            }
            Unit::Dollar => {
                // The largest suffix that still says the figure exactly.
                let (scale, suffix) = [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")]
                    .into_iter()
                    .find(|(scale, _)| n >= scale * 1000 && n.is_multiple_of(*scale))
                    .unwrap_or((1, ""));
                f.write_str("$")?;
                plain(f, n / scale)?;
                f.write_str(suffix)?;
            }
            Unit::Second => {
                let (scale, suffix) = [(3600, " h"), (60, " min")]
                    .into_iter()
                    .find(|(scale, _)| n >= scale * 1000 && n.is_multiple_of(*scale))
                    .unwrap_or((1, " s"));
                plain(f, n / scale)?;
                f.write_str(suffix)?;
            }
        }
        if self.per_hour {
            f.write_str("/h")
        } else {
            Ok(())
        }
    }
}

as_text!(
    Quantity,
    "a figure such as \"85%\", \"4h\" or \"$8M\"",
    |q| q.to_string()
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_and_show() {
        for (text, milli, shown) in [
            ("85%", 85_000, "85%"),
            ("3%/h", 3_000, "3%/h"),
            ("4h", 14_400_000, "4 h"),
            ("15 s", 15_000, "15 s"),
            ("90 min", 5_400_000, "1.5 h"),
            ("$8M", 8_000_000_000, "$8M"),
            ("$1.2M", 1_200_000_000, "$1.2M"),
            ("1,240", 1_240_000, "1,240"),
            ("450K", 450_000_000, "450,000"),
            ("-2.5", -2_500, "-2.5"),
        ] {
            let figure: Quantity = text.parse().unwrap();
            assert_eq!(figure.milli, milli, "{text}");
            assert_eq!(figure.to_string(), shown);
            assert_eq!(shown.parse::<Quantity>().unwrap(), figure);
        }
        for bad in [
            "",
            "%",
            "$",
            "1.2345",
            "1,24",
            "4 apples",
            "1.x",
            "x9999999999999999999",
        ] {
            let why = bad.parse::<Quantity>();
            assert!(matches!(why, Err(BadQuantity::NoFigure(_))), "{bad}");
        }
        for large in ["9999999999999999999", "9999999999999999d", "-$99999999999B"] {
            let why = large.parse::<Quantity>();
            assert_eq!(why, Err(BadQuantity::TooLarge), "{large}");
        }
    }
}
