//! Reports of whole exercises: what they say, and what they never let through.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use std::path::Path;
use support::exercise::id;
use support::plan::{Run, lines, scenario};
use warroom::engine::{Command, Event, HostVerb, ReviewVerb};
use warroom::journal::Header;
use warroom::model::{CriterionId, Seq};
use warroom::report::{Aar, Edition, events_csv, html, markdown};
use warroom::scenario::{Bone, Horizon};
use warroom::scoring::{When, score};

const MINIMAL: &str = "tests/fixtures/scenarios/minimal.ron";
/// 21 November 2026, 10:00 UTC.
const CREATED: u64 = 1_795_255_200_000;

/// The header and steps of a plan, with a retrospective at its end.
fn played(path: &str, plan: &str) -> (Header, Run) {
    let scenario = scenario(path);
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let mut run = Run::of(&scenario, 7, false, &lines(plan));
    let decided = run
        .log
        .iter()
        .find(|recorded| matches!(recorded.event, Event::Decided { .. }));
    let decided = decided.map_or(Seq(1), |recorded| recorded.seq);
    if !run
        .log
        .iter()
        .any(|recorded| matches!(recorded.event, Event::Ended { .. }))
    {
        return (
            Header::new("KQXR", &scenario.head.title, &text, 7, CREATED),
            run,
        );
    }
    run.then(Command::Host(HostVerb::Override {
        criterion: id::<CriterionId>("clear-updates"),
        percent: 80,
        why: "The second half was said aloud at the window.".to_owned(),
    }));
    run.then(Command::Host(HostVerb::Review));
    for entry in [
        ReviewVerb::Frame {
            text: "Forty minutes, to learn how we decide. Nobody is on trial.".to_owned(),
        },
        ReviewVerb::Star { of: decided },
        ReviewVerb::AddMoment {
            at: "02:09".parse().unwrap(),
            text: "Two of us walked out to phone.".to_owned(),
        },
        ReviewVerb::AddMoment {
            at: "01:40".parse().unwrap(),
            text: "The build went out.".to_owned(),
        },
        ReviewVerb::AddWhy {
            text: "The promise had no owner.".to_owned(),
        },
        ReviewVerb::AddWhy {
            text: "We have no list of who tells whom.".to_owned(),
        },
        ReviewVerb::AddCause {
            bone: Bone::Process,
            systemic: true,
            text: "No communications owner by default".to_owned(),
        },
        ReviewVerb::AddCause {
            bone: Bone::People,
            systemic: false,
            text: "One person held the clock and the keyboard".to_owned(),
        },
        ReviewVerb::Worked {
            text: "Asking for time, loss and risk in one breath".to_owned(),
        },
        ReviewVerb::Hindered {
            text: "Nobody spoke for the buyers".to_owned(),
        },
        ReviewVerb::Surprise {
            text: "The rollback was dull".to_owned(),
        },
        ReviewVerb::AddAction {
            priority: Horizon::Month,
            owner: "Support lead".to_owned(),
            due: "2026-12-18".to_owned(),
            check: "drawn at random twice, found both times".to_owned(),
            text: "Keep message templates where the on-call finds them".to_owned(),
        },
        ReviewVerb::AddAction {
            priority: Horizon::Week,
            owner: "Incident Commander".to_owned(),
            due: "2026-11-27".to_owned(),
            check: "the role card says so".to_owned(),
            text: "Name a communications owner at every start".to_owned(),
        },
    ] {
        run.then(Command::Review(entry));
    }
    (
        Header::new("KQXR", &scenario.head.title, &text, 7, CREATED),
        run,
    )
}

fn report(path: &str, plan: &str, edition: Edition) -> Aar {
    let (header, run) = played(path, plan);
    let scenario = scenario(path);
    let score = score(&scenario, &run.log, When::Final, false);
    Aar::new(&scenario, &header, &run.steps, &score, edition)
}

#[test]
fn a_report_reads_like_this() {
    let text = markdown(&report(MINIMAL, "report", Edition::Shared));
    insta::assert_snapshot!(text);
}

#[test]
#[ignore = "writes the pages to look at"]
fn pages_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("PAGES").expect("PAGES names a folder"));
    for (name, path, plan) in [
        ("strong", "scenarios/db-migration.ron", "strong"),
        ("novice", "scenarios/db-migration.ron", "novice"),
        ("silent", "scenarios/db-migration.ron", "silent"),
        ("minimal", MINIMAL, "report"),
    ] {
        for (copy, edition) in [("shared", Edition::Shared), ("host", Edition::Host)] {
            let aar = report(path, plan, edition);
            let write = |end: &str, bytes: &[u8]| {
                std::fs::write(folder.join(format!("{name}-{copy}.{end}")), bytes).unwrap()
            };
            write("html", html(&aar).unwrap().as_bytes());
            write("md", markdown(&aar).as_bytes());
            write("csv", &events_csv(&aar).unwrap());
        }
    }
}

/// Tags of a page in order; text between them, with entities left alone.
fn well_formed(page: &str) -> String {
    const VOID: [&str; 2] = ["meta", "br"];
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut rest = page.strip_prefix("<!doctype html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<style>") {
            rest = rest.split_once("</style>").expect("the style ends").1;
            continue;
        }
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let quotes = tag.matches('"').count();
        assert_eq!(quotes % 2, 0, "quotes of <{tag}>");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "what </{name}> closes");
            continue;
        }
        let name = tag.split_whitespace().next().unwrap().trim_end_matches('/');
        if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    text
}

#[test]
fn a_page_is_well_formed_and_runs_nothing() {
    for (path, plan) in [
        (MINIMAL, "report"),
        ("scenarios/db-migration.ron", "strong"),
        (MINIMAL, "startex"),
    ] {
        for edition in [Edition::Shared, Edition::Host] {
            let page = html(&report(path, plan, edition)).unwrap();
            let text = well_formed(&page);
            assert!(text.contains("EXERCISE"));
            let lower = page.to_lowercase();
            for active in [
                "<script",
                "<iframe",
                "<img",
                "<link",
                "javascript:",
                " onload",
                "@import",
                "http://",
                "https://",
            ] {
                let typed = "http://example.org";
                let found = lower.matches(active).count()
                    - if active == "http://" {
                        lower.matches(typed).count()
                    } else {
                        0
                    };
                assert_eq!(found, 0, "{active}");
            }
        }
    }
}

#[test]
fn what_players_type_stays_text() {
    let aar = report(MINIMAL, "report", Edition::Shared);
    let typed = "<script>alert('x')</script>";
    assert!(
        aar.timeline
            .iter()
            .any(|moment| moment.words.contains(typed)),
        "the plan types it"
    );
    let page = html(&aar).unwrap();
    assert!(!page.contains("<script"));
    assert!(page.contains("alert("));
    assert!(!markdown(&aar).contains("<script"));
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let page = html(&report(
        "scenarios/db-migration.ron",
        "strong",
        Edition::Shared,
    ))
    .unwrap();
    let ids: std::collections::BTreeSet<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let links: Vec<&str> = page
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(links.len() > 50);
    let lost: Vec<&&str> = links.iter().filter(|link| !ids.contains(**link)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn every_piece_of_evidence_has_its_moment() {
    for plan in ["strong", "novice", "silent"] {
        let aar = report("scenarios/db-migration.ron", plan, Edition::Shared);
        for line in &aar.score.criteria {
            for proof in &line.evidence {
                assert!(!proof.at.is_empty(), "{}: {}", line.label, proof.shows);
            }
        }
    }
}

#[test]
fn notes_about_people_and_private_words_are_the_hosts() {
    let private = "between us";
    let note = "Looks at the clock";
    let papers = |edition| {
        let aar = report(MINIMAL, "report", edition);
        let csv = String::from_utf8(events_csv(&aar).unwrap()).unwrap();
        let json = serde_json::to_string(&aar).unwrap();
        [markdown(&aar), html(&aar).unwrap(), csv, json]
    };
    for paper in papers(Edition::Shared) {
        assert!(!paper.contains(note) && !paper.contains(private), "shared");
        assert!(!paper.contains("Ines joined"), "the host's book");
    }
    let [md, page, csv, _] = papers(Edition::Host);
    for paper in [&md, &page] {
        assert!(paper.contains(note) && paper.contains(private), "host");
    }
    assert!(csv.contains(private));
}

#[test]
fn events_read_back_as_they_were_written() {
    let aar = report(MINIMAL, "report", Edition::Host);
    let bytes = events_csv(&aar).unwrap();
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let head: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        head,
        [
            "seq",
            "clock",
            "seat",
            "kind",
            "channel",
            "text",
            "evidence_for",
            "to",
            "mark"
        ]
    );
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let moments = aar.timeline.len()
        + aar
            .timeline
            .iter()
            .map(|moment| moment.marks.len())
            .sum::<usize>();
    assert_eq!(rows.len(), moments);
    assert!(rows.iter().all(|row| &row[8] == "EXERCISE"));
    let seqs: Vec<u64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert!(seqs.is_sorted());
    // A spreadsheet runs nothing.
    let formula = rows.iter().find(|row| row[5].contains("1+1")).unwrap();
    assert!(formula[5].starts_with("'=1+1"), "{}", &formula[5]);
    assert!(
        rows.iter()
            .any(|row| &row[3] == "decide" && row[6].contains("Made a timely decision"))
    );
}

#[test]
fn a_journal_that_broke_off_says_so() {
    let aar = report(MINIMAL, "broken-off", Edition::Shared);
    assert!(aar.head.closed.is_none());
    assert!(markdown(&aar).contains("The exercise has not ended"));
}
