//! The journal that a verb looks back at: a file, or a room's code.

use super::printer::{Trouble, warn};
use crate::engine::{Engine, Recorded};
use crate::journal::{self, Journal};
use crate::scoring::{GateResult, Gates, Score, When, score};
use crate::storage::{self, DataFolder};
use std::path::{Path, PathBuf};

/// Where a journal lies: the file of that name, else the room of that code in
/// the data folder, written as people write it: small, with a dash, with the
/// file's ending.
///
/// # Errors
/// When there is neither.
pub(super) fn find(name: &str) -> Result<PathBuf, Trouble> {
    let file = PathBuf::from(name);
    if file.is_file() {
        return Ok(file);
    }
    if file.is_dir() {
        let why = format!("{name} is a folder. Name a journal's file in it.");
        return Err(Trouble::Usage(why));
    }
    let folder = DataFolder::find().map_err(Trouble::failed)?;
    let none = || {
        let why = format!(
            "There is no journal {name}, and no room of that code in {}.",
            folder.journals().display()
        );
        Trouble::Usage(why)
    };
    let code = name.strip_suffix(".jsonl").unwrap_or(name);
    let code = code.replace('-', "").to_uppercase();
    let path = folder.journal(&code).map_err(|_| none())?;
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
    let path = find(name)?;
    let journal = load(&path)?;
    let engine = journal::replay(&journal.header, &journal.steps)
        .map_err(|why| Trouble::failed(format!("{}: {why}", path.display())))?;
    Ok(Played { journal, engine })
}

/// Reads a journal. A torn end is told and left where it is.
///
/// # Errors
/// When it is damaged: file, line and byte are named.
pub(super) fn load(path: &Path) -> Result<Journal, Trouble> {
    let journal = storage::read_journal(path).map_err(Trouble::failed)?;
    if let Some(torn) = &journal.torn {
        warn(&format!(
            "{}: line {} (byte {}) is torn; its {} bytes, which nobody was told of, are left out.",
            path.display(),
            torn.line,
            torn.valid_len,
            torn.lost
        ));
    }
    Ok(journal)
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

    /// How the gates came out; `score` is that of this journal.
    pub(super) fn gates(&self, score: &Score) -> Vec<GateResult> {
        let header = &self.journal.header;
        let scenario = self.engine.scenario().clone();
        let mut engine = Engine::new(scenario.clone(), header.seed, header.certification);
        let mut gates = Gates::new(scenario);
        for step in &self.journal.steps {
            journal::fold_with(&mut engine, step, |state, recorded| {
                gates.push(state, recorded)
            });
        }
        gates.results(score)
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
