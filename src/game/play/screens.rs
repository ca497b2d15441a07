//! The console window: which panel is shown, with which model.

use super::Game;
use crate::engine::Command;
use crate::game::session::Live;
use crate::game::theme::scale::console as scale;
use crate::game::theme::{Weight, colour};
use crate::game::ui::console::{ConsoleLocal, ConsoleModel, console_ui, emergency_ui};
use crate::game::ui::hot_wash::{HotWashLocal, HotWashModel, hot_wash_ui};
use crate::game::ui::kit::{Ink, body};
use crate::game::ui::lobby::{LobbyLocal, LobbyModel, lobby_ui};
use crate::game::ui::review::{ReviewLocal, ReviewModel, review_ui};
use crate::game::ui::seat::{SeatLocal, SeatModel, seat_ui};
use crate::game::ui::start::{StartLocal, start_ui};
use crate::game::ui::{Intent, Screen};
use crate::game::windows::{ConsoleCamera, LEAST_CONSOLE};
use bevy::prelude::{Query, Real, Res, ResMut, Time, With};
use bevy_egui::EguiContext;

/// Drafts and tabs of every screen.
#[derive(Default)]
pub(super) struct Locals {
    pub(super) start: StartLocal,
    pub(super) lobby: LobbyLocal,
    pub(super) console: ConsoleLocal,
    pub(super) seat: SeatLocal,
    pub(super) hot_wash: HotWashLocal,
    pub(super) review: ReviewLocal,
}

/// Shows the screen that is on.
pub(super) fn show(
    mut game: ResMut<Game>,
    time: Res<Time<Real>>,
    mut contexts: Query<&mut EguiContext, With<ConsoleCamera>>,
) {
    let Ok(mut context) = contexts.single_mut() else {
        return;
    };
    let now = super::real_ms(&time);
    let game = &mut *game;
    let context = context.get_mut();
    let frame = egui::Frame::new().fill(colour::PANEL.egui());
    // A window smaller than its panels shows their upper left corner.
    let window = context.content_rect();
    let least = egui::vec2(LEAST_CONSOLE.x as f32, LEAST_CONSOLE.y as f32);
    let rect = egui::Rect::from_min_size(window.min, window.size().max(least));
    let mut root = egui::Ui::new(
        context.clone(),
        egui::Id::new("console window"),
        egui::UiBuilder::new().max_rect(rect),
    );
    let mut out = Vec::new();
    egui::CentralPanel::default()
        .frame(frame)
        .show(&mut root, |ui| {
            let mut locals = std::mem::take(&mut game.locals);
            screen(ui, game, &mut locals, now, &mut out);
            game.locals = locals;
        });
    game.intents.extend(out);
}

/// Shows one screen; of a room only once the room has told about itself.
fn screen(ui: &mut egui::Ui, game: &Game, locals: &mut Locals, now: u64, out: &mut Vec<Intent>) {
    let Some(live) = game.held.as_ref().map(|held| &held.live) else {
        start_ui(ui, &game.start, &mut locals.start, out);
        return;
    };
    if live.emergency() {
        emergency_ui(ui, out);
        return;
    }
    let shown = match game.screen {
        Screen::Start => {
            start_ui(ui, &game.start, &mut locals.start, out);
            Some(())
        }
        Screen::Lobby => lobby(ui, game, live, &mut locals.lobby, now, out),
        Screen::Console => console(ui, game, live, &mut locals.console, now, out),
        Screen::Seat => seat(ui, game, live, &mut locals.seat, now, out),
        Screen::HotWash => hot_wash(ui, game, live, &mut locals.hot_wash, now, out),
        Screen::Review => {
            review(ui, game, live, &mut locals.review, out);
            Some(())
        }
    };
    // The console says it in its own bar.
    if let Some(trouble) = game
        .room
        .trouble
        .as_ref()
        .filter(|_| game.screen != Screen::Console)
    {
        trouble_ui(ui, trouble);
    }
    if shown.is_none() {
        ui.centered_and_justified(|ui| ui.label(body("Opening the room …", Ink::Second)));
    }
}

/// A band at the foot of a screen: what keeps the journal from being written.
fn trouble_ui(ui: &egui::Ui, trouble: &str) {
    let window = ui.max_rect();
    let band = egui::Rect::from_min_max(
        egui::pos2(window.left(), window.bottom() - 40.0),
        window.max,
    );
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::new("trouble"),
    ));
    painter.rect_filled(band, 0, colour::severity(2).egui());
    painter.text(
        band.center(),
        egui::Align2::CENTER_CENTER,
        trouble,
        Weight::SemiBold.at(scale::BODY),
        colour::GLYPH.egui(),
    );
}

fn lobby(
    ui: &mut egui::Ui,
    game: &Game,
    live: &Live,
    local: &mut LobbyLocal,
    now: u64,
    out: &mut Vec<Intent>,
) -> Option<()> {
    let model = LobbyModel {
        view: &live.host_now(now)?,
        room: &game.room,
        families: &game.families,
        minutes: live.handle().current().head.minutes,
        version: game
            .held
            .as_ref()
            .and_then(|held| held.version.as_ref())
            .map(|version| &version.model),
        refusal: live.refusal(),
        check: &|command: &Command| live.check(command),
    };
    lobby_ui(ui, &model, local, out);
    Some(())
}

fn console(
    ui: &mut egui::Ui,
    game: &Game,
    live: &Live,
    local: &mut ConsoleLocal,
    now: u64,
    out: &mut Vec<Intent>,
) -> Option<()> {
    let model = ConsoleModel {
        view: &live.host_now(now)?,
        journal: live.story(),
        score: &game.score.1,
        notes: &game.notes,
        room: &game.room,
        lore: &game.lore,
        refusal: live.refusal(),
        check: &|command: &Command| live.check(command),
    };
    console_ui(ui, &model, local, out);
    Some(())
}

fn seat(
    ui: &mut egui::Ui,
    game: &Game,
    live: &Live,
    local: &mut SeatLocal,
    now: u64,
    out: &mut Vec<Intent>,
) -> Option<()> {
    let check = |command: &Command| live.check(command);
    let model = SeatModel {
        view: &live.seat_now(now)?,
        journal: live.heard(),
        lore: &game.lore,
        refusal: live.refusal(),
        check: &check,
        keeps_time: Some(&check),
    };
    seat_ui(ui, &model, local, out);
    Some(())
}

fn hot_wash(
    ui: &mut egui::Ui,
    game: &Game,
    live: &Live,
    local: &mut HotWashLocal,
    now: u64,
    out: &mut Vec<Intent>,
) -> Option<()> {
    let view = live.host_now(now)?;
    let model = HotWashModel {
        common: &view.table.common,
        seats: &view.table.seats,
        journal: live.story(),
        score: &game.score.1,
        gates: &game.gates,
        forks: live.forks(),
        wonder: &game.wonder,
        lore: &game.lore,
        check: &|command: &Command| live.check(command),
    };
    hot_wash_ui(ui, &model, local, out);
    Some(())
}

fn review(
    ui: &mut egui::Ui,
    game: &Game,
    live: &Live,
    local: &mut ReviewLocal,
    out: &mut Vec<Intent>,
) {
    let model = ReviewModel {
        title: &live.handle().current().head.title,
        journal: live.story(),
        entries: live.reviewed(),
        compared: &game.compared,
        lore: &game.lore,
        room: &game.room,
        check: &|command: &Command| live.check(command),
    };
    review_ui(ui, &model, local, out);
}
