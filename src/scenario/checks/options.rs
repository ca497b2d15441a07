//! Options have work that takes time, or combine options that do.

use crate::scenario::code::Code;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Course;
use crate::scenario::section::Section;
use std::collections::BTreeMap;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    names(draft, findings);
    let by_id: BTreeMap<_, &Course> = draft
        .options
        .iter()
        .map(|course| (course.id, course))
        .collect();
    let mut letters: BTreeMap<char, usize> = BTreeMap::new();
    for (item, course) in draft.options.iter().enumerate() {
        let trail = |field| Trail::of(Section::Options, item).field(field);
        if let Some(first) = letters.get(&course.letter) {
            let message = format!("the letter {} is taken", course.letter);
            findings.at(
                draft,
                Code::SameLetter,
                &trail("letter"),
                message,
                |finding| {
                    let first = Trail::of(Section::Options, *first).field("letter");
                    finding.related(draft.place(&first), "taken here")
                },
            );
        } else {
            letters.insert(course.letter, item);
        }
        if course.combines.is_empty() {
            work(draft, item, course, findings);
        } else {
            if course.duration.is_some() || course.chance.is_some() {
                let field = if course.duration.is_some() {
                    "duration"
                } else {
                    "chance"
                };
                let message = format!(
                    "`{}` combines other options, so it has no `{field}` of its own",
                    course.id
                );
                findings.at(
                    draft,
                    Code::CombinedWork,
                    &trail(field),
                    message,
                    |finding| finding.related(draft.place(&trail("combines")), "it combines these"),
                );
            }
            for (nth, part) in course.combines.iter().enumerate() {
                let nested = by_id
                    .get(part)
                    .is_some_and(|part| !part.combines.is_empty());
                if nested {
                    let message = if *part == course.id {
                        format!("`{part}` combines itself")
                    } else {
                        format!("`{part}` is a combination, too")
                    };
                    findings.at(
                        draft,
                        Code::Nested,
                        &trail("combines").item(nth),
                        message,
                        |finding| finding.hint("name the plain options instead"),
                    );
                }
            }
        }
    }
}

fn work(draft: &Draft<'_>, item: usize, course: &Course, findings: &mut Findings) {
    let has_work = course.chance.is_some()
        || [
            &course.on_start,
            &course.on_success,
            &course.on_failure,
            &course.on_stop,
        ]
        .iter()
        .any(|effects| !effects.is_empty());
    if has_work && course.duration.is_none() {
        let message = format!(
            "`{}` changes things, but nothing says how long it takes",
            course.id
        );
        findings.at(
            draft,
            Code::NoDuration,
            &Trail::of(Section::Options, item).field("id"),
            message,
            |finding| finding.hint("add `duration: (min: …, mode: …, max: …)`, or `combines`"),
        );
    }
}

/// What somebody says must name one option: its name, its id or a synonym.
fn names(draft: &Draft<'_>, findings: &mut Findings) {
    let mut taken: BTreeMap<String, (usize, Trail)> = BTreeMap::new();
    for (item, course) in draft.options.iter().enumerate() {
        let trail = |field| Trail::of(Section::Options, item).field(field);
        let synonyms = course.synonyms.iter().enumerate();
        let synonyms = synonyms.map(|(nth, word)| (word.as_str(), trail("synonyms").item(nth)));
        let own = [
            (course.id.as_str(), trail("id")),
            (course.name.as_str(), trail("name")),
        ];
        for (word, at) in own.into_iter().chain(synonyms) {
            let Some((first, there)) = taken.get(&word.trim().to_lowercase()) else {
                taken.insert(word.trim().to_lowercase(), (item, at));
                continue;
            };
            if *first == item {
                continue;
            }
            let message = format!("“{word}” names another option as well");
            findings.at(draft, Code::SameName, &at, message, |finding| {
                finding
                    .related(draft.place(there), "named here")
                    .hint("nobody can tell which of them is meant; give one of them another word")
            });
        }
    }
}
