//! What lies over the table: pause, time cut, real emergency, the end. Each is
//! told in words a person can act on.

use bevy::math::Vec2;

use crate::game::draw::marks::octagon;
use crate::game::draw::path::rounded;
use crate::game::draw::{Align, Pen, Sheet};
use crate::game::theme::colour;
use crate::game::theme::scale::table;

use super::cards::shadow;
use super::fit::wrapped;
use super::layout::CENTRE;
use super::model::{Cut, Ending, Phase, TableModel};

/// What covers the table in its phase, if anything.
pub(super) fn cover(model: &TableModel, sheet: &mut Sheet) {
    match &model.phase {
        Phase::Paused => {
            dim(sheet, 0.45);
            plaque(sheet, "paused", "nothing falls due");
        }
        Phase::Cut(cut) => time_cut(cut, sheet),
        Phase::Emergency => emergency(sheet),
        Phase::Endex(ending) => {
            story(ending, sheet);
            plaque(sheet, "ENDEX", "hot wash next");
        }
        Phase::Lobby | Phase::Briefing | Phase::Play => {}
    }
}

/// Everything falls back towards the room.
fn dim(sheet: &mut Sheet, share: f32) {
    // Wide enough for any window: side space is room too.
    let all = rounded(Vec2::new(-1500.0, -1000.0), Vec2::new(4920.0, 3080.0), 0.0);
    sheet.fill(all, colour::ROOM.alpha(share));
}

/// A plaque between the cards and the inject, so that both stay in sight.
fn plaque(sheet: &mut Sheet, word: &str, line: &str) {
    let (big, small) = (
        Pen::bold(table::CELL, colour::TEXT),
        Pen::plain(table::BODY, colour::TEXT2),
    );
    let (words, gap) = (big.width(word), 20.0);
    let size = Vec2::new(words + gap + small.width(line) + 56.0, 60.0);
    let at = Vec2::new(CENTRE.x - size.x / 2.0, 729.0);
    sheet.card(at, size, 14.0, colour::BEZEL);
    sheet.outline(rounded(at, size, 14.0), 2.0, colour::BEZEL_EDGE);
    sheet.words(word, at + Vec2::new(28.0, 44.0), Align::Start, big);
    sheet.words(
        line,
        at + Vec2::new(28.0 + words + gap, 43.0),
        Align::Start,
        small,
    );
}

/// How it ended, on paper: read aloud before anybody talks about it.
fn story(ending: &Ending, sheet: &mut Sheet) {
    if ending.title.is_empty() {
        return;
    }
    let width = 640.0;
    let pen = Pen::plain(table::BODY, colour::INK);
    let lines = wrapped(&ending.text, width - 80.0, 7, pen);
    let size = Vec2::new(width, 116.0 + lines.len() as f32 * 38.0);
    let at = Vec2::new(CENTRE.x - width / 2.0, 500.0 - size.y / 2.0);
    shadow(sheet, at, size);
    sheet.card(at, size, 14.0, colour::PAPER);
    sheet.words(
        ending.title.clone(),
        at + Vec2::new(40.0, 66.0),
        Align::Start,
        Pen::bold(table::CELL, colour::INK),
    );
    for (index, line) in lines.into_iter().enumerate() {
        let drop = Vec2::new(40.0, 116.0 + index as f32 * 38.0);
        sheet.words(line, at + drop, Align::Start, pen);
    }
}

fn time_cut(cut: &Cut, sheet: &mut Sheet) {
    dim(sheet, 0.45);
    let lines = cut.lines.len().min(6);
    let size = Vec2::new(860.0, 176.0 + lines as f32 * 44.0);
    let at = CENTRE - size / 2.0;
    sheet.shadow(
        at + Vec2::new(6.0, 24.0),
        size - Vec2::splat(12.0),
        14.0,
        16.0,
        colour::ROOM.alpha(0.7),
    );
    sheet.card(at, size, 14.0, colour::PAPER);
    sheet.words(
        "time cut",
        at + Vec2::new(40.0, 52.0),
        Align::Start,
        Pen::plain(table::BODY, colour::INK2),
    );
    sheet.words(
        cut.title.clone(),
        at + Vec2::new(38.0, 124.0),
        Align::Start,
        Pen::bold(table::FIGURE, colour::INK),
    );
    for (index, line) in cut.lines.iter().take(lines).enumerate() {
        let y = 182.0 + index as f32 * 44.0;
        sheet.disc(at + Vec2::new(48.0, y - 10.0), 5.0, colour::HOLE_EDGE);
        sheet.words(
            line.clone(),
            at + Vec2::new(68.0, y),
            Align::Start,
            Pen::plain(table::BODY, colour::INK),
        );
    }
}

fn emergency(sheet: &mut Sheet) {
    sheet.within(CENTRE - Vec2::new(0.0, 150.0), 0.0, 1.0, |sheet| {
        sheet.fill(octagon(90.0), colour::severity(1));
        sheet.card(
            Vec2::new(-46.0, -10.0),
            Vec2::new(92.0, 20.0),
            4.0,
            colour::GLYPH,
        );
    });
    let words = |sheet: &mut Sheet, text: &str, drop: f32, pen: Pen| {
        sheet.words(text, CENTRE + Vec2::new(0.0, drop), Align::Middle, pen);
    };
    words(
        sheet,
        "Real emergency",
        50.0,
        Pen::bold(table::FIGURE, colour::TEXT),
    );
    words(
        sheet,
        "The exercise has stopped.",
        110.0,
        Pen::plain(table::CELL, colour::TEXT),
    );
    words(
        sheet,
        "Leave the game. Follow your real procedure.",
        170.0,
        Pen::plain(table::BODY, colour::TEXT2),
    );
}
