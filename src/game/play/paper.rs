//! Writing the report from the game.

use super::open::Held;
use crate::journal::Journal;
use crate::report::{Aar, Edition, papers};
use crate::scoring::When;
use crate::storage::{self, DataFolder};

/// Writes the papers of the room that is open, and says where they are.
///
/// # Errors
/// In a sentence, when the journal cannot be read or a file not be written.
pub(super) fn write(held: &Held, folder: &DataFolder) -> Result<String, String> {
    let journal: Journal =
        storage::read_journal(&held.journal).map_err(|error| error.to_string())?;
    let scenario = &held.live.handle().current();
    let score = held.live.score(When::Final);
    let (header, steps) = (&journal.header, &journal.steps);
    let aar = Aar::new(scenario, header, steps, &score, Edition::Shared);
    let place = folder.exports().join(&header.room);
    for (name, bytes) in papers(&aar).map_err(|error| error.to_string())? {
        storage::replace(&place.join(name), &bytes).map_err(|error| error.to_string())?;
    }
    Ok(place.display().to_string())
}
