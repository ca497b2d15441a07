//! A seat at its own desk: solo, or passed round in hot seat. What is asked
//! lies on paper; at most four moves fit the moment, the rest is behind "More".

use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::asked::asked_ui;
use super::console::{
    CutDraft, CutStage, board_ui, channels_ui, cut_ui, emergency_ui, hold_ui, matrix_ui, turn_verb,
};
use super::forms::{MoveForm, form_ui, move_word};
use super::intent::{Intent, Screen};
use super::kit::{
    Ink, KeyButton, Look, Slot, body, bold, clock_of, heading, heading_ui, inside, light, mmss,
    row, segment_ui, severity_icon, small, tabs_ui,
};
use super::lore::Lore;
use super::model::Check;
use super::talk::talk_ui;
use crate::engine::{Command, CutPlan, HostVerb, Phase, Refusal};
use crate::game::draw::marks;
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::{Pace, SimTime};
use crate::scenario::MoveKind;
use crate::view::{Item, PlayerView};

/// Everything that a seat's screen shows.
#[derive(Clone, Copy)]
pub struct SeatModel<'a> {
    /// The present, for this seat.
    pub view: &'a PlayerView,
    /// What the seat has read and heard, oldest first.
    pub journal: &'a [Item],
    /// Channels and short names.
    pub lore: &'a Lore,
    /// Why the last thing that was asked for did not happen.
    pub refusal: Option<&'a Refusal>,
    /// The room's rule for this seat's moves.
    pub check: Check<'a>,
    /// The room's rule for the host's verbs, where the learner keeps the time.
    pub keeps_time: Option<Check<'a>>,
}

/// Tabs of the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SeatTab {
    /// Everything this seat reads.
    #[default]
    Talk,
    /// Options.
    Matrix,
    /// The state board.
    Board,
    /// By channel.
    Channels,
}

/// Drafts and tabs.
#[derive(Debug, Default)]
pub struct SeatLocal {
    /// The move that is being filled in.
    pub form: Option<MoveForm>,
    /// Tab of the middle.
    pub tab: SeatTab,
    /// All moves are shown, not only the fitting ones.
    pub more: bool,
    /// The plan of a time cut.
    pub cut: Option<CutDraft>,
    /// ENDEX waits to be confirmed.
    pub ending: bool,
    held_since: Option<f64>,
    held_enough: bool,
}

/// Shows a seat.
pub fn seat_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal, out: &mut Vec<Intent>) {
    if model.view.common.emergency {
        emergency_ui(ui, out);
        return;
    }
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0, colour::LINE.egui());
    let left = (window.width() * 0.26).clamp(320.0, 420.0);
    let right = (window.width() * 0.28).clamp(340.0, 460.0);
    let top = window.top() + console::TOP;
    let rects = [
        Rect::from_min_max(window.min, pos2(window.right(), top)),
        Rect::from_min_max(
            pos2(window.left(), top + 1.0),
            pos2(window.left() + left, window.bottom()),
        ),
        Rect::from_min_max(
            pos2(window.left() + left + 1.0, top + 1.0),
            pos2(window.right() - right - 1.0, window.bottom()),
        ),
        Rect::from_min_max(pos2(window.right() - right, top + 1.0), window.max),
    ];
    for rect in rects {
        ui.painter().rect_filled(rect, 0, colour::PANEL.egui());
    }
    let [bar, west, middle, east] = rects;
    ui.push_id("bar", |ui| {
        inside(ui, bar, |ui| bar_ui(ui, model, local, out))
    });
    ui.push_id("asked", |ui| {
        inside(ui, west, |ui| asked_ui(ui, model, local, out))
    });
    ui.push_id("middle", |ui| {
        inside(ui, middle, |ui| middle_ui(ui, model, local))
    });
    ui.push_id("act", |ui| {
        inside(ui, east, |ui| act_ui(ui, model, local, out))
    });
    dialog_ui(ui, model, local, out);
    ending_ui(ui, local, out);
}

fn bar_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal, out: &mut Vec<Intent>) {
    let common = &model.view.common;
    let bar = ui.max_rect();
    let orchid = colour::EXERCISE.egui();
    let block = Rect::from_min_size(bar.min, vec2(124.0, bar.height() - 2.0));
    ui.painter().rect_filled(block, 0, orchid);
    ui.painter().rect_filled(
        Rect::from_min_max(pos2(bar.left(), bar.bottom() - 2.0), bar.max),
        0,
        orchid,
    );
    let word = heading("EXERCISE", Ink::Of(colour::EXERCISE_INK));
    Slot(block.shrink2(vec2(24.0, 0.0))).rest(ui, word);
    let mut slot = Slot(Rect::from_min_max(
        pos2(block.right() + 20.0, bar.top()),
        bar.max - vec2(16.0, 2.0),
    ));
    slot.words(
        ui,
        light(
            common.clock.as_str(),
            32.0,
            if common.running {
                Ink::Text
            } else {
                Ink::Second
            },
        ),
    );
    let since = match (&common.paused, &common.cut) {
        (Some(_), _) => "paused".to_owned(),
        (None, Some(cut)) => format!("time cut to {}", cut.to),
        (None, None) => format!("T+{}", mmss(common.now.since(SimTime::ZERO))),
    };
    slot.words(ui, small(since, Ink::Lamp));
    if let Some(severity) = &common.severity {
        let mark = slot.left(16.0);
        severity_icon(ui, mark, 16.0, severity.severity.level());
        slot.words(
            ui,
            bold(
                severity.label.as_str(),
                Ink::Severity(severity.severity.level()),
            ),
        );
    }
    let share = local
        .held_since
        .map_or(0.0, |since| (ui.input(|input| input.time) - since) as f32);
    let rect = slot.right(150.0);
    let pressed = inside(ui, rect.shrink2(vec2(0.0, 15.0)), |ui| {
        let button = KeyButton::new("Emergency", "Esc")
            .look(Look::Danger)
            .progress(share);
        let button = button.mark(76.0, |sheet| marks::severity(sheet, 1, None));
        let response = button
            .show(ui)
            .on_hover_text("Hold for one second: something real has happened.");
        response.is_pointer_button_down_on() && response.contains_pointer()
    });
    if hold_ui(ui, &mut local.held_since, &mut local.held_enough, pressed) {
        out.push(Intent::Host(HostVerb::RealEmergency));
    }
    if let Some(keeps) = model.keeps_time {
        let rect = slot.right((slot.0.width() - 8.0).min(430.0));
        inside(ui, rect.shrink2(vec2(0.0, 15.0)), |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                time_ui(ui, model, keeps, local, out)
            });
        });
    }
}

fn time_ui(
    ui: &mut Ui,
    model: &SeatModel<'_>,
    keeps: Check<'_>,
    local: &mut SeatLocal,
    out: &mut Vec<Intent>,
) {
    let common = &model.view.common;
    let refused = |verb: HostVerb| keeps(&Command::Host(verb)).err().map(|refusal| refusal.why);
    if common.phase > Phase::Play {
        if KeyButton::new("Hot wash", "")
            .look(Look::Lit)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Navigate(Screen::HotWash));
        }
        return;
    }
    if common.phase < Phase::Play {
        if KeyButton::new("Start", "")
            .look(Look::Lit)
            .refused(refused(HostVerb::Start))
            .show(ui)
            .clicked()
        {
            out.push(Intent::Host(HostVerb::Start));
        }
        return;
    }
    if KeyButton::new("End", "")
        .refused(refused(HostVerb::End))
        .show(ui)
        .clicked()
    {
        local.ending = true;
    }
    if let Some((label, verb)) = turn_verb(common)
        && KeyButton::new(label, "")
            .look(Look::Lit)
            .refused(refused(verb.clone()))
            .show(ui)
            .clicked()
    {
        out.push(Intent::Host(verb));
    }
    let cut = refused(HostVerb::Cut {
        plan: CutPlan::default(),
    });
    if cut.is_some() && refused(HostVerb::Scene).is_none() {
        if KeyButton::new("Next scene", "").show(ui).clicked() {
            out.push(Intent::Host(HostVerb::Scene));
        }
    } else if KeyButton::new("Time cut…", "")
        .refused(cut)
        .show(ui)
        .clicked()
    {
        local.cut = Some(CutDraft::of(cut_stage(model)));
    }
    let verb = match common.paused {
        Some(_) => HostVerb::Resume,
        None => HostVerb::Pause { why: String::new() },
    };
    let label = if common.paused.is_some() {
        "Resume"
    } else {
        "Pause"
    };
    let look = if common.paused.is_some() {
        Look::Lit
    } else {
        Look::Plain
    };
    if KeyButton::new(label, "")
        .look(look)
        .refused(refused(verb.clone()))
        .show(ui)
        .clicked()
    {
        out.push(Intent::Host(verb));
    }
    let paces = [(Pace(400), "4×"), (Pace(200), "2×"), (Pace(100), "1×")];
    let refused = |pace| refused(HostVerb::Speed { pace });
    if let Some(pace) = segment_ui(ui, console::BUTTON, Some(common.pace), &paces, &refused) {
        out.push(Intent::Host(HostVerb::Speed { pace }));
    }
}

fn middle_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal) {
    let view = model.view;
    let tabs = [
        (SeatTab::Talk, "Talk".to_owned()),
        (SeatTab::Matrix, format!("Options {}", view.options.len())),
        (SeatTab::Board, "State board".to_owned()),
        (SeatTab::Channels, "Channels".to_owned()),
    ];
    tabs_ui(ui, &mut local.tab, &tabs);
    let rest = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, rest, |ui| match local.tab {
        SeatTab::Talk => {
            if let Some(item) = talk_ui(ui, model.journal, &view.seats, model.lore) {
                local.form = Some(reply_to(item));
            }
        }
        SeatTab::Matrix => matrix_ui(ui, &view.options, &view.seats, None),
        SeatTab::Board => board_ui(ui, &view.board, view.common.now, model.lore),
        SeatTab::Channels => channels_ui(ui, model.journal, &view.seats, model.lore),
    });
}

/// A form that answers this line.
fn reply_to(item: &Item) -> MoveForm {
    match &item.line {
        crate::view::Line::Message { from, channel, .. } => {
            MoveForm::reply(MoveKind::Say, from.seat, *channel, Some(item.seq))
        }
        crate::view::Line::Notice { .. } => MoveForm::new(MoveKind::Say),
    }
}

fn act_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal, out: &mut Vec<Intent>) {
    let view = model.view;
    heading_ui(ui, "Your move", "", "");
    let rest =
        Rect::from_min_max(ui.cursor().min, ui.max_rect().max).shrink2(vec2(console::PAD, 0.0));
    inside(ui, rest, |ui| {
        moves_ui(ui, view, local);
        if let Some(refusal) = model.refusal {
            ui.label(body(format!("Not done: {}", refusal.why), Ink::Severity(2)));
            if !refusal.legal.is_empty() {
                let legal: Vec<String> =
                    refusal.legal.iter().map(|kind| move_word(*kind)).collect();
                ui.label(small(format!("You can: {}", legal.join(", ")), Ink::Second));
            }
            ui.add_space(8.0);
        }
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let Some(mut form) = local.form.take() else {
                    ui.label(body(
                        "Choose a move, or press a line to answer it.",
                        Ink::Third,
                    ));
                    return;
                };
                ui.label(heading(move_word(form.kind), Ink::Text));
                if let Some(of) = form.reply_to {
                    let said = model.journal.iter().find(|item| item.seq == of);
                    let when =
                        said.map_or_else(String::new, |item| clock_of(model.lore.start, item.at));
                    ui.label(small(format!("in answer to {of}, {when}"), Ink::Third));
                }
                ui.add_space(8.0);
                form_ui(ui, view, &mut form);
                ui.add_space(8.0);
                if !send_ui(ui, model, &form, out) {
                    local.form = Some(form);
                }
            });
    });
}

fn moves_ui(ui: &mut Ui, view: &PlayerView, local: &mut SeatLocal) {
    let mut offered = view.fitting.clone();
    if local.more {
        offered.extend(
            view.legal
                .iter()
                .copied()
                .filter(|kind| !view.fitting.contains(kind)),
        );
    }
    if offered.is_empty() {
        ui.label(body("Nothing to do before STARTEX.", Ink::Third));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for kind in offered {
            let on = local.form.as_ref().is_some_and(|form| form.kind == kind);
            let look = if on { Look::On } else { Look::Plain };
            if KeyButton::new(&move_word(kind), "")
                .look(look)
                .show(ui)
                .clicked()
            {
                local.form = Some(MoveForm::new(kind));
            }
        }
        if view.legal.len() > view.fitting.len() {
            let label = if local.more { "Fewer" } else { "More" };
            if KeyButton::new(label, "").show(ui).clicked() {
                local.more = !local.more;
            }
        }
    });
    let (slot, _) = row(ui, 16.0, Sense::hover());
    super::kit::hairline(ui, slot.0.translate(vec2(0.0, 10.0)));
}

/// Sends the form when the room takes it; answers whether it is done with.
fn send_ui(ui: &mut Ui, model: &SeatModel<'_>, form: &MoveForm, out: &mut Vec<Intent>) -> bool {
    let command = form.play(model.view).map(Command::Play);
    let refused = match &command {
        Err(why) => Some(why.clone()),
        Ok(command) => (model.check)(command).err().map(|refusal| refusal.why),
    };
    if let Some(why) = &refused {
        ui.label(small(why.as_str(), Ink::Second));
        ui.add_space(6.0);
    }
    let mut done = false;
    ui.horizontal(|ui| {
        let look = if refused.is_none() {
            Look::Lit
        } else {
            Look::Plain
        };
        let sends =
            ui.input(|input| input.modifiers.command && input.key_pressed(egui::Key::Enter));
        let can = refused.is_none();
        let button = KeyButton::new("Send", "")
            .look(look)
            .height(36.0)
            .refused(refused)
            .show(ui);
        if let (Ok(command), true) = (command, can && (button.clicked() || sends)) {
            out.push(Intent::Command(command));
            done = true;
        }
        if KeyButton::new("Leave it", "")
            .height(36.0)
            .show(ui)
            .clicked()
        {
            done = true;
        }
    });
    done
}

fn dialog_ui(ui: &mut Ui, model: &SeatModel<'_>, local: &mut SeatLocal, out: &mut Vec<Intent>) {
    let Some(mut draft) = local.cut.take() else {
        return;
    };
    let mut done = ui.input(|input| input.key_pressed(egui::Key::Escape));
    egui::Modal::new(egui::Id::new("seat cut")).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        ui.label(heading("Time cut", Ink::Text));
        ui.label(body(
            "Before the clock turns: say what it leaves behind. Word that you promise here counts as kept.",
            Ink::Second,
        ));
        ui.add_space(8.0);
        cut_ui(ui, cut_stage(model), &mut draft);
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if KeyButton::new("Cut", "").look(Look::Lit).show(ui).clicked() {
                out.push(Intent::Host(draft.verb()));
                done = true;
            }
            done |= KeyButton::new("Leave it", "Esc").show(ui).clicked();
        });
    });
    if !done {
        local.cut = Some(draft);
    }
}

fn cut_stage<'a>(model: &SeatModel<'a>) -> CutStage<'a> {
    CutStage {
        scene: model.view.common.scene.as_ref(),
        options: &model.view.options,
        lore: model.lore,
    }
}

fn ending_ui(ui: &mut Ui, local: &mut SeatLocal, out: &mut Vec<Intent>) {
    if !local.ending {
        return;
    }
    egui::Modal::new(egui::Id::new("seat end")).show(ui.ctx(), |ui| {
        ui.set_width(380.0);
        ui.label(heading("End the exercise?", Ink::Text));
        ui.label(body(
            "Play ends here, and the hot wash begins. This can't be taken back.",
            Ink::Second,
        ));
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if KeyButton::new("End it", "")
                .look(Look::Lit)
                .show(ui)
                .clicked()
            {
                out.push(Intent::Host(HostVerb::End));
                local.ending = false;
            }
            if KeyButton::new("Play on", "Esc").show(ui).clicked()
                || ui.input(|i| i.key_pressed(egui::Key::Escape))
            {
                local.ending = false;
            }
        });
    });
}
