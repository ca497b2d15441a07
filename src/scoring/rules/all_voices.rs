//! All voices: "share of seated roles asked, or heard and answered, before the
//! decision; an ignored objection caps at ½" (design, section 8).
//!
//! Asked: addressed by name, and then answered before the decision or given a
//! minute to answer; a question to the whole room counts for those who
//! answered. A question without a subject asks nothing. Ignored: an objection
//! to which the commander had no reply within the time in which questions are
//! to be settled. So does a decision that an executive was to hear first and
//! did not (handbook, "Who may decide what").

use crate::engine::Move;
use crate::model::{SeatId, Seq, Span};
use crate::scenario::Sender;
use crate::scoring::case::Case;
use crate::scoring::entries::{Act, Question};
use crate::scoring::tally::{HALF, Tally, WHOLE};

/// What a person needs to begin an answer.
const TO_ANSWER: Span = Span::minutes(1);
/// Seats that one question can name and still ask each.
const NAMED: usize = 3;

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let commander = commander(case);
    let roles: Vec<SeatId> = case
        .scenario
        .roles
        .iter()
        .map(|role| role.id)
        .filter(|seat| *seat != commander && case.seated(*seat))
        .collect();
    if roles.is_empty() {
        return Tally::unobserved("Nobody else was at the table.");
    }
    let mut tally = Tally::default();
    let share = WHOLE / roles.len() as u64;
    for seat in &roles {
        match asked(case, *seat).or_else(|| heard(case, *seat)) {
            Some((seq, shows)) => tally.earn(share, case.ledger.standing(seq, false), seq, shows),
            None => tally.miss(format!(
                "The {} was neither asked nor answered before the decision.",
                case.title(*seat)
            )),
        }
    }
    if tally.evidence.is_empty() && !case.decision_due() {
        return Tally::unobserved("There is still time to ask.");
    }
    for objection in case.ledger.objections.values() {
        let settle = case.scenario.rubric.settle;
        let reply = objection.heard.map_or(case.now, |(at, _)| at);
        let own = objection.seat == commander;
        if !own && case.waited(objection.at, reply) > settle {
            tally.cap(HALF);
            tally.miss(format!(
                "The objection of the {} had no reply within {settle}.",
                case.title(objection.seat)
            ));
        }
    }
    for (option, seat, of) in &case.ledger.unheard {
        let act = case.ledger.acts.get(of);
        if let Some(act) = act.filter(|act| case.ledger.commands(act)) {
            tally.cap(HALF);
            let what = format!(
                "{}: {} was the {}'s to hear first, and was not put to them.",
                case.clock(act.at),
                case.name(*option),
                case.title(*seat)
            );
            tally.lose(0, case.ledger.standing(*of, false), *of, what);
        }
    }
    tally
}

/// Whoever was to ask: the candidate, or the seat in command when the decision
/// was made. After a handover the first commander is a voice as well.
fn commander(case: &Case<'_>) -> SeatId {
    let ledger = case.ledger;
    if ledger.certification {
        return ledger.candidate;
    }
    let call = case.first_decision();
    let act = call.and_then(|call| ledger.acts.get(&call.of));
    act.map_or(ledger.commander, |act| act.moved.seat)
}

/// The question by which the commander asked a seat.
fn asked(case: &Case<'_>, seat: SeatId) -> Option<(Seq, String)> {
    let cutoff = case.cutoff();
    case.ledger.questions.values().find_map(|question| {
        let of = question.asked.of.filter(|_| question.at <= cutoff)?;
        let act = case
            .ledger
            .acts
            .get(&of)
            .filter(|act| case.ledger.commands(act))?;
        if !question.asked.to.contains(&seat)
            || !matches!(act.moved.act, Move::Ask { .. })
            || !asks(case, question)
        {
            return None;
        }
        let answered = question
            .answers
            .iter()
            .any(|answer| answer.by == seat && answer.at <= cutoff)
            || answers(case, seat, of);
        let by_name = !act.moved.to.is_empty() && act.moved.to.len() <= NAMED;
        let had_time = case.waited(question.at, cutoff) >= TO_ANSWER;
        let counts = answered || (by_name && had_time);
        counts.then(|| {
            (
                of,
                format!(
                    "{}: the {} was asked.",
                    case.clock(question.at),
                    case.title(seat)
                ),
            )
        })
    })
}

/// Whether a question asks for anything, or a person took it so.
fn asks(case: &Case<'_>, question: &Question) -> bool {
    let by_person = |of: &Seq| {
        case.ledger
            .acts
            .get(of)
            .is_some_and(|act| !act.moved.persona)
    };
    question.asked.objections
        || !question.asked.topics.is_empty()
        || question.answers.iter().any(|answer| by_person(&answer.of))
}

/// Whether a seat replied to a message before the decision.
fn answers(case: &Case<'_>, seat: SeatId, to: Seq) -> bool {
    let cutoff = case.cutoff();
    case.ledger
        .acts
        .values()
        .any(|act| act.moved.seat == seat && act.moved.reply_to == Some(to) && act.at <= cutoff)
}

/// The commander's answer to something that a seat said of its own accord.
fn heard(case: &Case<'_>, seat: SeatId) -> Option<(Seq, String)> {
    let cutoff = case.cutoff();
    let said = |act: &Act| {
        matches!(
            act.moved.act,
            Move::Tell { .. }
                | Move::Say
                | Move::Report { .. }
                | Move::Propose { .. }
                | Move::Object { .. }
                | Move::Ask { .. }
        )
    };
    let to_it = |act: &&Act| {
        let message = act
            .moved
            .reply_to
            .and_then(|message| case.ledger.acts.get(&message));
        let by_reply = message.is_some_and(|message| message.moved.seat == seat && said(message));
        let settles = case.ledger.questions.values().any(|question| {
            let theirs = question.asked.from == Sender::Seat(seat) && case.speaks_to(question, act);
            theirs && question.answers.iter().any(|answer| answer.of == act.seq)
        });
        case.ledger.commands(act) && act.at <= cutoff && (by_reply || settles)
    };
    let reply = case.ledger.acts.values().find(to_it)?;
    Some((
        reply.seq,
        format!(
            "{}: the {} was heard and answered.",
            case.clock(reply.at),
            case.title(seat)
        ),
    ))
}
