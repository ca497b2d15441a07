//! The lower corners: the service map, where health is colour, shape and word;
//! and the impact figures with how they went.

use bevy::math::Vec2;

use crate::game::draw::path::cubic;
use crate::game::draw::{Align, Health, Pen, Sheet};
use crate::game::theme::colour;
use crate::game::theme::scale::table;

use super::model::{LabelSide, Metric, Service, TableModel};

/// Corner that the service map is measured from.
const MAP: Vec2 = Vec2::new(40.0, 860.0);
/// Where the figures end, and left of where the table's edge is.
const RIGHT: f32 = 1886.0;
const EDGE: f32 = 1308.0;

fn place(service: &Service) -> Vec2 {
    MAP + Vec2::new(f32::from(service.at.0), f32::from(service.at.1))
}

/// The service map.
pub(super) fn services(model: &TableModel, sheet: &mut Sheet) {
    for service in &model.services {
        for link in &service.links {
            let Some(to) = model.services.iter().find(|other| other.id == link.to) else {
                continue;
            };
            draw_link(sheet, service, to, link.live);
        }
    }
    for service in &model.services {
        draw_service(sheet, service);
    }
}

fn draw_link(sheet: &mut Sheet, from: &Service, to: &Service, live: bool) {
    let points = way(from, to);
    if live {
        let worst = if to.health.hurts() {
            to.health.colour()
        } else {
            colour::OK
        };
        sheet.line(points, 5.0, worst);
    } else {
        sheet.dashed(&points, false, 1.0, 11.0, 5.0, colour::LINK_IDLE);
    }
}

/// From the middle of a mark to words beside it.
fn beside(service: &Service) -> f32 {
    service.health.half_width() + 11.0
}

/// The line from a service to one that it needs. Within a column it runs from
/// mark to mark, round those between them; out of a column whose words stand
/// beside the marks it begins behind the words.
fn way(from: &Service, to: &Service) -> Vec<Vec2> {
    let (a, b) = (place(from), place(to));
    let reach = |service: &Service| match service.health {
        Health::Failing => 28.0,
        health => health.half_width(),
    };
    if (a.x - b.x).abs() < 1.0 {
        let down = Vec2::new(0.0, (b.y - a.y).signum());
        if (a.y - b.y).abs() < 100.0 {
            return vec![a + down * (reach(from) + 2.0), b - down * (reach(to) + 3.0)];
        }
        let (start, end) = (
            a - Vec2::new(reach(from), 0.0),
            b - Vec2::new(reach(to) + 3.0, 0.0),
        );
        let bow = Vec2::new(-34.0, 0.0);
        return cubic(start, start + bow, end + bow, end);
    }
    let side = if b.x >= a.x { 1.0 } else { -1.0 };
    let behind = from.side == LabelSide::Right && side > 0.0;
    let lean = if (a.y - b.y).abs() < 1.0 {
        0.0
    } else {
        (b.y - a.y).signum() * 10.0
    };
    let start = if behind {
        let pen = Pen::plain(table::SMALL, colour::TEXT);
        let words = pen.width(&from.label).max(pen.width(&from.word));
        a + Vec2::new(beside(from) + words + 10.0, 0.0)
    } else {
        a + Vec2::new(side * reach(from), lean)
    };
    let end = b - Vec2::new(side * (to.health.half_width() + 3.0), 0.0);
    let bend = (end.x - start.x) * 0.5;
    if lean == 0.0 {
        vec![start, end + Vec2::new(side * 3.0, 0.0)]
    } else {
        cubic(
            start,
            start + Vec2::new(bend, 0.0),
            end - Vec2::new(bend, 0.0),
            end,
        )
    }
}

fn draw_service(sheet: &mut Sheet, service: &Service) {
    let at = place(service);
    sheet.within(at, 0.0, 1.0, |sheet| service.health.draw(sheet));
    let word = if service.health.hurts() {
        service.health.colour()
    } else {
        colour::TEXT2
    };
    let (name, state) = (
        Pen::plain(table::SMALL, colour::TEXT),
        Pen::plain(table::SMALL, word),
    );
    let (offset, align, step) = match service.side {
        LabelSide::Below => (Vec2::new(0.0, 66.0), Align::Middle, 28.0),
        LabelSide::Right => (Vec2::new(beside(service), -5.0), Align::Start, 27.0),
    };
    sheet.words(service.label.clone(), at + offset, align, name);
    sheet.words(
        service.word.clone(),
        at + offset + Vec2::new(0.0, step),
        align,
        state,
    );
    let note = Pen::plain(table::SMALL, colour::TEXT2);
    sheet.words(
        service.note.clone(),
        at + Vec2::new(0.0, -52.0),
        Align::Middle,
        note,
    );
}

/// The impact figures, the last one ending at the right margin.
pub(super) fn metrics(model: &TableModel, sheet: &mut Sheet) {
    let shown: Vec<&Metric> = model.metrics.iter().take(3).collect();
    let words: f32 = shown.iter().map(|metric| width(metric)).sum();
    // Wide ones stand closer together: left of this the table begins.
    let gaps = shown.len().saturating_sub(1).max(1) as f32;
    let gap = ((RIGHT - words - EDGE) / gaps).clamp(24.0, 62.0);
    let mut right = RIGHT;
    for metric in shown.into_iter().rev() {
        let left = right - width(metric);
        draw_metric(sheet, metric, left);
        right = left - gap;
    }
}

fn width(metric: &Metric) -> f32 {
    let value = Pen::bold(table::FIGURE, colour::TEXT).width(&metric.value);
    let label = Pen::plain(table::SMALL, colour::TEXT2).width(&metric.label);
    value.max(label).max(112.0)
}

fn draw_metric(sheet: &mut Sheet, metric: &Metric, left: f32) {
    let at = |x: f32, y: f32| Vec2::new(left + x, y);
    sheet.words(
        metric.value.clone(),
        at(-3.0, 944.0),
        Align::Start,
        Pen::bold(table::FIGURE, colour::TEXT),
    );
    sheet.words(
        metric.label.clone(),
        at(0.0, 978.0),
        Align::Start,
        Pen::plain(table::SMALL, colour::TEXT2),
    );
    let tone = if metric.level == 0 {
        colour::TEXT2
    } else {
        colour::severity(metric.level)
    };
    let step = 100.0 / metric.trend.len().saturating_sub(1).max(1) as f32;
    let points: Vec<Vec2> = metric
        .trend
        .iter()
        .enumerate()
        .map(|(index, reading)| {
            at(
                3.0 + index as f32 * step,
                1034.0 - f32::from(*reading) * 0.036,
            )
        })
        .collect();
    if let Some(last) = points.last().copied() {
        sheet.line(points, 4.0, tone);
        sheet.disc(last, 7.0, tone);
    }
}
