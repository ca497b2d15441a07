//! `warroom score`: the thirteen criteria, with the evidence for each point.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::model::Seq;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Score a journal.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom score BCDFGH\n  warroom score BCDFGH --json")]
pub(super) struct Args {
    /// A journal's file, or a room's code.
    #[arg(value_name = "JOURNAL")]
    journal: String,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Thousandths of a point, as points.
fn points(milli: u32) -> Value {
    json!(f64::from(milli) / 1000.0)
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let played = journal::read(&args.journal)?;
    let score = played.score();
    let scenario = played.engine.scenario();
    let clocks: BTreeMap<Seq, String> = played
        .events()
        .iter()
        .map(|recorded| (recorded.seq, scenario.shows(recorded.at).with_seconds()))
        .collect();
    if args.json {
        let criteria: Vec<Value> = score
            .criteria
            .iter()
            .map(|criterion| {
                let range = criterion.milli_points();
                let evidence: Vec<Value> = criterion
                    .evidence
                    .iter()
                    .map(|evidence| {
                        json!({
                            "seq": evidence.seq,
                            "clock": clocks.get(&evidence.seq),
                            "what": evidence.shows,
                        })
                    })
                    .collect();
                json!({
                    "id": criterion.id,
                    "label": criterion.label,
                    "points": points(range.low),
                    "range": [points(range.low), points(range.high)],
                    "max": criterion.points,
                    "observed": criterion.observed,
                    "basis": criterion.basis,
                    "evidence": evidence,
                    "missing": criterion.missing,
                    "overridden": criterion.overridden,
                })
            })
            .collect();
        say(&json!({
            "total": points(score.total.low),
            "range": [points(score.total.low), points(score.total.high)],
            "criteria": criteria,
            "speeds": score.speeds.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "certification": score.certification,
        }));
        return Ok(Done::Fine);
    }
    for criterion in &score.criteria {
        let range = criterion.milli_points();
        let shown = if criterion.counts() {
            format!(
                "{:>5} to {:<5} of {:>2}",
                points(range.low),
                points(range.high),
                criterion.points
            )
        } else {
            format!("{:>20}", "not observed")
        };
        tell(&format!("{shown}  {}", criterion.label));
        for missing in &criterion.missing {
            tell(&format!("{:>22}{missing}", ""));
        }
    }
    let total = score.total;
    tell(&format!(
        "{} to {} of 100",
        points(total.low),
        points(total.high)
    ));
    Ok(Done::Fine)
}
