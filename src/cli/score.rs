//! `warroom score`: the score of a journal, with its evidence.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::engine::Recorded;
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::{Basis, CriterionScore, Range, Score, When, score};
use serde_json::{Number, Value, json};

/// Score an exercise.
///
/// A total is a range while something that was read out of words waits for the host's word; its
/// low end stands for the whole where one number is asked for.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom score KQXRTB\n  \
                        warroom score journals/KQXRTB.jsonl --json")]
pub(super) struct Args {
    #[arg(value_name = "JOURNAL", help = journal::WHICH)]
    journal: String,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let (path, journal) = journal::open(&args.journal)?;
    let scenario = journal::scenario(&path, &journal)?;
    let events: Vec<Recorded> = journal
        .steps
        .iter()
        .flat_map(|step| step.events.iter().cloned())
        .collect();
    let score = score(
        &scenario,
        &events,
        When::Final,
        journal.header.certification,
    );
    if args.json {
        say(&as_json(&scenario, &events, &score));
    } else {
        as_text(&score);
    }
    Ok(Done::Fine)
}

fn as_json(scenario: &Scenario, events: &[Recorded], score: &Score) -> Value {
    let criteria: Vec<Value> = score
        .criteria
        .iter()
        .map(|of| criterion(scenario, events, of))
        .collect();
    json!({
        "total": points(score.total.low),
        "range": range(score.total),
        "max": points(score.max),
        "observed": points(score.observed),
        "certification": score.certification,
        "speeds": score.speeds.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "criteria": criteria,
    })
}

fn criterion(scenario: &Scenario, events: &[Recorded], of: &CriterionScore) -> Value {
    // Events are dense and count from 1.
    let clock = |seq: Seq| {
        let at = events.get(usize::try_from(seq.0.saturating_sub(1)).unwrap_or(usize::MAX));
        at.map(|recorded| scenario.shows(recorded.at).with_seconds())
    };
    let evidence: Vec<Value> = of
        .evidence
        .iter()
        .map(|one| {
            json!({
                "seq": one.seq.0,
                "clock": clock(one.seq),
                "what": one.shows,
                "basis": one.basis,
                "share": [one.low, one.high],
            })
        })
        .collect();
    let earned = of.milli_points();
    let mut value = json!({
        "id": of.id,
        "label": of.label,
        "group": of.group,
        "points": points(earned.low),
        "range": range(earned),
        "max": of.points,
        "observed": of.observed,
        "basis": of.basis,
        "evidence": evidence,
        "missing": of.missing,
    });
    if let Some(why) = &of.unobserved {
        value["unobserved"] = json!(why);
    }
    if let Some(by) = &of.overridden {
        let Range { low, high } = of.credit;
        let automatic = range(Range {
            low: low * of.points,
            high: high * of.points,
        });
        value["overridden"] =
            json!({ "percent": by.percent, "why": by.why, "automatic": automatic });
    }
    value
}

fn range(of: Range) -> [Value; 2] {
    [points(of.low), points(of.high)]
}

/// Thousandths as a JSON number of points.
fn points(milli: u32) -> Value {
    match milli % 1000 {
        0 => Value::from(milli / 1000),
        _ => Number::from_f64(f64::from(milli) / 1000.0).map_or(Value::Null, Value::Number),
    }
}

fn as_text(score: &Score) {
    let shown = |of: Range| {
        let tenths = |milli: u32| {
            let tenths = (milli + 50) / 100;
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        match (tenths(of.low), tenths(of.high)) {
            (low, high) if low == high => low,
            (low, high) => format!("{low} to {high}"),
        }
    };
    tell(&format!(
        "Total: {} of {}",
        shown(score.total),
        score.max / 1000
    ));
    let mut group = None;
    for of in &score.criteria {
        if group != Some(of.group) {
            group = Some(of.group);
            tell(&format!("\n{}", of.group.label()));
        }
        let earned = if of.counts() {
            shown(of.milli_points())
        } else {
            "not observed".to_owned()
        };
        let basis: Vec<&str> = of.basis.iter().map(|basis| word(*basis)).collect();
        let basis = if basis.is_empty() {
            String::new()
        } else {
            format!("  ({})", basis.join(", "))
        };
        tell(&format!(
            "  {:<38} {earned:>14} of {:>2}{basis}",
            of.label, of.points
        ));
        for missing in of.missing.iter().chain(&of.unobserved) {
            tell(&format!("      - {missing}"));
        }
        if let Some(by) = &of.overridden {
            let Range { low, high } = of.credit;
            let automatic = shown(Range {
                low: low * of.points,
                high: high * of.points,
            });
            tell(&format!(
                "      overridden to {}%: {} (automatic: {automatic})",
                by.percent, by.why
            ));
        }
    }
    let speeds: Vec<String> = score.speeds.iter().map(ToString::to_string).collect();
    if !speeds.is_empty() {
        tell(&format!("\nPlayed at {}.", speeds.join(", ")));
    }
}

fn word(basis: Basis) -> &'static str {
    match basis {
        Basis::Structured => "structured move",
        Basis::Captured => "captured speech",
        Basis::Text => "read out of words",
        Basis::Evaluator => "evaluator",
    }
}
