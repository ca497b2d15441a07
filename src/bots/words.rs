//! How a bot puts things: plain short sentences out of what its page shows.

use crate::model::*;
use crate::scenario::{Cell, Purpose};
use crate::text;
use crate::view::{ChannelView, OptionView, PlayerView, SeatView};

/// "Sarah" of "sarah-db"; the title of somebody whose handle is no name.
pub(super) fn name(seat: &SeatView) -> String {
    let first = seat.character.split('-').next().unwrap_or_default();
    let named = seat.character.contains('-') && first.len() > 2;
    if named {
        capital(first)
    } else {
        seat.title.clone()
    }
}

/// The name of a seat at the table.
pub(super) fn name_of(view: &PlayerView, seat: SeatId) -> String {
    let found = view.seats.iter().find(|of| of.id == seat);
    found.map_or_else(|| "Somebody".to_owned(), name)
}

/// With a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// What the story's clock shows at a moment, to the minute.
pub(super) fn clock(view: &PlayerView, at: SimTime) -> ClockTime {
    let shown = view.common.clock_start.plus(Span(at.0));
    ClockTime::new(shown.hour(), shown.minute())
}

/// The last whole minute of the story's clock that is not after a moment.
pub(super) fn minute(view: &PlayerView, at: SimTime) -> SimTime {
    let shown = view.common.clock_start.plus(Span(at.0));
    at - Span::seconds(u64::from(shown.second()))
}

/// The lengths of time that words give, in their order.
pub(super) fn lengths(words: &str) -> Vec<Span> {
    let figures = text::figures(words).into_iter().map(|of| of.quantity);
    let time = figures.filter(|of| of.unit == Unit::Second && !of.per_hour);
    time.filter_map(|of| u64::try_from(of.milli).ok())
        .map(Span)
        .collect()
}

/// A cell of the matrix, if it was told.
pub(super) fn cell(option: &OptionView, cell: Cell) -> Option<&str> {
    let found = option.cells.iter().find(|of| of.cell == cell)?;
    found.text.as_deref()
}

/// How long an option takes in all, as far as it was told.
pub(super) fn takes(option: &OptionView) -> Option<Span> {
    let of = lengths(cell(option, Cell::Time)?);
    of.into_iter().max()
}

/// The channel of a purpose, if the seat reads one.
pub(super) fn channel(view: &PlayerView, purpose: Purpose) -> Option<&ChannelView> {
    view.channels.iter().find(|of| of.purpose == purpose)
}

/// The figures that the room was told, the first few: `locked out 5%`.
pub(super) fn figures(view: &PlayerView, most: usize) -> Vec<String> {
    let shown = view.metrics.iter().take(most);
    shown
        .map(|of| format!("{} {}", of.label, of.value))
        .collect()
}

/// Who or what is hurt, in a few words that hold now.
pub(super) fn impact(view: &PlayerView, most: usize) -> String {
    let figures = figures(view, most);
    if !figures.is_empty() {
        return figures.join(", ");
    }
    let titles: Vec<String> = view
        .form
        .incidents
        .iter()
        .map(|of| of.label.clone())
        .collect();
    match titles.is_empty() {
        true => "none that we know of".to_owned(),
        false => list(&titles),
    }
}
