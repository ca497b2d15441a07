//! A time cut stands on every screen until people have read it.

use crate::common::*;
use warroom::engine::*;
use warroom::journal::MemoryStore;
use warroom::model::*;
use warroom::room::*;
use warroom::view::Snapshot;

fn cut() -> Command {
    Command::Host(HostVerb::Cut {
        plan: CutPlan {
            running: "the rollback".to_owned(),
            ..CutPlan::default()
        },
    })
}

#[test]
fn a_cut_can_be_read_before_its_work_is_run() {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let limits = Limits::for_people();
    let room = start_with(&store, &clock, Start::New(header()), limits);
    let handle = room.handle();
    begin(handle);
    clock.advance(60_000);
    handle.submit(Actor::Host, cut(), None).wait().unwrap();

    clock.advance(limits.cut_ms - 1);
    let face = handle.tick().wait().unwrap();
    assert!(face.cut, "it stands for all of its time");
    assert_eq!(face.now, SimTime(60_000), "and no time passes meanwhile");
    let shown = handle.snapshot(Audience::Table, None).wait().unwrap();
    let Snapshot::Table(table) = shown.snapshot.as_ref() else {
        panic!("the table's view");
    };
    let stated = table.common.cut.as_ref().unwrap();
    assert_eq!(
        (stated.to.as_str(), stated.running.as_str()),
        ("03:00", "the rollback")
    );

    clock.advance(1);
    let face = handle.tick().wait().unwrap();
    assert!(!face.cut);
    assert_eq!(
        face.now,
        SimTime::ZERO + Span::minutes(60),
        "then the next scene begins"
    );
    room.shutdown().unwrap();
}
