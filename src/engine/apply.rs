//! The only code that changes [`State`], with [`talk`] beside it. An event
//! about something unknown changes nothing.

mod talk;
mod turn;

pub(super) use talk::ladder;
use talk::{
    aging, ask, end_promise, half_answered, lapsed, message, of_the_story, patience_lost, promised,
    reopened, settled,
};

use super::command::Move;
use super::condition::fits;
use super::event::{Event, Moved, Recorded};
use super::schedule::DueItem;
use super::staff;
use super::state::*;
use crate::model::*;
use crate::scenario::{Cell, OptionStage, Scenario};

/// Applies one event.
pub(super) fn apply(state: &mut State, scenario: &Scenario, recorded: &Recorded) {
    state.seq = recorded.seq;
    state.now = state.now.max(recorded.at);
    let seq = recorded.seq;
    match &recorded.event {
        Event::Joined(_)
        | Event::Left { .. }
        | Event::Seated { .. }
        | Event::Unseated { .. }
        | Event::Learned { .. }
        | Event::Assigned { .. }
        | Event::TakenOn { .. }
        | Event::CommandPassed { .. } => people(state, &recorded.event),

        Event::Briefed
        | Event::Started { .. }
        | Event::Paused { .. }
        | Event::Resumed
        | Event::PaceSet { .. }
        | Event::SceneBegan { .. }
        | Event::SceneOver { .. }
        | Event::CutBegan { .. }
        | Event::CutEnded { .. }
        | Event::TurnBegan { .. }
        | Event::TurnOver { .. }
        | Event::Ended { .. }
        | Event::EmergencyDeclared
        | Event::ReviewBegan
        | Event::Closed => clock(state, scenario, &recorded.event),

        Event::Moved(moved) => a_move(state, scenario, seq, moved),
        Event::Told { fact, of, .. } => {
            state.told.entry(*fact).or_insert(*of);
            for seat in state.seats.values_mut() {
                seat.known.insert(*fact);
            }
        }
        Event::Asked(asked) => ask(state, scenario, seq, asked),
        Event::Settled { ask, how, by, .. } => settled(state, scenario, *ask, *how, *by),
        Event::PatienceLost { ask, rung, .. } | Event::PatienceKept { ask, rung } => {
            patience_lost(state, scenario, *ask, *rung)
        }
        Event::HalfAnswered {
            ask, heard, vague, ..
        } => half_answered(state, *ask, heard, *vague),
        Event::Reopened { ask } => reopened(state, *ask),
        Event::Lapsed { ask } => lapsed(state, *ask),
        Event::WillSpeak { seat, at, about } => {
            let item = DueItem::Persona {
                seat: *seat,
                errand: *about,
            };
            state.schedule.add(*at, item);
        }
        Event::Promised {
            channel,
            due,
            of,
            read,
        } => promised(state, scenario, seq, *channel, *due, *of, *read),
        Event::PromiseKept { promise, .. } => end_promise(state, *promise, PromiseStage::Kept),
        Event::PromiseBroken { promise } => end_promise(state, *promise, PromiseStage::Broken),

        Event::Declared { severity, impact } => {
            let impact = impact.clone();
            state.severity = Some(Declaration {
                severity: *severity,
                impact,
                at: state.now,
            });
        }
        Event::ChannelRule { technical } => state.technical = Some(*technical),
        Event::BoardChanged {
            line,
            text,
            revision,
        } => {
            let entry = BoardEntry {
                text: text.clone(),
                at: state.now,
                revision: *revision,
            };
            state.board.lines.insert(*line, entry);
        }
        Event::Ordered { to, option, by, of } => {
            let (to, option, by, of) = (to.clone(), *option, *by, *of);
            let order = Order {
                to,
                option,
                by,
                at: state.now,
                of,
                taken: Vec::new(),
            };
            state.orders.insert(seq, order);
        }
        Event::OrderTaken { order, seat } => {
            if let Some(order) = state.orders.get_mut(order) {
                order.taken.push(*seat);
            }
        }
        Event::ObjectionRaised { option, of, seat } => {
            let objection = Objection {
                seat: *seat,
                option: *option,
                of: *of,
                heard: None,
            };
            state.objections.insert(seq, objection);
        }
        Event::ObjectionHeard { objection, .. } => {
            let now = state.now;
            if let Some(objection) = state.objections.get_mut(objection) {
                objection.heard = Some(now);
            }
        }
        Event::OptionFound { .. }
        | Event::Adopted { .. }
        | Event::Decided { .. }
        | Event::WorkStarted { .. }
        | Event::WorkStopped { .. }
        | Event::WorkDone { .. } => work(state, scenario, &recorded.event),

        Event::StaffMoved {
            staff,
            to,
            ready_at,
            ..
        } => state.move_staff(scenario, *staff, *to, *ready_at),
        Event::StaffReady { staff } => state.staff_ready(scenario, *staff),
        Event::Tired { staff, by } => state.tire(scenario, *staff, by.milli),
        Event::WornOut { staff } => state.wear(scenario, *staff, true),
        Event::Recovered { staff } => state.wear(scenario, *staff, false),
        Event::HandsNeeded { option, hands } => {
            state.more_hands.entry(*option).or_default().push(*hands);
            state.restaff(scenario);
        }
        Event::LeadPassed { incident, to } => {
            state.leads.insert(*incident, *to);
        }

        Event::Released { .. }
        | Event::Improvised { .. }
        | Event::Delayed { .. }
        | Event::Due { .. }
        | Event::Cancelled { .. }
        | Event::Met { .. }
        | Event::Missed { .. } => injects(state, scenario, seq, &recorded.event),

        Event::VarSet { var, value } => state.set_level(scenario, *var, *value),
        Event::FlowSet { flow, on } => state.set_flow(scenario, *flow, *on),
        Event::Crossed { threshold } => {
            state.crossed.insert(*threshold);
        }
        Event::HealthSet { service, health } => {
            state.services.insert(*service, *health);
        }
        Event::Reached { milestone } => {
            let now = state.now;
            state.milestones.entry(*milestone).or_insert(now);
        }
        Event::DeadlineMoved { deadline, at } => {
            let item = DueItem::Deadline {
                deadline: *deadline,
            };
            state.schedule.remove(|due| *due == item);
            state.schedule.add(*at, item);
            state.postponed.insert(*deadline, *at);
        }
        Event::DeadlineFell { deadline, met } => {
            state.deadlines.insert(*deadline, *met);
        }
        Event::IncidentOpened { incident } => {
            let now = state.now;
            state.opened.entry(*incident).or_insert(now);
        }
        Event::IncidentResolved { incident } => {
            let now = state.now;
            state.resolved.entry(*incident).or_insert(now);
            state.free_staff(scenario, *incident);
        }
        Event::LockedIn { .. } | Event::Rolled { .. } => {
            turn::dice(state, scenario, &recorded.event)
        }
        Event::Confirmed { of, counts } => {
            state.confirmed.insert(*of, *counts);
        }
        Event::Overrun { .. } => state.stuck = true,
        Event::Dealt { .. }
        | Event::Unheard { .. }
        | Event::Verified { .. }
        | Event::Adjudicated { .. }
        | Event::Observed { .. }
        | Event::Rated { .. }
        | Event::Overridden { .. }
        | Event::Disputed { .. }
        | Event::Ignored { .. }
        | Event::Reviewed { .. } => {}
    }
}

fn people(state: &mut State, event: &Event) {
    match event {
        Event::Joined(join) => {
            let person = Person {
                name: join.name.clone(),
                family: join.family,
                part: join.part,
                seat: None,
                token_hash: join.token_hash.clone(),
                gone: false,
            };
            state.people.insert(join.player, person);
        }
        Event::Left { player } => {
            vacate(state, *player);
            if let Some(person) = state.people.get_mut(player) {
                person.gone = true;
            }
        }
        Event::Seated { player, seat, .. } => {
            vacate(state, *player);
            if let Some(before) = state.holder(*seat) {
                vacate(state, before);
            }
            if let Some(held) = state.seats.get_mut(seat) {
                held.holder = Some(*player);
            }
            if let Some(person) = state.people.get_mut(player) {
                person.seat = Some(*seat);
            }
        }
        Event::Unseated { seat } => {
            if let Some(player) = state.holder(*seat) {
                vacate(state, player);
            }
        }
        Event::Learned { seat, fact } => {
            if let Some(seat) = state.seats.get_mut(seat) {
                seat.known.insert(*fact);
            }
        }
        Event::Assigned {
            responsibility,
            seat,
            of,
        } => {
            let revision = state.held.get(responsibility).map_or(0, |h| h.revision) + 1;
            let holding = Holding {
                seat: *seat,
                since: state.now,
                taken_on: false,
                revision,
                of: *of,
            };
            state.held.insert(*responsibility, holding);
        }
        Event::TakenOn {
            responsibility,
            seat,
        } => {
            if let Some(holding) = state.held.get_mut(responsibility)
                && holding.seat == *seat
            {
                holding.taken_on = true;
            }
        }
        Event::CommandPassed { from, to } => {
            state.commander = *to;
            state.handovers += 1;
            talk::waits_for_command(state, *from, *to);
        }
        _ => {}
    }
}

/// Takes somebody off their seat, if they hold one.
fn vacate(state: &mut State, player: PlayerId) {
    let seat = state
        .people
        .get_mut(&player)
        .and_then(|person| person.seat.take());
    if let Some(seat) = seat.and_then(|seat| state.seats.get_mut(&seat)) {
        seat.holder = None;
        seat.left = Some(state.seq);
    }
}

fn clock(state: &mut State, scenario: &Scenario, event: &Event) {
    match event {
        Event::Briefed => state.phase = Phase::Briefing,
        Event::Started { windows, variant } => {
            state.variant = *variant;
            start(state, scenario, windows);
        }
        Event::Paused { why } => state.paused = Some(why.clone()),
        Event::Resumed => state.paused = None,
        Event::PaceSet { pace } => {
            state.pace = *pace;
            if state.phase == Phase::Play {
                state.paces.insert(*pace);
            }
        }
        Event::SceneBegan { scene } => {
            state.scene = Some(*scene);
            if state.reviewing(scenario) {
                turn::ends(state);
            }
            state.scene_began = state.now;
            state.scene_over = false;
            state
                .schedule
                .remove(|item| matches!(item, DueItem::SceneEnd { .. }));
            if let Some(part) = scenario.scenes.get(*scene) {
                // A scene that began early, because something woke the
                // commander, keeps its length.
                let length = scenario.at(part.until).since(scenario.at(part.from));
                state
                    .schedule
                    .add(state.now + length, DueItem::SceneEnd { scene: *scene });
            }
        }
        Event::SceneOver { .. } => state.scene_over = true,
        Event::TurnBegan { .. } | Event::TurnOver { .. } => turn::clock(state, event),
        Event::CutBegan { from, to, plan } => {
            turn::ends(state);
            state.cut = Some(Cut {
                from: *from,
                to: *to,
                plan: plan.clone(),
            });
            state
                .schedule
                .remove(|item| matches!(item, DueItem::SceneEnd { .. }));
            state.schedule.put_off(*from, to.since(*from));
            put_off_limits(state, *from, to.since(*from), Span::ZERO);
            state.schedule.add(*to, DueItem::CutEnd);
        }
        Event::CutEnded { .. } => {
            if let Some(cut) = state.cut.take() {
                let length = state.now.since(cut.from);
                state.skipped = state.skipped + length;
                let early = cut.to.since(state.now);
                state.schedule.pull(cut.to, early);
                put_off_limits(state, cut.to, Span::ZERO, early);
                state
                    .schedule
                    .remove(|item| matches!(item, DueItem::CutEnd));
                look_for_absences(state, scenario);
            }
        }
        Event::Ended { ending } => {
            state.phase = Phase::HotWash;
            state.ending = *ending;
            stands_still(state);
        }
        Event::EmergencyDeclared => {
            state.emergency = true;
            stands_still(state);
            if state.phase == Phase::Play {
                state.phase = Phase::HotWash;
            }
        }
        Event::ReviewBegan => state.phase = Phase::Review,
        Event::Closed => state.phase = Phase::Closed,
        _ => {}
    }
}

/// The clock runs no more: there is no pause to end, no cut and no turn.
fn stands_still(state: &mut State) {
    state.paused = None;
    state.cut = None;
    turn::ends(state);
    state.schedule.clear();
}

/// Keeps the limits that people see in step with the schedule: those after
/// `after` move later by `later` and earlier by `earlier`.
fn put_off_limits(state: &mut State, after: SimTime, later: Span, earlier: Span) {
    for expectation in state.expectations.values_mut() {
        if let ExpectationState::Open(due) = expectation
            && *due > after
        {
            *due = *due + later - earlier;
        }
    }
    for ask in state.asks.values_mut() {
        if let Some(until) = &mut ask.held_until
            && ask.answered.is_none()
            && *until > after
        {
            *until = *until + later - earlier;
        }
    }
}

fn start(state: &mut State, scenario: &Scenario, windows: &[(InjectId, SimTime)]) {
    use crate::scenario::Trigger;
    state.phase = Phase::Play;
    state.paces.insert(state.pace);
    for inject in &scenario.injects {
        if let Trigger::At(moment) = inject.trigger {
            state
                .schedule
                .add(scenario.at(moment), DueItem::Inject { inject: inject.id });
        }
    }
    for (inject, at) in windows {
        state.schedule.add(*at, DueItem::Inject { inject: *inject });
    }
    for deadline in &scenario.deadlines {
        let item = DueItem::Deadline {
            deadline: deadline.id,
        };
        state.schedule.add(scenario.at(deadline.at), item);
    }
    for moment in &scenario.moments {
        state.schedule.add(scenario.at(*moment), DueItem::Look);
    }
    look_for_absences(state, scenario);
    state.staff_starts(scenario);
}

/// Schedules a look at each moment at which "not made for n minutes" may
/// become true.
fn look_for_absences(state: &mut State, scenario: &Scenario) {
    let played = state.played();
    for (pattern, span) in &scenario.absences {
        let last = state.pattern_last.get(*pattern).copied().flatten();
        let due = last.map_or(SimTime::ZERO, |last| last.played) + *span;
        if due > played {
            state
                .schedule
                .add(state.now + due.since(played), DueItem::Look);
        }
    }
}

fn a_move(state: &mut State, scenario: &Scenario, seq: Seq, moved: &Moved) {
    let made_at = moved.made_at(state.now);
    let message = Message {
        seat: Some(moved.seat),
        channel: moved.channel,
        to: moved.to.clone(),
        text: moved.line.clone(),
        made: made_at,
    };
    state.messages.insert(seq, message);
    if let Move::Propose {
        option: Some(option),
    } = moved.act
    {
        state.proposed = Some(option);
    }
    if let Some(seat) = state.seats.get_mut(&moved.seat) {
        seat.last_heard = seat.last_heard.max(Some(made_at));
        seat.moves += 1;
    }
    turn::a_move(state, seq, moved);
    if let Some(entry) = moved.act.entry().filter(|_| !moved.persona) {
        *state.entries.entry(entry.kind()).or_default() += 1;
    }
    let answers = moved.reply_to.and_then(|message| state.author(message));
    let played = state.played();
    for (at, pattern) in scenario.patterns.iter().enumerate() {
        if fits(scenario, pattern, moved, answers) {
            if let Some(last) = state.pattern_last.get_mut(at) {
                *last = Some(LastMade {
                    played,
                    at: made_at,
                });
            }
            for (_, span) in scenario.absences.iter().filter(|(p, _)| *p == at) {
                state.schedule.add(state.now + *span, DueItem::Look);
            }
        }
    }
}

fn work(state: &mut State, scenario: &Scenario, event: &Event) {
    let now = state.now;
    match event {
        Event::OptionFound { option } => {
            if let Some(of) = state.options.get_mut(option) {
                if of.stage == OptionStage::Hidden {
                    of.stage = OptionStage::Found;
                    of.since = now;
                }
                of.found_at.get_or_insert(now);
            }
        }
        Event::Adopted { course, cells, .. } => {
            let of = OptionState {
                stage: OptionStage::Found,
                since: now,
                found_at: Some(now),
                ..OptionState::default()
            };
            state.options.insert(course.id, of);
            let cells: Vec<(Cell, String)> = cells.clone();
            state.adopted.push((course.as_ref().clone(), cells));
        }
        Event::Decided { option, of, .. } => {
            state.decisions.push((*option, *of, now));
            if let Some(of) = state.options.get_mut(option)
                && matches!(of.stage, OptionStage::Hidden | OptionStage::Found)
            {
                of.stage = OptionStage::Decided;
                of.since = now;
                of.found_at = of.found_at.or(Some(now));
            }
        }
        Event::WorkStarted {
            option,
            done_at,
            succeeds,
            nth,
            takes,
            ..
        } => {
            if let Some(of) = state.options.get_mut(option) {
                of.stage = OptionStage::Running;
                of.since = now;
                of.starts = *nth;
                of.run = Some(Run {
                    since: now,
                    done_at: *done_at,
                    succeeds: *succeeds,
                    takes: *takes,
                    done: 0,
                    anchor: now,
                    pace: staff::FULL,
                });
                if *done_at < SimTime::FAR {
                    state
                        .schedule
                        .add(*done_at, DueItem::Work { option: *option });
                }
            }
            if takes.is_some() {
                state.restaff(scenario);
            }
        }
        Event::WorkStopped { option } => end_work(state, *option, OptionStage::Stopped),
        Event::WorkDone { option, succeeded } => {
            let stage = if *succeeded {
                OptionStage::Succeeded
            } else {
                OptionStage::Failed
            };
            end_work(state, *option, stage);
        }
        _ => {}
    }
}

fn end_work(state: &mut State, option: OptionId, stage: OptionStage) {
    let now = state.now;
    if let Some(of) = state.options.get_mut(&option) {
        of.stage = stage;
        of.since = now;
        of.run = None;
    }
    state
        .schedule
        .remove(|item| matches!(item, DueItem::Work { option: of } if *of == option));
}

fn injects(state: &mut State, scenario: &Scenario, seq: Seq, event: &Event) {
    let planned = |id: InjectId| move |item: &DueItem| matches!(item, DueItem::Inject { inject } if *inject == id);
    match event {
        Event::Released { inject, .. } => {
            state
                .injects
                .insert(*inject, InjectStage::Released(state.now));
            state.schedule.remove(planned(*inject));
            turn::interrupted(state, scenario, *inject);
            let Some(part) = scenario.injects.get(*inject) else {
                return;
            };
            let to = of_the_story(state, scenario, &part.to);
            let message = message(state, &part.from, to, &part.text);
            state.messages.insert(seq, message);
            for (nth, expected) in (0u8..).zip(&part.expects) {
                let due = aging(state, expected.within);
                state
                    .expectations
                    .insert((*inject, nth), ExpectationState::Open(due));
                state.schedule.add(
                    due,
                    DueItem::Expectation {
                        inject: *inject,
                        nth,
                    },
                );
            }
        }
        Event::Improvised { from, to, text, .. } => {
            let (channel, to) = to.place();
            let message = message(state, from, (channel, to.to_vec()), text);
            state.messages.insert(seq, message);
            state.improvised += 1;
        }
        Event::Delayed { inject, due } | Event::Due { inject, at: due } => {
            state.schedule.remove(planned(*inject));
            state.inject_due.insert(*inject, *due);
            state
                .schedule
                .add(*due, DueItem::Inject { inject: *inject });
        }
        Event::Cancelled { inject } => {
            state.injects.insert(*inject, InjectStage::Cancelled);
            state.schedule.remove(planned(*inject));
        }
        Event::Met { inject, nth, .. } => {
            let now = state.now;
            state
                .expectations
                .insert((*inject, *nth), ExpectationState::Met(now));
            forget_expectation(state, *inject, *nth);
        }
        Event::Missed { inject, nth } => {
            let now = state.now;
            state
                .expectations
                .insert((*inject, *nth), ExpectationState::Missed(now));
            forget_expectation(state, *inject, *nth);
        }
        _ => {}
    }
}

fn forget_expectation(state: &mut State, id: InjectId, place: u8) {
    state.schedule.remove(
        |item| matches!(item, DueItem::Expectation { inject, nth } if *inject == id && *nth == place),
    );
}
