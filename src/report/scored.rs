//! The score with its evidence, as a reader may check it.

use super::aar::{Edition, Ref};
use super::gather::Gather;
use crate::model::*;
use crate::scoring::{Basis, CriterionScore, Group, Range, Score};
use serde::Serialize;

/// A score and what it rests on. Points are in thousandths.
#[derive(Clone, Debug, Serialize)]
pub struct Scored {
    /// The total.
    pub total: Range,
    /// Out of so many.
    pub max: u32,
    /// The points of what was observed.
    pub observed: u32,
    /// The three groups of the rubric.
    pub groups: Vec<GroupLine>,
    /// Every criterion.
    pub criteria: Vec<CriterionLine>,
    /// The criteria with the most left to gain: label, thousandths of points,
    /// and what was missing first.
    pub to_gain: Vec<(String, u32, String)>,
}

/// A group of criteria. Points are in thousandths, of what was observed.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "each field is named after what it holds")]
pub struct GroupLine {
    pub label: String,
    pub points: Range,
    pub max: u32,
}

/// A criterion. Points are in thousandths.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionLine {
    /// As commands name it.
    pub id: CriterionId,
    /// What people call it.
    pub label: String,
    /// What it is part of.
    pub group: String,
    /// What it earned.
    pub points: Range,
    /// What it can earn.
    pub max: u32,
    /// Whether it could come up; else why it could not.
    pub unobserved: Option<String>,
    /// What it rests on, in words.
    pub basis: Vec<String>,
    /// The moments that it rests on.
    pub evidence: Vec<Proof>,
    /// What was due and not done.
    pub missing: Vec<String>,
    /// Per cent, reason and the automatic points, where a person replaced them.
    pub overridden: Option<(u8, String, Range)>,
    /// Evaluators' blind ratings in per cent, with what they rest on; in the
    /// host's edition alone.
    pub ratings: Vec<(u8, String)>,
}

/// A moment and what it is worth.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The moment.
    pub at: Option<Ref>,
    /// What it shows.
    pub shows: String,
    /// Its share of the criterion's points in thousandths of a point.
    pub low: i32,
    /// The same once everything open is confirmed.
    pub high: i32,
    /// What it rests on.
    pub basis: String,
}

pub(super) fn scored(gather: &Gather<'_>, score: &Score) -> Scored {
    let criteria: Vec<CriterionLine> = score.criteria.iter().map(|of| line(gather, of)).collect();
    let groups = Group::ALL
        .into_iter()
        .map(|group| {
            let of = || {
                criteria
                    .iter()
                    .filter(move |line| line.group == group.label() && counts(line))
            };
            GroupLine {
                label: group.label().to_owned(),
                points: Range {
                    low: of().map(|line| line.points.low).sum(),
                    high: of().map(|line| line.points.high).sum(),
                },
                max: of().map(|line| line.max).sum(),
            }
        })
        .collect();
    let mut lost: Vec<&CriterionLine> = criteria
        .iter()
        .filter(|line| counts(line) && line.max > line.points.low)
        .collect();
    lost.sort_by_key(|line| std::cmp::Reverse(line.max - line.points.low));
    let to_gain = lost
        .into_iter()
        .take(3)
        .map(|line| {
            let first = line.missing.first().cloned().unwrap_or_default();
            (line.label.clone(), line.max - line.points.low, first)
        })
        .collect();
    Scored {
        total: score.total,
        max: score.max,
        observed: score.observed,
        groups,
        criteria,
        to_gain,
    }
}

/// Whether the total takes a criterion.
fn counts(line: &CriterionLine) -> bool {
    line.unobserved.is_none() || line.overridden.is_some()
}

fn line(gather: &Gather<'_>, of: &CriterionScore) -> CriterionLine {
    let points = |credit: Range| Range {
        low: credit.low * of.points,
        high: credit.high * of.points,
    };
    let weight = i32::try_from(of.points).unwrap_or(0);
    CriterionLine {
        id: of.id,
        label: of.label.to_owned(),
        group: of.group.label().to_owned(),
        points: of.milli_points(),
        max: of.points * 1000,
        unobserved: of.unobserved.clone(),
        basis: of
            .basis
            .iter()
            .map(|basis| basis_word(*basis).to_owned())
            .collect(),
        evidence: of
            .evidence
            .iter()
            .map(|evidence| Proof {
                at: gather.moments.at(evidence.seq),
                shows: evidence.shows.clone(),
                low: evidence.low * weight,
                high: evidence.high * weight,
                basis: basis_word(evidence.basis).to_owned(),
            })
            .collect(),
        missing: of.missing.clone(),
        overridden: of
            .overridden
            .as_ref()
            .map(|by| (by.percent, by.why.clone(), points(of.credit))),
        ratings: match gather.edition {
            Edition::Host => of
                .ratings
                .iter()
                .map(|by| (by.percent, by.text.clone()))
                .collect(),
            Edition::Shared => Vec::new(),
        },
    }
}

/// What a credit rests on, in words.
pub(super) fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Structured => "structured move",
        Basis::Captured => "captured speech",
        Basis::Text => "read out of words",
        Basis::Evaluator => "evaluator",
    }
}

/// Thousandths of points as text: `84.5`, `85`.
pub(super) fn points(milli: u32) -> String {
    let tenths = (milli + 50) / 100;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

/// A range as text: `84.5 to 91`, or one figure.
pub(super) fn range(of: Range) -> String {
    let (low, high) = (points(of.low), points(of.high));
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}

/// A gain or loss as text: `+1.5`, `−1`.
pub(super) fn gain(milli: i32) -> String {
    let sign = if milli < 0 { "−" } else { "+" };
    format!("{sign}{}", points(milli.unsigned_abs()))
}
