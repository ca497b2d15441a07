//! Two clients against one room in memory.

use super::common::*;
use warroom::engine::*;
use warroom::journal::{MemoryStore, Rerun, read, verify};
use warroom::model::*;
use warroom::room::*;

#[test]
fn a_move_is_acknowledged_once_it_lasts() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    clock.advance(20_000);
    let ines = Actor::Person(id("p1"));
    let outcome = handle
        .submit(ines, say("Who is here?"), None)
        .wait()
        .unwrap();
    assert_eq!(outcome.at, SimTime(20_000));
    let journal = read(&store.synced()).unwrap();
    let step = &journal.steps[usize::try_from(outcome.step - 1).unwrap()];
    assert_eq!((step.actor, step.events[0].seq), (ines, outcome.first));
    // The alert was due at +10 s: it comes before the move, at its own time.
    assert_eq!(
        journal.steps[usize::try_from(outcome.step - 2).unwrap()].at,
        SimTime(10_000)
    );
    room.shutdown().unwrap();
    let verdict = verify(&read(&store.synced()).unwrap()).unwrap();
    assert_eq!(verdict.rerun, Rerun::Agrees);
}

#[test]
fn a_stale_move_is_refused_to_the_second_and_stands_for_the_first() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    let note = |text: &str| {
        let act = Move::Note {
            line: BoardLine::Plan,
            base: 0,
        };
        Command::Play(Play {
            text: text.to_owned(),
            ..Play::new(act)
        })
    };
    let first = handle.submit(Actor::Person(id("p1")), note("Roll back"), None);
    let second = handle.submit(Actor::Person(id("p2")), note("Patch"), None);
    first.wait().unwrap();
    let Err(RoomError::Refused(refusal)) = second.wait() else {
        panic!("the second note overwrote the first");
    };
    assert_eq!(refusal.reason, Reason::Stale);
    room.shutdown().unwrap();
}

#[test]
fn nobody_acts_for_the_clock_and_a_closed_room_says_so() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle().clone();
    let forged = handle
        .submit(Actor::Clock, join("p1", "Eve", JobFamily::Qa), None)
        .wait();
    assert!(matches!(forged, Err(RoomError::Refused(_))));
    let mut table = handle
        .subscribe(Subscribe::to(Audience::Table, None))
        .wait()
        .unwrap();
    room.shutdown().unwrap();
    assert!(matches!(
        drain(&mut table).last(),
        Some(Out::Closed(Closing::Shutdown))
    ));
    assert_eq!(handle.tick().wait(), Err(RoomError::Closed));
}
