//! Decisions documented: "option, rationale, owner, time, next check: a fifth
//! each" (design, section 8), the mean over the decisions.
//!
//! The owner is whoever was ordered to carry it out, or began to, within five
//! minutes; the time is the order's, or the option's own among the facts cited.

use crate::engine::Decide;
use crate::model::{FactId, OptionId, Seq, Span};
use crate::scenario::Cell;
use crate::scoring::case::Case;
use crate::scoring::entries::{Act, Decision, Order};
use crate::scoring::reading::SAYS;
use crate::scoring::tally::{Standing, Tally, WHOLE, best};
use crate::text;

/// How soon a decision needs its owner.
const FOLLOWS: Span = Span::minutes(5);

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let decisions: Vec<&Decision> = case.decisions().collect();
    if decisions.is_empty() {
        if !case.decision_due() {
            return Tally::unobserved("The decision was not due yet.");
        }
        let mut tally = Tally::default();
        tally.miss("No decision was made, so none was documented.");
        return tally;
    }
    let mut tally = Tally::default();
    let share = WHOLE / decisions.len() as u64 / 5;
    for decision in decisions {
        let at = case.clock(decision.at);
        let name = case.name(decision.option);
        let own = |act: &Act, read: bool| (case.ledger.standing(act.seq, read), act.seq);
        let calls = || case.calls(decision);
        if let Some((standing, seq)) = best(calls().map(|(act, _)| own(act, false))) {
            tally.earn(share, standing, seq, format!("{at}: {name} was chosen."));
        }
        let reasons = calls().filter_map(|(act, decide)| {
            let read = rationale(case, act, decide)?;
            Some(own(act, read))
        });
        let checks = calls().filter_map(|(act, decide)| Some(own(act, check(act, decide)?)));
        let fields = [
            ("a reason", best(reasons)),
            (
                "an owner",
                best(calls().filter_map(|(act, _)| owner(case, act, decision))),
            ),
            (
                "a time",
                best(calls().filter_map(|(act, decide)| time(case, act, decide, decision))),
            ),
            ("a next check", best(checks)),
        ];
        for (what, found) in fields {
            match found {
                Some((standing, seq)) => {
                    tally.earn(share, standing, seq, format!("{at}: {name} has {what}."))
                }
                None => tally.miss(format!("{at}: the decision for {name} lacks {what}.")),
            }
        }
    }
    tally
}

/// Whether there is a reason; inner: whether it was only read. A field that
/// names nothing in the game is text.
fn rationale(case: &Case<'_>, act: &Act, decide: &Decide) -> Option<bool> {
    if !decide.because.trim().is_empty() {
        let rests = !decide.facts.is_empty() || case.names_something(&decide.because, act.at);
        // One word that names nothing is no reason.
        let says = rests || text::word_count(&decide.because) >= SAYS;
        return says.then_some(!rests);
    }
    act.reading.decision.rationale.then_some(true)
}

fn check(act: &Act, decide: &Decide) -> Option<bool> {
    if decide.check_at.is_some() {
        return Some(false);
    }
    act.reading.decision.check.then_some(true)
}

/// The order that follows a decision, or comes shortly before it.
fn order<'a>(case: &Case<'a>, decision: &Decision) -> Vec<&'a Order> {
    let family = case.family(decision.option);
    let near = |order: &&Order| {
        let about = order.option.is_some_and(|option| family.contains(&option));
        about
            && case.waited(decision.at, order.at) <= FOLLOWS
            && case.waited(order.at, decision.at) <= FOLLOWS
    };
    case.ledger.orders.values().filter(near).collect()
}

fn owner(case: &Case<'_>, act: &Act, decision: &Decision) -> Option<(Standing, Seq)> {
    let ordered = order(case, decision)
        .into_iter()
        .find(|order| order.to.len() == 1);
    if let Some(order) = ordered {
        return Some((case.ledger.standing(order.of, false), order.of));
    }
    let family = case.family(decision.option);
    let began = case.ledger.works.iter().find(|work| {
        family.contains(&work.option)
            && work.at >= decision.at
            && case.waited(decision.at, work.at) <= FOLLOWS
            && owns(case, work.option, work.by)
    });
    if let Some(work) = began {
        return Some((case.ledger.standing(work.seq, false), work.seq));
    }
    act.reading
        .owner
        .then(|| (case.ledger.standing(act.seq, true), act.seq))
}

fn owns(case: &Case<'_>, option: OptionId, seat: crate::model::SeatId) -> bool {
    case.ledger
        .course(case.scenario, option)
        .is_some_and(|course| course.owner == seat)
}

fn time(
    case: &Case<'_>,
    act: &Act,
    decide: &Decide,
    decision: &Decision,
) -> Option<(Standing, Seq)> {
    let tells_time = |fact: &FactId| case.tells(*fact, decision.option, |cell| cell == Cell::Time);
    if decide.facts.iter().chain(&decide.price).any(tells_time) {
        return Some((case.ledger.standing(act.seq, false), act.seq));
    }
    if let Some(order) = order(case, decision)
        .into_iter()
        .find(|order| order.by.is_some())
    {
        return Some((case.ledger.standing(order.of, false), order.of));
    }
    act.reading
        .time
        .then(|| (case.ledger.standing(act.seq, true), act.seq))
}
