//! The game itself, on a virtual screen: the tour drives it from the start
//! screen to the report, through a practice alone, and to a telling moment of
//! every other exercise, and this looks at what the windows showed, by words
//! and structure. Needs a display, such as that
//! of `xvfb-run`, and a Vulkan driver; `./test` brings both. Without a display
//! the test says so and fails.
#![cfg(feature = "game")]
#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Every picture of the tour that is taken at both sizes.
const PICTURES: [&str; 35] = [
    "start",
    "table-start",
    "lobby",
    "table-lobby",
    "table-briefing",
    "table-asking",
    "console-asking",
    "table",
    "console",
    "console-options",
    "console-run-sheet",
    "console-capture",
    "console-adopt",
    "table-paused",
    "console-cut",
    "table-cut",
    "table-landing",
    "table-wall",
    "console-wall",
    "hot-wash",
    "table-endex",
    "hot-wash-what-if",
    "review",
    "seat-before",
    "seat",
    "table-alone",
    "seat-decide",
    "seat-emergency",
    "table-emergency",
    "start-again",
    "seat-resumed",
    "lobby-postmortem",
    "review-postmortem",
    "hot-wash-friday",
    "table-queue",
];

/// Those that are taken at one size: the table large, others small.
const GLANCES: [&str; 21] = [
    "start-below",
    "hot-wash-playing",
    "lobby-ceo",
    "table-ceo",
    "console-ceo",
    "hot-wash-ceo",
    "lobby-corruption",
    "table-corruption",
    "console-corruption",
    "hot-wash-corruption",
    "table-postmortem",
    "console-postmortem",
    "lobby-friday",
    "table-friday",
    "console-friday",
    "lobby-queue",
    "table-queue-talk",
    "table-queue-dice",
    "console-queue",
    "hot-wash-queue",
    "seat-queue",
];

/// Sizes in pixels; pictures are named by their height.
const SIZES: [(u32, u32); 2] = [(1920, 1080), (1280, 720)];

/// What each screen must say, at every size.
const MUST: &[(&str, &[&str])] = &[
    ("seat-before", &["Incident commander", "Start"]),
    ("console-run-sheet", &["Run sheet", "02:05–02:20"]),
    (
        "start",
        &[
            "warroom",
            "A migration gone wrong",
            "Host a table",
            "Practise alone",
        ],
    ),
    (
        "lobby",
        &[
            "EXERCISE",
            "Ines",
            "plays away from QA",
            "5 held · 5 by personas",
            "Brief the table",
        ],
    ),
    (
        "table-lobby",
        &["Incident commander", "Scan it, or type it into a browser"],
    ),
    ("table-briefing", &["Database lead", "Tomas"]),
    (
        "console-asking",
        &[
            "Expected now",
            "Injects",
            "Said aloud",
            "Seats",
            "Score",
            "Pause",
        ],
    ),
    (
        "table",
        &[
            "SEV-1",
            "Restore",
            "Fail over",
            "Workaround",
            "Hybrid",
            "users table",
        ],
    ),
    ("console", &["IC", "Tomas", "Evidence", "Disputes", "Notes"]),
    (
        "console-adopt",
        &["Adopt a proposal", "Put it on the table"],
    ),
    ("table-paused", &["paused"]),
    (
        "console-cut",
        &["What is running", "Who tells whom, and how often"],
    ),
    (
        "table-cut",
        &[
            "time cut",
            "02:20 to 02:45",
            "Running: Workaround by 02:45, restore by 06:15",
        ],
    ),
    (
        "hot-wash",
        &[
            "Hot wash",
            "Moments",
            "clear roles",
            "expectations managed",
            "On to the retrospective",
        ],
    ),
    ("table-endex", &["ENDEX"]),
    (
        "review",
        &["Retrospective", "Five whys", "Actions", "Write the report"],
    ),
    (
        "seat",
        &[
            "EXERCISE",
            "Asked of you",
            "Your move",
            "Talk",
            "State board",
        ],
    ),
    (
        "seat-emergency",
        &["Real emergency. The exercise has stopped."],
    ),
    (
        "table-emergency",
        &["Real emergency", "The exercise has stopped."],
    ),
    ("start-below", &["The queue mystery"]),
    (
        "hot-wash-what-if",
        &[
            "What if at 02:1",
            "Played on 40 times, it ends",
            "Half of these exercises earn",
            "How it ends",
            "yours",
        ],
    ),
    (
        "lobby-ceo",
        &["The CEO walks in", "Your word for “chief”", "Ines"],
    ),
    ("table-ceo", &["SEV-1", "Incident commander"]),
    ("console-ceo", &["Expected now", "Injects", "Said aloud"]),
    ("hot-wash-ceo", &["Hot wash", "Moments", "What if"]),
    ("lobby-corruption", &["Lose data or lose the day"]),
    ("table-corruption", &["Incident commander"]),
    ("console-corruption", &["Expected now", "Injects"]),
    ("hot-wash-corruption", &["Hot wash", "timely"]),
    (
        "lobby-postmortem",
        &[
            "Nobody's name is an answer",
            "Held as",
            "Put it into the room",
        ],
    ),
    ("table-postmortem", &["Facilitator"]),
    ("console-postmortem", &["Expected now", "Injects"]),
    (
        "review-postmortem",
        &[
            "Five whys",
            "Compare with the author’s review",
            "found",
            "The author’s review:",
        ],
    ),
    ("lobby-friday", &["Friday, three at once"]),
    ("table-friday", &["Incident commander", "SEV-1"]),
    ("console-friday", &["Expected now", "Injects"]),
    (
        "hot-wash-friday",
        &[
            "Gates",
            "People used efficiently",
            "Stakeholders kept informed",
            "Measured: ",
            "failed",
        ],
    ),
    ("lobby-queue", &["The queue mystery"]),
    ("table-queue-talk", &["Turn 1, until 14:05"]),
    ("table-queue-dice", &["Turn 1, until 14:05", "needed"]),
    ("table-queue", &["Turn 1, until 14:05", "needed"]),
    ("console-queue", &["Injects"]),
    ("hot-wash-queue", &["Hot wash"]),
    ("seat-queue", &["Your move"]),
];

/// Of which each screen must say one, at every size: luck decides which.
const EITHER: &[(&str, &[&str])] = &[("table-queue", &["worked", "failed"])];

/// What a screen must not say: nothing of the host's on the table, no word of
/// exercise when the emergency is real.
const NEVER: &[(&str, &[&str])] = &[
    ("table", &["Expected now", "Score", "armed"]),
    ("table-asking", &["Expected now", "Score", "armed"]),
    // The word on the rim is set letter by letter.
    ("table-emergency", &["EXERCISE", "\nX\n"]),
    ("seat", &["Expected now", "armed", "Release"]),
    ("table-ceo", &["Expected now", "Score", "armed"]),
    ("table-friday", &["Expected now", "Score", "armed"]),
    ("table-queue", &["Expected now", "Score", "armed"]),
    ("seat-queue", &["Expected now", "armed"]),
];

#[test]
fn the_tour_shows_every_screen() {
    assert!(
        std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some(),
        "There is no display. Run this through xvfb-run, or use ./test."
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tour");
    let _ = fs::remove_dir_all(&folder);
    let status = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(["play", "--tour"])
        .arg(&folder)
        .status()
        .unwrap();
    assert!(status.success(), "the tour ended with {status}");

    let mut wrong = Vec::new();
    for name in PICTURES.iter().chain(&GLANCES) {
        for (width, height) in sizes(name) {
            let stem = format!("{name}-{height}");
            wrong.extend(picture(&folder.join(format!("{stem}.png")), width, height).err());
            let words = words(&folder, &stem);
            if words.contains("OUTSIDE") {
                wrong.push(format!("{stem}: words run over the window's edge"));
            }
        }
    }
    let every_size = |name: &str| {
        let stem = |(_, height)| format!("{name}-{height}");
        sizes(name).into_iter().map(stem).collect::<Vec<_>>()
    };
    for (name, must) in MUST {
        for stem in every_size(name) {
            let words = words(&folder, &stem);
            for part in must.iter().filter(|part| !words.contains(**part)) {
                wrong.push(format!("{stem}: does not say {part:?}"));
            }
        }
    }
    for (name, either) in EITHER {
        for stem in every_size(name) {
            let words = words(&folder, &stem);
            if !either.iter().any(|part| words.contains(part)) {
                wrong.push(format!("{stem}: says none of {either:?}"));
            }
        }
    }
    for (name, never) in NEVER {
        for stem in every_size(name) {
            let words = words(&folder, &stem);
            for part in never.iter().filter(|part| words.contains(**part)) {
                wrong.push(format!("{stem}: says {part:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    the_report_was_written(&folder);
}

/// The game wrote its papers, and each says what it is.
fn the_report_was_written(folder: &Path) {
    let exports: Vec<_> = fs::read_dir(folder.join("data/exports"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let [export] = exports.as_slice() else {
        panic!("one export, not {exports:?}");
    };
    for paper in ["report.md", "report.html", "host/report.md"] {
        let text = fs::read_to_string(export.join(paper)).unwrap();
        assert!(
            text.contains("EXERCISE") && text.contains("Hybrid"),
            "{paper}"
        );
    }
    assert!(fs::metadata(export.join("events.csv")).unwrap().len() > 10_000);
}

/// The sizes at which a picture was taken.
fn sizes(name: &str) -> Vec<(u32, u32)> {
    let [large, small] = SIZES;
    match (GLANCES.contains(&name), name.starts_with("table")) {
        (false, _) => vec![large, small],
        (true, true) => vec![large],
        (true, false) => vec![small],
    }
}

fn words(folder: &Path, stem: &str) -> String {
    fs::read_to_string(folder.join(format!("{stem}.txt"))).unwrap_or_default()
}

/// A picture of the right size that shows something: a PNG of one colour
/// shrinks to next to nothing.
fn picture(path: &Path, width: u32, height: u32) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    // PNG, 11.2.1: width and height are the first words of the IHDR chunk.
    if !bytes.starts_with(b"\x89PNG") || (number(16), number(20)) != (Some(width), Some(height)) {
        return Err(format!(
            "{}: no picture of {width}×{height}",
            path.display()
        ));
    }
    if bytes.len() < 8_000 {
        return Err(format!("{}: shows nothing", path.display()));
    }
    Ok(())
}
