//! What a free statement holds: the parts of an update, and of a decision.
//!
//! **Heuristics.** Certification takes one free statement where training has a
//! form, so the parts must be found in prose. These finders look for cue words
//! and are wrong at times; what they find earns half credit until a person
//! confirms it (design, section 8). They lean towards the common phrasing of
//! incident talk and miss rather than invent.
//!
//! Invariant: each range lies within the message, on character boundaries.
//! Absent on purpose: whether a part is true, good, or kept.

mod action;
mod decision;
mod fallback;
mod impact;
mod options;
mod owner;
mod promise;
mod saying;

pub(super) use decision::Undated;
pub use decision::{DecisionParts, decision_parts};
pub use fallback::Fallback;
pub use options::OptionNamed;
pub use promise::Promised;
pub use saying::{Saying, sayings};

use super::notes::{names as listed, notes};
use super::reading::Reading;
use super::times::Unsettled;
use crate::model::ClockTime;
use std::ops::Range;

/// The parts of an update that were found; ranges are bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateParts {
    /// Who or what is hit: "5% of users", "cannot log in", "down".
    pub impact: Option<Range<usize>>,
    /// What is being done: "we are restoring", "started the rollback".
    pub action: Option<Range<usize>>,
    /// Who does it: a name, a team, or the speaker.
    pub owner: Option<Range<usize>>,
    /// When the next word comes.
    pub next_time: Option<Promised>,
}

/// Looks for the four parts of an update sent at `reference`. `names` are the
/// ways in which people at the table may be named.
pub fn update_parts(text: &str, reference: ClockTime, names: &[&str]) -> UpdateParts {
    let notes = notes(text);
    let parts = notes.parts();
    let names = listed(names);
    let owner = notes.owner.get(&names, || {
        let reading = notes.reading();
        owner::owner(&reading, &names.phrases).map(|w| reading.bytes(w))
    });
    let by_name = || {
        let named = notes.acts.get(&names, || {
            let reading = notes.reading();
            action::by_name(&reading, &names.people).map(|w| reading.bytes(w))
        });
        (*named).clone()
    };
    UpdateParts {
        impact: parts.impact.clone(),
        action: parts.action.clone().or_else(by_name),
        owner: (*owner).clone(),
        next_time: parts.next.and_then(|time| Promised::with(&time, reference)),
    }
}

/// The parts of an update that depend on its words alone.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) impact: Option<Range<usize>>,
    pub(super) action: Option<Range<usize>>,
    pub(super) next: Option<Unsettled>,
}

impl Parts {
    pub(super) fn of(reading: &Reading<'_>, times: &[Unsettled]) -> Self {
        Self {
            impact: impact::impact(reading).map(|w| reading.bytes(w)),
            action: action::action(reading).map(|w| reading.bytes(w)),
            next: promise::next_update(reading, times),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, impact: &str, action: &str, owner: &str, next: &str) {
        let parts = update_parts(
            text,
            ClockTime::new(2, 15),
            &["sarah-db", "sarah", "Mike", "mike-app"],
        );
        let said = |range: &Option<Range<usize>>| range.clone().map_or("", |r| &text[r]);
        let promised = parts
            .next_time
            .map_or_else(String::new, |p| p.at.to_string());
        let found = (
            said(&parts.impact),
            said(&parts.action),
            said(&parts.owner),
            promised.as_str(),
        );
        assert_eq!(found, (impact, action, owner, next), "{text}");
    }

    #[test]
    fn whole_updates() {
        check(
            "5% of users cannot log in. sarah-db is restoring from backup. Next update 02:30.",
            "5% of users",
            "restoring",
            "sarah-db",
            "02:30",
        );
        check(
            "Impact: logins are down for 1,240 customers.\n- Action: workaround started\n- Owner: application\n- Next: 02:45",
            "1,240 customers",
            "workaround started",
            "Owner: application",
            "02:45",
        );
        check(
            "The site is down. We rolled back and the database team is verifying it; I'll be back in 15 minutes.",
            "down",
            "rolled back",
            "team is",
            "02:30",
        );
        check(
            "Customers can't sign in and I am coordinating the recovery. Updates every 15 min.",
            "Customers can't",
            "coordinating",
            "I am",
            "02:30",
        );
        check(
            "Logins are broken for 62,000 people. Sarah restores the table from backup. Next update: 15 min",
            "62,000 people",
            "restores",
            "Sarah",
            "02:30",
        );
        check(
            "5% have trouble logging in. Mike builds a workaround. More at 02:20",
            "trouble logging in",
            "builds a workaround",
            "Mike",
            "02:20",
        );
    }

    #[test]
    fn what_is_not_said_is_not_found() {
        check("We are looking at it.", "", "looking", "", "");
        check("Hi Mike, the full restore takes 4 hours", "", "", "", "");
        check("Please calm down. Thanks sarah-db!", "", "", "", "");
        check("The outage started at 02:05", "outage", "", "", "");
        check("I'll be back soon; we are not restoring", "", "", "", "");
        check("mike-app, lisa?", "", "", "", "");
        check("The cluster will be back in 10 minutes", "", "", "", "");
        check("", "", "", "", "");
        check("😀 … مرحبا", "", "", "", "");
    }
}
