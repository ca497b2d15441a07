//! Repeats are known by their key: the last 256 of each actor, with what
//! became of them first. Rebuilt from the journal when a room is opened again.
//!
//! Refusals are not kept: nothing changed, so asking again is a new question.

use super::request::Outcome;
use crate::engine::Actor;
use crate::journal::{Key, Step};
use crate::model::Seq;
use std::collections::{BTreeMap, VecDeque};

/// Keys kept for each actor (design, section 6).
pub(super) const KEPT: usize = 256;

/// Which requests have been carried out.
#[derive(Debug, Default)]
pub(super) struct Keys {
    by_actor: BTreeMap<Actor, VecDeque<(Key, Outcome)>>,
}

impl Keys {
    /// What became of a request, if it was one of the actor's last.
    pub(super) fn first(&self, actor: Actor, key: &Key) -> Option<Outcome> {
        let kept = self.by_actor.get(&actor)?;
        kept.iter()
            .rev()
            .find(|(known, _)| known == key)
            .map(|(_, outcome)| *outcome)
    }

    /// Remembers a step, if it carries a key.
    pub(super) fn remember(&mut self, step: &Step) {
        let Some(key) = &step.key else {
            return;
        };
        let kept = self.by_actor.entry(step.actor).or_default();
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back((key.clone(), outcome(step)));
    }
}

/// What became of a step, for whoever asked for it.
pub(super) fn outcome(step: &Step) -> Outcome {
    Outcome {
        step: step.n,
        at: step.at,
        first: step.events.first().map_or(Seq(0), |recorded| recorded.seq),
        events: u32::try_from(step.events.len()).unwrap_or(u32::MAX),
    }
}
