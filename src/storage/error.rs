//! What goes wrong with files, with the file's name and what to do.

use crate::journal::JournalError;
use std::io;
use std::path::{Path, PathBuf};

/// Why something was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// No place for data is known.
    #[error(
        "No data folder is known on this machine. Set WARROOM_DATA to a folder that you can write to."
    )]
    NoFolder,
    /// The system refused.
    #[error("{path}: cannot {what} ({why}). {help}", path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        what: &'static str,
        /// The system's reason.
        why: io::Error,
        /// What to do.
        help: &'static str,
    },
    /// A file that must be new exists.
    #[error("{path}: exists already. Choose another name, or move it away first.", path = .0.display())]
    Exists(PathBuf),
    /// Another process writes this journal.
    #[error(
        "{path}: another warroom has this room open. Close it there, or watch it by its address.",
        path = .0.display()
    )]
    InUse(PathBuf),
    /// A file is larger than anything of ours.
    #[error("{path}: is larger than {limit} MiB, so it is nothing of warroom's.", path = .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in MiB.
        limit: u64,
    },
    /// A journal is damaged or unknown.
    #[error("{path}: {why}", path = .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: JournalError,
    },
    /// A room code that makes no file name.
    #[error("`{0}` is no room code: it has 1 to 32 letters, digits and hyphens.")]
    Code(String),
}

impl StorageError {
    /// The system refused to do `what` with `path`.
    pub(super) fn io(path: &Path, what: &'static str, why: io::Error) -> Self {
        use io::ErrorKind::{
            AlreadyExists, IsADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem,
            StorageFull,
        };
        let help = match why.kind() {
            AlreadyExists => return Self::Exists(path.to_owned()),
            NotFound => "Check the path.",
            PermissionDenied | ReadOnlyFilesystem => {
                "Make it writable, or set WARROOM_DATA to another folder."
            }
            StorageFull => "Free some space.",
            IsADirectory => "Name a file in it.",
            _ => "Check the disk.",
        };
        Self::Io {
            path: path.to_owned(),
            what,
            why,
            help,
        }
    }
}
