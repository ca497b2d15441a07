//! The journal that somebody means: a file, or a room of the data folder.

use super::printer::{Trouble, warn};
use crate::journal::{Journal, engine};
use crate::scenario::Scenario;
use crate::storage::{DataFolder, read_journal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the argument of a verb says about itself in `--help`.
pub(super) const WHICH: &str =
    "A journal's file, or a room's code: its journal is in the data folder (WARROOM_DATA).";

/// Opens the journal of this name. A torn end is told and left alone.
pub(super) fn open(name: &str) -> Result<(PathBuf, Journal), Trouble> {
    open_in(name, DataFolder::find().ok().as_ref())
}

fn open_in(name: &str, folder: Option<&DataFolder>) -> Result<(PathBuf, Journal), Trouble> {
    let path = find(name, folder)?;
    let journal = read_journal(&path).map_err(Trouble::failed)?;
    if let Some(torn) = &journal.torn {
        warn(&format!(
            "{}: line {} (byte {}) is torn: {} bytes that nobody was told of are left out.",
            path.display(),
            torn.line,
            torn.valid_len,
            torn.lost
        ));
    }
    Ok((path, journal))
}

/// The file: the path itself, else that of a room's code.
fn find(name: &str, folder: Option<&DataFolder>) -> Result<PathBuf, Trouble> {
    let path = Path::new(name);
    if path.is_file() {
        return Ok(path.to_owned());
    }
    if path.is_dir() {
        return Err(Trouble::Usage(format!(
            "{name} is a folder. Name a journal's file in it."
        )));
    }
    let Some(folder) = folder else {
        return Err(Trouble::Usage(format!("There is no journal {name}.")));
    };
    let codes = [name.to_owned(), name.to_ascii_uppercase()];
    let rooms = codes.iter().filter_map(|code| folder.journal(code).ok());
    rooms
        .into_iter()
        .find(|path| path.is_file())
        .ok_or_else(|| {
            Trouble::Usage(format!(
                "There is no journal {name}: neither a file, nor a room in {}.",
                folder.journals().display()
            ))
        })
}

/// The scenario that a journal carries.
pub(super) fn scenario(path: &Path, journal: &Journal) -> Result<Arc<Scenario>, Trouble> {
    let engine = engine(&journal.header)
        .map_err(|why| Trouble::failed(format!("{}: {why}", path.display())))?;
    Ok(engine.scenario().clone())
}
