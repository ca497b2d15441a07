//! The gates of a certification: limits beside the points, each with what was
//! measured.

use egui::{Rect, ScrollArea, Sense, Ui, pos2};

use crate::game::draw::State;
use crate::game::theme::scale::console;
use crate::game::ui::kit::{
    Ink, body, bold, column_ui, hairline, heading, icon, inside, row, small,
};
use crate::scoring::GateResult;

/// "4 passed, 1 open, 1 failed".
pub(super) fn counts(gates: &[GateResult]) -> String {
    let count = |passed| gates.iter().filter(|gate| gate.passed == passed).count();
    let parts = [
        (count(Some(true)), "passed"),
        (count(None), "open"),
        (count(Some(false)), "failed"),
    ];
    let words = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"));
    words.collect::<Vec<_>>().join(", ")
}

/// The colour of all of them together.
pub(super) fn ink(gates: &[GateResult]) -> Ink {
    if gates.iter().any(|gate| gate.passed == Some(false)) {
        Ink::Severity(2)
    } else if gates.iter().all(|gate| gate.passed == Some(true)) {
        Ink::Ok
    } else {
        Ink::Text
    }
}

/// Shows them, one below the other.
pub(super) fn gates_ui(ui: &mut Ui, gates: &[GateResult]) {
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| {
        let area = ScrollArea::vertical().id_salt("gates");
        area.auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for gate in gates {
                gate_ui(ui, gate);
            }
            column_ui(ui, console::PAD, |ui| {
                ui.add_space(12.0);
                ui.label(small(
                    "Gates are measured beside the points and never mixed into them. An open one rests on moments \
                     that have not been confirmed or struck, or could not be observed.",
                    Ink::Third,
                ));
            });
        });
    });
}

fn gate_ui(ui: &mut Ui, gate: &GateResult) {
    let (state, word, ink) = match gate.passed {
        Some(true) => (State::Met, "passed", Ink::Ok),
        None => (State::Open, "open", Ink::Lamp),
        Some(false) => (State::Missed, "failed", Ink::Severity(2)),
    };
    let (mut slot, _) = row(ui, 38.0, Sense::hover());
    hairline(ui, slot.0);
    slot.0.min.x += console::PAD;
    slot.0.max.x -= console::PAD;
    slot.0.min.y += 6.0;
    let mark = slot.left(18.0);
    icon(ui, mark, 18.0, state);
    slot.cell(ui, 52.0, bold(word, ink));
    slot.rest(ui, heading(gate.title.as_str(), Ink::Text));
    // Under the title, so that marks and words stand in columns.
    let left = console::PAD + 18.0 + 52.0 + 20.0;
    let whole = ui.max_rect();
    let place = Rect::from_min_max(
        pos2(whole.left() + left, ui.cursor().top()),
        pos2(
            whole.right() - console::PAD,
            whole.bottom().max(ui.cursor().top()),
        ),
    );
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(body(gate.limit.as_str(), Ink::Second));
        if !gate.measured.is_empty() {
            ui.label(body(format!("Measured: {}.", measured(gate)), Ink::Text));
        }
        ui.add_space(10.0);
    });
}

/// What was measured, in one line.
fn measured(gate: &GateResult) -> String {
    let words = gate.measured.iter().map(|words| match words.as_str() {
        "yes" => "it held at ENDEX",
        "no" => "it did not hold at ENDEX",
        words => words,
    });
    words.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GateId;

    fn gate(passed: Option<bool>) -> GateResult {
        GateResult {
            id: GateId::new("people").unwrap(),
            title: "People".to_owned(),
            limit: "At most 8 moves".to_owned(),
            passed,
            measured: Vec::new(),
        }
    }

    #[test]
    fn gates_are_counted_in_words_and_none_is_left_out() {
        let gates = [Some(true), None, Some(false), Some(true)].map(gate);
        assert_eq!(counts(&gates), "2 passed, 1 open, 1 failed");
        assert_eq!(counts(&gates[3..]), "1 passed");
        assert_eq!(ink(&gates), Ink::Severity(2));
        assert_eq!(ink(&gates[..2]), Ink::Text);
        assert_eq!(ink(&gates[..1]), Ink::Ok);
    }

    #[test]
    fn what_was_measured_reads_as_words() {
        let gate = GateResult {
            measured: vec!["no".to_owned(), "engineers moved 9 times".to_owned()],
            ..gate(Some(false))
        };
        assert_eq!(
            measured(&gate),
            "it did not hold at ENDEX; engineers moved 9 times"
        );
    }
}
