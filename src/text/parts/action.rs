//! What is being done about it.
//!
//! Heuristic: a verb of remedy in a form that says somebody does, did or will
//! do it. A remedy that is only named ("the full restore takes 4 h") is none.
//! Absent on purpose: whether it helps.

use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// A verb that is an act by itself.
    Remedy,
    /// A verb that begins something: an actor or a remedy must stand near.
    Begin,
    /// An act in any form.
    Always,
}

static ACTS: LazyLock<Phrases<Act>> = LazyLock::new(|| {
    let remedies = [
        "apply",
        "assemble",
        "assess",
        "block",
        "bring back",
        "check",
        "contain",
        "coordinate",
        "deploy",
        "disable",
        "drain",
        "enable",
        "escalate",
        "execute",
        "fail over",
        "failover",
        "fix",
        "freeze",
        "gather",
        "investigate",
        "isolate",
        "look into",
        "migrate",
        "mitigate",
        "monitor",
        "move",
        "page",
        "patch",
        "pause",
        "prepare",
        "rebuild",
        "recover",
        "redeploy",
        "redirect",
        "repair",
        "replace",
        "reroute",
        "reset",
        "restart",
        "restore",
        "revert",
        "roll back",
        "rollback",
        "run",
        "scale",
        "shut down",
        "stop",
        "switch",
        "take offline",
        "test",
        "throttle",
        "trace",
        "verify",
        "warn",
        "work on",
    ];
    let begins = [
        "begin", "began", "begun", "kick off", "launch", "start", "trigger",
    ];
    let always = [
        "in progress",
        "under way",
        "underway",
        "ran",
        "being fixed",
        "being restored",
    ];
    let each = remedies.map(|p| (p, Act::Remedy)).into_iter();
    let each = each.chain(begins.map(|p| (p, Act::Begin)));
    Phrases::new(each.chain(always.map(|p| (p, Act::Always))))
});

static REMEDIES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let nouns = [
        "restore",
        "rollback",
        "roll back",
        "workaround",
        "failover",
        "fix",
        "repair",
        "migration",
        "investigation",
        "recovery",
        "mitigation",
        "backup",
        "patch",
        "switch",
        "plan",
        "work",
        "shutdown",
        "isolation",
        "response",
    ];
    Phrases::new(nouns.map(|n| (n, ())))
});

const ACTORS: [&str; 8] = [
    "we",
    "i",
    "team",
    "teams",
    "they",
    "we've",
    "i've",
    "engineers",
];
const INTENDS: [&str; 13] = [
    "we", "i", "will", "to", "let's", "we'll", "i'll", "must", "shall", "team", "teams", "we’ll",
    "i’ll",
];
const BEING: [&str; 12] = [
    "am", "are", "is", "i'm", "we're", "they're", "i’m", "we’re", "be", "been", "was", "were",
];
const DENIES: [&str; 12] = [
    "not", "no", "never", "haven't", "hasn't", "isn't", "aren't", "can't", "cannot", "won't",
    "didn't", "don't",
];
/// What people undergo rather than do.
const UNDERGONE: [&str; 18] = [
    "choosing",
    "deciding",
    "asking",
    "thinking",
    "seeing",
    "experiencing",
    "having",
    "losing",
    "failing",
    "going",
    "getting",
    "being",
    "waiting",
    "facing",
    "hoping",
    "suffering",
    "missing",
    "wondering",
];
/// Words before a verb that may hold its actor.
const NEAR: usize = 3;

/// The words that tell the action.
pub(super) fn action(reading: &Reading<'_>) -> Option<Range<usize>> {
    (0..reading.len()).find_map(|i| listed(reading, i).or_else(|| in_course(reading, i)))
}

/// A verb of the list, in a form that fits.
fn listed(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    let found = ACTS.at(reading, i)?;
    if near_before(reading, i, 2, &DENIES) {
        return None;
    }
    match found.value()? {
        Act::Always => Some(found.words),
        Act::Begin => {
            if near_before(reading, i, NEAR, &ACTORS) && !reading.is(i, &["begin", "start"]) {
                return Some(found.words);
            }
            let before = (i.saturating_sub(NEAR)..i)
                .find(|&at| reading.same_sentence(at, i) && REMEDIES.at(reading, at).is_some());
            if let Some(at) = before {
                return Some(at..found.words.end);
            }
            let next = found.words.end;
            let behind = (next..next + NEAR).find_map(|at| {
                REMEDIES
                    .at(reading, at)
                    .filter(|_| reading.same_sentence(i, at))
            });
            behind.map(|remedy| i..remedy.words.end)
        }
        Act::Remedy => form_fits(reading, i).then_some(found.words),
    }
}

fn form_fits(reading: &Reading<'_>, i: usize) -> bool {
    let word = reading.word(i);
    let ends = |ending: &str| {
        let at = word.len().saturating_sub(ending.len());
        word.get(at..)
            .is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
    };
    let opens = !reading.flows(i);
    let short = reading.is(i, &["shut"]) && opens;
    if ends("ing") {
        const LEADS: [&str; 8] = [
            "now",
            "currently",
            "and",
            "still",
            "started",
            "keep",
            "already",
            "began",
        ];
        return opens || near_before(reading, i, 2, &BEING) || near_before(reading, i, 1, &LEADS);
    }
    if ends("ed") || ends("ied") {
        const LEADS: [&str; 7] = ["have", "has", "been", "being", "was", "were", "just"];
        return opens
            || near_before(reading, i, NEAR, &ACTORS)
            || near_before(reading, i, 2, &LEADS);
    }
    let noun = near_before(
        reading,
        i,
        1,
        &["the", "a", "an", "our", "this", "that", "full"],
    );
    short || (!noun && near_before(reading, i, 2, &INTENDS))
}

/// "we are contacting …": any verb in its course, but for what is undergone.
fn in_course(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    let word = reading.word(i);
    let fits = word.len() > 5
        && (word.ends_with("ing") || word.ends_with("ING"))
        && !reading.is(i, &UNDERGONE)
        && near_before(
            reading,
            i,
            2,
            &["am", "are", "is", "i'm", "we're", "i’m", "we’re"],
        )
        && near_before(
            reading,
            i,
            4,
            &[
                "we",
                "i",
                "team",
                "teams",
                "i'm",
                "we're",
                "i’m",
                "we’re",
                "engineers",
            ],
        )
        && !near_before(reading, i, 2, &DENIES);
    fits.then_some(i..i + 1)
}

fn near_before(reading: &Reading<'_>, i: usize, reach: usize, any: &[&str]) -> bool {
    (i.saturating_sub(reach)..i).any(|at| reading.is(at, any) && reading.same_sentence(at, i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let reading = Reading::new(text);
        let found = action(&reading).map_or("", |w| &text[reading.bytes(w)]);
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn acts() {
        for (text, expect) in [
            ("We are restoring the table", "restoring"),
            ("We're rolling back", "rolling back"),
            ("Rolling back now", "Rolling back"),
            ("Database team has isolated the damage", "isolated"),
            ("I will fail over to the old cluster", "fail over"),
            ("Start the workaround now", "Start the workaround"),
            ("The restore has started", "restore has started"),
            ("The rollback is under way", "under way"),
            ("we are contacting the customers", "contacting"),
            ("The cause is being investigated", "investigated"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn remedies_only_named_are_no_acts() {
        for text in [
            "The full restore takes 4 h",
            "The outage started at 02:05",
            "we are seeing errors",
            "users are failing to log in",
            "We have not started the restore",
            "no rollback yet",
            "I prefer it to the failover",
            "we are choosing D",
            "logins failed",
            "aaaaaaing",
        ] {
            check(text, "");
        }
    }
}
