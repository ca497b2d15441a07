//! What a host holds the table's review against: the author's timeline, whys,
//! causes and actions.

use super::words::Words;
use crate::scenario::Finding;

/// The reference review, as lists to tick off: heading and lines.
pub(super) fn reference(words: &Words<'_>) -> Vec<(&'static str, Vec<String>)> {
    let of = &words.scenario.retrospective;
    let lines = |of: &[Finding]| of.iter().map(|one| one.text.clone()).collect();
    let timeline = of.timeline.iter();
    let timeline = timeline.map(|one| format!("{}: {}", words.moment(one.at), one.text));
    let causes = of.causes.iter().map(|one| {
        let kind = if one.systemic { ", in the system" } else { "" };
        format!("{} ({}{kind})", one.text, one.bone.word())
    });
    let actions = of.actions.iter();
    let actions = actions.map(|one| format!("{}, {}", one.text, one.horizon.word()));
    let all = [
        ("Timeline", timeline.collect()),
        ("Whys", lines(&of.whys)),
        ("Causes", causes.collect()),
        ("What helped", lines(&of.worked)),
        ("What hindered", lines(&of.hindered)),
        ("Actions", actions.collect()),
    ];
    let filled = all
        .into_iter()
        .filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty());
    filled.collect()
}
