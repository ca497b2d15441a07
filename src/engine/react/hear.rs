//! What a move does: who learns what from it, and what it sets in motion.

use super::Out;
use crate::engine::command::Move;
use crate::engine::condition::fits;
use crate::engine::event::{Asked, Event, Moved};
use crate::engine::listen;
use crate::engine::state::ExpectationState;
use crate::model::*;
use crate::scenario::{Cell, Inject, MoveKind, Sender};

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
        let mut found = self.spread(seq, moved.seat, &facts, moved.channel, &moved.to);
        if public
            && let Move::Propose {
                option: Some(option),
            }
            | Move::Start { option } = moved.act
        {
            found.push(option);
        }
        self.come_up(found);
    }

    /// What the words of an inject give away.
    pub(super) fn overheard(&mut self, seq: Seq, inject: &Inject) {
        let facts: Vec<(FactId, bool)> = inject.tells.iter().map(|fact| (*fact, false)).collect();
        let Some((first, _)) = facts.first() else {
            return;
        };
        let (channel, to) = inject.to.place();
        // Somebody outside speaks for whoever holds the fact.
        let from = inject
            .from
            .seat()
            .or_else(|| self.scenario.facts.get(*first).map(|fact| fact.holder));
        if let Some(from) = from {
            let to = self.state.meant(self.scenario, to);
            let found = self.spread(seq, from, &facts, channel, &to);
            self.come_up(found);
        }
    }

    /// Facts reach those who hear them; told to the war room, they bring up the
    /// options whose cells they fill.
    fn spread(
        &mut self,
        seq: Seq,
        from: SeatId,
        facts: &[(FactId, bool)],
        channel: Option<ChannelId>,
        to: &[SeatId],
    ) -> Vec<OptionId> {
        let state = self.state;
        let mut found: Vec<OptionId> = Vec::new();
        for (fact, read) in facts.iter().copied() {
            if channel == Some(self.scenario.war_room) {
                if !state.told().contains_key(&fact) {
                    self.event(Event::Told {
                        fact,
                        from,
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
            let hearers: Vec<SeatId> = match channel {
                Some(channel) => self.state.readers(self.scenario, channel).collect(),
                None => to.to_vec(),
            };
            for seat in hearers {
                if !state.knows(seat, fact) {
                    self.event(Event::Learned { seat, fact });
                }
            }
        }
        found
    }

    /// Options that nobody had named yet.
    fn come_up(&mut self, mut found: Vec<OptionId>) {
        found.sort_unstable();
        found.dedup();
        for option in found {
            if !self.state.found(option) {
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
                        .state
                        .readers(self.scenario, channel)
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
                let by = by.map(|by| self.scenario.next(by, self.made(moved)));
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
                self.unheard(seq, moved.seat, decide.option);
            }
            Move::Start { option } => {
                self.start_work(*option, moved.seat);
                self.taken_by_doing(*option, moved.seat);
            }
            Move::Stop { option } => self.event(Event::WorkStopped { option: *option }),
            Move::Update { .. } | Move::Say => self.word(seq, moved),
            Move::HandOver { incident, .. } => {
                if let (Some(incident), Some(to)) = (*incident, moved.to.first().copied()) {
                    self.event(Event::LeadPassed { incident, to });
                } else if let Some(to) = moved.to.first() {
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
            Move::Reassign { staff, incident } => {
                let switching = self.scenario.strain.switching;
                self.event(Event::StaffMoved {
                    staff: *staff,
                    to: *incident,
                    ready_at: self.state.now() + switching,
                    of: seq,
                });
            }
            Move::Review { entry } => {
                let (entry, seat) = (entry.clone(), Some(moved.seat));
                self.event(Event::Reviewed { entry, seat });
            }
            Move::Tell { .. }
            | Move::Report { .. }
            | Move::Propose { .. }
            | Move::Act { .. }
            | Move::Escalate => {}
        }
        self.objection_heard(seq, moved);
        // A summary is for whoever takes over: what waits goes with command.
        let settles_nothing = matches!(
            moved.act,
            Move::Acknowledge { .. } | Move::Ask { .. } | Move::HandOver { .. }
        );
        if !settles_nothing {
            self.settles(seq, moved);
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
