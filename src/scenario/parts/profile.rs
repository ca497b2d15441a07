//! Profiles: ways of holding the same exercise, of which the host chooses one.

use crate::model::ProfileId;
use serde::{Deserialize, Serialize};

/// One way of holding it. Unlike a variant it is chosen, not drawn, and
/// everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Named by scenes, time boxes, deadlines, injects and conditions.
    pub id: ProfileId,
    /// What the host chooses: "Five whys".
    pub title: String,
    /// What is different about it, in a sentence.
    pub text: String,
}
