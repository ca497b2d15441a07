//! The start screen: scenarios as cards, rooms to take up again, and what is
//! wrong with scenarios that do not load.

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::intent::Intent;
use super::kit::{
    Ink, KeyButton, Slot, at_right, body, bold, heading, inside, light, plural, row, small,
};
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::Name;
use crate::scenario::{Difficulty, Head};

/// A card on the start screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioCard {
    /// What is sent.
    pub id: Name,
    /// Shown large.
    pub title: String,
    /// The situation in a sentence or two.
    pub summary: String,
    /// Minutes of play.
    pub minutes: u32,
    /// Fewest and most players.
    pub players: (u8, u8),
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What it trains.
    pub objectives: Vec<String>,
    /// The handbook section it teaches.
    pub handbook: String,
}

impl ScenarioCard {
    /// From a scenario's head; `text` fills in the host's own words for terms.
    #[must_use]
    pub fn of(head: &Head) -> Self {
        Self {
            id: head.id,
            title: head.title.clone(),
            summary: head.summary.clone(),
            minutes: head.minutes,
            players: (head.players.min, head.players.max),
            difficulty: head.difficulty,
            objectives: head
                .objectives
                .iter()
                .map(|objective| objective.text.clone())
                .collect(),
            handbook: head.handbook.clone(),
        }
    }

    /// Where it lies among the others: a first exercise first, then in the
    /// order of the handbook, whose exercises are numbered before what it only
    /// names; then the shorter.
    fn place(&self) -> impl Ord + use<> {
        let words = self.handbook.split(|c: char| !c.is_alphanumeric());
        let number: Option<u32> = words.filter_map(|word| word.parse().ok()).next();
        (
            self.difficulty != Difficulty::Introductory,
            number.unwrap_or(u32::MAX),
            self.handbook.clone(),
            self.minutes,
            self.title.clone(),
        )
    }

    /// Lays cards in the order in which people should meet them.
    #[must_use]
    pub fn laid_out(cards: impl Iterator<Item = Self>) -> Vec<Self> {
        let mut cards: Vec<Self> = cards.collect();
        cards.sort_by_cached_key(Self::place);
        cards
    }
}

/// A room that was left.
#[derive(Clone, Debug, PartialEq)]
pub struct RecentRoom {
    /// Its code.
    pub code: String,
    /// The scenario's title.
    pub title: String,
    /// How far it came, and when: "02:11, yesterday".
    pub left: String,
}

/// What is wrong with a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Everything that the start screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartModel {
    /// Scenarios that load.
    pub scenarios: Vec<ScenarioCard>,
    /// Rooms to take up again, the latest first.
    pub recent: Vec<RecentRoom>,
    /// Scenarios that do not load.
    pub troubles: Vec<Trouble>,
    /// Where scenarios are looked for.
    pub folder: String,
    /// A room is being opened, or why it could not be.
    pub opening: Option<Result<String, String>>,
}

/// Choices that are not sent yet.
#[derive(Debug, Default)]
pub struct StartLocal {
    /// Host the next table as a certification.
    pub certification: bool,
    /// Scrolls so far down with the next frame, in points.
    pub scroll: Option<f32>,
}

/// Shows the start screen.
pub fn start_ui(ui: &mut Ui, model: &StartModel, local: &mut StartLocal, out: &mut Vec<Intent>) {
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0, colour::ROOM.egui());
    let width = (window.width() - 80.0).min(1160.0);
    let middle = Rect::from_center_size(window.center(), vec2(width, window.height()));
    // The whole window scrolls, so that its bar stands at the window's edge and
    // never on the cards.
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(down) = local.scroll.take() {
        area = area.vertical_scroll_offset(down);
    }
    area.show(ui, |ui| {
        let column = Rect::from_min_max(
            pos2(middle.left(), ui.cursor().top()),
            pos2(
                middle.right(),
                ui.max_rect().bottom().max(ui.cursor().top()),
            ),
        );
        ui.scope_builder(egui::UiBuilder::new().max_rect(column), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(32.0);
            head_ui(ui, out);
            ui.add_space(24.0);
            match &model.opening {
                Some(Ok(words)) => {
                    ui.label(body(words.as_str(), Ink::Lamp));
                    ui.add_space(16.0);
                }
                Some(Err(why)) => {
                    ui.label(body(format!("Not opened: {why}"), Ink::Severity(2)));
                    ui.add_space(16.0);
                }
                None => {}
            }
            recent_ui(ui, model, out);
            cards_ui(ui, model, local, out);
            troubles_ui(ui, model, out);
            ui.add_space(32.0);
        });
    });
}

fn head_ui(ui: &mut Ui, out: &mut Vec<Intent>) {
    let (mut slot, _) = row(ui, 48.0, Sense::hover());
    let quit = slot.right(76.0);
    at_right(ui, quit, |ui| {
        if KeyButton::new("Quit", "").show(ui).clicked() {
            out.push(Intent::Quit);
        }
    });
    slot.words(ui, light("warroom", 32.0, Ink::Text));
    slot.rest(
        ui,
        body(
            "Practise commanding an incident before the next one.",
            Ink::Second,
        ),
    );
}

fn recent_ui(ui: &mut Ui, model: &StartModel, out: &mut Vec<Intent>) {
    if model.recent.is_empty() {
        return;
    }
    ui.label(small("Rooms to take up again", Ink::Second));
    ui.add_space(4.0);
    for recent in model.recent.iter().take(4) {
        let (mut slot, _) = row(ui, 44.0, Sense::hover());
        ui.painter().rect_filled(
            slot.0.shrink2(vec2(0.0, 2.0)),
            console::CORNER,
            colour::PANEL.egui(),
        );
        slot.0 = slot.0.shrink2(vec2(16.0, 6.0));
        let button = slot.right(84.0);
        ui.push_id(&recent.code, |ui| {
            at_right(ui, button, |ui| {
                if KeyButton::new("Resume", "").show(ui).clicked() {
                    out.push(Intent::Resume {
                        room: recent.code.clone(),
                    });
                }
            });
        });
        slot.cell(ui, 64.0, bold(recent.code.as_str(), Ink::Text));
        slot.words(ui, body(recent.title.as_str(), Ink::Text));
        slot.rest(ui, small(recent.left.as_str(), Ink::Third));
    }
    ui.add_space(24.0);
}

fn cards_ui(ui: &mut Ui, model: &StartModel, local: &mut StartLocal, out: &mut Vec<Intent>) {
    if model.scenarios.is_empty() {
        ui.label(heading("No scenario loads.", Ink::Text));
        ui.add_space(4.0);
        ui.label(body(
            format!(
                "Put a .ron file into {}, or start one with “warroom new”.",
                model.folder
            ),
            Ink::Second,
        ));
        ui.add_space(24.0);
        return;
    }
    let (mut slot, _) = row(ui, 40.0, Sense::hover());
    let toggle = slot.right(330.0);
    slot.words(ui, heading("Exercises", Ink::Text));
    slot.rest(
        ui,
        small(
            plural(model.scenarios.len(), "scenario", "scenarios"),
            Ink::Second,
        ),
    );
    at_right(ui, toggle, |ui| {
        ui.checkbox(
            &mut local.certification,
            body("Host as a certification: 1×, no live totals", Ink::Second),
        );
    });
    let columns = if ui.available_width() > 820.0 { 2 } else { 1 };
    let width = (ui.available_width() - 16.0 * (columns as f32 - 1.0)) / columns as f32;
    for pair in model.scenarios.chunks(columns) {
        let (slot, _) = row(ui, 336.0, Sense::hover());
        let mut x = slot.0.left();
        for card in pair {
            let rect = Rect::from_min_size(pos2(x, slot.0.top()), vec2(width, 320.0));
            ui.push_id(card.id, |ui| card_ui(ui, rect, card, local, out));
            x += width + 16.0;
        }
    }
}

fn card_ui(
    ui: &mut Ui,
    rect: Rect,
    card: &ScenarioCard,
    local: &StartLocal,
    out: &mut Vec<Intent>,
) {
    ui.painter()
        .rect_filled(rect, console::CORNER_LIT, colour::PANEL.egui());
    let inner = rect.shrink(20.0);
    let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 36.0), inner.max);
    let upper = Rect::from_min_max(inner.min, pos2(inner.right(), foot.top() - 12.0));
    inside(ui, upper, |ui| {
        let hard = match card.difficulty {
            Difficulty::Introductory => "a first exercise",
            Difficulty::Intermediate => "for somebody who has led one",
            Difficulty::Advanced => "for certification",
        };
        let (least, most) = card.players;
        ui.label(light(card.title.as_str(), 20.0, Ink::Text));
        ui.add_space(2.0);
        ui.label(small(
            format!("{} min · {least}–{most} players · {hard}", card.minutes),
            Ink::Lamp,
        ));
        ui.add_space(10.0);
        ui.label(body(card.summary.as_str(), Ink::Second));
        ui.add_space(10.0);
        for objective in card.objectives.iter().take(5) {
            let (slot, _) = row(ui, 20.0, Sense::hover());
            let mut slot = Slot(slot.0);
            let mark = slot.left(8.0);
            ui.painter()
                .circle_filled(mark.center(), 2.0, colour::TEXT3.egui());
            slot.rest(ui, body(objective.as_str(), Ink::Text));
        }
        ui.add_space(8.0);
        ui.add(
            egui::Label::new(small(format!("Handbook: {}", card.handbook), Ink::Third)).truncate(),
        );
    });
    inside(ui, foot, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if KeyButton::new("Host a table", "")
                .height(36.0)
                .strong()
                .show(ui)
                .clicked()
            {
                out.push(Intent::HostTable {
                    scenario: card.id,
                    certification: local.certification,
                });
            }
            if KeyButton::new("Practise alone", "")
                .height(36.0)
                .show(ui)
                .clicked()
            {
                out.push(Intent::PractiseAlone { scenario: card.id });
            }
        });
    });
}

fn troubles_ui(ui: &mut Ui, model: &StartModel, out: &mut Vec<Intent>) {
    if model.troubles.is_empty() {
        return;
    }
    ui.add_space(8.0);
    let (mut slot, _) = row(ui, 40.0, Sense::hover());
    let button = slot.right(100.0);
    slot.words(ui, heading("Scenarios that do not load", Ink::Text));
    at_right(ui, button, |ui| {
        if KeyButton::new("Read again", "").show(ui).clicked() {
            out.push(Intent::Reload);
        }
    });
    for trouble in model.troubles.iter().take(20) {
        ui.label(body(
            format!(
                "{}, line {}: {}",
                trouble.file, trouble.line, trouble.message
            ),
            Ink::Severity(2),
        ));
        if let Some(hint) = &trouble.hint {
            ui.label(small(hint.as_str(), Ink::Second));
        }
        ui.add_space(8.0);
    }
}
