//! The review as a part of play: scenes that touch, entries that are moves,
//! profiles, gates and the comparison with the author's own review.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use support::exercise::{Exercise, id, minimal};
use warroom::engine::*;
use warroom::model::{Pace, SimTime};
use warroom::scenario::{Bone, Horizon, MoveKind, load};
use warroom::scoring::{Gates, When, compare, score};

/// The two scenes touch, and the second is for the review.
const TOUCH: (&str, &str) = (
    "cut: (to: \"03:00\", line: \"An hour passes while the work runs.\"),",
    "",
);
const SECOND: (&str, &str) = (
    "from: \"03:00\",
            until: \"03:10\",",
    "from: \"02:15\",
            until: \"02:30\",
            review: true,",
);
const UNDONE: (&str, &str) = (
    "done: Any([Option(\"rollback\", Decided), Option(\"patch\", Decided)]),",
    "",
);
const REFERENCE: (&str, &str) = (
    "responsibilities: [",
    "retrospective: (
        timeline: [(at: \"01:40\", text: \"The deploy\", keys: [[\"deploy\", \"release\"]])],
        whys: [(text: \"Nobody tests load\", keys: [[\"load\"], [\"test\"]])],
        actions: [(horizon: Week, text: \"Alert on errors\", keys: [[\"alert\", \"alarm\"]])],
    ),
    gates: [
        (id: \"over\", title: \"It is over\", limit: \"before ENDEX\", met: Holds(Milestone(\"fixed\"))),
        (id: \"told\", title: \"Support heard\", limit: \"every 10 min\", met: Gap(\"customers\", \"10 min\")),
        (id: \"review\", title: \"A review\", limit: \"one of each, no blame\",
         met: Postmortem((moments: 1, whys: 1, causes: 1, systemic: 1, actions: 1))),
    ],
    responsibilities: [",
);

fn exercise(seats: &[&str]) -> Exercise {
    Exercise::of(&[TOUCH, SECOND, UNDONE, REFERENCE], seats)
}

fn entry(entry: ReviewVerb) -> Play {
    Play::new(Move::Review { entry })
}

fn why(text: &str) -> ReviewVerb {
    ReviewVerb::AddWhy {
        text: text.to_owned(),
    }
}

fn whole_review() -> Vec<ReviewVerb> {
    vec![
        ReviewVerb::AddMoment {
            at: "01:42".parse().unwrap(),
            text: "The release went out.".to_owned(),
        },
        why("No test puts load on it."),
        ReviewVerb::AddCause {
            bone: Bone::Process,
            systemic: true,
            text: "Speed before safety.".to_owned(),
        },
        ReviewVerb::AddAction {
            priority: Horizon::Week,
            owner: "Bo".to_owned(),
            due: "2026-12-01".to_owned(),
            check: "It rings in a drill.".to_owned(),
            text: "An alarm on errors.".to_owned(),
        },
    ]
}

/// The gates of everything that happened.
fn gates(exercise: &Exercise) -> Vec<(String, Option<bool>)> {
    let scenario = exercise.engine.scenario();
    let mut engine = Engine::new(scenario.clone(), 7, false);
    let mut gates = Gates::new(scenario.clone());
    engine.fold_with(SimTime::ZERO, None, &exercise.log, |state, recorded| {
        gates.push(state, recorded);
    });
    let score = score(scenario, &exercise.log, When::Final, false);
    let results = gates.results(&score);
    results
        .into_iter()
        .map(|gate| (gate.id.to_string(), gate.passed))
        .collect()
}

#[test]
fn scenes_that_touch_follow_each_other_or_go_early() {
    let mut exercise = exercise(&["ic"]);
    let began = |exercise: &Exercise| {
        exercise
            .engine
            .state()
            .scene()
            .map(|(id, at)| (id.to_string(), at))
    };
    exercise.wait(899);
    assert_eq!(began(&exercise).unwrap().0, "decide");
    exercise.wait(900);
    assert_eq!(
        began(&exercise),
        Some(("verify".to_owned(), SimTime(900_000)))
    );
    let mut early = self::exercise(&["ic"]);
    early.host(300, HostVerb::Scene);
    assert_eq!(began(&early), Some(("verify".to_owned(), SimTime(300_000))));
    let last = early.try_at(310, Actor::Host, Command::Host(HostVerb::Scene));
    assert!(last.is_err(), "nothing follows the last scene");
}

#[test]
fn an_entry_is_a_move_in_its_scene_and_none_before() {
    let mut exercise = exercise(&["ic"]);
    let early = exercise
        .try_play(10, "ic", entry(why("Because.")))
        .unwrap_err();
    assert!(early.why.contains("its own scene"), "{}", early.why);
    let state = exercise.engine.state();
    let legal = |state: &State| legal_moves(state, exercise.engine.scenario(), id("ic"));
    assert!(!legal(state).contains(&MoveKind::Review));
    exercise.host(300, HostVerb::Scene);
    let state = exercise.engine.state();
    assert!(legal_moves(state, exercise.engine.scenario(), id("ic")).contains(&MoveKind::Review));
    let events = exercise.play(310, "ic", entry(why("No test puts load on it.")));
    assert_eq!(
        exercise.last_line("ic").unwrap(),
        "Why: No test puts load on it."
    );
    let seat = events.iter().find_map(|r| match &r.event {
        Event::Reviewed { seat, .. } => *seat,
        _ => None,
    });
    assert_eq!(seat, Some(id("ic")));
    let empty = exercise.try_play(320, "ic", entry(why("  "))).unwrap_err();
    assert!(empty.why.contains("empty"));
    // What is for one role would be read by all.
    let feedback = ReviewVerb::Feedback {
        to: id("ic"),
        text: "You asked first.".to_owned(),
    };
    let aside = exercise.try_play(330, "ic", entry(feedback)).unwrap_err();
    assert!(aside.why.contains("after ENDEX"), "{}", aside.why);
}

#[test]
fn the_pace_of_a_review_in_play_is_told_too() {
    let mut exercise = exercise(&["ic"]);
    exercise.host(300, HostVerb::Scene);
    exercise.host(320, HostVerb::Speed { pace: Pace(200) });
    exercise.host(400, HostVerb::End);
    let scenario = exercise.engine.scenario();
    let score = score(scenario, &exercise.log, When::Final, false);
    assert_eq!(score.speeds, [Pace(100), Pace(200)]);
}

#[test]
fn gates_stand_beside_the_points() {
    let mut exercise = exercise(&["ic"]);
    exercise.host(300, HostVerb::Scene);
    for (at, of) in (310..).step_by(10).zip(whole_review()) {
        exercise.play(at, "ic", entry(of));
    }
    let open = gates(&exercise);
    assert!(open.iter().all(|(_, passed)| passed.is_none()), "{open:?}");
    exercise.host(400, HostVerb::End);
    let expected = [
        ("over".to_owned(), Some(false)),
        // 400 s without an update.
        ("told".to_owned(), Some(true)),
        ("review".to_owned(), Some(true)),
    ];
    assert_eq!(gates(&exercise), expected);
}

#[test]
fn a_long_silence_and_a_blaming_entry_fail_their_gates() {
    let mut exercise = exercise(&["ic"]);
    exercise.wait(910);
    for (at, of) in (920..).step_by(10).zip(whole_review()) {
        exercise.play(at, "ic", entry(of));
    }
    exercise.play(980, "ic", entry(why("It was human error, Bo is to blame.")));
    exercise.host(1000, HostVerb::End);
    let passed: Vec<Option<bool>> = gates(&exercise).into_iter().map(|(_, p)| p).collect();
    assert_eq!(passed, [Some(false), Some(false), Some(false)]);
}

#[test]
fn an_update_that_tells_nothing_breaks_no_silence() {
    let told = |impact: &str| {
        let mut exercise = exercise(&["ic"]);
        for at in [300, 600, 900] {
            let update = Move::Update {
                impact: impact.to_owned(),
                action: ".".to_owned(),
                next_at: None,
                owner: None,
            };
            let play = Play {
                channel: Some(id("customers")),
                ..Play::new(update)
            };
            exercise.play(at, "ic", play);
        }
        exercise.host(1000, HostVerb::End);
        gates(&exercise)[1].1
    };
    assert_eq!(told("."), Some(false));
    assert_eq!(told("One buyer in ten cannot pay."), Some(true));
}

#[test]
fn the_table_s_review_is_held_beside_the_author_s() {
    let mut exercise = exercise(&["ic"]);
    exercise.host(300, HostVerb::Scene);
    exercise.play(310, "ic", entry(whole_review().remove(0)));
    exercise.play(320, "ic", entry(why("Nobody slept.")));
    let compared = compare(exercise.engine.scenario(), &exercise.log);
    let shown: Vec<(&str, usize, usize, &[String])> = compared
        .iter()
        .map(|part| {
            (
                part.part,
                part.found(),
                part.reference.len(),
                part.own.as_slice(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Timeline", 1, 1, [].as_slice()),
            ("Why", 0, 1, ["Nobody slept.".to_owned()].as_slice()),
            ("Actions", 0, 1, [].as_slice()),
        ]
    );
    // The same words at another time are another moment.
    let far = ReviewVerb::AddMoment {
        at: "01:50".parse().unwrap(),
        text: "The release went out.".to_owned(),
    };
    let mut other = self::exercise(&["ic"]);
    other.host(300, HostVerb::Scene);
    other.play(310, "ic", entry(far));
    let compared = compare(other.engine.scenario(), &other.log);
    assert_eq!(compared[0].found(), 0);
}

const MINIMAL: &str = include_str!("fixtures/scenarios/minimal.ron");

#[test]
fn what_belongs_to_another_profile_is_as_if_it_were_not_written() {
    let profiles = MINIMAL
        .replace(
            "responsibilities: [",
            "profiles: [(id: \"long\", title: \"Long\", text: \"All of it.\"), (id: \"short\", title: \"Short\", text: \"Half of it.\")],
    responsibilities: [",
        )
        .replace(
            "cut: (to: \"03:00\", line: \"An hour passes while the work runs.\"),",
            "cut: (to: \"03:00\", line: \"An hour passes while the work runs.\"), profiles: [\"long\"],",
        )
        .replace("from: \"03:00\",", "from: \"03:00\", profiles: [\"long\"],")
        .replace(
            "    deadlines: [",
            "    deadlines: [(id: \"only\", label: \"Half done\", at: \"02:08\", kind: Penalty, profiles: [\"short\"]),",
        )
        .replace(
            "    scenes: [",
            "    scenes: [(id: \"quick\", title: \"quick\", aim: \"All at once.\", from: \"02:00\", until: \"02:10\", profiles: [\"short\"]),",
        );
    let scenes = |text: &str| -> (Vec<String>, usize) {
        let loaded = load(text);
        let scenario = loaded
            .scenario
            .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
        let scenes = scenario.scenes.iter().map(|scene| scene.id.to_string());
        (scenes.collect(), scenario.deadlines.len())
    };
    assert_eq!(
        scenes(&profiles),
        (vec!["decide".to_owned(), "verify".to_owned()], 1)
    );
    let short = profiles.replace("profiles: [(id", "profile: \"short\", profiles: [(id");
    assert_eq!(scenes(&short), (vec!["quick".to_owned()], 2));
}

#[test]
fn profiles_that_an_effect_tells_apart_are_two() {
    let three = r#"(
    profiles: [
        (id: "pa", title: "A", text: "Without."),
        (id: "pb", title: "B", text: "With more anger."),
        (id: "pc", title: "C", text: "Without the word of it."),
    ],
"#;
    let told = r#"    injects: [
        (
            id: "told-apart",
            title: "Told apart",
            trigger: At("+1 min"),
            from: Other("the street"),
            to: Channel("war-room"),
            medium: Chat,
            text: "Somebody outside talks about it.",
            profiles: ["pa", "pb"],
            effects: [If(Profile("pb"), [Add("complaints", "5")])],
        ),
"#;
    let changes = [("(\n", three), ("    injects: [\n", told)];
    let found = load(&minimal(&changes)).diagnostics;
    let codes: Vec<String> = found.iter().map(|of| of.code.to_string()).collect();
    assert_eq!(codes, [""; 0]);
}
