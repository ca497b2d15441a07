//! The findings of one load, as they come in.

use super::code::Code;
use super::diagnostic::{Diagnostic, Grade};
use super::draft::{Draft, Trail};

/// So many are told at once. Each one is placed by reading its element again,
/// so this bounds the work on a hostile text, too.
const MOST: usize = 500;

/// A bounded list of findings.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Diagnostic>,
    errors: bool,
    dropped: bool,
}

impl Findings {
    /// Adds one, unless there are too many.
    pub(super) fn add(&mut self, finding: Diagnostic) {
        self.errors |= finding.is_error();
        if self.list.len() < MOST {
            self.list.push(finding);
        } else {
            self.dropped = true;
        }
    }

    /// Adds one at the end of a trail; `dress` adds label, hint and the like.
    /// The place is not looked for when there are too many already.
    pub(super) fn at(
        &mut self,
        draft: &Draft<'_>,
        code: Code,
        trail: &Trail,
        message: impl Into<String>,
        dress: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if self.list.len() >= MOST {
            self.errors |= code.grade() == Grade::Error;
            self.dropped = true;
        } else {
            self.add(dress(Diagnostic::new(code, draft.place(trail), message)));
        }
    }

    /// Whether there is an error among them. Too many findings are one.
    pub(super) fn failed(&self) -> bool {
        self.errors || self.dropped
    }

    /// All of them by position.
    pub(super) fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| {
            (a.span.start, a.span.end, a.code, &a.message).cmp(&(
                b.span.start,
                b.span.end,
                b.code,
                &b.message,
            ))
        });
        self.list.dedup();
        if self.dropped {
            let end = self.list.last().map_or(0, |last| last.span.end);
            self.list.push(
                Diagnostic::new(
                    Code::TooManyFindings,
                    end..end,
                    format!("more than {MOST} things are wrong"),
                )
                .hint("mend these first; the others are told then"),
            );
        }
        self.list
    }
}
