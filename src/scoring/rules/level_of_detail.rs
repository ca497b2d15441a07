//! Level of detail: "executives: ≤ 3 unexplained jargon terms per 100 words and
//! a business term; technical channel: specifics; every hit listed" (design,
//! section 8).
//!
//! Half is for what executives read: their channel, what is addressed to one of
//! them, and updates in the war room. Each message earns half for plain words
//! and half for a business word or a sum; without plain words, or without any that
//! tell something, it earns nothing.
//! Half is for the technical thread: the share of messages there with a figure,
//! a time or a term. A half that cannot come up, because the scenario has neither
//! executives nor a channel of theirs, or no technical thread, is not asked for.

use crate::engine::Move;
use crate::scenario::{MoveKind, Purpose, TimeBoxKind};
use crate::scoring::case::Case;
use crate::scoring::entries::Act;
use crate::scoring::tally::{HALF, Tally};

/// Fewer words than these are a nod, not a message.
const NOD: u32 = 5;

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let executives: Vec<&Act> = case
        .ledger
        .counting()
        .filter(|act| to_executives(case, act))
        .collect();
    let technical: Vec<&Act> = case
        .ledger
        .counting()
        .filter(|act| in_thread(act))
        .collect();
    let has_thread = case.has_channel(Purpose::Technical);
    let due = case.decision_due()
        || case.boxes(TimeBoxKind::Decision).next().is_none() && case.ledger.ended.is_some();
    if executives.is_empty() && technical.is_empty() && !due {
        return Tally::unobserved("There was nobody to tell yet.");
    }
    let has_executives = case.has_channel(Purpose::Executives) || case.has_executive();
    let for_executives = has_executives || !executives.is_empty();
    let mut tally = Tally::default();
    if for_executives {
        plain(case, &executives, &mut tally);
    }
    if has_thread {
        specific(case, &technical, &mut tally);
    }
    match (for_executives, has_thread) {
        (true, true) => {}
        (false, false) => return Tally::unobserved("There are no executives and no thread."),
        // A half that could not come up: the other stands for all.
        _ => tally.scale(2000),
    }
    tally
}

fn to_executives(case: &Case<'_>, act: &Act) -> bool {
    let says = matches!(
        act.moved.kind(),
        MoveKind::Update | MoveKind::Tell | MoveKind::Say | MoveKind::Report | MoveKind::Escalate
    );
    let answers = || {
        let mut questions = case.ledger.questions.values();
        act.moved.reply_to.is_some() && questions.any(|question| {
            let by_executive = || matches!(&question.asked.from, crate::scenario::Sender::Seat(seat) if case.executive(*seat));
            act.moved.reply_to == question.asked.of && by_executive()
        })
    };
    let addressed = || {
        act.purpose == Some(Purpose::Executives)
            || act.moved.to.iter().any(|seat| case.executive(*seat))
            || (act.is_update() && act.purpose == Some(Purpose::WarRoom))
            || answers()
    };
    let message = act.is_update() || act.reading.words >= NOD;
    says && message && !case.executive(act.moved.seat) && addressed()
}

fn in_thread(act: &Act) -> bool {
    let nod = matches!(act.moved.act, Move::Acknowledge { .. }) || act.reading.words < NOD;
    act.purpose == Some(Purpose::Technical) && !nod
}

fn plain(case: &Case<'_>, messages: &[&Act], tally: &mut Tally) {
    if messages.is_empty() {
        tally.miss("Executives were told nothing.");
        return;
    }
    let share = HALF / messages.len() as u64 / 2;
    let bears = case.scenario.rubric.executive_jargon * 100;
    for act in messages {
        let at = case.clock(act.at);
        let standing = case.ledger.standing(act.seq, false);
        if !act.tells() {
            tally.miss(format!("{at}: the update tells executives nothing."));
            continue;
        }
        if act.reading.jargon_per_100 > bears {
            tally.miss(format!(
                "{at}: for executives, without explanation: {}.",
                act.reading.jargon.join(", ")
            ));
            continue;
        }
        tally.earn(
            share,
            standing,
            act.seq,
            format!("{at}: plain words for executives."),
        );
        if act.reading.business {
            tally.earn(
                share,
                standing,
                act.seq,
                format!("{at}: what it means for the business."),
            );
        } else {
            tally.miss(format!("{at}: told executives nothing of the business."));
        }
    }
}

fn specific(case: &Case<'_>, messages: &[&Act], tally: &mut Tally) {
    if messages.is_empty() {
        tally.miss("Nothing was said in the technical thread.");
        return;
    }
    let share = HALF / messages.len() as u64;
    for act in messages {
        let at = case.clock(act.at);
        let by_field = !act.moved.act.facts().is_empty() || act.moved.act.option().is_some();
        if act.reading.specific || by_field {
            tally.earn(
                share,
                case.ledger.standing(act.seq, false),
                act.seq,
                format!("{at}: specifics in the technical thread."),
            );
        } else {
            tally.miss(format!(
                "{at}: no figure, time or term in the technical thread."
            ));
        }
    }
}
