//! A readable script of an exercise: who does what, when on the story's clock.
//!
//! A plan is a RON list. Each line has `at` and one of: `seat` with `do` (a
//! move of the person on that seat), `capture` with `do` (the host writes down
//! what that seat said, `ago` before), or `host` (a verb). `confirm: true` lets
//! the host confirm every captured move, as in the hot wash. `answers` names
//! the seat or the inject whose latest message is answered. A refusal fails the
//! plan, with its reason, unless the line says `refused: true`.

#![allow(clippy::allow_attributes, clippy::panic, dead_code, reason = "tests")]

use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use warroom::engine::{
    Actor, Capture, Command, Decide, Engine, Event, HostVerb, Join, Move, Part, Play, Recorded,
};
use warroom::model::{ChannelId, ClockTime, JobFamily, PlayerId, SeatId, Seq, SimTime, Span};
use warroom::scenario::{Scenario, Sender, load};

/// One line of a plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    at: ClockTime,
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
    #[serde(default)]
    refused: bool,
}

/// The scenario of a file below the crate.
pub(crate) fn scenario(path: &str) -> Arc<Scenario> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    Arc::new(load(&text).scenario.expect("the scenario loads"))
}

/// The lines of `tests/plans/<name>.ron`.
pub(crate) fn lines(name: &str) -> Vec<Line> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/plans")
        .join(name)
        .with_extension("ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options
        .from_str(&text)
        .unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// An exercise that follows a plan; a person commands, personas play the rest.
pub(crate) struct Run {
    scenario: Arc<Scenario>,
    engine: Engine,
    /// Everything that happened.
    pub(crate) log: Vec<Recorded>,
}

impl Run {
    /// Plays a plan from STARTEX to its last line.
    pub(crate) fn of(
        scenario: &Arc<Scenario>,
        seed: u64,
        certification: bool,
        plan: &[Line],
    ) -> Self {
        let engine = Engine::new(scenario.clone(), seed, certification);
        let mut run = Self {
            scenario: scenario.clone(),
            engine,
            log: Vec::new(),
        };
        let player: PlayerId = PlayerId::new("player").unwrap();
        let join = Join {
            player,
            name: "Ines".to_owned(),
            family: JobFamily::Qa,
            part: Part::Player,
            token_hash: String::new(),
        };
        run.submit(SimTime::ZERO, Actor::Host, Command::Join(join))
            .unwrap();
        let seat = scenario.commander;
        let seat = HostVerb::Seat {
            player,
            seat,
            anyway: false,
        };
        run.submit(SimTime::ZERO, Actor::Host, Command::Host(seat))
            .unwrap();
        run.submit(SimTime::ZERO, Actor::Host, Command::Host(HostVerb::Start))
            .unwrap();
        for line in plan {
            run.line(line, player);
        }
        run
    }

    fn line(&mut self, line: &Line, player: PlayerId) {
        let at = SimTime::ZERO + line.at.after(self.scenario.clock.start);
        while let Some((.., events)) = self.engine.run_due(at) {
            self.log.extend(events);
        }
        if line.confirm {
            let captured = |recorded: &&Recorded| matches!(&recorded.event, Event::Moved(moved) if moved.spoken.is_some());
            let all: Vec<Seq> = self
                .log
                .iter()
                .filter(captured)
                .map(|recorded| recorded.seq)
                .collect();
            for of in all {
                let confirm = HostVerb::Confirm { of, counts: true };
                self.submit(at, Actor::Host, Command::Host(confirm))
                    .unwrap();
            }
        }
        let Some((actor, command)) = self.command(line, player) else {
            return;
        };
        match self.submit(at, actor, command) {
            Err(why) if !line.refused => panic!("{}: {why}", line.at.with_seconds()),
            Ok(()) if line.refused => panic!("{}: this was to be refused", line.at.with_seconds()),
            _ => {}
        }
    }

    fn command(&self, line: &Line, player: PlayerId) -> Option<(Actor, Command)> {
        if let Some(verb) = &line.host {
            return Some((Actor::Host, Command::Host(verb.clone())));
        }
        let play = Play {
            act: self.based(line.act.clone()?),
            channel: line.channel,
            private: line.private,
            to: line.to.clone(),
            reply_to: line
                .answers
                .as_deref()
                .map(|whose| self.latest(whose, line.at)),
            text: line.text.clone(),
        };
        Some(match line.capture {
            Some(seat) => (
                Actor::Host,
                Command::Capture(Capture {
                    seat,
                    ago: line.ago,
                    play,
                }),
            ),
            None => (Actor::Person(player), Command::Play(play)),
        })
    }

    /// A move with the revision that it overwrites, as a form would fill it in.
    fn based(&self, act: Move) -> Move {
        let state = self.engine.state();
        match act {
            Move::Assign {
                responsibility,
                seat,
                ..
            } => {
                let base = state
                    .held()
                    .get(&responsibility)
                    .map_or(0, |holding| holding.revision);
                Move::Assign {
                    responsibility,
                    seat,
                    base,
                }
            }
            Move::Note { line, .. } => Move::Note {
                line,
                base: state.board_revision(line),
            },
            Move::Decide(decide) => {
                let base = u32::try_from(state.decisions().len()).unwrap();
                Move::Decide(Decide { base, ..decide })
            }
            act => act,
        }
    }

    /// The latest message of a seat, or of an inject.
    fn latest(&self, whose: &str, at: ClockTime) -> Seq {
        let from = |recorded: &&Recorded| match &recorded.event {
            Event::Moved(moved) => moved.seat.as_str() == whose,
            Event::Released { inject, .. } => {
                let from = self
                    .scenario
                    .injects
                    .get(*inject)
                    .map(|inject| &inject.from);
                inject.as_str() == whose
                    || matches!(from, Some(Sender::Seat(seat)) if seat.as_str() == whose)
            }
            _ => false,
        };
        let latest = self.log.iter().rev().find(from);
        latest
            .unwrap_or_else(|| panic!("{}: nothing of {whose} to answer", at.with_seconds()))
            .seq
    }

    fn submit(&mut self, at: SimTime, actor: Actor, command: Command) -> Result<(), String> {
        let events = self
            .engine
            .submit(at, actor, command)
            .map_err(|refusal| refusal.why)?;
        self.log.extend(events);
        Ok(())
    }
}
