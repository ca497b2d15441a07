//! Single source of truth: "share of time in which the state board, truly
//! changed, was ≤ 15 min old; −¼ per contradiction standing > 2 min" (design,
//! section 8).
//!
//! Time is played time (cuts don't age the board), from the end of the time
//! box for order to ENDEX. A line is truly changed when it says something that
//! it has not said before, and names a thing in the game or a time. Each of the
//! four lines that stands counts a quarter: a board with one line is not the
//! state of things.

use super::contradictions::contradictions;
use crate::engine::BoardLine;
use crate::model::SimTime;
use crate::scenario::TimeBoxKind;
use crate::scoring::case::Case;
use crate::scoring::entries::Written;
use crate::scoring::tally::{QUARTER, Standing, Tally, WHOLE};
use std::collections::BTreeMap;

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let opens = SimTime::ZERO + case.scenario.rubric.roles_full;
    let opens = case
        .boxes(TimeBoxKind::Order)
        .next()
        .map_or(opens, |part| case.scenario.at(part.until));
    let (from, to) = (case.played(opens), case.played(case.now));
    if to <= from {
        return Tally::unobserved("The room has only just opened.");
    }
    let mut tally = Tally::default();
    let span = to.since(from).0;
    let counts = |written: &&Written| {
        written.changed
            && case
                .ledger
                .acts
                .get(&written.of)
                .is_some_and(|act| case.ledger.counts(act))
    };
    let written: Vec<&Written> = case.ledger.board.iter().filter(counts).collect();
    let mut lines: BTreeMap<BoardLine, Standing> = BTreeMap::new();
    for (nth, entry) in written.iter().enumerate() {
        lines.insert(entry.line, case.ledger.standing(entry.of, false));
        // From this entry until the next one, or until the board is too old.
        let begin = case.played(entry.at);
        let next = written.get(nth + 1).map_or(to, |next| case.played(next.at));
        let end = next.min(begin + case.scenario.rubric.board_age).min(to);
        let held = end.since(begin.max(from)).0;
        let filled = |pick: fn(&Standing) -> u64| lines.values().map(pick).sum::<u64>() / 4;
        let standing = Standing {
            low: filled(|s| s.low),
            high: filled(|s| s.high),
            basis: case.ledger.standing(entry.of, false).basis,
        };
        let share = WHOLE.saturating_mul(held) / span;
        let shows = format!(
            "{}: {} written; the board stood with {} of 4 lines for {}.",
            case.clock(entry.at),
            entry.line.label(),
            lines.len(),
            crate::model::Span(held / 1000 * 1000),
        );
        tally.earn(share, standing, entry.of, shows);
    }
    for line in BoardLine::ALL
        .into_iter()
        .filter(|line| !lines.contains_key(line))
    {
        tally.miss(format!(
            "The board never said anything under “{}”.",
            line.label()
        ));
    }
    if tally.high + 20_000 < i64::try_from(WHOLE).unwrap_or(0) && !written.is_empty() {
        tally.miss(format!(
            "The board was empty in part, or older than {}.",
            case.scenario.rubric.board_age
        ));
    }
    for found in contradictions(case) {
        tally.lose(
            QUARTER,
            case.ledger.standing(found.of, false),
            found.of,
            found.what,
        );
    }
    tally.floor();
    tally
}
