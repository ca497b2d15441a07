//! What adds up: counts, and spreads of whole numbers as exact histograms, so
//! that neither the order nor the number of cores can show.

use serde::Serialize;
use std::collections::BTreeMap;

/// How many of all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Runs in which it was so.
    pub runs: u64,
    /// Thousandths of all runs.
    pub per_mille: u64,
}

impl Share {
    pub(super) fn of(runs: u64, all: u64) -> Self {
        let per_mille = (runs * 1000 + all / 2).checked_div(all).unwrap_or(0);
        Self { runs, per_mille }
    }
}

/// How often each value came. Holds one entry a value, whatever the number of
/// runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    counts: BTreeMap<u32, u64>,
    sum: u128,
    many: u64,
}

impl Spread {
    pub(super) fn add(&mut self, value: u32) {
        *self.counts.entry(value).or_default() += 1;
        self.sum += u128::from(value);
        self.many += 1;
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (value, many) in other.counts {
            *self.counts.entry(value).or_default() += many;
        }
        self.sum += other.sum;
        self.many += other.many;
    }

    /// How many values there were.
    pub fn many(&self) -> u64 {
        self.many
    }

    /// The mean, rounded to a whole number.
    pub fn mean(&self) -> u32 {
        let many = u128::from(self.many);
        let mean = (self.sum + many / 2).checked_div(many).unwrap_or(0);
        u32::try_from(mean).unwrap_or(u32::MAX)
    }

    /// The value that `percent` of all are not above (nearest rank).
    pub fn percentile(&self, percent: u64) -> u32 {
        let rank = (self.many * percent).div_ceil(100).max(1);
        let mut seen = 0;
        for (value, many) in &self.counts {
            seen += many;
            if seen >= rank {
                return *value;
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_gives_nearest_ranks_and_merges_in_any_order() {
        let spread = |values: &[u32]| {
            let mut spread = Spread::default();
            values.iter().for_each(|value| spread.add(*value));
            spread
        };
        let all = spread(&[5, 1, 3, 2, 4, 10, 9, 8, 7, 6]);
        assert_eq!([10, 50, 90].map(|p| all.percentile(p)), [1, 5, 9]);
        assert_eq!(all.mean(), 6);
        let (mut one, mut other) = (spread(&[5, 1, 3]), spread(&[2, 4, 10, 9, 8, 7, 6]));
        one.merge(spread(&[2, 4, 10, 9, 8, 7, 6]));
        other.merge(spread(&[5, 1, 3]));
        assert_eq!(one, all);
        assert_eq!(other, all);
        assert_eq!(Spread::default().percentile(50), 0);
    }
}
