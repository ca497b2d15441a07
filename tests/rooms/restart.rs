//! A room that stops and is opened again.

use super::common::*;
use warroom::engine::*;
use warroom::journal::{Cause, MemoryStore, Rerun, encode, fork, read, replay, verify};
use warroom::model::*;
use warroom::room::*;

#[test]
fn a_repeat_gets_the_first_outcome_before_and_after_a_restart() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    begin(room.handle());
    let ines = Actor::Person(id("p1"));
    let first = room
        .handle()
        .submit(ines, say("Once"), key("k1"))
        .wait()
        .unwrap();
    let repeat = room
        .handle()
        .submit(ines, say("Once"), key("k1"))
        .wait()
        .unwrap();
    assert_eq!(first, repeat);
    // Another's key of the same name is another key.
    let bo = Actor::Person(id("p2"));
    let other = room
        .handle()
        .submit(bo, say("Once"), key("k1"))
        .wait()
        .unwrap();
    assert_ne!(first, other);
    room.shutdown().unwrap();
    let before = read(&store.synced()).unwrap().steps.len();

    let (room, store) = again(&store, &clock);
    let repeat = room
        .handle()
        .submit(ines, say("Once"), key("k1"))
        .wait()
        .unwrap();
    assert_eq!(first, repeat);
    room.shutdown().unwrap();
    let steps = read(&store.synced()).unwrap().steps;
    assert_eq!(
        steps.len(),
        before + 2,
        "only that it was opened, and the pause"
    );
}

#[test]
fn the_last_256_keys_of_an_actor_are_known() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    begin(room.handle());
    let ines = Actor::Person(id("p1"));
    let send = |n: u32| {
        let key = key(&format!("k{n}"));
        room.handle()
            .submit(ines, say("Again"), key)
            .wait()
            .unwrap()
    };
    let outcomes: Vec<Outcome> = (0..300).map(send).collect();
    assert_eq!(send(44), outcomes[44]);
    assert_ne!(send(10), outcomes[10], "long forgotten");
    room.shutdown().unwrap();
}

#[test]
fn a_room_in_play_comes_back_paused_with_the_same_numbers() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    begin(room.handle());
    clock.advance(30_000);
    let ines = Actor::Person(id("p1"));
    room.handle()
        .submit(ines, say("Who is here?"), None)
        .wait()
        .unwrap();
    let shown = |room: &Room| {
        let table = room
            .handle()
            .history(Audience::Table, u64::MAX, 500)
            .wait()
            .unwrap();
        let host = room
            .handle()
            .history(Audience::Host, u64::MAX, 500)
            .wait()
            .unwrap();
        (table, host)
    };
    let before = shown(&room);
    assert_eq!(room.handle().epoch(), 1);
    room.shutdown().unwrap();

    clock.advance(3_600_000);
    let (room, store) = again(&store, &clock);
    assert_eq!(room.handle().epoch(), 2);
    let after = shown(&room);
    assert_eq!(after.0[..before.0.len()], before.0[..]);
    assert_eq!(after.1[..before.1.len()], before.1[..]);
    clock.advance(60_000);
    let face = room.handle().tick().wait().unwrap();
    assert_eq!((face.running, face.now), (false, SimTime(30_000)));
    let refused = room.handle().submit(ines, say("Now?"), None).wait();
    assert!(matches!(refused, Err(RoomError::Refused(no)) if no.reason == Reason::Paused));
    let steps = read(&store.synced()).unwrap().steps;
    let [.., opened, pause] = &steps[..] else {
        panic!("{steps:?}")
    };
    assert!(matches!(opened.cause, Cause::Opened { epoch: 2, .. }));
    assert!(matches!(&pause.events[0].event, Event::Paused { why } if why == RESUMED));

    room.handle()
        .submit(Actor::Host, Command::Host(HostVerb::Resume), None)
        .wait()
        .unwrap();
    clock.advance(5_000);
    assert_eq!(room.handle().tick().wait().unwrap().now, SimTime(35_000));
    room.shutdown().unwrap();
    // A pause of the host's own stays as it was.
    let (room, store) = again(&store, &clock);
    room.shutdown().unwrap();
    let (room, store) = again(&store, &clock);
    assert_eq!(room.handle().epoch(), 4);
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    let paused = |step: &&_| {
        matches!(step, warroom::journal::Step { events, .. }
        if events.iter().any(|r| matches!(r.event, Event::Paused { .. })))
    };
    assert_eq!(journal.steps.iter().filter(paused).count(), 2);
    assert_eq!(verify(&journal).unwrap().rerun, Rerun::Agrees);
}

#[test]
fn a_time_cut_runs_at_once_and_a_cut_that_was_stopped_in_is_run_through() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let limits = Limits {
        due: 2,
        ..Limits::default()
    };
    let room = start_with(&store, &clock, Start::New(header()), limits);
    begin(room.handle());
    clock.advance(20_000);
    let cut = Command::Host(HostVerb::Cut {
        plan: CutPlan::default(),
    });
    let at = room
        .handle()
        .submit(Actor::Host, cut, None)
        .wait()
        .unwrap()
        .step;
    let face = room.handle().tick().wait().unwrap();
    assert_eq!((face.cut, face.running), (false, true));
    assert_eq!(face.now, SimTime(3_600_000), "the story is at 03:00");
    clock.advance(1_000);
    assert_eq!(room.handle().tick().wait().unwrap().now, SimTime(3_601_000));
    room.shutdown().unwrap();

    // The machine stopped right after the cut was declared.
    let journal = read(&store.synced()).unwrap();
    let steps = &journal.steps[..usize::try_from(at).unwrap()];
    let bytes = encode(&journal.header, steps).unwrap();
    let (room, store) = again(&MemoryStore::holding(bytes), &clock);
    let face = room.handle().tick().wait().unwrap();
    assert_eq!(
        (face.cut, face.running, face.now),
        (false, false, SimTime(3_600_000))
    );
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    let engine = replay(&journal.header, &journal.steps).unwrap();
    assert_eq!(engine.state().paused(), Some(RESUMED));
    assert_eq!(verify(&journal).unwrap().rerun, Rerun::Agrees);
}

#[test]
fn the_host_ends_a_room_whose_journal_is_full() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let limits = Limits {
        steps: 10,
        ..Limits::default()
    };
    let room = start_with(&store, &clock, Start::New(header()), limits);
    begin(room.handle());
    let ines = Actor::Person(id("p1"));
    let send = |actor, command| room.handle().submit(actor, command, None).wait();
    let refused = (0..10)
        .find_map(|_| send(ines, say("Again")).err())
        .unwrap();
    assert!(refused.to_string().contains("journal is full"), "{refused}");
    let why = "Full".to_owned();
    send(Actor::Host, Command::Host(HostVerb::Pause { why })).unwrap();
    send(Actor::Host, Command::Host(HostVerb::End)).unwrap();
    room.shutdown().unwrap();
}

#[test]
fn a_fork_shares_the_beginning_and_plays_on_with_other_luck() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    begin(room.handle());
    clock.advance(120_000);
    room.handle().tick().wait().unwrap();
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    let at = Seq(journal.seq().0 - 1);
    let (header, steps) = fork(&journal, at, "FORK", 1_900_000_000_000, Some(99));
    assert_eq!(
        header.forked.as_ref().map(|from| from.room.as_str()),
        Some("K7QX")
    );
    let last = steps.last().unwrap();
    assert!(matches!(last.cause, Cause::Forked { seed: 99 }));
    assert!(
        steps
            .iter()
            .flat_map(|step| &step.events)
            .all(|recorded| recorded.seq <= at)
    );
    let engine = replay(&header, &steps).unwrap();
    assert_eq!(engine.state().seed(), 99);

    let (room, store) = again(
        &MemoryStore::holding(encode(&header, &steps).unwrap()),
        &clock,
    );
    room.shutdown().unwrap();
    assert_eq!(
        verify(&read(&store.synced()).unwrap()).unwrap().rerun,
        Rerun::Agrees
    );
}
