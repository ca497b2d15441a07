//! What the fuzzer has found worth keeping, through the loader once more: the
//! corpus of `fuzz/`, with whatever compiler builds the rest.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(clippy::allow_attributes, unreachable_pub, reason = "shared support")]

#[path = "support/loads.rs"]
mod loads;

use std::fs;
use std::path::Path;

#[test]
fn the_loader_answers_whatever_the_fuzzer_has_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/scenario");
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Bytes that are no text never reach the loader.
        if let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) {
            loads::loads(&text);
            read += 1;
        }
    }
    assert!(read > 1000, "only {read} texts: is the corpus there?");
}
