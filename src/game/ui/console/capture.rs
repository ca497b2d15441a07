//! "Said aloud": two keys, then words. A digit is a seat, a letter is what
//! kind of move it was; Enter captures it for whoever said it.

use egui::{Key, Rect, Sense, TextEdit, Ui, pos2, vec2};

use super::{ConsoleLocal, ConsoleModel};
use crate::engine::{Capture, Command, Decide, Move, Play};
use crate::game::draw::{Ground, marks};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, Look, Slot, body, fit_row, icon_in, inside, mmss, portrait, row, small, spans,
};
use crate::model::{OptionId, SeatId, Span};
use crate::scenario::MoveKind;
use crate::view::Line;

/// Least and most that speech is dated back, in seconds, and one step.
const BACK: (u64, u64, u64) = (0, 300, 5);

/// Kinds of moves that are captured by one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name is the word on the key")]
pub enum Spoke {
    Asks,
    Tells,
    Orders,
    Decides,
    Updates,
    Objects,
    Agrees,
    Says,
}

impl Spoke {
    /// In the order of the bar.
    pub const ALL: [Self; 8] = [
        Self::Asks,
        Self::Tells,
        Self::Orders,
        Self::Decides,
        Self::Updates,
        Self::Objects,
        Self::Agrees,
        Self::Says,
    ];

    /// The word on the bar, its key, and the letter that stands on it.
    #[must_use]
    pub fn keys(self) -> (&'static str, Key, &'static str) {
        match self {
            Self::Asks => ("asks", Key::A, "A"),
            Self::Tells => ("tells", Key::T, "T"),
            Self::Orders => ("orders", Key::O, "O"),
            Self::Decides => ("decides", Key::D, "D"),
            Self::Updates => ("updates", Key::U, "U"),
            Self::Objects => ("objects", Key::B, "B"),
            Self::Agrees => ("agrees", Key::G, "G"),
            Self::Says => ("says", Key::S, "S"),
        }
    }
}

/// What is being captured.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaptureDraft {
    /// Whose words.
    pub seat: Option<SeatId>,
    /// What kind of move.
    pub kind: Option<Spoke>,
    /// To whom; the commander, or everybody, when nobody was named.
    pub to: Option<SeatId>,
    /// Which option was decided on.
    pub option: Option<OptionId>,
    /// How long ago, in seconds.
    pub ago: u64,
    /// The words.
    pub words: String,
}

impl CaptureDraft {
    /// Begins anew, with the same back-dating.
    pub fn clear(&mut self) {
        *self = Self {
            ago: self.ago,
            ..Self::default()
        };
    }

    /// Whom the words address: as named, else the commander.
    #[must_use]
    pub fn receiver(&self, commander: SeatId) -> Option<SeatId> {
        self.to
            .or_else(|| Some(commander).filter(|commander| self.seat != Some(*commander)))
    }

    /// The option meant: as chosen, else the one whose letter or name the words begin with.
    fn meant(&self, model: &ConsoleModel<'_>) -> Option<OptionId> {
        let words = self.words.to_lowercase();
        let first = words
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let named = |option: &&crate::view::OptionView| {
            first == option.letter.to_lowercase().to_string()
                || words.contains(&option.name.to_lowercase())
        };
        self.option.or_else(|| {
            model
                .view
                .table
                .options
                .iter()
                .find(named)
                .map(|option| option.id)
        })
    }

    /// The command, once there is enough of it.
    #[must_use]
    pub fn command(&self, model: &ConsoleModel<'_>) -> Option<Command> {
        let (seat, kind) = (self.seat?, self.kind?);
        let words = self.words.trim().to_owned();
        let act = match kind {
            Spoke::Asks => Move::Ask {
                topics: Vec::new(),
                objections: false,
            },
            Spoke::Tells => Move::Tell { facts: Vec::new() },
            Spoke::Orders => Move::Order {
                task: words.clone(),
                option: None,
                by: None,
            },
            Spoke::Decides => Move::Decide(Decide::on(self.meant(model)?, decisions(model))),
            Spoke::Updates => Move::Update {
                impact: String::new(),
                action: String::new(),
                owner: None,
                next_at: None,
            },
            Spoke::Objects => Move::Object { option: None },
            Spoke::Agrees => Move::Acknowledge { back_by: None },
            Spoke::Says => Move::Say,
        };
        let to = match kind {
            Spoke::Decides | Spoke::Updates => self.to,
            _ => self.receiver(model.view.table.common.commander),
        };
        let play = Play {
            to: to.into_iter().collect(),
            text: words,
            ..Play::new(act)
        };
        Some(Command::Capture(Capture {
            seat,
            ago: Span::seconds(self.ago),
            play,
        }))
    }
}

/// How many decisions there have been: to decide anew one names that number.
fn decisions(model: &ConsoleModel<'_>) -> u32 {
    let decided = |item: &&crate::view::Item| {
        matches!(
            &item.line,
            Line::Message {
                kind: Some(MoveKind::Decide),
                ..
            }
        )
    };
    u32::try_from(model.journal.iter().filter(decided).count()).unwrap_or(u32::MAX)
}

/// Dates further back or less.
pub(super) fn back_date(draft: &mut CaptureDraft, further: bool) {
    let (least, most, step) = BACK;
    draft.ago = if further {
        (draft.ago + step).min(most)
    } else {
        draft.ago.saturating_sub(step).max(least)
    };
}

/// Sends the capture if the room takes it.
pub(super) fn send(model: &ConsoleModel<'_>, local: &mut ConsoleLocal, out: &mut Vec<Intent>) {
    if let Some(command) = local.capture.command(model)
        && (model.check)(&command).is_ok()
    {
        out.push(Intent::Command(command));
        local.capture.clear();
    }
}

/// Rows of seats that the bar needs.
fn seat_rows(model: &ConsoleModel<'_>, width: f32) -> usize {
    let seats = model.view.table.seats.len();
    let fit = (((width - 28.0) / 100.0).floor() as usize).max(1);
    seats.div_ceil(fit).max(1)
}

/// How high the bar is at this width.
pub(super) fn height(model: &ConsoleModel<'_>, draft: &CaptureDraft, width: f32) -> f32 {
    let options = draft.kind == Some(Spoke::Decides);
    let rows = seat_rows(model, width) as f32;
    12.0 + 24.0
        + 8.0
        + rows * 32.0
        + 34.0
        + 4.0
        + 36.0
        + 14.0
        + 4.0
        + if options { 34.0 } else { 0.0 }
}

pub(super) fn field_id() -> egui::Id {
    egui::Id::new("capture words")
}

pub(super) fn capture_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0, colour::RAISED.egui());
    let y = ui.painter().round_to_pixel_center(whole.top());
    ui.painter()
        .hline(whole.x_range(), y, (1.0, colour::LINE_STRONG.egui()));
    let inner = Rect::from_min_max(whole.min + vec2(16.0, 12.0), whole.max - vec2(16.0, 10.0));
    inside(ui, inner, |ui| {
        head_ui(ui, local);
        ui.add_space(8.0);
        seats_ui(ui, model, local);
        kinds_ui(ui, local);
        if local.capture.kind == Some(Spoke::Decides) {
            options_ui(ui, model, local);
        }
        ui.add_space(4.0);
        words_ui(ui, model, local, out);
    });
}

fn head_ui(ui: &mut Ui, local: &mut ConsoleLocal) {
    let (mut slot, _) = row(ui, 24.0, Sense::hover());
    let mark = slot.left(16.0);
    slot.0.min.x -= 2.0;
    let square = Rect::from_center_size(mark.center(), vec2(16.0, 16.0));
    icon_in(ui, square, 16.0, |sheet| {
        marks::microphone(sheet, colour::LAMP)
    });
    slot.words(ui, crate::game::ui::kit::bold("Said aloud", Ink::Lamp));
    let stepper = slot.right(110.0);
    inside(ui, stepper, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = -1.0;
            let less = KeyButton::new("−", "").height(24.0).width(28.0).show(ui);
            let ago = mmss(Span::seconds(local.capture.ago));
            let (rect, _) = ui.allocate_exact_size(vec2(55.0, 24.0), Sense::hover());
            ui.painter().rect(
                rect,
                0,
                colour::WIDGET.egui(),
                egui::Stroke::new(1.0, colour::LINE_STRONG.egui()),
                egui::StrokeKind::Inside,
            );
            inside(ui, rect, |ui| {
                ui.centered_and_justified(|ui| ui.label(body(ago, Ink::Text)));
            });
            let more = KeyButton::new("+", "").height(24.0).width(28.0).show(ui);
            if less.clicked() {
                back_date(&mut local.capture, false);
            }
            if more.clicked() {
                back_date(&mut local.capture, true);
            }
        });
    });
    slot.words_right(ui, small("back-dated", Ink::Second));
    slot.rest(
        ui,
        small("two keys, then words: who, what kind", Ink::Second),
    );
}

fn seats_ui(ui: &mut Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal) {
    let seats = &model.view.table.seats;
    let rows = seat_rows(model, ui.available_width() + 32.0);
    let per_row = seats.len().div_ceil(rows).max(1);
    let even = ((ui.available_width() - 4.0 * (per_row as f32 - 1.0)) / per_row as f32).floor();
    for (line, chunk) in seats.chunks(per_row).enumerate() {
        let buttons: Vec<_> = chunk
            .iter()
            .map(|seat| (model.lore.short(seat.id), "0", true))
            .collect();
        // Several rows stand in columns; one row gives each the room that its name needs.
        let fitted = fit_row(ui.available_width(), 4.0, &buttons).filter(|_| rows == 1);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (nth, seat) in chunk.iter().enumerate() {
                let digit = digit_of(line * per_row + nth);
                let on = local.capture.seat == Some(seat.id);
                let width = fitted
                    .as_ref()
                    .and_then(|widths| widths.get(nth))
                    .copied()
                    .unwrap_or(even);
                let face = portrait(seat);
                let button = KeyButton::new(model.lore.short(seat.id), digit)
                    .height(28.0)
                    .width(width)
                    .look(if on { Look::On } else { Look::Plain })
                    .mark(if seat.persona { 108.0 } else { 100.0 }, |sheet| {
                        face.draw(sheet, Ground::Dark, 1.0)
                    });
                if button.show(ui).clicked() {
                    local.capture.seat = Some(seat.id);
                }
            }
        });
        ui.add_space(4.0);
    }
    ui.add_space(2.0);
}

/// The digit of the seat at this place: 1 to 9, then 0, then none.
fn digit_of(place: usize) -> &'static str {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
        .get(place)
        .copied()
        .unwrap_or("")
}

fn kinds_ui(ui: &mut Ui, local: &mut ConsoleLocal) {
    let buttons = Spoke::ALL.map(|kind| (kind.keys().0, kind.keys().2, false));
    let even = ((ui.available_width() - 4.0 * 7.0) / 8.0).floor();
    let widths =
        fit_row(ui.available_width(), 4.0, &buttons).unwrap_or_else(|| vec![even; buttons.len()]);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (kind, width) in Spoke::ALL.into_iter().zip(widths) {
            let (word, _, letter) = kind.keys();
            let look = if local.capture.kind == Some(kind) {
                Look::On
            } else {
                Look::Plain
            };
            if KeyButton::new(word, letter)
                .height(28.0)
                .width(width)
                .look(look)
                .show(ui)
                .clicked()
            {
                local.capture.kind = Some(kind);
                local.focus = Some(field_id());
            }
        }
    });
    ui.add_space(6.0);
}

fn options_ui(ui: &mut Ui, model: &ConsoleModel<'_>, local: &mut ConsoleLocal) {
    let meant = local.capture.meant(model);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(small("on which", Ink::Second));
        if model.view.table.options.is_empty() {
            ui.label(small("nothing is on the table yet", Ink::Third));
        }
        for option in &model.view.table.options {
            let label = format!("{}, {}", option.letter, option.name);
            let look = if meant == Some(option.id) {
                Look::On
            } else {
                Look::Plain
            };
            if KeyButton::new(&label, "")
                .height(28.0)
                .look(look)
                .show(ui)
                .clicked()
            {
                local.capture.option = Some(option.id);
                local.focus = Some(field_id());
            }
        }
    });
    ui.add_space(6.0);
}

fn words_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let (mut slot, _) = row(ui, 36.0, Sense::hover());
    let button = slot.right(122.0);
    slot.0.max.x += 2.0;
    let field = slot.0;
    let focused = ui.memory(|memory| memory.has_focus(field_id()));
    let line = if focused || local.capture.seat.is_some() {
        colour::LAMP
    } else {
        colour::LINE_STRONG
    };
    ui.painter().rect(
        field,
        console::CORNER,
        colour::ROOM.egui(),
        egui::Stroke::new(1.0, line.egui()),
        egui::StrokeKind::Inside,
    );
    let mut inner = Slot(field.shrink2(vec2(12.0, 0.0)));
    if let Some(seat) = local.capture.seat {
        let who = model.lore.short(seat).to_owned();
        let what = local.capture.kind.map_or(" …".to_owned(), |kind| {
            match local.capture.receiver(model.view.table.common.commander) {
                Some(to) => format!(" {} {}:", kind.keys().0, model.lore.short(to)),
                None => format!(" {}:", kind.keys().0),
            }
        });
        let said = [
            (who.as_str(), Weight::SemiBold, Ink::Text),
            (what.as_str(), Weight::Regular, Ink::Second),
        ];
        let response = inner.words(ui, spans(console::BODY, &said));
        inner.0.min.x -= 6.0;
        receiver_ui(ui, model, local, response.rect, field);
    }
    let command = local.capture.command(model);
    let refused = match &command {
        None => Some(missing(&local.capture).to_owned()),
        Some(command) => (model.check)(command).err().map(|refusal| refusal.why),
    };
    if let Some(why) = refused
        .as_ref()
        .filter(|_| command.is_some() && !local.capture.words.trim().is_empty())
    {
        inner.words_right(ui, small(why.as_str(), Ink::Severity(2)));
    }
    let hint = if local.capture.seat.is_none() {
        "press a digit for who spoke"
    } else {
        "the words"
    };
    let edit = TextEdit::singleline(&mut local.capture.words)
        .id(field_id())
        .frame(egui::Frame::NONE)
        .hint_text(body(hint, Ink::Third))
        .desired_width(inner.0.width())
        .vertical_align(egui::Align::Center)
        .char_limit(1_000);
    let response = ui.put(inner.0, edit);
    response.widget_info(|| {
        egui::WidgetInfo::text_edit(
            true,
            "",
            local.capture.words.as_str(),
            "The words that were said",
        )
    });
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let look = if refused.is_none() {
        Look::Lit
    } else {
        Look::Plain
    };
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(button)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let pressed = KeyButton::new("Capture", "Enter")
        .look(look)
        .height(36.0)
        .width(122.0)
        .refused(refused)
        .show(&mut child);
    if pressed.clicked() || entered {
        send(model, local, out);
    }
    if entered && local.capture.seat.is_some() {
        // Refused: stay with the words.
        local.focus = Some(field_id());
    }
    if let Some(id) = local.focus.take() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn missing(draft: &CaptureDraft) -> &'static str {
    match (draft.seat, draft.kind) {
        (None, _) => "Who spoke? A digit, or a press on a seat.",
        (Some(_), None) => "What kind of move was it? One letter.",
        (Some(_), Some(Spoke::Decides)) => "Decided on which option?",
        (Some(_), Some(_)) => "The words are missing.",
    }
}

/// A press on "who does what to whom" chooses another receiver.
fn receiver_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    rect: Rect,
    field: Rect,
) {
    if local.capture.kind.is_none() {
        return;
    }
    let rect = Rect::from_min_max(
        pos2(rect.left(), field.top()),
        pos2(rect.right(), field.bottom()),
    );
    let response = ui.interact(rect, ui.id().with("receiver"), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, "To whom"));
    let popup = egui::Popup::menu(&response).align(egui::RectAlign::TOP_START);
    popup.show(|ui| {
        ui.set_min_width(160.0);
        for seat in &model.view.table.seats {
            if Some(seat.id) != local.capture.seat && ui.button(model.lore.short(seat.id)).clicked()
            {
                local.capture.to = Some(seat.id);
                local.focus = Some(field_id());
            }
        }
    });
    response.on_hover_text("To whom? Press to choose, or Shift and a digit.");
}
