//! Problems of a scenario that only playing shows: what never happens, options
//! that are always or never best, an exercise that cannot be won or lost.
//!
//! A bounded number of exercises is played in three rounds. First all policies
//! lead. Then each option is taken as soon as it is on the table, and ends both
//! ways; once everybody is asked for every fact, once every kind of move that
//! some condition listens for is made. At last the search goes after whatever
//! has not happened yet: it reads out of the scenario what people would have to
//! do and to leave undone ([`chain`]), does it ([`steer`]), and tries again
//! another way.
//!
//! Invariants: every steered move is checked as anybody's, so that what
//! happens here can happen at a table; the same text and seed give the same
//! findings on any number of cores. Absent on purpose: proof. What is told is
//! what so many exercises showed.

mod bound;
mod causes;
mod chain;
mod chairs;
mod compose;
mod draws;
mod findings;
mod options;
mod phrase;
mod rests;
mod run;
mod seen;
mod staff;
mod steer;
mod sum;
mod unwon;
mod wish;

use super::rehearse::seed_of;
use crate::bots::Policy;
use crate::engine::{Actor, Command, Engine, HostVerb};
use crate::model::*;
use crate::scenario::{
    Choices, Condition, Diagnostic, MovePattern, OptionStage, Scenario, Trigger, choose, load,
};
use causes::{Causes, Thing};
use chain::way;
use draws::Draws;
use options::{Rows, Verdict, compare, related};
use rayon::prelude::*;
use run::{Lot, play};
use seen::Seen;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use sum::Sum;
use wish::{Goal, Setting, Wish, Wishes};

/// Exercises at most, whatever the scenario; a search that is more thorough may
/// take more.
const MOST: usize = 2_500;
/// Effort at most: a scenario that is very long or very large is searched less.
const EFFORT: u64 = 4_000_000;
/// Exercises that are begun before the effort is added up again.
const BATCH: usize = 16;
/// The seeds of comparisons lie from here on.
const COMPARED: u64 = 1_000;
/// The seeds of the tries at what has not happened lie from here on.
const TRIES: u64 = 1_000_000;
/// Seeds that are looked through for those of a variant.
const LOOKED: u64 = 200;

/// How thoroughly a scenario is searched.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Exercises of each policy and variant; everything else follows from it.
    pub runs: u64,
    /// All chance comes from it.
    pub seed: u64,
}

impl Default for Search {
    fn default() -> Self {
        Self { runs: 3, seed: 1 }
    }
}

/// What a search came to.
#[derive(Clone, Debug)]
pub struct Searched {
    /// Exercises played.
    pub exercises: u64,
    /// Whether everything was gone after as often as was meant.
    pub complete: bool,
    /// What was found, in the order of the text. Warnings all.
    pub findings: Vec<Diagnostic>,
}

/// Searches a scenario that has no error by form; one that has is not
/// searched. `done` is called once for each exercise, from any thread.
pub fn search(text: &str, what: &Search, done: impl Fn() + Sync) -> Searched {
    let loaded = load(text);
    let Some(first) = loaded.scenario else {
        return Searched {
            exercises: 0,
            complete: false,
            findings: Vec::new(),
        };
    };
    let scenarios = profiles(text, first);
    let worlds: Vec<World<'_>> = scenarios
        .iter()
        .map(|scenario| World::of(scenario, what))
        .collect();
    let mut sum = Sum::of(worlds.iter().map(|of| of.goals.clone()));
    let usual = Search::default().runs;
    let mut party = Party {
        worlds: &worlds,
        scale: usize::try_from(what.runs.div_ceil(usual))
            .unwrap_or(1)
            .max(1),
        done: &done,
        sum: &mut sum,
    };
    party.led();
    party.compared(what);
    party.pursued(what);
    let scenarios: Vec<&Scenario> = scenarios.iter().map(Arc::as_ref).collect();
    Searched {
        exercises: sum.exercises,
        complete: !sum.stopped,
        findings: findings::findings(text, &scenarios, &sum, &loaded.diagnostics),
    }
}

/// The scenario in each way in which it is held.
fn profiles(text: &str, first: Scenario) -> Vec<Arc<Scenario>> {
    let chosen = first.profile;
    let others = first.profiles.iter().map(|profile| profile.id);
    let others: Vec<ProfileId> = others.filter(|id| Some(*id) != chosen).collect();
    let held_as = |profile: ProfileId| {
        let choices = Choices {
            profile: Some(profile),
            ..Choices::default()
        };
        load(&choose(text, &choices).ok()?).scenario
    };
    let others: Vec<Scenario> = others.into_iter().filter_map(held_as).collect();
    let all = std::iter::once(first).chain(others);
    all.map(Arc::new).collect()
}

/// A scenario as it is held in one way.
struct World<'s> {
    scenario: &'s Arc<Scenario>,
    causes: Causes<'s>,
    /// Seeds under which each variant is drawn, as many of each.
    seeds: Vec<(Option<VariantId>, u64)>,
    /// Other seeds, by the variant that they draw; none where there are none.
    drawn: BTreeMap<Option<VariantId>, Vec<u64>>,
    /// What could happen.
    goals: BTreeSet<Goal>,
}

impl<'s> World<'s> {
    fn of(scenario: &'s Arc<Scenario>, what: &Search) -> Self {
        let causes = Causes::of(scenario);
        let seeds = seeds(scenario, what);
        let drawn = by_variant(scenario, what);
        let mut goals = goals(scenario, &causes);
        // A variant that is never drawn is nobody's exercise.
        let variants = seeds.iter().map(|(variant, _)| *variant);
        goals.extend(variants.chain(drawn.keys().copied()).map(|variant| {
            Goal::Won(Setting {
                profile: scenario.profile,
                variant,
            })
        }));
        Self {
            goals,
            seeds,
            drawn,
            scenario,
            causes,
        }
    }

    /// A seed of its own for the nth try at something that needs a variant, or
    /// any.
    fn fresh(&self, what: &Search, nth: usize, variant: Option<VariantId>) -> u64 {
        match self.drawn.get(&variant) {
            None if variant.is_some() => self.seed(nth, variant),
            Some(seeds) if variant.is_some() => seeds.get(nth % seeds.len()).copied().unwrap_or(0),
            _ => seed_of(what.seed, TRIES + nth as u64),
        }
    }

    /// A seed for the nth exercise of a comparison: each variant in its turn.
    fn turn(&self, what: &Search, nth: usize) -> u64 {
        let variants: Vec<Option<VariantId>> = self.drawn.keys().copied().collect();
        match variants.get(nth % variants.len().max(1)) {
            Some(variant) => self.fresh(what, nth, *variant),
            None => seed_of(what.seed, COMPARED + nth as u64),
        }
    }

    /// The nth of the seeds that all policies play, of a variant or of any.
    fn seed(&self, nth: usize, variant: Option<VariantId>) -> u64 {
        let fits = |of: &&(Option<VariantId>, u64)| variant.is_none() || of.0 == variant;
        let fitting: Vec<u64> = self
            .seeds
            .iter()
            .filter(fits)
            .map(|(_, seed)| *seed)
            .collect();
        let any = self.seeds.first().map_or(0, |(_, seed)| *seed);
        fitting
            .get(nth % fitting.len().max(1))
            .copied()
            .unwrap_or(any)
    }
}

/// What could happen in a scenario, besides that it is won. What the host alone releases is theirs.
fn goals(scenario: &Scenario, causes: &Causes<'_>) -> BTreeSet<Goal> {
    let caused = |id: InjectId| !causes.what(Thing::Inject(id)).is_empty();
    let injects = scenario.injects.iter();
    let injects = injects.filter(|part| part.trigger != Trigger::Armed || caused(part.id));
    let mut goals: BTreeSet<Goal> = injects.map(|part| Goal::Inject(part.id)).collect();
    goals.extend(scenario.facts.iter().map(|part| Goal::Fact(part.id)));
    goals.extend(
        scenario
            .milestones
            .iter()
            .map(|part| Goal::Milestone(part.id)),
    );
    goals.extend(scenario.options.iter().map(|part| Goal::Course(part.id)));
    // The last one is for whatever is left: nobody minds when nothing is.
    let endings = scenario.endings.iter();
    let endings = endings.filter(|part| part.when != Condition::Always);
    goals.extend(endings.map(|part| Goal::Ending(part.id)));
    // What nobody can meet is a date, and no promise.
    let dated = scenario.deadlines.iter().filter(|part| part.met.is_some());
    goals.extend(dated.map(|part| Goal::Met(part.id)));
    let expected = scenario.options.iter().filter(|part| part.discoverable);
    goals.extend(expected.map(|part| Goal::Found(part.id)));
    goals
}

/// So many seeds of each variant, in turns.
fn seeds(scenario: &Arc<Scenario>, what: &Search) -> Vec<(Option<VariantId>, u64)> {
    if scenario.variants.is_empty() {
        let seeds = (0..what.runs).map(|nth| (None, seed_of(what.seed, nth)));
        return seeds.collect();
    }
    let mut by_variant: BTreeMap<Option<VariantId>, Vec<u64>> = BTreeMap::new();
    let runs = usize::try_from(what.runs).unwrap_or(usize::MAX);
    let wanted = runs.saturating_mul(scenario.variants.len());
    for nth in 0..LOOKED.max(what.runs) {
        let seed = seed_of(what.seed, nth);
        let seeds = by_variant.entry(drawn(scenario, seed)).or_default();
        if seeds.len() < runs {
            seeds.push(seed);
        }
        if by_variant.values().map(Vec::len).sum::<usize>() >= wanted {
            break;
        }
    }
    let turns = (0..runs).flat_map(|nth| {
        let each = by_variant.iter();
        each.filter_map(move |(id, seeds)| Some((*id, *seeds.get(nth)?)))
    });
    turns.collect()
}

/// Seeds for tries, by the variant that they draw.
fn by_variant(scenario: &Arc<Scenario>, what: &Search) -> BTreeMap<Option<VariantId>, Vec<u64>> {
    let mut found: BTreeMap<Option<VariantId>, Vec<u64>> = BTreeMap::new();
    if scenario.variants.is_empty() {
        return found;
    }
    for nth in 0..LOOKED {
        let seed = seed_of(what.seed, TRIES + nth);
        found.entry(drawn(scenario, seed)).or_default().push(seed);
    }
    found
}

/// The variant that is drawn under a seed.
fn drawn(scenario: &Arc<Scenario>, seed: u64) -> Option<VariantId> {
    let mut engine = Engine::new(scenario.clone(), seed, false);
    let start = Command::Host(HostVerb::Start);
    let _ = engine.submit(SimTime::ZERO, Actor::Host, start);
    engine.state().variant()
}

/// Plays.
struct Party<'a, 's, D> {
    worlds: &'a [World<'s>],
    /// How many times the usual search this is.
    scale: usize,
    done: &'a D,
    sum: &'a mut Sum,
}

impl<D: Fn() + Sync> Party<'_, '_, D> {
    /// Plays lots on the cores of the current pool, within the bounds; fewer
    /// come back when those are met.
    fn play(&mut self, lots: &[(usize, Lot)]) -> Vec<Seen> {
        let mut seen = Vec::with_capacity(lots.len());
        for batch in lots.chunks(BATCH) {
            let played = usize::try_from(self.sum.exercises).unwrap_or(usize::MAX);
            let scale = self.scale;
            if played + batch.len() > MOST * scale || self.sum.effort > EFFORT * scale as u64 {
                self.sum.stopped = true;
                break;
            }
            let one = |(world, lot): &(usize, Lot)| {
                let seen = play(self.worlds[*world].scenario, lot.clone());
                (self.done)();
                seen
            };
            let played: Vec<Seen> = batch.par_iter().map(one).collect();
            for ((world, _), seen) in batch.iter().zip(&played) {
                self.sum.add(*world, self.worlds[*world].scenario, seen);
            }
            seen.extend(played);
        }
        seen
    }

    /// All policies lead; somebody asks for every fact; somebody does whatever
    /// any condition listens for.
    fn led(&mut self) {
        let mut lots = Vec::new();
        for (nth, world) in self.worlds.iter().enumerate() {
            for (_, seed) in &world.seeds {
                for policy in Policy::ALL {
                    lots.push((nth, Lot::led(*seed, policy)));
                }
            }
        }
        let seen = self.play(&lots);
        for ((_, lot), seen) in lots.iter().zip(&seen) {
            if matches!(lot.policy, Policy::Silent | Policy::Random) {
                self.sum.adrift += 1;
                self.sum.unhurt += u64::from(seen.outcome.clean());
            }
            if lot.policy == Policy::Strong {
                let found = |goal: &Goal| matches!(goal, Goal::Found(_));
                self.sum.strong += 1;
                self.sum.learned += u64::from(seen.reached.iter().any(found));
            }
        }
        let mut lots = Vec::new();
        for (nth, world) in self.worlds.iter().enumerate() {
            let facts = world.scenario.facts.iter().map(|fact| Wish::Tell(fact.id));
            let moves = world.scenario.patterns.iter();
            let moves = moves.map(|pattern: &MovePattern| Wish::Make(Box::new(pattern.clone())));
            let each = [facts.collect::<Vec<_>>(), moves.collect()];
            for (_, seed) in &world.seeds {
                for wishes in &each {
                    for policy in [Policy::Strong, Policy::Silent] {
                        let wishes = Wishes {
                            wishes: wishes.clone(),
                            ..Wishes::default()
                        };
                        lots.push((nth, Lot::led(*seed, policy).towards(wishes)));
                    }
                }
            }
        }
        self.play(&lots);
    }

    /// Each option is taken as soon as it is on the table, the others are left
    /// alone; then it ends both ways.
    fn compared(&mut self, what: &Search) {
        let seeds = usize::try_from(what.runs).unwrap_or(1) * 2 + 2;
        for (nth, world) in self.worlds.iter().enumerate() {
            let courses: Vec<OptionId> = world.scenario.options.iter().map(|of| of.id).collect();
            let mut lots = Vec::new();
            for option in &courses {
                for at in 0..seeds {
                    let wishes = taken(world.scenario, *option, OptionStage::Running);
                    let lot = Lot::led(world.turn(what, at), Policy::Strong);
                    let lot = lot.towards(wishes).until(*option);
                    lots.push((nth, lot));
                }
            }
            let seen = self.play(&lots);
            let mut rows = Rows::new();
            for (at, seen) in seen.iter().enumerate() {
                let Some(option) = courses.get(at / seeds) else {
                    continue;
                };
                let began = seen.reached.contains(&Goal::Course(*option));
                let row = rows.entry(*option).or_default();
                row.push(began.then_some(seen.outcome));
            }
            self.sum.compared = seeds as u64;
            if seen.len() == lots.len() {
                self.sum.verdicts.extend(compare(world.scenario, &rows));
            }
            let mut lots = Vec::new();
            for option in &courses {
                let ends = [
                    (OptionStage::Succeeded, Some(true)),
                    (OptionStage::Failed, Some(false)),
                    (OptionStage::Stopped, None),
                ];
                for (at, (stage, luck)) in ends.into_iter().enumerate() {
                    let mut wishes = taken(world.scenario, *option, stage);
                    wishes.luck = luck.map(|luck| (*option, luck)).into_iter().collect();
                    let lot = Lot::led(world.seed(at, None), Policy::Strong);
                    lots.push((nth, lot.towards(wishes).until(*option)));
                }
            }
            self.play(&lots);
        }
        // What comes out best under one way of holding it alone is no finding.
        let verdicts = std::mem::take(&mut self.sum.verdicts);
        let everywhere = |verdict: &Verdict| {
            let has = |world: &&World<'_>| world.scenario.options.has(verdict.option());
            let worlds = self.worlds.iter().filter(has).count();
            verdicts.iter().filter(|of| *of == verdict).count() == worlds
        };
        let kept: Vec<Verdict> = verdicts
            .iter()
            .filter(|of| everywhere(of))
            .cloned()
            .collect();
        self.sum.verdicts = kept;
    }

    /// Goes after what has not happened yet, each time another way.
    fn pursued(&mut self, what: &Search) {
        for world in self.worlds {
            self.sum.goals.extend(&world.goals);
        }
        let tries = usize::try_from(what.runs).unwrap_or(1).saturating_mul(120);
        let mut pursued: BTreeMap<Goal, usize> = BTreeMap::new();
        for attempt in 0..tries {
            let mut lots = Vec::new();
            let goals: Vec<Goal> = self.sum.unreached().take(MOST * self.scale).collect();
            for goal in &goals {
                let within = |of: &(usize, &World<'_>)| of.1.goals.contains(goal);
                let worlds: Vec<(usize, &World<'_>)> =
                    self.worlds.iter().enumerate().filter(within).collect();
                // Every way is tried under each profile in its turn.
                let many = worlds.len().max(1);
                if let Some((nth, world)) = worlds.get(attempt % many) {
                    lots.push((*nth, lot(world, what, *goal, attempt, attempt / many)));
                }
            }
            let seen = self.play(&lots);
            for goal in goals.iter().take(seen.len()) {
                *pursued.entry(*goal).or_default() += 1;
            }
            if self.sum.stopped || goals.is_empty() {
                break;
            }
        }
        // What was hardly gone after proves nothing.
        let enough = tries.min(3);
        let reached = &self.sum.reached;
        let gone = |goal: &Goal| pursued.get(goal).is_some_and(|many| *many >= enough);
        self.sum
            .goals
            .retain(|goal| reached.contains(goal) || gone(goal));
    }
}

/// What it takes to take one option and leave its rivals alone.
fn taken(scenario: &Scenario, option: OptionId, stage: OptionStage) -> Wishes {
    let course = scenario.options.get(option);
    let rivals = scenario.options.iter().filter(|other| {
        let same = course.is_some_and(|course| course.incident == other.incident);
        // Later ways out are what follows, not what was turned down.
        other.discoverable && other.id != option && same && !related(scenario, option, other.id)
    });
    let crew = course.iter().flat_map(|course| {
        let on = course.incident.into_iter();
        on.flat_map(|incident| course.crew.iter().map(move |of| (incident, of)))
    });
    let crew = crew.map(|(incident, of)| Wish::Hands(incident, of.0, of.1));
    Wishes {
        wishes: std::iter::once(Wish::Course(option, stage))
            .chain(crew)
            .collect(),
        bars: rivals.map(|course| course.id).collect(),
        ..Wishes::default()
    }
}

/// One try at a goal, and the nth under this profile.
fn lot(world: &World<'_>, what: &Search, goal: Goal, attempt: usize, nth: usize) -> Lot {
    let key = format!("{goal:?}");
    let draws = Draws::of(what.seed, &[&key, &attempt.to_string()]);
    let wishes = way(world.scenario, &world.causes, goal, draws);
    // Whoever leads well leaves little undone.
    let policy = match nth % 4 {
        0 if wishes.spoils() => Policy::Silent,
        0 | 3 => Policy::Strong,
        1 => Policy::Silent,
        _ if wishes.spoils() => Policy::Silent,
        _ => Policy::Novice,
    };
    Lot {
        seed: world.fresh(what, attempt, wishes.variant),
        policy,
        patient: !nth.is_multiple_of(3),
        short: matches!(goal, Goal::Ending(_)) && nth % 4 == 1,
        small: matches!(goal, Goal::Found(_)),
        until: None,
        wishes,
    }
}
