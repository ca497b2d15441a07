//! The review as its author would lead it: what the host compares the table's
//! own with (handbook, exercise 4 and workflow).

use super::Moment;
use serde::{Deserialize, Serialize};

/// What a good review of this story finds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retrospective {
    /// What happened when.
    pub timeline: Vec<ReferenceMoment>,
    /// The five whys, from the symptom down.
    pub whys: Vec<Finding>,
    /// The causes on the fishbone.
    pub causes: Vec<ReferenceCause>,
    /// What helped.
    pub worked: Vec<Finding>,
    /// What hindered.
    pub hindered: Vec<Finding>,
    /// What is to be done.
    pub actions: Vec<ReferenceAction>,
}

impl Retrospective {
    /// Whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something to be found, and the words by which it is recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What the host reads.
    pub text: String,
    /// An entry is about it when it has a phrase out of every group.
    pub keys: Vec<Vec<String>>,
}

/// A moment of the reference timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceMoment {
    /// When it was, on the story's clock of that day; an entry lies within
    /// three minutes of it.
    pub at: Moment,
    /// What the host reads.
    pub text: String,
    /// As [`Finding::keys`].
    pub keys: Vec<Vec<String>>,
}

/// A cause of the reference fishbone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceCause {
    /// Which bone it sits on; other bones are no mistake.
    pub bone: Bone,
    /// Systemic rather than proximate.
    #[serde(default)]
    pub systemic: bool,
    /// What the host reads.
    pub text: String,
    /// As [`Finding::keys`].
    pub keys: Vec<Vec<String>>,
}

/// An action of the reference plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceAction {
    /// How soon.
    pub horizon: Horizon,
    /// What the host reads.
    pub text: String,
    /// As [`Finding::keys`].
    pub keys: Vec<Vec<String>>,
}

/// The bones of the fishbone (handbook, workflow).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is the word on the bone")]
pub enum Bone {
    #[serde(alias = "People")]
    People,
    #[serde(alias = "Process")]
    Process,
    #[serde(alias = "Platform")]
    Platform,
    #[serde(alias = "Code")]
    Code,
    #[serde(alias = "Data")]
    Data,
}

impl Bone {
    /// All of them, in the handbook's order.
    pub const ALL: [Self; 5] = [
        Self::People,
        Self::Process,
        Self::Platform,
        Self::Code,
        Self::Data,
    ];

    /// The word on the bone.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Process => "Process",
            Self::Platform => "Platform",
            Self::Code => "Code",
            Self::Data => "Data",
        }
    }
}

/// When an action is due (handbook, exercise 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Horizon {
    /// This week.
    #[serde(alias = "Week")]
    Week,
    /// This month.
    #[serde(alias = "Month")]
    Month,
    /// This quarter.
    #[serde(alias = "Quarter")]
    Quarter,
}

impl Horizon {
    /// All of them, the nearest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "this week",
            Self::Month => "this month",
            Self::Quarter => "this quarter",
        }
    }
}

/// The kinds of entries of a review (design, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each kind is documented at its entry")]
pub enum EntryKind {
    Frame,
    AddMoment,
    Star,
    AddWhy,
    AddCause,
    Worked,
    Hindered,
    Surprise,
    AddAction,
    Feedback,
}
