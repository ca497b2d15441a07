//! warroom: a tabletop disaster-simulation game for on-call teams.
//!
//! The crate is a stack of rooms; each one imports only from those above it in
//! this list. `tests/layers.rs` holds the same list and fails when an import
//! points upwards. `ARCHITECTURE.md` tells the way of one move through them.

pub mod bots;
pub mod cli;
pub mod engine;
#[cfg(feature = "game")]
pub mod game;
pub mod journal;
pub mod model;
pub mod rehearsal;
pub mod report;
pub mod room;
pub mod scenario;
pub mod scoring;
pub mod server;
pub mod storage;
pub mod text;
pub mod view;
