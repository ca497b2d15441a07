//! From a journal back to the exercise: folding, checking, forking.

use super::read::Journal;
use super::record::{Cause, ForkedFrom, Header, Step};
use crate::engine::{DueItem, Engine, RULES, Recorded, State};
use crate::model::*;
use crate::scenario::load;
use std::sync::Arc;

/// Why a journal cannot be played again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// Its scenario does not load any more.
    #[error(
        "The scenario in the journal of room {room} does not load with this version ({first}). Version {app} wrote it."
    )]
    Scenario {
        /// The room.
        room: String,
        /// The first finding.
        first: String,
        /// The version that wrote it.
        app: String,
    },
}

/// The exercise before its first step.
///
/// # Errors
/// When the header's scenario does not load.
pub fn engine(header: &Header) -> Result<Engine, ReplayError> {
    let loaded = load(&header.scenario);
    let Some(scenario) = loaded.scenario else {
        let first = loaded
            .diagnostics
            .first()
            .map_or_else(String::new, |d| d.message.clone());
        let (room, app) = (header.room.clone(), header.app.clone());
        return Err(ReplayError::Scenario { room, first, app });
    };
    Ok(Engine::new(
        Arc::new(scenario),
        header.seed,
        header.certification,
    ))
}

/// The exercise after these steps: no rule is asked, no chance drawn.
///
/// # Errors
/// When the header's scenario does not load.
pub fn replay(header: &Header, steps: &[Step]) -> Result<Engine, ReplayError> {
    let mut engine = engine(header)?;
    for step in steps {
        fold(&mut engine, step);
    }
    Ok(engine)
}

/// Folds one step.
pub fn fold(engine: &mut Engine, step: &Step) {
    fold_with(engine, step, |_, _| {});
}

/// Folds one step and shows each event with the state that it left.
pub fn fold_with(engine: &mut Engine, step: &Step, seen: impl FnMut(&State, &Recorded)) {
    engine.fold_with(step.at, step.due(), &step.events, seen);
    if let Cause::Forked { seed } = step.cause {
        engine.reseed(seed);
    }
}

/// What is true of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many steps it has.
    pub steps: u64,
    /// How many events.
    pub events: u64,
    /// Hash of the state after the last one.
    pub state_hash: String,
    /// Whether nothing speaks against it.
    pub verified: bool,
    /// What came of running its commands again.
    pub rerun: Rerun,
}

/// What came of running a journal's commands again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rerun {
    /// Every step gave the same events.
    Agrees,
    /// Other rules wrote it; it was only folded.
    OtherRules {
        /// The journal's.
        journal: u32,
        /// Ours.
        ours: u32,
    },
    /// A step gave something else.
    Differs {
        /// The step.
        step: u64,
        /// The difference, in a sentence.
        what: String,
    },
}

/// Folds a journal and, if our rules wrote it, runs its commands again and
/// compares every event.
///
/// # Errors
/// When its scenario does not load.
pub fn verify(journal: &Journal) -> Result<Verdict, ReplayError> {
    let folded = replay(&journal.header, &journal.steps)?;
    let state_hash = folded.state().hash();
    let rerun = if journal.header.rules == RULES {
        match rerun(engine(&journal.header)?, &journal.steps) {
            Ok(again) if again.state().hash() == state_hash => Rerun::Agrees,
            Ok(_) => {
                let what = "the same events leave another state".to_owned();
                Rerun::Differs {
                    step: journal.steps.len() as u64,
                    what,
                }
            }
            Err((step, what)) => Rerun::Differs { step, what },
        }
    } else {
        Rerun::OtherRules {
            journal: journal.header.rules,
            ours: RULES,
        }
    };
    Ok(Verdict {
        steps: journal.steps.len() as u64,
        events: journal.seq().0,
        state_hash,
        verified: !matches!(rerun, Rerun::Differs { .. }),
        rerun,
    })
}

/// Runs the causes of steps again.
fn rerun(mut engine: Engine, steps: &[Step]) -> Result<Engine, (u64, String)> {
    for step in steps {
        let found = again(&mut engine, step).map_err(|what| (step.n, what))?;
        let differs = found.iter().zip(&step.events).find(|(a, b)| a != b);
        if let Some((a, b)) = differs {
            let what = format!("event {} was {:?} and is now {:?}", b.seq, b.event, a.event);
            return Err((step.n, what));
        }
        if found.len() != step.events.len() {
            let what = format!("{} events became {}", step.events.len(), found.len());
            return Err((step.n, what));
        }
    }
    Ok(engine)
}

fn again(engine: &mut Engine, step: &Step) -> Result<Vec<Recorded>, String> {
    match &step.cause {
        Cause::Command(command) => {
            // What falls due at the same moment comes after the command if
            // the journal says so; what was due earlier has come, and only a
            // silent look leaves no line.
            while engine.next_due().is_some_and(|due| due < step.at) {
                match engine.run_due(step.at) {
                    Some((_, item, events)) if silent(&item, &events) => {}
                    Some((_, item, _)) => return Err(format!("{item:?} fell due without a line")),
                    None => break,
                }
            }
            engine
                .submit(step.at, step.actor, command.clone())
                .map_err(|refusal| format!("it is refused now: {refusal}"))
        }
        Cause::Due(wanted) => loop {
            match engine.run_due(step.at) {
                Some((_, item, events)) if item == *wanted && !silent(&item, &events) => {
                    return Ok(events);
                }
                Some((_, item, events)) if silent(&item, &events) => {}
                Some((_, item, _)) => return Err(format!("{item:?} fell due instead")),
                None => return Err("it does not fall due now".to_owned()),
            }
        },
        Cause::Opened { .. } => Ok(Vec::new()),
        Cause::Forked { seed } => {
            engine.reseed(*seed);
            Ok(Vec::new())
        }
    }
}

/// Whether something due leaves no line: a look at which nothing had become
/// true. Everything else that falls due is journaled even without events, so
/// that folding takes it off the schedule when playing did.
pub fn silent(item: &DueItem, events: &[Recorded]) -> bool {
    *item == DueItem::Look && events.is_empty()
}

/// The exercise up to an event, as the beginning of another one: whole steps
/// that end at or before `at`, under a new room code. With `seed`, what is
/// first drawn after that is drawn anew; what was drawn before stands.
pub fn fork(
    journal: &Journal,
    at: Seq,
    room: &str,
    created: u64,
    seed: Option<u64>,
) -> (Header, Vec<Step>) {
    let within = |step: &&Step| step.events.last().is_none_or(|last| last.seq <= at);
    let mut steps: Vec<Step> = journal.steps.iter().take_while(within).cloned().collect();
    while steps.last().is_some_and(|step| step.events.is_empty()) {
        steps.pop();
    }
    let last = steps.last();
    let forked = ForkedFrom {
        room: journal.header.room.clone(),
        at: last
            .and_then(|step| step.events.last())
            .map_or(Seq(0), |recorded| recorded.seq),
    };
    if let Some(seed) = seed {
        let step = Step {
            n: steps.len() as u64 + 1,
            at: last.map_or(SimTime::ZERO, |step| step.at),
            actor: crate::engine::Actor::Host,
            cause: Cause::Forked { seed },
            key: None,
            events: Vec::new(),
        };
        steps.push(step);
    }
    let header = Header {
        room: room.to_owned(),
        created,
        forked: Some(forked),
        // Another room has another host.
        host_hash: String::new(),
        ..journal.header.clone()
    };
    (header, steps)
}
