//! A finding as people read it: the lines meant, with marks under them.
//!
//! Pure: text in, text out. Only the lines around a place are handed to the
//! drawing library, so that a long file costs no more than a short one.

use super::diagnostic::{Diagnostic, Grade};
use super::lines::{floor, line_column};
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;

/// Bytes of a line that are shown before and after what is meant.
const WIDE: usize = 120;

/// Places at most so many bytes apart are shown in one piece.
const NEAR: usize = 400;

impl Diagnostic {
    /// The finding in plain text.
    pub fn render(&self, file_name: &str, text: &str) -> String {
        draw(self, file_name, text, &Renderer::plain())
    }

    /// The finding in the colours of a terminal.
    pub fn render_coloured(&self, file_name: &str, text: &str) -> String {
        draw(self, file_name, text, &Renderer::styled())
    }
}

/// A place, its words, and whether it is the one the finding is about.
struct Mark<'d> {
    span: Range<usize>,
    words: &'d str,
    primary: bool,
}

fn draw(finding: &Diagnostic, file_name: &str, text: &str, renderer: &Renderer) -> String {
    let level = match finding.grade() {
        Grade::Error => Level::ERROR,
        Grade::Warning => Level::WARNING,
    };
    let mut marks = vec![Mark {
        span: within(text, &finding.span),
        words: &finding.label,
        primary: true,
    }];
    for (span, words) in &finding.related {
        marks.push(Mark {
            span: within(text, span),
            words,
            primary: false,
        });
    }
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.code.id())
        .elements(
            pieces(marks)
                .iter()
                .map(|piece| snippet(file_name, text, piece)),
        );
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// Marks near each other go together; the piece of the finding's own place
/// comes first.
fn pieces(mut marks: Vec<Mark<'_>>) -> Vec<Vec<Mark<'_>>> {
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let mut pieces: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        match pieces.last_mut() {
            Some(piece)
                if piece
                    .last()
                    .is_some_and(|last| mark.span.start.abs_diff(last.span.end) <= NEAR) =>
            {
                piece.push(mark);
            }
            _ => pieces.push(vec![mark]),
        }
    }
    pieces.sort_by_key(|piece| !piece.iter().any(|mark| mark.primary));
    pieces
}

fn snippet<'a>(
    file_name: &'a str,
    text: &'a str,
    piece: &[Mark<'a>],
) -> Snippet<'a, Annotation<'a>> {
    let first = piece.iter().map(|mark| mark.span.start).min().unwrap_or(0);
    let last = piece
        .iter()
        .map(|mark| mark.span.end)
        .max()
        .unwrap_or(first);
    let line_start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    // A line of endless length is cut; its columns then count from the cut.
    let start = if first - line_start > 2 * WIDE {
        floor(text, first - WIDE)
    } else {
        line_start
    };
    let line_end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let end = if line_end - last > 2 * WIDE {
        floor(text, last + WIDE)
    } else {
        line_end
    };
    let annotations = piece.iter().map(|mark| {
        let kind = if mark.primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let label = (!mark.words.is_empty()).then_some(mark.words);
        kind.span(mark.span.start - start..mark.span.end - start)
            .label(label)
    });
    Snippet::source(&text[start..end])
        .path(file_name)
        .line_start(line_column(text, first).line)
        .annotations(annotations)
}

/// The part of a range that lies in the text, on character boundaries.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor(text, span.start);
    start..floor(text, span.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::super::code::Code;
    use super::*;

    #[test]
    fn places_are_shown_with_their_lines() {
        let text = format!("(\n  é: \"→x\",\n{}  b: 1,\n)", "// far away\n".repeat(60));
        let at = |word: &str| {
            let start = text.find(word).unwrap();
            start..start + word.len()
        };
        let finding = Diagnostic::new(Code::UnknownName, at("→x"), "there is no seat `x`")
            .label("unknown")
            .related(at("b: 1"), "not this")
            .hint("did you mean `y`?");
        insta::assert_snapshot!(finding.render("a.ron", &text), @r#"
        error[E0201]: there is no seat `x`
          --> a.ron:2:7
           |
         2 |   é: "→x",
           |       ^^ unknown
           |
          ::: a.ron:63:3
           |
        63 |   b: 1,
           |   ---- not this
           |
           = help: did you mean `y`?
        "#);
        assert!(finding.render_coloured("a.ron", &text).contains('\u{1b}'));
    }

    #[test]
    fn ranges_outside_the_text_and_endless_lines_are_borne() {
        let text = "→".repeat(100_000);
        for span in [0..0, 1..2, 150_000..150_001, 299_999..usize::MAX] {
            let finding = Diagnostic::new(Code::Syntax, span, "no");
            assert!(finding.render("a.ron", &text).len() < 4_000);
        }
    }
}
