//! One exercise, run by one thread that alone holds its state, journal and
//! clock.
//!
//! Requests come in through a bounded mailbox; what people may see goes out
//! through bounded streams. Everything between two waits is one batch: what
//! fell due, then the commands in order, then one sync of the journal, and
//! only then acknowledgements, lines and snapshots.
//!
//! Invariants: nothing is acknowledged or shown before it is synced; what is
//! shown is folded from what was synced, so it is the same after a restart;
//! nothing grows without a bound. Absent on purpose: locks, files (a
//! [`Store`](crate::journal::Store) is handed in) and rules.

mod clock;
mod desk;
mod feed;
mod keys;
mod ledger;
mod open;
mod request;
mod stream;

pub use clock::{Clock, ClockFace, ManualClock, SystemClock};
pub use feed::{BadMark, Mark, audience_of};
pub use open::{Limits, OpenError, RESUMED, RoomConfig, Start};
pub use request::{Carried, Member, Numbered, Outcome, Reply, RoomError, Subscribe};
pub use stream::{Closing, Out, RecordedFeed, Reset, Shown, Subscription, Wake};

use crate::engine::{Actor, Command};
use crate::journal::{Header, Key};
use crate::model::{Audience, JobFamily, PlayerId, Seq};
use crate::scenario::Scenario;
use request::{Answer, Reload, Request, Submit};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::thread::JoinHandle;
use tokio::sync::watch;

/// A running room. Dropping it asks the room to stop; [`shutdown`](Self::shutdown)
/// also waits until it has.
#[derive(Debug)]
pub struct Room {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Room {
    /// Opens a room: writes the header or folds the journal, then starts its
    /// thread. A room that was in play when it stopped is paused.
    ///
    /// # Errors
    /// When the scenario does not load, the journal has a torn end, or the
    /// store fails.
    pub fn open(config: RoomConfig) -> Result<Self, OpenError> {
        open::open(config)
    }

    /// What others talk to the room with.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Writes what is pending, ends all streams, and waits for the thread.
    /// Blocks; not for async tasks.
    ///
    /// # Errors
    /// When the last steps could not be written; they were never acknowledged.
    pub fn shutdown(mut self) -> Result<(), RoomError> {
        let (answer, reply) = Reply::coming();
        let asked = self.handle.mailbox.send(Request::Shutdown(answer));
        let done = if asked.is_ok() {
            reply.wait()
        } else {
            Err(RoomError::Closed)
        };
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has dropped its answer: `done` says so.
            let _ = thread.join();
        }
        done
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.thread.is_some() {
            let (answer, _) = Reply::coming();
            let _ = self.handle.mailbox.try_send(Request::Shutdown(answer));
        }
    }
}

/// Talks to a room. Cheap to clone; every request is answered through a
/// [`Reply`], at once with [`RoomError::Busy`] when too many wait.
#[derive(Clone, Debug)]
pub struct Handle {
    mailbox: SyncSender<Request>,
    header: Arc<Header>,
    scenario: Arc<Scenario>,
    current: watch::Receiver<Current>,
}

/// The version that is played.
#[derive(Debug)]
struct Current {
    scenario: Arc<Scenario>,
    epoch: u64,
}

impl Handle {
    /// The journal's header as the room was opened: room code, seed and so on.
    /// A [`reload`](Self::reload) leaves its scenario and title behind.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The scenario that the room was opened with. Where a lobby may be
    /// [reloaded](Self::reload), ask for the [`current`](Self::current) one.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The scenario that is played, after any reload.
    pub fn current(&self) -> Arc<Scenario> {
        self.current.borrow().scenario.clone()
    }

    /// How often the room has been opened or reloaded.
    pub fn epoch(&self) -> u64 {
        self.current.borrow().epoch
    }

    /// Puts another version of the scenario into the lobby; `at` in Unix
    /// milliseconds. People, seats and pace are carried over as far as they go
    /// with it, and every stream begins anew with a reset. Feeds of recorded
    /// steps end: their readers ask again from the beginning.
    ///
    /// It is refused when the lobby is over, or the text does not load; the
    /// version before it then stands.
    pub fn reload(&self, text: String, at: u64) -> Reply<Carried> {
        self.ask(|answer| Request::Reload(Box::new(Reload { text, at }), answer))
    }

    /// Asks for a command. The answer comes once it is synced; with a `key`,
    /// a repeat gets the first answer.
    pub fn submit(&self, actor: Actor, command: Command, key: Option<Key>) -> Reply<Outcome> {
        let ask = |answer| {
            Request::Submit(Box::new(Submit {
                actor,
                command,
                key,
                answer,
            }))
        };
        self.ask(ask)
    }

    /// Begins a stream.
    pub fn subscribe(&self, subscribe: Subscribe) -> Reply<Subscription> {
        self.ask(|answer| Request::Subscribe(subscribe, answer))
    }

    /// The present as an audience sees it.
    pub fn snapshot(&self, audience: Audience, me: Option<PlayerId>) -> Reply<Shown> {
        self.ask(|answer| Request::Snapshot(audience, me, answer))
    }

    /// At most `limit` lines before number `before`, oldest first. The room
    /// keeps some thousands.
    pub fn history(&self, audience: Audience, before: u64, limit: usize) -> Reply<Vec<Numbered>> {
        self.ask(|answer| Request::History(audience, before, limit, answer))
    }

    /// Every step with events after `after`, as recorded: for host clients
    /// within this process. Never send it to a person; that is `view`'s way. A
    /// reload in the lobby ends it.
    pub fn subscribe_recorded(&self, after: Seq, wake: Option<Wake>) -> Reply<RecordedFeed> {
        self.ask(|answer| Request::Recorded(after, wake, answer))
    }

    /// Everybody who joined, with the hashes of their tokens.
    pub fn members(&self) -> Reply<Vec<Member>> {
        self.ask(Request::Members)
    }

    /// Lets the room look at its clock now, and says what it shows after
    /// everything due has been run and synced.
    pub fn tick(&self) -> Reply<ClockFace> {
        self.ask(Request::Tick)
    }

    fn ask<T>(&self, request: impl FnOnce(Answer<T>) -> Request) -> Reply<T> {
        let (answer, reply) = Reply::coming();
        match self.mailbox.try_send(request(answer)) {
            Ok(()) => reply,
            Err(TrySendError::Full(_)) => Reply::failed(RoomError::Busy),
            Err(TrySendError::Disconnected(_)) => Reply::failed(RoomError::Closed),
        }
    }
}
