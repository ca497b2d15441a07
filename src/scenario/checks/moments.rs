//! Moments that are named lie within play, and windows run forwards.

use crate::model::{ClockTime, SimTime};
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::locate::Step;
use crate::scenario::parts::{Condition, Moment, Trigger};
use crate::scenario::section::Section;
use crate::scenario::walk::{Seen, walk};

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let Some(start) = draft.clock.as_ref().map(|clock| clock.start) else {
        return;
    };
    windows(draft, start, findings);
    let end = draft.scenes.iter().map(|scene| scene.until.on(start)).max();
    let Some(end) = end.filter(|_| draft.whole(Section::Scenes)) else {
        return;
    };
    let ends = end.since(SimTime::ZERO);
    let shown = start.plus(ends);
    let mut late = |trail: &Trail, moment: Moment| {
        if moment.on(start) > end {
            let message = format!("play ends before this, at {shown} ({ends} after the start)");
            findings.at(
                draft,
                Code::AfterTheEnd,
                trail,
                message,
                |finding| match moment {
                    Moment::Clock(at) if at < start => finding.hint(format!(
                        "the clock starts at {start}; earlier times are those of the next day"
                    )),
                    _ => finding.hint("put it earlier, or let the last scene run on until then"),
                },
            );
        }
    };
    for (item, deadline) in draft.deadlines.iter().enumerate() {
        late(
            &Trail::of(Section::Deadlines, item).field("at"),
            deadline.at,
        );
    }
    for (item, time_box) in draft.time_boxes.iter().enumerate() {
        late(
            &Trail::of(Section::TimeBoxes, item).field("until"),
            time_box.until,
        );
    }
    for (item, inject) in draft.injects.iter().enumerate() {
        let mut trail = Trail::of(Section::Injects, item).field("trigger");
        match inject.trigger {
            Trigger::At(moment) => {
                trail.steps.push(Step::Inside);
                late(&trail, moment);
            }
            Trigger::Between(_, until) => late(&trail.item(1), until),
            _ => {}
        }
    }
    walk(draft, &mut |trail, seen| {
        if let Seen::Condition(Condition::At(moment)) = seen {
            late(trail, *moment);
        }
    });
}

fn windows(draft: &Draft<'_>, start: ClockTime, findings: &mut Findings) {
    for (item, inject) in draft.injects.iter().enumerate() {
        if let Trigger::Between(from, until) = inject.trigger
            && from.on(start) >= until.on(start)
        {
            let trail = Trail::of(Section::Injects, item).field("trigger");
            let message = format!("the window of `{}` closes before it opens", inject.id);
            findings.at(draft, Code::WindowBackwards, &trail, message, |finding| {
                finding.hint(format!(
                    "the clock starts at {start}; earlier times are those of the next day"
                ))
            });
        }
    }
}
