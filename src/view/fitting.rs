//! The moves that are offered first.

use crate::engine::State;
use crate::model::*;
use crate::scenario::{MoveKind, OptionStage, Scenario};

/// At most four moves that fit the moment. In certification the same four for
/// everybody: the form must not be the answer key (design, section 6).
pub(super) fn fitting(
    scenario: &Scenario,
    state: &State,
    seat: SeatId,
    legal: &[MoveKind],
    asked: bool,
) -> Vec<MoveKind> {
    let mut wanted: Vec<MoveKind> = Vec::new();
    // A turn that one has not used.
    if !state.acts().contains_key(&seat) {
        wanted.push(MoveKind::Act);
    }
    if state.reviewing(scenario) {
        // The table looks back: there is nothing to declare or to decide.
        if asked {
            wanted.push(MoveKind::Tell);
        }
        wanted.extend([
            MoveKind::Review,
            MoveKind::Ask,
            MoveKind::Say,
            MoveKind::Note,
        ]);
    } else if seat == state.commander() {
        if state.certification() {
            wanted.extend([
                MoveKind::Ask,
                MoveKind::Decide,
                MoveKind::Order,
                MoveKind::Update,
            ]);
        } else {
            let unassigned = scenario
                .responsibilities
                .iter()
                .any(|r| r.required && !state.held().contains_key(&r.id));
            let open_options = state
                .courses(scenario)
                .filter(|course| state.stage(course.id) == OptionStage::Found)
                .count();
            let undone = state
                .decisions()
                .last()
                .is_some_and(|(option, ..)| state.stage(*option) == OptionStage::Decided);
            let due = [
                (asked, MoveKind::Tell),
                (state.severity().is_none(), MoveKind::Declare),
                (unassigned, MoveKind::Assign),
                (state.technical_channel().is_none(), MoveKind::SetChannels),
                (
                    open_options > 1 && state.decisions().is_empty(),
                    MoveKind::Decide,
                ),
                (undone, MoveKind::Order),
                (!state.decisions().is_empty(), MoveKind::Update),
                (true, MoveKind::Ask),
                (true, MoveKind::Note),
                (true, MoveKind::Order),
                (true, MoveKind::Update),
            ];
            wanted.extend(
                due.into_iter()
                    .filter(|(due, _)| *due)
                    .map(|(_, kind)| kind),
            );
        }
    } else {
        let mut leads = state.leads().iter();
        if leads.any(|(id, lead)| *lead == seat && !state.resolved().contains_key(id)) {
            // An incident of their own: they order, move people, and end it.
            wanted.extend([MoveKind::Order, MoveKind::Reassign, MoveKind::Verify]);
        }
        wanted.extend([
            MoveKind::Start,
            MoveKind::Report,
            MoveKind::Ask,
            MoveKind::Propose,
            MoveKind::Object,
            MoveKind::Say,
        ]);
    }
    let mut fitting: Vec<MoveKind> = Vec::new();
    for kind in wanted {
        if legal.contains(&kind) && !fitting.contains(&kind) {
            fitting.push(kind);
        }
    }
    fitting.truncate(4);
    fitting
}
