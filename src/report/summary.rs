//! What happened, in as few sentences as somebody reads who reads only those.

use super::aar::Point;
use super::gather::Gather;
use super::moments::capital;
use crate::engine::{Event, Phase};
use crate::model::*;

pub(super) fn summary(gather: &Gather<'_>) -> Vec<Point> {
    if gather.state.phase() < Phase::Play {
        let words = "The exercise has not begun: there is nothing to report.".to_owned();
        return vec![Point { words, at: None }];
    }
    let mut points = vec![opening(gather), declared(gather)];
    points.push(decided(gather));
    points.extend(ending(gather));
    points
}

fn opening(gather: &Gather<'_>) -> Point {
    let scenario = gather.scenario;
    let incidents = scenario.incidents.iter();
    let hurt: Vec<&str> = incidents
        .filter(|part| gather.state.has_opened(scenario, part.id))
        .map(|part| part.impact.trim_end_matches('.'))
        .collect();
    let (people, seats) = (gather.cast.people(), gather.cast.seats());
    let who = match (people, seats) {
        (0, _) => "Personas played every seat".to_owned(),
        (1, _) => "One person played, personas the other seats".to_owned(),
        (people, seats) if seats < scenario.roles.len() => {
            format!("{people} people played, personas the other seats")
        }
        (people, _) => format!("{people} people played"),
    };
    let words = format!(
        "The war room opened at {}: {}. {who}.",
        scenario.clock.start,
        lower(&hurt.join("; "))
    );
    let started = gather
        .events()
        .find(|recorded| matches!(recorded.event, Event::Started { .. }));
    Point {
        words,
        at: started.and_then(|recorded| gather.moments.at(recorded.seq)),
    }
}

fn declared(gather: &Gather<'_>) -> Point {
    match gather.course.declared.first() {
        Some(first) => {
            let after = Span(first.at.0 / 1000 * 1000);
            Point {
                words: format!("{} was declared after {after}.", first.label),
                at: first.link.clone(),
            }
        }
        None => Point {
            words: "Nobody declared how severe it was.".to_owned(),
            at: None,
        },
    }
}

fn decided(gather: &Gather<'_>) -> Point {
    let made: Vec<_> = gather
        .decisions
        .iter()
        .filter(|decision| decision.nth > 0)
        .collect();
    let Some(first) = made.first() else {
        return Point {
            words: "No decision was made.".to_owned(),
            at: None,
        };
    };
    let over = match first.over.as_slice() {
        [] => ", compared with nothing".to_owned(),
        over => format!(" over {}", listed(over)),
    };
    let fallback = match &first.fallback {
        Some((option, _)) => format!(", with {option} as plan B"),
        None => String::new(),
    };
    let more = match made.last().filter(|_| made.len() > 1) {
        Some(last) => {
            let at = last
                .at
                .as_ref()
                .map_or_else(String::new, |at| format!(" at {}", at.clock));
            format!(
                " The last of {} decisions was for {}{at}.",
                made.len(),
                last.option
            )
        }
        None => String::new(),
    };
    let words = format!(
        "The call, after {}, was {}{over}{fallback}.{more}",
        first.after, first.option
    );
    Point {
        words,
        at: first.at.clone(),
    }
}

fn ending(gather: &Gather<'_>) -> Vec<Point> {
    let state = &gather.state;
    let ended = gather
        .events()
        .find(|recorded| matches!(recorded.event, Event::Ended { .. }));
    let at = ended.and_then(|recorded| gather.moments.at(recorded.seq));
    if state.emergency() {
        let words = "Something real happened: the exercise was stopped.".to_owned();
        return vec![Point { words, at: None }];
    }
    if ended.is_none() {
        let words = "The exercise has not ended: this report stands for what has happened so far."
            .to_owned();
        return vec![Point { words, at: None }];
    }
    let ending = state
        .ending()
        .and_then(|id| gather.scenario.endings.iter().find(|end| end.id == id));
    let told = ending.map(|end| Point {
        words: format!("{}: {}", capital(&end.title), end.text),
        at,
    });
    told.into_iter().collect()
}

/// "a, b and c".
fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// The beginning of a sentence as its middle, unless it is a name or a figure.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    match chars
        .as_str()
        .starts_with(|c: char| c.is_lowercase() || c == ' ')
    {
        true => first.to_lowercase().chain(chars).collect(),
        false => text.to_owned(),
    }
}
