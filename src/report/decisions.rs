//! Each decision as it was made: what was known, what it was compared with,
//! its price, its plan B, and what came of it.

use super::aar::{Point, Ref};
use super::moments::Moments;
use super::words::Words;
use crate::engine::{Decide, Event, Move, Recorded};
use crate::model::*;
use crate::scenario::{Cell, OptionStage};
use crate::view::{Snapshot, Tone, snapshot};
use serde::Serialize;

/// A decision.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// The how-manieth.
    pub nth: u32,
    /// "D, Both at once".
    pub option: String,
    /// The moment.
    pub at: Option<Ref>,
    /// How long after the room opened.
    pub after: Span,
    /// The seat that made it.
    pub by: String,
    /// Why, in their words.
    pub because: String,
    /// What it was compared with.
    pub over: Vec<String>,
    /// Facts that it rests on.
    pub facts: Vec<String>,
    /// The price that was accepted openly.
    pub price: Vec<String>,
    /// Plan B, and what sets it off.
    pub fallback: Option<(String, String)>,
    /// When it was to be looked at again.
    pub check_at: Option<String>,
    /// What was known at that moment.
    pub matrix: Vec<MatrixRow>,
    /// Objections that nobody had answered by then.
    pub unheard: Vec<Point>,
    /// What came of it.
    pub outcomes: Vec<Outcome>,
    #[serde(skip)]
    options: Vec<OptionId>,
}

/// An option as the room knew it.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// Its letter.
    pub letter: String,
    /// Its name.
    pub name: String,
    /// Whether it was chosen.
    pub chosen: bool,
    /// What was known, in the order of [`Cell::ALL`]; none: nobody had told it.
    pub cells: Vec<Option<String>>,
}

impl MatrixRow {
    /// The names of the columns.
    pub fn columns() -> [&'static str; 4] {
        Cell::ALL.map(Cell::label)
    }
}

/// Something that came of a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// What.
    pub words: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// When.
    pub at: Option<Ref>,
}

pub(super) fn take(
    all: &mut Vec<Decision>,
    words: &Words<'_>,
    moments: &Moments,
    recorded: &Recorded,
) {
    let option = |id: OptionId| words.option(id);
    match &recorded.event {
        Event::Moved(moved) => {
            if let Move::Decide(decide) = &moved.act {
                all.push(decision(words, moments, recorded, moved.seat, decide));
            }
        }
        Event::Decided { nth, .. } => {
            if let Some(last) = all.last_mut() {
                last.nth = *nth;
                last.matrix = matrix(words, last.options.first().copied());
            }
        }
        Event::WorkStarted { option: of, .. } => {
            came(
                all,
                moments,
                recorded,
                *of,
                format!("Work begins: {}", option(*of)),
                Tone::Plain,
            );
        }
        Event::WorkStopped { option: of } => {
            came(
                all,
                moments,
                recorded,
                *of,
                format!("Stopped: {}", option(*of)),
                Tone::Late,
            );
        }
        Event::WorkDone {
            option: of,
            succeeded: true,
        } => {
            came(
                all,
                moments,
                recorded,
                *of,
                format!("Succeeded: {}", option(*of)),
                Tone::Good,
            );
        }
        Event::WorkDone {
            option: of,
            succeeded: false,
        } => {
            came(
                all,
                moments,
                recorded,
                *of,
                format!("Failed: {}", option(*of)),
                Tone::Bad,
            );
        }
        Event::IncidentResolved { incident } => {
            if let (Some(last), Some(part)) =
                (all.last_mut(), words.scenario.incidents.get(*incident))
            {
                let said = format!("{}: resolved", part.title);
                last.outcomes.push(Outcome {
                    words: said,
                    tone: Tone::Good,
                    at: moments.at(recorded.seq),
                });
            }
        }
        _ => {}
    }
}

/// Adds what came of work to the latest decision that it belongs to.
fn came(
    all: &mut [Decision],
    moments: &Moments,
    recorded: &Recorded,
    option: OptionId,
    words: String,
    tone: Tone,
) {
    if let Some(decision) = all
        .iter_mut()
        .rev()
        .find(|decision| decision.options.contains(&option))
    {
        decision.outcomes.push(Outcome {
            words,
            tone,
            at: moments.at(recorded.seq),
        });
    }
}

fn decision(
    words: &Words<'_>,
    moments: &Moments,
    recorded: &Recorded,
    seat: SeatId,
    decide: &Decide,
) -> Decision {
    let facts = |ids: &[FactId]| -> Vec<String> {
        ids.iter()
            .filter_map(|id| words.scenario.facts.get(*id))
            .map(|fact| fact.line.clone())
            .collect()
    };
    let at = moments.time(recorded.seq).unwrap_or(recorded.at);
    let course = words.state.course(words.scenario, decide.option);
    let mut options = vec![decide.option];
    options.extend(course.map_or(&[][..], |course| course.combines.as_slice()));
    // Plan B belongs to the decision that named it.
    options.extend(decide.fallback.as_ref().map(|fallback| fallback.option));
    Decision {
        nth: 0,
        option: words.option(decide.option),
        at: moments.at(recorded.seq),
        after: Span::seconds(at.0 / 1000),
        by: words.seat(seat),
        because: decide.because.trim().to_owned(),
        over: decide.over.iter().map(|id| words.option(*id)).collect(),
        facts: facts(&decide.facts),
        price: facts(&decide.price),
        fallback: decide.fallback.as_ref().map(|fallback| {
            (
                words.option(fallback.option),
                fallback.trigger.trim().to_owned(),
            )
        }),
        check_at: decide.check_at.map(|at| at.to_string()),
        matrix: Vec::new(),
        unheard: words
            .state
            .objections()
            .values()
            .filter(|objection| objection.heard.is_none())
            .map(|objection| Point {
                words: words.seat(objection.seat),
                at: moments.at(objection.of),
            })
            .collect(),
        outcomes: Vec::new(),
        options,
    }
}

/// What the table showed.
fn matrix(words: &Words<'_>, chosen: Option<OptionId>) -> Vec<MatrixRow> {
    let Snapshot::Table(table) = snapshot(words.scenario, words.state, Audience::Table, None)
    else {
        return Vec::new();
    };
    table
        .options
        .iter()
        .filter(|option| option.stage != OptionStage::Hidden)
        .map(|option| MatrixRow {
            letter: option.letter.to_string(),
            name: option.name.clone(),
            chosen: Some(option.id) == chosen,
            cells: option.cells.iter().map(|cell| cell.text.clone()).collect(),
        })
        .collect()
}
