//! Every id that is named exists, and is given once.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::names::Names;
use crate::scenario::near::nearest;
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};

/// Adds findings, and tells whether every name that is used exists.
pub(super) fn check(draft: &Draft<'_>, names: &Names<'_>, findings: &mut Findings) -> bool {
    for (id, first, again) in &names.twice {
        let message = format!("there are two {}s with the id `{id}`", what(again.section));
        findings.at(draft, Code::DuplicateId, again, message, |finding| {
            finding
                .label("given again here")
                .related(draft.place(first), "first given here")
        });
    }
    let mut all_known = true;
    walk(draft, &mut |trail, seen| {
        let (section, id) = match seen {
            Seen::Name(section, id) => (section, id),
            Seen::Objective(id) => (Section::Head, id),
            Seen::Skill(_) | Seen::Condition(_) | Seen::Effect(_) | Seen::Pattern(_) => return,
        };
        if !known(draft, names, section, id) {
            all_known = false;
            unknown(draft, names, findings, trail, section, id);
        }
    });
    all_known
}

/// What an element with an id is called; those of the head are objectives.
fn what(section: Section) -> &'static str {
    if section == Section::Head {
        "objective"
    } else {
        section.one()
    }
}

/// Whether there is such a part, as far as could be read.
fn known(draft: &Draft<'_>, names: &Names<'_>, section: Section, id: &str) -> bool {
    names.get(section, id).is_some()
        || draft.holes.contains(&section)
        || draft.lost.contains(&(section, id))
}

fn unknown(
    draft: &Draft<'_>,
    names: &Names<'_>,
    findings: &mut Findings,
    trail: &Trail,
    section: Section,
    id: &str,
) {
    let what = what(section);
    findings.at(
        draft,
        Code::UnknownName,
        trail,
        format!("there is no {what} `{id}`"),
        |finding| {
            let finding = finding.label(format!("unknown {what}"));
            if let Some(name) = nearest(id, names.all(section)) {
                finding.hint(format!("did you mean `{name}`?"))
            } else if let Some(other) = names.elsewhere(section, id) {
                let (a, other, one) =
                    (article(what), self::what(other), article(self::what(other)));
                finding.hint(format!(
                    "`{id}` is {one} {other}, but here {a} {what} is named"
                ))
            } else if let Some(known) = some_names(names, section) {
                finding.hint(known)
            } else {
                finding
            }
        },
    );
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// The ids there are, when they are few.
fn some_names(names: &Names<'_>, section: Section) -> Option<String> {
    let known: Vec<&str> = names.all(section).take(9).collect();
    match known.len() {
        0 | 9 => None,
        _ => Some(format!("known are {}", known.join(", "))),
    }
}
