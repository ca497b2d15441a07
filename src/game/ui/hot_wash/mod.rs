//! The hot wash: while it is fresh, moment by moment. Every point of the score
//! leads to its moment, and one key confirms or strikes what is in doubt. Beside
//! the moments: the gates of a certification, and what if.

mod gates;
mod strip;

use egui::{Key, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::console::{JournalRow, journal_row_ui};
use super::intent::{Intent, Screen};
use super::kit::{
    Ink, KeyButton, Look, body, bold, clock_of, heading, heading_ui, inside, light, portrait,
    portrait_in, row, small, tabs_ui,
};
use super::lore::Lore;
use super::model::{Check, EvidenceModel, ScoreModel, speaker};
use super::what_if::{Fork, WhatIfLocal, WhatIfModel, Wonder, what_if_ui};
use crate::engine::{HostVerb, ReviewVerb};
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::{CriterionId, Seq};
use crate::scoring::GateResult;
use crate::view::{CommonView, Item, Line, SeatView};

/// Everything that the hot wash shows.
#[derive(Clone, Copy)]
pub struct HotWashModel<'a> {
    /// The frame: title, ending.
    pub common: &'a CommonView,
    /// The seats.
    pub seats: &'a [SeatView],
    /// What happened, oldest first.
    pub journal: &'a [Item],
    /// The score with its evidence.
    pub score: &'a ScoreModel,
    /// How the gates came out; none where the scenario has none.
    pub gates: &'a [GateResult],
    /// Every decision, with what else could have been decided.
    pub forks: &'a [Fork],
    /// How the last "what if" stands.
    pub wonder: &'a Wonder,
    /// Channels and short names.
    pub lore: &'a Lore,
    /// The room's rule.
    pub check: Check<'a>,
}

/// What lies in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HotWashTab {
    /// What happened, line by line.
    #[default]
    Moments,
    /// The gates of a certification.
    Gates,
    /// Another decision, and what might have come of it.
    WhatIf,
}

/// Where the talk is.
#[derive(Debug, Default)]
pub struct HotWashLocal {
    /// What lies in the middle.
    pub tab: HotWashTab,
    /// The "what if" that is being asked.
    pub what_if: WhatIfLocal,
    /// The moment that is talked about.
    pub selected: Option<Seq>,
    /// Only this criterion's moments.
    pub criterion: Option<CriterionId>,
    /// The stretch that the strip shows, in milliseconds since STARTEX.
    pub zoom: Option<(u64, u64)>,
    jump: bool,
}

impl HotWashLocal {
    /// Goes to a moment.
    pub fn go(&mut self, of: Seq) {
        self.tab = HotWashTab::Moments;
        self.selected = Some(of);
        self.jump = true;
    }
}

/// Shows the hot wash.
pub fn hot_wash_ui(
    ui: &mut Ui,
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
    out: &mut Vec<Intent>,
) {
    keys(ui, model, local, out);
    let window = ui.max_rect();
    // ENDEX: the room comes up.
    ui.painter().rect_filled(window, 0, colour::LINE.egui());
    let right = (window.width() * 0.28).clamp(330.0, 440.0);
    let top = window.top() + 190.0;
    let upper = Rect::from_min_max(window.min, pos2(window.right(), top));
    let middle = Rect::from_min_max(
        pos2(window.left(), top + 1.0),
        pos2(window.right() - right - 1.0, window.bottom()),
    );
    let east = Rect::from_min_max(pos2(window.right() - right, top + 1.0), window.max);
    for rect in [upper, middle, east] {
        ui.painter().rect_filled(rect, 0, colour::ROOM_AFTER.egui());
    }
    ui.push_id("top", |ui| {
        inside(ui, upper, |ui| top_ui(ui, model, local, out))
    });
    ui.push_id("moments", |ui| {
        inside(ui, middle, |ui| middle_ui(ui, model, local, out))
    });
    ui.push_id("score", |ui| {
        inside(ui, east, |ui| score_ui(ui, model, local))
    });
}

fn doubtful<'a>(model: &HotWashModel<'a>) -> Vec<&'a EvidenceModel> {
    let open = |evidence: &&EvidenceModel| evidence.doubtful && evidence.settled.is_none();
    model.score.evidence.iter().filter(open).collect()
}

fn keys(ui: &Ui, model: &HotWashModel<'_>, local: &mut HotWashLocal, out: &mut Vec<Intent>) {
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    let (forward, back) = (pressed(Key::J), pressed(Key::K));
    if forward || back {
        step(model, local, forward);
    }
    for (key, counts) in [(Key::C, true), (Key::X, false)] {
        if pressed(key)
            && let Some(of) = local.selected
        {
            settle(model, local, of, counts, out);
        }
    }
    if pressed(Key::S)
        && let Some(of) = local.selected
    {
        out.push(Intent::Review(ReviewVerb::Star { of }));
    }
}

/// Confirms or strikes, and goes on to what is in doubt next.
fn settle(
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
    of: Seq,
    counts: bool,
    out: &mut Vec<Intent>,
) {
    out.push(Intent::Host(HostVerb::Confirm { of, counts }));
    if let Some(next) = doubtful(model)
        .into_iter()
        .find(|evidence| evidence.of > of)
    {
        local.go(next.of);
    }
}

/// To the next or last moment in doubt; without any, of those that points rest on.
fn step(model: &HotWashModel<'_>, local: &mut HotWashLocal, forward: bool) {
    let open = doubtful(model);
    let of = |evidence: &EvidenceModel| evidence.of;
    let mut moments: Vec<Seq> = if open.is_empty() {
        model.score.evidence.iter().map(of).collect()
    } else {
        open.into_iter().map(of).collect()
    };
    moments.sort_unstable();
    moments.dedup();
    let now = local.selected.unwrap_or(Seq(0));
    let next = if forward {
        moments.iter().find(|of| **of > now).or(moments.first())
    } else {
        moments
            .iter()
            .rev()
            .find(|of| **of < now)
            .or(moments.last())
    };
    if let Some(next) = next {
        local.go(*next);
    }
}

fn top_ui(ui: &mut Ui, model: &HotWashModel<'_>, local: &mut HotWashLocal, out: &mut Vec<Intent>) {
    let whole = ui.max_rect();
    let (mut slot, _) = row(ui, 56.0, Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 8.0));
    let buttons = slot.right(330.0);
    inside(ui, buttons, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let refused = (model.check)(&crate::engine::Command::Host(HostVerb::Review)).err();
            let look = if doubtful(model).is_empty() && refused.is_none() {
                Look::Lit
            } else {
                Look::Plain
            };
            let why = refused.map(|refusal| refusal.why);
            if KeyButton::new("On to the retrospective", "")
                .look(look)
                .refused(why)
                .show(ui)
                .clicked()
            {
                out.push(Intent::Host(HostVerb::Review));
                out.push(Intent::Navigate(Screen::Review));
            }
        });
    });
    slot.words(ui, light("Hot wash", 32.0, Ink::Text));
    slot.rest(
        ui,
        body(
            format!(
                "{}, while it is fresh. No blame: what did people see, and what did they know?",
                model.common.title
            ),
            Ink::Second,
        ),
    );
    super::kit::column_ui(ui, console::PAD, |ui| {
        if let Some((headline, text)) = &model.common.ending {
            ui.add(egui::Label::new(bold(headline.as_str(), Ink::Lamp)).truncate());
            ui.add(egui::Label::new(body(text.as_str(), Ink::Second)).truncate());
        } else {
            ui.label(body("The story was left open.", Ink::Second));
        }
    });
    let strip = Rect::from_min_max(
        pos2(whole.left() + 16.0, whole.bottom() - 78.0),
        pos2(whole.right() - 16.0, whole.bottom() - 8.0),
    );
    strip::strip_ui(ui, strip, model, local);
}

/// The tabs, and what lies under the one that is chosen.
fn middle_ui(
    ui: &mut Ui,
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
    out: &mut Vec<Intent>,
) {
    let mut tabs = vec![(HotWashTab::Moments, "Moments".to_owned())];
    if !model.gates.is_empty() {
        tabs.push((HotWashTab::Gates, "Gates".to_owned()));
    }
    tabs.push((HotWashTab::WhatIf, "What if".to_owned()));
    let mut right = tabs_ui(ui, &mut local.tab, &tabs);
    match local.tab {
        HotWashTab::Moments => {
            let counts = match doubtful(model).len() {
                0 => "nothing is in doubt".to_owned(),
                1 => "1 moment in doubt".to_owned(),
                count => format!("{count} moments in doubt"),
            };
            let keys = small("J next · K back · C counts · X strike · S star", Ink::Third);
            right.words_right(ui, keys);
            right.words_right(ui, small(counts, Ink::Second));
            moments_ui(ui, model, local, out);
        }
        HotWashTab::Gates => {
            right.words_right(ui, small(gates::counts(model.gates), Ink::Second));
            gates::gates_ui(ui, model.gates);
        }
        HotWashTab::WhatIf => {
            right.words_right(ui, small("the journal is not touched", Ink::Third));
            let what_if = WhatIfModel {
                forks: model.forks,
                wonder: model.wonder,
                ending: model
                    .common
                    .ending
                    .as_ref()
                    .map(|(title, _)| title.as_str()),
                total: (model.score.total.0, model.score.total.1),
                start: model.lore.start,
            };
            what_if_ui(ui, &what_if, &mut local.what_if, out);
        }
    }
}

fn moments_ui(
    ui: &mut Ui,
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    let foot = if local.selected.is_some() { 150.0 } else { 0.0 };
    let list = Rect::from_min_max(ui.cursor().min, pos2(whole.right(), whole.bottom() - foot));
    let wanted = |item: &&Item| match local.criterion {
        None => true,
        Some(criterion) => model
            .score
            .evidence
            .iter()
            .any(|evidence| evidence.of == item.seq && evidence.criterion == criterion),
    };
    let items: Vec<&Item> = played(model.journal).iter().filter(wanted).collect();
    let jump = std::mem::take(&mut local.jump);
    inside(ui, list, |ui| {
        if items.is_empty() {
            let (mut slot, _) = row(ui, 28.0, Sense::hover());
            slot.0.min.x += console::PAD;
            slot.rest(ui, body("No moment bears on this.", Ink::Third));
        }
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (index, item) in items.into_iter().enumerate() {
                    let marked = local.selected == Some(item.seq);
                    let look = JournalRow {
                        striped: index % 2 == 1,
                        marked,
                    };
                    let response = journal_row_ui(ui, item, model.seats, model.lore, look);
                    if marked && jump {
                        response.scroll_to_me(Some(egui::Align::Center));
                    }
                    if response.clicked() {
                        local.selected = Some(item.seq);
                    }
                }
            });
    });
    if let Some(of) = local.selected {
        let rect = Rect::from_min_max(pos2(whole.left(), list.bottom()), whole.max);
        ui.painter().rect_filled(rect, 0, colour::PANEL.egui());
        inside(ui, rect.shrink2(vec2(16.0, 10.0)), |ui| {
            moment_ui(ui, model, local, of, out)
        });
    }
}

/// The journal from STARTEX on: who came and sat down is no moment.
fn played(journal: &[Item]) -> &[Item] {
    let begins = |item: &Item| matches!(&item.line, Line::Notice { text, .. } if text.starts_with("STARTEX"));
    &journal[journal.iter().position(begins).unwrap_or(0)..]
}

/// What a moment is worth, and what is asked about it.
fn moment_ui(
    ui: &mut Ui,
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
    of: Seq,
    out: &mut Vec<Intent>,
) {
    let Some(item) = model.journal.iter().find(|item| item.seq == of) else {
        return;
    };
    let evidence: Vec<&EvidenceModel> = model
        .score
        .evidence
        .iter()
        .filter(|evidence| evidence.of == of)
        .collect();
    let (mut slot, _) = row(ui, 24.0, Sense::hover());
    let mark = slot.left(18.0);
    if let Some(seat) =
        speaker(item).and_then(|seat| model.seats.iter().find(|view| view.id == seat))
    {
        portrait_in(ui, mark, 18.0, portrait(seat), 1.0);
    }
    let text = match &item.line {
        Line::Message { text, .. } | Line::Notice { text, .. } => text.as_str(),
    };
    slot.cell(
        ui,
        60.0,
        body(clock_of(model.lore.start, item.at), Ink::Second),
    );
    slot.rest(ui, heading(text, Ink::Text));
    if evidence.is_empty() {
        ui.label(small("No points rest on this moment.", Ink::Third));
    }
    for one in evidence.iter().take(3) {
        let state = match (one.doubtful, one.settled) {
            (_, Some(true)) => "  confirmed",
            (_, Some(false)) => "  struck",
            (true, None) => "  in doubt: did it happen so?",
            (false, None) => "",
        };
        ui.add(egui::Label::new(body(format!("{}{state}", one.text), Ink::Second)).truncate());
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let open = evidence
            .iter()
            .any(|one| one.doubtful && one.settled.is_none());
        let look = if open { Look::Lit } else { Look::Plain };
        if KeyButton::new("It counts", "C")
            .look(look)
            .show(ui)
            .clicked()
        {
            settle(model, local, of, true, out);
        }
        if KeyButton::new("Strike it", "X").show(ui).clicked() {
            settle(model, local, of, false, out);
        }
        if KeyButton::new("Star", "S").show(ui).clicked() {
            out.push(Intent::Review(ReviewVerb::Star { of }));
        }
        if KeyButton::new("Next", "J").show(ui).clicked() {
            step(model, local, true);
        }
    });
}

fn score_ui(ui: &mut Ui, model: &HotWashModel<'_>, local: &mut HotWashLocal) {
    let (low, high, _) = model.score.total;
    let total = match model.score.unscored {
        true => String::new(),
        false => format!("{} of 100", super::console::range(low, high)),
    };
    heading_ui(
        ui,
        "Score",
        &total,
        if local.criterion.is_some() {
            "press again for all"
        } else {
            ""
        },
    );
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut chosen = local.criterion;
            super::console::table_ui(ui, model.score, console::ROWS[0] + 2.0, &mut |criterion| {
                chosen = if chosen == Some(criterion.id) { None } else { Some(criterion.id) };
            });
            if chosen != local.criterion {
                local.criterion = chosen;
                let first = model.score.evidence.iter().find(|evidence| Some(evidence.criterion) == chosen);
                if let Some(first) = first {
                    local.go(first.of);
                }
            }
            let rows = model.score.groups.iter().flat_map(|group| &group.rows);
            super::kit::column_ui(ui, console::PAD, |ui| {
                for criterion in rows.filter(|criterion| Some(criterion.id) == local.criterion) {
                    if !criterion.missing.is_empty() {
                        ui.label(small("What was missing", Ink::Second));
                        ui.label(body(criterion.missing.as_str(), Ink::Text));
                    }
                }
                ui.add_space(8.0);
                if !model.gates.is_empty() {
                    let words = format!("Gates: {}", gates::counts(model.gates));
                    ui.label(bold(words, gates::ink(model.gates)));
                    ui.add_space(6.0);
                }
                let words = if model.score.unscored {
                    "How it ended, and what the table makes of it, is what counts."
                } else {
                    "A range closes as moments are confirmed or struck. What could not come up is left out."
                };
                ui.label(small(words, Ink::Third));
            });
        });
    });
}
