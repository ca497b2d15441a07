//! Which small change mends a text that cannot be taken apart: each is tried
//! by reading the text with it.
//!
//! Invariant: the work is bounded, whatever the text.

use super::slip::{Change, changes};

/// Changes that are tried at most.
const TRIES: usize = 60;
/// Bytes that are read at most while trying.
const BYTES: usize = 16 * 1024 * 1024;

/// The first change after which the whole text can be taken apart; where
/// there are more slips than one, that after which reading comes furthest.
/// `stops` tells where reading a text stops, and `at` where this one stopped.
pub(super) fn mend(text: &str, at: usize, stops: impl Fn(&str) -> Option<usize>) -> Option<Change> {
    let most = TRIES.min(BYTES / text.len().max(1));
    let mut best: Option<(usize, Change)> = None;
    for change in changes(text, at).into_iter().take(most) {
        let Some(stop) = stops(&change.made(text)) else {
            return Some(change);
        };
        // Where that is in the text as it was.
        let stop = match stop >= change.cut.start + change.put.len() {
            true => stop + change.cut.len() - change.put.len().min(stop),
            false => stop,
        };
        // A line further is no accident.
        let further = text.get(at..stop).is_some_and(|more| more.contains('\n'));
        if further && best.as_ref().is_none_or(|(far, _)| stop > *far) {
            best = Some((stop, change));
        }
    }
    best.map(|(_, change)| change)
}
