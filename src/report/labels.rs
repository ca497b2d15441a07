//! Words and places for kinds: what a move, a medium or an event is called,
//! and what kind of moment it makes.

use super::aar::{Class, Weight};
use crate::engine::{Event, Move, Moved};
use crate::scenario::Medium;
use crate::view::Tone;
use serde::Serialize;

/// Where a notice of `view` belongs: what it is, how much it matters, and
/// whether it is a moment of its own.
pub(super) fn placed(event: &Event, tone: Tone) -> (Class, Weight, bool) {
    use Weight::{Detail, Key, Normal};
    match event {
        Event::Started { .. } | Event::Ended { .. } | Event::EmergencyDeclared => {
            (Class::Play, Key, true)
        }
        Event::CutEnded { woken: Some(_) } => (Class::Play, Key, true),
        Event::SceneBegan { .. } | Event::CutBegan { .. } | Event::Paused { .. } => {
            (Class::Play, Normal, true)
        }
        Event::SceneOver { .. } | Event::CutEnded { .. } => (Class::Play, Detail, true),
        Event::Resumed | Event::ReviewBegan | Event::Closed => (Class::Play, Detail, true),
        Event::DeadlineFell { met, .. } => (Class::Limit, if *met { Normal } else { Key }, true),
        Event::PromiseBroken { .. } => (Class::Limit, Key, true),
        Event::Missed { .. } => (Class::Limit, Normal, true),
        Event::IncidentResolved { .. } => (Class::World, Key, false),
        Event::CommandPassed { .. } | Event::Unheard { .. } => (Class::Decision, Key, false),
        Event::Adjudicated { .. } => (Class::World, Normal, true),
        Event::Adopted { .. } | Event::Verified { .. } => (Class::World, Normal, false),
        Event::Learned { .. } => (Class::World, Detail, false),
        Event::Reviewed { .. } => (Class::Review, Detail, true),
        _ if tone == Tone::Book => (Class::Book, Detail, true),
        _ => (Class::World, Normal, false),
    }
}

/// What somebody does, as a word after their name.
pub(super) fn verb(moved: &Moved) -> String {
    let word = match &moved.act {
        Move::Declare { .. } => "declares",
        Move::Assign { .. } => "assigns",
        Move::SetChannels { .. } => "sets channels",
        Move::Ask {
            objections: true, ..
        } => "asks for objections",
        Move::Ask { .. } => "asks",
        Move::Tell { .. } => "tells",
        Move::Order { .. } => "orders",
        Move::Acknowledge { .. } => "acknowledges",
        Move::Report { .. } => "reports",
        Move::Propose { .. } => "proposes",
        Move::Object { .. } => "objects",
        Move::Decide(_) => "decides",
        Move::Start { .. } => "starts",
        Move::Stop { .. } => "stops",
        Move::Update { .. } => "updates",
        Move::Escalate => "escalates",
        Move::HandOver { .. } => "hands over",
        Move::Note { line, .. } => return format!("board, {}", line.label()),
        Move::Verify { .. } => "verifies",
        Move::Reassign { .. } => "sends",
        Move::Resolve { .. } => "resolves",
        Move::Act { .. } => "takes dice",
        Move::Review { .. } => "adds to the review",
        Move::Say => "says",
    };
    word.to_owned()
}

pub(super) fn by(medium: Medium) -> &'static str {
    match medium {
        Medium::Chat => "message",
        Medium::Alert => "alert",
        Medium::Email => "e-mail",
        Medium::Phone => "phone call",
        Medium::Press => "press",
        Medium::Ticket => "ticket",
        Medium::Metric => "dashboard",
    }
}

/// The tag of a value: an event's name, as the journal writes it.
pub(super) fn name(value: &impl Serialize, tag: &str) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value
        .get(tag)
        .and_then(|name| name.as_str())
        .unwrap_or_default()
        .to_owned()
}

/// A plain enum's word, as the journal writes it.
pub(super) fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
