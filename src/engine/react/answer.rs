//! Which open question a move answers, and how well.
//!
//! Words answer by what they are about. An act answers where it is what was
//! asked for: a decision "which one?", an assignment "who owns it?", an order
//! with a time "when do I get it?". What an inject asks for its author says in
//! what it expects, so that no act settles a demand by chance.
//!
//! Absent on purpose: whether an answer is a good one; that is `scoring`'s and
//! the people's at the table.

use super::Out;
use crate::engine::command::Move;
use crate::engine::condition::fits;
use crate::engine::event::{Event, Moved, Settlement};
use crate::engine::listen;
use crate::engine::state::{Ask, Objection};
use crate::model::*;
use crate::scenario::MoveKind;
use crate::text;

impl Out<'_> {
    /// Open questions that this move answers, by reply or by what it is about.
    pub(super) fn settles(&mut self, seq: Seq, moved: &Moved) {
        for (ask_seq, ask) in self.state.asks().iter().filter(|(_, ask)| ask.open()) {
            if !ask.to.contains(&moved.seat) || ask.from.seat() == Some(moved.seat) {
                continue;
            }
            let reply = replies(ask, moved);
            if ask.objections {
                if reply || matches!(moved.act, Move::Object { .. }) {
                    let how = Settlement::Replied;
                    self.event(Event::Settled {
                        ask: *ask_seq,
                        how,
                        by: moved.seat,
                        of: seq,
                    });
                }
                continue;
            }
            let judged = ask
                .demand(self.scenario)
                .is_some_and(|demand| !demand.needs.is_empty());
            if judged {
                let told = says(moved) && self.heard_by(moved, ask);
                if told && self.meant(ask, moved) {
                    self.judged(seq, moved, *ask_seq, ask);
                }
                continue;
            }
            let how = if self.answers(ask, moved) {
                Some(Settlement::Answered)
            } else {
                self.acted_on(ask, moved)
            };
            let Some(how) = how.or(reply.then_some(Settlement::Replied)) else {
                continue;
            };
            self.event(Event::Settled {
                ask: *ask_seq,
                how,
                by: moved.seat,
                of: seq,
            });
        }
    }

    /// Whether words answer a question: they share what it is about. One that
    /// names no subject ("where does it stand?") is answered by words that are
    /// meant for its asker and have substance: a fact, a subject of the
    /// scenario, a figure or a time.
    fn answers(&self, ask: &Ask, moved: &Moved) -> bool {
        if !says(moved) || !self.heard_by(moved, ask) {
            return false;
        }
        if !ask.topics.is_empty() {
            return !moved.topics.is_empty()
                && listen::topics_meet(self.scenario, &ask.topics, &moved.topics);
        }
        self.meant(ask, moved) && listen::substance(self.scenario, moved, self.made(moved))
    }

    /// How an act settles a question that asked for it. An order with a time
    /// is a holding answer until then; without one it promises nothing.
    fn acted_on(&self, ask: &Ask, moved: &Moved) -> Option<Settlement> {
        let how = match moved.act {
            Move::Decide(_) | Move::Assign { .. } | Move::Start { .. } => Settlement::Answered,
            Move::Order { by, .. } => Settlement::Held(self.scenario.next(by?, self.made(moved))),
            _ => return None,
        };
        let reply = replies(ask, moved);
        if !reply && !self.heard_by(moved, ask) {
            return None;
        }
        let asked_for = match ask.inject {
            Some(inject) => self.expects(inject, moved) && (reply || self.about(ask, moved)),
            // A person's question in their own words: they hear whether it is
            // answered, the rules take only what is said to be an answer.
            None => reply,
        };
        asked_for.then_some(how)
    }

    /// Whether an inject expects an act of this kind, and this one fits.
    fn expects(&self, inject: InjectId, moved: &Moved) -> bool {
        let answers = moved.reply_to.and_then(|of| self.state.author(of));
        let patterns = self
            .scenario
            .injects
            .get(inject)
            .into_iter()
            .flat_map(|inject| &inject.expects)
            .flat_map(|expected| &expected.any);
        patterns
            .filter(|pattern| pattern.kinds.contains(&moved.kind()))
            .any(|pattern| fits(self.scenario, pattern, moved, answers))
    }

    /// Whether an act is about what was asked. A way out that the host adopted
    /// has no subject in the scenario; choosing it answers "which one?".
    fn about(&self, ask: &Ask, moved: &Moved) -> bool {
        let adopted = matches!(moved.act, Move::Decide(_))
            && moved
                .act
                .option()
                .is_some_and(|option| !self.scenario.options.has(option));
        adopted
            || ask.topics.is_empty()
            || (!moved.topics.is_empty()
                && listen::topics_meet(self.scenario, &ask.topics, &moved.topics))
    }

    /// Whether the asker of a question can hear a move.
    fn heard_by(&self, moved: &Moved, ask: &Ask) -> bool {
        let (asked_in, reply) = (ask.channel, replies(ask, moved));
        match (ask.from.seat(), moved.channel) {
            (Some(seat), Some(channel)) => self.state.reads(self.scenario, seat, channel),
            (Some(seat), None) => moved.to.contains(&seat),
            // Somebody outside hears what is said where they asked, and a
            // reply to them.
            (None, channel) => (channel.is_some() && channel == asked_in) || reply,
        }
    }

    pub(super) fn acknowledged(&mut self, seq: Seq, moved: &Moved, back_by: Option<ClockTime>) {
        let state = self.state;
        let until = back_by.map(|by| self.scenario.next(by, self.made(moved)));
        let mine = |of: Seq| moved.reply_to.is_none_or(|reply| reply == of);
        // Without a reply, speech takes the oldest thing that waits.
        let ask = state.asks().iter().find(|(_, ask)| {
            ask.open() && ask.to.contains(&moved.seat) && ask.of.is_some_and(mine)
        });
        if let (Some((ask, _)), Some(until)) = (ask, until) {
            let how = Settlement::Held(until);
            self.event(Event::Settled {
                ask: *ask,
                how,
                by: moved.seat,
                of: seq,
            });
        }
        let order = state.orders().iter().find(|(_, order)| {
            order.to.contains(&moved.seat) && !order.taken.contains(&moved.seat) && mine(order.of)
        });
        if let Some((order, _)) = order {
            self.event(Event::OrderTaken {
                order: *order,
                seat: moved.seat,
            });
        }
        for (responsibility, holding) in state.held() {
            if holding.seat == moved.seat && !holding.taken_on {
                let (responsibility, seat) = (*responsibility, moved.seat);
                self.event(Event::TakenOn {
                    responsibility,
                    seat,
                });
            }
        }
    }

    /// The commander's reply to an objection, or words on the same option or
    /// the same matter that are addressed to whoever raised it.
    pub(super) fn objection_heard(&mut self, seq: Seq, moved: &Moved) {
        if moved.seat != self.state.commander() {
            return;
        }
        for (objection, of) in self.state.objections() {
            let replies = moved.reply_to == Some(of.of)
                || moved.to.contains(&of.seat) && self.takes_up(moved, of);
            if of.heard.is_none() && replies {
                self.event(Event::ObjectionHeard {
                    objection: *objection,
                    of: seq,
                });
            }
        }
    }

    /// Whether a move is about what an objection is about: it names the option,
    /// or shares a topic with the words that raised it. Without an option any
    /// words of some length take it up.
    fn takes_up(&self, moved: &Moved, objection: &Objection) -> bool {
        let raised = self.state.messages().get(&objection.of);
        let topics = raised.map_or_else(Vec::new, |raised| {
            text::topics(&raised.text, &self.scenario.topic_index)
        });
        let shares = topics.iter().any(|hit| moved.topics.contains(&hit.topic));
        let option = objection.option;
        let names = option.is_some() && moved.act.option() == option
            || option
                .and_then(|id| self.state.course(self.scenario, id))
                .is_some_and(|course| listen::names(course, &moved.line));
        let vague = option.is_none() && topics.is_empty();
        names || shares || vague && text::word_count(&moved.line) >= TAKEN_UP
    }
}

/// Words with which a vague objection may be taken up.
const TAKEN_UP: u32 = 5;

/// Whether a move answers by its words.
fn says(moved: &Moved) -> bool {
    matches!(
        moved.kind(),
        MoveKind::Tell
            | MoveKind::Update
            | MoveKind::Report
            | MoveKind::Say
            | MoveKind::Declare
            | MoveKind::HandOver
    )
}

pub(super) fn replies(ask: &Ask, moved: &Moved) -> bool {
    moved.reply_to.is_some() && moved.reply_to == ask.of
}
