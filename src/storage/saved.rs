//! A scenario's file while its author works on it: tells once when it was
//! saved. Nobody is woken: whoever follows it looks from time to time.

use super::error::StorageError;
use super::scenarios::{ScenarioFile, read_scenario};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// When a file was written, and how long it is.
type Stamp = (SystemTime, u64);

/// A scenario's file that is followed.
#[derive(Debug)]
pub struct Saved {
    path: PathBuf,
    /// The stamp of the text that was read last.
    seen: Option<Stamp>,
    /// The stamp at the last look.
    last: Option<Stamp>,
}

impl Saved {
    /// How often a file is to be looked at.
    pub const LOOK: Duration = Duration::from_millis(250);

    /// Follows a file; what it holds now counts as saved once, too.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            seen: None,
            last: None,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's text, once for each time that it was saved. It is read when
    /// it has looked the same twice, because editors write in pieces.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no text.
    pub fn look(&mut self) -> Option<Result<ScenarioFile, StorageError>> {
        // Some editors move the old file away before they write the new one.
        let stamp = fs::metadata(&self.path)
            .and_then(|of| Ok((of.modified()?, of.len())))
            .ok()?;
        let still = self.last.replace(stamp) == Some(stamp);
        if !still || self.seen == Some(stamp) {
            return None;
        }
        self.seen = Some(stamp);
        Some(read_scenario(&self.path))
    }

    /// The text could not be used just now: the next look tells it again.
    pub fn again(&mut self) {
        self.seen = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_is_told_once_and_again_when_asked() {
        let path = std::env::temp_dir().join(format!("warroom-saved-{}.ron", std::process::id()));
        fs::write(&path, "one").unwrap();
        let mut saved = Saved::new(path.clone());
        let text =
            |told: Option<Result<ScenarioFile, StorageError>>| told.map(|of| of.unwrap().text);
        assert_eq!(text(saved.look()), None, "it may still be written");
        assert_eq!(text(saved.look()).as_deref(), Some("one"));
        assert_eq!(text(saved.look()), None);
        saved.again();
        assert_eq!(text(saved.look()).as_deref(), Some("one"));
        fs::write(&path, "another").unwrap();
        assert_eq!(text(saved.look()), None);
        assert_eq!(text(saved.look()).as_deref(), Some("another"));
        fs::remove_file(&path).unwrap();
        assert_eq!(text(saved.look()), None, "moved away for a moment");
    }
}
