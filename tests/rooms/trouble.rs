//! When the disk fails.

use super::common::*;
use std::sync::atomic::Ordering::SeqCst;
use warroom::engine::*;
use warroom::journal::{MemoryStore, StoreError, read};
use warroom::model::*;
use warroom::room::*;

#[test]
fn a_full_disk_holds_everything_and_loses_nothing() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    begin(handle);
    let ines = Actor::Person(id("p1"));
    let full = store.synced().len() as u64 + 20;
    store.faults.capacity.store(full, SeqCst);

    let mut held = handle.submit(ines, say("Who is here?"), key("one"));
    assert!(handle.tick().wait().unwrap().storage_trouble);
    let refused = handle.submit(ines, say("Anybody?"), None).wait();
    let Err(RoomError::Storage(refused)) = refused else {
        panic!("accepted while the store fails");
    };
    assert_eq!(refused, StoreError::Full);
    assert!(refused.to_string().contains("The disk is full"));
    assert!(
        held.poll_now().is_none(),
        "acknowledged before it was synced"
    );
    let before = read(&store.synced()).unwrap().steps.len();

    // The clock stands still: the alert of +10 s does not come.
    clock.advance(60_000);
    let face = handle.tick().wait().unwrap();
    assert!(face.storage_trouble && !face.running);
    assert_eq!(face.now, SimTime::ZERO);
    assert_eq!(read(&store.synced()).unwrap().steps.len(), before);

    store.faults.capacity.store(u64::MAX, SeqCst);
    let face = handle.tick().wait().unwrap();
    assert!(!face.storage_trouble && face.running);
    let outcome = held.wait().unwrap();
    let repeat = handle
        .submit(ines, say("Who is here?"), key("one"))
        .wait()
        .unwrap();
    assert_eq!(outcome, repeat);
    clock.advance(10_000);
    handle.tick().wait().unwrap();
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    assert_eq!(journal.torn, None);
    assert_eq!(
        journal.steps.len(),
        before + 2,
        "the move once, and the alert"
    );
}
