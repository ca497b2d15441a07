//! Which conditions can have changed by what just happened, so that the world
//! settles without looking at all of them after every step.
//!
//! What a condition looks at and what an event stirs are sets of marks. Two
//! things may share a mark: then a condition is looked at in vain, never
//! passed over. Whatever is not known here is looked at always. Invariant:
//! settling with a watch gives what looking at everything gives; debug builds
//! hold the two against each other. Absent on purpose: any part in the state; a
//! watch is forgotten and made anew at will.

use super::event::Event;
use super::schedule::DueItem;
use super::state::State;
use crate::model::*;
use crate::scenario::{Condition, Fact, Inject, MoveKind, MovePattern, Scenario, Since, Trigger};

/// A set of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks([u64; 4]);

/// Marks that there are.
const ALL: usize = 256;
/// What may change by the mere passing of time: stirred always.
const TIME: usize = 0;
const SCENE: usize = 1;
const ASKS: usize = 2;
const PROMISES: usize = 3;
const ANY_MOVE: usize = 4;
/// A moment that some condition names has come.
const MOMENT: usize = 5;
/// From here on a mark for each kind of move.
const MOVES: usize = 6;
/// From here on a mark for each thing of the scenario; where there are more of
/// them than marks, they share.
const THINGS: usize = 40;

impl Marks {
    pub(super) const NONE: Self = Self([0; 4]);
    pub(super) const ALL: Self = Self([u64::MAX; 4]);

    fn nth(nth: usize) -> Self {
        let mut marks = [0; 4];
        marks[nth / 64 % 4] = 1 << (nth % 64);
        Self(marks)
    }

    fn kind(kind: MoveKind) -> Self {
        Self::nth(MOVES + kind as usize % (THINGS - MOVES))
    }

    fn with(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    pub(super) fn add(&mut self, other: Self) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine |= more;
        }
    }

    fn meets(&self, other: &Self) -> bool {
        // In one piece: this is asked for every condition after every step.
        let [a, b, c, d] = self.0;
        let [e, f, g, h] = other.0;
        (a & e) | (b & f) | (c & g) | (d & h) != 0
    }

    /// The moves that may fit a pattern.
    fn pattern(pattern: &MovePattern) -> Self {
        if pattern.kinds.is_empty() {
            return Self::nth(ANY_MOVE);
        }
        let kinds = pattern.kinds.iter();
        kinds.fold(Self::NONE, |all, kind| all.with(Self::kind(*kind)))
    }
}

/// Gives each thing of a scenario its mark.
#[derive(Clone, Copy)]
struct Things<'a>(&'a Scenario);

impl Things<'_> {
    /// The mark of the thing at a place of its table, behind so many others.
    fn at(before: usize, place: Option<usize>) -> Marks {
        let shared = |place: usize| THINGS + (before + place) % (ALL - THINGS);
        place.map_or(Marks::ALL, |place| Marks::nth(shared(place)))
    }
    fn milestone(self, id: MilestoneId) -> Marks {
        Self::at(0, self.0.milestones.place(id))
    }
    fn fact(self, id: FactId) -> Marks {
        Self::at(self.0.milestones.len(), self.0.facts.place(id))
    }
    fn inject(self, id: InjectId) -> Marks {
        let before = self.0.milestones.len() + self.0.facts.len();
        Self::at(before, self.0.injects.place(id))
    }
    fn before_others(self) -> usize {
        self.0.milestones.len() + self.0.facts.len() + self.0.injects.len()
    }
    fn var(self, id: VarId) -> Marks {
        Self::at(self.before_others(), self.0.variables.place(id))
    }
    fn option(self, id: OptionId) -> Marks {
        let before = self.before_others() + self.0.variables.len();
        // Those that the host adopted come behind the author's.
        let place = self.0.options.place(id).unwrap_or(self.0.options.len());
        Self::at(before, Some(place))
    }
    fn before_few(self) -> usize {
        self.before_others() + self.0.variables.len() + self.0.options.len() + 1
    }
    fn flow(self, id: FlowId) -> Marks {
        Self::at(self.before_few(), self.0.flows.place(id))
    }
    fn deadline(self, id: DeadlineId) -> Marks {
        let before = self.before_few() + self.0.flows.len();
        Self::at(before, self.0.deadlines.place(id))
    }
    fn incident(self, id: IncidentId) -> Marks {
        let before = self.before_few() + self.0.flows.len() + self.0.deadlines.len();
        Self::at(before, self.0.incidents.place(id))
    }

    /// What a condition looks at.
    fn seen_by(self, condition: &Condition) -> Marks {
        match condition {
            Condition::Always => Marks::NONE,
            Condition::At(_) => Marks::nth(MOMENT),
            Condition::Var(var, ..) => self.var(*var),
            Condition::Milestone(id) => self.milestone(*id),
            Condition::Told(fact) | Condition::Knows(_, fact) => self.fact(*fact),
            Condition::Made(pattern) => Marks::pattern(pattern),
            Condition::MadeSince(pattern, since) => {
                let since = match since {
                    Since::Inject(id) => self.inject(*id),
                    Since::Milestone(id) => self.milestone(*id),
                    Since::Scene => Marks::nth(SCENE),
                };
                Marks::pattern(pattern).with(since)
            }
            Condition::Option(option, _) => self.option(*option),
            Condition::Scene(_) => Marks::nth(SCENE),
            Condition::Released(inject) => self.inject(*inject),
            Condition::Missed(deadline) => self.deadline(*deadline),
            Condition::Opened(incident) | Condition::Resolved(incident) => self.incident(*incident),
            Condition::Answered(_) => Marks::nth(ASKS),
            Condition::Broken(_) => Marks::nth(PROMISES),
            Condition::All(parts) | Condition::Any(parts) => {
                let each = parts.iter().map(|part| self.seen_by(part));
                each.fold(Marks::NONE, Marks::with)
            }
            Condition::Not(part) => self.seen_by(part),
            _ => Marks::nth(TIME),
        }
    }

    /// What an event stirs.
    fn stirred_by(self, event: &Event) -> Marks {
        match event {
            Event::Moved(moved) => Marks::nth(ANY_MOVE).with(Marks::kind(moved.kind())),
            Event::Told { fact, .. } | Event::Learned { fact, .. } => self.fact(*fact),
            Event::Asked(_)
            | Event::Settled { .. }
            | Event::HalfAnswered { .. }
            | Event::Reopened { .. }
            | Event::Lapsed { .. }
            | Event::PatienceKept { .. }
            | Event::PatienceLost { .. } => Marks::nth(ASKS),
            Event::Promised { .. } | Event::PromiseKept { .. } | Event::PromiseBroken { .. } => {
                Marks::nth(PROMISES)
            }
            Event::WillSpeak { .. }
            | Event::Declared { .. }
            | Event::Assigned { .. }
            | Event::TakenOn { .. }
            | Event::ChannelRule { .. }
            | Event::BoardChanged { .. }
            | Event::Ordered { .. }
            | Event::OrderTaken { .. }
            | Event::ObjectionRaised { .. }
            | Event::ObjectionHeard { .. }
            | Event::Unheard { .. }
            | Event::Verified { .. }
            | Event::Met { .. }
            | Event::Missed { .. }
            | Event::HealthSet { .. }
            | Event::Crossed { .. } => Marks::NONE,
            Event::OptionFound { option }
            | Event::Decided { option, .. }
            | Event::WorkStarted { option, .. }
            | Event::WorkStopped { option }
            | Event::WorkDone { option, .. } => self.option(*option),
            Event::IncidentOpened { incident } | Event::IncidentResolved { incident } => {
                self.incident(*incident)
            }
            Event::SceneBegan { .. }
            | Event::SceneOver { .. }
            | Event::CutBegan { .. }
            | Event::CutEnded { .. } => Marks::nth(SCENE),
            Event::Released { inject, .. }
            | Event::Delayed { inject, .. }
            | Event::Due { inject, .. }
            | Event::Cancelled { inject } => self.inject(*inject),
            Event::VarSet { var, .. } => self.var(*var),
            Event::FlowSet { flow, .. } => {
                let var = self.0.flows.get(*flow).map(|part| part.var);
                let var = var.map_or(Marks::ALL, |var| self.var(var));
                var.with(self.flow(*flow))
            }
            Event::Reached { milestone } => self.milestone(*milestone),
            Event::DeadlineFell { deadline, .. } => self.deadline(*deadline),
            _ => Marks::ALL,
        }
    }
}

/// What an event stirs.
pub(super) fn stirred_by(scenario: &Scenario, event: &Event) -> Marks {
    Things(scenario).stirred_by(event)
}

/// What the coming up of something due stirs: it is planned no more.
pub(super) fn stirred_by_due(scenario: &Scenario, item: &DueItem) -> Marks {
    match item {
        DueItem::Inject { inject } => Things(scenario).inject(*inject),
        _ => Marks::NONE,
    }
}

/// What each condition that the world settles by looks at, in the author's
/// order.
#[derive(Debug)]
pub(super) struct Watch {
    milestones: Vec<Marks>,
    flows: Vec<Marks>,
    thresholds: Vec<Marks>,
    facts: Vec<Marks>,
    incidents: Vec<Marks>,
    injects: Vec<Marks>,
    scenes: Vec<Marks>,
    /// The variables that flows may move.
    vars: Vec<Marks>,
    /// The moments that conditions name.
    moments: Vec<SimTime>,
}

/// What is to be looked at after some events.
pub(super) struct Stirred<'a> {
    /// None: everything.
    watch: Option<&'a Watch>,
    marks: Marks,
}

impl Watch {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let things = Things(scenario);
        let seen = |condition: &Option<Condition>| {
            let seen = condition.as_ref().map(|of| things.seen_by(of));
            seen.unwrap_or(Marks::NONE)
        };
        let milestones = scenario.milestones.iter();
        let flows = scenario.flows.iter();
        let thresholds = scenario.thresholds.iter();
        let incidents = scenario.incidents.iter();
        let scenes = scenario.scenes.iter();
        let vars = scenario.variables.iter();
        let fact = |part: &Fact| match &part.when {
            Some(when) => things.seen_by(when).with(things.fact(part.id)),
            None => Marks::NONE,
        };
        let inject = |part: &Inject| match &part.trigger {
            Trigger::When(when) => things.seen_by(when).with(things.inject(part.id)),
            _ => Marks::NONE,
        };
        Self {
            milestones: milestones.map(|part| seen(&part.when)).collect(),
            flows: flows
                .map(|part| things.seen_by(&part.during).with(things.flow(part.id)))
                .collect(),
            thresholds: thresholds.map(|part| things.var(part.var)).collect(),
            facts: scenario.facts.iter().map(fact).collect(),
            incidents: incidents.map(|part| seen(&part.opened)).collect(),
            injects: scenario.injects.iter().map(inject).collect(),
            scenes: scenes
                .map(|part| seen(&part.done).with(Marks::nth(SCENE)))
                .collect(),
            vars: vars.map(|part| things.var(part.id)).collect(),
            moments: {
                let moments = scenario.moments.iter();
                moments.map(|moment| scenario.at(*moment)).collect()
            },
        }
    }

    /// What is to be looked at when these marks were stirred since the world
    /// settled last.
    pub(super) fn stirred(
        &self,
        state: &State,
        scenario: &Scenario,
        marks: Marks,
        since: SimTime,
    ) -> Stirred<'_> {
        let mut marks = marks.with(Marks::nth(TIME));
        let passed = |at: &SimTime| since < *at && *at <= state.now();
        if self.moments.iter().any(passed) {
            marks.add(Marks::nth(MOMENT));
        }
        for (var, own) in scenario.variables.iter().zip(&self.vars) {
            if state.rate(var.id) != 0 {
                marks.add(*own);
            }
        }
        Stirred {
            watch: Some(self),
            marks,
        }
    }
}

impl Stirred<'_> {
    /// Everything is to be looked at.
    pub(super) const ALL: Self = Self {
        watch: None,
        marks: Marks::ALL,
    };

    fn at(&self, of: fn(&Watch) -> &[Marks], place: usize) -> bool {
        let marks = self.watch.and_then(|watch| of(watch).get(place));
        marks.is_none_or(|marks| marks.meets(&self.marks))
    }
    pub(super) fn milestone(&self, place: usize) -> bool {
        self.at(|watch| &watch.milestones, place)
    }
    pub(super) fn flow(&self, place: usize) -> bool {
        self.at(|watch| &watch.flows, place)
    }
    pub(super) fn threshold(&self, place: usize) -> bool {
        self.at(|watch| &watch.thresholds, place)
    }
    pub(super) fn fact(&self, place: usize) -> bool {
        self.at(|watch| &watch.facts, place)
    }
    pub(super) fn incident(&self, place: usize) -> bool {
        self.at(|watch| &watch.incidents, place)
    }
    pub(super) fn inject(&self, place: usize) -> bool {
        self.at(|watch| &watch.injects, place)
    }
    pub(super) fn scene(&self, place: usize) -> bool {
        self.at(|watch| &watch.scenes, place)
    }
}
