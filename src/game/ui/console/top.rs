//! The top bar: EXERCISE, severity, scenes, the clock, pace, pause, time cut,
//! and Real emergency, which takes one second of holding.

use egui::{Align2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{ConsoleLocal, ConsoleModel, Dialog};
use crate::engine::{CutPlan, HostVerb, Phase};
use crate::game::draw::{State, marks};
use crate::game::theme::scale::console;
use crate::game::theme::{Weight, colour};
use crate::game::ui::intent::Intent;
use crate::game::ui::kit::{
    Ink, KeyButton, Look, Slot, body, bold, heading, icon, light, mmss, segment_ui, severity_icon,
    small, spans,
};
use crate::model::{Pace, SimTime};
use crate::scenario::DeadlineKind;
use crate::view::{CommonView, DeadlineState};

/// Seconds that Real emergency must be held.
const HOLD: f64 = 1.0;

pub(super) fn top_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
) {
    let bar = ui.max_rect();
    let orchid = colour::EXERCISE.egui();
    let wide = bar.width() >= 1500.0;
    let mut slot = Slot(bar);
    let block = Rect::from_min_size(
        bar.min,
        vec2(if wide { 144.0 } else { 112.0 }, bar.height() - 2.0),
    );
    ui.painter().rect_filled(block, 0, orchid);
    exercise_word(ui, block, if wide { 20.0 } else { 15.0 });
    ui.painter().rect_filled(
        Rect::from_min_max(pos2(bar.left(), bar.bottom() - 2.0), bar.max),
        0,
        orchid,
    );
    slot.0.min.x = block.right() + if wide { 20.0 } else { 12.0 };
    slot.0.max.y -= 2.0;

    let title = slot.left(if wide { 196.0 } else { 150.0 });
    title_ui(ui, model, title);
    divider(ui, &mut slot);
    emergency_button_ui(ui, local, out, &mut slot, wide);

    // From the right: cut, pause, pace. They keep their width; scenes shrink.
    slot.0.max.x -= if wide { 24.0 } else { 4.0 };
    let turns = turn_verb(&model.view.table.common).is_some();
    let controls = if wide { 380.0 } else { 300.0 } + if turns { 104.0 } else { 0.0 };
    let right = slot.right(controls);
    let mut child = child_ui(ui, right, egui::Layout::right_to_left(egui::Align::Center));
    child.spacing_mut().item_spacing.x = 8.0;
    controls_ui(&mut child, model, local, out, wide);

    let scenes = slot.left((slot.0.width() - if wide { 240.0 } else { 190.0 }).max(60.0));
    scenes_ui(ui, model, scenes);
    clock_ui(ui, model, slot.0, if wide { 32.0 } else { 20.0 });
}

/// The word, spaced, in the one place that it always has.
fn exercise_word(ui: &mut Ui, block: Rect, size: f32) {
    let font = Weight::SemiBold.at(size);
    let letters = "EXERCISE";
    let spacing = size / 10.0;
    let width = Weight::SemiBold.width(letters, size) + spacing * 7.0;
    let mut x = block.center().x - width / 2.0;
    for letter in letters.chars() {
        let letter = letter.to_string();
        let at = pos2(x, block.center().y);
        ui.painter().text(
            at,
            Align2::LEFT_CENTER,
            &letter,
            font.clone(),
            colour::EXERCISE_INK.egui(),
        );
        x += Weight::SemiBold.width(&letter, size) + spacing;
    }
    ui.interact(block, ui.id().with("exercise"), Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, letters));
}

fn title_ui(ui: &mut Ui, model: &ConsoleModel<'_>, rect: Rect) {
    let common = &model.view.table.common;
    let upper = Rect::from_min_max(
        pos2(rect.left(), rect.top() + 9.0),
        pos2(rect.right(), rect.top() + 33.0),
    );
    let lower = Rect::from_min_max(
        pos2(rect.left(), rect.top() + 34.0),
        pos2(rect.right(), rect.top() + 52.0),
    );
    Slot(upper).rest(ui, heading(model.lore.id.as_str(), Ink::Text));
    let mut line = Slot(lower);
    match &common.severity {
        Some(declared) => {
            let level = declared.severity.level();
            let mark = line.left(12.0);
            line.0.min.x -= 4.0;
            severity_icon(ui, mark, 12.0, level);
            let since = common.clock_start.plus(declared.at.since(SimTime::ZERO));
            let label = format!("{} ", declared.label);
            let rest = format!("{}, declared {since}", declared.impact);
            line.rest(
                ui,
                spans(
                    console::SMALL,
                    &[
                        (&label, Weight::SemiBold, Ink::Severity(level)),
                        (&rest, Weight::Regular, Ink::Second),
                    ],
                ),
            );
        }
        None => {
            let words = match common.phase {
                Phase::Lobby | Phase::Briefing => "before STARTEX",
                Phase::Play => "no severity declared yet",
                _ => "after ENDEX",
            };
            line.rest(ui, small(words, Ink::Third));
        }
    }
}

fn divider(ui: &Ui, slot: &mut Slot) {
    let x = ui.painter().round_to_pixel_center(slot.0.left());
    ui.painter()
        .vline(x, slot.0.y_range(), (1.0, colour::LINE.egui()));
    slot.0.min.x += 16.0;
}

fn child_ui(ui: &mut Ui, rect: Rect, layout: egui::Layout) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).layout(layout))
}

fn scenes_ui(ui: &mut Ui, model: &ConsoleModel<'_>, rect: Rect) {
    let common = &model.view.table.common;
    let current = common.scenes.iter().position(|scene| scene.current);
    let gone =
        |index: usize| current.is_some_and(|current| index < current) || common.phase > Phase::Play;
    let widths: Vec<f32> = common
        .scenes
        .iter()
        .enumerate()
        .map(|(index, scene)| {
            Weight::SemiBold.width(&scene.title, console::BODY)
                + 24.0
                + if gone(index) { 18.0 } else { 0.0 }
        })
        .collect();
    let total: f32 = widths.iter().sum();
    // Where there is no room for all, the current scene alone.
    let all = total <= rect.width();
    let mut x = rect.left();
    for (index, scene) in common.scenes.iter().enumerate() {
        if !all && !scene.current {
            continue;
        }
        let width = widths[index].min(rect.right() - x);
        let chip = Rect::from_min_size(pos2(x, rect.center().y - 16.0), vec2(width, 32.0));
        let fill = if scene.current {
            colour::TINT
        } else {
            colour::WIDGET
        };
        ui.painter().rect(
            chip,
            egui::CornerRadius::same(console::CORNER),
            fill.egui(),
            egui::Stroke::new(1.0, colour::LINE_STRONG.egui()),
            egui::StrokeKind::Inside,
        );
        let mut inner = Slot(chip.shrink2(vec2(12.0, 0.0)));
        if gone(index) {
            let mark = inner.left(12.0);
            inner.0.min.x -= 4.0;
            icon(ui, mark, 12.0, State::Met);
        }
        let words = if scene.current {
            bold(scene.title.as_str(), Ink::Lamp)
        } else {
            body(scene.title.as_str(), Ink::Second)
        };
        let response = inner.rest(ui, words);
        if scene.current && !model.view.aim.is_empty() {
            response.on_hover_text(&model.view.aim);
        }
        x += width - 1.0;
    }
}

/// What the clock's second line says: what the room is up against next.
fn ahead(model: &ConsoleModel<'_>) -> Option<(String, Ink)> {
    let common = &model.view.table.common;
    if let Some(scene) = common.scene.as_ref().filter(|scene| scene.over) {
        return Some((format!("{} is over: cut or end", scene.title), Ink::Lamp));
    }
    if let Some(turn) = common.turn.as_ref().filter(|turn| turn.over) {
        return Some((format!("turn {} has run out", turn.nth), Ink::Lamp));
    }
    let next = common
        .deadlines
        .iter()
        .find(|deadline| matches!(deadline.state, DeadlineState::Ahead | DeadlineState::Open))?;
    let at = match (next.state, next.opens) {
        (DeadlineState::Ahead, Some(opens)) => opens,
        _ => next.at,
    };
    let word = if next.kind == DeadlineKind::Decision && !common.reviewing {
        "decide"
    } else {
        next.label.as_str()
    };
    let closes = if next.state == DeadlineState::Open {
        "closes in"
    } else {
        "in"
    };
    Some((
        format!("{word} {closes} {}", mmss(at.since(common.now))),
        Ink::Lamp,
    ))
}

fn clock_ui(ui: &mut Ui, model: &ConsoleModel<'_>, rect: Rect, size: f32) {
    let common = &model.view.table.common;
    let mut slot = Slot(rect);
    let ink = if common.running {
        Ink::Text
    } else {
        Ink::Second
    };
    slot.words(ui, light(common.clock.as_str(), size, ink));
    let beside = slot.0;
    let upper = Rect::from_min_max(
        pos2(beside.left(), beside.top() + 14.0),
        pos2(beside.right(), beside.center().y),
    );
    let lower = Rect::from_min_max(
        pos2(beside.left(), beside.center().y + 1.0),
        pos2(beside.right(), beside.bottom() - 12.0),
    );
    let since = format!("T+{}", mmss(common.now.since(SimTime::ZERO)));
    let (words, ink) = match (&common.paused, &common.cut, common.phase) {
        (Some(why), ..) if why.is_empty() => ("paused".to_owned(), Ink::Lamp),
        (Some(why), ..) => (format!("paused: {why}"), Ink::Lamp),
        (None, Some(cut), _) => (format!("time cut to {}", cut.to), Ink::Lamp),
        (None, None, Phase::Play) => ahead(model).unwrap_or_else(|| (String::new(), Ink::Second)),
        (None, None, Phase::Lobby | Phase::Briefing) => ("not started".to_owned(), Ink::Second),
        (None, None, _) => ("ended".to_owned(), Ink::Second),
    };
    Slot(upper).rest(ui, small(since, Ink::Second));
    Slot(lower).rest(ui, small(words, ink));
}

fn controls_ui(
    ui: &mut Ui,
    model: &ConsoleModel<'_>,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
    wide: bool,
) {
    let common = &model.view.table.common;
    match common.phase {
        Phase::Lobby | Phase::Briefing => {
            let refused = model.refused(&HostVerb::Start);
            if KeyButton::new("STARTEX", "")
                .look(Look::Lit)
                .refused(refused)
                .show(ui)
                .clicked()
            {
                out.push(Intent::Host(HostVerb::Start));
            }
            if KeyButton::new("Lobby", "").show(ui).clicked() {
                out.push(Intent::Navigate(crate::game::ui::Screen::Lobby));
            }
            return;
        }
        Phase::Play => {}
        _ => {
            if KeyButton::new("Hot wash", "")
                .look(Look::Lit)
                .show(ui)
                .clicked()
            {
                out.push(Intent::Navigate(crate::game::ui::Screen::HotWash));
            }
            return;
        }
    }
    let last = common
        .scene
        .as_ref()
        .is_some_and(|scene| scene.cut_to.is_none());
    let over = common.scene.as_ref().is_some_and(|scene| scene.over);
    let look = if over { Look::On } else { Look::Plain };
    let key = if wide { "T" } else { "" };
    if let Some((label, verb)) = turn_verb(common) {
        let refused = model.refused(&verb);
        let look = if common.turn.as_ref().is_some_and(|turn| turn.over) {
            Look::Lit
        } else {
            Look::Plain
        };
        if KeyButton::new(label, "")
            .look(look)
            .refused(refused)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Host(verb));
        }
    }
    // A scene that no time cut leads to may begin early, and one whose moment
    // the table has played past may begin at all.
    let cut = HostVerb::Cut {
        plan: CutPlan::default(),
    };
    let uncut = last || model.refused(&cut).is_some();
    if uncut && model.refused(&HostVerb::Scene).is_none() {
        if KeyButton::new("Next scene", "")
            .look(look)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Host(HostVerb::Scene));
        }
    } else if last {
        if KeyButton::new("ENDEX…", key).look(look).show(ui).clicked() {
            local.dialog = Some(Dialog::End);
        }
    } else if KeyButton::new("Time cut…", key)
        .look(look)
        .show(ui)
        .clicked()
    {
        local.dialog = Some(Dialog::cut(model));
    }
    let (label, verb) = pause_verb(model);
    let look = if common.paused.is_some() {
        Look::Lit
    } else {
        Look::Plain
    };
    let refused = model.refused(&verb);
    if KeyButton::new(label, if wide { "Space" } else { "" })
        .look(look)
        .refused(refused)
        .show(ui)
        .clicked()
    {
        out.push(Intent::Host(verb));
    }
    ui.add_space(4.0);
    let paces = [(Pace(200), "2×"), (Pace(150), "1.5×"), (Pace(100), "1×")];
    let refused = |pace| model.refused(&HostVerb::Speed { pace });
    if let Some(pace) = segment_ui(ui, console::BUTTON, Some(common.pace), &paces, &refused) {
        out.push(Intent::Host(HostVerb::Speed { pace }));
    }
}

/// What comes next where dice decide: they fall, then the next turn begins.
pub(in crate::game::ui) fn turn_verb(common: &CommonView) -> Option<(&'static str, HostVerb)> {
    let turn = common.turn.as_ref()?;
    Some(match turn.rolled || turn.acts.is_empty() {
        false => ("Roll", HostVerb::Roll),
        true => ("Next turn", HostVerb::Turn),
    })
}

/// What Space does, and its word.
pub(super) fn pause_verb(model: &ConsoleModel<'_>) -> (&'static str, HostVerb) {
    match model.view.table.common.paused {
        Some(_) => ("Resume", HostVerb::Resume),
        None => ("Pause", HostVerb::Pause { why: String::new() }),
    }
}

fn emergency_button_ui(
    ui: &mut Ui,
    local: &mut ConsoleLocal,
    out: &mut Vec<Intent>,
    slot: &mut Slot,
    wide: bool,
) {
    let label = if wide {
        "Real emergency  hold"
    } else {
        "Emergency"
    };
    slot.0.max.x -= 16.0;
    let rect = slot.right(if wide { 226.0 } else { 152.0 });
    let mut child = child_ui(ui, rect, egui::Layout::right_to_left(egui::Align::Center));
    let share = hold_share(ui, local.held_since);
    let button = KeyButton::new(label, "Esc")
        .look(Look::Danger)
        .tight()
        .progress(share)
        .mark(76.0, |sheet| marks::severity(sheet, 1, None));
    let response = button.show(&mut child);
    let pressed = response.is_pointer_button_down_on();
    let response = response.on_hover_text("Hold for one second: stops all play on every screen.");
    hold(ui, local, pressed && response.contains_pointer(), out);
}

fn hold_share(ui: &Ui, since: Option<f64>) -> f32 {
    since.map_or(0.0, |since| {
        ((ui.input(|input| input.time) - since) / HOLD) as f32
    })
}

/// Counts how long the button or Escape is held, and declares the emergency
/// after a second: never by one press.
fn hold(ui: &Ui, local: &mut ConsoleLocal, pressed: bool, out: &mut Vec<Intent>) {
    if hold_ui(ui, &mut local.held_since, &mut local.held_enough, pressed) {
        out.push(Intent::Host(HostVerb::RealEmergency));
    }
}

/// The same for any screen: answers true once, after a second of holding.
pub(in crate::game::ui) fn hold_ui(
    ui: &Ui,
    since: &mut Option<f64>,
    enough: &mut bool,
    pressed: bool,
) -> bool {
    let (now, escape) = ui.input(|input| (input.time, input.key_down(egui::Key::Escape)));
    if !pressed && !escape {
        *since = None;
        *enough = false;
        return false;
    }
    let began = *since.get_or_insert(now);
    ui.ctx().request_repaint();
    if now - began >= HOLD && !*enough {
        *enough = true;
        return true;
    }
    false
}
