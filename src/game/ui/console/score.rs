//! The score as ranges, what it rests on, and what is disputed. In
//! certification there are no live totals for anybody.

use egui::{Rect, ScrollArea, Sense, Ui, vec2};

use super::{ConsoleLocal, ConsoleModel};
use crate::engine::HostVerb;
use crate::game::theme::scale::console;
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, body, clock_of, inside, portrait, portrait_in, range_bar, row, small,
    small_bold, tabs_ui,
};
use crate::game::ui::model::{Conduct, EvidenceModel, ScoreModel, ScoreRow};

/// Tabs of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScoreTab {
    /// Ranges by criterion.
    #[default]
    Score,
    /// What they rest on.
    Evidence,
    /// What players dispute.
    Disputes,
}

/// Points as people write them: `3.5`, `4`.
pub(in crate::game::ui) fn points(points: f32) -> String {
    let tenths = (points * 10.0).round() as i64;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, (tenths % 10).abs())
    }
}

/// `37.5–53`.
pub(in crate::game::ui) fn range(low: f32, high: f32) -> String {
    let (low, high) = (points(low), points(high));
    if low == high {
        low
    } else {
        format!("{low}–{high}")
    }
}

/// How high the whole section would like to be.
pub(super) fn height(model: &ConsoleModel<'_>, tab: ScoreTab, dense: bool) -> f32 {
    let score = model.score;
    let rows: usize = score.groups.iter().map(|group| group.rows.len()).sum();
    let row = row_height(dense);
    match tab {
        ScoreTab::Score if !score.hidden && rows > 0 => {
            42.0 + rows as f32 * row + score.groups.len() as f32 * 24.0 + 14.0
        }
        _ => 260.0,
    }
}

fn row_height(dense: bool) -> f32 {
    if dense { 19.0 } else { console::ROWS[0] }
}

pub(super) fn score_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
    dense: bool,
) {
    let disputes = model
        .notes
        .iter()
        .filter(|note| note.conduct == Conduct::Dispute)
        .count();
    let tabs = [
        (ScoreTab::Score, "Score".to_owned()),
        (ScoreTab::Evidence, "Evidence".to_owned()),
        (
            ScoreTab::Disputes,
            if disputes == 0 {
                "Disputes".to_owned()
            } else {
                format!("Disputes {disputes}")
            },
        ),
    ];
    let right = tabs_ui(ui, &mut local.score, &tabs);
    let (low, high, seen) = model.score.total;
    if !model.score.hidden && seen > 0.0 {
        let mut right = right;
        // Scaled to 100: what could not come up yet is left out.
        let far = if right.0.width() > 130.0 {
            format!(", on {} points seen", points(seen))
        } else {
            String::new()
        };
        let scale = if right.0.width() > 84.0 {
            " of 100"
        } else {
            ""
        };
        right.words_right(
            ui,
            small(format!("{}{scale}{far}", range(low, high)), Ink::Second),
        );
    }
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| {
        ScrollArea::vertical()
            .id_salt("score")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(4.0);
                match local.score {
                    ScoreTab::Score if model.score.hidden => {
                        hint_ui(ui, "Certification: nobody sees totals before ENDEX.");
                    }
                    ScoreTab::Score => table_ui(ui, model.score, row_height(dense), &mut |_| {}),
                    ScoreTab::Evidence => evidence_ui(ui, model, local),
                    ScoreTab::Disputes => disputes_ui(ui, model, out),
                }
            });
    });
}

fn hint_ui(ui: &mut Ui, words: &str) {
    let (mut slot, _) = row(ui, 28.0, Sense::hover());
    slot.0.min.x += console::PAD;
    slot.rest(ui, body(words, Ink::Third));
}

/// All criteria as ranges. `pressed` hears of a row that was pressed.
pub(in crate::game::ui) fn table_ui(
    ui: &mut Ui,
    score: &ScoreModel,
    height: f32,
    pressed: &mut dyn FnMut(&ScoreRow),
) {
    if score.groups.is_empty() {
        hint_ui(
            ui,
            if score.unscored {
                "This exercise is not scored."
            } else {
                "Scores appear once the room is open."
            },
        );
        return;
    }
    for (index, group) in score.groups.iter().enumerate() {
        let (mut slot, _) = row(ui, 24.0, Sense::hover());
        slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
        slot.0.min.y += 4.0;
        if index == 0 {
            slot.cell_right(ui, 48.0, small("evidence", Ink::Third));
            slot.words_right(ui, small("range", Ink::Third));
        }
        slot.rest(
            ui,
            small_bold(
                format!("{}, {}", group.title, points(group.max)),
                Ink::Second,
            ),
        );
        for criterion in &group.rows {
            let (mut slot, response) = row(ui, height, Sense::click());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &criterion.label)
            });
            slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
            let count = if criterion.evidence == 0 {
                String::new()
            } else {
                criterion.evidence.to_string()
            };
            slot.cell_right(ui, 20.0, small(count, Ink::Third));
            if criterion.not_yet {
                slot.cell_right(ui, 56.0, body("not yet", Ink::Third));
            } else {
                slot.cell_right(
                    ui,
                    56.0,
                    body(range(criterion.low, criterion.high), Ink::Text),
                );
            }
            let cell = slot.right((slot.0.width() - 150.0).clamp(40.0, 112.0));
            range_bar(
                ui,
                cell,
                (!criterion.not_yet).then_some((criterion.low, criterion.high)),
                criterion.max,
            );
            slot.rest(ui, body(criterion.label.as_str(), Ink::Text));
            if response.clicked() {
                pressed(criterion);
            }
            if !criterion.missing.is_empty() {
                response.on_hover_text(&criterion.missing);
            }
        }
    }
    ui.add_space(8.0);
}

fn evidence_ui(ui: &mut Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal) {
    if model.score.evidence.is_empty() {
        hint_ui(ui, "Nothing has been seen that points rest on.");
    }
    for evidence in model.score.evidence.iter().rev().take(100) {
        let response = evidence_row_ui(ui, model, evidence);
        if response.clicked() {
            local.selected = Some(evidence.of);
        }
    }
}

fn evidence_row_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    evidence: &EvidenceModel,
) -> egui::Response {
    let (mut slot, response) = row(ui, console::ROWS[0], Sense::click());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    slot.cell(
        ui,
        50.0,
        small(clock_of(model.lore.start, evidence.at), Ink::Third),
    );
    let mark = slot.left(16.0);
    if let Some(seat) = evidence.seat.and_then(|seat| model.seat(seat)) {
        portrait_in(ui, mark, 16.0, portrait(seat), 1.0);
    }
    if evidence.doubtful && evidence.settled.is_none() {
        slot.words_right(ui, small("in doubt", Ink::Lamp));
    }
    slot.rest(ui, body(evidence.text.as_str(), Ink::Text));
    response.on_hover_text(&evidence.text)
}

fn disputes_ui(ui: &mut Ui, model: &ConsoleModel<'_>, out: &mut Vec<Intent>) {
    let mut any = false;
    for note in model
        .notes
        .iter()
        .filter(|note| note.conduct == Conduct::Dispute)
    {
        any = true;
        let (mut slot, _) = row(ui, console::ROWS[1], Sense::hover());
        slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
        slot.cell(
            ui,
            50.0,
            small(clock_of(model.lore.start, note.at), Ink::Third),
        );
        if let Some(of) = note.of {
            let buttons = slot.right(142.0);
            inside(ui, buttons.shrink2(vec2(0.0, 2.0)), |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    if KeyButton::new("It counts", "")
                        .height(24.0)
                        .show(ui)
                        .clicked()
                    {
                        out.push(Intent::Host(HostVerb::Confirm { of, counts: true }));
                    }
                    if KeyButton::new("Strike", "").height(24.0).show(ui).clicked() {
                        out.push(Intent::Host(HostVerb::Confirm { of, counts: false }));
                    }
                });
            });
        }
        slot.rest(ui, body(note.text.as_str(), Ink::Text))
            .on_hover_text(&note.text);
    }
    if !any {
        hint_ui(ui, "Nobody disputes anything.");
    }
}
