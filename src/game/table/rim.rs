//! The rim is the clock: sixty minutes, what has passed, now, the windows
//! ahead; and the legend that repeats its shapes with the times.

use bevy::math::Vec2;

use crate::game::draw::path::{arc, polar};
use crate::game::draw::{Align, Deadline, Light, Pen, Sheet};
use crate::game::theme::scale::table;
use crate::game::theme::{Colour, colour};

use super::fit::cut;
use super::layout::{BEZEL, CENTRE, TRACK, minute};
use super::model::{DeadlineState, Phase, RimMark, TableModel};

/// Minute ticks, the gold arc, and the deadlines within the hour.
pub(super) fn track(model: &TableModel, sheet: &mut Sheet) {
    if matches!(model.phase, Phase::Emergency) {
        return;
    }
    for tick in 0..60u8 {
        let strong = tick % 5 == 0;
        let (outer, width, tone) = if strong {
            (478.0, 3.0, colour::TICK_STRONG)
        } else {
            (471.0, 2.0, colour::TICK)
        };
        let angle = minute(f32::from(tick));
        sheet.cut_line(
            vec![polar(CENTRE, angle, 464.0), polar(CENTRE, angle, outer)],
            width,
            tone,
        );
    }
    if let (Some(opened), Some(now)) = (model.rim.opened, model.rim.now) {
        let from = if opened <= now { opened } else { opened - 60.0 };
        sheet.sector(CENTRE, TRACK, minute(from), minute(now), 13.0, colour::GOLD);
    }
    if let (Some(now), Some(window)) = (model.rim.now, next_window(model)) {
        let until = if window.at >= now {
            window.at
        } else {
            window.at + 60.0
        };
        if until - now > 0.8 {
            let left = arc(CENTRE, TRACK, minute(now + 0.45), minute(until - 0.2));
            sheet.dashed(&left, false, 1.0, 11.0, 4.0, colour::LAMP);
        }
    }
    for mark in &model.rim.marks {
        draw_mark(sheet, mark);
    }
}

fn next_window(model: &TableModel) -> Option<&RimMark> {
    model
        .rim
        .marks
        .iter()
        .find(|mark| mark.mark == Deadline::Decide && mark.state != DeadlineState::Passed)
}

fn draw_mark(sheet: &mut Sheet, mark: &RimMark) {
    let passed = mark.state == DeadlineState::Passed;
    if let (Deadline::Decide, Some(until)) = (mark.mark, mark.until) {
        let until = if until > mark.at { until } else { until + 60.0 };
        let tone = if passed {
            colour::severity(2)
        } else {
            colour::LAMP
        };
        sheet.sector(CENTRE, TRACK, minute(mark.at), minute(until), 18.0, tone);
        return;
    }
    let turn = match mark.mark {
        // The point of the triangle looks at the table.
        Deadline::Penalty => minute(mark.at),
        Deadline::Decide => minute(mark.at) + 90.0,
        Deadline::Update => minute(mark.at),
    };
    sheet.within(polar(CENTRE, minute(mark.at), TRACK), turn, 1.0, |sheet| {
        mark.mark.draw(sheet, passed)
    });
}

/// The needle: now.
pub(super) fn needle(model: &TableModel, sheet: &mut Sheet) {
    let (Some(now), false) = (model.rim.now, matches!(model.phase, Phase::Emergency)) else {
        return;
    };
    let at = polar(CENTRE, minute(now), TRACK);
    if !matches!(model.phase, Phase::Endex(_)) {
        sheet.light(Light::new(
            at,
            52.0,
            &[
                (0.0, colour::LAMP.alpha(0.6)),
                (1.0, colour::LAMP.alpha(0.0)),
            ],
        ));
    }
    sheet.within(at, minute(now), 1.0, |sheet| {
        let needle = vec![Vec2::new(0.0, -17.0), Vec2::new(0.0, 24.0)];
        sheet.line(needle.clone(), 13.0, colour::BEZEL);
        sheet.line(needle, 7.0, Colour::hex(0xFFFFFF));
    });
}

/// The deadlines in words, at the top left.
pub(super) fn legend(model: &TableModel, sheet: &mut Sheet) {
    for (index, entry) in model.deadlines.iter().take(3).enumerate() {
        let y = 58.0 + index as f32 * 42.0;
        let (time, label) = match entry.state {
            DeadlineState::Ahead => (colour::TEXT, colour::TEXT2),
            DeadlineState::Next => (colour::LAMP, colour::LAMP),
            DeadlineState::Passed => (colour::severity(2), colour::severity(2)),
        };
        let passed = entry.state == DeadlineState::Passed;
        sheet.within(Vec2::new(384.0, y), 0.0, 1.0, |sheet| {
            entry.mark.draw(sheet, passed)
        });
        let pen = Pen::bold(table::BODY, time);
        sheet.words(
            entry.time.clone(),
            Vec2::new(412.0, y + 10.0),
            Align::Start,
            pen,
        );
        let after = 412.0 + pen.width(&entry.time) + 12.0;
        // Up to where the bezel begins at this height.
        let pen = Pen::plain(table::BODY, label);
        let half = (BEZEL * BEZEL - (CENTRE.y - y).powi(2)).max(0.0).sqrt();
        sheet.words(
            cut(&entry.label, CENTRE.x - half - 12.0 - after, pen),
            Vec2::new(after, y + 10.0),
            Align::Start,
            pen,
        );
    }
}
