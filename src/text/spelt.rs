//! Where words give a name letter by letter, whatever its case.
//!
//! Invariant: what is found comes in the order of the names, then of the text.
//! Absent on purpose: stems; what is looked for is a name, not its forms.

use super::notes::{names as listed, notes};
use std::ops::Range;

/// Where a message gives one of these names. Only ASCII letters are the same
/// in both cases, so that places in the one are places in the other.
pub fn spelt(text: &str, names: &[&str]) -> Vec<Range<usize>> {
    let notes = notes(text);
    let found = notes.spelt.get(&listed(names), || {
        let lower = text.to_ascii_lowercase();
        let mut found = Vec::new();
        for name in names.iter().filter(|name| !name.is_empty()) {
            let name = name.to_ascii_lowercase();
            found.extend(lower.match_indices(&name).map(|(at, of)| at..at + of.len()));
        }
        found.into()
    });
    found.to_vec()
}

/// Which of these names, by their places, a message gives as whole words.
pub fn named(text: &str, names: &[&str]) -> Vec<usize> {
    let notes = notes(text);
    let found = notes.named.get(&listed(names), || {
        let words = text.to_lowercase();
        let given = |name: &str| is_whole(&words, &name.to_lowercase());
        let each = names.iter().enumerate();
        each.filter(|(_, name)| given(name))
            .map(|(place, _)| place)
            .collect()
    });
    found.to_vec()
}

/// Whether a phrase stands in words with neither letter nor digit beside it.
fn is_whole(words: &str, phrase: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.match_indices(phrase).any(|(at, found)| {
        edge(words[..at].chars().next_back()) && edge(words[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        let found = spelt("Ask SRE lead; the sre leads.", &["SRE lead", "", "mike"]);
        assert_eq!(found, [4..12, 18..26]);
        let found = named(
            "Full Restore, not a failover",
            &["fail", "full restore", "failover"],
        );
        assert_eq!(found, [1, 2]);
    }
}
