//! How far evaluators and the automatic score agree, criterion by criterion.
//!
//! Evaluators rate blind; where they differ from the rules, one of the two has
//! something to learn. Absent on purpose: any change of a score.

use super::score::{CriterionScore, Score};
use crate::model::Criterion;
use serde::Serialize;

/// Ratings of a criterion beside its automatic score, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Which criterion.
    pub criterion: Criterion,
    /// How many ratings there are.
    pub ratings: u32,
    /// Their mean.
    pub rated: u32,
    /// The middle of the automatic range.
    pub automatic: u32,
    /// Ratings above the automatic score are positive.
    pub difference: i32,
    /// Between the highest and the lowest rating.
    pub spread: u32,
}

/// The agreement on each criterion that was rated.
pub fn agreement(score: &Score) -> Vec<Agreement> {
    score.criteria.iter().filter_map(one).collect()
}

fn one(of: &CriterionScore) -> Option<Agreement> {
    let rated: Vec<u32> = of
        .ratings
        .iter()
        .map(|rating| u32::from(rating.percent) * 10)
        .collect();
    let count = u32::try_from(rated.len()).ok().filter(|n| *n > 0)?;
    let mean = (rated.iter().sum::<u32>() + count / 2) / count;
    let automatic = (of.credit.low + of.credit.high) / 2;
    let spread = rated.iter().max()? - rated.iter().min()?;
    let difference = i32::try_from(mean).ok()? - i32::try_from(automatic).ok()?;
    Some(Agreement {
        criterion: of.criterion,
        ratings: count,
        rated: mean,
        automatic,
        difference,
        spread,
    })
}
