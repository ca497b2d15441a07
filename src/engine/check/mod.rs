//! Whether an actor may do something now. One answer for the game, browsers,
//! bots and the command line; it also greys out buttons.
//!
//! Reads, never changes. A refusal says why and what is legal instead.

mod dice;
mod host;
mod moves;

pub(super) use host::next_scene;
pub(super) use moves::{can_start, hindrance, is_theirs};

use super::command::{Actor, Command, Join, Move, Part, Play, ReviewVerb};
use super::refusal::{Reason, Refusal};
use super::state::{Phase, State};
use crate::model::*;
use crate::scenario::{MoveKind, Scenario};

/// The longest text anybody may send in one field, in characters.
pub(super) const MAX_TEXT: usize = 1_000;
/// The longest name, in characters.
const MAX_NAME: usize = 40;
/// People a room holds.
const MAX_PEOPLE: usize = 60;
/// How far back speech can be dated.
const BACKDATE: Span = Span::minutes(5);

/// A time that comes so late is one that has just passed: in the evening one
/// may well promise word for the morning, hardly for the same hour tomorrow.
const TOMORROW: Span = Span::minutes(21 * 60);

pub(super) type Checked = Result<(), Refusal>;

/// Whether `actor` may do `command` now.
pub(super) fn check(
    state: &State,
    scenario: &Scenario,
    actor: Actor,
    command: &Command,
) -> Checked {
    match command {
        Command::Join(join) => joins(state, join),
        Command::Leave { player } => leaves(state, actor, *player),
        Command::Play(play) => {
            let seat = seat_of(state, scenario, actor)?;
            let checked = moves::play(state, scenario, seat, play);
            let checked = checked.and_then(|()| to_come(scenario, play, state.now()));
            checked.map_err(|refusal| Refusal {
                legal: moves::legal(state, scenario, seat),
                ..refusal
            })
        }
        Command::Capture(capture) => {
            may_capture(state, scenario, actor, capture.seat)?;
            if capture.ago > BACKDATE {
                return no(
                    Reason::Form,
                    "Speech can be dated back by five minutes at most.",
                );
            }
            moves::play(state, scenario, capture.seat, &capture.play)?;
            let made = SimTime(state.now().0.saturating_sub(capture.ago.0));
            to_come(scenario, &capture.play, made)
        }
        Command::Host(verb) => {
            if actor != Actor::Host && !evaluators_too(state, actor, verb) {
                return no(Reason::Authority, "Only the host can do that.");
            }
            host::host(state, scenario, verb)
        }
        Command::Review(verb) => reviews(state, scenario, actor, verb),
        Command::Dispute { of, why } => {
            text(why, "the reason")?;
            let Actor::Person(player) = actor else {
                return no(
                    Reason::Authority,
                    "Only players dispute; the host confirms or strikes.",
                );
            };
            if state.part_of(player).is_none() {
                return no(Reason::Authority, "You have left this room.");
            }
            known_message(state, *of)
        }
    }
}

/// Refuses a time for later that is over: by itself it would mean tomorrow's.
fn to_come(scenario: &Scenario, play: &Play, made: SimTime) -> Checked {
    let named = match &play.act {
        Move::Update { next_at, .. } => *next_at,
        Move::Acknowledge { back_by } => *back_by,
        Move::Order { by, .. } => *by,
        Move::Decide(decide) => decide.check_at,
        _ => None,
    };
    match named {
        Some(at) if scenario.next(at, made) > made + TOMORROW => {
            no(Reason::Form, format!("{at} is over. Name a later time."))
        }
        _ => Ok(()),
    }
}

fn no<T>(reason: Reason, why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(reason, why))
}

/// Refuses a text that is too long or has control characters.
fn text(text: &str, what: &str) -> Checked {
    let long = text.chars().count();
    if long > MAX_TEXT {
        return no(
            Reason::Form,
            format!("{what} has {long} characters; {MAX_TEXT} is the most. Nothing was sent."),
        );
    }
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return no(
            Reason::Form,
            format!("{what} has a control character in it."),
        );
    }
    Ok(())
}

fn some_text(words: &str, what: &str) -> Checked {
    if words.trim().is_empty() {
        return no(Reason::Form, format!("{what} is empty."));
    }
    text(words, what)
}

fn joins(state: &State, join: &Join) -> Checked {
    if state.phase() == Phase::Closed {
        return no(Reason::Phase, "This room is closed.");
    }
    let name = join.name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        return no(
            Reason::Form,
            format!("A name has 1 to {MAX_NAME} characters."),
        );
    }
    text(name, "the name")?;
    if state.people().contains_key(&join.player) {
        return no(Reason::Stale, "You have joined already.");
    }
    let here = || state.people().values().filter(|person| !person.gone);
    if here().any(|person| person.name.eq_ignore_ascii_case(name)) {
        return no(
            Reason::Form,
            format!(
                "Somebody here is called {name}. Add a letter, so that people can tell you apart."
            ),
        );
    }
    if here().count() >= MAX_PEOPLE {
        return no(
            Reason::Full,
            format!("The room is full: {MAX_PEOPLE} people are in it."),
        );
    }
    Ok(())
}

fn leaves(state: &State, actor: Actor, player: PlayerId) -> Checked {
    let may = actor == Actor::Host || actor == Actor::Person(player);
    if !may {
        return no(Reason::Authority, "Only they or the host can do that.");
    }
    match state.part_of(player) {
        Some(_) => Ok(()),
        None => no(Reason::Unknown, "Nobody of that name is in the room."),
    }
}

fn seat_of(state: &State, scenario: &Scenario, actor: Actor) -> Result<SeatId, Refusal> {
    let Actor::Person(player) = actor else {
        return no(
            Reason::Authority,
            "The host holds no seat: capture it, or speak as a persona.",
        );
    };
    match state.seat_of(player) {
        Some(seat) if scenario.roles.has(seat) => Ok(seat),
        _ => no(
            Reason::Authority,
            "You have no seat yet. The host deals the roles.",
        ),
    }
}

/// The host and scribes capture for any seat; a player for their own.
fn may_capture(state: &State, scenario: &Scenario, actor: Actor, seat: SeatId) -> Checked {
    let scribe = |of: SeatId| scenario.roles.get(of).is_some_and(|role| role.scribe);
    let may = match actor {
        Actor::Host => true,
        Actor::Person(player) => match state.part_of(player) {
            Some(Part::Scribe) => true,
            Some(_) => state
                .seat_of(player)
                .is_some_and(|own| own == seat || scribe(own)),
            None => false,
        },
        Actor::Clock => false,
    };
    if may {
        Ok(())
    } else {
        no(
            Reason::Authority,
            "You can capture what you said yourself; a scribe captures for all.",
        )
    }
}

/// Evaluators note and rate; nothing else of the host's.
fn evaluators_too(state: &State, actor: Actor, verb: &super::command::HostVerb) -> bool {
    use super::command::HostVerb;
    let Actor::Person(player) = actor else {
        return false;
    };
    state.part_of(player) == Some(Part::Evaluator)
        && matches!(verb, HostVerb::Observe { .. } | HostVerb::Rate { .. })
}

fn known_message(state: &State, of: Seq) -> Checked {
    if of <= state.seq() && of > Seq(0) {
        Ok(())
    } else {
        no(Reason::Unknown, format!("There is no moment {of}."))
    }
}

fn reviews(state: &State, scenario: &Scenario, actor: Actor, verb: &ReviewVerb) -> Checked {
    if !matches!(state.phase(), Phase::HotWash | Phase::Review) {
        return no(Reason::Phase, "The review comes after ENDEX.");
    }
    if let Actor::Person(player) = actor
        && state.part_of(player).is_none()
    {
        return no(Reason::Authority, "You have left this room.");
    }
    entry(state, scenario, verb)
}

/// Whether an entry of the review is filled in well.
fn entry(state: &State, scenario: &Scenario, verb: &ReviewVerb) -> Checked {
    match verb {
        ReviewVerb::Star { of } => known_message(state, *of),
        ReviewVerb::Frame { text: words }
        | ReviewVerb::AddMoment { text: words, .. }
        | ReviewVerb::AddWhy { text: words }
        | ReviewVerb::AddCause { text: words, .. }
        | ReviewVerb::Worked { text: words }
        | ReviewVerb::Hindered { text: words }
        | ReviewVerb::Surprise { text: words } => some_text(words, "the text"),
        ReviewVerb::AddAction {
            owner,
            due,
            check,
            text: words,
            ..
        } => {
            some_text(words, "the action")?;
            some_text(owner, "the owner")?;
            some_text(check, "the check")?;
            if calendar_date(due) {
                Ok(())
            } else {
                no(
                    Reason::Form,
                    format!("`{due}` is no date; write it like 2026-12-01."),
                )
            }
        }
        ReviewVerb::Feedback { to, text: words } => {
            if !scenario.roles.has(*to) {
                return no(Reason::Unknown, format!("There is no seat `{to}`."));
            }
            some_text(words, "the feedback")
        }
    }
}

/// `YYYY-MM-DD` with a month and a day that exist.
fn calendar_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |part: &str, len: usize| -> Option<u32> {
        (part.len() == len).then(|| part.parse().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// The kinds of moves that a seat could make now.
pub(super) fn legal_moves(state: &State, scenario: &Scenario, seat: SeatId) -> Vec<MoveKind> {
    moves::legal(state, scenario, seat)
}
