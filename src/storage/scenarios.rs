//! Scenario files: a folder of RON texts. Whether they are any good is
//! `scenario`'s to say.

use super::error::StorageError;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest scenario that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// Scenarios of one folder that are looked at.
const MOST: usize = 500;

/// A scenario's file and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// The `.ron` files of a folder by name, each with its text or what is wrong
/// with it. A folder that does not exist has none.
///
/// # Errors
/// When the folder cannot be read.
pub fn scenarios(folder: &Path) -> Result<Vec<Result<ScenarioFile, StorageError>>, StorageError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(StorageError::io(folder, "list the scenarios", why)),
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "ron"))
        .collect();
    paths.sort();
    paths.truncate(MOST);
    Ok(paths.iter().map(|path| read_scenario(path)).collect())
}

/// Reads one scenario.
///
/// # Errors
/// When it cannot be read, is too large, or is no text.
pub fn read_scenario(path: &Path) -> Result<ScenarioFile, StorageError> {
    let failed = |why| StorageError::io(path, "read the scenario", why);
    let mut text = String::new();
    let read = File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text))
        .map_err(failed)?;
    if read as u64 > LARGEST {
        return Err(StorageError::TooLarge {
            path: path.to_owned(),
            limit: LARGEST >> 20,
        });
    }
    Ok(ScenarioFile {
        path: path.to_owned(),
        text,
    })
}
