//! The `warroom` binary: see the library.

fn main() {}
