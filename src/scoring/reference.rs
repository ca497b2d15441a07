//! The table's review beside the author's reference: what both found, and what
//! only one of them did (handbook, exercise 4).
//!
//! A match is a help for the host, not a judgement: words of the entry have to
//! come from every group of keys, and a moment has to lie near its time.

use crate::engine::{Event, Recorded, ReviewVerb};
use crate::model::*;
use crate::scenario::{EntryKind, Moment, Scenario};
use crate::text::{TopicIndex, topics};
use serde::Serialize;

/// How far from its moment an entry of the timeline may lie.
const NEAR: Span = Span::minutes(3);

/// A part of the review, compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Which part: "Timeline", "Why", "Causes", "What helped" and so on.
    pub part: &'static str,
    /// What the reference holds, in its order.
    pub reference: Vec<Reference>,
    /// Entries of the table that match nothing: no mistake, but worth a look.
    pub own: Vec<String>,
}

/// Something that the reference holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// What the host reads.
    pub text: String,
    /// The entry of the table that is about it.
    pub found: Option<Seq>,
}

impl Compared {
    /// How much of the reference was found.
    pub fn found(&self) -> usize {
        self.reference
            .iter()
            .filter(|of| of.found.is_some())
            .count()
    }
}

/// An entry of the table.
struct Entry<'e> {
    seq: Seq,
    of: &'e ReviewVerb,
}

/// Something to look for.
struct Wanted<'s> {
    text: &'s str,
    keys: &'s [Vec<String>],
    at: Option<Moment>,
}

/// The table's entries beside the reference; empty where there is none.
pub fn compare<'e>(
    scenario: &Scenario,
    events: impl IntoIterator<Item = &'e Recorded>,
) -> Vec<Compared> {
    let of = &scenario.retrospective;
    if of.is_empty() {
        return Vec::new();
    }
    let entries: Vec<Entry<'_>> = events
        .into_iter()
        .filter_map(|recorded| match &recorded.event {
            Event::Reviewed { entry, .. } => Some(Entry {
                seq: recorded.seq,
                of: entry,
            }),
            _ => None,
        })
        .collect();
    let plain = |text, keys| Wanted {
        text,
        keys,
        at: None,
    };
    let part = |part, kind, wanted: Vec<Wanted<'_>>| one(scenario, part, kind, &wanted, &entries);
    let moments = of.timeline.iter().map(|of| Wanted {
        text: &of.text,
        keys: &of.keys,
        at: Some(of.at),
    });
    let whys = of.whys.iter().map(|of| plain(&of.text, &of.keys));
    let causes = of.causes.iter().map(|of| plain(&of.text, &of.keys));
    let worked = of.worked.iter().map(|of| plain(&of.text, &of.keys));
    let hindered = of.hindered.iter().map(|of| plain(&of.text, &of.keys));
    let actions = of.actions.iter().map(|of| plain(&of.text, &of.keys));
    vec![
        part("Timeline", EntryKind::AddMoment, moments.collect()),
        part("Why", EntryKind::AddWhy, whys.collect()),
        part("Causes", EntryKind::AddCause, causes.collect()),
        part("What helped", EntryKind::Worked, worked.collect()),
        part("What hindered", EntryKind::Hindered, hindered.collect()),
        part("Actions", EntryKind::AddAction, actions.collect()),
    ]
    .into_iter()
    .filter(|part: &Compared| !part.reference.is_empty())
    .collect()
}

fn one(
    scenario: &Scenario,
    part: &'static str,
    kind: EntryKind,
    wanted: &[Wanted<'_>],
    entries: &[Entry<'_>],
) -> Compared {
    let entries: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| entry.of.kind() == kind)
        .collect();
    let mut used = vec![false; entries.len()];
    let reference = wanted
        .iter()
        .map(|wanted| {
            let index = index(wanted.keys);
            let about = |entry: &ReviewVerb| {
                near_enough(scenario, entry, wanted)
                    && topics(entry.text(), &index).len() == wanted.keys.len()
            };
            let matching = (0..entries.len()).find(|nth| about(entries[*nth].of));
            if let Some(nth) = matching {
                used[nth] = true;
            }
            Reference {
                text: wanted.text.to_owned(),
                found: matching.map(|nth| entries[nth].seq),
            }
        })
        .collect();
    let own = entries.iter().zip(&used).filter(|(_, used)| !**used);
    Compared {
        part,
        reference,
        own: own.map(|(entry, _)| entry.of.text().to_owned()).collect(),
    }
}

/// Whether an entry lies near the moment that is wanted, if one is.
fn near_enough(scenario: &Scenario, entry: &ReviewVerb, wanted: &Wanted<'_>) -> bool {
    match (entry, wanted.at) {
        (ReviewVerb::AddMoment { at, .. }, Some(Moment::Clock(clock))) => near(clock, *at),
        (ReviewVerb::AddMoment { at, .. }, Some(Moment::Plus(span))) => {
            near(scenario.clock.start.plus(span), *at)
        }
        _ => true,
    }
}

/// Finds the groups of phrases: each stands for a topic of its own.
fn index(keys: &[Vec<String>]) -> TopicIndex {
    TopicIndex::new(keys.iter().enumerate().filter_map(|(nth, group)| {
        let id = TopicId::new(&format!("key-{nth}")).ok()?;
        Some((id, group.as_slice()))
    }))
}

/// Whether two times of day lie near each other, across midnight too.
fn near(a: ClockTime, b: ClockTime) -> bool {
    a.after(b) <= NEAR || b.after(a) <= NEAR
}
