//! No two profiles give the same exercise.

use crate::model::ProfileId;
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Condition;
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::BTreeSet;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if draft.profiles.len() < 2 || !draft.complete() {
        return;
    }
    let mut asked: BTreeSet<ProfileId> = BTreeSet::new();
    walk(draft, &mut |_, seen| {
        if let Seen::Condition(Condition::Profile(id)) = seen {
            asked.insert(*id);
        }
    });
    // What belongs to one of them alone tells both apart: the other plays
    // without it.
    // A draft is what one profile plays: it knows of its own pairs alone.
    let here = |id: ProfileId| draft.profile == Some(id);
    let same = |one: ProfileId, other: ProfileId| {
        let both = |of: &Vec<ProfileId>| of.contains(&one) == of.contains(&other);
        let asks = asked.contains(&one) || asked.contains(&other);
        one != other && (here(one) || here(other)) && !asks && draft.profiled.iter().all(both)
    };
    for (item, profile) in draft.profiles.iter().enumerate() {
        let mut earlier = draft.profiles.iter().take(item);
        let Some(first) = earlier.position(|before| same(before.id, profile.id)) else {
            continue;
        };
        let trail = |item| Trail::of(Section::Profiles, item).field("id");
        let message = format!(
            "the profile `{}` gives the same exercise as one before it",
            profile.id
        );
        findings.at(draft, Code::SameProfile, &trail(item), message, |finding| {
            finding.related(draft.place(&trail(first)), "the same as this one").hint(
                "name one of them in the `profiles` of a scene, time box, deadline or inject, or ask for it with `Profile`",
            )
        });
    }
}
