//! The journal that a verb looks back at: a file, or a room's code.

use super::printer::Trouble;
use crate::engine::{Engine, Recorded};
use crate::journal::{self, Journal};
use crate::scoring::{Score, When, score};
use crate::storage::{self, DataFolder};
use std::path::PathBuf;

/// Where a journal lies: the file of that name, else the room of that code in
/// the data folder.
///
/// # Errors
/// When there is neither.
pub(super) fn find(name: &str) -> Result<PathBuf, Trouble> {
    let file = PathBuf::from(name);
    if file.is_file() {
        return Ok(file);
    }
    let folder = DataFolder::find().map_err(Trouble::failed)?;
    let none = || {
        let why = format!(
            "There is no journal {name}, and none in {}.",
            folder.journals().display()
        );
        Trouble::Usage(why)
    };
    let path = folder.journal(&name.to_uppercase()).map_err(|_| none())?;
    if path.is_file() {
        Ok(path)
    } else {
        Err(none())
    }
}

/// A journal with the exercise that it holds.
pub(super) struct Played {
    pub(super) journal: Journal,
    pub(super) engine: Engine,
}

/// Reads and folds a journal. It is neither changed nor locked.
///
/// # Errors
/// When it is damaged (file, line and byte are named) or cannot be folded.
pub(super) fn read(name: &str) -> Result<Played, Trouble> {
    let journal = storage::read_journal(&find(name)?).map_err(Trouble::failed)?;
    let engine = journal::replay(&journal.header, &journal.steps).map_err(Trouble::failed)?;
    Ok(Played { journal, engine })
}

impl Played {
    /// Every event, in order.
    pub(super) fn events(&self) -> Vec<Recorded> {
        self.journal
            .steps
            .iter()
            .flat_map(|step| step.events.iter().cloned())
            .collect()
    }

    /// The score at the end, or where the journal breaks off.
    pub(super) fn score(&self) -> Score {
        let certification = self.journal.header.certification;
        score(
            self.engine.scenario(),
            &self.events(),
            When::Final,
            certification,
        )
    }
}
