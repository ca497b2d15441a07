//! Rows cut into cells from both ends, so that columns stand under each other
//! and long words are cut, never pushed out.

use egui::{Align, Label, Layout, Rect, Response, Sense, Ui, UiBuilder, WidgetText, pos2, vec2};

use crate::game::theme::colour;
use crate::game::theme::scale::console;

use super::words::{Ink, body, heading, small};

/// What is left of a row while cells are cut off it.
#[derive(Debug, Clone, Copy)]
pub struct Slot(pub Rect);

impl Slot {
    /// Cuts a cell off the left end, and a gap of ten after it.
    pub fn left(&mut self, width: f32) -> Rect {
        let width = width.min(self.0.width().max(0.0));
        let cell = Rect::from_min_size(self.0.min, vec2(width, self.0.height()));
        self.0.min.x = (cell.max.x + 10.0).min(self.0.max.x);
        cell
    }

    /// Cuts a cell off the right end, and a gap of ten before it.
    pub fn right(&mut self, width: f32) -> Rect {
        let width = width.min(self.0.width().max(0.0));
        let cell = Rect::from_min_max(pos2(self.0.max.x - width, self.0.min.y), self.0.max);
        self.0.max.x = (cell.min.x - 10.0).max(self.0.min.x);
        cell
    }

    /// Words at the left end, as wide as they need.
    pub fn words(&mut self, ui: &mut Ui, words: impl Into<WidgetText>) -> Response {
        let response = cell(ui, self.0, words, Align::Min);
        self.0.min.x = (response.rect.max.x + 10.0).min(self.0.max.x);
        response
    }

    /// Words at the right end, as wide as they need.
    pub fn words_right(&mut self, ui: &mut Ui, words: impl Into<WidgetText>) -> Response {
        let response = cell(ui, self.0, words, Align::Max);
        self.0.max.x = (response.rect.min.x - 10.0).max(self.0.min.x);
        response
    }

    /// Words in a cell of this width at the left end.
    pub fn cell(&mut self, ui: &mut Ui, width: f32, words: impl Into<WidgetText>) -> Response {
        let rect = self.left(width);
        cell(ui, rect, words, Align::Min)
    }

    /// Words in a cell of this width at the right end, ending there.
    pub fn cell_right(
        &mut self,
        ui: &mut Ui,
        width: f32,
        words: impl Into<WidgetText>,
    ) -> Response {
        let rect = self.right(width);
        cell(ui, rect, words, Align::Max)
    }

    /// Words in all that is left.
    pub fn rest(self, ui: &mut Ui, words: impl Into<WidgetText>) -> Response {
        cell(ui, self.0, words, Align::Min)
    }
}

/// Words on one line within a rectangle, cut with an ellipsis when too long.
fn cell(ui: &mut Ui, rect: Rect, words: impl Into<WidgetText>, align: Align) -> Response {
    let layout = match align {
        Align::Max => Layout::right_to_left(Align::Center),
        _ => Layout::left_to_right(Align::Center),
    };
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    child.spacing_mut().item_spacing.x = 0.0;
    child.add(Label::new(words).truncate().selectable(false))
}

/// A row of the panel's whole width, to be cut, and its response.
pub fn row(ui: &mut Ui, height: f32, sense: Sense) -> (Slot, Response) {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    (Slot(rect), response)
}

/// A hairline across a rectangle's top.
pub fn hairline(ui: &Ui, rect: Rect) {
    let y = ui.painter().round_to_pixel_center(rect.top());
    ui.painter()
        .hline(rect.x_range(), y, (1.0, colour::LINE.egui()));
}

/// Runs `add` top down inside a rectangle that is already there.
pub fn inside<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing.y = 0.0;
    add(&mut child)
}

/// Runs `add` from the right end of a rectangle, in its middle line.
pub fn at_right<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::right_to_left(Align::Center);
    add(&mut ui.new_child(UiBuilder::new().max_rect(rect).layout(layout)))
}

/// A padded column of the width that is left.
pub fn column_ui<R>(ui: &mut Ui, pad: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    egui::Frame::NONE
        .inner_margin(egui::Margin::symmetric(pad as i8, 0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// A panel's heading with its counts, and words at the right.
pub fn heading_ui(ui: &mut Ui, title: &str, counts: &str, right: &str) {
    let (mut slot, _) = row(ui, 44.0, Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 4.0));
    slot.0.min.y += 4.0;
    if !right.is_empty() {
        slot.words_right(ui, small(right, Ink::Third));
    }
    slot.words(ui, heading(title, Ink::Text));
    slot.rest(ui, small(counts, Ink::Second));
}

/// A row of tabs; the chosen one is underlined with lamplight. Answers the
/// slot that is left at the right.
pub fn tabs_ui<T: Copy + PartialEq>(ui: &mut Ui, chosen: &mut T, tabs: &[(T, String)]) -> Slot {
    let (mut slot, _) = row(ui, 42.0, Sense::hover());
    let whole = slot.0;
    hairline(ui, whole);
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    let mut x = slot.0.min.x;
    for (tab, title) in tabs {
        let on = *tab == *chosen;
        let text = if on {
            super::bold(title.as_str(), Ink::Text)
        } else {
            body(title.as_str(), Ink::Second)
        };
        let galley = WidgetText::from(text).into_galley(
            ui,
            Some(egui::TextWrapMode::Extend),
            f32::INFINITY,
            egui::TextStyle::Body,
        );
        let width = galley.size().x;
        let rect = Rect::from_min_size(pos2(x, whole.min.y), vec2(width, whole.height()));
        let response = ui.interact(
            rect.expand2(vec2(10.0, 0.0)),
            ui.id().with(("tab", title)),
            Sense::click(),
        );
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, on, title.as_str())
        });
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, Ink::Text.colour());
        if on || response.has_focus() {
            ui.painter().hline(
                rect.x_range(),
                whole.max.y - 1.0,
                (2.0, colour::LAMP.egui()),
            );
        }
        if response.clicked() {
            *chosen = *tab;
        }
        x = rect.max.x + 24.0;
    }
    let y = ui.painter().round_to_pixel_center(whole.max.y);
    ui.painter()
        .hline(whole.x_range(), y, (1.0, colour::LINE.egui()));
    slot.0.min.x = x.min(slot.0.max.x);
    slot
}
