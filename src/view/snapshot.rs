//! Everything an audience may see of the present.

use crate::engine::State;
use crate::model::*;
use crate::scenario::Scenario;
use serde::Serialize;

/// The present, as an audience may see it.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "audience", rename_all = "kebab-case")]
pub enum Snapshot {
    /// Placeholder of this slice.
    Lobby,
}

/// The present, as `audience` may see it; `me` is the person who looks, if
/// somebody does.
pub fn snapshot(
    _scenario: &Scenario,
    _state: &State,
    _audience: Audience,
    _me: Option<PlayerId>,
) -> Snapshot {
    Snapshot::Lobby
}
