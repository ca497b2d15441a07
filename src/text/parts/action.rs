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
    /// A verb that is an act only with what is made or put: "build a script".
    Make,
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
        "put back",
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
    let makes = [
        "build", "built", "code", "write", "wrote", "written", "bring", "brought", "put",
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
    let each = each.chain(makes.map(|p| (p, Act::Make)));
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

/// What is built, written or put in to get out of trouble.
static MADE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let things = [
        "workaround",
        "work around",
        "fix",
        "hotfix",
        "patch",
        "script",
        "bypass",
        "rollback",
        "migration",
        "query",
        "failover",
    ];
    Phrases::new(things.map(|n| (n, ())))
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
const DENIES: [&str; 13] = [
    "not", "no", "never", "haven't", "hasn't", "isn't", "aren't", "can't", "cannot", "won't",
    "didn't", "don't", "unable",
];
/// Pasts that do not end in -ed.
const PASTS: [&str; 4] = ["built", "wrote", "written", "brought"];
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

/// "Sarah restores the table", "Mike built a workaround": the verb behind the
/// name of somebody at the table.
pub(super) fn by_name(reading: &Reading<'_>, people: &Phrases<()>) -> Option<Range<usize>> {
    people
        .all(reading)
        .find_map(|name| behind_name(reading, &name.words))
}

fn behind_name(reading: &Reading<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    const SUPPOSES: [&str; 9] = [
        "if", "when", "once", "until", "unless", "before", "after", "whether", "had",
    ];
    // "Database checks are green": no verb of somebody's, but a noun.
    const NOUN_GOES_ON: [&str; 14] = [
        "are", "were", "is", "was", "have", "has", "will", "take", "takes", "need", "fail",
        "failed", "show", "pass",
    ];
    const OBJECTS: [&str; 10] = [
        "the",
        "a",
        "an",
        "it",
        "our",
        "this",
        "them",
        "everything",
        "all",
        "us",
    ];
    // What a queue or a cache does without anybody.
    const THINGS_DO: [&str; 22] = [
        "drains",
        "drained",
        "resets",
        "restarts",
        "restarted",
        "recovers",
        "recovered",
        "runs",
        "scales",
        "scaled",
        "moves",
        "moved",
        "stops",
        "stopped",
        "switches",
        "switched",
        "checks",
        "pages",
        "tests",
        "fails",
        "failed",
        "shuts",
    ];
    let last = reading.word(name.end.saturating_sub(1));
    let owned = ends(last, "'s") || ends(last, "’s");
    if owned || near_before(reading, name.start, 1, &SUPPOSES) {
        return None;
    }
    let adverb = reading.flows(name.end) && reading.is(name.end, &["now", "also", "already"]);
    let verb = name.end + usize::from(adverb);
    let word = reading.word(verb);
    let formed = ends(word, "s") || ends(word, "ed") || reading.is(verb, &PASTS);
    if !formed || !reading.flows(verb) {
        return None;
    }
    let found = ACTS.at(reading, verb)?;
    let words = match found.value()? {
        Act::Remedy => found.words,
        Act::Make => made(reading, &found.words)?,
        Act::Begin | Act::Always => return None,
    };
    if reading.flows(words.end) && reading.is(words.end, &NOUN_GOES_ON) {
        return None;
    }
    // Handles such as `cache-lead` begin with a thing, which takes an article or
    // stands in the midst of a sentence, and rarely has an object.
    let thing = name.len() == 1 && near_before(reading, name.start, 1, &["the", "a", "an", "our"]);
    let capital = reading
        .word(name.start)
        .starts_with(|c: char| c.is_uppercase());
    let by_itself = reading.is(verb, &THINGS_DO);
    let object = reading.is(words.end, &OBJECTS) || (words.len() > 1 && !by_itself);
    (!thing && (object || (capital && !by_itself))).then_some(words)
}

/// From a verb of making to what is made: "building a small workaround", "put
/// the table back".
fn made(reading: &Reading<'_>, verb: &Range<usize>) -> Option<Range<usize>> {
    const ELSEWHERE: [&str; 16] = [
        "to", "about", "on", "for", "of", "with", "that", "at", "you", "as", "from", "by", "and",
        "or", "up", "down",
    ];
    const MOVES: [&str; 7] = [
        "bring", "brings", "bringing", "brought", "put", "puts", "putting",
    ];
    let moves = reading.is(verb.start, &MOVES);
    (verb.end..verb.end + 5)
        .take_while(|&at| reading.flows(at) && !reading.is(at, &ELSEWHERE))
        .find_map(|at| {
            if moves && reading.is(at, &["back", "online"]) {
                return Some(verb.start..at + 1);
            }
            MADE.at(reading, at)
                .map(|thing| verb.start..thing.words.end)
        })
}

/// As [`form_fits`], for verbs that are nouns as well: "we broke build scripts"
/// has its actor two words off.
fn make_fits(reading: &Reading<'_>, i: usize) -> bool {
    let word = reading.word(i);
    let going = ends(word, "ing") && !reading.is(i, &["bring"]);
    if going || ends(word, "ed") || reading.is(i, &PASTS) {
        return form_fits(reading, i);
    }
    let adverb = near_before(reading, i, 1, &["now", "also", "then"]);
    let actor = i.saturating_sub(usize::from(adverb));
    near_before(reading, actor, 1, &INTENDS) || near_before(reading, actor, 1, &["he", "she"])
}

/// Whether a word ends so, whatever its case.
fn ends(word: &str, ending: &str) -> bool {
    let at = word.len().checked_sub(ending.len());
    at.and_then(|at| word.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
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
        Act::Make => made(reading, &found.words).filter(|_| make_fits(reading, i)),
    }
}

fn form_fits(reading: &Reading<'_>, i: usize) -> bool {
    let word = reading.word(i);
    let opens = !reading.flows(i);
    let short = reading.is(i, &["shut"]) && opens;
    if ends(word, "ing") {
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
    if ends(word, "ed") || reading.is(i, &PASTS) {
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
    let third = ends(word, "s") && near_before(reading, i, 1, &["he", "she"]);
    short || third || (!noun && near_before(reading, i, 2, &INTENDS))
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
            ("MIKE IS BUILDING THE WORKAROUND", "BUILDING THE WORKAROUND"),
            ("We build a small workaround", "build a small workaround"),
            ("I'll code a bypass now", "code a bypass"),
            ("I am writing the script", "writing the script"),
            ("We put in a fix", "put in a fix"),
            ("We'll put the table back", "put the table back"),
            (
                "We bring the old cluster back",
                "bring the old cluster back",
            ),
            ("I will put back the table", "put back"),
            ("Mike has built a workaround", "built a workaround"),
            ("She restores the table", "restores"),
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
            "I will write to you about the workaround",
            "I'll write again at 02:30",
            "Writing is slow",
            "we see error code 500",
            "the build script is broken",
            "we broke build scripts",
            "The backlog is building up",
            "We put customers first",
            "I bring you back to the plan",
            "The workaround built last year",
            "we are unable to restore it",
            "Landing pages show errors",
            "Health checks fail",
        ] {
            check(text, "");
        }
    }

    #[track_caller]
    fn check_named(text: &str, expect: &str) {
        let reading = Reading::new(text);
        let people = ["mike", "sarah-db", "sarah", "cache", "Database lead"];
        let people = Phrases::new(people.map(|name| (name, ())));
        let found = by_name(&reading, &people).map_or("", |w| &text[reading.bytes(w)]);
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn people_act_by_name() {
        for (text, expect) in [
            ("Mike builds a workaround", "builds a workaround"),
            ("mike builds a workaround", "builds a workaround"),
            ("Sarah restores the table from backup", "restores"),
            ("SARAH RESTORES FROM BACKUP", "RESTORES"),
            ("sarah-db now restores it", "restores"),
            ("The database lead checks the copy", "checks"),
            ("Down. Mike rolled back the release", "rolled back"),
            ("Mike wrote a script", "wrote a script"),
        ] {
            check_named(text, expect);
        }
        for text in [
            "Mike's fixes failed",
            "Mike, checks please",
            "If Sarah restores the table, we wait",
            "Landing pages show errors",
            "The cache restarts the job",
            "cache restarts every hour",
            "Cache checks are green",
            "Cache drains slowly",
            "Cache failed over",
            "Mike brings news",
            "Sarah writes to customers",
            "Mike is out",
            "mike",
        ] {
            check_named(text, "");
        }
    }
}
