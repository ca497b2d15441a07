//! One recorded event as a line of somebody's stream.

use super::notice::NoticeKind;
use crate::engine::{Event, Moved, Recorded, State};
use crate::model::*;
use crate::scenario::{Medium, MoveKind, Scenario, Sender};
use serde::Serialize;

/// A line of an audience's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The event it shows.
    pub seq: Seq,
    /// When it happened.
    pub at: SimTime,
    /// What the story's clock showed: `02:11`.
    pub clock: String,
    /// What a notice tells of; a message has the kind of its move in this place.
    #[serde(rename = "kind", skip_serializing_if = "Option::is_none")]
    pub tells: Option<NoticeKind>,
    /// What is shown.
    #[serde(flatten)]
    pub line: Line,
}

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "show", rename_all = "kebab-case")]
pub enum Line {
    /// Words of somebody.
    Message {
        /// Who speaks.
        from: Speaker,
        /// Where; none: to the receivers alone.
        channel: Option<ChannelId>,
        /// To whom.
        to: Vec<SeatId>,
        /// The move, if it is one.
        kind: Option<MoveKind>,
        /// By what means, if it is an inject.
        medium: Option<Medium>,
        /// The words.
        text: String,
        /// The message it answers.
        reply_to: Option<Seq>,
        /// Said aloud and captured.
        spoken: bool,
    },
    /// Something that happened.
    Notice {
        /// In a sentence.
        text: String,
        /// How it is to be taken.
        tone: Tone,
    },
}

/// How a notice is to be taken; always said in its words as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// For the record.
    Plain,
    /// Something went as hoped.
    Good,
    /// Something is late or was missed.
    Late,
    /// Something failed.
    Bad,
    /// Only for the host's and evaluators' book.
    Book,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The seat, if it is one.
    pub seat: Option<SeatId>,
    /// The name shown.
    pub name: String,
    /// Whether a persona speaks.
    pub persona: bool,
    /// Whether the story puts these words into the mouth of a seat that a person
    /// holds: they are not that person's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub scripted: bool,
}

/// What an audience sees of an event; none when it is not theirs, or there is
/// nothing to read. `state` is the one right after the event.
pub fn item(
    scenario: &Scenario,
    state: &State,
    recorded: &Recorded,
    audience: Audience,
) -> Option<Item> {
    let see = See {
        scenario,
        state,
        audience,
    };
    let line = see.line(recorded)?;
    let tells = match line {
        Line::Notice { .. } => NoticeKind::of(&recorded.event),
        Line::Message { .. } => None,
    };
    debug_assert!(
        tells.is_some() || matches!(line, Line::Message { .. }),
        "a notice of no kind"
    );
    Some(Item {
        seq: recorded.seq,
        at: recorded.at,
        clock: scenario.shows(recorded.at).to_string(),
        tells,
        line,
    })
}

/// An audience's eyes.
struct See<'a> {
    scenario: &'a Scenario,
    state: &'a State,
    audience: Audience,
}

impl See<'_> {
    /// The host and evaluators read everything that is said.
    fn overhears(&self) -> bool {
        matches!(self.audience, Audience::Host | Audience::Evaluator)
    }

    /// Whether words in a channel, or to receivers alone, reach this audience.
    fn reads(&self, channel: Option<ChannelId>, from: Option<SeatId>, to: &[SeatId]) -> bool {
        match self.audience {
            Audience::Host | Audience::Evaluator => true,
            Audience::Table => channel == Some(self.scenario.war_room),
            Audience::Seat(seat) => {
                from == Some(seat)
                    || match channel {
                        Some(channel) => self.state.reads(self.scenario, seat, channel),
                        None => to.contains(&seat),
                    }
            }
            Audience::Lobby => false,
        }
    }

    /// A channel's id, for those who read it. A persona asked by name answers
    /// where it was asked, which may be a place that its own seat cannot look
    /// into: whoever takes that seat over has the words without the place.
    fn shown(&self, channel: Option<ChannelId>) -> Option<ChannelId> {
        channel.filter(|id| match self.audience {
            Audience::Seat(seat) => self.state.reads(self.scenario, seat, *id),
            _ => true,
        })
    }

    /// Whether words are the title of an inject, which is the host's to read:
    /// the inject itself may be for one seat alone.
    fn is_title(&self, words: &str) -> bool {
        self.scenario
            .injects
            .iter()
            .any(|inject| inject.title == words)
    }

    fn in_play(&self) -> bool {
        self.audience != Audience::Lobby
    }

    fn line(&self, recorded: &Recorded) -> Option<Line> {
        match &recorded.event {
            Event::Moved(moved) => self.moved(moved),
            Event::Released { inject, .. } => {
                let part = self.scenario.injects.get(*inject)?;
                let (channel, to) = part.to.place();
                let to = self.state.meant(self.scenario, to);
                self.inject(&part.from, (channel, &to), part.medium, &part.text)
            }
            Event::Improvised {
                from,
                to,
                medium,
                text,
            } => self.inject(from, to.place(), *medium, text),
            Event::PatienceLost { ask, text, .. } | Event::HalfAnswered { ask, text, .. }
                if !text.is_empty() =>
            {
                let ask = self.state.asks().get(ask)?;
                let to = match ask.channel {
                    Some(_) => &[][..],
                    None => ask.to.as_slice(),
                };
                self.inject(&ask.from, (ask.channel, to), Medium::Chat, text)
            }
            event => {
                let (text, tone, seen) = self.notice(event)?;
                (seen && !text.is_empty()).then_some(Line::Notice { text, tone })
            }
        }
    }

    fn moved(&self, moved: &Moved) -> Option<Line> {
        if !self.reads(moved.channel, Some(moved.seat), &moved.to) {
            return None;
        }
        Some(Line::Message {
            from: self.speaker(&Sender::Seat(moved.seat), moved.persona),
            channel: self.shown(moved.channel),
            to: moved.to.clone(),
            kind: Some(moved.kind()),
            medium: None,
            text: moved.line.clone(),
            reply_to: moved.reply_to,
            spoken: moved.spoken.is_some(),
        })
    }

    fn inject(
        &self,
        from: &Sender,
        (channel, to): (Option<ChannelId>, &[SeatId]),
        medium: Medium,
        text: &str,
    ) -> Option<Line> {
        if text.is_empty() || !self.reads(channel, from.seat(), to) {
            return None;
        }
        Some(Line::Message {
            from: self.scripted(from),
            channel: self.shown(channel),
            to: to.to_vec(),
            kind: None,
            medium: Some(medium),
            text: text.to_owned(),
            reply_to: None,
            spoken: false,
        })
    }

    /// Who speaks in the author's words.
    fn scripted(&self, from: &Sender) -> Speaker {
        let speaker = self.speaker(from, true);
        Speaker {
            scripted: speaker.seat.is_some() && !speaker.persona,
            ..speaker
        }
    }

    fn speaker(&self, from: &Sender, persona: bool) -> Speaker {
        match from {
            Sender::Seat(seat) => {
                let role = self.scenario.roles.get(*seat);
                let name = role.map_or_else(String::new, |role| role.character.clone());
                Speaker {
                    seat: Some(*seat),
                    name,
                    persona: persona && self.state.is_persona(*seat),
                    scripted: false,
                }
            }
            Sender::Other(name) => Speaker {
                seat: None,
                name: name.clone(),
                persona: false,
                scripted: false,
            },
        }
    }

    /// Text, tone, and whether this audience sees it.
    fn notice(&self, event: &Event) -> Option<(String, Tone, bool)> {
        let all = self.in_play();
        let book = self.overhears();
        let host = self.audience == Audience::Host;
        let title = |seat: &SeatId| {
            self.scenario
                .roles
                .get(*seat)
                .map_or_else(String::new, |role| role.title.clone())
        };
        let option = |id: &OptionId| {
            self.state
                .course(self.scenario, *id)
                .map_or_else(String::new, |c| format!("{}, {}", c.letter, c.name))
        };
        let inject = |id: &InjectId| {
            self.scenario
                .injects
                .get(*id)
                .map_or_else(String::new, |part| part.title.clone())
        };
        Some(match event {
            Event::Started { .. } => {
                let first = self.scenario.scenes.iter().next();
                let opens = match first.is_some_and(|scene| scene.review) {
                    true => "The review begins",
                    false => "The war room is open",
                };
                (format!("STARTEX. {opens}."), Tone::Plain, all)
            }
            Event::Paused { why } if why.is_empty() => ("Paused.".to_owned(), Tone::Plain, all),
            Event::Paused { why } => (format!("Paused: {why}"), Tone::Plain, all),
            Event::Resumed => ("The clock runs again.".to_owned(), Tone::Plain, all),
            Event::SceneBegan { scene } => {
                let scene = self.scenario.scenes.get(*scene)?;
                (format!("Scene: {}.", scene.title), Tone::Plain, all)
            }
            Event::SceneOver { .. } => (
                "The scene has reached its end.".to_owned(),
                Tone::Plain,
                book,
            ),
            Event::CutBegan { to, .. } => {
                let to = self.scenario.shows(*to);
                (format!("Time cut to {to}."), Tone::Plain, all)
            }
            Event::CutEnded { woken: Some(why) } if host || !self.is_title(why) => (
                format!("The cut ends early. You are woken: {why}."),
                Tone::Late,
                all,
            ),
            Event::CutEnded { woken: Some(_) } => (
                "The cut ends early. You are woken.".to_owned(),
                Tone::Late,
                all,
            ),
            Event::CutEnded { woken: None } => ("The cut is over.".to_owned(), Tone::Plain, all),
            Event::Ended { .. } => (
                "ENDEX. The exercise has ended.".to_owned(),
                Tone::Plain,
                all,
            ),
            Event::EmergencyDeclared => (
                "Real emergency. The exercise has stopped.".to_owned(),
                Tone::Bad,
                true,
            ),
            Event::ReviewBegan => ("The retrospective begins.".to_owned(), Tone::Plain, all),
            Event::Closed => ("The room is closed.".to_owned(), Tone::Plain, true),
            Event::OptionFound { option: id } => (
                format!("On the table: option {}.", option(id)),
                Tone::Plain,
                all,
            ),
            Event::Adopted { course, .. } => (
                format!("Adopted: option {}, {}.", course.letter, course.name),
                Tone::Plain,
                all,
            ),
            Event::Unheard {
                option: id, seat, ..
            } => (
                format!(
                    "{} was to hear of option {} first, and it was not put to them.",
                    title(seat),
                    option(id)
                ),
                Tone::Late,
                all,
            ),
            Event::WorkDone {
                option: id,
                succeeded,
            } => {
                let course = self.state.course(self.scenario, *id)?;
                let (_, well, badly) = &course.lines;
                let mine = self.audience == Audience::Seat(course.owner);
                let (words, tone) = if *succeeded {
                    (well, Tone::Good)
                } else {
                    (badly, Tone::Bad)
                };
                (
                    format!("Your people report on {}: {words}", course.name),
                    tone,
                    mine || book,
                )
            }
            Event::Learned { seat, fact } => {
                let fact = self.scenario.facts.get(*fact)?;
                // Most of what is learned is nobody's news: it is not put in words.
                let own = fact.holder == *seat && self.audience == Audience::Seat(*seat);
                let words = own.then(|| format!("New on your card: {}", fact.line))?;
                (words, Tone::Plain, own)
            }
            Event::DeadlineFell { deadline, met } => {
                let deadline = self.scenario.deadlines.get(*deadline)?;
                let clock = self
                    .scenario
                    .shows(self.state.deadline_at(self.scenario, deadline));
                if *met {
                    (
                        format!("{clock}, {}: met.", deadline.label),
                        Tone::Good,
                        all,
                    )
                } else {
                    (
                        format!("{clock}, {}: missed.", deadline.label),
                        Tone::Late,
                        all,
                    )
                }
            }
            Event::PromiseBroken { promise } => {
                let promise = self.state.promises().get(promise)?;
                let seen = self.reads(Some(promise.channel), None, &[]);
                let at = self.scenario.shows(promise.due);
                (
                    format!("The update promised for {at} did not come."),
                    Tone::Late,
                    seen,
                )
            }
            Event::PromiseKept { promise, .. } => {
                // Only where the room has read that it was broken.
                let promise = self.state.promises().get(promise)?;
                let limit = promise.due + self.scenario.rubric.promise_grace;
                let mended = self.state.now() > limit;
                let seen = mended && self.reads(Some(promise.channel), None, &[]);
                let at = self.scenario.shows(promise.due);
                (
                    format!("The update promised for {at} did come: it was said in time."),
                    Tone::Good,
                    seen,
                )
            }
            Event::StaffReady { staff } => {
                let name = &self.scenario.staff.get(*staff)?.name;
                (format!("{name} has found their way in."), Tone::Plain, all)
            }
            Event::WornOut { staff } => {
                let name = &self.scenario.staff.get(*staff)?.name;
                (
                    format!("{name} is worn out and has to rest."),
                    Tone::Late,
                    all,
                )
            }
            Event::Recovered { staff } => {
                let name = &self.scenario.staff.get(*staff)?.name;
                (format!("{name} is back."), Tone::Good, all)
            }
            Event::HandsNeeded { option: id, hands } => {
                let words = format!("{}: needs {} for {}.", option(id), hands.1, hands.0);
                (words, Tone::Late, host)
            }
            Event::LeadPassed { incident, to } => {
                let incident = self.scenario.incidents.get(*incident)?;
                (
                    format!("{} leads {} from now on.", title(to), incident.title),
                    Tone::Plain,
                    all,
                )
            }
            Event::IncidentOpened { incident } => {
                let incident = self.scenario.incidents.get(*incident)?;
                (
                    format!("A new incident: {}.", incident.title),
                    Tone::Late,
                    all,
                )
            }
            Event::DeadlineMoved { deadline, at } => {
                let deadline = self.scenario.deadlines.get(*deadline)?;
                let clock = self.scenario.shows(*at);
                (
                    format!("{} is put off to {clock}.", deadline.label),
                    Tone::Good,
                    all,
                )
            }
            Event::IncidentResolved { incident } => {
                let incident = self.scenario.incidents.get(*incident)?;
                (format!("{}: resolved.", incident.title), Tone::Good, all)
            }
            Event::Verified {
                incident,
                holds,
                of,
            } => {
                let incident = self.scenario.incidents.get(*incident)?;
                let message = self.state.message(*of)?;
                let seen = self.reads(message.channel, message.seat, &message.to);
                if *holds {
                    (
                        format!("Monitoring says: {} is over.", incident.title),
                        Tone::Good,
                        seen,
                    )
                } else {
                    (
                        format!("Monitoring says: {} is not over.", incident.title),
                        Tone::Bad,
                        seen,
                    )
                }
            }
            Event::CommandPassed { to, .. } => {
                (format!("{} has command.", title(to)), Tone::Plain, all)
            }
            // Of a seat: its move is read in its channel.
            Event::Reviewed { seat: Some(_), .. } => return None,
            Event::Reviewed { entry, seat: None } => (review_line(entry), Tone::Plain, all),
            Event::TurnBegan { turn, ends } => (
                format!(
                    "Turn {turn} begins. It ends at {}.",
                    self.scenario.shows(*ends)
                ),
                Tone::Plain,
                all,
            ),
            Event::TurnOver { turn } => (
                format!("Turn {turn} has run out. The clock stands."),
                Tone::Plain,
                all,
            ),
            Event::LockedIn { .. } => ("The dice are locked in.".to_owned(), Tone::Plain, all),
            Event::Rolled {
                seat,
                action,
                dice,
                bonus,
                target,
                succeeded,
                ..
            } => {
                let part = self.scenario.actions.get(*action)?;
                let fell: Vec<String> = dice.iter().map(u8::to_string).collect();
                let bonus = match bonus {
                    0 => String::new(),
                    bonus => format!(" and {bonus} for skill"),
                };
                let (words, tone) = if *succeeded {
                    (&part.success, Tone::Good)
                } else {
                    (&part.failure, Tone::Bad)
                };
                (
                    format!(
                        "{}, {}: {}{bonus} against {target}. {words}",
                        title(seat),
                        part.title,
                        fell.join(" + "),
                    ),
                    tone,
                    all,
                )
            }
            Event::Ignored { inject: id } => (format!("Ignored: {}", inject(id)), Tone::Book, host),
            Event::Adjudicated {
                what,
                percent,
                succeeded,
            } => {
                let came = if *succeeded {
                    "it came off"
                } else {
                    "it did not"
                };
                (
                    format!("{what}: {percent}% it was, and {came}."),
                    Tone::Plain,
                    all,
                )
            }
            // The host's and evaluators' book.
            Event::Joined(join) => (format!("{} joined.", join.name), Tone::Book, host),
            Event::Left { player } => {
                let name = self
                    .state
                    .people()
                    .get(player)
                    .map_or("Somebody", |p| p.name.as_str());
                (format!("{name} left."), Tone::Book, host)
            }
            Event::Seated {
                player,
                seat,
                own_job,
            } => {
                let name = self
                    .state
                    .people()
                    .get(player)
                    .map_or("Somebody", |p| p.name.as_str());
                let against = if *own_job {
                    ", which is their own job"
                } else {
                    ""
                };
                (
                    format!("{name} is {}{against}.", title(seat)),
                    Tone::Book,
                    host,
                )
            }
            Event::Unseated { seat } => (
                format!("{} goes to its persona.", title(seat)),
                Tone::Book,
                host,
            ),
            Event::Missed { inject: id, nth } => {
                let expected = self
                    .scenario
                    .injects
                    .get(*id)
                    .and_then(|part| part.expects.get(usize::from(*nth)))?;
                (format!("Missed: {}", expected.text), Tone::Book, book)
            }
            Event::Delayed { inject: id, due } => {
                let at = self.scenario.shows(*due);
                (format!("Put off to {at}: {}", inject(id)), Tone::Book, host)
            }
            Event::Cancelled { inject: id } => {
                (format!("Cancelled: {}", inject(id)), Tone::Book, host)
            }
            Event::Overrun { what } => (
                format!("The rules ran in a circle and were stopped: {what}"),
                Tone::Book,
                host,
            ),
            Event::Observed { text, .. } => (format!("Note: {text}"), Tone::Book, host),
            Event::Disputed { of, why, .. } => (format!("Disputed, {of}: {why}"), Tone::Book, host),
            _ => return None,
        })
    }
}

fn review_line(entry: &crate::engine::ReviewVerb) -> String {
    use crate::engine::ReviewVerb;
    match entry {
        ReviewVerb::Frame { text } => format!("Frame: {text}"),
        ReviewVerb::AddMoment { at, text } => format!("Moment, {at}: {text}"),
        ReviewVerb::Star { of } => format!("Starred: {of}"),
        ReviewVerb::AddWhy { text } => format!("Why: {text}"),
        ReviewVerb::AddCause { text, systemic, .. } => {
            format!(
                "{} cause: {text}",
                if *systemic { "Systemic" } else { "Proximate" }
            )
        }
        ReviewVerb::Worked { text } => format!("Helped: {text}"),
        ReviewVerb::Hindered { text } => format!("Hindered: {text}"),
        ReviewVerb::Surprise { text } => format!("Surprise: {text}"),
        ReviewVerb::AddAction {
            text,
            owner,
            due,
            check,
            ..
        } => {
            format!("Action: {text} ({owner}, {due}; done when {check})")
        }
        // From one role to another: not the room's to read.
        ReviewVerb::Feedback { .. } => String::new(),
    }
}
