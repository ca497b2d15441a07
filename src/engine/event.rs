//! What happened. Events are facts: folding them gives the state with no
//! generator, no clock and no scenario text of their own.

use super::command::{Actor, BoardLine, CutPlan, Join, Move, ReviewVerb, RiskPreset};
use crate::model::*;
use crate::scenario::{Cell, Course, Hands, Health, Medium, MoveKind, Receivers, Sender};
use crate::text::Saying;
use serde::{Deserialize, Serialize};

/// One event with its place, moment and cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place in the journal, from 1 without gaps.
    pub seq: Seq,
    /// When it happened.
    pub at: SimTime,
    /// Whose command, or which clock, brought it about.
    pub by: Actor,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "a field is named after its type, which is documented"
)]
#[expect(
    clippy::large_enum_variant,
    reason = "one event in three is a move: a box would cost more"
)]
pub enum Event {
    // -- lobby
    /// Somebody entered the lobby.
    Joined(Join),
    /// Somebody left; their seat goes to its persona.
    Left { player: PlayerId },
    /// Somebody took a seat.
    Seated {
        player: PlayerId,
        seat: SeatId,
        /// It is their own job after all; the host said so.
        own_job: bool,
    },
    /// A seat went back to its persona.
    Unseated { seat: SeatId },
    /// Roles were dealt; the single seats follow.
    Dealt { cost: u32 },

    // -- clock
    /// The host explains the rules.
    Briefed,
    /// STARTEX. The moments of random windows were drawn, and the variant.
    Started {
        windows: Vec<(InjectId, SimTime)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        variant: Option<VariantId>,
    },
    /// The clock stands still.
    Paused { why: String },
    /// It runs again.
    Resumed,
    /// It runs at this pace.
    PaceSet { pace: Pace },
    /// A scene began.
    SceneBegan { scene: SceneId },
    /// A scene has reached its end; the host may cut.
    SceneOver { scene: SceneId },
    /// A time cut began.
    CutBegan {
        from: SimTime,
        to: SimTime,
        plan: CutPlan,
    },
    /// It ended, early when something woke the commander.
    CutEnded { woken: Option<String> },
    /// A turn began; how long it lasts on the clock.
    TurnBegan { turn: u32, ends: SimTime },
    /// Its time ran out; the clock stands until the host begins the next.
    TurnOver { turn: u32 },
    /// ENDEX; how the story ended.
    Ended { ending: Option<Name> },
    /// Something real happened: everything stops.
    EmergencyDeclared,
    /// The retrospective began.
    ReviewBegan,
    /// The room was closed.
    Closed,

    // -- talk
    /// A seat made a move. Its words stand in a channel, or before `to` alone.
    Moved(Moved),
    /// A seat learned a fact by hearing it or from the world.
    Learned { seat: SeatId, fact: FactId },
    /// The war room was told a fact.
    Told {
        fact: FactId,
        from: SeatId,
        /// The move that told it.
        of: Seq,
        /// Read out of the words rather than named.
        read: bool,
    },
    /// A question waits for an answer.
    Asked(Asked),
    /// A question was settled.
    Settled {
        ask: Seq,
        how: Settlement,
        by: SeatId,
        of: Seq,
    },
    /// An answer lacks something that its asker needs; they say so.
    HalfAnswered {
        ask: Seq,
        by: SeatId,
        of: Seq,
        /// What it says of what is needed.
        heard: Vec<Saying>,
        /// It costs a rung of patience at once: nothing new was in it, or an
        /// unknown was left standing.
        vague: bool,
        /// What the asker says.
        text: String,
    },
    /// A question that was settled waits again: word was promised and did not
    /// come.
    Reopened { ask: Seq },
    /// Nobody waits for an answer to this question any more.
    Lapsed { ask: Seq },
    /// A rung of patience was passed over: its condition did not hold.
    PatienceKept { ask: Seq, rung: u8 },
    /// A persona made up its mind when to speak.
    WillSpeak {
        seat: SeatId,
        at: SimTime,
        about: Errand,
    },
    /// Somebody whose question waits lost patience a little more.
    PatienceLost { ask: Seq, rung: u8, text: String },
    /// Word was promised to an audience.
    Promised {
        channel: ChannelId,
        due: SimTime,
        of: Seq,
        /// Read out of the words rather than named.
        #[serde(default, skip_serializing_if = "is_false")]
        read: bool,
    },
    /// It came, if late to the journal: then it was said in time.
    PromiseKept { promise: Seq, of: Seq },
    /// It did not.
    PromiseBroken { promise: Seq },

    // -- order
    /// Severity was declared.
    Declared { severity: Severity, impact: String },
    /// A seat is answerable for something.
    Assigned {
        responsibility: ResponsibilityId,
        seat: SeatId,
        of: Seq,
    },
    /// It said so itself.
    TakenOn {
        responsibility: ResponsibilityId,
        seat: SeatId,
    },
    /// Technical talk belongs there from now on.
    ChannelRule { technical: ChannelId },
    /// Command changed hands.
    CommandPassed { from: SeatId, to: SeatId },
    /// A line of the state board changed.
    BoardChanged {
        line: BoardLine,
        text: String,
        revision: u32,
    },
    /// Somebody was given a task.
    Ordered {
        to: Vec<SeatId>,
        option: Option<OptionId>,
        by: Option<SimTime>,
        of: Seq,
    },
    /// They took it.
    OrderTaken { order: Seq, seat: SeatId },

    // -- options and work
    /// The war room knows of an option.
    OptionFound { option: OptionId },
    /// A player's proposal became an option.
    Adopted {
        course: Box<Course>,
        cells: Vec<(Cell, String)>,
        risk: RiskPreset,
        from: Option<Seq>,
    },
    /// Somebody spoke against an option, or against what is going on.
    ObjectionRaised {
        option: Option<OptionId>,
        of: Seq,
        seat: SeatId,
    },
    /// It was heard: the commander replied to it.
    ObjectionHeard { objection: Seq, of: Seq },
    /// The commander decided.
    Decided { option: OptionId, of: Seq, nth: u32 },
    /// It was an executive's to hear first, and nobody had put it to them.
    Unheard {
        option: OptionId,
        /// Who was to hear it.
        seat: SeatId,
        of: Seq,
    },
    /// Work began. How long it takes and how it ends were drawn.
    WorkStarted {
        option: OptionId,
        by: SeatId,
        done_at: SimTime,
        succeeds: bool,
        nth: u32,
        /// For work that needs hands: how long it takes at full pace. When it
        /// is done follows from who works on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes: Option<Span>,
    },
    /// Work was stopped.
    WorkStopped { option: OptionId },
    /// Work ended.
    WorkDone { option: OptionId, succeeded: bool },
    /// The commander or an owner looked whether an incident is over.
    Verified {
        incident: IncidentId,
        holds: bool,
        of: Seq,
    },
    /// An incident has come up.
    IncidentOpened { incident: IncidentId },
    /// An incident is over.
    IncidentResolved { incident: IncidentId },

    // -- staff
    /// An engineer was sent to an incident, or set free.
    StaffMoved {
        staff: StaffId,
        to: Option<IncidentId>,
        /// When they are of use there.
        ready_at: SimTime,
        of: Seq,
    },
    /// They have found their way in.
    StaffReady { staff: StaffId },
    /// Something wore on an engineer, or was a relief.
    Tired { staff: StaffId, by: Quantity },
    /// An engineer is worn out.
    WornOut { staff: StaffId },
    /// They are back.
    Recovered { staff: StaffId },
    /// Work turned out to need more hands.
    HandsNeeded { option: OptionId, hands: Hands },
    /// A seat commands one incident from now on.
    LeadPassed { incident: IncidentId, to: SeatId },

    // -- dice
    /// What lies on the actions of a turn is locked in.
    LockedIn { turn: u32 },
    /// Dice fell for an action.
    Rolled {
        seat: SeatId,
        action: ActionId,
        /// The move that put them there.
        of: Seq,
        dice: Vec<u8>,
        /// Added for being proficient with the tool.
        bonus: u8,
        /// What dice and bonus had to reach.
        target: u8,
        succeeded: bool,
    },
    /// An interrupt stood open for a whole turn, and nobody acted on it.
    Ignored { inject: InjectId },

    // -- world
    /// An inject was released.
    Released { inject: InjectId, how: ReleasedBy },
    /// It comes later.
    Delayed { inject: InjectId, due: SimTime },
    /// An inject falls due at a moment that only now is known.
    Due { inject: InjectId, at: SimTime },
    /// It never comes.
    Cancelled { inject: InjectId },
    /// Somebody spoke whom no author wrote.
    Improvised {
        from: Sender,
        to: Receivers,
        medium: Medium,
        text: String,
    },
    /// The move that an inject should produce came.
    Met { inject: InjectId, nth: u8, of: Seq },
    /// It did not come in time.
    Missed { inject: InjectId, nth: u8 },
    /// A variable took a value.
    VarSet { var: VarId, value: Quantity },
    /// A flow began or ended.
    FlowSet { flow: FlowId, on: bool },
    /// A variable crossed a threshold.
    Crossed { threshold: ThresholdId },
    /// A service changed.
    HealthSet { service: ServiceId, health: Health },
    /// A milestone was reached.
    Reached { milestone: MilestoneId },
    /// A deadline was put off.
    DeadlineMoved { deadline: DeadlineId, at: SimTime },
    /// A deadline fell.
    DeadlineFell { deadline: DeadlineId, met: bool },
    /// The rules ran in a circle and were stopped there.
    Overrun { what: String },

    // -- the host's and evaluators' book
    /// A roll whose odds were fixed before it.
    Adjudicated {
        what: String,
        percent: u8,
        succeeded: bool,
    },
    /// A behaviour was noted.
    Observed {
        seat: Option<SeatId>,
        of: Option<Seq>,
        text: String,
    },
    /// A criterion was rated.
    Rated {
        criterion: CriterionId,
        percent: u8,
        text: String,
    },
    /// Something read out of text, or disputed, was confirmed or struck.
    Confirmed { of: Seq, counts: bool },
    /// A criterion's score was replaced.
    Overridden {
        criterion: CriterionId,
        percent: u8,
        why: String,
    },
    /// A player disputed a captured move.
    Disputed {
        of: Seq,
        why: String,
        player: PlayerId,
    },
    /// An entry of the retrospective.
    Reviewed {
        entry: ReviewVerb,
        /// The seat that made it, where it was a move of play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seat: Option<SeatId>,
    },
}

/// A move as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Whose move it is.
    pub seat: SeatId,
    /// What was done.
    #[serde(rename = "move")]
    pub act: Move,
    /// The channel; none when said to `to` alone.
    pub channel: Option<ChannelId>,
    /// Whom it addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<SeatId>,
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Seq>,
    /// The words that everybody reads.
    pub line: String,
    /// Topics that the move is about, as named or as read out of the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicId>,
    /// What the words do, as far as the scenario listens for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<Saying>,
    /// Whether it is technical talk.
    #[serde(default, skip_serializing_if = "is_false")]
    pub technical: bool,
    /// When it was said aloud rather than typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Spoken>,
    /// Whether a persona made it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub persona: bool,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// A move that was made aloud and captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// When it was said.
    pub at: SimTime,
    /// Who captured it; the speaker, a scribe, or the host.
    pub by: Actor,
}

/// A question that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who asks.
    pub from: Sender,
    /// Who may answer.
    pub to: Vec<SeatId>,
    /// About what.
    pub topics: Vec<TopicId>,
    /// Whether it asks for objections.
    #[serde(default, skip_serializing_if = "is_false")]
    pub objections: bool,
    /// The move that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Seq>,
    /// The inject that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inject: Option<InjectId>,
    /// Where it was asked; none: in private.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelId>,
}

/// How a question was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settlement {
    /// With what was asked for.
    Answered,
    /// With a reply that does not name what was asked for.
    Replied,
    /// With a time for the answer.
    Held(SimTime),
}

/// What a persona is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Errand {
    /// Answer a question.
    Answer(Seq),
    /// Thank for an answer to this demand, or for a time for one: the message.
    Calm(Seq, Seq),
    /// Take an order.
    TakeOrder(Seq),
    /// Take on a responsibility.
    TakeOn(Seq, ResponsibilityId),
    /// Start the work it was ordered to do.
    StartWork(OptionId),
    /// Speak against an option.
    Object(OptionId),
    /// Report how work stands.
    ReportWork(OptionId, WorkNews),
}

/// What there is to report of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkNews {
    /// It began.
    Started,
    /// It succeeded.
    Succeeded,
    /// It failed.
    Failed,
}

/// What released an inject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReleasedBy {
    /// Its own trigger.
    Trigger,
    /// The host.
    Host,
    /// An expectation that was missed.
    Contingency,
    /// An effect.
    Effect,
    /// A failed change, or an interrupt that was ignored.
    Complication,
}

/// Makes sure that the event enum stays small enough to be moved about.
const _: () = assert!(size_of::<Event>() <= 512);

impl Moved {
    /// Which move it was.
    pub fn kind(&self) -> MoveKind {
        self.act.kind()
    }
    /// When it was made: spoken words count from when they were said.
    pub fn made_at(&self, recorded: SimTime) -> SimTime {
        self.spoken.map_or(recorded, |spoken| spoken.at)
    }
}
