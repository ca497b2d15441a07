//! One pass over a journal that collects what the parts of a report need.

use super::aar::{Edition, Observation, Retrospective, events};
use super::course::Course;
use super::decisions::{self, Decision};
use super::moments::Moments;
use super::people::Cast;
use super::retrospective;
use super::words::Words;
use crate::engine::{Engine, Event, Recorded, State};
use crate::journal::{Header, Step, fold_with};
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::{Gates, Score};
use std::sync::Arc;

/// What was collected.
pub(super) struct Gather<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) steps: &'a [Step],
    pub(super) edition: Edition,
    pub(super) moments: Moments,
    pub(super) course: Course,
    pub(super) decisions: Vec<Decision>,
    pub(super) cast: Cast,
    pub(super) retrospective: Retrospective,
    pub(super) observations: Vec<Observation>,
    pub(super) gates: Gates,
    /// How it stood after the last event.
    pub(super) state: State,
}

impl<'a> Gather<'a> {
    pub(super) fn of(
        scenario: &'a Arc<Scenario>,
        header: &Header,
        steps: &'a [Step],
        score: &Score,
        edition: Edition,
    ) -> Self {
        let moments = Moments::of(scenario, header, steps, score, edition);
        let mut engine = Engine::new(scenario.clone(), header.seed, header.certification);
        let mut gather = Self {
            scenario,
            steps,
            edition,
            moments,
            course: Course::of(scenario),
            decisions: Vec::new(),
            cast: Cast::default(),
            retrospective: Retrospective::default(),
            observations: Vec::new(),
            gates: Gates::new(scenario.clone()),
            state: engine.state().clone(),
        };
        let mut ended = None;
        for step in steps {
            fold_with(&mut engine, step, |state, recorded| {
                if matches!(recorded.event, Event::Ended { .. }) {
                    ended.get_or_insert(recorded.at);
                }
                gather.take(state, recorded);
            });
        }
        gather.state = engine.state().clone();
        gather.course.end = ended.unwrap_or(gather.state.now());
        retrospective::sort(&mut gather.retrospective, gather.scenario);
        gather
    }

    fn take(&mut self, state: &State, recorded: &Recorded) {
        let words = Words {
            scenario: self.scenario,
            state,
            edition: self.edition,
        };
        self.gates.push(state, recorded);
        self.course.take(&words, &self.moments, recorded);
        decisions::take(&mut self.decisions, &words, &self.moments, recorded);
        self.cast.take(state, recorded);
        match &recorded.event {
            Event::Reviewed { entry, .. } => {
                retrospective::take(&mut self.retrospective, &words, &self.moments, entry);
            }
            Event::Observed { seat, of, text } if self.edition == Edition::Host => {
                self.observations.push(Observation {
                    seat: seat.map_or_else(String::new, |seat| words.seat(seat)),
                    words: text.clone(),
                    at: of.and_then(|of| self.moments.at(of)),
                });
            }
            _ => {}
        }
    }

    /// All events, in order.
    pub(super) fn events(&self) -> impl Iterator<Item = &'a Recorded> {
        events(self.steps)
    }

    /// When something was, with its moment.
    pub(super) fn time(&self, seq: Seq, recorded: SimTime) -> SimTime {
        self.moments.time(seq).unwrap_or(recorded)
    }
}
