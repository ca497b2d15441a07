//! Lines and outlines as points. Everything curved is flattened here, so that
//! the mesh builder only ever sees corners.
//!
//! Coordinates are those of a drawing: y runs down, angles run clockwise from
//! twelve o'clock. [`super::show`] turns them into Bevy's world, y up.

use bevy::math::Vec2;

/// Longest chord, in design units, that a curve is flattened into.
const CHORD: f32 = 14.0;
/// How far, in design units, a chord may lie from its arc.
const ERROR: f32 = 0.07;
/// Chords of a curve that is no arc, whatever its length.
const CURVE: usize = 24;

/// The point at `degrees` clockwise from twelve o'clock, `radius` away.
#[must_use]
pub fn polar(centre: Vec2, degrees: f32, radius: f32) -> Vec2 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    centre + Vec2::new(radius * sin, -radius * cos)
}

/// Points from `from` to `to` degrees, clockwise.
#[must_use]
pub fn arc(centre: Vec2, radius: f32, from: f32, to: f32) -> Vec<Vec2> {
    let length = (to - from).to_radians().abs() * radius;
    let steps = steps(length, radius);
    (0..=steps)
        .map(|step| {
            polar(
                centre,
                from + (to - from) * step as f32 / steps as f32,
                radius,
            )
        })
        .collect()
}

/// A full turn, without the closing point.
#[must_use]
pub fn circle(centre: Vec2, radius: f32) -> Vec<Vec2> {
    let mut points = arc(centre, radius, 0.0, 360.0);
    points.pop();
    points
}

/// A rounded rectangle, clockwise from the top edge's left end.
#[must_use]
pub fn rounded(min: Vec2, size: Vec2, radius: f32) -> Vec<Vec2> {
    let radius = radius.min(size.x / 2.0).min(size.y / 2.0);
    if radius <= 0.0 {
        return vec![
            min,
            min + Vec2::new(size.x, 0.0),
            min + size,
            min + Vec2::new(0.0, size.y),
        ];
    }
    let (inner, outer) = (min + Vec2::splat(radius), min + size - Vec2::splat(radius));
    let mut points = arc(Vec2::new(outer.x, inner.y), radius, 0.0, 90.0);
    points.extend(arc(outer, radius, 90.0, 180.0));
    points.extend(arc(Vec2::new(inner.x, outer.y), radius, 180.0, 270.0));
    points.extend(arc(inner, radius, 270.0, 360.0));
    points
}

/// A regular shape of `corners` at `radius`, the first at `turn` degrees.
#[must_use]
pub fn regular(centre: Vec2, radius: f32, corners: u16, turn: f32) -> Vec<Vec2> {
    (0..corners)
        .map(|corner| {
            polar(
                centre,
                turn + 360.0 * f32::from(corner) / f32::from(corners),
                radius,
            )
        })
        .collect()
}

/// A quadratic curve.
#[must_use]
pub fn quadratic(from: Vec2, control: Vec2, to: Vec2) -> Vec<Vec2> {
    // Short ones round a corner; long ones cross the table.
    let steps = if from.distance(to) < 12.0 { 5 } else { CURVE };
    (0..=steps)
        .map(|step| {
            let t = step as f32 / steps as f32;
            from.lerp(control, t).lerp(control.lerp(to, t), t)
        })
        .collect()
}

/// A cubic curve.
#[must_use]
pub fn cubic(from: Vec2, one: Vec2, two: Vec2, to: Vec2) -> Vec<Vec2> {
    (0..=CURVE)
        .map(|step| {
            let t = step as f32 / CURVE as f32;
            let middle = one.lerp(two, t);
            from.lerp(one, t)
                .lerp(middle, t)
                .lerp(middle.lerp(two.lerp(to, t), t), t)
        })
        .collect()
}

/// Length of a line.
#[must_use]
pub fn length(points: &[Vec2]) -> f32 {
    points
        .windows(2)
        .map(|pair| pair[0].distance(pair[1]))
        .sum()
}

/// The point a share of the way along a line, and the direction there.
#[must_use]
pub fn along(points: &[Vec2], share: f32) -> Option<(Vec2, Vec2)> {
    let mut left = length(points) * share.clamp(0.0, 1.0);
    for pair in points.windows(2) {
        let step = pair[0].distance(pair[1]);
        if left <= step && step > 0.0 {
            return Some((
                pair[0].lerp(pair[1], left / step),
                (pair[1] - pair[0]) / step,
            ));
        }
        left -= step;
    }
    let last = points.last()?;
    let before = points
        .iter()
        .rev()
        .find(|point| point.distance(*last) > 1e-4)?;
    Some((*last, (*last - *before).normalize_or_zero()))
}

/// Cuts a line into dashes of `on`, `off` apart. The rhythm starts at the
/// first point, as in SVG.
#[must_use]
pub fn dashes(points: &[Vec2], closed: bool, on: f32, off: f32) -> Vec<Vec<Vec2>> {
    let mut line = points.to_vec();
    if closed {
        line.extend(points.first().copied());
    }
    let mut all = Vec::new();
    let mut dash = line.first().copied().into_iter().collect::<Vec<_>>();
    let (mut drawing, mut left) = (true, on);
    for pair in line.windows(2) {
        let (mut at, end) = (pair[0], pair[1]);
        loop {
            let step = at.distance(end);
            if step < left {
                left -= step;
                if drawing {
                    dash.push(end);
                }
                break;
            }
            at = at.move_towards(end, left);
            if drawing {
                dash.push(at);
                all.push(std::mem::take(&mut dash));
            } else {
                dash = vec![at];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
    }
    if drawing && dash.len() > 1 {
        all.push(dash);
    }
    all
}

/// Chords enough that none leaves the curve by more than [`ERROR`].
fn steps(length: f32, radius: f32) -> usize {
    let chord = CHORD.min((8.0 * radius * ERROR).sqrt()).max(0.5);
    ((length / chord).ceil() as usize).clamp(2, 400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_is_up_and_three_is_right() {
        assert!(polar(Vec2::ZERO, 0.0, 10.0).distance(Vec2::new(0.0, -10.0)) < 1e-4);
        assert!(polar(Vec2::ZERO, 90.0, 10.0).distance(Vec2::new(10.0, 0.0)) < 1e-4);
    }

    #[test]
    fn dashes_keep_their_length_across_corners() {
        let corner = [Vec2::ZERO, Vec2::new(10.0, 0.0), Vec2::new(10.0, 10.0)];
        let cut = dashes(&corner, false, 6.0, 2.0);
        let lengths: Vec<f32> = cut.iter().map(|dash| length(dash)).collect();
        assert_eq!(cut.len(), 3);
        assert!(
            lengths[..2]
                .iter()
                .all(|length| (length - 6.0).abs() < 1e-3),
            "{lengths:?}"
        );
    }

    #[test]
    fn a_share_of_a_line_is_measured_along_it() {
        let line = [Vec2::ZERO, Vec2::new(10.0, 0.0), Vec2::new(10.0, 10.0)];
        let (point, direction) = along(&line, 0.75).unwrap();
        assert!(point.distance(Vec2::new(10.0, 5.0)) < 1e-4);
        assert!(direction.distance(Vec2::new(0.0, 1.0)) < 1e-4);
    }
}
