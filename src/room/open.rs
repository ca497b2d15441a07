//! Opening a room: a new one, or one that has stopped.

use super::clock::{Clock, Pacer};
use super::desk::{Desk, Shelf};
use super::feed::Feed;
use super::keys::Keys;
use super::ledger::Ledger;
use super::{Current, Handle, Room};
use crate::engine::{Actor, Command, HostVerb};
use crate::journal::{
    self, Cause, Chain, Header, Journal, ReplayError, Step, Store, StoreError, Torn,
};
use crate::scenario::Scenario;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;
use tokio::sync::watch;

/// Why a room that was in play is paused when it is opened again.
pub const RESUMED: &str = "resumed after a stop";

/// What a room is opened with.
pub struct RoomConfig {
    /// New, or again.
    pub start: Start,
    /// Where the journal goes. For a new room it is empty; for one that has
    /// stopped it ends where `start`'s journal does.
    pub store: Box<dyn Store + Send>,
    /// Real time.
    pub clock: Box<dyn Clock>,
    /// Unix milliseconds now, for the journal.
    pub opened: u64,
    /// How much may wait.
    pub limits: Limits,
}

/// New, or again.
pub enum Start {
    /// A new exercise; the header is written before anybody can join.
    New(Header),
    /// One that has stopped, without a torn end.
    Again(Journal),
}

/// How much may wait, and how often things are sent.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests in the mailbox.
    pub mailbox: usize,
    /// Requests in one batch, which costs one sync.
    pub batch: usize,
    /// Things due that one batch runs.
    pub due: usize,
    /// Things in a subscriber's queue.
    pub queue: usize,
    /// Subscribers in all.
    pub subscribers: usize,
    /// Steps in a journal.
    pub steps: u64,
    /// Milliseconds between two snapshots to the same subscriber.
    pub snapshot_ms: u64,
    /// Milliseconds between two heartbeats.
    pub heartbeat_ms: u64,
    /// Milliseconds for which a time cut stands on every screen before its
    /// work is run, so that people can read what they agreed on.
    pub cut_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            mailbox: 256,
            batch: 64,
            due: 128,
            queue: 256,
            subscribers: 256,
            steps: 200_000,
            snapshot_ms: 100,
            heartbeat_ms: 10_000,
            cut_ms: 0,
        }
    }
}

impl Limits {
    /// For people, who read: a time cut stands for six seconds.
    pub fn for_people() -> Self {
        Self {
            cut_ms: 6_000,
            ..Self::default()
        }
    }
}

/// Why a room did not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The exercise cannot be played again.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// The journal cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The torn end has not been cut.
    #[error("The journal's end is torn at line {}. Open it through storage, which cuts it after a backup.", .0.line)]
    Torn(Torn),
    /// The system gives us no thread.
    #[error(
        "The system did not start a thread for the room ({0}). Close other programs and try again."
    )]
    Thread(String),
}

pub(super) fn open(config: RoomConfig) -> Result<Room, OpenError> {
    let RoomConfig {
        start,
        store,
        clock,
        opened,
        limits,
    } = config;
    let (header, steps, ledger) = match start {
        Start::New(header) => {
            let mut ledger = Ledger::after(store, Chain::default(), 0);
            ledger.header(&header)?;
            (header, Vec::new(), ledger)
        }
        Start::Again(Journal {
            torn: Some(torn), ..
        }) => return Err(OpenError::Torn(torn)),
        Start::Again(Journal {
            header,
            steps,
            last,
            ..
        }) => {
            let ledger = Ledger::after(store, Chain::after(last), steps.len() as u64);
            (header, steps, ledger)
        }
    };
    let shelf = shelve(&header, steps)?;
    let real = clock.now();
    let epoch = shelf.epoch;
    let scenario: Arc<Scenario> = shelf.shown.scenario().clone();
    let (mailbox, requests) = sync_channel(limits.mailbox.max(1));
    let header = Arc::new(header);
    let (current, seen) = watch::channel(Current {
        scenario: scenario.clone(),
        epoch,
    });
    let told = (header.clone(), current);
    let mut desk = Desk::new(shelf, told, ledger, clock, requests, limits);
    if epoch > 1 {
        come_back(&mut desk, epoch, opened);
    }
    desk.settle(real)?;
    let handle = Handle {
        mailbox,
        header,
        scenario,
        current: seen,
    };
    let thread = thread::Builder::new()
        .name(format!("room {}", handle.header.room))
        .spawn(move || desk.run())
        .map_err(|error| OpenError::Thread(error.to_string()))?;
    Ok(Room {
        handle,
        thread: Some(thread),
    })
}

/// Folds steps into all that the room keeps of them.
pub(super) fn shelve(header: &Header, steps: Vec<Step>) -> Result<Shelf, OpenError> {
    let mut shown = journal::engine(header)?;
    let mut feed = Feed::new(shown.scenario());
    let mut keys = Keys::default();
    // Room 1 wrote no line about itself; a journal without steps is still new.
    let mut epoch = u64::from(!steps.is_empty()) + 1;
    let scenario = shown.scenario().clone();
    let mut kept = Vec::with_capacity(steps.len());
    for step in steps {
        journal::fold_with(&mut shown, &step, |state, recorded| {
            feed.show(&scenario, state, recorded);
        });
        keys.remember(&step);
        if let Cause::Opened { epoch: before, .. } = step.cause {
            epoch = before + 1;
        }
        kept.push(Arc::new(step));
    }
    Ok(Shelf {
        shown,
        feed,
        keys,
        steps: kept,
        epoch,
    })
}

/// Journals that the room is open again, ends a time cut that was running, and
/// pauses: people are not at the table yet.
fn come_back(desk: &mut Desk, epoch: u64, opened: u64) {
    desk.note(Cause::Opened { epoch, at: opened });
    desk.finish_cut();
    let pause = Command::Host(HostVerb::Pause {
        why: RESUMED.to_owned(),
    });
    // Refused when it was not in play, or paused already: then there is
    // nothing to stop.
    let _ = desk.carry_out(Actor::Host, pause, None);
}

impl Desk {
    /// Commits what opening brought about and sets the clock.
    fn settle(&mut self, real: u64) -> Result<(), OpenError> {
        self.publish();
        match self.trouble() {
            Some(trouble) => Err(trouble.into()),
            None => {
                self.start_clock(Pacer::still(real, self.now()));
                Ok(())
            }
        }
    }
}
