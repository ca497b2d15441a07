//! What to do where ron misses a comma: more often than not it is something
//! else that is missing.

use std::ops::Range;

const COMMA: &str = "put a comma between two fields or elements";

/// What to do where a comma is missed at a place.
pub(super) fn comma(text: &str, at: usize) -> String {
    let Some((before, behind)) = text.split_at_checked(at) else {
        return COMMA.to_owned();
    };
    let outside = |c: char| c.is_whitespace() || "()[]{},;\"'".contains(c);
    let start = before.rfind(outside).map_or(0, |found| {
        found + before[found..].chars().next().map_or(1, char::len_utf8)
    });
    let end = behind.find(outside).map_or(text.len(), |found| at + found);
    let run = text.get(start..end).unwrap_or_default();
    let (ahead, behind) = (&text[..start], &text[end..]);
    if behind.starts_with(';') || run.is_empty() && ahead.ends_with(';') {
        return "a comma stands between two fields or elements, no semicolon".to_owned();
    }
    if run.starts_with(':') && ahead.ends_with('"') {
        return "the name of a field stands without quotes".to_owned();
    }
    let touches = ahead.ends_with('"') || behind.starts_with('"');
    if touches && is_word(run) {
        return "a quote within a text is written `\\\"`".to_owned();
    }
    // `within: 3 min`: the figure stands before the word.
    let figure = ahead.trim_end().rsplit(outside).next().unwrap_or_default();
    let spaced = ahead.ends_with(' ') && is_number(figure);
    if spaced && is_word(run) && !behind.trim_start().starts_with(':') {
        return quoting(&format!("{figure} {run}"));
    }
    // `chance:85%` is a field and its value.
    let value = match run.split_once(':') {
        Some((name, value)) if is_word(name) => value,
        _ => run,
    };
    let plain = value.is_empty() || is_word(value) || is_number(value);
    match !plain && value.chars().any(char::is_alphanumeric) {
        true => quoting(value),
        false => COMMA.to_owned(),
    }
}

/// What lacks its quotes at a place where a comma is missed, if it is that.
pub(super) fn bare_run(text: &str, at: usize) -> Option<Range<usize>> {
    let (run, figure) = runs(text, at)?;
    let words = text.get(run.clone())?;
    let spaced = text[..run.start].ends_with(' ') && is_number(text.get(figure.clone())?);
    if spaced && is_word(words) && !text[run.end..].trim_start().starts_with(':') {
        return Some(figure.start..run.end);
    }
    let start = match words.split_once(':') {
        Some((name, _)) if is_word(name) => run.start + name.len() + 1,
        _ => run.start,
    };
    let value = &text[start..run.end];
    let plain = value.is_empty() || is_word(value) || is_number(value);
    (!plain && value.chars().any(char::is_alphanumeric)).then_some(start..run.end)
}

/// The run of letters around a place, and the one before it.
fn runs(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (before, behind) = text.split_at_checked(at)?;
    let outside = |c: char| c.is_whitespace() || "()[]{},;\"'".contains(c);
    let start = before.trim_end_matches(|c| !outside(c)).len();
    let end = text.len() - behind.trim_start_matches(|c| !outside(c)).len();
    let ahead = text[..start].trim_end();
    let figure = ahead.trim_end_matches(|c| !outside(c)).len()..ahead.len();
    Some((start..end, figure))
}

/// Whether a text is one word of RON.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a text is one number of RON.
pub(super) fn is_number(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', '+']);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == '_')
}

/// How something that lacks its quotes is written.
fn quoting(bare: &str) -> String {
    let word = bare.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    match word && bare.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => format!(
            "an id stands in quotes, `\"{bare}\"`; a word of the language has no hyphen, `{}`",
            bare.replace('-', "_")
        ),
        false => format!("figures, times and ids stand in quotes: `\"{bare}\"`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hint at the place of the bar, which is none of the text.
    fn hint(marked: &str) -> String {
        comma(&marked.replace('|', ""), marked.find('|').unwrap())
    }

    #[test]
    fn what_lacks_its_quotes_is_shown_with_them() {
        for (marked, told) in [
            ("(trigger: At(+10|s))", "`\"+10s\"`"),
            ("(start: 23:|40)", "`\"23:40\"`"),
            ("(chance:85|%)", "`\"85%\"`"),
            ("(chance: 85|%)", "`\"85%\"`"),
            ("(within: 3 |min)", "`\"3 min\"`"),
            ("Add(\"trust\", -5|%)", "`\"-5%\"`"),
            ("(needs: [next|-time])", "`next_time`"),
            ("(holder: late|-cert)", "`\"late-cert\"`"),
        ] {
            assert!(hint(marked).contains(told), "{marked}: {}", hint(marked));
        }
    }

    #[test]
    fn what_is_no_missing_comma_is_told_as_what_it_is() {
        for (marked, told) in [
            ("(text: \"They ask \"|when\" again?\")", "within a text"),
            ("(\"id\"|: \"keys\")", "without quotes"),
            ("(version: 1|; title: \"a\")", "no semicolon"),
        ] {
            assert!(hint(marked).contains(told), "{marked}: {}", hint(marked));
        }
    }

    #[test]
    fn a_missing_comma_is_one() {
        for marked in [
            "(version: 1 |title: \"a\")",
            "(id: \"a\" |title: \"b\")",
            "[ask |tell]",
            "[1 |2]",
            "[(id: \"a\") |(id: \"b\")]",
            "",
        ] {
            let at = marked.find('|').unwrap_or(0);
            assert_eq!(comma(&marked.replace('|', ""), at), COMMA, "{marked}");
        }
    }
}
