//! A turn on the table: what each seat does with it, on a card with its dice;
//! and the dice that nobody has taken yet (handbook, dice rules).
//!
//! A die without pips lies there until it is rolled. Three dice a row, so that
//! five are read at a glance.

use bevy::math::Vec2;

use crate::game::draw::path::rounded;
use crate::game::draw::{Align, Ground, Pen, Sheet};
use crate::game::theme::scale::table;
use crate::game::theme::{Colour, colour};

use super::cards::shadow;
use super::fit;
use super::model::{ActCard, TableModel, TurnCard};

const TOP: f32 = 344.0;
const WIDTH: f32 = 204.0;
const HEIGHT: f32 = 346.0;
const GAP: f32 = 12.0;
const MIDDLE: f32 = 960.0;
/// Where words of the turn stand, above its cards.
const TITLE: f32 = 312.0;
/// The side of a die on a card, and of one that nobody has taken.
const DIE: f32 = 48.0;
const FREE: f32 = 40.0;

/// Where the `index`th of `count` cards lies.
fn place(index: usize, count: usize) -> Vec2 {
    let count = count as f32;
    let left = MIDDLE - (count * WIDTH + (count - 1.0) * GAP) / 2.0;
    Vec2::new(left + index as f32 * (WIDTH + GAP), TOP)
}

/// The turn's number, its end, and the dice that are left.
pub(super) fn turn(turn: &TurnCard, sheet: &mut Sheet) {
    sheet.words(
        turn.title.clone(),
        Vec2::new(MIDDLE, TITLE),
        Align::Middle,
        Pen::bold(table::CELL, colour::INK),
    );
    if turn.acts.is_empty() {
        sheet.words(
            turn.words.clone(),
            Vec2::new(MIDDLE, TOP + 150.0),
            Align::Middle,
            Pen::plain(table::BODY, colour::INK2),
        );
    }
    let free = f32::from(turn.free);
    let left = MIDDLE - (free * FREE + (free - 1.0) * 8.0) / 2.0;
    let top = if turn.acts.is_empty() {
        TOP + 60.0
    } else {
        TOP + HEIGHT + 18.0
    };
    for nth in 0..turn.free {
        let at = Vec2::new(left + f32::from(nth) * (FREE + 8.0), top);
        die(sheet, at, FREE, None, colour::PAPER);
    }
}

/// What a seat does with its turn.
pub(super) fn act(card: &ActCard, index: usize, model: &TableModel, sheet: &mut Sheet) {
    let count = model.turn.as_ref().map_or(1, |turn| turn.acts.len());
    let at = place(index, count);
    let size = Vec2::new(WIDTH, HEIGHT);
    shadow(sheet, at, size);
    sheet.card(at, size, 14.0, colour::PAPER);
    if card.succeeded == Some(true) {
        let frame = rounded(at - Vec2::splat(3.0), size + Vec2::splat(6.0), 17.0);
        sheet.outline(frame, 6.0, colour::INK);
    }
    sheet.within(at + Vec2::new(WIDTH - 34.0, 36.0), 0.0, 0.42, |sheet| {
        let ground = if card.owner.persona {
            Ground::Paper
        } else {
            Ground::Dark
        };
        card.owner.draw(sheet, ground, 1.0);
    });
    let pen = Pen::plain(table::SMALL, colour::INK2);
    let tool = fit::cut(&card.tool, WIDTH - 76.0, pen);
    sheet.words(tool, at + Vec2::new(14.0, 38.0), Align::Start, pen);
    let pen = Pen::bold(table::SMALL, colour::INK);
    for (nth, line) in fit::wrapped(&card.name, WIDTH - 28.0, 3, pen)
        .into_iter()
        .enumerate()
    {
        let at = at + Vec2::new(14.0, 78.0 + nth as f32 * 24.0);
        sheet.words(line, at, Align::Start, pen);
    }
    for (nth, face) in card.dice.iter().enumerate() {
        let (row, column) = (nth / 3, nth % 3);
        let at = at
            + Vec2::new(
                18.0 + column as f32 * (DIE + 10.0),
                160.0 + row as f32 * (DIE + 10.0),
            );
        die(sheet, at, DIE, *face, Colour::hex(0xFFFFFF));
    }
    let pen = Pen::plain(table::SMALL, colour::INK2);
    let sum = fit::cut(&card.sum, WIDTH - 28.0, pen);
    sheet.words(sum, at + Vec2::new(14.0, 296.0), Align::Start, pen);
    let (word, ink) = match card.succeeded {
        Some(true) => ("worked", colour::INK),
        Some(false) => ("failed", colour::INK2),
        None => return,
    };
    sheet.words(
        word,
        at + Vec2::new(14.0, 328.0),
        Align::Start,
        Pen::bold(table::BODY, ink),
    );
}

/// One die; without a face it has not been rolled.
fn die(sheet: &mut Sheet, at: Vec2, side: f32, face: Option<u8>, paper: Colour) {
    let outline = rounded(at, Vec2::splat(side), side / 5.0);
    sheet.fill(outline.clone(), paper);
    sheet.outline(outline, 2.5, colour::INK);
    let step = side / 4.0;
    for (x, y) in pips(face.unwrap_or(0)) {
        let pip = at + Vec2::new((f32::from(x) + 1.0) * step, (f32::from(y) + 1.0) * step);
        sheet.disc(pip, side / 11.0, colour::INK);
    }
}

/// Where the pips of a face sit, in a grid of three by three.
fn pips(face: u8) -> Vec<(u8, u8)> {
    let corners = [(0, 0), (2, 2), (2, 0), (0, 2)];
    let sides = [(0, 1), (2, 1)];
    let mut all: Vec<(u8, u8)> = Vec::new();
    match face {
        0 => {}
        1 | 3 | 5 => {
            all.push((1, 1));
            all.extend(&corners[..usize::from(face - 1)]);
        }
        face => {
            all.extend(&corners[..usize::from(face.min(4))]);
            if face >= 6 {
                all.extend(sides);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_has_as_many_pips_as_it_counts_and_none_twice() {
        for face in 0..=6 {
            let mut all = pips(face);
            assert_eq!(all.len(), usize::from(face));
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), usize::from(face));
        }
    }

    #[test]
    fn five_cards_lie_side_by_side_round_the_middle() {
        let (first, last) = (place(0, 5), place(4, 5));
        assert_eq!((first.x + last.x + WIDTH) / 2.0, MIDDLE);
        assert!(place(1, 5).x >= first.x + WIDTH);
    }
}
