//! What a score holds: plain data for the console, the report and the command
//! line. Every share is in thousandths, every total in thousandths of a point.

use crate::engine::Actor;
use crate::model::*;
use crate::model::{Criterion, Group};
use serde::Serialize;

/// The score of an exercise, so far or final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The total in thousandths of a point, out of [`Score::max`]. What was
    /// not observed is left out and the rest scaled up.
    pub total: Range,
    /// The points of the whole rubric, in thousandths.
    pub max: u32,
    /// The points of what was observed, in thousandths.
    pub observed: u32,
    /// Every criterion, in the handbook's order; none where the scenario does
    /// not apply the rubric.
    pub criteria: Vec<CriterionScore>,
    /// The paces it was played at.
    pub speeds: Vec<Pace>,
    /// Whether it scores the candidate alone.
    pub certification: bool,
    /// The moment that it stands for.
    pub at: SimTime,
    /// The last event that it rests on.
    pub seq: Seq,
}

impl Score {
    /// Whether the criteria of an Incident Commander are applied at all.
    pub fn applies(&self) -> bool {
        !self.criteria.is_empty()
    }
}

/// A range of thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Range {
    /// When nothing open is confirmed.
    pub low: u32,
    /// When all of it is.
    pub high: u32,
}

/// The score of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionScore {
    /// As commands name it.
    pub id: CriterionId,
    /// Which it is.
    pub criterion: Criterion,
    /// What people call it.
    pub label: &'static str,
    /// What it is part of.
    pub group: Group,
    /// Its points.
    pub points: u32,
    /// The automatic credit in thousandths: low while anything is open.
    #[serde(flatten)]
    pub credit: Range,
    /// What it rests on.
    pub basis: Vec<Basis>,
    /// The moments that it rests on.
    pub evidence: Vec<Evidence>,
    /// What was due and not done, in plain words.
    pub missing: Vec<String>,
    /// Whether it could come up at all.
    pub observed: bool,
    /// Why it could not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unobserved: Option<String>,
    /// The latest override. The automatic credit stays beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Override>,
    /// Evaluators' blind ratings; they change nothing.
    pub ratings: Vec<Rating>,
}

impl CriterionScore {
    /// The credit that the total takes: the override's, else the automatic one.
    pub fn counted(&self) -> Range {
        match &self.overridden {
            Some(by) => {
                let share = u32::from(by.percent) * 10;
                Range {
                    low: share,
                    high: share,
                }
            }
            None => self.credit,
        }
    }

    /// The same in thousandths of a point.
    pub fn milli_points(&self) -> Range {
        let Range { low, high } = self.counted();
        Range {
            low: low * self.points,
            high: high * self.points,
        }
    }

    /// Whether the total takes it.
    pub fn counts(&self) -> bool {
        self.observed || self.overridden.is_some()
    }
}

/// What a credit rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A move made with its fields.
    Structured,
    /// A move made aloud and captured.
    Captured,
    /// Words that were read.
    Text,
    /// An evaluator's or the host's judgement.
    Evaluator,
}

/// A moment and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The moment.
    pub seq: Seq,
    /// What it shows, in plain words.
    pub shows: String,
    /// Its share of the criterion in thousandths, low; negative for a loss.
    pub low: i32,
    /// The same, high.
    pub high: i32,
    /// What it rests on.
    pub basis: Basis,
}

/// A criterion's score was replaced by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Override {
    /// The event.
    pub seq: Seq,
    /// Per cent of the criterion's points.
    pub percent: u8,
    /// Why.
    pub why: String,
}

/// An evaluator's blind rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rating {
    /// The event.
    pub seq: Seq,
    /// Whose it is.
    pub by: Actor,
    /// Per cent of the criterion's points.
    pub percent: u8,
    /// What it rests on.
    pub text: String,
}
