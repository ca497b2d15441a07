//! What people ask the room to do. Nothing here has been checked.

use crate::model::*;
use crate::scenario::{Cell, Medium, MoveKind, Receivers, Sender};
use serde::{Deserialize, Serialize};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// The disaster master.
    Host,
    /// Somebody who joined.
    Person(PlayerId),
    /// The room's own clock: something fell due.
    Clock,
}

/// One request to the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Command {
    /// Somebody enters the lobby.
    Join(Join),
    /// Somebody goes home.
    Leave {
        /// Who.
        player: PlayerId,
    },
    /// A move of the seat that the actor holds.
    Play(Play),
    /// A move that was made aloud, written down for whoever made it.
    Capture(Capture),
    /// A verb of the host.
    Host(HostVerb),
    /// A move of the retrospective.
    Review(ReviewVerb),
    /// A player disputes something captured or read out of text.
    Dispute {
        /// The move.
        of: Seq,
        /// Why, in a sentence.
        why: String,
    },
}

/// What part somebody plays in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Takes a seat.
    Player,
    /// Captures what is said aloud.
    Scribe,
    /// Watches and rates.
    Evaluator,
    /// Watches.
    Observer,
}

/// Somebody enters the lobby.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// Chosen by the server, unique in the room.
    pub player: PlayerId,
    /// What others call them.
    pub name: String,
    /// Their real job; nobody is dealt a role of it.
    pub family: JobFamily,
    /// What they came for.
    pub part: Part,
    /// Hex of the blake3 hash of their token; empty for somebody local.
    pub token_hash: String,
}

/// A move, where it is made, and what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Play {
    /// What is done.
    #[serde(rename = "move")]
    pub act: Move,
    /// Where; the war room when absent.
    #[serde(default)]
    pub channel: Option<ChannelId>,
    /// Said to these seats alone, in no channel.
    #[serde(default)]
    pub private: bool,
    /// Whom it addresses.
    #[serde(default)]
    pub to: Vec<SeatId>,
    /// The message it answers.
    #[serde(default)]
    pub reply_to: Option<Seq>,
    /// In the mover's own words; the form's words when empty.
    #[serde(default)]
    pub text: String,
}

impl Play {
    /// A move in the war room, in the form's words.
    pub fn new(act: Move) -> Self {
        Self {
            act,
            channel: None,
            private: false,
            to: Vec::new(),
            reply_to: None,
            text: String::new(),
        }
    }
}

/// A move made aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// Whose words they were.
    pub seat: SeatId,
    /// How long ago they were said (at most five minutes).
    #[serde(default)]
    pub ago: Span,
    /// What was said.
    pub play: Play,
}

/// What one player does (design, section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Move {
    /// The commander names severity and impact.
    Declare {
        /// How bad.
        severity: Severity,
        /// Whom it hurts and how.
        impact: String,
    },
    /// The commander makes a seat answerable for something.
    Assign {
        /// For what.
        responsibility: ResponsibilityId,
        /// Who.
        seat: SeatId,
        /// The revision of the assignment that this overwrites (0: none yet).
        #[serde(default)]
        base: u32,
    },
    /// The commander says where technical talk belongs.
    SetChannels {
        /// The technical thread.
        technical: ChannelId,
    },
    /// Asks for what somebody knows, or for objections.
    Ask {
        /// Subjects and aspects; read out of the text when empty.
        #[serde(default)]
        topics: Vec<TopicId>,
        /// Whether it asks for objections.
        #[serde(default)]
        objections: bool,
    },
    /// Tells facts, or whatever the text says.
    Tell {
        /// Facts that the seat knows.
        #[serde(default)]
        facts: Vec<FactId>,
    },
    /// Gives somebody a task.
    Order {
        /// What is to be done.
        task: String,
        /// The option it starts.
        #[serde(default)]
        option: Option<OptionId>,
        /// By when.
        #[serde(default)]
        by: Option<ClockTime>,
    },
    /// Takes an order or a question; with a time it is a holding answer.
    Acknowledge {
        /// "I don't know, back by …"
        #[serde(default)]
        back_by: Option<ClockTime>,
    },
    /// Conditions, actions, needs.
    Report {
        /// How things stand.
        conditions: String,
        /// What is being done.
        actions: String,
        /// What is needed.
        needs: String,
    },
    /// Puts a course of action forward.
    Propose {
        /// A known option, or one of the text's.
        #[serde(default)]
        option: Option<OptionId>,
    },
    /// Speaks against one.
    Object {
        /// Against which.
        #[serde(default)]
        option: Option<OptionId>,
    },
    /// The commander decides.
    Decide(Decide),
    /// Work on an option begins.
    Start {
        /// Which.
        option: OptionId,
    },
    /// Work on an option is stopped.
    Stop {
        /// Which.
        option: OptionId,
    },
    /// Word to an audience: the play's channel.
    Update {
        /// Whom it hurts and how.
        #[serde(default)]
        impact: String,
        /// What is being done.
        #[serde(default)]
        action: String,
        /// By whom.
        #[serde(default)]
        owner: Option<SeatId>,
        /// When the next one comes.
        #[serde(default)]
        next_at: Option<ClockTime>,
    },
    /// Calls in somebody with more authority (`to`).
    Escalate,
    /// The commander hands command over to the seat in `to`.
    HandOver {
        /// The state of things.
        summary: String,
        /// How often command has changed hands so far.
        #[serde(default)]
        base: u32,
    },
    /// Writes a line of the state board.
    Note {
        /// Which line.
        line: BoardLine,
        /// The revision that this overwrites (0: the line is empty).
        #[serde(default)]
        base: u32,
    },
    /// Checks that a service or an incident is as hoped.
    Verify {
        /// The incident.
        incident: IncidentId,
    },
    /// The commander declares an incident over.
    Resolve {
        /// The incident.
        incident: IncidentId,
    },
    /// Anything else.
    Say,
}

/// A decision. In certification only `option` and the text are filled in, and
/// an evaluator tags what the text held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// What is chosen.
    pub option: OptionId,
    /// What it was compared with.
    #[serde(default)]
    pub over: Vec<OptionId>,
    /// Facts it rests on.
    #[serde(default)]
    pub facts: Vec<FactId>,
    /// Facts that are its price, accepted openly.
    #[serde(default)]
    pub price: Vec<FactId>,
    /// What if it goes wrong.
    #[serde(default)]
    pub fallback: Option<Fallback>,
    /// When it is looked at again.
    #[serde(default)]
    pub check_at: Option<ClockTime>,
    /// The reasons.
    #[serde(default)]
    pub because: String,
    /// How many decisions this one knows of.
    #[serde(default)]
    pub base: u32,
}

/// Plan B and what sets it off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallback {
    /// The other option.
    pub option: OptionId,
    /// What sets it off.
    pub trigger: String,
}

/// A line of the state board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoardLine {
    /// Whom it hurts and how.
    Impact,
    /// Who is on it.
    Owner,
    /// What is being done.
    Plan,
    /// When the next word comes.
    NextUpdate,
}

impl BoardLine {
    /// From top to bottom.
    pub const ALL: [Self; 4] = [Self::Impact, Self::Owner, Self::Plan, Self::NextUpdate];

    /// Its name on the board.
    pub fn label(self) -> &'static str {
        match self {
            Self::Impact => "impact",
            Self::Owner => "owner",
            Self::Plan => "plan",
            Self::NextUpdate => "next update",
        }
    }
}

impl Move {
    /// Which of the moves it is.
    pub fn kind(&self) -> MoveKind {
        match self {
            Self::Declare { .. } => MoveKind::Declare,
            Self::Assign { .. } => MoveKind::Assign,
            Self::SetChannels { .. } => MoveKind::SetChannels,
            Self::Ask { .. } => MoveKind::Ask,
            Self::Tell { .. } => MoveKind::Tell,
            Self::Order { .. } => MoveKind::Order,
            Self::Acknowledge { .. } => MoveKind::Acknowledge,
            Self::Report { .. } => MoveKind::Report,
            Self::Propose { .. } => MoveKind::Propose,
            Self::Object { .. } => MoveKind::Object,
            Self::Decide(_) => MoveKind::Decide,
            Self::Start { .. } => MoveKind::Start,
            Self::Stop { .. } => MoveKind::Stop,
            Self::Update { .. } => MoveKind::Update,
            Self::Escalate => MoveKind::Escalate,
            Self::HandOver { .. } => MoveKind::HandOver,
            Self::Note { .. } => MoveKind::Note,
            Self::Verify { .. } => MoveKind::Verify,
            Self::Resolve { .. } => MoveKind::Resolve,
            Self::Say => MoveKind::Say,
        }
    }

    /// The option it is about.
    pub fn option(&self) -> Option<OptionId> {
        match self {
            Self::Order { option, .. } | Self::Propose { option } | Self::Object { option } => {
                *option
            }
            Self::Start { option } | Self::Stop { option } => Some(*option),
            Self::Decide(decide) => Some(decide.option),
            _ => None,
        }
    }

    /// The facts it tells or rests on.
    pub fn facts(&self) -> &[FactId] {
        match self {
            Self::Tell { facts } => facts,
            Self::Decide(decide) => &decide.facts,
            _ => &[],
        }
    }
}

/// What only the host may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "kebab-case")]
pub enum HostVerb {
    /// Puts somebody on a seat. A seat of their own job family needs `anyway`.
    Seat {
        /// Who.
        player: PlayerId,
        /// Where.
        seat: SeatId,
        /// Knowingly against the rule that nobody plays their own job.
        #[serde(default)]
        anyway: bool,
    },
    /// Gives a seat back to its persona.
    Unseat {
        /// Which.
        seat: SeatId,
    },
    /// Deals roles to everybody without a seat; with `again`, to everybody.
    Deal {
        /// Seats already held are dealt anew.
        #[serde(default)]
        again: bool,
    },
    /// The host leaves the lobby and explains the rules.
    Brief,
    /// STARTEX.
    Start,
    /// Freezes the clock.
    Pause {
        /// Shown to everybody; may be empty.
        #[serde(default)]
        why: String,
    },
    /// Lets it run again.
    Resume,
    /// Sets the pace.
    Speed {
        /// Hundredths of real pace.
        pace: Pace,
    },
    /// Jumps to the next scene.
    Cut {
        /// What the table stated before the jump.
        plan: CutPlan,
    },
    /// Releases an inject now.
    Release {
        /// Which.
        inject: InjectId,
    },
    /// Puts an inject off.
    Delay {
        /// Which.
        inject: InjectId,
        /// By how much.
        by: Span,
    },
    /// Takes an inject out of play.
    Cancel {
        /// Which.
        inject: InjectId,
    },
    /// Says something that no author wrote.
    Improvise {
        /// Who speaks.
        from: Sender,
        /// Who hears.
        to: Receivers,
        /// By what means.
        medium: Medium,
        /// The words.
        text: String,
    },
    /// Speaks for a persona.
    SpeakAs {
        /// Whose seat.
        seat: SeatId,
        /// What it does.
        play: Play,
    },
    /// Rolls for something no rule covers; the odds are fixed before the roll.
    Adjudicate {
        /// What is at stake.
        what: String,
        /// The chance in per cent, 0 to 100.
        percent: u8,
    },
    /// Makes a player's proposal an option.
    Adopt(Adopt),
    /// Notes a behaviour tied to a moment.
    Observe {
        /// Whose behaviour.
        #[serde(default)]
        seat: Option<SeatId>,
        /// The moment.
        #[serde(default)]
        of: Option<Seq>,
        /// What was seen, without judgement.
        text: String,
    },
    /// Rates a criterion, blind to the automatic score.
    Rate {
        /// Which.
        criterion: CriterionId,
        /// Per cent of its points, 0 to 100.
        percent: u8,
        /// What it rests on.
        text: String,
    },
    /// Confirms something that was read out of text.
    Confirm {
        /// The move.
        of: Seq,
        /// Whether it counts.
        counts: bool,
    },
    /// Replaces a criterion's score; the automatic one stays visible.
    Override {
        /// Which.
        criterion: CriterionId,
        /// Per cent of its points, 0 to 100.
        percent: u8,
        /// Why.
        why: String,
    },
    /// ENDEX.
    End,
    /// Stops all play on every screen: something real has happened.
    RealEmergency,
    /// Leaves the hot wash for the retrospective.
    Review,
    /// Closes the room.
    Close,
}

/// What the table states before a time cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutPlan {
    /// What is running, in the table's words.
    #[serde(default)]
    pub running: String,
    /// Who keeps whom informed, and how often.
    #[serde(default)]
    pub informs: Vec<Informs>,
    /// What would wake the commander.
    #[serde(default)]
    pub wake: String,
}

/// Somebody keeps an audience informed through a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Informs {
    /// Who.
    pub seat: SeatId,
    /// Whom.
    pub channel: ChannelId,
    /// How often.
    pub every: Span,
}

/// A player's proposal as an option (design, section 6: Adopt).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopt {
    /// At most two words.
    pub name: String,
    /// Whose people do it.
    pub owner: SeatId,
    /// How long it takes.
    pub time: Span,
    /// What data is lost, in a few words.
    pub loss: String,
    /// What users feel, in a few words.
    pub impact: String,
    /// How risky it is.
    pub risk: RiskPreset,
    /// The proposal it came from.
    #[serde(default)]
    pub from: Option<Seq>,
}

/// Presets for an adopted option, so that a host needs 15 seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskPreset {
    /// Succeeds nine times in ten.
    Low,
    /// Succeeds seven times in ten.
    Medium,
    /// Succeeds four times in ten.
    High,
}

impl RiskPreset {
    /// The chance to succeed, in per cent.
    pub fn percent(self) -> u8 {
        match self {
            Self::Low => 90,
            Self::Medium => 70,
            Self::High => 40,
        }
    }

    /// The word in the risk cell.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A cell of the matrix named with its option.
pub type OptionCell = (OptionId, Cell);

/// Moves of the retrospective (design, section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "review", rename_all = "kebab-case")]
pub enum ReviewVerb {
    /// Scope, aims, safety.
    Frame {
        /// The words.
        text: String,
    },
    /// A moment that the journal does not have.
    AddMoment {
        /// When it was.
        at: ClockTime,
        /// What happened.
        text: String,
    },
    /// Marks a moment to talk about.
    Star {
        /// Which.
        of: Seq,
    },
    /// One step of the five whys.
    AddWhy {
        /// Because …
        text: String,
    },
    /// A cause on the fishbone.
    AddCause {
        /// Which bone.
        bone: Bone,
        /// Systemic rather than proximate.
        #[serde(default)]
        systemic: bool,
        /// The words.
        text: String,
    },
    /// Something that helped.
    Worked {
        /// The words.
        text: String,
    },
    /// Something that hindered.
    Hindered {
        /// The words.
        text: String,
    },
    /// Something nobody expected.
    Surprise {
        /// The words.
        text: String,
    },
    /// An action of the improvement plan.
    AddAction {
        /// How soon.
        priority: Horizon,
        /// Who sees to it.
        owner: String,
        /// By when, as a calendar date `YYYY-MM-DD`.
        due: String,
        /// How one will know that it is done.
        check: String,
        /// What is to be done.
        text: String,
    },
    /// A word from one role to another.
    Feedback {
        /// To whom.
        to: SeatId,
        /// The words.
        text: String,
    },
}

/// The bones of the fishbone (handbook, workflow).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is the word on the bone")]
pub enum Bone {
    People,
    Process,
    Platform,
    Code,
    Data,
}

/// When an action is due (handbook, exercise 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Horizon {
    /// This week.
    Week,
    /// This month.
    Month,
    /// This quarter.
    Quarter,
}
