//! Which words of a message are the trade's own, for the rules and the rubric
//! alike.
//!
//! A role's title and the name of its character are names: "the SRE lead has
//! it" speaks of a person, not of a trade. Absent on purpose: whether such
//! words are in their place, which is the rubric's to say.

use super::whole::Scenario;
use crate::text::{self, JargonHit};
use std::ops::Range;

/// Terms that make words technical talk.
const TALK: usize = 2;

impl Scenario {
    /// Terms of the trade in a message, without those that are part of a name.
    pub fn jargon(&self, words: &str) -> Vec<JargonHit<'_>> {
        let mut hits = text::jargon(words, &self.glossary);
        if !hits.is_empty() {
            let names = self.named(words);
            hits.retain(|hit| {
                !names
                    .iter()
                    .any(|name| name.start <= hit.start && hit.end <= name.end)
            });
        }
        hits
    }

    /// Whether words are technical talk: two terms or more that executives are
    /// not likely to have met.
    pub fn technical(&self, words: &str) -> bool {
        Self::is_talk(&self.jargon(words))
    }

    /// Whether words with these terms are technical talk.
    pub fn is_talk(hits: &[JargonHit<'_>]) -> bool {
        hits.iter().filter(|hit| !hit.everyday).count() >= TALK
    }

    /// Where words give the title or the name of somebody at the table.
    fn named(&self, words: &str) -> Vec<Range<usize>> {
        let names: Vec<&str> = self
            .roles
            .iter()
            .flat_map(|role| [role.title.as_str(), role.character.as_str()])
            .collect();
        text::spelt(words, &names)
    }
}
