//! Playing: the screens, the room behind them, and the way between.
//!
//! Once a frame: what the room sent is taken in ([`GameSet::Drain`]), the
//! table's model is made of it ([`GameSet::Model`]); the console's egui runs in
//! a schedule of its own and answers with intents, which are carried out in
//! the next drain. Absent on purpose: rules, and any state of the exercise
//! beside what the room sent.

mod book;
mod carry;
mod open;
mod screens;

pub use open::{Held, Purpose, Story, stories};

use super::rest::{NextFrame, Pace, Waker};
use super::table::TableScene;
use super::ui::{Intent, Lore, RoomModel, ScoreModel, Screen};
use super::{GameSet, Sizes, app};
use crate::model::Seq;
use crate::storage::DataFolder;
use bevy::prelude::*;
use std::process::ExitCode;

/// How the game is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Sizes of the windows; their usual ones when absent.
    pub sizes: Option<(UVec2, UVec2)>,
}

/// Opens the windows and plays until they are closed.
pub fn run(options: &Options) -> ExitCode {
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
    app.insert_resource(Game::new(folder)).add_plugins(plugin);
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
    /// Why the last thing that was asked for did not happen.
    pub trouble: Option<String>,
    folder: DataFolder,
    intents: Vec<Intent>,
    locals: screens::Locals,
    lore: Lore,
    room: RoomModel,
    score: (Seq, ScoreModel),
    quit: bool,
}

impl Game {
    /// The start screen.
    pub fn new(folder: DataFolder) -> Self {
        Self {
            screen: Screen::Start,
            held: None,
            stories: stories(Some(&folder)),
            trouble: None,
            folder,
            intents: Vec::new(),
            locals: screens::Locals::default(),
            lore: Lore::default(),
            room: RoomModel::default(),
            score: (Seq(0), ScoreModel::default()),
            quit: false,
        }
    }
}

/// Plays.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, drain.in_set(GameSet::Drain))
        .add_systems(Update, show_table.in_set(GameSet::Model))
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
    let Some(held) = &mut game.held else {
        return;
    };
    let came = held.live.drain(now);
    if came {
        book::refresh(game);
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
        return;
    };
    if let Some(view) = live.table_view() {
        let model = live.teller.table(view, live.now(now), now, true);
        scene.set_if_neq(TableScene(model));
    }
}
