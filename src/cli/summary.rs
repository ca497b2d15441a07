//! What many exercises came to, as JSON and as tables; and the bar while they
//! are played.

use super::printer::tell;
use crate::rehearsal::{ScoreSummary, Share, Summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Map, Value, json};

/// A bar on standard error, hidden with `--json`; indicatif hides it as well
/// where standard error is no terminal.
pub(super) fn bar(runs: u64, json: bool) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(runs), target(json));
    let style =
        ProgressStyle::with_template("{bar:30} {pos} of {len} exercises, {per_sec}, {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// A count on standard error of exercises whose number nobody knows
/// beforehand, hidden as [`bar`] is.
pub(super) fn counter(json: bool) -> ProgressBar {
    let counter = ProgressBar::with_draw_target(None, target(json));
    if let Ok(style) = ProgressStyle::with_template("{prefix}: {pos} exercises, {per_sec}") {
        counter.set_style(style);
    }
    counter
}

fn target(json: bool) -> ProgressDrawTarget {
    match json {
        true => ProgressDrawTarget::hidden(),
        false => ProgressDrawTarget::stderr(),
    }
}

/// What stands in place of a score where the rubric judges nothing.
pub(super) const UNSCORED: &str = "not scored by the rubric";

/// Thousandths as a number.
fn milli(of: u32) -> Value {
    json!(f64::from(of) / 1000.0)
}

fn share(of: Share) -> Value {
    // A share of a thousand fits into every number.
    json!(u32::try_from(of.per_mille).map_or(1.0, |of| f64::from(of) / 1000.0))
}

/// Points, and those of each criterion.
fn score_as_json(score: &ScoreSummary) -> Value {
    let criteria: Map<String, Value> = score
        .by_criterion
        .iter()
        .map(|of| {
            let value = json!({
                "label": of.label,
                "max": of.max,
                "observed": share(of.observed),
                "mean": milli(of.mean),
                "p10": milli(of.p10),
                "p50": milli(of.p50),
                "p90": milli(of.p90),
            });
            (of.id.to_owned(), value)
        })
        .collect();
    json!({
        "mean": milli(score.mean),
        "p10": milli(score.p10),
        "p50": milli(score.p50),
        "p90": milli(score.p90),
        "by_criterion": criteria,
    })
}

/// A summary for programs: points, seconds, shares of 1. The score is null
/// where the scenario is not scored.
pub(super) fn as_json(summary: &Summary) -> Map<String, Value> {
    let value = json!({
        "runs": summary.runs,
        "score": summary.score.as_ref().map(score_as_json),
        "outcomes": summary.outcomes.iter().map(|of| json!({
            "id": of.id, "title": of.title, "runs": of.share.runs, "share": share(of.share),
        })).collect::<Vec<_>>(),
        "deadlines_missed": summary.deadlines.iter().map(|of| json!({
            "id": of.id, "label": of.label, "runs": of.missed.runs, "share": share(of.missed),
        })).collect::<Vec<_>>(),
        "injects": summary.injects.iter().map(|of| json!({
            "id": of.id, "title": of.title, "runs": of.share.runs, "share": share(of.share),
        })).collect::<Vec<_>>(),
        "options": summary.options.iter().map(|of| json!({
            "id": of.id,
            "name": of.name,
            "found": share(of.found),
            "decided": share(of.decided),
            "started": share(of.started),
            "succeeded": share(of.succeeded),
            "failed": share(of.failed),
        })).collect::<Vec<_>>(),
        "actions": summary.actions.iter().map(|of| json!({
            "id": of.id,
            "title": of.title,
            "tried": share(of.tried),
            "succeeded": share(of.succeeded),
        })).collect::<Vec<_>>(),
        "time_to_decision": {
            "made": share(summary.decision.made),
            "p10_s": summary.decision.p10,
            "p50_s": summary.decision.p50,
            "p90_s": summary.decision.p90,
        },
        "gates": summary.gates.iter().map(|of| json!({
            "id": of.id, "title": of.title, "runs": of.passed.runs, "share": share(of.passed),
        })).collect::<Vec<_>>(),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// A tenth of a point.
pub(super) fn points(milli: u32) -> String {
    let tenths = (milli + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

pub(super) fn percent(of: Share) -> String {
    match (of.runs, (of.per_mille + 5) / 10) {
        (0, _) => "-".to_owned(),
        (_, 0) => "<1%".to_owned(),
        (_, percent) => format!("{percent}%"),
    }
}

/// Which decision is the first one of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// That of the whole exercise.
    Startex,
    /// The first one after a fork.
    Fork,
}

/// A summary for somebody at a terminal.
pub(super) fn in_words(summary: &Summary, since: Since) {
    tell(&match &summary.score {
        Some(score) => format!(
            "score        mean {}, p10 {}, p50 {}, p90 {}",
            points(score.mean),
            points(score.p10),
            points(score.p50),
            points(score.p90)
        ),
        None => format!("score        {UNSCORED}"),
    });
    // An option that a table adopted stands in no scenario, but can be decided on.
    if !summary.options.is_empty() || summary.decision.made.runs > 0 {
        tell(&format!("decision     {}", decided(summary, since)));
    }
    let criteria = summary.score.iter().flat_map(|of| &of.by_criterion);
    if summary.score.is_some() {
        tell("\ncriterion                                   p10   p50   p90  of");
    }
    for of in criteria {
        tell(&format!(
            "  {:40}{:>5} {:>5} {:>5}  {:>2}",
            of.label,
            points(of.p10),
            points(of.p50),
            points(of.p90),
            of.max
        ));
    }
    if !summary.gates.is_empty() {
        tell("\ngate passed");
    }
    for of in &summary.gates {
        tell(&format!("  {:>4}  {}", percent(of.passed), of.title));
    }
    tell("\noutcome");
    for of in &summary.outcomes {
        tell(&format!("  {:>4}  {}", percent(of.share), of.title));
    }
    if !summary.deadlines.is_empty() {
        tell("\ndeadline missed");
    }
    for of in &summary.deadlines {
        tell(&format!("  {:>4}  {}", percent(of.missed), of.label));
    }
    if !summary.options.is_empty() {
        tell("\noption                 found decided started succeeded  failed");
    }
    for of in &summary.options {
        tell(&format!(
            "  {:20} {:>5} {:>7} {:>7} {:>9} {:>7}",
            of.name,
            percent(of.found),
            percent(of.decided),
            percent(of.started),
            percent(of.succeeded),
            percent(of.failed)
        ));
    }
    let wide = summary.actions.iter().map(|of| of.title.chars().count());
    let wide = wide.max().unwrap_or(0);
    if !summary.actions.is_empty() {
        let head = "action";
        tell(&format!("\n{head:wide$}    tried succeeded"));
    }
    for of in &summary.actions {
        tell(&format!(
            "  {:wide$} {:>6} {:>9}",
            of.title,
            percent(of.tried),
            percent(of.succeeded)
        ));
    }
    tell("\ninject");
    for of in &summary.injects {
        tell(&format!("  {:>4}  {}", percent(of.share), of.title));
    }
}

/// When the first decision came.
fn decided(summary: &Summary, since: Since) -> String {
    let decision = &summary.decision;
    let minutes = |seconds: u32| format!("{}:{:02}", seconds / 60, seconds % 60);
    let (first, never) = match since {
        Since::Startex => ("", "never"),
        Since::Fork => ("the first from there on, ", "none from there on"),
    };
    match decision.made.runs {
        0 => never.to_owned(),
        _ => format!(
            "{first}in {} of runs; p10 {}, p50 {}, p90 {} after STARTEX",
            percent(decision.made),
            minutes(decision.p10),
            minutes(decision.p50),
            minutes(decision.p90)
        ),
    }
}
