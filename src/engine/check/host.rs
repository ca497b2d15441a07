//! Whether the host may do something now.

use super::{Checked, known_message, no, some_text, text};
use crate::engine::command::{HostVerb, Part};
use crate::engine::deal;
use crate::engine::refusal::Reason;
use crate::engine::state::{InjectStage, Phase, State};
use crate::model::*;
use crate::scenario::{Receivers, Scenario, Scene, Sender};

/// The fastest pace, a hundredfold; for tests and rehearsal.
const FASTEST: Pace = Pace(10_000);
/// The slowest pace, a quarter.
const SLOWEST: Pace = Pace(25);

pub(super) fn host(state: &State, scenario: &Scenario, verb: &HostVerb) -> Checked {
    if state.phase() == Phase::Closed {
        return no(Reason::Phase, "This room is closed.");
    }
    match verb {
        HostVerb::Seat {
            player,
            seat,
            anyway,
        } => seat_somebody(state, scenario, *player, *seat, *anyway),
        HostVerb::Unseat { seat } => match state.holder(*seat) {
            Some(_) => Ok(()),
            None => no(Reason::Unknown, format!("Nobody sits on `{seat}`.")),
        },
        HostVerb::Deal { again } => {
            before_startex(state)?;
            match deal::deal(state, scenario, *again) {
                Ok(_) => Ok(()),
                Err(why) => no(Reason::NoDeal, why.to_string()),
            }
        }
        HostVerb::Brief => match state.phase() {
            Phase::Lobby => Ok(()),
            _ => no(Reason::Phase, "The briefing comes after the lobby."),
        },
        HostVerb::Start => {
            before_startex(state)?;
            if state.emergency() {
                return no(Reason::Phase, "Real emergency. The exercise has stopped.");
            }
            Ok(())
        }
        HostVerb::Pause { why } => {
            running(state)?;
            text(why, "the reason")
        }
        HostVerb::Resume => match state.paused() {
            Some(_) => Ok(()),
            None => no(Reason::Phase, "The clock is not paused."),
        },
        HostVerb::Speed { pace } => {
            if state.certification() && *pace != Pace::REAL {
                return no(Reason::Authority, "Certification is played at 1×.");
            }
            if (SLOWEST..=FASTEST).contains(pace) {
                Ok(())
            } else {
                no(
                    Reason::Form,
                    format!("A pace lies between {SLOWEST} and {FASTEST}."),
                )
            }
        }
        HostVerb::Cut { plan } => {
            running(state)?;
            text(&plan.running, "what is running")?;
            text(&plan.wake, "what would wake the commander")?;
            if plan.informs.len() > 12 {
                return no(
                    Reason::Form,
                    "Twelve lines of who informs whom are the most.",
                );
            }
            let cut = state
                .scene()
                .and_then(|(scene, _)| scenario.scenes.get(scene))
                .and_then(|scene| scene.cut.as_ref());
            match cut {
                Some(cut) if scenario.at(cut.to) > state.now() => Ok(()),
                Some(_) => no(
                    Reason::World,
                    "The next scene's moment has passed: begin it, or end.",
                ),
                None => no(Reason::World, "No scene follows this one: declare ENDEX."),
            }
        }
        HostVerb::Scene => {
            running(state)?;
            match next_scene(state, scenario) {
                Some(_) => Ok(()),
                None => no(
                    Reason::World,
                    "No scene follows this one without a time cut.",
                ),
            }
        }
        HostVerb::Roll => {
            running(state)?;
            super::dice::roll(state)
        }
        HostVerb::Turn => {
            running(state)?;
            super::dice::next(state)
        }
        HostVerb::Release { inject }
        | HostVerb::Delay { inject, .. }
        | HostVerb::Cancel { inject } => {
            if state.phase() != Phase::Play {
                return no(Reason::Phase, "Injects are for the time of play.");
            }
            match state.inject(*inject) {
                Some(InjectStage::Waiting) => Ok(()),
                Some(InjectStage::Released(_)) => {
                    no(Reason::Stale, "It has been released already.")
                }
                Some(InjectStage::Cancelled) => no(Reason::Stale, "It was cancelled."),
                None => no(Reason::Unknown, format!("There is no inject `{inject}`.")),
            }
        }
        HostVerb::Improvise {
            from,
            to,
            text: words,
            ..
        } => {
            in_play(state)?;
            some_text(words, "the inject")?;
            if let Sender::Other(name) = from {
                some_text(name, "the sender")?;
            }
            let seats = match (from, to) {
                (Sender::Seat(seat), Receivers::Seats(seats)) => {
                    [&[*seat], seats.as_slice()].concat()
                }
                (Sender::Seat(seat), _) => vec![*seat],
                (_, Receivers::Seats(seats)) => seats.clone(),
                _ => Vec::new(),
            };
            if let Receivers::Channel(channel) = to
                && !scenario.channels.has(*channel)
            {
                return no(Reason::Unknown, format!("There is no channel `{channel}`."));
            }
            match seats.iter().find(|seat| !scenario.roles.has(**seat)) {
                Some(seat) => no(Reason::Unknown, format!("There is no seat `{seat}`.")),
                None => Ok(()),
            }
        }
        HostVerb::SpeakAs { seat, play } => {
            if !state.is_persona(*seat) {
                return no(
                    Reason::Authority,
                    "A person sits there: capture what they say instead.",
                );
            }
            if !scenario.roles.has(*seat) {
                return no(Reason::Unknown, format!("There is no seat `{seat}`."));
            }
            super::moves::play(state, scenario, *seat, play)
        }
        HostVerb::Adjudicate { what, percent } => {
            in_play(state)?;
            share(*percent)?;
            some_text(what, "what is at stake")
        }
        HostVerb::Adopt(adopt) => {
            in_play(state)?;
            some_text(&adopt.name, "the name")?;
            text(&adopt.loss, "the loss")?;
            text(&adopt.impact, "the impact")?;
            if !scenario.roles.has(adopt.owner) {
                return no(
                    Reason::Unknown,
                    format!("There is no seat `{}`.", adopt.owner),
                );
            }
            if state.courses(scenario).count() >= 26 {
                return no(Reason::Full, "There are 26 options already.");
            }
            adopt.from.map_or(Ok(()), |of| known_message(state, of))
        }
        HostVerb::Observe {
            seat,
            of,
            text: words,
        } => {
            some_text(words, "the note")?;
            if let Some(seat) = seat
                && !scenario.roles.has(*seat)
            {
                return no(Reason::Unknown, format!("There is no seat `{seat}`."));
            }
            of.map_or(Ok(()), |of| known_message(state, of))
        }
        HostVerb::Rate {
            criterion,
            percent,
            text: words,
            ..
        } => {
            known_criterion(*criterion)?;
            share(*percent)?;
            text(words, "the note")
        }
        HostVerb::Confirm { of, .. } => known_message(state, *of),
        HostVerb::Override {
            criterion,
            percent,
            why,
        } => {
            known_criterion(*criterion)?;
            share(*percent)?;
            some_text(why, "the reason")
        }
        HostVerb::End => match state.phase() {
            Phase::Play => Ok(()),
            _ => no(Reason::Phase, "ENDEX comes after STARTEX, once."),
        },
        HostVerb::RealEmergency => Ok(()),
        HostVerb::Review => match state.phase() {
            Phase::HotWash => Ok(()),
            _ => no(Reason::Phase, "The retrospective comes after the hot wash."),
        },
        HostVerb::Close => Ok(()),
    }
}

/// The scene that follows this one without a time cut: there is none between
/// them, or the table has played past the moment that it leads to.
pub(in crate::engine) fn next_scene<'s>(
    state: &State,
    scenario: &'s Scenario,
) -> Option<&'s Scene> {
    let (scene, _) = state.scene()?;
    let cut = scenario.scenes.get(scene)?.cut.as_ref();
    let uncut = cut.is_none_or(|cut| scenario.at(cut.to) <= state.now());
    state.next_scene(scenario).filter(|_| uncut)
}

fn seat_somebody(
    state: &State,
    scenario: &Scenario,
    player: PlayerId,
    seat: SeatId,
    anyway: bool,
) -> Checked {
    let Some(role) = scenario.roles.get(seat) else {
        return no(Reason::Unknown, format!("There is no seat `{seat}`."));
    };
    let Some(person) = state.people().get(&player).filter(|person| !person.gone) else {
        return no(Reason::Unknown, "Nobody of that name is in the room.");
    };
    if person.part != Part::Player {
        return no(
            Reason::Authority,
            format!("{} came to watch, not to play.", person.name),
        );
    }
    if person.family == role.family && !anyway {
        return no(
            Reason::Authority,
            format!(
                "{} does {} for a living, and {} is that job. Seat them all the same only knowingly.",
                person.name, person.family, role.title
            ),
        );
    }
    if matches!(state.phase(), Phase::HotWash | Phase::Review) {
        return no(Reason::Phase, "The exercise has ended.");
    }
    Ok(())
}

fn before_startex(state: &State) -> Checked {
    match state.phase() {
        Phase::Lobby | Phase::Briefing => Ok(()),
        _ => no(Reason::Phase, "The exercise has started already."),
    }
}

fn in_play(state: &State) -> Checked {
    match state.phase() {
        Phase::Play if !state.emergency() => Ok(()),
        _ => no(Reason::Phase, "That is for the time of play."),
    }
}

fn running(state: &State) -> Checked {
    in_play(state)?;
    if state.paused().is_some() {
        return no(Reason::Paused, "The clock is paused.");
    }
    if state.cut().is_some() {
        return no(Reason::Paused, "A time cut is running.");
    }
    Ok(())
}

fn known_criterion(id: CriterionId) -> Checked {
    match Criterion::of(id) {
        Some(_) => Ok(()),
        None => no(Reason::Unknown, format!("There is no criterion `{id}`.")),
    }
}

fn share(percent: u8) -> Checked {
    if percent <= 100 {
        Ok(())
    } else {
        no(Reason::Form, "A share lies between 0 and 100 per cent.")
    }
}
