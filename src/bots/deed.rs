//! A move as a bot makes it: filled into a form, or said aloud.

use crate::engine::{Decide, Move, Play};
use crate::model::{ChannelId, SeatId, Seq, Span};

/// A move, with the words that would be said instead of filling in the form.
#[derive(Clone, Debug)]
pub struct Deed {
    /// The move with its fields.
    pub play: Play,
    /// Said aloud and written down by somebody this much later; none: typed.
    pub aloud: Option<Span>,
    words: String,
}

impl Deed {
    /// A move in the war room.
    pub(super) fn new(act: Move) -> Self {
        Self {
            play: Play::new(act),
            aloud: None,
            words: String::new(),
        }
    }

    /// The same with words of one's own, typed or said.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.play.text = text.into();
        self
    }

    /// What is said instead of the form.
    pub(super) fn words(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }

    /// To whom.
    pub(super) fn to(mut self, seats: impl IntoIterator<Item = SeatId>) -> Self {
        self.play.to = seats.into_iter().collect();
        self
    }

    /// Where; the war room when none.
    pub(super) fn channel(mut self, channel: Option<ChannelId>) -> Self {
        self.play.channel = channel;
        self
    }

    /// As an answer.
    pub(super) fn reply(mut self, to: Option<Seq>) -> Self {
        self.play.reply_to = to;
        self
    }

    /// The move as somebody captures it who heard it, with as few keys as
    /// possible: its kind, whom and which option it names, and the words.
    /// What a form would have asked for is left to be read out of them.
    pub(super) fn spoken(mut self, lag: Span) -> Self {
        if !self.words.is_empty() {
            self.play.text = std::mem::take(&mut self.words);
        }
        self.play.act = match self.play.act {
            Move::Ask { objections, .. } => Move::Ask {
                topics: Vec::new(),
                objections,
            },
            Move::Tell { .. } => Move::Tell { facts: Vec::new() },
            Move::Order { option, .. } => Move::Order {
                task: String::new(),
                option,
                by: None,
            },
            Move::Propose { .. } => Move::Propose { option: None },
            Move::Decide(Decide { option, base, .. }) => Move::Decide(Decide::on(option, base)),
            Move::Update { .. } => Move::Update {
                impact: String::new(),
                action: String::new(),
                owner: None,
                next_at: None,
            },
            act => act,
        };
        self.aloud = Some(lag);
        self
    }
}
