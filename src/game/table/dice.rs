//! A turn on the table: what each seat does with it, on a card with its dice;
//! and the dice that nobody has taken yet (handbook, dice rules).
//!
//! A die that has not fallen is a hole with a dashed edge, as what is unknown
//! is everywhere on this table. Once it fell, the sum stands large under it,
//! and a mark and a word say what came of it.

use bevy::math::Vec2;

use crate::game::draw::path::rounded;
use crate::game::draw::{Align, Ground, Pen, Sheet};
use crate::game::theme::scale::table;
use crate::game::theme::{Colour, colour};

use super::cards::shadow;
use super::fit;
use super::model::{ActCard, TableModel, TurnCard};

const TOP: f32 = 352.0;
const HEIGHT: f32 = 352.0;
const GAP: f32 = 12.0;
const MIDDLE: f32 = 960.0;
/// Widest card, and the width that all of them share: more would lie over the
/// edge of the table.
const WIDEST: f32 = 236.0;
const SHARED: f32 = 790.0;
/// Room between a card's edge and what stands on it.
const PAD: f32 = 16.0;
/// Where words of the turn stand, above its cards.
const TITLE: f32 = 322.0;
/// The largest die on a card, and one that nobody has taken.
const DIE: f32 = 68.0;
const FREE: f32 = 44.0;
/// Height that dice have on a card.
const BLOCK: f32 = 114.0;
/// Room that a sum needs beside what came of it.
const ONE_LINE: f32 = 190.0;
/// Between two dice.
const APART: f32 = 10.0;

/// How wide each of `count` cards is.
fn width(count: usize) -> f32 {
    let count = count.max(1) as f32;
    ((SHARED - (count - 1.0) * GAP) / count).min(WIDEST)
}

/// Where the `index`th of `count` cards lies.
fn place(index: usize, count: usize) -> Vec2 {
    let (each, cards) = (width(count), count as f32);
    let left = MIDDLE - (cards * each + (cards - 1.0) * GAP) / 2.0;
    Vec2::new(left + index as f32 * (each + GAP), TOP)
}

/// The side of a die and how many lie in a row, for so many on a card.
fn cast(dice: usize, room: f32) -> (f32, usize) {
    // One row as long as dice stay large, then two.
    let large = (room + APART) / dice.max(1) as f32 - APART;
    if large >= 44.0 {
        (large.min(DIE), dice.max(1))
    } else {
        let row = dice.div_ceil(2).max(1);
        let side = ((room + APART) / row as f32 - APART).min(52.0);
        (side, row)
    }
}

/// The turn's number, its end, and the dice that are left.
pub(super) fn turn(turn: &TurnCard, sheet: &mut Sheet) {
    sheet.words(
        turn.title.clone(),
        Vec2::new(MIDDLE, TITLE),
        Align::Middle,
        Pen::bold(table::CELL, colour::INK),
    );
    let pen = Pen::plain(table::BODY, colour::INK2);
    let none = turn.acts.is_empty();
    if none {
        let at = Vec2::new(MIDDLE, TOP + 176.0);
        sheet.words(turn.words.clone(), at, Align::Middle, pen);
    }
    if turn.free == 0 {
        return;
    }
    let free = f32::from(turn.free);
    let (side, top) = if none {
        (DIE, TOP + 56.0)
    } else {
        (FREE, TOP + HEIGHT + 20.0)
    };
    let words = if none { "" } else { "to take" };
    let dice = free * side + (free - 1.0) * APART;
    let tail = if none { 0.0 } else { pen.width(words) + 16.0 };
    let left = MIDDLE - (dice + tail) / 2.0;
    for nth in 0..turn.free {
        let at = Vec2::new(left + f32::from(nth) * (side + APART), top);
        die(sheet, at, side, Lies::Free);
    }
    let at = Vec2::new(left + dice + 16.0, top + side / 2.0 + 10.0);
    sheet.words(words, at, Align::Start, pen);
}

/// What a seat does with its turn.
pub(super) fn act(card: &ActCard, index: usize, model: &TableModel, sheet: &mut Sheet) {
    let count = model.turn.as_ref().map_or(1, |turn| turn.acts.len());
    let (at, width) = (place(index, count), width(count));
    let size = Vec2::new(width, HEIGHT);
    let room = width - 2.0 * PAD;
    shadow(sheet, at, size);
    sheet.card(at, size, 14.0, colour::PAPER);
    if card.succeeded == Some(true) {
        let frame = rounded(at - Vec2::splat(2.0), size + Vec2::splat(4.0), 16.0);
        sheet.outline(frame, 5.0, colour::OK_PAPER);
    }
    sheet.within(at + Vec2::new(width - 36.0, 36.0), 0.0, 0.42, |sheet| {
        let ground = if card.owner.persona {
            Ground::Paper
        } else {
            Ground::Dark
        };
        card.owner.draw(sheet, ground, 1.0);
    });
    let start = |drop: f32| at + Vec2::new(PAD, drop);
    let pen = Pen::plain(table::SMALL, colour::INK2);
    let tool = fit::cut(&card.tool, room - 48.0, pen);
    sheet.words(tool, start(42.0), Align::Start, pen);
    let bold = Pen::bold(table::SMALL, colour::INK);
    for (nth, line) in fit::wrapped(&card.name, room, 3, bold)
        .into_iter()
        .enumerate()
    {
        sheet.words(line, start(82.0 + nth as f32 * 27.0), Align::Start, bold);
    }
    draw_cast(card, start(150.0), room, sheet);
    // On a narrow card what came of it stands where what was needed stood.
    let narrow = room < ONE_LINE;
    if card.succeeded.is_none() || !narrow {
        let needed = fit::cut(&card.needed, room, pen);
        sheet.words(needed, start(334.0), Align::Start, pen);
    }
    let (word, ink) = match card.succeeded {
        Some(true) => ("worked", colour::OK_PAPER),
        Some(false) => ("failed", colour::INK2),
        None => return,
    };
    let sums = Pen::bold(table::CELL, colour::INK);
    sheet.words(card.sum.clone(), start(302.0), Align::Start, sums);
    let mark = match narrow {
        true => start(326.0) + Vec2::new(12.0, 0.0),
        false => start(289.0) + Vec2::new(sums.width(&card.sum) + 28.0, 0.0),
    };
    outcome(sheet, mark, card.succeeded);
    let at = mark + Vec2::new(20.0, 9.0);
    let size = if narrow { table::SMALL } else { table::BODY };
    sheet.words(word, at, Align::Start, Pen::bold(size, ink));
}

/// The dice of a card, in as large as there is room for.
fn draw_cast(card: &ActCard, at: Vec2, room: f32, sheet: &mut Sheet) {
    let (side, row) = cast(card.dice.len(), room);
    // One row lies in the middle of the room for two.
    let rows = card.dice.len().div_ceil(row.max(1)) as f32;
    let at = at + Vec2::new(0.0, (BLOCK - rows * (side + APART) + APART) / 2.0);
    for (nth, face) in card.dice.iter().enumerate() {
        let step = Vec2::new((nth % row) as f32, (nth / row) as f32) * (side + APART);
        let lies = face.map_or(Lies::Held, Lies::Fell);
        die(sheet, at + step, side, lies);
    }
}

/// A disc with a tick, or a ring with a bar.
fn outcome(sheet: &mut Sheet, at: Vec2, succeeded: Option<bool>) {
    let to = |x: f32, y: f32| at + Vec2::new(x, y);
    if succeeded == Some(true) {
        sheet.disc(at, 12.0, colour::OK_PAPER);
        let tick = vec![to(-5.5, 0.5), to(-1.5, 4.5), to(5.5, -4.0)];
        sheet.cut_line(tick, 3.0, colour::PAPER);
    } else {
        sheet.ring(at, 10.5, 3.0, colour::INK2);
        sheet.cut_line(vec![to(-5.0, 0.0), to(5.0, 0.0)], 3.0, colour::INK2);
    }
}

/// How a die lies on the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    /// Nobody has taken it.
    Free,
    /// On a card, not rolled.
    Held,
    /// Rolled.
    Fell(u8),
}

fn die(sheet: &mut Sheet, at: Vec2, side: f32, lies: Lies) {
    let size = Vec2::splat(side);
    let outline = rounded(at, size, side / 5.0);
    if lies == Lies::Held {
        sheet.fill(outline.clone(), colour::HOLE);
        sheet.dashed(&outline, true, 8.0, 7.0, 2.5, colour::HOLE_EDGE);
        return;
    }
    let dark = colour::SHADOW.alpha(0.34);
    sheet.shadow(
        at + Vec2::new(1.0, 5.0),
        size - Vec2::splat(2.0),
        side / 5.0,
        5.0,
        dark,
    );
    sheet.fill(outline.clone(), Colour::hex(0xFFFFFF));
    sheet.outline(outline, 2.5, colour::INK);
    let face = match lies {
        Lies::Fell(face) => face,
        Lies::Free | Lies::Held => 0,
    };
    let step = side / 4.0;
    for (x, y) in pips(face) {
        let pip = at + Vec2::new((f32::from(x) + 1.0) * step, (f32::from(y) + 1.0) * step);
        sheet.disc(pip, side / 10.5, colour::INK);
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
    fn cards_lie_side_by_side_round_the_middle_and_on_the_table() {
        for count in 1..=5 {
            let (first, last) = (place(0, count), place(count - 1, count));
            let each = width(count);
            assert!((first.x + last.x + each - 2.0 * MIDDLE).abs() < 0.01);
            for index in 1..count {
                let (one, next) = (place(index - 1, count), place(index, count));
                assert!(next.x - one.x >= each + GAP - 0.01);
            }
            // Every corner lies within the table's edge.
            for corner in [first, first + Vec2::new(0.0, HEIGHT)] {
                assert!(corner.distance(super::super::layout::CENTRE) < super::super::layout::TOP);
            }
        }
    }

    #[test]
    fn as_many_dice_as_there_are_fit_on_a_card() {
        for count in 1..=5 {
            let room = width(count) - 2.0 * PAD;
            for dice in 1..=20 {
                let (side, row) = cast(dice, room);
                let rows = dice.div_ceil(row);
                let wide = row as f32 * (side + APART) - APART;
                assert!(wide <= room + 0.01, "{dice} dice on {count} cards: {wide}");
                assert!(
                    dice > 6 || rows as f32 * (side + APART) - APART <= BLOCK,
                    "{dice} {count}"
                );
            }
        }
    }
}
