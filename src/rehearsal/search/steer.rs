//! Steers an exercise towards what is wished for: every few seconds of its
//! clock the host captures one move that somebody at the table could have made.
//!
//! Every move is checked as anybody's; one that is refused is tried again
//! later. What chance decides is steered as well: work that is to end one way
//! is begun under a seed that ends it so. Absent on purpose: anything that the
//! rules would not allow.

use super::super::exercise::{Exercise, Unjudged};
use super::chairs::{knower, players};
use super::compose::Composer;
use super::draws::Draws;
use super::staff;
use super::wish::{Wish, Wishes};
use crate::engine::*;
use crate::model::*;
use crate::scenario::*;
use std::collections::{BTreeMap, BTreeSet};

/// From one steered move to the next, in seconds.
const PACE: (usize, usize) = (4, 9);
/// A move that something may have to follow is made again after so long.
const AGAIN: Span = Span::seconds(40);
/// Whoever knows a fact has so long to tell it when asked.
const ANSWERS: Span = Span::seconds(90);
/// So many seeds are tried for work that is to end one way.
const SEEDS: usize = 200;

/// What was done in an exercise that not every table can do.
#[derive(Clone, Debug, Default)]
pub(super) struct Strained {
    /// Players that it takes for the chairs that moved; 0: any table.
    pub(super) players: u8,
    /// Options that were begun before anybody had spoken of them.
    pub(super) begun: BTreeSet<OptionId>,
}

/// What is wished for in an exercise, and how far it has come.
pub(super) struct Steer<'s> {
    scenario: &'s Scenario,
    wishes: Wishes,
    draws: Draws,
    /// When it looks next.
    next: SimTime,
    /// Before which moment each wish waits.
    waits: Vec<SimTime>,
    /// When each was last pursued with success.
    last: Vec<Option<SimTime>>,
    /// Which is looked at first.
    turn: usize,
    asked: BTreeMap<FactId, SimTime>,
    /// When the host ends it, before its time.
    ends: Option<SimTime>,
    /// Chairs that are empty at the smallest table make no move.
    small: bool,
    strained: Strained,
}

impl<'s> Steer<'s> {
    /// Pursues wishes. `patient`: some of them wait for a later moment.
    pub(super) fn new(
        scenario: &'s Scenario,
        wishes: Wishes,
        mut draws: Draws,
        patient: bool,
    ) -> Self {
        let waits = match patient {
            true => waits(scenario, &wishes, &mut draws),
            false => vec![SimTime::ZERO; wishes.wishes.len()],
        };
        Self {
            scenario,
            last: vec![None; wishes.wishes.len()],
            waits,
            wishes,
            draws,
            next: SimTime::ZERO,
            turn: 0,
            asked: BTreeMap::new(),
            ends: None,
            small: false,
            strained: Strained::default(),
        }
    }

    /// Only those move who are at every table.
    pub(super) fn at_a_small_table(mut self) -> Self {
        self.small = true;
        self
    }

    /// What was done that not every table can do.
    pub(super) fn strained(self) -> Strained {
        self.strained
    }

    /// The host ends it at some moment before its time.
    pub(super) fn ended_early(mut self) -> Self {
        self.ends = Some(some_moment(self.scenario, &mut self.draws));
        self
    }

    /// When it wants to look again.
    pub(super) fn next(&self) -> SimTime {
        self.next
    }

    /// Makes the next move, if one is due.
    pub(super) fn act(&mut self, exercise: &mut Exercise<Unjudged>) {
        let state = exercise.engine().state();
        let now = state.now();
        if now < self.next || state.cut().is_some() {
            return;
        }
        let (least, most) = PACE;
        let rest = least + self.draws.below(most - least + 1);
        self.next = now + Span::seconds(u64::try_from(rest).unwrap_or(1));
        if self.ends.is_some_and(|ends| now >= ends) {
            return exercise.host(HostVerb::End);
        }
        let many = self.wishes.wishes.len();
        for nth in 0..many {
            let at = (self.turn + nth) % many;
            let wish = self.wishes.wishes[at].clone();
            // The steps of an option follow each other; a move stands by itself.
            let again = match wish {
                Wish::Course(..) | Wish::Hands(..) => Span::ZERO,
                _ => AGAIN,
            };
            let recent = self.last[at].is_some_and(|last| now < last + again);
            if now < self.waits[at] || recent {
                continue;
            }
            if self.pursue(exercise, &wish) {
                self.turn = at + 1;
                self.last[at] = Some(now);
                return;
            }
        }
    }

    /// Does the next thing for a wish; tells whether there was one.
    fn pursue(&mut self, exercise: &mut Exercise<Unjudged>, wish: &Wish) -> bool {
        let state = exercise.engine().state();
        let mut composer = Composer {
            scenario: self.scenario,
            state,
            draws: &mut self.draws,
        };
        let step = match wish {
            Wish::Make(pattern) => composer.fitting(pattern),
            Wish::Answer(inject) => match self.wishes.silent.contains(inject) {
                true => None,
                false => composer.answer(*inject),
            },
            Wish::Resolve(incident) => {
                let act = Move::Resolve {
                    incident: *incident,
                };
                Some((state.lead(*incident), Play::new(act)))
            }
            Wish::Act(action) => {
                let part = self.scenario.actions.get(*action);
                let by = part.and_then(|part| composer.draws.pick(&part.by).copied());
                let seat = by.unwrap_or(state.commander());
                let act = composer.dice(seat, Some(*action));
                act.map(|act| (seat, Play::new(act)))
            }
            Wish::Enter(kind) => {
                let entry = composer.entry(*kind, "Nobody saw it in time.");
                Some((state.commander(), Play::new(Move::Review { entry })))
            }
            Wish::Promise(channel) => promise(self.scenario, state, *channel),
            Wish::Hands(..) | Wish::Away(..) | Wish::Wear(_) => {
                let wishes = &self.wishes.wishes;
                staff::moved(self.scenario, state, wish, wishes, &mut self.draws)
            }
            Wish::Tell(fact) => return self.tell(exercise, *fact),
            Wish::Teach(seat, fact) => teach(self.scenario, state, *seat, *fact),
            Wish::Course(option, stage) => return self.course(exercise, *option, *stage),
        };
        step.is_some_and(|(seat, play)| self.capture(exercise, seat, play))
    }

    fn capture(&mut self, exercise: &mut Exercise<Unjudged>, seat: SeatId, play: Play) -> bool {
        !self.spoils(seat, &play) && self.submit(exercise, seat, play)
    }

    fn submit(&mut self, exercise: &mut Exercise<Unjudged>, seat: SeatId, play: Play) -> bool {
        let state = exercise.engine().state();
        let players = players(self.scenario, state, seat);
        if self.small && players > 0 {
            return false;
        }
        let begun = match play.act {
            Move::Start { .. } | Move::Order { .. } => play.act.option(),
            _ => None,
        };
        // Its parts are begun with a combination.
        let course = begun.and_then(|id| self.scenario.options.get(id));
        let parts = course.into_iter().flat_map(|course| &course.combines);
        let begun = begun.into_iter().chain(parts.copied());
        let begun: Vec<OptionId> = begun.filter(|id| !state.found(*id)).collect();
        let done = exercise.submit(Actor::Host, captured(seat, play)).is_ok();
        if done {
            self.strained.players = self.strained.players.max(players);
            self.strained.begun.extend(begun);
        }
        done
    }

    /// Whether a move is one of those that must not be made. Patterns that
    /// listen to words are left to chance.
    fn spoils(&self, seat: SeatId, play: &Play) -> bool {
        let option = play.act.option();
        self.wishes.avoid.iter().any(|of| {
            let plain = of.topics.is_empty() && of.says.is_empty() && of.fact.is_empty();
            plain
                && (of.kinds.is_empty() || of.kinds.contains(&play.act.kind()))
                && (of.by.is_empty() || of.by.contains(&seat))
                && (of.to.is_empty() || of.to.iter().any(|to| play.to.contains(to)))
                && (of.option.is_empty() || option.is_some_and(|id| of.option.contains(&id)))
                && (of.channel.is_empty()
                    || play.channel.is_some_and(|id| of.channel.contains(&id)))
        })
    }

    /// Has a fact told: its holder is asked about exactly that; whoever knows
    /// it without being asked says it.
    fn tell(&mut self, exercise: &mut Exercise<Unjudged>, fact: FactId) -> bool {
        let state = exercise.engine().state();
        let Some(part) = self.scenario.facts.get(fact) else {
            return false;
        };
        if state.told().contains_key(&fact) {
            return false;
        }
        let Some(knower) = knower(self.scenario, state, fact) else {
            return false;
        };
        let now = state.now();
        let answers = state.is_persona(part.holder) && state.seated(self.scenario, part.holder);
        let asked = self.asked.get(&fact).copied();
        if answers && state.knows(part.holder, fact) {
            match asked {
                None => {
                    let asker = asker(state, part.holder);
                    let act = Move::Ask {
                        topics: part.topics.iter().copied().take(12).collect(),
                        objections: false,
                    };
                    let mut play = Play::new(act);
                    play.to = vec![part.holder];
                    self.asked.insert(fact, now);
                    return asker.is_some_and(|seat| self.capture(exercise, seat, play));
                }
                Some(at) if now < at + ANSWERS => return false,
                Some(_) => {
                    self.asked.remove(&fact);
                }
            }
        }
        let play = Play::new(Move::Tell { facts: vec![fact] });
        self.capture(exercise, knower, play)
    }

    /// Takes an option one step further: on the table, decided, begun, stopped.
    fn course(
        &mut self,
        exercise: &mut Exercise<Unjudged>,
        option: OptionId,
        stage: OptionStage,
    ) -> bool {
        let state = exercise.engine().state();
        let composer = Composer {
            scenario: self.scenario,
            state,
            draws: &mut self.draws,
        };
        let Some(course) = self.scenario.options.get(option) else {
            return false;
        };
        let there = stage != OptionStage::Running && state.stage(option) == stage;
        if stage == OptionStage::Hidden || there {
            return false;
        }
        if !state.found(option) {
            let proposal = composer.proposal(option);
            if let Some((seat, play)) = proposal
                && self.capture(exercise, seat, play)
            {
                return true;
            }
            // What nobody can put forward its owner may begin all the same.
            return stage > OptionStage::Decided && self.begin(exercise, course);
        }
        if stage == OptionStage::Found {
            return false;
        }
        let decided = state.decisions().iter().any(|(of, ..)| *of == option);
        if !decided {
            let (seat, play) = composer.decision(option);
            if self.capture(exercise, seat, play) {
                return true;
            }
        }
        let state = exercise.engine().state();
        if stage == OptionStage::Stopped && state.run(option).is_some() {
            let play = Play::new(Move::Stop { option });
            return self.capture(exercise, course.owner, play);
        }
        if stage <= OptionStage::Decided {
            return false;
        }
        if state.run(option).is_some() {
            let wishes = &self.wishes.wishes;
            let step = staff::for_work(self.scenario, state, option, wishes, &mut self.draws);
            return step.is_some_and(|(seat, play)| self.capture(exercise, seat, play));
        }
        self.begin(exercise, course)
    }

    /// Begins work, under a seed by which it ends as wished.
    fn begin(&mut self, exercise: &mut Exercise<Unjudged>, course: &Course) -> bool {
        let state = exercise.engine().state();
        if !can_start(state, self.scenario, course.id) {
            return false;
        }
        let start = Play::new(Move::Start { option: course.id });
        let command = || captured(course.owner, start.clone());
        let now = state.now();
        let luck = &self.wishes.luck;
        let steers = |id: &OptionId| luck.iter().any(|(of, _)| of == id);
        let sure = |id: OptionId| {
            let part = self.scenario.options.get(id);
            part.is_none_or(|part| part.chance.is_none() && part.cases.is_empty())
        };
        let parts = course.combines.iter().copied().chain([course.id]);
        if parts.clone().any(|id| steers(&id) && !sure(id)) {
            let ends_so = |events: &[Recorded]| {
                events.iter().all(|recorded| match &recorded.event {
                    Event::WorkStarted {
                        option, succeeds, ..
                    } => luck
                        .iter()
                        .all(|(of, wanted)| of != option || wanted == succeeds),
                    _ => true,
                })
            };
            for nth in 0..SEEDS {
                let mut probe = exercise.engine().clone();
                let seed = match nth {
                    0 => probe.state().seed(),
                    _ => self.draws.number(),
                };
                probe.reseed(seed);
                // Whether it can begin hangs on no seed.
                let Ok(events) = probe.submit(now, Actor::Host, command()) else {
                    return false;
                };
                if ends_so(&events) {
                    exercise.reseed(seed);
                    break;
                }
            }
        }
        self.submit(exercise, course.owner, start)
    }
}

fn captured(seat: SeatId, play: Play) -> Command {
    let ago = Span::ZERO;
    Command::Capture(Capture { seat, ago, play })
}

/// Somebody who asks: the commander, or anybody else of the commander.
fn asker(state: &State, holder: SeatId) -> Option<SeatId> {
    let commander = state.commander();
    match commander == holder {
        false => Some(commander),
        true => state.seats().keys().copied().find(|seat| *seat != holder),
    }
}

fn teach(scenario: &Scenario, state: &State, seat: SeatId, fact: FactId) -> Option<(SeatId, Play)> {
    if state.knows(seat, fact) {
        return None;
    }
    scenario.facts.get(fact)?;
    let knower = knower(scenario, state, fact)?;
    let mut play = Play::new(Move::Tell { facts: vec![fact] });
    play.to = vec![seat];
    Some((knower, play))
}

/// Word for two minutes from now, in a channel.
fn promise(scenario: &Scenario, state: &State, channel: ChannelId) -> Option<(SeatId, Play)> {
    let waits = |of: &Promise| of.channel == channel && of.stage != PromiseStage::Kept;
    if state.promises().values().any(waits) {
        return None;
    }
    let commander = state.commander();
    let reads = |seat: &SeatId| scenario.reads(*seat, channel);
    let seat = match reads(&commander) {
        true => commander,
        false => scenario.readers(channel).next()?,
    };
    let next = state.now() + Span::minutes(2);
    let mut play = Play::new(Move::Update {
        impact: "Users are affected".to_owned(),
        action: String::new(),
        owner: None,
        next_at: Some(scenario.shows(next)),
    });
    play.channel = Some(channel);
    Some((seat, play))
}

/// Before which moment each wish waits, in one of four ways.
fn waits(scenario: &Scenario, wishes: &Wishes, draws: &mut Draws) -> Vec<SimTime> {
    let many = wishes.wishes.len();
    let mut waits = vec![SimTime::ZERO; many];
    let way = match wishes.moments.is_empty() {
        true => 1 + draws.below(3),
        // Half of the time for a moment: most that is missed is missed by minutes.
        false => draws.below(6).saturating_sub(2),
    };
    match way {
        // All for a moment that something waits for or for one before it, or
        // one piece of work alone.
        0 => {
            if let Some(moment) = draws.pick(&wishes.moments).copied() {
                let minutes = draws.below(4).min(1) * draws.below(12);
                let before = Span::minutes(u64::try_from(minutes).unwrap_or(0));
                let moment = SimTime(moment.0.saturating_sub(before.0));
                let work = |(_, wish): &(usize, &Wish)| matches!(wish, Wish::Course(..));
                let works = wishes.wishes.iter().enumerate().filter(work);
                let works: Vec<usize> = works.map(|(nth, _)| nth).collect();
                match draws.pick(&works).filter(|_| draws.below(3) > 0) {
                    Some(nth) => waits[*nth] = moment,
                    None => waits.fill(moment),
                }
            }
        }
        // The first, which is what the others lead to.
        1 => {
            if let Some(first) = waits.first_mut() {
                *first = some_moment(scenario, draws);
            }
        }
        // Each for one before it, in any order.
        2 => {
            let mut order: Vec<usize> = (0..many).collect();
            for at in (1..many).rev() {
                order.swap(at, draws.below(at + 1));
            }
            let mut at = SimTime::ZERO;
            for nth in order {
                waits[nth] = at;
                let seconds = 60 + draws.below(120);
                at = at + Span::seconds(u64::try_from(seconds).unwrap_or(60));
            }
        }
        // Some.
        _ => {
            for wait in &mut waits {
                if draws.below(2) == 0 {
                    *wait = some_moment(scenario, draws);
                }
            }
        }
    }
    waits
}

/// Some moment of some scene.
fn some_moment(scenario: &Scenario, draws: &mut Draws) -> SimTime {
    let scenes: Vec<&Scene> = scenario.scenes.iter().collect();
    let Some(scene) = draws.pick(&scenes) else {
        return SimTime::ZERO;
    };
    let (from, until) = (scenario.at(scene.from), scenario.at(scene.until));
    let share = u64::try_from(draws.below(1000)).unwrap_or(0);
    from + Span(until.since(from).0 / 1000 * share)
}
