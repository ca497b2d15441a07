//! Who sits at the toured table: the script plays the commander; the others
//! answer what they are asked with what their cards know, as people would who
//! read them out.

use super::Game;
use super::cast::cast;
use crate::engine::{Actor, Command, Engine, HostVerb, Join, Move, Phase, Play, Recorded};
use crate::game::session::{Chair, Live};
use crate::journal;
use crate::model::{Audience, ClockTime, PlayerId, SeatId, Seq, SimTime};
use crate::rehearsal::plan::{self, Line};
use crate::room::{Limits, ManualClock, RecordedFeed, RoomError};
use crate::view::Snapshot;
use std::collections::BTreeSet;

/// The room looks at its clock this often, in milliseconds of the exercise.
const TICK: u64 = 5_000;
/// Milliseconds that pass with a frame in which nothing is played.
const BREATH: u64 = 20;
/// Ticks of the exercise in one frame.
const TICKS: u32 = 8;
/// Looks at a clock that stands, after which somebody must have forgotten it.
const STANDING: u32 = 200;
/// How long somebody looks at their card before they answer.
const READING: u64 = 15_000;

/// The people, and the script.
pub(super) struct Company {
    hand: ManualClock,
    lines: Vec<Line>,
    played: usize,
    ear: Option<Ear>,
    answered: BTreeSet<(SeatId, Seq)>,
    /// The clock at the last look, and how often it showed the same.
    stood: (SimTime, u32),
}

/// What was heard of the room that is open.
struct Ear {
    room: String,
    feed: RecordedFeed,
    mirror: Engine,
    log: Vec<Recorded>,
}

impl Company {
    pub(super) fn new(hand: ManualClock) -> Self {
        Self {
            hand,
            lines: Vec::new(),
            played: 0,
            ear: None,
            answered: BTreeSet::new(),
            stood: (SimTime::ZERO, 0),
        }
    }

    /// Lets the room look at its clock, so that it tells what has changed.
    pub(super) fn breathe(&self, game: &Game) {
        self.hand.advance(BREATH);
        if let Ok(live) = live(game) {
            // A room that is gone is told of by whoever plays on.
            let _ = live.handle().tick().wait();
        }
    }

    /// Lets the time pass for which a cut stands on the screens.
    pub(super) fn pass_cut(&self) {
        self.hand.advance(Limits::for_people().cut_ms);
    }

    /// The people of the exercise join and are seated, and its script is opened.
    pub(super) fn gather(&mut self, game: &Game) -> Result<(), String> {
        let live = live(game)?;
        let id = live.handle().current().head.id;
        let cast = cast(id.as_str()).ok_or_else(|| format!("nobody plays {id}"))?;
        self.lines = plan::read(cast.script).map_err(|error| error.to_string())?;
        self.played = 0;
        self.answered.clear();
        let ask = |command| {
            let reply = live.handle().submit(Actor::Host, command, None);
            reply.wait().map_err(|error| error.to_string())
        };
        for guest in cast.guests {
            let player =
                PlayerId::new(&guest.name.to_lowercase()).map_err(|error| error.to_string())?;
            ask(Command::Join(Join {
                player,
                name: guest.name.to_owned(),
                family: guest.family,
                part: guest.part,
                token_hash: String::new(),
            }))?;
            if let Some(seat) = guest.seat.and_then(|id| SeatId::new(id).ok()) {
                ask(Command::Host(HostVerb::Seat {
                    player,
                    seat,
                    anyway: false,
                }))?;
            }
        }
        Ok(())
    }

    /// Plays on for one frame; true once the clock shows `until`.
    pub(super) fn play(&mut self, game: &Game, until: ClockTime) -> Result<bool, String> {
        let live = live(game)?;
        self.follow(live)?;
        let scenario = live.handle().current();
        let until = SimTime::ZERO + until.after(scenario.clock.start);
        for _ in 0..TICKS {
            let face = live.handle().tick().wait().map_err(gone)?;
            if face.now >= until || face.cut || phase(live)? > Phase::Play {
                return Ok(true);
            }
            self.stood = match self.stood {
                (at, looks) if at == face.now => (at, looks + 1),
                _ => (face.now, 0),
            };
            if self.stood.1 > STANDING {
                return Err(format!("the clock stands at {}", scenario.shows(face.now)));
            }
            if live.chair == Chair::Host {
                self.speak(live, face.now)?;
                self.answer(live, face.now)?;
            }
            self.hand.advance(TICK);
        }
        Ok(false)
    }

    /// Listens to the room that is open now.
    fn follow(&mut self, live: &Live) -> Result<(), String> {
        let header = live.handle().header();
        if self.ear.as_ref().is_none_or(|ear| ear.room != header.room) {
            let feed = live.handle().subscribe_recorded(Seq(0), None);
            self.ear = Some(Ear {
                room: header.room.clone(),
                feed: feed.wait().map_err(gone)?,
                mirror: journal::engine(header).map_err(|error| error.to_string())?,
                log: Vec::new(),
            });
        }
        if let Some(ear) = &mut self.ear {
            let mut steps = std::mem::take(&mut ear.feed.so_far);
            while let Ok(step) = ear.feed.stream.try_recv() {
                steps.push(step);
            }
            for step in &steps {
                journal::fold(&mut ear.mirror, step);
                ear.log.extend(step.events.iter().cloned());
            }
        }
        Ok(())
    }

    /// Plays the lines that are due.
    fn speak(&mut self, live: &Live, now: SimTime) -> Result<(), String> {
        let scenario = &*live.handle().current();
        while let Some(line) = self.lines.get(self.played).cloned() {
            if line.moment(scenario) > now {
                return Ok(());
            }
            self.played += 1;
            self.follow(live)?;
            let Some(ear) = &self.ear else {
                return Ok(());
            };
            let commands = line.commands(scenario, ear.mirror.state(), &ear.log);
            for (actor, command) in commands.unwrap_or_default() {
                let reply = live.handle().submit(actor, command, None).wait();
                if let Err(why) = reply {
                    bevy::log::info!("{}: {why}", line.at.with_seconds());
                }
            }
        }
        Ok(())
    }

    /// Everybody but the commander answers what they were asked a while ago.
    fn answer(&mut self, live: &Live, now: SimTime) -> Result<(), String> {
        let commander = live.handle().current().commander;
        for member in live.handle().members().wait().map_err(gone)? {
            let Some(seat) = member.seat.filter(|seat| *seat != commander) else {
                continue;
            };
            let shown = live
                .handle()
                .snapshot(Audience::Seat(seat), Some(member.player));
            let shown = shown.wait().map_err(gone)?;
            let Snapshot::Player(view) = shown.snapshot.as_ref() else {
                continue;
            };
            let due = |at: SimTime| now >= at && now.since(at).0 >= READING;
            for ask in view.asked.iter().filter(|ask| due(ask.at)) {
                if !self.answered.insert((seat, ask.ask)) {
                    continue;
                }
                let act = if ask.answers.is_empty() {
                    Move::Acknowledge { back_by: None }
                } else {
                    Move::Tell {
                        facts: ask.answers.clone(),
                    }
                };
                let play = Play {
                    reply_to: ask.message,
                    channel: ask.channel,
                    to: ask.seat.into_iter().collect(),
                    ..Play::new(act)
                };
                say(live, member.player, play);
            }
            for order in &view.orders {
                if self.answered.insert((seat, order.message)) {
                    let act = Move::Acknowledge { back_by: None };
                    let play = Play {
                        reply_to: Some(order.message),
                        ..Play::new(act)
                    };
                    say(live, member.player, play);
                }
            }
        }
        Ok(())
    }
}

fn say(live: &Live, player: PlayerId, play: Play) {
    let command = Command::Play(play);
    if let Err(why) = live
        .handle()
        .submit(Actor::Person(player), command, None)
        .wait()
    {
        bevy::log::info!("{player}: {why}");
    }
}

fn live(game: &Game) -> Result<&Live, String> {
    let held = game.held.as_ref();
    held.map(|held| &held.live)
        .ok_or_else(|| "no room is open".to_owned())
}

fn phase(live: &Live) -> Result<Phase, String> {
    let shown = live.handle().snapshot(Audience::Table, None);
    match shown.wait().map_err(gone)?.snapshot.as_ref() {
        Snapshot::Table(view) => Ok(view.common.phase),
        _ => Err("the room shows no table".to_owned()),
    }
}

fn gone(error: RoomError) -> String {
    error.to_string()
}
