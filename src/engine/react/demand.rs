//! Demands that need a good answer: what is still missing of it, what the
//! asker makes of half of one, and what reopens a question that was settled.
//!
//! A good answer is one whose words do what the demand needs, in one message
//! or in several (handbook, exercise 2: six rules for executives). Absent on
//! purpose: whether what they say is true.

use super::Out;
use crate::engine::event::{Event, Moved, Settlement};
use crate::engine::state::{Ask, Promise};
use crate::model::*;
use crate::scenario::{MoveKind, Purpose};
use crate::text::Saying;

/// What somebody says to half an answer when the author gave no words.
const HALF: &str = "That is not all I need. Tell me {missing}.";

impl Out<'_> {
    /// What words that are meant for the asker of a demand make of it.
    pub(super) fn judged(&mut self, seq: Seq, moved: &Moved, ask_seq: Seq, ask: &Ask) {
        let Some(demand) = ask.demand(self.scenario) else {
            return;
        };
        let says = |saying: &&Saying| moved.says.contains(saying);
        let mut new: Vec<Saying> = demand.needs.iter().filter(says).copied().collect();
        new.retain(|saying| !ask.heard.contains(saying));
        // Words that answer somebody else are no vague answer to this one.
        let elsewhere = moved.reply_to.is_some() && !super::answer::replies(ask, moved);
        let newer = |(seq, other): (&Seq, &Ask)| {
            *seq > ask_seq && other.open() && other.from == ask.from && other.inject.is_some()
        };
        let aside = elsewhere || self.state.asks().iter().any(newer);
        let spoilt = demand.lacks.iter().any(|not| moved.says.contains(not));
        if new.is_empty() && aside && !spoilt {
            return;
        }
        let missing: Vec<Saying> = demand
            .needs
            .iter()
            .filter(|need| !ask.heard.contains(need) && !new.contains(need))
            .copied()
            .collect();
        let (by, of) = (moved.seat, seq);
        if missing.is_empty() && !spoilt {
            let how = Settlement::Answered;
            return self.event(Event::Settled {
                ask: ask_seq,
                how,
                by,
                of,
            });
        }
        // A person in the asker's seat says for themselves what they miss.
        let person = ask
            .from
            .seat()
            .is_some_and(|seat| !self.state.is_persona(seat));
        let vague = spoilt || new.is_empty() || moved.says.contains(&Saying::Vague);
        // Whoever loses patience over it says so, and nothing else.
        let ladder = crate::engine::apply::ladder(self.state, self.scenario, ask);
        let climbs = vague && ladder.get(usize::from(ask.rungs)).is_some();
        let text = if person || climbs {
            String::new()
        } else {
            wanting(&demand.vague, &missing)
        };
        self.event(Event::HalfAnswered {
            ask: ask_seq,
            by,
            of,
            heard: new,
            vague,
            text,
        });
    }

    /// Whether words are meant for the asker of a demand: a reply, words that
    /// address them, or an update, report or handover that they hear.
    pub(super) fn meant(&self, ask: &Ask, moved: &Moved) -> bool {
        // Word to an audience is meant for those who asked there; for a question
        // in private, where those of its rank are told.
        let there = match (ask.channel, moved.channel) {
            (Some(asked), Some(said)) => asked == said,
            (None, Some(said)) => self
                .scenario
                .channels
                .get(said)
                .is_some_and(|part| part.purpose != Purpose::Customers),
            _ => false,
        };
        let to_everybody = there
            && matches!(
                moved.kind(),
                MoveKind::Update | MoveKind::Report | MoveKind::HandOver
            );
        super::answer::replies(ask, moved)
            || to_everybody
            || ask.from.seat().is_some_and(|seat| moved.to.contains(&seat))
    }

    /// What the author has follow from a good answer.
    pub(super) fn calmed(&mut self, ask: Seq, how: Settlement) {
        let answered = (how == Settlement::Answered)
            .then(|| self.state.asks().get(&ask))
            .flatten()
            .and_then(|ask| ask.demand(self.scenario))
            .map(|demand| demand.answered.clone());
        self.effects(&answered.unwrap_or_default());
    }

    /// Promised word did not come: whom it was promised to asks again.
    pub(super) fn word_failed(&mut self, promise: Seq) {
        let state = self.state;
        let Some(promise) = state.promises().get(&promise) else {
            return;
        };
        for (seq, ask) in state.asks().iter().filter(|(_, ask)| !ask.open()) {
            let reopens = ask
                .demand(self.scenario)
                .is_some_and(|demand| demand.reopens);
            if reopens && self.was_promised(promise, ask) {
                self.event(Event::Reopened { ask: *seq });
            }
        }
    }

    fn was_promised(&self, promise: &Promise, ask: &Ask) -> bool {
        let to = self.state.message(promise.of).map(|of| of.to.as_slice());
        match ask.from.seat() {
            // What is said to one colleague is promised to nobody else.
            Some(seat) => {
                let meant = to.is_none_or(|to| to.is_empty() || to.contains(&seat));
                meant && self.state.reads(self.scenario, seat, promise.channel)
            }
            None => ask.channel == Some(promise.channel),
        }
    }
}

/// The asker's words, with what is missing put in.
fn wanting(vague: &str, missing: &[Saying]) -> String {
    let words = if vague.is_empty() { HALF } else { vague };
    let mut wanted: Vec<&str> = missing.iter().map(|saying| saying.wanted()).collect();
    wanted.dedup();
    let list = match wanted.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        all => all.join(", "),
    };
    let list = if list.is_empty() {
        Saying::Vague.wanted().to_owned()
    } else {
        list
    };
    words.replace("{missing}", &list)
}
