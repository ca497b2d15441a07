//! Hostile messages: whatever is written, nothing panics, every range can be
//! cut out of the text, and the same text gives the same findings.

use super::*;
use crate::model::{ClockTime, TopicId};
use proptest::prelude::*;
use std::ops::Range;

const OPTIONS: [(usize, &[&str]); 3] = [
    (0, &["A", "full restore"]),
    (1, &["plan B", ""]),
    (2, &["🔥", "é"]),
];

/// Every range that the analysis of a text returns.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let glossary = Glossary::new(["users é", "🔥"], ["ß"]);
    let now = ClockTime::new(23, 59);
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(words(text).map(|w| w.start..w.end));
    found.extend(
        sentences(text)
            .iter()
            .map(|s| s.start..s.start + s.text.len()),
    );
    found.extend(jargon(text, &glossary).iter().map(|h| h.start..h.end));
    found.extend(
        business_terms(text, &glossary)
            .iter()
            .map(|h| h.start..h.end),
    );
    found.extend(times(text, now).iter().map(|t| t.start..t.end));
    found.extend(figures(text).iter().map(|f| f.start..f.end));
    found.extend(owns(text).iter().map(|h| h.start..h.end));
    let phrases = ["users affected".to_owned(), "a".to_owned(), "aa".to_owned()];
    let topic = TopicId::new("t").unwrap();
    let index = TopicIndex::new([(topic, &phrases[..])]);
    found.extend(topics(text, &index).iter().map(|t| t.start..text.len()));
    let update = update_parts(text, now, &["sarah-db", "é", ""]);
    found.extend(
        [update.impact, update.action, update.owner]
            .into_iter()
            .flatten(),
    );
    found.extend(update.next_time.map(|p| p.start..p.end));
    let decision = decision_parts(text, &OPTIONS, now);
    found.extend([decision.rationale, decision.price].into_iter().flatten());
    found.extend(decision.next_check.map(|p| p.start..p.end));
    found.extend(
        decision
            .chosen
            .iter()
            .chain(&decision.compared)
            .map(|o| o.start..o.end),
    );
    found.extend(decision.fallback.as_ref().map(|f| f.start..f.end));
    found.extend(decision.fallback.and_then(|f| f.trigger));
    let _ = (
        is_hedged(text),
        word_count(text),
        jargon_per_100(text, &glossary),
    );
    found
}

#[track_caller]
fn check(text: &str) {
    let found = ranges(text);
    for range in &found {
        assert!(
            text.get(range.clone()).is_some_and(|cut| !cut.is_empty()),
            "{range:?} in {text:?}"
        );
    }
    assert_eq!(found, ranges(text));
}

#[test]
fn repeated_pieces_of_4000_characters() {
    for piece in [
        "a",
        "a ",
        "A. ",
        "🔥",
        "1",
        "1,",
        "9.",
        "at 3 ",
        "in 5 ",
        "half past ",
        "two hundred ",
        "a million ",
        "$",
        "$8M ",
        "5% ",
        "e.g. ",
        "if ",
        "if then, ",
        "plan B ",
        "not A ",
        "since 3 ",
        "users ",
        "(replica) ",
        "replica (",
        "مرحبا ",
        "\u{202e}",
        "e\u{301}",
        "\n- ",
        "'",
        "’s",
        "next update at 3 ",
        "every ",
        "10-",
        "rather than A ",
        "I'll ",
        "\0",
        "İ",
        "ﷺ",
        "99999999999999999999h ",
        "1h30m",
        "- ",
    ] {
        let times = 4000 / piece.chars().count();
        check(&piece.repeat(times));
    }
}

/// Pieces that the finders look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "we ",
        "I ",
        "5%",
        "$",
        "8M",
        "million ",
        "half ",
        "past ",
        "two ",
        "to ",
        "at ",
        "02:30",
        "2.30",
        "am",
        " p.m. ",
        "in ",
        "every ",
        "15",
        " min",
        "hour ",
        "an ",
        "a ",
        "if ",
        "then ",
        "by ",
        "A",
        "B ",
        "plan ",
        "next update ",
        "because ",
        "users ",
        "cannot ",
        "restoring ",
        "sarah-db",
        ". ",
        ", ",
        "\n",
        "- ",
        "(",
        ")",
        " — ",
        "–",
        "🔥",
        "é",
        "\u{202e}",
        "'",
        "’",
        "/h",
        "ago ",
        "from now ",
        "failover ",
        "that is ",
        "not ",
        "blame ",
        "quarter ",
        "of ",
        " ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn any_text_is_safe(text in ".{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mix_of_cues_is_safe(text in pieces()) {
        check(&text);
    }
}
