//! The console's keys. A digit opens the capture and the next letter is its
//! move; elsewhere letters are the hints shown. Nothing here works while words
//! are typed or a dialog is open, and Real emergency is no key press at all.

use egui::{Key, Modifiers, Ui};

use super::capture::{self, Spoke};
use super::{ConsoleLocal, ConsoleModel, Dialog, in_play, injects, top};
use crate::engine::HostVerb;
use crate::game::ui::intent::Intent;

const DIGITS: [Key; 10] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
    Key::Num0,
];

pub(super) fn keys(
    ui: &Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    swallow_text(ui, local);
    let typing = ui.ctx().egui_wants_keyboard_input();
    if typing || local.dialog.is_some() || local.note.is_some() {
        return;
    }
    // Escape, let go before the second is over, only takes the capture back.
    if ui.input(|input| input.key_released(Key::Escape)) && !local.held_enough {
        local.capture.clear();
    }
    for (place, key) in DIGITS.into_iter().enumerate() {
        let Some(seat) = model.view.table.seats.get(place) else {
            break;
        };
        if pressed_with(ui, Modifiers::SHIFT, key) {
            local.capture.to = Some(seat.id);
        } else if pressed(ui, key) {
            local.capture.clear();
            local.capture.seat = Some(seat.id);
        }
    }
    if local.capture.seat.is_some() && local.capture.kind.is_none() {
        let kind = Spoke::ALL
            .into_iter()
            .find(|kind| pressed(ui, kind.keys().1));
        if let Some(kind) = kind {
            local.capture.kind = Some(kind);
            local.focus = Some(capture::field_id());
            swallow(ui, local, kind.keys().2);
        }
        return;
    }
    hints(ui, model, local, out);
}

fn hints(ui: &Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal, out: &mut Vec<Intent>) {
    let lit = local
        .inject
        .filter(|id| model.view.injects.iter().any(|inject| inject.id == *id))
        .or_else(|| {
            model
                .due()
                .filter(|inject| injects::soon(model, inject))
                .map(|inject| inject.id)
        });
    if let Some(inject) = lit {
        for ((.., verb), key) in injects::verbs(inject)
            .into_iter()
            .zip([Key::R, Key::D, Key::X])
        {
            if pressed(ui, key)
                && (model.check)(&crate::engine::Command::Host(verb.clone())).is_ok()
            {
                out.push(Intent::Host(verb));
            }
        }
    }
    if pressed(ui, Key::Space) {
        let (_, verb) = top::pause_verb(model);
        send(model, verb, out);
    }
    if pressed(ui, Key::F) {
        local.looking_back = !local.looking_back;
    }
    if pressed(ui, Key::Q) {
        out.push(Intent::ShowCode(!model.room.code_shown));
    }
    if pressed(ui, Key::N) {
        local.note = Some(super::book::NoteDraft::about(model, local.selected));
        swallow(ui, local, "N");
    }
    if !in_play(model) {
        return;
    }
    for (key, letter) in [
        (Key::T, "T"),
        (Key::I, "I"),
        (Key::S, "S"),
        (Key::J, "J"),
        (Key::P, "P"),
    ] {
        if pressed(ui, key) {
            local.dialog = Dialog::by_key(letter, model, local.selected);
            swallow(ui, local, letter);
        }
    }
}

fn send(model: &ConsoleModel<'_>, verb: HostVerb, out: &mut Vec<Intent>) {
    if model.refused(&verb).is_none() {
        out.push(Intent::Host(verb));
    }
}

fn pressed(ui: &Ui, key: Key) -> bool {
    pressed_with(ui, Modifiers::NONE, key)
}

fn pressed_with(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        input.modifiers == modifiers
            && input.events.iter().any(|event| {
                matches!(event, egui::Event::Key { key: of, pressed: true, repeat: false, .. } if *of == key)
            })
            && input.consume_key(modifiers, key)
    })
}

/// The letter of a key is also words, in this frame or the next: they must not
/// become the first ones of a field that the key has opened.
fn swallow(ui: &Ui, local: &mut ConsoleLocal, letter: &'static str) {
    local.swallow = Some((letter, 2));
    swallow_text(ui, local);
}

fn swallow_text(ui: &Ui, local: &mut ConsoleLocal) {
    let Some((letter, frames)) = local.swallow.take() else {
        return;
    };
    let is_it = |event: &egui::Event| matches!(event, egui::Event::Text(text) if text.eq_ignore_ascii_case(letter));
    let gone = ui.input_mut(|input| {
        let place = input.events.iter().position(is_it);
        place.map(|place| input.events.remove(place)).is_some()
    });
    if !gone && frames > 0 {
        local.swallow = Some((letter, frames - 1));
    }
}
