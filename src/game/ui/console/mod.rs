//! The host's console: what is next, what is late, who is quiet.
//!
//! Four panels round a middle one, as wide as the window allows. Only one
//! thing is lit: what falls due next. Everything is asked of the room through
//! intents; what can't be done is greyed by the room's own check.

mod book;
mod bottom;
mod capture;
mod cut;
mod dialogs;
mod expected;
mod injects;
mod journal;
mod keys;
mod run_sheet;
mod score;
mod seats;
mod top;

pub use book::{BookTab, NoteDraft};
pub use capture::{CaptureDraft, Spoke};
pub use cut::CutDraft;
pub(in crate::game::ui) use cut::{CutStage, cut_ui};
pub use dialogs::Dialog;
pub(in crate::game::ui) use expected::expected_ui;
pub(in crate::game::ui) use journal::{JournalRow, Said, journal_row_ui, tag_of, verb_of};
pub use journal::{MiddleTab, board_ui, channels_ui, conversation_ui, matrix_ui};
pub use score::ScoreTab;
pub(in crate::game::ui) use score::{points, range, table_ui};
pub(in crate::game::ui) use top::{hold_ui, turn_verb};

use egui::{Rect, Ui, pos2, vec2};

use super::intent::Intent;
use super::lore::Lore;
use super::model::{Check, NoteModel, RoomModel, ScoreModel};
use crate::engine::{Command, HostVerb, Phase, Refusal};
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::{InjectId, SeatId, Seq};
use crate::view::{HostView, InjectState, InjectView, Item, SeatView};

/// Everything that the console shows.
#[derive(Clone, Copy)]
pub struct ConsoleModel<'a> {
    /// The present.
    pub view: &'a HostView,
    /// What happened, oldest first.
    pub journal: &'a [Item],
    /// The score so far.
    pub score: &'a ScoreModel,
    /// Notes, ratings, stars, disputes, oldest first.
    pub notes: &'a [NoteModel],
    /// The room from outside.
    pub room: &'a RoomModel,
    /// What never changes.
    pub lore: &'a Lore,
    /// Why the last thing that was asked for did not happen.
    pub refusal: Option<&'a Refusal>,
    /// The room's rule.
    pub check: Check<'a>,
}

impl ConsoleModel<'_> {
    /// A seat.
    #[must_use]
    pub fn seat(&self, id: SeatId) -> Option<&SeatView> {
        self.view.table.seats.iter().find(|seat| seat.id == id)
    }

    /// Why a verb of the host's is refused now.
    #[must_use]
    pub fn refused(&self, verb: &HostVerb) -> Option<String> {
        (self.check)(&Command::Host(verb.clone()))
            .err()
            .map(|refusal| refusal.why)
    }

    /// What the form of a time cut needs to know.
    fn cut_stage(&self) -> CutStage<'_> {
        CutStage {
            scene: self.view.table.common.scene.as_ref(),
            options: &self.view.table.options,
            lore: self.lore,
        }
    }

    /// The inject that falls due next.
    #[must_use]
    pub fn due(&self) -> Option<&InjectView> {
        self.view
            .injects
            .iter()
            .filter(|inject| inject.state == InjectState::Waiting && inject.at.is_some())
            .min_by_key(|inject| inject.at)
    }
}

/// Drafts, tabs and what is held; nothing that others must know.
#[derive(Debug, Default)]
pub struct ConsoleLocal {
    /// Tab of the middle.
    pub middle: MiddleTab,
    /// Tab at the right.
    pub score: ScoreTab,
    /// Tab of the book.
    pub book: BookTab,
    /// What is being captured.
    pub capture: CaptureDraft,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The inject that the lit card shows instead of the next one.
    pub inject: Option<InjectId>,
    /// The moment that was pointed out in the journal.
    pub selected: Option<Seq>,
    /// The journal does not follow what happens.
    pub looking_back: bool,
    /// A note that is being written.
    pub note: Option<NoteDraft>,
    /// A letter whose words are still to come, and for how many frames.
    pub swallow: Option<(&'static str, u8)>,
    /// How many injects the list had released when it last moved along.
    pub released: usize,
    /// Since when Real emergency is held, in seconds of the window's clock.
    pub held_since: Option<f64>,
    /// It was declared with this hold: let go before the next one.
    pub held_enough: bool,
    /// Where the keyboard should go in this frame.
    pub focus: Option<egui::Id>,
}

/// Shows the console.
pub fn console_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let common = &model.view.table.common;
    keys::keys(ui, model, local, out);
    if common.emergency {
        emergency_ui(ui, out);
        return;
    }
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0, colour::LINE.egui());
    let left = (window.width() * 0.235).clamp(300.0, console::LEFT);
    let right = (window.width() * 0.25).clamp(320.0, console::RIGHT);
    let (top, bottom) = (
        window.top() + console::TOP,
        window.bottom() - console::BOTTOM,
    );
    let area =
        |x: f32, y: f32, to_x: f32, to_y: f32| Rect::from_min_max(pos2(x, y), pos2(to_x, to_y));
    let bar = area(window.left(), window.top(), window.right(), top);
    let foot = area(window.left(), bottom + 1.0, window.right(), window.bottom());
    let west = area(window.left(), top + 1.0, window.left() + left, bottom);
    let east = area(window.right() - right, top + 1.0, window.right(), bottom);
    let middle = area(west.right() + 1.0, top + 1.0, east.left() - 1.0, bottom);
    for rect in [bar, foot, west, east, middle] {
        ui.painter().rect_filled(rect, 0, colour::PANEL.egui());
    }
    panel(ui, "top", bar, |ui| top::top_ui(ui, model, local, out));
    panel(ui, "injects", west, |ui| {
        injects::injects_ui(ui, model, local, out)
    });
    panel(ui, "middle", middle, |ui| middle_ui(ui, model, local, out));
    panel(ui, "right", east, |ui| right_ui(ui, model, local, out));
    panel(ui, "bottom", foot, |ui| bottom::bottom_ui(ui, model, out));
    dialogs::dialogs_ui(ui, model, local, out);
}

fn panel(ui: &mut Ui, name: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.push_id(name, |ui| super::kit::inside(ui, rect, add));
}

fn middle_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    let capture = capture::height(model, &local.capture, whole.width());
    let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - capture), whole.max);
    let above = Rect::from_min_max(whole.min, pos2(whole.right(), foot.top()));
    panel(ui, "above", above, |ui| {
        let height = whole.height();
        expected_ui(ui, model, if height < 700.0 { 3 } else { 6 });
        journal::middle_tabs_ui(ui, model, local);
    });
    panel(ui, "capture", foot, |ui| {
        capture::capture_ui(ui, model, local, out)
    });
}

fn right_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    let dense = whole.height() < 860.0;
    seats::seats_ui(ui, model, dense);
    let y = ui.cursor().top();
    let left = whole.bottom() - y;
    let wanted = score::height(model, local.score, dense);
    let score = wanted
        .min(left - if dense { 110.0 } else { 150.0 })
        .max(80.0);
    let upper = Rect::from_min_size(pos2(whole.left(), y), vec2(whole.width(), score));
    let lower = Rect::from_min_max(pos2(whole.left(), upper.bottom()), whole.max);
    panel(ui, "score", upper, |ui| {
        score::score_ui(ui, model, local, out, dense)
    });
    panel(ui, "book", lower, |ui| book::book_ui(ui, model, local, out));
}

/// Real emergency: the lamp is out, one sentence, nothing else. The word
/// EXERCISE and its line are gone.
pub fn emergency_ui(ui: &mut Ui, out: &mut Vec<Intent>) {
    use super::kit::{Ink, KeyButton, body, light, severity_icon};
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0, colour::ROOM.egui());
    let mark = Rect::from_center_size(window.center() - vec2(0.0, 80.0), vec2(96.0, 96.0));
    severity_icon(ui, mark, 96.0, 1);
    let words = Rect::from_center_size(
        window.center() + vec2(0.0, 40.0),
        vec2(window.width() - 80.0, 160.0),
    );
    super::kit::inside(ui, words, |ui| {
        ui.vertical_centered(|ui| {
            ui.label(light(
                "Real emergency. The exercise has stopped.",
                32.0,
                Ink::Text,
            ));
            ui.add_space(8.0);
            ui.label(body(
                "Everything until now is saved. Put this aside and see to what is real.",
                Ink::Second,
            ));
            ui.add_space(24.0);
            if KeyButton::new("Close the room", "").show(ui).clicked() {
                out.push(Intent::Navigate(super::Screen::Start));
            }
        });
    });
}

/// Whether the room is being played.
fn in_play(model: &ConsoleModel<'_>) -> bool {
    model.view.table.common.phase == Phase::Play
}
