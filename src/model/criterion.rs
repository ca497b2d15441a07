//! The thirteen criteria, their groups and points (handbook, "The rubric").

use super::CriterionId;
use serde::Serialize;

/// A criterion of the rubric, in the handbook's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is documented by its label")]
pub enum Criterion {
    ClearRoles,
    SingleSource,
    TechnicalOrganised,
    AllVoices,
    NoChaos,
    DecisionsDocumented,
    OptionsQuickly,
    TradeOffs,
    Timely,
    Justified,
    ClearUpdates,
    LevelOfDetail,
    Expectations,
}

/// What a criterion is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// 30 points.
    Coordination,
    /// 40 points.
    Decisions,
    /// 30 points.
    Communication,
}

impl Group {
    /// In the order of the handbook.
    pub const ALL: [Self; 3] = [Self::Coordination, Self::Decisions, Self::Communication];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Coordination => "Coordination",
            Self::Decisions => "Decision-making",
            Self::Communication => "Communication",
        }
    }
}

impl Criterion {
    /// All of them, in the order of the handbook.
    pub const ALL: [Self; 13] = [
        Self::ClearRoles,
        Self::SingleSource,
        Self::TechnicalOrganised,
        Self::AllVoices,
        Self::NoChaos,
        Self::DecisionsDocumented,
        Self::OptionsQuickly,
        Self::TradeOffs,
        Self::Timely,
        Self::Justified,
        Self::ClearUpdates,
        Self::LevelOfDetail,
        Self::Expectations,
    ];

    /// The text of its id.
    pub fn key(self) -> &'static str {
        match self {
            Self::ClearRoles => "clear-roles",
            Self::SingleSource => "single-source",
            Self::TechnicalOrganised => "technical-organised",
            Self::AllVoices => "all-voices",
            Self::NoChaos => "no-chaos",
            Self::DecisionsDocumented => "decisions-documented",
            Self::OptionsQuickly => "options-quickly",
            Self::TradeOffs => "trade-offs",
            Self::Timely => "timely",
            Self::Justified => "justified",
            Self::ClearUpdates => "clear-updates",
            Self::LevelOfDetail => "level-of-detail",
            Self::Expectations => "expectations",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ClearRoles => "Established clear roles",
            Self::SingleSource => "Kept a single source of truth",
            Self::TechnicalOrganised => "Kept the technical discussion organised",
            Self::AllVoices => "Let all voices be heard",
            Self::NoChaos => "Prevented chaos and overlap",
            Self::DecisionsDocumented => "Documented decisions clearly",
            Self::OptionsQuickly => "Gathered all options quickly",
            Self::TradeOffs => "Assessed trade-offs systematically",
            Self::Timely => "Made a timely decision",
            Self::Justified => "Justified the reasoning clearly",
            Self::ClearUpdates => "Gave clear, concise updates",
            Self::LevelOfDetail => "Chose the right level of detail",
            Self::Expectations => "Managed stakeholder expectations",
        }
    }

    /// What it is part of.
    pub fn group(self) -> Group {
        match self {
            Self::ClearRoles
            | Self::SingleSource
            | Self::TechnicalOrganised
            | Self::AllVoices
            | Self::NoChaos
            | Self::DecisionsDocumented => Group::Coordination,
            Self::OptionsQuickly | Self::TradeOffs | Self::Timely | Self::Justified => {
                Group::Decisions
            }
            Self::ClearUpdates | Self::LevelOfDetail | Self::Expectations => Group::Communication,
        }
    }

    /// Its points: six of 5, seven of 10, a hundred in all.
    pub fn points(self) -> u32 {
        match self.group() {
            Group::Coordination => 5,
            Group::Decisions | Group::Communication => 10,
        }
    }

    /// Its id, as commands and events name it.
    pub fn id(self) -> Option<CriterionId> {
        CriterionId::new(self.key()).ok()
    }

    /// The criterion of an id, unless nobody knows it.
    pub fn of(id: CriterionId) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|criterion| criterion.key() == id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rubric_has_a_hundred_points_and_good_ids() {
        assert_eq!(Criterion::ALL.iter().map(|c| c.points()).sum::<u32>(), 100);
        for criterion in Criterion::ALL {
            let id = criterion.id().expect("a good id");
            assert_eq!(Criterion::of(id), Some(criterion));
        }
    }
}
