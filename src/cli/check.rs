//! `warroom check`: every problem of a scenario at once, with its lines.

use super::printer::{Done, Trouble, drawn, finding, say, tell};
use crate::scenario::{Diagnostic, Loaded, load};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Look for problems in scenarios.
///
/// Exit codes: 0 when there is nothing to mend, 1 when there is, 2 when a file cannot be read.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  warroom check scenarios/db-migration.ron\n  \
                        warroom check scenarios --deny warnings --json"
)]
pub(super) struct Args {
    /// Files, or folders whose `.ron` files are meant.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
    /// Let warnings fail the check too.
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
}

/// What fails a check besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings.
    Warnings,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let mut files = Vec::new();
    for path in &args.paths {
        collect(path, &mut files)?;
    }
    let (mut errors, mut warnings) = (0, 0);
    let mut reports = Vec::new();
    for path in &files {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| unread(path, &error))?;
        let Loaded { diagnostics, .. } = load(&text);
        let bad = diagnostics.iter().filter(|one| one.is_error()).count();
        errors += bad;
        warnings += diagnostics.len() - bad;
        if args.json {
            reports.push(report(&name, &text, &diagnostics));
        } else {
            for one in &diagnostics {
                tell(&drawn(&name, &text, one, io::stdout().is_terminal()));
            }
        }
    }
    let denied = errors > 0 || (warnings > 0 && args.deny == Some(Deny::Warnings));
    if args.json {
        say(&json!({ "ok": !denied, "errors": errors, "warnings": warnings, "files": reports }));
    } else {
        tell(&format!(
            "{}: {}, {}",
            count(files.len(), "file"),
            count(errors, "error"),
            count(warnings, "warning")
        ));
    }
    Ok(if denied { Done::Findings } else { Done::Fine })
}

fn report(name: &str, text: &str, diagnostics: &[Diagnostic]) -> Value {
    let findings: Vec<Value> = diagnostics
        .iter()
        .map(|one| finding(name, text, one))
        .collect();
    json!({ "file": name, "findings": findings })
}

/// A file, or the scenarios of a folder in the order of their names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|error| unread(path, &error))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "ron"))
        .collect();
    if found.is_empty() {
        let why = format!("{} has no `.ron` file in it.", path.display());
        return Err(Trouble::Usage(why));
    }
    found.sort();
    files.append(&mut found);
    Ok(())
}

fn unread(path: &Path, error: &io::Error) -> Trouble {
    let path = path.display();
    Trouble::Usage(match error.kind() {
        io::ErrorKind::NotFound => format!("There is no file {path}."),
        io::ErrorKind::InvalidData => format!("{path} is no UTF-8 text."),
        _ => format!("{path} cannot be read: {error}."),
    })
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
