//! From text to a checked scenario.

use super::checks;
use super::diagnostic::Diagnostic;
use super::findings::Findings;
use super::profile;
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
    let (mut loaded, others) = one(text, None);
    // An author writes all profiles at once, so all of them are looked at.
    for other in others {
        let (more, _) = one(text, Some(other));
        for finding in more.diagnostics {
            if !loaded.diagnostics.contains(&finding) {
                loaded.diagnostics.push(finding);
            }
        }
        loaded.diagnostics.sort_by_key(|finding| finding.span.start);
        loaded.scenario = loaded.scenario.filter(|_| more.scenario.is_some());
    }
    loaded
}

/// Loads a text in one profile; tells which others there are.
fn one(text: &str, asked: Option<ProfileId>) -> (Loaded, Vec<ProfileId>) {
    let mut findings = Findings::default();
    let mut draft = read(text, &mut findings);
    let mut others = Vec::new();
    if let Some(draft) = &mut draft {
        profile::choose(draft, asked);
        let all = draft.profiles.iter().map(|profile| profile.id);
        others.extend(all.filter(|id| Some(*id) != draft.profile));
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
        others,
    )
}
