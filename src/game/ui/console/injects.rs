//! The MSEL along its spine: what was released, now, what is due (the one
//! sheet of paper), what waits, and what is armed.

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::{ConsoleLocal, ConsoleModel, Dialog, in_play};
use crate::engine::HostVerb;
use crate::game::draw::State;
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, Look, Slot, body, fit_row, heading_ui, icon, inside, mmss, portrait,
    portrait_in, quoted, row, small, small_bold,
};
use crate::model::{InjectId, Span};
use crate::view::{ExpectationStage, InjectState, InjectView};

/// Where the spine runs, from the panel's left edge.
const SPINE: f32 = 24.0;
/// What falls due within this is lit.
const SOON: Span = Span::minutes(5);
/// Where words begin.
const WORDS: f32 = 40.0;

pub(super) fn injects_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    let injects = &model.view.injects;
    let of = |state: InjectState| injects.iter().filter(move |inject| inject.state == state);
    let lit = local
        .inject
        .and_then(|id| {
            injects
                .iter()
                .find(|inject| inject.id == id && waits(inject))
        })
        .or_else(|| model.due().filter(|inject| soon(model, inject)));
    let counts = format!(
        "{} released · {} waiting · {} armed",
        of(InjectState::Released).count(),
        of(InjectState::Waiting).count() + of(InjectState::Conditional).count(),
        of(InjectState::Armed).count(),
    );
    heading_ui(ui, "Injects", &counts, "");
    let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - 56.0), whole.max);
    let list = Rect::from_min_max(
        pos2(whole.left(), ui.cursor().top()),
        pos2(whole.right(), foot.top()),
    );
    inside(ui, list, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if injects.is_empty() {
                ui.add_space(8.0);
                empty_ui(ui, "This scenario has no injects. Improvise one with I.");
                return;
            }
            let spine = ui.painter().add(egui::Shape::Noop);
            let top = ui.cursor().top() + 8.0;
            for inject in of(InjectState::Released) {
                released_ui(ui, model, inject);
            }
            if in_play(model) {
                let now = now_ui(ui, model);
                // A new release moves the list along; the host's own scrolling stays otherwise.
                let count = of(InjectState::Released).count();
                if local.released != count {
                    local.released = count;
                    ui.scroll_to_rect(now, Some(egui::Align::Center));
                }
            }
            if let Some(inject) = lit {
                lit_ui(ui, model, inject, out);
            }
            let ahead = of(InjectState::Waiting).chain(of(InjectState::Conditional));
            for inject in ahead.filter(|inject| lit.is_none_or(|lit| lit.id != inject.id)) {
                ahead_ui(ui, model, local, inject);
            }
            let mut armed = of(InjectState::Armed).peekable();
            if armed.peek().is_some() {
                let (mut slot, _) = row(ui, 28.0, Sense::hover());
                slot.0.min.x += WORDS;
                slot.rest(
                    ui,
                    small_bold(
                        "Armed, released only if the move does not come",
                        Ink::Second,
                    ),
                );
            }
            for inject in armed.filter(|inject| lit.is_none_or(|lit| lit.id != inject.id)) {
                ahead_ui(ui, model, local, inject);
            }
            for inject in of(InjectState::Cancelled) {
                cancelled_ui(ui, inject);
            }
            let line = Rect::from_min_max(
                pos2(whole.left() + SPINE - 1.0, top),
                pos2(whole.left() + SPINE + 1.0, ui.cursor().top() - 8.0),
            );
            ui.painter().set(
                spine,
                egui::Shape::rect_filled(line, 0, colour::LINE.egui()),
            );
            ui.add_space(8.0);
        });
    });
    foot_ui(ui, foot, model, local);
}

/// Only what falls due within minutes is lit: light is attention.
pub(super) fn soon(model: &ConsoleModel<'_>, inject: &InjectView) -> bool {
    inject
        .at
        .is_some_and(|at| at.since(model.view.table.common.now) <= SOON)
}

fn waits(inject: &InjectView) -> bool {
    matches!(
        inject.state,
        InjectState::Waiting | InjectState::Conditional | InjectState::Armed
    )
}

fn empty_ui(ui: &mut Ui, words: &str) {
    let (mut slot, _) = row(ui, 40.0, Sense::hover());
    slot.0.min.x += console::PAD;
    slot.rest(ui, body(words, Ink::Second));
}

/// Cuts a block of two lines: the mark's square on the spine, and both lines.
fn block(ui: &mut Ui, height: f32, sense: Sense) -> (Rect, Slot, Slot, egui::Response) {
    let (slot, response) = row(ui, height, sense);
    let rect = slot.0;
    let mark = Rect::from_center_size(
        pos2(rect.left() + SPINE, rect.top() + 13.0),
        vec2(16.0, 16.0),
    );
    let left = rect.left() + WORDS;
    let right = rect.right() - console::PAD;
    let upper = Rect::from_min_max(pos2(left, rect.top() + 4.0), pos2(right, rect.top() + 21.0));
    let lower = Rect::from_min_max(
        pos2(left, rect.top() + 20.0),
        pos2(right, rect.top() + 41.0),
    );
    (mark, Slot(upper), Slot(lower), response)
}

fn words_of(inject: &InjectView) -> &str {
    if inject.title.is_empty() {
        &inject.text
    } else {
        &inject.title
    }
}

/// How its expectations stand, in a mark and a few words: the worst first.
fn outcome(model: &ConsoleModel<'_>, inject: InjectId) -> Option<(State, String, Ink)> {
    let now = model.view.table.common.now;
    let mut mine = model
        .view
        .expectations
        .iter()
        .filter(|expected| expected.inject == inject)
        .peekable();
    mine.peek()?;
    let worst = mine.min_by_key(|expected| expected.state)?;
    Some(match worst.state {
        ExpectationStage::Missed => (State::Missed, "missed".to_owned(), Ink::Severity(1)),
        ExpectationStage::Open => {
            let left = worst.due.map_or(Span::ZERO, |due| due.since(now));
            (State::Open, format!("{} left", mmss(left)), Ink::Second)
        }
        ExpectationStage::Met => (State::Met, "met".to_owned(), Ink::Second),
    })
}

fn released_ui(ui: &mut Ui, model: &ConsoleModel<'_>, inject: &InjectView) {
    let (mark, mut upper, lower, response) = block(ui, 48.0, Sense::hover());
    icon(ui, mark, 16.0, State::Sent);
    upper.cell(ui, 50.0, small(inject.when.as_str(), Ink::Third));
    if let Some((state, words, ink)) = outcome(model, inject.id) {
        upper.words_right(ui, small(words, ink));
        upper.0.max.x += 4.0;
        let at = upper.right(12.0);
        icon(ui, at, 12.0, state);
    }
    sender_ui(ui, model, &mut upper, inject, Ink::Second);
    lower.rest(ui, body(words_of(inject), Ink::Second));
    hover(response, inject);
}

fn sender_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    slot: &mut Slot,
    inject: &InjectView,
    ink: Ink,
) {
    if let Some(seat) = inject.seat.and_then(|seat| model.seat(seat)) {
        let at = slot.left(14.0);
        slot.0.min.x -= 4.0;
        portrait_in(ui, at, 14.0, portrait(seat), 1.0);
    }
    slot.rest(ui, small(inject.from.as_str(), ink));
}

fn hover(response: egui::Response, inject: &InjectView) {
    if !inject.text.is_empty() {
        response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            ui.label(body(quoted(&inject.text), Ink::Text));
            if let Some(objective) = &inject.objective {
                ui.label(small(format!("aim: {objective}"), Ink::Second));
            }
        });
    }
}

fn now_ui(ui: &mut Ui, model: &ConsoleModel<'_>) -> Rect {
    let (slot, _) = row(ui, 24.0, Sense::hover());
    let rect = slot.0;
    let words = format!("now {}", model.view.table.common.clock);
    let width = Weight::SemiBold.width(&words, console::SMALL);
    let y = rect.center().y;
    let stroke = (2.0, colour::LAMP.egui());
    ui.painter()
        .hline(rect.left()..=rect.left() + 32.0, y, stroke);
    let cell = Rect::from_min_max(
        pos2(rect.left() + 40.0, rect.top()),
        pos2(rect.left() + 44.0 + width, rect.bottom()),
    );
    Slot(cell).rest(ui, small_bold(words, Ink::Lamp));
    ui.painter()
        .hline(cell.right() + 6.0..=rect.right(), y, stroke);
    rect
}

/// The one lit thing.
fn lit_ui(ui: &mut Ui, model: &ConsoleModel<'_>, inject: &InjectView, out: &mut Vec<Intent>) {
    let common = &model.view.table.common;
    ui.add_space(6.0);
    let width = ui.available_width();
    let left = ui.cursor().left();
    let shape = ui.painter().add(egui::Shape::Noop);
    let top = ui.cursor().top();
    let inner = Rect::from_min_max(
        pos2(left + WORDS + 12.0, top + 10.0),
        pos2(left + width - console::PAD - 12.0, f32::INFINITY),
    );
    let mut card = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inner)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    card.spacing_mut().item_spacing.y = 0.0;
    let lore = model.lore.injects.get(&inject.id);
    let due = match inject.at {
        Some(at) if at > common.now => format!("due in {}", mmss(at.since(common.now))),
        Some(_) => "due now".to_owned(),
        None => "by your hand".to_owned(),
    };
    let (mut head, _) = row(&mut card, 24.0, Sense::hover());
    let to = lore.map_or_else(String::new, |lore| {
        format!(" · {} · {}", lore.medium, lore.to)
    });
    head.words(
        &mut card,
        egui::RichText::new(due)
            .font(Weight::SemiBold.at(20.0))
            .color(Ink::Paper.colour()),
    );
    head.words_right(
        &mut card,
        small(format!("{}{to}", inject.when), Ink::Paper2),
    );
    card.add_space(4.0);
    let words = if inject.text.is_empty() {
        inject.title.clone()
    } else {
        quoted(&inject.text)
    };
    let said = egui::RichText::new(cut_words(&words, 150))
        .font(Weight::Regular.at(15.0))
        .color(Ink::Paper.colour());
    card.add(egui::Label::new(said).wrap().selectable(false));
    card.add_space(2.0);
    let expects = lore.and_then(|lore| lore.expects.first());
    let aim = inject.objective.as_deref().map(|aim| format!("aim: {aim}"));
    let expects =
        expects.map(|(text, within)| format!("expects “{text}” within {}", mmss(*within)));
    for line in [expects, aim].into_iter().flatten() {
        card.add(
            egui::Label::new(small(line, Ink::Paper2))
                .truncate()
                .selectable(false),
        );
    }
    card.add_space(10.0);
    let keyed = card.available_width() > 290.0;
    card.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (label, key, look, verb) in verbs(inject.id) {
            let refused = model.refused(&verb);
            let cap = if keyed { key } else { "" };
            if KeyButton::new(label, cap)
                .tight()
                .look(look)
                .refused(refused)
                .show(ui)
                .clicked()
            {
                out.push(Intent::Host(verb));
            }
        }
    });
    let bottom = card.min_rect().bottom() + 12.0;
    let paper = Rect::from_min_max(
        pos2(left + WORDS, top),
        pos2(left + width - console::PAD, bottom),
    );
    ui.painter().set(
        shape,
        egui::Shape::rect_filled(paper, console::CORNER_LIT, colour::PAPER.egui()),
    );
    let mark = Rect::from_center_size(pos2(left + SPINE, top + 20.0), vec2(16.0, 16.0));
    icon(
        ui,
        mark,
        16.0,
        if inject.state == InjectState::Armed {
            State::Fires
        } else {
            State::Due
        },
    );
    ui.allocate_rect(
        Rect::from_min_max(pos2(left, top), pos2(left + width, bottom)),
        Sense::hover(),
    );
    ui.add_space(8.0);
}

/// At most so many letters; the rest is in the journal once it is said.
fn cut_words(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …”", cut[..end].trim_end_matches(['.', ',', ';']))
}

/// What can be done with an inject, with its keys.
pub(super) fn verbs(inject: InjectId) -> [(&'static str, &'static str, Look, HostVerb); 3] {
    [
        ("Release", "R", Look::Ink, HostVerb::Release { inject }),
        (
            "Delay 1 min",
            "D",
            Look::Paper,
            HostVerb::Delay {
                inject,
                by: Span::minutes(1),
            },
        ),
        ("Cancel", "X", Look::Paper, HostVerb::Cancel { inject }),
    ]
}

fn ahead_ui(ui: &mut Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal, inject: &InjectView) {
    let (mark, mut upper, lower, response) = block(ui, 45.0, Sense::click());
    let armed = inject.state == InjectState::Armed;
    if response.hovered() {
        ui.painter()
            .rect_filled(response.rect, 0, colour::STRIPE.egui());
    }
    icon(
        ui,
        mark,
        16.0,
        if armed { State::Armed } else { State::Waiting },
    );
    match inject.at {
        Some(_) => {
            upper.cell(ui, 66.0, small(inject.when.as_str(), Ink::Second));
            sender_ui(ui, model, &mut upper, inject, Ink::Third);
        }
        None => {
            if !armed {
                upper.words_right(ui, small(inject.from.as_str(), Ink::Third));
            }
            upper.rest(
                ui,
                small(
                    inject.when.as_str(),
                    if armed { Ink::Third } else { Ink::Second },
                ),
            );
        }
    }
    lower.rest(ui, body(words_of(inject), Ink::Text));
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::WidgetType::Button,
            true,
            format!("Take up {}", words_of(inject)),
        )
    });
    if response.clicked() {
        local.inject = if local.inject == Some(inject.id) {
            None
        } else {
            Some(inject.id)
        };
    }
    hover(response, inject);
}

fn cancelled_ui(ui: &mut Ui, inject: &InjectView) {
    let (mark, mut upper, lower, _) = block(ui, 45.0, Sense::hover());
    icon(ui, mark, 16.0, State::Waiting);
    upper.words(ui, small("cancelled", Ink::Third));
    lower.rest(ui, body(words_of(inject), Ink::Third).strikethrough());
}

fn foot_ui(ui: &mut Ui, foot: Rect, model: &ConsoleModel<'_>, local: &mut ConsoleLocal) {
    let y = ui.painter().round_to_pixel_center(foot.top());
    ui.painter()
        .hline(foot.x_range(), y, (1.0, colour::LINE.egui()));
    let inner = foot.shrink2(vec2(console::PAD, 12.0));
    let buttons = [
        ("Improvise", "I", false),
        ("Speak as", "S", false),
        ("Adjudicate", "J", false),
    ];
    let fitted = fit_row(inner.width(), 6.0, &buttons);
    let keyed = fitted.is_some();
    let widths = fitted.unwrap_or_else(|| vec![((inner.width() - 12.0) / 3.0).floor(); 3]);
    inside(ui, inner, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let refused = (!in_play(model)).then(|| "That is for the time of play.".to_owned());
            for ((label, key, _), width) in buttons.into_iter().zip(widths) {
                let cap = if keyed { key } else { "" };
                if KeyButton::new(label, cap)
                    .width(width)
                    .refused(refused.clone())
                    .show(ui)
                    .clicked()
                {
                    local.dialog = Dialog::by_key(key, model, None);
                }
            }
        });
    });
}
