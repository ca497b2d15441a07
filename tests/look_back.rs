//! `replay`, `score` and `report` as somebody calls them: what they print, what
//! they write, and their exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::plan::{Run, lines, scenario};
use warroom::journal::{Header, encode};

const MINIMAL: &str = "tests/fixtures/scenarios/minimal.ron";

/// A data folder of its own with one room's journal in it.
struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("journals")).unwrap();
        let scenario = scenario(MINIMAL);
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(MINIMAL)).unwrap();
        let run = Run::of(&scenario, 7, false, &lines("report"));
        let header = Header::new("KQXR", &scenario.head.title, &text, 7, 0);
        let place = Self { folder };
        fs::write(place.journal(), encode(&header, &run.steps).unwrap()).unwrap();
        place
    }

    fn journal(&self) -> PathBuf {
        self.folder.join("journals/KQXR.jsonl")
    }

    fn call(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
        command
            .args(args)
            .env("WARROOM_DATA", &self.folder)
            .current_dir(&self.folder);
        command.output().unwrap()
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|why| panic!("{why}: {output:?}"))
}

#[test]
fn a_journal_replays_to_the_same_state_by_path_and_by_code() {
    let place = Place::new("replays");
    let verified = place.call(&["replay", "journals/KQXR.jsonl", "--verify", "--json"]);
    assert_eq!(verified.status.code(), Some(0), "{verified:?}");
    let verified = json(&verified);
    assert_eq!(verified["verified"], true);
    assert_eq!(verified["rerun"], true);
    assert!(verified["events"].as_u64().unwrap() > 50);
    let folded = json(&place.call(&["replay", "kqxr", "--json"]));
    assert_eq!(folded["state_hash"], verified["state_hash"]);
    assert_eq!(folded["events"], verified["events"]);
    let text = place.call(&["replay", "KQXR", "--verify"]);
    assert!(
        String::from_utf8_lossy(&text.stdout).contains("the same events again"),
        "{text:?}"
    );
}

#[test]
fn damage_names_the_file_the_line_and_the_byte() {
    let place = Place::new("damage");
    let mut bytes = fs::read(place.journal()).unwrap();
    let third = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .nth(1)
        .unwrap()
        .0
        + 1;
    bytes[third + 20] ^= 1;
    fs::write(place.journal(), bytes).unwrap();
    let place_of = format!("line 3 (byte {third})");
    for args in [
        &["replay", "KQXR"][..],
        &["score", "KQXR"],
        &["report", "KQXR", "--out", "out"],
    ] {
        let output = place.call(args);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.contains("KQXR.jsonl") && said.contains(&place_of),
            "{said}"
        );
    }
    let output = place.call(&["replay", "KQXR", "--json"]);
    assert!(json(&output)["error"].as_str().unwrap().contains(&place_of));
    assert!(!place.folder.join("out").exists());
}

#[test]
fn a_torn_end_is_told_and_left_alone() {
    let place = Place::new("torn");
    let mut bytes = fs::read(place.journal()).unwrap();
    bytes.truncate(bytes.len() - 10);
    fs::write(place.journal(), &bytes).unwrap();
    let output = place.call(&["score", "KQXR", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("torn"),
        "{output:?}"
    );
    assert_eq!(fs::read(place.journal()).unwrap(), bytes);
}

#[test]
fn a_score_names_its_evidence() {
    let place = Place::new("scores");
    let score = json(&place.call(&["score", "KQXR", "--json"]));
    let total = score["total"].as_f64().unwrap();
    assert_eq!(score["range"][0].as_f64(), Some(total));
    assert!(score["range"][1].as_f64().unwrap() >= total);
    let criteria = score["criteria"].as_array().unwrap();
    assert_eq!(criteria.len(), 13);
    for of in criteria {
        for key in ["id", "points", "max", "basis", "evidence"] {
            assert!(!of[key].is_null(), "{key} of {of}");
        }
        for evidence in of["evidence"].as_array().unwrap() {
            assert!(
                evidence["seq"].is_u64()
                    && evidence["clock"].is_string()
                    && evidence["what"].is_string()
            );
        }
    }
    let text = place.call(&["score", "KQXR"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(
        text.contains("of 100 points") && text.contains("Made a timely decision"),
        "{text}"
    );
}

#[test]
fn a_report_writes_three_files_and_only_those() {
    let place = Place::new("reports");
    let out = place.folder.join("a/b");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("mine.txt"), "keep").unwrap();
    fs::write(out.join("report.md"), "old").unwrap();
    let output = place.call(&["report", "KQXR", "--out", "a/b"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("replaced") && said.contains("wrote"),
        "{said}"
    );
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["events.csv", "mine.txt", "report.html", "report.md"]
    );
    for name in ["events.csv", "report.html", "report.md"] {
        let text = fs::read_to_string(out.join(name)).unwrap();
        assert!(text.contains("EXERCISE"), "{name}");
        assert!(
            !text.contains("Looks at the clock"),
            "{name}: notes about people"
        );
    }
    let host = json(&place.call(&["report", "KQXR", "--out", "host", "--notes", "--json"]));
    assert_eq!(host["edition"], "host");
    assert_eq!(host["written"].as_array().unwrap().len(), 3);
    assert!(
        fs::read_to_string(place.folder.join("host/report.md"))
            .unwrap()
            .contains("Looks at the clock")
    );
}

#[test]
fn a_wrong_call_says_what_is_wrong() {
    let place = Place::new("wrong");
    let output = place.call(&["score", "NOSUCH"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("There is no journal NOSUCH"));
    assert_eq!(place.call(&["score", "journals"]).status.code(), Some(2));
    assert_eq!(place.call(&["report", "KQXR"]).status.code(), Some(2));
    assert_eq!(
        place
            .call(&["report", "KQXR", "--out", "journals/KQXR.jsonl"])
            .status
            .code(),
        Some(2)
    );
    for verb in ["replay", "score", "report"] {
        let help = place.call(&[verb, "--help"]);
        assert!(
            String::from_utf8_lossy(&help.stdout).contains("Examples:"),
            "{help:?}"
        );
    }
}
