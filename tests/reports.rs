//! Reports of whole exercises: what they say, and what they never let through.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use std::path::Path;
use support::exercise::id;
use support::plan::{Run, lines, scenario};
use warroom::engine::{Bone, Command, Event, Horizon, HostVerb, ReviewVerb};
use warroom::journal::Header;
use warroom::model::{CriterionId, Seq};
use warroom::report::{Aar, Edition, events_csv, html, markdown};
use warroom::scoring::{When, score};

const MINIMAL: &str = "tests/fixtures/scenarios/minimal.ron";
/// 21 November 2026, 10:00 UTC.
const CREATED: u64 = 1_795_255_200_000;

/// The header and steps of a plan, with a retrospective at its end.
fn played(path: &str, plan: &str) -> (Header, Run) {
    let scenario = scenario(path);
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let mut run = Run::of(&scenario, 7, false, &lines(plan));
    let decided = run.log.iter().find(|recorded| matches!(recorded.event, Event::Decided { .. }));
    let decided = decided.map_or(Seq(1), |recorded| recorded.seq);
    run.then(Command::Host(HostVerb::Override {
        criterion: id::<CriterionId>("clear-updates"),
        percent: 80,
        why: "The second half was said aloud at the window.".to_owned(),
    }));
    run.then(Command::Host(HostVerb::Review));
    for entry in [
        ReviewVerb::Frame { text: "Forty minutes, to learn how we decide. Nobody is on trial.".to_owned() },
        ReviewVerb::Star { of: decided },
        ReviewVerb::AddMoment { at: "02:09".parse().unwrap(), text: "Two of us walked out to phone.".to_owned() },
        ReviewVerb::AddWhy { text: "The promise had no owner.".to_owned() },
        ReviewVerb::AddWhy { text: "We have no list of who tells whom.".to_owned() },
        ReviewVerb::AddCause { bone: Bone::Process, systemic: true, text: "No communications owner by default".to_owned() },
        ReviewVerb::AddCause { bone: Bone::People, systemic: false, text: "One person held the clock and the keyboard".to_owned() },
        ReviewVerb::Worked { text: "Asking for time, loss and risk in one breath".to_owned() },
        ReviewVerb::Hindered { text: "Nobody spoke for the buyers".to_owned() },
        ReviewVerb::Surprise { text: "The rollback was dull".to_owned() },
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
    (Header::new("KQXR", &scenario.head.title, &text, 7, CREATED), run)
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
            let write = |end: &str, bytes: &[u8]| std::fs::write(folder.join(format!("{name}-{copy}.{end}")), bytes).unwrap();
            write("html", html(&aar).unwrap().as_bytes());
            write("md", markdown(&aar).as_bytes());
            write("csv", &events_csv(&aar).unwrap());
        }
    }
}
