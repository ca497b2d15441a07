//! `warroom replay`: plays a journal again.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::journal::{Rerun, replay, verify};
use serde_json::{Value, json};

/// Play a journal again.
///
/// Reading it checks each line's checksum and that it follows the line before; folding it gives
/// the state. With --verify its commands are run again too, and every event is compared.
/// Exit codes: 0 when nothing speaks against it, 1 when it is damaged or differs, 2 when there is
/// no such journal.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom replay KQXRTB --verify\n  \
                        warroom replay journals/KQXRTB.jsonl --verify --json")]
pub(super) struct Args {
    #[arg(value_name = "JOURNAL", help = journal::WHICH)]
    journal: String,
    /// Run the commands again and compare every event.
    #[arg(long)]
    verify: bool,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let (path, journal) = journal::open(&args.journal)?;
    let name = path.display();
    let broken = |why| Trouble::failed(format!("{name}: {why}"));
    if !args.verify {
        let engine = replay(&journal.header, &journal.steps).map_err(broken)?;
        let (events, hash) = (journal.seq().0, engine.state().hash());
        match args.json {
            true => say(&json!({
                "events": events, "steps": journal.steps.len(), "state_hash": hash,
                "verified": null, "rerun": null,
            })),
            false => tell(&format!("{name}: {events} events, state {hash}")),
        }
        return Ok(Done::Fine);
    }
    let verdict = verify(&journal).map_err(broken)?;
    let (word, what): (&str, Value) = match &verdict.rerun {
        Rerun::Agrees => ("agrees", Value::Null),
        Rerun::OtherRules { journal, ours } => {
            ("other-rules", json!({ "journal": journal, "ours": ours }))
        }
        Rerun::Differs { step, what } => ("differs", json!({ "step": step, "what": what })),
    };
    if args.json {
        say(&json!({
            "events": verdict.events, "steps": verdict.steps, "state_hash": verdict.state_hash,
            "verified": verdict.verified, "rerun": word, "detail": what,
        }));
    } else {
        tell(&format!(
            "{name}: {} events, state {}",
            verdict.events, verdict.state_hash
        ));
        tell(&match &verdict.rerun {
            Rerun::Agrees => "Verified: its commands give the same events again.".to_owned(),
            Rerun::OtherRules { journal, ours } => format!(
                "Whole: no line is missing or changed. Its commands were not run again, for rules \
                 {journal} wrote it and these are rules {ours}."
            ),
            Rerun::Differs { step, what } => format!(
                "It differs at step {step} (line {}): {what}. The journal is whole; the rules \
                 are not those that wrote it, or the file was forged.",
                step + 1
            ),
        });
    }
    Ok(if verdict.verified {
        Done::Fine
    } else {
        Done::Findings
    })
}
