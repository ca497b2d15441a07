//! Rooms that are killed at random moments. The child is this test binary
//! again; it prints what was acknowledged, and all of that must be there.

use super::common::*;
use super::random::Random;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};
use warroom::engine::*;
use warroom::journal::*;
use warroom::model::Pace;
use warroom::room::*;
use warroom::storage;

const KILLS: u64 = 200;
/// Kills after which a new journal is begun.
const EACH: u64 = 10;
/// Far more than all of it takes, even on a machine that builds meanwhile.
const BOUND: Duration = Duration::from_secs(300);

fn open(path: &Path) -> Room {
    let (start, store) = if path.exists() {
        let opened = storage::reopen(path).unwrap();
        (Start::Again(opened.journal), opened.store)
    } else {
        (Start::New(header()), storage::create(path).unwrap())
    };
    Room::open(RoomConfig {
        start,
        store: Box::new(store),
        clock: Box::new(SystemClock::default()),
        opened: 0,
        limits: Limits::default(),
    })
    .unwrap()
}

/// Plays at random until it is killed. Does nothing unless it is told where.
#[test]
fn child() {
    let Some(path) = std::env::var_os("WARROOM_KILL_JOURNAL").map(PathBuf::from) else {
        return;
    };
    let seed: u64 = std::env::var("WARROOM_KILL_SEED").unwrap().parse().unwrap();
    let fresh = !path.exists();
    let room = open(&path);
    println!("\nopen");
    if fresh {
        begin(room.handle());
    }
    let fast = HostVerb::Speed { pace: Pace(10_000) };
    for verb in [HostVerb::Resume, fast] {
        let _ = room
            .handle()
            .submit(Actor::Host, Command::Host(verb), None)
            .wait();
    }
    std::thread::scope(|scope| {
        for player in 0..3 {
            let handle = room.handle().clone();
            scope.spawn(move || {
                let scenario = handle.scenario().clone();
                let mut random = Random::new(seed * 3 + player, &scenario);
                for n in 0..20_000 {
                    let command = random.command();
                    let over = matches!(
                        command,
                        Command::Host(HostVerb::End | HostVerb::Close | HostVerb::RealEmergency)
                    );
                    if over {
                        continue;
                    }
                    let actor = random.actor(&command);
                    let key = format!("{seed}-{player}-{n}");
                    let reply = handle.submit(actor, command, Some(Key::new(&key).unwrap()));
                    if let Ok(Outcome {
                        step,
                        first,
                        events,
                        ..
                    }) = reply.wait()
                    {
                        println!("ack {step} {} {events} {key}", first.0);
                    }
                }
            });
        }
    });
    // Nobody killed it: then it must not look as if it had ended by itself.
    std::thread::sleep(Duration::from_secs(60));
}

/// Runs a child, kills it, and gives back what it acknowledged.
fn run_and_kill(path: &Path, seed: u64) -> Vec<String> {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["kill::child", "--exact", "--nocapture", "--test-threads=1"])
        .env("WARROOM_KILL_JOURNAL", path)
        .env("WARROOM_KILL_SEED", seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let chance = blake3::hash(&seed.to_le_bytes());
    let [acks, ms, ..] = *chance.as_bytes();
    // One kill in eight while the room is still being opened.
    let mut seen = Vec::new();
    if !acks.is_multiple_of(8) {
        for line in lines.by_ref().map_while(Result::ok) {
            seen.push(line);
            if seen.iter().filter(|line| line.starts_with("ack")).count() > usize::from(acks % 16) {
                break;
            }
        }
    }
    std::thread::sleep(Duration::from_micros(u64::from(ms) * 100));
    child.kill().unwrap();
    child.wait().unwrap();
    seen.extend(lines.map_while(Result::ok));
    seen.retain(|line| line.starts_with("ack"));
    seen
}

#[test]
fn nothing_acknowledged_is_ever_lost() {
    let folder = Folder::new("kill");
    let begun = Instant::now();
    let (mut acknowledged, mut torn, mut paused) = (0, 0, 0);
    let mut path = folder.0.clone();
    let mut acks: BTreeMap<u64, String> = BTreeMap::new();
    for seed in 0..KILLS {
        if seed % EACH == 0 {
            path = folder.0.join(format!("room-{seed}.jsonl"));
            acks.clear();
        }
        for line in run_and_kill(&path, seed) {
            let step = line.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap();
            acknowledged += 1;
            acks.insert(step, line);
        }
        if std::fs::metadata(&path).map_or(0, |meta| meta.len()) == 0 {
            // Killed before the header: nobody had joined.
            assert!(acks.is_empty(), "seed {seed}");
            let _ = std::fs::remove_file(&path);
            continue;
        }
        let read = storage::read_journal(&path);
        if let Err(storage::StorageError::Journal {
            why: JournalError::Header { .. },
            ..
        }) = read
        {
            assert!(acks.is_empty(), "seed {seed}");
            std::fs::remove_file(&path).unwrap();
            continue;
        }
        torn += u64::from(read.unwrap().torn.is_some());
        // Resumed, it is paused or was not in play.
        let room = open(&path);
        assert!(!room.handle().tick().wait().unwrap().running, "seed {seed}");
        room.shutdown().unwrap();
        let journal = storage::read_journal(&path).unwrap();
        let engine = replay(&journal.header, &journal.steps).unwrap();
        paused += u64::from(engine.state().paused() == Some(RESUMED));
        for (step, ack) in &acks {
            let at = usize::try_from(step - 1).unwrap();
            let Some(Step {
                key: Some(key),
                events,
                ..
            }) = journal.steps.get(at)
            else {
                panic!("seed {seed}: lost: {ack}");
            };
            let first = events.first().map_or(0, |recorded| recorded.seq.0);
            assert_eq!(
                *ack,
                format!("ack {step} {first} {} {key}", events.len()),
                "seed {seed}"
            );
        }
        assert_eq!(
            verify(&journal).unwrap().rerun,
            Rerun::Agrees,
            "seed {seed}"
        );
        assert!(begun.elapsed() < BOUND, "seed {seed}: too slow");
    }
    let seconds = begun.elapsed().as_secs();
    let mut out = std::io::stdout();
    let _ = writeln!(
        out,
        "{KILLS} kills in {seconds} s: {acknowledged} acknowledged, {torn} torn ends, {paused} resumed paused"
    );
    assert!(acknowledged > KILLS && paused > KILLS / 4);
}
