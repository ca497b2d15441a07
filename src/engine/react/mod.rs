//! What an event sets off by the rules, and what has become true after it.
//!
//! Pure: state and event in, further events and effects out. The step loop
//! applies them one by one, so each sees the state that the one before left.

mod answer;
mod consult;
mod demand;
mod dice;
mod hear;
mod promise;
mod settle;

pub(super) use dice::complication;
pub use promise::{BREATH, INFORMED};
pub(super) use settle::settle;

use super::chance::Draws;
use super::decide::may_come;
use super::event::{Event, Moved, Recorded, ReleasedBy};
use super::persona;
use super::state::{InjectStage, State};
use super::world::bounded;
use crate::model::*;
use crate::scenario::{Case, Course, Effect, Hands, OptionStage, Scenario, Trigger};

/// What remains to be done in a step.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all are events")]
pub(super) enum Todo {
    Event(Event),
    Effect(Effect),
    /// What went wrong brings more: its id, and how often it has.
    Complication(Name, u32),
}

/// What an event sets off.
pub(super) fn react(state: &State, scenario: &Scenario, recorded: &Recorded) -> Vec<Todo> {
    let mut out = Out::new(state, scenario);
    out.react(recorded);
    out.todo
}

/// Collects what an event sets off.
struct Out<'a> {
    state: &'a State,
    scenario: &'a Scenario,
    todo: Vec<Todo>,
}

impl<'a> Out<'a> {
    fn new(state: &'a State, scenario: &'a Scenario) -> Self {
        Self {
            state,
            scenario,
            todo: Vec::new(),
        }
    }
}

impl Out<'_> {
    fn event(&mut self, event: Event) {
        self.todo.push(Todo::Event(event));
    }

    /// When a move was made: what was said aloud counts from then.
    fn made(&self, moved: &Moved) -> SimTime {
        moved.made_at(self.state.now())
    }

    fn effects(&mut self, effects: &[Effect]) {
        self.todo.extend(effects.iter().cloned().map(Todo::Effect));
    }

    fn react(&mut self, recorded: &Recorded) {
        let seq = recorded.seq;
        match &recorded.event {
            Event::Moved(moved) => {
                self.hear(seq, moved);
                self.consequence(seq, moved);
                self.expected(seq, moved);
            }
            Event::Asked(_)
            | Event::Assigned { .. }
            | Event::Ordered { .. }
            | Event::OrderTaken { .. } => self.personas(seq, &recorded.event),
            Event::Left { .. } | Event::Unseated { .. } | Event::Seated { .. } => {
                let speak = persona::take_over(self.state, self.scenario, seq);
                self.todo.extend(speak.into_iter().map(Todo::Event));
            }
            Event::Decided { option, .. } => {
                self.personas(seq, &recorded.event);
                self.triggered(|t| matches!(t, Trigger::AfterOption(o, OptionStage::Decided, _) if o == option));
            }
            Event::OptionFound { option } => {
                self.triggered(
                    |t| matches!(t, Trigger::AfterOption(o, OptionStage::Found, _) if o == option),
                );
            }
            Event::WorkStarted { option, .. } => {
                if let Some(course) = self.state.course(self.scenario, *option) {
                    self.effects(&course.on_start);
                }
                self.personas(seq, &recorded.event);
                self.triggered(|t| matches!(t, Trigger::AfterOption(o, OptionStage::Running, _) if o == option));
            }
            Event::WorkStopped { option } => {
                if let Some(course) = self.state.course(self.scenario, *option) {
                    self.effects(&course.on_stop);
                    self.stop_parts(course);
                }
                self.whole_done(*option, false);
                self.triggered(|t| matches!(t, Trigger::AfterOption(o, OptionStage::Stopped, _) if o == option));
            }
            Event::WorkDone { option, succeeded } => {
                self.work_done(seq, *option, *succeeded, &recorded.event)
            }
            Event::Released { inject, .. } => self.released(seq, *inject),
            Event::Missed { inject, nth } => self.missed(*inject, *nth),
            Event::PatienceLost { ask, rung, .. } => {
                if let Some(ask) = self.state.asks().get(ask) {
                    let ladder = super::apply::ladder(self.state, self.scenario, ask);
                    if let Some(rung) = ladder.get(usize::from(*rung)) {
                        self.effects(&rung.effects);
                    }
                }
            }
            Event::Reached { milestone } => {
                self.triggered(|t| matches!(t, Trigger::AfterMilestone(m, _) if m == milestone));
            }
            Event::SceneBegan { scene } => {
                self.triggered(|t| matches!(t, Trigger::AfterScene(s, _) if s == scene));
                // A review is talk: no dice, and the clock flows.
                if !self.state.reviewing(self.scenario) && self.state.turn().is_none() {
                    let turn = super::decide::turn_begins(self.state, self.scenario);
                    self.todo.extend(turn.map(Todo::Event));
                }
            }
            Event::Rolled {
                seat,
                action,
                of,
                succeeded,
                ..
            } => self.rolled(*seat, *action, *of, *succeeded),
            Event::Ignored { inject } => self.ignored(*inject),
            Event::Settled { ask, how, .. } => {
                self.calmed(*ask, *how);
                self.personas(seq, &recorded.event);
            }
            Event::PromiseBroken { promise } => self.word_failed(*promise),
            Event::StaffMoved { .. } => self.morale(self.scenario.strain.move_costs),
            Event::WornOut { .. } => self.morale(self.scenario.strain.wear_costs),
            Event::CutBegan { from, to, plan } => self.cut_began(*from, *to, plan),
            Event::CutEnded { .. } => self.next_scene(),
            Event::Crossed { threshold } => {
                if let Some(part) = self.scenario.thresholds.get(*threshold) {
                    self.effects(&part.effects);
                }
            }
            Event::DeadlineFell {
                deadline,
                met: false,
            } => {
                if let Some(part) = self.scenario.deadlines.get(*deadline) {
                    self.effects(&part.effects);
                }
            }
            _ => {}
        }
    }

    /// What moving people about, or wearing them out, costs the team's morale.
    fn morale(&mut self, costs: Quantity) {
        if let Some(morale) = self.scenario.strain.morale {
            let costs = Quantity {
                milli: -costs.milli,
                ..costs
            };
            self.effects(&[Effect::Add(morale, costs)]);
        }
    }

    fn personas(&mut self, seq: Seq, event: &Event) {
        let speak = persona::moved_by(self.state, self.scenario, seq, event);
        self.todo.extend(speak.into_iter().map(Todo::Event));
    }

    /// Injects whose trigger counts from what just happened fall due.
    fn triggered(&mut self, by: impl Fn(&Trigger) -> bool) {
        for inject in &self.scenario.injects {
            let waiting = by(&inject.trigger)
                && self.state.inject(inject.id) == Some(InjectStage::Waiting)
                && self.state.inject_due(inject.id).is_none();
            if waiting {
                let span = match inject.trigger {
                    Trigger::AfterInject(_, span)
                    | Trigger::AfterOption(_, _, span)
                    | Trigger::AfterMilestone(_, span)
                    | Trigger::AfterScene(_, span) => span,
                    _ => Span::ZERO,
                };
                let at = self.state.now() + span;
                self.event(Event::Due {
                    inject: inject.id,
                    at,
                });
            }
        }
    }

    fn released(&mut self, seq: Seq, id: InjectId) {
        let Some(inject) = self.scenario.injects.get(id) else {
            return;
        };
        self.overheard(seq, inject);
        self.effects(&inject.effects);
        if let Some(demand) = &inject.demand {
            self.event(Event::Asked(super::event::Asked {
                from: inject.from.clone(),
                to: self.state.meant(self.scenario, &demand.of),
                topics: demand.topics.clone(),
                objections: false,
                of: Some(seq),
                inject: Some(id),
                channel: inject.to.place().0,
            }));
        }
        self.triggered(|t| matches!(t, Trigger::AfterInject(i, _) if *i == id));
        if inject.wakes && self.state.cut().is_some() {
            self.event(Event::CutEnded {
                woken: Some(inject.title.clone()),
            });
        }
    }

    fn missed(&mut self, inject: InjectId, nth: u8) {
        let contingency = self
            .scenario
            .injects
            .get(inject)
            .and_then(|part| part.expects.get(usize::from(nth)))
            .and_then(|expected| expected.contingency)
            .filter(|id| self.state.inject(*id) == Some(InjectStage::Waiting))
            .filter(|id| may_come(self.state, self.scenario, *id));
        if let Some(inject) = contingency {
            self.event(Event::Released {
                inject,
                how: ReleasedBy::Contingency,
            });
        }
    }

    fn work_done(&mut self, seq: Seq, option: OptionId, succeeded: bool, event: &Event) {
        if let Some(course) = self.state.course(self.scenario, option) {
            self.effects(if succeeded {
                &course.on_success
            } else {
                &course.on_failure
            });
        }
        self.whole_done(option, succeeded);
        self.personas(seq, event);
        let stage = if succeeded {
            OptionStage::Succeeded
        } else {
            OptionStage::Failed
        };
        self.triggered(
            |t| matches!(t, Trigger::AfterOption(o, s, _) if *o == option && *s == stage),
        );
    }

    /// An option made of others ends with the last of them, and succeeds when
    /// all of them did.
    fn whole_done(&mut self, part: OptionId, succeeded: bool) {
        let state = self.state;
        for course in state.courses(self.scenario) {
            let whole = course.combines.contains(&part) && state.run(course.id).is_some();
            if whole && course.combines.iter().all(|id| state.run(*id).is_none()) {
                let all = |id: &OptionId| state.stage(*id) == OptionStage::Succeeded;
                let succeeded = succeeded && course.combines.iter().all(all);
                self.event(Event::WorkDone {
                    option: course.id,
                    succeeded,
                });
            }
        }
    }

    /// Whoever stops an option made of others stops what runs of them by then,
    /// as far as it can be stopped.
    fn stop_parts(&mut self, whole: &Course) {
        let (state, scenario) = (self.state, self.scenario);
        let stoppable = |id: &&OptionId| {
            let part = state.course(scenario, **id);
            part.is_some_and(|part| part.stoppable)
        };
        for part in whole.combines.iter().filter(stoppable) {
            self.todo.push(Todo::Effect(Effect::Stop(*part)));
        }
    }

    fn next_scene(&mut self) {
        if let Some(scene) = self.state.next_scene(self.scenario) {
            self.event(Event::SceneBegan { scene: scene.id });
        }
    }

    /// Work begins: how long it takes and how it ends is drawn here, under the
    /// option's own key.
    fn start_work(&mut self, option: OptionId, by: SeatId) {
        let Some(course) = self.state.course(self.scenario, option) else {
            return;
        };
        let nth = self.state.starts(option) + 1;
        let key = |what: &'static str| -> [String; 3] {
            [what.to_owned(), option.to_string(), nth.to_string()]
        };
        let draws = |what| {
            let key = key(what);
            let key: Vec<&str> = key.iter().map(String::as_str).collect();
            Draws::of(self.state.seed(), &key)
        };
        let parts: Vec<OptionId> = course.combines.clone();
        let holds = |case: &&Case| self.state.holds(self.scenario, &case.when);
        let case = course.cases.iter().find(holds);
        let duration = case.and_then(|case| case.duration).or(course.duration);
        let chance = case.and_then(|case| case.chance).or(course.chance);
        let drawn = duration.map(|duration| draws("duration").triangular(duration));
        // Work that needs hands is done when they have done it.
        let by_hand = !self.state.crew(self.scenario, option).is_empty();
        let takes = drawn.filter(|_| by_hand);
        let done_at = match drawn {
            Some(drawn) if !by_hand => self.state.now() + drawn,
            _ => SimTime::FAR,
        };
        let succeeds = chance.is_none_or(|chance| draws("outcome").happens(chance.milli));
        self.event(Event::WorkStarted {
            option,
            by,
            done_at,
            succeeds,
            nth,
            takes,
        });
        let done = |part: &OptionId| {
            self.state.run(*part).is_none() && self.state.stage(*part) == OptionStage::Succeeded
        };
        if !parts.is_empty() && parts.iter().all(done) {
            // Nothing of it is left to do.
            self.event(Event::WorkDone {
                option,
                succeeded: true,
            });
        }
        for part in parts {
            if self.state.run(part).is_none() && !done(&part) {
                self.start_work(part, by);
            }
        }
    }
}

/// What an effect changes in the world now.
pub(super) fn effect(state: &State, scenario: &Scenario, effect: &Effect) -> Vec<Todo> {
    match effect {
        Effect::If(when, effects) if state.holds(scenario, when) => {
            effects.iter().cloned().map(Todo::Effect).collect()
        }
        Effect::If(..) => Vec::new(),
        Effect::Start(option) => {
            let can = super::check::can_start(state, scenario, *option).is_ok();
            let owner = state.course(scenario, *option).map(|course| course.owner);
            let mut out = Out::new(state, scenario);
            if let Some(owner) = owner.filter(|_| can) {
                out.start_work(*option, owner);
            }
            out.todo
        }
        effect => changed(state, scenario, effect)
            .map(Todo::Event)
            .into_iter()
            .collect(),
    }
}

/// The event by which a plain effect changes the world now.
fn changed(state: &State, scenario: &Scenario, effect: &Effect) -> Option<Event> {
    let waits = |inject: InjectId| state.inject(inject) == Some(InjectStage::Waiting);
    match effect {
        Effect::Set(var, value) => Some(Event::VarSet {
            var: *var,
            value: *value,
        }),
        Effect::Add(var, change) => {
            let now = state.value(scenario, *var)?;
            let value = Quantity {
                milli: now.milli.saturating_add(change.milli),
                ..now
            };
            let value = bounded(scenario, *var, value);
            Some(Event::VarSet { var: *var, value })
        }
        Effect::Health(service, health) => {
            (state.health(*service) != Some(*health)).then_some(Event::HealthSet {
                service: *service,
                health: *health,
            })
        }
        Effect::Reach(milestone) => {
            (!state.milestones().contains_key(milestone)).then_some(Event::Reached {
                milestone: *milestone,
            })
        }
        Effect::Learn(seat, fact) => (!state.knows(*seat, *fact)).then_some(Event::Learned {
            seat: *seat,
            fact: *fact,
        }),
        Effect::Release(inject) => (waits(*inject) && may_come(state, scenario, *inject))
            .then_some(Event::Released {
                inject: *inject,
                how: ReleasedBy::Effect,
            }),
        Effect::Cancel(inject) => waits(*inject).then_some(Event::Cancelled { inject: *inject }),
        Effect::Resolve(incident) => {
            (!state.resolved().contains_key(incident)).then_some(Event::IncidentResolved {
                incident: *incident,
            })
        }
        Effect::Wake(why) => state.cut().map(|_| Event::CutEnded {
            woken: Some(why.clone()),
        }),
        Effect::Stop(option) => state
            .run(*option)
            .map(|_| Event::WorkStopped { option: *option }),
        Effect::Postpone(deadline, by) => {
            let part = scenario.deadlines.get(*deadline)?;
            let open = !state.deadlines().contains_key(deadline);
            let at = state.deadline_at(scenario, part) + *by;
            open.then_some(Event::DeadlineMoved {
                deadline: *deadline,
                at,
            })
        }
        Effect::Tire(staff, by) => state.engineer(*staff).map(|_| Event::Tired {
            staff: *staff,
            by: *by,
        }),
        Effect::Need(option, skill, count) => Some(Event::HandsNeeded {
            option: *option,
            hands: Hands(*skill, *count),
        }),
        Effect::Start(_) | Effect::If(..) => None,
    }
}
