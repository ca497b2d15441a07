//! Drawing: sheets of marks, the meshes they become, and the vocabulary of
//! portraits, marks and talk lines. No game data, no colours of its own.

mod ink;
pub mod marks;
pub mod mesh;
pub mod paint;
pub mod path;
pub mod portrait;
pub mod sheet;
pub mod show;
pub mod talk;

use bevy::prelude::*;

pub use marks::{Deadline, Health, State};
pub use portrait::{Glyph, Ground, Plate, Portrait};
pub use sheet::{Align, Light, Pen, Sheet};
pub use show::{Drawing, On, Pixels, ShowSet, place};
pub use talk::{Line, Speech};

/// Shows every [`Drawing`] on its layers.
pub fn plugin(app: &mut App) {
    app.add_plugins((ink::plugin, show::plugin));
}
