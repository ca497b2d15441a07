//! The map of the layers is a test (design, section 3): each room of the crate
//! imports only from those above it, the pure rooms know no clock, no IO, no
//! hash order and no float, and nobody but the engine's `apply` writes state.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::allow_attributes, reason = "shared by all tests of this file")]

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down. A room may use those before it.
const LAYERS: [&str; 15] = [
    "model",
    "text",
    "scenario",
    "engine",
    "scoring",
    "view",
    "journal",
    "room",
    "bots",
    "rehearsal",
    "report",
    "storage",
    "server",
    "game",
    "cli",
];

/// Rooms that know no wall clock, thread, IO, hash-ordered iteration or float.
const PURE: [&str; 6] = ["model", "text", "scenario", "engine", "scoring", "view"];

/// Files that hold only tests.
const TESTS: [&str; 2] = ["tests.rs", "hostile.rs"];

fn sources(room: &str) -> Vec<PathBuf> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs")
                && !TESTS.contains(&path.file_name().unwrap().to_str().unwrap_or_default())
            {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    if root.is_dir() {
        walk(&root, &mut found);
    }
    found.sort();
    found
}

/// The code of a file without comments and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    shipped
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Words of a text that are whole identifiers.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

#[test]
fn each_room_imports_only_from_those_above_it() {
    let mut wrong = Vec::new();
    for (at, room) in LAYERS.iter().enumerate() {
        for path in sources(room) {
            let code = code(&path);
            for below in &LAYERS[at + 1..] {
                let single = format!("crate::{below}");
                let grouped = code
                    .split("use crate::{")
                    .skip(1)
                    .filter_map(|rest| rest.split("};").next())
                    .any(|group| words(group).any(|word| word == *below));
                let named = code.match_indices(&single).any(|(i, m)| {
                    !code[i + m.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                if named || grouped {
                    wrong.push(format!("{} uses `{below}`", path.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that point downwards:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_room_of_the_crate_is_on_the_map() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let room = line.trim_end_matches(';');
        assert!(
            LAYERS.contains(&room),
            "`{room}` is not on the map of the layers"
        );
    }
}

#[test]
fn pure_rooms_know_no_clock_io_hash_order_or_float() {
    const BANNED: [&str; 13] = [
        "Instant",
        "SystemTime",
        "HashMap",
        "HashSet",
        "f32",
        "f64",
        "StdRng",
        "thread_rng",
        "println",
        "eprintln",
        "tokio",
        "TcpStream",
        "stdin",
    ];
    let mut wrong = Vec::new();
    for room in PURE {
        for path in sources(room) {
            let code = code(&path);
            for word in words(&code).filter(|word| BANNED.contains(word)) {
                wrong.push(format!("{}: `{word}`", path.display()));
            }
            let system = ["std::fs", "std::env", "std::thread", "std::net"];
            if system.iter().any(|path| code.contains(path)) {
                wrong.push(format!("{}: touches the system", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not pure:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_engine_reaches_into_the_state() {
    // The fields of `State` are `pub(super)` in `engine::state`; within the
    // engine only `apply`, with what stands in its folder, `world` (flows), `staff`
    // may take it mutably, and `step`, which owns it.
    let allowed = ["apply.rs", "world.rs", "staff.rs", "step.rs"];
    for path in sources("engine") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let applies = path.parent().is_some_and(|dir| dir.ends_with("apply"));
        if applies || allowed.contains(&name.as_str()) {
            continue;
        }
        let code = code(&path);
        let changes = |line: &str| line.contains("pub") && line.contains("&mut self");
        let method = code.contains("impl State") && code.lines().any(changes);
        let assigns = code.lines().map(str::trim).any(|line| {
            let field = line.starts_with("state.") || line.starts_with("self.state.");
            field && [" = ", " += ", " -= "].iter().any(|by| line.contains(by))
        });
        if code.contains("&mut State") || method || assigns {
            panic!("{} changes the state", path.display());
        }
    }
}

#[test]
fn bots_see_nothing_but_what_a_page_shows() {
    // Commands and plain words of the engine are theirs; its state, its events
    // and the scenario are not.
    const UNSEEN: [&str; 7] = [
        "State", "Engine", "Recorded", "Event", "Scenario", "Scorer", "Journal",
    ];
    let mut wrong = Vec::new();
    for path in sources("bots") {
        let code = code(&path);
        for word in words(&code).filter(|word| UNSEEN.contains(word)) {
            wrong.push(format!("{}: `{word}`", path.display()));
        }
    }
    assert!(!sources("bots").is_empty());
    assert!(
        wrong.is_empty(),
        "bots look behind the page:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn no_file_holds_more_than_a_screenful_of_ideas() {
    let mut long = Vec::new();
    for room in LAYERS {
        for path in sources(room) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > 700 {
                long.push(format!("{}: {lines} lines", path.display()));
            }
        }
    }
    assert!(
        long.is_empty(),
        "split these by their ideas:\n{}",
        long.join("\n")
    );
}
