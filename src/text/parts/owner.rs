//! Who does it.
//!
//! Heuristic: a person of the table named as more than the one spoken to, an
//! "owner" label, a team with a verb, or the speaker with a verb of doing. "We"
//! is nobody in particular. Absent on purpose: whether they accepted.

use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use std::ops::Range;

/// The words that tell the owner.
pub(super) fn owner(reading: &Reading<'_>, names: &Phrases<()>) -> Option<Range<usize>> {
    let named = names
        .all(reading)
        .map(|f| f.words)
        .find(|w| acts(reading, w));
    named.or_else(|| {
        (0..reading.len()).find_map(|i| {
            labelled(reading, i)
                .or_else(|| team(reading, i))
                .or_else(|| speaker(reading, i))
        })
    })
}

/// Whether a name is more than an address or a thank-you.
fn acts(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    const TO_THEM: [&str; 13] = [
        "for", "to", "thanks", "thank", "hi", "hello", "hey", "dear", "ask", "asked", "cc", "tell",
        "sorry",
    ];
    let first = name.start;
    if first > 0 && reading.same_sentence(first - 1, first) && reading.is(first - 1, &TO_THEM) {
        // "assigned to Mike" is an owner all the same.
        return first > 1 && reading.is(first - 2, &["assigned", "belongs", "handed", "goes"]);
    }
    let opens = reading.sentence_of(first).start == first;
    !(opens && reading.gap(name.end).trim_start().starts_with(','))
}

/// "Owner: application".
fn labelled(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    let label = reading.is(i, &["owner", "lead", "owned", "led"]);
    let by = usize::from(reading.is(i + 1, &["is", "by"]) && reading.flows(i + 1));
    let sign = reading.gap(i + 1).trim();
    let joined = if by == 1 {
        reading.flows(i + 2)
    } else {
        matches!(sign, ":" | "-" | "–" | "=")
    };
    let article = usize::from(reading.is(i + 1 + by, &["the"]));
    let last = i + 1 + by + article;
    (label && joined && reading.same_sentence(i, last)).then_some(i..last + 1)
}

/// "the database team is …".
fn team(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    const DO: [&str; 18] = [
        "is", "are", "has", "have", "will", "own", "owns", "lead", "leads", "take", "takes", "run",
        "runs", "handles", "drives", "works", "restores", "started",
    ];
    let said = reading.is(i, &["team", "teams", "team's"])
        && reading.flows(i + 1)
        && reading.is(i + 1, &DO);
    said.then_some(i..i + 2)
}

/// "I own", "I'll coordinate", but not "I'll be back" or "I am sorry".
fn speaker(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    const DO: [&str; 18] = [
        "am",
        "will",
        "own",
        "lead",
        "take",
        "have",
        "run",
        "drive",
        "handle",
        "coordinate",
        "decide",
        "decided",
        "started",
        "command",
        "oversee",
        "keep",
        "hold",
        "restore",
    ];
    const TALK: [&str; 22] = [
        "be", "back", "update", "report", "sorry", "afraid", "tell", "let", "send", "write",
        "come", "get", "not", "aware", "told", "speak", "share", "you", "sure", "happy", "asked",
        "heard",
    ];
    let short = reading.is(i, &["i'm", "i'll", "i've", "i’m", "i’ll", "i’ve"]);
    let long = reading.is(i, &["i"]) && reading.flows(i + 1) && reading.is(i + 1, &DO);
    let next = if short { i + 1 } else { i + 2 };
    let goes_on = reading.same_sentence(i, next);
    let does = (short && goes_on || long) && !(goes_on && reading.is(next, &TALK));
    does.then_some(i..next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let reading = Reading::new(text);
        let names = Phrases::new(["sarah-db", "sarah", "lisa-sre", ""].map(|name| (name, ())));
        let found = owner(&reading, &names).map_or("", |w| &text[reading.bytes(w)]);
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn owners() {
        for (text, expect) in [
            ("Sarah-DB restores the table", "Sarah-DB"),
            ("sarah: restore, please", "sarah"),
            ("The restore is assigned to Lisa-SRE", "Lisa-SRE"),
            ("Owner: application", "Owner: application"),
            ("led by the database people", "led by the database"),
            ("The SRE team has it", "team has"),
            ("I own this", "I own"),
            ("I'll coordinate", "I'll"),
        ] {
            check(text, expect);
        }
        for text in [
            "We are on it",
            "I'll be back at 3",
            "I am sorry",
            "Sarah, how long?",
            "thanks Sarah",
            "team?",
            "i",
        ] {
            check(text, "");
        }
    }
}
