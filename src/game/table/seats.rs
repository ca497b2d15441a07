//! Seats: portrait, voice ring, names; the light before whoever speaks; and
//! the incident commander, the one seat in the light.

use bevy::math::Vec2;

use crate::game::draw::path::{arc, polar};
use crate::game::draw::{Align, Ground, Light, Pen, Sheet};
use crate::game::theme::scale::table;
use crate::game::theme::{Colour, colour};

use super::layout::{CENTRE, HEAD, Spot, TOP};
use super::model::Seat;

/// Radius of the ring round a portrait.
const RING: f32 = 51.0;
const WHITE: Colour = Colour::hex(0xFFFFFF);

/// Stops of lamplight that pools on the table.
const POOL: [(f32, Colour); 3] = [
    (0.0, Colour::hex(0xFFF8E4).alpha(0.95)),
    (0.5, Colour::hex(0xFFF4D6).alpha(0.5)),
    (1.0, Colour::hex(0xFFF0C8).alpha(0.0)),
];

/// The glow behind a speaker's plate; lies under the rim.
pub(super) fn glow(seat: &Seat, spot: Spot, sheet: &mut Sheet) {
    if seat.speaking && !spot.head {
        let tone = colour::seat(seat.colour);
        sheet.light(Light::new(
            spot.at,
            128.0,
            &[(0.3, tone.alpha(0.55)), (1.0, tone.alpha(0.0))],
        ));
    }
}

/// Lamplight on the table in front of a speaker; lies under the cards.
pub(super) fn pool(seat: &Seat, spot: Spot, sheet: &mut Sheet) {
    if seat.speaking && !spot.head {
        sheet.light(Light {
            clip: Some((CENTRE, TOP)),
            ..Light::new(polar(CENTRE, spot.angle, 400.0), 240.0, &POOL)
        });
    }
}

/// The seat at the head.
pub(super) fn head(seat: &Seat, sheet: &mut Sheet) {
    let wash = Colour::hex(0xEADFC8);
    sheet.light(Light {
        radii: Vec2::new(200.0, 62.0),
        ..Light::new(
            HEAD + Vec2::new(0.0, 88.0),
            200.0,
            &[
                (0.0, wash),
                (0.72, wash.alpha(0.96)),
                (1.0, wash.alpha(0.0)),
            ],
        )
    });
    let reach = if seat.speaking { 128.0 } else { 96.0 };
    sheet.light(Light::new(HEAD, reach, &POOL));
    if seat.persona {
        sheet.disc(HEAD, RING, colour::PLATE);
        sheet.within(HEAD, 0.0, 0.72, |sheet| {
            seat.portrait().draw(sheet, Ground::Dark, 1.0)
        });
    } else {
        sheet.within(HEAD, 0.0, 0.94, |sheet| {
            seat.portrait().draw(sheet, Ground::Paper, 1.0)
        });
    }
    if seat.speaking {
        sheet.ring(HEAD, RING, 4.0, colour::INK);
        bars(sheet, HEAD + Vec2::new(68.0, 0.0), colour::INK);
    }
    let under = |drop: f32| HEAD + Vec2::new(0.0, drop);
    sheet.words(
        seat.role.clone(),
        under(84.0),
        Align::Middle,
        Pen::bold(table::BODY, colour::INK),
    );
    let mut line = seat.person.clone();
    if seat.persona {
        line.push_str(" · persona");
    } else if !seat.away_from.is_empty() {
        line.push_str(" · plays away from: ");
        line.push_str(&seat.away_from);
    }
    sheet.words(
        line,
        under(116.0),
        Align::Middle,
        Pen::plain(table::SMALL, colour::INK2),
    );
}

/// A seat round the table.
pub(super) fn seat(seat: &Seat, spot: Spot, sheet: &mut Sheet) {
    let at = spot.at;
    sheet.disc(at, RING, colour::PLATE);
    sheet.ring(at, RING, 4.0, colour::PLATE_EDGE);
    if seat.speaking {
        sheet.ring(at, RING, 5.0, WHITE);
    } else if seat.voice >= 1000 {
        sheet.ring(at, RING, 4.0, colour::LAMP);
    } else if seat.voice > 0 {
        let turn = 360.0 * f32::from(seat.voice) / 1000.0;
        sheet.line(arc(at, RING, 0.0, turn), 4.0, colour::LAMP);
    }
    let presence = if seat.quiet_minutes.is_some() && !seat.speaking {
        0.6
    } else {
        1.0
    };
    sheet.within(at, 0.0, 0.72, |sheet| {
        seat.portrait().draw(sheet, Ground::Dark, presence)
    });
    names(seat, spot, sheet);
}

fn names(seat: &Seat, spot: Spot, sheet: &mut Sheet) {
    let (side, align) = if spot.right() {
        (66.0, Align::Start)
    } else {
        (-66.0, Align::End)
    };
    let line = |drop: f32| spot.at + Vec2::new(side, drop);
    let role = Pen::bold(table::BODY, colour::TEXT);
    sheet.words(seat.role.clone(), line(-14.0), align, role);
    let person = if seat.persona {
        format!("{} · persona", seat.person)
    } else {
        seat.person.clone()
    };
    sheet.words(
        person,
        line(17.0),
        align,
        Pen::plain(table::SMALL, colour::TEXT),
    );
    let mut drop = 46.0;
    if !seat.persona && !seat.away_from.is_empty() {
        let away = format!("plays away from: {}", seat.away_from);
        sheet.words(
            away,
            line(drop),
            align,
            Pen::plain(table::SMALL, colour::TEXT2),
        );
        drop += 31.0;
    }
    if let (Some(minutes), false) = (seat.quiet_minutes, seat.speaking) {
        sheet.words(
            format!("quiet {minutes} min"),
            line(drop),
            align,
            Pen::bold(table::SMALL, colour::LAMP),
        );
    }
    if seat.speaking {
        let beyond = role.width(&seat.role) + 20.0;
        let away = if spot.right() { beyond } else { -beyond - 41.0 };
        bars(sheet, spot.at + Vec2::new(side + away, -24.0), WHITE);
    }
}

/// Five bars: somebody speaks.
fn bars(sheet: &mut Sheet, at: Vec2, tone: Colour) {
    for (index, height) in [10.0, 20.0, 28.0, 16.0, 8.0].into_iter().enumerate() {
        let min = at + Vec2::new(index as f32 * 9.0, -height / 2.0);
        sheet.card(min, Vec2::new(5.0, height), 2.5, tone);
    }
}
