//! Whatever bytes an author saves: the loader answers with a scenario or with
//! what is wrong and where, and never panics, hangs or overflows its stack.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use warroom::scenario::{Choices, choose, load, swappable};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let loaded = load(text);
    let related = |of: &warroom::scenario::Diagnostic| of.related.clone();
    for of in &loaded.diagnostics {
        for (span, _) in related(of)
            .into_iter()
            .chain([(of.span.clone(), String::new())])
        {
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
});
