//! The seats: how often each was heard, when last, and who is quiet.

use egui::{Rect, ScrollArea, Sense, Ui, vec2};

use super::{ConsoleModel, in_play};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::game::ui::kit::{
    Ink, Slot, bar, body, bold, hairline, heading_ui, mmss, plural, portrait, portrait_in, row,
    small, small_bold,
};
use crate::model::Span;
use crate::view::SeatView;

/// After so long without a word a seat is called quiet, and its bar is empty.
const QUIET: Span = Span::minutes(4);
/// So long the bar takes to drain.
const DRAIN: Span = Span::minutes(5);
/// Width of the bar that runs dry meanwhile.
const VOICE: f32 = 40.0;

pub(super) fn seats_ui(ui: &mut Ui, model: &ConsoleModel<'_>, dense: bool) {
    let seats = &model.view.table.seats;
    let personas = seats.iter().filter(|seat| seat.persona).count();
    let counts = format!(
        "{} · {}",
        plural(seats.len() - personas, "player", "players"),
        plural(personas, "persona", "personas")
    );
    heading_ui(ui, "Seats", &counts, "moves · last heard");
    let height = if dense || seats.len() > 8 {
        console::ROWS[0] + 3.0
    } else {
        console::ROWS[2]
    };
    let most = (ui.max_rect().height() * 0.36 / height).floor().max(4.0);
    let shown = (seats.len() as f32).min(most);
    let area = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), shown * height));
    crate::game::ui::kit::inside(ui, area, |ui| {
        ScrollArea::vertical()
            .id_salt("seats")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for seat in seats {
                    seat_ui(ui, model, seat, height);
                }
            });
    });
    ui.allocate_rect(area, Sense::hover());
    ui.add_space(10.0);
}

fn seat_ui(ui: &mut Ui, model: &ConsoleModel<'_>, seat: &SeatView, height: f32) {
    let now = model.view.table.common.now;
    let (mut slot, response) = row(ui, height, Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    hairline(ui, slot.0);
    let silent = seat
        .last_heard
        .map_or(now.since(crate::model::SimTime::ZERO), |at| now.since(at));
    let quiet = in_play(model) && !seat.persona && silent >= QUIET;
    let mark = slot.left(22.0);
    portrait_in(
        ui,
        mark,
        if height > 30.0 { 22.0 } else { 18.0 },
        portrait(seat),
        if quiet { 0.6 } else { 1.0 },
    );
    if quiet {
        let cell = slot.right(88.0);
        let frame = Rect::from_center_size(cell.center(), vec2(88.0, 20.0));
        ui.painter().rect_stroke(
            frame,
            3,
            egui::Stroke::new(1.0, colour::LAMP.egui()),
            egui::StrokeKind::Inside,
        );
        let words = format!("quiet {} min", silent.whole_minutes());
        let width = Weight::SemiBold.width(&words, console::SMALL);
        let middle = Rect::from_center_size(frame.center(), vec2(width + 4.0, 20.0));
        Slot(middle).rest(ui, small_bold(words, Ink::Lamp));
    } else {
        match seat.last_heard {
            Some(_) if silent < Span::seconds(5) => {
                slot.cell_right(ui, 30.0, small_bold("now", Ink::Text))
            }
            Some(_) => slot.cell_right(ui, 30.0, small(mmss(silent), Ink::Second)),
            None => slot.cell_right(ui, 30.0, small("", Ink::Second)),
        };
        let cell = slot.right(VOICE);
        let left = 1.0 - silent.0 as f32 / DRAIN.0 as f32;
        let tone = if silent < Span::seconds(5) {
            colour::PAPER
        } else {
            colour::TEXT2
        };
        if seat.last_heard.is_some() {
            bar(ui, cell, 4.0, left, tone);
        } else {
            ui.painter().rect_filled(
                Rect::from_center_size(cell.center(), vec2(VOICE, 4.0)),
                2,
                colour::WIDGET.egui(),
            );
        }
    }
    let moves = model
        .view
        .moves
        .iter()
        .find(|(id, _)| *id == seat.id)
        .map_or(0, |(_, moves)| *moves);
    slot.cell_right(ui, 20.0, body(moves.to_string(), Ink::Second));
    let wide = slot.0.width() > 190.0;
    let title = if wide {
        seat.title.as_str()
    } else {
        model.lore.short(seat.id)
    };
    slot.cell(
        ui,
        if wide {
            (slot.0.width() * 0.62).min(150.0)
        } else {
            78.0
        },
        bold(title, Ink::Text),
    );
    let name = seat.name.as_deref().unwrap_or("persona");
    let name = if wide {
        body(name, Ink::Second)
    } else {
        small(name, Ink::Second)
    };
    slot.rest(ui, name);
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        let mut lines = vec![seat.character.clone()];
        if let Some(away) = &seat.away_from {
            lines.push(format!("plays away from {away}"));
        }
        if !seat.answers_for.is_empty() {
            lines.push(format!("answers for {}", seat.answers_for.join(", ")));
        }
        for line in lines {
            ui.label(body(line, Ink::Text));
        }
    });
}
