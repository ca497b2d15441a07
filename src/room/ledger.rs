//! Steps on their way to the disk.
//!
//! A step is pending from the moment the rules accepted it until the store
//! has synced it; only then does it leave [`Ledger::commit`] to be
//! acknowledged, shown and broadcast (design, invariant 7). When the store
//! fails, everything pending stays and is written anew.

use super::request::{Answer, Outcome, RoomError};
use crate::engine::{Actor, Recorded};
use crate::journal::{Cause, Chain, Header, Key, Reloaded, Step, Store, StoreError};
use crate::model::SimTime;
use std::sync::Arc;

/// The journal's end.
pub(super) struct Ledger {
    store: Box<dyn Store + Send>,
    chain: Chain,
    written: u64,
    synced: u64,
    pending: Vec<Arc<Step>>,
    bytes: Vec<u8>,
    waiting: Vec<(Outcome, Answer<Outcome>)>,
    trouble: Option<StoreError>,
    broken: Option<StoreError>,
}

/// Askers that may wait for a step at once.
const WAITING: usize = 1_024;

impl Ledger {
    /// Goes on after step `n`, whose line the chain knows.
    pub(super) fn after(store: Box<dyn Store + Send>, chain: Chain, n: u64) -> Self {
        Self {
            store,
            chain,
            written: n,
            synced: n,
            pending: Vec::new(),
            bytes: Vec::new(),
            waiting: Vec::new(),
            trouble: None,
            broken: None,
        }
    }

    /// Puts a header first.
    pub(super) fn header(&mut self, header: &Header) -> Result<(), StoreError> {
        self.chain
            .header(header, &mut self.bytes)
            .map_err(|error| StoreError::Other(error.to_string()))
    }

    /// Puts another version of the exercise in the place of all steps so far,
    /// with a sync of its own. Nothing may be pending. When it fails nothing has
    /// changed.
    pub(super) fn reload(&mut self, reloaded: &Reloaded) -> Result<(), StoreError> {
        let (mut chain, mut bytes) = (self.chain.clone(), Vec::new());
        chain
            .reloaded(reloaded, &mut bytes)
            .map_err(|error| StoreError::Other(error.to_string()))?;
        self.store.append(&bytes)?;
        self.store.sync()?;
        self.chain = chain;
        self.written = reloaded.steps.len() as u64;
        self.synced = self.written;
        Ok(())
    }

    /// The number that the next step gets.
    pub(super) fn next(&self) -> u64 {
        self.written + 1
    }

    /// Why the journal cannot be written, if it cannot.
    pub(super) fn trouble(&self) -> Option<&StoreError> {
        self.trouble.as_ref()
    }

    /// Makes an accepted step pending.
    pub(super) fn add(
        &mut self,
        at: SimTime,
        actor: Actor,
        cause: Cause,
        key: Option<Key>,
        events: Vec<Recorded>,
    ) -> Arc<Step> {
        let step = Arc::new(Step {
            n: self.next(),
            at,
            actor,
            cause,
            key,
            events,
        });
        self.written = step.n;
        if let Err(error) = self.chain.step(&step, &mut self.bytes) {
            // Plain data with text keys always has a JSON form. Should it ever
            // not, then nothing after the hole may be acknowledged.
            self.broken = Some(StoreError::Other(error.to_string()));
        }
        self.pending.push(step.clone());
        step
    }

    /// Acknowledges a step once it lasts.
    pub(super) fn acknowledge(&mut self, outcome: Outcome, answer: Answer<Outcome>) {
        if outcome.step <= self.synced {
            let _ = answer.send(Ok(outcome));
        } else if self.waiting.len() < WAITING {
            self.waiting.push((outcome, answer));
        } else {
            let _ = answer.send(Err(RoomError::Busy));
        }
    }

    /// Acknowledges what lasts.
    pub(super) fn answer(&mut self) {
        for (outcome, answer) in self
            .waiting
            .extract_if(.., |(of, _)| of.step <= self.synced)
        {
            // Who has gone away asks again with the same key.
            let _ = answer.send(Ok(outcome));
        }
    }

    /// Writes what is pending with one sync and gives it back to be shown. Nothing when the store fails; then all of it waits.
    pub(super) fn commit(&mut self) -> Vec<Arc<Step>> {
        if self.bytes.is_empty() {
            return Vec::new();
        }
        let written = match self.broken.clone() {
            Some(broken) => Err(broken),
            None => self
                .store
                .append(&self.bytes)
                .and_then(|()| self.store.sync()),
        };
        match written {
            Ok(()) => {
                self.trouble = None;
                self.bytes.clear();
                self.synced = self.written;
                std::mem::take(&mut self.pending)
            }
            Err(trouble) => {
                self.trouble = Some(trouble);
                Vec::new()
            }
        }
    }
}
