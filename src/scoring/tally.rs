//! Adds up the credit of one criterion, each share with its evidence.

use super::score::{Basis, Evidence};
use crate::model::Seq;
use std::collections::BTreeSet;

/// The whole of a criterion, in millionths.
pub(super) const WHOLE: u64 = 1_000_000;
/// Half of it.
pub(super) const HALF: u64 = WHOLE / 2;
/// A quarter of it.
pub(super) const QUARTER: u64 = WHOLE / 4;

/// How much of a share a move earns, in thousandths, and on what basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) low: u64,
    pub(super) high: u64,
    pub(super) basis: Basis,
}

impl Standing {
    /// Only when a person says so.
    pub(super) fn open(self) -> Self {
        Self {
            low: if self.low == 1000 { 1000 } else { 0 },
            ..self
        }
    }
    /// So many thousandths of it.
    pub(super) fn times(self, thousandths: u64) -> Self {
        let part = |n: u64| n * thousandths / 1000;
        Self {
            low: part(self.low),
            high: part(self.high),
            basis: self.basis,
        }
    }
    /// The better of two.
    pub(super) fn or(self, other: Self) -> Self {
        if (other.low, other.high) > (self.low, self.high) {
            other
        } else {
            self
        }
    }
}

/// Of several moves that show one thing, the one that shows it best; the first
/// of those that do so equally.
pub(super) fn best(shown: impl Iterator<Item = (Standing, Seq)>) -> Option<(Standing, Seq)> {
    shown.reduce(|best, next| {
        if best.0.or(next.0) == best.0 {
            best
        } else {
            next
        }
    })
}

/// The credit of a criterion while it is added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) evidence: Vec<Evidence>,
    pub(super) missing: Vec<String>,
    pub(super) basis: BTreeSet<Basis>,
    pub(super) unobserved: Option<String>,
}

impl Tally {
    /// A criterion that could not come up.
    pub(super) fn unobserved(why: &str) -> Self {
        Self {
            unobserved: Some(why.to_owned()),
            ..Self::default()
        }
    }

    /// A share, in millionths of the criterion, earned at a moment.
    pub(super) fn earn(
        &mut self,
        share: u64,
        standing: Standing,
        seq: Seq,
        shows: impl Into<String>,
    ) {
        self.add(share, standing, seq, shows.into(), 1);
    }

    /// A share lost at a moment.
    pub(super) fn lose(
        &mut self,
        share: u64,
        standing: Standing,
        seq: Seq,
        shows: impl Into<String>,
    ) {
        self.add(share, standing, seq, shows.into(), -1);
    }

    fn add(&mut self, share: u64, standing: Standing, seq: Seq, shows: String, sign: i64) {
        let part = |thousandths: u64| sign * i64::try_from(share * thousandths / 1000).unwrap_or(0);
        // What may be lost is lost for certain only in the high reading of the loss.
        let (low, high) = match sign {
            1 => (part(standing.low), part(standing.high)),
            _ => (part(standing.high), part(standing.low)),
        };
        self.low += low;
        self.high += high;
        self.basis.insert(standing.basis);
        let (low, high) = (thousandths(low), thousandths(high));
        self.evidence.push(Evidence {
            seq,
            shows,
            low,
            high,
            basis: standing.basis,
        });
    }

    /// Something due that was not done.
    pub(super) fn miss(&mut self, what: impl Into<String>) {
        self.missing.push(what.into());
    }

    /// No more than so many millionths.
    pub(super) fn cap(&mut self, at: u64) {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        self.low = self.low.min(at);
        self.high = self.high.min(at);
    }

    /// Nothing below nothing: what is lost in one half does not eat the other.
    pub(super) fn floor(&mut self) {
        self.low = self.low.max(0);
        self.high = self.high.max(0);
    }

    /// Takes another tally in, at its worth.
    pub(super) fn take(&mut self, other: Self) {
        self.low += other.low;
        self.high += other.high;
        self.evidence.extend(other.evidence);
        self.missing.extend(other.missing);
        self.basis.extend(other.basis);
    }

    /// Every credit by so many thousandths: a half that stands for the whole.
    pub(super) fn scale(&mut self, by: i64) {
        let by32 = i32::try_from(by).unwrap_or(1000);
        self.low = self.low * by / 1000;
        self.high = self.high * by / 1000;
        for evidence in &mut self.evidence {
            evidence.low = evidence.low * by32 / 1000;
            evidence.high = evidence.high * by32 / 1000;
        }
    }

    /// Low and high in thousandths.
    pub(super) fn credit(&self) -> (u32, u32) {
        let of =
            |millionths: i64| u32::try_from(thousandths(millionths).clamp(0, 1000)).unwrap_or(0);
        (of(self.low), of(self.high))
    }
}

/// Millionths as thousandths, rounded to the nearest.
fn thousandths(millionths: i64) -> i32 {
    let half = 500 * millionths.signum();
    i32::try_from((millionths + half) / 1000).unwrap_or(0)
}
