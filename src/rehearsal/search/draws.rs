//! The search's own chance: which way it tries next. ChaCha8 under a key, apart
//! from the exercise's and the bots'.

use rand::rand_core::{Rng, SeedableRng};

/// A stream of draws.
#[derive(Debug)]
pub(super) struct Draws(rand::rngs::ChaCha8Rng);

impl Draws {
    /// The draws that belong to `key` under a seed.
    pub(super) fn of(seed: u64, key: &[&str]) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(b"search");
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

    /// One of a list.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Any number.
    pub(super) fn number(&mut self) -> u64 {
        self.0.next_u64()
    }
}
