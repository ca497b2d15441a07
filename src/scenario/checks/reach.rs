//! What can happen at all, judged by form: milestones, injects, facts,
//! options, incidents and endings that nothing can bring about.
//!
//! Generous on purpose: whatever people might do is taken as done, and time
//! and figures as reached where the bounds allow it. What is told here can
//! truly never happen (unless the host improvises).

use super::graph::{Graph, Node, Settled};
use super::holds;
use crate::model::{
    ActionId, FactId, IncidentId, InjectId, MilestoneId, OptionId, Quantity, VarId,
};
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::*;
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(draft: &Draft<'_>, cyclic: &BTreeSet<InjectId>, findings: &mut Findings) {
    let mut world = World::of(draft);
    world.causes(draft);
    let endings: Vec<Node> = draft
        .endings
        .iter()
        .map(|ending| world.condition(&ending.when))
        .collect();
    let mut places = holds::places(draft, &mut |condition| world.condition(condition));
    for (item, part) in draft.thresholds.iter().enumerate() {
        let crossed = world.var(part.var, part.is, part.value);
        places.push(holds::threshold(item, crossed));
    }
    let World {
        graph,
        sure,
        milestones,
        injects,
        facts,
        stages,
        incidents,
        actions,
        ..
    } = world;
    let mut by_itself = graph.clone();
    let settled = graph.settle();
    // What comes of something that is told already is not told again.
    let things = milestones.values().chain(injects.values());
    let things = things.chain(facts.values()).chain(incidents.values());
    let things = things.chain(actions.values());
    let begun = stages.values().map(|stages| &stages.running);
    for node in things.chain(begun).filter(|node| !settled.can(**node)) {
        by_itself.link(sure, *node);
    }
    let by_itself = by_itself.settle();
    let mut told = BTreeSet::new();
    let mut tell = |code, trail: Trail, message: String, hint: &str| {
        told.insert((trail.section, trail.item));
        findings.at(draft, code, &trail, message, |finding| finding.hint(hint));
    };
    let at = |section, item| Trail::of(section, item);
    for (item, milestone) in draft.milestones.iter().enumerate() {
        if never(&settled, &milestones, milestone.id) {
            let message = format!("the milestone `{}` can never be reached", milestone.id);
            let hint = match &milestone.when {
                None => "give it a `when`, or an effect that reaches it: `Reach(…)`",
                Some(_) => "what its `when` asks for can never be, and no effect reaches it",
            };
            tell(
                Code::NeverReached,
                at(Section::Milestones, item).field("id"),
                message,
                hint,
            );
        }
    }
    for (item, inject) in draft.injects.iter().enumerate() {
        if never(&settled, &injects, inject.id) && !cyclic.contains(&inject.id) {
            let message = format!("the inject `{}` can never be released", inject.id);
            tell(
                Code::NeverReleased,
                at(Section::Injects, item).field("trigger"),
                message,
                "what it waits for can never be",
            );
        }
    }
    for (item, fact) in draft.facts.iter().enumerate() {
        if never(&settled, &facts, fact.id) {
            let message = format!("the fact `{}` can never be known", fact.id);
            tell(
                Code::NeverKnown,
                at(Section::Facts, item).field("when"),
                message,
                "what its `when` asks for can never be",
            );
        }
    }
    for (item, course) in draft.options.iter().enumerate() {
        if stages
            .get(&course.id)
            .is_some_and(|stages| !settled.can(stages.running))
        {
            let message = format!("the option `{}` can never be started", course.id);
            let (field, hint) = match course.requires {
                Some(_) => ("requires", "what it requires can never be"),
                None => (
                    "combines",
                    "one of the options it combines can never be started",
                ),
            };
            tell(
                Code::NeverStarted,
                at(Section::Options, item).field(field),
                message,
                hint,
            );
        }
    }
    for (item, action) in draft.actions.iter().enumerate() {
        if never(&settled, &actions, action.id) {
            let message = format!("the action `{}` can never help", action.id);
            tell(
                Code::NeverHelps,
                at(Section::Actions, item).field("when"),
                message,
                "what its `when` asks for can never be, or its interrupt never comes",
            );
        }
    }
    for (item, incident) in draft.incidents.iter().enumerate() {
        if never(&settled, &incidents, incident.id) {
            let message = format!("the incident `{}` can never be resolved", incident.id);
            tell(
                Code::NeverResolved,
                at(Section::Incidents, item).field("resolved"),
                message,
                "what must hold can never be",
            );
        }
    }
    for (item, (ending, node)) in draft.endings.iter().zip(endings).enumerate() {
        if !settled.can(node) {
            let message = format!("the ending `{}` is never told", ending.id);
            tell(
                Code::NeverTold,
                at(Section::Endings, item).field("when"),
                message,
                "what it asks for can never be",
            );
        }
    }
    holds::tell(draft, &places, &by_itself, &told, findings);
}

fn never<K: Ord>(settled: &Settled, nodes: &BTreeMap<K, Node>, id: K) -> bool {
    nodes.get(&id).is_some_and(|node| !settled.can(*node))
}

/// How far an option can come.
#[derive(Clone, Copy)]
struct Stages {
    running: Node,
    succeeded: Node,
    failed: Node,
    stopped: Node,
}

/// The graph of a scenario.
struct World {
    graph: Graph,
    sure: Node,
    milestones: BTreeMap<MilestoneId, Node>,
    injects: BTreeMap<InjectId, Node>,
    facts: BTreeMap<FactId, Node>,
    incidents: BTreeMap<IncidentId, Node>,
    stages: BTreeMap<OptionId, Stages>,
    /// Actions that could help at some time.
    actions: BTreeMap<ActionId, Node>,
    variables: BTreeMap<VarId, Variable>,
    /// Variables that something changes.
    moving: BTreeSet<VarId>,
    /// Injects that something releases, possible or not.
    caused: BTreeSet<InjectId>,
}

impl World {
    /// A node for each thing, without causes yet.
    fn of(draft: &Draft<'_>) -> Self {
        let mut graph = Graph::default();
        let sure = graph.given(true);
        let mut moving: BTreeSet<VarId> = draft.flows.iter().map(|flow| flow.var).collect();
        moving.extend(draft.strain.morale);
        walk(draft, &mut |_, seen| {
            if let Seen::Effect(Effect::Set(var, _) | Effect::Add(var, _)) = seen {
                moving.insert(*var);
            }
        });
        Self {
            sure,
            milestones: draft
                .milestones
                .iter()
                .map(|part| (part.id, graph.any()))
                .collect(),
            injects: draft
                .injects
                .iter()
                .map(|part| (part.id, graph.any()))
                .collect(),
            facts: draft
                .facts
                .iter()
                .map(|part| (part.id, graph.any()))
                .collect(),
            incidents: draft
                .incidents
                .iter()
                .map(|part| (part.id, graph.any()))
                .collect(),
            stages: draft
                .options
                .iter()
                .map(|course| {
                    let stages = Stages {
                        running: graph.any(),
                        succeeded: graph.any(),
                        failed: graph.any(),
                        stopped: graph.any(),
                    };
                    (course.id, stages)
                })
                .collect(),
            actions: draft
                .actions
                .iter()
                .map(|part| (part.id, graph.any()))
                .collect(),
            variables: draft
                .variables
                .iter()
                .map(|part| (part.id, part.clone()))
                .collect(),
            moving,
            caused: BTreeSet::new(),
            graph,
        }
    }

    /// Links everything to its causes.
    fn causes(&mut self, draft: &Draft<'_>) {
        let sure = self.sure;
        for deadline in &draft.deadlines {
            self.effects(sure, &deadline.effects);
        }
        for threshold in &draft.thresholds {
            let crossed = self.var(threshold.var, threshold.is, threshold.value);
            self.effects(crossed, &threshold.effects);
        }
        for role in &draft.roles {
            for rung in &role.persona.ladder {
                self.rung(sure, rung);
            }
        }
        for milestone in &draft.milestones {
            if let (Some(when), Some(node)) =
                (&milestone.when, self.milestones.get(&milestone.id).copied())
            {
                let cause = self.condition(when);
                self.graph.link(cause, node);
            }
        }
        for fact in &draft.facts {
            let cause = fact.when.as_ref().map_or(sure, |when| self.condition(when));
            if let Some(node) = self.facts.get(&fact.id).copied() {
                self.graph.link(cause, node);
            }
        }
        for incident in &draft.incidents {
            let cause = self.condition(&incident.resolved);
            if let Some(node) = self.incidents.get(&incident.id).copied() {
                self.graph.link(cause, node);
            }
        }
        for course in &draft.options {
            self.course(course);
        }
        for action in &draft.actions {
            self.action(action);
        }
        let changes = draft
            .actions
            .iter()
            .any(|action| action.kind != ActionKind::Looking);
        for inject in draft.complications.iter().filter(|_| changes) {
            self.release(sure, *inject);
        }
        for inject in &draft.injects {
            self.inject(inject);
        }
        // What only the host can release is told elsewhere.
        for inject in draft
            .injects
            .iter()
            .filter(|inject| inject.trigger == Trigger::Armed)
        {
            if let Some(node) = self
                .injects
                .get(&inject.id)
                .filter(|_| !self.caused.contains(&inject.id))
            {
                self.graph.link(sure, *node);
            }
        }
    }

    fn course(&mut self, course: &Course) {
        let Some(stages) = self.stages.get(&course.id).copied() else {
            return;
        };
        let allowed = course
            .requires
            .as_ref()
            .map_or(self.sure, |when| self.condition(when));
        if course.combines.is_empty() {
            let chance = course.odds();
            self.graph.link(allowed, stages.running);
            if chance != 0 {
                self.graph.link(stages.running, stages.succeeded);
            }
            if chance != Course::SURE {
                self.graph.link(stages.running, stages.failed);
            }
        } else {
            let parts: Vec<Stages> = course
                .combines
                .iter()
                .filter_map(|id| self.stages.get(id).copied())
                .collect();
            let mut needed: Vec<Node> = parts.iter().map(|part| part.running).collect();
            needed.push(allowed);
            let running = self.graph.all(&needed);
            self.graph.link(running, stages.running);
            let mut needed: Vec<Node> = parts.iter().map(|part| part.succeeded).collect();
            needed.push(stages.running);
            let succeeded = self.graph.all(&needed);
            self.graph.link(succeeded, stages.succeeded);
            for part in parts {
                // The whole fails with a part that fails, and with the last that
                // is stopped.
                for broken in [part.failed, part.stopped] {
                    let failed = self.graph.all(&[broken, stages.running]);
                    self.graph.link(failed, stages.failed);
                }
            }
        }
        if course.stoppable {
            self.graph.link(stages.running, stages.stopped);
        }
        self.effects(stages.running, &course.on_start);
        self.effects(stages.succeeded, &course.on_success);
        self.effects(stages.failed, &course.on_failure);
        self.effects(stages.stopped, &course.on_stop);
    }

    fn action(&mut self, action: &Action) {
        let Some(node) = self.actions.get(&action.id).copied() else {
            return;
        };
        let cause = match action.kind {
            ActionKind::Interrupt(inject) => self.injects.get(&inject).copied(),
            ActionKind::Looking | ActionKind::Changing => None,
        };
        let cause = self.given(cause.unwrap_or(self.sure), action.when.as_ref());
        self.graph.link(cause, node);
        for fact in &action.tells {
            if let Some(fact) = self.facts.get(fact).copied() {
                self.graph.link(node, fact);
            }
        }
        self.effects(node, &action.on_success);
        self.effects(node, &action.on_failure);
    }

    fn inject(&mut self, inject: &Inject) {
        let Some(node) = self.injects.get(&inject.id).copied() else {
            return;
        };
        let cause = match &inject.trigger {
            Trigger::At(_) | Trigger::Between(_, _) | Trigger::AfterScene(_, _) => Some(self.sure),
            Trigger::AfterInject(id, _) => Some(self.injects.get(id).copied().unwrap_or(self.sure)),
            Trigger::AfterOption(id, stage, _) => Some(self.stage(*id, *stage)),
            Trigger::AfterMilestone(id, _) => {
                Some(self.milestones.get(id).copied().unwrap_or(self.sure))
            }
            Trigger::When(condition) => Some(self.condition(condition)),
            // Whatever releases it is its cause.
            Trigger::Armed => None,
        };
        if let Some(cause) = cause {
            let cause = self.given(cause, inject.only.as_ref());
            self.graph.link(cause, node);
        }
        self.effects(node, &inject.effects);
        if let Some(demand) = &inject.demand {
            self.effects(node, &demand.answered);
        }
        for fact in &inject.tells {
            if let Some(fact) = self.facts.get(fact).copied() {
                self.graph.link(node, fact);
            }
        }
        for rung in inject
            .demand
            .iter()
            .flat_map(|demand| demand.ladder.iter().flatten())
        {
            self.rung(node, rung);
        }
        for expectation in &inject.expects {
            if let Some(contingency) = expectation.contingency {
                self.release(node, contingency);
            }
        }
    }

    fn rung(&mut self, cause: Node, rung: &Rung) {
        let cause = self.given(cause, rung.when.as_ref());
        self.effects(cause, &rung.effects);
    }

    /// The cause, where a condition must hold as well.
    fn given(&mut self, cause: Node, when: Option<&Condition>) -> Node {
        match when {
            Some(when) => {
                let when = self.condition(when);
                self.graph.all(&[cause, when])
            }
            None => cause,
        }
    }

    fn effects(&mut self, cause: Node, effects: &[Effect]) {
        for effect in effects {
            let node = match effect {
                Effect::If(when, effects) => {
                    let cause = self.given(cause, Some(when));
                    self.effects(cause, effects);
                    None
                }
                Effect::Start(id) => self.stages.get(id).map(|stages| stages.running),
                Effect::Stop(id) => self.stages.get(id).map(|stages| stages.stopped),
                Effect::Reach(id) => self.milestones.get(id).copied(),
                Effect::Learn(_, id) => self.facts.get(id).copied(),
                Effect::Release(id) => {
                    self.release(cause, *id);
                    None
                }
                Effect::Resolve(id) => self.incidents.get(id).copied(),
                Effect::Set(_, _)
                | Effect::Add(_, _)
                | Effect::Health(_, _)
                | Effect::Cancel(_)
                | Effect::Postpone(_, _)
                | Effect::Tire(_, _)
                | Effect::Need(_, _, _)
                | Effect::Wake(_) => None,
            };
            if let Some(node) = node {
                self.graph.link(cause, node);
            }
        }
    }

    fn release(&mut self, cause: Node, inject: InjectId) {
        self.caused.insert(inject);
        if let Some(node) = self.injects.get(&inject) {
            self.graph.link(cause, *node);
        }
    }

    fn stage(&self, option: OptionId, stage: OptionStage) -> Node {
        let Some(stages) = self.stages.get(&option) else {
            return self.sure;
        };
        match stage {
            OptionStage::Hidden | OptionStage::Found | OptionStage::Decided => self.sure,
            OptionStage::Running => stages.running,
            OptionStage::Succeeded => stages.succeeded,
            OptionStage::Failed => stages.failed,
            OptionStage::Stopped => stages.stopped,
        }
    }

    /// Whether a variable can be so; one that nothing changes stays as it is.
    fn var(&mut self, var: VarId, is: Is, value: Quantity) -> Node {
        let Some(variable) = self.variables.get(&var) else {
            return self.sure;
        };
        let still = !self.moving.contains(&var);
        let can = match is {
            Is::AtLeast => {
                let most = if still {
                    Some(variable.start)
                } else {
                    variable.max
                };
                most.is_none_or(|most| most.milli >= value.milli)
            }
            Is::AtMost => {
                let least = if still {
                    Some(variable.start)
                } else {
                    variable.min
                };
                least.is_none_or(|least| least.milli <= value.milli)
            }
        };
        self.graph.given(can)
    }

    fn condition(&mut self, condition: &Condition) -> Node {
        let known = match condition {
            Condition::Always
            | Condition::At(_)
            | Condition::Made(_)
            | Condition::NotMade(_, _)
            | Condition::Scene(_)
            | Condition::Missed(_)
            | Condition::Broken(_)
            | Condition::Variant(_)
            | Condition::Hands(_, _, _)
            | Condition::WornOut(_)
            | Condition::Opened(_)
            | Condition::Profile(_)
            | Condition::Turn(_)
            | Condition::Entries(_, _)
            | Condition::MadeSince(_, Since::Scene) => Some(self.sure),
            Condition::MadeSince(_, Since::Milestone(id)) => self.milestones.get(id).copied(),
            Condition::MadeSince(_, Since::Inject(id)) | Condition::Answered(id) => {
                self.injects.get(id).copied()
            }
            Condition::Var(var, is, value) => Some(self.var(*var, *is, *value)),
            Condition::Milestone(id) => self.milestones.get(id).copied(),
            Condition::Told(id) | Condition::Knows(_, id) => self.facts.get(id).copied(),
            Condition::Option(id, stage) => Some(self.stage(*id, *stage)),
            Condition::Released(id) => self.injects.get(id).copied(),
            Condition::Resolved(id) => self.incidents.get(id).copied(),
            Condition::Done(id) | Condition::Tried(id, _) => self.actions.get(id).copied(),
            Condition::All(parts) => {
                let parts: Vec<Node> = parts.iter().map(|part| self.condition(part)).collect();
                Some(self.graph.all(&parts))
            }
            Condition::Any(parts) => {
                let node = self.graph.any();
                for part in parts {
                    let cause = self.condition(part);
                    self.graph.link(cause, node);
                }
                Some(node)
            }
            Condition::Not(part) => Some(self.graph.given(**part != Condition::Always)),
        };
        // A name that does not exist is told elsewhere.
        known.unwrap_or(self.sure)
    }
}
