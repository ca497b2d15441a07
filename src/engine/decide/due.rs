//! What falls due.

use crate::engine::apply::ladder;
use crate::engine::check::next_scene;
use crate::engine::event::{Event, ReleasedBy};
use crate::engine::persona;
use crate::engine::schedule::DueItem;
use crate::engine::state::{InjectStage, PromiseStage, State};
use crate::model::{InjectId, Seq};
use crate::scenario::Scenario;

/// The first events of something due; none when it has become moot.
pub(in crate::engine) fn due(state: &State, scenario: &Scenario, item: &DueItem) -> Vec<Event> {
    match item {
        // Conditions are looked at after each step anyway.
        DueItem::Level { .. } | DueItem::Look => Vec::new(),
        DueItem::Work { option } => state
            .run(*option)
            .map(|run| Event::WorkDone {
                option: *option,
                succeeded: run.succeeds,
            })
            .into_iter()
            .collect(),
        DueItem::StaffReady { staff } => vec![Event::StaffReady { staff: *staff }],
        DueItem::Stress { staff } => match state.engineer(*staff) {
            Some(of) if of.worn => vec![Event::Recovered { staff: *staff }],
            Some(_) => vec![Event::WornOut { staff: *staff }],
            None => Vec::new(),
        },
        DueItem::Inject { inject } => match state.inject(*inject) {
            Some(InjectStage::Waiting) => vec![triggered(state, scenario, *inject)],
            _ => Vec::new(),
        },
        DueItem::Persona { seat, errand } => persona::errand(state, scenario, *seat, errand)
            .into_iter()
            .collect(),
        DueItem::Patience { ask } => patience(state, scenario, *ask).into_iter().collect(),
        DueItem::Expectation { inject, nth } => {
            vec![Event::Missed {
                inject: *inject,
                nth: *nth,
            }]
        }
        DueItem::Promise { promise } => match state.promises().get(promise) {
            Some(of) if of.stage == PromiseStage::Open => {
                vec![Event::PromiseBroken { promise: *promise }]
            }
            _ => Vec::new(),
        },
        DueItem::Deadline { deadline } => {
            let met = scenario
                .deadlines
                .get(*deadline)
                .and_then(|part| part.met.as_ref())
                .is_some_and(|met| state.holds(scenario, met));
            vec![Event::DeadlineFell {
                deadline: *deadline,
                met,
            }]
        }
        // Only the host declares a time cut or ENDEX; the scene says it is over.
        DueItem::SceneEnd { scene } => {
            let over = (!state.scene_over()).then_some(Event::SceneOver { scene: *scene });
            // Scenes that touch follow each other by themselves.
            let next = next_scene(state, scenario).map(|next| Event::SceneBegan { scene: next.id });
            over.into_iter().chain(next).collect()
        }
        DueItem::TurnEnd => state
            .turn()
            .map(|turn| Event::TurnOver { turn: turn.nth })
            .into_iter()
            .collect(),
        DueItem::CutEnd => vec![Event::CutEnded { woken: None }],
    }
}

/// An inject whose moment has come: it is released, or never comes.
pub(in crate::engine) fn triggered(state: &State, scenario: &Scenario, inject: InjectId) -> Event {
    if may_come(state, scenario, inject) {
        let how = ReleasedBy::Trigger;
        Event::Released { inject, how }
    } else {
        Event::Cancelled { inject }
    }
}

/// Whether the world lets an inject come now.
pub(in crate::engine) fn may_come(state: &State, scenario: &Scenario, inject: InjectId) -> bool {
    let only = scenario
        .injects
        .get(inject)
        .and_then(|part| part.only.as_ref());
    only.is_none_or(|only| state.holds(scenario, only))
}

fn patience(state: &State, scenario: &Scenario, seq: Seq) -> Option<Event> {
    let ask = state.asks().get(&seq).filter(|ask| ask.open())?;
    let rung = ladder(state, scenario, ask).get(usize::from(ask.rungs))?;
    if rung
        .when
        .as_ref()
        .is_some_and(|when| !state.holds(scenario, when))
    {
        return Some(Event::PatienceKept {
            ask: seq,
            rung: ask.rungs,
        });
    }
    Some(Event::PatienceLost {
        ask: seq,
        rung: ask.rungs,
        text: rung.text.clone(),
    })
}
