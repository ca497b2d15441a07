//! The streams that are open, so that one person cannot take everybody's
//! places: a fifth stream of the same token ends the first. A phone that woke
//! up is let in at once; its dead connection goes.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// Streams of one token.
const EACH: usize = 4;

/// Who has which streams open.
#[derive(Default)]
pub(super) struct Streams {
    open: Mutex<BTreeMap<String, VecDeque<oneshot::Sender<()>>>>,
}

/// Resolves, either way, when a stream must make room for a newer one.
pub(super) type Ousted = oneshot::Receiver<()>;

impl Streams {
    /// Counts a stream in.
    pub(super) fn enter(&self, who: String) -> Ousted {
        let (oust, ousted) = oneshot::channel();
        let mut open = self.open();
        open.retain(|_, streams| {
            streams.retain(|stream| !stream.is_closed());
            !streams.is_empty()
        });
        let streams = open.entry(who).or_default();
        while streams.len() >= EACH {
            // Dropping our end ends the oldest.
            streams.pop_front();
        }
        streams.push_back(oust);
        ousted
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<String, VecDeque<oneshot::Sender<()>>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot::error::TryRecvError;

    #[test]
    fn the_oldest_makes_room_and_only_its_owners() {
        let streams = Streams::default();
        let mut first = streams.enter("p-1".to_owned());
        let mut other = streams.enter("p-2".to_owned());
        let _more: Vec<Ousted> = (0..3).map(|_| streams.enter("p-1".to_owned())).collect();
        assert_eq!(first.try_recv(), Err(TryRecvError::Empty));
        let _fifth = streams.enter("p-1".to_owned());
        assert_eq!(first.try_recv(), Err(TryRecvError::Closed));
        assert_eq!(other.try_recv(), Err(TryRecvError::Empty));
    }
}
