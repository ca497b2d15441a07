//! The severity scale.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Severity of an incident; 1 is the worst. Always shown as shape and word,
/// never as colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Critical: data or service lost to customers now.
    Sev1,
    /// Major: many degraded, or a hard deadline within hours.
    Sev2,
    /// Minor: few affected, a way round exists.
    Sev3,
    /// Cosmetic or internal.
    Sev4,
}

impl Severity {
    /// Worst first.
    pub const ALL: [Self; 4] = [Self::Sev1, Self::Sev2, Self::Sev3, Self::Sev4];

    /// 1 to 4.
    pub fn level(self) -> u8 {
        match self {
            Self::Sev1 => 1,
            Self::Sev2 => 2,
            Self::Sev3 => 3,
            Self::Sev4 => 4,
        }
    }

    /// The one-word meaning.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sev1 => "critical",
            Self::Sev2 => "major",
            Self::Sev3 => "minor",
            Self::Sev4 => "low",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SEV-{}", self.level())
    }
}
