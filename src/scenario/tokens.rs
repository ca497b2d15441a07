//! The tokens of RON, as far as finding a place needs them.
//!
//! Reads any text, valid or not, front to back without recursion; what it
//! cannot name is [`Kind::Word`]. Absent on purpose: values. They are read by
//! the `ron` crate alone.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open(char),
    /// `)`, `]` or `}`.
    Close(char),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A text or a character in quotes.
    Quoted,
    /// Anything else up to the next of these or a blank.
    Word,
}

/// A token and its place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of a text from a byte on.
#[derive(Clone)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Where a comment began that is never closed.
    unclosed: Option<usize>,
}

impl<'t> Tokens<'t> {
    /// From a byte on, which has to be a character boundary.
    pub(super) fn from(text: &'t str, at: usize) -> Self {
        Self {
            text,
            at,
            unclosed: None,
        }
    }

    /// The next token without taking it.
    pub(super) fn peek(&self) -> Option<Token> {
        self.clone().next()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes blanks and comments.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{FEFF}')
            });
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                let length = block_comment(trimmed);
                if length.is_none() {
                    self.unclosed = Some(self.at);
                }
                self.at += length.unwrap_or(trimmed.len());
            } else {
                return;
            }
        }
    }
}

/// The length of the (nestable) block comment that the text starts with;
/// nothing when it is never closed.
fn block_comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"/*") => {
                depth += 1;
                at += 2;
            }
            Some(b"*/") => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// Where a comment begins that is never closed.
pub(super) fn never_closed_comment(text: &str) -> Option<Range<usize>> {
    let mut tokens = Tokens::from(text, 0);
    while tokens.next().is_some() {}
    tokens.unclosed.map(|at| at..at + 2)
}

/// The length of the quoted text that the text starts with, if it does.
fn quoted(text: &str) -> Option<usize> {
    let plain = text.strip_prefix('b').unwrap_or(text);
    let lead = text.len() - plain.len();
    if let Some(body) = plain.strip_prefix('"') {
        return Some(lead + 1 + closed_by(body, '"'));
    }
    if let Some(body) = plain.strip_prefix('\'') {
        return Some(lead + 1 + closed_by(body, '\''));
    }
    let raw = plain.strip_prefix('r')?;
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let body = raw[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(lead + 1 + hashes + 1 + length)
}

/// The length up to and with the closing quote.
fn closed_by(body: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    body.len()
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blank();
        let rest = self.rest();
        let first = rest.chars().next()?;
        let (kind, length) = match first {
            '(' | '[' | '{' => (Kind::Open(first), 1),
            ')' | ']' | '}' => (Kind::Close(first), 1),
            ',' => (Kind::Comma, 1),
            ':' => (Kind::Colon, 1),
            _ => match quoted(rest) {
                Some(length) => (Kind::Quoted, length),
                None => {
                    let end = rest.char_indices().skip(1).find(|(_, c)| {
                        c.is_whitespace()
                            || matches!(
                                c,
                                '(' | '[' | '{' | ')' | ']' | '}' | ',' | ':' | '"' | '/'
                            )
                    });
                    (Kind::Word, end.map_or(rest.len(), |(at, _)| at))
                }
            },
        };
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(Token { kind, range })
    }
}

/// The first bracket that is opened inside so many others.
pub(super) fn deeper_than(text: &str, most: usize) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for token in Tokens::from(text, 0) {
        match token.kind {
            Kind::Open(_) if depth == most => return Some(token.range),
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A bracket that does not go with its partner: where it was opened, and
/// where something else closes it (the end of the text if nothing does).
pub(super) fn unbalanced(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut open: Vec<(char, Range<usize>)> = Vec::new();
    for token in Tokens::from(text, 0) {
        match token.kind {
            Kind::Open(c) => open.push((c, token.range)),
            Kind::Close(close) => {
                let (c, opened) = open.pop()?;
                if !matches!((c, close), ('(', ')') | ('[', ']') | ('{', '}')) {
                    return Some((opened, token.range));
                }
            }
            _ => {}
        }
    }
    open.pop()
        .map(|(_, opened)| (opened, text.len()..text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Tokens::from(text, 0)
            .map(|token| &text[token.range])
            .collect()
    }

    #[test]
    fn quotes_and_comments_hide_what_is_in_them() {
        let text = "A(b: \"x \\\" (\", // ]\n /* { /* } */ ) */ c: r#\"a\"]\"#, 'd': '\\'')";
        assert_eq!(
            words(text),
            [
                "A",
                "(",
                "b",
                ":",
                "\"x \\\" (\"",
                ",",
                "c",
                ":",
                "r#\"a\"]\"#",
                ",",
                "'d'",
                ":",
                "'\\''",
                ")"
            ]
        );
        assert_eq!(unbalanced(text), None);
    }

    #[test]
    fn broken_texts_end() {
        for text in [
            "\"",
            "'",
            "r##\"",
            "/*",
            "/* /* */",
            "b",
            "r#",
            "(",
            "é\u{2028}→",
            "b'",
        ] {
            assert!(words(text).len() <= 3, "{text}");
        }
        assert_eq!(deeper_than("(()[\"(\"](", 2), None);
        assert_eq!(deeper_than("(()[{", 2), Some(4..5));
        assert_eq!(unbalanced("([)"), Some((1..2, 2..3)));
        assert_eq!(unbalanced("(()"), Some((0..1, 3..3)));
        assert_eq!(unbalanced(")"), None);
    }
}
