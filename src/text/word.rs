//! Words: where they stand in a text, and a comparable form of each.
//!
//! This is the one helper that every other file compares words with. A word
//! keeps its byte range, so that evidence can be shown in place; its [`Stem`]
//! is lower-case, without plural `s`, `-ing` or `-ed`, and fits in three
//! registers, so that comparing allocates nothing.
//!
//! Invariant: a range lies on character boundaries of the text it came from.
//! Absent on purpose: a dictionary and real morphology. The stem is crude; what
//! counts is that a phrase list and a message pass through the same rules.

/// Bytes of a word that a stem keeps.
const KEPT: usize = 24;

/// A word and where it stands. Numbers stay whole: `02:30`, `3.5`, `1,240`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The form in which words are compared. Words longer than 24 bytes compare by
/// their first 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stem([u64; KEPT / 8]);

/// The words of a text, in order. A hyphen parts words (`sarah-db` is two); an
/// apostrophe between letters does not.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator of [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let word = self.text.get(start..)?;
        let mut end = start;
        let mut before = ' ';
        for (i, c) in word.char_indices() {
            let after = i + c.len_utf8();
            if !c.is_alphanumeric() && !joins(before, c, &word[after..]) {
                break;
            }
            before = c;
            end = start + after;
        }
        self.at = end;
        let text = self.text.get(start..end)?;
        Some(Word { text, start, end })
    }
}

/// Whether a mark holds one word together.
fn joins(before: char, mark: char, rest: &str) -> bool {
    let digit = |i: usize| rest.as_bytes().get(i).is_some_and(u8::is_ascii_digit);
    match mark {
        '\'' | '’' => before.is_alphabetic() && rest.starts_with(char::is_alphabetic),
        '.' | ':' => before.is_ascii_digit() && digit(0),
        ',' => before.is_ascii_digit() && (0..3).all(digit) && !digit(3),
        _ => false,
    }
}

/// The comparable form of one word.
pub fn stem(word: &str) -> Stem {
    let mut kept = [0_u8; KEPT];
    let mut n = 0;
    let mut plain = true;
    'word: for c in word.chars() {
        plain &= c.is_ascii_alphabetic();
        let c = if c == '’' { '\'' } else { c };
        if c.is_ascii() {
            if n == KEPT {
                break;
            }
            kept[n] = u8::try_from(c).unwrap_or(b'?').to_ascii_lowercase();
            n += 1;
            continue;
        }
        for low in c.to_lowercase() {
            if n + low.len_utf8() > KEPT {
                break 'word;
            }
            n += low.encode_utf8(&mut kept[n..]).len();
        }
    }
    let left = if plain {
        strip(&mut kept, n)
    } else {
        possessor(&kept[..n])
    };
    kept[left..].fill(0);
    let mut parts = [0; KEPT / 8];
    for (part, bytes) in parts.iter_mut().zip(kept.chunks_exact(8)) {
        *part = bytes.iter().fold(0, |sum, &b| sum << 8 | u64::from(b));
    }
    Stem(parts)
}

/// Length without a possessive `'s`; contractions of pronouns keep theirs.
fn possessor(word: &[u8]) -> usize {
    match word {
        b"it's" | b"that's" | b"let's" | b"he's" | b"she's" | b"there's" | b"here's"
        | b"what's" | b"who's" => word.len(),
        [owner @ .., b'\'', b's'] => owner.len(),
        _ => word.len(),
    }
}

/// Length without plural and verb endings. Works in place for `-ies`.
fn strip(word: &mut [u8; KEPT], n: usize) -> usize {
    // Words whose bare form would meet another word (`noted` and `not`).
    if matches!(
        &word[..n],
        b"note" | b"notes" | b"noted" | b"noting" | b"news" | b"made" | b"here" | b"plane"
    ) {
        return n;
    }
    let mut n = n;
    if n > 4 && (word[..n].ends_with(b"ies") || word[..n].ends_with(b"ied")) {
        word[n - 3] = b'y';
        return n - 2;
    }
    if n >= 4 && word[n - 1] == b's' && !matches!(word[n - 2], b's' | b'u' | b'i') {
        n -= 1;
    }
    n = without_ending(&word[..n]);
    if n >= 4 && word[n - 1] == b'e' {
        n - 1
    } else {
        n
    }
}

/// Length without `-ing` or `-ed`, and without the consonant they doubled.
fn without_ending(word: &[u8]) -> usize {
    let bare = if let Some(bare) = word.strip_suffix(b"ing") {
        bare
    } else if let Some(bare) = word.strip_suffix(b"ed") {
        bare
    } else {
        return word.len();
    };
    let vowel = |b: &u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    if bare.len() < 3 || !bare.iter().any(vowel) || bare.ends_with(b"e") {
        return word.len();
    }
    match bare {
        [.., a, b] if a == b && !vowel(b) && !matches!(b, b'l' | b's' | b'z') => bare.len() - 1,
        _ => bare.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = words(text).map(|w| w.text).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn words_stand_apart() {
        check("We're at 02:30, 3.5%!", &["We're", "at", "02:30", "3.5"]);
        check("1,240 users, 5,6", &["1,240", "users", "5", "6"]);
        check("sarah-db: $8M", &["sarah", "db", "8M"]);
        check("يوم جيد ✅ né", &["يوم", "جيد", "né"]);
        check("— … ' .,:", &[]);
    }

    #[test]
    fn forms_of_a_word_meet() {
        for group in [
            &["restore", "Restores", "restored", "RESTORING"][..],
            &["query", "queries"],
            &["stop", "stopped", "stopping", "stops"],
            &["roll", "rolling", "rolled"],
            &["loss", "losses"],
            &["cache", "caches", "cached", "caching"],
            &["customer", "customers", "customer's", "customer’s"],
            &["node", "nodes"],
        ] {
            for word in group {
                assert_eq!(stem(word), stem(group[0]), "{word}");
            }
        }
        for (a, b) in [
            ("not", "noted"),
            ("new", "news"),
            ("bring", "br"),
            ("status", "statu"),
            ("it's", "it"),
            ("need", "ne"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(stem(&"a".repeat(4000)), stem(&"a".repeat(24)));
    }
}
