//! A bot's own chance: ChaCha8 under (seed, policy, seat). It never touches
//! the engine's keys, so that what a bot draws cannot move what the world does.

use crate::model::Span;
use rand::rand_core::{Rng, SeedableRng};

/// A stream of draws.
#[derive(Debug)]
pub(super) struct Draws(rand::rngs::ChaCha8Rng);

impl Draws {
    /// The draws that belong to `key` under a seed.
    pub(super) fn of(seed: u64, key: &[&str]) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(b"bot");
        hash.update(&seed.to_le_bytes());
        for part in key {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
        Self(rand::rngs::ChaCha8Rng::from_seed(
            *hash.finalize().as_bytes(),
        ))
    }

    /// Uniform in `0..n`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let product = u128::from(self.0.next_u64()) * n as u128;
        usize::try_from(product >> 64).unwrap_or(0)
    }

    /// True in one of two cases.
    pub(super) fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    /// One of a list.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Between two numbers of seconds, both included, to a tenth.
    pub(super) fn seconds(&mut self, least: u64, most: u64) -> Span {
        let tenths = usize::try_from(most.saturating_sub(least) * 10).unwrap_or(0);
        Span(least * 1000 + self.below(tenths + 1) as u64 * 100)
    }
}
