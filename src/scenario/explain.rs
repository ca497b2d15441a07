//! What the `ron` crate says of an element, in the words of an author, at the
//! place meant.
//!
//! ron knows a line and a column near the place; serde_path_to_error knows
//! the path. The path is followed in the text; the column is the fallback.

use super::code::Code;
use super::comma::{comma, is_word};
use super::diagnostic::Diagnostic;
use super::examples::instead;
use super::lines::floor;
use super::locate::{Node, Step, children, key_name, locate};
use super::near::nearest;
use super::section::Section;
use super::syntax::byte;
use ron::error::{Error, SpannedError};
use serde_path_to_error::{Path, Segment};
use std::ops::Range;

pub(super) fn too_deep(span: Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, "this is nested too deeply to be read")
        .hint("give a part of it a milestone of its own")
}

/// ron's own words, beginning small.
fn lower(error: &Error) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Explains why one element, which is well-formed, is not what it should be.
pub(super) fn explain(
    text: &str,
    item: &Range<usize>,
    section: Section,
    path: &Path,
    error: &SpannedError,
) -> Diagnostic {
    let near = {
        let at = item.start + byte(&text[item.clone()], error.span.end);
        floor(text, at.saturating_sub(1)).max(item.start)..at
    };
    // The path to an unknown field ends with it; what should not have it is
    // one step before.
    let without = match &error.code {
        Error::NoSuchStructField { found, .. } => Some(found.as_str()),
        _ => None,
    };
    let Some(node) = follow(text, item.start, path, without) else {
        return Diagnostic::new(Code::WrongShape, near, lower(&error.code));
    };
    let one = section.one();
    match &error.code {
        Error::ExceededRecursionLimit => too_deep(node.head),
        Error::NoSuchStructField {
            expected, found, ..
        } => {
            let span = keys(text, &node, found).next().unwrap_or(near);
            let finding = Diagnostic::new(
                Code::UnknownField,
                span,
                format!("there is no field `{found}` here"),
            )
            .label(format!(
                "unknown field of this {}",
                part(path, one, without)
            ));
            finding.hint(suggestion(found, expected))
        }
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => Diagnostic::new(
            Code::UnknownWord,
            node.head,
            format!("`{found}` is not possible here"),
        )
        .label("unknown word")
        .hint(suggestion(found, expected)),
        Error::MissingStructField { field, .. } => Diagnostic::new(
            Code::MissingField,
            opening(text, &node),
            format!("the field `{field}` is missing"),
        )
        .label(format!("in this {}", part(path, one, None))),
        Error::DuplicateStructField { field, .. } => {
            let mut places = keys(text, &node, field);
            let first = places.next();
            let again = places.next().unwrap_or(near);
            let finding = Diagnostic::new(
                Code::DuplicateField,
                again,
                format!("the field `{field}` is written twice"),
            )
            .label("written again here");
            match first {
                Some(first) => finding.related(first, "first written here"),
                None => finding,
            }
        }
        Error::Message(words) => Diagnostic::new(Code::BadValue, short(text, &node), words.clone()),
        Error::SuggestRawIdentifier(word) => Diagnostic::new(
            Code::UnknownWord,
            node.head,
            format!("`{word}` is no word that can be written here"),
        )
        .hint(spelt(word)),
        // Where a value breaks off, the path is that of what is around it.
        Error::ExpectedComma => {
            Diagnostic::new(Code::WrongShape, near.clone(), expectation(&error.code))
                .hint(comma(text, near.start))
        }
        Error::ExpectedIdentifier => {
            let finding = Diagnostic::new(
                Code::WrongShape,
                short(text, &node),
                expectation(&error.code),
            );
            match quoted(&text[node.range.clone()]) {
                Some(word) if is_word(word) => {
                    finding.hint(format!("without the quotes: `{word}`"))
                }
                Some(word) => match wrapped(path) {
                    Some(way) => finding.hint(format!("say what it is: `{way}(\"{word}\")`")),
                    None => finding,
                },
                None => finding,
            }
        }
        code => {
            let finding = Diagnostic::new(Code::WrongShape, short(text, &node), expectation(code));
            match instead(code, &text[node.range.clone()]) {
                Some(hint) => finding.hint(hint),
                None => finding,
            }
        }
    }
}

/// How a word is written that cannot be one.
pub(super) fn spelt(word: &str) -> String {
    match word.contains('-') {
        true => format!("a word has no hyphen: `{}`", word.replace('-', "_")),
        false => "a word of the language is expected, no figure".to_owned(),
    }
}

/// What stands in a pair of quotes.
fn quoted(value: &str) -> Option<&str> {
    value.strip_prefix('"')?.strip_suffix('"')
}

/// The word around a name or a time that an author most likely means in a
/// field.
fn wrapped(path: &Path) -> Option<&'static str> {
    let field = path.iter().rev().find_map(|segment| match segment {
        Segment::Map { key } => Some(key.as_str()),
        _ => None,
    })?;
    match field {
        "from" => Some("Seat"),
        "to" => Some("Channel"),
        "trigger" => Some("At"),
        "when" | "during" | "until" | "requires" | "excluded" | "done" | "opened" | "resolved"
        | "met" => Some("Milestone"),
        _ => None,
    }
}

/// The steps of a path, but for a last one into the field `without`.
fn steps<'p>(path: &'p Path, without: Option<&str>) -> Vec<Step<'p>> {
    let mut steps: Vec<Step<'p>> = path
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Field(key)),
            Segment::Enum { .. } => Some(Step::Inside),
            Segment::Unknown => None,
        })
        .collect();
    if matches!((steps.last(), without), (Some(Step::Field(last)), Some(name)) if *last == name) {
        steps.pop();
    }
    steps
}

/// The node a path leads to.
fn follow(text: &str, at: usize, path: &Path, without: Option<&str>) -> Option<Node> {
    locate(text, at, steps(path, without))
}

/// What the innermost thing of a path is called.
fn part(path: &Path, one: &str, without: Option<&str>) -> String {
    let steps = steps(path, without);
    let inner = steps.iter().rev().find_map(|step| match step {
        Step::Field(name) => Some(format!("`{name}` of the {one}")),
        _ => None,
    });
    inner.unwrap_or_else(|| one.to_owned())
}

/// Where a field's name is written in a value.
fn keys<'a>(text: &'a str, node: &Node, name: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    children(text, node)
        .into_iter()
        .filter_map(|child| child.key)
        .filter(move |key| key_name(text, key) == name)
}

/// The beginning of a value: its word, if any, its bracket, and its id, if it
/// begins with one.
fn opening(text: &str, node: &Node) -> Range<usize> {
    match children(text, node).first() {
        Some(first) if !text[node.head.start..first.node.range.end].contains('\n') => {
            node.head.start..first.node.range.end
        }
        _ => node.head.clone(),
    }
}

/// A value if it fits one line, else its beginning.
fn short(text: &str, node: &Node) -> Range<usize> {
    if text[node.range.clone()].contains('\n') {
        node.head.clone()
    } else {
        node.range.clone()
    }
}

/// The name meant, or all that are possible. A word with a hyphen cannot be
/// written in RON; it has a second name.
fn suggestion(found: &str, expected: &[&'static str]) -> String {
    let possible: Vec<&str> = expected
        .iter()
        .copied()
        .filter(|word| !word.contains('-'))
        .collect();
    match nearest(found, possible.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if possible.is_empty() => "nothing can be written here".to_owned(),
        None => format!("possible are {}", possible.join(", ")),
    }
}

/// What should stand there.
pub(super) fn expectation(error: &Error) -> String {
    match error {
        Error::ExpectedString => "a text in double quotes is expected here".to_owned(),
        Error::ExpectedArray => "a list in brackets, `[…]`, is expected here".to_owned(),
        Error::ExpectedMap => "a map in braces, `{…}`, is expected here".to_owned(),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            "something in parentheses, `(…)`, is expected here".to_owned()
        }
        Error::ExpectedBoolean => "`true` or `false` is expected here".to_owned(),
        Error::ExpectedInteger => "a whole number is expected here".to_owned(),
        Error::ExpectedChar => "one letter in single quotes is expected here".to_owned(),
        Error::ExpectedIdentifier => "a word without quotes is expected here".to_owned(),
        Error::ExpectedStructLikeEnd | Error::ExpectedArrayEnd | Error::TrailingCharacters => {
            "there is more here than is expected".to_owned()
        }
        other => lower(other),
    }
}
