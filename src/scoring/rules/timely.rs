//! Timely: "full by the box, falling to 0 at the scenario's limit; changing
//! course on a new fact is not late" (design, section 8).
//!
//! With several time boxes for decisions, each takes the first decision after
//! the one before. A later decision for another option moves the call to its
//! own time, unless a fact, an option, an objection or the end of work was new
//! in between; a scripted message is no fact. A call
//! before the war room knew anything of two ways out is no choice; it is on
//! time and earns half.

use crate::model::SimTime;
use crate::scenario::{TimeBox, TimeBoxKind};
use crate::scoring::case::Case;
use crate::scoring::entries::Decision;
use crate::scoring::tally::{Tally, WHOLE};

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let boxes: Vec<&TimeBox> = case.boxes(TimeBoxKind::Decision).collect();
    if boxes.is_empty() {
        return Tally::unobserved("This scenario has no time box for a decision.");
    }
    let mut tally = Tally::default();
    let mut observed: u64 = 0;
    for (nth, part) in boxes.iter().enumerate() {
        let opens = if nth == 0 {
            SimTime::ZERO
        } else {
            case.scenario.at(part.from)
        };
        let closes = boxes
            .get(nth + 1)
            .map_or(SimTime::FAR, |next| case.scenario.at(next.from));
        let within = |decision: &&Decision| decision.at >= opens && decision.at < closes;
        let decisions: Vec<&Decision> = case.decisions().filter(within).collect();
        if decisions.is_empty() && !case.passed(part) {
            continue;
        }
        observed += 1;
        one(case, part, &decisions, &mut tally);
    }
    if observed == 0 {
        return Tally::unobserved("The decision was not due yet.");
    }
    tally.scale(1000 / i64::try_from(observed).unwrap_or(1));
    tally
}

fn one(case: &Case<'_>, part: &TimeBox, decisions: &[&Decision], tally: &mut Tally) {
    let (until, limit) = case.ends(part);
    let Some(first) = decisions.first() else {
        tally.miss(format!("No decision was made by {}.", case.clock(limit)));
        return;
    };
    let mut call = *first;
    for pair in decisions.windows(2) {
        let [before, after] = pair else { continue };
        let news = case
            .ledger
            .news
            .iter()
            .any(|at| *at > before.at && *at <= after.at);
        if after.option != before.option && !news {
            call = after;
        }
    }
    let at = case.clock(call.at);
    let in_time = if call.at <= until {
        1000
    } else if call.at >= limit {
        0
    } else {
        limit.since(call.at).0 * 1000 / limit.since(until).0
    };
    let informed = case.choice(call);
    let standing = case
        .ledger
        .standing(call.of, false)
        .times(in_time)
        .times(if informed { 1000 } else { 500 });
    tally.earn(
        WHOLE,
        standing,
        call.of,
        format!("{at}: the call for {}.", case.name(call.option)),
    );
    if in_time < 1000 {
        tally.miss(format!(
            "The call came at {at}; it was due by {}.",
            case.clock(until)
        ));
    }
    if !informed {
        tally.miss(format!(
            "At {at} the war room did not know of two ways out: the call for {} was no choice.",
            case.name(call.option)
        ));
    }
}
