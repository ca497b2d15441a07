//! What an after-action report says, as plain data.

use super::course::Course;
use super::decisions::Decision;
use super::gather::Gather;
use super::scored::Scored;
use super::{head, measures, people, scored, summary};
use crate::engine::Recorded;
use crate::journal::{Header, Step};
use crate::model::*;
use crate::scenario::Scenario;
use crate::scoring::{Compared, GateResult, Score, compare};
use crate::view::Tone;
use serde::Serialize;
use std::sync::Arc;

/// Who will read a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// Everybody who took part, and whoever they show it to.
    Shared,
    /// The host alone: with what was noted about people, evaluators' ratings,
    /// and what people said to one seat in private.
    Host,
}

/// An after-action report.
#[derive(Clone, Debug, Serialize)]
pub struct Aar {
    /// Who may read it.
    pub edition: Edition,
    /// What was played.
    pub head: Head,
    /// What happened, in a few sentences.
    pub summary: Vec<Point>,
    /// Who played what, in the order of the roles, then those without a seat.
    pub participants: Vec<Participant>,
    /// How long things took and what was kept.
    pub measures: Vec<Measure>,
    /// Each decision, with what came of it.
    pub decisions: Vec<Decision>,
    /// The score and what it rests on.
    pub score: Scored,
    /// Limits of a certification, beside the points.
    pub gates: Vec<GateResult>,
    /// The team's review beside the author's; in the host's edition alone.
    pub compared: Vec<Compared>,
    /// The shape of play, for drawing.
    pub course: Course,
    /// What the team said about it afterwards.
    pub retrospective: Retrospective,
    /// The host's notes; empty in the shared edition.
    pub observations: Vec<Observation>,
    /// Everything that happened, in order.
    pub timeline: Vec<Moment>,
}

/// What was played, where, how.
#[derive(Clone, Debug, Serialize)]
#[expect(
    missing_docs,
    reason = "each field is a line of the head, named after it"
)]
pub struct Head {
    pub title: String,
    pub summary: String,
    pub objectives: Vec<String>,
    pub handbook: String,
    pub scenario: String,
    pub room: String,
    /// "21 November 2026", by the clock of Greenwich.
    pub date: String,
    pub app: String,
    /// "Saturday", if the story names it.
    pub day: String,
    /// When the war room opened and when play ended, as the story's clock showed.
    pub opened: String,
    pub closed: Option<String>,
    /// "41 min of play, 3 h of time cuts".
    pub length: String,
    /// The paces: "1×, 2×".
    pub speeds: String,
    /// What the exercise counts for.
    pub certification: String,
    /// How the story ended: headline and text.
    pub ending: Option<(String, String)>,
    /// Where a fork comes from.
    pub forked: Option<String>,
    /// Whether something real stopped it.
    pub emergency: bool,
}

/// A sentence and the moment it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// The sentence.
    pub words: String,
    /// The moment.
    pub at: Option<Ref>,
}

/// A moment of the timeline, for links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ref {
    /// The moment's place: its anchor.
    pub seq: Seq,
    /// What the story's clock showed.
    pub clock: String,
}

/// A seat and who held it, or somebody without a seat.
#[derive(Clone, Debug, Serialize)]
pub struct Participant {
    /// "Database lead"; "Evaluator".
    pub title: String,
    /// The character's handle; empty without a seat.
    pub character: String,
    /// Names of those who held it, in order, with the job they were away from.
    pub people: Vec<(String, String)>,
    /// Whether its persona played it throughout.
    pub persona: bool,
    /// Its colour's place (look, "Portraits"); none without a seat.
    pub colour: Option<u8>,
    /// Moves made by people on it; in the host's edition alone.
    pub moves: Option<u32>,
}

/// Something that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Measure {
    /// "First decision".
    pub label: String,
    /// "8 min 20 s"; none when it never came or cannot be known.
    pub value: Option<String>,
    /// What was hoped for: "by 02:15".
    pub goal: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// The same as a word: "met", "late".
    pub state: &'static str,
    /// Anything that a reader must know about it.
    pub note: String,
    /// The moment.
    pub at: Option<Ref>,
}

/// What a moment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Somebody at the table spoke or acted.
    Talk,
    /// The commander decided or declared.
    Decision,
    /// Word to an audience.
    Update,
    /// Something from outside the table.
    Inject,
    /// Work and what became of it.
    Work,
    /// A limit fell: a deadline, a promise, an expectation.
    Limit,
    /// The simulated world changed.
    World,
    /// The course of the exercise: STARTEX, scenes, cuts, ENDEX.
    Play,
    /// The retrospective.
    Review,
    /// The host's book.
    Book,
}

impl Class {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Decision => "decision",
            Self::Update => "update",
            Self::Inject => "inject",
            Self::Work => "work",
            Self::Limit => "limit",
            Self::World => "world",
            Self::Play => "play",
            Self::Review => "review",
            Self::Book => "book",
        }
    }
}

/// How much a moment matters to somebody who reads only a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// For the record.
    Detail,
    /// Part of the story.
    Normal,
    /// The story turns here.
    Key,
}

/// One moment, with what it set off.
#[derive(Clone, Debug, Serialize)]
pub struct Moment {
    /// Its place in the journal, and its anchor.
    pub seq: Seq,
    /// When it happened.
    pub at: SimTime,
    /// What the story's clock showed: `02:11:05`.
    pub clock: String,
    /// What it is.
    pub class: Class,
    /// The event or the move, as programs name it.
    pub kind: String,
    /// What it is in words: "asks", "phone call".
    pub label: String,
    /// Who; empty when nobody did.
    pub who: String,
    /// The seat, if one did.
    pub seat: Option<SeatId>,
    /// The seat's colour.
    pub colour: Option<u8>,
    /// Whether a persona did it.
    pub persona: bool,
    /// To whom.
    pub to: Vec<String>,
    /// Where.
    pub channel: String,
    /// The words, or what happened.
    pub words: String,
    /// Said aloud and captured.
    pub spoken: bool,
    /// How it is to be taken.
    pub tone: Tone,
    /// How much it matters.
    pub weight: Weight,
    /// Marked by the team in the retrospective.
    pub starred: bool,
    /// What it set off.
    pub marks: Vec<Mark>,
    /// Criteria that it is evidence for.
    pub evidence: Vec<String>,
}

impl Moment {
    /// Its words where space is short: whole sentences as far as they fit.
    pub fn short(&self) -> String {
        const ROOM: usize = 140;
        let ends = self.words.match_indices(". ").map(|(at, _)| at + 1);
        let fits = ends.take_while(|at| *at <= ROOM).last();
        match (self.words.len() <= ROOM, fits) {
            (true, _) => self.words.clone(),
            (false, Some(end)) => self.words[..end].to_owned(),
            (false, None) => {
                let end = self
                    .words
                    .char_indices()
                    .map(|(at, _)| at)
                    .take_while(|at| *at <= ROOM)
                    .last();
                format!("{}…", self.words[..end.unwrap_or(0)].trim_end())
            }
        }
    }
}

/// Something that a moment set off.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// Its place in the journal.
    pub seq: Seq,
    /// The event, as programs name it.
    pub kind: String,
    /// What happened.
    pub words: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// Criteria that it is evidence for.
    pub evidence: Vec<String>,
}

/// What the team said afterwards (handbook, "The workflow": retrospective).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Retrospective {
    /// Scope, aims, safety.
    pub frame: Vec<String>,
    /// Moments that the journal does not have: clock and words.
    pub moments: Vec<(String, String)>,
    /// Moments that the team marked.
    pub starred: Vec<Point>,
    /// The whys, one resting on the next.
    pub whys: Vec<String>,
    /// Causes by bone, empty bones left out.
    pub causes: Vec<(String, Vec<Cause>)>,
    /// What helped.
    pub worked: Vec<String>,
    /// What hindered.
    pub hindered: Vec<String>,
    /// What nobody expected.
    pub surprises: Vec<String>,
    /// The improvement plan, the nearest horizon first.
    pub plan: Vec<PlanLine>,
    /// Words from one role to another: to whom, and the words. In the host's
    /// edition alone.
    pub feedback: Vec<(String, String)>,
}

impl Retrospective {
    /// Whether nobody said anything.
    pub fn is_empty(&self) -> bool {
        self.frame.is_empty()
            && self.moments.is_empty()
            && self.starred.is_empty()
            && self.whys.is_empty()
            && self.causes.is_empty()
            && self.worked.is_empty()
            && self.hindered.is_empty()
            && self.surprises.is_empty()
            && self.plan.is_empty()
            && self.feedback.is_empty()
    }
}

/// A cause on the fishbone.
#[derive(Clone, Debug, Serialize)]
pub struct Cause {
    /// Systemic rather than proximate.
    pub systemic: bool,
    /// The words.
    pub words: String,
}

/// An action of the improvement plan.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "each field is a column, named after it")]
pub struct PlanLine {
    pub horizon: String,
    pub action: String,
    pub owner: String,
    pub due: String,
    pub check: String,
}

/// A note of the host or an evaluator.
#[derive(Clone, Debug, Serialize)]
pub struct Observation {
    /// Whose behaviour; empty when it is the room's.
    pub seat: String,
    /// What was seen.
    pub words: String,
    /// The moment.
    pub at: Option<Ref>,
}

impl Aar {
    /// The report of an exercise: its scenario, its journal, its final score.
    /// It may have broken off anywhere.
    pub fn new(
        scenario: &Arc<Scenario>,
        header: &Header,
        steps: &[Step],
        score: &Score,
        edition: Edition,
    ) -> Self {
        let gather = Gather::of(scenario, header, steps, score, edition);
        Self {
            edition,
            head: head::head(&gather, header, score),
            summary: summary::summary(&gather),
            participants: people::participants(&gather),
            measures: measures::measures(&gather),
            score: scored::scored(&gather, score),
            gates: gather.gates.results(score),
            compared: match edition {
                Edition::Host => compare(scenario, events(steps)),
                Edition::Shared => Vec::new(),
            },
            course: gather.course.clone(),
            decisions: gather.decisions,
            retrospective: gather.retrospective,
            observations: gather.observations,
            timeline: gather.moments.list,
        }
    }

    /// The moments that somebody in a hurry reads.
    pub fn key_moments(&self) -> impl Iterator<Item = &Moment> {
        self.story()
            .filter(|moment| moment.weight == Weight::Key || moment.starred)
    }

    /// The timeline without the entries of the retrospective, which has a part
    /// of its own.
    pub fn story(&self) -> impl Iterator<Item = &Moment> {
        self.timeline
            .iter()
            .filter(|moment| moment.class != Class::Review)
    }
}

/// All events of a journal, in order.
pub(super) fn events(steps: &[Step]) -> impl Iterator<Item = &Recorded> {
    steps.iter().flat_map(|step| &step.events)
}
