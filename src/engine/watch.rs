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
use crate::scenario::{
    Condition, Fact, Flow, Inject, MoveKind, MovePattern, Scenario, Since, Trigger,
};
use std::ops::Range;

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

    /// The places of the marks in the set.
    fn iter(self) -> impl Iterator<Item = usize> {
        let words = self.0.into_iter().enumerate();
        words.flat_map(|(nth, word)| ones(word).map(move |bit| nth * 64 + bit))
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

/// The places of the ones in a word, lowest first.
fn ones(word: u64) -> impl Iterator<Item = usize> {
    let next = |rest: &u64| Some(rest & (rest - 1)).filter(|rest| *rest != 0);
    let words = std::iter::successors(Some(word).filter(|word| *word != 0), next);
    // A trailing zero count is at most 64.
    words.map(|rest| rest.trailing_zeros() as usize)
}

/// Where the lists that the world settles by lie, one behind the other, each
/// in the author's order.
#[derive(Clone, Copy, Debug)]
struct Lists {
    flows: usize,
    thresholds: usize,
    facts: usize,
    incidents: usize,
    injects: usize,
    scenes: usize,
    end: usize,
}

impl Lists {
    fn of(scenario: &Scenario) -> Self {
        // Milestones come first.
        let flows = scenario.milestones.len();
        let thresholds = flows + scenario.flows.len();
        let facts = thresholds + scenario.thresholds.len();
        let incidents = facts + scenario.facts.len();
        let injects = incidents + scenario.incidents.len();
        let scenes = injects + scenario.injects.len();
        Self {
            flows,
            thresholds,
            facts,
            incidents,
            injects,
            scenes,
            end: scenes + scenario.scenes.len(),
        }
    }

    /// Words of a set of places.
    fn words(self) -> usize {
        self.end.div_ceil(64)
    }
}

/// For each mark, which conditions look at it.
#[derive(Debug)]
pub(super) struct Watch {
    lists: Lists,
    /// A set of places for each mark, [`Lists::words`] long.
    by_mark: Vec<u64>,
    /// The moments that conditions name, the earliest first.
    moments: Vec<SimTime>,
}

/// What is to be looked at after some events.
pub(super) struct Stirred {
    lists: Lists,
    places: Vec<u64>,
}

impl Watch {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let lists = Lists::of(scenario);
        let mut moments: Vec<SimTime> = {
            let moments = scenario.moments.iter();
            moments.map(|moment| scenario.at(*moment)).collect()
        };
        moments.sort_unstable();
        let mut watch = Self {
            lists,
            by_mark: vec![0; ALL * lists.words()],
            moments,
        };
        for (place, marks) in seen(scenario).enumerate() {
            for mark in marks.iter() {
                watch.by_mark[mark * lists.words() + place / 64] |= 1 << (place % 64);
            }
        }
        watch
    }

    /// What is to be looked at when these marks were stirred since the world
    /// settled last.
    pub(super) fn stirred(
        &self,
        state: &State,
        scenario: &Scenario,
        marks: Marks,
        since: SimTime,
    ) -> Stirred {
        let mut marks = marks.with(Marks::nth(TIME));
        let next = self.moments.partition_point(|at| *at <= since);
        if self.moments.get(next).is_some_and(|at| *at <= state.now()) {
            marks.add(Marks::nth(MOMENT));
        }
        for (var, level) in &state.levels {
            if level.rate != 0 {
                marks.add(Things(scenario).var(*var));
            }
        }
        let words = self.lists.words();
        let mut places = vec![0; words];
        for mark in marks.iter() {
            let more = &self.by_mark[mark * words..(mark + 1) * words];
            for (all, more) in places.iter_mut().zip(more) {
                *all |= more;
            }
        }
        Stirred {
            lists: self.lists,
            places,
        }
    }
}

/// What each condition that the world settles by looks at, in the order of
/// [`Lists`].
fn seen(scenario: &Scenario) -> impl Iterator<Item = Marks> {
    let things = Things(scenario);
    let seen = move |condition: &Option<Condition>| {
        let seen = condition.as_ref().map(|of| things.seen_by(of));
        seen.unwrap_or(Marks::NONE)
    };
    let fact = move |part: &Fact| match &part.when {
        Some(when) => things.seen_by(when).with(things.fact(part.id)),
        None => Marks::NONE,
    };
    let inject = move |part: &Inject| match &part.trigger {
        Trigger::When(when) => things.seen_by(when).with(things.inject(part.id)),
        _ => Marks::NONE,
    };
    let flow = move |part: &Flow| things.seen_by(&part.during).with(things.flow(part.id));
    let milestones = scenario.milestones.iter().map(move |part| seen(&part.when));
    let thresholds = scenario.thresholds.iter();
    let incidents = scenario.incidents.iter();
    let scenes = scenario.scenes.iter();
    milestones
        .chain(scenario.flows.iter().map(flow))
        .chain(thresholds.map(move |part| things.var(part.var)))
        .chain(scenario.facts.iter().map(fact))
        .chain(incidents.map(move |part| seen(&part.opened)))
        .chain(scenario.injects.iter().map(inject))
        .chain(scenes.map(move |part| seen(&part.done).with(Marks::nth(SCENE))))
}

impl Stirred {
    /// Everything is to be looked at.
    pub(super) fn all(scenario: &Scenario) -> Self {
        let lists = Lists::of(scenario);
        Self {
            lists,
            places: vec![u64::MAX; lists.words()],
        }
    }

    /// Places within one list.
    fn within(&self, list: Range<usize>) -> impl Iterator<Item = usize> {
        let start = list.start;
        let words = start / 64..list.end.div_ceil(64);
        let places = words.flat_map(|nth| {
            let word = self.places.get(nth).copied().unwrap_or(0);
            ones(word).map(move |bit| nth * 64 + bit)
        });
        let places = places.filter(move |place| list.contains(place));
        places.map(move |place| place - start)
    }

    pub(super) fn milestones(&self) -> impl Iterator<Item = usize> {
        self.within(0..self.lists.flows)
    }
    pub(super) fn flows(&self) -> impl Iterator<Item = usize> {
        self.within(self.lists.flows..self.lists.thresholds)
    }
    pub(super) fn thresholds(&self) -> impl Iterator<Item = usize> {
        self.within(self.lists.thresholds..self.lists.facts)
    }
    pub(super) fn facts(&self) -> impl Iterator<Item = usize> {
        self.within(self.lists.facts..self.lists.incidents)
    }
    pub(super) fn incidents(&self) -> impl Iterator<Item = usize> {
        self.within(self.lists.incidents..self.lists.injects)
    }
    pub(super) fn injects(&self) -> impl Iterator<Item = usize> {
        self.within(self.lists.injects..self.lists.scenes)
    }
    pub(super) fn scenes(&self) -> impl Iterator<Item = usize> {
        self.within(self.lists.scenes..self.lists.end)
    }
}
