//! The middle: the journal, the option matrix, the state board, channels, the
//! conversation and the run sheet, one tab each.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::run_sheet::run_sheet_ui;
use super::{ConsoleLocal, ConsoleModel, Dialog};
use crate::game::draw::{State, marks};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::game::ui::kit::{
    Ink, Slot, bar, body, bold, chip, clock_of, icon, icon_in, inside, mmss, portrait, portrait_in,
    quoted, row, small, spans, tabs_ui,
};
use crate::game::ui::lore::Lore;
use crate::model::{ChannelId, SeatId, SimTime};
use crate::scenario::{Cell, Medium, MoveKind, OptionStage};
use crate::view::{BoardLineView, Item, Line, OptionView, SeatView, Tone};

/// Tabs of the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MiddleTab {
    /// What happened, in order.
    #[default]
    Journal,
    /// Options by time, loss, risk, users.
    Matrix,
    /// Impact, owner, plan, next update.
    Board,
    /// Where things were said.
    Channels,
    /// Who talks to whom.
    Conversation,
    /// What the scenario has planned, by time.
    RunSheet,
}

pub(super) fn middle_tabs_ui(ui: &mut Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal) {
    let options = &model.view.table.options;
    let known: usize = options
        .iter()
        .flat_map(|option| &option.cells)
        .filter(|cell| cell.text.is_some())
        .count();
    let matrix = match options.len() {
        0 => "Matrix".to_owned(),
        count => format!("Matrix {known} of {}", count * 4),
    };
    let tabs = [
        (MiddleTab::Journal, "Journal".to_owned()),
        (MiddleTab::Matrix, matrix),
        (MiddleTab::Board, "State board".to_owned()),
        (MiddleTab::Channels, "Channels".to_owned()),
        (MiddleTab::Conversation, "Conversation".to_owned()),
        (MiddleTab::RunSheet, "Run sheet".to_owned()),
    ];
    let mut right = tabs_ui(ui, &mut local.middle, &tabs);
    if local.middle == MiddleTab::Journal && right.0.width() > 110.0 {
        let cap = right.right(18.0);
        right.0.max.x += 4.0;
        chip(ui, cap, "F");
        right.words_right(
            ui,
            small(
                if local.looking_back {
                    "looking back"
                } else {
                    "following live"
                },
                Ink::Third,
            ),
        );
    }
    if local.middle == MiddleTab::Matrix && right.0.width() > 150.0 {
        let hit = Rect::from_min_max(pos2(right.0.right() - 140.0, right.0.top()), right.0.max);
        let cap = right.right(18.0);
        right.0.max.x += 4.0;
        chip(ui, cap, "P");
        right.words_right(ui, small("adopt a proposal", Ink::Third));
        let response = ui.interact(hit, ui.id().with("adopt"), Sense::click());
        let name = "Adopt a proposal";
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
        if response.clicked() {
            local.dialog = Some(Dialog::adopt(model, local.selected));
        }
    }
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| match local.middle {
        MiddleTab::Journal => journal_ui(ui, model, local),
        MiddleTab::Matrix => matrix_ui(
            ui,
            options,
            &model.view.table.seats,
            model.view.table.hidden_options,
        ),
        MiddleTab::Board => board_ui(
            ui,
            &model.view.table.board,
            model.view.table.common.now,
            model.lore,
        ),
        MiddleTab::Channels => channels_ui(ui, model.journal, &model.view.table.seats, model.lore),
        MiddleTab::Conversation => {
            conversation_ui(ui, model.journal, &model.view.table.seats, model.lore)
        }
        MiddleTab::RunSheet => {
            let common = &model.view.table.common;
            let scene = common.scene.as_ref().map(|scene| scene.id);
            run_sheet_ui(ui, &model.lore.run, scene, model.lore.start, common.now);
        }
    });
}

/// What somebody does with words, as a verb.
pub(in crate::game::ui) fn verb_of(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::Declare => "declares",
        MoveKind::Assign => "assigns",
        MoveKind::SetChannels => "sets channels",
        MoveKind::Ask => "asks",
        MoveKind::Tell => "tells",
        MoveKind::Order => "orders",
        MoveKind::Acknowledge => "acknowledges",
        MoveKind::Report => "reports",
        MoveKind::Propose => "proposes",
        MoveKind::Object => "objects",
        MoveKind::Decide => "decides",
        MoveKind::Start => "starts",
        MoveKind::Stop => "stops",
        MoveKind::Update => "updates",
        MoveKind::Escalate => "escalates",
        MoveKind::HandOver => "hands over",
        MoveKind::Note => "notes",
        MoveKind::Verify => "verifies",
        MoveKind::Resolve => "resolves",
        MoveKind::Reassign => "sends",
        MoveKind::Act => "acts",
        MoveKind::Review => "reviews",
        MoveKind::Say => "says",
    }
}

/// How an inject arrives, as a verb.
fn medium_verb(medium: Medium) -> &'static str {
    match medium {
        Medium::Chat => "writes to",
        Medium::Alert => "alerts",
        Medium::Email => "e-mails",
        Medium::Phone => "calls",
        Medium::Press => "asks",
        Medium::Ticket => "opens a ticket for",
        Medium::Metric => "shows",
    }
}

fn journal_ui(ui: &mut Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal) {
    if model.journal.is_empty() {
        empty_ui(
            ui,
            "Nothing has happened yet. The journal begins with STARTEX.",
        );
        return;
    }
    let height = console::ROWS[1];
    let count = model.journal.len();
    let mut area = ScrollArea::vertical()
        .auto_shrink(false)
        .stick_to_bottom(!local.looking_back);
    if local.looking_back {
        area = area.id_salt("back");
    } else {
        // Whole lines, at the bottom, where new ones come in.
        let free = ui.available_height() - 6.0;
        let fit = (free / height).floor().min(count as f32);
        ui.add_space((free - fit * height).max(0.0));
        area = area.max_height(fit * height);
    }
    area.show_rows(ui, height, count, |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for index in range {
            let item = &model.journal[index];
            let look = JournalRow {
                striped: index % 2 == 1,
                marked: index + 1 == count || local.selected == Some(item.seq),
            };
            let response = journal_row_ui(ui, item, &model.view.table.seats, model.lore, look);
            if response.clicked() {
                local.selected = if local.selected == Some(item.seq) {
                    None
                } else {
                    Some(item.seq)
                };
            }
        }
    });
}

/// How a row of the journal looks.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::game::ui) struct JournalRow {
    /// Every second row.
    pub(in crate::game::ui) striped: bool,
    /// The newest, or the one that was pointed out.
    pub(in crate::game::ui) marked: bool,
}

/// Who does what to whom, in the words of a line.
#[derive(Default)]
pub(in crate::game::ui) struct Said {
    /// "IC".
    pub(in crate::game::ui) who: String,
    /// "asks".
    pub(in crate::game::ui) verb: &'static str,
    /// "Database +1"; empty when it is said to nobody in particular.
    pub(in crate::game::ui) whom: String,
}

impl Said {
    /// Of a message; none of a notice.
    pub(in crate::game::ui) fn of(item: &Item, lore: &Lore) -> Option<Self> {
        let Line::Message {
            from,
            to,
            kind,
            medium,
            ..
        } = &item.line
        else {
            return None;
        };
        let who = from
            .seat
            .map_or_else(|| from.name.clone(), |seat| lore.short(seat).to_owned());
        let verb = match (kind, medium) {
            (Some(kind), _) => verb_of(*kind),
            (None, Some(medium)) => medium_verb(*medium),
            (None, None) => "says",
        };
        let whom = match to.as_slice() {
            [] if medium.is_some() => "all".to_owned(),
            [] => String::new(),
            [one] => lore.short(*one).to_owned(),
            [one, more @ ..] => format!("{} +{}", lore.short(*one), more.len()),
        };
        Some(Self { who, verb, whom })
    }
}

/// Where something was said, unless it was in the war room, and whether aloud.
pub(in crate::game::ui) fn tag_of(channel: Option<ChannelId>, spoken: bool, lore: &Lore) -> String {
    let war_room = lore.channels.first().map(|(id, _)| *id);
    let place = match channel {
        Some(channel) if Some(channel) == war_room => String::new(),
        Some(channel) => lore.channel(channel).to_lowercase(),
        None => "in private".to_owned(),
    };
    match (spoken, place.is_empty()) {
        (true, true) => "aloud".to_owned(),
        (true, false) => format!("aloud · {place}"),
        (false, _) => place,
    }
}

/// One line of the journal.
pub(in crate::game::ui) fn journal_row_ui(
    ui: &mut Ui,
    item: &Item,
    seats: &[SeatView],
    lore: &Lore,
    look: JournalRow,
) -> egui::Response {
    let (mut slot, response) = row(ui, console::ROWS[1], Sense::click());
    let whole = slot.0;
    if response.hovered() || look.striped {
        let tone = if response.hovered() {
            colour::RAISED
        } else {
            colour::STRIPE
        };
        ui.painter().rect_filled(whole, 0, tone.egui());
    }
    if look.marked {
        ui.painter().rect_filled(
            Rect::from_min_size(whole.min, vec2(3.0, whole.height())),
            0,
            colour::LAMP.egui(),
        );
    }
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    slot.cell_right_number(ui, item);
    slot.cell(ui, 50.0, small(clock_of(lore.start, item.at), Ink::Second));
    let mark = slot.left(18.0);
    let seat_of = |id: SeatId| seats.iter().find(|seat| seat.id == id);
    match &item.line {
        Line::Notice { text, tone } => {
            let state = match tone {
                Tone::Good => State::Met,
                Tone::Late => State::Late,
                Tone::Bad => State::Missed,
                Tone::Plain | Tone::Book if text.starts_with("Missed") => State::Missed,
                Tone::Plain | Tone::Book => State::Sent,
            };
            icon(
                ui,
                mark,
                if state == State::Sent { 10.0 } else { 14.0 },
                state,
            );
            slot.rest(ui, body(text.as_str(), Ink::Second));
        }
        Line::Message {
            from,
            channel,
            text,
            spoken,
            ..
        } => {
            if let Some(seat) = from.seat.and_then(seat_of) {
                portrait_in(ui, mark, 18.0, portrait(seat), 1.0);
            } else {
                icon(ui, mark, 12.0, State::Sent);
            }
            let Said { who, verb, whom } = Said::of(item, lore).unwrap_or_default();
            let verb = format!(" {verb} ");
            let talk = if whole.width() > 620.0 { 190.0 } else { 140.0 };
            slot.cell(
                ui,
                talk,
                spans(
                    console::BODY,
                    &[
                        (&who, Weight::SemiBold, Ink::Text),
                        (&verb, Weight::Regular, Ink::Second),
                        (&whom, Weight::Regular, Ink::Text),
                    ],
                ),
            );
            let tag = tag_of(*channel, *spoken, lore);
            if !tag.is_empty() {
                slot.words_right(ui, small(tag, Ink::Third));
                if *spoken {
                    slot.0.max.x += 6.0;
                    let at = slot.right(12.0);
                    let square = Rect::from_center_size(at.center(), vec2(12.0, 12.0));
                    icon_in(ui, square, 16.0, |sheet| {
                        marks::microphone(sheet, colour::TEXT3)
                    });
                }
            }
            slot.rest(ui, body(quoted(text), Ink::Text));
        }
    }
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::WidgetType::Button,
            true,
            format!("Moment {}", item.seq),
        )
    });
    response
}

impl Slot {
    /// The number of a line, ending at its column's right edge.
    fn cell_right_number(&mut self, ui: &mut Ui, item: &Item) {
        let cell = self.left(24.0);
        let at = pos2(cell.right(), cell.center().y);
        let font = Weight::Regular.at(console::SMALL);
        ui.painter().text(
            at,
            Align2::RIGHT_CENTER,
            item.seq.0.to_string(),
            font,
            colour::TEXT3.egui(),
        );
    }
}

fn empty_ui(ui: &mut Ui, words: &str) {
    ui.add_space(12.0);
    let (mut slot, _) = row(ui, 28.0, Sense::hover());
    slot.0.min.x += console::PAD;
    slot.rest(ui, body(words, Ink::Third));
}

/// Options by their four cells; an unknown cell is a dashed hole.
pub fn matrix_ui(ui: &mut Ui, options: &[OptionView], seats: &[SeatView], hidden: Option<usize>) {
    if options.is_empty() {
        empty_ui(
            ui,
            "No way out is on the table yet. Each is known to somebody.",
        );
        return;
    }
    ScrollArea::vertical()
        .id_salt("matrix")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(8.0);
            let (mut head, _) = row(ui, 24.0, Sense::hover());
            head.0 = head.0.shrink2(vec2(console::PAD, 0.0));
            let name = (head.0.width() * 0.26).clamp(120.0, 220.0);
            let cell = (head.0.width() - name - 10.0) / 4.0 - 10.0;
            head.cell(ui, name, small(hidden_words(hidden), Ink::Third));
            for of in Cell::ALL {
                head.cell(ui, cell, small(of.label(), Ink::Second));
            }
            for option in options {
                let (mut slot, _) = row(ui, 48.0, Sense::hover());
                slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
                crate::game::ui::kit::hairline(ui, slot.0);
                let mut first = Slot(slot.left(name));
                if let Some(seat) = seats.iter().find(|seat| seat.id == option.owner) {
                    let mark = first.left(18.0);
                    portrait_in(ui, mark, 18.0, portrait(seat), 1.0);
                }
                let letter = format!("{} ", option.letter);
                let lacking = option.lacking();
                let stage = match option.stage {
                    OptionStage::Hidden | OptionStage::Found => "",
                    OptionStage::Decided => "decided",
                    OptionStage::Running if lacking.is_empty() => "running",
                    OptionStage::Running => lacking.as_str(),
                    OptionStage::Succeeded => "done",
                    OptionStage::Failed => "failed",
                    OptionStage::Stopped => "stopped",
                };
                first.rest(
                    ui,
                    spans(
                        console::BODY,
                        &[
                            (&letter, Weight::SemiBold, Ink::Text),
                            (&option.name, Weight::Regular, Ink::Text),
                            ("  ", Weight::Regular, Ink::Text),
                            (stage, Weight::SemiBold, Ink::Lamp),
                        ],
                    ),
                );
                for known in &option.cells {
                    let rect = slot.left(cell);
                    match &known.text {
                        Some(text) => {
                            Slot(rect)
                                .rest(ui, bold(text.as_str(), Ink::Text))
                                .on_hover_text(text);
                        }
                        None => hole(ui, rect.shrink2(vec2(0.0, 10.0))),
                    }
                }
            }
        });
}

fn hidden_words(hidden: Option<usize>) -> String {
    match hidden {
        None => String::new(),
        Some(0) => "all found".to_owned(),
        Some(1) => "one left to find".to_owned(),
        Some(count) => format!("{count} left to find"),
    }
}

/// An empty cell, left visible.
fn hole(ui: &Ui, rect: Rect) {
    let rect = Rect::from_min_max(rect.min, pos2(rect.right() - 6.0, rect.bottom()));
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    let stroke = egui::Stroke::new(1.0, colour::LINE_STRONG.egui());
    ui.painter()
        .extend(egui::Shape::dashed_line(&corners, stroke, 5.0, 4.0));
}

/// The state board with the age of each line.
pub fn board_ui(ui: &mut Ui, board: &[BoardLineView], now: SimTime, lore: &Lore) {
    ui.add_space(8.0);
    for line in board {
        let (mut slot, _) = row(ui, 40.0, Sense::hover());
        slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
        crate::game::ui::kit::hairline(ui, slot.0);
        slot.cell(ui, 96.0, body(line.label, Ink::Second));
        match line.at {
            Some(at) => {
                let age = now.since(at);
                let old = age.whole_minutes() >= 15;
                let words = format!(
                    "{}, {} ago",
                    lore.start.plus(at.since(SimTime::ZERO)),
                    mmss(age)
                );
                slot.words_right(
                    ui,
                    small(words, if old { Ink::Severity(2) } else { Ink::Third }),
                );
                slot.rest(ui, bold(line.text.as_str(), Ink::Text))
                    .on_hover_text(&line.text);
            }
            None => {
                slot.rest(ui, body("nobody has written this line", Ink::Third));
            }
        }
    }
}

/// What was said where, the newest lines of each channel.
pub fn channels_ui(ui: &mut Ui, journal: &[Item], seats: &[SeatView], lore: &Lore) {
    ScrollArea::vertical()
        .id_salt("channels")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (id, title) in &lore.channels {
                let said: Vec<&Item> = journal.iter().filter(|item| said_in(item, *id)).collect();
                let (mut slot, _) = row(ui, 34.0, Sense::hover());
                slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
                slot.0.min.y += 8.0;
                slot.words(ui, bold(title.as_str(), Ink::Text));
                slot.rest(
                    ui,
                    small(
                        crate::game::ui::kit::plural(said.len(), "message", "messages"),
                        Ink::Third,
                    ),
                );
                for (index, item) in said.iter().rev().take(5).rev().enumerate() {
                    journal_row_ui(
                        ui,
                        item,
                        seats,
                        lore,
                        JournalRow {
                            striped: index % 2 == 1,
                            marked: false,
                        },
                    );
                }
            }
        });
}

fn said_in(item: &Item, id: ChannelId) -> bool {
    matches!(&item.line, Line::Message { channel, .. } if *channel == Some(id))
}

/// Who addresses whom, by count: a hub and spokes, or a web.
pub fn conversation_ui(ui: &mut Ui, journal: &[Item], seats: &[SeatView], lore: &Lore) {
    let mut pairs: std::collections::BTreeMap<(SeatId, SeatId), u32> =
        std::collections::BTreeMap::new();
    for item in journal {
        if let Line::Message {
            from,
            to,
            kind: Some(_),
            ..
        } = &item.line
            && let Some(from) = from.seat
        {
            for to in to {
                *pairs.entry((from, *to)).or_default() += 1;
            }
        }
    }
    if pairs.is_empty() {
        empty_ui(ui, "Nobody has addressed anybody by name yet.");
        return;
    }
    let most = pairs.values().copied().max().unwrap_or(1);
    let mut sorted: Vec<_> = pairs.into_iter().collect();
    sorted.sort_by_key(|((from, to), count)| (std::cmp::Reverse(*count), *from, *to));
    ScrollArea::vertical()
        .id_salt("conversation")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(8.0);
            for ((from, to), count) in sorted {
                let (mut slot, _) = row(ui, console::ROWS[1], Sense::hover());
                slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
                crate::game::ui::kit::hairline(ui, slot.0);
                for seat in [from, to] {
                    let mark = slot.left(18.0);
                    if let Some(seat) = seats.iter().find(|of| of.id == seat) {
                        portrait_in(ui, mark, 18.0, portrait(seat), 1.0);
                    }
                    slot.cell(ui, 120.0, body(lore.short(seat), Ink::Text));
                }
                slot.cell_right(ui, 28.0, body(count.to_string(), Ink::Text));
                let cell = slot.right(120.0);
                bar(ui, cell, 4.0, count as f32 / most as f32, colour::TEXT2);
            }
        });
}
