//! The egui surfaces: start screen, lobby, console, seat, hot wash, review.
//!
//! Every panel is a function from a read-only model to intents:
//! `fn xyz_ui(ui, model, local, out)`. Legality comes from the view, or from a
//! `check` that the model carries; local state holds drafts, tabs and scroll.
//! Absent on purpose: rules, rooms, the network, files, and Bevy anywhere but
//! in a plugin.

mod asked;
mod compared;
pub mod console;
pub mod forms;
pub mod hot_wash;
pub mod intent;
pub mod kit;
pub mod lobby;
pub mod lore;
pub mod model;
pub mod review;
pub mod seat;
mod squeeze;
pub mod start;
mod talk;
pub mod version;
pub mod what_if;

pub use intent::{Intent, Screen};
pub use lore::{InjectLore, Lore};
pub use model::{
    Check, Conduct, ConnectionModel, NoteModel, RoomModel, ScoreGroup, ScoreModel, ScoreRow,
};
