//! Journals that were torn, damaged, or tampered with.

use super::common::*;
use std::fs;
use warroom::journal::*;
use warroom::model::*;
use warroom::room::ManualClock;
use warroom::storage::{self, StorageError};

/// A journal of a short exercise.
fn bytes() -> Vec<u8> {
    let (store, clock) = (MemoryStore::default(), ManualClock::default());
    let room = start(&store, &clock);
    begin(room.handle());
    clock.advance(400_000);
    room.handle().tick().wait().unwrap();
    room.shutdown().unwrap();
    store.synced()
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

#[test]
fn a_torn_end_is_told_wherever_it_was_torn() {
    let bytes = bytes();
    let all = read(&bytes).unwrap();
    assert_eq!(all.torn, None);
    let lines = lines(&bytes);
    let before = bytes.len() - lines.last().unwrap().len();
    for len in before + 1..bytes.len() {
        let journal = read(&bytes[..len]).unwrap();
        let torn = journal.torn.unwrap();
        assert_eq!(torn.valid_len, before as u64);
        assert_eq!(
            (torn.line, torn.lost),
            (lines.len() as u64, (len - before) as u64)
        );
        assert_eq!(journal.steps[..], all.steps[..all.steps.len() - 1]);
    }
    assert_eq!(read(&bytes[..before]).unwrap().torn, None);
    // Zeros at the end, as some file systems leave them.
    let mut padded = bytes.clone();
    padded.extend([0; 512]);
    assert_eq!(
        read(&padded).unwrap().torn.map(|torn| torn.valid_len),
        Some(bytes.len() as u64)
    );
}

#[test]
fn a_flipped_bit_never_goes_unnoticed() {
    let good = bytes();
    let all = read(&good).unwrap();
    let mut bytes = good.clone();
    let last = good.len() - lines(&good).last().unwrap().len();
    for at in 0..good.len() {
        let bit = 1 << (at % 8);
        bytes[at] ^= bit;
        match read(&bytes) {
            // A capital in the checksum's own hex says the same.
            Ok(journal) if journal.torn.is_none() => assert_eq!(journal.steps, all.steps, "{at}"),
            Ok(journal) => {
                let torn = journal.torn.unwrap();
                assert!(at + 1 >= last, "byte {at} is no torn end: {torn:?}");
            }
            Err(_) => assert!(at < last, "byte {at}"),
        }
        bytes[at] ^= bit;
    }
}

#[test]
fn a_missing_moved_or_forged_line_is_named() {
    let bytes = bytes();
    let lines = lines(&bytes);
    let check = |lines: &[&[u8]], line: u64| {
        let error = read(&lines.concat()).unwrap_err();
        let JournalError::Order {
            line: found, byte, ..
        } = &error
        else {
            panic!("{error}");
        };
        assert_eq!(*found, line, "{error}");
        let before: usize = lines[..usize::try_from(line - 1).unwrap()]
            .iter()
            .map(|l| l.len())
            .sum();
        assert_eq!(*byte, before as u64);
        assert!(
            error
                .to_string()
                .contains(&format!("line {line} (byte {byte})"))
        );
    };
    let mut missing = lines.clone();
    missing.remove(3);
    check(&missing, 4);
    let mut moved = lines.clone();
    moved.swap(3, 4);
    check(&moved, 4);
    // The right checksum over another hash of the line before.
    let forged = String::from_utf8(lines[3].to_vec()).unwrap();
    let body = format!(
        "{{\"prev\":\"{}{}",
        "0".repeat(32),
        &forged[41..forged.len() - 19]
    );
    let forged = format!(
        "{body},\"crc\":\"{:08x}\"}}\n",
        crc32c::crc32c(body.as_bytes())
    );
    let mut wrong = lines.clone();
    wrong[3] = forged.as_bytes();
    check(&wrong, 4);
}

#[test]
fn a_header_that_is_not_ours_is_refused() {
    assert_eq!(read(b"").unwrap_err(), JournalError::Empty);
    assert!(matches!(read(b"hello\n"), Err(JournalError::Header { .. })));
    let newer = Header {
        format: FORMAT + 1,
        ..header()
    };
    let bytes = encode(&newer, &[]).unwrap();
    assert!(matches!(read(&bytes), Err(JournalError::Format { .. })));
    let other = Header {
        scenario: "()".to_owned(),
        ..header()
    };
    let bytes = encode(&other, &[]).unwrap();
    assert!(matches!(read(&bytes), Err(JournalError::Header { .. })));
}

#[test]
fn a_file_is_cut_after_a_backup_and_damage_is_left_alone() {
    let folder = Folder::new("damage");
    let path = folder.0.join("K7QX.jsonl");
    let bytes = bytes();
    let torn = &bytes[..bytes.len() - 5];
    fs::write(&path, torn).unwrap();
    for n in 1..=2 {
        let opened = storage::reopen(&path).unwrap();
        let (cut, backup) = opened.cut.unwrap();
        assert_eq!(opened.journal.torn, None);
        assert_eq!(backup, folder.0.join(format!("K7QX.jsonl.torn-{n}")));
        assert_eq!(fs::metadata(&path).unwrap().len(), cut.valid_len);
        let (kept, lost) = (fs::read(&path).unwrap(), fs::read(&backup).unwrap());
        assert_eq!([kept, lost].concat(), torn);
        drop(opened.store);
        fs::write(&path, torn).unwrap();
    }
    let mut damaged = bytes.clone();
    let middle = bytes.len() - lines(&bytes).last().unwrap().len() - 100;
    damaged[middle] ^= 1;
    fs::write(&path, &damaged).unwrap();
    let error = storage::reopen(&path).unwrap_err();
    let StorageError::Journal {
        why: JournalError::Damaged { byte, .. },
        ..
    } = &error
    else {
        panic!("{error}");
    };
    assert!(*byte <= middle as u64);
    assert!(error.to_string().contains("K7QX.jsonl: line "), "{error}");
    assert_eq!(fs::read(&path).unwrap(), damaged);
}

#[test]
fn one_journal_has_one_writer_and_one_file() {
    let folder = Folder::new("lock");
    let data = storage::DataFolder::at(&folder.0);
    let path = data.journal("K7QX").unwrap();
    let mut store = storage::create(&path).unwrap();
    assert!(matches!(
        storage::create(&path),
        Err(StorageError::Exists(_))
    ));
    assert!(matches!(
        storage::reopen(&path),
        Err(StorageError::InUse(_))
    ));
    let bytes = bytes();
    store.append(&bytes).unwrap();
    store.sync().unwrap();
    let [head] = &storage::journals(&data.journals()).unwrap()[..] else {
        panic!()
    };
    assert!(head.in_use);
    drop(store);

    fs::write(data.journals().join("bad.jsonl"), "hello").unwrap();
    let heads = storage::journals(&data.journals()).unwrap();
    let good = heads.iter().find(|head| head.path == path).unwrap();
    assert!(!good.in_use);
    assert_eq!(good.header.as_ref().unwrap().title, "Bad deploy");
    let steps = read(&bytes).unwrap().steps;
    assert_eq!(good.steps, Some(steps.len() as u64));
    assert_eq!(good.last, steps.last().map(|step| step.at));
    let bad = heads.iter().find(|head| head.path != path).unwrap();
    assert!(bad.header.as_ref().unwrap_err().contains("no sound header"));
    assert_eq!(bad.last, None::<SimTime>);
    assert!(
        storage::journals(&folder.0.join("nowhere"))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn scenarios_are_read_and_reports_are_never_overwritten() {
    let folder = Folder::new("files");
    fs::write(folder.0.join("b.ron"), "(b)").unwrap();
    fs::write(folder.0.join("a.ron"), "(a)").unwrap();
    fs::write(folder.0.join("big.ron"), " ".repeat((1 << 20) + 1)).unwrap();
    fs::write(folder.0.join("notes.txt"), "not one").unwrap();
    let found = storage::scenarios(&folder.0).unwrap();
    let texts: Vec<&str> = found
        .iter()
        .flatten()
        .map(|file| file.text.as_str())
        .collect();
    assert_eq!(texts, ["(a)", "(b)"]);
    assert!(matches!(found[2], Err(StorageError::TooLarge { .. })));
    let report = folder.0.join("exports/report.md");
    storage::write_new(&report, b"one").unwrap();
    assert!(matches!(
        storage::write_new(&report, b"two"),
        Err(StorageError::Exists(_))
    ));
    assert_eq!(fs::read(&report).unwrap(), b"one");
}
