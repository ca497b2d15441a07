//! What is said and waits: questions and the patience of who asked them,
//! promised word, messages that can be answered.

use crate::engine::event::{Asked, Settlement};
use crate::engine::schedule::DueItem;
use crate::engine::state::*;
use crate::model::*;
use crate::scenario::{Receivers, Scenario, Sender};
use crate::text::Saying;

/// The ladder that the asker of a question climbs, if it does.
pub(in crate::engine) fn ladder<'a>(
    state: &State,
    scenario: &'a Scenario,
    ask: &Ask,
) -> &'a [crate::scenario::Rung] {
    match (&ask.from, ask.demand(scenario)) {
        // A person at the table loses patience in their own way.
        (Sender::Seat(seat), _) if !state.is_persona(*seat) => &[],
        (_, Some(demand)) if demand.ladder.is_some() => {
            demand.ladder.as_deref().unwrap_or_default()
        }
        (Sender::Seat(seat), Some(_)) => scenario
            .roles
            .get(*seat)
            .map_or(&[], |role| role.persona.ladder.as_slice()),
        _ => &[],
    }
}

pub(super) fn ask(state: &mut State, scenario: &Scenario, seq: Seq, asked: &Asked) {
    let ask = Ask {
        from: asked.from.clone(),
        to: asked.to.clone(),
        topics: asked.topics.clone(),
        objections: asked.objections,
        of: asked.of,
        inject: asked.inject,
        channel: asked.channel,
        at: state.now,
        answered: None,
        held_until: None,
        rungs: 0,
        replied: Vec::new(),
        lapsed: false,
        heard: Vec::new(),
    };
    for seat in &asked.to {
        for topic in &asked.topics {
            *state.asked_of.entry((*seat, *topic)).or_default() += 1;
        }
    }
    if let Some(rung) = ladder(state, scenario, &ask).first() {
        let due = aging(state, rung.after);
        state.schedule.add(due, DueItem::Patience { ask: seq });
    }
    state.asks.insert(seq, ask);
}

/// What waits for the commander's answer waits for whoever commands now. A
/// question that the new commander put goes on waiting for the old one, and
/// what was asked in private stays between the two.
pub(super) fn waits_for_command(state: &mut State, from: SeatId, to: SeatId) {
    let asks = state.asks.values_mut();
    let open = asks.filter(|ask| ask.open() && ask.channel.is_some());
    for ask in open.filter(|ask| ask.from.seat() != Some(to)) {
        if ask.to.contains(&to) {
            ask.to.retain(|seat| *seat != from);
        }
        for seat in ask.to.iter_mut().filter(|seat| **seat == from) {
            *seat = to;
        }
    }
}

/// When something that stands still in a time cut will have aged by `span`.
pub(super) fn aging(state: &State, span: Span) -> SimTime {
    state.cut.as_ref().map_or(state.now, |cut| cut.to) + span
}

pub(super) fn settled(
    state: &mut State,
    scenario: &Scenario,
    seq: Seq,
    how: Settlement,
    by: SeatId,
) {
    let now = state.now;
    let Some(ask) = state.asks.get_mut(&seq) else {
        return;
    };
    if !ask.replied.contains(&by) {
        ask.replied.push(by);
    }
    match how {
        Settlement::Answered => ask.answered = Some(now),
        // A question to one colleague is settled by any reply; one to the
        // whole room, or a demand, goes on waiting for what it asked.
        Settlement::Replied if ask.inject.is_none() && ask.to.len() == 1 => {
            ask.answered = Some(now);
        }
        // Once everybody has said what they hold against it, that is that.
        Settlement::Replied
            if ask.objections && ask.to.iter().all(|seat| ask.replied.contains(seat)) =>
        {
            ask.answered = Some(now);
        }
        Settlement::Replied => return,
        Settlement::Held(until) => ask.held_until = Some(until),
    }
    let ask = ask.clone();
    calm(state, seq);
    if let (Settlement::Held(until), Some(_)) = (
        how,
        ladder(state, scenario, &ask).get(usize::from(ask.rungs)),
    ) {
        let due = until + scenario.rubric.promise_grace;
        state.schedule.add(due, DueItem::Patience { ask: seq });
    }
}

pub(super) fn patience_lost(state: &mut State, scenario: &Scenario, seq: Seq, rung: u8) {
    let Some(ask) = state.asks.get_mut(&seq) else {
        return;
    };
    ask.rungs = rung + 1;
    let ask = ask.clone();
    let rungs = ladder(state, scenario, &ask);
    if let (Some(this), Some(next)) = (
        rungs.get(usize::from(rung)),
        rungs.get(usize::from(rung) + 1),
    ) {
        let wait = Span(next.after.0.saturating_sub(this.after.0));
        let due = aging(state, wait);
        state.schedule.add(due, DueItem::Patience { ask: seq });
    }
}

/// Half an answer: what was heard is kept; a vague one costs the next rung at
/// once.
pub(super) fn half_answered(state: &mut State, seq: Seq, heard: &[Saying], vague: bool) {
    let Some(ask) = state.asks.get_mut(&seq) else {
        return;
    };
    ask.heard.extend(heard);
    ask.held_until = None;
    if vague {
        lose_patience(state, seq);
    }
}

/// Nobody waits for an answer any more.
pub(super) fn lapsed(state: &mut State, seq: Seq) {
    if let Some(ask) = state.asks.get_mut(&seq) {
        ask.lapsed = true;
    }
    calm(state, seq);
}

/// A question waits again, and its asker has no more patience for now.
pub(super) fn reopened(state: &mut State, seq: Seq) {
    if let Some(ask) = state.asks.get_mut(&seq) {
        ask.answered = None;
        ask.held_until = None;
        ask.heard.clear();
        lose_patience(state, seq);
    }
}

/// The next rung of patience is lost at once.
fn lose_patience(state: &mut State, seq: Seq) {
    calm(state, seq);
    state
        .schedule
        .add(state.now, DueItem::Patience { ask: seq });
}

/// No rung of patience is lost over a question for now.
fn calm(state: &mut State, seq: Seq) {
    state
        .schedule
        .remove(|item| matches!(item, DueItem::Patience { ask } if *ask == seq));
}

/// Word was promised; the clock looks for it when its grace is over.
pub(super) fn promised(
    state: &mut State,
    scenario: &Scenario,
    seq: Seq,
    channel: ChannelId,
    due: SimTime,
    of: Seq,
    read: bool,
) {
    let promise = Promise {
        channel,
        due,
        of,
        read,
        made: state.messages.get(&of).map_or(state.now, |of| of.made),
        stage: PromiseStage::Open,
    };
    state.promises.insert(seq, promise);
    // Captured so late that its moment has passed, it is looked at at once.
    let limit = (due + scenario.rubric.promise_grace).max(state.now);
    state.schedule.add(limit, DueItem::Promise { promise: seq });
}

pub(super) fn end_promise(state: &mut State, seq: Seq, stage: PromiseStage) {
    if let Some(promise) = state.promises.get_mut(&seq) {
        promise.stage = stage;
    }
    state
        .schedule
        .remove(|item| matches!(item, DueItem::Promise { promise } if *promise == seq));
}

/// Where an inject of the story is read, and whom it is meant for as command
/// stands.
pub(super) fn of_the_story(
    state: &State,
    scenario: &Scenario,
    to: &Receivers,
) -> (Option<ChannelId>, Vec<SeatId>) {
    let (channel, to) = to.place();
    (channel, state.meant(scenario, to))
}

/// An inject as a message: its channel, or those whom it reaches alone.
pub(super) fn message(
    state: &State,
    from: &Sender,
    (channel, to): (Option<ChannelId>, Vec<SeatId>),
    text: &str,
) -> Message {
    Message {
        seat: from.seat(),
        channel,
        to,
        text: text.to_owned(),
        made: state.now,
    }
}
