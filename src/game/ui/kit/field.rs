//! Fields of forms: a line of words, an area, and a choice out of a list.

use egui::{Response, TextEdit, Ui};

use super::words::{Ink, body, small};

/// A labelled line of words.
pub fn field_ui(ui: &mut Ui, label: &str, words: &mut String, hint: &str) -> Response {
    let edit = TextEdit::singleline(words).hint_text(body(hint, Ink::Third));
    labelled_ui(ui, label, edit)
}

/// A labelled area of words.
pub fn area_ui(ui: &mut Ui, label: &str, words: &mut String, rows: usize) -> Response {
    labelled_ui(ui, label, TextEdit::multiline(words).desired_rows(rows))
}

fn labelled_ui(ui: &mut Ui, label: &str, edit: TextEdit<'_>) -> Response {
    ui.spacing_mut().item_spacing.y = 2.0;
    let name = ui.label(small(label, Ink::Second));
    let edit = edit
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(10, 6))
        .char_limit(1_000);
    let response = ui.add(edit).labelled_by(name.id);
    ui.add_space(8.0);
    response
}

/// A labelled row of choices that wraps; one of them is on.
pub fn choose_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut T,
    choices: &[(T, String)],
) {
    if !label.is_empty() {
        ui.label(small(label, Ink::Second));
        ui.add_space(2.0);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for (choice, title) in choices {
            let on = *chosen == *choice;
            let look = if on {
                super::Look::On
            } else {
                super::Look::Plain
            };
            if super::KeyButton::new(title, "")
                .height(28.0)
                .look(look)
                .show(ui)
                .clicked()
            {
                *chosen = choice.clone();
            }
        }
    });
    ui.add_space(8.0);
}
