//! Rooms from outside: clients against a room over a store in memory or on
//! disk.

mod common;
mod trouble;
mod two_clients;
