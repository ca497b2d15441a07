//! What people would have to do, and to leave undone, for something to happen:
//! read backwards out of the scenario, one way at a time.
//!
//! Where several ways lead to a thing, one is drawn; the next try draws
//! another. Generous on purpose, and no proof: whether the wishes bring it
//! about, an exercise shows. Absent on purpose: the moment ([`steer`](super::steer)
//! keeps trying).

use super::causes::{Cause, Causes, Source, Thing};
use super::draws::Draws;
use crate::model::*;
use crate::scenario::*;
use std::collections::BTreeSet;

/// How far back it is looked.
const DEEPEST: usize = 24;

/// Something that the search goes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Goal {
    /// It is released.
    Inject(InjectId),
    /// Somebody is told it.
    Fact(FactId),
    /// It is reached.
    Milestone(MilestoneId),
    /// Work on it begins.
    Course(OptionId),
    /// The story ends with it.
    Ending(Name),
}

/// One thing that somebody is to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    /// A move of this kind is made.
    Make(Box<MovePattern>),
    /// An option comes so far.
    Course(OptionId, OptionStage),
    /// A fact is told in the war room.
    Tell(FactId),
    /// A seat learns it.
    Teach(SeatId, FactId),
    /// A demand is answered.
    Answer(InjectId),
    /// An incident is declared over.
    Resolve(IncidentId),
    /// Hands of a skill work on an incident.
    Hands(IncidentId, SkillId),
    /// An engineer is worn out.
    Wear(StaffId),
    /// An action is taken with a turn.
    Act(ActionId),
    /// An entry of the review.
    Enter(EntryKind),
    /// Word is promised there, and does not come.
    Promise(ChannelId),
}

/// What is to be done in one exercise, and what is not.
#[derive(Clone, Debug, Default)]
pub(super) struct Wishes {
    pub(super) wishes: Vec<Wish>,
    /// Moves that would spoil it.
    pub(super) avoid: Vec<MovePattern>,
    /// Options that nobody takes.
    pub(super) bars: BTreeSet<OptionId>,
    /// Demands that nobody answers.
    pub(super) silent: BTreeSet<InjectId>,
    /// How work on an option is to end.
    pub(super) luck: Vec<(OptionId, bool)>,
    /// The variant under which it can be.
    pub(super) variant: Option<VariantId>,
}

impl Wishes {
    /// Whether something has to be left undone, which nobody who leads as the
    /// handbook says would leave.
    pub(super) fn spoils(&self) -> bool {
        !self.avoid.is_empty() || !self.silent.is_empty()
    }

    /// One way to a goal.
    pub(super) fn of(scenario: &Scenario, causes: &Causes<'_>, goal: Goal, draws: Draws) -> Self {
        let mut chain = Chain {
            scenario,
            causes,
            draws,
            wishes: Self::default(),
            seen: BTreeSet::new(),
            depth: 0,
        };
        match goal {
            Goal::Inject(id) => chain.inject(id),
            Goal::Fact(id) => {
                chain.fact(id);
                chain.wish(Wish::Tell(id));
            }
            Goal::Milestone(id) => chain.milestone(id),
            Goal::Course(id) => chain.course(id, OptionStage::Running),
            Goal::Ending(id) => chain.ending(id),
        }
        chain.wishes
    }
}

/// What has been followed, so that a circle ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Inject(InjectId),
    Fact(FactId),
    Milestone(MilestoneId),
    Course(OptionId, OptionStage),
    NotMilestone(MilestoneId),
    NotInject(InjectId),
}

struct Chain<'s, 'c> {
    scenario: &'s Scenario,
    causes: &'c Causes<'s>,
    draws: Draws,
    wishes: Wishes,
    seen: BTreeSet<Node>,
    depth: usize,
}

impl<'s> Chain<'s, '_> {
    fn wish(&mut self, wish: Wish) {
        if !self.wishes.wishes.contains(&wish) {
            self.wishes.wishes.push(wish);
        }
    }

    fn avoid(&mut self, pattern: &MovePattern) {
        if !self.wishes.avoid.contains(pattern) {
            self.wishes.avoid.push(pattern.clone());
        }
    }

    /// Whether a node is new; those followed already are wished for already.
    fn enters(&mut self, node: Node) -> bool {
        self.seen.insert(node)
    }

    fn ending(&mut self, id: Name) {
        let endings = self.scenario.endings.iter();
        for ending in endings {
            if ending.id == id {
                return self.holds(&ending.when);
            }
            self.fails(&ending.when);
        }
    }

    fn inject(&mut self, id: InjectId) {
        if !self.enters(Node::Inject(id)) {
            return;
        }
        let Some(inject) = self.scenario.injects.get(id) else {
            return;
        };
        match &inject.trigger {
            Trigger::At(_) | Trigger::Between(..) | Trigger::AfterScene(..) => {}
            Trigger::AfterInject(other, _) => self.inject(*other),
            Trigger::AfterOption(option, stage, _) => self.course(*option, *stage),
            Trigger::AfterMilestone(milestone, _) => self.milestone(*milestone),
            Trigger::When(condition) => self.holds(condition),
            Trigger::Armed => self.brought(Thing::Inject(id)),
        }
        if let Some(only) = &inject.only {
            self.holds(only);
        }
    }

    fn milestone(&mut self, id: MilestoneId) {
        if !self.enters(Node::Milestone(id)) {
            return;
        }
        let when = self.scenario.milestones.get(id);
        let when = when.and_then(|part| part.when.as_ref());
        let causes = self.causes.what(Thing::Milestone(id)).len();
        match when {
            Some(when) if self.draws.below(causes + 1) == 0 => self.holds(when),
            _ => self.brought(Thing::Milestone(id)),
        }
    }

    fn fact(&mut self, id: FactId) {
        if !self.enters(Node::Fact(id)) {
            return;
        }
        if let Some(when) = self
            .scenario
            .facts
            .get(id)
            .and_then(|fact| fact.when.as_ref())
        {
            let causes = self.causes.what(Thing::Fact(id)).len();
            match self.draws.below(causes + 1) {
                0 => self.holds(when),
                _ => self.brought(Thing::Fact(id)),
            }
        }
    }

    fn course(&mut self, id: OptionId, stage: OptionStage) {
        if !self.enters(Node::Course(id, stage)) {
            return;
        }
        let Some(course) = self.scenario.options.get(id) else {
            return;
        };
        self.wishes.bars.remove(&id);
        self.wish(Wish::Course(id, stage));
        if matches!(stage, OptionStage::Hidden | OptionStage::Found) {
            return;
        }
        if let Some(requires) = &course.requires {
            self.holds(requires);
        }
        for hands in &course.crew {
            if let Some(incident) = course.incident {
                self.wish(Wish::Hands(incident, hands.0));
            }
        }
        let luck = match stage {
            OptionStage::Succeeded => Some(true),
            OptionStage::Failed => Some(false),
            _ => None,
        };
        if let Some(luck) = luck.filter(|_| course.combines.is_empty()) {
            self.wishes.luck.push((id, luck));
        }
        let unlucky = self.draws.below(course.combines.len().max(1));
        for (nth, part) in course.combines.iter().enumerate() {
            let stage = match stage {
                OptionStage::Failed if nth != unlucky => OptionStage::Running,
                OptionStage::Decided => continue,
                stage => stage,
            };
            self.course(*part, stage);
        }
    }

    /// One of the causes of a thing.
    fn brought(&mut self, thing: Thing) {
        let causes = self.causes;
        let Some(cause) = self.draws.pick(causes.what(thing)) else {
            return;
        };
        self.cause(cause);
    }

    fn cause(&mut self, cause: &Cause<'s>) {
        for given in &cause.given {
            self.holds(given);
        }
        match cause.source {
            Source::Work(option, stage) => self.course(option, stage),
            Source::Release(inject) => self.inject(inject),
            Source::Answer(inject) => {
                self.inject(inject);
                self.wish(Wish::Answer(inject));
            }
            Source::Silence(inject) => {
                self.inject(inject);
                self.wishes.silent.insert(inject);
            }
            Source::Missed(deadline) => self.missed(deadline),
            Source::Crossed(threshold) => {
                if let Some(part) = self.scenario.thresholds.get(threshold) {
                    self.figure(part.var, part.is);
                }
            }
            Source::Contingency(inject, nth) => {
                self.inject(inject);
                let parts = self.scenario.injects.get(inject);
                let expected = parts.and_then(|inject| inject.expects.get(nth));
                for pattern in expected.iter().flat_map(|of| &of.any) {
                    self.avoid(pattern);
                }
            }
            Source::Action(action) => self.wish(Wish::Act(action)),
            Source::Complication => {
                let changes = self.scenario.actions.iter();
                let changes = changes.filter(|action| action.kind != ActionKind::Looking);
                let changes: Vec<ActionId> = changes.map(|action| action.id).collect();
                for action in changes {
                    self.wish(Wish::Act(action));
                }
            }
        }
    }

    fn missed(&mut self, deadline: DeadlineId) {
        let part = self.scenario.deadlines.get(deadline);
        if let Some(met) = part.and_then(|part| part.met.as_ref()) {
            self.fails(met);
        }
    }

    /// A variable goes one way: by an effect, or by a flow.
    fn figure(&mut self, var: VarId, is: Is) {
        let thing = Thing::towards(var, is);
        let rises = is == Is::AtLeast;
        let flows = self.scenario.flows.iter();
        let flows = flows.filter(|flow| flow.var == var && (flow.rate.milli > 0) == rises);
        let flows: Vec<&Flow> = flows.collect();
        let causes = self.causes.what(thing).len();
        match flows.get(self.draws.below(causes + flows.len())) {
            Some(flow) => self.holds(&flow.during),
            None => self.brought(thing),
        }
    }

    fn since(&mut self, since: Since) {
        match since {
            Since::Inject(id) => self.inject(id),
            Since::Milestone(id) => self.milestone(id),
            Since::Scene => {}
        }
    }

    /// What makes a condition hold.
    fn holds(&mut self, condition: &'s Condition) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        match condition {
            Condition::Always
            | Condition::At(_)
            | Condition::Scene(_)
            | Condition::Profile(_)
            | Condition::Turn(_) => {}
            Condition::Var(var, is, _) => self.figure(*var, *is),
            Condition::Milestone(id) => self.milestone(*id),
            Condition::Told(id) => {
                self.fact(*id);
                self.wish(Wish::Tell(*id));
            }
            Condition::Knows(seat, id) => {
                self.fact(*id);
                self.wish(Wish::Teach(*seat, *id));
            }
            Condition::Made(pattern) => self.wish(Wish::Make(pattern.clone())),
            Condition::MadeSince(pattern, since) => {
                self.since(*since);
                self.wish(Wish::Make(pattern.clone()));
            }
            Condition::NotMade(pattern, _) => self.avoid(pattern),
            Condition::Option(id, stage) => self.course(*id, *stage),
            Condition::Released(id) => self.inject(*id),
            Condition::Missed(id) => self.missed(*id),
            Condition::Hands(incident, skill, _) => self.wish(Wish::Hands(*incident, *skill)),
            Condition::WornOut(staff) => self.wish(Wish::Wear(*staff)),
            Condition::Opened(id) => {
                let opened = self.scenario.incidents.get(*id);
                if let Some(when) = opened.and_then(|part| part.opened.as_ref()) {
                    self.holds(when);
                }
            }
            Condition::Resolved(id) => {
                if let Some(part) = self.scenario.incidents.get(*id) {
                    self.holds(&part.resolved);
                }
                self.wish(Wish::Resolve(*id));
            }
            Condition::Answered(id) => {
                self.inject(*id);
                self.wish(Wish::Answer(*id));
            }
            Condition::Broken(channel) => self.wish(Wish::Promise(*channel)),
            Condition::Variant(id) => self.wishes.variant = Some(*id),
            Condition::Done(id) | Condition::Tried(id, _) => {
                if let Some(when) = self
                    .scenario
                    .actions
                    .get(*id)
                    .and_then(|action| action.when.as_ref())
                {
                    self.holds(when);
                }
                self.wish(Wish::Act(*id));
            }
            Condition::Entries(kind, _) => self.wish(Wish::Enter(*kind)),
            Condition::All(all) => all.iter().for_each(|one| self.holds(one)),
            Condition::Any(any) => {
                if let Some(one) = any.get(self.draws.below(any.len())) {
                    self.holds(one);
                }
            }
            Condition::Not(not) => self.fails(not),
        }
        self.depth -= 1;
    }

    /// What keeps a condition from holding.
    fn fails(&mut self, condition: &'s Condition) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        match condition {
            Condition::Made(pattern) | Condition::MadeSince(pattern, _) => self.avoid(pattern),
            Condition::NotMade(pattern, _) => self.wish(Wish::Make(pattern.clone())),
            Condition::Milestone(id) if self.enters(Node::NotMilestone(*id)) => {
                let part = self.scenario.milestones.get(*id);
                if let Some(when) = part.and_then(|part| part.when.as_ref()) {
                    self.fails(when);
                }
                self.spared(Thing::Milestone(*id));
            }
            Condition::Released(id) if self.enters(Node::NotInject(*id)) => {
                let inject = self.scenario.injects.get(*id);
                if let Some(Trigger::When(when)) = inject.map(|inject| &inject.trigger) {
                    self.fails(when);
                }
                self.spared(Thing::Inject(*id));
            }
            Condition::Option(id, _) => self.bar(*id),
            Condition::Missed(id) => {
                let met = self.scenario.deadlines.get(*id);
                if let Some(met) = met.and_then(|part| part.met.as_ref()) {
                    self.holds(met);
                }
            }
            Condition::Answered(id) => {
                self.wishes.silent.insert(*id);
            }
            Condition::Var(var, is, _) => {
                let other = match is {
                    Is::AtLeast => Is::AtMost,
                    Is::AtMost => Is::AtLeast,
                };
                self.figure(*var, other);
            }
            Condition::All(all) => {
                if let Some(one) = all.get(self.draws.below(all.len())) {
                    self.fails(one);
                }
            }
            Condition::Any(any) => any.iter().for_each(|one| self.fails(one)),
            Condition::Not(not) => self.holds(not),
            _ => {}
        }
        self.depth -= 1;
    }

    /// Nobody takes an option, unless something else needs it.
    fn bar(&mut self, id: OptionId) {
        let needed = |wish: &Wish| matches!(wish, Wish::Course(of, _) if *of == id);
        if !self.wishes.wishes.iter().any(needed) {
            self.wishes.bars.insert(id);
        }
    }

    /// The work that would bring a thing about is left alone, or ends the other
    /// way.
    fn spared(&mut self, thing: Thing) {
        let causes = self.causes;
        for cause in causes.what(thing) {
            match cause.source {
                Source::Work(id, stage @ (OptionStage::Succeeded | OptionStage::Failed)) => {
                    let other = stage == OptionStage::Failed;
                    if self.wishes.luck.iter().all(|(of, _)| *of != id) {
                        self.wishes.luck.push((id, other));
                    }
                }
                Source::Work(id, _) => self.bar(id),
                Source::Answer(inject) => {
                    self.wishes.silent.insert(inject);
                }
                Source::Contingency(inject, nth) => {
                    let part = self.scenario.injects.get(inject);
                    let expected = part.and_then(|inject| inject.expects.get(nth));
                    let any = expected.map(|of| of.any.as_slice()).unwrap_or_default();
                    if let Some(pattern) = self.draws.pick(any) {
                        self.wish(Wish::Make(Box::new(pattern.clone())));
                    }
                }
                Source::Silence(inject) => self.wish(Wish::Answer(inject)),
                _ => {}
            }
        }
    }
}
