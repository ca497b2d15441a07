//! `warroom play`: the game.

use crate::game::play::{Options, run as play};
use std::path::PathBuf;
use std::process::ExitCode;

/// Open the game; the same as no verb at all.
#[derive(clap::Args, Default)]
#[command(after_help = "Examples:\n  warroom play\n  warroom play --tour pictures")]
pub(super) struct Args {
    /// Drive through all screens with a scripted exercise, write pictures and their words into
    /// this folder, and quit.
    #[arg(long, value_name = "DIR")]
    tour: Option<PathBuf>,
}

/// Opens the game and plays until its windows are closed.
pub(super) fn run(args: Args) -> ExitCode {
    play(&Options {
        tour: args.tour,
        ..Options::default()
    })
}
