//! Why a text cannot be taken apart, told as one slip with what mends it.
//!
//! `ron` tells where reading stopped, in the words of a parser. What mends the
//! text ([`mend`]) tells what the author meant; where nothing does, those words
//! are put plainly.

use super::code::Code;
use super::comma::{comma, is_word};
use super::diagnostic::Diagnostic;
use super::explain::{expectation, spelt, too_deep};
use super::lines::{LineColumn, byte_at, floor};
use super::mend::mend;
use super::slip::{Change, Slip, line_at};
use super::tokens::unbalanced;
use ron::error::{Error, SpannedError};

/// Letters of a line that a hint shows at most.
const SHOWN: usize = 100;

/// Explains why a text could not be taken apart; `stops` reads another one.
pub(super) fn syntax(
    text: &str,
    error: &SpannedError,
    stops: impl Fn(&str) -> Option<SpannedError>,
) -> Diagnostic {
    let end = byte(text, error.span.end);
    let start = floor(text, end.saturating_sub(1)).max(byte(text, error.span.start).min(end));
    if matches!(error.code, Error::ExceededRecursionLimit) {
        return too_deep(start..end);
    }
    if text.trim().is_empty() {
        return Diagnostic::new(Code::Syntax, start..end, "there is nothing in this file")
            .hint("`warroom new NAME` writes a small scenario to begin with");
    }
    if text.starts_with('\u{FEFF}') {
        return Diagnostic::new(Code::Syntax, start..end, "this cannot be read")
            .hint("save the file as UTF-8 without a byte order mark");
    }
    let reads = |other: &str| {
        let error = stops(other)?;
        Some(floor(other, byte(other, error.span.end).saturating_sub(1)))
    };
    match mend(text, start, reads) {
        Some(change) => slipped(text, &change),
        None => stopped(text, start..end, &error.code),
    }
}

/// The byte at a position that ron tells.
pub(super) fn byte(text: &str, position: ron::error::Position) -> usize {
    byte_at(
        text,
        LineColumn {
            line: position.line,
            column: position.col,
        },
    )
}

/// A slip and what mends it.
fn slipped(text: &str, change: &Change) -> Diagnostic {
    let put = change.put.trim().trim_end_matches(',');
    let old = text[change.cut.clone()].trim().trim_end_matches(',');
    let (message, label) = match change.slip {
        Slip::Comma => ("a comma is missing", "after this"),
        Slip::CommaTwice => ("there is a comma too many", "this one"),
        Slip::NoValue => ("a value is missing", "after this"),
        Slip::Semicolon => (
            "a comma stands between two fields or elements, no semicolon",
            "",
        ),
        Slip::Colon => (
            "a colon is missing between a field and its value",
            "after this",
        ),
        Slip::Equals => ("a colon stands between a field and its value, no `=`", ""),
        Slip::QuotedName => ("the name of a field stands without quotes", ""),
        Slip::Unquoted => (
            "texts, figures, times and ids stand in quotes",
            "no quotes around this",
        ),
        Slip::OddQuotes => ("a text stands in straight double quotes", "other quotes"),
        Slip::Unclosed => (
            "a text is never closed: its second quote is missing",
            "opened here",
        ),
        Slip::Unopened => ("the first quote of a text is missing", "before this"),
        Slip::Inner => (
            "a quote within a text is written `\\\"`",
            "this ends the text",
        ),
        Slip::ExtraQuote => ("there is a quote too many", "this one"),
        Slip::Comment => ("a comment is never closed", "opened here"),
        Slip::CommentSign => ("a comment begins with `//`", ""),
        Slip::Closer | Slip::CloserAhead => ("", ""),
        Slip::OtherCloser => ("", "closed here"),
        Slip::ExtraCloser => ("", "nothing is left to be closed here"),
        Slip::Opener => ("", "before this"),
    };
    let (message, label) = match change.slip {
        Slip::Closer => (format!("a closing `{put}` is missing"), "after this"),
        Slip::CloserAhead => (format!("a closing `{put}` is missing"), "before this line"),
        Slip::OtherCloser => (format!("`{put}` is needed here, not `{old}`"), label),
        Slip::ExtraCloser => (format!("there is a `{old}` too many"), label),
        Slip::Opener => {
            let after = change.put.starts_with(' ');
            let label = if after { "after this" } else { label };
            (format!("an opening `{put}` is missing"), label)
        }
        _ => (message.to_owned(), label),
    };
    let finding = Diagnostic::new(Code::Syntax, change.place.clone(), message).label(label);
    let finding = match &change.opened {
        Some(open) if *open != change.place => finding.related(open.clone(), "opened here"),
        _ => finding,
    };
    finding.hint(match change.slip {
        Slip::Comment => "close it with `*/`, or begin each of its lines with `//`".to_owned(),
        Slip::NoValue => "write a value, or leave the field out".to_owned(),
        Slip::CloserAhead => format!("put `{put},` on a line of its own before this one"),
        _ => match mended(text, change) {
            line if line.is_empty() => "leave this line out".to_owned(),
            // It may have been meant as a word of the language, none of which is
            // as long as a line.
            line if change.slip == Slip::Unquoted && old.len() <= SHOWN && hyphened(old) => {
                format!(
                    "as an id, write it so: `{line}`; a word of the language has no hyphen: `{}`",
                    old.replace('-', "_")
                )
            }
            line => format!("write it so: `{line}`"),
        },
    })
}

/// Whether a text would be a word but for its hyphens.
fn hyphened(text: &str) -> bool {
    text.contains('-') && is_word(&text.replace('-', "_"))
}

/// The line with the change in it, or as much of it as can be shown.
fn mended(text: &str, change: &Change) -> String {
    let made = change.made(text);
    let line = line_at(&made, change.cut.start);
    let words = made[line.clone()].trim();
    if words.chars().count() <= SHOWN {
        return words.to_owned();
    }
    // What was changed stays within sight.
    let at = made[line.start..change.cut.start]
        .trim_start()
        .chars()
        .count();
    let skip = at.saturating_sub(SHOWN / 2);
    let shown: String = words.chars().skip(skip).take(SHOWN).collect();
    let (left, right) = (skip > 0, skip + SHOWN < words.chars().count());
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", dots(left), shown.trim(), dots(right))
}

/// Where reading stopped, when nothing small would mend the text.
fn stopped(text: &str, place: std::ops::Range<usize>, error: &Error) -> Diagnostic {
    let at = place.start;
    let finding = Diagnostic::new(
        Code::Syntax,
        place,
        format!("this cannot be read: {}", words(error)),
    )
    .label("reading stopped here");
    if let Some((open, close)) = unbalanced(text) {
        if close.is_empty() {
            return finding.related(open, "this is never closed");
        }
        let finding = finding.related(open, "this is opened here …");
        return finding.related(close, "… and closed by something else here");
    }
    match error {
        Error::ExpectedComma => finding.hint(comma(text, at)),
        Error::ExpectedMapColon => finding.hint("write a field as `name: value`"),
        Error::SuggestRawIdentifier(word) => finding.hint(spelt(word)),
        Error::InvalidEscape(_) => finding.hint("a backslash within a text is written `\\\\`"),
        Error::ExpectedNamedStructLike("Scenario") | Error::ExpectedStructLike => {
            finding.hint("a scenario stands in parentheses: `(head: (…), …)`")
        }
        _ => finding,
    }
}

/// What ron says of a text, in an author's words.
fn words(error: &Error) -> String {
    match error {
        Error::Eof => "the text ends before the scenario does".to_owned(),
        Error::ExpectedComma => "a comma or a closing bracket should stand here".to_owned(),
        Error::ExpectedMapColon => "a colon should stand here".to_owned(),
        Error::ExpectedStringEnd => "a text is never closed".to_owned(),
        Error::UnclosedBlockComment => "a comment is never closed".to_owned(),
        Error::UnexpectedChar(c) => format!("`{c}` cannot stand here"),
        Error::ExpectedIdentifier => "the name of a field should stand here".to_owned(),
        Error::TrailingCharacters => "the scenario has ended before this".to_owned(),
        Error::InvalidEscape(_) => "no such sign follows a backslash".to_owned(),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            "a closing `)` should stand here".to_owned()
        }
        Error::ExpectedArrayEnd => "a closing `]` should stand here".to_owned(),
        Error::ExpectedMapEnd => "a closing `}` should stand here".to_owned(),
        Error::ExpectedInteger | Error::ExpectedFloat | Error::InvalidIntegerDigit { .. } => {
            "this is no number; texts, figures and times stand in quotes".to_owned()
        }
        other => expectation(other),
    }
}
