//! The web of who has talked to whom, and what is being said now.
//!
//! Live lines run round the cards, not over them: along the rim between
//! neighbours, under the head or over the foot between the two sides.

use bevy::math::Vec2;

use crate::game::draw::path::{along, arc, cubic, polar, quadratic};
use crate::game::draw::{Line, Sheet, Speech};
use crate::game::theme::{Colour, colour};

use super::layout::{CENTRE, HEAD, Spot, spot};
use super::model::{SeatKey, TableModel};

/// Radius on which lines run along the rim.
const TRACK: f32 = 437.0;
/// How far apart the middles of two chips are at least, one way or the other.
const CHIP: Vec2 = Vec2::new(124.0, 50.0);

/// The web: thickness is how often.
pub(super) fn web(model: &TableModel, spots: &[(SeatKey, Spot)], sheet: &mut Sheet) {
    for exchange in &model.web {
        let (Some(from), Some(to)) = (spot(spots, exchange.from), spot(spots, exchange.to)) else {
            continue;
        };
        let (from, to) = (from.knot(), to.knot());
        let bend = from.midpoint(to).lerp(CENTRE, 0.4);
        let width = (1.0 + f32::from(exchange.count) * 0.8).min(6.0);
        sheet.cut_line(quadratic(from, bend, to), width, colour::WEB.alpha(0.34));
    }
    for (_, spot) in spots.iter().filter(|(_, spot)| !spot.head) {
        sheet.disc(spot.knot(), 6.0, colour::KNOT);
    }
}

/// What is being said now.
pub(super) fn live(model: &TableModel, spots: &[(SeatKey, Spot)], sheet: &mut Sheet) {
    let mut chips = Vec::new();
    for talk in &model.talk {
        let (Some(from), Some(to)) = (spot(spots, talk.from), spot(spots, talk.to)) else {
            continue;
        };
        let Some(speaker) = model.seat(talk.from) else {
            continue;
        };
        let paper = Colour::hex(0xFFFFFF);
        let ink = if speaker.head {
            colour::GLYPH_PAPER
        } else {
            paper
        };
        let outer = matches!(talk.speech, Speech::Ask | Speech::Order);
        let share = if outer { 0.33 } else { 0.42 };
        let points = route(from, to, outer);
        let chip = match talk.chip.is_empty() {
            true => None,
            false => beside_others(&points, share, &mut chips),
        };
        Line {
            points,
            speech: talk.speech,
            colour: if speaker.head {
                colour::INK
            } else {
                colour::seat_on_paper(speaker.colour)
            },
            chip: chip.map(|share| (talk.chip.clone(), share)),
            chip_ink: ink,
        }
        .draw(sheet);
    }
}

/// Where along its line a chip covers none of those that lie there: as drawn,
/// else somewhat on or back; nowhere, where all is taken.
fn beside_others(points: &[Vec2], drawn: f32, chips: &mut Vec<Vec2>) -> Option<f32> {
    let shares = [0.0, 0.18, 0.34, -0.18].map(|more| drawn + more);
    let free = |share: &f32| {
        let (at, _) = along(points, *share)?;
        let clear = |other: &Vec2| {
            let gap = (*other - at).abs();
            gap.x > CHIP.x || gap.y > CHIP.y
        };
        chips.iter().all(clear).then_some((*share, at))
    };
    let (share, at) = shares.iter().find_map(free)?;
    chips.push(at);
    Some(share)
}

/// The way from one spot to the other. What asks runs outside, what answers
/// inside, so that both can be seen at once.
fn route(from: Spot, to: Spot, outer: bool) -> Vec<Vec2> {
    match (from.head, to.head) {
        (true, true) => vec![HEAD, HEAD],
        (true, false) => from_head(to, outer),
        (false, true) => {
            let mut points = from_head(from, outer);
            points.reverse();
            points
        }
        (false, false) if from.right() == to.right() => along_rim(from, to, outer),
        (false, false) => across(from, to),
    }
}

fn from_head(seat: Spot, outer: bool) -> Vec<Vec2> {
    let side = if seat.right() { 1.0 } else { -1.0 };
    // Degrees from the head, whichever way round.
    let reach = if seat.right() {
        seat.angle
    } else {
        360.0 - seat.angle
    };
    let mirrored = |at: Vec2| CENTRE + Vec2::new((at.x - CENTRE.x) * side, at.y - CENTRE.y);
    if reach < 75.0 {
        // As drawn for the seat nearest to the head, turned to this one.
        let knot = polar(CENTRE, reach - 2.0, 462.0);
        return if outer {
            let (start, end) = (Vec2::new(1022.0, 146.0), knot + Vec2::new(2.0, -4.0));
            let points = cubic(
                start,
                start + Vec2::new(88.0, -4.0),
                end + Vec2::new(-82.0, -102.0),
                end,
            );
            points.into_iter().map(mirrored).collect()
        } else {
            let (start, end) = (Vec2::new(1026.0, 184.0), knot + Vec2::new(-20.0, 22.0));
            let points = cubic(
                start,
                start + Vec2::new(134.0, 30.0),
                end + Vec2::new(-60.0, -54.0),
                end,
            );
            points.into_iter().map(mirrored).collect()
        };
    }
    // Farther seats: along the rim, outside the cards.
    let (start, track) = if outer {
        (Vec2::new(1022.0, 146.0), 441.0)
    } else {
        (Vec2::new(1026.0, 184.0), 424.0)
    };
    let mut points = cubic(
        start,
        start + Vec2::new(90.0, 0.0),
        polar(CENTRE, 30.0, track),
        polar(CENTRE, 42.0, track),
    );
    points.extend(
        arc(CENTRE, track, 42.0, reach - if outer { 4.0 } else { -1.0 })
            .into_iter()
            .skip(1),
    );
    points.into_iter().map(mirrored).collect()
}

fn along_rim(from: Spot, to: Spot, outer: bool) -> Vec<Vec2> {
    let track = if outer { 432.0 } else { 410.0 };
    let gap = if to.angle > from.angle { 3.0 } else { -3.0 };
    arc(CENTRE, track, from.angle + gap, to.angle - gap)
}

/// From one side to the other: along the rim, then between the head's name and
/// the cards, or between the cards and the inject.
fn across(from: Spot, to: Spot) -> Vec<Vec2> {
    let height = |spot: Spot| polar(CENTRE, spot.angle, TRACK).y;
    let below = (height(from) + height(to)) / 2.0 > CENTRE.y + 20.0;
    let mut points = to_corridor(from, below);
    points.extend(to_corridor(to, below).into_iter().rev());
    points
}

/// The half of such a way that lies on one seat's side.
fn to_corridor(seat: Spot, below: bool) -> Vec<Vec2> {
    let side = if seat.right() { 1.0 } else { -1.0 };
    // Degrees from twelve, whichever way round; where the corridor meets the track.
    let angle = if seat.right() {
        seat.angle
    } else {
        360.0 - seat.angle
    };
    let (y, meets, bend): (f32, f32, f32) = if below {
        (768.0, 122.0, 10.0)
    } else {
        (308.0, 57.0, -10.0)
    };
    let mut points = vec![polar(CENTRE, angle, TRACK)];
    let turn = meets - bend;
    if (turn - angle) * bend > 0.0 {
        points = arc(CENTRE, TRACK, angle, turn);
    }
    let (last, corner) = (points[points.len() - 1], polar(CENTRE, meets, TRACK));
    points.extend(
        quadratic(last, Vec2::new(corner.x, y), Vec2::new(corner.x - 90.0, y))
            .into_iter()
            .skip(1),
    );
    points.push(Vec2::new(CENTRE.x + 40.0, y));
    points
        .into_iter()
        .map(|at| CENTRE + Vec2::new((at.x - CENTRE.x) * side, at.y - CENTRE.y))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::table::layout::SEATS;

    fn seat(angle: f32) -> Spot {
        Spot {
            at: polar(CENTRE, angle, SEATS),
            angle,
            head: false,
        }
    }

    #[test]
    fn lines_stay_on_the_table() {
        let head = Spot {
            at: HEAD,
            angle: 0.0,
            head: true,
        };
        let all = [
            head,
            seat(51.0),
            seat(63.0),
            seat(90.0),
            seat(134.0),
            seat(243.0),
            seat(297.0),
        ];
        for from in all {
            for to in all {
                for outer in [true, false] {
                    for point in route(from, to, outer) {
                        assert!(
                            point.distance(CENTRE) < 470.0,
                            "{from:?} to {to:?} leaves at {point}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn no_chip_covers_another_one() {
        let line = [Vec2::ZERO, Vec2::new(1000.0, 0.0)];
        let mut chips = Vec::new();
        let mut next = || beside_others(&line, 0.4, &mut chips);
        assert_eq!(next(), Some(0.4));
        assert_eq!(next(), Some(0.4 + 0.18));
        assert_eq!(next(), Some(0.4 + 0.34));
        assert_eq!(next(), Some(0.4 - 0.18));
        // There is no room for a fifth.
        assert_eq!(next(), None);
    }
}
