//! The scenario that a verb is called with: a file, or one that comes with the
//! program, by name.

use super::printer::Trouble;
use crate::scenario::{Scenario, load};
use crate::storage;
use std::path::Path;

/// A scenario and its text.
///
/// # Errors
/// When there is none of that name, or it has errors: they are told with their
/// lines.
pub(super) fn read(path: &Path) -> Result<(String, Scenario), Trouble> {
    let name = path.display().to_string();
    let text = text(path)?;
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

fn text(path: &Path) -> Result<String, Trouble> {
    let own = path
        .to_str()
        .filter(|_| !path.exists())
        .and_then(storage::builtin);
    if let Some(own) = own {
        return Ok(own.text);
    }
    if !path.exists() {
        let all: Vec<String> = storage::builtins()
            .into_iter()
            .map(|own| own.name)
            .collect();
        let why = format!(
            "There is no scenario {}. Name a file, or one of: {}.",
            path.display(),
            all.join(", ")
        );
        return Err(Trouble::Usage(why));
    }
    let read = storage::read_scenario(path).map_err(|error| Trouble::Usage(error.to_string()))?;
    Ok(read.text)
}
