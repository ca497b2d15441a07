//! Turns marks into triangles with feathered edges.
//!
//! An edge fades over one physical pixel, which looks like good antialiasing
//! on any driver without multisampling. The same triangles serve Bevy and egui.

use bevy::math::{Rot2, Vec2};

use crate::game::theme::Colour;

use super::path;
use super::sheet::{Light, Mark};

/// Corners sharper than this (cosine of the turn) are rounded, not mitred.
const SHARP: f32 = 0.9;
/// Rings of a light whose shading is off its centre.
const LIGHT_RINGS: usize = 16;
/// Rings of a shadow's soft edge.
const SHADOW_RINGS: usize = 14;

/// Coloured triangles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Triangles {
    /// Corners: place and colour.
    pub corners: Vec<(Vec2, Colour)>,
    /// Three indices a triangle.
    pub indices: Vec<u32>,
}

impl Triangles {
    /// Adds a mark; `pixel` is the size of a physical pixel in its units.
    /// Words are not made of triangles and add nothing.
    pub fn add(&mut self, mark: &Mark, pixel: f32) {
        match mark {
            Mark::Fill { outline, colour } => self.fill(outline, *colour, pixel),
            Mark::Line {
                points,
                closed,
                width,
                colour,
                round,
            } => {
                self.line(points, *closed, *round, *width, *colour, pixel);
            }
            Mark::Light(light) => self.light(light),
            Mark::Shadow {
                centre,
                half,
                radius,
                blur,
                turn,
                colour,
            } => {
                let from = self.corners.len();
                self.shadow(*half, *radius, *blur, *colour);
                let turn = Rot2::degrees(*turn);
                for (place, _) in &mut self.corners[from..] {
                    *place = *centre + turn * *place;
                }
            }
            Mark::Words(_) => {}
        }
    }

    fn corner(&mut self, place: Vec2, colour: Colour) -> u32 {
        let index = self.corners.len() as u32;
        self.corners.push((place, colour));
        index
    }

    fn quad(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.indices.extend([a, b, c, a, c, d]);
    }

    fn fill(&mut self, outline: &[Vec2], colour: Colour, pixel: f32) {
        let points = without_repeats(outline, true);
        if points.len() < 3 {
            return;
        }
        let area: f32 = (0..points.len())
            .map(|i| points[i].perp_dot(points[(i + 1) % points.len()]))
            .sum();
        let outward = if area > 0.0 { 1.0 } else { -1.0 };
        let clear = colour.alpha(0.0);
        let first = self.corners.len() as u32;
        let count = points.len();
        for i in 0..count {
            let (before, at, after) = (
                points[(i + count - 1) % count],
                points[i],
                points[(i + 1) % count],
            );
            let reach = mitre(normal(before, at), normal(at, after)) * -outward * pixel * 0.5;
            self.corner(at - reach, colour);
            self.corner(at + reach, clear);
        }
        for i in 0..count as u32 {
            let next = (i + 1) % count as u32;
            self.quad(
                first + i * 2,
                first + i * 2 + 1,
                first + next * 2 + 1,
                first + next * 2,
            );
            if i >= 2 {
                self.indices
                    .extend([first, first + (i - 1) * 2, first + i * 2]);
            }
        }
    }

    fn line(
        &mut self,
        points: &[Vec2],
        closed: bool,
        round: bool,
        width: f32,
        colour: Colour,
        pixel: f32,
    ) {
        let points = without_repeats(points, closed);
        if points.len() < 2 {
            if let (Some(only), true) = (points.first(), round) {
                self.fill(&path::circle(*only, width / 2.0), colour, pixel);
            }
            return;
        }
        // A line thinner than a pixel keeps a pixel's width and pales instead.
        let colour = colour.alpha(colour.a * (width / pixel).min(1.0));
        let width = width.max(pixel);
        if closed && !has_sharp_corner(&points, true) {
            self.strip(&points, true, width, colour, pixel);
            return;
        }
        let mut line = points;
        if closed {
            line.extend(line.first().copied());
        }
        // Runs between sharp corners; round caps make the joins.
        let mut run = vec![line[0]];
        for i in 1..line.len() {
            run.push(line[i]);
            let last = i + 1 == line.len();
            if last || is_sharp(line[i - 1], line[i], line[i + 1]) {
                let (head, tail) = (run[0], run[run.len() - 1]);
                self.strip(&run, false, width, colour, pixel);
                let starts = run.first() == line.first();
                if round || !starts || closed {
                    self.cap(
                        head,
                        (run[0] - run[1]).normalize_or_zero(),
                        width,
                        colour,
                        pixel,
                    );
                }
                if round || !last || closed {
                    let before = run[run.len() - 2];
                    self.cap(
                        tail,
                        (tail - before).normalize_or_zero(),
                        width,
                        colour,
                        pixel,
                    );
                }
                run = vec![tail];
            }
        }
    }

    /// A band along smooth points: opaque core, feathered sides.
    fn strip(&mut self, points: &[Vec2], closed: bool, width: f32, colour: Colour, pixel: f32) {
        let clear = colour.alpha(0.0);
        let (inner, outer) = ((width - pixel) / 2.0, (width + pixel) / 2.0);
        let count = points.len();
        let first = self.corners.len() as u32;
        for i in 0..count {
            let before = if i > 0 {
                Some(points[i - 1])
            } else {
                closed.then(|| points[count - 1])
            };
            let after = if i + 1 < count {
                Some(points[i + 1])
            } else {
                closed.then(|| points[0])
            };
            let at = points[i];
            let side = match (before, after) {
                (Some(before), Some(after)) => mitre(normal(before, at), normal(at, after)),
                (Some(before), None) => normal(before, at),
                (None, Some(after)) => normal(at, after),
                (None, None) => Vec2::ZERO,
            };
            self.corner(at - side * outer, clear);
            self.corner(at - side * inner, colour);
            self.corner(at + side * inner, colour);
            self.corner(at + side * outer, clear);
        }
        let segments = if closed { count } else { count - 1 };
        for i in 0..segments as u32 {
            let (a, b) = (first + i * 4, first + ((i + 1) % count as u32) * 4);
            for lane in 0..3 {
                self.quad(a + lane, a + lane + 1, b + lane + 1, b + lane);
            }
        }
    }

    /// Half a disc that rounds the end of a band.
    fn cap(&mut self, at: Vec2, forward: Vec2, width: f32, colour: Colour, pixel: f32) {
        let clear = colour.alpha(0.0);
        let (inner, outer) = ((width - pixel) / 2.0, (width + pixel) / 2.0);
        let steps = ((width / pixel * 0.9).ceil() as u32).clamp(4, 24);
        let middle = self.corner(at, colour);
        let side = forward.perp();
        for step in 0..=steps {
            let turn = Rot2::radians(-std::f32::consts::PI * step as f32 / steps as f32);
            let ray = turn * side;
            let (near, far) = (
                self.corner(at + ray * inner, colour),
                self.corner(at + ray * outer, clear),
            );
            if step > 0 {
                self.indices.extend([middle, near - 2, near]);
                self.quad(near - 2, far - 2, far, near);
            }
        }
    }

    fn light(&mut self, light: &Light) {
        let edge = light.stops.last().map_or(0.0, |stop| stop.1.a) > 0.0;
        // An edge that is seen must be round; one that fades may have corners.
        let around =
            ((light.radii.max_element() * if edge { 0.3 } else { 0.12 }) as usize).clamp(40, 144);
        let shade = |place: Vec2| {
            let from_focus = (place - light.centre - light.focus) / (light.radii * light.reach);
            light.shade(from_focus.length())
        };
        let shares = light_rings(light);
        let first = self.corners.len() as u32;
        for (share, fades) in shares
            .iter()
            .map(|share| (*share, false))
            .chain(edge.then_some((1.0, true)))
        {
            for step in 0..around {
                let ray = polar_unit(step, around) * light.radii;
                let out = if fades {
                    1.0 / light.radii.max_element()
                } else {
                    0.0
                };
                let place = light.centre + ray * (clipped(light, ray) * share + out);
                let colour = shade(place);
                self.corner(place, if fades { colour.alpha(0.0) } else { colour });
            }
        }
        let rings = shares.len() + usize::from(edge);
        let at = |ring: usize, step: usize| first + (ring * around + step % around) as u32;
        for step in 0..around {
            for ring in 1..rings {
                self.quad(
                    at(ring - 1, step),
                    at(ring, step),
                    at(ring, step + 1),
                    at(ring - 1, step + 1),
                );
            }
        }
        if light.hollow <= 0.0 {
            let middle = self.corner(light.centre, shade(light.centre));
            for step in 0..around {
                self.indices.extend([middle, at(0, step), at(0, step + 1)]);
            }
        }
    }

    /// Rings of a rounded rectangle whose opacity falls like a Gaussian blur.
    fn shadow(&mut self, half: Vec2, radius: f32, blur: f32, colour: Colour) {
        let spread = (blur * 2.2).min(half.min_element() * 0.98);
        let mut rings = Vec::new();
        for ring in 0..=SHADOW_RINGS {
            let out = -spread + (spread + blur * 2.2) * ring as f32 / SHADOW_RINGS as f32;
            let opacity = 1.0 / (1.0 + (1.702 * out / blur).exp());
            let size = half + Vec2::splat(out);
            let corner = (radius + blur + out).clamp(0.5, size.min_element());
            let inner = size - Vec2::splat(corner);
            let mut points = Vec::new();
            for (quarter, sign) in [
                (0, Vec2::new(1.0, -1.0)),
                (1, Vec2::ONE),
                (2, Vec2::new(-1.0, 1.0)),
                (3, Vec2::NEG_ONE),
            ] {
                for step in 0..=8 {
                    let degrees = 90.0 * (quarter as f32 + step as f32 / 8.0);
                    points.push(path::polar(inner * sign, degrees, corner));
                }
            }
            let tone = colour.alpha(colour.a * opacity);
            let first = self.corners.len() as u32;
            for point in &points {
                self.corner(*point, tone);
            }
            rings.push((first, points.len() as u32));
        }
        if let Some((first, count)) = rings.first() {
            for step in 2..*count {
                self.indices
                    .extend([*first, first + step - 1, first + step]);
            }
        }
        for pair in rings.windows(2) {
            let ((near, count), (far, _)) = (pair[0], pair[1]);
            for step in 0..count {
                let next = (step + 1) % count;
                self.quad(near + step, far + step, far + next, near + next);
            }
        }
    }
}

/// Where a light needs rings. About its centre colours run straight between
/// stops, as the graphics card mixes them; off its centre they don't.
fn light_rings(light: &Light) -> Vec<f32> {
    let even = |rings: usize| (1..=rings).map(move |ring| ring as f32 / rings as f32);
    let mut rings: Vec<f32> = if light.focus != Vec2::ZERO || light.clip.is_some() {
        even(LIGHT_RINGS).collect()
    } else {
        light
            .stops
            .iter()
            .map(|(share, _)| (share * light.reach).min(1.0))
            .chain([1.0])
            .collect()
    };
    rings.retain(|ring| *ring > light.hollow);
    if light.hollow > 0.0 {
        rings.insert(0, light.hollow);
    } else if rings.len() == 1 {
        rings.insert(0, 0.5);
    }
    rings.dedup();
    rings
}

fn polar_unit(step: usize, around: usize) -> Vec2 {
    path::polar(Vec2::ZERO, 360.0 * step as f32 / around as f32, 1.0)
}

/// Share of a ray from the light's centre that stays within its clip circle.
fn clipped(light: &Light, ray: Vec2) -> f32 {
    let Some((middle, radius)) = light.clip else {
        return 1.0;
    };
    let from = light.centre - middle;
    let (a, b, c) = (
        ray.length_squared(),
        from.dot(ray),
        from.length_squared() - radius * radius,
    );
    let inside = b * b - a * c;
    if a <= 0.0 || inside <= 0.0 {
        return 0.0;
    }
    ((-b + inside.sqrt()) / a).clamp(0.0, 1.0)
}

fn normal(from: Vec2, to: Vec2) -> Vec2 {
    (to - from).normalize_or_zero().perp()
}

/// The side at a corner, long enough that both bands keep their width.
fn mitre(one: Vec2, two: Vec2) -> Vec2 {
    let side = (one + two).normalize_or_zero();
    let cosine = side.dot(two).max(0.4);
    side / cosine
}

fn is_sharp(before: Vec2, at: Vec2, after: Vec2) -> bool {
    normal(before, at).dot(normal(at, after)) < SHARP
}

fn has_sharp_corner(points: &[Vec2], closed: bool) -> bool {
    let count = points.len();
    let range = if closed { 0..count } else { 1..count - 1 };
    range.into_iter().any(|i| {
        is_sharp(
            points[(i + count - 1) % count],
            points[i],
            points[(i + 1) % count],
        )
    })
}

fn without_repeats(points: &[Vec2], closed: bool) -> Vec<Vec2> {
    let mut kept: Vec<Vec2> = Vec::with_capacity(points.len());
    for point in points {
        if kept
            .last()
            .is_none_or(|last| last.distance_squared(*point) > 1e-6)
        {
            kept.push(*point);
        }
    }
    while closed && kept.len() > 1 && kept[0].distance_squared(kept[kept.len() - 1]) <= 1e-6 {
        kept.pop();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::draw::sheet::Sheet;

    fn covered(triangles: &Triangles) -> f32 {
        triangles
            .indices
            .chunks(3)
            .map(|face| {
                let [a, b, c] = [0, 1, 2].map(|i| triangles.corners[face[i] as usize]);
                let opacity = (a.1.a + b.1.a + c.1.a) / 3.0;
                ((b.0 - a.0).perp_dot(c.0 - a.0) / 2.0).abs() * opacity
            })
            .sum()
    }

    fn triangles(draw: impl FnOnce(&mut Sheet)) -> Triangles {
        let mut sheet = Sheet::new();
        draw(&mut sheet);
        let mut triangles = Triangles::default();
        for mark in sheet.marks() {
            triangles.add(mark, 1.0);
        }
        triangles
    }

    #[test]
    fn a_feathered_disc_covers_as_much_as_a_disc() {
        let made = triangles(|sheet| sheet.disc(Vec2::ZERO, 50.0, Colour::hex(0)));
        let wanted = std::f32::consts::PI * 2500.0;
        assert!(
            (covered(&made) - wanted).abs() < wanted * 0.01,
            "{}",
            covered(&made)
        );
    }

    #[test]
    fn a_ring_covers_its_width() {
        let made = triangles(|sheet| sheet.ring(Vec2::ZERO, 50.0, 10.0, Colour::hex(0)));
        let wanted = std::f32::consts::TAU * 50.0 * 10.0;
        assert!(
            (covered(&made) - wanted).abs() < wanted * 0.01,
            "{}",
            covered(&made)
        );
    }

    #[test]
    fn a_shadow_covers_about_its_card() {
        let made = triangles(|sheet| {
            sheet.shadow(
                Vec2::ZERO,
                Vec2::new(400.0, 300.0),
                14.0,
                9.0,
                Colour::hex(0),
            );
        });
        assert!(
            (covered(&made) - 120_000.0).abs() < 6_000.0,
            "{}",
            covered(&made)
        );
    }

    #[test]
    fn nothing_is_made_of_too_few_points() {
        let made = triangles(|sheet| {
            sheet.fill(vec![Vec2::ZERO, Vec2::ONE], Colour::hex(0));
            sheet.cut_line(vec![Vec2::ZERO], 2.0, Colour::hex(0));
            sheet.line(Vec::new(), 2.0, Colour::hex(0));
        });
        assert!(made.indices.is_empty());
    }
}
