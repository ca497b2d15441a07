//! Author ids: short lower-case names that fit into a register-sized value.
//!
//! An id is copied, never allocated, and compares like its text, so that a
//! journal stays readable while a fold over it stays fast.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// The longest id an author may write, in bytes.
const MAX: usize = 31;

/// A checked identifier: 1 to 31 characters out of `a-z`, `0-9` and `-`.
#[derive(Clone, Copy)]
pub struct Name {
    /// The text, zeros, and its length in the last byte.
    bytes: [u8; MAX + 1],
}

/// Why a text is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Nothing was written.
    #[error("an id cannot be empty")]
    Empty,
    /// More than 31 bytes.
    #[error("`{0}` is longer than {MAX} characters")]
    TooLong(String),
    /// A character outside `a-z`, `0-9`, `-`.
    #[error("`{text}` has `{found}`; an id is made of a-z, 0-9 and -")]
    Character {
        /// The text as written.
        text: String,
        /// The first character that does not belong.
        found: char,
    },
}

impl Name {
    /// Checks a text.
    ///
    /// # Errors
    /// When it is empty, too long, or has a character that an id cannot have.
    pub fn new(text: &str) -> Result<Self, BadName> {
        if text.is_empty() {
            return Err(BadName::Empty);
        }
        if let Some(found) = text
            .chars()
            .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'))
        {
            let text = text.chars().take(MAX).collect();
            return Err(BadName::Character { text, found });
        }
        if text.len() > MAX {
            return Err(BadName::TooLong(text.chars().take(2 * MAX).collect()));
        }
        let mut bytes = [0; MAX + 1];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        // The length was just bounded by MAX.
        bytes[MAX] = u8::try_from(text.len()).unwrap_or(0);
        Ok(Self { bytes })
    }

    /// The text as the author wrote it.
    pub fn as_str(&self) -> &str {
        // Only ASCII gets in, so this never falls back.
        std::str::from_utf8(&self.bytes[..usize::from(self.bytes[MAX]).min(MAX)])
            .unwrap_or_default()
    }
}

impl Name {
    /// Eight bytes of the text as a number that compares like them: every map
    /// of the engine is ordered by names, and most differ in the first eight.
    /// The bytes behind the text are zero, which no id holds, so that the
    /// length adds nothing.
    fn part(&self, nth: usize) -> u64 {
        let mut part = [0; 8];
        part.copy_from_slice(&self.bytes[nth * 8..nth * 8 + 8]);
        u64::from_be_bytes(part)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        for nth in 0..(MAX + 1) / 8 {
            let (mine, theirs) = (self.part(nth), other.part(nth));
            if mine != theirs {
                return mine.cmp(&theirs);
            }
        }
        Ordering::Equal
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Name {
    type Err = BadName;
    fn from_str(text: &str) -> Result<Self, BadName> {
        Self::new(text)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Name;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id (a-z, 0-9 and -)")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Name, E> {
                Name::new(text).map_err(E::custom)
            }
        }
        from.deserialize_str(Text)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $id(Name);

        impl $id {
            /// Checks a text.
            ///
            /// # Errors
            /// As [`Name::new`].
            pub fn new(text: &str) -> Result<Self, BadName> {
                Name::new(text).map(Self)
            }
            /// The text as the author wrote it.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl FromStr for $id {
            type Err = BadName;
            fn from_str(text: &str) -> Result<Self, BadName> {
                Self::new(text)
            }
        }

        impl From<$id> for Name {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl From<Name> for $id {
            fn from(name: Name) -> Self {
                Self(name)
            }
        }
    )+};
}

ids! {
    /// A role in this exercise, held by a player or by its persona.
    SeatId,
    /// A person who joined the room.
    PlayerId,
    /// Something a seat knows and can tell.
    FactId,
    /// A course of action on the matrix.
    OptionId,
    /// A scripted message or event that prompts action.
    InjectId,
    /// A place where messages are read.
    ChannelId,
    /// A subject that questions and facts are about.
    TopicId,
    /// A named condition that, once true, stays true.
    MilestoneId,
    /// A figure of the simulated world.
    VarId,
    /// A rate that changes a variable while a condition holds.
    FlowId,
    /// An engineer behind the roles.
    StaffId,
    /// Something that an engineer can do.
    SkillId,
    /// A variant of a scenario.
    VariantId,
    /// A value of a variable at which something happens.
    ThresholdId,
    /// A stretch of play at nearly real pace.
    SceneId,
    /// A labelled moment on the clock.
    DeadlineId,
    /// One of the incidents of the exercise.
    IncidentId,
    /// A part of the drawn system.
    ServiceId,
    /// Something one seat must be answerable for.
    ResponsibilityId,
    /// A training objective.
    ObjectiveId,
    /// A criterion of the rubric.
    CriterionId,
    /// A gate of a certification.
    GateId,
    /// A way of holding an exercise.
    ProfileId,
    /// Something to work with.
    ToolId,
    /// Something that a seat can do with its turn.
    ActionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_text_and_orders_like_it() {
        let (a, b) = (Name::new("app").unwrap(), Name::new("app-2").unwrap());
        assert_eq!(a.to_string(), "app");
        assert!(a < b);
        assert_eq!(serde_json::to_string(&b).unwrap(), "\"app-2\"");
        assert_eq!(serde_json::from_str::<Name>("\"app-2\"").unwrap(), b);
    }

    #[test]
    fn a_bad_name_says_what_is_wrong() {
        assert_eq!(Name::new(""), Err(BadName::Empty));
        assert!(Name::new("Big").unwrap_err().to_string().contains("`B`"));
        assert!(matches!(
            Name::new(&"a".repeat(32)),
            Err(BadName::TooLong(_))
        ));
        assert!(Name::new(&"a".repeat(31)).is_ok());
    }
}
