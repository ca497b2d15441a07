//! From text to a checked scenario.

use super::checks;
use super::diagnostic::Diagnostic;
use super::findings::Findings;
use super::read::read;
use super::terms;
use super::watch::Watch;
use super::whole::Scenario;

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
    let mut findings = Findings::default();
    let mut draft = read(text, &mut findings);
    if let Some(draft) = &mut draft {
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
    Loaded {
        scenario,
        diagnostics: findings.sorted(),
    }
}
