//! What if: a played journal continues from a moment with another decision,
//! with bots for the rest and many seeds (design, invariant 5: a fork re-seeds
//! only what is first drawn after it).

use super::exercise::{Exercise, Judge, Judges, Ledger};
use super::rehearse::seed_of;
use super::summary::Summary;
use super::tally::Tally;
use crate::bots::{Policy, bot};
use crate::engine::*;
use crate::journal::{self, Journal, ReplayError};
use crate::model::*;
use rayon::prelude::*;

/// What is to be found out.
#[derive(Clone, Copy, Debug)]
pub struct WhatIf {
    /// The last event that stands.
    pub at: Seq,
    /// What is decided there instead; none: the bot decides.
    pub choose: Option<OptionId>,
    /// Who plays the commander from there on.
    pub policy: Policy,
    /// How many ways the rest is played.
    pub runs: u64,
    /// All chance of the rest comes from it.
    pub seed: u64,
}

/// Why a journal cannot be continued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForkError {
    /// It cannot be played again.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// There is nothing to continue.
    #[error("At {0} the exercise is not in play: name a moment between STARTEX and ENDEX.")]
    NotInPlay(Seq),
    /// The decision is refused there.
    #[error("At {at} the decision is refused: {why}")]
    Refused {
        /// The moment.
        at: Seq,
        /// The room's reason.
        why: String,
    },
    /// Whoever asked does not want to know any more.
    #[error("It was stopped before it was through.")]
    Stopped,
}

/// Continues a journal many times and adds up what came of it: of the whole
/// exercise, but for the decision, which is the first one after the moment.
/// `done` is called once for each.
///
/// # Errors
/// When the journal does not replay, the moment is not in play, or the
/// decision is refused.
pub fn what_if(
    journal: &Journal,
    what: &WhatIf,
    done: impl Fn() + Sync,
) -> Result<Summary, ForkError> {
    what_if_while(journal, what, || {
        done();
        true
    })
}

/// As [`what_if`], but `more` is asked after each whether to go on.
///
/// # Errors
/// As [`what_if`], and when `more` says no.
pub fn what_if_while(
    journal: &Journal,
    what: &WhatIf,
    more: impl Fn() -> bool + Sync,
) -> Result<Summary, ForkError> {
    let begun = Begun::of(journal, what)?;
    // The first one tells whether it can be done; the others only differ in
    // luck.
    begun.continued(what, 0)?;
    let tally = (0..what.runs)
        .into_par_iter()
        .try_fold(Tally::default, |mut tally, nth| {
            if let Ok(exercise) = begun.continued(what, nth) {
                tally.add(&exercise.play());
            }
            more().then_some(tally)
        })
        .try_reduce(Tally::default, |one, other| Some(one.merge(other)))
        .ok_or(ForkError::Stopped)?;
    Ok(Summary::of(begun.engine.scenario(), &tally))
}

/// The last event before the exercise's first decision.
pub fn before_the_decision(journal: &Journal) -> Option<Seq> {
    let decides = |of: &&Recorded| matches!(of.event, Event::Decided { .. });
    let step = journal
        .steps
        .iter()
        .find(|step| step.events.iter().any(|of| decides(&of)))?;
    let first = step.events.first()?;
    Some(Seq(first.seq.0.saturating_sub(1)))
}

/// The exercise as it stood at the fork.
struct Begun {
    engine: Engine,
    judges: Judges,
    /// What had become of options and actions by then.
    ledger: Ledger,
}

impl Begun {
    fn of(journal: &Journal, what: &WhatIf) -> Result<Self, ForkError> {
        let (header, steps) = journal::fork(journal, what.at, &journal.header.room, 0, None);
        let mut engine = journal::engine(&header)?;
        let mut judges = Judges::new(engine.scenario(), header.certification);
        let mut ledger = Ledger::default();
        for step in &steps {
            journal::fold_with(&mut engine, step, |state, recorded| {
                judges.push(state, recorded);
                ledger.note(&recorded.event);
            });
        }
        match engine.state().phase() {
            Phase::Play => Ok(Self {
                engine,
                judges,
                ledger,
            }),
            _ => Err(ForkError::NotInPlay(what.at)),
        }
    }

    /// The exercise with its new decision, ready to be played on.
    fn continued(&self, what: &WhatIf, nth: u64) -> Result<Exercise, ForkError> {
        let seed = seed_of(what.seed, nth);
        let mut engine = self.engine.clone();
        engine.reseed(seed);
        let mut exercise = Exercise::at(engine, self.judges.clone()).after(self.ledger.clone());
        let refused = |refusal: Refusal| ForkError::Refused {
            at: what.at,
            why: refusal.why,
        };
        if exercise.engine().state().paused().is_some() {
            let resume = Command::Host(HostVerb::Resume);
            exercise.submit(Actor::Host, resume).map_err(refused)?;
        }
        let state = exercise.engine().state();
        let commander = state.commander();
        let held = state.seats().keys().copied();
        let others: Vec<SeatId> = held
            .filter(|seat| *seat != commander && state.holder(*seat).is_some())
            .collect();
        // Only the commander's chair gets a bot: personas play the rest.
        for seat in others {
            let unseat = Command::Host(HostVerb::Unseat { seat });
            exercise.submit(Actor::Host, unseat).map_err(refused)?;
        }
        if let Some(option) = what.choose {
            let base = exercise.engine().state().decisions().len();
            let decide = Decide::on(option, u32::try_from(base).unwrap_or(u32::MAX));
            let capture = Capture {
                seat: commander,
                ago: Span::ZERO,
                play: Play::new(Move::Decide(decide)),
            };
            exercise
                .submit(Actor::Host, Command::Capture(capture))
                .map_err(refused)?;
        }
        exercise.seat_bot(commander, bot(what.policy, commander, seed));
        Ok(exercise)
    }
}
