//! What kind of happening a notice tells of. Its words are for people and may
//! change; whoever acts on a notice goes by its kind.

use crate::engine::Event;
use serde::Serialize;

/// What a notice tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Play begins.
    Startex,
    /// The clock stands still.
    Paused,
    /// It runs again.
    Resumed,
    /// A scene begins.
    Scene,
    /// A scene has reached its end.
    SceneOver,
    /// A time cut begins.
    Cut,
    /// A time cut is over.
    CutOver,
    /// Play has ended.
    Endex,
    /// Something real has stopped everything.
    Emergency,
    /// The retrospective begins.
    Review,
    /// The room is closed: nothing comes after it.
    Closed,
    /// An option is on the table.
    Option,
    /// Whoever was to hear of an option first was not told.
    Unheard,
    /// Work has ended, well or badly.
    Work,
    /// A seat has learned a fact.
    Learned,
    /// A deadline was met.
    Met,
    /// A deadline, or what an inject called for, was missed.
    Missed,
    /// A deadline was put off.
    PutOff,
    /// Promised word did not come.
    PromiseBroken,
    /// Promised word did come after all.
    PromiseKept,
    /// An engineer comes, tires, or is back.
    Staff,
    /// Work lacks hands.
    Hands,
    /// Somebody leads an incident, or has command.
    Lead,
    /// An incident comes up.
    Incident,
    /// An incident is over.
    Resolved,
    /// What monitoring says.
    Verified,
    /// Something is added to the review.
    Entry,
    /// A turn begins.
    Turn,
    /// A turn has run out.
    TurnOver,
    /// What to do with this turn is settled.
    LockedIn,
    /// Dice fell.
    Rolled,
    /// The host ruled on what the scenario does not know.
    Ruling,
    /// Somebody comes or goes, or sits down elsewhere.
    People,
    /// An inject was put off, cancelled or ignored.
    Inject,
    /// What the host or an evaluator wrote down.
    Note,
    /// Words captured for somebody are disputed.
    Disputed,
    /// The rules ran in a circle.
    Overrun,
}

impl NoticeKind {
    /// The kind of notice that an event makes, for those who get one.
    pub(super) fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::Started { .. } => Self::Startex,
            Event::Paused { .. } => Self::Paused,
            Event::Resumed => Self::Resumed,
            Event::SceneBegan { .. } => Self::Scene,
            Event::SceneOver { .. } => Self::SceneOver,
            Event::CutBegan { .. } => Self::Cut,
            Event::CutEnded { .. } => Self::CutOver,
            Event::Ended { .. } => Self::Endex,
            Event::EmergencyDeclared => Self::Emergency,
            Event::ReviewBegan => Self::Review,
            Event::Closed => Self::Closed,
            Event::OptionFound { .. } | Event::Adopted { .. } => Self::Option,
            Event::Unheard { .. } => Self::Unheard,
            Event::WorkDone { .. } => Self::Work,
            Event::Learned { .. } => Self::Learned,
            Event::DeadlineFell { met: true, .. } => Self::Met,
            Event::DeadlineFell { met: false, .. } | Event::Missed { .. } => Self::Missed,
            Event::DeadlineMoved { .. } => Self::PutOff,
            Event::PromiseBroken { .. } => Self::PromiseBroken,
            Event::PromiseKept { .. } => Self::PromiseKept,
            Event::StaffReady { .. } | Event::WornOut { .. } | Event::Recovered { .. } => {
                Self::Staff
            }
            Event::HandsNeeded { .. } => Self::Hands,
            Event::LeadPassed { .. } | Event::CommandPassed { .. } => Self::Lead,
            Event::IncidentOpened { .. } => Self::Incident,
            Event::IncidentResolved { .. } => Self::Resolved,
            Event::Verified { .. } => Self::Verified,
            Event::Reviewed { .. } => Self::Entry,
            Event::TurnBegan { .. } => Self::Turn,
            Event::TurnOver { .. } => Self::TurnOver,
            Event::LockedIn { .. } => Self::LockedIn,
            Event::Rolled { .. } => Self::Rolled,
            Event::Adjudicated { .. } => Self::Ruling,
            Event::Joined(_)
            | Event::Left { .. }
            | Event::Seated { .. }
            | Event::Unseated { .. } => Self::People,
            Event::Delayed { .. } | Event::Cancelled { .. } | Event::Ignored { .. } => Self::Inject,
            Event::Observed { .. } => Self::Note,
            Event::Disputed { .. } => Self::Disputed,
            Event::Overrun { .. } => Self::Overrun,
            _ => return None,
        })
    }
}
