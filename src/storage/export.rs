//! Writing reports and other files that people asked for.

use super::error::StorageError;
use super::folder::{make, sync_folder};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes a file whole or not at all, and never over another one.
///
/// # Errors
/// When there is one of this name, or it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    make(folder)?;
    let mut file =
        File::create_new(path).map_err(|why| StorageError::io(path, "create the file", why))?;
    if let Err(why) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        drop(file);
        // Half a report is worse than none; if it stays, the error says so.
        let _ = fs::remove_file(path);
        return Err(StorageError::io(path, "write the file", why));
    }
    sync_folder(folder)
}
