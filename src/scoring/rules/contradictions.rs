//! Contradictions on the board that can be told exactly, and that stood longer
//! than the rubric bears (2 min of played time):
//!
//! - the plan names options, none of which is the latest decision, a part of it
//!   or its plan B;
//! - the next update names times, none of which is an open promise;
//! - with one incident alone: the board names a severity other than the one
//!   declared.
//!
//! Two holders of one responsibility cannot happen: assigning it anew takes it
//! from the first in front of everybody. Absent on purpose: what two sentences
//! mean.

use crate::engine::BoardLine;
use crate::model::{ClockTime, Seq, SimTime};
use crate::scoring::case::Case;
use crate::scoring::entries::Written;

/// A contradiction, and the entry of the board that held it.
pub(super) struct Contradiction {
    pub(super) of: Seq,
    pub(super) what: String,
}

/// What may stand against a line of the board.
const KINDS: [Kind; 3] = [plan, next_update, severity];

/// A kind of contradiction, at a moment.
type Kind = fn(&Case<'_>, &Board<'_>, SimTime) -> Option<Contradiction>;

/// What was written on the board by acts that count, in order.
type Board<'a> = [&'a Written];

/// Each contradiction that stood too long, once for each time that it did.
pub(super) fn contradictions(case: &Case<'_>) -> Vec<Contradiction> {
    let ledger = case.ledger;
    let mut moments: Vec<SimTime> = ledger
        .board
        .iter()
        .map(|written| written.at)
        .chain(ledger.decisions.iter().map(|decision| decision.at))
        .chain(ledger.declared.iter().map(|(at, _)| *at))
        .chain(ledger.promises.values().flat_map(|promise| {
            {
                [
                    Some(promise.made),
                    promise.kept.map(|(at, _)| at),
                    Some(promise.due + case.scenario.rubric.promise_grace),
                ]
            }
            .into_iter()
            .flatten()
        }))
        .filter(|at| *at <= case.now)
        .chain([case.now])
        .collect();
    moments.sort_unstable();
    moments.dedup();
    let counts = |written: &&Written| {
        let act = ledger.acts.get(&written.of);
        act.is_some_and(|act| ledger.counts(act))
    };
    let board: Vec<&Written> = ledger.board.iter().filter(counts).collect();
    let mut found = Vec::new();
    for kind in KINDS {
        let mut since: Option<(SimTime, Contradiction)> = None;
        for at in &moments {
            let now = kind(case, &board, *at).filter(|_| *at < case.now);
            match (&since, now) {
                (None, Some(contradiction)) => since = Some((*at, contradiction)),
                (Some(_), None) => {
                    if let Some((began, contradiction)) = since.take()
                        && case.waited(began, *at) > case.scenario.rubric.contradiction
                    {
                        found.push(contradiction);
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn latest<'a>(board: &Board<'a>, line: BoardLine, at: SimTime) -> Option<&'a Written> {
    let on_it = |written: &&&Written| written.line == line && written.at <= at;
    board.iter().rfind(on_it).copied()
}

fn plan(case: &Case<'_>, board: &Board<'_>, at: SimTime) -> Option<Contradiction> {
    let written =
        latest(board, BoardLine::Plan, at).filter(|written| !written.read.options.is_empty())?;
    let decision = case
        .decisions()
        .filter(|decision| decision.at <= at)
        .last()?;
    let mut fine = case.family(decision.option);
    fine.extend(case.plan_b(decision));
    let named = written.read.options.iter();
    let agrees = named
        .clone()
        .any(|option| fine.contains(option) || case.family(*option).contains(&decision.option));
    (!agrees).then(|| Contradiction {
        of: written.of,
        what: format!(
            "The board's plan did not follow the decision for {}.",
            case.name(decision.option)
        ),
    })
}

fn next_update(case: &Case<'_>, board: &Board<'_>, at: SimTime) -> Option<Contradiction> {
    let written = latest(board, BoardLine::NextUpdate, at)
        .filter(|written| !written.read.clocks.is_empty())?;
    let grace = case.scenario.rubric.promise_grace;
    let open: Vec<ClockTime> = case
        .ledger
        .promises
        .values()
        .filter(|promise| {
            promise.made <= at
                && at < promise.due + grace
                && promise.kept.is_none_or(|(kept, _)| kept > at)
        })
        .map(|promise| case.scenario.shows(promise.due))
        .collect();
    let minute = |time: &ClockTime| (time.hour(), time.minute());
    let agrees = written
        .read
        .clocks
        .iter()
        .any(|time| open.iter().any(|due| minute(due) == minute(time)));
    (!open.is_empty() && !agrees).then(|| Contradiction {
        of: written.of,
        what: format!(
            "The board's next update was not the one promised for {}.",
            open[0]
        ),
    })
}

fn severity(case: &Case<'_>, board: &Board<'_>, at: SimTime) -> Option<Contradiction> {
    if case.scenario.incidents.len() != 1 {
        return None;
    }
    let (_, declared) = case.ledger.declared.iter().rfind(|(when, _)| *when <= at)?;
    let other = |written: &&Written| {
        !written.read.severities.is_empty() && !written.read.severities.contains(declared)
    };
    let written = BoardLine::ALL
        .into_iter()
        .filter_map(|line| latest(board, line, at))
        .find(other)?;
    Some(Contradiction {
        of: written.of,
        what: format!("The board named another severity than the declared {declared}."),
    })
}
