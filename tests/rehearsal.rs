//! Rehearsals: known groups, the same sum on any number of cores, words that
//! really go through capture, and what a fork keeps.

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
    unused_imports,
    reason = "shared support"
)]

mod support;

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use support::plan::{Run, lines, scenario};
use warroom::bots::Policy;
use warroom::engine::{Event, Recorded};
use warroom::journal::{Header, Journal, encode, read};
use warroom::model::{OptionId, Seq};
use warroom::rehearsal::{
    Exercise, ForkError, Played, PolicyRun, Rehearsal, WhatIf, rehearse, what_if, what_if_while,
};
use warroom::scenario::Scenario;

fn db_migration() -> Arc<Scenario> {
    scenario("scenarios/db-migration.ron")
}

/// One exercise with its log; shown when `SHOW_SCORES` is set.
fn play(policy: Policy, seed: u64) -> Played {
    let scenario = db_migration();
    let seats = [scenario.commander];
    let played = Exercise::new(&scenario, seed, policy, &seats)
        .keep_log()
        .play();
    if std::env::var_os("SHOW_SCORES").is_some() {
        show(&scenario, &played);
    }
    played
}

fn show(scenario: &Scenario, played: &Played) {
    for recorded in &played.log {
        let clock = scenario.shows(recorded.at).with_seconds();
        match &recorded.event {
            Event::Moved(moved) => {
                let channel = moved.channel.map_or_else(String::new, |of| of.to_string());
                println!(
                    "{clock} {:11} {channel:9} {:?}: {}",
                    moved.seat.as_str(),
                    moved.kind(),
                    moved.line
                );
            }
            Event::Released { inject, .. } => {
                let text = scenario.injects.get(*inject).map_or("", |of| &of.text);
                println!("{clock}   >> {inject}: {text}");
            }
            Event::CutBegan { plan, .. } => println!("{clock} == cut {plan:?}"),
            Event::PromiseBroken { .. }
            | Event::PatienceLost { .. }
            | Event::WorkDone { .. }
            | Event::Ended { .. } => println!("{clock}   -- {:?}", recorded.event),
            _ => {}
        }
    }
    println!("{} to {}", played.score.total.low, played.score.total.high);
    for of in &played.score.criteria {
        println!(
            "{:22} {:4}..{:4} of {:2}",
            of.criterion.key(),
            of.credit.low,
            of.credit.high,
            of.points
        );
        for missing in &of.missing {
            println!("      - {missing}");
        }
        for evidence in of.evidence.iter().filter(|of| of.low < 0) {
            println!("      < {} {}", evidence.low, evidence.shows);
        }
    }
}

/// Design, section 8: "bots of fixed behaviour separate in every exercise".
/// The bands are of the median over 200 seeds.
fn known_groups_separate(file: &str) {
    let what = Rehearsal {
        scenario: scenario(&format!("scenarios/{file}.ron")),
        runs: 200,
        seed: 1,
        policies: Policy::ALL.to_vec(),
    };
    let groups = rehearse(&what, || {});
    let p50 = |policy: Policy| {
        let of = groups.iter().find(|of| of.policy == policy).unwrap();
        of.summary.score.as_ref().unwrap().p50
    };
    let shown: Vec<(Policy, u32)> = groups
        .iter()
        .map(|of| (of.policy, p50(of.policy)))
        .collect();
    println!("{file}: {shown:?}");
    assert!(p50(Policy::Strong) >= 85_000, "{shown:?}");
    assert!(
        p50(Policy::Talker).abs_diff(p50(Policy::Strong)) <= 5_000,
        "{shown:?}"
    );
    assert!(
        (35_000..=65_000).contains(&p50(Policy::Novice)),
        "{shown:?}"
    );
    assert!(p50(Policy::FormFiller) <= 50_000, "{shown:?}");
    assert!(p50(Policy::Random) <= 30_000, "{shown:?}");
    assert!(p50(Policy::Silent) <= 10_000, "{shown:?}");
    // What certifies is passed by the strong line alone.
    for of in &groups {
        let gates = &of.summary.gates;
        let passed = gates
            .iter()
            .filter(|gate| gate.passed.runs * 2 > of.summary.runs);
        match of.policy {
            Policy::Strong | Policy::Talker => assert_eq!(passed.count(), gates.len(), "{gates:?}"),
            policy if !gates.is_empty() => {
                assert!(passed.count() < gates.len(), "{policy}: {gates:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn known_groups_separate_in_the_database_migration() {
    known_groups_separate("db-migration");
}

#[test]
fn known_groups_separate_with_the_ceo_in_the_room() {
    known_groups_separate("ceo-war-room");
}

#[test]
fn known_groups_separate_in_the_corruption_dilemma() {
    known_groups_separate("corruption-dilemma");
}

#[test]
fn known_groups_separate_with_three_incidents_at_once() {
    known_groups_separate("friday-multi-incident");
}

/// A scenario that is scored and stands in no test above.
#[test]
fn every_scored_scenario_separates_known_groups() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut scored: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|of| of == "ron"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|file| scenario(&format!("scenarios/{file}.ron")).rubric.scored)
        .collect();
    scored.sort();
    assert_eq!(
        scored,
        [
            "ceo-war-room",
            "corruption-dilemma",
            "db-migration",
            "friday-multi-incident"
        ]
    );
}

/// The handbook's line through a review: aim and rules first, everybody by
/// name, thanks for what was hard to say. A novice leaves all three out.
#[test]
fn whoever_leads_a_review_with_care_comes_to_its_good_end() {
    let scenario = scenario("scenarios/postmortem-lead.ron");
    let seats = [scenario.commander];
    let ends = |policy: Policy, seed| {
        let played = Exercise::new(&scenario, seed, policy, &seats).play();
        played.ending.map_or_else(String::new, |of| of.to_string())
    };
    for seed in 1..=20 {
        assert_eq!(ends(Policy::Strong, seed), "learned", "seed {seed}");
        assert_eq!(ends(Policy::Talker, seed), "learned", "aloud, seed {seed}");
        assert_eq!(
            ends(Policy::Novice, seed),
            "courage-punished",
            "seed {seed}"
        );
        assert_eq!(ends(Policy::Silent, seed), "name-given", "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_sum_on_any_number_of_cores() {
    let what = Rehearsal {
        scenario: db_migration(),
        runs: 5,
        seed: 11,
        policies: vec![Policy::Strong, Policy::Random],
    };
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| rehearse(&what, || {}))
    };
    assert_eq!(on(1), on(2));
    let other = Rehearsal {
        seed: 12,
        ..what.clone()
    };
    assert_ne!(
        rehearse(&other, || {}),
        on(1),
        "another seed is another rehearsal"
    );
}

/// The moves of the commander, with whether each was captured.
fn of_commander(played: &Played) -> Vec<(u64, bool)> {
    let moves = played
        .log
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::Moved(moved) if moved.seat.as_str() == "ic" => {
                Some((moved.made_at(recorded.at).0, moved.spoken.is_some()))
            }
            _ => None,
        });
    moves.collect()
}

#[test]
fn what_a_talker_says_is_captured_and_confirmed() {
    let played = play(Policy::Talker, 3);
    let said = of_commander(&played);
    assert!(
        said.len() > 30 && said.iter().all(|(_, spoken)| *spoken),
        "{said:?}"
    );
    let confirmed = played
        .log
        .iter()
        .filter(|recorded| matches!(recorded.event, Event::Confirmed { counts: true, .. }));
    assert_eq!(confirmed.count(), said.len());
    assert_eq!(
        played.score.total.low, played.score.total.high,
        "nothing is open after the hot wash"
    );
    let typed = of_commander(&play(Policy::Strong, 3));
    assert!(typed.iter().all(|(_, spoken)| !spoken));
}

#[test]
fn no_move_comes_faster_than_a_person_makes_it() {
    for policy in [
        Policy::Strong,
        Policy::Talker,
        Policy::Novice,
        Policy::FormFiller,
        Policy::Random,
    ] {
        let moves = of_commander(&play(policy, 5));
        let quickest = moves
            .windows(2)
            .map(|pair| pair[1].0 - pair[0].0)
            .min()
            .unwrap();
        assert!(
            quickest >= 6_000,
            "{policy}: {quickest} ms between two moves"
        );
    }
}

#[test]
fn a_bot_knows_no_scenario() {
    let scenario = scenario("tests/fixtures/scenarios/minimal.ron");
    for policy in Policy::ALL {
        let seats = [scenario.commander];
        let played = Exercise::new(&scenario, 7, policy, &seats).play();
        assert_eq!(
            played.decided.is_some(),
            policy == Policy::Strong || policy == Policy::Talker || policy == Policy::Novice,
            "{policy}"
        );
    }
}

/// The strong plan as a journal.
struct Strong {
    journal: Journal,
    log: Vec<Recorded>,
}

impl Strong {
    fn played() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/db-migration.ron");
        let text = std::fs::read_to_string(path).unwrap();
        let scenario = db_migration();
        let run = Run::of(&scenario, 7, false, &lines("strong"));
        let header = Header::new("BCDFGH", &scenario.head.title, &text, 7, 0);
        let journal = read(&encode(&header, &run.steps).unwrap()).unwrap();
        let log = run.log;
        Self { journal, log }
    }

    /// Where something first happened.
    fn first(&self, is: impl Fn(&Event) -> bool) -> Seq {
        let found = self.log.iter().find(|recorded| is(&recorded.event));
        found.unwrap().seq
    }
}

fn choose(at: Seq, option: &str) -> WhatIf {
    WhatIf {
        at,
        choose: Some(OptionId::new(option).unwrap()),
        policy: Policy::Strong,
        runs: 6,
        seed: 1,
    }
}

#[test]
fn a_fork_plays_on_with_another_decision() {
    let strong = Strong::played();
    let decided = strong.first(|event| matches!(event, Event::Decided { .. }));
    let before = Seq(decided.0 - 2);
    let summary = what_if(&strong.journal, &choose(before, "failover"), || {}).unwrap();
    let of = |id: &str| {
        summary
            .options
            .iter()
            .find(|of| of.id.as_str() == id)
            .unwrap()
    };
    assert_eq!((summary.runs, of("failover").decided.runs), (6, 6));
    assert_eq!(
        of("failover").started.runs,
        6,
        "what was decided is ordered"
    );
    assert!(of("failover").succeeded.runs + of("hybrid").decided.runs >= 6);
    let again = what_if(&strong.journal, &choose(before, "failover"), || {}).unwrap();
    assert_eq!(summary, again);
}

#[test]
fn what_was_drawn_before_a_fork_stands() {
    let strong = Strong::played();
    let begun = strong.first(
        |event| matches!(event, Event::WorkStarted { option, .. } if option.as_str() == "workaround"),
    );
    let rest = WhatIf {
        choose: None,
        ..choose(Seq(begun.0 + 4), "hybrid")
    };
    let summary = what_if(&strong.journal, &rest, || {}).unwrap();
    let workaround = summary
        .options
        .iter()
        .find(|of| of.id.as_str() == "workaround")
        .unwrap();
    // Its end was drawn when it began: the same in all of them.
    assert_eq!(workaround.succeeded.runs % 6, 0, "{workaround:?}");
    assert_eq!(workaround.started.runs, 6, "it began before the fork");
}

#[test]
fn a_fork_sums_up_the_whole_exercise_and_its_own_decision() {
    let strong = Strong::played();
    let (option, done) = strong
        .log
        .iter()
        .find_map(|recorded| match recorded.event {
            Event::WorkDone {
                option,
                succeeded: true,
            } => Some((option, recorded.seq)),
            _ => None,
        })
        .unwrap();
    let rest = WhatIf {
        choose: None,
        ..choose(done, "failover")
    };
    let summary = what_if(&strong.journal, &rest, || {}).unwrap();
    let of = summary.options.iter().find(|of| of.id == option).unwrap();
    assert_eq!((of.started.runs, of.succeeded.runs), (6, 6), "{of:?}");
    // What was decided before the fork is not the fork's decision.
    let decides = |of: &Recorded| matches!(of.event, Event::Decided { .. });
    let mut steps = strong.journal.steps.iter();
    let step = steps.find(|step| step.events.iter().any(decides)).unwrap();
    let minute = step.at.0 / 60_000 + 1;
    let later = steps.find(|later| later.at.0 >= minute * 60_000 && !later.events.is_empty());
    let later = later.unwrap();
    let at = later.events.last().unwrap().seq;
    let summary = what_if(&strong.journal, &choose(at, "failover"), || {}).unwrap();
    let (decision, now) = (&summary.decision, later.at.0 / 1000);
    assert_eq!(
        (
            decision.made.runs,
            u64::from(decision.p10),
            u64::from(decision.p90)
        ),
        (6, now, now)
    );
}

#[test]
fn a_fork_that_cannot_be_says_why() {
    let strong = Strong::played();
    let started = strong.first(|event| matches!(event, Event::Declared { .. }));
    let unknown = what_if(
        &strong.journal,
        &choose(Seq(started.0 + 1), "failover"),
        || {},
    );
    assert!(
        matches!(unknown, Err(ForkError::Refused { .. })),
        "{unknown:?}"
    );
    let over = what_if(&strong.journal, &choose(Seq(u64::MAX), "failover"), || {});
    assert!(matches!(over, Err(ForkError::NotInPlay(_))), "{over:?}");
}

#[test]
fn a_fork_that_nobody_wants_any_more_stops() {
    let strong = Strong::played();
    let decided = strong.first(|event| matches!(event, Event::Decided { .. }));
    let asked = AtomicU64::new(0);
    let many = WhatIf {
        runs: 1_000_000,
        ..choose(Seq(decided.0 - 2), "failover")
    };
    let stopped = what_if_while(&strong.journal, &many, || {
        asked.fetch_add(1, Ordering::Relaxed) < 2
    });
    assert_eq!(stopped, Err(ForkError::Stopped));
    assert!(asked.load(Ordering::Relaxed) < 1_000);
}

/// What the program prints, with a number of cores.
fn program(args: &[&str], cores: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(args)
        .arg("--json")
        .env("RAYON_NUM_THREADS", cores)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_program_sums_up_the_same_on_one_core_and_two() {
    let args = [
        "rehearse",
        "db-migration",
        "--runs",
        "3",
        "--policy",
        "strong",
    ];
    let timeless = |cores: &str| {
        let mut value = program(&args, cores);
        let all = value.as_object_mut().unwrap();
        for key in ["exercises_per_second", "elapsed_s", "cores"] {
            assert!(all.remove(key).unwrap().as_f64().unwrap() > 0.0);
        }
        value
    };
    let (one, two) = (timeless("1"), timeless("2"));
    assert_eq!(one, two);
    assert_eq!(one["score"]["by_criterion"]["timely"]["max"], 10);
    assert!(one["score"]["p50"].as_f64().unwrap() > 85.0);
}

#[test]
fn the_program_continues_a_journal() {
    let strong = Strong::played();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("what-if.jsonl");
    let bytes = encode(&strong.journal.header, &strong.journal.steps).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let decided = strong.first(|event| matches!(event, Event::Decided { .. }));
    let at = (decided.0 - 2).to_string();
    let args = [
        "fork",
        path.to_str().unwrap(),
        "--at",
        &at,
        "--choose",
        "restore",
        "--runs",
        "2",
    ];
    let value = program(&args, "2");
    let options = value["options"].as_array().unwrap();
    let restore = options.iter().find(|of| of["id"] == "restore").unwrap();
    assert_eq!(
        (restore["decided"].as_f64(), value["runs"].as_u64()),
        (Some(1.0), Some(2))
    );
}

/// What the program says, with its exit code.
fn words(args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_warroom"))
        .args(args)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).unwrap(), output.status.code())
}

#[test]
fn the_program_says_from_where_it_plays_on() {
    let strong = Strong::played();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("on-from.jsonl");
    let bytes = encode(&strong.journal.header, &strong.journal.steps).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let mut steps = strong.journal.steps.iter();
    let decides = |of: &Recorded| matches!(of.event, Event::Decided { .. });
    let step = steps.find(|step| step.events.iter().any(decides)).unwrap();
    let first = step.events.first().unwrap().seq;
    assert!(first < step.events.last().unwrap().seq);
    let at = first.0.to_string();
    let fork = |choose: &str| {
        let path = path.to_str().unwrap();
        words(&["fork", path, "--at", &at, "--choose", choose, "--runs", "1"])
    };
    let (said, code) = fork("failover");
    assert_eq!(code, Some(0), "{said}");
    for part in [
        format!("on from after event #{} (", first.0 - 1),
        format!("Event {first} is not kept"),
        "the first from there on, in 100% of runs".to_owned(),
    ] {
        assert!(said.contains(&part), "{part}: {said}");
    }
    // What is no id by its form is told what could be one, as an unknown id is.
    for name in ["A", "Old prices", "rewrite"] {
        let (said, code) = fork(name);
        assert_eq!(code, Some(1), "{said}");
        assert!(
            said.contains("The scenario's options: ") && said.contains("failover"),
            "{said}"
        );
    }
}

#[test]
fn a_game_by_dice_is_summed_up_by_its_actions() {
    let (said, code) = words(&["rehearse", "queue-mystery", "--runs", "2"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("\naction  "), "{said}");
    assert!(
        !said.contains("\noption") && !said.contains("decision "),
        "it has no options: {said}"
    );
    let value = program(&["rehearse", "queue-mystery", "--runs", "2"], "2");
    let actions = value["actions"].as_array().unwrap();
    let tried = |of: &&Value| of["tried"].as_f64() > Some(0.0);
    assert!(actions.iter().any(|of| tried(&of)), "{actions:?}");
    assert!(
        actions
            .iter()
            .all(|of| of["succeeded"].as_f64() <= of["tried"].as_f64()),
        "{actions:?}"
    );
    let (said, _) = words(&["rehearse", "db-migration", "--runs", "1"]);
    assert!(
        said.contains("\noption") && !said.contains("\naction"),
        "{said}"
    );
}

#[cfg(not(feature = "game"))]
#[test]
fn a_build_without_the_game_says_what_to_type() {
    let (said, code) = words(&[]);
    assert_eq!(code, Some(2), "{said}");
    for part in ["no window", "`warroom serve SCENARIO`", "`warroom --help`"] {
        assert!(said.contains(part), "{said}");
    }
}
