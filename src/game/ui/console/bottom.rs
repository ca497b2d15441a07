//! The bottom bar: how to join, who is connected, what is safely on disk, and
//! the last refusal.

use egui::{Sense, Ui, vec2};

use super::ConsoleModel;
use crate::game::draw::State;
use crate::game::theme::scale::console;
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, Slot, body, heading, icon, inside, plural, portrait, portrait_in,
};

pub(super) fn bottom_ui(ui: &mut Ui, model: &ConsoleModel<'_>, out: &mut Vec<Intent>) {
    let bar = ui.max_rect();
    let mut slot = Slot(bar.shrink2(vec2(console::PAD, 0.0)));
    let room = model.room;
    disk_ui(ui, model, &mut slot, out);
    connected_ui(ui, model, &mut slot);
    slot.words(ui, body("Room", Ink::Second));
    slot.words(ui, heading(room.code.as_str(), Ink::Text));
    if let Some(refusal) = model.refusal {
        let mark = slot.left(14.0);
        icon(ui, mark, 14.0, State::Late);
        let why = format!("Not done: {}", refusal.why);
        slot.rest(ui, body(why.as_str(), Ink::Severity(2)))
            .on_hover_text(&why);
        return;
    }
    slot.0.min.x += 14.0;
    slot.words(ui, body("Join", Ink::Second));
    let mut addresses = room.addresses.iter();
    if let Some(first) = addresses.next() {
        let response = slot
            .words(ui, body(first.as_str(), Ink::Text))
            .interact(Sense::click());
        if response.on_hover_text("Press to copy").clicked() {
            ui.ctx().copy_text(first.clone());
            out.push(Intent::Copy(first.clone()));
        }
    } else {
        slot.words(
            ui,
            body(
                "no network: play with printed cards, capture what is said",
                Ink::Second,
            ),
        );
    }
    if slot.0.width() > 330.0
        && let Some(second) = addresses.next()
    {
        slot.words(
            ui,
            body(
                format!("or {}", second.trim_start_matches("http://")),
                Ink::Third,
            ),
        );
    }
    if slot.0.width() > 110.0 {
        let rect = slot.0.shrink2(vec2(0.0, 7.0));
        inside(ui, rect, |ui| {
            let label = if room.code_shown {
                "Hide code"
            } else {
                "Show code"
            };
            if KeyButton::new(label, "Q").height(24.0).show(ui).clicked() {
                out.push(Intent::ShowCode(!room.code_shown));
            }
        });
    }
}

fn disk_ui(ui: &mut Ui, model: &ConsoleModel<'_>, slot: &mut Slot, out: &mut Vec<Intent>) {
    match &model.room.trouble {
        None => {
            slot.words_right(
                ui,
                body(
                    format!(
                        "{} on disk",
                        plural(model.room.steps as usize, "step", "steps")
                    ),
                    Ink::Second,
                ),
            );
            slot.0.max.x += 2.0;
            let mark = slot.right(12.0);
            icon(ui, mark, 12.0, State::Met);
        }
        Some(trouble) => {
            let rect = slot.right(96.0).shrink2(vec2(0.0, 7.0));
            inside(ui, rect, |ui| {
                if KeyButton::new("Try again", "")
                    .height(24.0)
                    .show(ui)
                    .clicked()
                {
                    out.push(Intent::RetryStorage);
                }
            });
            let words = format!("Not saved: {trouble} The room waits.");
            let width = (slot.0.width() * 0.5).min(520.0);
            slot.cell_right(ui, width, body(words.as_str(), Ink::Severity(1)))
                .on_hover_text(&words);
            let mark = slot.right(14.0);
            icon(ui, mark, 14.0, State::Missed);
        }
    }
    slot.0.max.x -= 16.0;
}

fn connected_ui(ui: &mut Ui, model: &ConsoleModel<'_>, slot: &mut Slot) {
    let connected = &model.room.connected;
    let seats: Vec<_> = model
        .view
        .table
        .seats
        .iter()
        .filter(|seat| !seat.persona)
        .collect();
    if slot.0.width() > 900.0 && !connected.others.is_empty() {
        slot.words_right(
            ui,
            body(format!("· {}", connected.others.join(" · ")), Ink::Third),
        );
    }
    let count = format!("{} of {}", connected.seats.len(), seats.len());
    slot.words_right(
        ui,
        body(
            count,
            if connected.seats.len() < seats.len() {
                Ink::Lamp
            } else {
                Ink::Text
            },
        ),
    );
    for seat in seats
        .iter()
        .rev()
        .filter(|seat| connected.seats.contains(&seat.id))
    {
        let mark = slot.right(16.0);
        portrait_in(ui, mark, 16.0, portrait(seat), 1.0);
    }
    if slot.0.width() > 500.0 {
        slot.words_right(ui, body("Connected", Ink::Second));
    }
}
