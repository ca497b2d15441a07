//! Who may have read which mark, worked out from what was recorded and from
//! the scenario alone: nothing here asks `view`.
//!
//! A mark is a word `zq-…-qz`. The fixture `secrets.ron` has one in every text
//! and id that is somebody's own, and what people say carries some too.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use warroom::engine::{Event, Recorded, ReviewVerb, State};
use warroom::model::{Audience, ChannelId, FactId, OptionId, SeatId};
use warroom::scenario::{Condition, Receivers, Scenario, Sender};

/// The marks of a text.
pub(crate) fn marks(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("zq-") {
        let word: String = text[at..]
            .chars()
            .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
            .collect();
        if let Some(end) = word.find("-qz") {
            found.insert(word[..end + 3].to_owned());
        }
    }
    found
}

/// What each audience may have read so far. It only grows.
pub(crate) struct Allowed {
    scenario: Arc<Scenario>,
    read: BTreeMap<Audience, BTreeSet<String>>,
}

impl Allowed {
    pub(crate) fn new(scenario: Arc<Scenario>) -> Self {
        let mut this = Self {
            read: BTreeMap::new(),
            scenario: scenario.clone(),
        };
        for audience in this.everybody() {
            this.read.insert(audience, BTreeSet::new());
        }
        for role in &scenario.roles {
            let card = [
                &[role.brief.clone(), role.normal.clone(), role.team.clone()],
                role.goals.as_slice(),
                role.tools.as_slice(),
            ];
            for text in card.concat() {
                this.to_seat(role.id, &text);
            }
        }
        for fact in &scenario.facts {
            if fact.when.is_none() {
                this.knows(fact.holder, fact.id);
            }
        }
        for course in &scenario.options {
            this.to_seat(course.owner, &format!("{} {}", course.id, course.name));
        }
        for channel in &scenario.channels {
            // Evaluators listen everywhere.
            let named = format!("{} {}", channel.id, channel.title);
            this.grant(Audience::Evaluator, &named);
            for seat in this.members(channel.id) {
                this.to_seat(seat, &format!("{} {}", channel.id, channel.title));
            }
        }
        this
    }

    /// Everybody but the host, who may know all.
    pub(crate) fn everybody(&self) -> Vec<Audience> {
        let seats = self
            .scenario
            .roles
            .iter()
            .map(|role| Audience::Seat(role.id));
        seats
            .chain([Audience::Evaluator, Audience::Table, Audience::Lobby])
            .collect()
    }

    fn members(&self, channel: ChannelId) -> Vec<SeatId> {
        let channel = self.scenario.channels.get(channel).unwrap();
        let all = self.scenario.roles.iter().map(|role| role.id);
        all.filter(|seat| channel.members.is_empty() || channel.members.contains(seat))
            .collect()
    }

    fn grant(&mut self, audience: Audience, text: &str) {
        self.read.entry(audience).or_default().extend(marks(text));
    }

    fn to_seat(&mut self, seat: SeatId, text: &str) {
        self.grant(Audience::Seat(seat), text);
    }

    fn to_all(&mut self, text: &str) {
        for audience in self.everybody() {
            self.grant(audience, text);
        }
    }

    /// Words in a channel, or to some seats alone. Evaluators hear everything.
    fn said(
        &mut self,
        channel: Option<ChannelId>,
        from: Option<SeatId>,
        to: &[SeatId],
        text: &str,
    ) {
        self.grant(Audience::Evaluator, text);
        for seat in from.iter().chain(to) {
            self.to_seat(*seat, text);
        }
        for seat in channel.map_or_else(Vec::new, |channel| self.members(channel)) {
            self.to_seat(seat, text);
        }
        if channel == Some(self.scenario.war_room) {
            self.grant(Audience::Table, text);
        }
    }

    fn sent(&mut self, from: &Sender, to: &Receivers, text: &str) {
        let from = match from {
            Sender::Seat(seat) => Some(*seat),
            Sender::Other(_) => None,
        };
        match to {
            Receivers::Channel(channel) => self.said(Some(*channel), from, &[], text),
            Receivers::Seats(seats) => self.said(None, from, seats, text),
        }
    }

    fn about(&self, option: OptionId) -> String {
        let course = self.scenario.options.get(option);
        let topics = self
            .scenario
            .facts
            .iter()
            .filter(|fact| fact.cells.iter().any(|(of, _)| *of == option));
        let topics = topics
            .flat_map(|fact| &fact.topics)
            .map(|topic| self.topic(*topic));
        let name = course.map_or_else(String::new, |course| course.name.clone());
        format!("{option} {name} {}", topics.collect::<Vec<_>>().join(" "))
    }

    fn topic(&self, topic: warroom::model::TopicId) -> String {
        let label = self
            .scenario
            .topics
            .get(topic)
            .map_or("", |topic| topic.label.as_str());
        format!("{topic} {label}")
    }

    /// A seat has a fact on its card: with it the options that it is about.
    fn knows(&mut self, seat: SeatId, fact: FactId) {
        let scenario = self.scenario.clone();
        let fact = scenario.facts.get(fact).unwrap();
        self.to_seat(seat, &format!("{} {} {}", fact.id, fact.line, fact.short));
        for topic in &fact.topics {
            self.to_seat(seat, &self.topic(*topic));
        }
        for (option, _) in &fact.cells {
            self.to_seat(seat, &self.about(*option));
        }
    }

    /// Takes what happened in; `state` is the one after it.
    pub(crate) fn happened(&mut self, state: &State, recorded: &Recorded) {
        let scenario = self.scenario.clone();
        match &recorded.event {
            Event::Started { .. } => {
                // Whoever has a seat can declare, and reads what makes a severity.
                for rule in &scenario.severity {
                    for role in &scenario.roles {
                        self.to_seat(role.id, &rule.line());
                    }
                }
                for incident in &scenario.incidents {
                    self.to_all(&incident.title);
                }
            }
            Event::Moved(moved) => {
                self.said(moved.channel, Some(moved.seat), &moved.to, &moved.line);
            }
            Event::Asked(asked) => {
                for topic in &asked.topics {
                    let topic = self.topic(*topic);
                    let asker = match &asked.from {
                        Sender::Seat(seat) => Some(*seat),
                        Sender::Other(_) => None,
                    };
                    for seat in asked.to.iter().chain(&asker) {
                        self.to_seat(*seat, &topic);
                    }
                }
            }
            Event::Learned { seat, fact } => self.knows(*seat, *fact),
            Event::Told { fact, .. } => {
                let told = scenario.facts.get(*fact).unwrap();
                self.to_all(&format!("{} {}", told.id, told.short));
                for var in &scenario.variables {
                    if var.shown == Some(Condition::Told(*fact)) {
                        self.to_all(&format!("{} {}", var.id, var.label));
                    }
                }
            }
            Event::OptionFound { option } => self.to_all(&self.about(*option)),
            Event::Adopted { course, cells, .. } => {
                self.to_all(&course.name);
                for (_, text) in cells {
                    self.to_all(text);
                }
            }
            Event::Released { inject, .. } => {
                let inject = scenario.injects.get(*inject).unwrap();
                self.sent(&inject.from, &inject.to, &inject.text);
            }
            Event::Improvised { from, to, text, .. } => self.sent(from, to, text),
            Event::PatienceLost { ask, text, .. } | Event::HalfAnswered { ask, text, .. } => {
                let ask = &state.asks()[ask];
                let from = ask.from.clone();
                match ask.channel {
                    Some(channel) => self.sent(&from, &Receivers::Channel(channel), text),
                    None => self.sent(&from, &Receivers::Seats(ask.to.clone()), text),
                }
            }
            Event::WorkDone { option, succeeded } => {
                let course = state.course(&scenario, *option).unwrap();
                let line = if *succeeded {
                    &course.lines.1
                } else {
                    &course.lines.2
                };
                self.to_seat(course.owner, line);
                self.grant(Audience::Evaluator, line);
            }
            Event::Missed { inject, nth } => {
                let text = &scenario.injects.get(*inject).unwrap().expects[usize::from(*nth)].text;
                self.grant(Audience::Evaluator, text);
            }
            Event::BoardChanged { text, .. } | Event::Declared { impact: text, .. } => {
                self.to_all(text)
            }
            Event::Paused { why } => self.to_all(why),
            Event::ChannelRule { technical } => {
                let channel = scenario.channels.get(*technical).unwrap();
                self.to_all(&format!("{} {}", channel.id, channel.title));
            }
            Event::SceneOver { .. } | Event::CutBegan { .. } => {
                let line = state
                    .scene()
                    .and_then(|(scene, _)| scenario.scenes.get(scene)?.cut.as_ref())
                    .map(|cut| cut.line.clone());
                self.to_all(&line.unwrap_or_default());
                if let Event::CutBegan { plan, .. } = &recorded.event {
                    self.to_all(&format!("{} {}", plan.running, plan.wake));
                }
            }
            Event::Ended { ending } => {
                let ending = scenario.endings.iter().find(|of| Some(of.id) == *ending);
                self.to_all(
                    &ending.map_or_else(String::new, |of| format!("{} {}", of.title, of.text)),
                );
            }
            Event::Adjudicated { what, .. } => self.to_all(what),
            Event::Reviewed {
                entry: ReviewVerb::Feedback { .. },
                ..
            } => {}
            // Of a seat: read as its move, where it was made.
            Event::Reviewed { seat: Some(_), .. } => {}
            Event::Reviewed { entry, .. } => self.to_all(&format!("{entry:?}")),
            _ => {}
        }
    }

    /// Marks in a text that are not this audience's. `own` were sent by
    /// whoever reads, and may come back.
    pub(crate) fn strange(
        &self,
        audience: Audience,
        text: &str,
        own: &BTreeSet<String>,
    ) -> Vec<String> {
        let read = &self.read[&audience];
        marks(text)
            .into_iter()
            .filter(|mark| !read.contains(mark) && !own.contains(mark))
            .collect()
    }

    /// How many marks an audience may have read.
    pub(crate) fn count(&self, audience: Audience) -> usize {
        self.read[&audience].len()
    }
}
