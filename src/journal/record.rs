//! What a journal holds: the header, and steps with their causes.

use crate::engine::{Actor, Command, DueItem, RULES, Recorded};
use crate::model::*;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Version of the line format. A reader refuses a format it does not know.
pub const FORMAT: u32 = 1;

/// Line 0: all that is needed to play the exercise again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the line format, [`FORMAT`].
    pub format: u32,
    /// Version of the rules that wrote the events.
    pub rules: u32,
    /// Version of the program, for people.
    pub app: String,
    /// The code that people join by.
    pub room: String,
    /// The scenario's title, for lists.
    pub title: String,
    /// When the room was made, in Unix milliseconds.
    pub created: u64,
    /// Seed of all chance.
    pub seed: u64,
    /// Whether the exercise certifies.
    pub certification: bool,
    /// Hex of the blake3 hash of the host's token; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host_hash: String,
    /// Where a fork comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forked: Option<ForkedFrom>,
    /// Hex of the blake3 hash of the scenario's text.
    pub scenario_hash: String,
    /// The scenario's text, whole, as it is played: a host's choices are in it.
    pub scenario: String,
}

/// The exercise that a fork began as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForkedFrom {
    /// Its room.
    pub room: String,
    /// The last event that both share.
    pub at: Seq,
}

impl Header {
    /// The header of a new exercise; `created` in Unix milliseconds.
    pub fn new(room: &str, title: &str, scenario: &str, seed: u64, created: u64) -> Self {
        Self {
            format: FORMAT,
            rules: RULES,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            room: room.to_owned(),
            title: title.to_owned(),
            created,
            seed,
            certification: false,
            host_hash: String::new(),
            forked: None,
            scenario_hash: hash_of(scenario),
            scenario: scenario.to_owned(),
        }
    }

    /// The same exercise with another version of its scenario.
    pub fn with_scenario(&self, text: &str) -> Self {
        Self {
            scenario_hash: hash_of(text),
            scenario: text.to_owned(),
            ..self.clone()
        }
    }

    /// Whether the scenario's text is the one that was hashed.
    pub fn sound(&self) -> bool {
        self.scenario_hash == hash_of(&self.scenario)
    }
}

fn hash_of(scenario: &str) -> String {
    blake3::hash(scenario.as_bytes()).to_hex().to_string()
}

/// Another version of the scenario, put into the lobby in the place of all that
/// stands before it: the same room, and what was asked there, asked again. It is
/// one line, so that it is there whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reloaded {
    /// The header from now on.
    pub header: Header,
    /// The steps so far, counted from 1 again.
    pub steps: Vec<Step>,
}

/// One accepted step, with everything it set off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its line: 1, 2, 3 …
    pub n: u64,
    /// The moment of the exercise.
    pub at: SimTime,
    /// Who asked for it.
    pub actor: Actor,
    /// What brought it about.
    pub cause: Cause,
    /// The sender's name for the request, so that a repeat is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// What happened; may be nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Recorded>,
}

/// What brings a step about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::large_enum_variant, reason = "most steps are commands")]
pub enum Cause {
    /// Somebody's command.
    Command(Command),
    /// Something fell due.
    Due(DueItem),
    /// The room was opened again after a stop; changes nothing.
    Opened {
        /// How often it has been open, this time included.
        epoch: u64,
        /// When, in Unix milliseconds.
        at: u64,
    },
    /// A fork begins here; what is drawn from now on uses this seed.
    Forked {
        /// The new seed.
        seed: u64,
    },
}

impl Step {
    /// The thing due that it ran, if it did.
    pub fn due(&self) -> Option<&DueItem> {
        match &self.cause {
            Cause::Due(item) => Some(item),
            Cause::Command(_) | Cause::Opened { .. } | Cause::Forked { .. } => None,
        }
    }
}

/// The sender's name for one request: 1 to 64 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

/// Why a text is no idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "A request's key has 1 to {} visible ASCII characters, such as a UUID.",
    Key::MAX
)]
pub struct BadKey;

impl Key {
    /// The longest key, in bytes.
    pub const MAX: usize = 64;

    /// Checks a text.
    ///
    /// # Errors
    /// When it is empty, too long, or has other characters.
    pub fn new(text: &str) -> Result<Self, BadKey> {
        Self::try_from(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Key {
    type Error = BadKey;
    fn try_from(text: String) -> Result<Self, BadKey> {
        let visible = text.bytes().all(|b| b.is_ascii_graphic());
        if visible && (1..=Self::MAX).contains(&text.len()) {
            Ok(Self(text))
        } else {
            Err(BadKey)
        }
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
