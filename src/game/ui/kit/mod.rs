//! Small pieces that every panel is built of: words, rows cut into cells,
//! buttons that name their key, bars, and marks drawn as shapes.
//!
//! Nothing here knows of the exercise but the look of a seat.

mod bars;
mod button;
mod field;
mod marks;
mod rows;
mod words;

pub use bars::{bar, range_bar};
pub use button::{KeyButton, Look, chip, fit_row, segment_ui};
pub use field::{area_ui, choose_ui, field_ui};
pub use marks::{icon, icon_in, portrait, portrait_in, severity_icon};
pub use rows::{Slot, at_right, column_ui, hairline, heading_ui, inside, row, tabs_ui};
pub use words::{
    Ink, body, bold, clock_of, heading, light, mmss, plural, quoted, small, small_bold, spans,
};
