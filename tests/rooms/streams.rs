//! What comes out: lines, numbers, snapshots, resets.

use super::common::*;
use warroom::engine::*;
use warroom::journal::MemoryStore;
use warroom::model::*;
use warroom::room::*;
use warroom::view::Line;

fn numbers(out: &[Out]) -> Vec<u64> {
    let number = |out: &Out| match out {
        Out::Item { at, .. } => Some(at.n),
        _ => None,
    };
    out.iter().filter_map(number).collect()
}

fn texts(out: &[Out]) -> Vec<&str> {
    out.iter()
        .filter_map(|out| match out {
            Out::Item { item, .. } => match &item.line {
                Line::Message { text, .. } => Some(text.as_str()),
                Line::Notice { .. } => None,
            },
            _ => None,
        })
        .collect()
}

fn resets(out: &[Out]) -> Vec<&Reset> {
    out.iter()
        .filter_map(|out| match out {
            Out::Reset(reset) => Some(reset.as_ref()),
            _ => None,
        })
        .collect()
}

fn snapshots(out: &[Out]) -> usize {
    out.iter()
        .filter(|out| matches!(out, Out::Snapshot(_)))
        .count()
}

#[test]
fn lines_are_numbered_without_gaps_and_only_for_those_who_may_read_them() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    let listen = |audience, me| {
        handle
            .subscribe(Subscribe::to(audience, me))
            .wait()
            .unwrap()
    };
    let mut table = listen(Audience::Table, None);
    let mut dev = listen(seat("dev"), Some(id("p2")));
    let first = drain(&mut table);
    let [reset] = resets(&first)[..] else {
        panic!("{first:?}")
    };
    let n = reset.at.n;

    let whisper = Command::Play(Play {
        private: true,
        to: vec![SeatId::new("dev").unwrap()],
        text: "Between us: is it your change?".to_owned(),
        ..Play::new(Move::Say)
    });
    let ines = Actor::Person(id("p1"));
    handle
        .submit(ines, say("Who is here?"), None)
        .wait()
        .unwrap();
    handle.submit(ines, whisper, None).wait().unwrap();
    handle
        .submit(ines, say("Let us begin."), None)
        .wait()
        .unwrap();
    clock.advance(200);
    handle.tick().wait().unwrap();

    let (table, dev) = (drain(&mut table), drain(&mut dev));
    assert_eq!(texts(&table), ["Who is here?", "Let us begin."]);
    assert_eq!(texts(&dev).len(), 3);
    let seen = numbers(&table);
    assert_eq!(seen, (n + 1..=n + seen.len() as u64).collect::<Vec<_>>());
    assert!(snapshots(&table) >= 1);
    room.shutdown().unwrap();
}

#[test]
fn many_moves_at_once_cost_one_snapshot() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    clock.advance(1_000);
    handle.tick().wait().unwrap();
    let mut table = handle
        .subscribe(Subscribe::to(Audience::Table, None))
        .wait()
        .unwrap();
    drain(&mut table);
    for n in 0..10 {
        let note = Move::Note {
            line: BoardLine::Plan,
            base: n,
        };
        let note = Play {
            text: format!("Plan {n}"),
            ..Play::new(note)
        };
        handle
            .submit(Actor::Person(id("p1")), Command::Play(note), None)
            .wait()
            .unwrap();
    }
    assert!(snapshots(&drain(&mut table)) <= 1);
    clock.advance(100);
    handle.tick().wait().unwrap();
    assert_eq!(snapshots(&drain(&mut table)), 1);
    // Nothing changed since: nothing is sent.
    clock.advance(100);
    handle.tick().wait().unwrap();
    assert_eq!(snapshots(&drain(&mut table)), 0);
    room.shutdown().unwrap();
}

#[test]
fn who_does_not_keep_up_gets_a_reset() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let limits = Limits {
        queue: 8,
        ..Limits::default()
    };
    let room = start_with(&store, &clock, Start::New(header()), limits);
    let handle = room.handle();
    begin(handle);
    let mut slow = handle
        .subscribe(Subscribe::to(Audience::Table, None))
        .wait()
        .unwrap();
    for n in 0..40 {
        let line = say(&format!("Line {n}"));
        handle
            .submit(Actor::Person(id("p1")), line, None)
            .wait()
            .unwrap();
    }
    let before = drain(&mut slow);
    assert!(before.len() <= 8);
    handle.tick().wait().unwrap();
    let after = drain(&mut slow);
    let [reset] = resets(&after)[..] else {
        panic!("{after:?}")
    };
    let Some(last) = reset.recent.last() else {
        panic!("nothing repeated")
    };
    assert_eq!(last.n, reset.at.n);
    assert!(serde_json::to_string(&reset.recent).unwrap().len() < 64 * 1024);
    assert!(numbers(&before).iter().all(|n| *n < reset.at.n));
    room.shutdown().unwrap();
}

#[test]
fn the_end_is_shown_before_it_is_said() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let limits = Limits {
        queue: 8,
        ..Limits::default()
    };
    let room = start_with(&store, &clock, Start::New(header()), limits);
    let handle = room.handle().clone();
    begin(&handle);
    let listen = || {
        let ask = Subscribe::to(Audience::Table, None);
        handle.subscribe(ask).wait().unwrap()
    };
    let mut slow = listen();
    for n in 0..20 {
        let line = say(&format!("Line {n}"));
        let said = handle.submit(Actor::Person(id("p1")), line, None);
        said.wait().unwrap();
    }
    let mut quick = listen();
    drain(&mut quick);
    for verb in [HostVerb::End, HostVerb::Review, HostVerb::Close] {
        let done = handle.submit(Actor::Host, Command::Host(verb), None);
        done.wait().unwrap();
    }
    // Who lost their place begins to read when the room is already going.
    let reading = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(30));
        std::iter::from_fn(|| slow.stream.blocking_recv()).collect::<Vec<Out>>()
    });
    room.shutdown().unwrap();
    for out in [drain(&mut quick), reading.join().unwrap()] {
        let [.., last, Out::Closed(Closing::Shutdown)] = &out[..] else {
            panic!("{out:?}")
        };
        let shown = match last {
            Out::Snapshot(shown) => shown,
            Out::Reset(reset) => &reset.shown,
            other => panic!("{other:?}"),
        };
        assert!(shown.json.contains(r#""phase":"closed""#));
    }
}

#[test]
fn a_stream_goes_on_after_a_number_and_begins_anew_in_another_epoch() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    let ines = Actor::Person(id("p1"));
    let mut table = handle
        .subscribe(Subscribe::to(Audience::Table, None))
        .wait()
        .unwrap();
    handle.submit(ines, say("One"), None).wait().unwrap();
    let Some(at) = drain(&mut table).iter().rev().find_map(|out| match out {
        Out::Item { at, .. } => Some(*at),
        _ => None,
    }) else {
        panic!("no line came");
    };
    assert_eq!(at.to_string().parse(), Ok(at));
    drop(table);
    handle.submit(ines, say("Two"), None).wait().unwrap();
    let on = |after| Subscribe {
        after: Some(after),
        ..Subscribe::to(Audience::Table, None)
    };
    let out = drain(&mut handle.subscribe(on(at)).wait().unwrap());
    assert!(resets(&out).is_empty());
    assert_eq!(texts(&out), ["Two"]);

    for strange in [
        Mark {
            epoch: at.epoch + 1,
            ..at
        },
        Mark {
            n: at.n + 1_000,
            ..at
        },
        Mark {
            audience: Audience::Host,
            ..at
        },
    ] {
        let out = drain(&mut handle.subscribe(on(strange)).wait().unwrap());
        assert_eq!(resets(&out).len(), 1, "{strange}");
    }
    room.shutdown().unwrap();
}

#[test]
fn the_point_of_view_follows_the_person() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    // Asking for somebody else's seat gives one's own.
    let mut bo = handle
        .subscribe(Subscribe::to(seat("ic"), Some(id("p2"))))
        .wait()
        .unwrap();
    assert_eq!(resets(&drain(&mut bo))[0].audience, seat("dev"));
    handle
        .submit(Actor::Host, sit("p2", "support"), None)
        .wait()
        .unwrap();
    assert_eq!(resets(&drain(&mut bo))[0].audience, seat("support"));
    let leave = Command::Leave { player: id("p2") };
    handle.submit(Actor::Host, leave, None).wait().unwrap();
    handle.tick().wait().unwrap();
    assert!(matches!(
        drain(&mut bo).last(),
        Some(Out::Closed(Closing::Left))
    ));
    let gone = handle
        .subscribe(Subscribe::to(seat("dev"), Some(id("p2"))))
        .wait();
    assert!(matches!(gone, Err(RoomError::Refused(_))));
    room.shutdown().unwrap();
}

#[test]
fn the_host_hears_every_step_as_it_was_recorded() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    let mut feed = handle.subscribe_recorded(Seq(0), None).wait().unwrap();
    handle
        .submit(Actor::Person(id("p1")), say("Hello"), None)
        .wait()
        .unwrap();
    handle.tick().wait().unwrap();
    let live = std::iter::from_fn(|| feed.stream.try_recv().ok());
    let all: Vec<Seq> = feed
        .so_far
        .iter()
        .cloned()
        .chain(live)
        .flat_map(|step| {
            step.events
                .iter()
                .map(|recorded| recorded.seq)
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(all, (1..=all.len() as u64).map(Seq).collect::<Vec<_>>());
    room.shutdown().unwrap();
}
