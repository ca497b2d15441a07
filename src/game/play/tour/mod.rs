//! A tour: the game drives itself through its screens with a scripted
//! exercise and takes pictures of both windows at each size.
//!
//! For whoever works on the look, for the README, and for a test that runs it
//! on a virtual screen. Beside each picture lie the words that it shows. Rooms
//! run by a clock that the tour moves, below a data folder of its own; nothing
//! of the game's user is touched, and the server listens on this machine only.

mod cast;
mod company;
mod route;
mod words;

use super::screens;
use super::{Game, Outside, drain};
use crate::game::rest::{NextFrame, Pace};
use crate::game::shot::{self, ShotTaken};
use crate::game::ui::what_if::Wonder;
use crate::game::windows::{ConsoleUi, ConsoleWindow, LEAST_CONSOLE, TableUi, TableWindow};
use crate::game::{GameSet, Sizes, app};
use crate::room::ManualClock;
use crate::storage::DataFolder;
use bevy::prelude::*;
use company::Company;
use route::Stop;
use std::collections::VecDeque;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Sizes that pictures are taken at.
const SIZES: [(u32, u32); 2] = [(1920, 1080), (1280, 720)];
/// Size of the window that is not taken.
const ASIDE: (u32, u32) = (LEAST_CONSOLE.x, LEAST_CONSOLE.y);
/// Frames until a window has its new size and everything in it its place.
const SETTLE: u32 = 6;
/// Frames without progress after which the tour gives up.
const PATIENCE: u32 = 3_000;

/// Where the tour is.
#[derive(Resource)]
struct Tour {
    folder: PathBuf,
    stops: VecDeque<Stop>,
    company: Company,
    shot: Option<Shot>,
    frames: u32,
    waited: u32,
    trouble: Vec<String>,
}

/// A picture that is being taken, size after size.
struct Shot {
    name: &'static str,
    sizes: VecDeque<(u32, u32)>,
    /// The picture that was asked for and has not come yet.
    coming: bool,
}

impl Shot {
    fn of(name: &'static str, sizes: VecDeque<(u32, u32)>) -> Self {
        Self {
            name,
            sizes,
            coming: false,
        }
    }
}

/// Whether a picture is the table's.
fn on_table(name: &str) -> bool {
    name.starts_with("table")
}

/// Drives the game and writes its pictures into `folder`.
pub(super) fn run(folder: &Path) -> ExitCode {
    if let Err(error) = fs::create_dir_all(folder) {
        bevy::log::error!("{}: {error}", folder.display());
        return ExitCode::FAILURE;
    }
    let [(width, height), _] = SIZES;
    let sizes = Sizes {
        table: UVec2::new(width, height),
        console: Some(UVec2::new(width, height)),
    };
    let hand = ManualClock::default();
    let outside = Outside {
        folder: DataFolder::at(folder.join("data")),
        bind: Ipv4Addr::LOCALHOST,
        hand: Some(hand.clone()),
        // The same pictures every time.
        seed: Some(1),
    };
    let mut app = app(sizes);
    app.insert_resource(Game::new(outside))
        .insert_resource(Tour {
            folder: folder.to_owned(),
            stops: route::stops(),
            company: Company::new(hand),
            shot: None,
            frames: 0,
            waited: 0,
            trouble: Vec::new(),
        })
        .init_resource::<words::Seen>()
        .add_plugins(super::plugin)
        .add_systems(Update, go_on.in_set(GameSet::Drain).before(drain))
        .add_systems(ConsoleUi, words::read_console.after(screens::show))
        .add_systems(TableUi, words::read_table.after(super::door::show));
    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(_) => ExitCode::FAILURE,
    }
}

type Windows<'w, 's, With1> = Query<'w, 's, (Entity, &'static mut Window), With1>;

#[expect(clippy::too_many_arguments, reason = "a system's parameters")]
fn go_on(
    mut commands: Commands,
    tour: ResMut<Tour>,
    mut game: ResMut<Game>,
    seen: Res<words::Seen>,
    drawn: words::Drawn,
    mut table: Windows<(With<TableWindow>, Without<ConsoleWindow>)>,
    mut console: Windows<(With<ConsoleWindow>, Without<TableWindow>)>,
    (mut taken, mut exit): (MessageReader<ShotTaken>, MessageWriter<AppExit>),
    mut next: ResMut<NextFrame>,
) {
    next.ask(Pace::Moving);
    let tour = tour.into_inner();
    for shot in taken.read() {
        tour.trouble.extend(shot.problem.clone());
        if let Some(shot) = &mut tour.shot {
            shot.coming = false;
            shot.sizes.pop_front();
            tour.frames = 0;
        }
    }
    tour.frames += 1;
    tour.waited += 1;
    tour.company.breathe(&game);
    if tour.waited > PATIENCE {
        tour.trouble.push("the tour stands still".to_owned());
        tour.stops.clear();
        tour.shot = None;
    }
    let (Ok((table, mut table_window)), Ok((console, mut console_window))) =
        (table.single_mut(), console.single_mut())
    else {
        return;
    };
    if let Some(shot) = &mut tour.shot {
        let Some((width, height)) = shot.sizes.front().copied() else {
            tour.shot = None;
            return;
        };
        let on_table = on_table(shot.name);
        let (entity, window, other) = if on_table {
            (table, &mut table_window, &mut console_window)
        } else {
            (console, &mut console_window, &mut table_window)
        };
        // What is not looked at costs less to draw.
        if other.physical_height() != ASIDE.1 {
            other.resolution.set_physical_resolution(ASIDE.0, ASIDE.1);
        }
        if (window.physical_width(), window.physical_height()) != (width, height) {
            window.resolution.set_physical_resolution(width, height);
            tour.frames = 0;
        } else if tour.frames >= SETTLE && !shot.coming {
            let name = format!("{}-{height}", shot.name);
            let words = if on_table {
                drawn.table(&seen)
            } else {
                seen.console.clone()
            };
            let text = tour.folder.join(format!("{name}.txt"));
            if let Err(error) = fs::write(&text, words.join("\n") + "\n") {
                tour.trouble.push(format!("{}: {error}", text.display()));
            }
            shot::take(
                &mut commands,
                entity,
                tour.folder.join(format!("{name}.png")),
            );
            shot.coming = true;
            tour.waited = 0;
        }
        return;
    }
    let Some(stop) = tour.stops.front_mut() else {
        for trouble in &tour.trouble {
            bevy::log::error!("{trouble}");
        }
        exit.write(if tour.trouble.is_empty() {
            AppExit::Success
        } else {
            AppExit::error()
        });
        return;
    };
    match stop {
        Stop::Picture(name) => {
            tour.shot = Some(Shot::of(name, SIZES.into()));
            tour.frames = 0;
        }
        Stop::Glance(name) => {
            let [large, small] = SIZES;
            let size = if on_table(name) { large } else { small };
            tour.shot = Some(Shot::of(name, [size].into()));
            tour.frames = 0;
        }
        Stop::Ask(intent) => game.intents.push(intent.as_ref().clone()),
        Stop::Set(set) => set(&mut game),
        Stop::Gather => tour.trouble.extend(tour.company.gather(&game).err()),
        Stop::PlayUntil(at) => match tour.company.play(&game, *at) {
            Ok(true) => {}
            // There is more to play: come again with the next frame.
            Ok(false) => {
                tour.waited = 0;
                return;
            }
            Err(why) => tour.trouble.push(why),
        },
        Stop::Wonder => {
            if matches!(game.wonder, Wonder::Playing { .. }) {
                return;
            }
        }
        Stop::PassCut => tour.company.pass_cut(),
        Stop::Rest(frames) => {
            if *frames > 0 {
                *frames -= 1;
                return;
            }
        }
    }
    tour.waited = 0;
    tour.stops.pop_front();
}
