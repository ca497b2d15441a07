//! The game itself, on a virtual screen: the tour drives it from the start
//! screen to the report and through a practice alone, and this looks at what
//! the windows showed, by words and structure. Needs a display, such as that
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

/// Every picture of the tour.
const PICTURES: [&str; 30] = [
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
    "review",
    "seat-before",
    "seat",
    "table-alone",
    "seat-decide",
    "seat-emergency",
    "table-emergency",
    "start-again",
    "seat-resumed",
];

/// Sizes in pixels; pictures are named by their height.
const SIZES: [(u32, u32); 2] = [(1920, 1080), (1280, 720)];

/// What each screen must say, at every size.
const MUST: [(&str, &[&str]); 19] = [
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
];

/// What a screen must not say: nothing of the host's on the table, no word of
/// exercise when the emergency is real.
const NEVER: [(&str, &[&str]); 4] = [
    ("table", &["Expected now", "Score", "armed"]),
    ("table-asking", &["Expected now", "Score", "armed"]),
    // The word on the rim is set letter by letter.
    ("table-emergency", &["EXERCISE", "\nX\n"]),
    ("seat", &["Expected now", "armed", "Release"]),
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
    for name in PICTURES {
        for (width, height) in SIZES {
            let stem = format!("{name}-{height}");
            wrong.extend(picture(&folder.join(format!("{stem}.png")), width, height).err());
            let words = words(&folder, &stem);
            if words.contains("OUTSIDE") {
                wrong.push(format!("{stem}: words run over the window's edge"));
            }
        }
    }
    let every_size = |name: &str| SIZES.map(|(_, height)| format!("{name}-{height}"));
    for (name, must) in MUST {
        for stem in every_size(name) {
            let words = words(&folder, &stem);
            for part in must.iter().filter(|part| !words.contains(**part)) {
                wrong.push(format!("{stem}: does not say {part:?}"));
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
    for paper in ["report.md", "report.html"] {
        let text = fs::read_to_string(export.join(paper)).unwrap();
        assert!(
            text.contains("EXERCISE") && text.contains("Hybrid"),
            "{paper}"
        );
    }
    assert!(fs::metadata(export.join("events.csv")).unwrap().len() > 10_000);
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
