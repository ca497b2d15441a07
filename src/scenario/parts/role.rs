//! Roles, and the personas that play them when nobody sits there.

use super::{Condition, Effect};
use crate::model::{JobFamily, OptionId, SeatId, Span, ToolId};
use serde::{Deserialize, Serialize};

/// A role at the table. A player or its persona holds the seat of the same id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The seat.
    pub id: SeatId,
    /// "Database lead".
    pub title: String,
    /// The character's handle: "sarah-db".
    pub character: String,
    /// The job family that may not be dealt this role.
    pub family: JobFamily,
    /// The sign on its portrait.
    pub glyph: Glyph,
    /// What it may decide.
    #[serde(default)]
    pub authority: Vec<Authority>,
    /// Whether it commands the incident at the start. Exactly one does.
    #[serde(default)]
    pub commander: bool,
    /// Whether it is a stakeholder who must be kept informed rather than a
    /// responder.
    #[serde(default)]
    pub stakeholder: bool,
    /// Whether it writes down what others say aloud, for any seat (design,
    /// section 6).
    #[serde(default)]
    pub scribe: bool,
    /// Fewest players at which somebody is dealt it. 0: every table has it, and
    /// its persona plays it while nobody sits there. Otherwise it stays empty
    /// until somebody takes it; above the most players there are, it is dealt
    /// to nobody and its persona plays it unless somebody takes it.
    #[serde(default)]
    pub from_players: u8,
    /// Two or three sentences: who you are tonight.
    pub brief: String,
    /// What normal looks like from here, so that a newcomer can see what is not.
    pub normal: String,
    /// What this role wants; goals of different roles pull against each other.
    pub goals: Vec<String>,
    /// What it works with.
    #[serde(default)]
    pub tools: Vec<String>,
    /// Tools of the dice that it is proficient with.
    #[serde(default)]
    pub proficient: Vec<ToolId>,
    /// The people behind it: "3 engineers".
    #[serde(default)]
    pub team: String,
    /// Who plays it when nobody does.
    pub persona: Persona,
}

/// Who may decide what (handbook).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Authority {
    /// Technical questions, delegated by the IC.
    Technical,
    /// Data loss or downtime, speed or safety, when customers are told.
    TradeOff,
    /// Public statements, major degradation, notifying a regulator.
    Business,
}

/// The sign on a portrait (look, "Portraits").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "each name says what is drawn for whom")]
pub enum Glyph {
    Target,
    HalfTarget,
    Lines,
    Bars,
    Brackets,
    Pulse,
    Grid,
    Payments,
    Key,
    Sun,
    Chevrons,
    CrownChevron,
    Scales,
    Columns,
    Headset,
    Arcs,
    Press,
}

/// A simulated stakeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// How it talks.
    pub manner: Manner,
    /// How long it takes to answer: least and most.
    pub delay: (Span, Span),
    /// What it does while a question of its own waits.
    #[serde(default)]
    pub ladder: Vec<Rung>,
    /// What it holds against options, said when asked for objections or when
    /// the option is decided.
    #[serde(default)]
    pub objections: Vec<Objection>,
}

/// The words of a persona that are not facts. `{topics}` stands for what it
/// can speak about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manner {
    /// Put before a told fact; may be empty.
    #[serde(default)]
    pub before: Vec<String>,
    /// When it does not know what is meant.
    pub unsure: String,
    /// When it knows of nothing more to say on the subject.
    pub nothing_more: String,
    /// When it takes an order or a responsibility.
    pub acknowledge: String,
    /// When it has no objection.
    pub no_objection: String,
    /// When it was given an answer, or a time for one.
    pub calmed: String,
}

/// One step of lost patience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Unanswered for so long.
    pub after: Span,
    /// What it then says.
    pub text: String,
    /// Climbed only while this holds; passed over in silence otherwise.
    #[serde(default)]
    pub when: Option<Condition>,
    /// What it then does.
    #[serde(default)]
    pub effects: Vec<Effect>,
}

/// What a persona holds against an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// The option.
    pub option: OptionId,
    /// The words.
    pub text: String,
    /// Only while this holds.
    #[serde(default)]
    pub when: Option<Condition>,
}
