//! The form of what one does with a turn.

use egui::Ui;

use super::super::kit::{Ink, body, choose_ui};
use super::MoveForm;
use crate::model::{ActionId, SeatId};
use crate::view::PlayerView;

/// What to do with this turn, and with how many of the shared dice.
pub(super) fn dice_ui(ui: &mut Ui, view: &PlayerView, form: &mut MoveForm) {
    let Some(turn) = &view.common.turn else {
        ui.label(body("There are no turns now.", Ink::Third));
        return;
    };
    let actions: Vec<(Option<ActionId>, String)> = view
        .actions
        .iter()
        .map(|of| {
            let words = format!(
                "{}: {}, {} {} needed",
                of.title, of.tool, of.difficulty, of.target
            );
            (Some(of.id), words)
        })
        .collect();
    if actions.is_empty() {
        ui.label(body("Nothing that you can do would help now.", Ink::Third));
        return;
    }
    choose_ui(ui, "What", &mut form.action, &actions);
    let Some(of) = view.actions.iter().find(|of| Some(of.id) == form.action) else {
        return;
    };
    if of.hands.len() > 1 || of.hands.iter().all(|(seat, _)| Some(*seat) != view.seat) {
        let hands: Vec<(Option<SeatId>, String)> = of
            .hands
            .iter()
            .map(|(seat, bonus)| {
                let title = view.seats.iter().find(|known| known.id == *seat);
                let title = title.map_or("", |known| known.title.as_str());
                let bonus = match bonus {
                    0 => String::new(),
                    bonus => format!(", adds {bonus}"),
                };
                (
                    Some(*seat).filter(|seat| Some(*seat) != view.seat),
                    format!("{title}{bonus}"),
                )
            })
            .collect();
        choose_ui(ui, "Whose turn it takes", &mut form.hand, &hands);
    }
    let hand = form.hand.or(view.seat);
    let taken = turn.acts.iter().find(|act| Some(act.seat) == hand);
    let left = turn.left + taken.map_or(0, |act| act.dice);
    let mut dice: Vec<(u8, String)> = (1..=left).map(|n| (n, n.to_string())).collect();
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
