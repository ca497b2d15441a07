//! Where a journal's bytes go. The room knows only this; the file is
//! `storage`'s, and tests bring a store that fails on demand.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

/// Takes a journal's bytes and makes them last.
///
/// After an error, of either call, nothing since the last successful
/// [`sync`](Self::sync) counts: the next `append` first discards it, and the
/// caller brings all of it again. (A failed sync leaves it open what of the
/// data has reached the disk, so it must be written anew.)
pub trait Store {
    /// Appends bytes. They last only once `sync` has returned.
    ///
    /// # Errors
    /// When they could not be written whole.
    fn append(&mut self, bytes: &[u8]) -> Result<(), StoreError>;

    /// Makes everything appended last.
    ///
    /// # Errors
    /// When that is not certain.
    fn sync(&mut self) -> Result<(), StoreError>;
}

/// Why a journal could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No space.
    #[error(
        "The disk is full. Free some space: nothing is lost, and the exercise goes on by itself."
    )]
    Full,
    /// Not ours to write.
    #[error(
        "The journal cannot be written: the disk or file is read-only. Make it writable: nothing is lost, and the exercise goes on by itself."
    )]
    ReadOnly,
    /// Anything else.
    #[error(
        "The journal cannot be written ({0}). Check the disk: the exercise waits and goes on by itself."
    )]
    Other(String),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{
            PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        };
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full,
            ReadOnlyFilesystem | PermissionDenied => Self::ReadOnly,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// A store in memory, for tests and exercises that nobody keeps. Clones share
/// the bytes.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    bytes: Arc<Mutex<Vec<u8>>>,
    synced: Arc<AtomicU64>,
    failed: bool,
    /// How it fails.
    pub faults: Arc<Faults>,
}

/// Faults that a test turns on and off while a room writes.
#[derive(Debug)]
pub struct Faults {
    /// Bytes that it holds in all; what is beyond is cut off and fails.
    pub capacity: AtomicU64,
    /// Whether syncing fails.
    pub sync: AtomicBool,
    /// How often it was synced.
    pub syncs: AtomicU64,
}

impl Default for Faults {
    fn default() -> Self {
        let (capacity, sync, syncs) = (u64::MAX.into(), false.into(), 0.into());
        Self {
            capacity,
            sync,
            syncs,
        }
    }
}

impl MemoryStore {
    /// A store that holds these bytes already.
    pub fn holding(bytes: Vec<u8>) -> Self {
        let synced = Arc::new(AtomicU64::new(bytes.len() as u64));
        Self {
            bytes: Arc::new(Mutex::new(bytes)),
            synced,
            ..Self::default()
        }
    }

    /// What lasts: the bytes as of the last sync.
    pub fn synced(&self) -> Vec<u8> {
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let len = usize::try_from(self.synced.load(SeqCst)).unwrap_or(usize::MAX);
        bytes[..len.min(bytes.len())].to_vec()
    }
}

impl Store for MemoryStore {
    fn append(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let mut all = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if self.failed {
            all.truncate(usize::try_from(self.synced.load(SeqCst)).unwrap_or(usize::MAX));
        }
        let free = self
            .faults
            .capacity
            .load(SeqCst)
            .saturating_sub(all.len() as u64);
        let fits = bytes.len().min(usize::try_from(free).unwrap_or(usize::MAX));
        all.extend_from_slice(&bytes[..fits]);
        self.failed = fits < bytes.len();
        if self.failed {
            Err(StoreError::Full)
        } else {
            Ok(())
        }
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        if self.failed || self.faults.sync.load(SeqCst) {
            self.failed = true;
            return Err(StoreError::Other("the disk did not confirm".to_owned()));
        }
        let len = self
            .bytes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len();
        self.synced.store(len as u64, SeqCst);
        self.faults.syncs.fetch_add(1, SeqCst);
        Ok(())
    }
}
