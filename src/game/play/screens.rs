//! The console window: which panel is shown, with which model.

use super::{Game, book};
use crate::engine::HostVerb;
use crate::game::theme::colour;
use crate::game::ui::console::{ConsoleLocal, ConsoleModel, console_ui};
use crate::game::ui::kit::{Ink, KeyButton, Look, body, heading, small};
use crate::game::ui::{Intent, Screen};
use crate::game::windows::ConsoleCamera;
use crate::view::Item;
use bevy::prelude::{Query, ResMut, With};
use bevy_egui::EguiContext;

/// Drafts and tabs of every screen.
#[derive(Default)]
pub(super) struct Locals {
    console: ConsoleLocal,
}

/// Shows the screen that is on.
pub(super) fn show(
    mut game: ResMut<Game>,
    mut contexts: Query<&mut EguiContext, With<ConsoleCamera>>,
) {
    let Ok(mut context) = contexts.single_mut() else {
        return;
    };
    let game = &mut *game;
    let mut out = Vec::new();
    let context = context.get_mut();
    let frame = egui::Frame::new().fill(colour::PANEL.egui());
    let mut root = egui::Ui::new(
        context.clone(),
        egui::Id::new("console window"),
        egui::UiBuilder::new().max_rect(context.content_rect()),
    );
    egui::CentralPanel::default()
        .frame(frame)
        .show(&mut root, |ui| {
            let mut locals = std::mem::take(&mut game.locals);
            match game.screen {
                Screen::Start => start_ui(ui, game, &mut out),
                Screen::Lobby => lobby_ui(ui, game, &mut out),
                _ => console(ui, game, &mut locals.console, &mut out),
            }
            game.locals = locals;
        });
    game.intents.extend(out);
}

fn console(ui: &mut egui::Ui, game: &Game, local: &mut ConsoleLocal, out: &mut Vec<Intent>) {
    let Some(live) = game.held.as_ref().map(|held| &held.live) else {
        return;
    };
    let Some(view) = live.host_view() else {
        ui.label(body("Opening the room …", Ink::Second));
        return;
    };
    let journal: Vec<Item> = live
        .lines
        .iter()
        .map(|item| item.as_ref().clone())
        .collect();
    let notes = book::notes(game);
    let check = |command: &crate::engine::Command| live.check(command);
    let model = ConsoleModel {
        view,
        journal: &journal,
        score: &game.score.1,
        notes: &notes,
        room: &game.room,
        lore: &game.lore,
        refusal: None,
        check: &check,
    };
    console_ui(ui, &model, local, out);
}

fn start_ui(ui: &mut egui::Ui, game: &Game, out: &mut Vec<Intent>) {
    ui.add_space(48.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(720.0);
        ui.label(heading("warroom", Ink::Lamp));
        ui.add_space(24.0);
        for story in &game.stories {
            let Some(scenario) = &story.loaded.scenario else {
                ui.label(body(
                    format!("{} does not load.", story.file),
                    Ink::Severity(2),
                ));
                continue;
            };
            let head = &scenario.head;
            ui.label(heading(head.title.as_str(), Ink::Text));
            ui.label(body(head.summary.as_str(), Ink::Second));
            let people = format!(
                "{} to {} players · {} minutes",
                head.players.min, head.players.max, head.minutes
            );
            ui.label(small(people, Ink::Third));
            ui.add_space(8.0);
            if KeyButton::new("Host a table", "")
                .look(Look::Lit)
                .show(ui)
                .clicked()
            {
                out.push(Intent::HostTable {
                    scenario: head.id,
                    certification: false,
                });
            }
            ui.add_space(24.0);
        }
        if let Some(trouble) = &game.trouble {
            ui.label(body(trouble.as_str(), Ink::Severity(2)));
        }
        if KeyButton::new("Quit", "").show(ui).clicked() {
            out.push(Intent::Quit);
        }
    });
}

fn lobby_ui(ui: &mut egui::Ui, game: &Game, out: &mut Vec<Intent>) {
    let Some(view) = game.held.as_ref().and_then(|held| held.live.host_view()) else {
        return;
    };
    ui.add_space(32.0);
    ui.vertical_centered(|ui| {
        ui.label(heading(format!("Room {}", game.room.code), Ink::Lamp));
        for address in &game.room.addresses {
            ui.label(body(address.as_str(), Ink::Text));
        }
        ui.add_space(16.0);
        for person in &view.people {
            let title = person
                .seat
                .and_then(|seat| view.table.seats.iter().find(|of| of.id == seat))
                .map_or("no seat yet", |seat| seat.title.as_str());
            ui.label(body(
                format!("{}, {}: {title}", person.name, person.job),
                Ink::Text,
            ));
        }
        if view.people.is_empty() {
            ui.label(body("Nobody has joined yet.", Ink::Second));
        }
        ui.add_space(16.0);
        if KeyButton::new("Deal the roles", "").show(ui).clicked() {
            out.push(Intent::Host(HostVerb::Deal { again: false }));
        }
        ui.add_space(8.0);
        if KeyButton::new("Start", "")
            .look(Look::Lit)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Host(HostVerb::Start));
            out.push(Intent::Navigate(Screen::Console));
        }
        if let Some(word) = game.held.as_ref().and_then(|held| held.live.words.last()) {
            ui.add_space(16.0);
            ui.label(body(word.text.as_str(), Ink::Severity(2)));
        }
    });
}
