//! What must hold of the loader, whatever an author saves. The fuzz target and
//! the test of its corpus ask the same.

use std::collections::BTreeMap;
use warroom::scenario::{Choices, Diagnostic, choose, load, swappable};

/// The loader answers with a scenario, or with what is wrong and where.
pub fn loads(text: &str) {
    let loaded = load(text);
    for of in &loaded.diagnostics {
        for span in places(of) {
            assert!(text.get(span.clone()).is_some(), "{span:?} is no place");
        }
    }
    if loaded.scenario.is_none() {
        assert!(!loaded.diagnostics.is_empty(), "no scenario, and no reason");
    }
    // A host puts a word of their own in the place of a term: whatever comes
    // of it loads, or says what is wrong.
    let terms = swappable(text).unwrap_or_default();
    if let Some(term) = terms.into_keys().next() {
        let choices = Choices {
            terms: BTreeMap::from([(term, "“Orchid”".to_owned())]),
            profile: None,
        };
        if let Ok(text) = choose(text, &choices) {
            load(&text);
        }
    }
}

fn places(of: &Diagnostic) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let related = of.related.iter().map(|(span, _)| span.clone());
    related.chain([of.span.clone()])
}
