//! `warroom report`: the after-action report of a journal.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::report::{Aar, Edition, papers};
use crate::storage::replace;
use serde_json::json;
use std::path::PathBuf;

/// Write the after-action report: report.md, report.html, events.csv.
///
/// Files of these names from an earlier run are replaced; nothing else in the folder is touched.
/// What the host noted about people is left out unless --notes asks for it.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom report BCDFGH --out saturday\n  \
                        warroom report journals/BCDFGH.jsonl --out saturday --json")]
pub(super) struct Args {
    /// A journal's file, or a room's code.
    #[arg(value_name = "JOURNAL")]
    journal: String,
    /// The folder to write into; it is made when it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write the host's own copy: with notes about people, evaluators' ratings and private words.
    #[arg(long)]
    notes: bool,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let played = journal::read(&args.journal)?;
    if args.out.exists() && !args.out.is_dir() {
        let why = format!("{} is no folder.", args.out.display());
        return Err(Trouble::Usage(why));
    }
    let scenario = played.engine.scenario();
    let score = played.score();
    let edition = if args.notes {
        Edition::Host
    } else {
        Edition::Shared
    };
    let header = &played.journal.header;
    let aar = Aar::new(scenario, header, &played.journal.steps, &score, edition);
    let files = papers(&aar).map_err(Trouble::failed)?;
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = args.out.join(name);
        let before = replace(&path, &bytes).map_err(Trouble::failed)?;
        if !args.json {
            let done = if before { "replaced" } else { "wrote" };
            tell(&format!("{done} {}", path.display()));
        }
        written.push(path.display().to_string());
    }
    if args.json {
        say(&json!({ "written": written, "edition": edition }));
    }
    Ok(Done::Fine)
}
