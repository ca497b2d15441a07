//! Promised word as the engine settled it, but for updates that say again what
//! was said just before: they are no word. Later, no news is.

use super::entries::Act;
use super::ledger::Ledger;
use crate::engine::BREATH;
use crate::model::*;
use crate::scenario::{Purpose, Scenario};

impl Ledger {
    pub(super) fn kept(&mut self, promise: Seq, of: Seq, at: SimTime) {
        // An update that repeats itself at once, or tells nothing, is no word.
        let empty = |act: &Act| act.is_update() && (act.echoes || !act.tells());
        if self.acts.get(&of).is_some_and(empty) {
            return;
        }
        let made = self.acts.get(&of).map_or(at, |act| act.at);
        if let Some(promise) = self.promises.get_mut(&promise) {
            promise.kept = promise.kept.or(Some((made, of)));
        }
    }

    /// Promises that an update keeps and that the engine took to be kept by one
    /// that only repeated itself.
    pub(super) fn keeps_promises(&mut self, scenario: &Scenario, act: &Act) {
        let Some(channel) = act.moved.channel else {
            return;
        };
        let grace = scenario.rubric.promise_grace;
        for promise in self.promises.values_mut() {
            let reaches =
                promise.channel == channel || everybody_reads(scenario, channel, promise.channel);
            let later = act.at >= (promise.made + BREATH).min(promise.due);
            let in_time = later && act.at <= promise.due + grace;
            if promise.kept.is_none() && reaches && in_time && act.seq != promise.of {
                promise.kept = Some((act.at, act.seq));
            }
        }
    }
}

/// Whether word in one channel reaches all readers of another one.
fn everybody_reads(scenario: &Scenario, channel: ChannelId, other: ChannelId) -> bool {
    let public = scenario
        .channels
        .get(other)
        .is_some_and(|part| part.purpose == Purpose::Customers);
    !public
        && scenario
            .readers(other)
            .all(|seat| scenario.reads(seat, channel))
}
