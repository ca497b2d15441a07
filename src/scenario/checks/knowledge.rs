//! Facts can be asked for, and topics lead to facts.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::section::Section;
use std::collections::BTreeSet;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for (item, fact) in draft.facts.iter().enumerate() {
        told.extend(fact.topics.iter().copied());
        if fact.topics.is_empty() {
            let message = format!(
                "nobody can ask for the fact `{}`: it is about no topic",
                fact.id
            );
            findings.at(
                draft,
                Code::NoTopic,
                &Trail::of(Section::Facts, item).field("topics"),
                message,
                |finding| finding,
            );
        }
    }
    for (item, topic) in draft.topics.iter().enumerate() {
        let trail = Trail::of(Section::Topics, item);
        if topic.label.trim().is_empty() {
            let message = match topic.synonyms.first() {
                None => format!("no word means the topic `{}`", topic.id),
                Some(_) => format!("the topic `{}` has no label for its chip", topic.id),
            };
            findings.at(
                draft,
                Code::NoWords,
                &trail.clone().field("label"),
                message,
                |finding| finding.hint("give it a `label` and `synonyms`: the words people say"),
            );
        }
        if draft.whole(Section::Facts) && !told.contains(&topic.id) {
            let message = format!("nobody knows anything about `{}`", topic.id);
            findings.at(
                draft,
                Code::NoFact,
                &trail.field("id"),
                message,
                |finding| finding.hint("name it in the `topics` of a fact, or take it away"),
            );
        }
    }
}
