//! The hot wash: while it is fresh, moment by moment. Every point of the score
//! leads to its moment, and one key confirms or strikes what is in doubt.

use egui::{Key, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::console::{JournalRow, journal_row_ui};
use super::intent::{Intent, Screen};
use super::kit::{
    Ink, KeyButton, Look, body, bold, clock_of, heading, heading_ui, inside, light, portrait,
    portrait_in, row, small,
};
use super::lore::Lore;
use super::model::{Check, EvidenceModel, ScoreModel, speaker};
use super::squeeze::Squeeze;
use crate::engine::{HostVerb, ReviewVerb};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::model::{CriterionId, Seq, SimTime};
use crate::scenario::MoveKind;
use crate::view::{CommonView, Item, Line, SeatView, Tone};

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
    /// Channels and short names.
    pub lore: &'a Lore,
    /// The room's rule.
    pub check: Check<'a>,
}

/// Where the talk is.
#[derive(Debug, Default)]
pub struct HotWashLocal {
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
        inside(ui, middle, |ui| moments_ui(ui, model, local, out))
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
            ui.add(egui::Label::new(body(text.as_str(), Ink::Second)).truncate())
                .on_hover_text(text);
        } else {
            ui.label(body("The story was left open.", Ink::Second));
        }
    });
    let strip = Rect::from_min_max(
        pos2(whole.left() + 16.0, whole.bottom() - 78.0),
        pos2(whole.right() - 16.0, whole.bottom() - 8.0),
    );
    strip_ui(ui, strip, model, local);
}

/// The strip of moments: drag or scroll to move and zoom, press for a moment.
fn strip_ui(ui: &mut Ui, rect: Rect, model: &HotWashModel<'_>, local: &mut HotWashLocal) {
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

fn moments_ui(
    ui: &mut Ui,
    model: &HotWashModel<'_>,
    local: &mut HotWashLocal,
    out: &mut Vec<Intent>,
) {
    let open = doubtful(model).len();
    let counts = match open {
        0 => "nothing is in doubt".to_owned(),
        1 => "1 moment in doubt".to_owned(),
        count => format!("{count} moments in doubt"),
    };
    heading_ui(
        ui,
        "Moments",
        &counts,
        "J next · K back · C counts · X strike · S star",
    );
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
    slot.rest(ui, heading(text, Ink::Text)).on_hover_text(text);
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
    let total = super::console::range(low, high);
    heading_ui(
        ui,
        "Score",
        &format!("{total} of 100"),
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
                ui.label(small(
                    "A range closes as moments are confirmed or struck. What could not come up is left out.",
                    Ink::Third,
                ));
            });
        });
    });
}
