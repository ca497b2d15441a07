//! The command line: one file a verb.
//!
//! To add a verb, write `src/cli/<verb>.rs` with `Args` (clap) and
//! `run(Args) -> Result<Done, Trouble>`, and name it in [`Verb`] and in
//! [`run`]. Exit codes: 0 fine, 1 findings or a failure, 2 a wrong call.
//! What a person reads goes to standard error unless it is the answer itself.

mod check;
mod journal;
mod printer;
mod replay;
mod report;
mod score;
mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Incident training at a table: a game engine for on-call teams.
#[derive(Parser)]
#[command(name = "warroom", version, max_term_width = 100, subcommand_required = true)]
#[command(arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Look for problems in scenarios.
    Check(check::Args),
    /// Host an exercise without a window.
    Serve(serve::Args),
    /// Play a journal again.
    Replay(replay::Args),
    /// Score an exercise.
    Score(score::Args),
    /// Write the after-action report of an exercise.
    Report(report::Args),
}

/// Runs the program's arguments.
pub fn run() -> ExitCode {
    // A wrong call is answered by clap, with exit code 2.
    let Cli { verb } = Cli::parse();
    let (json, outcome) = match verb {
        Verb::Check(args) => (args.json, check::run(&args)),
        Verb::Serve(args) => (args.json, serve::run(&args)),
        Verb::Replay(args) => (args.json, replay::run(&args)),
        Verb::Score(args) => (args.json, score::run(&args)),
        Verb::Report(args) => (args.json, report::run(&args)),
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
