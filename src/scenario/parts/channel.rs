//! Channels: places where messages are read.

use crate::model::{ChannelId, SeatId};
use serde::{Deserialize, Serialize};

/// A place where messages are read by its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Named by moves and injects.
    pub id: ChannelId,
    /// "War room".
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Who reads it; empty: every seat.
    #[serde(default)]
    pub members: Vec<SeatId>,
}

impl Channel {
    /// Whether a seat reads it.
    pub fn reads(&self, seat: SeatId) -> bool {
        self.members.is_empty() || self.members.contains(&seat)
    }
}

/// What a channel is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Purpose {
    /// The decision channel; everybody is in it and the table shows it.
    /// Exactly one has this purpose.
    WarRoom,
    /// Technical talk.
    Technical,
    /// Executives read it.
    Executives,
    /// Customers read it: what is written there is public.
    Customers,
}
