//! Incidents and how severe they are.

use super::Condition;
use crate::model::{IncidentId, Severity};
use serde::{Deserialize, Serialize};

/// One incident of the exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Named by conditions and moves.
    pub id: IncidentId,
    /// What people call it.
    pub title: String,
    /// The severity that the written criteria give it.
    pub severity: Severity,
    /// Whom it hurts and how, in one line.
    pub impact: String,
    /// When it comes up; there from the start when absent.
    #[serde(default)]
    pub opened: Option<Condition>,
    /// Whether a bad move brought it about, rather than the story.
    #[serde(default)]
    pub secondary: bool,
    /// What must hold before anybody may declare it resolved.
    pub resolved: Condition,
}

/// A row of the severity matrix: users × criticality × duration → SEV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityRule {
    /// How many are affected.
    pub users: String,
    /// How much what they lost matters.
    pub criticality: String,
    /// For how long.
    pub duration: String,
    /// What that makes it.
    pub severity: Severity,
}

impl SeverityRule {
    /// In one line: "5% or more: their own data (over 15 min)".
    pub fn line(&self) -> String {
        let Self {
            users,
            criticality,
            duration,
            ..
        } = self;
        match duration.as_str() {
            "any" => format!("{users}: {criticality}"),
            _ => format!("{users}: {criticality} ({duration})"),
        }
    }
}
