//! The talk as somebody at their own desk reads it: every message whole, in
//! the order in which it came, the newest at the foot.

use egui::{Rect, Response, ScrollArea, Sense, Ui, pos2, vec2};

use super::console::{Said, tag_of};
use super::kit::{Ink, body, clock_of, portrait, portrait_in, small, spans};
use super::lore::Lore;
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::view::{Item, Line, SeatView, Tone};

/// Messages that are laid out; older ones are in the journal.
const SHOWN: usize = 200;
/// Left edge of the words, beside the portrait.
const INDENT: f32 = 52.0;

/// Shows the talk; gives back the line that was pressed, to be answered.
pub(super) fn talk_ui<'a>(
    ui: &mut Ui,
    journal: &'a [Item],
    seats: &[SeatView],
    lore: &Lore,
) -> Option<&'a Item> {
    let mut pressed = None;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .stick_to_bottom(true)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(8.0);
            if journal.is_empty() {
                ui.horizontal(|ui| {
                    ui.add_space(console::PAD);
                    ui.label(body("Nobody has spoken yet.", Ink::Third));
                });
            }
            let first = journal.len().saturating_sub(SHOWN);
            for item in &journal[first..] {
                let response = match &item.line {
                    Line::Message { .. } => message_ui(ui, item, seats, lore),
                    Line::Notice { text, tone } => notice_ui(ui, item, text, *tone, lore),
                };
                if response.is_some_and(|response| response.clicked()) {
                    pressed = Some(item);
                }
            }
            ui.add_space(8.0);
        });
    pressed
}

fn message_ui(ui: &mut Ui, item: &Item, seats: &[SeatView], lore: &Lore) -> Option<Response> {
    let Line::Message {
        from,
        channel,
        text,
        spoken,
        ..
    } = &item.line
    else {
        return None;
    };
    let said = Said::of(item, lore)?;
    let width = ui.available_width();
    let font = Weight::Regular.at(console::HEADING);
    let wrap = (width - INDENT - console::PAD).max(80.0);
    let galley = ui
        .painter()
        .layout(text.clone(), font, Ink::Text.colour(), wrap);
    let size = vec2(width, galley.size().y + 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let words = format!("{} {} {}: {text}", said.who, said.verb, said.whom);
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, words)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, colour::RAISED.egui());
    }
    if let Some(seat) = from
        .seat
        .and_then(|id| seats.iter().find(|seat| seat.id == id))
    {
        let square = Rect::from_min_size(rect.min + vec2(console::PAD, 6.0), vec2(24.0, 24.0));
        portrait_in(ui, square, 24.0, portrait(seat), 1.0);
    }
    let verb = format!(" {} ", said.verb);
    let head = ui.painter().layout_job(spans(
        console::SMALL,
        &[
            (&said.who, Weight::SemiBold, Ink::Second),
            (&verb, Weight::Regular, Ink::Third),
            (&said.whom, Weight::Regular, Ink::Second),
        ],
    ));
    let left = rect.left() + INDENT;
    ui.painter()
        .galley(pos2(left, rect.top() + 4.0), head, Ink::Second.colour());
    let tag = tag_of(*channel, *spoken, lore);
    let clock = clock_of(lore.start, item.at);
    let right = if tag.is_empty() {
        clock
    } else {
        format!("{tag} · {clock}")
    };
    ui.painter().text(
        pos2(rect.right() - console::PAD, rect.top() + 4.0),
        egui::Align2::RIGHT_TOP,
        right,
        Weight::Regular.at(console::SMALL),
        Ink::Third.colour(),
    );
    ui.painter()
        .galley(pos2(left, rect.top() + 20.0), galley, Ink::Text.colour());
    Some(response)
}

/// Something that happened: one quiet line between the messages.
fn notice_ui(ui: &mut Ui, item: &Item, text: &str, tone: Tone, lore: &Lore) -> Option<Response> {
    let ink = match tone {
        Tone::Late | Tone::Bad => Ink::Severity(2),
        Tone::Good => Ink::Ok,
        Tone::Plain | Tone::Book => Ink::Third,
    };
    ui.horizontal_wrapped(|ui| {
        ui.add_space(INDENT);
        ui.label(small(
            format!("{}  {text}", clock_of(lore.start, item.at)),
            ink,
        ));
    });
    ui.add_space(6.0);
    None
}
