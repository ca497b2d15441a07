//! What a move does: who learns what from it, which question it settles,
//! what it sets in motion.

use super::{Out, asker};
use crate::engine::command::Move;
use crate::engine::condition::fits;
use crate::engine::event::{Asked, Event, Moved, Settlement};
use crate::engine::listen;
use crate::engine::state::{ExpectationState, PromiseStage};
use crate::model::*;
use crate::scenario::{Cell, MoveKind, Purpose, Sender};

impl Out<'_> {
    /// Facts travel with the words; so do options that nobody had named yet.
    pub(super) fn hear(&mut self, seq: Seq, moved: &Moved) {
        let state = self.state;
        let mut facts: Vec<(FactId, bool)> = moved
            .act
            .facts()
            .iter()
            .map(|fact| (*fact, false))
            .collect();
        let words = matches!(
            moved.kind(),
            MoveKind::Tell
                | MoveKind::Say
                | MoveKind::Report
                | MoveKind::Update
                | MoveKind::Propose
        );
        // A persona names the facts it tells; its other words tell none.
        if facts.is_empty() && words && !moved.persona {
            let read =
                listen::facts_in(state, self.scenario, moved.seat, &moved.line, &moved.topics);
            facts.extend(read.into_iter().map(|fact| (fact, true)));
        }
        if let Move::Decide(decide) = &moved.act {
            facts.extend(decide.price.iter().map(|fact| (*fact, false)));
        }
        let public = moved.channel == Some(self.scenario.war_room);
        let mut found: Vec<OptionId> = Vec::new();
        for (fact, read) in facts {
            if public {
                if !state.told().contains_key(&fact) {
                    self.event(Event::Told {
                        fact,
                        from: moved.seat,
                        of: seq,
                        read,
                    });
                }
                if let Some(part) = self.scenario.facts.get(fact) {
                    found.extend(
                        part.cells
                            .iter()
                            .map(|(option, _): &(OptionId, Cell)| *option),
                    );
                }
                continue;
            }
            let hearers: Vec<SeatId> = match moved.channel {
                Some(channel) => self.scenario.readers(channel).collect(),
                None => moved.to.clone(),
            };
            for seat in hearers {
                if !state.knows(seat, fact) {
                    self.event(Event::Learned { seat, fact });
                }
            }
        }
        if public
            && let Move::Propose {
                option: Some(option),
            }
            | Move::Start { option } = moved.act
        {
            found.push(option);
        }
        found.sort_unstable();
        found.dedup();
        for option in found {
            if !state.found(option) {
                self.event(Event::OptionFound { option });
            }
        }
    }

    /// What the rules make of the move itself.
    pub(super) fn consequence(&mut self, seq: Seq, moved: &Moved) {
        match &moved.act {
            Move::Declare { severity, impact } => {
                self.event(Event::Declared {
                    severity: *severity,
                    impact: impact.clone(),
                });
            }
            Move::Assign {
                responsibility,
                seat,
                ..
            } => {
                let (responsibility, seat) = (*responsibility, *seat);
                self.event(Event::Assigned {
                    responsibility,
                    seat,
                    of: seq,
                });
                if seat == moved.seat {
                    self.event(Event::TakenOn {
                        responsibility,
                        seat,
                    });
                }
            }
            Move::SetChannels { technical } => {
                self.event(Event::ChannelRule {
                    technical: *technical,
                });
            }
            Move::Ask { objections, .. } => {
                let to = match (moved.to.is_empty(), moved.channel) {
                    (true, Some(channel)) => self
                        .scenario
                        .readers(channel)
                        .filter(|seat| *seat != moved.seat)
                        .collect(),
                    _ => moved.to.clone(),
                };
                self.event(Event::Asked(Asked {
                    from: Sender::Seat(moved.seat),
                    to,
                    topics: moved.topics.clone(),
                    objections: *objections,
                    of: Some(seq),
                    inject: None,
                    channel: moved.channel,
                }));
            }
            Move::Order { option, by, .. } => {
                let by = by.map(|by| self.scenario.next(by, self.state.now()));
                self.event(Event::Ordered {
                    to: moved.to.clone(),
                    option: *option,
                    by,
                    of: seq,
                });
            }
            Move::Acknowledge { back_by } => self.acknowledged(seq, moved, *back_by),
            Move::Object { option } => {
                let (option, seat) = (*option, moved.seat);
                self.event(Event::ObjectionRaised {
                    option,
                    of: seq,
                    seat,
                });
            }
            Move::Decide(decide) => {
                let nth = u32::try_from(self.state.decisions().len()).unwrap_or(u32::MAX) + 1;
                self.event(Event::Decided {
                    option: decide.option,
                    of: seq,
                    nth,
                });
            }
            Move::Start { option } => {
                self.start_work(*option, moved.seat);
                self.taken_by_doing(*option, moved.seat);
            }
            Move::Stop { option } => self.event(Event::WorkStopped { option: *option }),
            Move::Update { next_at, .. } => self.update(seq, moved, *next_at),
            Move::HandOver { .. } => {
                if let Some(to) = moved.to.first() {
                    self.event(Event::CommandPassed {
                        from: moved.seat,
                        to: *to,
                    });
                }
            }
            Move::Note { line, .. } => {
                let revision = self.state.board_revision(*line) + 1;
                let text = moved.line.clone();
                self.event(Event::BoardChanged {
                    line: *line,
                    text,
                    revision,
                });
            }
            Move::Verify { incident } => {
                let holds = self
                    .scenario
                    .incidents
                    .get(*incident)
                    .is_some_and(|part| self.state.holds(self.scenario, &part.resolved));
                self.event(Event::Verified {
                    incident: *incident,
                    holds,
                    of: seq,
                });
            }
            Move::Resolve { incident } => {
                self.event(Event::IncidentResolved {
                    incident: *incident,
                });
            }
            Move::Tell { .. }
            | Move::Report { .. }
            | Move::Propose { .. }
            | Move::Escalate
            | Move::Say => {}
        }
        self.objection_heard(seq, moved);
        if !matches!(moved.act, Move::Acknowledge { .. } | Move::Ask { .. }) {
            self.settles(seq, moved);
        }
    }

    /// Open questions that this move answers, by reply or by what it is about.
    fn settles(&mut self, seq: Seq, moved: &Moved) {
        for (ask_seq, ask) in self.state.asks().iter().filter(|(_, ask)| ask.open()) {
            if !ask.to.contains(&moved.seat) || asker(&ask.from) == Some(moved.seat) {
                continue;
            }
            let reply = moved.reply_to.is_some() && moved.reply_to == ask.of;
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
            let answers = {
                let heard = self.heard_by(moved, &ask.from, ask.channel);
                let about = !moved.topics.is_empty()
                    && listen::topics_meet(self.scenario, &ask.topics, &moved.topics);
                let says = matches!(
                    moved.kind(),
                    MoveKind::Tell
                        | MoveKind::Update
                        | MoveKind::Report
                        | MoveKind::Say
                        | MoveKind::Declare
                        | MoveKind::Decide
                        | MoveKind::Order
                        | MoveKind::Assign
                        | MoveKind::SetChannels
                );
                heard && says && (about || (reply && ask.topics.is_empty()))
            };
            let how = match (answers, reply) {
                (true, _) => Settlement::Answered,
                (false, true) => Settlement::Replied,
                (false, false) => continue,
            };
            self.event(Event::Settled {
                ask: *ask_seq,
                how,
                by: moved.seat,
                of: seq,
            });
        }
    }

    /// Whether the asker of a question can hear a move.
    fn heard_by(&self, moved: &Moved, from: &Sender, asked_in: Option<ChannelId>) -> bool {
        match (asker(from), moved.channel) {
            (Some(seat), Some(channel)) => self.scenario.reads(seat, channel),
            (Some(seat), None) => moved.to.contains(&seat),
            // Somebody outside hears what is said where they asked, and a
            // reply to them.
            (None, channel) => channel == asked_in || moved.reply_to.is_some(),
        }
    }

    fn acknowledged(&mut self, seq: Seq, moved: &Moved, back_by: Option<ClockTime>) {
        let state = self.state;
        let until = back_by.map(|by| self.scenario.next(by, state.now()));
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

    /// Starting the work is taking the order.
    fn taken_by_doing(&mut self, option: OptionId, seat: SeatId) {
        for (order, of) in self.state.orders() {
            if of.option == Some(option) && of.to.contains(&seat) && !of.taken.contains(&seat) {
                self.event(Event::OrderTaken {
                    order: *order,
                    seat,
                });
            }
        }
    }

    fn update(&mut self, seq: Seq, moved: &Moved, next_at: Option<ClockTime>) {
        let Some(channel) = moved.channel else {
            return;
        };
        for (promise, of) in self.state.promises() {
            // An update to everybody keeps what was promised to each.
            let reaches = of.channel == channel || self.everybody_reads(channel, of.channel);
            if of.stage == PromiseStage::Open && reaches {
                self.event(Event::PromiseKept {
                    promise: *promise,
                    of: seq,
                });
            }
        }
        if let Some(at) = next_at {
            let due = self.scenario.next(at, self.state.now());
            self.event(Event::Promised {
                channel,
                due,
                of: seq,
            });
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
                .scenario
                .readers(other)
                .all(|seat| self.scenario.reads(seat, channel))
    }

    /// The commander's reply to an objection, or a move on the same option
    /// that is addressed to whoever raised it.
    fn objection_heard(&mut self, seq: Seq, moved: &Moved) {
        if moved.seat != self.state.commander() {
            return;
        }
        for (objection, of) in self.state.objections() {
            let replies = moved.reply_to == Some(of.of) || moved.to.contains(&of.seat);
            if of.heard.is_none() && replies {
                self.event(Event::ObjectionHeard {
                    objection: *objection,
                    of: seq,
                });
            }
        }
    }

    /// Expectations that this move meets.
    pub(super) fn expected(&mut self, seq: Seq, moved: &Moved) {
        let state = self.state;
        let answers = moved.reply_to.and_then(|message| state.author(message));
        for ((inject, nth), stage) in &state.expectations {
            let ExpectationState::Open(_) = stage else {
                continue;
            };
            let fitting = self
                .scenario
                .injects
                .get(*inject)
                .and_then(|part| part.expects.get(usize::from(*nth)))
                .is_some_and(|part| {
                    part.any
                        .iter()
                        .any(|pattern| fits(self.scenario, pattern, moved, answers))
                });
            if fitting && !moved.persona {
                self.event(Event::Met {
                    inject: *inject,
                    nth: *nth,
                    of: seq,
                });
            }
        }
    }
}
