//! Each profile makes a difference.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Condition;
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::BTreeSet;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if draft.profiles.is_empty() || !draft.complete() {
        return;
    }
    let mut named: BTreeSet<&str> = draft.profiled.iter().map(|id| id.as_str()).collect();
    walk(draft, &mut |_, seen| {
        if let Seen::Condition(Condition::Profile(id)) = seen {
            named.insert(id.as_str());
        }
    });
    for (item, profile) in draft.profiles.iter().enumerate() {
        if !named.contains(profile.id.as_str()) {
            let message = format!("the profile `{}` changes nothing", profile.id);
            let trail = Trail::of(Section::Profiles, item).field("id");
            findings.at(draft, Code::NothingHidden, &trail, message, |finding| {
                finding.hint("name it in the `profiles` of a scene, time box, deadline or inject")
            });
        }
    }
}
