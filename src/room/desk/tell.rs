//! What the room's thread writes and tells: one sync, then lines, then
//! acknowledgements, then snapshots.

use super::{Desk, Shelf};
use crate::engine::{Person, Reason, Refusal};
use crate::journal::{Step, fold_with};
use crate::model::{Audience, PlayerId, Seq};
use crate::room::clock::ClockFace;
use crate::room::feed::audience_of;
use crate::room::request::{Answer, Member, Request, RoomError, Subscribe};
use crate::room::stream::{
    Closing, Listener, Presents, RecordedFeed, Subscriber, Subscription, Wake,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// How often, and how far apart, the end waits for subscribers that lost their
/// place: a quarter of a second in all, whatever they do.
const LAST_TRIES: u32 = 10;
const LAST_WAIT: Duration = Duration::from_millis(25);

impl Desk {
    /// Syncs what is pending, shows it, and acknowledges it.
    pub(in crate::room) fn publish(&mut self) {
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
            let source = self.shelf.source(face);
            self.subscribers
                .retain_mut(|subscriber| subscriber.follow(&source));
        }
        self.ledger.answer();
    }

    pub(super) fn face(&self, real: u64) -> ClockFace {
        let state = self.shelf.shown.state();
        ClockFace {
            now: self.pacer.at(real).max(state.now()),
            running: self.pacer.passes(),
            pace: state.pace(),
            cut: self.cutting(),
            storage_trouble: self.ledger.trouble().is_some(),
        }
    }

    pub(super) fn tell(&mut self, real: u64) {
        let face = self.face(real);
        let source = self.shelf.source(face);
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
        let runs = self.cutting() && !self.reading(real);
        if face.storage_trouble || (!self.behind && !runs) {
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

    pub(super) fn answer(&mut self, real: u64, question: Request) {
        let face = self.face(real);
        match question {
            Request::Subscribe(subscribe, answer) => {
                let _ = answer.send(self.subscribe(subscribe, face));
            }
            Request::Snapshot(audience, me, answer) => {
                let source = self.shelf.source(face);
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
            Request::Reload(reload, answer) => {
                let _ = answer.send(self.reload(real, *reload));
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
        let source = self.shelf.source(face);
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

    /// The end. Everybody gets the last lines and the present that they leave
    /// behind before they are told.
    pub(super) fn stop(mut self, asked: Option<Answer<()>>) {
        self.publish();
        self.snapshots_at = 0;
        self.tell(self.clock.now());
        for _ in 0..LAST_TRIES {
            if !self.subscribers.iter().any(Subscriber::lost) {
                break;
            }
            // They have to read before there is room for what they missed.
            std::thread::sleep(LAST_WAIT);
            self.tell(self.clock.now());
        }
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
