//! Follows the scenario's file of a room that is in its lobby: a save puts the
//! new version into the room, a broken one is told and changes nothing.

use super::printer::{Trouble, complain, drawn, finding, say, warn};
use super::scenario::chosen;
use crate::engine::Reason;
use crate::room::{Carried, Handle, RoomError};
use crate::scenario::{Choices, Diagnostic, Loaded, load};
use crate::storage::{Saved, ScenarioFile};
use serde_json::{Value, json};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};

/// A file, and the room that follows it.
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What the host chose of it.
    pub(super) choices: Choices,
    /// Its text in the room, choices included.
    pub(super) text: String,
}

/// Following, until it is dropped.
pub(super) struct Following {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Following {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Begins to follow a file. Ends by itself once the lobby is over.
///
/// # Errors
/// When the system gives us no thread.
pub(super) fn follow(file: File, room: Handle, json: bool) -> Result<Following, Trouble> {
    let (stop, stopped) = channel::<()>();
    let mut file = Watched {
        saved: Saved::new(file.path.clone()),
        file,
        room,
        json,
    };
    let thread = thread::Builder::new()
        .name("follow the scenario".to_owned())
        .spawn(move || {
            while stopped.recv_timeout(Saved::LOOK) == Err(RecvTimeoutError::Timeout) {
                if !file.look() {
                    return;
                }
            }
        })
        .map_err(Trouble::failed)?;
    Ok(Following {
        stop: Some(stop),
        thread: Some(thread),
    })
}

struct Watched {
    file: File,
    room: Handle,
    json: bool,
    saved: Saved,
}

impl Watched {
    /// Looks at the file. False when there is nothing more to follow.
    fn look(&mut self) -> bool {
        let Some(saved) = self.saved.look() else {
            return true;
        };
        match saved
            .map_err(Trouble::failed)
            .and_then(|saved| self.read(saved))
        {
            Ok(None) => true,
            Ok(Some((text, warnings))) => self.put(text, &warnings),
            Err(trouble) => {
                complain(self.json, &trouble);
                true
            }
        }
    }

    /// The file's text, if it is another one, and what there is to say about it.
    fn read(&self, saved: ScenarioFile) -> Result<Option<(String, Vec<Diagnostic>)>, Trouble> {
        let File {
            path,
            choices,
            text,
        } = &self.file;
        let name = path.display().to_string();
        let now = chosen(&name, saved.text, choices)?;
        if now == *text {
            return Ok(None);
        }
        let Loaded {
            scenario,
            diagnostics,
        } = load(&now);
        match scenario {
            Some(_) => Ok(Some((now, diagnostics))),
            None => Err(Trouble::Broken {
                name,
                text: now,
                findings: diagnostics,
            }),
        }
    }

    /// Puts a text into the room. False when the room takes none any more.
    fn put(&mut self, text: String, warnings: &[Diagnostic]) -> bool {
        let put = self.room.reload(text.clone(), super::serve::unix_ms());
        match put.wait() {
            Ok(carried) => {
                self.file.text = text;
                self.told(carried, warnings);
                true
            }
            Err(RoomError::Closed) => false,
            Err(why) => {
                let over = matches!(&why, RoomError::Refused(no) if no.reason == Reason::Phase);
                // A room that could not write takes the same text again.
                if matches!(why, RoomError::Storage(_) | RoomError::Busy) {
                    self.saved.again();
                }
                complain(self.json, &Trouble::failed(why));
                !over
            }
        }
    }

    /// Says that the new version is in the room.
    fn told(&self, Carried { lost, .. }: Carried, warnings: &[Diagnostic]) {
        let (name, text) = (self.file.path.display().to_string(), &self.file.text);
        let scenario = self.room.current();
        let title = &scenario.head.title;
        if self.json {
            let findings: Vec<Value> = warnings
                .iter()
                .map(|one| finding(&name, text, one))
                .collect();
            say(&json!({
                "reloaded": name, "title": title, "findings": findings, "lost": lost,
            }));
            return;
        }
        for one in warnings {
            warn(&drawn(&name, text, one, io::stderr().is_terminal()));
        }
        let lost = match lost {
            0 => String::new(),
            n => format!(" {n} of the lobby's requests do not go with it and are dropped."),
        };
        warn(&format!("Reloaded {name}: {title}.{lost}"));
    }
}
