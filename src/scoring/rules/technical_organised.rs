//! Technical discussion organised: "1 − technical messages in the decision
//! channel / all technical messages; 0 where no channel rule was set" (design,
//! section 8).
//!
//! Technical: a person's talk with two terms of the trade or a technical fact,
//! or a persona's technical fact, which stands where it was asked for. Talk
//! about the option matrix belongs to the decision and is never counted, nor is
//! what was said before the time box for order ended or the rule was set,
//! whichever came first. A rule that no technical talk has followed earns half:
//! there was nothing to organise yet.

use crate::engine::Move;
use crate::model::SimTime;
use crate::scenario::{Purpose, TimeBoxKind};
use crate::scoring::case::Case;
use crate::scoring::entries::Act;
use crate::scoring::tally::{Tally, WHOLE};

pub(super) fn tally(case: &Case<'_>) -> Tally {
    // A commander gives the rule for a thread that they read.
    let scenario = case.scenario;
    let mut threads = scenario.channels.iter();
    let read = |id| scenario.reads(scenario.commander, id);
    if !threads.any(|of| of.purpose == Purpose::Technical && read(of.id)) {
        return Tally::unobserved("This scenario has no technical thread.");
    }
    let rubric = &case.scenario.rubric;
    let Some((rule_at, rule)) = case.ledger.rule else {
        let due = case.now >= SimTime::ZERO + rubric.roles_half || case.ledger.ended.is_some();
        if !due {
            return Tally::unobserved("The room has only just opened.");
        }
        let mut tally = Tally::default();
        tally.miss("Nobody said where technical talk belongs.");
        return tally;
    };
    let order = case.boxes(TimeBoxKind::Order).next();
    let order = order.map_or(SimTime::ZERO + rubric.roles_full, |part| {
        case.scenario.at(part.until)
    });
    let from = rule_at.min(order);
    let technical: Vec<&Act> = case
        .ledger
        .acts
        .values()
        .filter(|act| act.at >= from && technical(case, act))
        .collect();
    let astray: Vec<&&Act> = technical
        .iter()
        .filter(|act| act.purpose == Some(Purpose::WarRoom))
        .collect();
    let mut tally = Tally::default();
    let standing = case.ledger.standing(rule, false);
    let shows = format!(
        "{}: technical talk was given a channel of its own.",
        case.clock(rule_at)
    );
    let all = technical.len() as u64;
    if all == 0 {
        tally.earn(WHOLE / 2, standing, rule, shows);
        tally.miss("No technical talk followed in the thread.");
        return tally;
    }
    tally.earn(WHOLE, standing, rule, shows);
    for act in astray {
        let what = format!(
            "{}: technical talk of the {} in the decision channel.",
            case.clock(act.at),
            case.title(act.moved.seat)
        );
        tally.lose(WHOLE / all, standing, act.seq, what);
    }
    tally.floor();
    tally
}

fn technical(case: &Case<'_>, act: &Act) -> bool {
    let tells = || {
        let facts = act
            .moved
            .act
            .facts()
            .iter()
            .filter_map(|fact| case.scenario.facts.get(*fact));
        facts.into_iter().any(|fact| fact.technical)
    };
    let talk = matches!(
        act.moved.act,
        Move::Ask { .. } | Move::Tell { .. } | Move::Say
    );
    let of_it = if act.moved.persona {
        tells()
    } else {
        tells()
            || act.reading.technical
            || (act.purpose == Some(Purpose::Technical) && act.reading.specific)
    };
    let whose = act.moved.persona || case.ledger.counts(act);
    let thread_or_room = matches!(act.purpose, Some(Purpose::WarRoom | Purpose::Technical));
    talk && of_it
        && whose
        && thread_or_room
        && !(case.about_matrix(act) && act.purpose == Some(Purpose::WarRoom))
}
