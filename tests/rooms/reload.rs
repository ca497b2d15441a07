//! A lobby that gets another version of its scenario, and an exercise that
//! keeps the one that it began with.

use super::common::*;
use std::sync::atomic::Ordering::SeqCst;
use warroom::engine::*;
use warroom::journal::{Cause, JournalError, MemoryStore, Rerun, Step, encode, read, verify};
use warroom::model::*;
use warroom::room::*;

/// Later than the room was made.
const LATER: u64 = 1_800_000_060_000;

/// The minimal scenario with another title and another role in the place of
/// its developer's.
fn version(title: &str, dev: &str) -> String {
    MINIMAL
        .replace("title: \"Bad deploy\"", &format!("title: \"{title}\""))
        .replace("\"dev\"", &format!("\"{dev}\""))
}

fn two_sit_down(room: &Handle) {
    for command in &opening()[..4] {
        let key = key(&format!("{:.20}", format!("{command:?}").replace(' ', "")));
        room.submit(Actor::Host, command.clone(), key)
            .wait()
            .unwrap();
    }
}

fn seats(room: &Handle) -> Vec<(String, Option<SeatId>)> {
    let members = room.members().wait().unwrap();
    members.into_iter().map(|of| (of.name, of.seat)).collect()
}

fn resets(out: &[Out]) -> Vec<(Audience, u64, String)> {
    out.iter()
        .filter_map(|out| match out {
            Out::Reset(reset) => {
                Some((reset.audience, reset.at.epoch, reset.shown.json.to_string()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn everybody_who_waits_sees_the_new_version() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    two_sit_down(handle);
    let before = handle.members().wait().unwrap();
    let listen = |audience, me| handle.subscribe(Subscribe::to(audience, me)).wait();
    let mut table = listen(Audience::Table, None).unwrap();
    let mut bo = listen(seat("dev"), Some(id("p2"))).unwrap();
    let mut recorded = handle.subscribe_recorded(Seq(0), None).wait().unwrap();
    drain(&mut table);
    drain(&mut bo);

    let text = version("Worse deploy", "dev");
    let carried = handle.reload(text.clone(), LATER).wait().unwrap();
    assert_eq!(carried, Carried { kept: 4, lost: 0 });
    assert_eq!(handle.current().head.title, "Worse deploy");
    assert_eq!(handle.members().wait().unwrap(), before);
    for (stream, audience) in [(&mut table, Audience::Table), (&mut bo, seat("dev"))] {
        let out = drain(stream);
        let [(of, epoch, json)] = &resets(&out)[..] else {
            panic!("{out:?}")
        };
        assert_eq!((*of, *epoch), (audience, handle.epoch()));
        assert!(json.contains("Worse deploy"), "{json}");
    }
    // Who reads what is recorded asks again.
    assert!(recorded.stream.blocking_recv().is_none());
    let again = handle.subscribe_recorded(Seq(0), None).wait().unwrap();
    assert_eq!(again.so_far.len(), 4);

    begin_play(handle);
    clock.advance(30_000);
    handle
        .submit(Actor::Person(id("p1")), say("Who is here?"), None)
        .wait()
        .unwrap();
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    assert_eq!(journal.header.title, "Worse deploy");
    assert_eq!(journal.header.scenario, text);
    assert!(matches!(
        journal.steps[0].cause,
        Cause::Opened {
            epoch: 2,
            at: LATER
        }
    ));
    assert_eq!(verify(&journal).unwrap().rerun, Rerun::Agrees);
}

fn begin_play(room: &Handle) {
    room.submit(Actor::Host, Command::Host(HostVerb::Start), None)
        .wait()
        .unwrap();
}

#[test]
fn a_seat_that_is_gone_frees_its_player() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    two_sit_down(handle);
    let ask = Subscribe::to(seat("dev"), Some(id("p2")));
    let mut bo = handle.subscribe(ask).wait().unwrap();
    drain(&mut bo);
    let carried = handle
        .reload(version("Bad deploy", "coder"), LATER)
        .wait()
        .unwrap();
    assert_eq!(carried, Carried { kept: 3, lost: 1 });
    let ic = SeatId::new("ic").unwrap();
    assert_eq!(
        seats(handle),
        [("Ines".to_owned(), Some(ic)), ("Bo".to_owned(), None)]
    );
    let out = drain(&mut bo);
    assert!(
        matches!(&resets(&out)[..], [(Audience::Lobby, ..)]),
        "{out:?}"
    );
    handle
        .submit(Actor::Host, sit("p2", "coder"), None)
        .wait()
        .unwrap();
    begin_play(handle);
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    assert_eq!(verify(&journal).unwrap().rerun, Rerun::Agrees);
}

#[test]
fn a_room_that_was_reloaded_comes_back_as_it_was() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    two_sit_down(room.handle());
    for title in ["Second", "Third"] {
        let reload = room.handle().reload(version(title, "dev"), LATER);
        reload.wait().unwrap();
    }
    assert_eq!(room.handle().epoch(), 3);
    let before = room.handle().members().wait().unwrap();
    room.shutdown().unwrap();
    let (room, store) = again(&store, &clock);
    assert_eq!(room.handle().epoch(), 4);
    assert_eq!(room.handle().header().title, "Third");
    assert_eq!(room.handle().members().wait().unwrap(), before);
    // A repeated request still gets its first outcome, and goes on in a lobby.
    two_sit_down(room.handle());
    room.handle()
        .reload(version("Fourth", "dev"), LATER)
        .wait()
        .unwrap();
    begin_play(room.handle());
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    assert_eq!(journal.header.title, "Fourth");
    assert_eq!(verify(&journal).unwrap().rerun, Rerun::Agrees);
    // Read and written again it is the exercise that was played, alone.
    let plain = read(&encode(&journal.header, &journal.steps).unwrap()).unwrap();
    assert_eq!(plain.steps, journal.steps);
}

#[test]
fn what_cannot_be_reloaded_changes_nothing() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    let handle = room.handle();
    two_sit_down(handle);
    let before = (store.synced(), seats(handle));
    let why = |text: String| match handle.reload(text, LATER).wait() {
        Err(RoomError::Refused(no)) => no,
        other => panic!("{other:?}"),
    };
    assert_eq!(why("(".to_owned()).reason, Reason::Form);
    assert_eq!(
        why(MINIMAL.replace("\"dev\"", "\"Dev\"")).reason,
        Reason::Form
    );
    assert_eq!(before, (store.synced(), seats(handle)));
    // A disk that does not write: nothing of it is left once it does.
    store.faults.sync.store(true, SeqCst);
    let failed = handle.reload(version("Lost", "dev"), LATER).wait();
    assert!(matches!(failed, Err(RoomError::Storage(_))), "{failed:?}");
    store.faults.sync.store(false, SeqCst);
    assert_eq!(handle.current().head.title, "Bad deploy");
    begin_play(handle);
    let no = why(version("Too late", "dev"));
    assert_eq!(no.reason, Reason::Phase);
    assert!(no.why.contains("keeps the scenario"), "{no}");
    room.shutdown().unwrap();
    let journal = read(&store.synced()).unwrap();
    assert_eq!(journal.header, header());
    assert_eq!(verify(&journal).unwrap().rerun, Rerun::Agrees);
}

#[test]
fn a_reload_is_in_the_journal_whole_or_not_at_all() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    two_sit_down(room.handle());
    let old = store.synced();
    room.handle()
        .reload(version("Second", "dev"), LATER)
        .wait()
        .unwrap();
    room.shutdown().unwrap();
    let whole = store.synced();
    for cut in [
        old.len(),
        old.len() + 1,
        (old.len() + whole.len()) / 2,
        whole.len() - 1,
    ] {
        let journal = read(&whole[..cut]).unwrap();
        assert_eq!(journal.header.title, "Bad deploy", "{cut}");
        assert_eq!(journal.steps.len(), 4);
    }
    assert_eq!(read(&whole).unwrap().header.title, "Second");
}

#[test]
fn a_reload_after_startex_or_of_another_room_is_no_journal() {
    use warroom::journal::{Chain, Reloaded};
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    begin(room.handle());
    room.shutdown().unwrap();
    let played = read(&store.synced()).unwrap();
    let lobby: Vec<Step> = played.steps[..4].to_vec();
    let with = |steps: &[Step], later: &Reloaded| {
        let mut bytes = encode(&played.header, steps).unwrap();
        let mut chain = Chain::after(read(&bytes).unwrap().last);
        chain.reloaded(later, &mut bytes).unwrap();
        read(&bytes)
    };
    let fine = Reloaded {
        header: played.header.with_scenario(&version("Second", "dev")),
        steps: lobby.clone(),
    };
    assert_eq!(with(&lobby, &fine).unwrap().header, fine.header);
    let mut strange = fine.clone();
    strange.header.room = "OTHER".to_owned();
    let mut forged = fine.clone();
    forged.header.scenario.push(' ');
    let mut gap = fine.clone();
    gap.steps.remove(1);
    for (steps, later, says) in [
        (&played.steps, &fine, "after STARTEX"),
        (&lobby, &strange, "another room"),
        (&lobby, &forged, "hashed"),
        (&lobby, &gap, "step 2 belongs"),
    ] {
        match with(steps, later) {
            Err(JournalError::Order { what, .. }) => assert!(what.contains(says), "{what}"),
            other => panic!("{says}: {other:?}"),
        }
    }
}
