//! The server over real HTTP on loopback, and what it must never say.

mod client;
mod errors;
mod host;
mod play;
mod process;
mod secrecy;
mod secrets;
