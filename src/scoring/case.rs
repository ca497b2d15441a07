//! The ledger, the scenario and the moment that a rule looks at, with what
//! several rules ask of them.

use super::entries::{Act, Decision, Question};
use super::ledger::Ledger;
use super::reading::Known;
use super::tally::{Standing, best};
use crate::engine::{Decide, Move};
use crate::model::*;
use crate::scenario::{Cell, Fact, Purpose, Scenario, Sender, TimeBox, TimeBoxKind};

/// The next word an hour of play ahead is none that anybody can wait for: four
/// times the rhythm of updates (handbook, exercise 1).
const FAR: Span = Span::minutes(60);

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) scenario: &'a Scenario,
    /// The moment of the score; ENDEX at the latest.
    pub(super) now: SimTime,
}

impl<'a> Case<'a> {
    /// Incident time without the time cuts: what ages only while people play.
    pub(super) fn played(&self, at: SimTime) -> SimTime {
        let cut = self
            .ledger
            .cuts
            .iter()
            .map(|(from, to)| at.min(*to).since(*from).0)
            .sum();
        at - Span(cut)
    }

    /// How long people played between two moments.
    pub(super) fn waited(&self, from: SimTime, to: SimTime) -> Span {
        self.played(to).since(self.played(from))
    }

    /// What the story's clock shows, for people.
    pub(super) fn clock(&self, at: SimTime) -> String {
        self.scenario.shows(at).to_string()
    }

    /// A seat's title.
    pub(super) fn title(&self, seat: SeatId) -> &str {
        self.scenario
            .roles
            .get(seat)
            .map_or("somebody", |role| role.title.as_str())
    }

    /// An option's name.
    pub(super) fn name(&self, option: OptionId) -> &str {
        self.ledger
            .course(self.scenario, option)
            .map_or("an option", |course| course.name.as_str())
    }

    /// Time boxes of a kind, in the author's order.
    pub(super) fn boxes(&self, kind: TimeBoxKind) -> impl Iterator<Item = &TimeBox> {
        self.scenario
            .time_boxes
            .iter()
            .filter(move |part| part.kind == kind)
    }

    /// When full credit ends in a time box, and when all of it does.
    pub(super) fn ends(&self, part: &TimeBox) -> (SimTime, SimTime) {
        let until = self.scenario.at(part.until);
        (
            until,
            part.limit
                .map_or(until, |limit| self.scenario.at(limit))
                .max(until),
        )
    }

    /// Whether a time box can no longer be met: its limit has passed, or the
    /// exercise ended after its end.
    pub(super) fn passed(&self, part: &TimeBox) -> bool {
        let (until, limit) = self.ends(part);
        self.now >= limit || (self.ledger.ended.is_some() && self.now >= until)
    }

    /// The first decision that counts.
    pub(super) fn first_decision(&self) -> Option<&Decision> {
        self.decisions().next()
    }

    /// Decisions that count, in order.
    pub(super) fn decisions(&self) -> impl Iterator<Item = &Decision> {
        let commanded = |decision: &&Decision| {
            self.ledger
                .acts
                .get(&decision.of)
                .is_some_and(|act| self.ledger.commands(act))
        };
        self.ledger.decisions.iter().filter(commanded)
    }

    /// Whether a decision was due, made or not.
    pub(super) fn decision_due(&self) -> bool {
        self.first_decision().is_some()
            || match self.boxes(TimeBoxKind::Decision).next() {
                Some(part) => self.passed(part),
                None => self.ledger.ended.is_some() && !self.scenario.options.is_empty(),
            }
    }

    /// The moment until which what informs the decision counts: the first
    /// decision, else the limit for it.
    pub(super) fn cutoff(&self) -> SimTime {
        let limit = self
            .boxes(TimeBoxKind::Decision)
            .next()
            .map(|part| self.ends(part).1);
        self.first_decision()
            .map(|decision| decision.at)
            .or(limit)
            .unwrap_or(self.now)
            .min(self.now)
    }

    /// An option and those that are started with it.
    pub(super) fn family(&self, option: OptionId) -> Vec<OptionId> {
        let parts = self
            .ledger
            .course(self.scenario, option)
            .map_or(&[][..], |course| &course.combines);
        std::iter::once(option)
            .chain(parts.iter().copied())
            .collect()
    }

    /// Whether a fact tells a cell of an option or of what is started with it.
    pub(super) fn tells(&self, fact: FactId, option: OptionId, wanted: fn(Cell) -> bool) -> bool {
        let family = self.family(option);
        self.scenario.facts.get(fact).is_some_and(|fact| {
            fact.cells
                .iter()
                .any(|(of, cell)| wanted(*cell) && family.contains(of))
        })
    }

    /// Who asked, for a sentence.
    pub(super) fn asker(&self, question: &Question) -> String {
        match &question.asked.from {
            Sender::Seat(seat) => format!("the {}", self.title(*seat)),
            Sender::Other(name) => name.clone(),
        }
    }

    /// The moves that made a decision, with their forms.
    pub(super) fn calls(&self, decision: &Decision) -> impl Iterator<Item = (&'a Act, &'a Decide)> {
        let acts = &self.ledger.acts;
        decision.moves().filter_map(move |seq| {
            let act = acts.get(&seq)?;
            match &act.moved.act {
                Move::Decide(decide) => Some((act, decide)),
                _ => None,
            }
        })
    }

    /// What a decision falls back to, as its field or its words say.
    pub(super) fn plan_b(&self, decision: &Decision) -> Option<OptionId> {
        self.calls(decision).find_map(|(act, decide)| {
            let named = decide.fallback.as_ref().map(|fallback| fallback.option);
            named.or(act.reading.decision.plan_b)
        })
    }

    /// Whether a time is so far away in play that nobody can wait for it.
    pub(super) fn far(&self, from: SimTime, until: SimTime) -> bool {
        self.waited(from, until) > FAR
    }

    /// Facts that fill a cell of an option.
    pub(super) fn filling(&self, option: OptionId, cell: Cell) -> impl Iterator<Item = &Fact> {
        self.scenario
            .facts
            .iter()
            .filter(move |fact| fact.cells.contains(&(option, cell)))
    }

    /// How a fact stands that the war room was told before a moment, and by
    /// which move.
    pub(super) fn told(
        &self,
        fact: FactId,
        before: SimTime,
        except: Option<Seq>,
    ) -> Option<(Standing, Seq)> {
        let tellings = self.ledger.told.get(&fact)?;
        let counting = tellings
            .iter()
            .filter(|telling| telling.at <= before && Some(telling.of) != except);
        best(counting.map(|of| (self.ledger.standing(of.of, of.read), of.of)))
    }

    /// Whether anything about an option was told before a decision on it.
    pub(super) fn assessed(&self, option: OptionId, decision: &Decision) -> bool {
        let told = |fact: &Fact| self.told(fact.id, decision.at, Some(decision.of)).is_some();
        !self.ledger.adopted_cells(option).is_empty()
            || Cell::ALL
                .into_iter()
                .any(|cell| self.filling(option, cell).any(told))
            || self.family(option).iter().skip(1).any(|part| {
                Cell::ALL
                    .into_iter()
                    .any(|cell| self.filling(*part, cell).any(told))
            })
    }

    /// Whether an answer is given to whoever asked: as a reply, by address, or
    /// by naming the fact.
    pub(super) fn speaks_to(&self, question: &Question, act: &Act) -> bool {
        let asker =
            matches!(&question.asked.from, Sender::Seat(seat) if act.moved.to.contains(seat));
        let reply = act.moved.reply_to.is_some() && act.moved.reply_to == question.asked.of;
        reply || asker || !act.moved.act.facts().is_empty()
    }

    /// Whether somebody else than `seat` told the war room a fact before a
    /// moment.
    pub(super) fn heard_from_another(&self, fact: FactId, seat: SeatId, before: SimTime) -> bool {
        let tellings = self.ledger.told.get(&fact);
        tellings.is_some_and(|all| {
            all.iter()
                .any(|telling| telling.from != seat && telling.at <= before)
        })
    }

    /// Whether a decision was a choice: the war room knew something of what was
    /// chosen, and of another way out if there is one.
    pub(super) fn choice(&self, decision: &Decision) -> bool {
        let courses = || {
            self.scenario
                .options
                .iter()
                .chain(self.ledger.adopted.iter().map(|adopted| &adopted.course))
        };
        let other = || {
            courses()
                .any(|course| course.id != decision.option && self.assessed(course.id, decision))
        };
        self.assessed(decision.option, decision) && (courses().count() == 1 || other())
    }

    /// Whether a person holds a seat, or it belongs to every table.
    pub(super) fn seated(&self, seat: SeatId) -> bool {
        let people = self.ledger.holders.len();
        self.ledger.holders.contains_key(&seat)
            || self.scenario.at_every_table(seat)
            || self
                .scenario
                .roles
                .get(seat)
                .is_some_and(|role| usize::from(role.from_players) <= people)
    }

    /// Whether words belong to the option matrix: they tell a cell of it, or
    /// ask for one.
    pub(super) fn about_matrix(&self, act: &Act) -> bool {
        let cell = |topic: &TopicId| {
            self.scenario
                .topics
                .get(*topic)
                .is_some_and(|topic| topic.cell.is_some())
        };
        let fills = |fact: &FactId| {
            self.scenario
                .facts
                .get(*fact)
                .is_some_and(|fact| !fact.cells.is_empty())
        };
        match &act.moved.act {
            Move::Tell { facts } if !facts.is_empty() => facts.iter().any(fills),
            _ => act.moved.topics.iter().any(cell),
        }
    }

    /// Whether a seat speaks for the business: it decides business questions.
    pub(super) fn executive(&self, seat: SeatId) -> bool {
        self.scenario.roles.get(seat).is_some_and(|role| {
            role.authority
                .contains(&crate::scenario::Authority::Business)
                || role.family == JobFamily::Executive
        })
    }

    /// Whether the scenario has a role that speaks for the business.
    pub(super) fn has_executive(&self) -> bool {
        let mut roles = self.scenario.roles.iter();
        roles.any(|role| self.executive(role.id))
    }

    /// Whether the scenario has a channel of a purpose.
    pub(super) fn has_channel(&self, purpose: Purpose) -> bool {
        self.scenario.channel_for(purpose).is_some()
    }

    /// Whether words name a thing in the game, a figure or a time.
    pub(super) fn names_something(&self, words: &str, at: SimTime) -> bool {
        let ledger = self.ledger;
        let known = Known {
            told: &ledger.told,
            decisions: &ledger.decisions,
            works: &ledger.works,
            adopted: &ledger.adopted,
        };
        super::reading::names_something(self.scenario, &known, words, at)
    }
}
