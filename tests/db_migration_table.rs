//! Exercise 1 as the table meets it: who has something to do in each scene,
//! what has to be asked for, who loses patience, and what an act answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use support::exercise::{Exercise, ask, id, list, say, scenario};
use warroom::engine::*;
use warroom::model::*;
use warroom::scenario::{MoveKind, Receivers, Scenario};
use warroom::view::{Snapshot, snapshot};

/// STARTEX with people on these seats.
fn seated(seats: &[&str]) -> Exercise {
    let mut exercise = lobby();
    exercise.start(seats);
    exercise
}

fn lobby() -> Exercise {
    let scenario = scenario("scenarios/db-migration.ron");
    Exercise {
        engine: Engine::new(scenario, 3, false),
        log: Vec::new(),
    }
}

/// Seconds since STARTEX at a time on the clock.
fn at(clock: &str) -> u64 {
    let clock: ClockTime = clock.parse().unwrap();
    clock.after("02:05".parse().unwrap()).0 / 1000
}

fn cut(exercise: &mut Exercise, clock: &str) {
    let plan = CutPlan {
        running: "as said".into(),
        informs: vec![],
        wake: "any failure".into(),
    };
    exercise.host(at(clock), HostVerb::Cut { plan });
}

fn decision(exercise: &Exercise, option: &str) -> Play {
    Play::new(Move::Decide(Decide::on(
        id(option),
        u32::try_from(exercise.engine.state().decisions().len()).unwrap(),
    )))
}

fn order(to: &str, option: &str) -> Play {
    Play {
        to: vec![id(to)],
        ..Play::new(Move::Order {
            task: String::new(),
            option: Some(id(option)),
            by: None,
        })
    }
}

/// Asks the three leads, and learns of every way out.
fn gather(exercise: &mut Exercise) {
    for (clock, to, words) in [
        (
            "02:07",
            "database",
            "How long is a full restore, and what do we lose?",
        ),
        (
            "02:08",
            "application",
            "Is there a workaround, and how long is it?",
        ),
        (
            "02:09",
            "sre",
            "If we fail over to the old cluster, what is lost?",
        ),
        ("02:11", "application", "And both at once, in parallel?"),
    ] {
        exercise.play(at(clock), "ic", ask(&[to], words));
    }
}

/// All three scenes on one course, its work ordered of its lead.
fn course(option: Option<(&str, &str)>) -> Exercise {
    let mut exercise = seated(&["ic"]);
    gather(&mut exercise);
    exercise.wait(at("02:14"));
    if let Some((option, lead)) = option {
        let call = decision(&exercise, option);
        exercise.play(at("02:15"), "ic", call);
        exercise.play(at("02:15"), "ic", order(lead, option));
    }
    cut(&mut exercise, "02:20");
    exercise.wait(at("02:57"));
    if exercise.engine.state().cut().is_none() {
        cut(&mut exercise, "02:57");
    }
    exercise.wait(at("05:43"));
    exercise
}

const COURSES: [Option<(&str, &str)>; 5] = [
    None,
    Some(("restore", "database")),
    Some(("failover", "sre")),
    Some(("workaround", "application")),
    Some(("hybrid", "application")),
];

/// Seats that the injects of a stretch of play call upon: they are told, asked
/// or expected to move, or somebody is expected to turn to them.
fn called_upon(exercise: &Exercise, from: &str, until: &str) -> BTreeSet<SeatId> {
    let scenario = exercise.engine.scenario();
    let stretch = at(from) * 1000..at(until) * 1000;
    let mut seats = BTreeSet::new();
    for recorded in &exercise.log {
        let Event::Released { inject, .. } = &recorded.event else {
            continue;
        };
        if !stretch.contains(&recorded.at.0) {
            continue;
        }
        let inject = scenario.injects.get(*inject).unwrap();
        if let Receivers::Seats(to) = &inject.to {
            seats.extend(to);
        }
        seats.extend(inject.demand.iter().flat_map(|demand| &demand.of));
        for pattern in inject.expects.iter().flat_map(|expected| &expected.any) {
            seats.extend(&pattern.by);
            seats.extend(&pattern.to);
            if pattern.kinds.contains(&MoveKind::Decide) {
                seats.insert(scenario.commander);
            }
        }
    }
    seats
}

#[test]
fn every_seat_has_something_to_do_in_every_scene_on_every_course() {
    let mut idle = Vec::new();
    for option in COURSES {
        let exercise = course(option);
        let scenes = [("02:05", "02:20"), ("02:45", "02:57"), ("05:30", "05:43")];
        for (from, until) in scenes {
            let called = called_upon(&exercise, from, until);
            for role in &exercise.engine.scenario().roles {
                if !called.contains(&role.id) {
                    idle.push(format!("{option:?}, {from}: {}", role.id));
                }
            }
        }
    }
    assert!(idle.is_empty(), "these have nothing to do: {idle:#?}");
}

#[test]
fn scenes_deadlines_and_injects_are_those_of_the_exercise() {
    let scenario = scenario("scenarios/db-migration.ron");
    let scenes: Vec<(String, String)> = scenario
        .scenes
        .iter()
        .map(|scene| {
            (
                scene.id.to_string(),
                scenario.shows(scenario.at(scene.from)).to_string(),
            )
        })
        .collect();
    let scene = |id: &str, from: &str| (id.to_owned(), from.to_owned());
    assert_eq!(
        scenes,
        [
            scene("decide", "02:05"),
            scene("landing", "02:45"),
            scene("wall", "05:30")
        ]
    );
    assert!(scenario.injects.len() >= 25);
    let expecting = scenario
        .injects
        .iter()
        .filter(|i| !i.expects.is_empty())
        .count();
    let contingencies = scenario
        .injects
        .iter()
        .flat_map(|inject| &inject.expects)
        .filter(|expected| expected.contingency.is_some())
        .count();
    assert!(
        expecting >= 25 && contingencies >= 10,
        "{expecting}, {contingencies}"
    );
    assert!(
        scenario
            .severity
            .iter()
            .any(|row| row.severity == Severity::Sev1 && row.users.starts_with("5%"))
    );
    assert_eq!(
        scenario.deadlines.len(),
        4,
        "decide, next update, penalty, breach"
    );
    assert_eq!(
        scenario.incidents.iter().next().unwrap().severity,
        Severity::Sev1
    );
    let first: Vec<&str> = [
        "database-report",
        "application-report",
        "sre-report",
        "product-heads",
        "vp-numbers",
    ]
    .into();
    for inject in first {
        let inject = scenario.injects.get(id(inject)).unwrap();
        let warroom::scenario::Trigger::At(moment) = inject.trigger else {
            panic!("{} comes at its minute", inject.id)
        };
        assert!(scenario.at(moment) <= SimTime(120_000), "{}", inject.id);
    }
}

#[test]
fn nothing_is_on_the_table_until_the_right_lead_is_asked() {
    let mut exercise = seated(&["ic"]);
    exercise.wait(at("02:06:50"));
    let found = |exercise: &Exercise| -> BTreeSet<String> {
        let state = exercise.engine.state();
        let options = exercise.engine.scenario().options.iter();
        options
            .filter(|o| state.found(o.id))
            .map(|o| o.id.to_string())
            .collect()
    };
    assert!(found(&exercise).is_empty());
    // The wrong lead does not know.
    exercise.play(
        at("02:07"),
        "ic",
        ask(&["vp"], "How long does a restore take?"),
    );
    exercise.wait(at("02:08:30"));
    assert!(found(&exercise).is_empty(), "{:?}", found(&exercise));
    gather_from(&mut exercise, "02:09");
    let all: BTreeSet<String> = ["restore", "failover", "workaround", "hybrid"]
        .map(str::to_owned)
        .into();
    assert!(found(&exercise).is_superset(&all), "{:?}", found(&exercise));
}

fn gather_from(exercise: &mut Exercise, clock: &str) {
    let from = at(clock);
    for (after, to, words) in [
        (
            0,
            "database",
            "How long is a full restore, and what do we lose?",
        ),
        (
            30,
            "application",
            "Is there a workaround, and how long is it?",
        ),
        (
            60,
            "sre",
            "If we fail over to the old cluster, what is lost?",
        ),
        (90, "application", "And both at once, in parallel?"),
    ] {
        exercise.play(from + after, "ic", ask(&[to], words));
    }
    exercise.wait(from + 180);
}

/// What the table shows as figures.
fn figures(exercise: &Exercise) -> Vec<(String, String)> {
    let (scenario, state) = (exercise.engine.scenario(), exercise.engine.state());
    let Snapshot::Table(view) = snapshot(scenario, state, Audience::Table, None) else {
        panic!("the table's view")
    };
    view.metrics
        .into_iter()
        .map(|m| (m.id.to_string(), m.value))
        .collect()
}

#[test]
fn figures_that_nobody_volunteers_come_when_somebody_asks_their_holder() {
    for (figure, holder, words) in [
        ("affected", "product", "How many people is that?"),
        ("tickets", "support", "How many tickets are there?"),
        ("cost", "vp", "What does an hour of this cost us?"),
    ] {
        let mut exercise = seated(&["ic"]);
        exercise.wait(at("02:09"));
        let shown = |exercise: &Exercise| figures(exercise).iter().any(|(id, _)| id == figure);
        assert!(!shown(&exercise), "{figure} is not volunteered");
        exercise.play(at("02:09"), "ic", ask(&[holder], words));
        exercise.wait(at("02:10:30"));
        assert!(shown(&exercise), "{figure}: {:?}", figures(&exercise));
    }
}

#[test]
fn the_tables_figures_are_said_as_people_say_them() {
    let mut exercise = seated(&["ic"]);
    for (to, words) in [
        ("support", "How many tickets are there?"),
        ("vp", "What does an hour of this cost us?"),
        ("sre", "If we fail over, what is lost?"),
        ("application", "The workaround: what do people feel?"),
    ] {
        exercise.play(at("02:08"), "ic", ask(&[to], words));
    }
    exercise.wait(at("02:13:17"));
    let figures = figures(&exercise);
    assert!(figures.len() >= 4, "{figures:?}");
    for (id, value) in &figures {
        // "1,880.289 tickets" and "a login takes 0 s" were both shown once.
        let decimals = value.split_once('.').map_or(0, |(_, after)| {
            after.chars().filter(char::is_ascii_digit).count()
        });
        assert!(decimals <= 1, "{id}: {value}");
    }
    let of = |name: &str| figures.iter().find(|(id, _)| id == name).unwrap().1.clone();
    assert_eq!(of("login-time"), "5 s");
    assert_eq!(of("lag"), "2 h 8 min");
}

#[test]
fn product_and_vp_climb_their_ladders_in_a_silent_room() {
    let mut exercise = seated(&["ic"]);
    exercise.wait(at("02:16"));
    let scenario = exercise.engine.scenario().clone();
    for (inject, seat) in [("product-heads", "product"), ("vp-numbers", "vp")] {
        let inject: InjectId = id(inject);
        let ladder = &scenario.roles.get(id(seat)).unwrap().persona.ladder;
        let (asked, since) = exercise
            .last(|r| match &r.event {
                Event::Asked(asked) if asked.inject == Some(inject) => Some((r.seq, r.at)),
                _ => None,
            })
            .unwrap();
        let climbed: Vec<(u64, String)> = exercise
            .log
            .iter()
            .filter_map(|r| match &r.event {
                Event::PatienceLost { ask, text, .. } if *ask == asked => {
                    Some((r.at.since(since).0 / 60_000, text.clone()))
                }
                _ => None,
            })
            .collect();
        let expected: Vec<(u64, String)> = ladder
            .iter()
            .map(|rung| (rung.after.0 / 60_000, rung.text.clone()))
            .collect();
        assert_eq!(climbed, expected, "{seat}");
        assert_eq!(
            climbed
                .iter()
                .map(|(minute, _)| *minute)
                .collect::<Vec<_>>(),
            [2, 4, 6, 8]
        );
    }
    // It is felt: they go round the commander, and the board hears of it.
    for inject in ["product-calls-round", "vp-rings-leads", "sre-who-leads"] {
        let inject: InjectId = id(inject);
        assert!(
            matches!(
                exercise.engine.state().inject(inject),
                Some(InjectStage::Released(_))
            ),
            "{inject}"
        );
    }
    assert!(
        exercise
            .engine
            .state()
            .milestones()
            .contains_key(&id("board-alarmed"))
    );
}

#[test]
fn three_to_ten_people_can_be_dealt_in_whatever_their_jobs() {
    const JOBS: [JobFamily; 10] = [
        JobFamily::Backend,
        JobFamily::Database,
        JobFamily::Sre,
        JobFamily::Qa,
        JobFamily::Product,
        JobFamily::Support,
        JobFamily::Backend,
        JobFamily::Sales,
        JobFamily::Executive,
        JobFamily::Frontend,
    ];
    for people in 3..=10 {
        let mut exercise = lobby();
        for (nth, job) in JOBS.into_iter().enumerate().take(people) {
            exercise.join(&format!("p{nth}"), job);
        }
        exercise.host(0, HostVerb::Deal { again: false });
        let (scenario, state) = (exercise.engine.scenario().clone(), exercise.engine.state());
        for person in state.people().values() {
            let role = scenario
                .roles
                .get(person.seat.expect("all have a seat"))
                .unwrap();
            assert_ne!(
                role.family, person.family,
                "{people} people: {}",
                person.name
            );
        }
        assert!(
            state.holder(scenario.commander).is_some(),
            "{people} people: somebody commands"
        );
        exercise.host(0, HostVerb::Start);
        exercise.wait(at("02:08"));
    }
}

#[test]
fn an_unsure_persona_says_what_it_can_speak_about() {
    let mut exercise = seated(&["ic"]);
    exercise.play(at("02:06"), "ic", ask(&["vp"], "What's the weather like?"));
    exercise.wait(at("02:08"));
    let line = exercise.last_line("vp").unwrap();
    assert!(
        line.starts_with("Ask me something I can answer: "),
        "{line}"
    );
    assert!(
        line.contains("the money") && line.contains("the contracts"),
        "{line}"
    );
}

#[test]
fn an_order_is_taken_carried_out_and_reported_by_its_lead() {
    let exercise = course(Some(("hybrid", "application")));
    let line = |words: &str| {
        exercise
            .log
            .iter()
            .find(|r| matches!(&r.event, Event::Moved(moved) if moved.line == words))
            .map(|r| r.at.0 / 1000)
            .unwrap_or_else(|| panic!("nobody said: {words}"))
    };
    let (taken, begun) = (
        line("On it."),
        line("Two of us are on it. Half an hour; I'll say when it goes live."),
    );
    assert!(
        at("02:15") < taken && taken <= begun && begun < at("02:17"),
        "{taken}, {begun}"
    );
    // Mike passes Sarah's part on: both run.
    let both = ["workaround", "restore"].map(id::<OptionId>);
    for option in both {
        let started = exercise
            .log
            .iter()
            .any(|r| matches!(&r.event, Event::WorkStarted { option: of, .. } if *of == option));
        assert!(started, "{option}");
    }
}

#[test]
fn a_decision_answers_the_vps_which_one() {
    let mut exercise = seated(&["ic"]);
    gather(&mut exercise);
    exercise.wait(at("02:17:30"));
    let which: InjectId = id("vp-no-choice");
    let asked = exercise
        .last(|r| matches!(&r.event, Event::Asked(a) if a.inject == Some(which)).then_some(r.seq));
    let asked = asked.expect("at 02:17 the VP asks which one");
    let call = decision(&exercise, "hybrid");
    let events = exercise.play(at("02:18"), "ic", call);
    let answered = |r: &Recorded| matches!(&r.event, Event::Settled { ask, how: Settlement::Answered, .. } if *ask == asked);
    assert!(events.iter().any(answered), "{}", list(&events));
}

#[test]
fn failing_over_takes_two_hours_from_everyone_and_then_more() {
    let exercise = course(Some(("failover", "sre")));
    let lost = |clock: &str| {
        let reached = |name: &str| {
            exercise.log.iter().any(|r| r.at.0 <= at(clock) * 1000 && matches!(&r.event, Event::Reached { milestone } if milestone.as_str() == name))
        };
        reached("failed-over")
    };
    assert!(lost("02:30"), "ten minutes from the word");
    let lag = exercise
        .engine
        .state()
        .value(exercise.engine.scenario(), id("lag"))
        .unwrap();
    assert!(
        lag.milli >= 2 * 3_600_000,
        "two hours and what was added: {lag}"
    );
    let released = |name: &str| {
        matches!(
            exercise.engine.state().inject(id(name)),
            Some(InjectStage::Released(_))
        )
    };
    // The work of everyone, and then what eleven stray servers still swallow.
    for inject in [
        "support-work-gone",
        "sre-strays",
        "support-still-losing",
        "sre-no-second-net",
    ] {
        assert!(released(inject), "{inject}");
    }
    // Unheard by an executive, too.
    assert!(
        exercise
            .log
            .iter()
            .any(|r| matches!(r.event, Event::Unheard { .. }))
    );
}

#[test]
fn the_restore_can_fail_at_the_wall_and_the_room_is_woken_or_told() {
    let failed = (0..40u64).any(|seed| {
        let scenario: Arc<Scenario> = scenario("scenarios/db-migration.ron");
        let mut exercise = Exercise {
            engine: Engine::new(scenario, seed, false),
            log: Vec::new(),
        };
        exercise.start(&["ic"]);
        gather(&mut exercise);
        let call = decision(&exercise, "restore");
        exercise.play(at("02:15"), "ic", call);
        exercise.play(at("02:15"), "ic", order("database", "restore"));
        cut(&mut exercise, "02:20");
        exercise.wait(at("02:57"));
        cut(&mut exercise, "02:57");
        exercise.wait(at("05:31"));
        exercise.play(
            at("05:31"),
            "ic",
            ask(
                &["database"],
                "What can we do about the verification? A sample?",
            ),
        );
        exercise.wait(at("05:33"));
        let call = decision(&exercise, "sample");
        exercise.play(at("05:33"), "ic", call);
        exercise.play(at("05:33"), "ic", order("database", "sample"));
        exercise.wait(at("05:43"));
        exercise
            .engine
            .state()
            .milestones()
            .contains_key(&id("restore-failed"))
            && matches!(
                exercise.engine.state().inject(id("database-void")),
                Some(InjectStage::Released(_))
            )
    });
    assert!(failed, "in forty nights no sample found damage");
}

#[test]
fn a_commander_at_the_keyboard_is_asked_who_leads() {
    let mut exercise = seated(&["ic"]);
    gather(&mut exercise);
    let call = decision(&exercise, "restore");
    exercise.play(at("02:13"), "ic", call);
    // An order and a question in the thread are a commander's.
    exercise.play(at("02:13"), "ic", order("database", "restore"));
    let who: InjectId = id("product-who-leads");
    assert_eq!(
        exercise.engine.state().inject(who),
        Some(InjectStage::Waiting)
    );
    let deep = Play {
        channel: Some(id("tech")),
        ..say("The codec reads the row with the old encoding; drain one node and I look at it.")
    };
    exercise.play(at("02:14"), "ic", deep);
    assert!(matches!(
        exercise.engine.state().inject(who),
        Some(InjectStage::Released(_))
    ));
}

#[test]
fn a_reminder_in_the_thread_tells_the_thread_what_it_says() {
    let mut exercise = seated(&["ic"]);
    cut(&mut exercise, "02:20");
    let job: FactId = id("clean-up-job");
    exercise.wait(at("02:50"));
    let knows = |exercise: &Exercise, seat: &str| exercise.engine.state().knows(id(seat), job);
    assert!(knows(&exercise, "sre") && !knows(&exercise, "ic"));
    exercise.wait(at("02:50:40"));
    assert!(
        knows(&exercise, "ic") && knows(&exercise, "database"),
        "they read the thread"
    );
    assert!(!knows(&exercise, "product"), "who is not in it does not");
    let told = Play::new(Move::Tell { facts: vec![job] });
    exercise.play(at("02:51"), "ic", told);
    assert!(
        exercise
            .engine
            .state()
            .milestones()
            .contains_key(&id("old-kept"))
    );
}
