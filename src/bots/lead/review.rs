//! The review, where a scene is one: framed, its timeline, what each saw, the
//! whys and causes out of that, what helped, actions with owner, date and
//! check (handbook, "Postmortem": systems, not people).

use super::memory::Tag;
use super::{Asks, Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::{Move, ReviewVerb};
use crate::model::*;
use crate::scenario::{Bone, Horizon, MoveKind};
use crate::view::{FactView, PlayerView, SeatView};
use std::collections::{BTreeSet, VecDeque};

/// Moments of one's own on the timeline.
const MOMENTS: usize = 10;
/// Whys, and as many causes.
const WHYS: usize = 5;
/// Actions: more are not done.
const ACTIONS: usize = 4;
/// Answers are waited for so long before what was heard is put down.
const LISTENS: Span = Span::seconds(75);
/// A story has no calendar; any date is one by which something is done.
const DUE: &str = "2027-01-29";

/// How far the review has come.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    scene: Option<SceneId>,
    /// What was known before it began.
    known: BTreeSet<FactId>,
    asked: BTreeSet<SeatId>,
    asked_at: SimTime,
    /// What was heard in it and is put down.
    heard: BTreeSet<FactId>,
    whys: Vec<String>,
    /// What is put down next.
    next: VecDeque<ReviewVerb>,
    concluded: bool,
}

impl Lead {
    pub(super) fn review(&mut self, view: &PlayerView) -> Option<Step> {
        if !view.common.reviewing || !view.legal.contains(&MoveKind::Review) {
            return None;
        }
        self.open_review(view);
        if let Some(entry) = self.memory.agenda.next.pop_front() {
            let deed = Deed::new(Move::Review { entry });
            return Some(Step::new(Effort::Sentence, deed));
        }
        if let Some(seat) = self.to_hear(view) {
            return Some(self.ask_for_lessons(view, seat));
        }
        if view.common.now < self.memory.agenda.asked_at + LISTENS {
            self.put_down(view);
            return None;
        }
        self.put_down(view);
        self.conclude(view);
        let entry = self.memory.agenda.next.pop_front()?;
        let deed = Deed::new(Move::Review { entry });
        Some(Step::new(Effort::Sentence, deed))
    }

    /// When the answers are in.
    pub(super) fn moments_to_review(&self) -> Option<SimTime> {
        let agenda = &self.memory.agenda;
        agenda.scene.map(|_| agenda.asked_at + LISTENS)
    }

    /// What for and how, then the timeline out of one's own notes.
    fn open_review(&mut self, view: &PlayerView) {
        let scene = view.common.scene.as_ref().map(|of| of.id);
        if self.memory.agenda.scene == scene {
            return;
        }
        let facts = view.card.iter().flat_map(|card| &card.facts);
        let told = facts.filter(|fact| fact.told).map(|fact| fact.id);
        let mut next = VecDeque::new();
        if self.habits.compares {
            next.push_back(ReviewVerb::Frame {
                text: "For what we learn, so that it does not come again. Systems, not people: \
                       everybody did what made sense with what they knew then"
                    .to_owned(),
            });
        }
        let diary = self.memory.diary.iter().take(MOMENTS);
        next.extend(diary.map(|(at, text)| ReviewVerb::AddMoment {
            at: words::clock(view, *at),
            text: text.clone(),
        }));
        self.memory.agenda = Agenda {
            scene,
            known: told.collect(),
            asked_at: view.common.now,
            next,
            ..Agenda::default()
        };
    }

    /// Who has not been heard yet.
    fn to_hear(&self, view: &PlayerView) -> Option<SeatId> {
        let asked = &self.memory.agenda.asked;
        let seats = self.asks_of(view).into_iter();
        seats.map(|of| of.id).find(|seat| !asked.contains(seat))
    }

    fn ask_for_lessons(&mut self, view: &PlayerView, seat: SeatId) -> Step {
        self.memory.agenda.asked.insert(seat);
        self.memory.agenda.asked_at = view.common.now;
        let says = format!(
            "{}, how did it come to this from where you stand: what happened when, what caused \
             it, and why did nothing stop it? What are the lessons?",
            words::name_of(view, seat)
        );
        let ask = Move::Ask {
            topics: Vec::new(),
            objections: false,
        };
        let deed = Deed::new(ask).text(says).to([seat]);
        Step::new(Effort::Sentence, deed).tagged(Tag::First(seat))
    }

    /// What was heard becomes a why and a cause.
    fn put_down(&mut self, view: &PlayerView) {
        let facts = view.card.iter().flat_map(|card| &card.facts);
        let new = |fact: &&FactView| fact.told && !self.memory.agenda.known.contains(&fact.id);
        let lines: Vec<(FactId, String)> = facts
            .filter(new)
            .map(|fact| (fact.id, fact.line.clone()))
            .collect();
        let agenda = &mut self.memory.agenda;
        for (id, line) in lines {
            if agenda.whys.len() >= WHYS || !agenda.heard.insert(id) {
                continue;
            }
            agenda.whys.push(line.clone());
            agenda
                .next
                .push_back(ReviewVerb::AddWhy { text: line.clone() });
            agenda.next.push_back(ReviewVerb::AddCause {
                bone: bone(&line),
                systemic: true,
                text: line,
            });
        }
    }

    /// What helped, what hindered, what changes, and a word of thanks.
    fn conclude(&mut self, view: &PlayerView) {
        if std::mem::replace(&mut self.memory.agenda.concluded, true) {
            return;
        }
        let leads: Vec<&SeatView> = self
            .asks_of(view)
            .into_iter()
            .filter(|of| !of.stakeholder)
            .collect();
        let agenda = &mut self.memory.agenda;
        if let Some((_, helped)) = self.memory.diary.first() {
            agenda.next.push_back(ReviewVerb::Worked {
                text: format!("{helped}, and everybody knew"),
            });
        }
        if let Some(why) = agenda.whys.first() {
            agenda
                .next
                .push_back(ReviewVerb::Hindered { text: why.clone() });
        }
        let soon = [Horizon::Week, Horizon::Month, Horizon::Quarter];
        let checked = self.habits.asks == Asks::Everybody;
        for (nth, why) in agenda.whys.iter().take(ACTIONS).enumerate() {
            let owner = leads.get(nth % leads.len().max(1));
            let (Some(owner), Some(priority)) = (owner, soon.get(nth % soon.len())) else {
                break;
            };
            let check = match checked {
                true => "a drill shows that it would be seen and stopped".to_owned(),
                false => String::new(),
            };
            agenda.next.push_back(ReviewVerb::AddAction {
                priority: *priority,
                owner: owner.title.clone(),
                due: DUE.to_owned(),
                check,
                text: format!("Change what lets this happen: {why}"),
            });
        }
    }
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
