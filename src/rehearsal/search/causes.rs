//! What brings a thing about: for each inject, milestone, fact, option and
//! figure the effects of the scenario that do, and whose effects they are.
//!
//! An index over the checked scenario, built once a profile. Absent on
//! purpose: whether a cause can come about.

use crate::model::*;
use crate::scenario::{ActionKind, Condition, Effect, Is, OptionStage, Rung, Scenario};
use std::collections::BTreeMap;

/// Whose effects they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// An option that comes to a stage of work.
    Work(OptionId, OptionStage),
    /// An inject that is released.
    Release(InjectId),
    /// A demand that is answered.
    Answer(InjectId),
    /// A demand that stays unanswered.
    Silence(InjectId),
    /// A deadline that falls unmet.
    Missed(DeadlineId),
    /// A variable that crosses a threshold.
    Crossed(ThresholdId),
    /// The nth expectation of an inject, when it is missed.
    Contingency(InjectId, usize),
    /// An action that is rolled for.
    Action(ActionId),
    /// A change that fails, or an interrupt that is ignored.
    Complication,
}

/// A source, and what must hold besides.
#[derive(Clone, Debug)]
pub(super) struct Cause<'s> {
    pub(super) source: Source,
    pub(super) given: Vec<&'s Condition>,
}

/// Something that an effect brings about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    Inject(InjectId),
    Milestone(MilestoneId),
    /// Learned by somebody, or told.
    Fact(FactId),
    Started(OptionId),
    Stopped(OptionId),
    Resolved(IncidentId),
    /// A variable that rises or falls.
    Rises(VarId),
    Falls(VarId),
    /// A deadline that moves.
    Moved(DeadlineId),
}

/// The causes of a scenario.
#[derive(Debug, Default)]
pub(super) struct Causes<'s>(BTreeMap<Thing, Vec<Cause<'s>>>);

impl<'s> Causes<'s> {
    pub(super) fn of(scenario: &'s Scenario) -> Self {
        let mut causes = Self::default();
        for course in &scenario.options {
            let each = [
                (OptionStage::Running, &course.on_start),
                (OptionStage::Succeeded, &course.on_success),
                (OptionStage::Failed, &course.on_failure),
                (OptionStage::Stopped, &course.on_stop),
            ];
            for (stage, effects) in each {
                causes.effects(Source::Work(course.id, stage), &[], effects);
            }
        }
        for inject in &scenario.injects {
            causes.effects(Source::Release(inject.id), &[], &inject.effects);
            for fact in &inject.tells {
                causes.put(Thing::Fact(*fact), Source::Release(inject.id), &[]);
            }
            for (nth, expected) in inject.expects.iter().enumerate() {
                if let Some(contingency) = expected.contingency {
                    let source = Source::Contingency(inject.id, nth);
                    causes.put(Thing::Inject(contingency), source, &[]);
                }
            }
            let Some(demand) = &inject.demand else {
                continue;
            };
            causes.effects(Source::Answer(inject.id), &[], &demand.answered);
            let own = demand.ladder.as_deref();
            let asker = inject.from.seat().and_then(|seat| scenario.roles.get(seat));
            let roles = asker.map(|role| role.persona.ladder.as_slice());
            causes.ladder(inject.id, own.or(roles).unwrap_or_default());
        }
        for deadline in &scenario.deadlines {
            causes.effects(Source::Missed(deadline.id), &[], &deadline.effects);
        }
        for threshold in &scenario.thresholds {
            causes.effects(Source::Crossed(threshold.id), &[], &threshold.effects);
        }
        for action in &scenario.actions {
            let source = Source::Action(action.id);
            causes.effects(source, &[], &action.on_success);
            causes.effects(source, &[], &action.on_failure);
            for fact in &action.tells {
                causes.put(Thing::Fact(*fact), source, &[]);
            }
        }
        let changes = |kind| !matches!(kind, ActionKind::Looking);
        if scenario.actions.iter().any(|action| changes(action.kind)) {
            for inject in &scenario.complications {
                causes.put(Thing::Inject(*inject), Source::Complication, &[]);
            }
        }
        causes
    }

    /// What brings a thing about.
    pub(super) fn what(&self, thing: Thing) -> &[Cause<'s>] {
        self.0.get(&thing).map_or(&[], Vec::as_slice)
    }

    fn ladder(&mut self, inject: InjectId, ladder: &'s [Rung]) {
        for rung in ladder {
            let given: Vec<&Condition> = rung.when.iter().collect();
            self.effects(Source::Silence(inject), &given, &rung.effects);
        }
    }

    fn put(&mut self, thing: Thing, source: Source, given: &[&'s Condition]) {
        let given = given.to_vec();
        self.0
            .entry(thing)
            .or_default()
            .push(Cause { source, given });
    }

    fn effects(&mut self, source: Source, given: &[&'s Condition], effects: &'s [Effect]) {
        for effect in effects {
            let things: &[Thing] = match effect {
                Effect::Release(id) => &[Thing::Inject(*id)],
                Effect::Reach(id) => &[Thing::Milestone(*id)],
                Effect::Learn(_, id) => &[Thing::Fact(*id)],
                Effect::Start(id) => &[Thing::Started(*id)],
                Effect::Stop(id) => &[Thing::Stopped(*id)],
                Effect::Resolve(id) => &[Thing::Resolved(*id)],
                Effect::Postpone(id, _) => &[Thing::Moved(*id)],
                // Where it stands before tells which way it goes: both are tried.
                Effect::Set(id, _) => &[Thing::Rises(*id), Thing::Falls(*id)],
                Effect::Add(id, by) if by.milli < 0 => &[Thing::Falls(*id)],
                Effect::Add(id, _) => &[Thing::Rises(*id)],
                Effect::If(when, inner) => {
                    let given: Vec<&Condition> = given.iter().copied().chain([when]).collect();
                    self.effects(source, &given, inner);
                    &[]
                }
                Effect::Health(..)
                | Effect::Cancel(_)
                | Effect::Tire(..)
                | Effect::Need(..)
                | Effect::Wake(_) => &[],
            };
            for thing in things {
                self.put(*thing, source, given);
            }
        }
    }
}

impl Thing {
    /// The way a variable has to go for a comparison to hold.
    pub(super) fn towards(var: VarId, is: Is) -> Self {
        match is {
            Is::AtLeast => Self::Rises(var),
            Is::AtMost => Self::Falls(var),
        }
    }
}
