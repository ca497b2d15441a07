//! The three papers of an exercise as files, whoever writes them.

use super::{Aar, events_csv, html, markdown};

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The page's template failed.
    #[error("the page could not be made: {0}")]
    Page(#[from] askama::Error),
    /// The rows could not be written.
    #[error("the list of events could not be made: {0}")]
    Rows(#[from] csv::Error),
}

/// `report.md`, `report.html` and `events.csv`, each with its bytes.
///
/// # Errors
/// When a template or the CSV writer fails.
pub fn papers(aar: &Aar) -> Result<[(&'static str, Vec<u8>); 3], PaperError> {
    Ok([
        ("report.md", markdown(aar).into_bytes()),
        ("report.html", html(aar)?.into_bytes()),
        ("events.csv", events_csv(aar)?),
    ])
}
