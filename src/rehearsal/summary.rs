//! What a rehearsal says: plain data for the command line and for tests.

use super::share::{Share, Spread};
use super::tally::Tally;
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::Criterion;
use serde::Serialize;

/// What many exercises of one policy came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many were played.
    pub runs: u64,
    /// Thousandths of a point; none where the scenario is not scored.
    pub score: Option<ScoreSummary>,
    /// How the story ended, most frequent first.
    pub outcomes: Vec<OutcomeSummary>,
    /// Deadlines, in the author's order.
    pub deadlines: Vec<DeadlineSummary>,
    /// Every inject, in the author's order.
    pub injects: Vec<InjectSummary>,
    /// Every option, in the author's order.
    pub options: Vec<OptionSummary>,
    /// Every action of the dice, in the author's order.
    pub actions: Vec<ActionSummary>,
    /// Seconds from STARTEX to the first decision; of a fork, to the first one
    /// after it.
    pub decision: DecisionSummary,
    /// Certification gates, in the author's order.
    pub gates: Vec<GateSummary>,
}

/// Totals in thousandths of a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ScoreSummary {
    pub mean: u32,
    pub p10: u32,
    pub p50: u32,
    pub p90: u32,
    /// Each criterion, in the handbook's order.
    pub by_criterion: Vec<CriterionSummary>,
}

/// A criterion, in thousandths of a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct CriterionSummary {
    pub id: &'static str,
    pub label: &'static str,
    /// Its points.
    pub max: u32,
    /// Runs in which it could come up.
    pub observed: Share,
    pub mean: u32,
    pub p10: u32,
    pub p50: u32,
    pub p90: u32,
}

/// An ending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeSummary {
    /// The ending; none: none held.
    pub id: Option<Name>,
    /// Its headline.
    pub title: String,
    /// In how many runs.
    #[serde(flatten)]
    pub share: Share,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeadlineSummary {
    /// Which.
    pub id: DeadlineId,
    /// What it is about.
    pub label: String,
    /// In how many runs it was missed.
    pub missed: Share,
}

/// An inject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InjectSummary {
    /// Which.
    pub id: InjectId,
    /// In a few words.
    pub title: String,
    /// In how many runs it was released.
    #[serde(flatten)]
    pub share: Share,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct OptionSummary {
    pub id: OptionId,
    pub name: String,
    pub found: Share,
    pub decided: Share,
    pub started: Share,
    pub succeeded: Share,
    pub failed: Share,
}

/// An action of the dice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionSummary {
    /// Which.
    pub id: ActionId,
    /// What is done, in a few words.
    pub title: String,
    /// In how many runs dice fell for it.
    pub tried: Share,
    /// In how many runs one of its rolls was enough.
    pub succeeded: Share,
}

/// Time to decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct DecisionSummary {
    /// Runs with a decision.
    pub made: Share,
    pub p10: u32,
    pub p50: u32,
    pub p90: u32,
}

/// A gate of a certification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GateSummary {
    /// Which.
    pub id: GateId,
    /// What people call it.
    pub title: String,
    /// In how many runs it was passed.
    pub passed: Share,
}

impl Summary {
    pub(super) fn of(scenario: &Scenario, tally: &Tally) -> Self {
        let share = |runs: Option<&u64>| Share::of(runs.copied().unwrap_or(0), tally.runs);
        let mut outcomes: Vec<OutcomeSummary> = tally
            .endings
            .iter()
            .map(|(id, runs)| OutcomeSummary {
                id: *id,
                title: title(scenario, *id),
                share: share(Some(runs)),
            })
            .collect();
        outcomes.sort_by_key(|of| std::cmp::Reverse(of.share.runs));
        let deadlines = scenario.deadlines.iter().map(|of| DeadlineSummary {
            id: of.id,
            label: of.label.clone(),
            missed: share(tally.missed.get(&of.id)),
        });
        let injects = scenario.injects.iter().map(|of| InjectSummary {
            id: of.id,
            title: of.title.clone(),
            share: share(tally.injects.get(&of.id)),
        });
        let options = scenario.options.iter().map(|of| {
            let works = tally.options.get(&of.id).copied().unwrap_or_default();
            let share = |runs: u64| Share::of(runs, tally.runs);
            OptionSummary {
                id: of.id,
                name: of.name.clone(),
                found: share(works.found),
                decided: share(works.decided),
                started: share(works.started),
                succeeded: share(works.succeeded),
                failed: share(works.failed),
            }
        });
        let actions = scenario.actions.iter().map(|of| {
            let tries = tally.actions.get(&of.id).copied().unwrap_or_default();
            ActionSummary {
                id: of.id,
                title: of.title.clone(),
                tried: Share::of(tries.tried, tally.runs),
                succeeded: Share::of(tries.succeeded, tally.runs),
            }
        });
        let gates = scenario.gates.iter().map(|of| GateSummary {
            id: of.id,
            title: of.title.clone(),
            passed: share(tally.passed.get(&of.id)),
        });
        Self {
            runs: tally.runs,
            score: scenario.rubric.scored.then(|| score(tally)),
            outcomes,
            deadlines: deadlines.collect(),
            injects: injects.collect(),
            options: options.collect(),
            actions: actions.collect(),
            decision: DecisionSummary {
                made: Share::of(tally.decided.many(), tally.runs),
                p10: tally.decided.percentile(10),
                p50: tally.decided.percentile(50),
                p90: tally.decided.percentile(90),
            },
            gates: gates.collect(),
        }
    }
}

fn title(scenario: &Scenario, id: Option<Name>) -> String {
    let found = scenario.endings.iter().find(|of| Some(of.id) == id);
    found.map_or_else(|| "no ending".to_owned(), |of| of.title.clone())
}

fn score(tally: &Tally) -> ScoreSummary {
    let empty = Spread::default();
    let by_criterion = Criterion::ALL.into_iter().map(|of| {
        let spread = tally.criteria.get(&of).unwrap_or(&empty);
        let points = of.points();
        CriterionSummary {
            id: of.key(),
            label: of.label(),
            max: points,
            observed: Share::of(spread.many(), tally.runs),
            mean: spread.mean() * points,
            p10: spread.percentile(10) * points,
            p50: spread.percentile(50) * points,
            p90: spread.percentile(90) * points,
        }
    });
    ScoreSummary {
        mean: tally.score.mean(),
        p10: tally.score.percentile(10),
        p50: tally.score.percentile(50),
        p90: tally.score.percentile(90),
        by_criterion: by_criterion.collect(),
    }
}
