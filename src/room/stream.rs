//! What a room sends out: a bounded stream for each subscriber. Who does not
//! keep up loses their place and gets a reset once they read again.

use super::clock::ClockFace;
use super::feed::{Feed, Mark, audience_of};
use super::request::{Numbered, Subscribe};
use crate::engine::Engine;
use crate::journal::Step;
use crate::model::{Audience, PlayerId};
use crate::view::{Item, Snapshot, snapshot};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// Bytes of JSON that a reset has at most (design, section 9).
const RESET_BYTES: usize = 64 * 1024;

/// Called when something comes and nothing was waiting.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The present as an audience sees it, with its JSON, which subscribers share.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The clock when it was taken.
    pub face: ClockFace,
    /// The present.
    pub snapshot: Arc<Snapshot>,
    /// The same as JSON.
    pub json: Arc<str>,
}

/// One thing that a room sends.
#[derive(Clone, Debug)]
pub enum Out {
    /// A line, and its place.
    Item {
        /// Where to go on after it.
        at: Mark,
        /// The line.
        item: Arc<Item>,
    },
    /// The present has changed.
    Snapshot(Shown),
    /// Forget what was sent before: this is the present.
    Reset(Arc<Reset>),
    /// Nothing happened; the stream is alive, and the clock shows this.
    Heartbeat {
        /// The last line that was sent.
        at: Mark,
        /// The clock.
        face: ClockFace,
    },
    /// The stream ends here.
    Closed(Closing),
}

/// The present, for somebody who comes, comes back, or lost their place.
#[derive(Clone, Debug)]
pub struct Reset {
    /// The point of view from now on.
    pub audience: Audience,
    /// The last line's place, whether it is among the recent ones or not.
    pub at: Mark,
    /// The present.
    pub shown: Shown,
    /// The last 50 messages of each channel, as far as 64 KiB hold them.
    pub recent: Vec<Numbered>,
}

/// Why a stream ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// The room was shut down.
    Shutdown,
    /// The person left.
    Left,
}

/// A stream of what an audience sees. It begins with a [`Out::Reset`], or, if
/// the place after which to go on is known, with the lines after it and the
/// present.
#[derive(Debug)]
pub struct Subscription {
    /// How often the room has been opened.
    pub epoch: u64,
    /// Where things come out; it ends with [`Out::Closed`], or without a word
    /// if the room is gone.
    pub stream: Receiver<Out>,
}

/// Every step as it was recorded: for host clients within this process.
#[derive(Debug)]
pub struct RecordedFeed {
    /// Steps so far, after the asked-for event.
    pub so_far: Vec<Arc<Step>>,
    /// Steps from now on. It ends when the reader does not keep up or the
    /// room is gone: ask again after the last event that was read.
    pub stream: Receiver<Arc<Step>>,
}

/// The room's end of a subscription.
pub(super) struct Subscriber {
    audience: Audience,
    me: Option<PlayerId>,
    out: Sender<Out>,
    wake: Option<Wake>,
    sent: u64,
    shown: Option<Arc<str>>,
    lost: bool,
}

/// The present for each point of view that has been asked for.
pub(super) type Presents = BTreeMap<(Audience, Option<PlayerId>), Shown>;

/// What streams are filled from.
pub(super) struct Source<'a> {
    pub(super) epoch: u64,
    pub(super) engine: &'a Engine,
    pub(super) feed: &'a Feed,
    pub(super) face: ClockFace,
}

impl Source<'_> {
    pub(super) fn shown(&self, audience: Audience, me: Option<PlayerId>) -> Shown {
        let snapshot = snapshot(self.engine.scenario(), self.engine.state(), audience, me);
        // A snapshot is plain data with text keys; there is always a JSON.
        let json = serde_json::to_string(&snapshot).unwrap_or_default();
        Shown {
            face: self.face,
            snapshot: Arc::new(snapshot),
            json: json.into(),
        }
    }

    fn mark(&self, audience: Audience, n: u64) -> Mark {
        Mark {
            epoch: self.epoch,
            audience,
            n,
        }
    }

    fn reset(&self, audience: Audience, me: Option<PlayerId>) -> Reset {
        let shown = self.shown(audience, me);
        let budget = RESET_BYTES.saturating_sub(shown.json.len() + 512);
        Reset {
            audience,
            at: self.mark(audience, self.feed.last(audience)),
            recent: self.feed.recent(audience, budget),
            shown,
        }
    }
}

impl Subscriber {
    /// Begins a stream: the lines after a known place, else a reset.
    pub(super) fn begin(ask: Subscribe, queue: usize, from: &Source<'_>) -> (Self, Subscription) {
        let (out, stream) = mpsc::channel(queue.max(4));
        let Subscribe {
            audience,
            me,
            after,
            wake,
        } = ask;
        let mut this = Self {
            audience,
            me,
            out,
            wake,
            sent: 0,
            shown: None,
            lost: false,
        };
        let lines = after
            .filter(|mark| mark.epoch == from.epoch && mark.audience == audience)
            .and_then(|mark| from.feed.after(audience, mark.n))
            .filter(|lines| lines.len() < queue.max(4) / 2);
        match lines {
            Some(lines) => {
                this.sent = from.feed.last(audience);
                for line in lines {
                    this.line(from, line);
                }
                this.present(from, &mut Presents::new());
            }
            None => this.reset(from),
        }
        (
            this,
            Subscription {
                epoch: from.epoch,
                stream,
            },
        )
    }

    /// Begins anew with a reset, because everything has changed. False when
    /// there is nothing left to see.
    pub(super) fn anew(&mut self, from: &Source<'_>) -> bool {
        let there = match self.me.filter(|_| self.audience != Audience::Host) {
            Some(player) => audience_of(from.engine.state(), player).is_some(),
            None => from.feed.has(self.audience),
        };
        if !there {
            self.close(Closing::Left);
            return false;
        }
        self.lost = true;
        self.follow(from)
    }

    /// Whether nobody reads any more, or there is nothing more to read.
    pub(super) fn over(&self) -> bool {
        self.out.is_closed()
    }

    /// Whether they wait for a reset.
    pub(super) fn lost(&self) -> bool {
        self.lost
    }

    /// Sends the lines that are new. False when the stream is over.
    pub(super) fn follow(&mut self, from: &Source<'_>) -> bool {
        if let Some(player) = self.me
            && !matches!(self.audience, Audience::Host)
        {
            match audience_of(from.engine.state(), player) {
                Some(now) if now != self.audience => {
                    self.audience = now;
                    self.lost = true;
                }
                Some(_) => {}
                None if from.engine.state().people().contains_key(&player) => {
                    self.close(Closing::Left);
                    return false;
                }
                None => {}
            }
        }
        if self.lost {
            self.reset(from);
            return !self.over();
        }
        match from.feed.after(self.audience, self.sent) {
            Some(lines) => {
                for line in lines {
                    self.line(from, line);
                }
            }
            None => self.lost = true,
        }
        !self.over()
    }

    fn line(&mut self, from: &Source<'_>, Numbered { n, item }: Numbered) {
        self.sent = n;
        self.send(Out::Item {
            at: from.mark(self.audience, n),
            item,
        });
    }

    /// Sends the present if it has changed.
    pub(super) fn present(&mut self, from: &Source<'_>, taken: &mut Presents) {
        if self.lost {
            return;
        }
        let shown = taken
            .entry((self.audience, self.me))
            .or_insert_with(|| from.shown(self.audience, self.me))
            .clone();
        if self.shown.as_deref() != Some(&*shown.json) {
            self.shown = Some(shown.json.clone());
            self.send(Out::Snapshot(shown));
        }
    }

    pub(super) fn heartbeat(&mut self, from: &Source<'_>) {
        let at = from.mark(self.audience, self.sent);
        let room = self.out.capacity() > 1;
        if !self.lost && room {
            self.send(Out::Heartbeat {
                at,
                face: from.face,
            });
        }
    }

    /// Ends the stream. If it is full, it ends without a word.
    pub(super) fn close(&mut self, why: Closing) {
        self.send(Out::Closed(why));
    }

    /// The present, as soon as half of the queue has been read.
    fn reset(&mut self, from: &Source<'_>) {
        self.lost = true;
        if self.out.capacity() * 2 < self.out.max_capacity() {
            return;
        }
        let reset = from.reset(self.audience, self.me);
        self.lost = false;
        self.sent = reset.at.n;
        self.shown = Some(reset.shown.json.clone());
        self.send(Out::Reset(Arc::new(reset)));
    }

    fn send(&mut self, out: Out) {
        if self.lost {
            return;
        }
        let idle = self.out.capacity() == self.out.max_capacity();
        if self.out.try_send(out).is_err() {
            self.lost = true;
        }
        if idle && let Some(wake) = &self.wake {
            wake();
        }
    }
}

/// The room's end of a feed of recorded steps.
pub(super) struct Listener {
    pub(super) out: Sender<Arc<Step>>,
    pub(super) wake: Option<Wake>,
}

impl Listener {
    /// Hands a step on; false when the reader is gone or does not keep up.
    pub(super) fn hear(&self, step: &Arc<Step>) -> bool {
        let idle = self.out.capacity() == self.out.max_capacity();
        let heard = self.out.try_send(step.clone()).is_ok();
        if idle && let Some(wake) = &self.wake {
            wake();
        }
        heard
    }
}
