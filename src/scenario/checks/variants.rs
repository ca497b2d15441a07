//! Some variant can be drawn, if there are any.

use crate::scenario::code::Code;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::draft::Draft;
use crate::scenario::findings::Findings;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let variants = &draft.variants;
    if !variants.is_empty() && variants.iter().all(|variant| variant.weight == 0) {
        let place = draft.section(Section::Variants);
        let finding = Diagnostic::new(Code::NoWeight, place, "no variant can be drawn");
        findings.add(finding.hint("give at least one of them a `weight` above 0"));
    }
}
