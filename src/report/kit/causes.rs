//! Everything in a scenario that has effects, each with what brings them about,
//! in words.

use super::words::Words;
use crate::model::InjectId;
use crate::scenario::{ActionKind, Effect, Scenario};
use std::collections::BTreeMap;

/// Takes a list of effects, and says what brings them about when asked.
pub(super) type See<'s> = &'s mut dyn FnMut(&[Effect], &dyn Fn() -> String);

/// Shows all effects of a scenario, each list with its cause: "the failure of
/// A (Old prices)".
pub(super) fn causes(words: &Words<'_>, see: See<'_>) {
    let scenario = words.scenario;
    for inject in &scenario.injects {
        let cause = || words.inject(inject.id);
        see(&inject.effects, &cause);
        if let Some(demand) = &inject.demand {
            let answered = || format!("a good answer to {}", words.inject(inject.id));
            see(&demand.answered, &answered);
            let unanswered = || format!("lost patience in {}", words.inject(inject.id));
            for rung in demand.ladder.iter().flatten() {
                see(&rung.effects, &unanswered);
            }
        }
    }
    for role in &scenario.roles {
        let lost = || format!("lost patience of {}", role.title);
        for rung in &role.persona.ladder {
            see(&rung.effects, &lost);
        }
    }
    for deadline in &scenario.deadlines {
        let cause = || format!("“{}”, if it is missed", deadline.label);
        see(&deadline.effects, &cause);
    }
    for threshold in &scenario.thresholds {
        let cause = || format!("“{}” at {}", words.var(threshold.var), threshold.value);
        see(&threshold.effects, &cause);
    }
    for one in &scenario.options {
        let of = |what: &str| format!("the {what} of {}", words.option(one.id));
        see(&one.on_start, &|| of("start"));
        see(&one.on_success, &|| of("success"));
        see(&one.on_failure, &|| of("failure"));
        see(&one.on_stop, &|| of("stop"));
    }
    for one in &scenario.actions {
        let of = |how: &str| format!("the action {}, if it {how}", words.action(one.id));
        see(&one.on_success, &|| of("works"));
        see(&one.on_failure, &|| of("fails"));
    }
}

/// What releases injects, other than their own trigger.
pub(super) fn releases(words: &Words<'_>) -> BTreeMap<InjectId, Vec<String>> {
    let mut found: BTreeMap<InjectId, Vec<String>> = BTreeMap::new();
    causes(words, &mut |effects, cause| {
        each(effects, &mut |effect| {
            if let Effect::Release(id) = effect {
                let causes = found.entry(*id).or_default();
                let cause = cause();
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        });
    });
    found
}

/// Whether an inject is among those that the host draws from when a change
/// fails or an interrupt is left alone. Where all actions only look, nothing is
/// ever drawn.
pub(super) fn drawn(scenario: &Scenario, id: InjectId) -> bool {
    let mut actions = scenario.actions.iter();
    scenario.complications.contains(&id) && actions.any(|one| one.kind != ActionKind::Looking)
}

/// Each of some effects, and those within them.
pub(super) fn each(effects: &[Effect], see: &mut dyn FnMut(&Effect)) {
    for effect in effects {
        see(effect);
        if let Effect::If(_, inner) = effect {
            each(inner, see);
        }
    }
}
