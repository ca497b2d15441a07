//! Figures that meet count the same thing, and lie where they can.

use crate::model::{Quantity, Unit, VarId};
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::{Condition, Effect};
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};
use std::collections::BTreeMap;

/// Thousandths; a trillion of anything. Sums of such figures stay far from
/// what an `i128` of thousandths times milliseconds can hold.
const LARGEST: u64 = 1_000_000_000_000_000;

/// A variable's unit, and where it is given.
type Variables = BTreeMap<VarId, (Quantity, Trail)>;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let mut variables = Variables::new();
    for (item, variable) in draft.variables.iter().enumerate() {
        let start = Trail::of(Section::Variables, item).field("start");
        size(draft, &start, variable.start, findings);
        bounds(draft, item, findings);
        variables
            .entry(variable.id)
            .or_insert((variable.start, start));
    }
    flows(draft, &variables, findings);
    for (item, threshold) in draft.thresholds.iter().enumerate() {
        let trail = Trail::of(Section::Thresholds, item).field("value");
        same(
            draft,
            &variables,
            threshold.var,
            &trail,
            threshold.value,
            findings,
        );
    }
    for (item, fact) in draft.facts.iter().enumerate() {
        if let Some(value) = fact.value {
            size(
                draft,
                &Trail::of(Section::Facts, item).field("value"),
                value,
                findings,
            );
        }
    }
    walk(draft, &mut |trail, seen| match seen {
        Seen::Condition(Condition::Var(var, _, value)) => {
            same(
                draft,
                &variables,
                *var,
                &trail.clone().item(2),
                *value,
                findings,
            );
        }
        Seen::Effect(Effect::Set(var, value) | Effect::Add(var, value)) => {
            same(
                draft,
                &variables,
                *var,
                &trail.clone().item(1),
                *value,
                findings,
            );
        }
        _ => {}
    });
    for (item, course) in draft.options.iter().enumerate() {
        if let Some(chance) = course.chance {
            share(
                draft,
                &Trail::of(Section::Options, item).field("chance"),
                "a chance",
                chance,
                findings,
            );
        }
    }
    for (item, course) in draft.options.iter().enumerate() {
        for (nth, case) in course.cases.iter().enumerate() {
            if let Some(chance) = case.chance {
                let trail = Trail::of(Section::Options, item).field("cases").item(nth);
                share(draft, &trail.field("chance"), "a chance", chance, findings);
            }
        }
    }
    let tolerance = Trail::of(Section::Rubric, 0).field("figure_tolerance");
    share(
        draft,
        &tolerance,
        "a tolerance",
        draft.rubric.figure_tolerance,
        findings,
    );
}

fn size(draft: &Draft<'_>, trail: &Trail, value: Quantity, findings: &mut Findings) {
    if value.milli.unsigned_abs() > LARGEST {
        findings.at(
            draft,
            Code::Huge,
            trail,
            "no figure may exceed a trillion",
            |finding| finding,
        );
    }
}

fn share(draft: &Draft<'_>, trail: &Trail, what: &str, value: Quantity, findings: &mut Findings) {
    if value.unit != Unit::Percent || value.per_hour || !(0..=100_000).contains(&value.milli) {
        let message = format!("`{value}` is not {what}");
        findings.at(draft, Code::Share, trail, message, |finding| {
            finding.hint("write it like \"85%\", between 0% and 100%")
        });
    }
}

/// What a figure counts, in words.
fn kind(value: Quantity) -> String {
    let unit = match value.unit {
        Unit::Count => "a number",
        Unit::Percent => "per cent",
        Unit::Dollar => "dollars",
        Unit::Second => "time",
    };
    if value.per_hour {
        format!("{unit} an hour")
    } else {
        unit.to_owned()
    }
}

fn same(
    draft: &Draft<'_>,
    variables: &Variables,
    var: VarId,
    trail: &Trail,
    value: Quantity,
    findings: &mut Findings,
) {
    size(draft, trail, value, findings);
    if let Some((start, given)) = variables.get(&var)
        && !start.same_kind(value)
    {
        let message = format!("`{var}` is {}, but this is {}", kind(*start), kind(value));
        findings.at(draft, Code::OtherKind, trail, message, |finding| {
            finding
                .label(kind(value))
                .related(draft.place(given), kind(*start))
        });
    }
}

fn bounds(draft: &Draft<'_>, item: usize, findings: &mut Findings) {
    let Some(variable) = draft.variables.get(item) else {
        return;
    };
    let trail = |field| Trail::of(Section::Variables, item).field(field);
    let crossed = match (variable.min, variable.max) {
        (Some(min), Some(max)) => min.same_kind(max) && min.milli > max.milli,
        _ => false,
    };
    if crossed {
        let message = format!("the bounds of `{}` are the wrong way round", variable.id);
        findings.at(draft, Code::Bounds, &trail("min"), message, |finding| {
            finding
                .label("the lower bound is above")
                .related(draft.place(&trail("max")), "the upper one")
                .hint("swap `min` and `max`")
        });
    }
    for (field, bound) in [("min", variable.min), ("max", variable.max)] {
        let Some(bound) = bound else {
            continue;
        };
        size(draft, &trail(field), bound, findings);
        let outside = if field == "min" {
            variable.start.milli < bound.milli
        } else {
            variable.start.milli > bound.milli
        };
        if !bound.same_kind(variable.start) {
            let message = format!(
                "`{}` is {}, but this is {}",
                variable.id,
                kind(variable.start),
                kind(bound)
            );
            findings.at(draft, Code::OtherKind, &trail(field), message, |finding| {
                finding
                    .label(kind(bound))
                    .related(draft.place(&trail("start")), kind(variable.start))
            });
        } else if outside && !crossed {
            let message = format!(
                "`{}` starts at {}, outside its bounds",
                variable.id, variable.start
            );
            findings.at(draft, Code::Bounds, &trail("start"), message, |finding| {
                finding.related(draft.place(&trail(field)), "the bound")
            });
        }
    }
}

fn flows(draft: &Draft<'_>, variables: &Variables, findings: &mut Findings) {
    for (item, flow) in draft.flows.iter().enumerate() {
        let trail = Trail::of(Section::Flows, item).field("rate");
        if flow.rate.per_hour {
            let plain = Quantity {
                per_hour: false,
                ..flow.rate
            };
            same(draft, variables, flow.var, &trail, plain, findings);
        } else {
            size(draft, &trail, flow.rate, findings);
            let message = format!("`{}` is no rate", flow.rate);
            findings.at(draft, Code::NoRate, &trail, message, |finding| {
                finding.hint(format!("write how much an hour: \"{}/h\"", flow.rate))
            });
        }
    }
}
