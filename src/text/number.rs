//! Numbers in digits and in words, up to billions, in thousandths.
//!
//! Invariant: a number is exact or absent; what has more than three decimals,
//! badly placed commas or too many digits is no number. Absent on purpose:
//! signs (a dash in prose is rarely a minus) and units.

use super::phrase::Phrases;
use super::reading::Reading;
use std::sync::LazyLock;

/// A number found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number<'a> {
    /// Thousandths, scale included.
    pub(super) milli: i64,
    /// One past its last word.
    pub(super) next: usize,
    /// Letters that stand right behind the digits: `min` of `15min`.
    pub(super) suffix: &'a str,
    /// What `K`, `million` and the like multiplied it by.
    pub(super) scale: i64,
    /// Written in digits.
    pub(super) digits: bool,
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Unit(i64),
    Teen(i64),
    Ten(i64),
    Hundred,
    Dozen,
    Scale(i64),
}

static PARTS: LazyLock<Phrases<Part>> = LazyLock::new(|| {
    let units = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let teens = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let units = units.into_iter().zip((0..).map(Part::Unit));
    let teens = teens.into_iter().zip((10..).map(Part::Teen));
    let tens = tens.into_iter().zip((2..).map(|n| Part::Ten(n * 10)));
    let large = [
        ("hundred", Part::Hundred),
        ("dozen", Part::Dozen),
        ("thousand", Part::Scale(1_000)),
        ("million", Part::Scale(1_000_000)),
        ("billion", Part::Scale(1_000_000_000)),
    ];
    Phrases::new(units.chain(teens).chain(tens).chain(large))
});

/// Words other than number words that may open a figure, a length or a time.
static OPENERS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let words = ["half", "quarter", "couple", "noon", "midday", "midnight"];
    Phrases::new(words.map(|w| (w, ())))
});

/// Whether a figure, a length or a time of day may begin at word `i`. Most
/// words cannot, and are passed over with this one cheap look.
pub(super) fn may_count(reading: &Reading<'_>, i: usize) -> bool {
    let Some(token) = reading.tokens.get(i) else {
        return false;
    };
    reading.word(i).starts_with(|c: char| c.is_ascii_digit())
        || reading.is(i, &["a", "an"])
        || PARTS.word(token.stem).is_some()
        || OPENERS.word(token.stem).is_some()
}

/// The number that begins at word `i`. `money` says that a currency sign
/// stands before it, so that `8m` are millions, not minutes.
pub(super) fn number<'a>(reading: &Reading<'a>, i: usize, money: bool) -> Option<Number<'a>> {
    if reading.word(i).starts_with(|c: char| c.is_ascii_digit()) {
        in_digits(reading, i, money).filter(|_| !after_point(reading, i))
    } else {
        in_words(reading, i)
    }
}

/// Whether a number begins with a point before word `i`: `.25` is not 25. The
/// end of an ellipsis or of a sentence without a blank begins none.
pub(super) fn after_point(reading: &Reading<'_>, i: usize) -> bool {
    let Some(before) = reading.gap(i).strip_suffix('.') else {
        return false;
    };
    match before.chars().next_back() {
        Some(c) => !matches!(c, '.' | ')' | ']' | '"' | '”'),
        None => i == 0,
    }
}

fn in_digits<'a>(reading: &Reading<'a>, i: usize, money: bool) -> Option<Number<'a>> {
    let word = reading.word(i);
    let end = word
        .find(|c: char| !matches!(c, '0'..='9' | '.' | ','))
        .unwrap_or(word.len());
    let (digits, suffix) = word.split_at(end);
    if suffix.starts_with(':') {
        return None;
    }
    let mut number = Number {
        milli: thousandths(digits)?,
        next: i + 1,
        suffix: "",
        scale: 1,
        digits: true,
    };
    number.scale = match (suffix, money) {
        ("k" | "K", _) => 1_000,
        ("M" | "mn" | "mm", _) | ("m", true) => 1_000_000,
        ("B" | "bn", _) | ("b", true) => 1_000_000_000,
        (other, _) => {
            number.suffix = other;
            1
        }
    };
    if suffix.is_empty() && reading.flows(i + 1) {
        let scale = match reading.tokens.get(i + 1).and_then(|t| PARTS.word(t.stem)) {
            Some(Part::Scale(n)) => Some(n),
            Some(Part::Hundred) => Some(100),
            _ if reading.is(i + 1, &["k"]) => Some(1_000),
            _ if reading.word(i + 1) == "M" || reading.is(i + 1, &["mn", "mio"]) => Some(1_000_000),
            _ if reading.is(i + 1, &["bn"]) => Some(1_000_000_000),
            _ => None,
        };
        if let Some(scale) = scale {
            number.scale = scale;
            number.next += 1;
        }
    }
    number.milli = number.milli.checked_mul(number.scale)?;
    Some(number)
}

fn in_words<'a>(reading: &Reading<'a>, i: usize) -> Option<Number<'a>> {
    let part = |at: usize| reading.tokens.get(at).and_then(|t| PARTS.word(t.stem));
    let near = |at: usize| {
        reading.flows(at)
            || (reading.same_sentence(at, at.wrapping_sub(1)) && reading.gap(at) == "-")
    };
    // "a hundred", "half a million", "a dozen"
    let mut at = i;
    if reading.is(at, &["a", "an"]) && reading.flows(at + 1) {
        at += 1;
        return match part(at)? {
            Part::Hundred => Some(whole(100, at + 1, 1)),
            Part::Dozen => Some(whole(12, at + 1, 1)),
            Part::Scale(n) => Some(whole(n, at + 1, n)),
            _ => None,
        };
    }
    if reading.is(at, &["half"]) && reading.is(at + 1, &["a"]) && reading.flows(at + 2) {
        return match part(at + 2)? {
            Part::Scale(n) => Some(whole(n / 2, at + 3, n)),
            _ => None,
        };
    }
    let (mut total, mut group, mut largest) = (0_i64, None::<i64>, i64::MAX);
    let mut halves = 0;
    while at == i || near(at) {
        let open = group.unwrap_or(0);
        group = match part(at) {
            Some(Part::Unit(n)) if group.is_none() || (open % 10 == 0 && open >= 20 && n > 0) => {
                Some(open + n)
            }
            Some(Part::Teen(n) | Part::Ten(n)) if open % 100 == 0 => Some(open + n),
            Some(Part::Hundred) if (1..=9).contains(&open) => Some(open * 100),
            Some(Part::Dozen) if (1..=99).contains(&open) => Some(open * 12),
            Some(Part::Scale(n)) if open > 0 && n < largest => {
                largest = n;
                total += (open * 1000 + halves) * n;
                halves = 0;
                None
            }
            None if reading.is(at, &["and"]) && (total > 0 || open > 0) => {
                let half = reading.is(at + 1, &["a"]) && reading.is(at + 2, &["half"]);
                if half && near(at + 1) && near(at + 2) && halves == 0 && group.is_some() {
                    halves = 500;
                    at += 3;
                    continue;
                }
                match part(at + 1) {
                    Some(Part::Unit(1..) | Part::Teen(_) | Part::Ten(_))
                        if open % 100 == 0 && near(at + 1) =>
                    {
                        at += 1;
                        continue;
                    }
                    _ => break,
                }
            }
            _ => break,
        };
        at += 1;
    }
    if at == i {
        return None;
    }
    let milli = total.checked_add(group.unwrap_or(0) * 1000 + halves)?;
    let scale = if largest == i64::MAX { 1 } else { largest };
    Some(Number {
        milli,
        next: at,
        suffix: "",
        scale,
        digits: false,
    })
}

fn whole<'a>(n: i64, next: usize, scale: i64) -> Number<'a> {
    Number {
        milli: n.saturating_mul(1000),
        next,
        suffix: "",
        scale,
        digits: false,
    }
}

/// Reads up to twelve whole digits, grouped or not, and three decimals.
fn thousandths(digits: &str) -> Option<i64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() > 15 || part.len() > 3 {
        return None;
    }
    let mut n: i64 = 0;
    for (i, group) in whole.split(',').enumerate() {
        let grouped = whole.len() > group.len();
        if group.is_empty() || (grouped && group.len() > 3) || (i > 0 && group.len() != 3) {
            return None;
        }
        n = group
            .bytes()
            .fold(n, |n, b| n * 10 + i64::from(b.wrapping_sub(b'0')));
    }
    let mut milli: i64 = 0;
    for i in 0..3 {
        let digit = part.as_bytes().get(i).copied().unwrap_or(b'0');
        if !digit.is_ascii_digit() {
            return None;
        }
        milli = milli * 10 + i64::from(digit - b'0');
    }
    n.checked_mul(1000)?.checked_add(milli)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(i64, usize)>) {
        let reading = Reading::new(text);
        let found = number(&reading, 0, text.starts_with('$')).map(|n| (n.milli, n.next));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn digits() {
        check("1,240 users", Some((1_240_000, 1)));
        check("3.5", Some((3_500, 1)));
        check("450K", Some((450_000_000, 1)));
        check("$8m", Some((8_000_000_000, 1)));
        check("1.2 million users", Some((1_200_000_000, 2)));
        check("12,3456", Some((12_000, 1)));
        for bad in [
            "1.2345",
            "1.2.3",
            "02:30",
            "9999999999999999",
            "999999999999999bn",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn a_leading_point_is_never_passed_over() {
        check(".25 hours", None);
        check("(.5", None);
        check("...25 users", Some((25_000, 1)));
        check("- 25 users", Some((25_000, 1)));
        let reading = Reading::new("in .25 hours, wait...25 users, down.25");
        let found = |i: usize| number(&reading, i, false).map(|n| n.milli);
        assert_eq!(
            [found(1), found(4), found(7)],
            [None, Some(25_000), Some(25_000)]
        );
    }

    #[test]
    fn words() {
        check("five percent", Some((5_000, 1)));
        check("twenty-five", Some((25_000, 2)));
        check(
            "One hundred and forty thousand users",
            Some((140_000_000, 5)),
        );
        check("eight million dollars", Some((8_000_000_000, 2)));
        check("half a million", Some((500_000_000, 3)));
        check("a hundred", Some((100_000, 2)));
        check("two and a half million", Some((2_500_000_000, 5)));
        check("two hundred fifty", Some((250_000, 3)));
        check("two dozen", Some((24_000, 2)));
        check("two, three", Some((2_000, 1)));
        check("five six", Some((5_000, 1)));
        check("two and three", Some((2_000, 1)));
        check("million users", None);
        check("a user", None);
        check("and five", None);
        check(
            "nine billion nine hundred ninety-nine million",
            Some((9_999_000_000_000, 7)),
        );
    }
}
