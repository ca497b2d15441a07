//! Clear roles: "required responsibilities each with one holder: full within 2
//! min of the room's opening, half to 5; without acknowledgement half" (design,
//! section 8).
//!
//! A holder counts when the role suits, or when it is all that this seat was
//! given: whoever answers for everything answers for nothing. The commander
//! coordinates (handbook, "What an IC does not") and holds only what suits.

use crate::scenario::Responsibility;
use crate::scoring::case::Case;
use crate::scoring::entries::Assigned;
use crate::scoring::tally::{Tally, WHOLE};

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let ledger = case.ledger;
    let rubric = &case.scenario.rubric;
    let required: Vec<&Responsibility> = case
        .scenario
        .responsibilities
        .iter()
        .filter(|of| of.required)
        .collect();
    let due = case.now.0 >= rubric.roles_half.0
        || ledger.ended.is_some_and(|end| end.0 >= rubric.roles_full.0);
    if required.is_empty() {
        return Tally::unobserved("This scenario has no responsibilities to assign.");
    }
    if ledger.assigned.is_empty() && !due {
        return Tally::unobserved("The room has only just opened.");
    }
    let mut tally = Tally::default();
    let share = WHOLE / required.len() as u64;
    for of in required {
        let in_time = |assigned: &Assigned| match assigned.at.0 {
            at if at <= rubric.roles_full.0 => 1000,
            at if at <= rubric.roles_half.0 => 500,
            _ => 0,
        };
        let acknowledged = |assigned: &Assigned| match assigned.taken_on || ledger.certification {
            true => 1000,
            false => 500,
        };
        // Whoever said yes, in time: of equal ones the first.
        let holders = ledger
            .assigned
            .iter()
            .rev()
            .filter(|assigned| assigned.responsibility == of.id && fits(case, of, assigned));
        let best = holders.max_by_key(|assigned| in_time(assigned) * acknowledged(assigned));
        let Some(held) = best else {
            tally.miss(format!(
                "Nobody in a position to do so answered for {}.",
                of.label
            ));
            continue;
        };
        let holder = case.title(held.seat);
        let (in_time, acknowledged) = (in_time(held), acknowledged(held));
        let standing = ledger
            .standing(held.of, false)
            .times(in_time)
            .times(acknowledged);
        let at = case.clock(held.at);
        tally.earn(
            share,
            standing,
            held.of,
            format!("{at}: {holder} answers for {}.", of.label),
        );
        if in_time < 1000 {
            tally.miss(format!(
                "{} was assigned at {at}; it was due within {}.",
                of.label, rubric.roles_full
            ));
        }
        if acknowledged < 1000 {
            tally.miss(format!("{holder} never took on {}.", of.label));
        }
    }
    tally
}

fn fits(case: &Case<'_>, of: &Responsibility, assigned: &Assigned) -> bool {
    let suits = of.suits.contains(&assigned.seat);
    let commander = case
        .ledger
        .acts
        .get(&assigned.of)
        .is_some_and(|act| act.moved.seat == assigned.seat);
    let only = !case.ledger.assigned.iter().any(|other| {
        other.seat == assigned.seat && other.responsibility != assigned.responsibility
    });
    suits || (!commander && (only || of.suits.is_empty()))
}
