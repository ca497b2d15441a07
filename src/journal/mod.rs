//! Everything that happened in one room, in order, as lines that prove
//! themselves.
//!
//! A journal is a header and steps. Each line is one JSON object that carries
//! the hash of the line before it and a checksum of itself, so that a torn end
//! can be told from damage, and damage names its line. Folding the steps gives
//! the state with no rule and no chance ([`replay`]); running their commands
//! again gives the same events while the rules are the same ([`verify`]).
//! While a room is in its lobby its scenario may be replaced by a later version:
//! one line then puts a new header and steps in the place of all before it
//! ([`Reloaded`]), so that whoever reads a journal gets the version that was
//! played.
//!
//! Absent on purpose: files, locks, clocks. Bytes come in and go out through
//! [`Store`]; the file system is `storage`'s.

mod line;
mod read;
mod record;
mod replay;
mod store;

pub use line::{Chain, LineHash};
pub use read::{Journal, JournalError, Torn, encode, peek, read};
pub use record::{BadKey, Cause, FORMAT, ForkedFrom, Header, Key, Reloaded, Step};
pub use replay::{
    ReplayError, Rerun, Verdict, engine, fold, fold_with, fork, replay, silent, verify,
};
pub use store::{Faults, MemoryStore, Store, StoreError};
