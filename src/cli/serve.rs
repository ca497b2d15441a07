//! `warroom serve`: an exercise without a window.

use super::choices::ChoiceArgs;
use super::follow::{File, Following, follow};
use super::printer::{Done, Trouble, complain, say, warn};
use super::scenario;
use crate::engine::{Actor, Command, Event, HostVerb};
use crate::journal::Header;
use crate::model::{Pace, Seq};
use crate::room::{Handle, Limits, Room, RoomConfig, RoomError, Start, SystemClock};
use crate::server::{self, ServerConfig, ServerHandle, Token, TokenHash, fresh_code};
use crate::storage::{self, DataFolder, FileStore, Opened};
use serde_json::json;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::runtime::{Builder, Runtime};

/// Host an exercise without a window.
///
/// Prints one line of JSON once people can join: `addr`, `room`, `join_url`, `host_token`. Runs
/// until the host closes the room, or until SIGINT or SIGTERM; either way the journal is whole.
///
/// While the room is in its lobby, saving the scenario's file puts the new version into it; one with
/// errors is told, and the version before it stands.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  warroom serve scenarios/db-migration.ron --bind 0.0.0.0:4000\n  \
                        warroom serve scenarios/db-migration.ron --bind 127.0.0.1:0 --json --seed 7\n  \
                        warroom serve db-migration --set database=Postgres\n  \
                        warroom serve --resume BCDFGH"
)]
pub(super) struct Args {
    /// The scenario's file, or the name of one in `scenarios/` or of one that comes with the program.
    #[arg(value_name = "SCENARIO", required_unless_present = "resume")]
    scenario: Option<PathBuf>,
    /// Where to listen. 0.0.0.0 lets phones on your network in; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS", value_parser = address)]
    bind: SocketAddr,
    /// Say nothing but lines of JSON: that one, and one for each save in the lobby.
    #[arg(long)]
    pub(super) json: bool,
    /// Seed of all chance; drawn when absent.
    #[arg(long, conflicts_with = "resume")]
    seed: Option<u64>,
    /// The exercise certifies: real pace, no live totals, no forms that guide.
    #[arg(long, conflicts_with = "resume")]
    certification: bool,
    /// Pace in hundredths of real time: 100 is real, 150 half as fast again, 1000 tenfold.
    #[arg(long, value_name = "HUNDREDTHS", value_parser = clap::value_parser!(u32).range(25..=10_000))]
    pace: Option<u32>,
    /// Go on with an exercise that has stopped: a room's code or a journal's file.
    #[arg(long, value_name = "ROOM", conflicts_with = "scenario")]
    resume: Option<String>,
    #[command(flatten)]
    choices: ChoiceArgs,
}

/// An address with a port, or what one looks like.
fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "an address has a number and a port: 127.0.0.1:0 for this machine alone, 0.0.0.0:4000 for your network".to_owned()
    })
}

/// Runs the verb.
pub(super) fn run(args: &Args) -> Result<Done, Trouble> {
    if args.resume.is_some() && !args.choices.is_empty() {
        let why = "An exercise that is resumed keeps its words: leave --set out.";
        return Err(Trouble::Usage(why.to_owned()));
    }
    let stop = Stop::listen()?;
    let token = Token::fresh().map_err(Trouble::failed)?;
    let Open { room, journal, new } = open(args, &token)?;
    let handle = room.handle().clone();
    let server = match doors(args, &handle, &token) {
        Ok(server) => server,
        Err(trouble) => {
            let _ = room.shutdown();
            if new {
                // Nobody has heard of this room. It would lie among those to resume.
                let _ = fs::remove_file(&journal);
            }
            return Err(trouble);
        }
    };
    let code = &handle.header().room;
    let join_url = server::join_url(server.addr(), code);
    say(&json!({
        "addr": server.addr(),
        "room": code,
        "join_url": join_url,
        "host_token": token.reveal(),
    }));
    if !args.json {
        warn(&format!("Journal: {}", journal.display()));
        warn(&format!(
            "Join:  {join_url}\nHost:  the verbs of docs/http.md, with the token {}. The game has a console for them.",
            token.reveal()
        ));
        warn("Ctrl-C stops it; `warroom serve --resume` goes on with it.");
    }
    let following = following(args, &handle);
    let ended = stop.wait(&handle);
    drop(following);
    // The room first: its streams then say that it is closed.
    let written = room.shutdown();
    server.shutdown();
    ended?;
    written.map_err(Trouble::failed)?;
    Ok(Done::Fine)
}

/// Follows the scenario's file, if it is one and the room is new. Without a
/// thread for it the exercise goes on as it is.
fn following(args: &Args, room: &Handle) -> Option<Following> {
    let path = args.scenario.as_deref().map(scenario::file);
    let path = path.filter(|path| path.is_file())?;
    let file = File {
        path,
        choices: args.choices.choices().ok()?,
        text: room.header().scenario.clone(),
    };
    let name = file.path.display().to_string();
    match follow(file, room.clone(), args.json) {
        Ok(following) => {
            if !args.json {
                warn(&format!("Until STARTEX, saving {name} reloads it."));
            }
            Some(following)
        }
        Err(trouble) => {
            complain(args.json, &trouble);
            None
        }
    }
}

/// Sets the pace and opens the server.
fn doors(args: &Args, room: &Handle, token: &Token) -> Result<ServerHandle, Trouble> {
    if let Some(pace) = args.pace {
        let verb = HostVerb::Speed { pace: Pace(pace) };
        let set = room.submit(Actor::Host, Command::Host(verb), None).wait();
        set.map_err(Trouble::failed)?;
    }
    // After a stop the host's first link still opens the room.
    let first = TokenHash::parse(&room.header().host_hash);
    let hosts = [token.hash()].into_iter().chain(first).collect();
    let config = ServerConfig {
        room: room.clone(),
        bind: args.bind,
        hosts,
    };
    server::serve(config).map_err(Trouble::failed)
}

/// What ends it: the host, or the system. It listens from the moment it is
/// made: whoever reads that people can join may ask us to stop at once.
struct Stop {
    runtime: Runtime,
    signals: Signals,
}

impl Stop {
    fn listen() -> Result<Self, Trouble> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Trouble::failed)?;
        let signals = {
            let _inside = runtime.enter();
            Signals::listen().map_err(Trouble::failed)?
        };
        Ok(Self { runtime, signals })
    }

    /// Waits until the host closes the room or the system asks us to stop.
    fn wait(self, room: &Handle) -> Result<(), Trouble> {
        let Self {
            runtime,
            mut signals,
        } = self;
        runtime.block_on(async {
            tokio::select! {
                () = closed(room) => Ok(()),
                asked = signals.any() => asked.map_err(Trouble::failed),
            }
        })
    }
}

/// A room that is busy is asked again after so long.
const BUSY: Duration = Duration::from_millis(200);

/// Resolves once the host has closed the room, or it is gone.
async fn closed(room: &Handle) {
    let over = |event: &Event| matches!(event, Event::Closed);
    // A feed that ends is one that was too slow, or whose lobby got another
    // version of the scenario: ask again, and soon if the room is busy.
    loop {
        let mut feed = match room.subscribe_recorded(Seq(0), None).await {
            Ok(feed) => feed,
            Err(RoomError::Busy) => {
                tokio::time::sleep(BUSY).await;
                continue;
            }
            Err(_) => return,
        };
        let mut steps = feed.so_far.into_iter();
        loop {
            let step = match steps.next() {
                Some(step) => Some(step),
                None => feed.stream.recv().await,
            };
            match step {
                Some(step) if step.events.iter().any(|recorded| over(&recorded.event)) => return,
                Some(_) => {}
                None => break,
            }
        }
    }
}

/// Interrupt, terminate, hang up.
#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        ]))
    }

    async fn any(&mut self) -> io::Result<()> {
        let [interrupt, terminate, hang_up] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
            _ = hang_up.recv() => Ok(()),
        }
    }
}

/// Ctrl-C, heard from the moment that it is waited for.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn any(&mut self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

/// A room with its journal.
struct Open {
    room: Room,
    journal: PathBuf,
    /// Whether the journal was made just now.
    new: bool,
}

fn open(args: &Args, token: &Token) -> Result<Open, Trouble> {
    let opened = unix_ms();
    let clock = Box::new(SystemClock::default());
    let limits = Limits::for_people();
    let (start, store, journal) = match (&args.resume, &args.scenario) {
        (Some(room), _) => again(room)?,
        (None, Some(path)) => new(path, args, token, opened)?,
        (None, None) => return Err(Trouble::Usage("Name a scenario.".to_owned())),
    };
    let new = matches!(start, Start::New(_));
    let config = RoomConfig {
        start,
        store: Box::new(store),
        clock,
        opened,
        limits,
    };
    let room = Room::open(config).map_err(Trouble::failed)?;
    Ok(Open { room, journal, new })
}

fn new(
    path: &Path,
    args: &Args,
    token: &Token,
    created: u64,
) -> Result<(Start, FileStore, PathBuf), Trouble> {
    let folder = DataFolder::find().map_err(Trouble::failed)?;
    let mut header = header(path, args, created)?;
    header.host_hash = token.hash().hex();
    let journal = folder.journal(&header.room).map_err(Trouble::failed)?;
    let store = storage::create(&journal).map_err(Trouble::failed)?;
    Ok((Start::New(header), store, journal))
}

/// A journal by its file, or by its room's code in the data folder.
fn again(room: &str) -> Result<(Start, FileStore, PathBuf), Trouble> {
    let file = PathBuf::from(room);
    let path = if file.is_file() {
        file
    } else {
        let folder = DataFolder::find().map_err(Trouble::failed)?;
        let path = folder
            .journal(&room.to_uppercase())
            .map_err(|_| Trouble::Usage(format!("There is no journal {room}.")))?;
        if !path.is_file() {
            let why = format!(
                "There is no journal {room}, and none in {}.",
                folder.journals().display()
            );
            return Err(Trouble::Usage(why));
        }
        path
    };
    let Opened {
        store,
        journal,
        cut,
    } = storage::reopen(&path).map_err(Trouble::failed)?;
    if let Some((torn, backup)) = cut {
        warn(&format!(
            "The journal's last {} bytes were torn and never acknowledged. They are kept in {}.",
            torn.lost,
            backup.display()
        ));
    }
    Ok((Start::Again(journal), store, path))
}

/// The header of a new exercise.
fn header(path: &Path, args: &Args, created: u64) -> Result<Header, Trouble> {
    let (text, scenario) = scenario::read(path, &args.choices.choices()?)?;
    let code = fresh_code().map_err(Trouble::failed)?;
    let seed = match args.seed {
        Some(seed) => seed,
        None => random_seed()?,
    };
    let mut header = Header::new(&code, &scenario.head.title, &text, seed, created);
    header.certification = args.certification;
    Ok(header)
}

fn random_seed() -> Result<u64, Trouble> {
    // Within the integers that JSON readers keep exact.
    let seed = getrandom::u64().map_err(|_| Trouble::failed(server::NoChance))?;
    Ok(seed >> 11)
}

pub(super) fn unix_ms() -> u64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}
