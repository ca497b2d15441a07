//! Portraits: the plate is the job family, the glyph is the role, the colour
//! is the seat. Drawn about the origin on a box of 100.
//!
//! A persona's plate is hollow with a dashed edge; on the bright table and on
//! paper a player's plate is ink with a paper glyph.

use bevy::math::Vec2;

use crate::game::theme::colour::{self, Colour};

use super::path;
use super::sheet::Sheet;

/// Side of the box that portraits are drawn on.
pub const SPAN: f32 = 100.0;

/// Shape of a plate: the job family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Plate {
    /// Command: circle.
    #[default]
    Command,
    /// Technical: rounded square.
    Technical,
    /// Business: hexagon.
    Business,
    /// Front line: drop.
    FrontLine,
}

/// Mark on a plate: the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Glyph {
    /// Incident commander: target.
    #[default]
    Commander,
    /// Deputy: half a target.
    Deputy,
    /// Scribe: three lines of text.
    Scribe,
    /// Database: stacked bars.
    Database,
    /// Application: brackets.
    Application,
    /// Reliability: pulse.
    Reliability,
    /// Infrastructure: grid of four.
    Infrastructure,
    /// Payments: two bars and a dot.
    Payments,
    /// Security: key.
    Security,
    /// Product: sun on the horizon.
    Product,
    /// Vice president: double chevron.
    VicePresident,
    /// Chief executive: chevron over a bar.
    ChiefExecutive,
    /// Legal: scales.
    Legal,
    /// Finance: three columns.
    Finance,
    /// Support: headset.
    Support,
    /// Communications: two arcs.
    Communications,
    /// Press: lines in a frame.
    Press,
}

/// How a portrait is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ground {
    /// On a dark plate or panel: the seat's colour.
    #[default]
    Dark,
    /// On the table or on a card: ink, or the seat's darker colour when hollow.
    Paper,
}

/// A portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Portrait {
    /// The job family.
    pub plate: Plate,
    /// The role.
    pub glyph: Glyph,
    /// The seat's colour, by index.
    pub colour: usize,
    /// Played by the program.
    pub persona: bool,
}

impl Portrait {
    /// Draws it about the origin. `presence` below one lets the ground through:
    /// 0.6 for a seat that has been quiet.
    pub fn draw(self, sheet: &mut Sheet, ground: Ground, presence: f32) {
        let behind = match ground {
            Ground::Dark => colour::PLATE,
            Ground::Paper => colour::PAPER_INJECT,
        };
        let tone = |colour: Colour| behind.mix(colour, presence);
        let outline = self.plate.outline();
        if self.persona {
            let edge = tone(match ground {
                Ground::Dark => colour::seat(self.colour),
                Ground::Paper => colour::seat_on_paper(self.colour),
            });
            sheet.fill(outline.clone(), behind);
            sheet.dashed(&outline, true, 9.0, 8.0, 5.0, edge);
            self.glyph.draw(sheet, edge);
            return;
        }
        let (plate, glyph) = match ground {
            Ground::Dark => (colour::seat(self.colour), colour::GLYPH),
            Ground::Paper => (colour::INK, colour::GLYPH_PAPER),
        };
        sheet.fill(outline, tone(plate));
        self.glyph.draw(sheet, tone(glyph));
    }
}

impl Plate {
    /// Its outline about the origin.
    #[must_use]
    pub fn outline(self) -> Vec<Vec2> {
        match self {
            Self::Command => path::circle(Vec2::ZERO, 46.0),
            Self::Technical => path::rounded(Vec2::splat(-43.0), Vec2::splat(86.0), 20.0),
            Self::Business => softened(&[
                Vec2::new(-26.0, -43.0),
                Vec2::new(26.0, -43.0),
                Vec2::new(50.0, 0.0),
                Vec2::new(26.0, 43.0),
                Vec2::new(-26.0, 43.0),
                Vec2::new(-50.0, 0.0),
            ]),
            Self::FrontLine => {
                let mut points = path::arc(Vec2::ZERO, 45.0, 0.0, 180.0);
                points.extend(path::arc(Vec2::new(-37.0, 37.0), 8.0, 180.0, 270.0));
                points.extend(path::arc(Vec2::ZERO, 45.0, 270.0, 360.0));
                points
            }
        }
    }
}

/// A shape whose corners are cut by short curves.
fn softened(corners: &[Vec2]) -> Vec<Vec2> {
    let count = corners.len();
    let mut points = Vec::new();
    for i in 0..count {
        let (before, at, after) = (
            corners[(i + count - 1) % count],
            corners[i],
            corners[(i + 1) % count],
        );
        points.extend(path::quadratic(
            at.move_towards(before, 4.0),
            at,
            at.move_towards(after, 4.0),
        ));
    }
    points
}

impl Glyph {
    /// Draws it about the origin.
    pub fn draw(self, sheet: &mut Sheet, ink: Colour) {
        let line = |sheet: &mut Sheet, points: &[(f32, f32)], width: f32| {
            sheet.line(
                points.iter().map(|(x, y)| Vec2::new(*x, *y)).collect(),
                width,
                ink,
            );
        };
        let bar = |sheet: &mut Sheet, x: f32, y: f32, width: f32, height: f32, radius: f32| {
            sheet.card(Vec2::new(x, y), Vec2::new(width, height), radius, ink);
        };
        match self {
            Self::Commander => {
                sheet.ring(Vec2::ZERO, 24.0, 9.0, ink);
                sheet.disc(Vec2::ZERO, 8.0, ink);
            }
            Self::Deputy => {
                sheet.line(path::arc(Vec2::ZERO, 24.0, 180.0, 360.0), 9.0, ink);
                sheet.disc(Vec2::ZERO, 8.0, ink);
            }
            Self::Scribe => {
                for (y, width) in [(-20.0, 50.0), (0.0, 50.0), (20.0, 30.0)] {
                    bar(sheet, -25.0, y - 5.0, width, 10.0, 5.0);
                }
            }
            Self::Database => {
                for y in [-20.0, 0.0, 20.0] {
                    bar(sheet, -25.0, y - 6.5, 50.0, 13.0, 6.5);
                }
            }
            Self::Application => {
                line(sheet, &[(-9.0, -20.0), (-27.0, 0.0), (-9.0, 20.0)], 10.0);
                line(sheet, &[(9.0, -20.0), (27.0, 0.0), (9.0, 20.0)], 10.0);
            }
            Self::Reliability => {
                line(
                    sheet,
                    &[
                        (-29.0, 3.0),
                        (-15.0, 3.0),
                        (-6.0, -21.0),
                        (7.0, 22.0),
                        (15.0, 3.0),
                        (29.0, 3.0),
                    ],
                    9.0,
                );
            }
            Self::Infrastructure => {
                for (x, y) in [(-25.0, -25.0), (4.0, -25.0), (-25.0, 4.0), (4.0, 4.0)] {
                    bar(sheet, x, y, 21.0, 21.0, 5.0);
                }
            }
            Self::Payments => {
                bar(sheet, -27.0, -18.0, 54.0, 11.0, 5.5);
                bar(sheet, -27.0, 0.0, 54.0, 11.0, 5.5);
                sheet.disc(Vec2::new(21.0, 23.0), 6.5, ink);
            }
            Self::Security => {
                sheet.ring(Vec2::new(-13.0, 0.0), 13.0, 9.0, ink);
                line(sheet, &[(2.0, 0.0), (28.0, 0.0), (28.0, 12.0)], 9.0);
                line(sheet, &[(15.0, 0.0), (15.0, 9.0)], 9.0);
            }
            Self::Product => {
                sheet.fill(path::arc(Vec2::new(0.0, 6.0), 25.0, 270.0, 450.0), ink);
                bar(sheet, -25.0, 14.0, 50.0, 10.0, 5.0);
            }
            Self::VicePresident => {
                line(sheet, &[(-21.0, 1.0), (0.0, -20.0), (21.0, 1.0)], 9.5);
                line(sheet, &[(-21.0, 23.0), (0.0, 2.0), (21.0, 23.0)], 9.5);
            }
            Self::ChiefExecutive => {
                line(sheet, &[(-22.0, 4.0), (0.0, -18.0), (22.0, 4.0)], 9.5);
                bar(sheet, -25.0, 15.0, 50.0, 10.0, 5.0);
            }
            Self::Legal => {
                line(sheet, &[(-26.0, -18.0), (26.0, -18.0)], 9.0);
                line(sheet, &[(0.0, -18.0), (0.0, 24.0)], 9.0);
            }
            Self::Finance => {
                for (x, height) in [(-25.0, 22.0), (-6.5, 36.0), (12.0, 50.0)] {
                    bar(sheet, x, 25.0 - height, 13.0, height, 4.0);
                }
            }
            Self::Support => {
                let mut band = vec![Vec2::new(-23.0, 8.0)];
                band.extend(path::arc(Vec2::new(0.0, 2.0), 23.0, 270.0, 450.0));
                band.push(Vec2::new(23.0, 8.0));
                sheet.cut_line(band, 9.0, ink);
                bar(sheet, -30.0, 4.0, 15.0, 22.0, 6.0);
                bar(sheet, 15.0, 4.0, 15.0, 22.0, 6.0);
            }
            Self::Communications => {
                sheet.disc(Vec2::new(-18.0, 0.0), 7.0, ink);
                sheet.line(
                    path::arc(Vec2::new(-18.0, 0.0), 22.0, 45.0, 135.0),
                    9.0,
                    ink,
                );
                sheet.line(
                    path::arc(Vec2::new(-18.0, 0.0), 40.0, 45.0, 135.0),
                    9.0,
                    ink,
                );
            }
            Self::Press => {
                sheet.outline(
                    path::rounded(Vec2::new(-26.0, -24.0), Vec2::new(52.0, 48.0), 6.0),
                    7.0,
                    ink,
                );
                line(sheet, &[(-13.0, -8.0), (13.0, -8.0)], 7.0);
                line(sheet, &[(-13.0, 8.0), (5.0, 8.0)], 7.0);
            }
        }
    }
}
