//! The file system: where journals, scenarios and exports are, and how a
//! journal is created, opened again and listed.
//!
//! Invariants: a journal is appended to by one process at a time; nothing of
//! a journal is removed but a torn end, and that only after a backup; a file
//! that exists is never overwritten, but for reports, which can be made again.
//! Every error names the file. Absent on purpose: rules, clocks, and any other
//! place on the disk than the data folder and the paths that are handed in.

mod builtin;
mod error;
mod export;
mod file_store;
mod folder;
mod list;
mod saved;
mod scenarios;

pub use builtin::{Builtin, builtin, builtins};
pub use error::StorageError;
pub use export::{replace, write_new};
pub use file_store::{FileStore, Opened, create, read_journal, reopen};
pub use folder::DataFolder;
pub use list::{JournalHead, journals};
pub use saved::Saved;
pub use scenarios::{ScenarioFile, read_scenario, scenarios};
