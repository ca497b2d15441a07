//! What the `ron` crate says of an element, in the words of an author, at the
//! place meant.
//!
//! ron knows a line and a column near the place; serde_path_to_error knows
//! the path. The path is followed in the text; the column is the fallback.

use super::code::Code;
use super::comma::{comma, is_word};
use super::diagnostic::Diagnostic;
use super::examples::{Spot, form, instead, named, row, said, unquoted};
use super::lines::floor;
use super::locate::{Node, Step, children, key_name, locate};
use super::near::nearest;
use super::section::Section;
use super::syntax::byte;
use crate::model::BadQuantity;
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
    let spot = Spot::of(section, path);
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
            node.head.clone(),
            format!("`{found}` is not possible here"),
        )
        .label("unknown word")
        .hint(match nearest(found, possible(expected)) {
            // A name alone, where a word says what it is the name of.
            None if node.range == node.head => {
                said(&spot, found).unwrap_or_else(|| suggestion(found, expected))
            }
            _ => suggestion(found, expected),
        }),
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
        Error::Message(words) => {
            // One that a number can just hold is told so by the checks.
            let code = match *words == BadQuantity::TooLarge.to_string() {
                true => Code::Huge,
                false => Code::BadValue,
            };
            Diagnostic::new(code, short(text, &node), words.clone())
        }
        // Where a value breaks off, the path is that of what is around it.
        Error::ExpectedComma => {
            Diagnostic::new(Code::WrongShape, near.clone(), expectation(&error.code))
                .hint(comma(text, near.start))
        }
        Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_)
            if text[node.range.clone()].starts_with('(') =>
        {
            let finding = Diagnostic::new(
                Code::WrongShape,
                short(text, &node),
                "values with their names, `name: value`, are expected here",
            );
            hinted(finding, named(&spot, &values(text, &node)))
        }
        Error::ExpectedIdentifier => {
            let finding = Diagnostic::new(
                Code::WrongShape,
                short(text, &node),
                expectation(&error.code),
            );
            let word = quoted(&text[node.range.clone()]);
            if let Some(hint) = word.and_then(|word| unquoted(&spot, word)) {
                return finding.hint(hint);
            }
            // A value before it is left out.
            let Some(whole) = around(text, item.start, path).filter(|_| word.is_some()) else {
                return finding;
            };
            let given = values(text, &whole);
            let before = given.get(..spot.nth()).unwrap_or_default();
            match form(spot.word(), before) {
                Some(hint) => Diagnostic::new(
                    Code::WrongShape,
                    short(text, &whole),
                    format!("something is missing in `{}`", spot.word()),
                )
                .hint(hint),
                None => finding,
            }
        }
        Error::SuggestRawIdentifier(word) => Diagnostic::new(
            Code::UnknownWord,
            node.head,
            format!("`{word}` is no word that can be written here"),
        )
        .hint(spelt(word)),
        Error::ExpectedDifferentLength { expected, found } => {
            // What holds the values, not the only one of them.
            let node = match steps(path, None).last() {
                Some(Step::Inside) => around(text, item.start, path).unwrap_or(node),
                _ => node,
            };
            let (word, given) = (&text[node.head.clone()], values(text, &node));
            let (what, hint) = match is_word(word) {
                true => (word, form(word, &given)),
                false => (spot.field(), row(&spot, &given)),
            };
            let wanted = expected.split(|c: char| !c.is_ascii_digit());
            let message = match wanted.filter_map(|n| n.parse::<u64>().ok()).next() {
                Some(wanted) => format!("`{what}` takes {wanted} values, but has {found}"),
                None => lower(&error.code),
            };
            hinted(
                Diagnostic::new(Code::WrongShape, short(text, &node), message),
                hint,
            )
        }
        code => {
            let value = &text[node.range.clone()];
            let message = match code {
                Error::IntegerOutOfBounds if value.starts_with('-') => {
                    "a whole number of 0 or more is expected here".to_owned()
                }
                Error::IntegerOutOfBounds => "this number is too large".to_owned(),
                _ => expectation(code),
            };
            hinted(
                Diagnostic::new(Code::WrongShape, short(text, &node), message),
                instead(code, &spot, value),
            )
        }
    }
}

/// A finding with its hint, if there is one.
fn hinted(finding: Diagnostic, hint: Option<String>) -> Diagnostic {
    match hint {
        Some(hint) => finding.hint(hint),
        None => finding,
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

/// The node around the value that a path leads to: the list or the word that
/// holds it.
fn around(text: &str, at: usize, path: &Path) -> Option<Node> {
    let mut steps = steps(path, None);
    while matches!(steps.last(), Some(Step::Item(_) | Step::Inside)) {
        let last = steps.pop();
        if last == Some(Step::Inside) {
            break;
        }
    }
    locate(text, at, steps)
}

/// The values that stand in a node.
fn values<'t>(text: &'t str, node: &Node) -> Vec<&'t str> {
    let inside = children(text, node).into_iter();
    inside.map(|child| &text[child.node.range]).collect()
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

/// Words that can be written: one with a hyphen cannot be in RON, and has a
/// second name.
fn possible<'w>(expected: &[&'w str]) -> impl Iterator<Item = &'w str> {
    expected.iter().copied().filter(|word| !word.contains('-'))
}

/// The name meant, or all that are possible.
fn suggestion(found: &str, expected: &[&'static str]) -> String {
    match nearest(found, possible(expected)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => match possible(expected).collect::<Vec<_>>() {
            none if none.is_empty() => "nothing can be written here".to_owned(),
            all => format!("possible are {}", all.join(", ")),
        },
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
