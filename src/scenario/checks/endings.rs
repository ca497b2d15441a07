//! One ending is always told: the last one.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Condition;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if !draft.whole(Section::Endings) {
        return;
    }
    let trail = |item| Trail::of(Section::Endings, item);
    let Some(last) = draft.endings.len().checked_sub(1) else {
        return;
    };
    let always = draft
        .endings
        .iter()
        .position(|ending| ending.when == Condition::Always);
    match always {
        None => findings.at(
            draft,
            Code::LastEnding,
            &trail(last).field("when"),
            "it can happen that no ending holds",
            |finding| {
                finding
                    .label("the last ending")
                    .hint("write `when: Always` in the last ending")
            },
        ),
        Some(first) => {
            for (item, ending) in draft.endings.iter().enumerate().skip(first + 1) {
                let message = format!("the ending `{}` is never told", ending.id);
                findings.at(
                    draft,
                    Code::NeverTold,
                    &trail(item).field("id"),
                    message,
                    |finding| {
                        finding.related(
                            draft.place(&trail(first).field("when")),
                            "this one, before it, always holds",
                        )
                    },
                );
            }
        }
    }
}
