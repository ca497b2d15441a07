//! What a review writes on the wall, out of what was said in it.
//!
//! A sentence with a time of day in it is a moment; one that says what was
//! missing is a why and a cause; the others are what helped. Rough, as notes
//! are: a bot counts words and understands nothing.

use super::Part;
use crate::bots::words;
use crate::engine::ReviewVerb;
use crate::model::*;
use crate::scenario::{Bone, Horizon};
use crate::text::{self, TimeKind};
use crate::view::{FactView, PlayerView};
use std::collections::{BTreeSet, VecDeque};

/// Moments of one's own on the timeline.
const MOMENTS: usize = 10;
/// Whys, and as many causes.
const WHYS: usize = 5;
/// Actions: more are not done.
const ACTIONS: usize = 4;
/// Lines in each list of what helped and what hindered.
const LISTED: usize = 2;
/// A story has no calendar; any date is one by which something is done.
const DUE: &str = "2027-01-29";

/// Something that was told in the review.
#[derive(Debug)]
struct Told {
    line: String,
    /// In which part.
    part: Part,
}

/// What stands on the wall, and what comes next.
#[derive(Debug, Default)]
pub(super) struct Wall {
    /// What was known before it began, or has been put down.
    known: BTreeSet<FactId>,
    told: Vec<Told>,
    whys: Vec<String>,
    /// What people were praised for, in their words.
    pub(super) praised: Vec<String>,
    /// What is put down next.
    pub(super) next: VecDeque<ReviewVerb>,
}

impl Wall {
    /// An empty wall: what was told before is no news.
    pub(super) fn new(view: &PlayerView) -> Self {
        let known = facts(view).filter(|fact| fact.told).map(|fact| fact.id);
        Self {
            known: known.collect(),
            ..Self::default()
        }
    }

    /// Takes down what others have told since.
    pub(super) fn hear(&mut self, view: &PlayerView, part: Part) {
        for fact in facts(view).filter(|fact| fact.told && !fact.own) {
            if !self.known.insert(fact.id) {
                continue;
            }
            if let Some(at) = moment(&fact.line, view.common.clock_start) {
                let text = fact.line.clone();
                self.next.push_back(ReviewVerb::AddMoment { at, text });
            }
            let line = fact.line.clone();
            self.told.push(Told { line, part });
        }
    }

    /// The timeline begins with one's own notes.
    pub(super) fn recall(&mut self, view: &PlayerView, diary: &[(SimTime, String)]) {
        let notes = diary.iter().take(MOMENTS);
        self.next
            .extend(notes.map(|(at, text)| ReviewVerb::AddMoment {
                at: words::clock(view, *at),
                text: text.clone(),
            }));
    }

    /// Whys and causes: what was told when people were asked for reasons, then
    /// whatever else was missing.
    pub(super) fn causes(&mut self) {
        let reasons = |of: &&Told| of.part == Part::Causes;
        let first = self.told.iter().filter(reasons);
        let others = self
            .told
            .iter()
            .filter(|of| !reasons(of) && lacks(&of.line));
        let mut lines: Vec<&String> = first.chain(others).map(|of| &of.line).collect();
        lines.sort_by_key(|line| !lacks(line));
        self.whys = lines.into_iter().take(WHYS).cloned().collect();
        for line in &self.whys {
            self.next
                .push_back(ReviewVerb::AddWhy { text: line.clone() });
            self.next.push_back(ReviewVerb::AddCause {
                bone: bone(line),
                systemic: true,
                text: line.clone(),
            });
        }
    }

    /// What helped, what hindered.
    pub(super) fn helped(&mut self, diary: &[(SimTime, String)]) {
        let noted = diary
            .first()
            .map(|(_, text)| format!("{text}, and everybody knew"));
        let told = self.told.iter().rev();
        let told = told.filter(|of| !lacks(&of.line)).map(|of| of.line.clone());
        let praised = std::mem::take(&mut self.praised).into_iter();
        let worked = praised.chain(noted).chain(told).take(LISTED);
        self.next
            .extend(worked.map(|text| ReviewVerb::Worked { text }));
        let hindered = self.whys.iter().take(LISTED).cloned();
        self.next
            .extend(hindered.map(|text| ReviewVerb::Hindered { text }));
    }

    /// What changes, by whom and until when.
    pub(super) fn actions(&mut self, owners: &[String], checked: bool) {
        let soon = [Horizon::Week, Horizon::Month, Horizon::Quarter];
        let dated = soon.into_iter().cycle();
        let owned = owners.iter().cycle();
        for ((why, priority), owner) in self.whys.iter().take(ACTIONS).zip(dated).zip(owned) {
            let check = match checked {
                true => "a drill shows that it would be seen and stopped".to_owned(),
                false => String::new(),
            };
            self.next.push_back(ReviewVerb::AddAction {
                priority,
                owner: owner.clone(),
                due: DUE.to_owned(),
                check,
                text: format!("Change what lets this happen: {why}"),
            });
        }
    }
}

fn facts(view: &PlayerView) -> impl Iterator<Item = &FactView> {
    view.card.iter().flat_map(|card| &card.facts)
}

/// The first time of day in figures: `14:03`.
fn moment(line: &str, starts: ClockTime) -> Option<ClockTime> {
    text::times(line, starts)
        .iter()
        .find_map(|of| match of.kind {
            TimeKind::Clock(at) if line.get(of.start..of.end)?.contains(':') => Some(at),
            _ => None,
        })
}

/// Whether a sentence says that something was missing.
fn lacks(line: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "no", "not", "nobody", "nothing", "never", "none", "without", "didn't", "isn't", "hadn't",
        "missing", "only",
    ];
    text::words(line).any(|word| SIGNS.contains(&word.text.to_lowercase().as_str()))
}

/// Where a cause hangs on the fishbone, by the words in it.
fn bone(line: &str) -> Bone {
    let line = line.to_lowercase();
    let signs = [
        (Bone::Data, ["data", "copy", "backup"]),
        (Bone::Platform, ["watch", "alarm", "alert"]),
        (Bone::Code, ["code", "query", "release"]),
        (Bone::People, ["shift", "hours", "tired"]),
    ];
    let found = signs
        .into_iter()
        .find(|(_, words)| words.iter().any(|word| line.contains(word)));
    found.map_or(Bone::Process, |(bone, _)| bone)
}
