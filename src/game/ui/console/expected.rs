//! What should happen now: missed, late, open, met, with the time that is left.

use egui::{Sense, Ui, vec2};

use super::ConsoleModel;
use crate::game::draw::State;
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::game::ui::kit::{
    Ink, bar, body, hairline, heading_ui, icon, mmss, portrait, portrait_in, row,
};
use crate::view::{ExpectationStage, ExpectationView};

/// Shows at most `most` of them: what needs an act first, then what was met last.
pub(in crate::game::ui) fn expected_ui(ui: &mut Ui, model: &ConsoleModel<'_>, most: usize) {
    let all = &model.view.expectations;
    let count = |stage: ExpectationStage| {
        all.iter()
            .filter(|expected| expected.state == stage)
            .count()
    };
    let counts = format!(
        "{} open · {} missed · {} met",
        count(ExpectationStage::Open),
        count(ExpectationStage::Missed),
        count(ExpectationStage::Met)
    );
    heading_ui(ui, "Expected now", &counts, "");
    if all.is_empty() {
        let (mut slot, _) = row(ui, 28.0, Sense::hover());
        slot.0.min.x += console::PAD;
        slot.rest(ui, body("Nothing is expected of anybody yet.", Ink::Third));
        ui.add_space(12.0);
        return;
    }
    for expected in pick(all, most) {
        line_ui(ui, model, expected);
    }
    ui.add_space(12.0);
}

/// The latest misses, everything open as far as there is room, then the latest met.
fn pick(all: &[ExpectationView], most: usize) -> Vec<&ExpectationView> {
    let of = |stage: ExpectationStage| {
        let mut some: Vec<&ExpectationView> = all
            .iter()
            .filter(|expected| expected.state == stage)
            .collect();
        some.sort_by_key(|expected| std::cmp::Reverse(expected.since));
        some
    };
    let (missed, mut open, met) = (
        of(ExpectationStage::Missed),
        of(ExpectationStage::Open),
        of(ExpectationStage::Met),
    );
    open.sort_by_key(|expected| expected.due);
    let missed_most = missed.len().min(most.saturating_sub(open.len()).max(2));
    let mut picked: Vec<&ExpectationView> = missed.into_iter().take(missed_most).collect();
    picked.extend(open);
    picked.extend(met);
    picked.truncate(most);
    picked
}

fn line_ui(ui: &mut Ui, model: &ConsoleModel<'_>, expected: &ExpectationView) {
    let common = &model.view.table.common;
    let (mut slot, _) = row(ui, console::ROWS[1], Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    hairline(ui, slot.0);
    let (state, word, ink, tone, share, right) = match expected.state {
        ExpectationStage::Missed => (
            State::Missed,
            "missed",
            Ink::Severity(1),
            colour::severity(1),
            1.0,
            "not in time".to_owned(),
        ),
        ExpectationStage::Met => (
            State::Met,
            "met",
            Ink::Ok,
            colour::OK,
            1.0,
            "in time".to_owned(),
        ),
        ExpectationStage::Open => {
            let due = expected.due.unwrap_or(common.now);
            let since = expected.since.unwrap_or(common.now);
            let whole = due.since(since).0.max(1);
            let share = common.now.since(since).0 as f32 / whole as f32;
            if due < common.now {
                let over = format!("{} over", mmss(common.now.since(due)));
                (
                    State::Late,
                    "late",
                    Ink::Severity(2),
                    colour::severity(2),
                    1.0,
                    over,
                )
            } else {
                let left = format!("{} left", mmss(due.since(common.now)));
                (State::Open, "open", Ink::Text, colour::TEXT2, share, left)
            }
        }
    };
    let mark = slot.left(16.0);
    icon(ui, mark, 16.0, state);
    slot.cell(ui, 48.0, body(word, ink));
    let sender = model
        .view
        .injects
        .iter()
        .find(|inject| inject.id == expected.inject);
    let at = slot.left(16.0);
    if let Some(seat) = sender
        .and_then(|inject| inject.seat)
        .and_then(|seat| model.seat(seat))
    {
        portrait_in(ui, at, 16.0, portrait(seat), 1.0);
    }
    slot.cell_right(ui, 84.0, body(right, ink));
    let width = if slot.0.width() > 420.0 { 120.0 } else { 64.0 };
    let cell = slot.right(width);
    bar(ui, cell, 6.0, share, tone);
    let response = slot.rest(ui, body(expected.text.as_str(), Ink::Text));
    if let Some(inject) = sender {
        response.on_hover_text(format!("after: {}", inject.title));
    }
}
