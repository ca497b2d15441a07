//! Another version of the scenario, while the room is in its lobby.
//!
//! An author saves the file, and everybody who is waiting sees the new version.
//! All that was asked in the lobby is asked again under it; what does not go
//! with it any more (a seat that is gone) is dropped. One line of the journal
//! puts this in the place of what stood there. From STARTEX on an exercise keeps
//! the version that it began with.

use super::{Desk, Shelf};
use crate::engine::{Actor, Phase, Reason, Refusal};
use crate::journal::{self, Cause, Reloaded, Step};
use crate::model::SimTime;
use crate::room::Current;
use crate::room::clock::Pacer;
use crate::room::open::shelve;
use crate::room::request::{Carried, Reload, RoomError};
use std::sync::Arc;

/// A refusal of the room itself.
fn no(reason: Reason, why: impl ToString) -> RoomError {
    RoomError::Refused(Refusal {
        reason,
        why: why.to_string(),
        legal: Vec::new(),
    })
}

impl Desk {
    /// Replaces the scenario. Nothing has changed when it fails. The caller has
    /// published what was pending.
    pub(super) fn reload(&mut self, real: u64, reload: Reload) -> Result<Carried, RoomError> {
        if let Some(trouble) = self.trouble() {
            return Err(RoomError::Storage(trouble));
        }
        if self.engine.state().phase() != Phase::Lobby {
            let why = "The lobby is over. This exercise keeps the scenario that it began with.";
            return Err(no(Reason::Phase, why));
        }
        let Reload { text, at } = reload;
        let epoch = self.shelf.epoch + 1;
        let (reloaded, lost) = self.asked_again(&text, epoch, at)?;
        let Reloaded { header, steps } = &reloaded;
        let kept = steps.len() - 1;
        let shelf = Shelf {
            epoch,
            ..shelve(header, steps.clone()).map_err(|why| no(Reason::Form, why))?
        };
        self.ledger.reload(&reloaded).map_err(RoomError::Storage)?;
        self.header = Arc::new(reloaded.header);
        self.engine = shelf.shown.clone();
        self.shelf = shelf;
        self.start_clock(Pacer::still(real, self.now()));
        self.current.send_replace(Current {
            scenario: self.engine.scenario().clone(),
            epoch,
        });
        // They count events by the old numbers: they ask anew.
        self.listeners.clear();
        let source = self.shelf.source(self.face(real));
        self.subscribers
            .retain_mut(|subscriber| subscriber.anew(&source));
        self.dirty = true;
        Ok(Carried { kept, lost })
    }

    /// The lobby so far under another version, and how many requests do not go
    /// with it.
    fn asked_again(&self, text: &str, epoch: u64, at: u64) -> Result<(Reloaded, usize), RoomError> {
        let mut header = self.header.with_scenario(text);
        let mut engine = journal::engine(&header).map_err(|why| no(Reason::Form, why))?;
        header.title = engine.scenario().head.title.clone();
        let mut steps = vec![Step {
            n: 1,
            at: SimTime::ZERO,
            actor: Actor::Host,
            cause: Cause::Opened { epoch, at },
            key: None,
            events: Vec::new(),
        }];
        let mut lost = 0;
        for step in &self.shelf.steps {
            let events = match &step.cause {
                Cause::Command(command) => {
                    match engine.submit(step.at, step.actor, command.clone()) {
                        Ok(events) => events,
                        Err(_) => {
                            lost += 1;
                            continue;
                        }
                    }
                }
                Cause::Forked { seed } => {
                    engine.reseed(*seed);
                    Vec::new()
                }
                // Nothing falls due in a lobby.
                Cause::Due(_) | Cause::Opened { .. } => continue,
            };
            steps.push(Step {
                n: steps.len() as u64 + 1,
                events,
                ..step.as_ref().clone()
            });
        }
        Ok((Reloaded { header, steps }, lost))
    }
}
