//! Writing the report from the game.

use super::open::Held;
use crate::journal::Journal;
use crate::report::{Aar, Edition, papers};
use crate::scoring::When;
use crate::storage::{self, DataFolder};

/// The folder of the host's own edition.
const HOST: &str = "host";

/// Writes the papers of the room that is open, and says where they are: those
/// for everybody, and in a folder beside them those for the host alone, with
/// notes about people and what roles said to each other.
///
/// # Errors
/// In a sentence, when the journal cannot be read or a file not be written.
pub(super) fn write(held: &Held, folder: &DataFolder) -> Result<String, String> {
    let journal: Journal =
        storage::read_journal(&held.journal).map_err(|error| error.to_string())?;
    let scenario = &held.live.handle().current();
    let score = held.live.score(When::Final);
    let (header, steps) = (&journal.header, &journal.steps);
    let place = folder.exports().join(&header.room);
    let editions = [
        (Edition::Shared, place.clone()),
        (Edition::Host, place.join(HOST)),
    ];
    for (edition, place) in editions {
        let aar = Aar::new(scenario, header, steps, &score, edition);
        for (name, bytes) in papers(&aar).map_err(|error| error.to_string())? {
            storage::replace(&place.join(name), &bytes).map_err(|error| error.to_string())?;
        }
    }
    Ok(place.display().to_string())
}
