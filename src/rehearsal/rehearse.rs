//! Many exercises on all cores.

use super::exercise::Exercise;
use super::summary::Summary;
use super::tally::Tally;
use crate::bots::Policy;
use crate::scenario::Scenario;
use rayon::prelude::*;
use std::sync::Arc;

/// What is rehearsed.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Exercises of each policy.
    pub runs: u64,
    /// All chance comes from it.
    pub seed: u64,
    /// Who commands; personas hold every other seat.
    pub policies: Vec<Policy>,
}

/// What a policy's exercises came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRun {
    /// Who commanded.
    pub policy: Policy,
    /// The sum.
    pub summary: Summary,
}

/// Plays a rehearsal on the cores of the current rayon pool. `done` is called
/// once for each exercise, from any thread. Exercise `i` has the same seed for
/// every policy, so that all meet the same luck.
pub fn rehearse(what: &Rehearsal, done: impl Fn() + Sync) -> Vec<PolicyRun> {
    let each = what.policies.iter().map(|policy| {
        let tally = (0..what.runs)
            .into_par_iter()
            .fold(Tally::default, |mut tally, nth| {
                let seed = seed_of(what.seed, nth);
                let seats = [what.scenario.commander];
                let played = Exercise::new(&what.scenario, seed, *policy, &seats).play();
                tally.add(&played);
                done();
                tally
            })
            .reduce(Tally::default, Tally::merge);
        PolicyRun {
            policy: *policy,
            summary: Summary::of(&what.scenario, &tally),
        }
    });
    each.collect()
}

/// The seed of the `nth` exercise.
pub(super) fn seed_of(seed: u64, nth: u64) -> u64 {
    let mut hash = blake3::Hasher::new();
    hash.update(b"rehearsal");
    hash.update(&seed.to_le_bytes());
    hash.update(&nth.to_le_bytes());
    let mut bytes = [0; 8];
    hash.finalize_xof().fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
