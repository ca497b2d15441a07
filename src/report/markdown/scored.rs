//! The score and its evidence as lists.

use super::out::{Out, link, md};
use crate::report::aar::Aar;
use crate::report::scored::{CriterionLine, ToGain, gain, points, range};

pub(super) fn to_gain(out: &mut Out, aar: &Aar) {
    let score = &aar.score;
    if score.to_gain.is_empty() {
        return;
    }
    out.line(&format!(
        "**Score: {} of {}.** Most to gain:",
        range(score.total),
        points(score.max)
    ));
    out.blank();
    for ToGain {
        label,
        points: lost,
        missing,
        ..
    } in &score.to_gain
    {
        let missing = if missing.is_empty() {
            String::new()
        } else {
            format!(": {}", md(missing))
        };
        out.line(&format!(
            "- {} ({} points){missing}",
            md(label),
            points(*lost)
        ));
    }
    out.blank();
}

pub(super) fn score(out: &mut Out, aar: &Aar) {
    let score = &aar.score;
    if score.max == 0 {
        out.heading("Score");
        out.line("This exercise is not scored by the rubric of an Incident Commander.");
        out.blank();
        return;
    }
    out.heading(&format!(
        "Score: {} of {}",
        range(score.total),
        points(score.max)
    ));
    if score.total.low != score.total.high {
        out.line(
            "A range, because part of it was read out of words: the low end counts that half, the \
             high end as if the host had confirmed all of it.",
        );
        out.blank();
    }
    if score.observed < score.max {
        out.line(&format!(
            "What could not come up is left out: {} of {} points were observed, scaled up to {}.",
            points(score.observed),
            points(score.max),
            points(score.max)
        ));
        out.blank();
    }
    for group in &score.groups {
        out.line(&format!(
            "### {}: {} of {}",
            group.label,
            range(group.points),
            points(group.max)
        ));
        out.blank();
        for line in score
            .criteria
            .iter()
            .filter(|line| line.group == group.label)
        {
            criterion(out, line);
        }
    }
}

fn criterion(out: &mut Out, line: &CriterionLine) {
    let basis = match line.basis.as_slice() {
        [] => String::new(),
        basis => format!(" *({})*", basis.join(", ")),
    };
    let earned = match (&line.unobserved, &line.overridden) {
        (Some(_), None) => "not observed".to_owned(),
        _ => format!("{} of {}", range(line.points), points(line.max)),
    };
    out.line(&format!("- **{}**: {earned}{basis}", md(&line.label)));
    if let Some((percent, why, automatic)) = &line.overridden {
        out.line(&format!(
            "  - Overridden to {percent}%: {} The automatic score was {}.",
            md(why),
            range(*automatic)
        ));
    }
    if let Some(why) = &line.unobserved {
        out.line(&format!("  - {}", md(why)));
    }
    for proof in &line.evidence {
        let worth = match (gain(proof.low), gain(proof.high)) {
            (low, high) if low == high => low,
            (low, high) => format!("{low} to {high}"),
        };
        out.line(&format!(
            "  - {worth}: {}{}",
            md(&proof.shows),
            proof.at.iter().map(|at| link(Some(at))).collect::<String>()
        ));
    }
    for missing in &line.missing {
        out.line(&format!("  - Missing: {}", md(missing)));
    }
    for (percent, text) in &line.ratings {
        out.line(&format!(
            "  - Rated {percent}% by an evaluator: {}",
            md(text)
        ));
    }
    out.blank();
}
