//! `warroom check`: every problem of a scenario at once, with its lines: those
//! that its form shows, and, where that is sound, those that playing it shows.

use super::choices::ChoiceArgs;
use super::printer::{Done, Trouble, drawn, finding, say, tell};
use super::scenario::{self, chosen};
use super::summary::counter;
use crate::rehearsal::search::{Search, Searched, search};
use crate::scenario::{Choices, Code, Diagnostic, Loaded, load};
use crate::storage;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Look for problems in scenarios, by form and by playing them.
///
/// A scenario without errors is played some hundred times, by bots that lead well, badly or not at
/// all; each option is taken in turn, and whatever has not happened yet is gone after. That finds
/// what never happens, options that are always or never best, and an exercise that cannot be won
/// or lost. The same text gives the same findings on any machine.
///
/// Exit codes: 0 when there is nothing to mend, 1 when there is (or a file is no scenario at all),
/// 2 when a file cannot be read.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  warroom check scenarios/db-migration.ron\n  \
                        warroom check scenarios --deny warnings --json\n  \
                        warroom check scenarios --quick\n  \
                        warroom check scenarios/db-migration.ron --set database=Postgres"
)]
pub(super) struct Args {
    /// Files, folders whose `.ron` files are meant, or names of scenarios that come with the program.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(super) json: bool,
    /// Let warnings fail the check too.
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Judge by form alone; play nothing.
    #[arg(long)]
    quick: bool,
    /// Exercises of each policy; all others follow from it.
    #[arg(
        long,
        default_value_t = Search::default().runs,
        value_name = "N",
        value_parser = clap::value_parser!(u64).range(1..=50),
        conflicts_with = "quick"
    )]
    search_runs: u64,
    #[command(flatten)]
    choices: ChoiceArgs,
}

/// What fails a check besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings.
    Warnings,
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    let choices = args.choices.choices()?;
    let mut files = Vec::new();
    for path in &args.paths {
        collect(path, &mut files)?;
    }
    let (mut errors, mut warnings, mut exercises) = (0, 0, 0);
    let mut complete = true;
    let mut reports = Vec::new();
    let played = counter(args.json);
    for path in &files {
        let name = path.display().to_string();
        let bytes = bytes(path)?;
        let (text, mut diagnostics) = look(&name, bytes, &choices)?;
        let bad = diagnostics.iter().filter(|one| one.is_error()).count();
        let searched = (bad == 0 && !args.quick).then(|| {
            let what = Search {
                runs: args.search_runs,
                ..Search::default()
            };
            played.set_position(0);
            played.set_prefix(name.clone());
            search(&text, &what, || played.inc(1))
        });
        if let Some(searched) = &searched {
            exercises += searched.exercises;
            complete &= searched.complete;
            diagnostics.extend_from_slice(&searched.findings);
            diagnostics.sort_by_key(|one| one.span.start);
        }
        errors += bad;
        warnings += diagnostics.len() - bad;
        if args.json {
            reports.push(report(&name, &text, &diagnostics, searched.as_ref()));
        } else {
            played.suspend(|| {
                for one in &diagnostics {
                    tell(&drawn(&name, &text, one, io::stdout().is_terminal()));
                }
            });
        }
    }
    played.finish_and_clear();
    let denied = errors > 0 || (warnings > 0 && args.deny == Some(Deny::Warnings));
    if args.json {
        say(&json!({ "ok": !denied, "errors": errors, "warnings": warnings, "files": reports }));
    } else {
        let played = match exercises {
            0 => String::new(),
            many if complete => format!(" ({many} exercises played)"),
            many => format!(" ({many} exercises played, fewer than a full search takes)"),
        };
        tell(&format!(
            "{}: {}, {}{played}",
            count(files.len(), "file"),
            count(errors, "error"),
            count(warnings, "warning")
        ));
    }
    Ok(if denied { Done::Findings } else { Done::Fine })
}

fn report(
    name: &str,
    text: &str,
    diagnostics: &[Diagnostic],
    searched: Option<&Searched>,
) -> Value {
    let of = |error: bool| -> Vec<Value> {
        diagnostics
            .iter()
            .filter(|one| one.is_error() == error)
            .map(|one| finding(name, text, one))
            .collect()
    };
    let searched = searched
        .map(|searched| json!({ "exercises": searched.exercises, "complete": searched.complete }));
    json!({
        "file": name,
        "errors": of(true),
        "warnings": of(false),
        "searched": searched,
    })
}

/// A file's text, with the choices in it, and what is wrong with it. Bytes that
/// are no text are a finding with its place, like everything else that cannot
/// be parsed.
fn look(
    name: &str,
    bytes: Vec<u8>,
    choices: &Choices,
) -> Result<(String, Vec<Diagnostic>), Trouble> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = chosen(name, text, choices)?;
            let Loaded { diagnostics, .. } = load(&text);
            Ok((text, diagnostics))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // The replacement character, three bytes long, stands where the text ends.
            let message = "this cannot be read: it is no UTF-8 text";
            let one = Diagnostic::new(Code::Syntax, at..at + 3, message)
                .label("reading stopped here")
                .hint("save the file as UTF-8");
            Ok((text, vec![one]))
        }
    }
}

/// What stands in a file; or in a scenario that comes with the program, where
/// there is no file of that name.
fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).or_else(|error| {
        let own = path.to_str().filter(|_| !path.exists());
        match own.and_then(storage::builtin) {
            Some(own) => Ok(own.text.into_bytes()),
            None => Err(unread(path, &error)),
        }
    })
}

/// A file, or the scenarios of a folder in the order of their names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    if !path.is_dir() {
        files.push(scenario::file(path));
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
    match error.kind() {
        io::ErrorKind::NotFound => scenario::unknown(path),
        _ => Trouble::Usage(format!("{} cannot be read: {error}.", path.display())),
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
