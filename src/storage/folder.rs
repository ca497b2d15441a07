//! The data folder: `WARROOM_DATA`, else where this platform keeps the data
//! of a person's programs.

use super::error::StorageError;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Where everything is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder {
    root: PathBuf,
}

impl DataFolder {
    /// The folder that the environment names.
    ///
    /// # Errors
    /// When it names none.
    pub fn find() -> Result<Self, StorageError> {
        Self::from_env(|key| std::env::var_os(key))
    }

    /// The folder that these variables name: `WARROOM_DATA`, else
    /// `%LOCALAPPDATA%\warroom` on Windows, `~/Library/Application
    /// Support/warroom` on macOS, and `$XDG_DATA_HOME/warroom` or
    /// `~/.local/share/warroom` elsewhere (XDG Base Directory Specification:
    /// a relative path there does not count).
    ///
    /// # Errors
    /// When they name none.
    pub fn from_env(env: impl Fn(&str) -> Option<OsString>) -> Result<Self, StorageError> {
        let path = |key: &str| {
            env(key)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let absolute = |key: &str| path(key).filter(|path| path.is_absolute());
        let platform = || {
            if cfg!(windows) {
                absolute("LOCALAPPDATA").or_else(|| absolute("APPDATA"))
            } else if cfg!(target_os = "macos") {
                absolute("HOME").map(|home| home.join("Library/Application Support"))
            } else {
                absolute("XDG_DATA_HOME")
                    .or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
            }
        };
        path("WARROOM_DATA")
            .or_else(|| platform().map(|folder| folder.join("warroom")))
            .map(Self::at)
            .ok_or(StorageError::NoFolder)
    }

    /// This folder. It is made when something is written.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where journals are.
    pub fn journals(&self) -> PathBuf {
        self.root.join("journals")
    }

    /// Where a person's own scenarios are.
    pub fn scenarios(&self) -> PathBuf {
        self.root.join("scenarios")
    }

    /// Where reports go.
    pub fn exports(&self) -> PathBuf {
        self.root.join("exports")
    }

    /// The file of a room's journal.
    ///
    /// # Errors
    /// When the code could not be part of a file name.
    pub fn journal(&self, code: &str) -> Result<PathBuf, StorageError> {
        let fits = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !fits || !(1..=32).contains(&code.len()) {
            return Err(StorageError::Code(code.chars().take(40).collect()));
        }
        Ok(self.journals().join(format!("{code}.jsonl")))
    }
}

/// Makes a folder and those above it.
pub(super) fn make(folder: &Path) -> Result<(), StorageError> {
    fs::create_dir_all(folder).map_err(|why| StorageError::io(folder, "make the folder", why))
}

/// Makes a new file's name last, where the platform needs that.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StorageError> {
    if cfg!(unix) {
        fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|why| StorageError::io(folder, "sync the folder", why))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn the_environment_names_the_folder() {
        let find = |vars: &'static [(&str, &str)]| {
            let env = |key: &str| {
                vars.iter()
                    .find(|(name, _)| *name == key)
                    .map(|(_, value)| value.into())
            };
            DataFolder::from_env(env)
                .map(|folder| folder.root().display().to_string())
                .ok()
        };
        for (vars, expected) in [
            (
                &[("WARROOM_DATA", "data"), ("HOME", "/home/ada")][..],
                Some("data"),
            ),
            (
                &[("XDG_DATA_HOME", "/data"), ("HOME", "/home/ada")],
                Some("/data/warroom"),
            ),
            (
                &[("XDG_DATA_HOME", "data"), ("HOME", "/home/ada")],
                Some("/home/ada/.local/share/warroom"),
            ),
            (
                &[("WARROOM_DATA", ""), ("HOME", "/home/ada")],
                Some("/home/ada/.local/share/warroom"),
            ),
            (&[("HOME", "ada")], None),
            (&[], None),
        ] {
            assert_eq!(find(vars).as_deref(), expected, "{vars:?}");
        }
    }

    #[test]
    fn a_room_code_cannot_leave_the_folder() {
        let folder = DataFolder::at("data");
        for bad in ["", "../x", "a/b", "a\\b", "C:", "ümlaut", &"x".repeat(33)] {
            assert!(folder.journal(bad).is_err(), "{bad}");
        }
        assert_eq!(
            folder.journal("K7QX").unwrap(),
            Path::new("data/journals/K7QX.jsonl")
        );
    }
}
