//! Options gathered quickly: "discovered / discoverable within the time box;
//! late counts half" (design, section 8); after the box's limit, nothing.
//!
//! An option is discovered when the war room first hears anything about it. One
//! that the host adopted from a proposal counts like any other.

use crate::model::{OptionId, SimTime};
use crate::scenario::TimeBoxKind;
use crate::scoring::case::Case;
use crate::scoring::tally::{Tally, WHOLE};

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let discoverable: Vec<OptionId> = case
        .scenario
        .options
        .iter()
        .filter(|course| course.discoverable)
        .map(|course| course.id)
        .collect();
    if discoverable.is_empty() {
        return Tally::unobserved("This scenario has no options to find.");
    }
    let time_box = case.boxes(TimeBoxKind::Options).next();
    let (until, limit) = time_box.map_or((SimTime::FAR, SimTime::FAR), |part| case.ends(part));
    let adopted = case.ledger.adopted.iter().map(|adopted| adopted.course.id);
    let found: Vec<_> = discoverable
        .iter()
        .copied()
        .chain(adopted)
        .filter_map(|option| Some((option, case.ledger.found.get(&option)?)))
        .collect();
    let over = time_box.map_or(case.ledger.ended.is_some(), |part| case.passed(part));
    if found.is_empty() && !over {
        return Tally::unobserved("There is still time to find options.");
    }
    let mut tally = Tally::default();
    let share = WHOLE / discoverable.len() as u64;
    for (option, first) in &found {
        let (at, name) = (case.clock(first.at), case.name(*option));
        let in_time = if first.at <= until {
            1000
        } else if first.at < limit {
            500
        } else {
            0
        };
        let standing = case.ledger.standing(first.of, first.read).times(in_time);
        tally.earn(share, standing, first.of, format!("{at}: {name} came up."));
        if in_time < 1000 {
            tally.miss(format!(
                "{name} came up at {at}, after {}.",
                case.clock(until)
            ));
        }
    }
    for option in discoverable
        .iter()
        .filter(|option| !case.ledger.found.contains_key(option))
    {
        tally.miss(format!("Nobody drew out {}.", case.name(*option)));
    }
    tally.cap(WHOLE);
    tally
}
