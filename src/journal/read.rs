//! Bytes of a journal in, header and steps out, with each line checked.

use super::line::{Chain, LineHash, parse, whole};
use super::record::{FORMAT, Header, Reloaded, Step};
use crate::engine::Event;
use crate::model::Seq;
use serde::Deserialize;

/// A journal as it was read.
#[derive(Clone, Debug)]
pub struct Journal {
    /// Line 0, or what a reload in the lobby put in its place.
    pub header: Header,
    /// The steps since then, in order.
    pub steps: Vec<Step>,
    /// Hash of the last good line: the next one names it.
    pub last: LineHash,
    /// What is wrong with the end, if something is.
    pub torn: Option<Torn>,
}

/// The end of a journal that was being written when the machine stopped. It
/// was never acknowledged, so it may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Torn {
    /// Bytes that are good; the rest is to be cut.
    pub valid_len: u64,
    /// The first bad line, counted from 1.
    pub line: u64,
    /// Bytes that were lost.
    pub lost: u64,
}

impl Journal {
    /// The place of the last event.
    pub fn seq(&self) -> Seq {
        let last = self.steps.iter().rev().find_map(|step| step.events.last());
        last.map_or(Seq(0), |recorded| recorded.seq)
    }
}

/// Why bytes are no journal. Lines count from 1, bytes from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// There is nothing.
    #[error("the journal is empty: the room was never opened. It can be deleted.")]
    Empty,
    /// The first line is not a sound header.
    #[error(
        "line 1 is no sound header ({why}). Either this is no journal, or it cannot be read: restore the file from a copy."
    )]
    Header {
        /// What is wrong with it.
        why: String,
    },
    /// Another program's format.
    #[error("format {found} is newer than this program's ({known}). Update warroom to read it.")]
    Format {
        /// The file's.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// A line in the middle is damaged.
    #[error(
        "line {line} (byte {byte}) is damaged: {what}. What follows is sound, so this is no torn end; restore the file from a copy."
    )]
    Damaged {
        /// The line, from 1.
        line: u64,
        /// Where it begins.
        byte: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A sound line does not fit its place.
    #[error(
        "line {line} (byte {byte}) does not follow the line before it: {what}. Lines are missing or were moved; restore the file from a copy."
    )]
    Order {
        /// The line, from 1.
        line: u64,
        /// Where it begins.
        byte: u64,
        /// What does not fit.
        what: String,
    },
    /// A sound line says something that this program does not know.
    #[error("line {line} (byte {byte}) is sound but says something unknown: {why}. It was written by version {app}; this is {}.", env!("CARGO_PKG_VERSION"))]
    Unknown {
        /// The line, from 1.
        line: u64,
        /// Where it begins.
        byte: u64,
        /// What is unknown.
        why: String,
        /// The version that wrote it.
        app: String,
    },
}

#[derive(Deserialize)]
struct HeaderLine {
    prev: String,
    header: Header,
}

/// Any line but the first: it holds one of these.
#[derive(Deserialize)]
struct LaterLine {
    prev: String,
    #[serde(default)]
    step: Option<Step>,
    #[serde(default)]
    reloaded: Option<Box<Reloaded>>,
}

/// Reads a journal. A torn end is reported in [`Journal::torn`].
///
/// # Errors
/// When the header is not sound, or a line before the end is damaged, missing
/// or unknown.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalError> {
    let mut lines = Lines {
        bytes,
        at: 0,
        line: 0,
    };
    let first = lines.next().ok_or(JournalError::Empty)?;
    let (mut header, mut chain) = header(first.text, first.ended)?;
    let mut steps: Vec<Step> = Vec::new();
    let mut seq = Seq(0);
    while let Some(Raw {
        text,
        byte,
        line,
        ended,
    }) = lines.next()
    {
        if !ended || !whole(text) {
            if lines.any(|raw| raw.ended && whole(raw.text)) {
                let what = "its checksum is wrong".to_owned();
                return Err(JournalError::Damaged { line, byte, what });
            }
            let lost = bytes.len() as u64 - byte;
            let torn = Some(Torn {
                valid_len: byte,
                line,
                lost,
            });
            return Ok(Journal {
                header,
                steps,
                last: chain.last(),
                torn,
            });
        }
        let unknown = |why| {
            let app = header.app.clone();
            JournalError::Unknown {
                line,
                byte,
                why,
                app,
            }
        };
        let LaterLine {
            prev,
            step,
            reloaded,
        } = parse(text).map_err(unknown)?;
        if !chain.follow(text, &prev) {
            let what = "it names another line as the one before".to_owned();
            return Err(JournalError::Order { line, byte, what });
        }
        let order = |what| JournalError::Order { line, byte, what };
        match (step, reloaded) {
            (Some(step), None) => {
                if let Some(what) = misfit(&steps, &mut seq, &step) {
                    return Err(order(what));
                }
                steps.push(step);
            }
            (None, Some(later)) => {
                replaces(&header, &steps, &later.header).map_err(order)?;
                (steps, seq) = (Vec::new(), Seq(0));
                for step in later.steps {
                    if let Some(what) = misfit(&steps, &mut seq, &step) {
                        return Err(order(what));
                    }
                    steps.push(step);
                }
                header = later.header;
            }
            _ => return Err(unknown("it is neither a step nor a reload".to_owned())),
        }
    }
    Ok(Journal {
        header,
        steps,
        last: chain.last(),
        torn: None,
    })
}

/// Reads the header alone, from a file's beginning.
///
/// # Errors
/// When it is not sound.
pub fn peek(bytes: &[u8]) -> Result<Header, JournalError> {
    let first = Lines {
        bytes,
        at: 0,
        line: 0,
    }
    .next()
    .ok_or(JournalError::Empty)?;
    header(first.text, first.ended).map(|(header, _)| header)
}

/// The bytes of a journal.
///
/// # Errors
/// When a step has no JSON form.
pub fn encode(header: &Header, steps: &[Step]) -> Result<Vec<u8>, serde_json::Error> {
    let (mut chain, mut out) = (Chain::default(), Vec::new());
    chain.header(header, &mut out)?;
    for step in steps {
        chain.step(step, &mut out)?;
    }
    Ok(out)
}

fn header(text: &[u8], ended: bool) -> Result<(Header, Chain), JournalError> {
    let broken = |why: &str| JournalError::Header {
        why: why.to_owned(),
    };
    if !ended || !whole(text) {
        return Err(broken("it is torn or its checksum is wrong"));
    }
    // A newer format may have other fields: its number comes first.
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    #[derive(Deserialize)]
    struct FormatLine {
        header: Format,
    }
    let FormatLine {
        header: Format { format },
    } = parse(text).map_err(|why| broken(&why))?;
    if format != FORMAT {
        return Err(JournalError::Format {
            found: format,
            known: FORMAT,
        });
    }
    let HeaderLine { prev, header } = parse(text).map_err(|why| broken(&why))?;
    let mut chain = Chain::default();
    if !chain.follow(text, &prev) {
        return Err(broken("it names a line before it"));
    }
    if !header.sound() {
        return Err(broken("its scenario is not the one that was hashed"));
    }
    Ok((header, chain))
}

/// Whether a later header may stand in the place of this one and its steps.
fn replaces(header: &Header, steps: &[Step], later: &Header) -> Result<(), String> {
    let began = |step: &Step| {
        let mut events = step.events.iter();
        events.any(|recorded| matches!(recorded.event, Event::Started { .. }))
    };
    let same = |of: &Header| (of.format, of.room.clone(), of.seed, of.certification);
    if same(header) != same(later) {
        Err("it replaces the scenario of another room".to_owned())
    } else if steps.iter().any(began) {
        Err("it replaces the scenario after STARTEX".to_owned())
    } else if !later.sound() {
        Err("its scenario is not the one that was hashed".to_owned())
    } else {
        Ok(())
    }
}

/// What does not fit about a step in its place.
fn misfit(before: &[Step], seq: &mut Seq, step: &Step) -> Option<String> {
    let n = before.len() as u64 + 1;
    if step.n != n {
        return Some(format!("it is step {} where step {n} belongs", step.n));
    }
    if before.last().is_some_and(|last| last.at > step.at) {
        return Some("it happened before the step before it".to_owned());
    }
    for recorded in &step.events {
        if recorded.seq.0 != seq.0 + 1 {
            return Some(format!("event {} follows event {seq}", recorded.seq));
        }
        *seq = recorded.seq;
    }
    None
}

struct Raw<'a> {
    text: &'a [u8],
    byte: u64,
    line: u64,
    ended: bool,
}

/// Lines with their places; the last one may lack its end.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Raw<'a>;
    fn next(&mut self) -> Option<Raw<'a>> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = rest.iter().position(|byte| *byte == b'\n');
        let text = &rest[..end.unwrap_or(rest.len())];
        let byte = self.at as u64;
        self.at += end.map_or(rest.len(), |end| end + 1);
        self.line += 1;
        Some(Raw {
            text,
            byte,
            line: self.line,
            ended: end.is_some(),
        })
    }
}
