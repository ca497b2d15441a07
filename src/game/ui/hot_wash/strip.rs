//! The strip of moments at the top of the hot wash: the whole exercise at a
//! glance, and the way to any moment of it.

use egui::{Rect, Sense, Ui, pos2};

use super::{HotWashLocal, HotWashModel, played};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::game::ui::kit::clock_of;
use crate::game::ui::squeeze::Squeeze;
use crate::model::{Seq, SimTime};
use crate::scenario::MoveKind;
use crate::view::{Item, Line, Tone};

/// The strip of moments: drag or scroll to move and zoom, press for a moment.
pub(super) fn strip_ui(
    ui: &mut Ui,
    rect: Rect,
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
) {
    let moments = played(model.journal);
    let squeeze = Squeeze::of(moments.iter().map(|item| item.at.0));
    let last = moments.last().map_or(0, |item| item.at.0);
    let end = squeeze.place(last).max(60_000);
    let (from, to) = local.zoom.unwrap_or((0, end));
    let width = (to - from).max(1) as f32;
    let response = ui.interact(rect, ui.id().with("strip"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Slider, true, "Moments"));
    ui.painter()
        .rect_filled(rect, console::CORNER, colour::PANEL.egui());
    let x_of = |at: u64| rect.left() + (at as f32 - from as f32) / width * rect.width();
    grid(ui, rect, model, &squeeze, (from, to, last));
    let mut nearest: Option<(f32, Seq)> = None;
    let pointer = response.interact_pointer_pos();
    let painter = ui.painter().with_clip_rect(rect);
    for item in moments {
        let place = squeeze.place(item.at.0);
        if place < from || place > to {
            continue;
        }
        let (lane, tone, size) = mark_of(item, model);
        let at = pos2(x_of(place), rect.top() + 12.0 + lane * 14.0);
        let chosen = local.selected == Some(item.seq);
        painter.circle_filled(
            at,
            if chosen { 6.0 } else { size },
            if chosen { colour::LAMP } else { tone }.egui(),
        );
        if let Some(pointer) = pointer {
            let away = (pointer.x - at.x).abs() + (pointer.y - at.y).abs() * 0.5;
            if nearest.is_none_or(|(best, _)| away < best) {
                nearest = Some((away, item.seq));
            }
        }
    }
    if response.clicked()
        && let Some((away, of)) = nearest
        && away < 40.0
    {
        local.go(of);
    }
    zoom(ui, &response, rect, local, end);
}

/// Lane, colour and size of a moment: decisions and troubles stand out.
fn mark_of(item: &Item, model: &HotWashModel<'_>) -> (f32, colour::Colour, f32) {
    let counts = model
        .score
        .evidence
        .iter()
        .any(|evidence| evidence.of == item.seq);
    match &item.line {
        Line::Notice {
            tone: Tone::Late | Tone::Bad,
            ..
        } => (2.0, colour::severity(2), 4.0),
        Line::Notice { text, .. } if text.starts_with("Missed") => (2.0, colour::severity(2), 3.0),
        Line::Notice { .. } => (3.0, colour::LINE_STRONG, 2.0),
        Line::Message {
            kind: Some(MoveKind::Decide),
            ..
        } => (0.0, colour::TEXT, 5.0),
        Line::Message { kind: Some(_), .. } if counts => (1.0, colour::TEXT2, 3.5),
        Line::Message { kind: Some(_), .. } => (1.0, colour::TEXT3, 2.0),
        Line::Message { .. } => (0.0, colour::TEXT3, 2.5),
    }
}

/// Lines with their clock times, and a break where hours were squeezed.
fn grid(
    ui: &Ui,
    rect: Rect,
    model: &HotWashModel<'_>,
    squeeze: &Squeeze,
    (from, to, last): (u64, u64, u64),
) {
    let width = (to - from).max(1);
    let step = [60_000u64, 300_000, 900_000, 3_600_000]
        .into_iter()
        .find(|step| width / step <= 14)
        .unwrap_or(3_600_000);
    let x_of = |place: u64| {
        let share = (place as f32 - from as f32) / width as f32;
        rect.left() + share * rect.width()
    };
    let painter = ui.painter().with_clip_rect(rect);
    let say = |x: f32, words: String, tone: colour::Colour| {
        let font = Weight::Regular.at(console::SMALL);
        let place = pos2(x + 4.0, rect.bottom() - 2.0);
        painter.text(place, egui::Align2::LEFT_BOTTOM, words, font, tone.egui());
    };
    let mut at = 0;
    while at <= last {
        let place = squeeze.place(at);
        if !squeeze.hides(at) && (from..=to).contains(&place) {
            let x = x_of(place);
            painter.vline(x, rect.y_range(), (1.0, colour::LINE.egui()));
            // The last label would run over the edge.
            if x + 36.0 < rect.right() {
                say(
                    x,
                    clock_of(model.lore.start, SimTime(at))[..5].to_owned(),
                    colour::TEXT3,
                );
            }
        }
        at += step;
    }
    let mut free = f32::NEG_INFINITY;
    for (place, long) in squeeze.gaps() {
        let x = x_of(place);
        for slant in [-3.0, 3.0] {
            painter.line_segment(
                [
                    pos2(x + slant + 5.0, rect.top() + 8.0),
                    pos2(x + slant - 5.0, rect.bottom() - 20.0),
                ],
                (1.0, colour::LINE_STRONG.egui()),
            );
        }
        let minutes = long / 60_000;
        let words = match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes} min"),
            (hours, minutes) => format!("{hours} h {minutes}"),
        };
        // Two breaks side by side share one label.
        if x - 24.0 > free {
            say(x - 24.0, words, colour::TEXT3);
            free = x + 30.0;
        }
    }
}

fn zoom(ui: &Ui, response: &egui::Response, rect: Rect, local: &mut HotWashLocal, end: u64) {
    let (from, to) = local.zoom.unwrap_or((0, end));
    let width = (to - from).max(1) as f64;
    let mut next = (from as f64, to as f64);
    if response.dragged() {
        let by = f64::from(-response.drag_delta().x / rect.width().max(1.0)) * width;
        next = (next.0 + by, next.1 + by);
    }
    if let Some(pointer) = response.hover_pos() {
        let turned = ui.input(|input| f64::from(input.smooth_scroll_delta().y));
        if turned != 0.0 {
            let pivot =
                next.0 + f64::from((pointer.x - rect.left()) / rect.width().max(1.0)) * width;
            let factor = (1.0 - turned * 0.004).clamp(0.5, 2.0);
            next = (
                pivot - (pivot - next.0) * factor,
                pivot + (next.1 - pivot) * factor,
            );
        }
    }
    let span = (next.1 - next.0).clamp(60_000.0, end as f64);
    let start = next.0.clamp(0.0, end as f64 - span);
    let whole = span >= end as f64 - 1.0;
    local.zoom = (!whole).then_some((start as u64, (start + span) as u64));
}
