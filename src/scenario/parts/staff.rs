//! Staff: the engineers behind the roles, what they can do, and what moving
//! them about costs.

use crate::model::{FactId, IncidentId, Quantity, SeatId, SkillId, Span, StaffId, Unit, VarId};
use serde::{Deserialize, Serialize};

/// One engineer. Not a seat: people at the table command engineers, they do not
/// play them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engineer {
    /// Named by conditions, effects and moves.
    pub id: StaffId,
    /// What people call them: "DB-1", "the on-call from payments".
    pub name: String,
    /// The seat whose people they belong to.
    pub lead: SeatId,
    /// What they can do, as everybody knows.
    pub skills: Vec<SkillId>,
    /// What they can do besides, and nobody thinks of until it is told.
    #[serde(default)]
    pub unlisted: Vec<Unlisted>,
    /// The incident that they work on at STARTEX.
    #[serde(default)]
    pub on: Option<IncidentId>,
    /// How worn they are at STARTEX, in per cent.
    #[serde(default = "fresh")]
    pub stress: Quantity,
}

/// A skill that stands in no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted(
    /// What somebody can do.
    pub SkillId,
    /// The fact that tells of it. Work goes well with them all the same.
    pub FactId,
);

impl Engineer {
    /// Whether they can do something, known or not.
    pub fn can(&self, skill: SkillId) -> bool {
        self.skills.contains(&skill) || self.unlisted.iter().any(|of| of.0 == skill)
    }
}

/// Hands that work needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hands(
    /// What they must be able to do.
    pub SkillId,
    /// How many for the pace that the option's duration says. Fewer are
    /// slower in proportion; none, and the work stands still.
    pub u8,
);

/// What work and moving cost people. The handbook names load, fatigue and
/// burnout without figures; these are the defaults of this game.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Strain {
    /// How long somebody needs to be of use on another incident.
    pub switching: Span,
    /// Stress of being moved.
    pub moved: Quantity,
    /// Stress an hour while working.
    pub load: Quantity,
    /// Relief an hour while free.
    pub rest: Quantity,
    /// From here on somebody is worn out and of no use.
    pub worn_out: Quantity,
    /// Down here they are back.
    pub back: Quantity,
    /// The variable that holds the team's morale, if the story has one.
    pub morale: Option<VarId>,
    /// Morale that each move costs.
    pub move_costs: Quantity,
    /// Morale that it costs when somebody is worn out.
    pub wear_costs: Quantity,
}

impl Default for Strain {
    fn default() -> Self {
        let percent = |whole: i64| Quantity::new(whole * 1000, Unit::Percent);
        let hourly = |whole: i64| Quantity {
            per_hour: true,
            ..percent(whole)
        };
        Self {
            switching: Span::minutes(5),
            moved: percent(8),
            load: hourly(30),
            rest: hourly(45),
            worn_out: percent(85),
            back: percent(60),
            morale: None,
            move_costs: percent(3),
            wear_costs: percent(15),
        }
    }
}

fn fresh() -> Quantity {
    Quantity::new(0, Unit::Percent)
}
