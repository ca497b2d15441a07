//! Expectations managed: "½ promised updates kept (1 min grace); ½ stakeholder
//! questions settled ≤ 3 min, where a holding answer with a time settles; −¼ per
//! ETA that nobody who owns it gave" (design, section 8).
//!
//! Questions are those of stakeholder seats and of people outside that a
//! person was to answer. An answer given to them that names a fact, or is an
//! update, or is the act they asked for, is an act; one in plain words is a
//! reading. Words to everybody that
//! cover half of the subjects, and a reply that the rules could not match to the
//! question, count when a person says so. A holding answer whose time passes
//! unanswered keeps half, and so does one until a time that is more than a
//! quarter of an hour away; one until a time over an hour away settles nothing.

use crate::engine::{Move, Settlement};
use crate::model::{Seq, SimTime, Span, TopicId};
use crate::scenario::{DeadlineKind, Sender, TopicKind};
use crate::scoring::case::Case;
use crate::scoring::entries::{Act, Answer, Promise, Question};
use crate::scoring::tally::{HALF, QUARTER, Standing, Tally};

/// Play after which somebody is owed word.
const OWED: Span = Span::minutes(15);

pub(super) fn tally(case: &Case<'_>) -> Tally {
    let promises = promises(case);
    let questions = questions(case);
    let mut tally = Tally::default();
    match (promises, questions) {
        (None, None) => return Tally::unobserved("Nobody expected anything yet."),
        (Some(half), None) | (None, Some(half)) => {
            tally.take(half);
            // The other half could not come up.
            tally.scale(2000);
        }
        (Some(kept), Some(settled)) => {
            tally.take(kept);
            tally.take(settled);
        }
    }
    for act in case.ledger.counting() {
        for eta in &act.reading.etas {
            let what = format!(
                "{}: “{eta}” is a time that nobody who owns it gave.",
                case.clock(act.at)
            );
            tally.lose(
                QUARTER,
                case.ledger.standing(act.seq, true).open(),
                act.seq,
                what,
            );
        }
    }
    tally.floor();
    tally
}

/// The share of promised updates that came.
fn promises(case: &Case<'_>) -> Option<Tally> {
    let grace = case.scenario.rubric.promise_grace;
    let by = |promise: &&Promise| {
        case.ledger
            .acts
            .get(&promise.of)
            .is_some_and(|act| case.ledger.counts(act))
    };
    let broken = |promise: &Promise| promise.broken.is_some() || promise.due + grace < case.now;
    let over: Vec<&Promise> = case
        .ledger
        .promises
        .values()
        .filter(by)
        .filter(|promise| promise.kept.is_some() || broken(promise))
        .collect();
    let open = case.ledger.promises.values().filter(by).count() > over.len();
    let mut tally = Tally::default();
    if over.is_empty() {
        let fell = case.scenario.deadlines.iter().any(|part| {
            part.kind == DeadlineKind::Update && case.ledger.deadlines.contains_key(&part.id)
        });
        let owed = fell || case.played(case.now).since(SimTime::ZERO) >= OWED;
        if open || !owed {
            return None;
        }
        tally.miss("Nobody was promised a time for the next word.");
        return Some(tally);
    }
    let share = HALF / over.len() as u64;
    for promise in over {
        let due = case.clock(promise.due);
        match promise.kept {
            Some((_, of)) => {
                let standing = case.ledger.standing(promise.of, promise.read);
                tally.earn(
                    share,
                    standing,
                    of,
                    format!("The word promised for {due} came."),
                );
            }
            None => tally.miss(format!("The word promised for {due} did not come.")),
        }
    }
    Some(tally)
}

/// The share of stakeholders' questions that were settled in time.
fn questions(case: &Case<'_>) -> Option<Tally> {
    let settle = case.scenario.rubric.settle;
    let over: Vec<(&Question, Option<&Answer>)> = case
        .ledger
        .questions
        .values()
        .filter(|question| of_stakeholder(case, question) && for_person(case, question))
        .filter(|question| !answered_by_persona(case, question))
        .map(|question| (question, settled(case, question)))
        .filter(|(question, answer)| {
            answer.is_some() || case.waited(question.at, case.now) > settle
        })
        .collect();
    if over.is_empty() {
        return None;
    }
    let mut tally = Tally::default();
    let share = HALF / over.len() as u64;
    for (question, answer) in over {
        let (at, who) = (case.clock(question.at), case.asker(question));
        match answer {
            Some(answer) => {
                let standing = worth(case, question, answer);
                tally.earn(
                    share,
                    standing,
                    answer.of,
                    format!("{at}: the question of {who} was settled."),
                );
                if standing.high < 1000 {
                    tally.miss(format!(
                        "{at}: {who} was asked to wait, and waited in vain."
                    ));
                }
            }
            None => tally.miss(format!(
                "{at}: the question of {who} was not settled within {settle}."
            )),
        }
    }
    Some(tally)
}

fn of_stakeholder(case: &Case<'_>, question: &Question) -> bool {
    match &question.asked.from {
        Sender::Seat(seat) => case
            .scenario
            .roles
            .get(*seat)
            .is_some_and(|role| role.stakeholder),
        Sender::Other(_) => true,
    }
}

/// Whether a person was to answer; in certification, the candidate.
fn for_person(case: &Case<'_>, question: &Question) -> bool {
    let ledger = case.ledger;
    let asker = question.asked.from.seat();
    question.asked.to.iter().any(|seat| {
        let candidate = *seat == ledger.candidate;
        let person = ledger.holders.contains_key(seat) || candidate;
        Some(*seat) != asker
            && if ledger.certification {
                candidate
            } else {
                person
            }
    })
}

/// A persona settled it: nobody's credit, nobody's loss.
fn answered_by_persona(case: &Case<'_>, question: &Question) -> bool {
    let first = question
        .answers
        .iter()
        .find(|answer| !matches!(answer.how, Settlement::Replied));
    first.is_some_and(|answer| {
        case.ledger
            .acts
            .get(&answer.of)
            .is_some_and(|act| act.moved.persona)
    })
}

/// The answer that settled a question in time: the best of those that came.
fn settled<'a>(case: &Case<'a>, question: &'a Question) -> Option<&'a Answer> {
    let settle = case.scenario.rubric.settle;
    let in_time = |answer: &&Answer| {
        case.waited(question.at, answer.at) <= settle
            && case
                .ledger
                .acts
                .get(&answer.of)
                .is_some_and(|act| case.ledger.counts(act))
    };
    let worth = |answer: &&Answer| {
        let standing = worth(case, question, answer);
        (standing.low, standing.high)
    };
    question
        .answers
        .iter()
        .filter(in_time)
        .filter(|answer| worth(answer).1 > 0)
        .max_by_key(worth)
}

fn worth(case: &Case<'_>, question: &Question, answer: &Answer) -> Standing {
    let ledger = case.ledger;
    let Some(act) = ledger.acts.get(&answer.of) else {
        return ledger.standing(answer.of, true).times(0);
    };
    let to_them = case.speaks_to(question, act);
    match answer.how {
        Settlement::Answered if to_them || acts(act) => {
            ledger.standing(answer.of, !names_what_it_tells(act))
        }
        Settlement::Answered if covers(case, question, act) => {
            ledger.standing(answer.of, true).open()
        }
        Settlement::Answered => ledger.standing(answer.of, true).times(0),
        Settlement::Held(until) => {
            let kept = |later: &Answer| {
                !matches!(later.how, Settlement::Held(_))
                    && later.of != answer.of
                    && on_time(case, later.of, until)
            };
            let over = until + case.scenario.rubric.promise_grace < case.now;
            // Until long after the question is asked to wait, not to be answered.
            let long = case.waited(act.at, until) > OWED;
            let share = if question.answers.iter().any(kept) {
                1000
            } else if case.far(act.at, until) {
                0
            } else if over || long {
                500
            } else {
                1000
            };
            ledger.standing(answer.of, false).times(share)
        }
        Settlement::Replied => ledger.standing(answer.of, true).open(),
    }
}

fn on_time(case: &Case<'_>, of: Seq, until: SimTime) -> bool {
    let grace = case.scenario.rubric.promise_grace;
    case.ledger
        .acts
        .get(&of)
        .is_some_and(|act| case.played(act.at) <= case.played(until) + grace)
}

/// An act that answers by being done: the engine took it for an answer because
/// it was what the question asked for.
fn acts(act: &Act) -> bool {
    matches!(
        act.moved.act,
        Move::Decide(_) | Move::Assign { .. } | Move::Start { .. } | Move::HandOver { .. }
    )
}

fn names_what_it_tells(act: &Act) -> bool {
    acts(act)
        || matches!(
            act.moved.act,
            Move::Update { .. } | Move::Declare { .. } | Move::Report { .. }
        )
        || !act.moved.act.facts().is_empty()
}

/// Whether words to everybody cover what somebody asked: half of the subjects.
fn covers(case: &Case<'_>, question: &Question, act: &Act) -> bool {
    let subject = |topic: &&TopicId| {
        case.scenario
            .topics
            .get(**topic)
            .is_some_and(|topic| topic.kind == TopicKind::Subject)
    };
    let asked: Vec<&TopicId> = question.asked.topics.iter().filter(subject).collect();
    let named = asked
        .iter()
        .filter(|topic| act.moved.topics.contains(topic))
        .count();
    !asked.is_empty() && named >= asked.len().div_ceil(2)
}
