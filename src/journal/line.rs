//! One line: a JSON object with the previous line's hash first and its own
//! checksum last.
//!
//! `{"prev":"<32 hex>","step":{…},"crc":"<8 hex>"}` and a line feed. The
//! checksum (crc32c) covers every byte before `,"crc"`; the hash (blake3, its
//! first 16 bytes) covers the whole line without the line feed.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// Bytes of `,"crc":"00000000"}`.
const TAIL: usize = 18;

/// The first 16 bytes of a line's blake3 hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineHash([u8; 16]);

impl LineHash {
    fn of(line: &[u8]) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(line).as_bytes()[..16]);
        Self(short)
    }
}

impl fmt::Display for LineHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Writes lines, each naming the one before it.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    last: LineHash,
}

impl Chain {
    /// Goes on after a line of this hash; the default one begins a journal.
    pub fn after(last: LineHash) -> Self {
        Self { last }
    }

    /// Appends a line to `out`. `what` is `header`, `step` or `reloaded`.
    ///
    /// # Errors
    /// When the value has no JSON form; then nothing was appended.
    pub(super) fn write(
        &mut self,
        what: &str,
        value: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), serde_json::Error> {
        let json = serde_json::to_string(value)?;
        let body = format!("{{\"prev\":\"{}\",\"{what}\":{json}", self.last);
        let crc = crc32c::crc32c(body.as_bytes());
        let line = format!("{body},\"crc\":\"{crc:08x}\"}}");
        self.last = LineHash::of(line.as_bytes());
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
        Ok(())
    }

    /// Appends a step.
    ///
    /// # Errors
    /// When it has no JSON form; then nothing was appended.
    pub fn step(&mut self, step: &super::Step, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        self.write("step", step, out)
    }

    /// Appends another version of the exercise, in its lobby.
    ///
    /// # Errors
    /// When it has no JSON form; then nothing was appended.
    pub fn reloaded(
        &mut self,
        reloaded: &super::Reloaded,
        out: &mut Vec<u8>,
    ) -> Result<(), serde_json::Error> {
        self.write("reloaded", reloaded, out)
    }

    /// Appends the header.
    ///
    /// # Errors
    /// When it has no JSON form; then nothing was appended.
    pub fn header(
        &mut self,
        header: &super::Header,
        out: &mut Vec<u8>,
    ) -> Result<(), serde_json::Error> {
        self.write("header", header, out)
    }

    /// Takes a line that was read as the next one; false when it names
    /// another line before it.
    pub(super) fn follow(&mut self, line: &[u8], prev: &str) -> bool {
        let follows = self.last.to_string() == prev;
        self.last = LineHash::of(line);
        follows
    }

    /// The hash of the last line.
    pub fn last(&self) -> LineHash {
        self.last
    }
}

/// Whether the checksum of a line (without its line feed) is right.
pub(super) fn whole(line: &[u8]) -> bool {
    let Some((body, tail)) = line.len().checked_sub(TAIL).map(|at| line.split_at(at)) else {
        return false;
    };
    let crc = tail
        .strip_prefix(b",\"crc\":\"")
        .and_then(|rest| rest.strip_suffix(b"\"}"))
        .and_then(|hex| std::str::from_utf8(hex).ok())
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    crc == Some(crc32c::crc32c(body))
}

/// Parses a line whose checksum is right.
pub(super) fn parse<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    let text = std::str::from_utf8(line).map_err(|error| error.to_string())?;
    serde_json::from_str(text).map_err(|error| error.to_string())
}
