//! The game's end of one room: what has come in, and what has been asked.
//!
//! The room runs on its own thread and is the only authority. Once a frame
//! [`Live::drain`] takes in what it sent; [`Live::submit`] asks it for
//! something, and the answer comes with a later drain. Nothing is shown before
//! the room sent it, so nothing is shown that is not on disk. When a lobby takes
//! another version of its scenario, all of it is heard anew.

use super::ear::{self, Ear};
use super::record::Record;
use super::tell::Teller;
use super::ui::what_if::Fork;
use crate::engine::{Actor, Command, HostVerb, Part, Phase, Reason, Recorded, Refusal, ReviewVerb};
use crate::model::{Audience, JobFamily, PlayerId, Seq, SimTime};
use crate::room::{
    ClockFace, Closing, Handle, Out, RecordedFeed, Reply, Room, RoomError, Subscription, Wake,
};
use crate::scoring::{Compared, GateResult, Score, When};
use crate::view::{CommonView, HostView, Item, PlayerView, Snapshot, TableView};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::mpsc::error::TryRecvError;

/// The id of the one who practises alone.
const ALONE: &str = "alone";

/// Who sits before this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chair {
    /// A disaster master, with a table of people.
    Host,
    /// Somebody who practises alone, as the commander.
    Alone,
}

/// Real milliseconds for which a refusal stays in sight.
const REFUSED_MS: u64 = 12_000;

/// A running room, as this screen sees it.
pub struct Live {
    /// Who sits here.
    pub chair: Chair,
    room: Option<Room>,
    handle: Handle,
    wake: Wake,
    streams: Streams,
    pending: Vec<Reply<crate::room::Outcome>>,
    record: Record,
    face: (ClockFace, u64),
    /// Remembers what was said, for the table.
    pub teller: Teller,
    /// What the table may know.
    pub table: Option<Arc<Snapshot>>,
    /// Why the last thing that was asked for did not happen, and since when.
    refused: Option<(Refusal, u64)>,
    /// The room has ended.
    pub closed: bool,
}

/// All that is heard of one version of the scenario.
struct Streams {
    /// Of which opening or reload of the room.
    epoch: u64,
    table: Subscription,
    host: Ear,
    seat: Option<Ear>,
    recorded: RecordedFeed,
}

impl Streams {
    fn open(handle: &Handle, chair: Chair, wake: &Wake) -> Result<Self, RoomError> {
        // Asked first: what is heard is of this version or of a later one.
        let epoch = handle.epoch();
        let commander = handle.current().commander;
        let seat = match PlayerId::new(ALONE) {
            Ok(me) if chair == Chair::Alone => {
                let audience = Audience::Seat(commander);
                Some(Ear::open(handle, audience, Some(me), wake)?)
            }
            _ => None,
        };
        Ok(Self {
            epoch,
            table: ear::subscribe(handle, Audience::Table, None, wake)?,
            host: Ear::open(handle, Audience::Host, None, wake)?,
            seat,
            recorded: handle
                .subscribe_recorded(Seq(0), Some(wake.clone()))
                .wait()?,
        })
    }
}

impl Live {
    /// Listens to a room that has just been opened. `wake` is called when
    /// something comes.
    ///
    /// # Errors
    /// When the room is gone already.
    pub fn join(room: Room, chair: Chair, wake: Wake, real_ms: u64) -> Result<Self, RoomError> {
        let handle = room.handle().clone();
        if chair == Chair::Alone {
            sit_down(&handle)?;
        }
        Ok(Self {
            chair,
            streams: Streams::open(&handle, chair, &wake)?,
            face: (handle.tick().wait()?, real_ms),
            record: Record::new(&handle.current(), handle.header()),
            room: Some(room),
            handle,
            wake,
            pending: Vec::new(),
            teller: Teller::default(),
            table: None,
            refused: None,
            closed: false,
        })
    }

    /// Hears everything from the beginning: the lobby has another version of
    /// the scenario, or we were too slow for the room.
    fn listen_anew(&mut self) {
        let scenario = self.handle.current();
        match Streams::open(&self.handle, self.chair, &self.wake) {
            // Another version meanwhile: with the next frame.
            Ok(streams) if streams.epoch != self.handle.epoch() => {}
            Ok(streams) => {
                self.streams = streams;
                self.record = Record::new(&scenario, self.handle.header());
                self.teller = Teller::default();
            }
            Err(RoomError::Busy) => {}
            Err(_) => self.closed = true,
        }
    }

    /// Of which opening or reload of the room all this is.
    pub fn epoch(&self) -> u64 {
        self.streams.epoch
    }

    /// What others talk to the room with.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// The moment of the exercise now, from the last word of the room's clock.
    pub fn now(&self, real_ms: u64) -> SimTime {
        let (face, since) = self.face;
        if face.running && !face.cut {
            face.now + face.pace.advance(real_ms.saturating_sub(since))
        } else {
            face.now
        }
    }

    /// Whether the clock on the screen moves.
    pub fn ticking(&self) -> bool {
        self.face.0.running
    }

    /// Asks the room for a verb of the host.
    pub fn host(&mut self, verb: HostVerb) {
        self.submit(Actor::Host, Command::Host(verb));
    }

    /// Asks the room for a move of the one who practises alone.
    pub fn play(&mut self, command: Command) {
        match PlayerId::new(ALONE) {
            Ok(me) if self.chair == Chair::Alone => self.submit(Actor::Person(me), command),
            _ => self.submit(Actor::Host, command),
        }
    }

    fn submit(&mut self, actor: Actor, command: Command) {
        self.refused = None;
        self.pending.push(self.handle.submit(actor, command, None));
    }

    /// What the table may know.
    pub fn table_view(&self) -> Option<&TableView> {
        match self.table.as_deref() {
            Some(Snapshot::Table(view)) => Some(view),
            _ => None,
        }
    }

    /// What the host may know.
    pub fn host_view(&self) -> Option<&HostView> {
        match self.streams.host.shown() {
            Some(Snapshot::Host(view)) => Some(view),
            _ => None,
        }
    }

    /// What the seat may know.
    pub fn seat_view(&self) -> Option<&PlayerView> {
        match self.streams.seat.as_ref().and_then(Ear::shown) {
            Some(Snapshot::Player(view)) => Some(view),
            _ => None,
        }
    }

    /// Everything that happened, as the host reads it, oldest first.
    pub fn story(&self) -> &[Item] {
        self.streams.host.lines()
    }

    /// What the seat has heard, oldest first.
    pub fn heard(&self) -> &[Item] {
        self.streams.seat.as_ref().map_or(&[], Ear::lines)
    }

    /// Whether whoever sits here may do something now, by the room's own rule.
    ///
    /// # Errors
    /// With the reason and what is legal, when they may not.
    pub fn check(&self, command: &Command) -> Result<(), Refusal> {
        let actor = match (command, PlayerId::new(ALONE)) {
            (Command::Host(_), _) => Actor::Host,
            (_, Ok(me)) if self.chair == Chair::Alone => Actor::Person(me),
            _ => Actor::Host,
        };
        self.record.check(actor, command)
    }

    /// The present as the host knows it, with the clock of this moment.
    pub fn host_now(&self, real_ms: u64) -> Option<HostView> {
        let mut view = self.host_view()?.clone();
        self.wind(&mut view.table.common, real_ms);
        Some(view)
    }

    /// The present as the seat knows it, with the clock of this moment.
    pub fn seat_now(&self, real_ms: u64) -> Option<PlayerView> {
        let mut view = self.seat_view()?.clone();
        self.wind(&mut view.common, real_ms);
        Some(view)
    }

    /// A snapshot comes when something changed; its clock goes on until then.
    fn wind(&self, common: &mut CommonView, real_ms: u64) {
        common.now = self.now(real_ms).max(common.now);
        let clock = common.clock_start.plus(common.now.since(SimTime::ZERO));
        common.clock = clock.on_the_wall();
    }

    /// The phase, as far as it has been heard of.
    pub fn phase(&self) -> Phase {
        self.record.phase()
    }

    /// Why the last thing that was asked for did not happen.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refused.as_ref().map(|(refusal, _)| refusal)
    }

    /// Whether something real has stopped the exercise.
    pub fn emergency(&self) -> bool {
        self.table_view().is_some_and(|view| view.common.emergency)
    }

    /// Whether the journal cannot be written, so that everything waits.
    pub fn storage_trouble(&self) -> bool {
        self.face.0.storage_trouble
    }

    /// Notes, ratings, stars and disputes, oldest first.
    pub fn notes(&self) -> &[Recorded] {
        self.record.notes()
    }

    /// What the host has confirmed or struck.
    pub fn confirmed(&self) -> &BTreeMap<Seq, bool> {
        self.record.confirmed()
    }

    /// What the retrospective has gathered, oldest first.
    pub fn reviewed(&self) -> &[ReviewVerb] {
        self.record.entries()
    }

    /// The table's review beside the author's; empty where there is none.
    pub fn compared(&self) -> Vec<Compared> {
        self.record.compared()
    }

    /// Every decision, with what else could have been decided there.
    pub fn forks(&self) -> &[Fork] {
        self.record.forks()
    }

    /// The score so far.
    pub fn score(&self, when: When) -> Score {
        self.record.score(when)
    }

    /// How the gates came out, in the author's order; `score` is that of now.
    pub fn gates(&self, score: &Score) -> Vec<GateResult> {
        self.record.gates(score)
    }

    /// The last event that the score rests on.
    pub fn scored(&self) -> Seq {
        self.record.scored()
    }

    /// Steps that are on disk.
    pub fn steps(&self) -> u64 {
        self.record.steps()
    }

    /// Takes in everything that the room has sent; true when anything came.
    pub fn drain(&mut self, real_ms: u64) -> bool {
        let mut came = false;
        if self.handle.epoch() != self.streams.epoch {
            self.listen_anew();
            came = true;
        }
        came |= self.drain_steps();
        came |= self.drain_table(real_ms);
        came |= self.streams.host.drain();
        came |= self.streams.seat.as_mut().is_some_and(Ear::drain);
        came |= self.drain_answers(real_ms);
        came
    }

    fn drain_answers(&mut self, real_ms: u64) -> bool {
        let mut refused = None;
        self.pending.retain_mut(|reply| match reply.poll_now() {
            None => true,
            Some(Ok(_)) => false,
            Some(Err(RoomError::Refused(refusal))) => {
                refused = Some(refusal);
                false
            }
            Some(Err(why)) => {
                refused = Some(Refusal {
                    reason: Reason::World,
                    why: why.to_string(),
                    legal: Vec::new(),
                });
                false
            }
        });
        let stale = |(_, since): &(Refusal, u64)| real_ms.saturating_sub(*since) > REFUSED_MS;
        let went = self.refused.as_ref().is_some_and(stale);
        if went {
            self.refused = None;
        }
        let came = refused.is_some();
        if let Some(refusal) = refused {
            self.refused = Some((refusal, real_ms));
        }
        came || went
    }

    fn drain_steps(&mut self) -> bool {
        let recorded = &mut self.streams.recorded;
        let mut steps = std::mem::take(&mut recorded.so_far);
        let ended = loop {
            match recorded.stream.try_recv() {
                Ok(step) => steps.push(step),
                Err(why) => break why == TryRecvError::Disconnected && !self.closed,
            }
        };
        for step in &steps {
            self.record.take(step);
        }
        if ended {
            self.listen_anew();
        }
        ended || !steps.is_empty()
    }

    fn drain_table(&mut self, real_ms: u64) -> bool {
        let commander = self
            .table_view()
            .map_or(self.handle.current().commander, |view| {
                view.common.commander
            });
        let mut came = false;
        loop {
            match self.streams.table.stream.try_recv() {
                Ok(Out::Item { item, .. }) => self.teller.hear(&item, commander, real_ms),
                Ok(Out::Snapshot(shown)) => {
                    self.face = (shown.face, real_ms);
                    self.table = Some(shown.snapshot);
                }
                Ok(Out::Reset(reset)) => {
                    self.face = (reset.shown.face, real_ms);
                    self.table = Some(reset.shown.snapshot.clone());
                    for numbered in &reset.recent {
                        self.teller.hear(&numbered.item, commander, 0);
                    }
                }
                Ok(Out::Heartbeat { face, .. }) => self.face = (face, real_ms),
                Ok(Out::Closed(Closing::Shutdown | Closing::Left))
                | Err(TryRecvError::Disconnected) => {
                    self.closed = true;
                    return came;
                }
                Err(TryRecvError::Empty) => break,
            }
            came = true;
        }
        if came && let Some(Snapshot::Table(view)) = self.table.clone().as_deref() {
            self.teller.read(view);
        }
        came
    }

    /// Stops the room and waits until its journal is closed.
    ///
    /// # Errors
    /// When the last steps could not be written.
    pub fn leave(mut self) -> Result<(), RoomError> {
        match self.room.take() {
            Some(room) => room.shutdown(),
            None => Ok(()),
        }
    }
}

/// Takes the commander's seat, unless the room has it taken already: a
/// practice that is taken up again.
fn sit_down(handle: &Handle) -> Result<(), RoomError> {
    let Ok(me) = PlayerId::new(ALONE) else {
        return Err(RoomError::Closed);
    };
    if handle
        .members()
        .wait()?
        .iter()
        .any(|member| member.player == me && !member.gone)
    {
        return Ok(());
    }
    let join = crate::engine::Join {
        player: me,
        name: "You".to_owned(),
        family: JobFamily::Other,
        part: Part::Player,
        token_hash: String::new(),
    };
    handle
        .submit(Actor::Host, Command::Join(join), None)
        .wait()?;
    let seat = HostVerb::Seat {
        player: me,
        seat: handle.current().commander,
        anyway: true,
    };
    handle
        .submit(Actor::Host, Command::Host(seat), None)
        .wait()?;
    Ok(())
}
