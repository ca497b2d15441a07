//! From a move sent to its line at every subscriber: ten rooms, ten people
//! listening in each, five moves a second a room, each journal synced to a
//! real file. Prints the median and the 99th percentile.
//!
//! `WARROOM_BENCH_SECONDS` sets how long it runs (10). The files are in the
//! temporary folder of the system, so `TMPDIR` chooses the disk.

use std::path::Path;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::time::{interval, timeout};
use warroom::engine::*;
use warroom::journal::Header;
use warroom::model::*;
use warroom::room::*;
use warroom::storage;
use warroom::view::Line;

const MINIMAL: &str = include_str!("../tests/fixtures/scenarios/minimal.ron");
const ROOMS: usize = 10;
const LISTENERS: usize = 10;
const GAP: Duration = Duration::from_millis(200);

type Failure = Box<dyn std::error::Error>;

fn open(folder: &Path, n: usize) -> Result<Room, Failure> {
    let code = format!("ROOM{n}");
    let store = storage::create(&folder.join(format!("{code}.jsonl")))?;
    let room = Room::open(RoomConfig {
        start: Start::New(Header::new(&code, "Bad deploy", MINIMAL, 7, 0)),
        store: Box::new(store),
        clock: Box::new(SystemClock::default()),
        opened: 0,
        limits: Limits::default(),
    })?;
    let (player, seat) = (PlayerId::new("p1")?, SeatId::new("ic")?);
    let join = Join {
        player,
        name: "Ines".to_owned(),
        family: JobFamily::Qa,
        part: Part::Player,
        token_hash: String::new(),
    };
    for command in [
        Command::Join(join),
        Command::Host(HostVerb::Seat {
            player,
            seat,
            anyway: false,
        }),
        Command::Host(HostVerb::Start),
    ] {
        room.handle().submit(Actor::Host, command, None).wait()?;
    }
    Ok(room)
}

/// Listens for moves that say when they were sent, in microseconds of `begun`.
async fn listen(mut heard: Subscription, begun: Instant, out: mpsc::UnboundedSender<u128>) {
    while let Some(next) = heard.stream.recv().await {
        if let Out::Item { item, .. } = next
            && let Line::Message { text, .. } = &item.line
            && let Some(sent) = text.strip_prefix("sent ").and_then(|us| us.parse().ok())
        {
            let _ = out.send(begun.elapsed().as_micros().saturating_sub(sent));
        }
    }
}

async fn play(room: Handle, seconds: u64, begun: Instant) -> Result<(), RoomError> {
    let Ok(player) = PlayerId::new("p1") else {
        return Ok(());
    };
    let mut beat = interval(GAP);
    for _ in 0..seconds * 5 {
        beat.tick().await;
        let text = format!("sent {}", begun.elapsed().as_micros());
        let say = Command::Play(Play {
            text,
            ..Play::new(Move::Say)
        });
        room.submit(Actor::Person(player), say, None).await?;
    }
    Ok(())
}

fn main() -> Result<(), Failure> {
    // `cargo test --benches` only wants to know that it runs.
    let seconds = match std::env::var("WARROOM_BENCH_SECONDS") {
        Ok(seconds) => seconds.parse()?,
        Err(_) if std::env::args().any(|arg| arg == "--bench") => 10,
        Err(_) => 1,
    };
    let folder = std::env::temp_dir().join(format!("warroom-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let rooms = (0..ROOMS)
        .map(|n| open(&folder, n))
        .collect::<Result<Vec<_>, _>>()?;
    let begun = Instant::now();
    let (out, mut results) = mpsc::unbounded_channel();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build()?;
    runtime.block_on(async {
        let mut players = Vec::new();
        for (n, room) in (0u32..).zip(&rooms) {
            for _ in 0..LISTENERS {
                let heard = Subscribe::to(Audience::Table, None);
                let heard = room.handle().subscribe(heard).await?;
                tokio::spawn(listen(heard, begun, out.clone()));
            }
            // Rooms do not beat together.
            tokio::time::sleep(GAP / u32::try_from(ROOMS).unwrap_or(1)).await;
            players.push((n, tokio::spawn(play(room.handle().clone(), seconds, begun))));
        }
        for (_, player) in players {
            player.await??;
        }
        Ok::<(), Failure>(())
    })?;
    drop(out);
    for room in rooms {
        room.shutdown()?;
    }
    let mut times = Vec::new();
    runtime.block_on(async {
        while let Ok(Some(us)) = timeout(Duration::from_secs(5), results.recv()).await {
            times.push(us);
        }
    });
    std::fs::remove_dir_all(&folder)?;
    times.sort_unstable();
    let at = |percent: usize| {
        times
            .get(times.len() * percent / 100)
            .or(times.last())
            .copied()
    };
    let sent = ROOMS * LISTENERS * usize::try_from(seconds)? * 5;
    println!(
        "{} of {sent} lines arrived; p50 {} µs, p99 {} µs, most {} µs",
        times.len(),
        at(50).unwrap_or(0),
        at(99).unwrap_or(0),
        at(100).unwrap_or(0),
    );
    Ok(())
}
