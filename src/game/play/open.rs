//! Opening rooms for the game: a table with a server, a practice without any
//! socket, and a room that was left.

use super::version::Version;
use crate::game::session::{Chair, Live};
use crate::journal::Header;
use crate::model::Name;
use crate::room::{Clock, Limits, ManualClock, Room, RoomConfig, Start, SystemClock, Wake};
use crate::scenario::{Loaded, load};
use crate::server::{self, ServerConfig, ServerHandle, Token};
use crate::storage::{self, DataFolder, FileStore, Opened};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// A scenario on the start screen.
#[derive(Clone)]
pub struct Story {
    /// Where it comes from, for people.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Its file, when it is the author's own: saving it reloads a lobby.
    pub path: Option<PathBuf>,
    /// What loading it found.
    pub loaded: Loaded,
}

impl Story {
    /// Reads a scenario's text.
    pub fn read(file: String, text: String) -> Self {
        let loaded = load(&text);
        Self {
            file,
            text,
            path: None,
            loaded,
        }
    }

    /// Its id, if it loads.
    pub fn id(&self) -> Option<Name> {
        self.loaded
            .scenario
            .as_ref()
            .map(|scenario| scenario.head.id)
    }
}

/// The scenarios that come with the game, and the author's own.
pub fn stories(folder: Option<&DataFolder>) -> Vec<Story> {
    let mut stories: Vec<Story> = storage::builtins()
        .into_iter()
        .map(|builtin| Story::read(builtin.name, builtin.text))
        .collect();
    let own = folder.map(|folder| storage::scenarios(&folder.scenarios()));
    match own {
        Some(Ok(files)) => {
            for file in files {
                match file {
                    Ok(file) => {
                        let name = file.path.display().to_string();
                        stories.push(Story {
                            path: Some(file.path),
                            ..Story::read(name, file.text)
                        });
                    }
                    Err(error) => bevy::log::warn!("{error}"),
                }
            }
        }
        Some(Err(error)) => bevy::log::warn!("{error}"),
        None => {}
    }
    stories
}

/// What a room is opened for.
pub enum Purpose {
    /// A table of people, with a server that they join.
    Table {
        /// Whether it certifies.
        certification: bool,
    },
    /// One person alone. No socket is opened.
    Alone,
}

/// What the game takes from the world outside.
pub struct Outside {
    /// Where journals, scenarios and reports lie.
    pub folder: DataFolder,
    /// The address that a table's server listens at.
    pub bind: Ipv4Addr,
    /// The clock of its rooms, when it is not the machine's.
    pub hand: Option<ManualClock>,
    /// The seed of its rooms, when it is not drawn.
    pub seed: Option<u64>,
}

impl Outside {
    /// Every network of this machine, and its clock.
    pub fn new(folder: DataFolder) -> Self {
        Self {
            folder,
            bind: Ipv4Addr::UNSPECIFIED,
            hand: None,
            seed: None,
        }
    }

    fn clock(&self) -> Box<dyn Clock> {
        match &self.hand {
            Some(hand) => Box::new(hand.clone()),
            None => Box::new(SystemClock::default()),
        }
    }
}

/// A room that the game holds open.
pub struct Held {
    /// The room as this screen sees it.
    pub live: Live,
    /// The server that people join, at a table.
    pub server: Option<ServerHandle>,
    /// Where its journal lies.
    pub journal: PathBuf,
    /// The version of its scenario, while the lobby of a table may take another.
    pub(super) version: Option<Version>,
}

/// Opens a new room.
///
/// # Errors
/// In a sentence, when the system refuses a file, a thread or a port.
pub(super) fn open_new(
    story: &Story,
    purpose: &Purpose,
    outside: &Outside,
    seed: u64,
    wake: Wake,
    real_ms: u64,
) -> Result<Held, String> {
    let Some(scenario) = &story.loaded.scenario else {
        return Err(format!("{} has errors; mend them first.", story.file));
    };
    let code = server::fresh_code().map_err(|error| error.to_string())?;
    let token = Token::fresh().map_err(|error| error.to_string())?;
    let mut header = Header::new(&code, &scenario.head.title, &story.text, seed, unix_ms());
    header.host_hash = token.hash().hex();
    header.certification = matches!(
        purpose,
        Purpose::Table {
            certification: true
        }
    );
    let journal = outside
        .folder
        .journal(&code)
        .map_err(|error| error.to_string())?;
    let store = storage::create(&journal).map_err(|error| error.to_string())?;
    let room = start(Start::New(header), store, outside)?;
    let file = story.path.clone();
    held(
        room,
        purpose,
        token,
        (journal, file),
        outside,
        wake,
        real_ms,
    )
}

/// Opens a room that was left. It is a practice when somebody practised alone.
///
/// # Errors
/// As [`open_new`], and when the journal is damaged: file, line and byte.
pub(super) fn open_again(
    code: &str,
    outside: &Outside,
    wake: Wake,
    real_ms: u64,
) -> Result<Held, String> {
    let path = outside
        .folder
        .journal(code)
        .map_err(|error| error.to_string())?;
    let Opened {
        store,
        journal,
        cut,
    } = storage::reopen(&path).map_err(|error| error.to_string())?;
    if let Some((torn, backup)) = cut {
        bevy::log::warn!("{} torn bytes are kept in {}", torn.lost, backup.display());
    }
    let room = start(Start::Again(journal), store, outside)?;
    let members = room
        .handle()
        .members()
        .wait()
        .map_err(|error| error.to_string())?;
    let alone = members
        .iter()
        .any(|member| member.player.as_str() == "alone");
    let purpose = if alone {
        Purpose::Alone
    } else {
        Purpose::Table {
            certification: false,
        }
    };
    let token = Token::fresh().map_err(|error| error.to_string())?;
    held(room, &purpose, token, (path, None), outside, wake, real_ms)
}

fn start(start: Start, store: FileStore, outside: &Outside) -> Result<Room, String> {
    Room::open(RoomConfig {
        start,
        store: Box::new(store),
        clock: outside.clock(),
        opened: unix_ms(),
        limits: Limits::for_people(),
    })
    .map_err(|error| error.to_string())
}

fn held(
    room: Room,
    purpose: &Purpose,
    token: Token,
    (journal, file): (PathBuf, Option<PathBuf>),
    outside: &Outside,
    wake: Wake,
    real_ms: u64,
) -> Result<Held, String> {
    let handle = room.handle().clone();
    let (chair, server) = match purpose {
        Purpose::Alone => (Chair::Alone, None),
        Purpose::Table { .. } => {
            let bind = SocketAddr::from((outside.bind, 0));
            let hosts = vec![token.hash()];
            let server = server::serve(ServerConfig {
                room: handle.clone(),
                bind,
                hosts,
            })
            .map_err(|error| error.to_string())?;
            (Chair::Host, Some(server))
        }
    };
    let live = Live::join(room, chair, wake.clone(), real_ms).map_err(|error| error.to_string())?;
    let version = match chair {
        Chair::Host => {
            let text = handle.header().scenario.clone();
            Some(Version::follow(handle, text, file, wake)?)
        }
        Chair::Alone => None,
    };
    Ok(Held {
        live,
        server,
        journal,
        version,
    })
}

/// Milliseconds since 1970, for the journal.
pub(super) fn unix_ms() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
