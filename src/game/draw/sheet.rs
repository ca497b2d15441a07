//! A sheet: a drawing as a list of marks, in paint order.
//!
//! Panels write sheets from plain data. A sheet compares equal to the one
//! before when nothing has to be drawn again, and is painted by Bevy
//! ([`super::show`]) or by egui ([`super::paint`]). It holds no handles.

use bevy::math::{Affine2, Vec2};

use crate::game::theme::{Colour, Weight};

use super::path;

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A convex outline, filled.
    Fill {
        /// Corners, in order.
        outline: Vec<Vec2>,
        /// Its colour.
        colour: Colour,
    },
    /// A line of one width.
    Line {
        /// Corners, in order.
        points: Vec<Vec2>,
        /// Whether the last corner joins the first.
        closed: bool,
        /// Width.
        width: f32,
        /// Its colour.
        colour: Colour,
        /// Round ends; else square, without overhang.
        round: bool,
    },
    /// A disc or ellipse shaded from a focus outwards.
    Light(Light),
    /// A soft rounded rectangle.
    Shadow {
        /// Its middle.
        centre: Vec2,
        /// Half its size.
        half: Vec2,
        /// Radius of the corners.
        radius: f32,
        /// Standard deviation of the blur.
        blur: f32,
        /// Turn in degrees, clockwise.
        turn: f32,
        /// Its colour.
        colour: Colour,
    },
    /// One line of words.
    Words(Words),
}

/// Radial shading.
#[derive(Debug, Clone, PartialEq)]
pub struct Light {
    /// Middle of the shape.
    pub centre: Vec2,
    /// Half its width and height.
    pub radii: Vec2,
    /// Where the shading starts, relative to the centre.
    pub focus: Vec2,
    /// Distance from the focus at which the last stop lies, as a share of the radii.
    pub reach: f32,
    /// (share of the reach, colour), rising.
    pub stops: Vec<(f32, Colour)>,
    /// Share of the radii within which nothing is painted, for what lies under other things.
    pub hollow: f32,
    /// A circle that nothing is painted outside of.
    pub clip: Option<(Vec2, f32)>,
}

impl Light {
    /// A round light.
    #[must_use]
    pub fn new(centre: Vec2, radius: f32, stops: &[(f32, Colour)]) -> Self {
        Self {
            centre,
            radii: Vec2::splat(radius),
            focus: Vec2::ZERO,
            reach: 1.0,
            stops: stops.to_vec(),
            hollow: 0.0,
            clip: None,
        }
    }

    /// The colour at a share of the reach.
    #[must_use]
    pub fn shade(&self, share: f32) -> Colour {
        let mut before = match self.stops.first() {
            Some(first) => *first,
            None => return Colour::hex(0).alpha(0.0),
        };
        for stop in &self.stops {
            if share < stop.0 {
                let gap = stop.0 - before.0;
                let t = if gap > 0.0 {
                    (share - before.0) / gap
                } else {
                    1.0
                };
                return before.1.mix(stop.1, t.clamp(0.0, 1.0));
            }
            before = *stop;
        }
        before.1
    }
}

/// Where words stand relative to their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// They start there.
    Start,
    /// They are centred there.
    Middle,
    /// They end there.
    End,
}

/// One line of words on a baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// What it says.
    pub text: String,
    /// Weight.
    pub weight: Weight,
    /// Size.
    pub size: f32,
    /// Colour.
    pub colour: Colour,
    /// The point on the baseline.
    pub at: Vec2,
    /// Where the words stand relative to it.
    pub align: Align,
    /// Added after each letter.
    pub spacing: f32,
    /// Turn in degrees, clockwise, about the point.
    pub turn: f32,
}

/// Size, weight and colour of words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Size.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
    /// Added after each letter.
    pub spacing: f32,
}

impl Pen {
    /// Regular words.
    #[must_use]
    pub const fn plain(size: f32, colour: Colour) -> Self {
        Self {
            size,
            weight: Weight::Regular,
            colour,
            spacing: 0.0,
        }
    }

    /// Semibold words.
    #[must_use]
    pub const fn bold(size: f32, colour: Colour) -> Self {
        Self {
            size,
            weight: Weight::SemiBold,
            colour,
            spacing: 0.0,
        }
    }

    /// The same with other spacing.
    #[must_use]
    pub const fn spaced(self, spacing: f32) -> Self {
        Self { spacing, ..self }
    }

    /// Width of `words` with this pen.
    #[must_use]
    pub fn width(&self, words: &str) -> f32 {
        self.weight.width(words, self.size) + self.spacing * words.chars().count() as f32
    }
}

/// A drawing under construction. Transforms nest: see [`Sheet::within`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    marks: Vec<Mark>,
    frame: Affine2,
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was painted, back to front.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Draws with the origin moved to `at`, turned clockwise and scaled.
    pub fn within(&mut self, at: Vec2, turn: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        let before = self.frame;
        self.frame = before
            * Affine2::from_scale_angle_translation(Vec2::splat(scale), turn.to_radians(), at);
        draw(self);
        self.frame = before;
    }

    fn scale(&self) -> f32 {
        self.frame.matrix2.x_axis.length()
    }

    fn turn(&self) -> f32 {
        let across = self.frame.matrix2.x_axis;
        across.y.atan2(across.x).to_degrees()
    }

    fn placed(&self, points: Vec<Vec2>) -> Vec<Vec2> {
        points
            .into_iter()
            .map(|point| self.frame.transform_point2(point))
            .collect()
    }

    /// Fills a convex outline.
    pub fn fill(&mut self, outline: Vec<Vec2>, colour: Colour) {
        let outline = self.placed(outline);
        self.marks.push(Mark::Fill { outline, colour });
    }

    /// Fills a disc.
    pub fn disc(&mut self, centre: Vec2, radius: f32, colour: Colour) {
        self.fill(path::circle(centre, radius), colour);
    }

    /// Fills a rounded rectangle.
    pub fn card(&mut self, min: Vec2, size: Vec2, radius: f32, colour: Colour) {
        self.fill(path::rounded(min, size, radius), colour);
    }

    fn push_line(
        &mut self,
        points: Vec<Vec2>,
        closed: bool,
        round: bool,
        width: f32,
        colour: Colour,
    ) {
        let mark = Mark::Line {
            points: self.placed(points),
            closed,
            width: width * self.scale(),
            colour,
            round,
        };
        self.marks.push(mark);
    }

    /// A line with round ends.
    pub fn line(&mut self, points: Vec<Vec2>, width: f32, colour: Colour) {
        self.push_line(points, false, true, width, colour);
    }

    /// A line with square ends.
    pub fn cut_line(&mut self, points: Vec<Vec2>, width: f32, colour: Colour) {
        self.push_line(points, false, false, width, colour);
    }

    /// A closed line.
    pub fn outline(&mut self, points: Vec<Vec2>, width: f32, colour: Colour) {
        self.push_line(points, true, true, width, colour);
    }

    /// A ring: the line of a circle.
    pub fn ring(&mut self, centre: Vec2, radius: f32, width: f32, colour: Colour) {
        self.outline(path::circle(centre, radius), width, colour);
    }

    /// A part of a ring, in degrees clockwise from twelve, with square ends.
    pub fn sector(
        &mut self,
        centre: Vec2,
        radius: f32,
        from: f32,
        to: f32,
        width: f32,
        colour: Colour,
    ) {
        self.cut_line(path::arc(centre, radius, from, to), width, colour);
    }

    /// A line in dashes `on` long and `off` apart, with round ends.
    pub fn dashed(
        &mut self,
        points: &[Vec2],
        closed: bool,
        on: f32,
        off: f32,
        width: f32,
        colour: Colour,
    ) {
        for dash in path::dashes(points, closed, on, off) {
            self.line(dash, width, colour);
        }
    }

    /// Round shading.
    pub fn light(&mut self, light: Light) {
        let scale = self.scale();
        self.marks.push(Mark::Light(Light {
            centre: self.frame.transform_point2(light.centre),
            radii: light.radii * scale,
            focus: light.focus * scale,
            ..light
        }));
    }

    /// A soft shadow of a rounded rectangle.
    pub fn shadow(&mut self, min: Vec2, size: Vec2, radius: f32, blur: f32, colour: Colour) {
        let scale = self.scale();
        self.marks.push(Mark::Shadow {
            centre: self.frame.transform_point2(min + size / 2.0),
            half: size / 2.0 * scale,
            radius: radius * scale,
            blur: blur * scale,
            turn: self.turn(),
            colour,
        });
    }

    /// A line of words whose baseline passes through `at`.
    pub fn words(&mut self, text: impl Into<String>, at: Vec2, align: Align, pen: Pen) {
        let text = text.into();
        if text.is_empty() {
            return;
        }
        let scale = self.scale();
        self.marks.push(Mark::Words(Words {
            text,
            weight: pen.weight,
            size: pen.size * scale,
            colour: pen.colour,
            at: self.frame.transform_point2(at),
            align,
            spacing: pen.spacing * scale,
            turn: self.turn(),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_nest_and_are_left_again() {
        let mut sheet = Sheet::new();
        sheet.within(Vec2::new(100.0, 0.0), 90.0, 2.0, |sheet| {
            sheet.words(
                "x",
                Vec2::new(10.0, 0.0),
                Align::Start,
                Pen::plain(10.0, Colour::hex(0)),
            );
        });
        sheet.words(
            "y",
            Vec2::ZERO,
            Align::Start,
            Pen::plain(10.0, Colour::hex(0)),
        );
        let [Mark::Words(first), Mark::Words(second)] = sheet.marks() else {
            panic!("two lines of words, not {:?}", sheet.marks());
        };
        assert!(first.at.distance(Vec2::new(100.0, 20.0)) < 1e-4);
        assert!((first.size - 20.0).abs() < 1e-4 && (first.turn - 90.0).abs() < 1e-3);
        assert!(second.turn.abs() < 1e-4 && (second.size - 10.0).abs() < 1e-4);
    }

    #[test]
    fn a_light_takes_its_stops_in_order() {
        let (dark, bright) = (Colour::hex(0x000000), Colour::hex(0xFFFFFF));
        let light = Light::new(Vec2::ZERO, 10.0, &[(0.5, dark), (1.0, bright)]);
        assert_eq!(light.shade(0.2), dark);
        assert!((light.shade(0.75).r - 0.5).abs() < 1e-4);
        assert_eq!(light.shade(2.0), bright);
    }
}
