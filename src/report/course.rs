//! The shape of play: what a drawing of the exercise needs, in moments of
//! incident time.

use super::aar::Ref;
use super::moments::Moments;
use super::words::Words;
use crate::engine::{Event, Recorded};
use crate::model::*;
use crate::scenario::{DeadlineKind, MoveKind, Purpose, Scenario};
use crate::view::{Tone, colour_of};
use serde::Serialize;

/// What happened when.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Course {
    /// What the story's clock showed at STARTEX.
    pub start: Option<ClockTime>,
    /// ENDEX, or the last event.
    pub end: SimTime,
    /// Time cuts.
    pub cuts: Vec<Cut>,
    /// Stretches with a task: label, from, until.
    pub boxes: Vec<(String, SimTime, SimTime)>,
    /// Severity as declared.
    pub declared: Vec<Spot>,
    /// Injects and other events from outside the table.
    pub injects: Vec<Spot>,
    /// Options as they were found; the label is the letter.
    pub found: Vec<Spot>,
    /// Decisions; the label is the option's letter.
    pub decided: Vec<Spot>,
    /// Word to executives and customers.
    pub updates: Vec<Spot>,
    /// Promises and deadlines as they were kept or missed.
    pub limits: Vec<Spot>,
    /// Incidents as they were resolved.
    pub resolved: Vec<Spot>,
    /// Work on options.
    pub works: Vec<Work>,
    /// Everything said: when, and the seat's colour.
    pub talk: Vec<(SimTime, u8)>,
}

/// A time cut.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(missing_docs, reason = "from and to")]
pub struct Cut {
    pub from: SimTime,
    pub to: SimTime,
}

/// Something at a moment.
#[derive(Clone, Debug, Serialize)]
pub struct Spot {
    /// When.
    pub at: SimTime,
    /// A letter or a word.
    pub label: String,
    /// A sentence.
    pub words: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// Its moment.
    pub link: Option<Ref>,
}

/// Work on an option.
#[derive(Clone, Debug, Serialize)]
pub struct Work {
    /// The option.
    pub option: OptionId,
    /// "Both at once (D)".
    pub label: String,
    /// When it began.
    pub from: SimTime,
    /// When it ended; none while it runs.
    pub to: Option<SimTime>,
    /// Whether it succeeded; none while it runs or when it was stopped.
    pub succeeded: Option<bool>,
    /// The moment it began.
    pub link: Option<Ref>,
}

impl Course {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let boxes = scenario
            .time_boxes
            .iter()
            .map(|part| {
                (
                    part.label.clone(),
                    scenario.at(part.from),
                    scenario.at(part.until),
                )
            })
            .collect();
        Self {
            start: Some(scenario.clock.start),
            boxes,
            ..Self::default()
        }
    }

    pub(super) fn take(&mut self, words: &Words<'_>, moments: &Moments, recorded: &Recorded) {
        let scenario = words.scenario;
        let at = moments.time(recorded.seq).unwrap_or(recorded.at);
        let spot = |label: String, said: String, tone: Tone| Spot {
            at,
            label,
            words: said,
            tone,
            link: moments.at(recorded.seq),
        };
        let letter = |option: OptionId| {
            words
                .state
                .course(scenario, option)
                .map_or_else(String::new, |c| c.letter.to_string())
        };
        match &recorded.event {
            Event::CutBegan { from, .. } => self.cuts.push(Cut {
                from: *from,
                to: SimTime::FAR,
            }),
            Event::CutEnded { .. } => {
                if let Some(cut) = self.cuts.last_mut() {
                    cut.to = recorded.at;
                }
            }
            Event::Declared { severity, .. } => {
                self.declared.push(spot(
                    severity.to_string(),
                    format!("{severity} declared"),
                    Tone::Plain,
                ));
            }
            Event::Released { inject, .. } => {
                if let Some(part) = scenario.injects.get(*inject) {
                    self.injects
                        .push(spot(String::new(), part.title.clone(), Tone::Plain));
                }
            }
            Event::Improvised { text, .. }
            | Event::PatienceLost { text, .. }
            | Event::HalfAnswered { text, .. }
                if !text.is_empty() =>
            {
                self.injects
                    .push(spot(String::new(), text.clone(), Tone::Plain));
            }
            Event::OptionFound { option } => {
                let said = format!("On the table: {}", words.option(*option));
                self.found.push(spot(letter(*option), said, Tone::Plain));
            }
            Event::Adopted { course, .. } => {
                let said = format!("Adopted: {} ({})", course.name, course.letter);
                self.found
                    .push(spot(course.letter.to_string(), said, Tone::Plain));
            }
            Event::Decided { option, .. } => {
                let said = format!("Decision: {}", words.option(*option));
                self.decided.push(spot(letter(*option), said, Tone::Plain));
            }
            Event::Moved(moved) => {
                self.talk.push((at, colour_of(scenario, moved.seat)));
                let outside = moved
                    .channel
                    .and_then(|id| scenario.channels.get(id))
                    .filter(|c| matches!(c.purpose, Purpose::Executives | Purpose::Customers));
                if let (MoveKind::Update, Some(channel)) = (moved.kind(), outside) {
                    self.updates.push(spot(
                        String::new(),
                        format!("Update: {}", channel.title),
                        Tone::Plain,
                    ));
                }
            }
            Event::PromiseKept { .. } => {
                self.limits.push(spot(
                    String::new(),
                    "Promised update kept".to_owned(),
                    Tone::Good,
                ));
            }
            Event::PromiseBroken { promise } => {
                let due = words
                    .state
                    .promises()
                    .get(promise)
                    .map_or(at, |promise| promise.due);
                let said = format!("No update by {}, as promised", scenario.shows(due));
                self.limits.push(spot(String::new(), said, Tone::Late));
            }
            Event::DeadlineFell { deadline, met } => {
                if let Some(part) = scenario.deadlines.get(*deadline) {
                    let tone = if *met { Tone::Good } else { Tone::Late };
                    let how = if *met { "met" } else { "missed" };
                    let kind = match part.kind {
                        DeadlineKind::Penalty | DeadlineKind::Breach => "!",
                        DeadlineKind::Update | DeadlineKind::Decision => "",
                    };
                    self.limits.push(spot(
                        kind.to_owned(),
                        format!("{}: {how}", part.label),
                        tone,
                    ));
                }
            }
            Event::IncidentResolved { incident } => {
                if let Some(part) = scenario.incidents.get(*incident) {
                    self.resolved.push(spot(
                        String::new(),
                        format!("{}: resolved", part.title),
                        Tone::Good,
                    ));
                }
            }
            Event::WorkStarted { option, .. } => self.works.push(Work {
                option: *option,
                label: words.option(*option),
                from: at,
                to: None,
                succeeded: None,
                link: moments.at(recorded.seq),
            }),
            Event::WorkStopped { option } => self.end_work(*option, recorded.at, None),
            Event::WorkDone { option, succeeded } => {
                self.end_work(*option, recorded.at, Some(*succeeded));
            }
            _ => {}
        }
    }

    fn end_work(&mut self, option: OptionId, at: SimTime, succeeded: Option<bool>) {
        let running = self
            .works
            .iter_mut()
            .rev()
            .find(|work| work.option == option && work.to.is_none());
        if let Some(work) = running {
            (work.to, work.succeeded) = (Some(at), succeeded);
        }
    }

    /// How much incident time was played, and how much was cut out.
    pub(super) fn lengths(&self) -> (Span, Span) {
        let cut: u64 = self
            .cuts
            .iter()
            .map(|cut| cut.to.min(self.end).since(cut.from).0)
            .sum();
        (Span(self.end.0.saturating_sub(cut)), Span(cut))
    }
}
