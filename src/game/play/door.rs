//! What lies on the table before play: the way in. A code to scan and to type,
//! large enough to be read from the other end of the room.

use super::Game;
use crate::engine::Phase;
use crate::game::draw::Pixels;
use crate::game::theme::{Weight, colour};
use crate::game::ui::lobby::squares_ui;
use crate::game::windows::TableUiCamera;
use bevy::prelude::{Camera, Query, Res, With};
use bevy_egui::EguiContext;
use egui::{Align2, Color32, Rect, Sense, pos2, vec2};

/// Switches the table's egui on while there is something to show.
pub(super) fn open_and_shut(game: Res<Game>, mut cameras: Query<&mut Camera, With<TableUiCamera>>) {
    let wanted = wanted(&game);
    for mut camera in &mut cameras {
        if camera.is_active != wanted {
            camera.is_active = wanted;
        }
    }
}

/// Before a room is open the table names the game; in the lobby it shows the
/// way in, and during play whenever the host asks for it.
fn wanted(game: &Game) -> bool {
    let Some(held) = &game.held else {
        return true;
    };
    if held.server.is_none() {
        return false;
    }
    let phase = held
        .live
        .table_view()
        .map(|view| (view.common.phase, view.common.emergency));
    match phase {
        Some((_, true)) => false,
        Some((Phase::Lobby, _)) => true,
        Some((Phase::Review | Phase::Closed, _)) | None => false,
        Some(_) => game.room.code_shown,
    }
}

/// Shows it.
pub(super) fn show(
    game: Res<Game>,
    pixels: Res<Pixels>,
    mut contexts: Query<&mut EguiContext, With<TableUiCamera>>,
) {
    let Ok(mut context) = contexts.single_mut() else {
        return;
    };
    if !wanted(&game) {
        return;
    }
    let context = context.get_mut();
    let mut ui = egui::Ui::new(
        context.clone(),
        egui::Id::new("table window"),
        egui::UiBuilder::new().max_rect(context.content_rect()),
    );
    // Design units are those of the table, 1080 to its height.
    let unit = pixels.logical.max(0.1);
    match &game.held {
        Some(_) => way_in(&mut ui, &game, unit),
        None => title(&mut ui, unit),
    }
}

fn words(ui: &egui::Ui, at: egui::Pos2, text: &str, weight: Weight, size: f32, ink: Color32) {
    ui.painter()
        .text(at, Align2::CENTER_CENTER, text, weight.at(size), ink);
}

fn title(ui: &mut egui::Ui, unit: f32) {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0, colour::ROOM.egui());
    let middle = whole.center();
    words(
        ui,
        middle - vec2(0.0, 40.0 * unit),
        "warroom",
        Weight::Light,
        120.0 * unit,
        colour::TEXT.egui(),
    );
    words(
        ui,
        middle + vec2(0.0, 70.0 * unit),
        "This window is the table. Put it where everybody sees it.",
        Weight::Regular,
        28.0 * unit,
        colour::TEXT2.egui(),
    );
}

fn way_in(ui: &mut egui::Ui, game: &Game, unit: f32) {
    // Below the commander's seat, whose name stays in sight.
    let centre = ui.max_rect().center() + vec2(0.0, 64.0) * unit;
    let card = Rect::from_center_size(centre, vec2(560.0, 640.0) * unit);
    ui.painter()
        .rect_filled(card, 14.0 * unit, colour::PAPER.egui());
    let side = 400.0 * unit;
    let qr = Rect::from_center_size(
        pos2(card.center().x, card.top() + 30.0 * unit + side / 2.0),
        vec2(side, side),
    );
    squares_ui(ui, qr, &game.room.qr);
    let line = |drop: f32| pos2(card.center().x, card.top() + drop * unit);
    let say = |drop: f32, text: &str, weight: Weight, size: f32, ink: Color32| {
        words(ui, line(drop), text, weight, size * unit, ink);
    };
    say(
        492.0,
        &game.room.code,
        Weight::SemiBold,
        64.0,
        colour::INK.egui(),
    );
    let typed = game
        .room
        .addresses
        .first()
        .map_or("", |link| link.trim_start_matches("http://"));
    say(556.0, typed, Weight::SemiBold, 28.0, colour::INK.egui());
    say(
        600.0,
        "Scan it, or type it into a browser",
        Weight::Regular,
        22.0,
        colour::INK2.egui(),
    );
    ui.interact(card, egui::Id::new("the way in"), Sense::hover())
        .widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::WidgetType::Image,
                true,
                format!("Join at {typed}, room {}", game.room.code),
            )
        });
}
