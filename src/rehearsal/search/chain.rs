//! Reads backwards out of a scenario what people would have to do, and to leave
//! undone, for something to happen: one way at a time.
//!
//! Where several ways lead to a thing, one is drawn; the next try draws
//! another. Generous on purpose, and no proof: whether the wishes bring it
//! about, an exercise shows.

use super::causes::{Cause, Causes, Source, Thing};
use super::draws::Draws;
use super::wish::{Goal, Wish, Wishes};
use crate::model::*;
use crate::scenario::*;
use std::collections::BTreeSet;

/// How far back it is looked.
const DEEPEST: usize = 24;
/// How many things one way may go through.
const LONGEST: usize = 2_000;

/// One way to a goal.
pub(super) fn way(scenario: &Scenario, causes: &Causes<'_>, goal: Goal, draws: Draws) -> Wishes {
    let mut chain = Chain {
        scenario,
        causes,
        draws,
        wishes: Wishes::default(),
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
        Goal::Met(id) => chain.in_time(id),
        Goal::Found(id) => chain.found(id),
        Goal::Won(setting) => {
            chain.won();
            chain.wishes.variant = setting.variant;
        }
    }
    chain.wishes
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
    Figure(Thing),
    Missed(DeadlineId),
    Met(DeadlineId),
    Opened(IncidentId),
    Resolved(IncidentId),
    Act(ActionId),
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
        self.seen.len() < LONGEST && self.seen.insert(node)
    }

    fn ending(&mut self, id: Name) {
        let endings = &self.scenario.endings;
        let Some(at) = endings.iter().position(|ending| ending.id == id) else {
            return;
        };
        self.holds(&endings[at].when);
        for before in &endings[..at] {
            self.fails(&before.when);
        }
    }

    fn in_time(&mut self, id: DeadlineId) {
        if let Some(part) = self.scenario.deadlines.get(id) {
            self.moment(part.at);
        }
        self.met(id);
    }

    /// Somebody tells what is known of an option and puts it forward, or the
    /// story begins it.
    fn found(&mut self, id: OptionId) {
        let facts = self.scenario.facts.iter();
        let facts = facts.filter(|fact| fact.cells.iter().any(|(of, _)| *of == id));
        let facts: Vec<FactId> = facts.map(|fact| fact.id).collect();
        let causes = self.causes.what(Thing::Started(id)).len();
        match facts.get(self.draws.below(facts.len() + causes)) {
            Some(fact) => {
                self.fact(*fact);
                self.wish(Wish::Tell(*fact));
            }
            None => self.brought(Thing::Started(id)),
        }
        self.wish(Wish::Course(id, OptionStage::Found));
    }

    fn won(&mut self) {
        let scenario = self.scenario;
        for part in scenario.incidents.iter().filter(|part| !part.secondary) {
            self.holds(&part.resolved);
            self.wish(Wish::Resolve(part.id));
        }
        let breaches = scenario.deadlines.iter();
        for deadline in breaches.filter(|of| of.kind == DeadlineKind::Breach) {
            if let Some(met) = &deadline.met {
                self.holds(met);
            }
        }
    }

    fn moment(&mut self, at: Moment) {
        let at = self.scenario.at(at);
        if !self.wishes.moments.contains(&at) {
            self.wishes.moments.push(at);
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
            Trigger::At(at) | Trigger::Between(at, _) => self.moment(*at),
            Trigger::AfterScene(..) => {}
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
                self.wish(Wish::Hands(incident, hands.0, hands.1));
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
        if !self.enters(Node::Missed(deadline)) {
            return;
        }
        let Some(part) = self.scenario.deadlines.get(deadline) else {
            return;
        };
        self.moment(part.at);
        if let Some(met) = &part.met {
            self.fails(met);
        }
    }

    fn met(&mut self, deadline: DeadlineId) {
        if !self.enters(Node::Met(deadline)) {
            return;
        }
        let part = self.scenario.deadlines.get(deadline);
        if let Some(met) = part.and_then(|part| part.met.as_ref()) {
            self.holds(met);
        }
    }

    /// A variable goes one way: by an effect, or by a flow.
    fn figure(&mut self, var: VarId, is: Is) {
        let thing = Thing::towards(var, is);
        if !self.enters(Node::Figure(thing)) {
            return;
        }
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
            Condition::Always | Condition::Profile(_) | Condition::Turn(_) => {}
            Condition::At(at) => self.moment(*at),
            Condition::Scene(id) => {
                if let Some(scene) = self.scenario.scenes.get(*id) {
                    self.moment(scene.from);
                }
            }
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
            Condition::Hands(incident, skill, many) => {
                self.wish(Wish::Hands(*incident, *skill, *many));
            }
            Condition::WornOut(staff) => self.wish(Wish::Wear(*staff)),
            Condition::Opened(id) if self.enters(Node::Opened(*id)) => {
                let opened = self.scenario.incidents.get(*id);
                if let Some(when) = opened.and_then(|part| part.opened.as_ref()) {
                    self.holds(when);
                }
            }
            Condition::Resolved(id) if self.enters(Node::Resolved(*id)) => {
                if let Some(part) = self.scenario.incidents.get(*id) {
                    self.holds(&part.resolved);
                }
                self.wish(Wish::Resolve(*id));
            }
            Condition::Opened(_) | Condition::Resolved(_) => {}
            Condition::Answered(id) => {
                self.inject(*id);
                self.wish(Wish::Answer(*id));
            }
            Condition::Broken(channel) => self.wish(Wish::Promise(*channel)),
            Condition::Variant(id) => self.wishes.variant = Some(*id),
            Condition::Done(id) | Condition::Tried(id, _) if !self.enters(Node::Act(*id)) => {}
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
            Condition::Released(id) => self.withheld(*id),
            Condition::Option(id, _) => self.bar(*id),
            Condition::Missed(id) => self.met(*id),
            Condition::Answered(id) => {
                self.wishes.silent.insert(*id);
            }
            Condition::Hands(incident, skill, _) => {
                self.wish(Wish::Away(*incident, *skill));
            }
            Condition::Var(var, is, _) => {
                let other = match is {
                    Is::AtLeast => Is::AtMost,
                    Is::AtMost => Is::AtLeast,
                };
                self.figure(*var, other);
            }
            Condition::All(all) => self.one_fails(all),
            Condition::Any(any) => any.iter().for_each(|one| self.fails(one)),
            Condition::Not(not) => self.holds(not),
            _ => {}
        }
        self.depth -= 1;
    }

    /// One of several conditions fails: one that does already, else one that
    /// nothing needs.
    fn one_fails(&mut self, all: &'s [Condition]) {
        if let Some(stands) = all.iter().find(|one| self.stands(one, false)) {
            if let Condition::Not(not) = stands
                && let Condition::At(at) = &**not
            {
                self.moment(*at);
            }
            return;
        }
        let free = all.iter().filter(|one| !self.stands(one, true));
        let free: Vec<&Condition> = free.collect();
        let pick = self.draws.pick(&free).copied();
        if let Some(one) = pick.or_else(|| all.get(self.draws.below(all.len()))) {
            self.fails(one);
        }
    }

    /// Whether a condition is wished for, or its opposite, in the end: what has
    /// to wait for something else and what has to come both come.
    fn stands(&self, condition: &Condition, holds: bool) -> bool {
        let comes = |node: Node| self.seen.contains(&node);
        match condition {
            Condition::Milestone(id) if holds => comes(Node::Milestone(*id)),
            Condition::Milestone(id) => {
                comes(Node::NotMilestone(*id)) && !comes(Node::Milestone(*id))
            }
            Condition::Released(id) if holds => comes(Node::Inject(*id)),
            Condition::Released(id) => comes(Node::NotInject(*id)) && !comes(Node::Inject(*id)),
            Condition::Option(id, stage) if holds => self.seen.contains(&Node::Course(*id, *stage)),
            Condition::Option(id, _) => self.wishes.bars.contains(id),
            Condition::Not(not) => self.stands(not, !holds),
            // Time passes: nobody keeps it from doing so.
            Condition::At(_) | Condition::Scene(_) | Condition::Always => holds,
            _ => false,
        }
    }

    /// An inject does not come.
    fn withheld(&mut self, id: InjectId) {
        if !self.enters(Node::NotInject(id)) {
            return;
        }
        let inject = self.scenario.injects.get(id);
        if let Some(Trigger::When(when)) = inject.map(|inject| &inject.trigger) {
            self.fails(when);
        }
        self.spared(Thing::Inject(id));
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
                Source::Release(inject) => self.withheld(inject),
                Source::Missed(deadline) => self.met(deadline),
                _ => {}
            }
        }
    }
}
