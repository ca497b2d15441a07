//! The look as tokens: colours, type, spacing, fonts, and egui's style made
//! from them. Nothing here draws, and nothing elsewhere names a raw colour.

pub mod colour;
pub mod egui_style;
pub mod fonts;
pub mod metrics;
pub mod scale;

use bevy::prelude::*;

pub use colour::Colour;
pub use fonts::{Fonts, Weight};

/// Loads the fonts into Bevy. Egui contexts get theirs by
/// [`egui_style::dress`], once for each context.
pub fn plugin(app: &mut App) {
    app.add_plugins(fonts::plugin)
        .add_plugins(egui_style::plugin);
}
