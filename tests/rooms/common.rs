//! A room of the minimal scenario, its clients, and the moves they make.

use std::path::PathBuf;
use warroom::engine::*;
use warroom::journal::{Header, Key, MemoryStore, read};
use warroom::model::*;
use warroom::room::*;

pub(crate) const MINIMAL: &str = include_str!("../fixtures/scenarios/minimal.ron");

pub(crate) fn header() -> Header {
    Header::new("K7QX", "Bad deploy", MINIMAL, 7, 1_800_000_000_000)
}

pub(crate) fn id(text: &str) -> PlayerId {
    PlayerId::new(text).unwrap()
}

pub(crate) fn seat(text: &str) -> Audience {
    Audience::Seat(SeatId::new(text).unwrap())
}

pub(crate) fn key(text: &str) -> Option<Key> {
    Some(Key::new(text).unwrap())
}

pub(crate) fn join(player: &str, name: &str, family: JobFamily) -> Command {
    Command::Join(Join {
        player: id(player),
        name: name.to_owned(),
        family,
        part: Part::Player,
        token_hash: String::new(),
    })
}

pub(crate) fn sit(player: &str, seat: &str) -> Command {
    let seat = SeatId::new(seat).unwrap();
    Command::Host(HostVerb::Seat {
        player: id(player),
        seat,
        anyway: true,
    })
}

pub(crate) fn say(text: &str) -> Command {
    Command::Play(Play {
        text: text.to_owned(),
        ..Play::new(Move::Say)
    })
}

pub(crate) fn start_with(
    store: &MemoryStore,
    clock: &ManualClock,
    start: Start,
    limits: Limits,
) -> Room {
    Room::open(RoomConfig {
        start,
        store: Box::new(store.clone()),
        clock: Box::new(clock.clone()),
        opened: 1_800_000_000_000,
        limits,
    })
    .unwrap()
}

pub(crate) fn start(store: &MemoryStore, clock: &ManualClock) -> Room {
    start_with(store, clock, Start::New(header()), Limits::default())
}

/// Opens again what the store has synced.
pub(crate) fn again(store: &MemoryStore, clock: &ManualClock) -> (Room, MemoryStore) {
    let bytes = store.synced();
    let journal = read(&bytes).unwrap();
    assert_eq!(journal.torn, None);
    let store = MemoryStore::holding(bytes);
    let room = start_with(&store, clock, Start::Again(journal), Limits::default());
    (room, store)
}

/// Two players sit down, and STARTEX is declared.
pub(crate) fn opening() -> [Command; 5] {
    [
        join("p1", "Ines", JobFamily::Qa),
        join("p2", "Bo", JobFamily::Sales),
        sit("p1", "ic"),
        sit("p2", "dev"),
        Command::Host(HostVerb::Start),
    ]
}

/// The opening, in a room.
pub(crate) fn begin(room: &Handle) {
    for command in opening() {
        room.submit(Actor::Host, command, None).wait().unwrap();
    }
}

/// A folder that is gone when the value is.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("warroom-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Everything that waits in a stream.
pub(crate) fn drain(subscription: &mut Subscription) -> Vec<Out> {
    std::iter::from_fn(|| subscription.stream.try_recv().ok()).collect()
}
