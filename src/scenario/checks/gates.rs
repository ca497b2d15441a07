//! Each gate can be measured in this exercise.

use crate::model::{Criterion, Unit};
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Measure;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    for (item, gate) in draft.gates.iter().enumerate() {
        let trail = Trail::of(Section::Gates, item).field("met");
        if let Some(why) = unmeasurable(draft, &gate.met) {
            let message = format!("the gate `{}` cannot be measured: {why}", gate.id);
            findings.at(
                draft,
                Code::NoMeasure,
                &trail,
                message,
                |finding| match help(draft, &gate.met) {
                    Some(hint) => finding.hint(hint),
                    None => finding,
                },
            );
        }
    }
}

fn unmeasurable(draft: &Draft<'_>, measure: &Measure) -> Option<String> {
    match measure {
        Measure::Holds(_) | Measure::Gap(_, _) => None,
        Measure::Idle(_) | Measure::Moves(_) if draft.staff.is_empty() => {
            Some("there is no `staff`".to_owned())
        }
        Measure::Idle(share) | Measure::Credit(_, share)
            if share.unit != Unit::Percent || !(0..=100_000).contains(&share.milli) =>
        {
            Some(format!("`{share}` is no share between 0% and 100%"))
        }
        Measure::Credit(criterion, _) => Criterion::of(*criterion).is_none().then(|| {
            let known = Criterion::ALL.map(Criterion::key).join(", ");
            format!("there is no criterion `{criterion}`; known are {known}")
        }),
        Measure::Idle(_) | Measure::Moves(_) => None,
        Measure::Postmortem(_) => {
            let reviews = draft.scenes.iter().any(|scene| scene.review);
            (!reviews && draft.whole(Section::Scenes))
                .then(|| "no scene has `review: true`".to_owned())
        }
        Measure::All(parts) if parts.is_empty() => Some("nothing is asked for".to_owned()),
        Measure::All(parts) => parts.iter().find_map(|part| unmeasurable(draft, part)),
    }
}

/// What to do about a review that is asked for and never held. A gate belongs
/// to every profile; a condition can leave one out.
fn help(draft: &Draft<'_>, measure: &Measure) -> Option<String> {
    match (measure, draft.profile) {
        (Measure::Postmortem(_), None) => Some(
            "write `review: true` in the scene in which the table builds its review".to_owned(),
        ),
        (Measure::Postmortem(_), Some(profile)) => Some(format!(
            "every profile needs a scene with `review: true`; or leave those without out of the gate: \
             `Holds(Any([Profile(\"{profile}\"), Entries(AddAction, 1)]))`"
        )),
        (Measure::All(parts), _) => parts.iter().find_map(|part| {
            unmeasurable(draft, part)?;
            help(draft, part)
        }),
        _ => None,
    }
}
