//! What a person asked for on a screen. Panels answer with these; whoever
//! shows a panel carries them out.

use super::what_if::Ask;
use crate::engine::{Command, HostVerb, ReviewVerb};
use crate::model::Name;
use crate::scenario::Choices;

/// Something that a person asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// A command to the room, by whoever holds this screen.
    Command(Command),
    /// A verb of the host.
    Host(HostVerb),
    /// A move of the retrospective.
    Review(ReviewVerb),
    /// Opens a room for this scenario.
    HostTable {
        /// The scenario.
        scenario: Name,
        /// Certification: no live totals, real pace.
        certification: bool,
    },
    /// Opens a room for this scenario and takes the commander's seat.
    PractiseAlone {
        /// The scenario.
        scenario: Name,
    },
    /// Opens a room that was left.
    Resume {
        /// Its code.
        room: String,
    },
    /// Goes to another screen.
    Navigate(Screen),
    /// Shows the room's code on the table, or takes it away.
    ShowCode(bool),
    /// Puts words into the clipboard.
    Copy(String),
    /// Writes the report.
    Export,
    /// Puts the host's own words, or another way of holding it, into the
    /// lobby's scenario.
    Choose(Choices),
    /// Plays the rest of the exercise with another decision, many times.
    WhatIf(Ask),
    /// Gives that up.
    StopWhatIf,
    /// Reads the scenarios again.
    Reload,
    /// Tries again to write what could not be written.
    RetryStorage,
    /// Closes the game.
    Quit,
}

/// A screen to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Scenarios and recent rooms.
    Start,
    /// Who is here, and who plays what.
    Lobby,
    /// The host's console.
    Console,
    /// One's own seat.
    Seat,
    /// The talk right after ENDEX.
    HotWash,
    /// The retrospective.
    Review,
}
