//! Words in the five steps of the console's type, and times as people read them.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, RichText};

use crate::game::theme::scale::console;
use crate::game::theme::{Colour, Weight, colour};
use crate::model::{ClockTime, SimTime, Span};

/// A colour for words, by role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ink {
    /// What is known.
    Text,
    /// What explains it.
    Second,
    /// What may be missed.
    Third,
    /// Now, due, selected.
    Lamp,
    /// On paper.
    Paper,
    /// On paper, explaining.
    Paper2,
    /// A severity level's own colour.
    Severity(u8),
    /// Met, saved.
    Ok,
    /// Any token.
    Of(Colour),
}

impl Ink {
    /// For egui.
    #[must_use]
    pub fn colour(self) -> Color32 {
        match self {
            Self::Text => colour::TEXT,
            Self::Second => colour::TEXT2,
            Self::Third => colour::TEXT3,
            Self::Lamp => colour::LAMP,
            Self::Paper => colour::INK,
            Self::Paper2 => colour::INK2,
            Self::Severity(level) => colour::severity(level),
            Self::Ok => colour::OK,
            Self::Of(colour) => colour,
        }
        .egui()
    }
}

fn text(words: impl Into<String>, weight: Weight, size: f32, ink: Ink) -> RichText {
    RichText::new(words)
        .font(weight.at(size))
        .color(ink.colour())
}

/// Step 1.
pub fn small(words: impl Into<String>, ink: Ink) -> RichText {
    text(words, Weight::Regular, console::SMALL, ink)
}

/// Step 1, known.
pub fn small_bold(words: impl Into<String>, ink: Ink) -> RichText {
    text(words, Weight::SemiBold, console::SMALL, ink)
}

/// Step 2.
pub fn body(words: impl Into<String>, ink: Ink) -> RichText {
    text(words, Weight::Regular, console::BODY, ink)
}

/// Step 2, known.
pub fn bold(words: impl Into<String>, ink: Ink) -> RichText {
    text(words, Weight::SemiBold, console::BODY, ink)
}

/// Step 3, known.
pub fn heading(words: impl Into<String>, ink: Ink) -> RichText {
    text(words, Weight::SemiBold, console::HEADING, ink)
}

/// Any size, light: clocks and large figures.
pub fn light(words: impl Into<String>, size: f32, ink: Ink) -> RichText {
    text(words, Weight::Light, size, ink)
}

/// One line of words in several weights and inks.
#[must_use]
pub fn spans(size: f32, parts: &[(&str, Weight, Ink)]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (words, weight, ink) in parts {
        job.append(
            words,
            0.0,
            TextFormat::simple(weight.at(size), ink.colour()),
        );
    }
    job
}

/// `4:06`, of a length of time.
#[must_use]
pub fn mmss(span: Span) -> String {
    let seconds = span.0 / 1000;
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// `02:11:20`, of a moment of the exercise: whole seconds, as on a wall.
#[must_use]
pub fn clock_of(start: ClockTime, at: SimTime) -> String {
    start.plus(at.since(SimTime::ZERO)).on_the_wall()
}

/// `1 player`, `6 players`.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// In quotation marks, as words that somebody said; what they quote themselves
/// stands in single ones.
#[must_use]
pub fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.replace('“', "‘").replace('”', "’");
    format!("“{words}”")
}
