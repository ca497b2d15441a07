//! What people ask the room to do. Nothing here has been checked.

mod host;
mod moves;
mod review;

pub use host::*;
pub use moves::*;
pub use review::*;

use crate::model::*;
use serde::{Deserialize, Serialize};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// The disaster master.
    Host,
    /// Somebody who joined.
    Person(PlayerId),
    /// The room's own clock: something fell due.
    Clock,
}

/// One request to the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Command {
    /// Somebody enters the lobby.
    Join(Join),
    /// Somebody goes home.
    Leave {
        /// Who.
        player: PlayerId,
    },
    /// A move of the seat that the actor holds.
    Play(Play),
    /// A move that was made aloud, written down for whoever made it.
    Capture(Capture),
    /// A verb of the host.
    Host(HostVerb),
    /// A move of the retrospective.
    Review(ReviewVerb),
    /// A player disputes something captured or read out of text.
    Dispute {
        /// The move.
        of: Seq,
        /// Why, in a sentence.
        why: String,
    },
}

/// What part somebody plays in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Takes a seat.
    Player,
    /// Captures what is said aloud.
    Scribe,
    /// Watches and rates.
    Evaluator,
    /// Watches.
    Observer,
}

/// Somebody enters the lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// Chosen by the server, unique in the room.
    pub player: PlayerId,
    /// What others call them.
    pub name: String,
    /// Their real job; nobody is dealt a role of it.
    pub family: JobFamily,
    /// What they came for.
    pub part: Part,
    /// Hex of the blake3 hash of their token; empty for somebody local.
    pub token_hash: String,
}

/// A move, where it is made, and what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Play {
    /// What is done.
    #[serde(rename = "move")]
    pub act: Move,
    /// Where; the war room when absent.
    #[serde(default)]
    pub channel: Option<ChannelId>,
    /// Said to these seats alone, in no channel.
    #[serde(default)]
    pub private: bool,
    /// Whom it addresses.
    #[serde(default)]
    pub to: Vec<SeatId>,
    /// The message it answers.
    #[serde(default)]
    pub reply_to: Option<Seq>,
    /// In the mover's own words; the form's words when empty.
    #[serde(default)]
    pub text: String,
}

impl Play {
    /// A move in the war room, in the form's words.
    pub fn new(act: Move) -> Self {
        Self {
            act,
            channel: None,
            private: false,
            to: Vec::new(),
            reply_to: None,
            text: String::new(),
        }
    }
}

/// A move made aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// Whose words they were.
    pub seat: SeatId,
    /// How long ago they were said (at most five minutes).
    #[serde(default)]
    pub ago: Span,
    /// What was said.
    pub play: Play,
}
