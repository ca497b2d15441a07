//! The server over real HTTP on loopback, and what it must never say.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wrong_self_convention,
    reason = "tests"
)]

mod client;
mod docs;
mod errors;
mod host;
mod play;
mod process;
mod secrecy;
mod secrecy_http;
mod secrets;
