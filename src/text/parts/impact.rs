//! Who or what is hit.
//!
//! Heuristic: a share or number of people first, then people who "cannot", then
//! a phrase of damage. Absent on purpose: how bad it is.

use crate::model::Unit;
use crate::text::figures::figures_in;
use crate::text::phrase::Phrases;
use crate::text::reading::Reading;
use std::ops::Range;
use std::sync::LazyLock;

static PEOPLE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let nouns = [
        "user",
        "customer",
        "client",
        "people",
        "person",
        "account",
        "order",
        "ticket",
        "login",
        "payment",
        "request",
        "merchant",
        "visitor",
        "shopper",
        "subscriber",
        "buyer",
        "record",
        "transaction",
        "session",
        "store",
        "site",
        "everyone",
        "everybody",
        "data",
        "traffic",
        "checkout",
        "purchase",
    ];
    Phrases::new(nouns.map(|n| (n, ())))
});

/// The value tells damage from phrases that only look like it.
static DAMAGE: LazyLock<Phrases<bool>> = LazyLock::new(|| {
    let damage = [
        "affected",
        "all users",
        "all customers",
        "are broken",
        "is broken",
        "cannot access",
        "cannot buy",
        "cannot load",
        "cannot log in",
        "cannot login",
        "cannot pay",
        "cannot reach",
        "cannot sign in",
        "cannot use",
        "can't access",
        "can't load",
        "can't log in",
        "can't login",
        "can't pay",
        "can't reach",
        "can't sign in",
        "can't use",
        "corrupt",
        "corrupted",
        "corruption",
        "crashing",
        "customer impact",
        "data loss",
        "degradation",
        "degraded",
        "does not load",
        "doesn't load",
        "down",
        "difficulty logging in",
        "difficulty paying",
        "difficulty signing in",
        "error page",
        "problems logging in",
        "problems paying",
        "problems signing in",
        "return errors",
        "throw an error",
        "throw errors",
        "trouble accessing",
        "trouble buying",
        "trouble checking out",
        "trouble getting in",
        "trouble loading",
        "trouble logging in",
        "trouble paying",
        "trouble signing in",
        "trouble to log in",
        "trouble with login",
        "every customer",
        "every user",
        "failed login",
        "failed logins",
        "failed payment",
        "failing",
        "fails",
        "impact is",
        "impacted",
        "inaccessible",
        "locked out",
        "log in fails",
        "login fails",
        "losing data",
        "lost data",
        "no impact",
        "not available",
        "not loading",
        "not responding",
        "not working",
        "offline",
        "operational",
        "outage",
        "slow",
        "slower",
        "stopped loading",
        "stopped working",
        "every visitor",
        "all visitors",
        "timing out",
        "unable to",
        "unavailable",
        "unreachable",
        "unusable",
        "user impact",
        "users are",
        "wrong data",
    ];
    let only_looks = [
        "calm down",
        "cool down",
        "shut down",
        "shutting down",
        "slow down",
        "settle down",
        "down to",
        "count down",
        "fail over",
        "failing over",
        "write down",
        "wrote down",
        "stand down",
        "break down",
        "take down",
        "hands down",
        "scale down",
        "unable to say",
        "unable to tell",
        "narrow down",
        "narrowed it down",
        "fails over",
        "nothing is broken",
        "what is broken",
        "whether it is broken",
        "throw no errors",
    ];
    let damage = damage.map(|p| (p, true)).into_iter();
    Phrases::new(damage.chain(only_looks.map(|p| (p, false))))
});

/// Words between a figure and the people that it counts.
const NEAR: usize = 3;

/// The words that tell the impact.
pub(super) fn impact(reading: &Reading<'_>) -> Option<Range<usize>> {
    let barred = || barred(reading).or_else(|| nobody_can(reading));
    counted(reading).or_else(barred).or_else(|| {
        DAMAGE
            .all(reading)
            .find(|f| f.value() == Some(true))
            .map(|f| f.words)
    })
}

/// "5% of our users", "1,240 customers".
fn counted(reading: &Reading<'_>) -> Option<Range<usize>> {
    figures_in(reading)
        .into_iter()
        .filter(|f| matches!(f.quantity.unit, Unit::Percent | Unit::Count))
        .find_map(|f| {
            let first = reading.word_from(f.start);
            let from = reading.word_from(f.end);
            (from..=from + NEAR)
                .find(|&i| reading.same_sentence(first, i) && PEOPLE.at(reading, i).is_some())
                .map(|i| first..i + 1)
        })
}

/// "customers still cannot …".
fn barred(reading: &Reading<'_>) -> Option<Range<usize>> {
    (0..reading.len()).find_map(|i| {
        if !reading.is(
            i,
            &["cannot", "can't", "can’t", "unable", "couldn't", "couldn’t"],
        ) {
            return None;
        }
        let people = (i.saturating_sub(NEAR)..i)
            .find(|&p| reading.same_sentence(p, i) && PEOPLE.at(reading, p).is_some());
        people.map(|p| p..i + 1)
    })
}

/// "no visitor can …", "nobody can …".
fn nobody_can(reading: &Reading<'_>) -> Option<Range<usize>> {
    (0..reading.len()).find_map(|i| {
        let people = match () {
            () if reading.is(i, &["nobody"]) => i,
            () if reading.is(i, &["no"]) => {
                (i + 1..=i + NEAR).find(|&p| PEOPLE.at(reading, p).is_some())?
            }
            () => return None,
        };
        let can = people + 1;
        // What nobody can say is no impact.
        let only_words = reading.is(can + 1, &["say", "tell", "know", "explain", "promise"]);
        let hit = reading.is(can, &["can"]) && reading.same_sentence(i, can) && !only_words;
        hit.then_some(i..can + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let reading = Reading::new(text);
        let found = impact(&reading).map_or("", |w| &text[reading.bytes(w)]);
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn impacts() {
        for (text, expect) in [
            ("About 5% of our users are locked out", "5% of our users"),
            ("450K users hit", "450K users"),
            ("Half the customers see errors", "Half the customers"),
            ("The launch page is not loading", "not loading"),
            ("Logins: 15 s instead of 5 s, slow", "slow"),
            ("Users still can’t pay", "Users still can’t"),
            ("No visitor can load the page", "No visitor can"),
            ("Nobody can check out", "Nobody can"),
            ("Logins are broken for 62,000 people", "62,000 people"),
            ("Logins are broken", "are broken"),
            ("Logins throw errors for five in a hundred", "throw errors"),
            ("5% have trouble logging in", "trouble logging in"),
            ("Nothing is broken", ""),
            ("We look for what is broken", ""),
            ("I have trouble reaching the vendor", ""),
            ("No trouble so far", ""),
            ("No engineer can say", ""),
            ("Honestly, nobody can say at the moment", ""),
            ("Shut down the writes", ""),
            ("failing over now", ""),
            ("take 5 minutes", ""),
        ] {
            check(text, expect);
        }
    }
}
