//! One step of the exercise: a command or something due, with everything it
//! sets off.

use super::apply::apply;
use super::check::{check, legal_moves};
use super::command::{Actor, Command, HostVerb};
use super::decide::{decide, due};
use super::event::{Event, Recorded};
use super::react::{Todo, complication, effect, react, settle};
use super::refusal::Refusal;
use super::schedule::DueItem;
use super::state::{Phase, State};
use super::watch::{Marks, Watch, stirred_by, stirred_by_due};
use crate::model::*;
use crate::scenario::{MoveKind, Scenario};
use std::collections::VecDeque;
use std::sync::Arc;

/// Events that one step may have before the rules are taken to run in a circle.
const MAX_EVENTS: usize = 600;
/// Times that the world may settle anew within one step.
const MAX_ROUNDS: usize = 40;

/// An exercise: its scenario and its state.
#[derive(Clone, Debug)]
pub struct Engine {
    scenario: Arc<Scenario>,
    state: State,
    watch: Arc<Watch>,
    /// What has been stirred since the world last settled.
    stirred: Marks,
    /// When it last settled.
    settled: SimTime,
}

impl Engine {
    /// An exercise that nobody has joined.
    pub fn new(scenario: Arc<Scenario>, seed: u64, certification: bool) -> Self {
        let state = State::new(&scenario, seed, certification);
        let watch = Arc::new(Watch::new(&scenario));
        Self {
            scenario,
            state,
            watch,
            stirred: Marks::ALL,
            settled: SimTime::ZERO,
        }
    }

    /// The scenario it plays.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether an actor may do something now.
    ///
    /// # Errors
    /// With the reason and what is legal, when they may not.
    pub fn check(&self, actor: Actor, command: &Command) -> Result<(), Refusal> {
        check(&self.state, &self.scenario, actor, command)
    }

    /// The kinds of moves that a seat could make now.
    pub fn legal_moves(&self, seat: SeatId) -> Vec<MoveKind> {
        legal_moves(&self.state, &self.scenario, seat)
    }

    /// Carries a command out at a moment that is not before the last one. The
    /// caller has run everything due until then.
    ///
    /// # Errors
    /// As [`check`](Self::check) at that moment; then nothing has changed.
    pub fn submit(
        &mut self,
        at: SimTime,
        actor: Actor,
        command: Command,
    ) -> Result<Vec<Recorded>, Refusal> {
        // The clock stands at the end of a turn, whatever a caller's shows.
        let stands = self.state.turn().is_some_and(|turn| turn.over);
        let at = if stands { self.state.now() } else { at };
        let before = self.state.now();
        self.pass(at);
        let at = at.max(before);
        if let Err(refusal) = self.check(actor, &command) {
            self.state.now = before;
            return Err(refusal);
        }
        let events = decide(&self.state, &self.scenario, at, actor, command);
        Ok(self.run(at, actor, events))
    }

    /// Until when the clock runs before a command is carried out: the host who
    /// begins the next turn lets the rest of this one pass. The caller checks
    /// the command, and runs what is due until then, step by step.
    pub fn runs_first(&self, command: &Command) -> Option<SimTime> {
        let turn = self.state.turn().filter(|turn| !turn.over)?;
        matches!(command, Command::Host(HostVerb::Turn)).then_some(turn.ends)
    }

    /// The moment of the next thing due, while incident time passes.
    pub fn next_due(&self) -> Option<SimTime> {
        self.state.next_due().filter(|_| self.state.running())
    }

    /// Runs the first thing due not after `until`. Its events may be none.
    pub fn run_due(&mut self, until: SimTime) -> Option<(SimTime, DueItem, Vec<Recorded>)> {
        if !self.state.running() {
            return None;
        }
        let (at, item) = self
            .state
            .schedule
            .first()
            .filter(|(due, _)| *due <= until)?;
        self.state.schedule.pop();
        self.stirred.add(stirred_by_due(&self.scenario, &item));
        let at = at.max(self.state.now());
        self.state.now = at;
        let events = due(&self.state, &self.scenario, &item);
        let recorded = self.run(at, Actor::Clock, events);
        if let DueItem::Level { var } = item {
            self.state.replan_level(&self.scenario, var);
        }
        Some((at, item, recorded))
    }

    /// Lets time pass until a moment, if nothing falls due before it.
    pub fn pass(&mut self, until: SimTime) {
        if self.next_due().is_none_or(|due| due > until) {
            self.state.now = self.state.now.max(until);
        }
    }

    /// Folds a step of a journal: no rule is asked, no chance drawn.
    pub fn fold(&mut self, at: SimTime, item: Option<&DueItem>, events: &[Recorded]) {
        self.fold_with(at, item, events, |_, _| {});
    }

    /// Folds a step and shows each event with the state that it left.
    pub fn fold_with(
        &mut self,
        at: SimTime,
        item: Option<&DueItem>,
        events: &[Recorded],
        mut seen: impl FnMut(&State, &Recorded),
    ) {
        // A fold settles nothing: what it leads to is looked at afresh.
        self.stirred = Marks::ALL;
        self.state.schedule.drop_before(at);
        if let Some(item) = item {
            self.state.schedule.remove_first(item, at);
        }
        // A step without events lets time pass all the same.
        self.state.now = self.state.now.max(at);
        for recorded in events {
            apply(&mut self.state, &self.scenario, recorded);
            seen(&self.state, recorded);
        }
        if let Some(DueItem::Level { var }) = item {
            self.state.replan_level(&self.scenario, *var);
        }
    }

    /// Draws from another seed from now on; what was drawn stands. A fork
    /// plays on with other luck (design, invariant 5).
    pub fn reseed(&mut self, seed: u64) {
        self.state.seed = seed;
    }

    fn run(&mut self, at: SimTime, by: Actor, events: Vec<Event>) -> Vec<Recorded> {
        let mut todo: VecDeque<Todo> = events.into_iter().map(Todo::Event).collect();
        let mut done = Vec::with_capacity(todo.len() + 2);
        let (mut rounds, mut cut_off) = (0, false);
        self.state.now = self.state.now.max(at);
        loop {
            while let Some(next) = todo.pop_front() {
                let event = match next {
                    Todo::Event(event) => event,
                    Todo::Complication(cause, nth) => {
                        match complication(&self.state, &self.scenario, cause, nth) {
                            Some(event) => event,
                            None => continue,
                        }
                    }
                    Todo::Effect(change) => {
                        // What it changes comes before what else is to be done.
                        for next in effect(&self.state, &self.scenario, &change)
                            .into_iter()
                            .rev()
                        {
                            todo.push_front(next);
                        }
                        continue;
                    }
                };
                let recorded = self.record(at, by, event);
                cut_off |= done.len() >= MAX_EVENTS;
                if !cut_off {
                    todo.extend(react(&self.state, &self.scenario, &recorded));
                }
                done.push(recorded);
            }
            rounds += 1;
            let stirred =
                self.watch
                    .stirred(&self.state, &self.scenario, self.stirred, self.settled);
            let settled = settle(&self.state, &self.scenario, &stirred);
            // Before STARTEX nothing settles.
            if self.state.phase() == Phase::Play {
                self.stirred = Marks::NONE;
                self.settled = self.state.now();
            }
            if settled.is_empty() && !cut_off {
                return done;
            }
            if rounds > MAX_ROUNDS || done.len() >= MAX_EVENTS {
                let what = match cut_off {
                    true => "effects that set each other off",
                    false => "conditions that set each other off",
                };
                let what = what.to_owned();
                done.push(self.record(at, by, Event::Overrun { what }));
                return done;
            }
            todo.extend(settled);
        }
    }

    fn record(&mut self, at: SimTime, by: Actor, event: Event) -> Recorded {
        let recorded = Recorded {
            seq: Seq(self.state.seq().0 + 1),
            at,
            by,
            event,
        };
        self.stirred
            .add(stirred_by(&self.scenario, &recorded.event));
        apply(&mut self.state, &self.scenario, &recorded);
        recorded
    }
}
