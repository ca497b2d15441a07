//! One whole exercise with bots on some seats and personas on the others.

use super::host::{HostMove, host};
use crate::bots::{Bot, Deed, Policy, bot};
use crate::engine::*;
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::{GateResult, Gates, Score, Scorer, When};
use crate::view::{Page, item};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An exercise that bots play, and who judges it.
pub struct Exercise<J = Judges> {
    scenario: Arc<Scenario>,
    engine: Engine,
    judges: J,
    players: Vec<Player>,
    keeps: bool,
    played: Course,
}

/// Whoever sees every event of an exercise.
pub trait Judge {
    /// An event, with the state that it left.
    fn push(&mut self, state: &State, recorded: &Recorded);
}

/// What an exercise is worth, and whether it passes its gates.
#[derive(Clone)]
pub struct Judges {
    scorer: Scorer,
    gates: Gates,
}

impl Judges {
    /// Judges of an exercise that nobody has joined.
    pub(super) fn new(scenario: &Arc<Scenario>, certification: bool) -> Self {
        Self {
            scorer: Scorer::new(scenario.clone(), certification),
            gates: Gates::new(scenario.clone()),
        }
    }
}

impl Judge for Judges {
    fn push(&mut self, state: &State, recorded: &Recorded) {
        self.scorer.push(recorded);
        self.gates.push(state, recorded);
    }
}

/// Nobody judges: only what happens is of interest.
pub(super) struct Unjudged;

impl Judge for Unjudged {
    fn push(&mut self, _: &State, _: &Recorded) {}
}

/// Somebody with a bot's mind.
struct Player {
    id: PlayerId,
    seat: SeatId,
    bot: Box<dyn Bot>,
    page: Page,
    /// When it looks at its page next.
    looks: SimTime,
    /// Until when it is busy with its last move.
    busy: SimTime,
    /// What it is saying, and when somebody has written that down.
    saying: Option<(SimTime, Deed)>,
}

/// What is noted while an exercise runs.
#[derive(Default)]
struct Course {
    log: Vec<Recorded>,
    captured: Vec<Seq>,
    ledger: Ledger,
    /// How many decisions had been made before it began here.
    decisions: usize,
}

/// What became of options and actions.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    works: BTreeMap<OptionId, Work>,
    tries: BTreeMap<ActionId, Tried>,
}

impl Ledger {
    /// Takes in an event.
    pub(super) fn note(&mut self, event: &Event) {
        match event {
            Event::WorkStarted { option, .. } => self.work(*option).started = true,
            Event::WorkDone { option, succeeded } => {
                let work = self.work(*option);
                work.succeeded |= succeeded;
                work.failed |= !succeeded;
            }
            Event::Rolled {
                action, succeeded, ..
            } => {
                self.tries.entry(*action).or_default().succeeded |= succeeded;
            }
            _ => {}
        }
    }

    fn work(&mut self, option: OptionId) -> &mut Work {
        self.works.entry(option).or_default()
    }
}

/// What became of an option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The war room knew of it.
    pub found: bool,
    /// It was decided on.
    pub decided: bool,
    /// Work on it began.
    pub started: bool,
    /// It succeeded.
    pub succeeded: bool,
    /// It failed at least once.
    pub failed: bool,
}

/// What became of an action that dice fell for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// One of the rolls was enough.
    pub succeeded: bool,
}

/// An exercise that is over.
#[derive(Clone, Debug)]
pub struct Played {
    /// What it is worth, confirmed as in the hot wash.
    pub score: Score,
    /// How the story ended.
    pub ending: Option<Name>,
    /// Deadlines that fell unmet.
    pub missed: Vec<DeadlineId>,
    /// Injects that were released.
    pub injects: Vec<InjectId>,
    /// Options of the author's that came up.
    pub options: BTreeMap<OptionId, Work>,
    /// Actions that dice fell for.
    pub actions: BTreeMap<ActionId, Tried>,
    /// When the first decision was made; in an exercise that goes on from
    /// another one, the first that is its own.
    pub decided: Option<SimTime>,
    /// How the gates came out.
    pub gates: Vec<GateResult>,
    /// Every event, if they were asked for.
    pub log: Vec<Recorded>,
}

impl Exercise {
    /// An exercise at STARTEX: bots of one policy on these seats. `seed` is
    /// that of the exercise; the bots draw from streams of their own.
    pub fn new(scenario: &Arc<Scenario>, seed: u64, policy: Policy, seats: &[SeatId]) -> Self {
        let engine = Engine::new(scenario.clone(), seed, false);
        let mut exercise = Self::at(engine, Judges::new(scenario, false));
        for (nth, seat) in seats.iter().enumerate() {
            exercise.sit_down(nth, *seat, bot(policy, *seat, seed));
        }
        exercise.host(HostVerb::Start);
        exercise
    }

    /// Keeps every event.
    pub fn keep_log(mut self) -> Self {
        self.keeps = true;
        self
    }

    /// Plays it to ENDEX and through the hot wash.
    pub fn play(mut self) -> Played {
        while self.engine.state().phase() == Phase::Play {
            self.advance(SimTime::FAR);
        }
        for of in std::mem::take(&mut self.played.captured) {
            self.host(HostVerb::Confirm { of, counts: true });
        }
        self.over()
    }

    fn over(self) -> Played {
        let state = self.engine.state();
        let Ledger {
            works: mut options,
            tries: actions,
        } = self.played.ledger;
        for course in &self.scenario.options {
            let work = options.entry(course.id).or_default();
            work.found |= state.found(course.id);
            work.decided |= state.decisions().iter().any(|(of, ..)| *of == course.id);
        }
        let missed = state.deadlines().iter().filter(|(_, met)| !**met);
        let missed = missed.map(|(id, _)| *id).collect();
        let released = |id: &InjectId| matches!(state.inject(*id), Some(InjectStage::Released(_)));
        let injects = self.scenario.injects.iter().map(|inject| inject.id);
        let score = self.judges.scorer.score(When::Final);
        Played {
            gates: self.judges.gates.results(&score),
            score,
            ending: state.ending(),
            missed,
            injects: injects.filter(released).collect(),
            options,
            actions,
            decided: state
                .decisions()
                .get(self.played.decisions)
                .map(|(_, _, at)| *at),
            log: self.played.log,
        }
    }
}

impl<J: Judge> Exercise<J> {
    /// An exercise that stands where an engine does. The judges have seen its
    /// events.
    pub(super) fn at(engine: Engine, judges: J) -> Self {
        let played = Course {
            decisions: engine.state().decisions().len(),
            ..Course::default()
        };
        Self {
            scenario: engine.scenario().clone(),
            engine,
            judges,
            players: Vec::new(),
            keeps: false,
            played,
        }
    }

    /// What came before counts as well: an option that was started there and
    /// succeeds here was started.
    pub(super) fn after(mut self, ledger: Ledger) -> Self {
        self.played.ledger = ledger;
        self
    }

    fn sit_down(&mut self, nth: usize, seat: SeatId, bot: Box<dyn Bot>) {
        let Ok(player) = PlayerId::new(&format!("bot-{nth}")) else {
            return;
        };
        let join = Join {
            player,
            name: format!("Bot {}", nth + 1),
            family: JobFamily::Qa,
            part: Part::Player,
            token_hash: String::new(),
        };
        let _ = self.submit(Actor::Host, Command::Join(join));
        let anyway = true;
        self.host(HostVerb::Seat {
            player,
            seat,
            anyway,
        });
        self.take_over(player, seat, bot);
    }

    /// A bot plays on for whoever holds a seat; a seat that nobody holds is
    /// taken first.
    pub(super) fn seat_bot(&mut self, seat: SeatId, bot: Box<dyn Bot>) {
        match self.engine.state().holder(seat) {
            Some(player) => self.take_over(player, seat, bot),
            None => self.sit_down(0, seat, bot),
        }
    }

    fn take_over(&mut self, id: PlayerId, seat: SeatId, bot: Box<dyn Bot>) {
        let now = self.engine.state().now();
        self.players.push(Player {
            id,
            seat,
            bot,
            page: Page::new(seat, id),
            looks: now,
            busy: now,
            saying: None,
        });
    }

    /// Where it stands.
    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Draws from another seed from now on.
    pub(super) fn reseed(&mut self, seed: u64) {
        self.engine.reseed(seed);
    }

    /// What became of options that somebody worked on.
    pub(super) fn works(&self) -> &BTreeMap<OptionId, Work> {
        &self.played.ledger.works
    }

    /// Runs whatever comes next: something due, the host, or a bot; lets time
    /// pass until a moment when nothing comes before it.
    pub(super) fn advance(&mut self, until: SimTime) {
        let due = self.engine.next_due().unwrap_or(SimTime::FAR);
        if self.engine.state().cut().is_some() {
            // Nobody moves while the clock turns.
            if !self.run_due(due) {
                self.host(HostVerb::End);
            }
            return;
        }
        let turn = match host(&self.scenario, self.engine.state()) {
            HostMove::Wait(until) => until,
            HostMove::Cut => return self.cut(),
            HostMove::Roll => return self.host(HostVerb::Roll),
            HostMove::Turn => return self.host(HostVerb::Turn),
            HostMove::Scene => return self.host(HostVerb::Scene),
            HostMove::End => return self.host(HostVerb::End),
        };
        let next = self
            .players
            .iter()
            .map(Player::next)
            .min()
            .unwrap_or(SimTime::FAR);
        let idle = turn.min(until);
        if due <= next.min(idle) {
            self.run_due(due);
        } else if next <= idle {
            self.act(next);
        } else {
            self.engine.pass(idle);
        }
    }

    fn run_due(&mut self, until: SimTime) -> bool {
        match self.engine.run_due(until) {
            Some((_, _, events)) => {
                self.absorb(events);
                true
            }
            None => false,
        }
    }

    /// The bot whose moment has come makes its move, or what it said is
    /// written down.
    fn act(&mut self, now: SimTime) {
        let Some(nth) = self.players.iter().position(|player| player.next() == now) else {
            return;
        };
        // What fell into a time cut comes right after it.
        let now = now.max(self.engine.state().now());
        self.engine.pass(now);
        if let Some((at, deed)) = self.players[nth].saying.take() {
            if at <= now {
                self.write_down(nth, deed);
                return;
            }
            self.players[nth].saying = Some((at, deed));
        }
        let state = self.engine.state();
        let player = &mut self.players[nth];
        let view = player.page.look(&self.scenario, state);
        let turn = player.bot.turn(view);
        player.busy = now + turn.busy;
        player.looks = now + turn.idle.max(Span::seconds(1));
        let Some(deed) = turn.deed else { return };
        match deed.aloud {
            Some(lag) => player.saying = Some((now + lag, deed)),
            None => {
                let actor = Actor::Person(player.id);
                self.try_move(nth, actor, Command::Play(deed.play));
            }
        }
    }

    /// The host captures what a bot has said.
    fn write_down(&mut self, nth: usize, deed: Deed) {
        let capture = Capture {
            seat: self.players[nth].seat,
            ago: deed.aloud.unwrap_or_default(),
            play: deed.play,
        };
        self.try_move(nth, Actor::Host, Command::Capture(capture));
    }

    fn try_move(&mut self, nth: usize, actor: Actor, command: Command) {
        if let Err(refusal) = self.submit(actor, command) {
            self.players[nth].bot.refused(&refusal);
        }
    }

    /// The time cut, with the plan that whoever commands states.
    fn cut(&mut self) {
        let commander = self.engine.state().commander();
        let nth = self
            .players
            .iter()
            .position(|player| player.seat == commander);
        let plan = nth.map_or_else(CutPlan::default, |nth| {
            let state = self.engine.state();
            let player = &mut self.players[nth];
            let view = player.page.look(&self.scenario, state);
            player.bot.cut_plan(view)
        });
        if self
            .submit(Actor::Host, Command::Host(HostVerb::Cut { plan }))
            .is_err()
        {
            self.host(HostVerb::End);
        }
    }

    pub(super) fn host(&mut self, verb: HostVerb) {
        let done = self.submit(Actor::Host, Command::Host(verb));
        debug_assert!(done.is_ok(), "{done:?}");
    }

    pub(super) fn submit(&mut self, actor: Actor, command: Command) -> Result<(), Refusal> {
        let now = self.engine.state().now();
        let events = self.engine.submit(now, actor, command)?;
        self.absorb(events);
        Ok(())
    }

    /// Everybody takes in what happened.
    fn absorb(&mut self, events: Vec<Recorded>) {
        let now = self.engine.state().now();
        for recorded in &events {
            self.judges.push(self.engine.state(), recorded);
            self.played.ledger.note(&recorded.event);
            if let Event::Moved(moved) = &recorded.event
                && moved.spoken.is_some()
            {
                self.played.captured.push(recorded.seq);
            }
            for player in &mut self.players {
                let seat = Audience::Seat(player.seat);
                let Some(item) = item(&self.scenario, self.engine.state(), recorded, seat) else {
                    continue;
                };
                if let Some(soon) = player.bot.hear(&item) {
                    player.looks = player.looks.min((now + soon).max(player.busy));
                }
            }
        }
        if self.keeps {
            self.played.log.extend(events);
        }
    }
}

impl Player {
    /// When it does something next.
    fn next(&self) -> SimTime {
        let said = self.saying.as_ref().map_or(SimTime::FAR, |(at, _)| *at);
        self.looks.min(said)
    }
}
