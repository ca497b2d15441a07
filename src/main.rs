//! The `warroom` binary: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    warroom::cli::run()
}
