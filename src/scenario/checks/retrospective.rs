//! Everything that the reference of a review names can be recognised.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let of = &draft.retrospective;
    let lists: [(&'static str, Vec<&[Vec<String>]>); 6] = [
        (
            "timeline",
            of.timeline
                .iter()
                .map(|part| part.keys.as_slice())
                .collect(),
        ),
        (
            "whys",
            of.whys.iter().map(|part| part.keys.as_slice()).collect(),
        ),
        (
            "causes",
            of.causes.iter().map(|part| part.keys.as_slice()).collect(),
        ),
        (
            "worked",
            of.worked.iter().map(|part| part.keys.as_slice()).collect(),
        ),
        (
            "hindered",
            of.hindered
                .iter()
                .map(|part| part.keys.as_slice())
                .collect(),
        ),
        (
            "actions",
            of.actions.iter().map(|part| part.keys.as_slice()).collect(),
        ),
    ];
    for (field, list) in lists {
        for (nth, keys) in list.into_iter().enumerate() {
            if keys.is_empty() || keys.iter().any(Vec::is_empty) {
                let trail = Trail::of(Section::Retrospective, 0).field(field).item(nth);
                findings.at(
                    draft,
                    Code::NoKeys,
                    &trail.field("keys"),
                    "no words of the table could match this",
                    |finding| {
                        finding
                            .hint("give groups of phrases: `keys: [[\"pool\", \"connections\"]]`")
                    },
                );
            }
        }
    }
}
