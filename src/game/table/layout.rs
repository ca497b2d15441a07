//! Where things are on the table: the geometry of the tokens, in the drawing's
//! coordinates (1920×1080, y down, degrees clockwise from twelve).

use bevy::math::Vec2;

use crate::game::draw::path::polar;

use super::model::{Seat, SeatKey, TableModel};

/// Middle of the table.
pub(super) const CENTRE: Vec2 = Vec2::new(960.0, 540.0);
/// Radius of the table's top.
pub(super) const TOP: f32 = 460.0;
/// Radius of the rim's minute track.
pub(super) const TRACK: f32 = 471.0;
/// Radius of the EXERCISE ring.
pub(super) const RING: f32 = 501.0;
/// Radius of the bezel.
pub(super) const BEZEL: f32 = 520.0;
/// Radius on which people sit.
pub(super) const SEATS: f32 = 540.0;
/// Radius on which the web is tied.
pub(super) const KNOTS: f32 = 446.0;
/// The seat at the head.
pub(super) const HEAD: Vec2 = Vec2::new(960.0, 154.0);

/// Where a seat is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// Its middle.
    pub(super) at: Vec2,
    /// Its angle round the table; 0 at the head.
    pub(super) angle: f32,
    /// At the head, in the light.
    pub(super) head: bool,
}

impl Spot {
    /// Where the web is tied to it.
    pub(super) fn knot(self) -> Vec2 {
        if self.head {
            HEAD + Vec2::new(0.0, 30.0)
        } else {
            polar(CENTRE, self.angle, KNOTS)
        }
    }

    /// Whether it sits on the right.
    pub(super) fn right(self) -> bool {
        self.angle < 180.0
    }
}

/// A minute of the rim in degrees.
pub(super) fn minute(minute: f32) -> f32 {
    minute * 6.0
}

/// Spots of every seat: the head first where there is one, the others half on
/// the right from the top, half on the left from the top. Head and foot stay free.
pub(super) fn spots(model: &TableModel) -> Vec<(SeatKey, Spot)> {
    let head = Spot {
        at: HEAD,
        angle: 0.0,
        head: true,
    };
    let mut spots: Vec<_> = model
        .seats
        .iter()
        .filter(|seat| seat.head)
        .take(1)
        .map(|seat| (seat.key, head))
        .collect();
    let round: Vec<&Seat> = model
        .seats
        .iter()
        .filter(|seat| !spots.iter().any(|(key, _)| *key == seat.key))
        .collect();
    let right = round.len().div_ceil(2);
    for (index, seat) in round.iter().enumerate() {
        let (place, of) = if index < right {
            (index, right)
        } else {
            (index - right, round.len() - right)
        };
        let offset = side_offset(place, of);
        let angle = if index < right {
            90.0 + offset
        } else {
            270.0 - offset
        };
        spots.push((
            seat.key,
            Spot {
                at: polar(CENTRE, angle, SEATS),
                angle,
                head: false,
            },
        ));
    }
    spots
}

/// Degrees below the horizontal of the `place`th of `of` seats on one side.
/// With many, the top row goes up to the clock and no lower than the service
/// map and the figures allow.
fn side_offset(place: usize, of: usize) -> f32 {
    let (top, foot) = match of {
        0 | 1 => return 0.0,
        2 => (-17.0, 17.0),
        3 => (-27.0, 27.0),
        4 => (-33.0, 27.0),
        _ => (-35.0, 27.0),
    };
    top + (foot - top) * place as f32 / (of - 1) as f32
}

/// The spot of a key.
pub(super) fn spot(spots: &[(SeatKey, Spot)], key: SeatKey) -> Option<Spot> {
    spots
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, spot)| *spot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_a_side_sit_as_drawn() {
        let angles: Vec<f32> = (0..3).map(|place| 90.0 + side_offset(place, 3)).collect();
        assert_eq!(angles, [63.0, 90.0, 117.0]);
    }

    #[test]
    fn nobody_sits_at_the_foot_or_the_head() {
        for of in 1..=6 {
            for place in 0..of {
                assert!(side_offset(place, of).abs() <= 36.0);
            }
        }
    }
}
