//! Whatever bytes an author saves: the loader answers with a scenario or with
//! what is wrong and where, and never panics, hangs or overflows its stack.

#![no_main]

#[path = "../../tests/support/loads.rs"]
mod loads;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        loads::loads(text);
    }
});
