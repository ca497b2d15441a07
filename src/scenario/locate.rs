//! From a path inside an element to its place in the text.
//!
//! The text has been read as RON before, so a path that came from reading it
//! leads somewhere; where it does not, the last place found stands in.

use super::tokens::{Kind, Token, Tokens};
use std::ops::Range;

/// One step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// The value of a field, or of a key of a map.
    Field(&'a str),
    /// The nth of a list or a tuple.
    Item(usize),
    /// What a word holds in its parentheses: `Not(…)`.
    Inside,
}

/// A value in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// All of it.
    pub(super) range: Range<usize>,
    /// Its first token: a word, a quoted text, an opening bracket.
    pub(super) head: Range<usize>,
    /// What stands between its brackets.
    body: Option<Range<usize>>,
}

/// A value inside another, with its key if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Child {
    /// Where the key is written.
    pub(super) key: Option<Range<usize>>,
    /// The value.
    pub(super) node: Node,
}

/// The value that begins at or after a byte.
pub(super) fn node_from(text: &str, at: usize) -> Option<Node> {
    let mut tokens = Tokens::from(text, at);
    let first = tokens.next()?;
    match first.kind {
        Kind::Open(_) => Some(bracketed(&mut tokens, first.range.clone(), first.range)),
        Kind::Word => match tokens.peek() {
            Some(Token {
                kind: Kind::Open('('),
                range: open,
            }) => {
                tokens.next();
                let some = &text[first.range.clone()] == "Some";
                let node = bracketed(&mut tokens, first.range, open);
                // `Some(x)` is another way to write `x`.
                match (some, &node.body) {
                    (true, Some(body)) => node_from(text, body.start).or(Some(node)),
                    _ => Some(node),
                }
            }
            _ => Some(leaf(first.range)),
        },
        Kind::Quoted => Some(leaf(first.range)),
        Kind::Close(_) | Kind::Comma | Kind::Colon => None,
    }
}

/// The first token of the value that begins at or after a byte.
pub(super) fn first_token(text: &str, at: usize) -> Option<Node> {
    Tokens::from(text, at).next().map(|token| leaf(token.range))
}

fn leaf(range: Range<usize>) -> Node {
    Node {
        head: range.clone(),
        range,
        body: None,
    }
}

/// The value whose opening bracket was just passed.
fn bracketed(tokens: &mut Tokens<'_>, head: Range<usize>, open: Range<usize>) -> Node {
    let mut depth = 1_usize;
    let mut last = open.clone();
    for token in tokens {
        last = token.range.clone();
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    let close = if depth == 0 { last.start } else { last.end };
    Node {
        range: head.start..last.end,
        head,
        body: Some(open.end..close.max(open.end)),
    }
}

/// The values between the brackets of a value.
pub(super) fn children(text: &str, node: &Node) -> Vec<Child> {
    let mut found = Vec::new();
    let Some(body) = &node.body else {
        return found;
    };
    let mut at = body.start;
    while at < body.end {
        let mut tokens = Tokens::from(text, at);
        let Some(first) = tokens.next().filter(|first| first.range.start < body.end) else {
            break;
        };
        let keyed = matches!(first.kind, Kind::Word | Kind::Quoted)
            && tokens.peek().is_some_and(|next| next.kind == Kind::Colon);
        let (key, from) = if keyed {
            let after = tokens
                .next()
                .map_or(first.range.end, |colon| colon.range.end);
            (Some(first.range.clone()), after)
        } else {
            (None, at)
        };
        match node_from(text, from) {
            Some(node) => {
                at = node.range.end.max(first.range.end);
                // `Some(x)` ends after its bracket, not after `x`.
                at = skip_to_comma(text, at, body.end);
                found.push(Child { key, node });
            }
            None => at = first.range.end,
        }
    }
    found
}

/// The byte after the next comma, or the end.
fn skip_to_comma(text: &str, at: usize, end: usize) -> usize {
    Tokens::from(text, at)
        .find(|token| token.kind == Kind::Comma)
        .map_or(end, |comma| comma.range.end.min(end))
}

/// The key as it is meant: without quotes.
pub(super) fn key_name<'t>(text: &'t str, key: &Range<usize>) -> &'t str {
    let key = &text[key.clone()];
    key.strip_prefix("r#").unwrap_or(key).trim_matches('"')
}

/// Follows a path from the value that begins at a byte. When a step leads
/// nowhere the value before it is returned.
pub(super) fn locate<'a>(
    text: &str,
    at: usize,
    steps: impl IntoIterator<Item = Step<'a>>,
) -> Option<Node> {
    let mut node = node_from(text, at)?;
    for step in steps {
        let inside = children(text, &node);
        let next = match step {
            Step::Field(name) => inside.into_iter().find(|child| {
                child
                    .key
                    .as_ref()
                    .is_some_and(|key| key_name(text, key) == name)
            }),
            Step::Item(nth) => inside.into_iter().nth(nth),
            // `Var(a, b)` holds three values side by side, `All([…])` one.
            Step::Inside if inside.len() == 1 => {
                inside.into_iter().find(|child| child.key.is_none())
            }
            Step::Inside => continue,
        };
        match next {
            Some(child) => node = child.node,
            None => break,
        }
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_value() {
        let text = r#" (a: 1, when: All([Var("x", AtLeast, "5%"), Not(Some(Told("f")))]), m: {"k": [(), "é"]})"#;
        let at = |steps: &[Step<'static>]| {
            let node = locate(text, 0, steps.iter().copied()).unwrap();
            &text[node.range]
        };
        use Step::*;
        assert_eq!(at(&[Field("a")]), "1");
        assert_eq!(
            at(&[Field("when"), Inside, Item(0), Inside, Item(2)]),
            "\"5%\""
        );
        assert_eq!(
            at(&[Field("when"), Inside, Item(1), Inside, Inside]),
            "\"f\""
        );
        assert_eq!(at(&[Field("m"), Field("k"), Item(1)]), "\"é\"");
        assert_eq!(at(&[Field("a"), Field("none")]), "1");
    }

    #[test]
    fn broken_text_leads_somewhere() {
        for text in ["(a", "(a:", "(a: (", "((((", "[,,]", "(a: 1 b: 2)", ")"] {
            locate(text, 0, [Step::Field("a"), Step::Item(0), Step::Inside]);
        }
    }
}
