//! Option cards: what each would cost, cell by cell. Unknown cells stay empty
//! and visible, because a hole asks louder than a question mark.

use bevy::math::Vec2;

use crate::game::draw::path::{polar, rounded};
use crate::game::draw::{Align, Ground, Pen, Sheet};
use crate::game::theme::scale::table;
use crate::game::theme::{Colour, colour};

use super::fit;
use super::model::{Cell, OptionCard, TableModel};

const TOP: f32 = 344.0;
const HEAD: f32 = 94.0;
const ROW: f32 = 72.0;
const GAP: f32 = 9.0;
/// From line to line where words take two.
const LINE: f32 = 24.0;
const HEIGHT: f32 = HEAD + 4.0 * ROW + 4.0;
/// Widest card, and the width that all of them share.
const WIDEST: f32 = 174.0;
const SHARED: f32 = 723.0;
/// Middle of the cards: right of the table's, for the names of the rows.
const MIDDLE: f32 = 997.5;

/// Places of the cards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    left: f32,
    width: f32,
    count: usize,
}

/// How many cards lie there and how wide they are.
pub(super) fn row(model: &TableModel) -> Row {
    let count = if model.in_play() && model.turn.is_none() {
        model.options.len() + usize::from(!model.face_down.is_empty())
    } else {
        0
    };
    let cards = count.max(1) as f32;
    let width = ((SHARED - (cards - 1.0) * GAP) / cards).min(WIDEST);
    Row {
        left: MIDDLE - (cards * width + (cards - 1.0) * GAP) / 2.0,
        width,
        count,
    }
}

impl Row {
    fn at(self, index: usize) -> Vec2 {
        Vec2::new(self.left + index as f32 * (self.width + GAP), TOP)
    }
}

/// The names of the rows, printed on the table.
pub(super) fn labels(model: &TableModel, row: Row, sheet: &mut Sheet) {
    if row.count == 0 || model.options.is_empty() {
        return;
    }
    for (index, label) in model.rows.iter().enumerate() {
        let at = Vec2::new(row.left - 14.0, TOP + HEAD + index as f32 * ROW + 44.0);
        sheet.words(
            label.clone(),
            at,
            Align::End,
            Pen::bold(table::SMALL, colour::INK2),
        );
    }
}

/// One option, the `index`th card.
pub(super) fn option(card: &OptionCard, index: usize, row: Row, dimmed: bool, sheet: &mut Sheet) {
    let (at, size) = (row.at(index), Vec2::new(row.width, HEIGHT));
    let paper = if dimmed {
        colour::PAPER.mix(colour::HOLE, 0.55)
    } else {
        colour::PAPER
    };
    shadow(sheet, at, size);
    if !card.lacks.is_empty() {
        tab(sheet, at, row.width, &card.lacks);
    }
    sheet.card(at, size, 14.0, paper);
    if card.chosen {
        sheet.outline(
            rounded(at - Vec2::splat(3.0), size + Vec2::splat(6.0), 17.0),
            6.0,
            colour::INK,
        );
    }
    sheet.words(
        card.letter.clone(),
        at + Vec2::new(14.0, 46.0),
        Align::Start,
        Pen::bold(table::CELL, colour::INK),
    );
    if let Some(owner) = card.owner {
        sheet.within(at + Vec2::new(row.width - 34.0, 33.0), 0.0, 0.38, |sheet| {
            let ground = if owner.persona {
                Ground::Paper
            } else {
                Ground::Dark
            };
            owner.draw(sheet, ground, 1.0);
        });
    }
    draw_name(sheet, at, &card.name, row.width - 24.0);
    for (index, cell) in card.cells.iter().enumerate() {
        let landing = card
            .landing
            .filter(|(cell, _)| *cell == index)
            .map(|(_, colour)| colour);
        draw_cell(
            sheet,
            at + Vec2::new(0.0, HEAD + index as f32 * ROW),
            row.width,
            cell.as_ref(),
            landing,
        );
    }
}

/// What a card's work is waiting for, on a tab that looks out behind it.
fn tab(sheet: &mut Sheet, at: Vec2, width: f32, words: &str) {
    let pen = Pen::bold(table::SMALL, colour::LAMP);
    let lines = fit::wrapped(words, width - 12.0, 2, pen);
    let height = LINE * lines.len() as f32 + 8.0;
    let top = at - Vec2::new(0.0, height);
    sheet.card(top, Vec2::new(width, height + 20.0), 10.0, colour::INK);
    for (nth, line) in lines.into_iter().enumerate() {
        let drop = 22.0 + nth as f32 * LINE;
        let middle = top + Vec2::new(width / 2.0, drop);
        sheet.words(line, middle, Align::Middle, pen);
    }
}

/// The card for what was not found yet.
pub(super) fn face_down(words: &str, index: usize, row: Row, sheet: &mut Sheet) {
    let (at, size) = (row.at(index), Vec2::new(row.width, HEIGHT));
    shadow(sheet, at, size);
    sheet.card(at, size, 14.0, colour::CARD_BACK);
    let frame = rounded(at + Vec2::splat(9.0), size - Vec2::splat(18.0), 8.0);
    sheet.outline(frame, 2.0, colour::CARD_BACK_FRAME);
    let middle = at + Vec2::new(row.width / 2.0, 168.0);
    for petal in 0..24u8 {
        let centre = polar(middle, f32::from(petal) * 15.0, 27.0);
        sheet.ring(centre, 27.0, 1.5, colour::CARD_BACK_PRINT.alpha(0.42));
    }
    let pen = Pen::plain(table::BODY, colour::CARD_BACK_TEXT);
    sheet.words(
        words,
        at + Vec2::new(row.width / 2.0, 294.0),
        Align::Middle,
        pen,
    );
}

/// The shadow of a card that lies on the table.
pub(super) fn shadow(sheet: &mut Sheet, at: Vec2, size: Vec2) {
    let (at, size) = (at + Vec2::new(2.0, 12.0), size - Vec2::splat(4.0));
    sheet.shadow(at, size, 14.0, 9.0, colour::SHADOW.alpha(0.4));
}

fn draw_cell(sheet: &mut Sheet, at: Vec2, width: f32, cell: Option<&Cell>, landing: Option<usize>) {
    let outline = rounded(
        at + Vec2::new(9.0, 6.0),
        Vec2::new(width - 18.0, ROW - 12.0),
        9.0,
    );
    let Some(cell) = cell else {
        sheet.fill(outline.clone(), colour::HOLE);
        sheet.dashed(&outline, true, 8.0, 7.0, 2.5, colour::HOLE_EDGE);
        return;
    };
    if let Some(seat) = landing {
        let edge = colour::seat_on_paper(seat);
        sheet.fill(
            outline.clone(),
            Colour::hex(0xFFFFFF).mix(colour::seat(seat), 0.19),
        );
        sheet.outline(outline, 4.0, edge);
    } else {
        sheet.cut_line(
            vec![at + Vec2::new(14.0, 0.0), at + Vec2::new(width - 14.0, 0.0)],
            2.0,
            colour::RULE,
        );
    }
    let middle = at + Vec2::new(width / 2.0, 0.0);
    let room = width - 18.0;
    let pens = [table::CELL, table::BODY, table::SMALL].map(|size| Pen::bold(size, colour::INK));
    let [.., small] = pens;
    if small.width(&cell.big) > room {
        // Words that are too long for one line have both.
        let words = format!("{} {}", cell.big, cell.small);
        let lines = fit::wrapped(words.trim(), room, 2, small);
        for (nth, line) in lines.iter().enumerate() {
            let drop = Vec2::new(0.0, 34.0 + nth as f32 * LINE);
            let line = fit::cut(line, room, small);
            sheet.words(line, middle + drop, Align::Middle, small);
        }
        return;
    }
    let drop = if cell.small.is_empty() { 50.0 } else { 38.0 };
    if let Some((words, pen)) = fit::largest(&cell.big, room, &pens) {
        sheet.words(words, middle + Vec2::new(0.0, drop), Align::Middle, pen);
    }
    let pen = Pen::plain(table::SMALL, colour::INK2);
    sheet.words(
        fit::cut(&cell.small, room, pen),
        middle + Vec2::new(0.0, 62.0),
        Align::Middle,
        pen,
    );
}

/// The name in the largest step that fits: one line, or two small ones.
fn draw_name(sheet: &mut Sheet, at: Vec2, name: &str, width: f32) {
    let body = Pen::plain(table::BODY, colour::INK).spaced(-0.6);
    if body.width(name) <= width {
        sheet.words(name, at + Vec2::new(13.0, 80.0), Align::Start, body);
        return;
    }
    let small = Pen::plain(table::SMALL, colour::INK).spaced(-0.6);
    let (first, second) = halves(name, width + 4.0, small);
    let drop = if second.is_empty() { 78.0 } else { 68.0 };
    sheet.words(first, at + Vec2::new(13.0, drop), Align::Start, small);
    sheet.words(second, at + Vec2::new(13.0, 89.0), Align::Start, small);
}

/// A name on one or two lines, the last one cut where it must be.
fn halves(name: &str, width: f32, pen: Pen) -> (String, String) {
    let fits = |end: &usize| pen.width(&name[..*end]) <= width;
    let breaks = name
        .match_indices([' ', '-'])
        .map(|(at, mark)| if mark == "-" { at + 1 } else { at });
    let end = breaks.chain([name.len()]).filter(fits).max();
    let Some(end) = end else {
        return (fit::cut(name, width, pen), String::new());
    };
    (
        name[..end].to_owned(),
        fit::cut(name[end..].trim_start(), width, pen),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_cards_lie_as_drawn() {
        let row = Row {
            left: MIDDLE - (4.0 * WIDEST + 3.0 * GAP) / 2.0,
            width: WIDEST,
            count: 4,
        };
        assert_eq!(row.at(0), Vec2::new(636.0, 344.0));
        assert_eq!(row.at(3).x, 1185.0);
    }

    #[test]
    fn a_long_name_takes_two_lines_and_is_cut() {
        let pen = Pen::plain(table::SMALL, colour::INK);
        assert_eq!(halves("Workaround", 150.0, pen).1, "");
        assert_eq!(
            halves("Read-only mode", 113.0, pen),
            ("Read-only".into(), "mode".into())
        );
        let (first, second) = halves("Restore everything from the oldest snapshot", 150.0, pen);
        assert_eq!(first, "Restore");
        assert!(
            second.ends_with('…') && pen.width(&second) <= 150.0,
            "{second}"
        );
        assert_eq!(halves("Wide", 1.0, pen).0, "…");
    }
}
