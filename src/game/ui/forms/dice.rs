//! The form of what one does with a turn.

use egui::{Sense, Ui, pos2};

use super::super::kit::{Ink, Slot, body, bold, choose_ui, row, small};
use super::MoveForm;
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::SeatId;
use crate::view::{ActionView, PlayerView};

/// What to do with this turn, and with how many of the shared dice.
pub(super) fn dice_ui(ui: &mut Ui, view: &PlayerView, form: &mut MoveForm) {
    let Some(turn) = &view.common.turn else {
        ui.label(body("There are no turns now.", Ink::Third));
        return;
    };
    if view.actions.is_empty() {
        ui.label(body("Nothing that you can do would help now.", Ink::Third));
        return;
    }
    ui.label(small("What", Ink::Second));
    ui.add_space(2.0);
    for of in &view.actions {
        let on = form.action == Some(of.id);
        if action_ui(ui, of, on) {
            form.action = Some(of.id);
        }
        ui.add_space(4.0);
    }
    ui.add_space(4.0);
    let Some(of) = view.actions.iter().find(|of| Some(of.id) == form.action) else {
        return;
    };
    if of.hands.len() > 1 || of.hands.iter().all(|hand| Some(hand.seat) != view.seat) {
        let hands: Vec<(Option<SeatId>, String)> = of
            .hands
            .iter()
            .map(|hand| {
                let title = view.seats.iter().find(|known| known.id == hand.seat);
                let title = title.map_or("", |known| known.title.as_str());
                let bonus = match hand.bonus {
                    0 => String::new(),
                    bonus => format!(", adds {bonus}"),
                };
                (
                    Some(hand.seat).filter(|seat| Some(*seat) != view.seat),
                    format!("{title}{bonus}"),
                )
            })
            .collect();
        choose_ui(ui, "Whose turn it takes", &mut form.hand, &hands);
    }
    let hand = form.hand.or(view.seat);
    let taken = turn.acts.iter().find(|act| Some(act.seat) == hand);
    let left = turn.left + taken.map_or(0, |act| act.dice);
    let chances = of.hands.iter().find(|known| Some(known.seat) == hand);
    let with = |n: u8| match chances {
        Some(hand) => (n, format!("{n}: {}%", hand.chance(n))),
        None => (n, n.to_string()),
    };
    let mut dice: Vec<(u8, String)> = (1..=left).map(with).collect();
    if taken.is_some_and(|act| Some(act.action) == form.action) {
        dice.push((0, "take it back".to_owned()));
    }
    choose_ui(
        ui,
        "With how many of the shared dice",
        &mut form.dice,
        &dice,
    );
}

/// An action on two lines: what is done, and with which tool against which odds.
/// True when it was pressed.
fn action_ui(ui: &mut Ui, of: &ActionView, on: bool) -> bool {
    let (slot, response) = row(ui, 46.0, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, on, of.title.as_str())
    });
    let (fill, line, ink) = if on {
        (colour::TINT, colour::LAMP, Ink::Lamp)
    } else if response.hovered() {
        (colour::RAISED, colour::LINE_STRONG, Ink::Text)
    } else {
        (colour::WIDGET, colour::LINE_STRONG, Ink::Text)
    };
    let painter = ui.painter();
    painter.rect_filled(slot.0, console::CORNER, fill.egui());
    painter.rect_stroke(
        slot.0,
        console::CORNER,
        (1.0, line.egui()),
        egui::StrokeKind::Inside,
    );
    let inner = slot.0.shrink2(egui::vec2(10.0, 4.0));
    let middle = inner.center().y;
    let upper = inner.with_max_y(middle + 1.0);
    let lower = egui::Rect::from_min_max(pos2(inner.left(), middle + 1.0), inner.max);
    Slot(upper).rest(ui, bold(of.title.as_str(), ink));
    let odds = format!("{} · {}, {} needed", of.tool, of.difficulty, of.target);
    Slot(lower).rest(ui, small(odds, Ink::Second));
    response.clicked()
}
