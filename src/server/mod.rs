//! HTTP: pages for players, moves in by POST, events out by stream.
//!
//! [`serve`] runs on a thread of its own with its own runtime, so that the
//! command line and the game start it alike. Everything it tells anybody comes
//! from the room's streams and snapshots, which have passed `view`.
//!
//! Invariants: a token is known here by its hash alone; every request that
//! changes something names its origin or comes from no browser; every queue,
//! body and stream is bounded; no lock is held across an await. Absent on
//! purpose: rules, state, files, and cookies.

mod ask;
mod auth;
mod body;
mod code;
mod error;
mod guard;
mod host;
mod limits;
mod lobby;
mod pages;
mod play;
mod qr;
mod reach;
mod routes;
mod serve;
mod socket;
mod stream;
mod streams;

pub use auth::{BadToken, NoChance, Token, TokenHash};
pub use code::{fresh_code, same_code};
pub use qr::{Matrix, TooLong, matrix, svg};
pub use reach::{addresses, join_url, join_urls};
pub use serve::{ServeError, ServerConfig, ServerHandle, serve};
