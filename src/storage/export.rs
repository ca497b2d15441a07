//! Writing reports and other files that people asked for.

use super::error::StorageError;
use super::folder::{make, sync_folder};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
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

/// Writes a file whole or not at all, in the place of an earlier one of its
/// name: for what can be made again. Whether there was one.
///
/// # Errors
/// When it cannot be written; the earlier one then stands.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<bool, StorageError> {
    let before = path.exists();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    match fs::remove_file(&fresh) {
        // Left behind by a run that was cut short.
        Ok(()) => {}
        Err(why) if why.kind() == ErrorKind::NotFound => {}
        Err(why) => return Err(StorageError::io(&fresh, "remove the old file", why)),
    }
    write_new(&fresh, bytes)?;
    if let Err(why) = fs::rename(&fresh, path) {
        let _ = fs::remove_file(&fresh);
        return Err(StorageError::io(path, "replace the file", why));
    }
    Ok(before)
}
