//! The table's review beside the author's: what both have, what the author has
//! beside that, and what is the table's alone. Shown when the host asks for it,
//! after the table's own work.

use egui::{Sense, Ui};

use super::kit::{Ink, body, bold, icon, inside, row, small};
use crate::game::draw::State;
use crate::scoring::Compared;

/// How much of the author's review was found: "7 of 23 found".
pub(super) fn found(parts: &[Compared]) -> String {
    let found: usize = parts.iter().map(Compared::found).sum();
    let all: usize = parts.iter().map(|part| part.reference.len()).sum();
    format!("{found} of {all} found")
}

/// Shows one part.
pub(super) fn compared_ui(ui: &mut Ui, part: &Compared) {
    ui.add_space(10.0);
    let (mut slot, _) = row(ui, 22.0, Sense::hover());
    slot.words(ui, bold(part.part, Ink::Text));
    slot.rest(ui, small(found(std::slice::from_ref(part)), Ink::Second));
    for reference in &part.reference {
        let (state, ink, hidden) = match reference.found {
            Some(_) => (State::Met, Ink::Text, "found"),
            None => (State::Open, Ink::Second, "not found"),
        };
        line_ui(ui, Some(state), &reference.text, ink, hidden);
    }
    if !part.own.is_empty() {
        ui.add_space(4.0);
        ui.label(small("Yours alone, worth a look", Ink::Second));
        for own in &part.own {
            line_ui(ui, None, own, Ink::Text, "yours alone");
        }
    }
}

/// A mark and words that wrap beside it.
fn line_ui(ui: &mut Ui, state: Option<State>, words: &str, ink: Ink, said: &str) {
    let mark = 24.0;
    let width = (ui.available_width() - mark).max(60.0);
    let galley = egui::WidgetText::from(body(words, ink)).into_galley(
        ui,
        Some(egui::TextWrapMode::Wrap),
        width,
        egui::TextStyle::Body,
    );
    let height = galley.size().y + 6.0;
    let (mut slot, response) = row(ui, height, Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Label, true, format!("{words} ({said})"))
    });
    let place = slot.left(mark - 10.0);
    if let Some(state) = state {
        let top = place.with_max_y(place.top() + 20.0);
        icon(ui, top, 14.0, state);
    }
    let at = slot.0.min + egui::vec2(0.0, 2.0);
    inside(ui, slot.0, |ui| {
        ui.painter().galley(at, galley, ink.colour());
    });
}
