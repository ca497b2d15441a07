//! Draws uniformly among the legal moves at the pace of a person: valid forms,
//! no sense.

use super::draws::Draws;
use super::{Bot, Deed, Turn, words};
use crate::engine::{BoardLine, CutPlan, Decide, Fallback, Move, Phase, Refusal, ReviewVerb};
use crate::model::*;
use crate::scenario::{MoveKind, Purpose};
use crate::view::{Choice, Item, PlayerView};

/// Seconds between two moves.
const PACE: (u64, u64) = (10, 40);
/// What anybody may say at any time.
const PHRASES: [&str; 8] = [
    "Let me think.",
    "What about the other thing?",
    "I heard something like that before.",
    "We should be quick.",
    "That sounds right.",
    "Somebody should look at that.",
    "We do what we can.",
    "Is that so?",
];

pub(super) struct Random {
    seat: SeatId,
    draws: Draws,
}

impl Random {
    pub(super) fn new(seat: SeatId, draws: Draws) -> Self {
        Self { seat, draws }
    }

    fn phrase(&mut self) -> String {
        self.draws
            .pick(&PHRASES)
            .copied()
            .unwrap_or("Yes.")
            .to_owned()
    }

    fn other(&mut self, view: &PlayerView) -> Vec<SeatId> {
        let others = view.seats.iter().map(|of| of.id);
        let others: Vec<SeatId> = others.filter(|seat| *seat != self.seat).collect();
        self.draws.pick(&others).copied().into_iter().collect()
    }

    fn time(&mut self, view: &PlayerView) -> Option<ClockTime> {
        let ahead = Span::minutes(1 + self.draws.below(40) as u64);
        self.draws
            .coin()
            .then(|| words::clock(view, view.common.now + ahead))
    }

    fn choice<T>(&mut self, of: &[Choice], id: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.draws.pick(of).and_then(|choice| id(&choice.id))
    }

    fn found(&mut self, view: &PlayerView) -> Option<OptionId> {
        self.draws.pick(&view.options).map(|of| of.id)
    }

    fn facts(&mut self, view: &PlayerView) -> Vec<FactId> {
        let known = view.card.iter().flat_map(|card| &card.facts);
        let known: Vec<FactId> = known.map(|fact| fact.id).collect();
        let many = self.draws.below(3);
        (0..many)
            .filter_map(|_| self.draws.pick(&known).copied())
            .collect()
    }

    /// A move of a kind with its form filled at random; none when the form has
    /// nothing to offer.
    fn fill(&mut self, view: &PlayerView, kind: MoveKind) -> Option<Deed> {
        let text = self.phrase();
        let option = |id: &str| OptionId::new(id).ok();
        let incident = |id: &str| IncidentId::new(id).ok();
        let mut to = Vec::new();
        let act = match kind {
            MoveKind::Declare => Move::Declare {
                severity: self.draws.pick(&Severity::ALL).copied()?,
                impact: text.clone(),
            },
            MoveKind::Assign => {
                let part = self.draws.pick(&view.form.responsibilities)?;
                Move::Assign {
                    responsibility: part.id,
                    seat: self.draws.pick(&view.seats)?.id,
                    base: part.revision,
                }
            }
            MoveKind::SetChannels => {
                let mut channels = view.channels.iter();
                let technical = channels.find(|of| of.purpose == Purpose::Technical)?.id;
                Move::SetChannels { technical }
            }
            MoveKind::Ask => {
                to = self.other(view);
                let topic = |id: &str| TopicId::new(id).ok();
                let topics = self.choice(&view.form.subjects, topic);
                Move::Ask {
                    topics: topics.into_iter().collect(),
                    objections: self.draws.coin(),
                }
            }
            MoveKind::Tell => Move::Tell {
                facts: self.facts(view),
            },
            MoveKind::Order => {
                to = self.other(view);
                Move::Order {
                    task: text.clone(),
                    option: self.draws.coin().then(|| self.found(view)).flatten(),
                    by: self.time(view),
                }
            }
            MoveKind::Acknowledge => Move::Acknowledge {
                back_by: self.time(view),
            },
            MoveKind::Report => Move::Report {
                conditions: text.clone(),
                actions: self.phrase(),
                needs: self.phrase(),
            },
            MoveKind::Propose => Move::Propose {
                option: self.choice(&view.form.nameable, option),
            },
            MoveKind::Object => Move::Object {
                option: self.found(view),
            },
            MoveKind::Decide => self.decide(view)?,
            MoveKind::Start => Move::Start {
                option: self.choice(&view.form.startable, option)?,
            },
            MoveKind::Stop => Move::Stop {
                option: self.choice(&view.form.stoppable, option)?,
            },
            MoveKind::Update => Move::Update {
                impact: text.clone(),
                action: self.phrase(),
                owner: self.other(view).first().copied(),
                next_at: self.time(view),
            },
            MoveKind::Escalate => {
                to = self.other(view);
                Move::Escalate
            }
            MoveKind::HandOver => {
                to = self.other(view);
                Move::HandOver {
                    incident: self
                        .draws
                        .coin()
                        .then(|| self.choice(&view.form.incidents, incident))
                        .flatten(),
                    summary: text.clone(),
                    base: view.form.handovers,
                }
            }
            MoveKind::Note => {
                let line = self.draws.pick(&BoardLine::ALL).copied()?;
                let base = view.board.iter().find(|of| of.line == line)?.revision;
                Move::Note { line, base }
            }
            MoveKind::Verify => Move::Verify {
                incident: self.choice(&view.form.incidents, incident)?,
            },
            MoveKind::Resolve => Move::Resolve {
                incident: self.choice(&view.form.incidents, incident)?,
            },
            MoveKind::Reassign => Move::Reassign {
                staff: self.draws.pick(&view.engineers)?.id,
                incident: self.choice(&view.form.incidents, incident),
            },
            MoveKind::Act => {
                let action = self.draws.pick(&view.actions)?;
                let hand = self.draws.pick(&action.hands)?.seat;
                let left = view.common.turn.as_ref().map_or(0, |turn| turn.left);
                Move::Act {
                    action: action.id,
                    dice: 1 + u8::try_from(self.draws.below(usize::from(left))).unwrap_or(0),
                    hand: (hand != self.seat).then_some(hand),
                }
            }
            MoveKind::Review => {
                let text = self.phrase();
                Move::Review {
                    entry: match self.draws.below(4) {
                        0 => ReviewVerb::Worked { text },
                        1 => ReviewVerb::Hindered { text },
                        2 => ReviewVerb::AddWhy { text },
                        _ => ReviewVerb::Surprise { text },
                    },
                }
            }
            MoveKind::Say => Move::Say,
        };
        Some(Deed::new(act).text(text).to(to))
    }

    fn decide(&mut self, view: &PlayerView) -> Option<Move> {
        let option = self.found(view)?;
        let other = self.found(view).filter(|of| *of != option);
        let fallback = other.filter(|_| self.draws.coin());
        Some(Move::Decide(Decide {
            option,
            over: other.into_iter().collect(),
            facts: self.facts(view),
            price: self.facts(view),
            fallback: fallback.map(|option| Fallback {
                option,
                trigger: PHRASES[0].to_owned(),
            }),
            check_at: self.time(view),
            because: self.phrase(),
            base: view.form.decisions,
        }))
    }
}

impl Bot for Random {
    fn hear(&mut self, _: &Item) -> Option<Span> {
        None
    }

    fn turn(&mut self, view: &PlayerView) -> Turn {
        let (least, most) = PACE;
        let busy = self.draws.seconds(least, most);
        if view.common.phase != Phase::Play {
            return Turn::rest(busy);
        }
        let kind = self.draws.pick(&view.legal).copied();
        match kind.and_then(|kind| self.fill(view, kind)) {
            Some(deed) => Turn::act(deed, busy),
            None => Turn::rest(busy),
        }
    }

    fn refused(&mut self, _: &Refusal) {}

    fn cut_plan(&mut self, _: &PlayerView) -> CutPlan {
        CutPlan::default()
    }
}
