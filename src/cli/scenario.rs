//! The scenario that a verb is called with: a file, or one that comes with the
//! program, by name; with the host's choices in it.

use super::printer::Trouble;
use crate::scenario::{ChoiceError, Choices, Scenario, choose, load};
use crate::storage;
use std::path::Path;

/// A scenario and its text, as it is to be played.
///
/// # Errors
/// When there is none of that name, or a choice does not go with it, or it has
/// errors: they are told with their lines.
pub(super) fn read(path: &Path, choices: &Choices) -> Result<(String, Scenario), Trouble> {
    let name = path.display().to_string();
    let text = chosen(&name, text(path)?, choices)?;
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
pub(super) fn names() -> String {
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
        let why = format!(
            "There is no scenario {}. Name a file, or one of: {}.",
            path.display(),
            names()
        );
        return Err(Trouble::Usage(why));
    }
    let read = storage::read_scenario(path).map_err(|error| Trouble::Usage(error.to_string()))?;
    Ok(read.text)
}
