//! What a verb says at its end, in words or as JSON, and its exit code.

use crate::scenario::{Diagnostic, Grade, line_column};
use serde_json::{Value, json};
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How a verb ended that did what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// Nothing to complain about.
    Fine,
    /// There are findings; they have been told.
    Findings,
}

/// Why a verb did not do what it was asked for.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The call makes no sense: a file that is not there, arguments that do
    /// not go together.
    Usage(String),
    /// It was tried and failed.
    Failed(String),
    /// A scenario has errors.
    Broken {
        /// The file.
        name: String,
        /// Its text.
        text: String,
        /// What was found.
        findings: Vec<Diagnostic>,
    },
}

impl Trouble {
    pub(super) fn failed(why: impl fmt::Display) -> Self {
        Self::Failed(why.to_string())
    }
}

/// Says how a verb ended.
pub(super) fn exit(json: bool, outcome: Result<Done, Trouble>) -> ExitCode {
    let trouble = match outcome {
        Ok(Done::Fine) => return ExitCode::SUCCESS,
        Ok(Done::Findings) => return ExitCode::from(1),
        Err(trouble) => trouble,
    };
    complain(json, &trouble);
    ExitCode::from(match &trouble {
        Trouble::Usage(_) => 2,
        Trouble::Failed(_) | Trouble::Broken { .. } => 1,
    })
}

/// Says what went wrong.
pub(super) fn complain(json: bool, trouble: &Trouble) {
    match (trouble, json) {
        (Trouble::Usage(why) | Trouble::Failed(why), true) => say(&json!({ "error": why })),
        (
            Trouble::Broken {
                name,
                text,
                findings,
            },
            true,
        ) => say(&json!({
            "error": broken(name, findings),
            "findings": findings.iter().map(|one| finding(name, text, one)).collect::<Vec<_>>(),
        })),
        (Trouble::Usage(why) | Trouble::Failed(why), false) => warn(&format!("error: {why}")),
        (
            Trouble::Broken {
                name,
                text,
                findings,
            },
            false,
        ) => {
            for one in findings {
                warn(&drawn(name, text, one, io::stderr().is_terminal()));
            }
            warn(&format!("error: {}", broken(name, findings)));
        }
    }
}

fn broken(name: &str, findings: &[Diagnostic]) -> String {
    let errors = findings.iter().filter(|one| one.is_error()).count();
    let many = if errors == 1 { "" } else { "s" };
    format!("{name} has {errors} error{many}, so it cannot be played.")
}

/// A finding with the lines that it means.
pub(super) fn drawn(name: &str, text: &str, one: &Diagnostic, coloured: bool) -> String {
    let coloured = coloured && std::env::var_os("NO_COLOR").is_none();
    let mut drawn = if coloured {
        one.render_coloured(name, text)
    } else {
        one.render(name, text)
    };
    drawn.push('\n');
    drawn
}

/// A finding for programs.
pub(super) fn finding(name: &str, text: &str, one: &Diagnostic) -> Value {
    let place = |span: &std::ops::Range<usize>| {
        let (from, to) = (line_column(text, span.start), line_column(text, span.end));
        json!({
            "start": span.start, "end": span.end,
            "line": from.line, "column": from.column,
            "end_line": to.line, "end_column": to.column,
        })
    };
    let related: Vec<Value> = one
        .related
        .iter()
        .map(|(span, words)| json!({ "at": place(span), "label": words }))
        .collect();
    json!({
        "file": name,
        "code": one.code.id(),
        "grade": match one.grade() { Grade::Error => "error", Grade::Warning => "warning" },
        "message": one.message,
        "at": place(&one.span),
        "label": one.label,
        "hint": one.hint,
        "related": related,
    })
}

/// One line of JSON on standard output. A reader that has gone away is fine.
pub(super) fn say(value: &Value) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{value}").and_then(|()| out.flush());
}

/// A line on standard output.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// A line on standard error.
pub(super) fn warn(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
