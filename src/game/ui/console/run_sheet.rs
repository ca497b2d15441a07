//! The run sheet: scenes with their aim, the time cuts between them, and what
//! stands on the clock meanwhile.

use egui::{ScrollArea, Sense, Ui, vec2};

use crate::game::theme::scale::console;
use crate::game::ui::kit::{Ink, body, bold, column_ui, hairline, row, small};
use crate::game::ui::lore::{RunLine, RunPart};
use crate::model::{ClockTime, SceneId, SimTime};

/// Width of the column of times.
const TIMES: f32 = 108.0;

/// Shows the sheet; `scene` is the one being played.
pub(super) fn run_sheet_ui(
    ui: &mut Ui,
    lines: &[RunLine],
    scene: Option<SceneId>,
    start: ClockTime,
    now: SimTime,
) {
    // Its own place: the journal's is far down.
    let area = ScrollArea::vertical().id_salt("run sheet");
    area.auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in lines {
            let past = line.until.unwrap_or(line.from) < now;
            match line.part {
                RunPart::Scene(id) => scene_ui(ui, line, scene == Some(id), past, start),
                RunPart::Mark => mark_ui(ui, line, past, start),
                RunPart::Cut => cut_ui(ui, line, past, start),
            }
        }
        ui.add_space(12.0);
    });
}

/// "02:05–02:20", or one time.
fn times(line: &RunLine, start: ClockTime) -> String {
    let shows = |at: SimTime| start.plus(at.since(SimTime::ZERO));
    match line.until {
        Some(until) => format!("{}–{}", shows(line.from), shows(until)),
        None => shows(line.from).to_string(),
    }
}

fn scene_ui(ui: &mut Ui, line: &RunLine, now: bool, past: bool, start: ClockTime) {
    let ink = match (now, past) {
        (true, _) => Ink::Lamp,
        (_, true) => Ink::Third,
        _ => Ink::Text,
    };
    let (mut slot, _) = row(ui, 38.0, Sense::hover());
    hairline(ui, slot.0);
    slot.0 = slot.0.shrink2(vec2(console::PAD, 4.0));
    slot.0.min.y += 4.0;
    slot.cell(ui, TIMES, body(times(line, start), ink));
    slot.rest(ui, bold(line.title.as_str(), ink));
    column_ui(ui, console::PAD, |ui| {
        ui.label(small(
            line.words.as_str(),
            if past && !now {
                Ink::Third
            } else {
                Ink::Second
            },
        ));
    });
    ui.add_space(8.0);
}

fn mark_ui(ui: &mut Ui, line: &RunLine, past: bool, start: ClockTime) {
    let ink = if past { Ink::Third } else { Ink::Second };
    let (mut slot, _) = row(ui, 24.0, Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    slot.cell(ui, TIMES, body(times(line, start), ink));
    slot.words(ui, body(line.title.as_str(), ink));
    slot.rest(ui, small(line.words.as_str(), Ink::Third));
}

fn cut_ui(ui: &mut Ui, line: &RunLine, past: bool, start: ClockTime) {
    let ink = if past { Ink::Third } else { Ink::Second };
    let (mut slot, _) = row(ui, 30.0, Sense::hover());
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    slot.cell(ui, TIMES, body(times(line, start), ink));
    slot.rest(ui, bold(line.title.as_str(), ink));
    column_ui(ui, console::PAD, |ui| {
        ui.label(small(line.words.as_str(), ink));
    });
    ui.add_space(10.0);
}
