//! Where the services lie on the table's map: what nothing needs on the left,
//! what they need to their right.
//!
//! A short graph lies in columns. A long chain would run out of the corner: it
//! goes down one column and up the next. Words stand under a service that is
//! alone in its column, else beside it, and the next column keeps clear of them.

use super::draw::{self, Pen};
use super::table::model::{LabelSide, Link, Service};
use super::theme::colour;
use super::theme::scale::table;
use crate::model::ServiceId;
use crate::scenario::Health;
use crate::view::{ServiceView, TableView};

/// Where the first column is, and the middle of the map's height.
const LEFT: f32 = 44.0;
const MIDDLE: u16 = 84;
/// Between two columns whose words stand below, and two rows.
const COLUMN: f32 = 172.0;
const ROW: u16 = 84;
/// Between two rows of a chain.
const CHAIN: u16 = 76;
/// From the middle of the largest mark to words beside it.
const BESIDE: f32 = 47.0;
/// From words to the mark of the next column, with a line between them.
const CLEAR: f32 = 72.0;
/// Columns that lie side by side.
const COLUMNS: usize = 3;

/// Lays the service map out.
pub(super) fn services(view: &TableView) -> Vec<Service> {
    let all = &view.services;
    let places = places(all);
    let columns = places.iter().map(|(column, _)| column + 1).max();
    let many = |column: usize| places.iter().filter(|(of, _)| *of == column).count();
    let chain = places.iter().any(|(_, row)| *row > 1);
    let last = columns.unwrap_or(0).saturating_sub(1);
    // Words of a column stand beside it when there are several, or at its end.
    let side = |column: usize| {
        if many(column) > 1 || (column == last && last > 0) {
            LabelSide::Right
        } else {
            LabelSide::Below
        }
    };
    let mut x = vec![LEFT];
    for column in 0..last {
        let step = match side(column) {
            LabelSide::Below => COLUMN,
            LabelSide::Right => {
                let of = places.iter().zip(all);
                let of = of.filter(|((at, _), _)| *at == column);
                let widest = of.map(|(_, service)| width(service)).fold(0.0, f32::max);
                BESIDE + widest + CLEAR
            }
        };
        x.push(x.last().copied().unwrap_or(LEFT) + step);
    }
    let y = |column: usize, row: usize| {
        let row = u16::try_from(row).unwrap_or(0);
        match (many(column), chain) {
            (1, false) => MIDDLE,
            (_, false) => MIDDLE - ROW / 2 + row * ROW,
            (_, true) => MIDDLE - CHAIN + row * CHAIN,
        }
    };
    let laid = all.iter().zip(&places).zip(0_u16..);
    laid.map(|((service, (column, row)), id)| Service {
        id,
        label: service.label.clone(),
        word: service.word.to_owned(),
        note: String::new(),
        health: match service.health {
            Health::Healthy => draw::Health::Well,
            Health::Standby => draw::Health::Idle,
            Health::Degraded => draw::Health::Recovering,
            Health::Failing => draw::Health::Failing,
            Health::Down => draw::Health::Down,
        },
        at: (x[*column].round() as u16, y(*column, *row)),
        side: side(*column),
        links: links(all, service),
    })
    .collect()
}

/// How wide the words of a service are.
fn width(service: &ServiceView) -> f32 {
    let pen = Pen::plain(table::SMALL, colour::TEXT);
    pen.width(&service.label).max(pen.width(service.word))
}

fn links(all: &[ServiceView], service: &ServiceView) -> Vec<Link> {
    let needs = service.needs.iter();
    needs
        .filter_map(|need| all.iter().position(|of| of.id == *need))
        .map(|to| Link {
            to: u16::try_from(to).unwrap_or(0),
            live: all[to].health != Health::Standby,
        })
        .collect()
}

/// Column and row of each service, both from 0.
fn places(all: &[ServiceView]) -> Vec<(usize, usize)> {
    let depths: Vec<usize> = all.iter().map(|service| depth(all, service.id)).collect();
    let deep = depths.iter().max().copied().unwrap_or(0) >= COLUMNS;
    let most = |depth: usize| depths.iter().filter(|of| **of == depth).count();
    let high = depths.iter().any(|depth| most(*depth) > 2);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|nth| (depths[*nth], *nth));
    let mut places = vec![(0, 0); all.len()];
    if !deep && !high {
        let mut rows = [0; COLUMNS];
        for nth in order {
            let row = &mut rows[depths[nth].min(COLUMNS - 1)];
            places[nth] = (depths[nth], *row);
            *row += 1;
        }
        return places;
    }
    // Down one column, up the next; three rows are as many as fit.
    for (place, nth) in order.into_iter().enumerate() {
        let (column, row) = (place / 3, place % 3);
        places[nth] = (column, if column % 2 == 1 { 2 - row } else { row });
    }
    places
}

/// The longest way to a service from one that nothing needs.
fn depth(all: &[ServiceView], id: ServiceId) -> usize {
    let mut depth = 0;
    let mut layer = vec![id];
    // A graph of n services has no path longer than n.
    while depth < all.len() && !layer.is_empty() {
        let needs = |of: &&ServiceView| of.needs.iter().any(|need| layer.contains(need));
        layer = all.iter().filter(needs).map(|of| of.id).collect();
        if !layer.is_empty() {
            depth += 1;
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Services `a`, `b`, … with what each needs.
    fn graph(needs: &[&[&str]]) -> Vec<ServiceView> {
        let id = |nth: usize| ServiceId::new(&char::from(b'a' + nth as u8).to_string()).unwrap();
        let service = |(nth, needs): (usize, &&[&str])| ServiceView {
            id: id(nth),
            label: "service".to_owned(),
            health: Health::Healthy,
            word: "healthy",
            needs: needs.iter().map(|of| ServiceId::new(of).unwrap()).collect(),
        };
        needs.iter().enumerate().map(service).collect()
    }

    #[test]
    fn a_short_graph_lies_in_columns() {
        let all = graph(&[&["b"], &["c", "d"], &[], &[]]);
        assert_eq!(places(&all), [(0, 0), (1, 0), (2, 0), (2, 1)]);
        let two = graph(&[&["b", "c"], &[], &[], &[]]);
        assert_eq!(places(&two), [(0, 0), (1, 0), (1, 1), (0, 1)]);
    }

    #[test]
    fn a_chain_goes_down_one_column_and_up_the_next() {
        let all = graph(&[&["b"], &["c"], &["d"], &["e"], &["f"], &[]]);
        assert_eq!(
            places(&all),
            [(0, 0), (0, 1), (0, 2), (1, 2), (1, 1), (1, 0)]
        );
    }

    #[test]
    fn no_two_services_share_a_place_and_a_circle_ends() {
        let circle = graph(&[&["b"], &["a"], &["a"], &[], &[], &["e"], &[]]);
        let mut places = places(&circle);
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), circle.len());
    }
}
