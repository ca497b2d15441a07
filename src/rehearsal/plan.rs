//! A readable script of an exercise: who does what, when on the story's clock.
//!
//! A plan is a RON list. Each line has `at` and one of: `seat` with `do` (a
//! move of the person on that seat), `capture` with `do` (the host writes down
//! what that seat said, `ago` before), or `host` (a verb). `confirm: true` lets
//! the host confirm every captured move, as in the hot wash. `answers` names
//! the seat or the inject whose latest message is answered. `refused: true`
//! says that the room is to refuse the line, `maybe: true` that it may, as with
//! another try at what the dice have perhaps granted.

use crate::engine::{
    Actor, Capture, Command, Decide, Event, HostVerb, Move, Play, Recorded, State,
};
use crate::model::{ChannelId, ClockTime, SeatId, Seq, SimTime, Span};
use crate::scenario::{Scenario, Sender};
use serde::Deserialize;

/// One line of a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// When, on the story's clock.
    pub at: ClockTime,
    #[serde(default)]
    seat: Option<SeatId>,
    #[serde(default)]
    capture: Option<SeatId>,
    #[serde(default)]
    ago: Span,
    #[serde(default, rename = "do")]
    act: Option<Move>,
    #[serde(default)]
    channel: Option<ChannelId>,
    #[serde(default)]
    to: Vec<SeatId>,
    #[serde(default)]
    answers: Option<String>,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    text: String,
    #[serde(default)]
    host: Option<HostVerb>,
    #[serde(default)]
    confirm: bool,
    /// Whether the room is to refuse it.
    #[serde(default)]
    pub refused: bool,
    /// Whether the room may refuse it.
    #[serde(default)]
    pub maybe: bool,
}

/// Why a line asks for nothing that a room could be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A persona holds the seat.
    #[error("{at}: nobody sits on `{seat}`")]
    Empty {
        /// The line.
        at: String,
        /// The seat.
        seat: SeatId,
    },
    /// Nothing was said that could be answered.
    #[error("{at}: nothing of `{whose}` to answer")]
    Silent {
        /// The line.
        at: String,
        /// The seat or inject.
        whose: String,
    },
}

/// Reads a plan.
///
/// # Errors
/// With the place, when it is not a list of lines.
pub fn read(text: &str) -> Result<Vec<Line>, ron::error::SpannedError> {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text)
}

impl Line {
    /// When, since STARTEX.
    pub fn moment(&self, scenario: &Scenario) -> SimTime {
        SimTime::ZERO + self.at.after(scenario.clock.start)
    }

    /// What the room is asked, one after the other. `log` is everything that
    /// happened until now.
    ///
    /// # Errors
    /// When a persona holds the seat, or there is nothing to answer.
    pub fn commands(
        &self,
        scenario: &Scenario,
        state: &State,
        log: &[Recorded],
    ) -> Result<Vec<(Actor, Command)>, PlanError> {
        let mut all: Vec<(Actor, Command)> = Vec::new();
        if self.confirm {
            all.extend(captured(log).map(|of| {
                let confirm = HostVerb::Confirm { of, counts: true };
                (Actor::Host, Command::Host(confirm))
            }));
        }
        if let Some(verb) = &self.host {
            all.push((Actor::Host, Command::Host(verb.clone())));
        }
        let Some(act) = &self.act else {
            return Ok(all);
        };
        let reply_to = match &self.answers {
            Some(whose) => Some(self.latest(whose, scenario, log)?),
            None => None,
        };
        let play = Play {
            act: based(act.clone(), state),
            channel: self.channel,
            private: self.private,
            to: self.to.clone(),
            reply_to,
            text: self.text.clone(),
        };
        if let Some(seat) = self.capture {
            let ago = self.ago;
            let capture = Capture { seat, ago, play };
            all.push((Actor::Host, Command::Capture(capture)));
        } else if let Some(seat) = self.seat {
            let empty = || PlanError::Empty {
                at: self.at.with_seconds(),
                seat,
            };
            let player = state.holder(seat).ok_or_else(empty)?;
            all.push((Actor::Person(player), Command::Play(play)));
        }
        Ok(all)
    }

    /// The latest message of a seat, or of an inject.
    fn latest(&self, whose: &str, scenario: &Scenario, log: &[Recorded]) -> Result<Seq, PlanError> {
        let from = |recorded: &&Recorded| match &recorded.event {
            // "On it" asks for no answer.
            Event::Moved(moved) => {
                moved.seat.as_str() == whose && !matches!(moved.act, Move::Acknowledge { .. })
            }
            Event::Released { inject, .. } => {
                let from = scenario.injects.get(*inject).map(|inject| &inject.from);
                inject.as_str() == whose
                    || matches!(from, Some(Sender::Seat(seat)) if seat.as_str() == whose)
            }
            _ => false,
        };
        let latest = log.iter().rev().find(from);
        latest
            .map(|recorded| recorded.seq)
            .ok_or_else(|| PlanError::Silent {
                at: self.at.with_seconds(),
                whose: whose.to_owned(),
            })
    }
}

/// Moves that were captured.
fn captured(log: &[Recorded]) -> impl Iterator<Item = Seq> {
    let spoken = |recorded: &&Recorded| matches!(&recorded.event, Event::Moved(moved) if moved.spoken.is_some());
    log.iter().filter(spoken).map(|recorded| recorded.seq)
}

/// A move with the revision that it overwrites, as a form would fill it in.
fn based(act: Move, state: &State) -> Move {
    match act {
        Move::Assign {
            responsibility,
            seat,
            ..
        } => {
            let held = state.held().get(&responsibility);
            Move::Assign {
                responsibility,
                seat,
                base: held.map_or(0, |holding| holding.revision),
            }
        }
        Move::Note { line, .. } => Move::Note {
            line,
            base: state.board_revision(line),
        },
        Move::Decide(decide) => Move::Decide(Decide {
            base: u32::try_from(state.decisions().len()).unwrap_or(u32::MAX),
            ..decide
        }),
        act => act,
    }
}
