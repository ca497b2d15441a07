//! The lobby: the code to scan, who is here with their real job, who plays
//! what, and what the next quarter of an hour is for.

use egui::{Color32, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::intent::{Intent, Screen};
use super::kit::{
    Ink, KeyButton, Look, Slot, at_right, body, bold, hairline, heading, heading_ui, icon, inside,
    light, plural, portrait, portrait_in, row, small,
};
use super::model::{Check, RoomModel};
use super::version::{VersionLocal, VersionModel, broken_ui, version_ui};
use crate::engine::{Command, HostVerb, Part, Phase, Reason, Refusal};
use crate::game::draw::State;
use crate::game::theme::colour;
use crate::game::theme::scale::console;
use crate::model::{JobFamily, PlayerId, SeatId};
use crate::view::{HostView, PersonView, SeatView};

/// Everything that the lobby shows.
#[derive(Clone, Copy)]
pub struct LobbyModel<'a> {
    /// The present.
    pub view: &'a HostView,
    /// The room from outside.
    pub room: &'a RoomModel,
    /// The family that may not be dealt each seat.
    pub families: &'a [(SeatId, JobFamily)],
    /// Minutes of play.
    pub minutes: u32,
    /// The version of the scenario that the lobby holds, where there is
    /// anything to choose.
    pub version: Option<&'a VersionModel>,
    /// Why the last thing that was asked for did not happen.
    pub refusal: Option<&'a Refusal>,
    /// The room's rule.
    pub check: Check<'a>,
}

impl LobbyModel<'_> {
    /// The version, as long as the room takes another one.
    fn version(&self) -> Option<&VersionModel> {
        let lobby = self.view.table.common.phase == Phase::Lobby;
        self.version.filter(|version| lobby && !version.is_empty())
    }

    fn refused(&self, verb: &HostVerb) -> Option<String> {
        (self.check)(&Command::Host(verb.clone()))
            .err()
            .map(|refusal| refusal.why)
    }

    fn own_job(&self, person: &PersonView, seat: SeatId) -> bool {
        self.families
            .iter()
            .any(|(of, family)| *of == seat && *family == person.family)
    }
}

/// What is picked up, and what waits to be confirmed.
#[derive(Debug, Default)]
pub struct LobbyLocal {
    /// A person who is being moved.
    pub person: Option<PlayerId>,
    /// A swap onto one's own job that must be confirmed.
    pub own_job: Option<(PlayerId, SeatId)>,
    /// Words for the scenario that are not sent yet.
    pub version: VersionLocal,
}

/// Shows the lobby.
pub fn lobby_ui(
    ui: &mut Ui,
    model: &LobbyModel<'_>,
    local: &mut LobbyLocal,
    out: &mut Vec<Intent>,
) {
    let window = ui.max_rect();
    if model.view.table.common.emergency {
        super::console::emergency_ui(ui, out);
        return;
    }
    ui.painter().rect_filled(window, 0, colour::LINE.egui());
    let left = (window.width() * 0.26).clamp(320.0, 420.0);
    let right = (window.width() * 0.24).clamp(280.0, 380.0);
    let foot = window.bottom() - 64.0;
    let rects = [
        Rect::from_min_max(window.min, pos2(window.left() + left, foot - 1.0)),
        Rect::from_min_max(
            pos2(window.left() + left + 1.0, window.top()),
            pos2(window.right() - right - 1.0, foot - 1.0),
        ),
        Rect::from_min_max(
            pos2(window.right() - right, window.top()),
            pos2(window.right(), foot - 1.0),
        ),
        Rect::from_min_max(pos2(window.left(), foot), window.max),
    ];
    for rect in rects {
        ui.painter().rect_filled(rect, 0, colour::PANEL.egui());
    }
    let [join, seats, people, bar] = rects;
    ui.push_id("join", |ui| inside(ui, join, |ui| join_ui(ui, model, out)));
    ui.push_id("seats", |ui| {
        inside(ui, seats, |ui| seats_ui(ui, model, local, out))
    });
    ui.push_id("people", |ui| {
        inside(ui, people, |ui| people_ui(ui, model, local, out))
    });
    ui.push_id("bar", |ui| {
        inside(ui, bar.shrink2(vec2(16.0, 14.0)), |ui| {
            bar_ui(ui, model, out)
        })
    });
    own_job_ui(ui, model, local, out);
}

fn join_ui(ui: &mut Ui, model: &LobbyModel<'_>, out: &mut Vec<Intent>) {
    let room = model.room;
    super::kit::column_ui(ui, 20.0, |ui| {
        ui.add_space(16.0);
        let (slot, _) = row(ui, 24.0, Sense::hover());
        exercise_ui(ui, slot);
        ui.add_space(8.0);
        ui.label(light(
            model.view.table.common.title.as_str(),
            20.0,
            Ink::Text,
        ));
        ui.add_space(12.0);
        let side = (ui.available_width())
            .min(ui.available_height() * 0.42)
            .max(120.0);
        qr_ui(ui, side, &room.qr);
        ui.add_space(12.0);
        ui.label(light(room.code.as_str(), 48.0, Ink::Text));
        for (index, address) in room.addresses.iter().take(3).enumerate() {
            let ink = if index == 0 { Ink::Text } else { Ink::Second };
            let response = ui.add(
                egui::Label::new(body(address.as_str(), ink))
                    .truncate()
                    .sense(Sense::click()),
            );
            if response.on_hover_text("Press to copy").clicked() {
                ui.ctx().copy_text(address.clone());
                out.push(Intent::Copy(address.clone()));
            }
        }
        ui.add_space(12.0);
        if room.reached {
            let (mut slot, _) = row(ui, 22.0, Sense::hover());
            let mark = slot.left(14.0);
            icon(ui, mark, 14.0, State::Met);
            slot.rest(ui, body("A phone has reached this machine.", Ink::Ok));
        } else {
            ui.label(body("No phone has reached this machine yet.", Ink::Lamp));
            ui.add_space(2.0);
            ui.label(small(
                "Guest Wi-Fi often keeps devices apart: put all on one network, or let this machine share its own. \
                 It plays without phones, too: hand out printed cards and capture what is said.",
                Ink::Second,
            ));
        }
    });
}

fn exercise_ui(ui: &mut Ui, slot: Slot) {
    let rect = Rect::from_min_size(slot.0.min, vec2(96.0, 24.0));
    ui.painter().rect_filled(rect, 0, colour::EXERCISE.egui());
    let mut inner = Slot(rect.shrink2(vec2(14.0, 0.0)));
    inner.words(ui, bold("EXERCISE", Ink::Of(colour::EXERCISE_INK)));
}

/// The code as squares, dark on paper, with the quiet margin that cameras need.
fn qr_ui(ui: &mut Ui, side: f32, squares: &[Vec<bool>]) {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, "Code to scan"));
    if squares.is_empty() {
        ui.painter()
            .rect_filled(rect, console::CORNER_LIT, colour::RAISED.egui());
        let mut slot = Slot(rect.shrink(16.0));
        slot.words(ui, body("No network address to show.", Ink::Second));
        return;
    }
    squares_ui(ui, rect, squares);
}

/// Paints a code into a square that is already there.
pub fn squares_ui(ui: &Ui, rect: Rect, squares: &[Vec<bool>]) {
    ui.painter()
        .rect_filled(rect, console::CORNER_LIT, Color32::WHITE);
    let count = squares.len() as f32 + 8.0;
    // Whole pixels, so that squares join without seams.
    let pixels = ui.ctx().pixels_per_point();
    let step = (rect.width() / count * pixels).floor().max(1.0) / pixels;
    let start = rect.center() - vec2(step, step) * (squares.len() as f32 / 2.0);
    for (y, line) in squares.iter().enumerate() {
        for (x, dark) in line.iter().enumerate() {
            if *dark {
                let at = start + vec2(x as f32 * step, y as f32 * step);
                ui.painter().rect_filled(
                    Rect::from_min_size(at, vec2(step, step)),
                    0,
                    Color32::BLACK,
                );
            }
        }
    }
}

fn seats_ui(ui: &mut Ui, model: &LobbyModel<'_>, local: &mut LobbyLocal, out: &mut Vec<Intent>) {
    let seats = &model.view.table.seats;
    let held = seats.iter().filter(|seat| !seat.persona).count();
    let counts = format!("{held} held · {} by personas", seats.len() - held);
    let picked = local
        .person
        .and_then(|id| model.view.people.iter().find(|person| person.player == id));
    let hint = match picked {
        Some(person) => format!("now press a seat for {}", person.name),
        None => "pick a person, then a seat".to_owned(),
    };
    heading_ui(ui, "Seats", &counts, &hint);
    let foot = 56.0
        + if refusal_words(model).is_some() {
            76.0
        } else {
            0.0
        };
    let list = Rect::from_min_max(
        ui.cursor().min,
        pos2(ui.max_rect().right(), ui.max_rect().bottom() - foot),
    );
    inside(ui, list, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for seat in seats {
                    seat_row_ui(ui, model, local, seat, out);
                }
            });
    });
    let below = Rect::from_min_max(pos2(list.left(), list.bottom()), ui.max_rect().max)
        .shrink2(vec2(16.0, 10.0));
    inside(ui, below, |ui| {
        if let Some((reason, why)) = refusal_words(model) {
            let title = if reason == Reason::NoDeal {
                "Impossible deal"
            } else {
                "Not done"
            };
            ui.label(bold(title, Ink::Severity(2)));
            ui.label(body(why, Ink::Text));
            ui.add_space(8.0);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for (label, again) in [("Deal roles", false), ("Deal all anew", true)] {
                let verb = HostVerb::Deal { again };
                let look = if again || held > 0 {
                    Look::Plain
                } else {
                    Look::Lit
                };
                let refused = model.refused(&verb);
                let look = if refused.is_some() { Look::Plain } else { look };
                if KeyButton::new(label, "")
                    .look(look)
                    .refused(refused)
                    .show(ui)
                    .clicked()
                {
                    out.push(Intent::Host(verb));
                }
            }
        });
    });
}

/// What can't be dealt, in the room's words: asked before anybody presses.
fn refusal_words(model: &LobbyModel<'_>) -> Option<(Reason, String)> {
    if let Some(refusal) = model.refusal {
        return Some((refusal.reason, refusal.why.clone()));
    }
    let waits = |person: &PersonView| person.part == Part::Player && person.seat.is_none();
    if !model.view.people.iter().any(waits) {
        return None;
    }
    let refusal = (model.check)(&Command::Host(HostVerb::Deal { again: false })).err()?;
    (refusal.reason == Reason::NoDeal).then_some((refusal.reason, refusal.why))
}

fn seat_row_ui(
    ui: &mut Ui,
    model: &LobbyModel<'_>,
    local: &mut LobbyLocal,
    seat: &SeatView,
    out: &mut Vec<Intent>,
) {
    let (mut slot, response) = row(ui, 48.0, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::WidgetType::Button,
            true,
            format!("Seat {}", seat.title),
        )
    });
    let target = local.person.is_some();
    if response.hovered() {
        let tone = if target { colour::TINT } else { colour::RAISED };
        ui.painter().rect_filled(slot.0, 0, tone.egui());
    }
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    hairline(ui, slot.0);
    let mark = slot.left(32.0);
    portrait_in(ui, mark, 30.0, portrait(seat), 1.0);
    let half = slot.0.width() * 0.42;
    let holder = model
        .view
        .people
        .iter()
        .find(|person| person.seat == Some(seat.id));
    if holder.is_some() {
        let button = slot.right(110.0);
        ui.push_id(seat.id, |ui| {
            at_right(ui, button, |ui| {
                if KeyButton::new("To persona", "")
                    .height(28.0)
                    .show(ui)
                    .clicked()
                {
                    out.push(Intent::Host(HostVerb::Unseat { seat: seat.id }));
                }
            });
        });
    }
    slot.cell(ui, half, bold(seat.title.as_str(), Ink::Text));
    match holder {
        Some(person) => {
            slot.words(ui, body(person.name.as_str(), Ink::Text));
            let (words, ink) = if model.own_job(person, seat.id) {
                ("their own job".to_owned(), Ink::Lamp)
            } else {
                (format!("plays away from {}", person.job), Ink::Second)
            };
            slot.rest(ui, small(words, ink));
        }
        None => {
            slot.rest(ui, body(format!("{}, persona", seat.character), Ink::Third));
        }
    }
    if response.clicked() {
        match local.person {
            Some(player) => seat_person(model, local, player, seat.id, out),
            None => local.person = holder.map(|person| person.player),
        }
    }
}

fn seat_person(
    model: &LobbyModel<'_>,
    local: &mut LobbyLocal,
    player: PlayerId,
    seat: SeatId,
    out: &mut Vec<Intent>,
) {
    let person = model
        .view
        .people
        .iter()
        .find(|person| person.player == player);
    if person.is_some_and(|person| model.own_job(person, seat)) {
        local.own_job = Some((player, seat));
    } else {
        out.push(Intent::Host(HostVerb::Seat {
            player,
            seat,
            anyway: false,
        }));
    }
    local.person = None;
}

fn people_ui(ui: &mut Ui, model: &LobbyModel<'_>, local: &mut LobbyLocal, out: &mut Vec<Intent>) {
    let people = &model.view.people;
    heading_ui(
        ui,
        "People",
        &plural(people.len(), "person is here", "people are here"),
        "",
    );
    let list = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    inside(ui, list, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if let Some(version) = model.version() {
                    super::kit::column_ui(ui, console::PAD, |ui| broken_ui(ui, version));
                }
                if people.is_empty() {
                    let (mut slot, _) = row(ui, 28.0, Sense::hover());
                    slot.0.min.x += console::PAD;
                    slot.rest(
                        ui,
                        body("Nobody yet. They scan the code, or type it.", Ink::Third),
                    );
                }
                for person in people {
                    person_ui(ui, model, local, person, out);
                }
                ui.add_space(16.0);
                if let Some(version) = model.version() {
                    super::kit::column_ui(ui, console::PAD, |ui| {
                        version_ui(ui, version, &mut local.version, out);
                    });
                    ui.add_space(16.0);
                }
                run_sheet_ui(ui, model);
            });
    });
}

fn person_ui(
    ui: &mut Ui,
    model: &LobbyModel<'_>,
    local: &mut LobbyLocal,
    person: &PersonView,
    out: &mut Vec<Intent>,
) {
    let (mut slot, response) = row(ui, 42.0, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::WidgetType::Button,
            true,
            format!("Pick {}", person.name),
        )
    });
    let on = local.person == Some(person.player);
    if on || response.hovered() {
        let tone = if on { colour::TINT } else { colour::RAISED };
        ui.painter().rect_filled(slot.0, 0, tone.egui());
    }
    slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
    hairline(ui, slot.0);
    let whole = slot.0;
    let button = slot.right(76.0);
    ui.push_id(person.player, |ui| {
        at_right(ui, button, |ui| {
            if KeyButton::new("Goes", "")
                .height(26.0)
                .show(ui)
                .on_hover_text("They have left the room")
                .clicked()
            {
                out.push(Intent::Command(Command::Leave {
                    player: person.player,
                }));
            }
        });
    });
    let upper = Rect::from_min_max(
        slot.0.min + vec2(0.0, 3.0),
        pos2(slot.0.right(), whole.center().y + 1.0),
    );
    let lower = Rect::from_min_max(
        pos2(whole.left(), whole.center().y + 1.0),
        slot.0.max - vec2(0.0, 3.0),
    );
    Slot(upper).rest(
        ui,
        bold(person.name.as_str(), if on { Ink::Lamp } else { Ink::Text }),
    );
    let seat = person
        .seat
        .and_then(|id| model.view.table.seats.iter().find(|seat| seat.id == id));
    let part = match (seat, person.part) {
        (Some(seat), _) => format!("{} → {}", person.job, seat.title),
        (None, Part::Player) => format!("{}, waits for a role", person.job),
        (None, Part::Scribe) => "scribe".to_owned(),
        (None, Part::Evaluator) => "evaluator".to_owned(),
        (None, Part::Observer) => "watches".to_owned(),
    };
    Slot(lower).rest(ui, small(part, Ink::Second));
    if response.clicked() && person.part == Part::Player {
        local.person = if on { None } else { Some(person.player) };
    }
}

fn run_sheet_ui(ui: &mut Ui, model: &LobbyModel<'_>) {
    let (mut slot, _) = row(ui, 28.0, Sense::hover());
    slot.0.min.x += console::PAD;
    slot.rest(ui, heading("The next hour", Ink::Text));
    let phase = model.view.table.common.phase;
    let steps = [
        (5, "join", "names and real jobs", phase == Phase::Lobby),
        (
            8,
            "brief",
            "rules, roles, what is recorded",
            phase == Phase::Briefing,
        ),
        (
            model.minutes,
            "play",
            "from STARTEX to ENDEX",
            phase == Phase::Play,
        ),
        (15, "hot wash", "while it is fresh", phase == Phase::HotWash),
    ];
    for (minutes, title, words, now) in steps {
        let (mut slot, _) = row(ui, 26.0, Sense::hover());
        slot.0 = slot.0.shrink2(vec2(console::PAD, 0.0));
        hairline(ui, slot.0);
        slot.cell(ui, 48.0, body(format!("{minutes} min"), Ink::Second));
        slot.cell(
            ui,
            68.0,
            bold(title, if now { Ink::Lamp } else { Ink::Text }),
        );
        slot.rest(ui, small(words, Ink::Second));
    }
    if model.view.table.common.certification {
        ui.add_space(12.0);
        super::kit::column_ui(ui, console::PAD, |ui| {
            ui.label(bold("Certification", Ink::Lamp));
            ui.label(small(
                "Played at 1×. Nobody sees totals before ENDEX, neither host nor evaluator. The candidate alone is \
                 scored; every other seat is a persona or briefed.",
                Ink::Second,
            ));
        });
    }
}

fn bar_ui(ui: &mut Ui, model: &LobbyModel<'_>, out: &mut Vec<Intent>) {
    let phase = model.view.table.common.phase;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for (label, verb, now) in [
            ("Brief the table", HostVerb::Brief, phase == Phase::Lobby),
            ("STARTEX", HostVerb::Start, phase == Phase::Briefing),
        ] {
            let refused = model.refused(&verb);
            let look = if now && refused.is_none() {
                Look::Lit
            } else {
                Look::Plain
            };
            if KeyButton::new(label, "")
                .height(36.0)
                .look(look)
                .refused(refused)
                .show(ui)
                .clicked()
            {
                out.push(Intent::Host(verb));
            }
        }
        if KeyButton::new("Console", "")
            .height(36.0)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Navigate(Screen::Console));
        }
        if KeyButton::new("Back to the start", "")
            .height(36.0)
            .show(ui)
            .clicked()
        {
            out.push(Intent::Navigate(Screen::Start));
        }
        ui.label(small(
            "Seats that nobody takes are played by their personas.",
            Ink::Second,
        ));
    });
}

/// A swap onto one's own job says so, and happens only knowingly.
fn own_job_ui(ui: &mut Ui, model: &LobbyModel<'_>, local: &mut LobbyLocal, out: &mut Vec<Intent>) {
    let Some((player, seat)) = local.own_job else {
        return;
    };
    let name = model
        .view
        .people
        .iter()
        .find(|person| person.player == player);
    let title = model.view.table.seats.iter().find(|of| of.id == seat);
    let (Some(person), Some(title)) = (name, title) else {
        local.own_job = None;
        return;
    };
    egui::Modal::new(egui::Id::new("own job")).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.label(heading(format!("{} is {}’s own job", title.title, person.name), Ink::Text));
        ui.label(body(
            format!(
                "{} does {} for a living. People learn most away from their job, and others defer to an expert. The journal will say that it was done knowingly.",
                person.name, person.job
            ),
            Ink::Second,
        ));
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if KeyButton::new("Seat them all the same", "").show(ui).clicked() {
                out.push(Intent::Host(HostVerb::Seat { player, seat, anyway: true }));
                local.own_job = None;
            }
            if KeyButton::new("Leave it", "Esc").show(ui).clicked() || ui.input(|i| i.key_pressed(egui::Key::Escape)) {
                local.own_job = None;
            }
        });
    });
}
