//! Trade-offs: "cells known per option (time, loss, risk, impact); a misquoted
//! fact earns nothing" (design, section 8).
//!
//! A cell is known when the war room was told a fact that fills it before the
//! decision. What comes out afterwards, but before the limit for the decision
//! or together with a later one, informs the next call and earns half. A cell
//! that no fact fills could not come up. A figure given wrongly is a reading:
//! it takes the cell from the low end until a person confirms or strikes it.

use crate::engine::Move;
use crate::model::{FactId, OptionId, Seq, SimTime};
use crate::scenario::{Cell, TimeBoxKind};
use crate::scoring::case::Case;
use crate::scoring::tally::{Standing, Tally, WHOLE, best};

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let options: Vec<OptionId> = case
        .scenario
        .options
        .iter()
        .filter(|course| course.discoverable)
        .map(|course| course.id)
        .chain(case.ledger.adopted.iter().map(|adopted| adopted.course.id))
        .collect();
    let cells: Vec<(OptionId, Cell)> = options
        .iter()
        .flat_map(|option| Cell::ALL.into_iter().map(|cell| (*option, cell)))
        .filter(|(option, cell)| {
            case.filling(*option, *cell).next().is_some()
                || !case.ledger.adopted_cells(*option).is_empty()
        })
        .collect();
    if cells.is_empty() {
        return Tally::unobserved("This scenario has no options to compare.");
    }
    let cutoff = case.cutoff();
    let second = case
        .decisions()
        .last()
        .map_or(SimTime::ZERO, |decision| decision.at);
    let limit = case
        .boxes(TimeBoxKind::Decision)
        .next()
        .map_or(cutoff, |part| case.ends(part).1);
    let late = second.max(limit).max(cutoff).min(case.now);
    let mut tally = Tally::default();
    let share = WHOLE / cells.len() as u64;
    let mut known_to_all = 0;
    let mut unknown: Vec<(OptionId, Vec<&str>)> = Vec::new();
    for (option, cell) in &cells {
        match known(case, *option, *cell, cutoff, late) {
            Some((standing, seq, when)) => {
                known_to_all += 1;
                tally.earn(
                    share,
                    standing,
                    seq,
                    format!(
                        "{}: {} of {} was known{when}.",
                        case_clock(case, seq),
                        cell.label(),
                        case.name(*option)
                    ),
                );
            }
            None => match unknown.iter_mut().find(|(of, _)| of == option) {
                Some((_, cells)) => cells.push(cell.label()),
                None => unknown.push((*option, vec![cell.label()])),
            },
        }
    }
    if known_to_all == 0 && !case.decision_due() {
        return Tally::unobserved("There is still time to compare.");
    }
    for (option, cells) in unknown {
        tally.miss(format!(
            "{}: no word in the room on {}.",
            case.name(option),
            cells.join(", ")
        ));
    }
    tally
}

fn case_clock(case: &Case<'_>, seq: Seq) -> String {
    case.ledger
        .acts
        .get(&seq)
        .map_or_else(String::new, |act| case.clock(act.at))
}

/// How a cell came to be known, by which move, and a word about when.
fn known(
    case: &Case<'_>,
    option: OptionId,
    cell: Cell,
    cutoff: SimTime,
    late: SimTime,
) -> Option<(Standing, Seq, &'static str)> {
    if let Some(adopted) = case
        .ledger
        .adopted
        .iter()
        .find(|adopted| adopted.course.id == option)
    {
        return adopted
            .cells
            .iter()
            .any(|(of, text)| *of == cell && !text.trim().is_empty())
            .then(|| (case.ledger.standing(adopted.of, false), adopted.of, ""));
    }
    // What the decision itself first tells did not inform it.
    let own = case.first_decision().map(|decision| decision.of);
    let told = |before: SimTime| {
        best(case.filling(option, cell).filter_map(|fact| {
            let (standing, seq) = case.told(fact.id, before, own)?;
            Some((misquoted(case, fact.id, standing), seq))
        }))
    };
    if let Some((standing, seq)) = told(cutoff) {
        return Some((standing, seq, ""));
    }
    told(late).map(|(standing, seq)| (standing.times(500), seq, ", late"))
}

/// What is left of a cell whose figure somebody gave wrongly.
fn misquoted(case: &Case<'_>, fact: FactId, standing: Standing) -> Standing {
    let wrong = |act: &&crate::scoring::entries::Act| {
        let weighs = matches!(
            act.moved.act,
            Move::Decide(_)
                | Move::Update { .. }
                | Move::Tell { .. }
                | Move::Say
                | Move::Report { .. }
                | Move::Propose { .. }
        );
        weighs && act.reading.misquoted.contains(&fact)
    };
    let mut left = standing;
    for act in case.ledger.counting().filter(wrong) {
        // Confirmed, the wrong figure stands; struck, it was none.
        let claim = case.ledger.standing(act.seq, true);
        left = Standing {
            low: if claim.high == 0 { left.low } else { 0 },
            high: if claim.low == 1000 { 0 } else { left.high },
            basis: left.basis,
        };
    }
    left
}
