//! Rooms from outside: clients against a room over a store in memory or on
//! disk, journals that were damaged, rooms that were killed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as loudly as the tests"
)]

mod common;
mod cuts;
mod damage;
mod kill;
mod random;
mod reload;
mod restart;
mod simulate;
mod streams;
mod trouble;
mod two_clients;
