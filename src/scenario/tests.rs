//! Scenario texts in, findings out.
//!
//! A fixture holds only the sections that it breaks; the others are those of
//! `minimal.ron`. One that begins with `// whole` stands for itself. What is
//! found in it is kept beside it, as an author would read it.

#[path = "../../tests/support/compose.rs"]
#[expect(unreachable_pub, reason = "shared with tests outside")]
mod compose;

use super::*;
use compose::{MINIMAL, compose};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The fixtures by name.
fn fixtures() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/scenarios");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, compose(&fs::read_to_string(path).unwrap()))
        })
        .filter(|(name, _)| name != "minimal")
        .collect()
}

/// Loads a text, and holds what comes to what is promised of all loads.
fn loaded(text: &str) -> Loaded {
    let loaded = load(text);
    let errors = loaded.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(loaded.scenario.is_none(), errors);
    assert!(
        loaded
            .diagnostics
            .is_sorted_by_key(|finding| finding.span.start)
    );
    for finding in &loaded.diagnostics {
        let places = finding
            .related
            .iter()
            .map(|(span, _)| span)
            .chain([&finding.span]);
        for span in places {
            assert!(text.get(span.clone()).is_some(), "{finding:?}");
        }
    }
    loaded
}

fn rendered(name: &str, text: &str, findings: &[Diagnostic]) -> String {
    let shown: Vec<String> = findings
        .iter()
        .map(|finding| finding.render(name, text))
        .collect();
    shown.join("\n\n")
}

/// Texts too long to keep, each for one code.
fn made() -> Vec<(&'static str, String)> {
    let nested = format!("{}Always{}", "Not(".repeat(70), ")".repeat(70));
    let deep = MINIMAL.replace("when: Told(\"symptoms\")", &format!("when: {nested}"));
    let many = |word: &str, n: usize| {
        MINIMAL.replace("\"hotfix\"],\n)", &format!("{}],\n)", word.repeat(n)))
    };
    vec![
        ("E0001", " ".repeat(5 * 1024 * 1024)),
        ("E0003", deep),
        ("E0003", "(".repeat(100_000)),
        ("E0003", format!("(head: {}", "[".repeat(100_000))),
        ("E0004", many("\"x\", ", 20_001)),
        ("E0005", many("\"\", ", 1_000)),
    ]
}

#[test]
fn the_minimal_scenario_loads_without_a_finding() {
    let loaded = loaded(MINIMAL);
    assert_eq!(rendered("minimal.ron", MINIMAL, &loaded.diagnostics), "");
    let scenario = loaded.scenario.unwrap();
    assert_eq!(
        (scenario.commander.as_str(), scenario.war_room.as_str()),
        ("ic", "war-room")
    );
    assert_eq!((scenario.roles.len(), scenario.options.len()), (3, 2));
    assert_eq!((scenario.injects.len(), scenario.scenes.len()), (4, 2));
    assert!(
        scenario
            .injects
            .iter()
            .any(|inject| inject.text.contains("the web shop"))
    );
}

#[test]
fn each_fixture_is_found_fault_with_as_its_author_should_read_it() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/fixtures/scenarios/findings");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, text) in fixtures() {
            let loaded = loaded(&text);
            let file = format!("{name}.ron");
            insta::assert_snapshot!(name, rendered(&file, &text, &loaded.diagnostics));
        }
        // Of what is too long to keep, the words.
        for (nth, (id, text)) in made().into_iter().enumerate() {
            let found = loaded(&text).diagnostics;
            let finding = found.iter().find(|of| of.code.id() == id).unwrap();
            let hint = finding.hint.as_deref().unwrap_or_default();
            let words = format!("{id}: {}\nhelp: {hint}", finding.message);
            insta::assert_snapshot!(format!("made-{nth}"), words);
        }
    });
}

#[test]
fn every_code_has_a_fixture() {
    let mut found: BTreeSet<Code> = BTreeSet::new();
    for text in fixtures().values() {
        found.extend(loaded(text).diagnostics.iter().map(|finding| finding.code));
    }
    for (id, text) in made() {
        let codes: Vec<Code> = loaded(&text)
            .diagnostics
            .iter()
            .map(|finding| finding.code)
            .collect();
        assert!(codes.iter().any(|code| code.id() == id), "{id}: {codes:?}");
        found.extend(codes);
    }
    let absent: Vec<&Code> = Code::ALL
        .iter()
        // What playing finds has its fixtures beside `tests/search.rs`.
        .filter(|code| !found.contains(code) && !code.is_played())
        .collect();
    assert!(absent.is_empty(), "{absent:?}");
    let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(ids.len(), Code::ALL.len());
}

/// One slip in the minimal scenario: what stood there, what stands there now,
/// the line that is pointed at, and what is told.
const SLIPS: &[(&str, &str, &str, &str)] = &[
    (
        "version: 1,",
        "version: 1",
        "version: 1",
        "a comma is missing",
    ),
    (
        "version: 1,",
        "version: 1,,",
        "version: 1,,",
        "a comma too many",
    ),
    ("version: 1,", "version: 1;", "version: 1;", "no semicolon"),
    ("version: 1,", "version = 1,", "version = 1,", "no `=`"),
    (
        "version: 1,",
        "version 1,",
        "version 1,",
        "a colon is missing",
    ),
    (
        "version: 1,",
        "version: ,",
        "version: ,",
        "a value is missing",
    ),
    (
        "version: 1,",
        "\"version\": 1,",
        "\"version\": 1,",
        "without quotes",
    ),
    (
        "version: 1,",
        "version: \"1\",",
        "version: \"1\",",
        "a whole number",
    ),
    (
        "version: 1,",
        "versoin: 1,",
        "versoin: 1,",
        "no field `versoin`",
    ),
    (
        "version: 1,",
        "/* one\nversion: 1,",
        "/* one",
        "a comment is never closed",
    ),
    (
        "version: 1,",
        "# one\nversion: 1,",
        "# one",
        "begins with `//`",
    ),
    (
        "purpose: WarRoom",
        "purpose: Warroom",
        "purpose: Warroom",
        "`Warroom`",
    ),
    (
        "title: \"War room\",",
        "title: \"War room,",
        "title: \"War room,",
        "second quote",
    ),
    (
        "title: \"War room\",",
        "title: War room\",",
        "title: War room\",",
        "first quote",
    ),
    (
        "title: \"War room\",",
        "title: War room,",
        "title: War room,",
        "stand in quotes",
    ),
    (
        "title: \"War room\",",
        "title: “War room”,",
        "title: “War room”,",
        "straight double",
    ),
    (
        "players: (min: 2,",
        "players: (min: 2",
        "players: (min: 2",
        "a comma is missing",
    ),
    (
        "players: (min: 2,",
        "players: min: 2,",
        "players: min: 2,",
        "an opening `(`",
    ),
    (
        "    clock: (",
        "    ),\n    clock: (",
        "),",
        "a `)` too many",
    ),
    (
        "    ),\n    terms: {",
        "    terms: {",
        "terms: {",
        "a closing `)`",
    ),
];

#[test]
fn one_slip_is_told_once_where_it_is() {
    for (right, wrong, line, told) in SLIPS {
        assert!(MINIMAL.contains(right), "{right}");
        let text = MINIMAL.replacen(right, wrong, 1);
        let found = loaded(&text).diagnostics;
        let shown = rendered("minimal.ron", &text, &found);
        assert_eq!(found.len(), 1, "{wrong}: {shown}");
        let at = line_column(&text, found[0].span.start).line;
        let pointed = text.lines().nth(at - 1).unwrap();
        assert!(pointed.contains(line), "{wrong}: {shown}");
        assert!(found[0].message.contains(told), "{wrong}: {shown}");
        assert!(found[0].hint.is_some(), "{wrong}: {shown}");
    }
}

#[test]
fn what_a_hint_says_can_be_written_there() {
    let text = fixtures().remove("meant").unwrap();
    let mut tried = 0;
    for finding in loaded(&text).diagnostics {
        let hint = finding.hint.clone().unwrap_or_default();
        // The last that it quotes, of several that are possible.
        let Some(put) = hint.rsplit('`').nth(1) else {
            continue;
        };
        let mut mended = text.clone();
        mended.replace_range(finding.span.clone(), put);
        let more = loaded(&mended).diagnostics;
        let within = finding.span.start..finding.span.start + put.len();
        let again = more.iter().find(|of| {
            let shape = of.code.id().starts_with("E01");
            shape && within.contains(&of.span.start)
        });
        assert_eq!(again, None, "{hint}");
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

/// Texts that broke the loading, or kept it busy for minutes.
fn hostile() -> Vec<(&'static str, String)> {
    let blanks = |n: usize| " ".repeat(n);
    let profiles: String = (0..4_000)
        .map(|i| format!("(id: \"p{i}\", title: \"P\", text: \"x\"), "))
        .collect();
    vec![
        (
            "an indent wider than a format can be",
            format!("(\n{}head: (\n a: 1\n", blanks(70_000)),
        ),
        (
            "a line of blanks and brackets",
            format!("{}{}", blanks(1 << 20), "()".repeat(1 << 18)),
        ),
        (
            "a bracket too many after an endless line",
            format!("{}\n ))", "(),".repeat(400_000)),
        ),
        (
            "many lines before an endless one",
            format!(
                "(a: [\n{}{}\n",
                "1,\n".repeat(200_000),
                "x ".repeat(400_000)
            ),
        ),
        (
            "an endless word with hyphens",
            format!("(a: {})", "x-".repeat(100_000)),
        ),
        (
            "a scenario that would be loaded once for each of many profiles",
            MINIMAL.replacen('(', &format!("(\n    profiles: [{profiles}],\n"), 1),
        ),
    ]
}

#[test]
fn hostile_texts_are_told_of_in_short_and_soon() {
    for (what, text) in hostile() {
        let start = std::time::Instant::now();
        let found = loaded(&text).diagnostics;
        // A fraction of it, but for a busy machine.
        assert!(start.elapsed().as_secs() < 30, "{what}");
        assert_eq!(found.len(), 1, "{what}");
        assert!(rendered("a.ron", &text, &found).len() < 4_000, "{what}");
    }
}

#[test]
fn ten_thousand_injects_are_checked() {
    let chain: String = (0..10_000)
        .map(|i| {
            format!(
                "(id: \"i{i}\", title: \"n\", trigger: AfterInject(\"{}\", \"1s\"), from: Seat(\"dev\"), \
                 to: Channel(\"tech\"), medium: Chat, text: \"more\", demand: (of: [\"ic\"])),\n",
                if i == 0 { "alert".to_owned() } else { format!("i{}", i - 1) },
            )
        })
        .collect();
    let text = MINIMAL.replace("    injects: [\n", &format!("    injects: [\n{chain}"));
    let loaded = loaded(&text);
    assert_eq!(loaded.diagnostics, []);
    assert_eq!(loaded.scenario.unwrap().injects.len(), 10_004);
    let circle = text.replace("\"alert\", \"1s\"", "\"i9999\", \"1s\"");
    assert_eq!(self::loaded(&circle).diagnostics.len(), 1);
}

#[test]
fn words_with_a_hyphen_can_be_written_in_ron() {
    for kind in ["set_channels", "hand_over", "r#hand-over"] {
        let text = MINIMAL.replace("kinds: [update]", &format!("kinds: [{kind}]"));
        assert!(loaded(&text).scenario.is_some(), "{kind}");
    }
}

/// One small damage to a text.
#[derive(Clone, Debug)]
enum Slip {
    Drop(usize, usize),
    Again(usize, usize, usize),
    Put(usize, &'static str),
}

fn slip() -> impl Strategy<Value = Slip> {
    let words = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        ",",
        ":",
        "//",
        "/*",
        "*/",
        "r#\"",
        "\\",
        "\n",
        "é",
        "\u{2028}",
        "Some(",
        "None",
        "Not(",
        "All([",
        "-1",
        "1e9",
        "99999999999999999999",
        "\"\"",
        "{x}",
        "#![enable(implicit_some)]",
        "b\"x\"",
        "..",
        "true",
        "nan",
        "\u{0}",
        "()",
    ]);
    let at = 0..MINIMAL.len();
    prop_oneof![
        (at.clone(), 0..60_usize).prop_map(|(at, n)| Slip::Drop(at, n)),
        (at.clone(), 0..400_usize, at.clone()).prop_map(|(at, n, to)| Slip::Again(at, n, to)),
        (at, words).prop_map(|(at, word)| Slip::Put(at, word)),
    ]
}

fn damage(text: &mut String, slip: &Slip) {
    let floor = |text: &str, at: usize| super::lines::floor(text, at);
    match slip {
        Slip::Drop(at, n) => {
            let range = floor(text, *at)..floor(text, at + n);
            text.replace_range(range, "");
        }
        Slip::Again(at, n, to) => {
            let piece = text[floor(text, *at)..floor(text, at + n)].to_owned();
            text.insert_str(floor(text, *to), &piece);
        }
        Slip::Put(at, word) => text.insert_str(floor(text, *at), word),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_texts_are_borne(slips in prop::collection::vec(slip(), 1..6)) {
        let mut text = MINIMAL.to_owned();
        for slip in &slips {
            damage(&mut text, slip);
        }
        let loaded = loaded(&text);
        for finding in loaded.diagnostics.iter().take(5) {
            prop_assert!(!finding.render("a.ron", &text).is_empty());
        }
    }

    #[test]
    fn any_text_is_borne(text in "[(\\[{}\\])\"':,a-z0-9 é\n/*#!r_-]{0,200}") {
        loaded(&text);
        loaded(&format!("(head: {text}, injects: [{text}])"));
    }
}

#[test]
fn every_text_of_the_scenarios_that_come_with_the_program_has_its_terms() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut looked_at = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let shown = format!("{:?}", load(&text).scenario.unwrap());
        for term in choices::swappable(&text).unwrap().keys() {
            looked_at += 1;
            let bare = format!("{{{term}}}");
            assert!(!shown.contains(&bare), "{bare} in {}", path.display());
        }
    }
    assert!(looked_at > 3, "{looked_at}");
}
