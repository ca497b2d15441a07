//! Talk as a line from who speaks to who is meant, with a chip of at most two
//! words. Dotted asks, solid tells, double orders, a bar at the end objects.

use bevy::math::Vec2;

use crate::game::theme::Colour;
use crate::game::theme::scale::table;

use super::path;
use super::sheet::{Align, Pen, Sheet};

/// What is being done with words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speech {
    /// Dotted.
    Ask,
    /// Solid, with an arrow head.
    Tell,
    /// Double, with an arrow head.
    Order,
    /// Solid, ending in a bar.
    Object,
}

/// A line of talk, ready to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// From the speaker on.
    pub points: Vec<Vec2>,
    /// Its style.
    pub speech: Speech,
    /// The speaker's colour.
    pub colour: Colour,
    /// Words on the chip, and where along the line it sits, 0 to 1.
    pub chip: Option<(String, f32)>,
    /// Colour of the words on the chip.
    pub chip_ink: Colour,
}

impl Line {
    /// Draws it.
    pub fn draw(&self, sheet: &mut Sheet) {
        match self.speech {
            Speech::Ask => sheet.dashed(&self.points, false, 1.0, 11.0, 5.0, self.colour),
            Speech::Tell => self.pointed(sheet, &[0.0], 6.0),
            Speech::Order => self.pointed(sheet, &[-5.0, 5.0], 4.0),
            Speech::Object => {
                sheet.line(self.points.clone(), 6.0, self.colour);
                if let Some((tip, forward)) = path::along(&self.points, 1.0) {
                    let side = forward.perp() * 17.0;
                    sheet.line(vec![tip - side, tip + side], 6.0, self.colour);
                }
            }
        }
        self.draw_chip(sheet);
    }

    fn pointed(&self, sheet: &mut Sheet, lanes: &[f32], width: f32) {
        for lane in lanes {
            sheet.line(beside(&self.points, *lane), width, self.colour);
        }
        let Some((tip, _)) = path::along(&self.points, 1.0) else {
            return;
        };
        // The head follows the last stretch, not the last chord of the curve.
        let length = path::length(&self.points).max(1.0);
        let Some((before, _)) = path::along(&self.points, 1.0 - 15.0 / length) else {
            return;
        };
        let forward = (tip - before).normalize_or_zero();
        let (back, side) = (tip - forward * 15.0, forward.perp() * 12.0);
        sheet.line(vec![back - side, tip, back + side], 6.0, self.colour);
    }

    fn draw_chip(&self, sheet: &mut Sheet) {
        let Some((words, share)) = &self.chip else {
            return;
        };
        let Some((at, _)) = path::along(&self.points, *share) else {
            return;
        };
        let pen = Pen::bold(table::BODY, self.chip_ink);
        let width = (pen.width(words) + 28.0).max(88.0);
        sheet.card(
            at - Vec2::new(width / 2.0, 23.0),
            Vec2::new(width, 46.0),
            23.0,
            self.colour,
        );
        sheet.words(words.clone(), at + Vec2::new(0.0, 10.0), Align::Middle, pen);
    }
}

/// The same line, `aside` to the right of its direction.
fn beside(points: &[Vec2], aside: f32) -> Vec<Vec2> {
    if aside == 0.0 {
        return points.to_vec();
    }
    let last = points.len().saturating_sub(1);
    (0..points.len())
        .map(|i| {
            let forward = points[(i + 1).min(last)] - points[i.saturating_sub(1)];
            points[i] + forward.normalize_or_zero().perp() * aside
        })
        .collect()
}
