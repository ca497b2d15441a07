//! Promised word: what makes a promise, what keeps it, what a time cut settles.
//!
//! An update promises by its field, or by its words where the field is empty;
//! plain speech in a channel promises by its words ("next update 02:30"). What
//! was read out of words is marked as read, and words keep it. An update that reaches the same
//! people keeps a promise when it was *made* in time: spoken in time and
//! captured late, it mends a promise that the clock has broken meanwhile, since
//! what is said aloud counts (design, section 6).

use super::Out;
use crate::engine::command::{CutPlan, Move};
use crate::engine::event::{Event, Moved};
use crate::engine::state::{Promise, PromiseStage};
use crate::model::*;
use crate::scenario::Purpose;
use crate::text;

/// Two messages within a minute are one: the second of them is not yet the word
/// that the first has promised.
pub const BREATH: Span = Span::minutes(1);

/// Whoever informs a channel through a time cut does so at least that often.
pub const INFORMED: Span = Span::minutes(30);

/// "Update at 02:30", said at half past two, does not mean tomorrow's.
const FARTHEST: Span = Span::minutes(12 * 60);

impl Out<'_> {
    /// What an update keeps, and what it or plain speech promises.
    pub(super) fn word(&mut self, seq: Seq, moved: &Moved) {
        let Some(channel) = moved.channel else {
            return;
        };
        let made = self.made(moved);
        let update = matches!(moved.act, Move::Update { .. });
        if update || self.says_word(moved, made) {
            for (promise, of) in self.state.promises() {
                if (update || of.read) && self.keeps(of, channel, made) {
                    self.event(Event::PromiseKept {
                        promise: *promise,
                        of: seq,
                    });
                }
            }
        }
        if let Some((due, read)) = self.promised(moved, made) {
            self.event(Event::Promised {
                channel,
                due,
                of: seq,
                read,
            });
        }
    }

    /// An update to everybody keeps what was promised to each.
    fn keeps(&self, promise: &Promise, channel: ChannelId, made: SimTime) -> bool {
        let reaches = promise.channel == channel || self.everybody_reads(channel, promise.channel);
        let in_time = match promise.stage {
            PromiseStage::Open => true,
            PromiseStage::Broken => made <= promise.due + self.scenario.rubric.promise_grace,
            PromiseStage::Kept => false,
        };
        let later = made >= (promise.made + BREATH).min(promise.due);
        reaches && in_time && later
    }

    /// Whether plain speech is word: it says what is hit or what is done. What
    /// was promised aloud may be kept aloud.
    fn says_word(&self, moved: &Moved, made: SimTime) -> bool {
        matches!(moved.act, Move::Say) && !moved.persona && {
            let parts = text::update_parts(&moved.line, self.scenario.shows(made), &[]);
            parts.impact.is_some() || parts.action.is_some()
        }
    }

    /// When the next word is promised, and whether that was read out of words.
    fn promised(&self, moved: &Moved, made: SimTime) -> Option<(SimTime, bool)> {
        match moved.act {
            Move::Update {
                next_at: Some(at), ..
            } => Some((self.scenario.next(at, made), false)),
            Move::Update { .. } | Move::Say if !moved.persona => {
                let now = self.scenario.shows(made);
                let said = text::update_parts(&moved.line, now, &[]).next_time?;
                let due = self.scenario.next(said.at, made);
                (due.since(made) <= FARTHEST).then_some((due, true))
            }
            _ => None,
        }
    }

    /// Whether word in one channel reaches all readers of another one.
    fn everybody_reads(&self, channel: ChannelId, other: ChannelId) -> bool {
        let public = |id| {
            self.scenario
                .channels
                .get(id)
                .is_some_and(|part| part.purpose == Purpose::Customers)
        };
        !public(other)
            && self
                .state
                .readers(self.scenario, other)
                .all(|seat| self.state.reads(self.scenario, seat, channel))
    }

    /// Promised word that falls into a cut is kept when, by what the table
    /// stated, somebody keeps that audience informed often enough. What nobody
    /// keeps breaks at its own time, as the clock turns: whoever is woken
    /// before can still keep it.
    pub(super) fn cut_began(&mut self, from: SimTime, to: SimTime, plan: &CutPlan) {
        for (seq, promise) in self.state.promises() {
            if promise.stage != PromiseStage::Open || promise.due >= to {
                continue;
            }
            let wait = promise.due.since(from) + self.scenario.rubric.promise_grace;
            let informed = plan
                .informs
                .iter()
                .any(|i| i.channel == promise.channel && i.every <= wait.max(INFORMED));
            if informed {
                self.event(Event::PromiseKept {
                    promise: *seq,
                    of: self.state.seq(),
                });
            }
        }
    }
}
