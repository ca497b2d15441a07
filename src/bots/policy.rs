//! The policies: fixed by behaviour, not tuned to a band (design, section 8,
//! known groups).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How a bot behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Plays the handbook's strong line.
    Strong,
    /// The same line, spoken and captured.
    Talker,
    /// Takes twice every time box, asks half of the leads, decides without
    /// comparing, names no fallback, sends one update without a next time.
    Novice,
    /// Fills every field with valid values; asks and answers nobody.
    FormFiller,
    /// Draws uniformly among the legal moves at the pace of a person.
    Random,
    /// Never moves.
    Silent,
}

/// A word that names no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no policy; they are strong, talker, novice, form-filler, random and silent")]
pub struct BadPolicy(String);

impl Policy {
    /// From the best to the worst.
    pub const ALL: [Self; 6] = [
        Self::Strong,
        Self::Talker,
        Self::Novice,
        Self::FormFiller,
        Self::Random,
        Self::Silent,
    ];

    /// As the command line and JSON write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Talker => "talker",
            Self::Novice => "novice",
            Self::FormFiller => "form-filler",
            Self::Random => "random",
            Self::Silent => "silent",
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

impl FromStr for Policy {
    type Err = BadPolicy;
    fn from_str(text: &str) -> Result<Self, BadPolicy> {
        let named = Self::ALL.into_iter().find(|policy| policy.key() == text);
        named.ok_or_else(|| BadPolicy(text.to_owned()))
    }
}
