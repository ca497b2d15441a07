//! What a player does: the moves, and the decision among them.

use super::ReviewVerb;
use crate::model::*;
use crate::scenario::MoveKind;
use serde::{Deserialize, Serialize};

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
    /// The commander hands command, or one incident, over to the seat in `to`.
    HandOver {
        /// The incident alone, or everything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
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
    /// Sends an engineer to an incident, or sets them free.
    Reassign {
        /// Who.
        staff: StaffId,
        /// Where to.
        #[serde(default)]
        incident: Option<IncidentId>,
    },
    /// Puts shared dice on an action for this turn; none takes it back.
    Act {
        /// What is done.
        action: ActionId,
        /// With how many dice.
        dice: u8,
        /// The persona's seat that does it, where the commander acts for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hand: Option<SeatId>,
    },
    /// An entry of the review, in a scene that is for it.
    Review {
        /// The entry.
        entry: ReviewVerb,
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

impl Decide {
    /// A bare choice; `base` is how many decisions it knows of.
    pub fn on(option: OptionId, base: u32) -> Self {
        Self {
            option,
            over: Vec::new(),
            facts: Vec::new(),
            price: Vec::new(),
            fallback: None,
            check_at: None,
            because: String::new(),
            base,
        }
    }
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
            Self::Reassign { .. } => MoveKind::Reassign,
            Self::Act { .. } => MoveKind::Act,
            Self::Review { .. } => MoveKind::Review,
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

    /// The entry of the review that it is.
    pub fn entry(&self) -> Option<&ReviewVerb> {
        match self {
            Self::Review { entry } => Some(entry),
            _ => None,
        }
    }

    /// What it does with its turn.
    pub fn action(&self) -> Option<ActionId> {
        match self {
            Self::Act { action, .. } => Some(*action),
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
