//! A room and its server within the test.

use super::client::Client;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use warroom::journal::{Header, Journal, MemoryStore, read};
use warroom::room::{Limits, ManualClock, Room, RoomConfig, Start};
use warroom::server::{ServerConfig, ServerHandle, Token, TokenHash, serve};

/// A room on a manual clock, its journal in memory, served on loopback.
pub(crate) struct Table {
    pub(crate) room: Room,
    pub(crate) server: ServerHandle,
    pub(crate) clock: ManualClock,
    pub(crate) store: MemoryStore,
    pub(crate) host: Client,
    pub(crate) host_token: String,
}

/// The text of a scenario below the fixtures.
pub(crate) fn scenario(name: &str) -> String {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    // The scenario of marked secrets is these tests' own.
    let own = tests.join("server").join(name);
    let shared = tests.join("fixtures/scenarios").join(name);
    std::fs::read_to_string(own)
        .or_else(|_| std::fs::read_to_string(shared))
        .unwrap()
}

impl Table {
    pub(crate) fn new(name: &str) -> Self {
        Self::showing(name, 0)
    }

    /// One that shows the present only every so many milliseconds.
    pub(crate) fn showing(name: &str, snapshot_ms: u64) -> Self {
        let host = Token::fresh().unwrap();
        let mut header = Header::new("BCDFGH", "Bad deploy", &scenario(name), 7, 0);
        header.host_hash = host.hash().hex();
        let store = MemoryStore::default();
        Self::open(Start::New(header), store, &host.reveal(), snapshot_ms)
    }

    fn open(start: Start, store: MemoryStore, token: &str, snapshot_ms: u64) -> Self {
        let clock = ManualClock::default();
        let limits = Limits {
            heartbeat_ms: 10_000,
            snapshot_ms,
            ..Limits::default()
        };
        let config = RoomConfig {
            start,
            store: Box::new(store.clone()),
            clock: Box::new(clock.clone()),
            opened: 0,
            limits,
        };
        let room = Room::open(config).unwrap();
        let handle = room.handle().clone();
        let hosts = TokenHash::parse(&handle.header().host_hash)
            .into_iter()
            .collect();
        let bind = "127.0.0.1:0".parse().unwrap();
        let server = serve(ServerConfig {
            room: handle,
            bind,
            hosts,
        })
        .unwrap();
        let host = Client::new(server.addr(), "BCDFGH", Some(token));
        Self {
            room,
            server,
            clock,
            store,
            host,
            host_token: token.to_owned(),
        }
    }

    /// The journal as the disk has it.
    pub(crate) fn journal(&self) -> Journal {
        read(&self.store.synced()).unwrap()
    }

    /// Lets time pass and everything due happen.
    pub(crate) fn wait(&self, ms: u64) {
        self.clock.advance(ms);
        self.room.handle().tick().wait().unwrap();
    }

    /// Lets time pass on another thread until told to stop: for streams that
    /// wait for a heartbeat.
    pub(crate) fn tick_along(&self) -> Ticking {
        let (clock, handle) = (self.clock.clone(), self.room.handle().clone());
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            while !stopped.load(SeqCst) {
                clock.advance(100);
                let _ = handle.tick().wait();
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        });
        Ticking {
            stop,
            thread: Some(thread),
        }
    }

    /// Stops both, as the command line does, and opens them again.
    pub(crate) fn restart(self) -> Self {
        self.room.shutdown().unwrap();
        self.server.shutdown();
        let journal = read(&self.store.synced()).unwrap();
        let store = MemoryStore::holding(self.store.synced());
        Self::open(Start::Again(journal), store, &self.host_token, 0)
    }

    pub(crate) fn stop(self) {
        self.room.shutdown().unwrap();
        self.server.shutdown();
    }
}

/// Time that passes until this is dropped.
pub(crate) struct Ticking {
    stop: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Drop for Ticking {
    fn drop(&mut self) {
        self.stop.store(true, SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
