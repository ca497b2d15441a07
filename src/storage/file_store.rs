//! A journal as a file: created exclusively, locked against a second writer,
//! its torn end cut after a backup, appended to and synced.

use super::error::StorageError;
use super::folder::{make, sync_folder};
use crate::journal::{Journal, Store, StoreError, Torn, read};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The largest journal that is read. A full one is a fraction of that.
const LARGEST: u64 = 1 << 30;
/// Backups of torn ends that one journal may have.
const BACKUPS: u32 = 1_000;

/// An open journal file, locked until it is dropped.
#[derive(Debug)]
pub struct FileStore {
    file: File,
    /// Bytes that are synced.
    synced: u64,
    /// Bytes that are written.
    written: u64,
    failed: bool,
}

impl Store for FileStore {
    fn append(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        if self.failed {
            // What an error left behind the synced part does not count.
            self.file.set_len(self.synced)?;
            self.written = self.synced;
        }
        self.failed = true;
        self.file.seek(SeekFrom::Start(self.written))?;
        self.file.write_all(bytes)?;
        self.written += bytes.len() as u64;
        self.failed = false;
        Ok(())
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::Other("the last write failed".to_owned()));
        }
        self.failed = true;
        self.file.sync_data()?;
        self.synced = self.written;
        self.failed = false;
        Ok(())
    }
}

/// A journal that was opened again.
#[derive(Debug)]
pub struct Opened {
    /// Where it goes on.
    pub store: FileStore,
    /// What it holds; its end is whole.
    pub journal: Journal,
    /// A torn end that was cut, and the file that keeps it.
    pub cut: Option<(Torn, PathBuf)>,
}

/// Creates an empty journal and locks it.
///
/// # Errors
/// When there is one of this name, or it cannot be written.
pub fn create(path: &Path) -> Result<FileStore, StorageError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make(folder)?;
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|why| StorageError::io(path, "create the journal", why))?;
    lock(&file, path)?;
    sync_folder(folder)?;
    Ok(FileStore {
        file,
        synced: 0,
        written: 0,
        failed: false,
    })
}

/// Opens a journal to go on with it: locks it, reads it, and cuts a torn end
/// after a copy of the end has been written beside it (`<name>.torn-<n>`).
///
/// # Errors
/// When it is open elsewhere, damaged, or cannot be read or written.
pub fn reopen(path: &Path) -> Result<Opened, StorageError> {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .map_err(|why| StorageError::io(path, "open the journal", why))?;
    lock(&file, path)?;
    let bytes = slurp(&mut file, path)?;
    let mut journal = parse(&bytes, path)?;
    let mut len = bytes.len() as u64;
    let cut = match journal.torn.take() {
        None => None,
        Some(torn) => {
            let at = usize::try_from(torn.valid_len).unwrap_or(bytes.len());
            let backup = back_up(path, &bytes[at..])?;
            file.set_len(torn.valid_len)
                .and_then(|()| file.sync_all())
                .map_err(|why| StorageError::io(path, "cut the torn end", why))?;
            len = torn.valid_len;
            Some((torn, backup))
        }
    };
    let store = FileStore {
        file,
        synced: len,
        written: len,
        failed: false,
    };
    Ok(Opened {
        store,
        journal,
        cut,
    })
}

/// Reads a journal without changing or locking it; a torn end stays and is
/// reported in it.
///
/// # Errors
/// When it is damaged or cannot be read.
pub fn read_journal(path: &Path) -> Result<Journal, StorageError> {
    let mut file =
        File::open(path).map_err(|why| StorageError::io(path, "open the journal", why))?;
    parse(&slurp(&mut file, path)?, path)
}

fn lock(file: &File, path: &Path) -> Result<(), StorageError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(StorageError::InUse(path.to_owned())),
        Err(TryLockError::Error(why)) => Err(StorageError::io(path, "lock the journal", why)),
    }
}

fn slurp(file: &mut File, path: &Path) -> Result<Vec<u8>, StorageError> {
    let failed = |why| StorageError::io(path, "read the journal", why);
    if file.metadata().map_err(failed)?.len() > LARGEST {
        return Err(StorageError::TooLarge {
            path: path.to_owned(),
            limit: LARGEST >> 20,
        });
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn parse(bytes: &[u8], path: &Path) -> Result<Journal, StorageError> {
    read(bytes).map_err(|why| StorageError::Journal {
        path: path.to_owned(),
        why,
    })
}

/// Writes a torn end into a new file beside its journal.
fn back_up(path: &Path, end: &[u8]) -> Result<PathBuf, StorageError> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut backup = path.to_owned();
    for n in 1..=BACKUPS {
        backup = path.with_file_name(format!("{name}.torn-{n}"));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&backup)
        {
            Ok(mut file) => {
                file.write_all(end)
                    .and_then(|()| file.sync_all())
                    .map_err(|why| StorageError::io(&backup, "back up the torn end", why))?;
                sync_folder(path.parent().unwrap_or(Path::new(".")))?;
                return Ok(backup);
            }
            Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(StorageError::io(&backup, "back up the torn end", why)),
        }
    }
    Err(StorageError::Exists(backup))
}
