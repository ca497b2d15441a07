//! Engineers can do what work needs, and their strain rises before it falls.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::near::nearest;
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::BTreeSet;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let skills: BTreeSet<&str> = draft
        .staff
        .iter()
        .flat_map(|engineer| {
            let unlisted = engineer.unlisted.iter().map(|of| &of.0);
            engineer.skills.iter().chain(unlisted)
        })
        .map(|skill| skill.as_str())
        .collect();
    if draft.whole(Section::Staff) {
        walk(draft, &mut |trail, seen| {
            let Seen::Skill(skill) = seen else { return };
            if skills.contains(skill) {
                return;
            }
            let message = format!("no engineer has the skill `{skill}`");
            findings.at(
                draft,
                Code::NoSkill,
                trail,
                message,
                |finding| match nearest(skill, skills.iter().copied()) {
                    Some(near) => finding.hint(format!("did you mean `{near}`?")),
                    None => finding.hint("give it to somebody in `staff`"),
                },
            );
        });
    }
    for (item, course) in draft.options.iter().enumerate() {
        if !course.crew.is_empty() && course.incident.is_none() {
            let trail = Trail::of(Section::Options, item).field("crew");
            let message = format!("nobody knows where the hands for `{}` work", course.id);
            findings.at(draft, Code::NoIncident, &trail, message, |finding| {
                finding.hint("name its `incident`: engineers are sent to incidents")
            });
        }
    }
    let strain = &draft.strain;
    if strain.back.milli >= strain.worn_out.milli {
        let trail = Trail::of(Section::Strain, 0).field("back");
        let message = format!(
            "somebody worn out at {} would be back at {} at once",
            strain.worn_out, strain.back
        );
        findings.at(draft, Code::NoRest, &trail, message, |finding| {
            finding.hint("`back` lies below `worn_out`")
        });
    }
}
