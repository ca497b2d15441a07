//! A move that fits a pattern, as a person at the table could make it.
//!
//! What a pattern leaves open is drawn, so that another try makes another
//! move. Absent on purpose: whether the move may be made now; the engine's
//! `check` says so.

use super::chairs::{knower, players};
use super::draws::Draws;
use super::phrase::phrase;
use crate::engine::*;
use crate::model::*;
use crate::scenario::*;
use crate::text::Saying;

/// Words when nothing in particular is to be said.
const SMALL: &str = "Let me see.";

/// Makes moves in one exercise.
pub(super) struct Composer<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) state: &'a State,
    pub(super) draws: &'a mut Draws,
}

impl Composer<'_> {
    /// A move of a pattern, and the seat that makes it; nothing when nobody
    /// could make it now.
    pub(super) fn fitting(&mut self, pattern: &MovePattern) -> Option<(SeatId, Play)> {
        let kind = match pattern.kinds.as_slice() {
            [] if !pattern.entry.is_empty() => MoveKind::Review,
            [] if !pattern.action.is_empty() => MoveKind::Act,
            [] if !pattern.fact.is_empty() => MoveKind::Tell,
            [] if !pattern.option.is_empty() => MoveKind::Propose,
            [] => MoveKind::Say,
            kinds => *self.draws.pick(kinds)?,
        };
        let option = self.draws.pick(&pattern.option).copied();
        let fact = self.fact(pattern);
        let action = self.draws.pick(&pattern.action).copied();
        let seat = self.mover(pattern, kind, option, fact, action)?;
        let channel = self.draws.pick(&pattern.channel).copied();
        let mut to: Vec<SeatId> = self.draws.pick(&pattern.to).copied().into_iter().collect();
        if to.is_empty() && needs_receiver(kind) {
            to.push(self.other(seat)?);
        }
        let topics = self.topics(pattern);
        let text = self.text(pattern, &topics);
        let act = self.act(kind, seat, &topics, &text, option, fact, action, pattern)?;
        let play = Play {
            channel,
            to,
            text,
            ..Play::new(act)
        };
        Some((seat, play))
    }

    /// An answer to what somebody asks for.
    pub(super) fn answer(&mut self, inject: InjectId) -> Option<(SeatId, Play)> {
        let open = |ask: &&Ask| ask.inject == Some(inject) && ask.open();
        let ask = self.state.asks().values().find(open)?;
        let demand = self.scenario.injects.get(inject)?.demand.as_ref()?;
        let may = ask.to.iter().filter(|seat| ask.from.seat() != Some(**seat));
        let may: Vec<SeatId> = may.copied().collect();
        let seat = *self.draws.pick(&may)?;
        let wanted = MovePattern {
            topics: demand.topics.clone(),
            every: self.draws.below(2) == 0,
            says: demand.needs.clone(),
            lacks: demand.lacks.clone(),
            ..MovePattern::default()
        };
        let topics = match self.topics(&wanted).as_slice() {
            [] => self.any_topic().into_iter().collect(),
            topics => topics.to_vec(),
        };
        let mut text = self.text(&wanted, &topics);
        if demand.needs.is_empty() && !demand.lacks.contains(&Saying::Timeline) {
            text = format!("{text} {}", phrase(Saying::Timeline));
        }
        let mut play = Play {
            channel: ask.channel,
            reply_to: ask.of,
            text,
            ..Play::new(Move::Say)
        };
        let deaf = ask
            .channel
            .is_some_and(|channel| !self.scenario.reads(seat, channel));
        if ask.channel.is_none() || deaf {
            play.channel = None;
            let asker = ask.from.seat();
            play.private = asker.is_some();
            play.to = asker.into_iter().collect();
        }
        Some((seat, play))
    }

    /// A bare choice.
    pub(super) fn decision(&self, option: OptionId) -> (SeatId, Play) {
        let incident = self.scenario.options.get(option);
        let incident = incident.and_then(|course| course.incident);
        let seat = incident.map_or(self.state.commander(), |id| self.state.lead(id));
        let base = u32::try_from(self.state.decisions().len()).unwrap_or(u32::MAX);
        let act = Move::Decide(Decide::on(option, base));
        (seat, Play::new(act))
    }

    /// Somebody who knows of an option puts it on the table.
    pub(super) fn proposal(&self, option: OptionId) -> Option<(SeatId, Play)> {
        let about = |fact: &&Fact| fact.cells.iter().any(|(of, _)| *of == option);
        let facts = self.scenario.facts.iter().filter(about);
        let knowers = facts.filter_map(|fact| knower(self.scenario, self.state, fact.id));
        let seat = knowers.min_by_key(|seat| players(self.scenario, self.state, *seat))?;
        let play = Play::new(Move::Propose {
            option: Some(option),
        });
        Some((seat, play))
    }

    fn other(&mut self, seat: SeatId) -> Option<SeatId> {
        let seats = self.state.seats().keys().copied();
        let seats: Vec<SeatId> = seats.filter(|other| *other != seat).collect();
        self.draws.pick(&seats).copied()
    }

    /// A fact out of those that the pattern names, which somebody knows.
    fn fact(&mut self, pattern: &MovePattern) -> Option<FactId> {
        let known = pattern.fact.iter().copied().filter(|fact| {
            let mut seats = self.state.seats().keys();
            seats.any(|seat| self.state.knows(*seat, *fact))
        });
        let known: Vec<FactId> = known.collect();
        self.draws.pick(&known).copied()
    }

    fn mover(
        &mut self,
        pattern: &MovePattern,
        kind: MoveKind,
        option: Option<OptionId>,
        fact: Option<FactId>,
        action: Option<ActionId>,
    ) -> Option<SeatId> {
        let by = |seat: &SeatId| pattern.by.is_empty() || pattern.by.contains(seat);
        if let Some(fact) = fact {
            let seats = self.state.seats().keys().copied();
            let knows: Vec<SeatId> = seats
                .filter(|seat| by(seat) && self.state.knows(*seat, fact))
                .collect();
            return self.draws.pick(&knows).copied();
        }
        if !pattern.by.is_empty() {
            return self.draws.pick(&pattern.by).copied();
        }
        let commander = self.state.commander();
        let owner = option.and_then(|option| self.scenario.options.get(option));
        Some(match kind {
            MoveKind::Start | MoveKind::Stop => owner.map_or(commander, |course| course.owner),
            MoveKind::Act => {
                let part = action.and_then(|action| self.scenario.actions.get(action));
                let by = part.map(|part| part.by.as_slice()).unwrap_or_default();
                self.draws.pick(by).copied().unwrap_or(commander)
            }
            // Whoever is not spoken to speaks, most often the commander.
            _ if pattern.to.contains(&commander) => self.other(commander)?,
            _ => commander,
        })
    }

    /// Topics that the words are to mention.
    fn topics(&mut self, pattern: &MovePattern) -> Vec<TopicId> {
        let mut topics = match (pattern.every, pattern.topics.as_slice()) {
            (true, all) => all.to_vec(),
            (false, any) => self.draws.pick(any).copied().into_iter().collect(),
        };
        if let Some(cell) = self.draws.pick(&pattern.cells) {
            let about = |topic: &&Topic| topic.cell == Some(*cell);
            topics.extend(
                self.scenario
                    .topics
                    .iter()
                    .find(about)
                    .map(|topic| topic.id),
            );
        }
        topics
    }

    fn any_topic(&mut self) -> Option<TopicId> {
        let topics: Vec<TopicId> = self.scenario.topics.iter().map(|topic| topic.id).collect();
        self.draws.pick(&topics).copied()
    }

    /// Words that mention these topics, do what the pattern listens for, and
    /// nothing else if that can be had.
    fn text(&mut self, pattern: &MovePattern, topics: &[TopicId]) -> String {
        let mut parts: Vec<String> = Vec::new();
        for topic in topics.iter().filter_map(|id| self.scenario.topics.get(*id)) {
            let names = [
                std::slice::from_ref(&topic.label),
                topic.synonyms.as_slice(),
            ]
            .concat();
            let name = self.draws.pick(&names).cloned().unwrap_or_default();
            parts.push(format!("{name}."));
        }
        parts.extend(pattern.says.iter().map(|does| phrase(*does).to_owned()));
        if pattern.technical {
            let jargon = self.scenario.jargon.iter().take(3);
            parts.push(jargon.cloned().collect::<Vec<_>>().join(" "));
        }
        match parts.is_empty() {
            true => SMALL.to_owned(),
            false => parts.join(" "),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a pattern may name")]
    fn act(
        &mut self,
        kind: MoveKind,
        seat: SeatId,
        topics: &[TopicId],
        text: &str,
        option: Option<OptionId>,
        fact: Option<FactId>,
        action: Option<ActionId>,
        pattern: &MovePattern,
    ) -> Option<Move> {
        let incidents = self.scenario.incidents.iter().map(|part| part.id);
        let incidents: Vec<IncidentId> = incidents
            .filter(|id| self.state.has_opened(self.scenario, *id))
            .collect();
        Some(match kind {
            MoveKind::Declare => Move::Declare {
                severity: Severity::ALL.first().copied()?,
                impact: text.to_owned(),
            },
            MoveKind::Assign => {
                let parts: Vec<ResponsibilityId> = self
                    .scenario
                    .responsibilities
                    .iter()
                    .map(|part| part.id)
                    .collect();
                let responsibility = *self.draws.pick(&parts)?;
                let held = self.state.held().get(&responsibility);
                Move::Assign {
                    responsibility,
                    seat: pattern.to.first().copied().or_else(|| self.other(seat))?,
                    base: held.map_or(0, |of| of.revision),
                }
            }
            MoveKind::SetChannels => Move::SetChannels {
                technical: self.scenario.channel_for(Purpose::Technical)?.id,
            },
            MoveKind::Ask => Move::Ask {
                topics: topics.to_vec(),
                objections: false,
            },
            MoveKind::Tell => Move::Tell {
                facts: fact.into_iter().collect(),
            },
            MoveKind::Order => Move::Order {
                task: text.to_owned(),
                option,
                by: None,
            },
            MoveKind::Acknowledge => Move::Acknowledge { back_by: None },
            MoveKind::Report => Move::Report {
                conditions: text.to_owned(),
                actions: String::new(),
                needs: String::new(),
            },
            MoveKind::Propose => Move::Propose { option },
            MoveKind::Object => Move::Object { option },
            MoveKind::Decide => {
                let found = self.scenario.options.iter().map(|course| course.id);
                let found: Vec<OptionId> = found.filter(|id| self.state.found(*id)).collect();
                let chosen = option.or_else(|| self.draws.pick(&found).copied())?;
                self.decision(chosen).1.act
            }
            MoveKind::Start => Move::Start { option: option? },
            MoveKind::Stop => Move::Stop { option: option? },
            MoveKind::Update => Move::Update {
                impact: String::new(),
                action: String::new(),
                owner: None,
                next_at: None,
            },
            MoveKind::Escalate => Move::Escalate,
            MoveKind::HandOver => Move::HandOver {
                incident: self.draws.pick(&incidents).copied(),
                summary: text.to_owned(),
                base: self.state.handovers(),
            },
            MoveKind::Reassign => {
                let staff: Vec<StaffId> = self.scenario.staff.iter().map(|of| of.id).collect();
                Move::Reassign {
                    staff: *self.draws.pick(&staff)?,
                    incident: self.draws.pick(&incidents).copied(),
                }
            }
            MoveKind::Note => {
                let line = *self.draws.pick(&BoardLine::ALL)?;
                Move::Note {
                    line,
                    base: self.state.board_revision(line),
                }
            }
            MoveKind::Verify => Move::Verify {
                incident: *self.draws.pick(&incidents)?,
            },
            MoveKind::Resolve => Move::Resolve {
                incident: *self.draws.pick(&incidents)?,
            },
            MoveKind::Act => return self.dice(seat, action),
            MoveKind::Review => {
                let kind = self.draws.pick(&pattern.entry).copied();
                let kind = kind.unwrap_or(EntryKind::AddWhy);
                Move::Review {
                    entry: self.entry(kind, text),
                }
            }
            MoveKind::Say => Move::Say,
        })
    }

    /// All dice that are left, on one action.
    pub(super) fn dice(&mut self, seat: SeatId, action: Option<ActionId>) -> Option<Move> {
        let actions = self.scenario.actions.iter().map(|part| part.id);
        let actions: Vec<ActionId> = actions.collect();
        let action = action.or_else(|| self.draws.pick(&actions).copied())?;
        let left = self.state.dice_left(self.scenario, Some(seat));
        let few = u8::try_from(self.draws.below(usize::from(left))).unwrap_or(0);
        Some(Move::Act {
            action,
            dice: if self.draws.below(3) == 0 {
                1 + few
            } else {
                left
            },
            hand: None,
        })
    }

    /// An entry of the review.
    pub(super) fn entry(&mut self, kind: EntryKind, text: &str) -> ReviewVerb {
        let text = text.to_owned();
        match kind {
            EntryKind::Frame => ReviewVerb::Frame { text },
            EntryKind::AddMoment => ReviewVerb::AddMoment {
                at: self.scenario.shows(self.state.now()),
                text,
            },
            EntryKind::Star => ReviewVerb::Star {
                of: self.state.seq(),
            },
            EntryKind::AddWhy => ReviewVerb::AddWhy { text },
            EntryKind::AddCause => ReviewVerb::AddCause {
                bone: Bone::ALL[self.draws.below(Bone::ALL.len())],
                systemic: self.draws.below(2) == 0,
                text,
            },
            EntryKind::Worked => ReviewVerb::Worked { text },
            EntryKind::Hindered => ReviewVerb::Hindered { text },
            EntryKind::Surprise => ReviewVerb::Surprise { text },
            EntryKind::AddAction => ReviewVerb::AddAction {
                priority: Horizon::ALL[self.draws.below(Horizon::ALL.len())],
                owner: "the team".to_owned(),
                due: "2030-01-31".to_owned(),
                check: "somebody looks".to_owned(),
                text,
            },
            EntryKind::Feedback => ReviewVerb::Feedback {
                to: self.state.commander(),
                text,
            },
        }
    }
}

fn needs_receiver(kind: MoveKind) -> bool {
    matches!(
        kind,
        MoveKind::Order | MoveKind::Escalate | MoveKind::HandOver | MoveKind::Ask
    )
}
