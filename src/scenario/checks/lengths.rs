//! Lengths of time that go together: shortest to longest, soon to late.

use crate::model::Span;
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Rung;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for (item, course) in draft.options.iter().enumerate() {
        if let Some(time) = course.duration
            && !(time.min <= time.mode && time.mode <= time.max)
        {
            let trail = Trail::of(Section::Options, item).field("duration");
            let message = format!(
                "the duration of `{}` does not rise from `min` over `mode` to `max`",
                course.id
            );
            findings.at(draft, Code::LengthOrder, &trail, message, |finding| finding);
        }
    }
    for (item, role) in draft.roles.iter().enumerate() {
        let trail = Trail::of(Section::Roles, item).field("persona");
        let (least, most) = role.persona.delay;
        if least > most {
            let message = format!(
                "`{}` answers after {least} at least, but {most} at most",
                role.id
            );
            findings.at(
                draft,
                Code::LengthOrder,
                &trail.clone().field("delay"),
                message,
                |finding| finding,
            );
        }
        ladder(
            draft,
            &trail.field("ladder"),
            &role.persona.ladder,
            findings,
        );
    }
    for (item, inject) in draft.injects.iter().enumerate() {
        let trail = Trail::of(Section::Injects, item);
        if let Some(rungs) = inject
            .demand
            .as_ref()
            .and_then(|demand| demand.ladder.as_ref())
        {
            ladder(
                draft,
                &trail.clone().field("demand").field("ladder"),
                rungs,
                findings,
            );
        }
        for (nth, expectation) in inject.expects.iter().enumerate() {
            if expectation.within == Span::ZERO {
                let trail = trail.clone().field("expects").item(nth).field("within");
                findings.at(
                    draft,
                    Code::NoLength,
                    &trail,
                    "nobody can do this in no time",
                    |finding| finding,
                );
            }
        }
    }
    let rubric = &draft.rubric;
    if rubric.roles_full > rubric.roles_half {
        let trail = Trail::of(Section::Rubric, 0).field("roles_full");
        let message = format!(
            "half the credit ends ({}) before full credit does ({})",
            rubric.roles_half, rubric.roles_full
        );
        findings.at(draft, Code::LengthOrder, &trail, message, |finding| finding);
    }
}

fn ladder(draft: &Draft<'_>, trail: &Trail, rungs: &[Rung], findings: &mut Findings) {
    for (nth, pair) in rungs.windows(2).enumerate() {
        if let [this, next] = pair
            && this.after >= next.after
        {
            let at = |nth| trail.clone().item(nth).field("after");
            let message = format!(
                "this step comes after {}, the one before it after {}",
                next.after, this.after
            );
            findings.at(draft, Code::LadderOrder, &at(nth + 1), message, |finding| {
                finding.related(draft.place(&at(nth)), "the step before")
            });
        }
    }
}
