//! The author's guide keeps its word: each of its examples loads, and nothing
//! of the language is without one.
//!
//! A `ron` block of `docs/scenarios.md` is a whole scenario, which then begins
//! with `// whole`, or sections that stand in place of those of `minimal.ron`.
//! What the language has is read from the sources of its parts. Absent on
//! purpose: whether an example is any good.

#![allow(
    clippy::allow_attributes,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

#[path = "support/compose.rs"]
mod compose;

use compose::{WHOLE, bare, compose, sections};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use warroom::bots::Policy;
use warroom::rehearsal::{PolicyRun, Rehearsal, rehearse};
use warroom::scenario::load;

const GUIDE: &str = include_str!("../docs/scenarios.md");

/// Every section of a scenario.
const SECTIONS: [&str; 34] = [
    "head",
    "terms",
    "clock",
    "scenes",
    "deadlines",
    "time_boxes",
    "severity",
    "incidents",
    "channels",
    "staff",
    "strain",
    "topics",
    "services",
    "variables",
    "flows",
    "thresholds",
    "roles",
    "responsibilities",
    "facts",
    "options",
    "variants",
    "profiles",
    "profile",
    "dice",
    "tools",
    "actions",
    "complications",
    "milestones",
    "injects",
    "endings",
    "jargon",
    "rubric",
    "gates",
    "retrospective",
];

/// Types of which each word must stand in an example; of the others it is
/// enough that the guide names them.
const SHOWN: [&str; 3] = ["Condition", "Effect", "Trigger"];

/// A fenced piece of the guide.
struct Block {
    /// The guide's line of its fence.
    line: usize,
    /// What it holds.
    text: String,
}

/// The pieces with this word behind their fence.
fn blocks(fence: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(bool, Block)> = None;
    for (nth, line) in GUIDE.lines().enumerate() {
        let Some(word) = line.strip_prefix("```") else {
            if let Some((_, block)) = &mut open {
                block.text.push_str(line);
                block.text.push('\n');
            }
            continue;
        };
        match open.take() {
            None => {
                let block = Block {
                    line: nth + 1,
                    text: String::new(),
                };
                open = Some((word == fence, block));
            }
            Some((true, block)) => found.push(block),
            Some((false, _)) => {}
        }
    }
    assert!(open.is_none(), "a block of the guide is never closed");
    found
}

/// All examples, bare, in one piece.
fn examples() -> String {
    let all: Vec<String> = blocks("ron")
        .iter()
        .map(|block| bare(&block.text))
        .collect();
    all.join("\n")
}

fn letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a word stands in a text and is no piece of a longer one.
fn stands(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        let longer = found.ends_with(letter) && after.is_some_and(letter);
        let piece = longer || before.is_some_and(letter);
        !piece
    })
}

/// A type of the language, and what an author can write of it.
struct Type {
    name: String,
    /// Fields as `name:`.
    fields: Vec<String>,
    /// Words as `Name`, or `Name(` when something stands in parentheses.
    words: Vec<String>,
}

/// The public types of a source file that are written with braces.
fn types(source: &str) -> Vec<Type> {
    let mut found: Vec<Type> = Vec::new();
    let (mut inside, mut small) = (false, false);
    for line in source.lines() {
        let head = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "));
        if line.contains("rename_all = \"kebab-case\"") {
            small = true;
        }
        if let Some(head) = head {
            inside = line.ends_with('{');
            if inside {
                found.push(Type {
                    name: head.trim_end_matches(" {").to_owned(),
                    fields: Vec::new(),
                    words: Vec::new(),
                });
            }
        } else if line.starts_with('}') {
            (inside, small) = (false, false);
        }
        let Some(own) = line.strip_prefix("    ").filter(|_| inside) else {
            continue;
        };
        let Some(of) = found.last_mut() else { continue };
        if let Some((field, _)) = own.strip_prefix("pub ").and_then(|own| own.split_once(':')) {
            of.fields.push(format!("{field}:"));
        } else if own.starts_with(|c: char| c.is_ascii_uppercase()) {
            let end = own.find(|c: char| !letter(c)).unwrap_or(own.len());
            let open = if own[end..].starts_with('(') { "(" } else { "" };
            let word = if small {
                lower(&own[..end])
            } else {
                own[..end].to_owned()
            };
            of.words.push(format!("{word}{open}"));
        }
    }
    found
}

/// `NextTime` as an author writes it: `next_time`.
fn lower(word: &str) -> String {
    let mut text = String::new();
    for c in word.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

/// Every type of the language.
fn language() -> Vec<Type> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parts = fs::read_dir(root.join("src/scenario/parts")).unwrap();
    let mut files: Vec<_> = parts.map(|entry| entry.unwrap().path()).collect();
    files.push(root.join("src/text/parts/saying.rs"));
    let mut all: Vec<Type> = files
        .iter()
        .flat_map(|file| types(&fs::read_to_string(file).unwrap()))
        .collect();
    // A moment is written as a text.
    all.retain(|of| of.name != "Moment");
    all
}

#[test]
fn every_example_loads() {
    let mut wrong = Vec::new();
    for block in blocks("ron") {
        let text = compose(&block.text);
        let whole = block.text.starts_with(WHOLE);
        for finding in load(&text).diagnostics {
            if whole || finding.is_error() {
                let line = block.line;
                let told = finding.render("example.ron", &text);
                wrong.push(format!("the example at line {line} of the guide:\n{told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_first_scenario_is_made_of_the_steps_that_lead_to_it() {
    let examples = blocks("ron");
    let whole: Vec<&Block> = examples
        .iter()
        .filter(|block| block.text.starts_with(WHOLE))
        .collect();
    assert_eq!(whole.len(), 1, "one example is a whole scenario");
    let steps = blocks("text step");
    assert!(!steps.is_empty());
    for step in steps {
        let line = step.line;
        assert!(
            whole[0].text.contains(&step.text),
            "the step at line {line} of the guide does not stand in the whole file"
        );
    }
}

#[test]
fn the_first_scenario_rehearses_as_the_guide_says() {
    let examples = blocks("ron");
    let whole = examples.iter().find(|block| block.text.starts_with(WHOLE));
    let scenario = Arc::new(load(&whole.unwrap().text).scenario.unwrap());
    let what = Rehearsal {
        scenario,
        runs: 10,
        seed: 1,
        policies: vec![Policy::Strong, Policy::Novice],
    };
    let runs = rehearse(&what, || {});
    let [strong, novice] = runs.as_slice() else {
        panic!("two policies");
    };
    let line = GUIDE.lines().find(|line| line.starts_with("strong   "));
    let ending = &strong.summary.outcomes[0].title;
    assert!(line.unwrap().ends_with(ending), "it comes to {ending:?}");
    let points = |of: &PolicyRun| (of.summary.score.as_ref().unwrap().p50 + 500) / 1000;
    let said = format!(
        "the novice has about {} points and the strong one {}",
        points(novice) / 5 * 5,
        points(strong)
    );
    assert!(GUIDE.contains(&said), "{said}");
    let mut injects = strong.summary.injects.iter();
    let radio = injects.find(|of| of.title == "The radio calls").unwrap();
    assert_eq!(radio.share.runs, 0, "the guide: it never calls");
}

#[test]
fn every_section_has_an_example() {
    let mut shown = BTreeSet::new();
    for block in blocks("ron") {
        shown.extend(sections(&block.text).into_iter().map(|(name, _)| name));
    }
    let absent: Vec<&str> = SECTIONS
        .into_iter()
        .filter(|section| !shown.contains(*section))
        .collect();
    assert!(absent.is_empty(), "no example has {absent:?}");
}

#[test]
fn every_field_and_word_of_the_language_is_told() {
    let (language, examples) = (language(), examples());
    for name in SHOWN {
        assert!(
            language
                .iter()
                .any(|of| of.name == name && of.words.len() > 5)
        );
    }
    let mut absent = Vec::new();
    for of in &language {
        let shown = SHOWN.contains(&of.name.as_str());
        let words = of.words.iter().filter(|word| {
            let named = format!("`{}", word.trim_end_matches('('));
            if shown {
                !stands(&examples, word)
            } else {
                !(stands(&examples, word) || GUIDE.contains(&named))
            }
        });
        let fields = of.fields.iter().filter(|field| !stands(&examples, field));
        for what in words.chain(fields) {
            absent.push(format!("{} of {}", what, of.name));
        }
    }
    assert!(absent.is_empty(), "the guide is silent about {absent:?}");
}
