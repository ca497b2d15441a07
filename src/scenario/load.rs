//! From text to a checked scenario.

use super::checks;
use super::diagnostic::Diagnostic;
use super::findings::Findings;
use super::profile::{self, together};
use super::read::read;
use super::terms;
use super::watch::Watch;
use super::whole::Scenario;
use crate::model::ProfileId;

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario, when there is no error.
    pub scenario: Option<Scenario>,
    /// Everything that was found, by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a scenario. A host's choices are in its text before
/// ([`choose`](super::choose)).
pub fn load(text: &str) -> Loaded {
    let (mut loaded, chosen, others) = one(text, None);
    if others.is_empty() {
        return loaded;
    }
    // An author writes all profiles at once, so all of them are looked at.
    let mut found = vec![(chosen, loaded.diagnostics)];
    for other in others {
        let (more, id, _) = one(text, Some(other));
        loaded.scenario = loaded.scenario.filter(|_| more.scenario.is_some());
        found.push((id, more.diagnostics));
    }
    loaded.diagnostics = together(found);
    loaded
}

/// Loads a text in one profile; tells in which, if there is such a one, and
/// which others there are.
fn one(text: &str, asked: Option<ProfileId>) -> (Loaded, Option<ProfileId>, Vec<ProfileId>) {
    let mut findings = Findings::default();
    let mut draft = read(text, &mut findings);
    let (mut chosen, mut others) = (None, Vec::new());
    if let Some(draft) = &mut draft {
        profile::choose(draft, asked);
        for profile in &draft.profiles {
            match Some(profile.id) == draft.profile {
                true => chosen = draft.profile,
                false => others.push(profile.id),
            }
        }
        terms::fill(draft, &mut findings);
        checks::run(draft, &mut findings);
    }
    let scenario = match draft {
        Some(draft) if !findings.failed() => {
            let watch = Watch::over(&draft);
            draft
                .into_document()
                .and_then(|doc| Scenario::assemble(doc, watch))
        }
        _ => None,
    };
    let diagnostics = findings.sorted();
    (
        Loaded {
            scenario,
            diagnostics,
        },
        chosen,
        others,
    )
}
