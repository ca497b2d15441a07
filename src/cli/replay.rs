//! `warroom replay`: what a journal adds up to, and whether it holds.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::journal::{Rerun, verify};
use crate::storage;
use serde_json::json;

/// Fold a journal, and check that its commands still give its events.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom replay BCDFGH --verify\n  \
                        warroom replay journals/BCDFGH.jsonl --verify --json")]
pub(super) struct Args {
    /// A journal's file, or a room's code.
    #[arg(value_name = "JOURNAL")]
    journal: String,
    /// Exit with 1 unless everything agrees.
    #[arg(long)]
    verify: bool,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let path = journal::find(&args.journal)?;
    let journal = storage::read_journal(&path).map_err(Trouble::failed)?;
    let verdict = verify(&journal).map_err(Trouble::failed)?;
    let rerun = match &verdict.rerun {
        Rerun::Agrees => json!(true),
        Rerun::OtherRules { .. } => json!(null),
        Rerun::Differs { .. } => json!(false),
    };
    let words = match &verdict.rerun {
        Rerun::Agrees => "its commands give the same events again".to_owned(),
        Rerun::OtherRules { journal, ours } => {
            format!("rules {journal} wrote it and ours are {ours}, so it was only folded")
        }
        Rerun::Differs { step, what } => format!("step {step} gives something else: {what}"),
    };
    if args.json {
        say(&json!({
            "events": verdict.events,
            "steps": verdict.steps,
            "state_hash": verdict.state_hash,
            "verified": verdict.verified,
            "rerun": rerun,
            "note": words,
            "torn": journal.torn.as_ref().map(|torn| torn.lost),
        }));
    } else {
        tell(&format!(
            "{}: {} events in {} steps; {words}.\nstate {}",
            path.display(),
            verdict.events,
            verdict.steps,
            verdict.state_hash
        ));
    }
    if args.verify && !verdict.verified {
        Ok(Done::Findings)
    } else {
        Ok(Done::Fine)
    }
}
