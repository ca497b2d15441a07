//! Phrases that own a decision, excuse it, or put blame on a person.
//!
//! Found phrases only: the handbook's exercise 3 asks for first-person
//! ownership without excuse, exercise 4 for systems instead of blame. Invariant:
//! hits lie in order and do not overlap; a denied phrase ("nobody is to blame")
//! is no hit. Absent on purpose: a score, and any reading of character.

use super::notes::notes;
use super::phrase::Phrases;
use super::reading::Reading;
use std::sync::LazyLock;

/// What a phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// The speaker takes a decision or its outcome upon themselves.
    Owns,
    /// The outcome is put down to circumstance or to orders.
    Excuses,
    /// A person's failing is named as the cause.
    Blames,
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseHit {
    /// What it does.
    pub kind: PhraseKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

static PHRASES: LazyLock<Phrases<PhraseKind>> = LazyLock::new(|| {
    let owns = [
        "a failure is mine",
        "accountable for this",
        "i accept responsibility",
        "i am accountable",
        "i am answerable",
        "i am responsible",
        "i am sorry",
        "i answer for",
        "i apologise",
        "i apologize",
        "i approved",
        "i chose",
        "i decided",
        "i got it wrong",
        "i made the call",
        "i made the decision",
        "i made this call",
        "i made this decision",
        "i made a mistake",
        "i own",
        "i should have",
        "i stand by",
        "i take full responsibility",
        "i take responsibility",
        "i take the blame",
        "i took the decision",
        "i was wrong",
        "i'm accountable",
        "i'm responsible",
        "i'm sorry",
        "it was my call",
        "it was my decision",
        "my call",
        "my decision",
        "my mistake",
        "my responsibility",
        "on me",
        "that is mine",
        "the outcome is mine",
        "the responsibility is mine",
    ];
    let excuses = [
        "acted on orders",
        "as instructed",
        "bad luck",
        "beyond our control",
        "beyond my control",
        "can't be blamed",
        "cannot be blamed",
        "could happen to anyone",
        "could have happened to anyone",
        "did my best",
        "did our best",
        "didn't have time",
        "everyone does it",
        "had no choice",
        "had no time",
        "had no way of knowing",
        "hindsight is",
        "i am not responsible",
        "i only did",
        "i was just",
        "i was only",
        "i was told",
        "i'm not responsible",
        "in my defence",
        "in my defense",
        "in our defence",
        "in our defense",
        "it is not my job",
        "my hands were tied",
        "no one could have",
        "no one told me",
        "nobody could have",
        "nobody told me",
        "not my call",
        "not my decision",
        "not my fault",
        "not my job",
        "not my responsibility",
        "not our fault",
        "not our responsibility",
        "nothing i could",
        "nothing we could",
        "out of my control",
        "out of our control",
        "to be fair",
        "unforeseeable",
        "unlucky",
        "was outvoted",
        "was told to",
        "wasn't my call",
        "wasn't my decision",
        "wasn't my fault",
        "wasn't our fault",
        "were told to",
        "weren't told",
        "we did everything right",
        "what else could",
        "the vendor's fault",
        "the previous team",
    ];
    let blames = [
        "at fault",
        "blame",
        "careless",
        "carelessness",
        "caused by human error",
        "didn't bother",
        "didn't follow",
        "did not follow",
        "did not pay attention",
        "didn't pay attention",
        "did not read",
        "didn't read",
        "failed to follow",
        "fat finger",
        "forgot to",
        "guilty",
        "her fault",
        "her mistake",
        "his fault",
        "his mistake",
        "human error",
        "ignored the procedure",
        "incompetence",
        "incompetent",
        "is to blame",
        "irresponsible",
        "lazy",
        "negligence",
        "negligent",
        "operator error",
        "reckless",
        "retrain",
        "retraining",
        "should have been careful",
        "should have checked",
        "should have known",
        "should have noticed",
        "should have tested",
        "sloppy",
        "stupid",
        "their fault",
        "their mistake",
        "user error",
        "who broke",
        "who did this",
        "who is responsible",
        "whose fault",
        "your fault",
        "your mistake",
        "must be more careful",
        "need to be more careful",
        "be disciplined",
        "be fired",
    ];
    let each = owns.map(|p| (p, PhraseKind::Owns)).into_iter();
    let each = each.chain(excuses.map(|p| (p, PhraseKind::Excuses)));
    Phrases::new(each.chain(blames.map(|p| (p, PhraseKind::Blames))))
});

/// Words that turn the phrase behind them into its denial.
const DENIES: [&str; 22] = [
    "no", "not", "never", "nobody", "none", "without", "isn't", "wasn't", "aren't", "don't",
    "didn't", "won't", "beyond", "avoid", "instead", "isn’t", "wasn’t", "don’t", "can't", "cannot",
    "neither", "rather",
];

/// The phrases of a message that own, excuse or blame.
pub fn owns(text: &str) -> Vec<PhraseHit> {
    notes(text).phrases().to_vec()
}

pub(super) fn owns_in(reading: &Reading<'_>) -> Vec<PhraseHit> {
    PHRASES
        .all(reading)
        .filter_map(|found| {
            let kind = found.value()?;
            let first = found.words.start;
            // An excuse is often a denial itself.
            let looks_back = if kind == PhraseKind::Excuses { 0 } else { 3 };
            let denied = (first.saturating_sub(looks_back)..first)
                .any(|i| reading.same_sentence(i, first) && reading.is(i, &DENIES));
            let bytes = reading.bytes(found.words);
            (!denied).then_some(PhraseHit {
                kind,
                start: bytes.start,
                end: bytes.end,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use PhraseKind::{Blames, Excuses, Owns};

    #[track_caller]
    fn check(text: &str, expect: &[(&str, PhraseKind)]) {
        let found: Vec<(&str, PhraseKind)> = owns(text)
            .iter()
            .map(|h| (&text[h.start..h.end], h.kind))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn owning_and_excusing() {
        check(
            "I made the call and I own the outcome.",
            &[("I made the call", Owns), ("I own", Owns)],
        );
        check("The 6 h outage is on me", &[("on me", Owns)]);
        check("It was not my decision.", &[("not my decision", Excuses)]);
        check(
            "I was told to wait; we had no choice",
            &[("I was told", Excuses), ("had no choice", Excuses)],
        );
        check("I don't think that this is my call", &[("my call", Owns)]);
        check("I never said my mistake", &[]);
    }

    #[test]
    fn blame_and_its_denial() {
        check(
            "Human error: ops did not follow the runbook",
            &[("Human error", Blames), ("did not follow", Blames)],
        );
        check(
            "Sam should have known. Retrain Sam.",
            &[("should have known", Blames), ("Retrain", Blames)],
        );
        check("Nobody is to blame here; no blame.", &[]);
        check("We look at systems rather than human error", &[]);
        check("The procedure was followed and was not enough", &[]);
        check("", &[]);
        check("🔥'…", &[]);
    }
}
