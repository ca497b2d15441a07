//! A recorded event as the host's tools may have it.

use crate::engine::{Event, Recorded};

/// The event, without what only the server needs: the hash of a token.
pub fn record(recorded: &Recorded) -> Recorded {
    let mut shown = recorded.clone();
    if let Event::Joined(join) = &mut shown.event {
        join.token_hash.clear();
    }
    shown
}
