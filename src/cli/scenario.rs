//! The scenario that a verb is called with: a file, or one that comes with the
//! program, by name; with the host's choices in it.

use super::printer::Trouble;
use crate::model::Name;
use crate::scenario::{ChoiceError, Choices, Scenario, choose, load};
use crate::storage;
use std::path::{Path, PathBuf};

/// The folder that `new` writes into.
pub(super) const FOLDER: &str = "scenarios";

/// A scenario and its text, as it is to be played.
///
/// # Errors
/// When there is none of that name, or a choice does not go with it, or it has
/// errors: they are told with their lines.
pub(super) fn read(path: &Path, choices: &Choices) -> Result<(String, Scenario), Trouble> {
    let path = file(path);
    let name = path.display().to_string();
    let text = chosen(&name, text(&path)?, choices)?;
    let loaded = load(&text);
    match loaded.scenario {
        Some(scenario) => Ok((text, scenario)),
        None => Err(Trouble::Broken {
            name,
            text,
            findings: loaded.diagnostics,
        }),
    }
}

/// Where a scenario of one's own lies that is called by its name, as `new`
/// names it: beside us or in `scenarios/`. Anything else stays as it was said.
pub(super) fn file(path: &Path) -> PathBuf {
    let name = path.to_str().filter(|name| Name::new(name).is_ok());
    let Some(name) = name.filter(|name| !path.exists() && storage::builtin(name).is_none()) else {
        return path.to_owned();
    };
    let file = format!("{name}.ron");
    let mut places = [PathBuf::from(&file), Path::new(FOLDER).join(&file)].into_iter();
    let there = places.find(|place| place.is_file());
    there.unwrap_or_else(|| path.to_owned())
}

/// What there is where a name is none.
pub(super) fn unknown(path: &Path) -> Trouble {
    let path = path.display();
    Trouble::Usage(format!(
        "There is no scenario {path}: no such file, none of that name in {FOLDER}/. With the program come {}.",
        names()
    ))
}

/// A text with the host's choices in it. One that cannot be read comes back as
/// it was: loading it tells what is wrong, with its lines.
///
/// # Errors
/// When a choice does not go with it.
pub(super) fn chosen(name: &str, text: String, choices: &Choices) -> Result<String, Trouble> {
    match choose(&text, choices) {
        Ok(chosen) => Ok(chosen),
        Err(ChoiceError::Unread) => Ok(text),
        Err(why) => Err(Trouble::Usage(format!("{name}: {why}"))),
    }
}

/// The names of the scenarios that come with the program, in a row.
fn names() -> String {
    let all: Vec<String> = storage::builtins()
        .into_iter()
        .map(|own| own.name)
        .collect();
    all.join(", ")
}

fn text(path: &Path) -> Result<String, Trouble> {
    let own = path
        .to_str()
        .filter(|_| !path.is_file())
        .and_then(storage::builtin);
    if let Some(own) = own {
        return Ok(own.text);
    }
    if !path.exists() {
        return Err(unknown(path));
    }
    let read = storage::read_scenario(path).map_err(|error| Trouble::Usage(error.to_string()))?;
    Ok(read.text)
}
