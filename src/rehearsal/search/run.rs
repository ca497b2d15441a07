//! One exercise of the search: who commands, what is steered, what came of it.

use super::super::exercise::{Exercise, Unjudged};
use super::bound::Bound;
use super::draws::Draws;
use super::seen::{Outcome, Seen};
use super::steer::Steer;
use super::wish::{Wish, Wishes};
use crate::bots::{Policy, bot};
use crate::engine::*;
use crate::model::*;
use crate::scenario::{DeadlineKind, Scenario};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An exercise to be played.
#[derive(Clone, Debug)]
pub(super) struct Lot {
    /// The seed of the exercise.
    pub(super) seed: u64,
    /// Who commands.
    pub(super) policy: Policy,
    /// What is steered; nothing: the bot leads alone.
    pub(super) wishes: Wishes,
    /// Whether wishes may wait for a later moment.
    pub(super) patient: bool,
    /// Whether the host ends it early.
    pub(super) short: bool,
    /// Whether nobody is at the table who is not at the smallest.
    pub(super) small: bool,
    /// The option whose end frees those that were left alone.
    pub(super) until: Option<OptionId>,
}

impl Lot {
    /// A bot leads, and nobody steers.
    pub(super) fn led(seed: u64, policy: Policy) -> Self {
        Self {
            seed,
            policy,
            wishes: Wishes::default(),
            patient: false,
            short: false,
            small: false,
            until: None,
        }
    }

    /// The same, steered.
    pub(super) fn towards(mut self, wishes: Wishes) -> Self {
        self.wishes = wishes;
        self
    }

    /// The options that are left alone are free once this one is over.
    pub(super) fn until(mut self, option: OptionId) -> Self {
        self.until = Some(option);
        self
    }
}

/// Plays one exercise to its end.
pub(super) fn play(scenario: &Arc<Scenario>, lot: Lot) -> Seen {
    let engine = Engine::new(scenario.clone(), lot.seed, false);
    let mut exercise = Exercise::at(engine, Unjudged);
    let seat = scenario.commander;
    let kept = lot.wishes.wishes.iter().find_map(|wish| match wish {
        Wish::Course(option, _) => Some(*option),
        _ => None,
    });
    let commands = Bound {
        bot: bot(lot.policy, seat, lot.seed),
        bars: lot.wishes.bars.clone(),
        keeps: kept,
        until: lot.until,
    };
    exercise.seat_bot(seat, Box::new(commands));
    exercise.host(HostVerb::Start);
    let steered = !lot.wishes.wishes.is_empty() || lot.short;
    let draws = Draws::of(lot.seed, &["steer"]);
    let mut steer = Steer::new(scenario, lot.wishes, draws, lot.patient);
    if lot.short {
        steer = steer.ended_early();
    }
    if lot.small {
        steer = steer.at_a_small_table();
    }
    let mut harm = Harm::default();
    let mut looks = 0;
    while exercise.engine().state().phase() == Phase::Play {
        harm.look(scenario, exercise.engine().state());
        let mut until = SimTime::FAR;
        if steered {
            looks += 1;
            steer.act(&mut exercise);
            until = steer.next();
        }
        if exercise.engine().state().phase() == Phase::Play {
            exercise.advance(until);
        }
    }
    harm.look(scenario, exercise.engine().state());
    let outcome = outcome(scenario, exercise.engine().state(), &harm);
    let mut seen = Seen::of(scenario, &exercise, outcome, steer.strained());
    seen.effort += looks;
    seen
}

/// When each incident was over, as far as it was.
#[derive(Default)]
struct Harm {
    over: BTreeMap<IncidentId, SimTime>,
}

impl Harm {
    fn look(&mut self, scenario: &Scenario, state: &State) {
        for part in &scenario.incidents {
            if !self.over.contains_key(&part.id)
                && state.has_opened(scenario, part.id)
                && (state.resolved().contains_key(&part.id)
                    || state.holds(scenario, &part.resolved))
            {
                self.over.insert(part.id, state.now());
            }
        }
    }
}

fn outcome(scenario: &Scenario, state: &State, harm: &Harm) -> Outcome {
    let mut outcome = Outcome::default();
    for (id, met) in state.deadlines() {
        match scenario.deadlines.get(*id).map(|part| part.kind) {
            _ if *met => {}
            Some(DeadlineKind::Breach) => outcome.breaches += 1,
            Some(DeadlineKind::Penalty) => outcome.penalties += 1,
            Some(DeadlineKind::Update | DeadlineKind::Decision) => outcome.late += 1,
            None => {}
        }
    }
    for part in &scenario.incidents {
        if !state.has_opened(scenario, part.id) {
            continue;
        }
        let over = harm.over.get(&part.id);
        outcome.open += u32::from(over.is_none());
        let until = over.copied().unwrap_or(state.now());
        outcome.minutes += until.since(SimTime::ZERO).whole_minutes();
    }
    outcome
}
