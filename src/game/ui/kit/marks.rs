//! Marks and portraits at their place in a row.

use egui::{Rect, Ui, vec2};

use crate::game::draw::portrait::SPAN;
use crate::game::draw::{Glyph, Ground, Plate, Portrait, Sheet, marks, paint};
use crate::model;
use crate::scenario;
use crate::view::SeatView;

/// The portrait of a seat.
#[must_use]
pub fn portrait(seat: &SeatView) -> Portrait {
    use crate::scenario::Glyph as Sign;
    Portrait {
        plate: match seat.plate {
            model::Plate::Circle => Plate::Command,
            model::Plate::Square => Plate::Technical,
            model::Plate::Hexagon => Plate::Business,
            model::Plate::Drop => Plate::FrontLine,
        },
        glyph: match seat.glyph {
            Sign::Target => Glyph::Commander,
            Sign::HalfTarget => Glyph::Deputy,
            Sign::Lines => Glyph::Scribe,
            Sign::Bars => Glyph::Database,
            Sign::Brackets => Glyph::Application,
            Sign::Pulse => Glyph::Reliability,
            Sign::Grid => Glyph::Infrastructure,
            Sign::Payments => Glyph::Payments,
            Sign::Key => Glyph::Security,
            Sign::Sun => Glyph::Product,
            Sign::Chevrons => Glyph::VicePresident,
            Sign::CrownChevron => Glyph::ChiefExecutive,
            scenario::Glyph::Scales => Glyph::Legal,
            Sign::Columns => Glyph::Finance,
            Sign::Headset => Glyph::Support,
            Sign::Arcs => Glyph::Communications,
            Sign::Press => Glyph::Press,
        },
        colour: usize::from(seat.colour),
        persona: seat.persona,
    }
}

/// Paints a portrait in the middle of a cell.
pub fn portrait_in(ui: &Ui, cell: Rect, size: f32, portrait: Portrait, presence: f32) {
    let span = if portrait.persona { SPAN + 8.0 } else { SPAN };
    icon_in(
        ui,
        Rect::from_center_size(cell.center(), vec2(size, size)),
        span,
        |sheet| {
            portrait.draw(sheet, Ground::Dark, presence);
        },
    );
}

/// Paints a mark drawn on a box of `span` into a square.
pub fn icon_in(ui: &Ui, square: Rect, span: f32, draw: impl FnOnce(&mut Sheet)) {
    if ui.is_rect_visible(square) {
        paint::paint_icon(ui.painter(), square, span, draw);
    }
}

/// Paints a state in the middle of a cell.
pub fn icon(ui: &Ui, cell: Rect, size: f32, state: marks::State) {
    let square = Rect::from_center_size(cell.center(), vec2(size, size));
    icon_in(ui, square, marks::ICON_SPAN, |sheet| state.draw(sheet));
}

/// Paints a severity in the middle of a cell.
pub fn severity_icon(ui: &Ui, cell: Rect, size: f32, level: u8) {
    let square = Rect::from_center_size(cell.center(), vec2(size, size));
    icon_in(ui, square, 76.0, |sheet| {
        marks::severity(sheet, level, None)
    });
}
