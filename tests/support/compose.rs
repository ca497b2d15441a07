//! A scenario out of an example that holds only the sections it is about: the
//! others are those of `minimal.ron`.

use std::ops::Range;

/// A small scenario without a fault.
pub const MINIMAL: &str = include_str!("../fixtures/scenarios/minimal.ron");
/// How an example begins that stands for itself.
pub const WHOLE: &str = "// whole";

/// A text, byte for byte, with its quotes and comments blanked: what brackets,
/// commas and words are left are those of the language.
pub fn bare(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'"' | b'\'' => closed(&bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                let line = bytes[at..].iter().position(|byte| *byte == b'\n');
                line.map_or(bytes.len(), |length| at + length)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        bytes[at..end].fill(b' ');
        at = end;
    }
    String::from_utf8(bytes).unwrap()
}

/// One past the quote that closes the one at `open`.
fn closed(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < bytes.len() && bytes[at] != bytes[open] {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// The sections of a text: the name of each, and where its value stands.
pub fn sections(text: &str) -> Vec<(String, Range<usize>)> {
    let bare = bare(text);
    let mut found = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in bare.char_indices() {
        if matches!(c, ')' | ']' | '}' | ',') && depth == 1 {
            if let Some((name, _)) = bare[from..at].split_once(':') {
                found.push((name.trim().to_owned(), from + name.len() + 1..at));
            }
            from = at + 1;
        }
        match c {
            '(' | '[' | '{' => {
                depth += 1;
                if depth == 1 {
                    from = at + 1;
                }
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// The minimal scenario with the sections of an example in place of its own.
pub fn compose(example: &str) -> String {
    if example.starts_with(WHOLE) {
        return example.to_owned();
    }
    let (ours, theirs) = (sections(MINIMAL), sections(example));
    let mut text = MINIMAL.to_owned();
    // From the end, so that the places before stay what they are.
    for (name, place) in ours.iter().rev() {
        if let Some((_, value)) = theirs.iter().find(|(other, _)| other == name) {
            text.replace_range(place.clone(), &example[value.clone()]);
        }
    }
    for (name, value) in &theirs {
        if !ours.iter().any(|(own, _)| own == name) {
            let end = text.rfind(')').unwrap();
            let section = format!("    {name}:{},\n", &example[value.clone()]);
            text.insert_str(end, &section);
        }
    }
    text
}
