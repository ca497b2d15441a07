//! An event in words. What anybody reads of it comes from `view`; this adds
//! what a reader afterwards may know and a player in the middle may not: which
//! expectation a move met, which promise it kept, what it set off.
//!
//! Absent on purpose: what the host noted about people (`Gather`, in the host's
//! edition), and figures that the room never saw.

use super::aar::{Class, Edition, Weight};
use super::labels::{by, name, placed, verb, word};
use crate::engine::{Event, Recorded, ReviewVerb, Settlement, State};
use crate::model::*;
use crate::scenario::{Health, Medium, MoveKind, Purpose, Scenario};
use crate::view::{Line, Tone, item};

/// What there is to read about one event.
pub(super) struct Note {
    pub(super) class: Class,
    pub(super) kind: String,
    pub(super) label: String,
    pub(super) who: String,
    pub(super) seat: Option<SeatId>,
    pub(super) persona: bool,
    pub(super) to: Vec<String>,
    pub(super) channel: String,
    pub(super) words: String,
    pub(super) spoken: bool,
    pub(super) tone: Tone,
    pub(super) weight: Weight,
    /// Whether it is a moment of its own rather than what another set off.
    pub(super) headline: bool,
    /// The move of the same step that it belongs to.
    pub(super) of: Option<Seq>,
}

/// Whose words, and when: the state is the one right after the event.
pub(super) struct Words<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) state: &'a State,
    pub(super) edition: Edition,
}

impl Words<'_> {
    /// What there is to read, if anything.
    pub(super) fn note(&self, recorded: &Recorded) -> Option<Note> {
        let audience = match self.edition {
            Edition::Shared => Audience::Evaluator,
            Edition::Host => Audience::Host,
        };
        let event = &recorded.event;
        if let Some(own) = self.own(event) {
            return own;
        }
        match item(self.scenario, self.state, recorded, audience)?.line {
            Line::Message {
                from,
                channel,
                to,
                kind,
                medium,
                text,
                spoken,
                ..
            } => {
                let (class, label, weight) = self.message(event, kind, medium, channel);
                Some(Note {
                    class,
                    kind: kind.map_or_else(|| name(event, "event"), |kind| word(&kind)),
                    label,
                    who: from.seat.map_or(from.name, |seat| self.seat(seat)),
                    seat: from.seat,
                    persona: from.persona,
                    to: to.iter().map(|seat| self.seat(*seat)).collect(),
                    channel: channel.map_or_else(String::new, |id| self.channel(id)),
                    words: self.kept_private(event).unwrap_or(text),
                    spoken,
                    tone: if matches!(
                        event,
                        Event::PatienceLost { .. } | Event::HalfAnswered { .. }
                    ) {
                        Tone::Late
                    } else {
                        Tone::Plain
                    },
                    weight,
                    headline: true,
                    of: None,
                })
            }
            Line::Notice { text, tone } => {
                let (class, weight, headline) = placed(event, tone);
                Some(Note {
                    tone,
                    ..self.plain(event, class, text, weight, headline)
                })
            }
        }
    }

    /// Said by a person to one seat alone: theirs, not everybody's.
    fn kept_private(&self, event: &Event) -> Option<String> {
        match event {
            Event::Moved(moved) if moved.channel.is_none() && !moved.persona => {
                (self.edition == Edition::Shared).then(|| "(said in private)".to_owned())
            }
            _ => None,
        }
    }

    fn message(
        &self,
        event: &Event,
        kind: Option<MoveKind>,
        medium: Option<Medium>,
        channel: Option<ChannelId>,
    ) -> (Class, String, Weight) {
        let Event::Moved(moved) = event else {
            let label = match (event, medium) {
                (Event::PatienceLost { .. }, _) => "loses patience",
                (Event::HalfAnswered { .. }, _) => "wants more",
                (_, Some(medium)) => by(medium),
                (_, None) => "message",
            };
            return (Class::Inject, label.to_owned(), Weight::Normal);
        };
        let outside = channel
            .and_then(|id| self.scenario.channels.get(id))
            .is_some_and(|c| matches!(c.purpose, Purpose::Executives | Purpose::Customers));
        let kind = kind.unwrap_or(MoveKind::Say);
        let weight = match kind {
            MoveKind::Decide | MoveKind::Declare | MoveKind::HandOver => Weight::Key,
            MoveKind::Acknowledge => Weight::Detail,
            MoveKind::Say | MoveKind::Tell if moved.persona => Weight::Detail,
            _ => Weight::Normal,
        };
        let class = match kind {
            MoveKind::Decide | MoveKind::Declare => Class::Decision,
            MoveKind::Update if outside => Class::Update,
            _ => Class::Talk,
        };
        (class, verb(moved), weight)
    }

    /// Events that this room words itself; the inner none hides one.
    fn own(&self, event: &Event) -> Option<Option<Note>> {
        use Weight::{Detail, Key, Normal};
        let mark = |words: String, tone: Tone, weight: Weight, of: Option<Seq>| {
            Some(Some(Note {
                tone,
                of,
                ..self.plain(event, Class::World, words, weight, false)
            }))
        };
        let clock = |at: SimTime| self.scenario.shows(at).to_string();
        match event {
            Event::Assigned {
                responsibility,
                seat,
                of,
            } => {
                let words = format!("{}: {}", self.duty(*responsibility), self.seat(*seat));
                mark(words, Tone::Plain, Detail, Some(*of))
            }
            Event::TakenOn { responsibility, .. } => mark(
                format!("takes on {}", self.duty(*responsibility)),
                Tone::Good,
                Detail,
                None,
            ),
            Event::ChannelRule { technical } => mark(
                format!("technical talk goes to {}", self.channel(*technical)),
                Tone::Plain,
                Normal,
                None,
            ),
            Event::Ordered {
                by: Some(by), of, ..
            } => mark(
                format!("due {}", clock(*by)),
                Tone::Plain,
                Detail,
                Some(*of),
            ),
            Event::OrderTaken { .. } => mark("order taken".to_owned(), Tone::Good, Detail, None),
            Event::ObjectionRaised { option, of, .. } => {
                let words = match option {
                    Some(option) => format!("objection to {}", self.option(*option)),
                    None => "objection".to_owned(),
                };
                mark(words, Tone::Late, Normal, Some(*of))
            }
            Event::ObjectionHeard { objection, of } => {
                let whose = self
                    .state
                    .objections()
                    .get(objection)
                    .map_or_else(String::new, |o| self.seat(o.seat));
                mark(
                    format!("answers the objection of {whose}"),
                    Tone::Good,
                    Normal,
                    Some(*of),
                )
            }
            Event::OptionFound { option } => mark(
                format!("on the table: {}", self.option(*option)),
                Tone::Good,
                Normal,
                None,
            ),
            Event::WorkStarted { option, .. } => {
                let words = format!("work begins: {}", self.option(*option));
                Some(Some(self.plain(event, Class::Work, words, Normal, false)))
            }
            Event::WorkStopped { option } => {
                let words = format!("work stops: {}", self.option(*option));
                Some(Some(Note {
                    tone: Tone::Late,
                    ..self.plain(event, Class::Work, words, Key, false)
                }))
            }
            Event::WorkDone { option, succeeded } => {
                Some(Some(self.work_done(event, *option, *succeeded)))
            }
            Event::Settled { ask, how, of, .. } => self.settled(event, *ask, *how, *of),
            Event::Promised {
                channel, due, of, ..
            } => {
                let words = format!(
                    "promises word by {} ({})",
                    clock(*due),
                    self.channel(*channel)
                );
                mark(words, Tone::Plain, Detail, Some(*of))
            }
            Event::PromiseKept { promise, of } => {
                let due = self
                    .state
                    .promises()
                    .get(promise)
                    .map_or_else(String::new, |p| clock(p.due));
                mark(
                    format!("keeps the promise of word by {due}"),
                    Tone::Good,
                    Normal,
                    Some(*of),
                )
            }
            Event::Met { inject, nth, of } => {
                let expected = self
                    .scenario
                    .injects
                    .get(*inject)?
                    .expects
                    .get(usize::from(*nth))?;
                mark(
                    format!("as hoped for: {}", expected.text),
                    Tone::Good,
                    Detail,
                    Some(*of),
                )
            }
            Event::HealthSet { service, health } => {
                let label = &self.scenario.services.get(*service)?.label;
                let tone = match health {
                    Health::Healthy => Tone::Good,
                    Health::Standby => Tone::Plain,
                    Health::Degraded => Tone::Late,
                    Health::Failing | Health::Down => Tone::Bad,
                };
                mark(format!("{label}: {}", health.word()), tone, Normal, None)
            }
            Event::Reached { milestone } => {
                let title = self.scenario.milestones.get(*milestone)?.title.clone();
                mark(format!("milestone: {title}"), Tone::Plain, Normal, None)
            }
            Event::PaceSet { pace } => Some(Some(self.plain(
                event,
                Class::Play,
                format!("The clock runs at {pace}."),
                Detail,
                true,
            ))),
            Event::Released { inject, .. } => {
                let part = self.scenario.injects.get(*inject)?;
                let words = part.title.clone();
                part.text
                    .is_empty()
                    .then(|| Some(self.plain(event, Class::World, words, Normal, true)))
            }
            // Notes on people are the host's (`Gather::observations`).
            Event::Observed { .. } => Some(None),
            Event::Reviewed {
                entry: ReviewVerb::Star { .. },
                ..
            } => Some(None),
            _ => None,
        }
    }

    fn work_done(&self, event: &Event, option: OptionId, succeeded: bool) -> Note {
        let course = self.state.course(self.scenario, option);
        let line = course.map_or("", |c| {
            if succeeded {
                c.lines.1.as_str()
            } else {
                c.lines.2.as_str()
            }
        });
        let (how, tone) = if succeeded {
            ("has succeeded", Tone::Good)
        } else {
            ("has failed", Tone::Bad)
        };
        let words = format!("{} {how}. {line}", self.option(option))
            .trim_end()
            .to_owned();
        Note {
            tone,
            ..self.plain(event, Class::Work, words, Weight::Key, true)
        }
    }

    /// Only demands: among colleagues every reply settles something.
    fn settled(&self, event: &Event, ask: Seq, how: Settlement, of: Seq) -> Option<Option<Note>> {
        let waited = self
            .state
            .asks()
            .get(&ask)
            .filter(|ask| ask.inject.is_some())?;
        let after = self.state.now().since(waited.at);
        let whole = Span::seconds(after.0 / 1000);
        let words = match how {
            Settlement::Answered => format!("answers a demand after {whole}"),
            Settlement::Held(until) => {
                format!(
                    "gives a time, {}, after {whole}",
                    self.scenario.shows(until)
                )
            }
            Settlement::Replied => return Some(None),
        };
        let tone = if after <= self.scenario.rubric.settle {
            Tone::Good
        } else {
            Tone::Late
        };
        Some(Some(Note {
            tone,
            of: Some(of),
            ..self.plain(event, Class::Talk, words, Weight::Detail, false)
        }))
    }

    fn plain(
        &self,
        event: &Event,
        class: Class,
        words: String,
        weight: Weight,
        headline: bool,
    ) -> Note {
        Note {
            class,
            kind: name(event, "event"),
            label: String::new(),
            who: String::new(),
            seat: None,
            persona: false,
            to: Vec::new(),
            channel: String::new(),
            words,
            spoken: false,
            tone: Tone::Plain,
            weight,
            headline,
            of: None,
        }
    }

    /// The title of a role.
    pub(super) fn seat(&self, seat: SeatId) -> String {
        self.scenario
            .roles
            .get(seat)
            .map_or_else(|| seat.to_string(), |role| role.title.clone())
    }

    fn channel(&self, id: ChannelId) -> String {
        self.scenario
            .channels
            .get(id)
            .map_or_else(|| id.to_string(), |part| part.title.clone())
    }

    fn duty(&self, id: ResponsibilityId) -> String {
        self.scenario
            .responsibilities
            .get(id)
            .map_or_else(|| id.to_string(), |part| part.label.clone())
    }

    /// "Both at once (D)".
    pub(super) fn option(&self, id: OptionId) -> String {
        let course = self.state.course(self.scenario, id);
        course.map_or_else(|| id.to_string(), |c| format!("{} ({})", c.name, c.letter))
    }
}
