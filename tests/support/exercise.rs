//! An exercise driven by hand: clock times in, event lists out.

use std::sync::Arc;
use warroom::engine::{
    Actor, Capture, Command, Decide, Engine, Event, HostVerb, Join, Move, Part, Play, Recorded,
    Refusal,
};
use warroom::model::{JobFamily, SeatId, SimTime, Span};
use warroom::scenario::{Scenario, load};

/// An id from a text that is known to be one.
pub fn id<T: From<warroom::model::Name>>(text: &str) -> T {
    T::from(text.parse().unwrap())
}

/// The scenario of a file below the crate.
pub fn scenario(path: &str) -> Arc<Scenario> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let loaded = load(&std::fs::read_to_string(path).unwrap());
    Arc::new(loaded.scenario.expect("the scenario loads"))
}

/// The text of the minimal scenario with some of it replaced.
pub fn minimal(changes: &[(&str, &str)]) -> String {
    let path = "tests/fixtures/scenarios/minimal.ron";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut text = std::fs::read_to_string(path).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "the scenario has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// An exercise and everything that has happened in it.
pub struct Exercise {
    pub engine: Engine,
    pub log: Vec<Recorded>,
}

impl Exercise {
    /// The minimal scenario in its lobby.
    pub fn lobby(seed: u64) -> Self {
        let scenario = scenario("tests/fixtures/scenarios/minimal.ron");
        Self {
            engine: Engine::new(scenario, seed, false),
            log: Vec::new(),
        }
    }

    /// The minimal scenario at STARTEX, with these seats held by people.
    pub fn started(seats: &[&str]) -> Self {
        let mut exercise = Self::lobby(7);
        exercise.start(seats);
        exercise
    }

    /// People take these seats, and play begins.
    pub fn start(&mut self, seats: &[&str]) {
        for seat in seats {
            self.join(seat, JobFamily::Qa);
            let (player, seat) = (id(seat), id(seat));
            self.host(
                0,
                HostVerb::Seat {
                    player,
                    seat,
                    anyway: false,
                },
            );
        }
        self.host(0, HostVerb::Start);
    }

    /// The minimal scenario with some of its text replaced, at STARTEX.
    pub fn of(changes: &[(&str, &str)], seats: &[&str]) -> Self {
        let loaded = load(&minimal(changes));
        let scenario = loaded
            .scenario
            .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
        let mut exercise = Self {
            engine: Engine::new(Arc::new(scenario), 7, false),
            log: Vec::new(),
        };
        exercise.start(seats);
        exercise
    }

    /// Somebody joins; their id is their name.
    pub fn join(&mut self, name: &str, family: JobFamily) {
        let join = Join {
            player: id(name),
            name: name.to_owned(),
            family,
            part: Part::Player,
            token_hash: String::new(),
        };
        self.try_at(0, Actor::Host, Command::Join(join)).unwrap();
    }

    /// Runs the clock up to a moment, in seconds since STARTEX.
    pub fn wait(&mut self, second: u64) -> Vec<Recorded> {
        let mut events = Vec::new();
        while let Some((.., step)) = self.engine.run_due(SimTime(second * 1000)) {
            events.extend(step);
        }
        self.log.extend(events.iter().cloned());
        events
    }

    /// Runs the clock, then a command.
    pub fn try_at(
        &mut self,
        second: u64,
        actor: Actor,
        command: Command,
    ) -> Result<Vec<Recorded>, Refusal> {
        self.wait(second);
        let events = self.engine.submit(SimTime(second * 1000), actor, command)?;
        self.log.extend(events.iter().cloned());
        Ok(events)
    }

    /// A verb of the host.
    pub fn host(&mut self, second: u64, verb: HostVerb) -> Vec<Recorded> {
        self.try_at(second, Actor::Host, Command::Host(verb))
            .unwrap()
    }

    /// A move of whoever holds the seat of the same name.
    pub fn play(&mut self, second: u64, seat: &str, play: Play) -> Vec<Recorded> {
        self.try_play(second, seat, play).unwrap()
    }

    pub fn try_play(
        &mut self,
        second: u64,
        seat: &str,
        play: Play,
    ) -> Result<Vec<Recorded>, Refusal> {
        self.try_at(second, Actor::Person(id(seat)), Command::Play(play))
    }

    /// Speech captured by the host.
    pub fn capture(&mut self, second: u64, seat: &str, ago: u64, play: Play) -> Vec<Recorded> {
        let capture = Capture {
            seat: id::<SeatId>(seat),
            ago: Span::seconds(ago),
            play,
        };
        self.try_at(second, Actor::Host, Command::Capture(capture))
            .unwrap()
    }

    /// The last event that `pick` takes.
    pub fn last<T>(&self, pick: impl Fn(&Recorded) -> Option<T>) -> Option<T> {
        self.log.iter().rev().find_map(pick)
    }

    /// The last move of a seat.
    pub fn last_line(&self, seat: &str) -> Option<String> {
        let seat: SeatId = id(seat);
        self.last(|recorded| match &recorded.event {
            Event::Moved(moved) if moved.seat == seat => Some(moved.line.clone()),
            _ => None,
        })
    }
}

/// A decision for an option, which knows of so many before it.
pub fn decide(option: &str, because: &str, base: u32) -> Play {
    Play::new(Move::Decide(Decide {
        option: id(option),
        over: Vec::new(),
        facts: Vec::new(),
        price: Vec::new(),
        fallback: None,
        check_at: None,
        because: because.to_owned(),
        base,
    }))
}

/// A question in plain words.
pub fn ask(to: &[&str], words: &str) -> Play {
    Play {
        to: to.iter().map(|seat| id(seat)).collect(),
        text: words.to_owned(),
        ..Play::new(Move::Ask {
            topics: Vec::new(),
            objections: false,
        })
    }
}

/// Facts told in the war room.
pub fn tell(facts: &[&str]) -> Play {
    Play::new(Move::Tell {
        facts: facts.iter().map(|fact| id(fact)).collect(),
    })
}

/// Anything else.
pub fn say(words: &str) -> Play {
    Play {
        text: words.to_owned(),
        ..Play::new(Move::Say)
    }
}

/// Events a line each: second, cause, event; what people only read is cut.
pub fn list(events: &[Recorded]) -> String {
    events
        .iter()
        .map(|recorded| {
            let mut event = serde_json::to_value(&recorded.event).unwrap();
            let name = event["event"].as_str().unwrap_or("?").to_owned();
            let fields = event.as_object_mut().unwrap();
            for noise in ["event", "topics", "persona", "technical"] {
                fields.remove(noise);
            }
            let fields = serde_json::to_string(fields).unwrap().replace('"', "");
            format!("{} {name} {fields}", recorded.at.0 / 1000)
        })
        .collect::<Vec<_>>()
        .join("\n")
}
