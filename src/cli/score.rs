//! `warroom score`: the thirteen criteria, with the evidence for each point.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::model::Seq;
use crate::scoring::{GateResult, Range, Score};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Score a journal.
///
/// The total is a range while something that was read out of words waits for the host's word; its
/// low end stands where one number is asked for.
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
    let gates = played.gates(&score);
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
                            "basis": evidence.basis,
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
            "scored": score.applies(),
            "total": points(score.total.low),
            "range": [points(score.total.low), points(score.total.high)],
            "criteria": criteria,
            "gates": gates,
            "speeds": score.speeds.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "certification": score.certification,
        }));
        return Ok(Done::Fine);
    }
    in_words(&score);
    gates_in_words(&gates);
    Ok(Done::Fine)
}

/// The score for somebody at a terminal.
fn in_words(score: &Score) {
    if !score.applies() {
        tell("This exercise is not scored by the rubric.");
        return;
    }
    if !score.criteria.iter().any(|of| of.counts()) {
        tell("Nothing was played that could be scored.");
        return;
    }
    let total = shown(score.total);
    tell(&format!("{total} of {} points", score.max / 1000));
    let mut group = None;
    for of in &score.criteria {
        if group != Some(of.group) {
            group = Some(of.group);
            tell(&format!("\n{}", of.group.label()));
        }
        let earned = match of.counts() {
            true => format!("{:>12} of {:>2}", shown(of.milli_points()), of.points),
            false => format!("{:>18}", "not observed"),
        };
        tell(&format!("{earned}  {}", of.label));
        if let Some(by) = &of.overridden {
            let Range { low, high } = of.credit;
            let automatic = Range {
                low: low * of.points,
                high: high * of.points,
            };
            let automatic = shown(automatic);
            tell(&format!(
                "{:>20}overridden to {}%, automatically {automatic}: {}",
                "", by.percent, by.why
            ));
        }
        for missing in of.unobserved.iter().chain(&of.missing) {
            tell(&format!("{:>20}{missing}", ""));
        }
    }
    let speeds: Vec<String> = score.speeds.iter().map(ToString::to_string).collect();
    if !speeds.is_empty() {
        tell(&format!("\nPlayed at {}.", speeds.join(", ")));
    }
}

/// The gates, beside the points.
fn gates_in_words(gates: &[GateResult]) {
    if gates.is_empty() {
        return;
    }
    tell("\nGates");
    for gate in gates {
        let passed = match gate.passed {
            Some(true) => "passed",
            Some(false) => "NOT passed",
            None => "open",
        };
        tell(&format!(
            "{passed:>18}  {}: {}",
            gate.title,
            gate.measured.join("; ")
        ));
        tell(&format!("{:>20}{}", "", gate.limit));
    }
}

/// A range of thousandths to a tenth of a point: `84.5 to 91.0`, or one figure.
fn shown(of: Range) -> String {
    let tenths = |milli: u32| {
        let tenths = (milli + 50) / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match (tenths(of.low), tenths(of.high)) {
        (low, high) if low == high => low,
        (low, high) => format!("{low} to {high}"),
    }
}
