//! A move pattern that says nothing fits every move.

use crate::scenario::code::Code;
use crate::scenario::draft::Draft;
use crate::scenario::findings::Findings;
use crate::scenario::parts::MovePattern;
use crate::scenario::walk::{Seen, walk};

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    walk(draft, &mut |trail, seen| {
        if let Seen::Pattern(pattern) = seen
            && *pattern == MovePattern::default()
        {
            findings.at(
                draft,
                Code::AnyMove,
                trail,
                "every move fits this pattern",
                |finding| finding.hint("say which `kinds` of moves are meant"),
            );
        }
    });
}
