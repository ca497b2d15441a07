//! Justified: "compared with a rejected option; ≥ 2 true facts cited; the true
//! price named; fallback with trigger: a quarter each" (design, section 8), the
//! mean over the decisions.
//!
//! A comparison counts when the war room knew something of both options; a fact
//! when somebody else told the war room before the call, so that what one
//! happens to know is no reason; the price when it is the loss, the risk or the
//! effect of what was chosen (or of a part of it). Falling back to the plan B
//! of the decision before keeps that decision's reasons.

use crate::engine::Decide;
use crate::model::{FactId, OptionId};
use crate::scenario::Cell;
use crate::scoring::case::Case;
use crate::scoring::entries::{Act, Decision};
use crate::scoring::reading::SAYS;
use crate::scoring::tally::{QUARTER, Standing, Tally, best};
use crate::text;

/// Facts that a decision rests on.
const FACTS: u64 = 2;

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let decisions: Vec<&Decision> = case.decisions().collect();
    if decisions.is_empty() {
        if !case.decision_due() {
            return Tally::unobserved("The decision was not due yet.");
        }
        let mut tally = Tally::default();
        tally.miss("No decision was made, so none was justified.");
        return tally;
    }
    let mut tally = Tally::default();
    let each = 1000 / i64::try_from(decisions.len()).unwrap_or(1);
    let mut before: Option<(Tally, Option<OptionId>)> = None;
    for decision in decisions {
        let own = one(case, decision);
        let reasons = match &before {
            Some((reasons, Some(plan_b)))
                if *plan_b == decision.option && reasons.high > own.high =>
            {
                reasons.clone()
            }
            _ => own,
        };
        let plan_b = case.plan_b(decision);
        let mut part = reasons.clone();
        part.scale(each);
        tally.take(part);
        before = Some((reasons, plan_b));
    }
    tally
}

fn one(case: &Case<'_>, decision: &Decision) -> Tally {
    let at = case.clock(decision.at);
    let name = case.name(decision.option);
    let mut tally = Tally::default();
    let calls = || case.calls(decision);
    let quarters = [
        (
            "was compared with another way out that was known",
            "compared with no way out that the room knew",
            best(calls().filter_map(|(act, decide)| {
                Some((compared(case, act, decide, decision)?, act.seq))
            })),
        ),
        (
            "rests on facts that the room was told",
            "rests on fewer than two facts that the room was told",
            best(
                calls().filter_map(|(act, decide)| {
                    Some((facts(case, act, decide, decision)?, act.seq))
                }),
            ),
        ),
        (
            "was given its true price",
            "named no true price",
            best(
                calls().filter_map(|(act, decide)| {
                    Some((price(case, act, decide, decision)?, act.seq))
                }),
            ),
        ),
        (
            "has a plan B with what sets it off",
            "has no plan B with a trigger",
            best(calls().filter_map(|(act, decide)| Some((fallback(case, act, decide)?, act.seq)))),
        ),
    ];
    for (does, lacks, standing) in quarters {
        match standing.filter(|(standing, _)| standing.high > 0) {
            Some((standing, seq)) => {
                tally.earn(QUARTER, standing, seq, format!("{at}: {name} {does}."));
                if standing.high < 1000 {
                    tally.miss(format!("{at}: the decision for {name} {lacks}."));
                }
            }
            None => tally.miss(format!("{at}: the decision for {name} {lacks}.")),
        }
    }
    tally
}

fn compared(case: &Case<'_>, act: &Act, decide: &Decide, decision: &Decision) -> Option<Standing> {
    let known = |option: &OptionId| *option != decision.option && case.assessed(*option, decision);
    if !case.assessed(decision.option, decision) {
        return None;
    }
    if decide.over.iter().any(known) {
        return Some(case.ledger.standing(act.seq, false));
    }
    // Fields are judged as fields; only what they leave out is read.
    let free = decide.over.is_empty();
    (free && act.reading.decision.compared.iter().any(known))
        .then(|| case.ledger.standing(act.seq, true))
}

fn facts(case: &Case<'_>, act: &Act, decide: &Decide, decision: &Decision) -> Option<Standing> {
    let told = |fact: &FactId| case.heard_from_another(*fact, act.moved.seat, decision.at);
    let named = distinct(decide.facts.iter().copied().filter(|fact| told(fact)));
    let free = decide.facts.is_empty() && decide.price.is_empty();
    let words = act
        .reading
        .decision
        .facts
        .iter()
        .copied()
        .filter(|fact| free && told(fact));
    let read = distinct(named.iter().copied().chain(words));
    let share = |n: usize| (n as u64).min(FACTS) * 1000 / FACTS;
    let (by_name, in_all) = (share(named.len()), share(read.len()));
    if in_all == 0 {
        return None;
    }
    let (fields, words) = (
        case.ledger.standing(act.seq, false),
        case.ledger.standing(act.seq, true),
    );
    let more = in_all - by_name;
    Some(Standing {
        low: fields.times(by_name).low + words.times(more).low,
        high: fields.times(by_name).high + words.times(more).high,
        basis: if more > 0 { words.basis } else { fields.basis },
    })
}

fn distinct(facts: impl Iterator<Item = FactId>) -> Vec<FactId> {
    let mut all: Vec<FactId> = facts.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A price is true when it is a cell of what was chosen; among others it earns
/// its share of them. A sentence about a
/// price that gives none of them counts only once a person says so.
fn price(case: &Case<'_>, act: &Act, decide: &Decide, decision: &Decision) -> Option<Standing> {
    let of_it = |fact: &FactId| case.tells(*fact, decision.option, |cell| cell != Cell::Time);
    let named = distinct(decide.price.iter().copied());
    let true_ones = named.iter().filter(|fact| of_it(fact)).count() as u64;
    if true_ones > 0 {
        // Whoever names the prices of all ways has named none of this one.
        let share = true_ones * 1000 / named.len() as u64;
        return Some(case.ledger.standing(act.seq, false).times(share));
    }
    let said = act
        .reading
        .decision
        .price
        .as_ref()
        .filter(|_| decide.price.is_empty())?;
    let words = case.ledger.standing(act.seq, true);
    Some(if said.iter().any(of_it) {
        words
    } else {
        words.open()
    })
}

fn fallback(case: &Case<'_>, act: &Act, decide: &Decide) -> Option<Standing> {
    if let Some(fallback) = &decide.fallback {
        let sign = case.names_something(&fallback.trigger, act.at);
        // One word that names nothing sets nothing off.
        let says = sign || text::word_count(&fallback.trigger) >= SAYS;
        return says.then(|| case.ledger.standing(act.seq, !sign));
    }
    act.reading
        .decision
        .fallback
        .then(|| case.ledger.standing(act.seq, true))
}
