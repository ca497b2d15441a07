//! The inject in the hand: a tilted sheet of paper at the foot of the table.
//! It slides in from its sender's seat with two ghosts behind it.

use bevy::math::Vec2;

use crate::game::draw::path::rounded;
use crate::game::draw::{Align, Ground, Pen, Sheet};
use crate::game::theme::colour;
use crate::game::theme::scale::table;

use super::fit::wrapped;
use super::layout::{Spot, spot};
use super::model::{Inject, SeatKey};

/// Where the card comes to rest.
pub(super) const REST: Vec2 = Vec2::new(970.0, 862.0);
/// Its tilt in degrees, while it is in the hand.
const TILT: f32 = -2.5;
/// Half its width.
const HALF: f32 = 238.0;
/// Half its width when it says more than fits on two lines.
const WIDE: f32 = 316.0;
/// Most lines of text that it shows; phones and the console show all.
const LINES: usize = 3;
/// Distance of two lines.
const LEADING: f32 = 34.0;

/// Radius of the ring that stands for a sender without a seat.
const RING: f32 = 38.0;

/// The card about its own origin, which its panel places.
pub(super) fn card(inject: &Inject, sheet: &mut Sheet) {
    let tilt = if inject.landing { TILT } else { 0.0 };
    sheet.within(Vec2::ZERO, tilt, 1.0, |sheet| straight(inject, sheet));
}

fn straight(inject: &Inject, sheet: &mut Sheet) {
    let pen = Pen::bold(table::BODY, colour::INK);
    // Two lines make the card as drawn; more make it wider, then taller.
    let text = |half: f32| wrapped(&inject.text, 2.0 * half - 126.0 - 26.0, LINES, pen);
    let (half, lines) = match text(HALF) {
        lines if lines.len() <= 2 => (HALF, lines),
        _ => (WIDE, text(WIDE)),
    };
    let (left, right) = (126.0 - half, half - 26.0);
    let extra = lines.len().saturating_sub(2) as f32 * LEADING;
    let (min, size) = (
        Vec2::new(-half, -62.0 - extra),
        Vec2::new(2.0 * half, 124.0 + extra),
    );
    sheet.shadow(
        min + Vec2::new(6.0, 28.0),
        size - Vec2::splat(12.0),
        14.0,
        16.0,
        colour::SHADOW_HAND.alpha(0.6),
    );
    sheet.card(min, size, 14.0, colour::PAPER_INJECT);
    sheet.within(
        Vec2::new(62.0 - half, -extra / 2.0),
        0.0,
        0.84,
        |sheet| match inject.portrait {
            Some(portrait) => portrait.draw(sheet, Ground::Paper, 1.0),
            None => outsider(sheet, &inject.sender),
        },
    );
    let small = Pen::plain(table::SMALL, colour::INK2);
    let top = -25.0 - extra;
    let from = format!("{} to {}", inject.sender, inject.receiver);
    sheet.words(from, Vec2::new(left, top), Align::Start, small);
    sheet.words(
        inject.time.clone(),
        Vec2::new(right, top),
        Align::End,
        small,
    );
    let first = if lines.len() == 1 { 26.0 } else { 9.0 - extra };
    for (index, line) in lines.into_iter().enumerate() {
        sheet.words(
            line,
            Vec2::new(left, first + index as f32 * LEADING),
            Align::Start,
            pen,
        );
    }
}

/// Somebody who has no seat: a ring with the first letter of who it is.
fn outsider(sheet: &mut Sheet, name: &str) {
    sheet.ring(Vec2::ZERO, RING, 4.0, colour::INK2);
    let initial: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
    let pen = Pen::bold(table::CELL, colour::INK2);
    sheet.words(initial, Vec2::new(0.0, 15.0), Align::Middle, pen);
}

/// Where the card comes from: its sender's seat, or the foot of the table.
pub(super) fn origin(inject: &Inject, spots: &[(SeatKey, Spot)]) -> Vec2 {
    let sender = inject.from.and_then(|key| spot(spots, key));
    sender.map_or(REST + Vec2::new(0.0, 340.0), |spot| spot.at)
}

/// The two ghosts of its way from `origin`, in the drawing's coordinates.
pub(super) fn ghosts(origin: Vec2, sheet: &mut Sheet) {
    let side = if origin.x > REST.x { -1.0 } else { 1.0 };
    for (back, turn, fill, edge) in [(0.232, -11.0, 0.12, 0.35), (0.118, -7.0, 0.2, 0.6)] {
        sheet.within(REST.lerp(origin, back), turn * side, 1.0, |sheet| {
            let outline = rounded(Vec2::new(-HALF, -60.0), Vec2::new(2.0 * HALF, 120.0), 14.0);
            sheet.fill(outline.clone(), colour::PAPER_INJECT.alpha(fill));
            sheet.outline(outline, 2.0, colour::PAPER_INJECT.alpha(edge));
        });
    }
}
