//! The room's thread: takes requests, runs what is due, writes, and tells.

use super::Wake;
use super::clock::{Clock, ClockFace, Pacer};
use super::feed::{Feed, audience_of};
use super::keys::{Keys, outcome};
use super::ledger::Ledger;
use super::open::Limits;
use super::request::{Answer, Member, Outcome, Request, RoomError, Submit, Subscribe};
use super::stream::{Closing, Listener, Presents, RecordedFeed, Source, Subscriber, Subscription};
use crate::engine::{Actor, Command, Engine, Person, Reason, Recorded, Refusal};
use crate::journal::{Cause, Key, Step, StoreError, fold_with, silent};
use crate::model::{Audience, PlayerId, Seq, SimTime};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use tokio::sync::mpsc;

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

/// The room's thread, with all it owns.
pub(super) struct Desk {
    /// Ahead of what is shown by the steps that are pending.
    engine: Engine,
    shelf: Shelf,
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
    /// Who wants to know when nothing is due any more.
    ticks: Vec<Answer<ClockFace>>,
    /// Whether subscribers were told that the store fails.
    told_trouble: bool,
}

impl Desk {
    pub(super) fn new(
        shelf: Shelf,
        ledger: Ledger,
        clock: Box<dyn Clock>,
        requests: Receiver<Request>,
        limits: Limits,
    ) -> Self {
        let real = clock.now();
        Self {
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
        if self.behind || self.cutting() {
            return 0;
        }
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
        [due, snapshots, lost, heartbeat]
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

    /// Runs what is due, up to a bound, so that the mailbox stays answered.
    fn run_due(&mut self, real: u64) {
        self.behind = false;
        if self.ledger.trouble().is_some() {
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
        match self.carry_out_at(self.moment(real), actor, command, key) {
            Ok(outcome) => {
                self.ledger.acknowledge(outcome, answer);
                self.retune(real);
                Ok(())
            }
            Err(refusal) => Err((answer, RoomError::Refused(refusal))),
        }
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
        if self.ledger.next() > self.limits.steps {
            return no(
                Reason::Full,
                "The journal is full. Declare ENDEX and open a new room.",
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

    // -- writing and telling

    pub(super) fn trouble(&self) -> Option<StoreError> {
        self.ledger.trouble().cloned()
    }

    pub(super) fn start_clock(&mut self, pacer: Pacer) {
        self.pacer = pacer;
        self.retune(self.clock.now());
    }

    /// Syncs what is pending, shows it, and acknowledges it.
    pub(super) fn publish(&mut self) {
        let scenario = self.shelf.shown.scenario().clone();
        for step in self.ledger.commit() {
            let Shelf { shown, feed, .. } = &mut self.shelf;
            fold_with(shown, &step, |state, recorded| {
                feed.show(&scenario, state, recorded)
            });
            self.listeners.retain(|listener| listener.hear(&step));
            self.shelf.steps.push(step);
            self.dirty = true;
        }
        if self.dirty {
            // Who is told that a move was taken finds it in their stream.
            let face = self.face(self.clock.now());
            let Shelf {
                shown, feed, epoch, ..
            } = &self.shelf;
            let source = Source {
                epoch: *epoch,
                engine: shown,
                feed,
                face,
            };
            self.subscribers
                .retain_mut(|subscriber| subscriber.follow(&source));
        }
        self.ledger.answer();
    }

    fn face(&self, real: u64) -> ClockFace {
        let state = self.shelf.shown.state();
        ClockFace {
            now: self.pacer.at(real).max(state.now()),
            running: self.pacer.passes(),
            pace: state.pace(),
            cut: self.cutting(),
            storage_trouble: self.ledger.trouble().is_some(),
        }
    }

    fn tell(&mut self, real: u64) {
        let face = self.face(real);
        let Shelf {
            shown, feed, epoch, ..
        } = &self.shelf;
        let source = Source {
            epoch: *epoch,
            engine: shown,
            feed,
            face,
        };
        if self.subscribers.iter().any(Subscriber::lost) {
            self.subscribers
                .retain_mut(|subscriber| subscriber.follow(&source));
        }
        if self.dirty && real >= self.snapshots_at {
            let mut taken = Presents::new();
            for subscriber in &mut self.subscribers {
                subscriber.present(&source, &mut taken);
            }
            self.dirty = false;
            self.snapshots_at = real.saturating_add(self.limits.snapshot_ms);
        }
        if face.storage_trouble || (!self.behind && !self.cutting()) {
            for answer in self.ticks.drain(..) {
                let _ = answer.send(Ok(face));
            }
        }
        if real >= self.heartbeat_at || self.told_trouble != face.storage_trouble {
            self.told_trouble = face.storage_trouble;
            self.subscribers.retain(|subscriber| !subscriber.over());
            for subscriber in &mut self.subscribers {
                subscriber.heartbeat(&source);
            }
            self.heartbeat_at = real.saturating_add(self.limits.heartbeat_ms);
        }
    }

    fn answer(&mut self, real: u64, question: Request) {
        let face = self.face(real);
        match question {
            Request::Subscribe(subscribe, answer) => {
                let _ = answer.send(self.subscribe(subscribe, face));
            }
            Request::Snapshot(audience, me, answer) => {
                let Shelf {
                    shown, feed, epoch, ..
                } = &self.shelf;
                let source = Source {
                    epoch: *epoch,
                    engine: shown,
                    feed,
                    face,
                };
                let _ = answer.send(Ok(source.shown(audience, me)));
            }
            Request::History(audience, before, limit, answer) => {
                let _ = answer.send(Ok(self.shelf.feed.before(audience, before, limit)));
            }
            Request::Recorded(after, wake, answer) => {
                let _ = answer.send(self.recorded(after, wake));
            }
            Request::Members(answer) => {
                let _ = answer.send(Ok(self.members()));
            }
            Request::Tick(answer) if self.ticks.len() < self.limits.mailbox => {
                self.ticks.push(answer);
            }
            Request::Tick(answer) => {
                let _ = answer.send(Err(RoomError::Busy));
            }
            // Taken apart by `turn`.
            Request::Submit(_) | Request::Shutdown(_) => {}
        }
    }

    fn subscribe(
        &mut self,
        mut ask: Subscribe,
        face: ClockFace,
    ) -> Result<Subscription, RoomError> {
        self.subscribers.retain(|subscriber| !subscriber.over());
        // Nobody looks from a seat that they have left meanwhile.
        if let Some(me) = ask.me.filter(|_| ask.audience != Audience::Host) {
            ask.audience =
                audience_of(self.shelf.shown.state(), me).ok_or(RoomError::Refused(Refusal {
                    reason: Reason::Unknown,
                    why: "You are not in this room any more. Join again.".to_owned(),
                    legal: Vec::new(),
                }))?;
        }
        if self.subscribers.len() >= self.limits.subscribers {
            return Err(RoomError::Busy);
        }
        if !self.shelf.feed.has(ask.audience) {
            let why = "There is no such seat in this exercise.".to_owned();
            let refusal = Refusal {
                reason: Reason::Unknown,
                why,
                legal: Vec::new(),
            };
            return Err(RoomError::Refused(refusal));
        }
        let Shelf {
            shown, feed, epoch, ..
        } = &self.shelf;
        let source = Source {
            epoch: *epoch,
            engine: shown,
            feed,
            face,
        };
        let (subscriber, subscription) = Subscriber::begin(ask, self.limits.queue, &source);
        self.subscribers.push(subscriber);
        Ok(subscription)
    }

    fn recorded(&mut self, after: Seq, wake: Option<Wake>) -> Result<RecordedFeed, RoomError> {
        let (out, stream) = mpsc::channel(self.limits.queue.max(4) * 4);
        self.listeners.retain(|listener| !listener.out.is_closed());
        if self.listeners.len() >= self.limits.subscribers {
            return Err(RoomError::Busy);
        }
        self.listeners.push(Listener { out, wake });
        let new = |step: &&Arc<Step>| step.events.last().is_some_and(|last| last.seq > after);
        let so_far = self.shelf.steps.iter().filter(new).cloned().collect();
        Ok(RecordedFeed { so_far, stream })
    }

    fn members(&self) -> Vec<Member> {
        let state = self.shelf.shown.state();
        let member = |(player, person): (&PlayerId, &Person)| Member {
            player: *player,
            name: person.name.clone(),
            family: person.family,
            part: person.part,
            seat: person.seat,
            token_hash: person.token_hash.clone(),
            gone: person.gone,
            audience: audience_of(state, *player),
        };
        state.people().iter().map(member).collect()
    }

    fn stop(mut self, asked: Option<Answer<()>>) {
        self.publish();
        self.tell(self.clock.now());
        for subscriber in &mut self.subscribers {
            subscriber.close(Closing::Shutdown);
        }
        let done = match self.trouble() {
            Some(trouble) => Err(RoomError::Storage(trouble)),
            None => Ok(()),
        };
        if let Some(answer) = asked {
            let _ = answer.send(done);
        }
    }
}
