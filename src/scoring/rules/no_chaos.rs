//! No chaos or overlap: "½ orders with one named person and a time; ½ no
//! duplicate or conflicting work" (design, section 8).
//!
//! The second half is a negative one: it counts only once an order was given.
//! Duplicate: the same option ordered from two seats that do not each own it or
//! a part of it. Conflicting: work that a person begins on an option that
//! nobody has decided or ordered.

use super::off_post::lapses;
use crate::model::SeatId;
use crate::scoring::case::Case;
use crate::scoring::entries::{Order, Work};
use crate::scoring::tally::{HALF, Tally};

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let ledger = case.ledger;
    let commanded = |order: &&Order| {
        ledger
            .acts
            .get(&order.of)
            .is_some_and(|act| ledger.commands(act))
    };
    let orders: Vec<&Order> = ledger.orders.values().filter(commanded).collect();
    let mut tally = Tally::default();
    if orders.is_empty() {
        if !case.decision_due() {
            return Tally::unobserved("Nothing was to be ordered yet.");
        }
        tally.miss("Nobody was given a task.");
        return tally;
    }
    let share = HALF / orders.len() as u64 / 2;
    for order in &orders {
        let at = case.clock(order.at);
        let named = order.to.len() == 1;
        let whom = order.to.first().map_or("nobody", |seat| case.title(*seat));
        if named {
            tally.earn(
                share,
                ledger.standing(order.of, false),
                order.of,
                format!("{at}: one person, the {whom}, was given a task."),
            );
        } else {
            tally.miss(format!(
                "{at}: a task for {} people is nobody's.",
                order.to.len()
            ));
        }
        let in_words = ledger
            .acts
            .get(&order.of)
            .is_some_and(|act| act.reading.time);
        if order.by.is_some() || in_words {
            let standing = ledger.standing(order.of, order.by.is_none());
            tally.earn(
                share,
                standing,
                order.of,
                format!("{at}: the task has a time."),
            );
        } else {
            tally.miss(format!("{at}: the task of the {whom} had no time."));
        }
    }
    let mut order = Tally::default();
    let first = orders[0];
    order.earn(
        HALF,
        ledger.standing(first.of, false),
        first.of,
        "Work was ordered and did not overlap.",
    );
    for (nth, later) in orders.iter().enumerate() {
        if let Some(earlier) = orders[..nth]
            .iter()
            .find(|earlier| duplicates(case, earlier, later))
        {
            let what = format!(
                "{}: the {} and the {} were given the same work.",
                case.clock(later.at),
                earlier.to.first().map_or("first", |seat| case.title(*seat)),
                later.to.first().map_or("second", |seat| case.title(*seat)),
            );
            order.lose(HALF / 2, ledger.standing(later.of, false), later.of, what);
        }
    }
    for work in ledger.works.iter().filter(|work| conflicts(case, work)) {
        let what = format!(
            "{}: {} began, which nobody had decided.",
            case.clock(work.at),
            case.name(work.option)
        );
        order.lose(
            HALF / 2,
            ledger.standing(work.of.unwrap_or(work.seq), false),
            work.seq,
            what,
        );
    }
    for lapse in lapses(case) {
        let standing = ledger.standing(lapse.of, false);
        order.lose(lapse.share, standing, lapse.of, lapse.what);
    }
    order.floor();
    tally.take(order);
    tally
}

fn duplicates(case: &Case<'_>, earlier: &Order, later: &Order) -> bool {
    let (Some(option), Some(other)) = (earlier.option, later.option) else {
        return false;
    };
    let owns = |seat: &SeatId| {
        let family = case.family(option);
        family.iter().any(|part| {
            case.ledger
                .course(case.scenario, *part)
                .is_some_and(|course| course.owner == *seat)
        })
    };
    let same_seat = earlier.to.iter().any(|seat| later.to.contains(seat));
    let done = case
        .ledger
        .works
        .iter()
        .any(|work| work.option == option && work.over.is_some_and(|over| over <= later.at));
    let each_owns = earlier.to.iter().chain(&later.to).all(owns);
    option == other && !same_seat && !done && !each_owns
}

fn conflicts(case: &Case<'_>, work: &Work) -> bool {
    let by_person = work
        .of
        .and_then(|of| case.ledger.acts.get(&of))
        .is_some_and(|act| case.ledger.counts(act));
    let decided = case.ledger.decisions.iter().any(|decision| {
        decision.at <= work.at
            && (case.family(decision.option).contains(&work.option)
                || case.plan_b(decision) == Some(work.option))
    });
    let ordered = case.ledger.orders.values().any(|order| {
        order.at <= work.at
            && order
                .option
                .is_some_and(|option| case.family(option).contains(&work.option))
    });
    by_person && !decided && !ordered
}
