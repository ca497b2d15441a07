//! What only the host may do, and what that carries.

use super::Play;
use crate::model::*;
use crate::scenario::{Medium, Receivers, Sender};
use serde::{Deserialize, Serialize};

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
    /// Begins the next scene now, where no time cut leads to it.
    Scene,
    /// Locks in what lies on the actions of this turn, and rolls.
    Roll,
    /// Begins the next turn; what falls due in this one comes first.
    Turn,
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
