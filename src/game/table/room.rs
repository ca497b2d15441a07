//! The room, the bezel, the table's top, the engraved EXERCISE, the severity
//! and the clock: what is always there.

use bevy::math::Vec2;

use crate::game::draw::marks;
use crate::game::draw::path::{polar, rounded};
use crate::game::draw::{Align, Light, Pen, Sheet};
use crate::game::theme::scale::table;
use crate::game::theme::{Colour, Weight, colour};

use super::layout::{BEZEL, CENTRE, RING, TOP};
use super::model::{Phase, TableModel};

/// Degrees between two letters of EXERCISE.
const LETTER: f32 = 4.6;

/// Room, halo, bezel and the lit top.
pub(super) fn ground(model: &TableModel, sheet: &mut Sheet) {
    let lit = !matches!(model.phase, Phase::Emergency);
    if matches!(model.phase, Phase::Endex(_)) {
        let everywhere = rounded(Vec2::new(-1500.0, -1000.0), Vec2::new(4920.0, 3080.0), 0.0);
        sheet.fill(everywhere, colour::ROOM_AFTER);
    }
    if !lit {
        return;
    }
    // What the bezel and the top will hide is not painted: software renderers
    // feel every pixel.
    let warm = Colour::hex(0xE8DCC4);
    let halo = [
        (0.4, Colour::hex(0xF2DDB4).alpha(0.15)),
        (0.66, warm.alpha(0.05)),
        (1.0, warm.alpha(0.0)),
    ];
    sheet.light(Light {
        hollow: 0.48,
        ..Light::new(CENTRE, 1060.0, &halo)
    });
    let black = Colour::hex(0x000000);
    // A blur of 16 round the edge of a disc of 526: near enough a logistic curve.
    let blur: Vec<(f32, Colour)> = (0..=12u8)
        .map(|step| f32::from(step) / 6.0 - 1.0)
        .map(|out| {
            (
                (526.0 + out * 36.0) / 562.0,
                black.alpha(0.55 / (1.0 + (out * 36.0 * 1.702 / 16.0).exp())),
            )
        })
        .collect();
    sheet.light(Light {
        hollow: 0.87,
        ..Light::new(CENTRE + Vec2::new(0.0, 18.0), 562.0, &blur)
    });
    sheet.ring(
        CENTRE,
        (BEZEL + TOP) / 2.0,
        BEZEL - TOP + 2.0,
        colour::BEZEL,
    );
    sheet.ring(CENTRE, BEZEL - 1.0, 2.0, colour::BEZEL_EDGE);
    // The lamp hangs slightly above the middle.
    sheet.light(Light {
        focus: Vec2::new(0.0, -36.8),
        reach: 515.2 / TOP,
        ..Light::new(CENTRE, TOP, &colour::TABLE)
    });
    sheet.ring(CENTRE, 430.0, 1.5, colour::TABLE_PRINT.alpha(0.26));
}

/// The word EXERCISE at head and foot, joined by a ring of its colour. Gone in
/// a real emergency: then it is no exercise.
pub(super) fn exercise(model: &TableModel, sheet: &mut Sheet) {
    if matches!(model.phase, Phase::Emergency) {
        return;
    }
    let half = 4.0 * LETTER + 2.2;
    for turn in [0.0, 180.0] {
        sheet.sector(
            CENTRE,
            RING,
            turn + half,
            turn + 180.0 - half,
            3.0,
            colour::EXERCISE,
        );
    }
    let pen = Pen::bold(table::CELL, colour::EXERCISE);
    for (index, letter) in "EXERCISE".chars().enumerate() {
        let degrees = (index as f32 - 3.5) * LETTER;
        for (angle, radius, turn) in [
            (degrees, 487.0, degrees),
            (180.0 - degrees, 515.0, -degrees),
        ] {
            sheet.within(polar(CENTRE, angle, radius), turn, 1.0, |sheet| {
                sheet.words(letter, Vec2::ZERO, Align::Middle, pen);
            });
        }
    }
}

/// The clock and, under it, the time since STARTEX and the scene.
pub(super) fn clock(model: &TableModel, sheet: &mut Sheet) {
    let pen = Pen {
        size: table::CLOCK,
        weight: Weight::Light,
        colour: colour::TEXT,
        spacing: -3.0,
    };
    sheet.words(
        model.clock.clone(),
        Vec2::new(33.0, 132.0),
        Align::Start,
        pen,
    );
    let mut under = model.elapsed.clone();
    if !model.scene.is_empty() {
        if !under.is_empty() {
            under.push_str(" · ");
        }
        under.push_str("scene: ");
        under.push_str(&model.scene);
    }
    sheet.words(
        under,
        Vec2::new(42.0, 180.0),
        Align::Start,
        Pen::plain(table::BODY, colour::TEXT2),
    );
}

/// The declared severity: shape, word, impact.
pub(super) fn severity(model: &TableModel, sheet: &mut Sheet) {
    let Some(severity) = &model.severity else {
        if model.in_play() {
            let pen = Pen::plain(table::BODY, colour::TEXT2);
            sheet.words(
                "no severity declared",
                Vec2::new(1880.0, 72.0),
                Align::End,
                pen,
            );
        }
        return;
    };
    let tone = colour::severity(severity.level);
    sheet.within(Vec2::new(1820.0, 92.0), 0.0, 60.0 / 36.0, |sheet| {
        marks::severity(sheet, severity.level, None);
    });
    let level = severity.level.to_string();
    let figure = if severity.level >= 4 {
        tone
    } else {
        colour::GLYPH
    };
    // The ring is small: its figure is too.
    let (size, drop) = if severity.level >= 4 {
        (table::BODY, 10.0)
    } else {
        (table::FIGURE, 23.0)
    };
    sheet.words(
        level,
        Vec2::new(1820.0, 92.0 + drop),
        Align::Middle,
        Pen::bold(size, figure),
    );
    let word = format!("SEV-{}", severity.level);
    sheet.words(
        word,
        Vec2::new(1738.0, 90.0),
        Align::End,
        Pen::bold(table::FIGURE, tone),
    );
    sheet.words(
        severity.impact.clone(),
        Vec2::new(1738.0, 136.0),
        Align::End,
        Pen::plain(table::BODY, colour::TEXT2),
    );
}
