//! A report as one page that stands alone: no script, nothing fetched, made to
//! be printed.
//!
//! Invariant: everything from an exercise goes through the template's escaping;
//! nothing is marked safe. The look is `Lamplight` in its light theme.

use super::EXERCISE;
use super::aar::{Aar, Edition, Moment, Weight};
use super::chart::{Chart, chart};
use super::decisions::MatrixRow;
use super::markdown::passed;
use super::scored::{CriterionLine, Proof, gain, points, range};
use crate::scoring::Range;
use crate::view::Tone;
use askama::Template;

/// The report as a page.
///
/// # Errors
/// When the page cannot be written; into memory it always can.
pub fn html(aar: &Aar) -> Result<String, askama::Error> {
    let [light, regular, semi_bold] = fonts();
    let page = Page {
        aar,
        chart: chart(&aar.course),
        light,
        regular,
        semi_bold,
        exercise: EXERCISE,
    };
    page.render()
}

/// The faces of a page that fetches nothing: light, regular and semi-bold.
pub(super) fn fonts() -> [String; 3] {
    [
        base64(include_bytes!(
            "../server/assets/fonts/IBMPlexSans-Light-Latin1.woff2"
        )),
        base64(include_bytes!(
            "../server/assets/fonts/IBMPlexSans-Regular-Latin1.woff2"
        )),
        base64(include_bytes!(
            "../server/assets/fonts/IBMPlexSans-SemiBold-Latin1.woff2"
        )),
    ]
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    aar: &'a Aar,
    chart: Option<Chart>,
    light: String,
    regular: String,
    semi_bold: String,
    exercise: &'static str,
}

impl Page<'_> {
    fn passed(&self, of: &Option<bool>) -> &'static str {
        passed(*of)
    }
    fn gate_tone(&self, of: &Option<bool>) -> &'static str {
        match of {
            Some(true) => "good",
            Some(false) => "bad",
            None => "plain",
        }
    }
    fn host(&self) -> bool {
        self.aar.edition == Edition::Host
    }
    fn columns(&self) -> [&'static str; 4] {
        MatrixRow::columns()
    }
    fn points(&self, milli: &u32) -> String {
        points(*milli)
    }
    fn range(&self, of: &Range) -> String {
        range(*of)
    }
    /// The total to whole points, for the large figure.
    fn total(&self) -> String {
        let whole = |milli: u32| (milli + 500) / 1000;
        let Range { low, high } = self.aar.score.total;
        match (whole(low), whole(high)) {
            (low, high) if low == high => low.to_string(),
            (low, high) => format!("{low}–{high}"),
        }
    }
    fn is_range(&self) -> bool {
        self.aar.score.total.low != self.aar.score.total.high
    }
    /// A part as per cent of a whole.
    fn per_cent(&self, part: &u32, whole: &u32) -> u32 {
        (part * 100).checked_div(*whole).unwrap_or(0).min(100)
    }
    fn worth(&self, proof: &Proof) -> String {
        match (gain(proof.low), gain(proof.high)) {
            (low, high) if low == high => low,
            (low, high) => format!("{low} to {high}"),
        }
    }
    fn earned(&self, line: &CriterionLine) -> String {
        match (&line.unobserved, &line.overridden) {
            (Some(_), None) => "not observed".to_owned(),
            _ => range(line.points),
        }
    }
    fn tone(&self, tone: &Tone) -> &'static str {
        match tone {
            Tone::Plain | Tone::Book => "plain",
            Tone::Good => "good",
            Tone::Late => "late",
            Tone::Bad => "bad",
        }
    }
    fn row(&self, moment: &Moment) -> &'static str {
        match (moment.starred, moment.weight) {
            (true, _) | (_, Weight::Key) => "key",
            (_, Weight::Normal) => "normal",
            (_, Weight::Detail) => "detail",
        }
    }
    fn seat(&self, colour: &Option<u8>) -> u8 {
        colour.unwrap_or(0)
    }
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sextet = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or(0);
            out.push(if at <= chunk.len() {
                char::from(LETTERS[sextet])
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_follows_the_rfc() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
