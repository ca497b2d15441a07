//! What has become true: milestones, flows, thresholds, injects that waited
//! for a condition, facts that somebody now knows, scenes that are done.

use super::Todo;
use crate::engine::decide::triggered;
use crate::engine::event::Event;
use crate::engine::state::{InjectStage, State};
use crate::engine::watch::Stirred;
use crate::scenario::{Is, Scenario, Trigger};

/// Everything that has become true and was not so before, as far as it was
/// stirred. Empty when the world has settled.
pub(in crate::engine) fn settle(
    state: &State,
    scenario: &Scenario,
    stirred: &Stirred,
) -> Vec<Todo> {
    let events = become_true(state, scenario, stirred);
    debug_assert!(
        events == become_true(state, scenario, &Stirred::all(scenario)),
        "something has changed that nothing stirred: {events:?}"
    );
    events.into_iter().map(Todo::Event).collect()
}

fn become_true(state: &State, scenario: &Scenario, stirred: &Stirred) -> Vec<Event> {
    if state.phase() != crate::engine::Phase::Play {
        return Vec::new();
    }
    let mut events = Vec::new();
    let milestones = stirred.milestones();
    for milestone in milestones.filter_map(|place| scenario.milestones.nth(place)) {
        let reached = !state.milestones().contains_key(&milestone.id)
            && milestone
                .when
                .as_ref()
                .is_some_and(|when| state.holds(scenario, when));
        if reached {
            events.push(Event::Reached {
                milestone: milestone.id,
            });
        }
    }
    // Flows that set each other off stay as they are once that was found out.
    let flows = stirred.flows().filter(|_| !state.stuck);
    for flow in flows.filter_map(|place| scenario.flows.nth(place)) {
        let on = state.holds(scenario, &flow.during);
        if on != state.flows.contains(&flow.id) {
            events.push(Event::FlowSet { flow: flow.id, on });
        }
    }
    let thresholds = stirred.thresholds();
    for threshold in thresholds.filter_map(|place| scenario.thresholds.nth(place)) {
        let crossed = !state.crossed.contains(&threshold.id)
            && state
                .value(scenario, threshold.var)
                .is_some_and(|now| match threshold.is {
                    Is::AtLeast => now.milli >= threshold.value.milli,
                    Is::AtMost => now.milli <= threshold.value.milli,
                });
        if crossed {
            events.push(Event::Crossed {
                threshold: threshold.id,
            });
        }
    }
    let facts = stirred.facts();
    for fact in facts.filter_map(|place| scenario.facts.nth(place)) {
        let learns = fact
            .when
            .as_ref()
            .is_some_and(|when| !state.knows(fact.holder, fact.id) && state.holds(scenario, when));
        if learns {
            events.push(Event::Learned {
                seat: fact.holder,
                fact: fact.id,
            });
        }
    }
    for (ask, of) in state
        .asks()
        .iter()
        .filter(|(_, of)| of.inject.is_some() && of.open())
    {
        let until = of.demand(scenario).and_then(|demand| demand.until.as_ref());
        if until.is_some_and(|until| state.holds(scenario, until)) {
            events.push(Event::Lapsed { ask: *ask });
        }
    }
    let incidents = stirred.incidents();
    for incident in incidents.filter_map(|place| scenario.incidents.nth(place)) {
        let opens = incident.opened.as_ref().is_some_and(|opened| {
            !state.opened.contains_key(&incident.id) && state.holds(scenario, opened)
        });
        if opens {
            let incident = incident.id;
            events.push(Event::IncidentOpened { incident });
        }
    }
    let injects = stirred.injects();
    for inject in injects.filter_map(|place| scenario.injects.nth(place)) {
        // Whether it is planned is asked last: that looks through the agenda.
        if let Trigger::When(when) = &inject.trigger
            && state.inject(inject.id) == Some(InjectStage::Waiting)
            && state.holds(scenario, when)
            && state.inject_due(inject.id).is_none()
        {
            events.push(triggered(state, scenario, inject.id));
        }
    }
    let scenes = stirred.scenes();
    for scene in scenes.filter_map(|place| scenario.scenes.nth(place)) {
        let over = state.scene().is_some_and(|(now, _)| now == scene.id)
            && !state.scene_over()
            && state.cut().is_none()
            && scene
                .done
                .as_ref()
                .is_some_and(|done| state.holds(scenario, done));
        if over {
            events.push(Event::SceneOver { scene: scene.id });
        }
    }
    events
}
