//! The game: Bevy windows, the table scene, egui panels.
//!
//! It shows what the view layer gives and sends commands; it never edits
//! state. One `plugin(app)` a file. The room runs elsewhere and wakes the app
//! through [`rest::Waker`]. Absent on purpose: rules, wall-clock time for
//! anything but motion, and despawning what did not change.

pub mod draw;
mod ear;
mod map;
pub mod play;
mod record;
pub mod rest;
pub mod session;
pub mod shot;
pub mod table;
pub mod tell;
pub mod theme;
pub mod ui;
pub mod windows;

use bevy::prelude::*;

pub use windows::Sizes;

/// Stages of a frame, in this order, all in `Update`.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GameSet {
    /// What came from the room is taken in.
    Drain,
    /// Models of the surfaces are made from it.
    Model,
    /// Models become drawings.
    Draw,
    /// Things move.
    Move,
}

/// An app with both windows, the theme and the table scene, ready for the
/// plugins that know about rooms. Needs a display.
pub fn app(sizes: Sizes) -> App {
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(windows::window_plugin(sizes)))
        .add_plugins(windows::WindowsPlugin(sizes))
        .add_plugins((
            theme::plugin,
            draw::plugin,
            rest::plugin,
            shot::plugin,
            table::plugin,
        ))
        .configure_sets(
            Update,
            (
                GameSet::Drain,
                GameSet::Model,
                GameSet::Draw,
                draw::ShowSet,
                GameSet::Move,
            )
                .chain(),
        );
    app
}
