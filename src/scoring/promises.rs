//! Promised word: what the engine settled, what words promised without a
//! field, and what was kept aloud before it was captured.

use super::entries::{Act, Promise};
use super::ledger::Ledger;
use crate::engine::{CutPlan, Move};
use crate::model::*;
use crate::scenario::{Purpose, Scenario};

impl Ledger {
    pub(super) fn kept(&mut self, promise: Seq, of: Seq, at: SimTime) {
        // An update that repeats itself is no word.
        if self
            .acts
            .get(&of)
            .is_some_and(|act| act.is_update() && act.repeats)
        {
            return;
        }
        let made = self.acts.get(&of).map_or(at, |act| act.at);
        if let Some(promise) = self.promises.get_mut(&promise) {
            promise.kept = promise.kept.or(Some((made, of)));
        }
    }

    /// Promises that an update keeps: those read out of words, which the engine
    /// does not know, and those it broke before the word was captured.
    pub(super) fn keeps_promises(&mut self, scenario: &Scenario, act: &Act) {
        let Some(channel) = act.moved.channel else {
            return;
        };
        let grace = scenario.rubric.promise_grace;
        for promise in self.promises.values_mut() {
            let reaches =
                promise.channel == channel || everybody_reads(scenario, channel, promise.channel);
            let in_time = act.at >= promise.made && act.at <= promise.due + grace;
            if promise.kept.is_none() && reaches && in_time && act.seq != promise.of {
                promise.kept = Some((act.at, act.seq));
            }
        }
    }

    /// "Next update 02:30" without the field: a promise all the same.
    pub(super) fn promises_in_words(&mut self, act: &Act) {
        let Move::Update { next_at: None, .. } = &act.moved.act else {
            return;
        };
        if let (Some(due), Some(channel)) = (act.reading.next, act.moved.channel) {
            let promise = Promise::new(channel, due, act.seq, act.at, true);
            self.promises.insert(act.seq, promise);
        }
    }

    /// A time cut settles what was promised for it by what the table stated
    /// (design, section 4); the engine does so for the promises it knows.
    pub(super) fn promises_in_a_cut(
        &mut self,
        scenario: &Scenario,
        from: SimTime,
        to: SimTime,
        plan: &CutPlan,
    ) {
        for promise in self.promises.values_mut() {
            if !promise.read || promise.kept.is_some() || promise.due >= to || promise.due < from {
                continue;
            }
            let wait =
                (promise.due.since(from) + scenario.rubric.promise_grace).max(Span::minutes(30));
            let informed = plan
                .informs
                .iter()
                .any(|i| i.channel == promise.channel && i.every <= wait);
            if informed {
                promise.kept = Some((from, promise.of));
            } else {
                promise.broken = Some(from);
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
