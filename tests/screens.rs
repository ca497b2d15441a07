//! Every screen beside the console, shown without a window: its words as an
//! outline, and what presses and keys ask for.
#![cfg(feature = "game")]
#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests"
)]

#[path = "support/stage.rs"]
mod fixture;

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::cell::RefCell;
use std::rc::Rc;
use warroom::engine::*;
use warroom::game::theme::egui_style;
use warroom::game::ui::Intent;
use warroom::game::ui::console::{ConsoleLocal, ConsoleModel, console_ui};
use warroom::game::ui::forms::MoveForm;
use warroom::game::ui::hot_wash::{HotWashLocal, HotWashModel, hot_wash_ui};
use warroom::game::ui::lobby::{LobbyLocal, LobbyModel, lobby_ui};
use warroom::game::ui::review::{ReviewLocal, ReviewModel, Step, review_ui};
use warroom::game::ui::seat::{SeatLocal, SeatModel, seat_ui};
use warroom::game::ui::start::{
    RecentRoom, ScenarioCard, StartLocal, StartModel, Trouble, start_ui,
};
use warroom::game::ui::version::{Told, VersionModel};
use warroom::game::ui::what_if::{Ask, Fork, Way, Wonder};
use warroom::model::*;
use warroom::scenario::{Choices, MoveKind, Profile};
use warroom::scoring::{Compared, GateResult, Reference, When};

type Out = Rc<RefCell<Vec<Intent>>>;

/// A screen in a harness; the first pass only dresses it.
fn harness<Local: Default + 'static>(
    mut show: impl FnMut(&mut egui::Ui, &mut Local, &mut Vec<Intent>) + 'static,
) -> (Harness<'static, Local>, Out) {
    let out = Out::default();
    let intents = out.clone();
    let mut dressed = false;
    let app = move |ui: &mut egui::Ui, local: &mut Local| {
        if !std::mem::replace(&mut dressed, true) {
            egui_style::dress(ui.ctx());
            return;
        }
        show(ui, local, &mut intents.borrow_mut());
    };
    let builder = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_step_dt(0.1);
    let mut harness = builder.build_ui_state(app, Local::default());
    harness.run_steps(3);
    (harness, out)
}

/// The words of a screen, in the order in which they were put there.
fn outline<Local>(harness: &Harness<'_, Local>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        let words = node.label().or_else(|| node.value()).unwrap_or_default();
        let role = format!("{:?}", node.role());
        if !words.trim().is_empty() && !matches!(role.as_str(), "TextRun") {
            let words = words.replace('\n', " ");
            lines.push(if role == "Label" {
                words
            } else {
                format!("[{role}] {words}")
            });
        }
    }
    lines.join("\n")
}

fn allow(_: &Command) -> Result<(), Refusal> {
    Ok(())
}

#[test]
fn the_start_screen_offers_hosting_practice_and_resuming() {
    let exercise = fixture::Exercise::of("tests/fixtures/scenarios/minimal.ron", 1);
    let card = ScenarioCard::of(&exercise.scenario().head);
    let id = card.id;
    let model = StartModel {
        scenarios: vec![card],
        recent: vec![RecentRoom {
            code: "K7PM".into(),
            title: "Bad deploy".into(),
            left: "02:11, yesterday".into(),
        }],
        troubles: vec![Trouble {
            file: "mine.ron".into(),
            line: 118,
            message: "no role is called `dba`".into(),
            hint: Some("did you mean `db`?".into()),
        }],
        folder: "scenarios".into(),
        opening: None,
    };
    let (mut screen, out) =
        harness::<StartLocal>(move |ui, local, out| start_ui(ui, &model, local, out));
    insta::assert_snapshot!("start", outline(&screen));
    for label in [
        "Practise alone",
        "Host a table",
        "Resume",
        "Read again",
        "Quit",
    ] {
        screen.get_by_label(label).click();
        screen.run_steps(2);
    }
    let wanted = [
        Intent::PractiseAlone { scenario: id },
        Intent::HostTable {
            scenario: id,
            certification: false,
        },
        Intent::Resume {
            room: "K7PM".into(),
        },
        Intent::Reload,
        Intent::Quit,
    ];
    assert_eq!(*out.borrow(), wanted);
}

#[test]
fn no_scenario_says_what_to_do() {
    let model = StartModel {
        folder: "scenarios".into(),
        ..StartModel::default()
    };
    let (screen, _) = harness::<StartLocal>(move |ui, local, out| start_ui(ui, &model, local, out));
    assert!(screen.query_by_label("No scenario loads.").is_some());
}

fn lobby(people: &[(&str, JobFamily)]) -> fixture::Exercise {
    let mut exercise = fixture::Exercise::of("tests/fixtures/scenarios/minimal.ron", 1);
    for (index, (name, family)) in people.iter().enumerate() {
        let player = PlayerId::new(&format!("p{index}")).unwrap();
        let (name, family, part) = ((*name).to_owned(), *family, Part::Player);
        exercise.go(
            0,
            Actor::Host,
            Command::Join(Join {
                player,
                name,
                family,
                part,
                token_hash: String::new(),
            }),
        );
    }
    exercise
}

fn lobby_harness(exercise: fixture::Exercise) -> (Harness<'static, LobbyLocal>, Out) {
    lobby_of(exercise, VersionModel::default())
}

fn lobby_of(
    exercise: fixture::Exercise,
    version: VersionModel,
) -> (Harness<'static, LobbyLocal>, Out) {
    let (view, room) = (exercise.host_view(), exercise.room());
    let families: Vec<_> = exercise
        .scenario()
        .roles
        .iter()
        .map(|role| (role.id, role.family))
        .collect();
    harness::<LobbyLocal>(move |ui, local, out| {
        let check = |command: &Command| exercise.engine.check(Actor::Host, command);
        let (view, room, families) = (&view, &room, families.as_slice());
        let model = LobbyModel {
            view,
            room,
            families,
            minutes: 20,
            version: Some(&version),
            refusal: None,
            check: &check,
        };
        lobby_ui(ui, &model, local, out);
    })
}

#[test]
fn the_lobby_says_who_is_here_and_deals() {
    let (mut screen, out) = lobby_harness(lobby(&[
        ("Ines", JobFamily::Qa),
        ("Bo", JobFamily::Backend),
    ]));
    insta::assert_snapshot!("lobby", outline(&screen));
    screen.get_by_label("Deal roles").click();
    screen.run_steps(2);
    assert_eq!(
        *out.borrow(),
        [Intent::Host(HostVerb::Deal { again: false })]
    );
}

#[test]
fn a_seat_of_ones_own_job_must_be_confirmed() {
    let (mut screen, out) = lobby_harness(lobby(&[("Bo", JobFamily::Backend)]));
    screen.get_by_label("Pick Bo").click();
    screen.run_steps(2);
    screen.get_by_label("Seat Backend engineer").click();
    screen.run_steps(2);
    assert!(out.borrow().is_empty(), "not yet");
    assert!(
        screen
            .query_all_by_label_contains("own job")
            .next()
            .is_some()
    );
    screen.get_by_label("Seat them all the same").click();
    screen.run_steps(2);
    let [Intent::Host(HostVerb::Seat { anyway: true, .. })] = out.borrow()[..] else {
        panic!("{:?}", out.borrow());
    };
}

/// A version with one term and two ways of holding it.
fn version(told: Told) -> VersionModel {
    let profile = |id: &str, title: &str| Profile {
        id: ProfileId::new(id).unwrap(),
        title: title.to_owned(),
        text: format!("{title}, at length."),
    };
    VersionModel {
        terms: [(Name::new("shop").unwrap(), "web shop".to_owned())].into(),
        profiles: vec![profile("long", "Long"), profile("short", "Short")],
        profile: ProfileId::new("long").ok(),
        file: Some("/home/me/scenarios/mine.ron".to_owned()),
        told,
        ..VersionModel::default()
    }
}

#[test]
fn the_lobby_takes_the_hosts_own_words_and_another_way_of_holding_it() {
    let (mut screen, out) = lobby_of(lobby(&[]), version(Told::Nothing));
    screen.get_by_label("Put it into the room").click();
    screen.run_steps(2);
    assert!(out.borrow().is_empty(), "nothing was changed");
    screen.get_by_label("Your word for “shop”").focus();
    screen.run_steps(1);
    screen
        .get_by_label("Your word for “shop”")
        .type_text("ticket office");
    screen.run_steps(2);
    screen.get_by_label("Short").click();
    screen.run_steps(2);
    screen.get_by_label("Put it into the room").click();
    screen.run_steps(2);
    let choices = Choices {
        terms: [(Name::new("shop").unwrap(), "ticket office".to_owned())].into(),
        profile: ProfileId::new("short").ok(),
    };
    assert_eq!(*out.borrow(), [Intent::Choose(choices)]);
}

#[test]
fn a_broken_save_says_where_and_that_the_last_good_version_stays() {
    let trouble = Trouble {
        file: "/home/me/scenarios/mine.ron".into(),
        line: 118,
        message: "no role is called `dba`".into(),
        hint: Some("did you mean `db`?".into()),
    };
    let broken = version(Told::Broken(vec![trouble]));
    let (screen, _) = lobby_of(lobby(&[]), broken.clone());
    let words = outline(&screen);
    for part in [
        "mine.ron does not load",
        "Line 118: no role is called `dba`",
        "did you mean `db`?",
        "The last good version stays in the room.",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    // The lobby is over: there is nothing to choose any more.
    let mut begun = lobby(&[]);
    begun.host(0, HostVerb::Start);
    let (screen, _) = lobby_of(begun, broken);
    assert!(!outline(&screen).contains("does not load"));
}

#[test]
fn any_other_seat_needs_two_presses() {
    let (mut screen, out) = lobby_harness(lobby(&[("Bo", JobFamily::Backend)]));
    screen.get_by_label("Pick Bo").click();
    screen.run_steps(2);
    screen.get_by_label("Seat Support lead").click();
    screen.run_steps(2);
    let [Intent::Host(HostVerb::Seat { anyway: false, .. })] = out.borrow()[..] else {
        panic!("{:?}", out.borrow());
    };
}

fn seat_harness(exercise: fixture::Exercise) -> (Harness<'static, SeatLocal>, Out) {
    let commander = exercise.scenario().commander;
    let me = exercise.engine.state().holder(commander).unwrap();
    let (view, journal, lore) = (
        exercise.seat_view(commander, Some(me)),
        exercise.journal.clone(),
        exercise.lore(),
    );
    harness::<SeatLocal>(move |ui, local, out| {
        let check = |command: &Command| exercise.engine.check(Actor::Person(me), command);
        let host = |command: &Command| exercise.engine.check(Actor::Host, command);
        let (view, journal, lore) = (&view, journal.as_slice(), &lore);
        let model = SeatModel {
            view,
            journal,
            lore,
            refusal: None,
            check: &check,
            keeps_time: Some(&host),
        };
        seat_ui(ui, &model, local, out);
    })
}

#[test]
fn a_seat_shows_what_is_asked_of_it() {
    let (screen, _) = seat_harness(fixture::two_minutes());
    insta::assert_snapshot!("seat", outline(&screen));
}

#[test]
fn a_decision_needs_an_option_and_then_is_sent() {
    let (mut screen, out) = seat_harness(fixture::six_minutes());
    screen.state_mut().form = Some(MoveForm::new(MoveKind::Decide));
    screen.run_steps(2);
    assert!(screen.query_by_label("Which option?").is_some());
    let option = {
        let exercise = fixture::six_minutes();
        exercise.host_view().table.options[0].id
    };
    if let Some(form) = &mut screen.state_mut().form {
        form.option = Some(option);
        form.text = "it loses the least".to_owned();
    }
    screen.run_steps(2);
    screen.get_by_label("Send").click();
    screen.run_steps(2);
    let out = out.borrow();
    let [
        Intent::Command(Command::Play(Play {
            act: Move::Decide(decide),
            ..
        })),
    ] = out.as_slice()
    else {
        panic!("{out:?}");
    };
    assert_eq!(
        (decide.option, decide.because.as_str()),
        (option, "it loses the least")
    );
    assert!(screen.state().form.is_none());
}

#[test]
fn the_learner_keeps_the_time() {
    let (mut screen, out) = seat_harness(fixture::six_minutes());
    screen.get_by_label("Pause").click();
    screen.run_steps(2);
    assert_eq!(
        *out.borrow(),
        [Intent::Host(HostVerb::Pause { why: String::new() })]
    );
}

#[test]
fn in_the_hot_wash_one_key_confirms_and_goes_on() {
    let mut exercise = fixture::six_minutes();
    exercise.host(390, HostVerb::End);
    let (view, journal, lore) = (
        exercise.host_view(),
        exercise.journal.clone(),
        exercise.lore(),
    );
    let mut score = exercise.score(When::Final);
    let mut open = score
        .evidence
        .iter_mut()
        .filter(|evidence| evidence.of > Seq(14))
        .step_by(2);
    let (first, second) = (open.next().unwrap(), open.next().unwrap());
    (first.doubtful, second.doubtful) = (true, true);
    let (first, second) = (first.of, second.of);
    let (mut screen, out) = harness::<HotWashLocal>(move |ui, local, out| {
        let common = &view.table.common;
        let (seats, journal, score, lore) = (&view.table.seats, journal.as_slice(), &score, &lore);
        hot_wash_ui(
            ui,
            &HotWashModel {
                common,
                seats,
                journal,
                score,
                gates: &[],
                forks: &[],
                wonder: &Wonder::Nothing,
                lore,
                check: &allow,
            },
            local,
            out,
        );
    });
    screen.key_press(Key::J);
    screen.run_steps(2);
    assert_eq!(screen.state().selected, Some(first));
    screen.key_press(Key::C);
    screen.run_steps(2);
    assert_eq!(
        *out.borrow(),
        [Intent::Host(HostVerb::Confirm {
            of: first,
            counts: true
        })]
    );
    assert!(second <= first || screen.state().selected == Some(second));
}

/// A hot wash after six minutes, with these gates, and one decision with three
/// ways of which one was not on the table.
fn hot_wash(gates: Vec<GateResult>, wonder: Wonder) -> (Harness<'static, HotWashLocal>, Out) {
    let mut exercise = fixture::six_minutes();
    exercise.host(390, HostVerb::End);
    let (view, journal, lore) = (
        exercise.host_view(),
        exercise.journal.clone(),
        exercise.lore(),
    );
    let score = exercise.score(When::Final);
    let way = |id: &str, name: &str, refused: Option<&str>| Way {
        option: OptionId::new(id).unwrap(),
        name: name.to_owned(),
        refused: refused.map(str::to_owned),
    };
    let forks = [Fork {
        before: Seq(40),
        at: SimTime(660_000),
        chosen: OptionId::new("restore").unwrap(),
        authors: true,
        ways: vec![
            way("restore", "Restore", None),
            way("failover", "Fail over", None),
            way("hybrid", "Hybrid", Some("Nobody has named it yet.")),
        ],
    }];
    harness::<HotWashLocal>(move |ui, local, out| {
        let common = &view.table.common;
        let (seats, journal, score, lore) = (&view.table.seats, journal.as_slice(), &score, &lore);
        let model = HotWashModel {
            common,
            seats,
            journal,
            score,
            gates: &gates,
            forks: &forks,
            wonder: &wonder,
            lore,
            check: &allow,
        };
        hot_wash_ui(ui, &model, local, out);
    })
}

#[test]
fn the_hot_wash_shows_gates_with_what_was_measured_and_none_where_there_are_none() {
    let gate = |title: &str, passed, measured: &str| GateResult {
        id: GateId::new("gate").unwrap(),
        title: title.to_owned(),
        limit: format!("limit of {title}"),
        passed,
        measured: vec![measured.to_owned()],
    };
    let gates = vec![
        gate("People", Some(true), "engineers moved 3 times"),
        gate(
            "Informed",
            None,
            "Executives: longest without an update 9 min",
        ),
        gate("Resolved", Some(false), "no"),
    ];
    let (mut screen, _) = hot_wash(gates, Wonder::Nothing);
    assert!(outline(&screen).contains("Gates: 1 passed, 1 open, 1 failed"));
    screen.get_by_label("Gates").click();
    screen.run_steps(2);
    let words = outline(&screen);
    for part in [
        "limit of Informed",
        "Measured: engineers moved 3 times.",
        "Measured: it did not hold at ENDEX.",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let (screen, _) = hot_wash(Vec::new(), Wonder::Nothing);
    assert!(!outline(&screen).contains("Gates"));
}

#[test]
fn what_if_asks_for_another_way_that_was_on_the_table() {
    let (mut screen, out) = hot_wash(Vec::new(), Wonder::Nothing);
    screen.get_by_label("What if").click();
    screen.run_steps(2);
    let words = outline(&screen);
    assert!(
        words.contains("Not on the table then, so nobody could decide on it: Hybrid."),
        "{words}"
    );
    screen.get_by_label("Hybrid").click();
    screen.run_steps(2);
    let ask = |option: &str| Ask {
        before: Seq(40),
        option: OptionId::new(option).unwrap(),
        runs: 200,
    };
    // The first other way is offered, the team's own can be played again.
    screen.get_by_label("Play the rest 200 times").click();
    screen.run_steps(2);
    screen.get_by_label("Restore once more").click();
    screen.run_steps(2);
    screen.get_by_label("Play the rest 200 times").click();
    screen.run_steps(2);
    let asked = ["failover", "restore"].map(|option| Intent::WhatIf(ask(option)));
    assert_eq!(*out.borrow(), asked);
    let ask = ask("failover");
    let wonder = Wonder::Playing { ask, played: 84 };
    let (mut screen, out) = hot_wash(Vec::new(), wonder);
    screen.get_by_label("What if").click();
    screen.run_steps(2);
    assert!(outline(&screen).contains("84 of 200 played"));
    screen.get_by_label("Cancel").click();
    screen.run_steps(2);
    assert_eq!(*out.borrow(), [Intent::StopWhatIf]);
}

#[test]
fn the_authors_review_is_shown_when_it_is_asked_for() {
    let mut exercise = fixture::six_minutes();
    exercise.host(390, HostVerb::End);
    let (journal, lore, room) = (exercise.journal.clone(), exercise.lore(), exercise.room());
    let reference = |text: &str, found: Option<u64>| Reference {
        text: text.to_owned(),
        found: found.map(Seq),
    };
    let compared = [
        Compared {
            part: "Why",
            reference: vec![
                reference("Nobody had rehearsed it", Some(7)),
                reference("The check was skipped", None),
            ],
            own: vec!["It was night".to_owned()],
        },
        Compared {
            part: "Actions",
            reference: vec![reference("Rehearse a restore", None)],
            own: Vec::new(),
        },
    ];
    let (mut screen, _) = harness::<ReviewLocal>(move |ui, local, out| {
        let model = ReviewModel {
            title: "A migration gone wrong",
            journal: &journal,
            entries: &[],
            compared: &compared,
            lore: &lore,
            room: &room,
            check: &allow,
        };
        review_ui(ui, &model, local, out);
    });
    screen.get_by_label("Five whys").click();
    screen.run_steps(2);
    assert!(!outline(&screen).contains("The check was skipped"));
    screen
        .get_by_label("Compare with the author’s review")
        .click();
    screen.run_steps(2);
    let words = outline(&screen);
    for part in [
        "1 of 2 found",
        "Nobody had rehearsed it (found)",
        "The check was skipped (not found)",
        "It was night (yours alone)",
        "The author’s review: 1 of 3 found",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains("Rehearse a restore"), "of another step");
}

#[test]
fn an_action_needs_an_owner_and_a_date() {
    let mut exercise = fixture::six_minutes();
    exercise.host(390, HostVerb::End);
    let (journal, lore, room) = (exercise.journal.clone(), exercise.lore(), exercise.room());
    let (mut screen, out) = harness::<ReviewLocal>(move |ui, local, out| {
        let check = |command: &Command| exercise.engine.check(Actor::Host, command);
        let (title, journal, lore, room) =
            ("A migration gone wrong", journal.as_slice(), &lore, &room);
        let (entries, compared) = (&[], &[]);
        review_ui(
            ui,
            &ReviewModel {
                title,
                journal,
                entries,
                compared,
                lore,
                room,
                check: &check,
            },
            local,
            out,
        );
    });
    screen.get_by_label("Actions").click();
    screen.run_steps(2);
    assert_eq!(screen.state().step, Step::Actions);
    screen.state_mut().text = "Rehearse the restore".to_owned();
    screen.state_mut().owner = "Tomas".to_owned();
    screen.state_mut().due = "soon".to_owned();
    screen.state_mut().done_when = "one table is back in an hour".to_owned();
    screen.run_steps(2);
    assert!(
        screen
            .query_all_by_label_contains("is no date")
            .next()
            .is_some()
    );
    screen.state_mut().due = "2026-12-01".to_owned();
    screen.run_steps(2);
    insta::assert_snapshot!("review", outline(&screen));
    screen.get_by_label("Add").click();
    screen.run_steps(2);
    let out = out.borrow();
    assert!(
        matches!(
            out.as_slice(),
            [Intent::Review(ReviewVerb::AddAction { .. })]
        ),
        "{out:?}"
    );
}

#[test]
fn the_console_in_words() {
    let exercise = fixture::two_minutes();
    let (view, lore, room) = (exercise.host_view(), exercise.lore(), exercise.room());
    let (journal, notes) = (exercise.journal.clone(), exercise.notes());
    let score = exercise.score(When::SoFar(exercise.engine.state().now()));
    let (screen, _) = harness::<ConsoleLocal>(move |ui, local, out| {
        let (view, journal, score, notes) = (&view, journal.as_slice(), &score, notes.as_slice());
        let (room, lore) = (&room, &lore);
        let model = ConsoleModel {
            view,
            journal,
            score,
            notes,
            room,
            lore,
            refusal: None,
            check: &allow,
        };
        console_ui(ui, &model, local, out);
    });
    insta::assert_snapshot!("console", outline(&screen));
}
