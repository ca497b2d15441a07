//! `{name}` in a text stands for a word that a host may swap for their own
//! ([`choices`](super::choices)).
//!
//! Only letters, digits, `-` and `_` between braces make a placeholder; any
//! other brace is a brace. Words are put in once: a brace inside a term is
//! not looked at again. Places of findings are those of the text as written.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::draft::{Draft, Trail};
use super::findings::Findings;
use super::near::nearest;
use super::section::Section;
use super::texts::{Need, texts};
use crate::model::Name;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Characters that a term's word may have.
pub(super) const LONGEST: usize = 60;

/// What the persona of a role fills in itself (see `Manner::unsure`).
const TOPICS: &str = "topics";

/// What the asker of a demand fills in (see `Demand::vague`).
const MISSING: &str = "missing";

/// Puts the terms into every text, and finds empty texts on the way.
pub(super) fn fill(draft: &mut Draft<'_>, findings: &mut Findings) {
    let mut terms = std::mem::take(&mut draft.terms);
    for (name, word) in &mut terms {
        if word.chars().count() > LONGEST {
            *word = word.chars().take(LONGEST).collect();
            let span = term(draft, name.as_str());
            findings.add(
                Diagnostic::new(
                    Code::LongTerm,
                    span,
                    format!("the word for `{name}` is longer than {LONGEST} characters"),
                )
                .hint("a term is a word or two"),
            );
        }
    }
    let mut used = BTreeSet::new();
    let mut empty = Vec::new();
    let mut unknown = Vec::new();
    texts(draft, &mut |trail, need, text| {
        if !matches!(need, Need::Maybe | Need::Missing) && text.trim().is_empty() {
            empty.push(trail.clone());
        }
        let known = |name: &str| {
            let name = Name::new(name).ok()?;
            let word = terms.get(&name)?;
            used.insert(name);
            Some(word.as_str())
        };
        let (filled, strange) = replace(text, known);
        for name in strange {
            let later = match need {
                Need::Topics => name == TOPICS,
                Need::Missing => name == MISSING,
                Need::Words | Need::Maybe => false,
            };
            if !later {
                unknown.push((trail.clone(), name));
            }
        }
        if let Some(filled) = filled {
            *text = filled;
        }
    });
    for trail in empty {
        findings.at(
            draft,
            Code::Empty,
            &trail,
            "this text is empty",
            |finding| finding.label("say something here"),
        );
    }
    for (trail, name) in unknown {
        unknown_term(draft, &terms, &trail, &name, findings);
    }
    if draft.complete() {
        for name in terms.keys().filter(|name| !used.contains(*name)) {
            let finding = Diagnostic::new(
                Code::UnusedTerm,
                term(draft, name.as_str()),
                format!("the term `{name}` stands in no text"),
            );
            findings.add(finding.hint(format!(
                "write {{{name}}} where it is meant, or take the term away"
            )));
        }
    }
    draft.terms = terms;
}

/// Where a term's word stands.
fn term(draft: &Draft<'_>, name: &str) -> Range<usize> {
    draft.key(&Trail::of(Section::Terms, 0), name)
}

fn unknown_term(
    draft: &Draft<'_>,
    terms: &BTreeMap<Name, String>,
    trail: &Trail,
    name: &str,
    findings: &mut Findings,
) {
    if draft.holes.contains(&Section::Terms) {
        return;
    }
    findings.at(
        draft,
        Code::UnknownTerm,
        trail,
        format!("`{{{name}}}` stands for no term"),
        |mut finding| {
            let written = format!("{{{name}}}");
            let text = draft.text.get(finding.span.clone()).unwrap_or_default();
            if let Some(at) = text.find(&written) {
                let start = finding.span.start + at;
                finding.span = start..start + written.len();
            }
            let finding = finding.label("unknown term");
            match nearest(name, terms.keys().map(Name::as_str)) {
                Some(near) => finding.hint(format!("did you mean `{{{near}}}`?")),
                None => finding.hint("give it in `terms`, or write the word itself"),
            }
        },
    );
}

/// The text with its placeholders replaced, when there are any, and the
/// names that stand for nothing.
fn replace<'w>(
    text: &str,
    mut known: impl FnMut(&str) -> Option<&'w str>,
) -> (Option<String>, Vec<String>) {
    let mut filled = String::new();
    let mut strange = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let inside = &rest[open + 1..];
        let end = inside
            .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(inside.len());
        let closed = end > 0 && inside[end..].starts_with('}');
        let after = if closed { open + 1 + end + 1 } else { open + 1 };
        match closed.then(|| known(&inside[..end])).flatten() {
            Some(word) => {
                filled.push_str(&rest[..open]);
                filled.push_str(word);
            }
            None => {
                if closed {
                    strange.push(inside[..end].to_owned());
                }
                filled.push_str(&rest[..after]);
            }
        }
        rest = &rest[after..];
    }
    if rest.len() == text.len() {
        return (None, strange);
    }
    filled.push_str(rest);
    (Some(filled), strange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_braces_around_a_name_are_replaced() {
        let known = |name: &str| (name == "db").then_some("<{db}>");
        let filled = |text: &str| replace(text, known);
        assert_eq!(filled("no braces"), (None, vec![]));
        assert_eq!(
            filled("a {db} and {db}.").0.unwrap(),
            "a <{db}> and <{db}>."
        );
        assert_eq!(filled("{é} { db } {} {db").0.unwrap(), "{é} { db } {} {db");
        assert_eq!(filled("{é} {Db}").1, ["é", "Db"]);
        assert_eq!(filled("{{db}}").0.unwrap(), "{<{db}>}");
    }
}
