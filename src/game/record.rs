//! What this screen has folded of the journal: a mirror of the engine, so that
//! one `check` greys out buttons, and what the talk afterwards rests on.
//!
//! Fed with recorded steps, in order and once each. Absent on purpose: the
//! room, streams and the clock.

use crate::engine::{
    Actor, Capture, Command, Decide, Engine, Event, Move, Phase, Play, Recorded, Refusal,
    ReviewVerb,
};
use crate::game::ui::what_if::{Fork, Way};
use crate::journal::{self, Header, Step};
use crate::model::{Seq, Span};
use crate::scenario::Scenario;
use crate::scoring::{Compared, GateResult, Gates, Score, Scorer, When, compare};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that was recorded, folded.
pub(super) struct Record {
    mirror: Engine,
    scorer: Scorer,
    gates: Gates,
    scored: Seq,
    notes: Vec<Recorded>,
    confirmed: BTreeMap<Seq, bool>,
    reviewed: Vec<Recorded>,
    entries: Vec<ReviewVerb>,
    forks: Vec<Fork>,
    /// Steps that are on disk.
    steps: u64,
}

impl Record {
    /// Nothing has happened yet.
    pub(super) fn new(scenario: &Arc<Scenario>, header: &Header) -> Self {
        Self {
            mirror: Engine::new(scenario.clone(), header.seed, header.certification),
            scorer: Scorer::new(scenario.clone(), header.certification),
            gates: Gates::new(scenario.clone()),
            scored: Seq(0),
            notes: Vec::new(),
            confirmed: BTreeMap::new(),
            reviewed: Vec::new(),
            entries: Vec::new(),
            forks: Vec::new(),
            steps: 0,
        }
    }

    /// Takes in the next step.
    pub(super) fn take(&mut self, step: &Step) {
        self.steps = self.steps.max(step.n);
        if let Some(fork) = self.fork(step) {
            self.forks.push(fork);
        }
        let Self { mirror, gates, .. } = self;
        journal::fold_with(mirror, step, |state, recorded| gates.push(state, recorded));
        for recorded in &step.events {
            self.scorer.push(recorded);
            self.scored = recorded.seq;
            match &recorded.event {
                Event::Confirmed { of, counts } => {
                    self.confirmed.insert(*of, *counts);
                }
                Event::Reviewed { entry, .. } => {
                    self.reviewed.push(recorded.clone());
                    self.enter(entry.clone());
                }
                _ => {}
            }
            if is_book(&recorded.event) {
                self.notes.push(recorded.clone());
            }
        }
    }

    /// Whether somebody may do something now, by the room's own rule.
    pub(super) fn check(&self, actor: Actor, command: &Command) -> Result<(), Refusal> {
        self.mirror.check(actor, command)
    }

    /// The phase.
    pub(super) fn phase(&self) -> Phase {
        self.mirror.state().phase()
    }

    /// The last event that the score rests on.
    pub(super) fn scored(&self) -> Seq {
        self.scored
    }

    /// Steps that are on disk.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// The score so far.
    pub(super) fn score(&self, when: When) -> Score {
        self.scorer.score(when)
    }

    /// How the gates came out; `score` is that of the same events.
    pub(super) fn gates(&self, score: &Score) -> Vec<GateResult> {
        self.gates.results(score)
    }

    /// The table's review beside the author's.
    pub(super) fn compared(&self) -> Vec<Compared> {
        compare(self.mirror.scenario(), &self.reviewed)
    }

    /// Notes, ratings, stars and disputes, oldest first.
    pub(super) fn notes(&self) -> &[Recorded] {
        &self.notes
    }

    /// What the host has confirmed or struck.
    pub(super) fn confirmed(&self) -> &BTreeMap<Seq, bool> {
        &self.confirmed
    }

    /// A moment stands before those that came after it in the story, whenever
    /// somebody remembered it.
    fn enter(&mut self, entry: ReviewVerb) {
        let scenario = self.mirror.scenario();
        let order = |entry: &ReviewVerb| match entry {
            ReviewVerb::AddMoment { at, .. } => Some(scenario.order_of(*at)),
            _ => None,
        };
        let own = order(&entry);
        let later = |other: &ReviewVerb| own.is_some() && order(other) > own;
        let place = self.entries.iter().position(later);
        self.entries
            .insert(place.unwrap_or(self.entries.len()), entry);
    }

    /// What the retrospective has gathered: moments in the story's order, the
    /// rest as it came.
    pub(super) fn entries(&self) -> &[ReviewVerb] {
        &self.entries
    }

    /// Every decision, with what else could have been decided there.
    pub(super) fn forks(&self) -> &[Fork] {
        &self.forks
    }

    /// The decision that a step brings. Asked before the step is folded: what
    /// was on the table is what the room's rule allowed just before it.
    fn fork(&self, step: &Step) -> Option<Fork> {
        let (option, at) = step.events.iter().find_map(|of| match &of.event {
            Event::Decided { option, .. } => Some((*option, of.at)),
            _ => None,
        })?;
        let first = step.events.first()?.seq;
        let (scenario, state) = (self.mirror.scenario(), self.mirror.state());
        let base = u32::try_from(state.decisions().len()).unwrap_or(u32::MAX);
        let ways = state.courses(scenario).map(|course| {
            let capture = Capture {
                seat: state.commander(),
                ago: Span::ZERO,
                play: Play::new(Move::Decide(Decide::on(course.id, base))),
            };
            let refused = self.check(Actor::Host, &Command::Capture(capture)).err();
            Way {
                option: course.id,
                name: course.name.clone(),
                refused: refused.map(|refusal| refusal.why),
            }
        });
        Some(Fork {
            before: Seq(first.0.saturating_sub(1)),
            at,
            chosen: option,
            authors: scenario.options.get(option).is_some(),
            ways: ways.collect(),
        })
    }
}

/// Whether an event belongs into the host's and evaluators' book.
fn is_book(event: &Event) -> bool {
    matches!(
        event,
        Event::Observed { .. }
            | Event::Rated { .. }
            | Event::Disputed { .. }
            | Event::Confirmed { .. }
    ) || matches!(
        event,
        Event::Reviewed {
            entry: ReviewVerb::Star { .. },
            ..
        }
    )
}
