//! Rooms from outside: clients against a room over a store in memory or on
//! disk, journals that were damaged, rooms that were killed.

mod common;
mod damage;
mod kill;
mod random;
mod restart;
mod simulate;
mod streams;
mod trouble;
mod two_clients;
