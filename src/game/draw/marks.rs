//! Marks that carry a meaning by shape: severity, health, states, deadlines.
//! Each is drawn about the origin; a word always stands beside it.

use bevy::math::Vec2;

use crate::game::theme::colour::{self, Colour};

use super::path;
use super::sheet::Sheet;

/// Side of the box that state icons are drawn on.
pub const ICON_SPAN: f32 = 16.0;

/// Shape of a severity level on a box of 72: octagon, triangle, diamond, ring.
/// `outline` is for paper, where the shape gets an ink edge.
pub fn severity(sheet: &mut Sheet, level: u8, outline: Option<Colour>) {
    let colour = colour::severity(level);
    let points = match level {
        0 | 1 => octagon(36.0),
        2 => return triangle(sheet, colour, outline),
        3 => path::regular(Vec2::ZERO, 34.0, 4, 0.0),
        _ => {
            sheet.ring(Vec2::ZERO, 18.0, 6.0, colour);
            return;
        }
    };
    sheet.fill(points.clone(), colour);
    if let Some(ink) = outline {
        sheet.outline(points, 2.0, ink);
    }
}

/// An octagon that fits a box of twice `half`.
#[must_use]
pub fn octagon(half: f32) -> Vec<Vec2> {
    path::regular(Vec2::ZERO, half / 22.5_f32.to_radians().cos(), 8, 22.5)
}

fn triangle(sheet: &mut Sheet, colour: Colour, edge: Option<Colour>) {
    let points = vec![
        Vec2::new(0.0, -26.0),
        Vec2::new(29.0, 24.0),
        Vec2::new(-29.0, 24.0),
    ];
    if let Some(ink) = edge {
        sheet.outline(points.clone(), 12.0, ink);
    }
    sheet.fill(points.clone(), colour);
    sheet.outline(points, 8.0, colour);
}

/// How a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Health {
    /// Works.
    #[default]
    Well,
    /// Comes back.
    Recovering,
    /// Fails for some.
    Failing,
    /// Down or damaged.
    Down,
    /// Stands by.
    Idle,
}

impl Health {
    /// Colour of its mark and of its word.
    #[must_use]
    pub fn colour(self) -> Colour {
        match self {
            Self::Well => colour::OK,
            Self::Recovering => colour::severity(3),
            Self::Failing => colour::severity(2),
            Self::Down => colour::severity(1),
            Self::Idle => colour::severity(4),
        }
    }

    /// Whether people feel it.
    #[must_use]
    pub fn hurts(self) -> bool {
        matches!(self, Self::Failing | Self::Down)
    }

    /// Half the width of its mark.
    #[must_use]
    pub fn half_width(self) -> f32 {
        match self {
            Self::Well | Self::Idle => 21.0,
            Self::Recovering | Self::Failing => 33.0,
            Self::Down => 36.0,
        }
    }

    /// Draws its mark.
    pub fn draw(self, sheet: &mut Sheet) {
        match self {
            Self::Well => sheet.disc(Vec2::ZERO, 18.0, self.colour()),
            Self::Idle => sheet.ring(Vec2::ZERO, 18.0, 6.0, self.colour()),
            Self::Recovering => severity(sheet, 3, None),
            Self::Failing => severity(sheet, 2, None),
            Self::Down => severity(sheet, 1, None),
        }
    }
}

/// Mark of a deadline in the legend and on the rim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deadline {
    /// A window for a decision: block.
    Decide,
    /// The next update: square.
    Update,
    /// A penalty or a breach: triangle.
    Penalty,
}

impl Deadline {
    /// Draws it about the origin, some 30 wide.
    pub fn draw(self, sheet: &mut Sheet, passed: bool) {
        let late = colour::severity(2);
        match self {
            Self::Decide => {
                let tone = if passed { late } else { colour::LAMP };
                sheet.card(Vec2::new(-15.0, -8.0), Vec2::new(30.0, 16.0), 2.0, tone);
            }
            Self::Update => {
                let tone = if passed { late } else { colour::TEXT };
                let square = path::rounded(Vec2::splat(-10.0), Vec2::splat(20.0), 3.0);
                sheet.fill(square.clone(), colour::BEZEL);
                sheet.outline(square, 5.0, tone);
            }
            Self::Penalty => {
                let points = vec![
                    Vec2::new(-12.0, -11.0),
                    Vec2::new(12.0, -11.0),
                    Vec2::new(0.0, 12.0),
                ];
                sheet.fill(points.clone(), colour::severity(1));
                sheet.outline(points, 3.0, colour::severity(1));
            }
        }
    }
}

/// State of something awaited, for the console's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Came in time: disc with a tick.
    Met,
    /// Awaited: ring.
    Open,
    /// Past its time: triangle.
    Late,
    /// Never came: octagon with a bar.
    Missed,
    /// Falls due now: square.
    Due,
    /// Waits for its time: hollow disc.
    Waiting,
    /// Out: disc.
    Sent,
    /// Released only if a move does not come: hollow diamond.
    Armed,
    /// Will be released: full diamond.
    Fires,
}

impl State {
    /// Draws it about the origin on a box of 16.
    pub fn draw(self, sheet: &mut Sheet) {
        let at = Vec2::new;
        match self {
            Self::Met => {
                sheet.disc(Vec2::ZERO, 7.0, colour::OK);
                sheet.cut_line(
                    vec![at(-3.4, 0.2), at(-1.0, 2.6), at(3.4, -2.4)],
                    1.8,
                    colour::GLYPH,
                );
            }
            Self::Open => sheet.ring(Vec2::ZERO, 5.5, 2.0, colour::TEXT),
            Self::Late => {
                sheet.fill(
                    vec![at(0.0, -6.5), at(7.0, 6.0), at(-7.0, 6.0)],
                    colour::severity(2),
                );
                sheet.cut_line(vec![at(0.0, -2.0), at(0.0, 1.5)], 1.8, colour::GLYPH);
                sheet.cut_line(vec![at(0.0, 3.0), at(0.0, 4.4)], 1.8, colour::GLYPH);
            }
            Self::Missed => {
                sheet.fill(octagon(7.0), colour::severity(1));
                sheet.cut_line(vec![at(-3.5, 0.0), at(3.5, 0.0)], 2.2, colour::GLYPH);
            }
            Self::Due => sheet.card(Vec2::splat(-6.0), Vec2::splat(12.0), 2.0, colour::LAMP),
            Self::Waiting => {
                sheet.disc(Vec2::ZERO, 5.0, colour::PANEL);
                sheet.ring(Vec2::ZERO, 5.0, 2.0, colour::TEXT3);
            }
            Self::Sent => sheet.disc(Vec2::ZERO, 5.0, colour::TEXT3),
            Self::Armed => {
                let diamond = path::regular(Vec2::ZERO, 6.5, 4, 0.0);
                sheet.fill(diamond.clone(), colour::PANEL);
                sheet.outline(diamond, 2.0, colour::TEXT2);
                sheet.disc(Vec2::ZERO, 2.0, colour::TEXT2);
            }
            Self::Fires => sheet.fill(path::regular(Vec2::ZERO, 7.0, 4, 0.0), colour::LAMP),
        }
    }
}

/// A microphone on a box of 16: said aloud.
pub fn microphone(sheet: &mut Sheet, ink: Colour) {
    sheet.card(Vec2::new(-2.5, -6.5), Vec2::new(5.0, 8.0), 2.5, ink);
    sheet.line(path::arc(Vec2::ZERO, 5.0, 90.0, 270.0), 1.6, ink);
    sheet.line(vec![Vec2::new(0.0, 5.0), Vec2::new(0.0, 7.0)], 1.6, ink);
}
