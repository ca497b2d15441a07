//! The course of play laid out on a strip: lanes from top to bottom, time from
//! left to right, time cuts folded.
//!
//! Lengths are whole units of the drawing, 1000 across. Absent on purpose: any
//! markup; the page's template draws what stands here.

use super::course::{Course, Spot};
use crate::model::*;
use crate::view::Tone;

const WIDTH: u64 = 1000;
const LEFT: u64 = 104;
const RIGHT: u64 = 24;
/// The width of a folded time cut.
const FOLD: u64 = 30;
const LANE: u64 = 34;

/// A strip, ready to be drawn.
#[derive(Debug, Default)]
pub(super) struct Chart {
    pub(super) height: u64,
    /// From where to where the lanes reach down.
    pub(super) top: u64,
    pub(super) bottom: u64,
    pub(super) ticks: Vec<Tick>,
    pub(super) folds: Vec<Fold>,
    pub(super) boxes: Vec<Stretch>,
    pub(super) lanes: Vec<Lane>,
    pub(super) signs: Vec<Sign>,
    pub(super) bars: Vec<Bar>,
    /// Where somebody spoke, and the seat's colour; and the lane's middle.
    pub(super) talk: Vec<(u64, u8)>,
    pub(super) talk_y: u64,
}

/// A moment on the axis.
#[derive(Debug)]
pub(super) struct Tick {
    pub(super) x: u64,
    pub(super) label: String,
}

/// A folded time cut.
#[derive(Debug)]
pub(super) struct Fold {
    pub(super) x: u64,
    pub(super) width: u64,
    pub(super) label: String,
}

/// A stretch with a task.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) x: u64,
    pub(super) width: u64,
    pub(super) y: u64,
    pub(super) label: String,
    /// Whether the label fits within.
    pub(super) fits: bool,
}

/// A lane and its name.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) y: u64,
    pub(super) label: &'static str,
}

/// A sign at a moment.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) x: u64,
    pub(super) y: u64,
    /// The outline round the middle, in SVG's path language.
    pub(super) outline: &'static str,
    /// How it is filled.
    pub(super) class: &'static str,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) anchor: Option<Seq>,
}

/// Work that took a while.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) x: u64,
    pub(super) width: u64,
    pub(super) y: u64,
    pub(super) class: &'static str,
    pub(super) label: String,
    /// Where the label stands: to its right, or to its left when there is no room.
    pub(super) label_x: u64,
    pub(super) before: bool,
    pub(super) title: String,
    pub(super) anchor: Option<Seq>,
}

const SQUARE: &str = "M-6-6h12v12h-12z";
const DISC: &str = "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z";
const DIAMOND: &str = "M0-14L14 0L0 14L-14 0z";
const OCTAGON: &str = "M-4-9h8l5 5v8l-5 5h-8l-5-5v-8z";
const TRIANGLE: &str = "M0-8L8 6H-8z";
const SMALL: &str = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z";

/// Lays a course out; nothing when no time has passed.
pub(super) fn chart(course: &Course) -> Option<Chart> {
    let start = course.start?;
    if course.end == SimTime::ZERO {
        return None;
    }
    let scale = Scale::of(course);
    let mut chart = Chart {
        top: 30,
        ..Chart::default()
    };
    chart.ticks = scale.ticks(start);
    chart.folds = scale.folds(start);
    let mut y = chart.top + 6;
    y = boxes(&mut chart, course, &scale, y);
    let mut lane = |chart: &mut Chart, label: &'static str| {
        let middle = y + LANE / 2;
        chart.lanes.push(Lane { y: middle, label });
        y += LANE;
        middle
    };
    let at = lane(&mut chart, "From outside");
    signs(&mut chart, &scale, &course.injects, at, |_| {
        (SQUARE, "inject")
    });
    let at = lane(&mut chart, "Talk");
    chart.talk_y = at;
    chart.talk = course
        .talk
        .iter()
        .map(|(when, colour)| (scale.x(*when), *colour))
        .collect();
    let at = lane(&mut chart, "Options found");
    signs(&mut chart, &scale, &course.found, at, |_| (DISC, "found"));
    let at = lane(&mut chart, "Calls");
    let mut calls = course.declared.clone();
    calls.extend(course.decided.iter().cloned());
    calls.sort_by_key(|spot| spot.at);
    signs(&mut chart, &scale, &calls, at, |spot| {
        match spot.label.as_str() {
            "SEV-1" => (OCTAGON, "sev sev1"),
            "SEV-2" => (TRIANGLE, "sev sev2"),
            "SEV-3" => (SQUARE, "sev sev3"),
            "SEV-4" => (SMALL, "sev sev4"),
            _ => (DIAMOND, "decided"),
        }
    });
    if !course.works.is_empty() {
        let first = lane(&mut chart, "Work");
        let rows = works(&mut chart, course, &scale, first);
        (1..rows).for_each(|_| {
            lane(&mut chart, "");
        });
    }
    let at = lane(&mut chart, "Word outside");
    signs(&mut chart, &scale, &course.updates, at, |_| {
        (SMALL, "update")
    });
    let at = lane(&mut chart, "Kept, missed");
    let mut limits = course.limits.clone();
    limits.extend(course.resolved.iter().cloned());
    limits.sort_by_key(|spot| spot.at);
    signs(&mut chart, &scale, &limits, at, |spot| {
        match (spot.tone, spot.label.as_str()) {
            (Tone::Good, _) => (SMALL, "kept"),
            (_, "!") => (TRIANGLE, "missed"),
            _ => (OCTAGON, "missed"),
        }
    });
    chart.bottom = y;
    chart.height = y + 6;
    Some(chart)
}

/// Stretches of tasks, each on a row where it does not cover another.
fn boxes(chart: &mut Chart, course: &Course, scale: &Scale, top: u64) -> u64 {
    let mut rows: Vec<u64> = Vec::new();
    for (label, from, until) in &course.boxes {
        let (x, end) = (scale.x(*from), scale.x(*until));
        if *from >= course.end || end <= x {
            continue;
        }
        let fits = letters(label) * 6 + 10 <= end - x;
        let taken = if fits {
            end
        } else {
            end + letters(label) * 6 + 10
        };
        let row = rows
            .iter()
            .position(|busy| *busy <= x)
            .unwrap_or(rows.len());
        match rows.get_mut(row) {
            Some(busy) => *busy = taken,
            None => rows.push(taken),
        }
        let y = top + 18 * row as u64;
        chart.boxes.push(Stretch {
            x,
            width: end - x,
            y,
            label: label.clone(),
            fits,
        });
    }
    top + 18 * rows.len() as u64 + 4
}

/// Puts signs on a lane; those that would cover one another step aside.
fn signs(
    chart: &mut Chart,
    scale: &Scale,
    spots: &[Spot],
    y: u64,
    look: impl Fn(&Spot) -> (&'static str, &'static str),
) {
    let mut free = 0;
    for spot in spots {
        let (outline, class) = look(spot);
        let half = match outline {
            DISC => 11,
            DIAMOND => 15,
            OCTAGON => 10,
            _ => 8,
        };
        let x = scale.x(spot.at).max(free + half).min(WIDTH - half);
        free = x + half;
        let label = if matches!(class, "found" | "decided") {
            spot.label.clone()
        } else {
            String::new()
        };
        let clock = spot.link.as_ref().map_or("", |link| link.clock.as_str());
        chart.signs.push(Sign {
            x,
            y,
            outline,
            class,
            label,
            title: format!("{clock} {}", spot.words).trim().to_owned(),
            anchor: spot.link.as_ref().map(|link| link.seq),
        });
    }
}

/// Work as bars, each on a row of its own while another runs. How many rows.
fn works(chart: &mut Chart, course: &Course, scale: &Scale, first: u64) -> u64 {
    let mut rows: Vec<u64> = Vec::new();
    for work in &course.works {
        let x = scale.x(work.from);
        let end = scale.x(work.to.unwrap_or(course.end)).max(x + 4);
        let label = letters(&work.label) * 7 + 12;
        let before = end + label > WIDTH && x > LEFT + label;
        let (from, to) = if before {
            (x - label, end)
        } else {
            (x, end + label)
        };
        let row = rows
            .iter()
            .position(|busy| *busy <= from)
            .unwrap_or(rows.len());
        match rows.get_mut(row) {
            Some(busy) => *busy = to,
            None => rows.push(to),
        }
        let (class, how) = match (work.to, work.succeeded) {
            (_, Some(true)) => ("done", "succeeded"),
            (_, Some(false)) => ("failed", "failed"),
            (Some(_), None) => ("stopped", "stopped"),
            (None, None) => ("running", "running at the end"),
        };
        let inside = !before && end + label > WIDTH;
        chart.bars.push(Bar {
            x,
            width: end - x,
            y: first + LANE * row as u64,
            class,
            label: match class {
                "done" => work.label.clone(),
                _ => format!("{}: {how}", work.label),
            },
            label_x: if before {
                x - 6
            } else if inside {
                x + 8
            } else {
                end + 6
            },
            before,
            title: format!("{}: {how}", work.label),
            anchor: work.link.as_ref().map(|link| link.seq),
        });
    }
    rows.len() as u64
}

fn letters(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Incident time on the strip: what was played to scale, what was cut folded.
struct Scale {
    /// Stretches of play: from, to, left, right.
    played: Vec<(u64, u64, u64, u64)>,
    end: u64,
}

impl Scale {
    fn of(course: &Course) -> Self {
        let end = course.end.0;
        let mut spans = Vec::new();
        let mut from = 0;
        for cut in course.cuts.iter().filter(|cut| cut.from.0 < end) {
            spans.push((from, cut.from.0));
            from = cut.to.0.min(end);
        }
        spans.push((from, end));
        let folds = FOLD * (spans.len() as u64 - 1);
        let whole: u64 = spans
            .iter()
            .map(|(from, to)| to - from.min(to))
            .sum::<u64>()
            .max(1);
        let room = (WIDTH - LEFT - RIGHT).saturating_sub(folds).max(100);
        let mut left = LEFT;
        let mut played = Vec::new();
        for (from, to) in spans {
            let width = to.saturating_sub(from) * room / whole;
            played.push((from, to, left, left + width));
            left += width + FOLD;
        }
        Self { played, end }
    }

    fn x(&self, at: SimTime) -> u64 {
        let at = at.0.min(self.end);
        for (from, to, left, right) in &self.played {
            if at < *from {
                // Within a fold: its middle.
                return left.saturating_sub(FOLD / 2);
            }
            if at <= *to {
                let span = (to - from).max(1);
                return left + (at - from) * (right - left) / span;
            }
        }
        WIDTH - RIGHT
    }

    /// Round moments of the clock, no closer than their labels.
    fn ticks(&self, start: ClockTime) -> Vec<Tick> {
        let whole: u64 = self
            .played
            .iter()
            .map(|(from, to, ..)| to.saturating_sub(*from))
            .sum();
        let width: u64 = self
            .played
            .iter()
            .map(|(.., left, right)| right - left)
            .sum();
        let minutes = [1, 2, 5, 10, 15, 30, 60, 120, 240];
        let fits = |step: &&u64| **step * 60_000 * width / whole.max(1) >= 56;
        let step = minutes.iter().find(fits).copied().unwrap_or(480) * 60_000;
        let offset = ClockTime::new(0, 0);
        let first = start.after(offset).0 % step;
        let mut ticks: Vec<Tick> = Vec::new();
        for (from, to, ..) in &self.played {
            let mut at = (from + first).div_ceil(step) * step - first;
            while at <= *to {
                let x = self.x(SimTime(at));
                if ticks.last().is_none_or(|last| x >= last.x + 44) {
                    ticks.push(Tick {
                        x,
                        label: start.plus(Span(at)).to_string(),
                    });
                }
                at += step;
            }
        }
        ticks
    }

    fn folds(&self, start: ClockTime) -> Vec<Fold> {
        let pairs = self.played.iter().zip(self.played.iter().skip(1));
        pairs
            .map(|((_, to, _, right), (from, ..))| Fold {
                x: *right,
                width: FOLD,
                label: format!(
                    "Time cut, {} to {}",
                    start.plus(Span(*to)),
                    start.plus(Span(*from))
                ),
            })
            .collect()
    }
}
