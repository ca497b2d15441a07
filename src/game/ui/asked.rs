//! What is asked of a seat, on paper, and the role card under it.

use egui::{Rect, ScrollArea, Ui};

use super::forms::MoveForm;
use super::intent::Intent;
use super::kit::{Ink, KeyButton, Look, body, heading, heading_ui, inside, mmss, small};
use super::seat::{SeatLocal, SeatModel};
use crate::engine::{Command, Move, Play};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::model::SimTime;
use crate::scenario::MoveKind;
use crate::view::{AskView, OrderView};

pub(super) fn asked_ui(
    ui: &mut Ui,
    model: &SeatModel<'_>,
    local: &mut SeatLocal,
    out: &mut Vec<Intent>,
) {
    let view = model.view;
    let waits = view.asked.len() + view.orders.len();
    let counts = if waits == 0 {
        "nothing waits for you".to_owned()
    } else {
        format!("{waits} for you")
    };
    heading_ui(ui, "Asked of you", &counts, "");
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                super::kit::column_ui(ui, console::PAD, |ui| {
                    // One thing is lit: what has waited longest. The rest is listed.
                    for (index, ask) in view.asked.iter().enumerate() {
                        ask_ui(ui, model, local, ask, index == 0);
                    }
                    for order in &view.orders {
                        order_ui(ui, model, order, view.asked.is_empty(), out);
                    }
                    card_ui(ui, model, local);
                });
            });
    });
}

fn ask_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal, ask: &AskView, lit: bool) {
    sheet_ui(ui, lit, |ui, ink, second| {
        let since = model.view.common.now.since(ask.at);
        let held = ask.held_until.as_ref().map_or_else(String::new, |until| {
            format!(", asked to wait until {until}")
        });
        ui.label(small(
            format!("{} · {} ago{held}", ask.from, mmss(since)),
            second,
        ));
        ui.add_space(2.0);
        let font = if lit {
            Weight::Regular.at(17.0)
        } else {
            Weight::Regular.at(console::BODY)
        };
        let words = if ask.text.is_empty() {
            ask.topics.join(", ")
        } else {
            ask.text.clone()
        };
        ui.label(egui::RichText::new(words).font(font).color(ink.colour()));
        ui.add_space(8.0);
        ui.push_id(ask.ask, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let (first, plain) = if lit {
                    (Look::Ink, Look::Paper)
                } else {
                    (Look::Plain, Look::Plain)
                };
                let reply = |kind| MoveForm::reply(kind, ask.seat, ask.channel, ask.message);
                if KeyButton::new("Answer", "").look(first).show(ui).clicked() {
                    let mut form = reply(MoveKind::Tell);
                    form.facts.clone_from(&ask.answers);
                    local.form = Some(form);
                }
                if KeyButton::new("Back by …", "")
                    .look(plain)
                    .show(ui)
                    .clicked()
                {
                    let mut form = reply(MoveKind::Acknowledge);
                    let soon = model.view.common.now + crate::model::Span::minutes(3);
                    let clock = model
                        .view
                        .common
                        .clock_start
                        .plus(soon.since(SimTime::ZERO));
                    form.time = clock.to_string();
                    local.form = Some(form);
                }
            });
        });
    });
}

fn order_ui(
    ui: &mut Ui,
    model: &SeatModel<'_>,
    order: &OrderView,
    lit: bool,
    out: &mut Vec<Intent>,
) {
    sheet_ui(ui, lit, |ui, ink, second| {
        let by = order
            .by
            .as_ref()
            .map_or_else(String::new, |by| format!(", by {by}"));
        ui.label(small(format!("{} orders{by}", order.from), second));
        ui.label(body(order.text.as_str(), ink));
        ui.add_space(8.0);
        let play = Play {
            reply_to: Some(order.message),
            ..Play::new(Move::Acknowledge { back_by: None })
        };
        let command = Command::Play(play);
        let refused = (model.check)(&command).err().map(|refusal| refusal.why);
        if KeyButton::new("I have it", "")
            .look(if lit { Look::Ink } else { Look::Plain })
            .refused(refused)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Command(command));
        }
    });
}

fn card_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal) {
    let Some(card) = &model.view.card else {
        ui.label(body(
            "You have no seat yet. The host deals the roles.",
            Ink::Second,
        ));
        return;
    };
    ui.add_space(8.0);
    ui.label(heading(card.title.as_str(), Ink::Text));
    ui.label(small(
        format!("{} · nothing on this card is secret", card.character),
        Ink::Third,
    ));
    ui.add_space(6.0);
    ui.label(body(card.brief.as_str(), Ink::Text));
    ui.add_space(6.0);
    let mut part = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            ui.label(small(title, Ink::Second));
            for line in lines {
                ui.label(body(line, Ink::Text));
            }
            ui.add_space(6.0);
        }
    };
    part("What you want", card.goals.clone());
    part("What normal looks like", vec![card.normal.clone()]);
    part(
        "What you may decide",
        card.decides.iter().map(|&line| line.to_owned()).collect(),
    );
    part("What you answer for", card.answers_for.clone());
    if !card.facts.is_empty() {
        ui.label(small("What you know", Ink::Second));
        ui.add_space(2.0);
    }
    for fact in &card.facts {
        ui.push_id(fact.id, |ui| {
            let words = ui.label(body(
                fact.line.as_str(),
                if fact.told { Ink::Third } else { Ink::Text },
            ));
            if fact.told {
                words.on_hover_text("The war room has been told.");
            } else if KeyButton::new("Tell", "").height(24.0).show(ui).clicked() {
                let mut form = MoveForm::new(MoveKind::Tell);
                form.facts.push(fact.id);
                local.form = Some(form);
            }
        });
        ui.add_space(4.0);
    }
}

/// A sheet that somebody waits behind; the first of them is paper.
fn sheet_ui(ui: &mut Ui, lit: bool, add: impl FnOnce(&mut Ui, Ink, Ink)) {
    let (ground, ink, second) = if lit {
        (colour::PAPER, Ink::Paper, Ink::Paper2)
    } else {
        (colour::RAISED, Ink::Text, Ink::Second)
    };
    let frame = egui::Frame::NONE
        .fill(ground.egui())
        .inner_margin(12)
        .corner_radius(console::CORNER_LIT);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui, ink, second);
    });
    ui.add_space(8.0);
}
