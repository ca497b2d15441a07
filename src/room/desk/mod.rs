//! The room's thread: takes requests, runs what is due, and carries commands
//! out, a batch at a time. What it writes and tells is in [`tell`], how a lobby
//! gets another version of its scenario in [`reload`].
//!
//! Invariant: only [`Desk::publish`], and a reload in the lobby, change what is
//! shown, and they show only what the ledger has synced.

mod reload;
mod tell;

use super::Current;
use super::clock::{Clock, ClockFace, Pacer};
use super::feed::Feed;
use super::keys::{Keys, outcome};
use super::ledger::Ledger;
use super::open::Limits;
use super::request::{Answer, Outcome, Request, RoomError, Submit};
use super::stream::{Listener, Source, Subscriber};
use crate::engine::{Actor, Command, Engine, Reason, Recorded, Refusal};
use crate::journal::{Cause, Header, Key, Step, StoreError, silent};
use crate::model::SimTime;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use tokio::sync::watch;

/// The longest wait, so that a clock that jumps is noticed.
const LONGEST_WAIT: u64 = 5_000;
/// How soon a store that failed is tried again without being asked.
const RETRY_MS: u64 = 1_000;
/// How soon a subscriber that lost its place is looked at again.
const LOST_MS: u64 = 200;
/// Bytes of JSON that one command may have.
const COMMAND_BYTES: usize = 64 * 1024;
/// Things due that are run to end a time cut when a room is opened.
const CUT_STEPS: usize = 100_000;

/// All that is kept of the synced steps.
pub(super) struct Shelf {
    pub(super) shown: Engine,
    pub(super) feed: Feed,
    pub(super) keys: Keys,
    pub(super) steps: Vec<Arc<Step>>,
    pub(super) epoch: u64,
}

impl Shelf {
    /// What streams are filled from.
    fn source(&self, face: ClockFace) -> Source<'_> {
        Source {
            epoch: self.epoch,
            engine: &self.shown,
            feed: &self.feed,
            face,
        }
    }
}

/// The room's thread, with all it owns.
pub(super) struct Desk {
    /// Ahead of what is shown by the steps that are pending.
    engine: Engine,
    shelf: Shelf,
    header: Arc<Header>,
    /// What the room's handles are told of the version that is played.
    current: watch::Sender<Current>,
    ledger: Ledger,
    clock: Box<dyn Clock>,
    pacer: Pacer,
    requests: Receiver<Request>,
    limits: Limits,
    subscribers: Vec<Subscriber>,
    listeners: Vec<Listener>,
    /// Whether something was shown since the last snapshots.
    dirty: bool,
    snapshots_at: u64,
    heartbeat_at: u64,
    /// Whether things are due now that the last batch left.
    behind: bool,
    /// Since when a time cut stands on the screens, in real milliseconds.
    cut_since: Option<u64>,
    /// Who wants to know when nothing is due any more.
    ticks: Vec<Answer<ClockFace>>,
    /// Whether subscribers were told that the store fails.
    told_trouble: bool,
}

impl Desk {
    pub(super) fn new(
        shelf: Shelf,
        (header, current): (Arc<Header>, watch::Sender<Current>),
        ledger: Ledger,
        clock: Box<dyn Clock>,
        requests: Receiver<Request>,
        limits: Limits,
    ) -> Self {
        let real = clock.now();
        Self {
            header,
            current,
            engine: shelf.shown.clone(),
            pacer: Pacer::still(real, shelf.shown.state().now()),
            shelf,
            ledger,
            clock,
            requests,
            limits,
            subscribers: Vec::new(),
            listeners: Vec::new(),
            dirty: false,
            snapshots_at: 0,
            heartbeat_at: real.saturating_add(limits.heartbeat_ms),
            behind: false,
            cut_since: None,
            ticks: Vec::new(),
            told_trouble: false,
        }
    }

    /// Serves until shut down, or until nobody can ask any more.
    pub(super) fn run(mut self) {
        let mut batch = Vec::with_capacity(self.limits.batch);
        loop {
            let wait = self.wait(self.clock.now());
            match self.requests.recv_timeout(Duration::from_millis(wait)) {
                Ok(request) => batch.push(request),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.stop(None),
            }
            while batch.len() < self.limits.batch
                && let Ok(request) = self.requests.try_recv()
            {
                batch.push(request);
            }
            if let Some(answer) = self.turn(&mut batch) {
                return self.stop(Some(answer));
            }
        }
    }

    /// Real milliseconds until something is to be done unasked.
    fn wait(&self, real: u64) -> u64 {
        if self.ledger.trouble().is_some() {
            return RETRY_MS;
        }
        if self.behind || (self.cutting() && !self.reading(real)) {
            return 0;
        }
        let read = self
            .cut_since
            .map(|since| (since + self.limits.cut_ms).saturating_sub(real));
        let due = self
            .engine
            .next_due()
            .and_then(|due| self.pacer.until(real, due));
        let snapshots = self.dirty.then(|| self.snapshots_at.saturating_sub(real));
        let lost = self
            .subscribers
            .iter()
            .any(Subscriber::lost)
            .then_some(LOST_MS);
        let heartbeat = Some(self.heartbeat_at.saturating_sub(real));
        [due, snapshots, lost, heartbeat, read]
            .into_iter()
            .flatten()
            .fold(LONGEST_WAIT, u64::min)
    }

    /// One batch. Gives back who asked for the end, if somebody did.
    fn turn(&mut self, batch: &mut Vec<Request>) -> Option<Answer<()>> {
        let real = self.clock.now();
        let mut refused: Vec<(Answer<Outcome>, RoomError)> = Vec::new();
        let mut questions = Vec::new();
        let mut end = None;
        if self.ledger.trouble().is_some() {
            self.publish();
            self.retune(real);
        }
        let could_write = self.ledger.trouble().is_none();
        self.run_due(real);
        for request in batch.drain(..) {
            match request {
                Request::Submit(submit) => {
                    self.run_due(real);
                    if let Err(no) = self.take(real, *submit) {
                        refused.push(no);
                    }
                    self.mark_cut(real);
                }
                Request::Shutdown(answer) => end = Some(answer),
                question => questions.push(question),
            }
        }
        if could_write {
            self.publish();
            self.retune(real);
        }
        for (answer, why) in refused {
            let _ = answer.send(Err(why));
        }
        for question in questions {
            self.answer(real, question);
        }
        self.tell(real);
        end
    }

    /// Sets the clock's pace anew; it stands still while the store fails.
    fn retune(&mut self, real: u64) {
        let held = self.ledger.trouble().is_some();
        self.pacer.retune(real, self.engine.state(), held);
    }

    // -- what changes the exercise

    /// The moment that a command happens at: now, unless earlier things are
    /// still due.
    fn moment(&self, real: u64) -> SimTime {
        let now = self.pacer.at(real);
        match self.engine.next_due() {
            Some(due) if due <= now || self.cutting() => self.now(),
            _ => now.max(self.now()),
        }
    }

    /// The time of the last thing that happened.
    pub(super) fn now(&self) -> SimTime {
        self.engine.state().now()
    }

    /// Whether a time cut runs, which real time does not hold up.
    fn cutting(&self) -> bool {
        let state = self.engine.state();
        state.running() && state.cut().is_some()
    }

    /// Notes since when a time cut stands on the screens.
    fn mark_cut(&mut self, real: u64) {
        if self.cutting() {
            self.cut_since.get_or_insert(real);
        } else {
            self.cut_since = None;
        }
    }

    /// Whether a time cut stands on the screens for people to read.
    fn reading(&self, real: u64) -> bool {
        self.cut_since
            .is_some_and(|since| real < since + self.limits.cut_ms)
    }

    /// Runs what is due, up to a bound, so that the mailbox stays answered.
    fn run_due(&mut self, real: u64) {
        self.behind = false;
        if self.ledger.trouble().is_some() {
            return;
        }
        self.mark_cut(real);
        if self.reading(real) {
            return;
        }
        for _ in 0..self.limits.due {
            let cut = self
                .engine
                .state()
                .cut()
                .map(|cut| cut.to)
                .filter(|_| self.cutting());
            if !self.one_due(cut.unwrap_or_else(|| self.pacer.at(real))) {
                return;
            }
            // A cut that ends sets time going again.
            self.retune(real);
        }
        self.behind = true;
    }

    fn one_due(&mut self, until: SimTime) -> bool {
        let Some((at, item, events)) = self.engine.run_due(until) else {
            return false;
        };
        if !silent(&item, &events) {
            self.ledger
                .add(at, Actor::Clock, Cause::Due(item), None, events);
        }
        true
    }

    /// Runs a time cut to its end.
    pub(super) fn finish_cut(&mut self) {
        for _ in 0..CUT_STEPS {
            let Some(to) = self
                .engine
                .state()
                .cut()
                .map(|cut| cut.to)
                .filter(|_| self.cutting())
            else {
                return;
            };
            if !self.one_due(to) {
                return;
            }
        }
    }

    /// Journals something that changes nothing.
    pub(super) fn note(&mut self, cause: Cause) {
        self.ledger
            .add(self.now(), Actor::Host, cause, None, Vec::new());
    }

    /// Carries a command out now.
    pub(super) fn carry_out(
        &mut self,
        actor: Actor,
        command: Command,
        key: Option<Key>,
    ) -> Result<Outcome, Refusal> {
        self.carry_out_at(self.now(), actor, command, key)
    }

    fn carry_out_at(
        &mut self,
        at: SimTime,
        actor: Actor,
        command: Command,
        key: Option<Key>,
    ) -> Result<Outcome, Refusal> {
        let events: Vec<Recorded> = self.engine.submit(at, actor, command.clone())?;
        let at = self.now();
        let step = self
            .ledger
            .add(at, actor, Cause::Command(command), key, events);
        self.shelf.keys.remember(&step);
        Ok(outcome(&step))
    }

    fn take(&mut self, real: u64, submit: Submit) -> Result<(), (Answer<Outcome>, RoomError)> {
        let Submit {
            actor,
            command,
            key,
            answer,
        } = submit;
        let first = key
            .as_ref()
            .and_then(|key| self.shelf.keys.first(actor, key));
        if let Some(first) = first {
            self.ledger.acknowledge(first, answer);
            return Ok(());
        }
        if let Some(trouble) = self.ledger.trouble() {
            return Err((answer, RoomError::Storage(trouble.clone())));
        }
        if let Err(refusal) = self.takes(actor, &command) {
            return Err((answer, RoomError::Refused(refusal)));
        }
        let at = match self.runs_first(actor, &command) {
            Ok(None) => self.moment(real),
            Ok(Some(until)) => until,
            Err(refusal) => return Err((answer, RoomError::Refused(refusal))),
        };
        match self.carry_out_at(at, actor, command, key) {
            Ok(outcome) => {
                self.ledger.acknowledge(outcome, answer);
                self.retune(real);
                Ok(())
            }
            Err(refusal) => Err((answer, RoomError::Refused(refusal))),
        }
    }

    /// Lets the rest of a turn pass before the host begins the next one.
    fn runs_first(&mut self, actor: Actor, command: &Command) -> Result<Option<SimTime>, Refusal> {
        let Some(until) = self.engine.runs_first(command) else {
            return Ok(None);
        };
        self.engine.check(actor, command)?;
        for _ in 0..CUT_STEPS {
            if !self.one_due(until) {
                break;
            }
        }
        Ok(Some(until))
    }

    /// What the room itself refuses, whatever the rules say.
    fn takes(&self, actor: Actor, command: &Command) -> Result<(), Refusal> {
        let no = |reason, why: &str| {
            Err(Refusal {
                reason,
                why: why.to_owned(),
                legal: Vec::new(),
            })
        };
        if actor == Actor::Clock {
            return no(
                Reason::Authority,
                "Only the room itself acts for the clock.",
            );
        }
        // The host must always be able to stop and to end.
        if self.ledger.next() > self.limits.steps && actor != Actor::Host {
            return no(
                Reason::Full,
                "The journal is full: only the host's commands are taken. Ask the host to declare \
                 ENDEX and open a new room.",
            );
        }
        let bytes = serde_json::to_vec(command).map_or(usize::MAX, |json| json.len());
        if bytes > COMMAND_BYTES {
            return no(
                Reason::Form,
                "That is more than one request may hold. Nothing was sent.",
            );
        }
        Ok(())
    }

    pub(super) fn trouble(&self) -> Option<StoreError> {
        self.ledger.trouble().cloned()
    }

    pub(super) fn start_clock(&mut self, pacer: Pacer) {
        self.pacer = pacer;
        self.retune(self.clock.now());
    }
}
