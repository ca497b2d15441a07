//! `new` and `kit` as somebody calls them: a scenario to begin with that plays,
//! and one on paper that gives nothing away.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use warroom::report::kit;
use warroom::scenario::{Scenario, load};

const MINIMAL: &str = include_str!("fixtures/scenarios/minimal.ron");
const PAGES: [&str; 4] = [
    "index.html",
    "role-cards.html",
    "table.html",
    "run-sheet.html",
];

/// A folder of its own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn call(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
    command
        .args(args)
        .env("WARROOM_DATA", folder)
        .current_dir(folder);
    command.output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|why| panic!("{why}: {output:?}"))
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_new_scenario_passes_its_check_and_plays() {
    let folder = folder("new");
    let output = call(&folder, &["new", "first-night"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(said(&output.stdout).contains("scenarios/first-night.ron"));
    // By its file and by its name.
    let check = ["check", "first-night", "--deny", "warnings"];
    let output = call(&folder, &check);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stdout));
    assert!(said(&call(&folder, &["check", "last-night"]).stderr).contains("in scenarios/"));
    let text = fs::read_to_string(folder.join("scenarios/first-night.ron")).unwrap();
    let head = load(&text).scenario.unwrap().head;
    assert_eq!(
        (head.id.as_str(), head.title.as_str()),
        ("first-night", "First night")
    );
    let played = [
        "rehearse",
        "scenarios/first-night.ron",
        "--runs",
        "12",
        "--policy",
        "all",
        "--json",
    ];
    let played = json(&call(&folder, &played));
    let p50 = |policy: &str| {
        let score = &played["policies"][policy]["score"];
        score["p50"].as_f64().unwrap_or_else(|| panic!("{played}"))
    };
    assert!(p50("strong") >= 85.0, "strong {}", p50("strong"));
    assert!(p50("silent") <= 10.0, "silent {}", p50("silent"));
    assert!(p50("novice") < p50("strong"));
    assert!(p50("form-filler") <= 50.0, "{}", p50("form-filler"));
}

#[test]
fn a_new_scenario_overwrites_nothing_and_needs_a_name() {
    let folder = folder("new-again");
    let first = json(&call(&folder, &["new", "mine", "--dir", "a/b", "--json"]));
    assert_eq!(first["id"], "mine");
    let path = folder.join(first["written"].as_str().unwrap());
    fs::write(&path, "mine").unwrap();
    let again = call(&folder, &["new", "mine", "--dir", "a/b"]);
    assert_eq!(again.status.code(), Some(2), "{again:?}");
    assert!(said(&again.stderr).contains("exists already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    let bad = call(&folder, &["new", "Bad Friday"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(said(&bad.stderr).contains("Try `bad-friday`"), "{bad:?}");
    assert_eq!(call(&folder, &["new"]).status.code(), Some(2));
    let taken = call(&folder, &["new", "queue-mystery"]);
    assert!(said(&taken.stderr).contains("comes with the program"));
    let none = call(&folder, &["new", "x", "--dir", "a/b/mine.ron"]);
    assert_eq!(none.status.code(), Some(2), "{none:?}");
    assert!(!folder.join("scenarios").exists());
}

#[test]
fn a_kit_is_four_pages_with_the_host_s_words() {
    let folder = folder("kit");
    fs::write(folder.join("mine.ron"), MINIMAL).unwrap();
    fs::create_dir(folder.join("out")).unwrap();
    fs::write(folder.join("out/mine.txt"), "keep").unwrap();
    let args = [
        "kit",
        "mine.ron",
        "--out",
        "out",
        "--set",
        "shop=ticket <office>",
    ];
    let output = call(&folder, &args);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let again = call(&folder, &args);
    assert!(said(&again.stdout).contains("replaced"), "{again:?}");
    for page in PAGES {
        let text = fs::read_to_string(folder.join("out").join(page)).unwrap();
        assert!(text.contains("EXERCISE"), "{page}");
        assert!(!text.contains("<office>"), "{page}");
    }
    let sheet = fs::read_to_string(folder.join("out/run-sheet.html")).unwrap();
    assert!(words(&sheet).contains("Checkout of the ticket <office>: error rate 10%."));
    assert_eq!(
        fs::read_to_string(folder.join("out/mine.txt")).unwrap(),
        "keep"
    );
    let written = json(&call(
        &folder,
        &["kit", "db-migration", "--out", "db", "--json"],
    ));
    assert_eq!(written["written"].as_array().unwrap().len(), 4);
    let unknown = call(
        &folder,
        &["kit", "mine.ron", "--out", "x", "--set", "shoop=y"],
    );
    assert_eq!(unknown.status.code(), Some(2), "{unknown:?}");
    assert!(said(&unknown.stderr).contains("mine.ron: There is no term `shoop`"));
    assert!(!folder.join("x").exists());
}

#[test]
fn words_of_a_host_go_into_a_check_and_a_rehearsal() {
    let folder = folder("set");
    fs::write(folder.join("mine.ron"), MINIMAL).unwrap();
    let set = |verb: &str, word: &str| call(&folder, &[verb, "mine.ron", "--set", word]);
    assert_eq!(set("check", "shop=office").status.code(), Some(0));
    for (word, says) in [
        ("shop=", "is empty"),
        ("Shop=x", "an id is made of"),
        ("shop", "database=Postgres"),
    ] {
        let output = set("check", word);
        assert_eq!(output.status.code(), Some(2), "{word}");
        assert!(said(&output.stderr).contains(says), "{output:?}");
    }
    let long = format!("shop={}", "x".repeat(61));
    assert!(said(&set("rehearse", &long).stderr).contains("61 characters"));
    let twice = ["check", "mine.ron", "--set", "shop=a", "--set", "shop=b"];
    assert_eq!(call(&folder, &twice).status.code(), Some(2));
    // A scenario with errors is told with its lines, whatever is chosen.
    fs::write(folder.join("bad.ron"), "(\n  terms: [").unwrap();
    let bad = call(&folder, &["check", "bad.ron", "--set", "shop=a"]);
    assert_eq!(bad.status.code(), Some(1), "{bad:?}");
    let rehearsed = [
        "rehearse",
        "mine.ron",
        "--runs",
        "1",
        "--set",
        "shop=office",
        "--json",
    ];
    assert_eq!(json(&call(&folder, &rehearsed))["runs"], 1);
}

fn scenario(text: &str) -> Scenario {
    let loaded = load(text);
    loaded
        .scenario
        .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn page(text: &str, name: &str) -> String {
    let pages = kit(&scenario(text)).unwrap();
    let (_, bytes) = pages.into_iter().find(|(of, _)| *of == name).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What somebody reads on a page: a line for each piece, without marks.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let inline = ["b", "/b", "span", "/span", "a", "/a", "br"];
        if !inline.contains(&tag.split(' ').next().unwrap_or_default()) {
            text.push('\n');
        }
        rest = after;
    }
    let text = text
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_sheet_is_marked_and_fetches_nothing() {
    let db = include_str!("../scenarios/db-migration.ron");
    for text in [MINIMAL, db] {
        for (name, bytes) in kit(&scenario(text)).unwrap() {
            let page = String::from_utf8(bytes).unwrap();
            let sheets = page.matches("<table class=\"sheet").count();
            let marks = page.matches("<div class=\"band\"><b>EXERCISE</b>").count();
            assert!(sheets > 0 && sheets == marks, "{name}: {sheets}, {marks}");
            for fetched in ["http:", "https:", "src=\"", "<script", "<link", "@import"] {
                assert!(!page.contains(fetched), "{name}: {fetched}");
            }
            assert_eq!(
                page.matches("url(").count(),
                page.matches("url(data:").count()
            );
        }
    }
}

#[test]
fn words_of_a_scenario_cannot_become_marks() {
    let hostile = r#"<img src=x onerror=alert(1)> & \"'"#;
    // A duration, an id, and the language's own words are no texts.
    let text = MINIMAL
        .replace("title: \"Bad deploy\"", &format!("title: \"{hostile}\""))
        .replace("line: \"", &format!("line: \"{hostile} "))
        .replace("text: \"", &format!("text: \"{hostile} "))
        .replace("brief: \"", &format!("brief: \"{hostile} "))
        .replace("goals: [\"", &format!("goals: [\"{hostile} "));
    for (name, bytes) in kit(&scenario(&text)).unwrap() {
        let page = String::from_utf8(bytes).unwrap();
        assert!(!page.contains("<img"), "{name}");
        assert!(page.contains("&#60;img"), "{name}");
    }
}

#[test]
fn cards_and_table_give_nothing_away() {
    let text = MINIMAL;
    let cards = words(&page(text, "role-cards.html"));
    let own: Vec<&str> = cards.split("EXERCISE").collect();
    assert_eq!(own.len(), 4, "a card a role");
    let (ic, dev, support) = (own[1], own[2], own[3]);
    assert!(support.contains("One buyer in ten sees an error when paying."));
    assert!(!ic.contains("One buyer in ten") && !dev.contains("One buyer in ten"));
    assert!(dev.contains("Rolling back takes about fifteen minutes."));
    // Known only later: that is a slip of the host's.
    assert!(!cards.contains("untested"));
    let sheet = words(&page(text, "run-sheet.html"));
    assert!(sheet.contains("A patch is untested, and buyers keep failing until it is out."));
    let table = words(&page(text, "table.html"));
    for secret in [
        "Roll back",
        "Patch",
        "fifteen",
        "Fixed by four",
        "journalist",
    ] {
        assert!(
            !table.contains(secret) && !cards.contains("journalist"),
            "{secret}"
        );
    }
}

#[test]
fn a_run_sheet_reads_like_this() {
    insta::assert_snapshot!(words(&page(MINIMAL, "run-sheet.html")));
}

/// The four pages of a scenario that comes with the program.
fn pages(file: &str) -> [String; 4] {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{file}.ron"));
    let scenario = load(&fs::read_to_string(path).unwrap()).scenario.unwrap();
    kit(&scenario).unwrap().map(|(_, bytes)| said(&bytes))
}

#[test]
fn a_game_by_dice_lies_on_the_table_and_what_it_brings_with_the_host() {
    let [index, cards, table, host] = pages("queue-mystery");
    assert!(index.contains("5 six-sided dice"));
    assert!(cards.contains("What you are good with"));
    let action = "Lay the two copies side by side";
    let comes_of_it = "Four hundred grams of semolina";
    assert!(table.contains(action) && table.contains("medium, 10"));
    assert!(host.contains(action) && host.contains(comes_of_it));
    assert!(!table.contains(comes_of_it) && !cards.contains(comes_of_it));
    assert!(
        !host.contains("Rubric: for the host alone"),
        "nothing is scored"
    );
}

#[test]
fn a_review_has_its_reference_and_a_certificate_its_gates() {
    let [_, cards, table, host] = pages("postmortem-lead");
    assert!(host.contains("The review, to compare with"));
    let reference = "(Process, in the system)";
    assert!(host.contains(reference) && !cards.contains(reference) && !table.contains(reference));
    let [.., host] = pages("friday-multi-incident");
    assert!(host.contains("Gates of the certificate"));
    assert!(host.contains("at most 8 moves"));
    assert!(host.contains("Rubric: for the host alone"));
}

#[test]
fn whoever_can_be_sent_elsewhere_is_named_on_the_table() {
    let [_, cards, table, _] = pages("friday-multi-incident");
    let sheet = words(&table);
    // Name, team, listed skills, place and since when; nothing of what is
    // asked for: this one knows the edge, too, and stands in no list with it.
    let row = "Database three\nDatabase lead\ndatabase\nSlow database\n18:00\nPayments one\n";
    assert!(sheet.contains("Who works on what") && sheet.contains(row));
    assert!(sheet.contains("Engineer\nTeam of\nCan do\nWorks on\n"));
    let row = "Infrastructure one\nInfrastructure lead\ninfrastructure\nCertificate ends\n18:00";
    assert!(sheet.contains(row));
    assert!(!sheet.contains("78%") && !cards.contains("78%"));
    // An incident that comes up later gives nothing away.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-multi-incident.ron");
    let text = fs::read_to_string(path).unwrap();
    let at = "skills: [\"infrastructure\"], on: ";
    let later = text.replacen(
        &format!("{at}\"certificate\""),
        &format!("{at}\"old-phones\""),
        1,
    );
    assert_ne!(later, text);
    let sheet = words(&page(&later, "table.html"));
    assert!(sheet.contains("Infrastructure one\nInfrastructure lead\ninfrastructure\nfree\n18:00"));
    assert!(!sheet.contains("Old phones refused"));
    // Several skills share a cell.
    let one = "lead: \"payments\", skills: [\"payments\"";
    let more = text.replacen(one, &format!("{one}, \"database\""), 1);
    assert_ne!(more, text);
    let sheet = words(&page(&more, "table.html"));
    assert!(sheet.contains("Payments one\nPayments lead\npayments, database\n"));
    // Where nobody can be sent, there is no such sheet.
    let [_, _, table, _] = pages("queue-mystery");
    assert!(!table.contains("Who works on what"));
}

#[test]
fn a_kit_says_for_which_way_of_holding_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/postmortem-lead.ron");
    let scenario = load(&fs::read_to_string(path).unwrap()).scenario.unwrap();
    let title = &scenario.profiles.first().unwrap().title;
    let [index, ..] = pages("postmortem-lead");
    assert!(index.contains("held as") && index.contains(title.as_str()));
}

const SHIPPED: [&str; 6] = [
    "ceo-war-room",
    "corruption-dilemma",
    "db-migration",
    "friday-multi-incident",
    "postmortem-lead",
    "queue-mystery",
];

/// When an inject of a run sheet comes, as it stands before its title.
fn comes<'p>(sheet: &'p str, title: &str) -> &'p str {
    let mut lines = sheet.lines().scan("", |before, line| {
        Some((std::mem::replace(before, line), line))
    });
    let named = |line: &str| line.split_once(". ").is_some_and(|(_, of)| of == title);
    let found = lines.find(|(_, line)| named(line));
    found.unwrap_or_else(|| panic!("{title}: {sheet}")).0
}

#[test]
fn every_inject_that_waits_says_for_what() {
    for file in SHIPPED {
        let [.., host] = pages(file);
        assert!(!host.contains("only when you want it"), "{file}");
    }
    let [.., host] = pages("queue-mystery");
    let sheet = words(&host);
    let number = |title: &str| {
        let ends = format!(". {title}");
        let line = sheet.lines().find(|line| line.ends_with(&ends));
        let line = line.unwrap_or_else(|| panic!("{title}"));
        format!("no. {}", line.split_once('.').unwrap().0)
    };
    for (title, waits) in [
        // What works, within a condition and without one.
        (
            "All workers at once",
            "for the action “Set the hold back to 90 seconds”, if it works".to_owned(),
        ),
        (
            "The floor can wait",
            "for the action “Keep new orders at the gateway”, if it works".to_owned(),
        ),
        // Drawn, and nothing else.
        ("A worker has stopped", "drawn as a complication".to_owned()),
        // Drawn, and released by others.
        (
            "Three hundred pages",
            format!(
                "drawn as a complication, or with {}, and others",
                number("All workers at once")
            ),
        ),
    ] {
        assert_eq!(comes(&sheet, title), format!("waits{waits}"), "{title}");
    }
}

#[test]
fn two_of_many_causes_are_named_and_the_host_calls_what_has_none() {
    let waits = |text: &str| {
        let sheet = words(&page(text, "run-sheet.html"));
        comes(&sheet, "A journalist calls").to_owned()
    };
    let change = |from: &str, to: &str| {
        let text = MINIMAL.replacen(from, to, 1);
        assert_ne!(text, MINIMAL, "{from}");
        text
    };
    // Lost patience of a role, and a figure.
    let rung = "effects: [Add(\"complaints\", \"10\")";
    let two = change(rung, &format!("{rung}, If(Always, [Release(\"press\")])"));
    let said = "waitsfor lost patience of Support lead, or for “complaints” at 40";
    assert_eq!(waits(&two), said);
    // A way out as well.
    let more = "on_start: [Release(\"press\"), ";
    assert_eq!(
        waits(&two.replacen("on_start: [", more, 1)),
        format!("{said}, and others")
    );
    // After a moment that is known, others come beside it.
    let alert = "contingency: \"nudge\"";
    let missed = change(alert, "contingency: \"press\"");
    let said = "3 min after no. 1, if what it wants did not come, or with “complaints” at 40";
    assert!(waits(&missed).ends_with(said), "{}", waits(&missed));
    // Nothing at all.
    let none = change("effects: [Release(\"press\")]", "effects: []");
    assert_eq!(waits(&none), "waitsonly when you want it");
}

#[test]
fn an_action_may_fail_into_what_waits_and_into_a_slip() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/queue-mystery.ron");
    let text = fs::read_to_string(path).unwrap();
    let on = "on_success: [Release(\"wrong-api\")]";
    let fails = "on_failure: [Release(\"wrong-api\"), Learn(\"dispatch\", \"ic-method\")]";
    let failing = text.replacen(on, fails, 1);
    assert_ne!(failing, text);
    let sheet = words(&page(&failing, "run-sheet.html"));
    let said = "waitsfor the action “Roll the order API back”, if it fails";
    assert_eq!(comes(&sheet, "The newest thing was innocent"), said);
    let (_, slips) = sheet.split_once("Slips to hand out").unwrap();
    let slip = "With the action “Roll the order API back”, if it fails.\nEXERCISE. To: ";
    assert!(slips.contains(slip), "{slips}");
}

#[test]
fn a_rubric_is_only_spoken_of_where_there_is_one() {
    for file in SHIPPED {
        let [index, .., host] = pages(file);
        let has = host.contains("Rubric: for the host alone");
        let says = index.contains("the rubric at the end of the run sheet");
        assert_eq!(says, has, "{file}");
        let scored = !["postmortem-lead", "queue-mystery"].contains(&file);
        assert_eq!(has, scored, "{file}");
    }
}
