//! The journals of a folder, as the start screen lists them.

use super::error::StorageError;
use crate::journal::{Header, peek};
use crate::model::SimTime;
use serde::Deserialize;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Bytes of a file's end in which its last line is looked for.
const END: u64 = 256 * 1024;
/// Bytes that a header may have: scenarios are below one MiB.
const HEAD: u64 = 4 * 1024 * 1024;
/// Journals that are looked at.
const MOST: usize = 2_000;

/// A journal as a list shows it.
#[derive(Clone, Debug)]
pub struct JournalHead {
    /// The file.
    pub path: PathBuf,
    /// Its header, or what is wrong with the file, in a sentence.
    pub header: Result<Header, String>,
    /// The moment of its last step, if that can be read.
    pub last: Option<SimTime>,
    /// How many steps it has, if that can be read.
    pub steps: Option<u64>,
    /// When it was last written, in Unix milliseconds.
    pub modified: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether a room has it open.
    pub in_use: bool,
}

/// The journals of a folder, the latest first. A folder that does not exist
/// has none.
///
/// # Errors
/// When the folder cannot be read; a file that cannot says so in its place.
pub fn journals(folder: &Path) -> Result<Vec<JournalHead>, StorageError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(StorageError::io(folder, "list the journals", why)),
    };
    let mut heads: Vec<JournalHead> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .take(MOST)
        .map(head)
        .collect();
    heads.sort_by(|a, b| {
        b.modified
            .cmp(&a.modified)
            .then_with(|| a.path.cmp(&b.path))
    });
    Ok(heads)
}

fn head(path: PathBuf) -> JournalHead {
    let mut head = JournalHead {
        header: Err(String::new()),
        last: None,
        steps: None,
        modified: 0,
        bytes: 0,
        in_use: false,
        path,
    };
    if let Err(why) = look(&mut head) {
        head.header = Err(format!("It cannot be read ({why}). Check the file."));
    }
    head
}

fn look(head: &mut JournalHead) -> io::Result<()> {
    let mut file = File::open(&head.path)?;
    // A lock that is shared and given up at once tells whether a room holds
    // the journal; it disturbs nobody who only reads.
    match file.try_lock_shared() {
        Ok(()) => file.unlock()?,
        Err(TryLockError::WouldBlock) => head.in_use = true,
        Err(TryLockError::Error(why)) => return Err(why),
    }
    let meta = file.metadata()?;
    head.bytes = meta.len();
    head.modified = meta.modified().ok().map_or(0, unix_ms);
    head.header = peek(&first_line(&file)?).map_err(|why| why.to_string());
    if let Some(step) = last_step(&mut file, head.bytes)? {
        head.last = Some(step.at);
        head.steps = Some(step.n);
    }
    Ok(())
}

fn unix_ms(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// The first line with its end, or as much as a header may have.
fn first_line(file: &File) -> io::Result<Vec<u8>> {
    let mut from = io::BufReader::new(file.take(HEAD));
    let mut line = Vec::new();
    io::BufRead::read_until(&mut from, b'\n', &mut line)?;
    Ok(line)
}

#[derive(Deserialize)]
struct StepHead {
    n: u64,
    at: SimTime,
}

#[derive(Deserialize)]
struct StepLine {
    step: StepHead,
}

/// The last whole line that is a step.
fn last_step(file: &mut File, len: u64) -> io::Result<Option<StepHead>> {
    file.seek(SeekFrom::Start(len.saturating_sub(END)))?;
    let mut end = Vec::new();
    file.take(END).read_to_end(&mut end)?;
    let step = end
        .split(|byte| *byte == b'\n')
        .rev()
        .find_map(|line| serde_json::from_slice::<StepLine>(line).ok());
    Ok(step.map(|line| line.step))
}
