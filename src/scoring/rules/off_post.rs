//! When a commander leaves the post (handbook, "What an Incident Commander is":
//! does not debug, run commands, sink into detail, compete with the technical
//! leads, or vanish). Each is visible and costs a part of *no chaos or overlap*.
//!
//! Hands on: the commander starts work that is a lead's, or talks the trade in
//! the technical thread instead of asking or ordering there. Gone: nothing is
//! heard from the commander for five minutes of play while a question to them
//! waits longer than questions may.

use crate::engine::{Move, Settlement};
use crate::model::{SeatId, Seq, SimTime, Span};
use crate::scenario::Purpose;
use crate::scoring::case::Case;
use crate::scoring::entries::{Act, Question};
use crate::scoring::tally::{HALF, QUARTER};

/// Silence after which people ask who leads.
const GONE: Span = Span::minutes(5);

/// One time that the commander was off the post.
pub(super) struct Lapse {
    /// What it costs, in millionths of the criterion.
    pub(super) share: u64,
    /// The moment it points at.
    pub(super) of: Seq,
    /// In a sentence.
    pub(super) what: String,
}

pub(super) fn lapses(case: &Case<'_>) -> Vec<Lapse> {
    let acts = case.ledger.acts.values();
    let commanding: Vec<&Act> = acts.filter(|act| case.ledger.commands(act)).collect();
    let hands = commanding.iter().filter_map(|act| hands_on(case, act));
    let mut all: Vec<Lapse> = hands.collect();
    all.extend(absences(case, &commanding));
    all
}

fn hands_on(case: &Case<'_>, act: &Act) -> Option<Lapse> {
    let at = case.clock(act.at);
    let what = match &act.moved.act {
        Move::Start { option } => {
            let owner = case.ledger.course(case.scenario, *option)?.owner;
            if owner == act.moved.seat {
                return None;
            }
            format!(
                "{at}: the commander began {} instead of the {}.",
                case.name(*option),
                case.title(owner)
            )
        }
        Move::Say | Move::Tell { .. } | Move::Report { .. } | Move::Propose { .. }
            if act.purpose == Some(Purpose::Technical) && act.reading.technical =>
        {
            format!("{at}: the commander was deep in the technical thread.")
        }
        _ => return None,
    };
    Some(Lapse {
        share: QUARTER / 2,
        of: act.seq,
        what,
    })
}

/// Stretches of play without a word from the commander, while somebody waited.
fn absences(case: &Case<'_>, commanding: &[&Act]) -> Vec<Lapse> {
    let Some(seat) = commanding.last().map(|act| act.moved.seat) else {
        return Vec::new();
    };
    let mut heard: Vec<SimTime> = commanding.iter().map(|act| act.at).collect();
    heard.push(case.now);
    heard.sort_unstable();
    let pairs = heard.iter().zip(heard.iter().skip(1));
    pairs
        .filter(|(from, to)| case.waited(**from, **to) > GONE)
        .filter_map(|(from, to)| {
            let questions = &case.ledger.questions;
            let (of, question) = questions
                .iter()
                .find(|(_, question)| waits(case, question, seat, *from, *to))?;
            Some(Lapse {
                share: HALF / 2,
                of: question.asked.of.unwrap_or(*of),
                what: format!(
                    "{} to {}: nothing was heard from the commander, while {} waited.",
                    case.clock(*from),
                    case.clock(*to),
                    case.asker(question)
                ),
            })
        })
        .collect()
}

/// Whether a question to a seat waited too long within a silence.
fn waits(case: &Case<'_>, question: &Question, seat: SeatId, from: SimTime, to: SimTime) -> bool {
    let settled =
        |answer: &&crate::scoring::entries::Answer| !matches!(answer.how, Settlement::Replied);
    let answered = question
        .answers
        .iter()
        .filter(settled)
        .map(|answer| answer.at);
    let over = answered.min().unwrap_or(to).min(to);
    let since = question.at.max(from);
    question.asked.to.contains(&seat)
        && !question.asked.objections
        && since < over
        && case.waited(since, over) > case.scenario.rubric.settle
}
