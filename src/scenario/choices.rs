//! What a host chooses of a scenario before it is played, put into its text.
//!
//! A scenario has one way of being loaded, from its text, and a journal stores
//! that text: so a choice changes the text. Only the chosen values are
//! rewritten; every other byte, comments included, stays as its author wrote
//! it, and so does the number of lines. Absent on purpose: whether the outcome
//! is a good scenario, which [`load`](super::load) tells.

use super::draft::Draft;
use super::findings::Findings;
use super::locate::{children, node_from};
use super::near::nearest;
use super::read::{options, read};
use super::section::Section;
use super::terms::LONGEST;
use crate::model::{Name, ProfileId};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a host chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Their own words for terms of the scenario.
    pub terms: BTreeMap<Name, String>,
    /// The way in which it is held, where there are several.
    pub profile: Option<ProfileId>,
}

impl Choices {
    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.profile.is_none()
    }
}

/// Why a choice cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// The text, or its `terms`, cannot be read; loading it tells why.
    #[error("The scenario's terms cannot be read, so no word can be put in. `check` tells why.")]
    Unread,
    /// The scenario has no such term.
    #[error("There is no term `{name}` to swap.{}", those(*near, terms))]
    UnknownTerm {
        /// What was asked for.
        name: Name,
        /// The term that was probably meant.
        near: Option<Name>,
        /// All terms there are.
        terms: Vec<Name>,
    },
    /// The scenario has no such profile.
    #[error("There is no profile `{name}`.{}", those_profiles(profiles))]
    UnknownProfile {
        /// What was asked for.
        name: ProfileId,
        /// All profiles there are.
        profiles: Vec<ProfileId>,
    },
    /// A word is longer than a term may be.
    #[error(
        "The word for `{name}` has {length} characters; it may have {LONGEST}. A term is a word or two."
    )]
    LongWord {
        /// The term.
        name: Name,
        /// How long its word is.
        length: usize,
    },
    /// A word says nothing.
    #[error("The word for `{0}` is empty.")]
    EmptyWord(Name),
    /// A word holds a line break or another character that nobody sees.
    #[error("The word for `{0}` holds a line break or another control character.")]
    ControlCharacter(Name),
    /// A word holds a brace, which marks the place of a term.
    #[error("The word for `{0}` holds a brace: it would be read out as it stands.")]
    Brace(Name),
}

/// What to do about a term that there is not.
fn those(near: Option<Name>, terms: &[Name]) -> String {
    if terms.is_empty() {
        return " This scenario has no terms.".to_owned();
    }
    let near = near.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
    let all: Vec<&str> = terms.iter().map(Name::as_str).collect();
    format!("{near} This scenario has: {}.", all.join(", "))
}

/// What to do about a profile that there is not.
fn those_profiles(profiles: &[ProfileId]) -> String {
    if profiles.is_empty() {
        return " This scenario is held in one way only.".to_owned();
    }
    let all: Vec<&str> = profiles.iter().map(ProfileId::as_str).collect();
    format!(" This scenario has: {}.", all.join(", "))
}

/// The words of a scenario that a host may swap, as its author chose them.
///
/// # Errors
/// When the text cannot be read that far.
pub fn swappable(text: &str) -> Result<BTreeMap<Name, String>, ChoiceError> {
    opened(text).map(|draft| draft.terms)
}

/// The text of a scenario with a host's choices in it.
///
/// # Errors
/// When a choice is for something that the scenario does not have, or cannot
/// stand in it. The first one is told.
pub fn choose(text: &str, choices: &Choices) -> Result<String, ChoiceError> {
    if choices.is_empty() {
        return Ok(text.to_owned());
    }
    let draft = opened(text)?;
    let mut pieces = Vec::new();
    for (name, word) in &choices.terms {
        let Some(author) = draft.terms.get(name) else {
            let all = || draft.terms.keys();
            let near = nearest(name.as_str(), all().map(Name::as_str));
            return Err(ChoiceError::UnknownTerm {
                name: *name,
                near: near.and_then(|near| Name::new(near).ok()),
                terms: all().copied().collect(),
            });
        };
        fits(*name, word)?;
        if word != author {
            let at = word_of(&draft, *name).ok_or(ChoiceError::Unread)?;
            pieces.push((at, quoted(word)));
        }
    }
    if let Some(profile) = choices.profile {
        pieces.push(held_as(&draft, profile)?);
    }
    Ok(spliced(text, pieces))
}

/// Where a profile is named, and what stands there then: the section of its
/// own, or one put before the profiles.
fn held_as(draft: &Draft<'_>, chosen: ProfileId) -> Result<(Range<usize>, String), ChoiceError> {
    if !draft.profiles.iter().any(|profile| profile.id == chosen) {
        return Err(ChoiceError::UnknownProfile {
            name: chosen,
            profiles: draft.profiles.iter().map(|profile| profile.id).collect(),
        });
    }
    if let Some(named) = draft.places.get(&Section::Profile) {
        return Ok((named.value.clone(), quoted(chosen.as_str())));
    }
    let profiles = draft
        .places
        .get(&Section::Profiles)
        .ok_or(ChoiceError::Unread)?;
    let before = profiles.key.start;
    Ok((
        before..before,
        format!("profile: {}, ", quoted(chosen.as_str())),
    ))
}

/// A text read as far as its terms.
fn opened(text: &str) -> Result<Draft<'_>, ChoiceError> {
    read(text, &mut Findings::default())
        .filter(|draft| !draft.holes.contains(&Section::Terms))
        .ok_or(ChoiceError::Unread)
}

/// Whether a word can stand for a term.
fn fits(name: Name, word: &str) -> Result<(), ChoiceError> {
    let length = word.chars().count();
    if word.trim().is_empty() {
        Err(ChoiceError::EmptyWord(name))
    } else if length > LONGEST {
        Err(ChoiceError::LongWord { name, length })
    } else if word.chars().any(char::is_control) {
        Err(ChoiceError::ControlCharacter(name))
    } else if word.contains(['{', '}']) {
        Err(ChoiceError::Brace(name))
    } else {
        Ok(())
    }
}

/// Where a term's word stands. Of a term given twice, which is an error of the
/// scenario, the last one counts.
fn word_of(draft: &Draft<'_>, name: Name) -> Option<Range<usize>> {
    let places = draft.places.get(&Section::Terms)?;
    let map = node_from(draft.text, places.value.start)?;
    let of = |key: &Range<usize>| options().from_str::<Name>(&draft.text[key.clone()]).ok();
    children(draft.text, &map)
        .into_iter()
        .filter(|child| child.key.as_ref().and_then(of) == Some(name))
        .map(|child| child.node.range)
        .next_back()
}

/// A word as RON writes it.
fn quoted(word: &str) -> String {
    let mut text = String::with_capacity(word.len() + 2);
    text.push('"');
    for c in word.chars() {
        if matches!(c, '"' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}

/// The text with other pieces at some places, which do not overlap.
fn spliced(text: &str, mut pieces: Vec<(Range<usize>, String)>) -> String {
    pieces.sort_by_key(|(at, _)| at.start);
    let mut whole = String::with_capacity(text.len());
    let mut end = 0;
    for (at, piece) in pieces {
        whole.push_str(&text[end..at.start]);
        whole.push_str(&piece);
        end = at.end;
    }
    whole.push_str(&text[end..]);
    whole
}

#[cfg(test)]
mod tests {
    use super::super::load;
    use super::*;
    use proptest::prelude::*;

    const MINIMAL: &str = include_str!("../../tests/fixtures/scenarios/minimal.ron");

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn chosen(text: &str, words: &[(&str, &str)]) -> Result<String, ChoiceError> {
        let words = words
            .iter()
            .map(|(term, word)| (name(term), (*word).to_owned()));
        let choices = Choices {
            terms: words.collect(),
            ..Choices::default()
        };
        choose(text, &choices)
    }

    #[test]
    fn only_the_word_changes() {
        let text = MINIMAL.replace(
            "terms: {\"shop\": \"web shop\"}",
            "terms: { // the system \"shop\": \"no\"\n  /* : */ \"shop\" : r#\"web \"shop\"\"# , /* , */ \"boss\": \"boss\", }",
        );
        let words = [("shop", "ticket \"office\" \\ 窓口"), ("boss", "boss")];
        assert_eq!(
            chosen(&text, &words).unwrap(),
            text.replace("r#\"web \"shop\"\"#", "\"ticket \\\"office\\\" \\\\ 窓口\"")
        );
        assert_eq!(chosen(&text, &[]).unwrap(), text);
    }

    #[test]
    fn the_words_stand_in_the_texts_of_the_scenario() {
        let text = chosen(MINIMAL, &[("shop", "ticket office")]).unwrap();
        let loaded = load(&text);
        assert_eq!(loaded.diagnostics, []);
        let injects = loaded.scenario.unwrap().injects;
        assert!(
            injects
                .iter()
                .any(|one| one.text.contains("the ticket office"))
        );
        let found = swappable(&text).unwrap();
        assert_eq!(found[&name("shop")], "ticket office");
    }

    #[test]
    fn a_profile_is_named_in_the_text() {
        let two = "profiles: [(id: \"long\", title: \"Long\", text: \"All.\"), (id: \"short\", title: \"Short\", text: \"Half.\")],\n    facts: [";
        let text = MINIMAL.replace("facts: [", two);
        let held = |text: &str, profile: &str| {
            let profile = Some(ProfileId::new(profile).unwrap());
            let terms = BTreeMap::new();
            choose(text, &Choices { terms, profile })
        };
        let short = held(&text, "short").unwrap();
        let scenario = |text: &str| load(text).scenario.unwrap().profile.unwrap().to_string();
        assert_eq!(scenario(&text), "long");
        assert_eq!(scenario(&short), "short");
        // Chosen again, it is not named twice.
        let long = held(&short, "long").unwrap();
        assert_eq!(scenario(&long), "long");
        assert_eq!(long.matches("profile: ").count(), 1);
        assert_eq!(
            held(&text, "shrt").unwrap_err().to_string(),
            "There is no profile `shrt`. This scenario has: long, short."
        );
        let none = held(MINIMAL, "short").unwrap_err().to_string();
        assert!(none.contains("one way only"), "{none}");
    }

    #[test]
    fn what_cannot_be_chosen_is_told() {
        let why = |text: &str, term: &str, word: &str| {
            chosen(text, &[(term, word)]).unwrap_err().to_string()
        };
        let two = MINIMAL.replace("terms: {", "terms: {\"boss\": \"boss\", ");
        assert_eq!(
            why(&two, "shoop", "x"),
            "There is no term `shoop` to swap. Did you mean `shop`? This scenario has: boss, shop."
        );
        let none = MINIMAL.replace("terms: {\"shop\": \"web shop\"},", "");
        assert_eq!(
            why(&none, "shop", "x"),
            "There is no term `shop` to swap. This scenario has no terms."
        );
        assert!(why(MINIMAL, "shop", &"é".repeat(61)).contains("61 characters"));
        assert!(chosen(MINIMAL, &[("shop", &"é".repeat(60))]).is_ok());
        assert!(why(MINIMAL, "shop", "a\nb").contains("line break"));
        assert!(why(MINIMAL, "shop", " ").contains("empty"));
        assert!(why(MINIMAL, "shop", "{shop}").contains("a brace"));
        let broken = MINIMAL.replace("terms: {", "terms: [");
        for text in ["", "(", "(terms: {\"shop\": 3})", &broken] {
            assert_eq!(
                chosen(text, &[("shop", "x")]),
                Err(ChoiceError::Unread),
                "{text}"
            );
        }
    }

    #[test]
    fn extensions_and_a_name_before_the_scenario_are_borne() {
        let text = format!(
            "#![enable(implicit_some)]\nScenario{}",
            &MINIMAL[MINIMAL.find('(').unwrap()..]
        );
        assert!(load(&text).scenario.is_some());
        let with = chosen(&text, &[("shop", "office")]).unwrap();
        assert_eq!(with, text.replace("\"web shop\"", "\"office\""));
    }

    proptest! {
        #[test]
        fn any_word_comes_back_as_it_was_chosen(word in "[^\\p{Cc}{}]{1,60}") {
            prop_assume!(!word.trim().is_empty());
            let text = chosen(MINIMAL, &[("shop", &word)]).unwrap();
            prop_assert_eq!(&swappable(&text).unwrap()[&name("shop")], &word);
            prop_assert_eq!(text.lines().count(), MINIMAL.lines().count());
        }
    }
}
