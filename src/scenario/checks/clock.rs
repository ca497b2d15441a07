//! The order of scenes, time cuts and time boxes on the clock.

use crate::model::{ClockTime, SimTime, Span};
use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::{Clock, ClockMode, Scene};
use crate::scenario::section::Section;

/// Longer than this nobody plays.
const WEEK: Span = Span::minutes(7 * 24 * 60);

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    if let Some(head) = &draft.head
        && head.minutes == 0
    {
        let trail = Trail::of(Section::Head, 0).field("minutes");
        findings.at(
            draft,
            Code::NoLength,
            &trail,
            "play takes at least a minute",
            |finding| finding,
        );
    }
    let Some(clock) = &draft.clock else {
        return;
    };
    if clock.mode == ClockMode::Turns(Span::ZERO) {
        let trail = Trail::of(Section::Clock, 0).field("mode");
        findings.at(
            draft,
            Code::NoLength,
            &trail,
            "a turn takes some time",
            |finding| finding,
        );
    }
    scenes(draft, clock.start, findings);
    minutes(draft, clock, findings);
    boxes(draft, clock.start, findings);
}

fn trail(item: usize, field: &'static str) -> Trail {
    Trail::of(Section::Scenes, item).field(field)
}

fn scenes(draft: &Draft<'_>, start: ClockTime, findings: &mut Findings) {
    for (item, scene) in draft.scenes.iter().enumerate() {
        let (from, until) = (scene.from.on(start), scene.until.on(start));
        if from >= until {
            let message = format!("the scene `{}` ends before it begins", scene.id);
            findings.at(
                draft,
                Code::SceneBackwards,
                &trail(item, "until"),
                message,
                |finding| {
                    finding
                        .label("ends here")
                        .related(draft.place(&trail(item, "from")), "begins here")
                        .hint(format!(
                            "the clock starts at {start}; earlier times are those of the next day"
                        ))
                },
            );
        }
        if until > SimTime::ZERO + WEEK {
            let message = format!(
                "the scene `{}` ends more than a week after the start",
                scene.id
            );
            findings.at(
                draft,
                Code::TooLong,
                &trail(item, "until"),
                message,
                |finding| finding,
            );
        }
        if let Some(cut) = &scene.cut
            && cut.to.on(start) <= until
        {
            let message = format!("the time cut after `{}` does not lead forwards", scene.id);
            findings.at(
                draft,
                Code::CutBackwards,
                &trail(item, "cut").field("to"),
                message,
                |finding| {
                    finding
                        .label("leads here")
                        .related(draft.place(&trail(item, "until")), "the scene ends here")
                },
            );
        }
    }
    if !draft.whole(Section::Scenes) {
        return;
    }
    if let Some(first) = draft.scenes.first()
        && first.from.on(start) > SimTime::ZERO
    {
        let message = format!("the first scene begins after the clock starts at {start}");
        findings.at(draft, Code::Gap, &trail(0, "from"), message, |finding| {
            finding.label("begins here")
        });
    }
    for (item, pair) in draft.scenes.windows(2).enumerate() {
        if let [this, next] = pair {
            follow(draft, start, item, this, next, findings);
        }
    }
    let last = draft.scenes.len().saturating_sub(1);
    if draft.scenes.last().is_some_and(|scene| scene.cut.is_some()) {
        findings.at(
            draft,
            Code::Gap,
            &trail(last, "cut"),
            "the last scene's time cut leads nowhere",
            |finding| finding.hint("take it away, or add the scene that it leads to"),
        );
    }
}

/// The head promises about as much time as the scenes take. They may end
/// sooner, when all is done; longer only while the host holds the clock.
fn minutes(draft: &Draft<'_>, clock: &Clock, findings: &mut Findings) {
    // One figure stands for all profiles: it is that of the one played first.
    // Turns take as long as people talk.
    if draft.another || !draft.whole(Section::Scenes) || clock.mode != ClockMode::Flowing {
        return;
    }
    let Some(said) = draft.head.as_ref().map(|head| u64::from(head.minutes)) else {
        return;
    };
    let lengths = draft.scenes.iter().map(|scene| {
        let (from, until) = (scene.from.on(clock.start), scene.until.on(clock.start));
        (from < until).then(|| until.since(from).whole_minutes())
    });
    let Some(play) = lengths.sum::<Option<u64>>().filter(|play| *play > 0) else {
        return;
    };
    if said > 0 && (said * 3 < play || said > play * 2) {
        let trail = Trail::of(Section::Head, 0).field("minutes");
        let message = format!("play takes {said} minutes by its head and {play} by its scenes");
        findings.at(draft, Code::Minutes, &trail, message, |finding| {
            finding.hint(format!("time cuts do not count: `minutes: {play}`"))
        });
    }
}

fn follow(
    draft: &Draft<'_>,
    start: ClockTime,
    item: usize,
    this: &Scene,
    next: &Scene,
    findings: &mut Findings,
) {
    let (until, from) = (this.until.on(start), next.from.on(start));
    if from < until {
        let message = format!("the scene `{}` begins before `{}` ends", next.id, this.id);
        return findings.at(
            draft,
            Code::SceneOrder,
            &trail(item + 1, "from"),
            message,
            |finding| {
                finding.label("begins here").related(
                    draft.place(&trail(item, "until")),
                    "the one before ends here",
                )
            },
        );
    }
    match &this.cut {
        None if from > until => {
            let message = format!("nothing leads from `{}` to `{}`", this.id, next.id);
            findings.at(
                draft,
                Code::Gap,
                &trail(item, "until"),
                message,
                |finding| {
                    finding.label("play stops here").hint(format!(
                        "add a `cut` to {}",
                        start.plus(from.since(SimTime::ZERO))
                    ))
                },
            );
        }
        Some(cut) if cut.to.on(start) != from => {
            let message = format!(
                "the time cut does not lead to the beginning of `{}`",
                next.id
            );
            findings.at(
                draft,
                Code::Gap,
                &trail(item, "cut").field("to"),
                message,
                |finding| {
                    finding.label("leads here").related(
                        draft.place(&trail(item + 1, "from")),
                        "the next scene begins here",
                    )
                },
            );
        }
        _ => {}
    }
}

fn boxes(draft: &Draft<'_>, start: ClockTime, findings: &mut Findings) {
    for (item, time_box) in draft.time_boxes.iter().enumerate() {
        let trail = |field| Trail::of(Section::TimeBoxes, item).field(field);
        let (from, until) = (time_box.from.on(start), time_box.until.on(start));
        if from >= until {
            let message = format!("the time box `{}` closes before it opens", time_box.id);
            findings.at(draft, Code::BoxOrder, &trail("until"), message, |finding| {
                finding
                    .label("closes here")
                    .related(draft.place(&trail("from")), "opens here")
            });
        } else if time_box.limit.is_some_and(|limit| limit.on(start) < until) {
            let message = format!("the time box `{}` runs out before it closes", time_box.id);
            findings.at(draft, Code::BoxOrder, &trail("limit"), message, |finding| {
                finding
                    .label("runs out here")
                    .related(draft.place(&trail("until")), "closes here")
            });
        }
    }
}
