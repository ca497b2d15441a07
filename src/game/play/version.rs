//! The version of the scenario in a lobby: a thread puts the host's words and
//! their choice of a profile into its text, follows the file while its author
//! saves it, and asks the room to take what loads. What does not load is told,
//! and the last good version stays. It ends with the lobby.

use super::open::Held;
use super::shelf;
use crate::engine::{Phase, Reason};
use crate::game::ui::version::{Told, VersionModel};
use crate::room::{Carried, Handle, RoomError, Wake};
use crate::scenario::{ChoiceError, Choices, Loaded, Scenario, choose, load, swappable};
use crate::storage::Saved;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Choices that may wait; a person presses one button at a time.
const WAITING: usize = 8;

/// The latest news of the version.
type News = Arc<Mutex<Option<VersionModel>>>;

/// The lobby's version. Dropping it ends the thread.
pub(super) struct Version {
    choices: SyncSender<Choices>,
    news: News,
    /// What the lobby shows of it.
    pub(super) model: VersionModel,
}

impl Version {
    /// Begins to look after a room's version: its text as its author wrote it,
    /// and its file, if it has one.
    ///
    /// # Errors
    /// In a sentence, when the system gives us no thread.
    pub(super) fn follow(
        room: Handle,
        text: String,
        file: Option<PathBuf>,
        wake: Wake,
    ) -> Result<Self, String> {
        let (choices, asked) = sync_channel(WAITING);
        let news = News::default();
        let mut author = Author {
            said: text.clone(),
            authors: text,
            choices: Choices::default(),
            saved: file.map(Saved::new),
            told: Told::Nothing,
            room,
        };
        let model = author.model();
        let (say, nothing) = (news.clone(), model.is_empty());
        thread::Builder::new()
            .name("version".to_owned())
            .spawn(move || {
                while !nothing && author.next(&asked) {
                    let mut news = say.lock().unwrap_or_else(PoisonError::into_inner);
                    *news = Some(author.model());
                    drop(news);
                    wake();
                }
            })
            .map_err(|error| format!("The system gives no thread for the lobby: {error}."))?;
        Ok(Self {
            choices,
            news,
            model,
        })
    }

    /// Asks for other choices; what becomes of it is told.
    pub(super) fn choose(&mut self, choices: Choices) {
        if self.choices.try_send(choices).is_err() {
            let why = "The lobby takes no other version now.".to_owned();
            self.model.told = Told::Refused(why);
        }
    }

    /// Takes in what has come; true when anything did.
    fn look(&mut self) -> bool {
        let news = self.news.lock();
        let news = news.unwrap_or_else(PoisonError::into_inner).take();
        let came = news.is_some();
        if let Some(model) = news {
            self.model = model;
        }
        came
    }
}

/// Takes in what is new about a room's version; true when anything is. After
/// the lobby nobody looks after it any more.
pub(super) fn look(held: &mut Held) -> bool {
    if held.live.phase() != Phase::Lobby {
        held.version = None;
    }
    held.version.as_mut().is_some_and(Version::look)
}

/// Who puts versions into the room.
struct Author {
    room: Handle,
    /// The last text of the author's that was taken.
    authors: String,
    /// The same with the choices in it, as the room has it.
    said: String,
    choices: Choices,
    saved: Option<Saved>,
    told: Told,
}

impl Author {
    /// Waits until there is something to tell. False once the lobby is over, or
    /// nobody looks any more.
    fn next(&mut self, asked: &Receiver<Choices>) -> bool {
        loop {
            let step = match asked.recv_timeout(Saved::LOOK) {
                Ok(choices) => self.put(self.authors.clone(), choices),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return false,
            };
            match step {
                Step::Nothing => {}
                Step::Told(told) => {
                    self.told = told;
                    return true;
                }
                Step::Over => return false,
            }
        }
    }

    /// Looks whether the file was saved.
    fn look(&mut self) -> Step {
        let Some(saved) = self.saved.as_mut().and_then(Saved::look) else {
            return Step::Nothing;
        };
        match saved {
            Ok(file) => {
                let choices = self.fitting(&file.text);
                self.put(file.text, choices)
            }
            Err(why) => Step::Told(Told::Refused(why.to_string())),
        }
    }

    /// The choices that a text still has a place for.
    fn fitting(&self, text: &str) -> Choices {
        let Ok(terms) = swappable(text) else {
            return self.choices.clone();
        };
        let mut choices = self.choices.clone();
        choices.terms.retain(|name, _| terms.contains_key(name));
        let profile = choices.profile.take();
        choices.profile = profile.filter(|_| {
            let with = Choices {
                terms: BTreeMap::new(),
                profile,
            };
            choose(text, &with).is_ok()
        });
        choices
    }

    /// Puts a text with these choices into the room.
    fn put(&mut self, authors: String, choices: Choices) -> Step {
        let text = match choose(&authors, &choices) {
            Ok(text) => text,
            // Loading it tells what is wrong, with its lines.
            Err(ChoiceError::Unread) => authors.clone(),
            Err(why) => return Step::Told(Told::Refused(why.to_string())),
        };
        if text == self.said {
            // Mended back to what the room has.
            self.authors = authors;
            self.choices = choices;
            return match &self.told {
                Told::Broken(_) | Told::Refused(_) => Step::Told(Told::Nothing),
                Told::Nothing | Told::Taken { .. } => Step::Nothing,
            };
        }
        let Loaded {
            scenario,
            diagnostics,
        } = load(&text);
        if scenario.is_none() {
            let file = self.file().unwrap_or_default();
            let errors = diagnostics.iter().filter(|found| found.is_error());
            let troubles = errors.map(|found| shelf::trouble(&file, &text, found));
            return Step::Told(Told::Broken(troubles.collect()));
        }
        match self
            .room
            .reload(text.clone(), super::open::unix_ms())
            .wait()
        {
            Ok(Carried { lost, .. }) => {
                self.authors = authors;
                self.said = text;
                self.choices = choices;
                Step::Told(Told::Taken { lost })
            }
            Err(RoomError::Closed) => Step::Over,
            Err(RoomError::Refused(no)) if no.reason == Reason::Phase => Step::Over,
            Err(why) => {
                // A room that could not write takes the same text again.
                if let (RoomError::Storage(_) | RoomError::Busy, Some(saved)) =
                    (&why, &mut self.saved)
                {
                    saved.again();
                }
                Step::Told(Told::Refused(why.to_string()))
            }
        }
    }

    fn file(&self) -> Option<String> {
        let saved = self.saved.as_ref()?;
        Some(saved.path().display().to_string())
    }

    fn model(&self) -> VersionModel {
        let scenario: Arc<Scenario> = self.room.current();
        VersionModel {
            terms: swappable(&self.authors).unwrap_or_default(),
            profiles: scenario.profiles.clone(),
            profile: scenario.profile,
            words: self.choices.terms.clone(),
            file: self.file(),
            told: self.told.clone(),
        }
    }
}

/// What came of a look or a choice.
enum Step {
    /// Nothing to tell.
    Nothing,
    /// This is to be told.
    Told(Told),
    /// There is nothing to look after any more.
    Over,
}
