//! Playing: the screens, the room behind them, and the way between.
//!
//! Once a frame: what the room sent is taken in ([`GameSet::Drain`]), the
//! table's model is made of it ([`GameSet::Model`]); the console's egui runs in
//! a schedule of its own and answers with intents, which are carried out in
//! the next drain. Absent on purpose: rules, and any state of the exercise
//! beside what the room sent.

mod book;
mod carry;
mod door;
mod open;
mod paper;
mod screens;
mod shelf;
mod tour;
mod version;
mod wonder;

pub use open::{Held, Outside, Purpose, Story, stories};

use super::rest::{NextFrame, Pace, Waker};
use super::table::TableScene;
use super::ui::start::StartModel;
use super::ui::what_if::Wonder;
use super::ui::{Intent, Lore, NoteModel, RoomModel, ScoreModel, Screen};
use super::{GameSet, Sizes, app};
use crate::engine::Phase;
use crate::model::{JobFamily, SeatId, Seq};
use crate::scoring::{Compared, GateResult};
use crate::storage::DataFolder;
use bevy::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;
use wonder::Wondering;

/// How the game is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Sizes of the windows; their usual ones when absent.
    pub sizes: Option<(UVec2, UVec2)>,
    /// Drives itself through all screens and writes pictures into this folder.
    pub tour: Option<PathBuf>,
}

/// Opens the windows and plays until they are closed.
pub fn run(options: &Options) -> ExitCode {
    if let Some(folder) = &options.tour {
        return tour::run(folder);
    }
    let sizes = match options.sizes {
        Some((table, console)) => Sizes {
            table,
            console: Some(console),
        },
        None => Sizes::default(),
    };
    let folder = match DataFolder::find() {
        Ok(folder) => folder,
        Err(error) => {
            bevy::log::error!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut app = app(sizes);
    app.insert_resource(Game::new(Outside::new(folder)))
        .add_plugins(plugin);
    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(_) => ExitCode::FAILURE,
    }
}

/// The game as a whole: which screen, which room.
#[derive(Resource)]
pub struct Game {
    /// The screen of the console window.
    pub screen: Screen,
    /// The room that is open.
    pub held: Option<Held>,
    /// Scenarios on the start screen.
    pub stories: Vec<Story>,
    /// What the start screen shows.
    pub start: StartModel,
    outside: Outside,
    intents: Vec<Intent>,
    locals: screens::Locals,
    lore: Lore,
    families: Vec<(SeatId, JobFamily)>,
    /// Of which opening or reload of the room these are.
    epoch: u64,
    room: RoomModel,
    notes: Vec<NoteModel>,
    score: (Seq, ScoreModel),
    /// What is known once it is over: the gates, the review beside the author's.
    gates: Vec<GateResult>,
    compared: Vec<Compared>,
    /// The last "what if", and who plays it.
    wonder: Wonder,
    wondering: Option<Wondering>,
    /// The phase whose screen was gone to last.
    phase: Option<Phase>,
    quit: bool,
}

impl Game {
    /// The start screen.
    pub fn new(outside: Outside) -> Self {
        let stories = stories(Some(&outside.folder));
        Self {
            screen: Screen::Start,
            held: None,
            start: shelf::model(&stories, &outside.folder),
            stories,
            outside,
            intents: Vec::new(),
            locals: screens::Locals::default(),
            lore: Lore::default(),
            families: Vec::new(),
            epoch: 0,
            room: RoomModel::default(),
            notes: Vec::new(),
            score: (Seq(0), ScoreModel::default()),
            gates: Vec::new(),
            compared: Vec::new(),
            wonder: Wonder::default(),
            wondering: None,
            phase: None,
            quit: false,
        }
    }

    /// Looks again at what the start screen offers.
    fn read_shelf(&mut self) {
        self.start = shelf::model(&self.stories, &self.outside.folder);
    }
}

/// Plays.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, drain.in_set(GameSet::Drain))
        .add_systems(
            Update,
            (show_table, door::open_and_shut).in_set(GameSet::Model),
        )
        .add_systems(super::windows::TableUi, door::show)
        .add_systems(super::windows::ConsoleUi, screens::show);
}

/// Real time that has passed since the game was opened, in milliseconds.
fn real_ms(time: &Time<Real>) -> u64 {
    u64::try_from(time.elapsed().as_millis()).unwrap_or(u64::MAX)
}

fn drain(
    mut game: ResMut<Game>,
    waker: Option<Res<Waker>>,
    time: Res<Time<Real>>,
    mut next: ResMut<NextFrame>,
    mut exit: MessageWriter<AppExit>,
) {
    let now = real_ms(&time);
    let game = game.bypass_change_detection();
    for intent in std::mem::take(&mut game.intents) {
        carry::out(game, intent, waker.as_deref(), now);
    }
    if game.quit {
        if let Some(held) = game.held.take() {
            carry::leave(held);
        }
        exit.write(AppExit::Success);
        return;
    }
    if wonder::look(game) {
        next.ask(Pace::Ticking);
    }
    let Some(held) = &mut game.held else {
        return;
    };
    let mut came = version::look(held);
    came |= held.live.drain(now);
    if came {
        carry::reread(game);
        book::refresh(game);
        carry::follow(game);
    }
    if let Some(held) = &game.held {
        if held.live.ticking() {
            next.ask(Pace::Ticking);
        }
        if came || held.live.teller.restless(now) {
            next.ask(Pace::Moving);
        }
    }
}

fn show_table(game: Res<Game>, time: Res<Time<Real>>, mut scene: ResMut<TableScene>) {
    let now = real_ms(&time);
    let Some(live) = game.held.as_ref().map(|held| &held.live) else {
        scene.set_if_neq(TableScene::default());
        return;
    };
    if let Some(view) = live.table_view() {
        let model = live.teller.table(view, live.now(now), now, true);
        scene.set_if_neq(TableScene(model));
    }
}

#[cfg(test)]
mod tests;
