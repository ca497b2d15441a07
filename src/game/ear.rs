//! What one audience hears of a room: all its lines from the first, and the
//! present that was shown last.

use crate::model::{Audience, PlayerId};
use crate::room::{Handle, Numbered, Out, RoomError, Subscribe, Subscription, Wake};
use crate::view::{Item, Snapshot};
use std::sync::Arc;

/// Lines that are asked for at once when a room is taken up again.
const PAGE: usize = 500;

/// Listens for one audience.
pub(super) struct Ear {
    stream: Subscription,
    handle: Handle,
    audience: Audience,
    lines: Vec<Item>,
    /// The number of the last line; they come without gaps.
    last: u64,
    shown: Option<Arc<Snapshot>>,
}

/// Subscribes to a room; `wake` is called when something comes.
pub(super) fn subscribe(
    handle: &Handle,
    audience: Audience,
    me: Option<PlayerId>,
    wake: &Wake,
) -> Result<Subscription, RoomError> {
    let subscribe = Subscribe {
        wake: Some(wake.clone()),
        ..Subscribe::to(audience, me)
    };
    handle.subscribe(subscribe).wait()
}

impl Ear {
    /// Listens from now on, and reads what was said before: a stream begins
    /// with the last lines only.
    pub(super) fn open(
        handle: &Handle,
        audience: Audience,
        me: Option<PlayerId>,
        wake: &Wake,
    ) -> Result<Self, RoomError> {
        let mut ear = Self {
            stream: subscribe(handle, audience, me, wake)?,
            handle: handle.clone(),
            audience,
            lines: Vec::new(),
            last: 0,
            shown: None,
        };
        ear.read_back()?;
        Ok(ear)
    }

    /// Reads what was said since the last line heard, in pages from the end.
    fn read_back(&mut self) -> Result<(), RoomError> {
        let mut pages: Vec<Vec<Numbered>> = Vec::new();
        let mut before = u64::MAX;
        while before > self.last {
            let page = self.handle.history(self.audience, before, PAGE).wait()?;
            let Some(first) = page.first() else {
                break;
            };
            before = first.n;
            pages.push(page);
        }
        for line in pages.iter().rev().flatten() {
            self.hear(line.n, &line.item);
        }
        Ok(())
    }

    /// Every line so far, oldest first.
    pub(super) fn lines(&self) -> &[Item] {
        &self.lines
    }

    /// The present, once it was shown.
    pub(super) fn shown(&self) -> Option<&Snapshot> {
        self.shown.as_deref()
    }

    /// Takes in what has come; true when anything did.
    pub(super) fn drain(&mut self) -> bool {
        let mut came = false;
        while let Ok(out) = self.stream.stream.try_recv() {
            came = true;
            match out {
                Out::Item { at, item } => self.hear(at.n, &item),
                Out::Snapshot(shown) => self.shown = Some(shown.snapshot),
                Out::Reset(reset) => {
                    self.shown = Some(reset.shown.snapshot.clone());
                    // A stream that ran over lost more than it begins with; a
                    // room that is gone has nothing more to tell.
                    let _ = self.read_back();
                    for line in &reset.recent {
                        self.hear(line.n, &line.item);
                    }
                }
                Out::Heartbeat { .. } | Out::Closed(_) => {}
            }
        }
        came
    }

    /// Adds a line unless it is there already.
    fn hear(&mut self, n: u64, item: &Arc<Item>) {
        if n > self.last {
            self.last = n;
            self.lines.push(item.as_ref().clone());
        }
    }
}
