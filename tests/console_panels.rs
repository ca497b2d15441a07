//! The console's panels, shown without a window: what they say, and what keys
//! and presses ask the room for.
#![cfg(feature = "game")]
#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests"
)]

#[path = "support/stage.rs"]
mod fixture;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::cell::RefCell;
use std::rc::Rc;
use warroom::engine::*;
use warroom::game::theme::egui_style;
use warroom::game::ui::console::{ConsoleLocal, ConsoleModel, console_ui};
use warroom::game::ui::{Intent, Lore, NoteModel, RoomModel, ScoreModel};
use warroom::model::*;
use warroom::scoring::When;
use warroom::view::{HostView, InjectState, Item};

/// What the console shows, owned.
struct Shown {
    exercise: fixture::Exercise,
    view: HostView,
    journal: Vec<Item>,
    score: ScoreModel,
    notes: Vec<NoteModel>,
    room: RoomModel,
    lore: Lore,
    refusal: Option<Refusal>,
}

type Out = Rc<RefCell<Vec<Intent>>>;

fn shown() -> Shown {
    let exercise = fixture::six_minutes();
    let now = exercise.engine.state().now();
    Shown {
        view: exercise.host_view(),
        journal: exercise.journal.clone(),
        score: exercise.score(When::SoFar(now)),
        notes: exercise.notes(),
        room: exercise.room(),
        lore: exercise.lore(),
        refusal: None,
        exercise,
    }
}

fn console(shown: Shown) -> (Harness<'static, ConsoleLocal>, Out) {
    let out = Out::default();
    let intents = out.clone();
    let mut dressed = false;
    let app = move |ui: &mut egui::Ui, local: &mut ConsoleLocal| {
        if !dressed {
            egui_style::dress(ui.ctx());
            dressed = true;
            return;
        }
        let check = |command: &Command| shown.exercise.engine.check(Actor::Host, command);
        let model = ConsoleModel {
            view: &shown.view,
            journal: &shown.journal,
            score: &shown.score,
            notes: &shown.notes,
            room: &shown.room,
            lore: &shown.lore,
            refusal: shown.refusal.as_ref(),
            check: &check,
        };
        let mut said = Vec::new();
        console_ui(ui, &model, local, &mut said);
        intents.borrow_mut().extend(said);
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1600.0, 1000.0))
        .with_step_dt(0.1)
        .build_ui_state(app, ConsoleLocal::default());
    harness.run_steps(3);
    (harness, out)
}

fn press(harness: &mut Harness<'_, ConsoleLocal>, key: Key, text: &str) {
    harness.key_down(key);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.key_up(key);
    harness.run_steps(2);
}

fn type_words(harness: &mut Harness<'_, ConsoleLocal>, words: &str) {
    harness.event(egui::Event::Text(words.to_owned()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
}

#[test]
fn it_says_what_is_next_late_and_quiet() {
    let (harness, _) = console(shown());
    for words in [
        "EXERCISE",
        "Injects",
        "Expected now",
        "Seats",
        "db-migration",
        "quiet 4 min",
        "steps on disk",
    ] {
        assert!(
            harness.query_all_by_label_contains(words).next().is_some(),
            "{words}"
        );
    }
}

#[test]
fn two_keys_and_words_capture_what_was_said() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::Num3, "3");
    press(&mut harness, Key::T, "t");
    type_words(&mut harness, "the load may hurt after an hour");
    let out = out.borrow();
    let [Intent::Command(Command::Capture(capture))] = out.as_slice() else {
        panic!("{out:?}");
    };
    assert_eq!(capture.play.text, "the load may hurt after an hour");
    assert_eq!(capture.play.act, Move::Tell { facts: Vec::new() });
    assert_eq!(
        capture.seat,
        harness.state().capture.seat.unwrap_or(capture.seat)
    );
    assert_eq!(
        capture.play.to.len(),
        1,
        "to the commander unless said otherwise"
    );
    assert!(harness.state().capture.words.is_empty());
}

#[test]
fn a_letter_without_a_digit_is_a_hint_and_after_one_a_move() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::S, "s");
    assert!(harness.state().dialog.is_some(), "S alone: speak as");
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert!(harness.state().dialog.is_none());
    press(&mut harness, Key::Num1, "1");
    press(&mut harness, Key::S, "s");
    assert!(harness.state().dialog.is_none(), "after a digit: says");
    assert!(out.borrow().is_empty());
}

#[test]
fn a_refused_capture_stays_and_says_why() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::Num1, "1");
    press(&mut harness, Key::O, "o");
    type_words(&mut harness, "stop the writes");
    assert!(out.borrow().is_empty());
    assert_eq!(harness.state().capture.words, "stop the writes");
    assert!(
        harness
            .query_all_by_label_contains("An order needs somebody")
            .next()
            .is_some()
    );
}

#[test]
fn a_real_emergency_takes_a_second_of_holding() {
    let (mut harness, out) = console(shown());
    harness.key_press(Key::Escape);
    harness.run_steps(12);
    assert!(out.borrow().is_empty(), "one press is nothing");
    harness.key_down(Key::Escape);
    harness.run_steps(8);
    assert!(out.borrow().is_empty(), "not yet");
    harness.run_steps(10);
    assert_eq!(
        *out.borrow(),
        [Intent::Host(HostVerb::RealEmergency)],
        "once"
    );
    harness.key_up(Key::Escape);
    harness.run_steps(2);
    assert_eq!(out.borrow().len(), 1);
}

#[test]
fn an_inject_is_released_delayed_and_cancelled_by_key() {
    let shown = shown();
    let waiting = shown
        .view
        .injects
        .iter()
        .find(|inject| inject.state == InjectState::Conditional)
        .unwrap()
        .id;
    for (key, text, wanted) in [
        (Key::R, "r", HostVerb::Release { inject: waiting }),
        (
            Key::D,
            "d",
            HostVerb::Delay {
                inject: waiting,
                by: Span::minutes(1),
            },
        ),
        (Key::X, "x", HostVerb::Cancel { inject: waiting }),
    ] {
        let (mut harness, out) = console(self::shown());
        harness.state_mut().inject = Some(waiting);
        harness.run_steps(2);
        press(&mut harness, key, text);
        assert_eq!(*out.borrow(), [Intent::Host(wanted)]);
    }
}

#[test]
fn release_is_a_button_too() {
    let shown = shown();
    let waiting = shown
        .view
        .injects
        .iter()
        .find(|inject| inject.state == InjectState::Conditional)
        .unwrap()
        .id;
    let (mut harness, out) = console(shown);
    harness.state_mut().inject = Some(waiting);
    harness.run_steps(2);
    harness.get_by_label("Release").click();
    harness.run_steps(2);
    assert_eq!(
        *out.borrow(),
        [Intent::Host(HostVerb::Release { inject: waiting })]
    );
}

#[test]
fn space_pauses_but_not_while_words_are_typed() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::Space, " ");
    assert_eq!(
        *out.borrow(),
        [Intent::Host(HostVerb::Pause { why: String::new() })]
    );
    out.borrow_mut().clear();
    press(&mut harness, Key::Num2, "2");
    press(&mut harness, Key::T, "t");
    press(&mut harness, Key::Space, " ");
    assert!(out.borrow().is_empty());
}

#[test]
fn a_refusal_is_shown_in_words() {
    let mut shown = shown();
    shown.refusal = Some(Refusal {
        reason: Reason::Paused,
        why: "The clock is paused.".to_owned(),
        legal: Vec::new(),
    });
    let (harness, _) = console(shown);
    assert!(
        harness
            .query_all_by_label_contains("Not done: The clock is paused.")
            .next()
            .is_some()
    );
}

#[test]
fn trouble_with_the_disk_is_said_and_can_be_tried_again() {
    let mut shown = shown();
    shown.room.trouble = Some("the disk is full.".to_owned());
    let (mut harness, out) = console(shown);
    assert!(
        harness
            .query_all_by_label_contains("Not saved: the disk is full.")
            .next()
            .is_some()
    );
    harness.get_by_label("Try again").click();
    harness.run_steps(2);
    assert_eq!(*out.borrow(), [Intent::RetryStorage]);
}

#[test]
fn a_real_emergency_replaces_everything() {
    let mut shown = shown();
    shown.view.table.common.emergency = true;
    let (harness, _) = console(shown);
    assert!(
        harness
            .query_by_label("Real emergency. The exercise has stopped.")
            .is_some()
    );
    assert!(harness.query_by_label("EXERCISE").is_none());
    assert!(harness.query_by_label("Injects").is_none());
}

#[test]
fn a_note_is_tied_to_the_moment_that_was_pointed_out() {
    let shown = shown();
    let of = shown.journal[shown.journal.len() - 3].seq;
    let (mut harness, out) = console(shown);
    harness.state_mut().selected = Some(of);
    press(&mut harness, Key::N, "n");
    harness.run_steps(2);
    type_words(&mut harness, "asks before deciding");
    let out = out.borrow();
    let [
        Intent::Host(HostVerb::Observe {
            of: Some(tied),
            text,
            ..
        }),
    ] = out.as_slice()
    else {
        panic!("{out:?}");
    };
    assert_eq!((*tied, text.as_str()), (of, "asks before deciding"));
}

#[test]
fn shift_and_a_digit_name_the_receiver() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::Num1, "1");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num2);
    harness.run_steps(2);
    press(&mut harness, Key::O, "o");
    type_words(&mut harness, "start the restore test");
    let out = out.borrow();
    let [Intent::Command(Command::Capture(capture))] = out.as_slice() else {
        panic!("{out:?}");
    };
    assert_eq!(capture.play.to.len(), 1);
    assert_ne!(capture.play.to[0], capture.seat);
}

#[test]
fn a_proposal_is_adopted_in_a_few_presses() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::P, "p");
    harness.get_by_label("Name, at most two words").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("read-only mode".to_owned()));
    harness.run_steps(2);
    let presses = ["Database", "1 h", "low, 90% to succeed"];
    for label in presses {
        let all: Vec<_> = harness.get_all_by_label(label).collect();
        // The seat stands in the capture bar as well: the dialog's comes last.
        all[all.len() - 1].click();
        harness.run_steps(2);
    }
    harness.get_by_label("Put it on the table").click();
    harness.run_steps(2);
    let out = out.borrow();
    let [Intent::Host(HostVerb::Adopt(adopt))] = out.as_slice() else {
        panic!("{out:?}");
    };
    assert_eq!(
        (adopt.name.as_str(), adopt.time, adopt.risk),
        ("read-only mode", Span::minutes(60), RiskPreset::Low)
    );
}

#[test]
fn the_exercise_ends_only_when_it_is_confirmed() {
    let (mut harness, out) = console(shown());
    press(&mut harness, Key::T, "t");
    harness.get_by_label("ENDEX instead…").click();
    harness.run_steps(2);
    assert!(out.borrow().is_empty());
    harness.get_by_label("End the exercise").click();
    harness.run_steps(2);
    assert_eq!(*out.borrow(), [Intent::Host(HostVerb::End)]);
}
