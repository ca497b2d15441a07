//! `warroom report`: the papers of an exercise.

use super::journal;
use super::printer::{Done, Trouble, say, tell};
use crate::engine::Recorded;
use crate::report::{Aar, Edition, events_csv, html, markdown};
use crate::scoring::{When, score};
use crate::storage::replace;
use serde_json::json;
use std::path::PathBuf;

/// Write the after-action report of an exercise.
///
/// Three files: report.md, report.html (one page that stands alone and prints well) and
/// events.csv. Files of these names from an earlier run are replaced; nothing else in the folder
/// is touched. Notes about people are left out unless --host-copy asks for them.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  warroom report KQXRTB --out reports/november\n  \
                        warroom report journals/KQXRTB.jsonl --out . --host-copy"
)]
pub(super) struct Args {
    #[arg(value_name = "JOURNAL", help = journal::WHICH)]
    journal: String,
    /// The folder to write into; it is made if need be.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write the host's own copy: with notes about people, evaluators' ratings and private words.
    #[arg(long)]
    host_copy: bool,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let (path, journal) = journal::open(&args.journal)?;
    let scenario = journal::scenario(&path, &journal)?;
    if args.out.exists() && !args.out.is_dir() {
        return Err(Trouble::Usage(format!(
            "{} is no folder.",
            args.out.display()
        )));
    }
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
    let edition = if args.host_copy {
        Edition::Host
    } else {
        Edition::Shared
    };
    let aar = Aar::new(&scenario, &journal.header, &journal.steps, &score, edition);
    let papers = [
        ("report.md", markdown(&aar).into_bytes()),
        (
            "report.html",
            html(&aar).map_err(Trouble::failed)?.into_bytes(),
        ),
        ("events.csv", events_csv(&aar).map_err(Trouble::failed)?),
    ];
    let mut written = Vec::new();
    for (name, bytes) in papers {
        let path = args.out.join(name);
        let before = replace(&path, &bytes).map_err(Trouble::failed)?;
        if !args.json {
            tell(&format!(
                "{} {}",
                if before { "replaced" } else { "wrote" },
                path.display()
            ));
        }
        written.push(path.display().to_string());
    }
    if args.json {
        say(&json!({ "written": written, "edition": edition }));
    }
    Ok(Done::Fine)
}
