//! The host's book: notes tied to moments, ratings that are blind to the
//! score, stars.

use egui::{Key, Rect, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};

use super::{ConsoleLocal, ConsoleModel};
use crate::engine::HostVerb;
use crate::game::theme::scale::console;
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, Look, body, chip, clock_of, inside, portrait, portrait_in, row, segment_ui,
    small, tabs_ui,
};
use crate::game::ui::model::{Conduct, NoteModel};
use crate::model::{SeatId, Seq};
use crate::view::Line;

/// Tabs of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BookTab {
    /// Behaviours, without judgement.
    #[default]
    Notes,
    /// Ratings by criterion.
    Ratings,
    /// Moments to talk about.
    Stars,
}

/// A note that is being written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoteDraft {
    /// Whose behaviour.
    pub seat: Option<SeatId>,
    /// The moment.
    pub of: Option<Seq>,
    /// The words.
    pub words: String,
    fresh: bool,
}

impl NoteDraft {
    /// A note about a moment that was pointed out, or the newest one.
    pub(super) fn about(model: &ConsoleModel<'_>, selected: Option<Seq>) -> Self {
        let of = selected.or_else(|| model.journal.last().map(|item| item.seq));
        let item = model.journal.iter().find(|item| Some(item.seq) == of);
        let seat = item.and_then(|item| match &item.line {
            Line::Message { from, .. } => from.seat,
            Line::Notice { .. } => None,
        });
        Self {
            seat,
            of,
            words: String::new(),
            fresh: true,
        }
    }
}

pub(super) fn book_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let tabs = [
        (BookTab::Notes, "Notes".to_owned()),
        (BookTab::Ratings, "Ratings".to_owned()),
        (BookTab::Stars, "Stars".to_owned()),
    ];
    let mut right = tabs_ui(ui, &mut local.book, &tabs);
    if local.book == BookTab::Notes {
        let hit = Rect::from_min_max(pos2(right.0.right() - 90.0, right.0.top()), right.0.max);
        let cap = right.right(18.0);
        right.0.max.x += 4.0;
        chip(ui, cap, "N");
        right.words_right(ui, small("new note", Ink::Third));
        let response = ui.interact(hit, ui.id().with("new note"), Sense::click());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, "New note"));
        if response.clicked() && local.note.is_none() {
            local.note = Some(NoteDraft::about(model, local.selected));
        }
    }
    let rest = Rect::from_min_max(ui.cursor().min + vec2(0.0, 6.0), ui.max_rect().max);
    inside(ui, rest, |ui| {
        if local.book == BookTab::Notes && local.note.is_some() {
            writing_ui(ui, model, local, out);
        }
        ScrollArea::vertical()
            .id_salt("book")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                match local.book {
                    BookTab::Notes => entries_ui(
                        ui,
                        model,
                        "No notes yet. Point at a moment and press N.",
                        |conduct| conduct == Conduct::Note,
                    ),
                    BookTab::Stars => entries_ui(ui, model, "No moment is starred.", |conduct| {
                        conduct == Conduct::Star
                    }),
                    BookTab::Ratings => ratings_ui(ui, model, out),
                }
            });
    });
}

fn writing_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let Some(draft) = &mut local.note else {
        return;
    };
    let (mut slot, _) = row(ui, 32.0, Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    if let Some(of) = draft.of {
        slot.words(ui, small(of.to_string(), Ink::Third));
    }
    if let Some(seat) = draft.seat.and_then(|seat| model.seat(seat)) {
        let mark = slot.left(16.0);
        portrait_in(ui, mark, 16.0, portrait(seat), 1.0);
    }
    let button = slot.right(64.0);
    let edit = TextEdit::singleline(&mut draft.words)
        .hint_text(body("what was seen, without judgement", Ink::Third))
        .desired_width(slot.0.width())
        .char_limit(1_000);
    let response = ui.put(slot.0.shrink2(vec2(0.0, 3.0)), edit);
    response
        .widget_info(|| egui::WidgetInfo::text_edit(true, "", draft.words.as_str(), "The note"));
    if std::mem::take(&mut draft.fresh) {
        response.request_focus();
    }
    let verb = HostVerb::Observe {
        seat: draft.seat,
        of: draft.of,
        text: draft.words.trim().to_owned(),
    };
    let refused = model.refused(&verb);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let left = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    let look = if refused.is_none() {
        Look::Lit
    } else {
        Look::Plain
    };
    let taken = refused.is_none();
    let pressed = inside(ui, button.shrink2(vec2(0.0, 2.0)), |ui| {
        KeyButton::new("Note", "")
            .height(28.0)
            .width(64.0)
            .look(look)
            .refused(refused)
            .show(ui)
            .clicked()
    });
    if (pressed || entered) && taken {
        out.push(Intent::Host(verb));
        local.note = None;
    } else if left || (entered && !taken) {
        local.note = None;
    }
}

fn entries_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    empty: &str,
    wanted: impl Fn(Conduct) -> bool,
) {
    let mut any = false;
    for note in model.notes.iter().rev().filter(|note| wanted(note.conduct)) {
        any = true;
        entry_ui(ui, model, note);
    }
    if !any {
        let (mut slot, _) = row(ui, 28.0, Sense::hover());
        slot.0.min.x += console::PAD;
        slot.rest(ui, body(empty, Ink::Third));
    }
}

fn entry_ui(ui: &mut Ui, model: &ConsoleModel<'_>, note: &NoteModel) {
    let left = ui.cursor().left() + console::PAD;
    let top = ui.cursor().top();
    let right = ui.max_rect().right() - console::PAD;
    let words = Rect::from_min_max(pos2(left + 86.0, top + 4.0), pos2(right, f32::INFINITY));
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(words)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    child.add(egui::Label::new(body(note.text.as_str(), Ink::Text)).wrap());
    let height = (child.min_rect().height() + 8.0).max(28.0);
    let (mut slot, _) = row(ui, height, Sense::hover());
    slot.0 = Rect::from_min_max(pos2(left, top + 4.0), pos2(right, top + 24.0));
    slot.cell(
        ui,
        50.0,
        small(clock_of(model.lore.start, note.at), Ink::Third),
    );
    let mark = slot.left(16.0);
    if let Some(seat) = note.seat.and_then(|seat| model.seat(seat)) {
        portrait_in(ui, mark, 16.0, portrait(seat), 1.0);
    }
}

/// One press a criterion: not shown, partly, fully; the newest rating holds.
fn ratings_ui(ui: &mut Ui, model: &ConsoleModel<'_>, out: &mut Vec<Intent>) {
    let rows = model.score.groups.iter().flat_map(|group| &group.rows);
    let mut any = false;
    for criterion in rows {
        any = true;
        let (mut slot, _) = row(ui, console::ROWS[1], Sense::hover());
        slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
        let buttons = slot.right(176.0);
        let rated = model
            .notes
            .iter()
            .rev()
            .find_map(|note| match note.conduct {
                Conduct::Rating(percent) if note.text.starts_with(criterion.label.as_str()) => {
                    Some(percent)
                }
                _ => None,
            });
        ui.push_id(&criterion.label, |ui| {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            let mut cells = ui.new_child(egui::UiBuilder::new().max_rect(buttons).layout(layout));
            {
                let ui = &mut cells;
                let choices = [(100u8, "1"), (75, "¾"), (50, "½"), (25, "¼"), (0, "0")];
                if let Some(percent) = segment_ui(ui, 24.0, rated, &choices, &|_| None) {
                    let text = String::new();
                    out.push(Intent::Host(HostVerb::Rate {
                        criterion: criterion.id,
                        percent,
                        text,
                    }));
                }
            }
        });
        slot.rest(ui, body(criterion.label.as_str(), Ink::Text));
    }
    if !any {
        let (mut slot, _) = row(ui, 28.0, Sense::hover());
        slot.0.min.x += console::PAD;
        slot.rest(ui, body("There is nothing to rate yet.", Ink::Third));
    }
}
