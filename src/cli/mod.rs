//! The command line: one file a verb.
//!
//! To add a verb, write `src/cli/<verb>.rs` with `Args` (clap) and
//! `run(Args) -> Result<Done, Trouble>`, and name it in [`Verb`] and in
//! [`run`]. Exit codes: 0 fine, 1 findings or a failure, 2 a wrong call.
//! What a person reads goes to standard error unless it is the answer itself.

mod check;
mod choices;
mod follow;
mod fork;
mod journal;
mod kit;
mod new;
#[cfg(feature = "game")]
mod play;
mod printer;
mod rehearse;
mod replay;
mod report;
mod scenario;
mod score;
mod serve;
mod summary;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Incident training at a table: a game engine for on-call teams.
#[derive(Parser)]
#[command(name = "warroom", version, max_term_width = 100)]
#[command(
    after_help = "Examples:\n  warroom serve db-migration --bind 0.0.0.0:4000\n  \
                        warroom new first-night\n  warroom check scenarios\n  \
                        warroom kit db-migration --out paper --set database=Postgres\n  warroom rehearse db-migration --runs 200\n  warroom score BCDFGH\n  \
                        warroom report BCDFGH --out saturday\n\n\
                        `warroom VERB --help` has more of them. Journals lie in WARROOM_DATA, or in\n\
                        the platform's data folder."
)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
// The verbs' own words are on their `Args`: here they would hide the long ones.
enum Verb {
    #[cfg(feature = "game")]
    Play(play::Args),
    New(new::Args),
    Check(check::Args),
    Serve(serve::Args),
    Kit(kit::Args),
    Rehearse(rehearse::Args),
    Replay(replay::Args),
    Score(score::Args),
    Report(report::Args),
    Fork(fork::Args),
}

/// Runs the program's arguments.
pub fn run() -> ExitCode {
    // A wrong call is answered by clap, with exit code 2.
    let (json, outcome) = match Cli::parse().verb {
        #[cfg(feature = "game")]
        None => return play::run(play::Args::default()),
        #[cfg(feature = "game")]
        Some(Verb::Play(args)) => return play::run(args),
        #[cfg(not(feature = "game"))]
        None => (
            false,
            Err(printer::Trouble::Usage(
                "This build has no window: it was made without the game. Host a room with \
                 `warroom serve SCENARIO`; `warroom --help` lists all verbs."
                    .to_owned(),
            )),
        ),
        Some(Verb::New(args)) => (args.json, new::run(&args)),
        Some(Verb::Check(args)) => (args.json, check::run(&args)),
        Some(Verb::Serve(args)) => (args.json, serve::run(&args)),
        Some(Verb::Kit(args)) => (args.json, kit::run(&args)),
        Some(Verb::Rehearse(args)) => (args.json, rehearse::run(&args)),
        Some(Verb::Fork(args)) => (args.json, fork::run(&args)),
        Some(Verb::Replay(args)) => (args.json, replay::run(&args)),
        Some(Verb::Score(args)) => (args.json, score::run(&args)),
        Some(Verb::Report(args)) => (args.json, report::run(&args)),
    };
    printer::exit(json, outcome)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        super::Cli::command().debug_assert();
    }
}
