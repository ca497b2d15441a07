//! The stops of a tour, in order.

use super::Game;
use crate::engine::{HostVerb, RiskPreset};
use crate::game::ui::console::{CutDraft, Dialog, MiddleTab, Spoke};
use crate::game::ui::forms::MoveForm;
use crate::game::ui::{Intent, Screen};
use crate::model::{ClockTime, Name, SeatId};
use crate::scenario::MoveKind;
use std::collections::VecDeque;

/// The exercise that is toured.
const SCENARIO: &str = "db-migration";

/// A stop.
pub(super) enum Stop {
    /// Takes a picture of a window, at every size. The name begins with
    /// `table` when it is the table's.
    Picture(&'static str),
    /// Asks for something, as a button would.
    Ask(Box<Intent>),
    /// Opens a form, a tab, a dialog.
    Set(fn(&mut Game)),
    /// People join.
    Gather,
    /// Plays the script until the story's clock shows this.
    PlayUntil(ClockTime),
    /// Lets a time cut run.
    PassCut,
    /// Lets some frames pass.
    Rest(u32),
}

fn at(hour: u32, minute: u32) -> Stop {
    Stop::PlayUntil(ClockTime::new(hour, minute))
}

fn ask(intent: Intent) -> Stop {
    Stop::Ask(Box::new(intent))
}

fn host(verb: HostVerb) -> Stop {
    ask(Intent::Host(verb))
}

fn seat(id: &str) -> Option<SeatId> {
    SeatId::new(id).ok()
}

/// The whole way: start, lobby, table and console, time cut, hot wash,
/// retrospective; then a practice alone.
pub(super) fn stops() -> VecDeque<Stop> {
    let Ok(scenario) = Name::new(SCENARIO) else {
        return VecDeque::new();
    };
    let rest = || Stop::Rest(8);
    let stops = [
        rest(),
        Stop::Picture("start"),
        Stop::Picture("table-start"),
        ask(Intent::HostTable {
            scenario,
            certification: false,
        }),
        rest(),
        Stop::Gather,
        rest(),
        Stop::Picture("lobby"),
        Stop::Picture("table-lobby"),
        host(HostVerb::Brief),
        rest(),
        Stop::Picture("table-briefing"),
        host(HostVerb::Start),
        at(2, 9),
        rest(),
        Stop::Picture("table-asking"),
        Stop::Picture("console-asking"),
        at(2, 14),
        rest(),
        Stop::Picture("table"),
        Stop::Picture("console"),
        Stop::Set(|game| game.locals.console.middle = MiddleTab::Matrix),
        Stop::Picture("console-options"),
        Stop::Set(|game| game.locals.console.middle = MiddleTab::RunSheet),
        Stop::Picture("console-run-sheet"),
        Stop::Set(|game| {
            let local = &mut game.locals.console;
            local.middle = MiddleTab::default();
            local.capture.seat = seat("database");
            local.capture.kind = Some(Spoke::Tells);
            local.capture.words = "the check alone takes an hour".to_owned();
        }),
        Stop::Picture("console-capture"),
        Stop::Set(|game| {
            game.locals.console.capture = Default::default();
            game.locals.console.dialog = Some(Dialog::Adopt {
                name: "Read only".to_owned(),
                owner: seat("application"),
                minutes: 20,
                loss: String::new(),
                impact: "nobody can change anything".to_owned(),
                risk: RiskPreset::Medium,
                from: None,
            });
        }),
        Stop::Picture("console-adopt"),
        Stop::Set(|game| game.locals.console.dialog = None),
        host(HostVerb::Pause {
            why: "a word on roles".to_owned(),
        }),
        rest(),
        Stop::Picture("table-paused"),
        host(HostVerb::Resume),
        at(2, 19),
        Stop::Set(|game| game.locals.console.dialog = Some(Dialog::Cut(CutDraft::default()))),
        Stop::Picture("console-cut"),
        Stop::Set(|game| game.locals.console.dialog = None),
        // The script cuts at 02:20 and at 02:57.
        at(2, 22),
        rest(),
        Stop::Picture("table-cut"),
        Stop::PassCut,
        at(2, 51),
        rest(),
        Stop::Picture("table-landing"),
        at(3, 10),
        Stop::PassCut,
        at(5, 37),
        rest(),
        Stop::Picture("table-wall"),
        Stop::Picture("console-wall"),
        at(5, 44),
        rest(),
        Stop::Picture("hot-wash"),
        Stop::Picture("table-endex"),
        host(HostVerb::Review),
        rest(),
        ask(Intent::Export),
        rest(),
        Stop::Picture("review"),
        ask(Intent::Navigate(Screen::Start)),
        rest(),
        ask(Intent::PractiseAlone { scenario }),
        rest(),
        Stop::Picture("seat-before"),
        host(HostVerb::Start),
        at(2, 11),
        rest(),
        Stop::Picture("seat"),
        Stop::Picture("table-alone"),
        Stop::Set(|game| game.locals.seat.form = Some(MoveForm::new(MoveKind::Decide))),
        Stop::Picture("seat-decide"),
        Stop::Set(|game| game.locals.seat.form = None),
        // Leaving and coming back: the clock stands where it was.
        ask(Intent::Navigate(Screen::Start)),
        rest(),
        Stop::Picture("start-again"),
        Stop::Set(resume),
        rest(),
        Stop::Picture("seat-resumed"),
        host(HostVerb::Resume),
        rest(),
        host(HostVerb::RealEmergency),
        rest(),
        Stop::Picture("seat-emergency"),
        Stop::Picture("table-emergency"),
    ];
    stops.into()
}

/// Takes the first room up again that the start screen offers.
fn resume(game: &mut Game) {
    let room = game.start.recent.first().map(|recent| recent.code.clone());
    game.intents
        .extend(room.map(|room| Intent::Resume { room }));
}
