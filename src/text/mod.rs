//! What a message says, read without judging who wrote it.
//!
//! Pure analysis of English: sentences, jargon, times, figures, topics, and the
//! parts of an update or a decision. Scoring, personas and coaching build on
//! these findings; each finding carries its byte range, so that evidence can be
//! shown in place.
//!
//! Invariants: the same text gives the same findings, in the same order, on
//! every machine; every range lies within the text on character boundaries;
//! work grows in step with the text, whatever it holds. Absent on purpose:
//! clocks (the reference time is an argument), IO, floats, hashing, languages
//! other than English, and any verdict on a person.
//!
//! The way of a message: `word` and `sentence` cut it, `reading` holds the
//! pieces, `phrase` finds listed phrases, `number`, `clock` and `duration` read
//! what is counted; every other file answers one question with these, and
//! `notes` remembers the answers for a line that comes again.

mod clock;
mod deflect;
mod duration;
mod figures;
mod glossary;
mod hedge;
#[cfg(test)]
mod hostile;
mod jargon;
mod notes;
mod number;
mod parts;
mod phrase;
mod reading;
mod sentence;
mod spelt;
mod times;
mod topics;
mod word;

pub use deflect::{PhraseHit, PhraseKind, owns};
pub use figures::{FigureMention, figures};
pub use glossary::Glossary;
pub use hedge::is_hedged;
pub use jargon::{Hit, JargonHit, business_terms, jargon, jargon_per_100};
pub use parts::{
    DecisionParts, Fallback, OptionNamed, Promised, Saying, UpdateParts, decision_parts, sayings,
    update_parts,
};
pub use sentence::{Sentence, sentences, word_count};
pub use spelt::{named, spelt};
pub use times::{TimeKind, TimeMention, times};
pub use topics::{TopicHit, TopicIndex, topics};
pub use word::{Stem, Word, Words, stem, words};
