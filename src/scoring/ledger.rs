//! What the rules look at: events in the order of the journal, each act at the
//! moment it was made rather than written down.
//!
//! Invariant: [`Ledger::push`] alone changes it, and asks nothing but the event
//! and the scenario, so that pushing one by one and all at once is the same.
//! Absent on purpose: any judgement.

use super::entries::*;
use super::score::{Override, Rating};
use crate::engine::{Actor, Event, Recorded};
use crate::model::*;
use crate::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the rules need of an exercise's events.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub(super) certification: bool,
    /// The seat that is certified.
    pub(super) candidate: SeatId,
    pub(super) started: bool,
    /// ENDEX has come. What counts may have ended before, with a review.
    over: bool,
    /// The table reviews what was: command is over, and so is what it earns.
    reviewing: bool,
    pub(super) ended: Option<SimTime>,
    pub(super) now: SimTime,
    pub(super) last: Seq,
    pub(super) paces: BTreeSet<Pace>,
    pace: Pace,
    /// Time cuts; an open one ends far away.
    pub(super) cuts: Vec<(SimTime, SimTime)>,
    pub(super) holders: BTreeMap<SeatId, PlayerId>,
    pub(super) commander: SeatId,
    pub(super) acts: BTreeMap<Seq, Act>,
    /// The move of the step that is being pushed.
    pub(super) step: Option<(Seq, SimTime, Actor)>,
    pub(super) told: BTreeMap<FactId, Vec<Telling>>,
    pub(super) found: BTreeMap<OptionId, Found>,
    pub(super) adopted: Vec<Adopted>,
    pub(super) questions: BTreeMap<Seq, Question>,
    pub(super) promises: BTreeMap<Seq, Promise>,
    pub(super) assigned: Vec<Assigned>,
    pub(super) orders: BTreeMap<Seq, Order>,
    pub(super) objections: BTreeMap<Seq, Objection>,
    pub(super) decisions: Vec<Decision>,
    /// Decisions that an executive was to hear first: which, who, by which move.
    pub(super) unheard: Vec<(OptionId, SeatId, Seq)>,
    pub(super) board: Vec<Written>,
    pub(super) declared: Vec<(SimTime, Severity)>,
    pub(super) rule: Option<(SimTime, Seq)>,
    pub(super) works: Vec<Work>,
    /// Moments at which a fact, an option, an objection or the end of work was
    /// new, or the host brought something up.
    pub(super) news: Vec<SimTime>,
    pub(super) deadlines: BTreeMap<DeadlineId, (SimTime, bool)>,
    pub(super) confirmed: BTreeMap<Seq, bool>,
    pub(super) disputed: BTreeSet<Seq>,
    pub(super) overrides: BTreeMap<CriterionId, Override>,
    pub(super) ratings: BTreeMap<CriterionId, Vec<Rating>>,
    /// In certification: nobody's acts but the candidate's are looked at.
    pub(super) alone: bool,
}

impl Ledger {
    pub(super) fn new(scenario: &Scenario, certification: bool) -> Self {
        Self {
            certification,
            candidate: scenario.commander,
            started: false,
            over: false,
            reviewing: false,
            ended: None,
            now: SimTime::ZERO,
            last: Seq(0),
            paces: BTreeSet::new(),
            pace: Pace::REAL,
            cuts: Vec::new(),
            holders: BTreeMap::new(),
            commander: scenario.commander,
            acts: BTreeMap::new(),
            step: None,
            told: BTreeMap::new(),
            found: BTreeMap::new(),
            adopted: Vec::new(),
            questions: BTreeMap::new(),
            promises: BTreeMap::new(),
            assigned: Vec::new(),
            orders: BTreeMap::new(),
            objections: BTreeMap::new(),
            decisions: Vec::new(),
            unheard: Vec::new(),
            board: Vec::new(),
            declared: Vec::new(),
            rule: None,
            works: Vec::new(),
            news: Vec::new(),
            deadlines: BTreeMap::new(),
            confirmed: BTreeMap::new(),
            disputed: BTreeSet::new(),
            overrides: BTreeMap::new(),
            ratings: BTreeMap::new(),
            alone: false,
        }
    }

    /// Takes in the next event.
    pub(super) fn push(&mut self, scenario: &Scenario, recorded: &Recorded) {
        self.last = recorded.seq;
        self.now = self.now.max(recorded.at);
        if self.reviewing && !in_the_book(&recorded.event) {
            return;
        }
        if !self.same_step(recorded) {
            self.step = None;
        }
        let (seq, at) = (recorded.seq, recorded.at);
        match &recorded.event {
            Event::Seated { player, seat, .. } => {
                self.holders.retain(|_, holder| holder != player);
                self.holders.insert(*seat, *player);
            }
            Event::Unseated { seat } => {
                self.holders.remove(seat);
            }
            Event::Left { player } => self.holders.retain(|_, holder| holder != player),
            Event::Started { .. } => {
                self.started = true;
                self.paces.insert(self.pace);
            }
            Event::PaceSet { pace } => {
                self.pace = *pace;
                // A review of its own scene runs by the clock, too.
                if self.started && !self.over {
                    self.paces.insert(*pace);
                }
            }
            Event::SceneBegan { scene } => {
                let part = scenario.scenes.get(*scene);
                if part.is_some_and(|part| part.review) {
                    self.reviewing = true;
                    self.ended = self.ended.or(Some(at));
                }
            }
            Event::CutBegan { from, .. } => self.cuts.push((*from, SimTime::FAR)),
            Event::CutEnded { .. } => {
                if let Some(cut) = self.cuts.last_mut() {
                    cut.1 = at;
                }
            }
            Event::Ended { .. } | Event::EmergencyDeclared => {
                self.over = true;
                self.ended = self.ended.or(Some(at));
            }
            Event::Moved(moved) => self.moved(scenario, recorded, moved),
            Event::Told {
                fact,
                of,
                read,
                from,
            } => {
                let made = self.made(*of, at);
                self.news.push(made);
                let telling = Telling {
                    from: *from,
                    at: made,
                    of: *of,
                    read: *read,
                };
                self.told.entry(*fact).or_default().push(telling);
            }
            Event::Asked(asked) => {
                let made = asked.of.map_or(at, |of| self.made(of, at));
                let question = Question {
                    at: made,
                    asked: asked.clone(),
                    answers: Vec::new(),
                };
                self.questions.insert(seq, question);
            }
            Event::Settled { ask, how, by, of } => {
                let answer = Answer {
                    how: *how,
                    by: *by,
                    of: *of,
                    at: self.made(*of, at),
                };
                if let Some(question) = self.questions.get_mut(ask) {
                    question.answers.push(answer);
                }
            }
            Event::Promised {
                channel,
                due,
                of,
                read,
            } => {
                let promise = Promise::new(*channel, *due, *of, self.made(*of, at), *read);
                self.promises.insert(seq, promise);
            }
            Event::PromiseKept { promise, of } => self.kept(*promise, *of, at),
            Event::PromiseBroken { promise } => {
                if let Some(promise) = self.promises.get_mut(promise) {
                    promise.broken = Some(at);
                }
            }
            Event::Declared { severity, .. } => self.declared.push((self.step_time(at), *severity)),
            Event::Assigned {
                responsibility,
                seat,
                of,
            } => self.assigned.push(Assigned {
                responsibility: *responsibility,
                seat: *seat,
                of: *of,
                at: self.made(*of, at),
                taken_on: false,
            }),
            Event::TakenOn {
                responsibility,
                seat,
            } => {
                let mut last = self.assigned.iter_mut().rev();
                if let Some(of) =
                    last.find(|a| a.responsibility == *responsibility && a.seat == *seat)
                {
                    of.taken_on = true;
                }
            }
            Event::ChannelRule { .. } => {
                let of = self.step.map_or(seq, |(of, ..)| of);
                self.rule = self.rule.or(Some((self.step_time(at), of)));
            }
            Event::CommandPassed { to, .. } => self.commander = *to,
            Event::BoardChanged { line, text, .. } => self.written(scenario, *line, text, seq, at),
            Event::Ordered { to, option, by, of } => {
                let order = Order {
                    to: to.clone(),
                    option: *option,
                    by: *by,
                    of: *of,
                    at: self.made(*of, at),
                };
                self.orders.insert(seq, order);
            }
            Event::OptionFound { option } => self.option_found(scenario, *option, seq, at),
            Event::Adopted {
                course,
                cells,
                from,
                ..
            } => {
                let made = from.map_or(at, |of| self.made(of, at));
                let of = from.unwrap_or(seq);
                self.news.push(made);
                self.found.insert(
                    course.id,
                    Found {
                        at: made,
                        of,
                        read: false,
                    },
                );
                self.adopted.push(Adopted {
                    course: course.as_ref().clone(),
                    cells: cells.clone(),
                    of,
                });
            }
            Event::ObjectionRaised { of, seat, .. } => {
                let made = self.made(*of, at);
                self.news.push(made);
                let objection = Objection {
                    seat: *seat,
                    at: made,
                    heard: None,
                };
                self.objections.insert(seq, objection);
            }
            Event::ObjectionHeard { objection, of } => {
                let made = self.made(*of, at);
                if let Some(objection) = self.objections.get_mut(objection) {
                    objection.heard = objection.heard.or(Some((made, *of)));
                }
            }
            Event::Decided { option, of, .. } => {
                let made = self.made(*of, at);
                self.decided(*option, *of, made);
            }
            Event::Unheard { option, seat, of } => self.unheard.push((*option, *seat, *of)),
            Event::WorkStarted { option, by, .. } => {
                let of = self.step.map(|(of, ..)| of);
                let work = Work {
                    option: *option,
                    by: *by,
                    at: self.step_time(at),
                    seq,
                    of,
                    over: None,
                };
                self.works.push(work);
            }
            Event::WorkStopped { option } | Event::WorkDone { option, .. } => {
                let mut last = self.works.iter_mut().rev();
                if let Some(work) = last.find(|work| work.option == *option && work.over.is_none())
                {
                    work.over = Some(at);
                }
                self.news.push(at);
            }
            Event::Improvised { .. } | Event::Adjudicated { .. } => self.news.push(at),
            Event::DeadlineFell { deadline, met } => {
                self.deadlines.insert(*deadline, (at, *met));
            }
            Event::Confirmed { of, counts } => {
                self.confirmed.insert(*of, *counts);
            }
            Event::Disputed { of, .. } => {
                self.disputed.insert(*of);
            }
            Event::Overridden {
                criterion,
                percent,
                why,
            } => {
                let by = Override {
                    seq,
                    percent: *percent,
                    why: why.clone(),
                };
                self.overrides.insert(*criterion, by);
            }
            Event::Rated {
                criterion,
                percent,
                text,
            } => {
                let rating = Rating {
                    seq,
                    by: recorded.by,
                    percent: *percent,
                    text: text.clone(),
                };
                self.ratings.entry(*criterion).or_default().push(rating);
            }
            _ => {}
        }
    }

    /// What a move sets off follows it at once, at the same moment and by the
    /// same actor.
    fn same_step(&self, recorded: &Recorded) -> bool {
        self.step
            .is_some_and(|(_, at, by)| at == recorded.at && by == recorded.by)
    }

    /// When the move of this step was made.
    pub(super) fn step_time(&self, at: SimTime) -> SimTime {
        self.step.map_or(at, |(of, ..)| self.made(of, at))
    }

    /// When a move was made; spoken words count from when they were said.
    fn made(&self, of: Seq, recorded: SimTime) -> SimTime {
        self.acts.get(&of).map_or(recorded, |act| act.at)
    }
}

/// What people write into the score after the moment that it is about, and how
/// fast the clock ran.
fn in_the_book(event: &Event) -> bool {
    matches!(
        event,
        Event::Confirmed { .. }
            | Event::PaceSet { .. }
            | Event::Disputed { .. }
            | Event::Overridden { .. }
            | Event::Rated { .. }
            | Event::Ended { .. }
            | Event::EmergencyDeclared
    )
}
