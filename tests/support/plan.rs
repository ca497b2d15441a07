//! Plays a plan on a bare engine: a person commands, personas play the rest. A
//! refusal fails the plan, with its reason, unless the line wants one.

#![allow(clippy::allow_attributes, clippy::panic, dead_code, reason = "tests")]

use std::path::Path;
use std::sync::Arc;
use warroom::engine::{Actor, Command, DueItem, Engine, HostVerb, Join, Part, Recorded};
use warroom::journal::{Cause, Step};
use warroom::model::{JobFamily, PlayerId, SimTime};
use warroom::rehearsal::plan::{self, Line};
use warroom::scenario::{Scenario, load};

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
    plan::read(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// An exercise that follows a plan; a person commands, personas play the rest.
pub(crate) struct Run {
    scenario: Arc<Scenario>,
    engine: Engine,
    /// Everything that happened.
    pub(crate) log: Vec<Recorded>,
    /// The same as a room would journal it.
    pub(crate) steps: Vec<Step>,
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
            steps: Vec::new(),
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
            run.line(line);
        }
        run
    }

    fn line(&mut self, line: &Line) {
        let at = line.moment(&self.scenario);
        while let Some((due, item, events)) = self.engine.run_due(at) {
            // A look at which nothing had become true leaves no line.
            if item != DueItem::Look || !events.is_empty() {
                self.keep(due, Actor::Clock, Cause::Due(item), events);
            }
        }
        let commands = line
            .commands(&self.scenario, self.engine.state(), &self.log)
            .unwrap_or_else(|why| panic!("{why}"));
        for (actor, command) in commands {
            match self.submit(at, actor, command) {
                Err(why) if !line.refused && !line.maybe => {
                    panic!("{}: {why}", line.at.with_seconds())
                }
                Ok(()) if line.refused => {
                    panic!("{}: this was to be refused", line.at.with_seconds())
                }
                _ => {}
            }
        }
    }

    /// A command after the last line of the plan, in the host's name.
    pub(crate) fn then(&mut self, command: Command) {
        let now = self.engine.state().now();
        self.submit(now, Actor::Host, command).unwrap();
    }

    fn submit(&mut self, at: SimTime, actor: Actor, command: Command) -> Result<(), String> {
        let at = at.max(self.engine.state().now());
        let cause = Cause::Command(command.clone());
        let events = self
            .engine
            .submit(at, actor, command)
            .map_err(|refusal| refusal.why)?;
        self.keep(at, actor, cause, events);
        Ok(())
    }

    fn keep(&mut self, at: SimTime, actor: Actor, cause: Cause, events: Vec<Recorded>) {
        self.log.extend(events.iter().cloned());
        self.steps.push(Step {
            n: self.steps.len() as u64 + 1,
            at,
            actor,
            cause,
            key: None,
            events,
        });
    }
}
