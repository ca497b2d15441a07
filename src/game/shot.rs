//! Pictures of a window, written as PNG.
//!
//! Taking one is asynchronous: the picture exists some frames later. Every
//! request ends in one [`ShotTaken`] message, failed or not; nothing is only logged.

use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};

use super::rest::{NextFrame, Pace};

/// A picture was written, or why not.
#[derive(Message, Debug, Clone)]
pub struct ShotTaken {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Why it could not be written, for a person.
    pub problem: Option<String>,
}

/// A request under way.
#[derive(Component)]
struct Shot;

/// Asks for a picture of `window`, to be written to `path`, which must end in `.png`.
pub fn take(commands: &mut Commands, window: Entity, path: impl Into<PathBuf>) {
    let path = path.into();
    commands.spawn((Shot, Screenshot::window(window))).observe(
        move |captured: On<ScreenshotCaptured>, mut taken: MessageWriter<ShotTaken>| {
            let problem = write(&captured.image, &path).err();
            taken.write(ShotTaken {
                path: path.clone(),
                problem,
            });
        },
    );
}

fn write(image: &Image, path: &Path) -> Result<(), String> {
    if path
        .extension()
        .is_none_or(|kind| !kind.eq_ignore_ascii_case("png"))
    {
        return Err(format!("{} does not end in .png", path.display()));
    }
    let picture = image
        .clone()
        .try_into_dynamic()
        .map_err(|error| error.to_string())?;
    // Without alpha: what the window showed was opaque.
    picture
        .to_rgb8()
        .save(path)
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Adds the message, and keeps frames coming until each picture is there.
pub(super) fn plugin(app: &mut App) {
    app.add_message::<ShotTaken>()
        .add_systems(Update, stay_awake);
}

fn stay_awake(shots: Query<(), With<Shot>>, mut next: ResMut<NextFrame>) {
    if !shots.is_empty() {
        next.ask(Pace::Moving);
    }
}
