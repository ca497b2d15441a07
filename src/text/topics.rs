//! What a question or a message is about, out of the topics of a scenario.
//!
//! Invariant: the same text and index give the same list; at each place the
//! longest phrase wins, and a phrase said twice counts once. Absent on purpose:
//! guessing; a topic whose phrases are not said is not found.

use super::notes::{Mark, notes};
use super::phrase::Phrases;
use super::reading::Reading;
use crate::model::TopicId;

/// The phrases by which topics are recognised.
#[derive(Clone, Debug)]
pub struct TopicIndex {
    phrases: Phrases<TopicId>,
    mark: Mark,
}

/// A topic found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicHit {
    /// The topic.
    pub topic: TopicId,
    /// Words of its phrases that were said, each phrase counted once.
    pub score: u32,
    /// First byte of the first phrase.
    pub start: usize,
}

impl TopicIndex {
    /// Topics with the phrases that name them. Two topics may share a phrase:
    /// both are found. A topic's id is no phrase unless it is listed.
    pub fn new<'s>(topics: impl IntoIterator<Item = (TopicId, &'s [String])>) -> Self {
        let each = topics
            .into_iter()
            .flat_map(|(topic, phrases)| phrases.iter().map(move |p| (p, topic)));
        Self {
            phrases: Phrases::new(each),
            mark: Mark::default(),
        }
    }
}

/// The topics of a message: highest score first, then the earliest, then by id.
pub fn topics(text: &str, index: &TopicIndex) -> Vec<TopicHit> {
    let notes = notes(text);
    let hits = notes
        .topics
        .get(&index.mark, || topics_in(&notes.reading(), index).into());
    hits.to_vec()
}

fn topics_in(reading: &Reading<'_>, index: &TopicIndex) -> Vec<TopicHit> {
    let mut said = vec![false; index.phrases.len()];
    let mut hits: Vec<TopicHit> = Vec::new();
    for found in index.phrases.all(reading) {
        match said.get_mut(found.id) {
            Some(said) if !*said => *said = true,
            _ => continue,
        }
        let size = u32::try_from(found.size()).unwrap_or(u32::MAX);
        let start = reading.bytes(found.words.clone()).start;
        // A phrase listed twice under one topic counts once.
        let mut last = None;
        for topic in found.values().filter(|t| last.replace(*t) != Some(*t)) {
            match hits.iter_mut().find(|h| h.topic == topic) {
                Some(hit) => hit.score = hit.score.saturating_add(size),
                None => hits.push(TopicHit {
                    topic,
                    score: size,
                    start,
                }),
            }
        }
    }
    hits.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then(a.start.cmp(&b.start))
            .then(a.topic.cmp(&b.topic))
    });
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, u32)]) {
        let list: Vec<(TopicId, Vec<String>)> = [
            ("users", &["users affected", "how many users", "users"][..]),
            (
                "restore-time",
                &["time to restore", "restore take", "restoring"],
            ),
            ("cost", &["cost", "cost an hour", "money", "cost"]),
            ("plans", &["restore take", "the"]),
        ]
        .into_iter()
        .map(|(id, phrases)| {
            (
                TopicId::new(id).unwrap(),
                phrases.iter().map(|p| (*p).to_owned()).collect(),
            )
        })
        .collect();
        let index = TopicIndex::new(list.iter().map(|(id, p)| (*id, p.as_slice())));
        let hits = topics(text, &index);
        let found: Vec<(&str, u32)> = hits.iter().map(|h| (h.topic.as_str(), h.score)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn topics_come_best_first() {
        check("How many of the users?", &[("users", 1)]);
        check(
            "How many users, and what does it cost?",
            &[("users", 3), ("cost", 1)],
        );
        check(
            "What does it cost an hour? Cost an hour, cost an hour!",
            &[("cost", 2)],
        );
        check(
            "How long will the restore take?",
            &[("plans", 2), ("restore-time", 2)],
        );
        check("time to restore; restoring", &[("restore-time", 4)]);
        check("the the the 🔥", &[]);
        check("", &[]);
    }
}
