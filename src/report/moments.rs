//! The timeline: each step's events as one or more moments, with what they set
//! off hung on them, so that a claim about any event finds its moment.

use super::aar::{Edition, Mark, Moment, Ref, Weight, events};
use super::words::{Note, Words};
use crate::engine::{Engine, Event, Recorded, ReviewVerb};
use crate::journal::{Header, Step, fold_with};
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::Score;
use crate::view::colour_of;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The moments and the way from an event to its moment.
pub(super) struct Moments {
    /// By the time they were made, those said aloud when they were said.
    pub(super) list: Vec<Moment>,
    /// Each event's moment: its anchor, its clock, when it was.
    of: BTreeMap<Seq, (Ref, SimTime)>,
}

/// Something that waits for its moment within a step.
struct Pending {
    mark: Mark,
    weight: Weight,
    note: Note,
    at: SimTime,
}

impl Moments {
    pub(super) fn of(
        scenario: &Arc<Scenario>,
        header: &Header,
        steps: &[Step],
        score: &Score,
        edition: Edition,
    ) -> Self {
        let mut engine = Engine::new(scenario.clone(), header.seed, header.certification);
        let mut list = Vec::new();
        let mut of = BTreeMap::new();
        for step in steps {
            let mut notes: Vec<(Seq, SimTime, Option<Note>)> = Vec::new();
            fold_with(&mut engine, step, |state, recorded| {
                let words = Words {
                    scenario,
                    state,
                    edition,
                };
                notes.push((recorded.seq, made_at(recorded), words.note(recorded)));
            });
            group(scenario, notes, &mut list, &mut of);
        }
        let mut moments = Self { list, of };
        moments.credit(score);
        moments.star(steps);
        moments.list.sort_by_key(|moment| (moment.at, moment.seq));
        moments
    }

    /// The moment of an event; the latest one before it when it has none.
    pub(super) fn at(&self, seq: Seq) -> Option<Ref> {
        self.of
            .range(..=seq)
            .next_back()
            .map(|(_, (at, _))| at.clone())
    }

    /// When the moment of an event was.
    pub(super) fn time(&self, seq: Seq) -> Option<SimTime> {
        self.of
            .range(..=seq)
            .next_back()
            .map(|(_, (_, time))| *time)
    }

    /// Writes on each moment what it is evidence for.
    fn credit(&mut self, score: &Score) {
        let mut proves: BTreeMap<Seq, Vec<(Seq, String)>> = BTreeMap::new();
        for criterion in &score.criteria {
            for evidence in &criterion.evidence {
                if let Some(at) = self.at(evidence.seq) {
                    let all = proves.entry(at.seq).or_default();
                    all.push((evidence.seq, criterion.label.to_owned()));
                }
            }
        }
        for moment in &mut self.list {
            for (seq, label) in proves.remove(&moment.seq).unwrap_or_default() {
                if let Some(mark) = moment.marks.iter_mut().find(|mark| mark.seq == seq) {
                    add(&mut mark.evidence, &label);
                }
                add(&mut moment.evidence, &label);
            }
        }
    }

    fn star(&mut self, steps: &[Step]) {
        for recorded in events(steps) {
            let Event::Reviewed {
                entry: ReviewVerb::Star { of },
                ..
            } = &recorded.event
            else {
                continue;
            };
            let Some(at) = self.at(*of) else { continue };
            for moment in self.list.iter_mut().filter(|moment| moment.seq == at.seq) {
                moment.starred = true;
            }
        }
    }
}

fn add(all: &mut Vec<String>, label: &str) {
    if !all.iter().any(|known| known == label) {
        all.push(label.to_owned());
    }
}

/// When something was said rather than written down.
fn made_at(recorded: &Recorded) -> SimTime {
    match &recorded.event {
        Event::Moved(moved) => moved.made_at(recorded.at),
        _ => recorded.at,
    }
}

fn group(
    scenario: &Scenario,
    notes: Vec<(Seq, SimTime, Option<Note>)>,
    list: &mut Vec<Moment>,
    of: &mut BTreeMap<Seq, (Ref, SimTime)>,
) {
    let first = list.len();
    let mut waiting: Vec<Pending> = Vec::new();
    let mut silent = Vec::new();
    for (seq, at, note) in notes {
        let Some(note) = note else {
            silent.push(seq);
            continue;
        };
        if note.headline {
            list.push(moment(scenario, seq, at, note));
            continue;
        }
        let mark = Mark {
            seq,
            kind: note.kind.clone(),
            words: note.words.clone(),
            tone: note.tone,
            evidence: Vec::new(),
        };
        let pending = Pending {
            mark,
            weight: note.weight,
            note,
            at,
        };
        match list.get(first..).unwrap_or_default().is_empty() {
            true => waiting.push(pending),
            false => hang(list, first, pending),
        }
    }
    if list.len() == first {
        // Nothing but consequences: the first of them is the moment.
        let mut rest = waiting.into_iter();
        let Some(Pending { mark, note, at, .. }) = rest.next() else {
            // Silent events belong to whatever came before them.
            return;
        };
        list.push(moment(scenario, mark.seq, at, note));
        rest.for_each(|pending| hang(list, first, pending));
    } else {
        waiting
            .into_iter()
            .for_each(|pending| hang(list, first, pending));
    }
    for moment in list.iter_mut().skip(first) {
        moment.marks.sort_by_key(|mark| mark.seq);
        let place = (
            Ref {
                seq: moment.seq,
                clock: moment.clock.clone(),
            },
            moment.at,
        );
        of.insert(moment.seq, place.clone());
        for mark in &moment.marks {
            of.insert(mark.seq, place.clone());
        }
    }
    let Some(place) = list.get(first).map(|m| {
        (
            Ref {
                seq: m.seq,
                clock: m.clock.clone(),
            },
            m.at,
        )
    }) else {
        return;
    };
    for seq in silent {
        let nearest = of.range(..=seq).next_back().map(|(_, place)| place.clone());
        let known = nearest.filter(|(at, _)| at.seq >= place.0.seq);
        of.insert(seq, known.unwrap_or_else(|| place.clone()));
    }
}

/// Hangs something on the moment that it belongs to: the move that it names,
/// else the last moment of the step.
fn hang(list: &mut [Moment], first: usize, pending: Pending) {
    let Some(step) = list.get_mut(first..) else {
        return;
    };
    let place = pending
        .note
        .of
        .and_then(|of| step.iter().position(|moment| moment.seq == of))
        .unwrap_or(step.len().saturating_sub(1));
    if let Some(moment) = step.get_mut(place) {
        moment.weight = moment.weight.max(pending.weight);
        moment.marks.push(pending.mark);
    }
}

fn moment(scenario: &Scenario, seq: Seq, at: SimTime, note: Note) -> Moment {
    Moment {
        seq,
        at,
        clock: scenario.shows(at).with_seconds(),
        class: note.class,
        kind: note.kind,
        label: note.label,
        colour: note.seat.map(|seat| colour_of(scenario, seat)),
        who: note.who,
        seat: note.seat,
        persona: note.persona,
        to: note.to,
        channel: note.channel,
        words: capital(&note.words),
        spoken: note.spoken,
        tone: note.tone,
        weight: note.weight,
        starred: false,
        marks: Vec::new(),
        evidence: Vec::new(),
    }
}

/// With a capital letter at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
