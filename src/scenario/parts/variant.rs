//! Variants: what is different from one playing to the next.

use crate::model::VariantId;
use serde::{Deserialize, Serialize};

/// One of the ways in which the story may go. One is drawn at STARTEX under
/// the seed and stays sealed: conditions ask for it, nobody at the table is
/// told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Named by conditions.
    pub id: VariantId,
    /// What the host reads of it.
    pub title: String,
    /// How often it is drawn, against the others.
    #[serde(default = "one")]
    pub weight: u32,
}

fn one() -> u32 {
    1
}
