//! Bars: a share of a whole, and a range within one.

use egui::{CornerRadius, Rect, Ui, pos2, vec2};

use crate::game::theme::{Colour, colour};

/// A bar `height` high in the middle of a cell, filled to a share.
pub fn bar(ui: &Ui, cell: Rect, height: f32, share: f32, tone: Colour) {
    let back = Rect::from_center_size(cell.center(), vec2(cell.width(), height));
    let corner = CornerRadius::same((height / 2.0) as u8);
    ui.painter()
        .rect_filled(back, corner, colour::WIDGET.egui());
    let width = (back.width() * share.clamp(0.0, 1.0)).max(3.0);
    ui.painter().rect_filled(
        Rect::from_min_size(back.min, vec2(width, height)),
        corner,
        tone.egui(),
    );
}

/// A range `from..to` of `max` within a bar; none leaves it empty.
pub fn range_bar(ui: &Ui, cell: Rect, range: Option<(f32, f32)>, max: f32) {
    let back = Rect::from_center_size(cell.center(), vec2(cell.width(), 10.0));
    let corner = CornerRadius::same(2);
    ui.painter()
        .rect_filled(back, corner, colour::WIDGET.egui());
    if let Some((from, to)) = range
        && max > 0.0
    {
        let at = |points: f32| back.left() + back.width() * (points / max).clamp(0.0, 1.0);
        let (left, right) = (at(from), at(to));
        let left = left.min(back.right() - 3.0);
        let filled = Rect::from_min_max(
            pos2(left, back.top()),
            pos2(right.max(left + 3.0), back.bottom()),
        );
        ui.painter()
            .rect_filled(filled, corner, colour::TEXT2.egui());
    }
}
