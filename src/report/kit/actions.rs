//! Games by dice on paper: what a seat can do with its turn, which everybody
//! may read, and what comes of it, which the host alone may.

use super::words::Words;
use crate::scenario::Action;

/// One action.
pub(super) struct Deed {
    pub(super) title: String,
    pub(super) tool: String,
    /// "medium, 10".
    pub(super) needs: String,
    pub(super) kind: &'static str,
    /// Who can do it; empty: everybody.
    pub(super) by: String,
    /// Only while this holds.
    pub(super) when: String,
    /// Whether it can be done once more after it has succeeded.
    pub(super) again: bool,
    pub(super) success: String,
    pub(super) failure: String,
    /// What the host does when it succeeds, when it fails.
    pub(super) brings: Vec<String>,
    pub(super) costs: Vec<String>,
}

/// The actions of a scenario, in the author's order.
pub(super) fn deeds(words: &Words<'_>) -> Vec<Deed> {
    let actions = words.scenario.actions.iter();
    actions.map(|action| deed(words, action)).collect()
}

fn deed(words: &Words<'_>, action: &Action) -> Deed {
    let tool = words.scenario.tools.get(action.tool);
    let by: Vec<&str> = action.by.iter().map(|seat| words.seat(*seat)).collect();
    let tells = action.tells.iter().map(|fact| {
        let fact = words.fact(*fact);
        format!("tell the room {fact}")
    });
    Deed {
        title: action.title.clone(),
        tool: tool.map_or_else(String::new, |tool| tool.title.clone()),
        needs: format!("{}, {}", action.difficulty.word(), action.difficulty.sum()),
        kind: action.kind.aim().label(),
        by: by.join(", "),
        when: words.maybe(action.when.as_ref()),
        again: action.again,
        success: action.success.clone(),
        failure: action.failure.clone(),
        brings: tells.chain(words.effects(&action.on_success)).collect(),
        costs: words.effects(&action.on_failure),
    }
}

/// What a failed change may bring: the complications, by their numbers.
pub(super) fn complications(words: &Words<'_>) -> Vec<String> {
    let all = words.scenario.complications.iter();
    all.map(|id| words.inject(*id)).collect()
}
