//! The host of a rehearsal: impartial, and the same for every policy.
//!
//! Plays a scene to its end on the clock; where what the scene waits for has
//! not happened by then, the room gets a third of its length more, five
//! minutes at most and never beyond the moment that the cut leads to. A time
//! cut takes the plan that the commander states. After the last scene comes
//! ENDEX, and in the hot wash everything that was captured is confirmed. Absent
//! on purpose: help, and any look at a score.

use crate::engine::State;
use crate::model::{SimTime, Span};
use crate::scenario::{Scenario, Scene};

/// The most that a scene is prolonged.
const MORE: Span = Span::minutes(5);
/// While it is, the host looks this often.
const LOOK: Span = Span::seconds(15);

/// What the host does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostMove {
    /// Waits until then.
    Wait(SimTime),
    /// Makes the time cut to the next scene.
    Cut,
    /// Rolls what lies on the actions of this turn.
    Roll,
    /// Begins the next turn.
    Turn,
    /// Begins the next scene, which no time cut leads to.
    Scene,
    /// Declares ENDEX.
    End,
}

/// What the host does now, or when it will.
pub(super) fn host(scenario: &Scenario, state: &State) -> HostMove {
    let now = state.now();
    let Some((part, began)) = state
        .scene()
        .and_then(|(scene, began)| Some((scenario.scenes.get(scene)?, began)))
    else {
        let end = SimTime::ZERO + Span::minutes(u64::from(scenario.head.minutes));
        return if now < end {
            HostMove::Wait(end)
        } else {
            HostMove::End
        };
    };
    let length = scenario.at(part.until).since(scenario.at(part.from));
    let end = began + length;
    if let Some(turn) = state.turn() {
        // People talk for the whole of a turn; then the dice fall.
        return match (turn.over, turn.rolled || state.acts().is_empty()) {
            (false, _) => HostMove::Wait(turn.ends),
            (true, false) => HostMove::Roll,
            (true, true) if state.scene_over() || now >= end => beyond(scenario, state, part),
            (true, true) => HostMove::Turn,
        };
    }
    if now < end {
        return HostMove::Wait(end);
    }
    let Some(cut) = &part.cut else {
        return beyond(scenario, state, part);
    };
    // A cut leads forwards: where it leads, nobody waits for.
    let before = SimTime(scenario.at(cut.to).0.saturating_sub(1000));
    let last = (end + Span(length.0 / 3).min(MORE)).min(before);
    if !done(scenario, state, part) && now < last {
        return HostMove::Wait((now + LOOK).min(last));
    }
    HostMove::Cut
}

/// What comes after a scene that is over; after the last one, ENDEX.
fn beyond(scenario: &Scenario, state: &State, part: &Scene) -> HostMove {
    match (state.next_scene(scenario), &part.cut) {
        (None, _) => HostMove::End,
        (Some(_), Some(_)) => HostMove::Cut,
        (Some(_), None) => HostMove::Scene,
    }
}

fn done(scenario: &Scenario, state: &State, scene: &Scene) -> bool {
    let done = scene.done.as_ref();
    done.is_none_or(|done| state.holds(scenario, done))
}
