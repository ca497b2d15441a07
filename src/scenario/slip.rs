//! Small changes that might mend a text that cannot be taken apart, most
//! likely first. Whether one does is tried by [`mend`](super::mend).
//!
//! A quote that is never closed swallows what follows, and a bracket too many
//! is noticed pages later: where reading stopped is seldom where the slip is.
//! The lines and indents of the author tell more. Absent on purpose: reading,
//! and any word to a person.

use super::comma::{bare_run, is_word};
use super::tokens::{Kind, Token, Tokens, never_closed_comment};
use std::ops::Range;

/// Texts over several lines that are looked at; most scenarios have none.
const TEXTS: usize = 4;
/// Changes that are thought of, about.
const MOST: usize = 100;
/// Places within a line that are tried.
const PLACES: usize = 10;

/// What kind of slip a change would mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    Comma,
    CommaTwice,
    NoValue,
    Semicolon,
    Colon,
    Equals,
    QuotedName,
    Unquoted,
    OddQuotes,
    Unclosed,
    Unopened,
    Inner,
    ExtraQuote,
    Comment,
    CommentSign,
    Closer,
    CloserAhead,
    OtherCloser,
    ExtraCloser,
    Opener,
}

/// One small change.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) slip: Slip,
    /// What goes, and what stands there instead.
    pub(super) cut: Range<usize>,
    pub(super) put: String,
    /// Where the slip is shown.
    pub(super) place: Range<usize>,
    /// Where that was opened which the slip leaves open.
    pub(super) opened: Option<Range<usize>>,
}

impl Change {
    fn new(slip: Slip, cut: Range<usize>, put: impl Into<String>, place: Range<usize>) -> Self {
        let put = put.into();
        Self {
            slip,
            cut,
            put,
            place,
            opened: None,
        }
    }

    fn opened(mut self, at: Range<usize>) -> Self {
        self.opened = Some(at);
        self
    }

    /// The text with this change in it.
    pub(super) fn made(&self, text: &str) -> String {
        let (before, after) = (&text[..self.cut.start], &text[self.cut.end..]);
        [before, self.put.as_str(), after].concat()
    }
}

/// The line around a byte, without its end.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// Changes that might mend a text in which reading stopped at a byte.
pub(super) fn changes(text: &str, at: usize) -> Vec<Change> {
    if let Some(open) = never_closed_comment(text) {
        let end = line_at(text, open.start).end;
        let one = Change::new(Slip::Comment, end..end, " */", open);
        return vec![one];
    }
    let tokens: Vec<Token> = Tokens::from(text, 0).collect();
    let mut found = Vec::new();
    quotes(text, &tokens, &mut found);
    near(text, &tokens, at, &mut found);
    brackets(text, &tokens, &mut found);
    // An element whose bracket was forgotten, or went with its line. The line
    // is looked for once: it may be as long as the text.
    let line = line_at(text, at).start;
    if let Some(first) = tokens.iter().find(|of| of.range.start >= line) {
        let start = first.range.start;
        let one = Change::new(Slip::Opener, start..start, "(", first.range.clone());
        found.push(one);
    }
    found
}

/// Texts over several lines: a quote is missing in the line where they begin,
/// or there is one too many.
fn quotes(text: &str, tokens: &[Token], found: &mut Vec<Change>) {
    let long = |of: &&Token| of.kind == Kind::Quoted && text[of.range.clone()].contains('\n');
    for token in tokens.iter().filter(long).take(TEXTS) {
        let quote = token.range.start;
        let line = line_at(text, quote);
        // The end of the line is where most texts should have ended.
        let rest = text[quote..line.end].trim_end();
        let end = quote + rest.len();
        let tail = rest.trim_end_matches([',', ')', ']', '}', ' ']);
        let mut ends: Vec<usize> = (quote + tail.len()..end)
            .filter(|of| text.is_char_boundary(*of))
            .collect();
        ends.reverse();
        ends.truncate(PLACES);
        ends.push(end);
        for end in ends.into_iter().filter(|end| *end > quote) {
            let one = Change::new(Slip::Unclosed, end..end, "\"", quote..end);
            found.push(one);
        }
        // What looks like the opening quote may be the closing one.
        let before = &text[line.start..quote];
        let stops = before.char_indices().rev();
        let stops = stops.filter(|(_, c)| matches!(c, ':' | '(' | '[' | ','));
        let starts = stops.map(|(of, _)| {
            let after = line.start + of + 1;
            quote - text[after..quote].trim_start().len()
        });
        for start in starts.take(PLACES) {
            let one = Change::new(Slip::Unopened, start..start, "\"", start..quote + 1);
            found.push(one);
        }
        // A quote within the line is missing, so that all after it swap sides.
        let inside = |of: &&Token| of.kind == Kind::Quoted && line.contains(&of.range.start);
        for of in tokens.iter().filter(inside).take(PLACES) {
            let body = of.range.start + 1..of.range.end.min(line.end);
            let stops = text.get(body.clone()).unwrap_or_default();
            let stops = stops.match_indices([',', ')', ']']).take(3);
            for stop in stops.map(|(stop, _)| body.start + stop) {
                let place = of.range.start..stop;
                found.push(Change::new(Slip::Unclosed, stop..stop, "\"", place));
            }
        }
        let whole = quote..quote + 1;
        found.push(Change::new(Slip::ExtraQuote, whole.clone(), "", whole));
        let marks = text[line.clone()].match_indices('"').take(PLACES);
        for mark in marks.map(|(mark, _)| line.start + mark) {
            let one = Change::new(Slip::Inner, mark..mark, "\\", mark..mark + 1);
            found.push(one);
        }
    }
}

/// What is amiss right where reading stopped.
fn near(text: &str, tokens: &[Token], at: usize, found: &mut Vec<Change>) {
    let next = tokens.partition_point(|of| of.range.end <= at);
    let of = |back: usize| next.checked_sub(back).and_then(|nth| tokens.get(nth));
    let line = line_at(text, at);
    let signs = |sign: char| {
        let first = of(3).map_or(line.start, |token| token.range.start);
        let last = tokens.get(next + 1).map_or(line.end, |of| of.range.end);
        text[first..last]
            .char_indices()
            .filter(move |(_, c)| *c == sign)
            .map(move |(found, _)| first + found)
            .take(3)
    };
    for sign in signs('=') {
        let name = text[..sign].trim_end_matches(' ').len();
        let place = sign..sign + 1;
        found.push(Change::new(Slip::Equals, name..sign + 1, ":", place));
    }
    for sign in signs(';') {
        let place = sign..sign + 1;
        found.push(Change::new(Slip::Semicolon, place.clone(), ",", place));
    }
    for sign in ["#", "--", "/"] {
        if text[at..].trim_start().starts_with(sign) || text[line.clone()].trim().starts_with(sign)
        {
            let from = line.start.max(at.saturating_sub(2));
            let start = text.get(from..line.end).and_then(|rest| rest.find(sign));
            let start = start.map_or(line.end, |of| from + of);
            if start < line.end {
                let place = start..start + sign.len();
                found.push(Change::new(Slip::CommentSign, place.clone(), "//", place));
            }
        }
    }
    odd_quotes(text, &line, found);
    let Some(behind) = of(1) else { return };
    let ahead = tokens.get(next);
    let colon = |of: Option<&Token>| of.is_some_and(|of| of.kind == Kind::Colon);
    let names = [(Some(behind), ahead), (ahead, tokens.get(next + 1))];
    for (name, after) in names {
        if let Some(name) = name.filter(|of| of.kind == Kind::Quoted && colon(after)) {
            let (place, bare) = (
                name.range.clone(),
                text[name.range.clone()].trim_matches('"'),
            );
            found.push(Change::new(Slip::QuotedName, place.clone(), bare, place));
        }
    }
    if let Some(comma) = ahead.filter(|of| of.kind == Kind::Comma) {
        let place = comma.range.clone();
        if behind.kind == Kind::Colon {
            let end = behind.range.end;
            found.push(Change::new(
                Slip::NoValue,
                end..end,
                " ()",
                behind.range.clone(),
            ));
        }
        if matches!(behind.kind, Kind::Comma | Kind::Open(_)) {
            found.push(Change::new(Slip::CommaTwice, place.clone(), "", place));
        }
    }
    // Between two texts that touch a word there should be no end of a text.
    if let (Some(ahead), Some(second)) = (ahead, tokens.get(next + 1)) {
        let touch = behind.kind == Kind::Quoted && behind.range.end == ahead.range.start;
        if touch && second.kind == Kind::Quoted && second.range.start >= ahead.range.end {
            let cut = behind.range.end - 1..second.range.start + 1;
            let words = &text[behind.range.end..second.range.start];
            let put = format!("\\\"{words}\\\"");
            found.push(Change::new(Slip::Inner, cut.clone(), put, cut));
        }
    }
    if let Some(run) = bare_run(text, at) {
        let put = format!("\"{}\"", &text[run.clone()]);
        found.push(Change::new(Slip::Unquoted, run.clone(), put, run));
    }
    let end = behind.range.end;
    let comma = Change::new(Slip::Comma, end..end, ",", last_letter(text, &behind.range));
    let colon = Change::new(Slip::Colon, end..end, ":", behind.range.clone());
    let name = is_word(&text[behind.range.clone()])
        && of(2).is_some_and(|of| matches!(of.kind, Kind::Comma | Kind::Open('(')));
    match name {
        true => found.extend([colon, comma]),
        false => found.extend([comma, colon]),
    }
    // A field right behind another one's colon: fields that lack their bracket.
    let around = next.saturating_sub(3)..(next + 2).min(tokens.len());
    for trio in tokens[around].windows(3) {
        let [first, name, second] = trio else {
            continue;
        };
        let colons = first.kind == Kind::Colon && second.kind == Kind::Colon;
        if colons && is_word(&text[name.range.clone()]) {
            let start = name.range.start;
            let one = Change::new(Slip::Opener, start..start, "(", name.range.clone());
            found.push(one);
        }
    }
    // A text of several words without any quotes.
    let start = text[line.start..at.max(line.start)]
        .rfind([':', '(', '[', '"'])
        .map_or(line.start, |of| line.start + of + 1);
    let start = start + text[start..line.end].len() - text[start..line.end].trim_start().len();
    let ends = text[start..line.end].char_indices().rev();
    let ends = ends.filter(|(_, c)| matches!(c, ',' | ')' | ']'));
    let ends = ends.map(|(of, _)| start + of).take(3);
    for end in ends.chain([line.end]).filter(|end| *end > start) {
        let words = &text[start..end];
        let brackets = |all: [char; 3]| words.matches(all).count();
        // What begins with a field's name is fields that lack their bracket.
        let fields = words.split_once(':').is_some_and(|(name, _)| is_word(name));
        let balanced = brackets(['(', '[', '{']) == brackets([')', ']', '}']);
        if !words.contains('"') && !fields && balanced {
            let put = format!("\"{words}\"");
            found.push(Change::new(Slip::Unquoted, start..end, put, start..end));
        }
    }
}

/// Quotes of another kind than the language has, on one line.
fn odd_quotes(text: &str, line: &Range<usize>, found: &mut Vec<Change>) {
    let words = &text[line.clone()];
    let curly = ['“', '”', '„', '‘', '’', '«', '»', '`'];
    for odd in [curly.as_slice(), &['\'']] {
        if let (Some(first), Some(last)) = (words.find(odd), words.rfind(odd)) {
            let long = words[last..].chars().next().map_or(1, char::len_utf8);
            let place = line.start + first..line.start + last + long;
            let put = text[place.clone()].replace(odd, "\"");
            found.push(Change::new(Slip::OddQuotes, place.clone(), put, place));
        }
    }
}

/// The last letter of a token.
fn last_letter(text: &str, token: &Range<usize>) -> Range<usize> {
    let last = text[token.clone()].chars().next_back();
    token.end - last.map_or(0, char::len_utf8)..token.end
}

/// An opening bracket that waits for its partner.
struct Open {
    c: char,
    range: Range<usize>,
    /// Blanks before its line.
    indent: usize,
    /// Nothing stands behind it in its line.
    last: bool,
    /// Something behind it stands no further in, as if it were closed.
    left: bool,
}

fn partner(c: char) -> &'static str {
    match c {
        '(' => ")",
        '[' => "]",
        '{' => "}",
        ')' => "(",
        ']' => "[",
        _ => "{",
    }
}

/// Brackets that do not go with each other, by kind or by indent.
fn brackets(text: &str, tokens: &[Token], found: &mut Vec<Change>) {
    let mut open: Vec<Open> = Vec::new();
    let mut only_closers = false;
    // Told once for each line, which may have any number of blanks and tokens.
    let (mut line, mut indent) = (0..0, 0);
    for (nth, token) in tokens.iter().enumerate() {
        let start = token.range.start;
        let first = nth == 0 || start >= line.end;
        if first {
            line = line_at(text, start);
            indent = line.len() - text[line.clone()].trim_start().len();
        }
        only_closers = (first || only_closers) && matches!(token.kind, Kind::Close(_));
        if found.len() > MOST {
            return;
        }
        let close = matches!(token.kind, Kind::Close(_));
        if let Some(around) = open.last_mut().filter(|of| first && !close && !of.left)
            && indent <= around.indent
        {
            around.left = true;
            ahead(text, around, &line, found);
        }
        match token.kind {
            Kind::Open(c) => open.push(Open {
                c,
                range: token.range.clone(),
                indent,
                last: tokens
                    .get(nth + 1)
                    .is_none_or(|next| next.range.start >= line.end),
                left: false,
            }),
            Kind::Close(c) => {
                let before = nth.checked_sub(1).and_then(|of| tokens.get(of));
                let end = before.map_or(start, |of| of.range.end);
                let range = token.range.clone();
                // Its comma goes with it where there is one before it.
                let comma = |of: Option<&Token>| of.is_some_and(|of| of.kind == Kind::Comma);
                let next = tokens.get(nth + 1);
                let cut = match next.filter(|_| comma(before) && comma(next)) {
                    Some(comma) => range.start..comma.range.end,
                    None => range.clone(),
                };
                let extra = Change::new(Slip::ExtraCloser, cut, "", range);
                let Some(opened) = open.pop() else {
                    found.push(extra);
                    unopened(text, tokens, nth, c, indent, first, found);
                    return;
                };
                let fits = partner(opened.c).starts_with(c);
                if only_closers && first && indent < opened.indent {
                    ahead(text, &opened, &line, found);
                } else if (first && indent > opened.indent) || (!only_closers && opened.last) {
                    found.push(extra.clone());
                }
                if !fits {
                    let range = token.range.clone();
                    let other =
                        Change::new(Slip::OtherCloser, range.clone(), partner(opened.c), range);
                    found.push(other.opened(opened.range.clone()));
                    if first {
                        ahead(text, &opened, &line, found);
                    }
                    let missing = Change::new(
                        Slip::Closer,
                        end..end,
                        partner(opened.c),
                        end.saturating_sub(1)..end,
                    );
                    let missing = Change {
                        place: before
                            .map_or(missing.place.clone(), |of| last_letter(text, &of.range)),
                        ..missing
                    };
                    found.push(missing.opened(opened.range));
                    found.push(extra);
                    unopened(text, tokens, nth, c, indent, first, found);
                    return;
                }
            }
            _ => {}
        }
    }
    if let (Some(opened), Some(last)) = (open.pop(), tokens.last()) {
        let end = last.range.end;
        let place = last_letter(text, &last.range);
        found.push(
            Change::new(Slip::Closer, end..end, partner(opened.c), place).opened(opened.range),
        );
    }
}

/// A bracket that is closed too late: within its own line if something stands
/// behind it there, else before the line that closes what is around it.
fn ahead(text: &str, opened: &Open, line: &Range<usize>, found: &mut Vec<Change>) {
    let close = partner(opened.c);
    if opened.last {
        // Without an indent: that of a hostile line may be megabytes.
        let put = format!("{close},\n");
        let first = line.start + text[line.clone()].len() - text[line.clone()].trim_start().len();
        let place = first..line.start + text[line.clone()].trim_end().len();
        let one = Change::new(Slip::CloserAhead, line.start..line.start, put, place);
        return found.push(one.opened(opened.range.clone()));
    }
    let own = line_at(text, opened.range.start);
    let rest = text[opened.range.end..own.end].trim_end();
    let end = opened.range.end + rest.len();
    let tail = opened.range.end + rest.trim_end_matches([',', ')', ']', '}']).len();
    let mut ends: Vec<usize> = (tail..=end).rev().take(PLACES).collect();
    // Before the comma that ends the line, rather than after it.
    if ends.len() > 1 {
        ends.swap(0, 1);
    }
    for end in ends {
        let letter = text[..end]
            .char_indices()
            .next_back()
            .map_or(end, |(of, _)| of);
        let one = Change::new(Slip::Closer, end..end, close, letter..end);
        found.push(one.opened(opened.range.clone()));
    }
}

/// A closing bracket without its partner: where that may be missing.
fn unopened(
    text: &str,
    tokens: &[Token],
    nth: usize,
    closer: char,
    indent: usize,
    first: bool,
    found: &mut Vec<Change>,
) {
    let open = partner(closer);
    let Some(token) = tokens.get(nth) else { return };
    let line = line_at(text, token.range.start);
    let back = || tokens[..nth].iter().rev();
    if first {
        // The line above with the same indent is the one that opened it.
        let mut start = line.start;
        for before in back().take(20_000) {
            // Its line is looked for only if it is another one.
            if before.range.start >= start {
                continue;
            }
            let own = line_at(text, before.range.start);
            start = own.start;
            let words = &text[own.clone()];
            if words.len() - words.trim_start().len() == indent && !words.trim().is_empty() {
                let end = own.start + words.trim_end().len();
                let from = end - words.trim().len();
                found.push(Change::new(
                    Slip::Opener,
                    end..end,
                    format!(" {open}"),
                    from..end,
                ));
                return;
            }
        }
    }
    let inside = back().take_while(|of| of.range.start >= line.start);
    let stops = inside.filter(|of| matches!(of.kind, Kind::Colon | Kind::Open(_) | Kind::Comma));
    for stop in stops.take(PLACES) {
        let at = stop.range.end + text[stop.range.end..].len()
            - text[stop.range.end..].trim_start().len();
        let place = at..token.range.start.max(at);
        found.push(Change::new(Slip::Opener, at..at, open, place));
    }
}
