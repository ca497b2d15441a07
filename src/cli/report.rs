//! `warroom report`: the after-action report of a journal.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::report::{Aar, Edition, events_csv, html, markdown};
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// Write the after-action report: report.md, report.html, events.csv.
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
    /// Include the host's notes about people: for the host's own copy.
    #[arg(long)]
    notes: bool,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let played = journal::read(&args.journal)?;
    let scenario = played.engine.scenario();
    let score = played.score();
    let edition = if args.notes { Edition::Host } else { Edition::Shared };
    let header = &played.journal.header;
    let aar = Aar::new(scenario, header, &played.journal.steps, &score, edition);
    let files = [
        ("report.md", markdown(&aar).into_bytes()),
        (
            "report.html",
            html(&aar).map_err(Trouble::failed)?.into_bytes(),
        ),
        ("events.csv", events_csv(&aar).map_err(Trouble::failed)?),
    ];
    let failed = |what: &std::path::Path, why: std::io::Error| {
        Trouble::Failed(format!("{} cannot be written: {why}", what.display()))
    };
    fs::create_dir_all(&args.out).map_err(|why| failed(&args.out, why))?;
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = args.out.join(name);
        fs::write(&path, bytes).map_err(|why| failed(&path, why))?;
        written.push(path.display().to_string());
    }
    if args.json {
        say(&json!({ "written": written }));
    } else {
        tell(&written.join("\n"));
    }
    Ok(Done::Fine)
}
