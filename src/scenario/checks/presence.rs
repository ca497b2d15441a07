//! What no exercise can be without.

use crate::scenario::code::Code;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    // What is reviewed, or rolled for, need not be decided among options.
    let scored = draft.rubric.scored;
    let needed = [
        (
            Section::Scenes,
            draft.scenes.is_empty(),
            "there is nothing to play",
        ),
        (
            Section::Incidents,
            draft.incidents.is_empty(),
            "there is nothing to resolve",
        ),
        (
            Section::Options,
            scored && draft.options.is_empty(),
            "there is nothing to decide",
        ),
        (
            Section::Endings,
            draft.endings.is_empty(),
            "there is nothing to come to",
        ),
    ];
    for (section, empty, why) in needed {
        if empty && draft.whole(section) {
            let message = format!("there is no {}", section.one());
            findings
                .add(Diagnostic::new(Code::Nothing, draft.section(section), message).label(why));
        }
    }
    if let Some(head) = &draft.head
        && head.handbook.trim().is_empty()
    {
        let trail = Trail::of(Section::Head, 0).field("handbook");
        findings.at(
            draft,
            Code::Handbook,
            &trail,
            "the handbook section is not named",
            |finding| finding.hint("name the section that this exercise teaches"),
        );
    }
}
