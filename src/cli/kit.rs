//! `warroom kit`: a scenario on paper, for a table without phones.

use super::choices::ChoiceArgs;
use super::printer::{Done, Trouble, say, tell};
use super::scenario;
use crate::report;
use crate::storage::replace;
use serde_json::json;
use std::path::PathBuf;

/// Write a kit to print: role cards, table sheets and the host's run sheet.
///
/// Four pages that stand alone: index.html tells what to do with the others. Files of these names
/// from an earlier run are replaced; nothing else in the folder is touched.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  warroom kit db-migration --out paper\n  \
                        warroom kit scenarios/db-migration.ron --out paper --set database=Postgres\n\n\
                        Open the pages in a browser and print them from there.")]
pub(super) struct Args {
    /// A scenario's file, or the name of one in `scenarios/` or of one that comes with the program.
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// The folder to write into; it is made when it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    choices: ChoiceArgs,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let (_, scenario) = scenario::read(&args.scenario, &args.choices.choices()?)?;
    if args.out.exists() && !args.out.is_dir() {
        let why = format!("{} is no folder.", args.out.display());
        return Err(Trouble::Usage(why));
    }
    let mut written = Vec::new();
    for (name, bytes) in report::kit(&scenario).map_err(Trouble::failed)? {
        let path = args.out.join(name);
        let before = replace(&path, &bytes).map_err(Trouble::failed)?;
        if !args.json {
            let done = if before { "replaced" } else { "wrote" };
            tell(&format!("{done} {}", path.display()));
        }
        written.push(path.display().to_string());
    }
    if args.json {
        say(&json!({ "written": written, "scenario": scenario.head.id }));
    }
    Ok(Done::Fine)
}
