//! The head of a report: what was played, how, and what it counts for.

use super::aar::Head;
use super::date::date;
use super::gather::Gather;
use crate::engine::{Event, Phase};
use crate::journal::Header;
use crate::model::*;
use crate::scoring::Score;

pub(super) fn head(gather: &Gather<'_>, header: &Header, score: &Score) -> Head {
    let scenario = gather.scenario;
    let (played, cut) = gather.course.lengths();
    let cut = match gather.course.cuts.is_empty() {
        true => String::new(),
        false => format!(", {} of time cuts", rounded(cut)),
    };
    let ending = gather
        .state
        .ending()
        .and_then(|id| scenario.endings.iter().find(|end| end.id == id));
    let ended = gather
        .events()
        .any(|recorded| matches!(recorded.event, Event::Ended { .. }));
    Head {
        title: scenario.head.title.clone(),
        summary: scenario.head.summary.clone(),
        objectives: scenario
            .head
            .objectives
            .iter()
            .map(|part| part.text.clone())
            .collect(),
        handbook: scenario.head.handbook.clone(),
        scenario: format!("{}, version {}", scenario.head.id, scenario.head.version),
        room: header.room.clone(),
        date: date(header.created),
        app: header.app.clone(),
        day: scenario.clock.day.clone(),
        opened: scenario.clock.start.to_string(),
        closed: ended.then(|| scenario.shows(gather.course.end).to_string()),
        length: format!("{} of play{cut}", rounded(played)),
        speeds: speeds(score),
        certification: certification(gather, score),
        ending: ending.map(|end| (end.title.clone(), end.text.clone())),
        forked: header
            .forked
            .as_ref()
            .map(|from| format!("room {}, event {}", from.room, from.at)),
        emergency: gather.state.emergency(),
    }
}

/// To the minute, once it is longer than one.
pub(super) fn rounded(span: Span) -> Span {
    let unit = if span < Span::minutes(2) {
        1000
    } else {
        60_000
    };
    Span((span.0 + unit / 2) / unit * unit)
}

fn speeds(score: &Score) -> String {
    score
        .speeds
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// What it counts for (design, section 8: certification is at real pace and
/// scores the candidate alone).
fn certification(gather: &Gather<'_>, score: &Score) -> String {
    if gather.state.phase() < Phase::Play {
        return "The exercise has not begun.".to_owned();
    }
    if !score.certification {
        return "A training exercise: it does not certify anybody.".to_owned();
    }
    let candidate = gather
        .scenario
        .roles
        .get(gather.scenario.commander)
        .map_or("", |role| role.title.as_str());
    if score.speeds.iter().any(|pace| *pace != Pace::REAL) {
        let speeds = speeds(score);
        return format!(
            "Set up for certification, but played at {speeds}: only an exercise at 1× throughout certifies."
        );
    }
    format!("For certification: the score is the candidate's ({candidate}) alone.")
}
