//! Keyed chance: a draw depends on the seed and on author ids, never on how
//! much was said or in which order things were drawn (design, invariant 5).
//!
//! Integer samplers only; `tests` pin their values, because a change of them
//! would change every journal's re-run.

use crate::model::Span;
use crate::scenario::Duration3;
use rand::rand_core::{Rng, SeedableRng};

/// A stream of draws under one key.
pub(super) struct Draws(rand::rngs::ChaCha8Rng);

impl Draws {
    /// The draws that belong to `key` in an exercise of this seed.
    pub(super) fn of(seed: u64, key: &[&str]) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(&seed.to_le_bytes());
        for part in key {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
        Self(rand::rngs::ChaCha8Rng::from_seed(
            *hash.finalize().as_bytes(),
        ))
    }

    /// Uniform in `0..n` (0 when `n` is 0), without bias worth measuring: the
    /// 128-bit product of a 64-bit draw.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        let product = u128::from(self.0.next_u64()) * u128::from(n);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// True in `milli_percent` of 100,000 cases.
    pub(super) fn happens(&mut self, milli_percent: i64) -> bool {
        i64::try_from(self.below(100_000)).unwrap_or(0) < milli_percent
    }

    /// A span between both, both included, in whole seconds.
    pub(super) fn between(&mut self, least: Span, most: Span) -> Span {
        let seconds = most.0.saturating_sub(least.0) / 1000;
        least + Span::seconds(self.below(seconds + 1))
    }

    /// A triangular draw in whole seconds, by the inverse of its distribution
    /// function with an integer square root.
    pub(super) fn triangular(&mut self, of: Duration3) -> Span {
        let (min, mode, max) = (of.min.0 / 1000, of.mode.0 / 1000, of.max.0 / 1000);
        let (left, right) = (mode.saturating_sub(min), max.saturating_sub(mode));
        let width = left + right;
        if width == 0 {
            return Span::seconds(min);
        }
        const ONE: u64 = 1 << 32;
        let u = self.below(ONE);
        let root = |side: u64, share: u64| {
            // sqrt(share / ONE * width * side), exact to a second.
            let square = u128::from(share) * u128::from(width) * u128::from(side) / u128::from(ONE);
            u64::try_from(square.isqrt()).unwrap_or(u64::MAX)
        };
        let seconds = if u128::from(u) * u128::from(width) < u128::from(left) * u128::from(ONE) {
            min + root(left, u)
        } else {
            max.saturating_sub(root(right, ONE - u))
        };
        Span::seconds(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_gives_the_same_draw_and_another_key_another() {
        let draw = |seed, key: &[&str]| Draws::of(seed, key).below(1_000_000_007);
        assert_eq!(
            draw(7, &["option", "a", "1"]),
            draw(7, &["option", "a", "1"])
        );
        assert_ne!(
            draw(7, &["option", "a", "1"]),
            draw(7, &["option", "a", "2"])
        );
        assert_ne!(
            draw(7, &["option", "a1", ""]),
            draw(7, &["option", "a", "1"])
        );
    }

    #[test]
    fn golden_draws_stay() {
        let mut draws = Draws::of(42, &["golden"]);
        let got: Vec<u64> = (0..4).map(|_| draws.below(1000)).collect();
        insta::assert_compact_debug_snapshot!(got, @"[568, 286, 933, 398]");
        let of = Duration3 {
            min: Span::minutes(20),
            mode: Span::minutes(30),
            max: Span::minutes(60),
        };
        let got: Vec<u64> = (0..4).map(|_| draws.triangular(of).0 / 1000).collect();
        insta::assert_compact_debug_snapshot!(got, @"[2238, 1819, 2043, 1243]");
    }

    #[test]
    fn triangular_has_the_mean_of_its_corners() {
        let of = Duration3 {
            min: Span::minutes(20),
            mode: Span::minutes(30),
            max: Span::minutes(70),
        };
        let n = 4000;
        let mut sum = 0;
        for i in 0..n {
            let t = Draws::of(i, &["mean"]).triangular(of).0;
            assert!((of.min.0..=of.max.0).contains(&t));
            sum += t;
        }
        let mean = sum / n;
        // (20 + 30 + 70) / 3 = 40 min; standard error here is about 10 s.
        assert!(mean.abs_diff(40 * 60_000) < 45_000, "mean {mean} ms");
    }
}
