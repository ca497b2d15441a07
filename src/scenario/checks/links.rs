//! Something releases each inject, and each inject prompts something.

use crate::model::InjectId;
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::{ActionKind, Condition, Effect, Inject, Medium, Trigger};
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::BTreeSet;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let links = Links::of(draft);
    for (item, inject) in draft.injects.iter().enumerate() {
        let trail = |field| Trail::of(Section::Injects, item).field(field);
        if inject.trigger == Trigger::Armed && !links.released.contains(&inject.id) {
            let message = format!("only the host can release `{}`", inject.id);
            findings.at(
                draft,
                Code::NeverArmed,
                &trail("trigger"),
                message,
                |finding| {
                    finding.hint(
                        "name it as a contingency or in a `Release`, or give it another trigger",
                    )
                },
            );
        }
        if idle(inject) && !links.awaited.contains(&inject.id) {
            let message = format!("`{}` prompts nothing", inject.id);
            findings.at(
                draft,
                Code::PromptsNothing,
                &trail("id"),
                message,
                |finding| finding.hint("add the move that it `expects`, a `demand` or `effects`"),
            );
        }
    }
}

/// Whether an inject says something and wants nothing. A figure on a
/// dashboard informs, and what ends a time cut brings people back.
fn idle(inject: &Inject) -> bool {
    !inject.text.trim().is_empty()
        && inject.medium != Medium::Metric
        && !inject.wakes
        && inject.expects.is_empty()
        && inject.demand.is_none()
        && inject.effects.is_empty()
}

/// What injects are named for.
#[derive(Default)]
struct Links {
    /// Released by an effect or as a contingency.
    released: BTreeSet<InjectId>,
    /// Others wait for their release.
    awaited: BTreeSet<InjectId>,
}

impl Links {
    fn of(draft: &Draft<'_>) -> Self {
        let mut links = Self::default();
        for inject in &draft.injects {
            links.released.extend(
                inject
                    .expects
                    .iter()
                    .filter_map(|expectation| expectation.contingency),
            );
            if let Trigger::AfterInject(id, _) = inject.trigger {
                links.awaited.insert(id);
            }
        }
        links.released.extend(draft.complications.iter().copied());
        let answered = draft.actions.iter().filter_map(|action| match action.kind {
            ActionKind::Interrupt(inject) => Some(inject),
            ActionKind::Looking | ActionKind::Changing => None,
        });
        links.awaited.extend(answered);
        walk(draft, &mut |_, seen| match seen {
            Seen::Effect(Effect::Release(id)) => {
                links.released.insert(*id);
            }
            Seen::Condition(Condition::Released(id)) => {
                links.awaited.insert(*id);
            }
            _ => {}
        });
        links
    }
}
