//! What the team entered in the retrospective, by kind.

use super::aar::{Cause, Edition, PlanLine, Point, Retrospective};
use super::moments::{Moments, capital};
use super::words::Words;
use crate::engine::ReviewVerb;
use crate::scenario::{Bone, Horizon, Scenario};

pub(super) fn take(
    into: &mut Retrospective,
    words: &Words<'_>,
    moments: &Moments,
    entry: &ReviewVerb,
) {
    match entry {
        ReviewVerb::Frame { text } => into.frame.push(text.clone()),
        ReviewVerb::AddMoment { at, text } => into.moments.push((at.to_string(), text.clone())),
        ReviewVerb::Star { of } => {
            if let Some(at) = moments.at(*of) {
                let moment = moments.list.iter().find(|moment| moment.seq == at.seq);
                let words = moment.map_or_else(String::new, |moment| moment.short());
                into.starred.push(Point {
                    words,
                    at: Some(at),
                });
            }
        }
        ReviewVerb::AddWhy { text } => into.whys.push(text.clone()),
        ReviewVerb::AddCause {
            bone,
            systemic,
            text,
        } => {
            let label = bone.word();
            let cause = Cause {
                systemic: *systemic,
                words: text.clone(),
            };
            match into.causes.iter_mut().find(|(known, _)| known == label) {
                Some((_, causes)) => causes.push(cause),
                None => into.causes.push((label.to_owned(), vec![cause])),
            }
        }
        ReviewVerb::Worked { text } => into.worked.push(text.clone()),
        ReviewVerb::Hindered { text } => into.hindered.push(text.clone()),
        ReviewVerb::Surprise { text } => into.surprises.push(text.clone()),
        ReviewVerb::AddAction {
            priority,
            owner,
            due,
            check,
            text,
        } => into.plan.push(PlanLine {
            horizon: capital(priority.word()),
            action: text.clone(),
            owner: owner.clone(),
            due: due.clone(),
            check: check.clone(),
        }),
        ReviewVerb::Feedback { to, text } => {
            if words.edition == Edition::Host {
                into.feedback.push((words.seat(*to), text.clone()));
            }
        }
    }
}

/// Moments in the story's order, bones and horizons in the handbook's; what was
/// added first comes first within each.
pub(super) fn sort(retrospective: &mut Retrospective, scenario: &Scenario) {
    let order = |at: &str| at.parse().map(|at| scenario.order_of(at)).ok();
    retrospective.moments.sort_by_key(|(at, _)| order(at));
    let bones = Bone::ALL.map(Bone::word);
    let horizons = Horizon::ALL.map(|horizon| capital(horizon.word()));
    retrospective
        .causes
        .sort_by_key(|(bone, _)| bones.iter().position(|known| known == bone));
    retrospective
        .plan
        .sort_by_key(|line| horizons.iter().position(|known| *known == line.horizon));
}
