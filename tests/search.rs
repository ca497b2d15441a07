//! What `check` finds by playing: each finding as its author reads it, the
//! same on any number of cores, and nothing where nothing is wrong.
//!
//! A fixture of `tests/fixtures/search` holds only the sections that it breaks;
//! the others are those of `minimal.ron`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(
    clippy::allow_attributes,
    dead_code,
    unreachable_pub,
    reason = "shared support"
)]

#[path = "support/compose.rs"]
mod compose;

use compose::compose;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use warroom::rehearsal::search::{Search, Searched, search};
use warroom::scenario::{Code, Diagnostic, load};

const MINIMAL: &str = include_str!("fixtures/scenarios/minimal.ron");

/// The fixtures by name.
fn fixtures() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/search");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, compose(&fs::read_to_string(path).unwrap()))
        })
        .collect()
}

fn played(text: &str, runs: u64) -> Searched {
    search(text, &Search { runs, seed: 1 }, || {})
}

fn rendered(name: &str, text: &str, findings: &[Diagnostic]) -> String {
    let shown: Vec<String> = findings
        .iter()
        .map(|finding| finding.render(name, text))
        .collect();
    counted(&shown.join("\n\n"))
}

/// A text in which any number of exercises is N: a bot that plays better is no
/// other finding.
fn counted(text: &str) -> String {
    let mut pieces = text.split(" exercise");
    let mut told = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let bare = told.trim_end_matches(|c: char| c.is_ascii_digit());
        if bare.len() < told.len() {
            told.truncate(bare.len());
            told.push('N');
        }
        told = told + " exercise" + piece;
    }
    told
}

#[test]
fn each_fixture_is_found_fault_with_as_its_author_should_read_it() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("fixtures/search/findings");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut found = BTreeSet::new();
    settings.bind(|| {
        for (name, text) in fixtures() {
            let errors = load(&text).diagnostics;
            let errors: Vec<&Diagnostic> = errors.iter().filter(|one| one.is_error()).collect();
            assert!(errors.is_empty(), "{name}: {errors:?}");
            let searched = played(&text, 1);
            assert!(searched.complete);
            for finding in &searched.findings {
                assert!(!finding.is_error() && finding.code.is_played());
                assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
                found.insert(finding.code);
            }
            let file = format!("{name}.ron");
            insta::assert_snapshot!(name, rendered(&file, &text, &searched.findings));
        }
    });
    let absent: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| code.is_played() && !found.contains(code))
        .collect();
    assert!(absent.is_empty(), "no fixture for {absent:?}");
}

#[test]
fn a_sound_scenario_has_no_finding_and_every_exercise_is_counted() {
    let counted = AtomicU64::new(0);
    let searched = search(MINIMAL, &Search { runs: 1, seed: 1 }, || {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    let shown = rendered("minimal.ron", MINIMAL, &searched.findings);
    assert_eq!(shown, "");
    assert!(searched.exercises > 20);
    assert_eq!(counted.into_inner(), searched.exercises);
}

#[test]
fn nothing_is_found_in_the_scenarios_that_come_with_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut looked_at = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let searched = search(&text, &Search::default(), || {});
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(searched.complete, "{name}");
        assert_eq!(rendered(&name, &text, &searched.findings), "");
        looked_at += 1;
    }
    assert_eq!(looked_at, 6);
}

#[test]
fn a_scenario_with_an_error_is_not_played() {
    let broken = MINIMAL.replace("holder: \"dev\"", "holder: \"nobody\"");
    let searched = played(&broken, 1);
    assert_eq!((searched.exercises, searched.findings.len()), (0, 0));
}

#[test]
fn what_feeds_itself_is_searched_to_an_end() {
    // Two figures that nothing moves but each other.
    let text = MINIMAL
        .replace(
            "shown: Told(\"symptoms\")),\n    ],",
            "shown: Told(\"symptoms\")),\n        (id: \"load\", label: \"load\", start: \"0\"),\n        \
             (id: \"heat\", label: \"heat\", start: \"0\"),\n    ],",
        )
        .replace(
            "effects: [Release(\"press\")]),\n",
            "effects: [Release(\"press\")]),\n        \
             (id: \"hot\", var: \"load\", is: AtLeast, value: \"5\", effects: [Add(\"heat\", \"1\")]),\n        \
             (id: \"full\", var: \"heat\", is: AtLeast, value: \"5\", effects: [Add(\"load\", \"1\")]),\n",
        )
        .replace(
            "(id: \"fixed\", title: \"Buyers can pay again\"),\n",
            "(id: \"fixed\", title: \"Buyers can pay again\"),\n        \
             (id: \"burnt\", title: \"Burnt\", when: Var(\"heat\", AtLeast, \"9\")),\n",
        );
    let searched = played(&text, 1);
    assert!(searched.exercises > 20, "{searched:?}");
    let codes: Vec<Code> = searched.findings.iter().map(|of| of.code).collect();
    assert!(codes.contains(&Code::NotReached), "{codes:?}");
}

#[test]
fn the_same_text_gives_the_same_findings_on_any_number_of_cores() {
    let text = &fixtures()["never"];
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let searched = played(text, 1);
            (searched.exercises, searched.findings)
        })
    };
    assert_eq!(on(1), on(3));
}
