//! One finding about a scenario's text: what is wrong, where, and what to do.
//!
//! A finding's place is a range of bytes of the text that was loaded, always
//! on character boundaries. Absent on purpose: how it is shown
//! ([`render`](super::render)) and what is checked ([`checks`](super::checks)).

use super::code::Code;
use std::ops::Range;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// There is no scenario until it is mended.
    Error,
    /// It can be played, but hardly as its author wants.
    Warning,
}

/// A finding about a scenario's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule found it.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The place, in bytes of the text.
    pub span: Range<usize>,
    /// A few words put beside the place; may be empty.
    pub label: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Range<usize>, String)>,
}

impl Diagnostic {
    /// A finding without label, hint or further places.
    pub(crate) fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span,
            label: String::new(),
            hint: None,
            related: Vec::new(),
        }
    }

    /// Puts words beside the place.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what to do.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Points at another place.
    pub(crate) fn related(mut self, span: Range<usize>, words: impl Into<String>) -> Self {
        self.related.push((span, words.into()));
        self
    }

    /// How much it weighs.
    pub fn grade(&self) -> Grade {
        self.code.grade()
    }

    /// Whether it keeps the scenario from being played.
    pub fn is_error(&self) -> bool {
        self.grade() == Grade::Error
    }
}
