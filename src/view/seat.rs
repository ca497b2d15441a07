//! What the holder of a seat sees: their card, what is asked of them, what
//! they can do.

use super::common::{CommonView, common};
use super::fitting::fitting;
use super::matrix::{OptionView, options};
use super::people::{BoardLineView, SeatView, board, seats};
use super::staff::{EngineerView, IncidentView, engineers, incidents};
use super::turn::{ActionView, actions};
use super::world::{MetricView, ServiceView, metrics, services};
use crate::engine::{Ask, Part, Phase, State, is_theirs, legal_moves};
use crate::model::*;
use crate::scenario::{
    Cell, Course, Fact, MoveKind, Purpose, Scenario, Sender, SeverityRule, Topic, TopicKind,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// The present, for somebody who has joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlayerView {
    /// The frame of every screen.
    pub common: CommonView,
    /// Who they are.
    pub name: String,
    /// What they came for.
    pub part: Part,
    /// The seat they hold.
    pub seat: Option<SeatId>,
    /// Their role card.
    pub card: Option<CardView>,
    /// Everybody's seats.
    pub seats: Vec<SeatView>,
    /// The state board.
    pub board: Vec<BoardLineView>,
    /// The option matrix.
    pub options: Vec<OptionView>,
    /// The system.
    pub services: Vec<ServiceView>,
    /// Figures that the room was told.
    pub metrics: Vec<MetricView>,
    /// Incidents that have come up.
    pub incidents: Vec<IncidentView>,
    /// The engineers behind the roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub engineers: Vec<EngineerView>,
    /// Channels they read.
    pub channels: Vec<ChannelView>,
    /// Questions that wait for them, oldest first.
    pub asked: Vec<AskView>,
    /// Questions of theirs that nobody has answered.
    pub waiting: Vec<AskView>,
    /// Tasks they were given and have not taken.
    pub orders: Vec<OrderView>,
    /// Everything they may do now.
    pub legal: Vec<MoveKind>,
    /// At most four that fit the moment.
    pub fitting: Vec<MoveKind>,
    /// What they could do with this turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionView>,
    /// What the forms offer.
    pub form: Form,
}

/// A role card. Nothing on it is secret: sharing it is the point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardView {
    /// "Database lead".
    pub title: String,
    /// "sarah-db".
    pub character: String,
    /// Who you are tonight.
    pub brief: String,
    /// What normal looks like from here.
    pub normal: String,
    /// What you want.
    pub goals: Vec<String>,
    /// What you work with.
    pub tools: Vec<String>,
    /// Tools of the dice that you are proficient with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proficient: Vec<String>,
    /// The people behind you.
    pub team: String,
    /// What you may decide, in words.
    pub decides: Vec<&'static str>,
    /// What you answer for.
    pub answers_for: Vec<String>,
    /// What you know.
    pub facts: Vec<FactView>,
}

/// Something a seat knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// Its id.
    pub id: FactId,
    /// One sentence to say aloud.
    pub line: String,
    /// A few words.
    pub short: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// Whether it belongs in the technical thread.
    pub technical: bool,
    /// From one's own card rather than heard from others.
    pub own: bool,
    /// Whether the war room has been told.
    pub told: bool,
    /// The cells of the matrix that it fills.
    pub cells: Vec<(OptionId, Cell)>,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelView {
    /// Its id.
    pub id: ChannelId,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether technical talk belongs here by the commander's word.
    pub technical_rule: bool,
    /// Who reads it: nobody else can be addressed here.
    pub readers: Vec<SeatId>,
}

/// A question that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskView {
    /// Its event.
    pub ask: Seq,
    /// The message to reply to.
    pub message: Option<Seq>,
    /// Who asks.
    pub from: String,
    /// Their seat, if it is one.
    pub seat: Option<SeatId>,
    /// The words.
    pub text: String,
    /// What it is about, as labels.
    pub topics: Vec<String>,
    /// Whether it asks for objections.
    pub objections: bool,
    /// Where it was asked; none: in private.
    pub channel: Option<ChannelId>,
    /// Since when.
    pub at: SimTime,
    /// Until when its asker was asked to wait: `02:15`.
    pub held_until: Option<String>,
    /// Facts of one's own that answer it.
    pub answers: Vec<FactId>,
    /// Somebody who loses patience: how often they did.
    pub rungs: u8,
}

/// A task that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderView {
    /// Its event.
    pub order: Seq,
    /// The message to reply to.
    pub message: Seq,
    /// Who gave it.
    pub from: String,
    /// The words.
    pub text: String,
    /// By when: `02:15`.
    pub by: Option<String>,
    /// The option it starts.
    pub option: Option<OptionId>,
}

/// Something a form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub id: String,
    /// What is shown.
    pub label: String,
}

/// A responsibility and who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponsibilityView {
    /// What is sent.
    pub id: ResponsibilityId,
    /// What is shown.
    pub label: String,
    /// Whether a clear team has it assigned.
    pub required: bool,
    /// Who has it.
    pub seat: Option<SeatId>,
    /// Whether they said so.
    pub taken_on: bool,
    /// To assign it anew, name this number.
    pub revision: u32,
    /// Seats whose role suits it. Empty in certification: the form must not be
    /// the answer key.
    pub suits: Vec<SeatId>,
}

/// What the forms offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Subjects to ask about. Empty in certification: there one asks in one's
    /// own words.
    pub subjects: Vec<Choice>,
    /// Aspects to ask about.
    pub aspects: Vec<Choice>,
    /// Responsibilities.
    pub responsibilities: Vec<ResponsibilityView>,
    /// Severities, the worst first, with what makes each.
    pub severities: Vec<SeverityChoice>,
    /// Incidents that are not over.
    pub incidents: Vec<Choice>,
    /// Options this seat can put forward.
    pub nameable: Vec<Choice>,
    /// Options whose work this seat can start.
    pub startable: Vec<Choice>,
    /// Options whose work this seat can stop.
    pub stoppable: Vec<Choice>,
    /// To decide, name this number.
    pub decisions: u32,
    /// To hand command over, name this number.
    pub handovers: u32,
}

/// A severity to declare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeverityChoice {
    /// Which.
    pub severity: Severity,
    /// The written criteria that make it that, a line each; from STARTEX on, for those with a seat.
    pub criteria: Vec<String>,
}

/// The page of a seat or of somebody without one.
pub(super) fn player(
    scenario: &Scenario,
    state: &State,
    seat: Option<SeatId>,
    me: Option<PlayerId>,
) -> PlayerView {
    let card = seat.and_then(|seat| card(scenario, state, seat));
    let channels = channels(scenario, state, |channel| match seat {
        Some(seat) => state.reads(scenario, seat, channel),
        None => channel == scenario.war_room,
    });
    let heard_of = seat.map_or_else(BTreeSet::new, |seat| heard_of(scenario, state, seat));
    let topics = offered(scenario, state, &heard_of).map(choices);
    let person = me.and_then(|me| state.people().get(&me));
    let legal = seat.map_or_else(Vec::new, |seat| legal_moves(state, scenario, seat));
    let asked = |seat| {
        state
            .asks()
            .iter()
            .filter(|(_, ask)| waits_for(ask, seat))
            .map(|(seq, ask)| ask_view(scenario, state, *seq, ask, Some(seat)))
            .collect()
    };
    let waiting = |seat| {
        state
            .asks()
            .iter()
            .filter(|(_, ask)| waits_for_others(ask, seat))
            .map(|(seq, ask)| ask_view(scenario, state, *seq, ask, None))
            .collect()
    };
    let asked: Vec<AskView> = seat.map_or_else(Vec::new, asked);
    PlayerView {
        common: common(scenario, state, false),
        name: person.map_or_else(String::new, |person| person.name.clone()),
        part: person.map_or(Part::Player, |person| person.part),
        seat,
        card,
        seats: seats(scenario, state),
        board: board(state),
        options: options(scenario, state),
        services: services(scenario, state),
        metrics: metrics(scenario, state, false),
        incidents: incidents(scenario, state),
        engineers: engineers(scenario, state),
        channels,
        waiting: seat.map_or_else(Vec::new, waiting),
        orders: seat.map_or_else(Vec::new, |seat| orders(scenario, state, seat)),
        fitting: seat.map_or_else(Vec::new, |s| {
            fitting(scenario, state, s, &legal, !asked.is_empty())
        }),
        actions: seat.map_or_else(Vec::new, |seat| actions(scenario, state, seat)),
        form: form(scenario, state, seat, topics, &heard_of),
        asked,
        legal,
    }
}

/// Whether a question waits for a seat.
pub(super) fn waits_for(ask: &Ask, seat: SeatId) -> bool {
    ask.open() && ask.to.contains(&seat) && !(ask.objections && ask.replied.contains(&seat))
}

/// Whether a seat waits for an answer to a question of its own.
pub(super) fn waits_for_others(ask: &Ask, seat: SeatId) -> bool {
    ask.open() && ask.from == Sender::Seat(seat) && ask.inject.is_none()
}

/// Facts of one's own that answer a question.
pub(super) fn answers(
    scenario: &Scenario,
    state: &State,
    ask: &Ask,
    by: Option<SeatId>,
) -> Vec<FactId> {
    by.map_or_else(Vec::new, |seat| {
        crate::engine::answers_of(state, scenario, seat, &ask.topics)
    })
}

pub(super) fn ask_view(
    scenario: &Scenario,
    state: &State,
    seq: Seq,
    ask: &Ask,
    by: Option<SeatId>,
) -> AskView {
    let (seat, from) = match &ask.from {
        Sender::Seat(seat) => {
            let role = scenario.roles.get(*seat);
            (
                Some(*seat),
                role.map_or_else(String::new, |role| role.title.clone()),
            )
        }
        Sender::Other(name) => (None, name.clone()),
    };
    // Whoever asks somebody by name tells them the question; an inject is read
    // where it stands.
    let readable =
        |of: Seq| ask.inject.is_none() || by.is_none_or(|seat| state.can_read(scenario, seat, of));
    let labels = |id: &TopicId| scenario.topics.get(*id).map(|topic| topic.label.clone());
    AskView {
        ask: seq,
        message: ask
            .of
            .filter(|of| by.is_none_or(|seat| state.can_read(scenario, seat, *of))),
        from,
        seat,
        text: ask
            .of
            .filter(|of| readable(*of))
            .and_then(|of| state.message(of))
            .map_or_else(String::new, |message| message.text.clone()),
        topics: ask.topics.iter().filter_map(labels).collect(),
        objections: ask.objections,
        channel: ask
            .channel
            .filter(|id| by.is_none_or(|seat| state.reads(scenario, seat, *id))),
        at: ask.at,
        held_until: ask
            .held_until
            .map(|until| scenario.shows(until).to_string()),
        answers: answers(scenario, state, ask, by),
        rungs: ask.rungs,
    }
}

pub(super) fn card(scenario: &Scenario, state: &State, seat: SeatId) -> Option<CardView> {
    let role = scenario.roles.get(seat)?;
    let known = |fact: &&Fact| state.knows(seat, fact.id);
    let mut facts: Vec<FactView> = scenario
        .facts
        .iter()
        .filter(known)
        .map(|fact| fact_view(scenario, state, seat, fact))
        .collect();
    facts.sort_by_key(|fact| !fact.own);
    use crate::scenario::Authority;
    Some(CardView {
        title: role.title.clone(),
        character: role.character.clone(),
        brief: role.brief.clone(),
        normal: role.normal.clone(),
        goals: role.goals.clone(),
        tools: role.tools.clone(),
        proficient: scenario.proficient(role),
        team: role.team.clone(),
        decides: role
            .authority
            .iter()
            .map(|authority| match authority {
                Authority::Technical => "technical questions that the commander delegates to you",
                Authority::TradeOff => "trade-offs: data or downtime, speed or safety",
                Authority::Business => "business questions, when the commander consults you",
            })
            .collect(),
        answers_for: answers_for(scenario, state, seat),
        facts,
    })
}

/// What a seat answers for.
pub(super) fn answers_for(scenario: &Scenario, state: &State, seat: SeatId) -> Vec<String> {
    state
        .held()
        .iter()
        .filter(|(_, holding)| holding.seat == seat)
        .filter_map(|(id, _)| scenario.responsibilities.get(*id))
        .map(|part| part.label.clone())
        .collect()
}

/// A fact on the card of a seat.
pub(super) fn fact_view(scenario: &Scenario, state: &State, seat: SeatId, fact: &Fact) -> FactView {
    FactView {
        id: fact.id,
        line: fact.line.clone(),
        short: fact.short.clone(),
        topics: fact
            .topics
            .iter()
            .filter_map(|id| scenario.topics.get(*id))
            .map(|topic| topic.label.clone())
            .collect(),
        technical: fact.technical,
        own: fact.holder == seat,
        told: state.told().contains_key(&fact.id),
        cells: fact.cells.clone(),
    }
}

/// The channels that `reads` lets through.
pub(super) fn channels(
    scenario: &Scenario,
    state: &State,
    reads: impl Fn(ChannelId) -> bool,
) -> Vec<ChannelView> {
    scenario
        .channels
        .iter()
        .filter(|channel| reads(channel.id))
        .map(|channel| ChannelView {
            id: channel.id,
            title: channel.title.clone(),
            purpose: channel.purpose,
            technical_rule: state.technical_channel() == Some(channel.id),
            readers: state
                .readers(scenario, channel.id)
                .filter(|seat| state.seated(scenario, *seat))
                .collect(),
        })
        .collect()
}

pub(super) fn orders(scenario: &Scenario, state: &State, seat: SeatId) -> Vec<OrderView> {
    state
        .orders()
        .iter()
        .filter(|(_, order)| order.to.contains(&seat) && !order.taken.contains(&seat))
        .map(|(seq, order)| OrderView {
            order: *seq,
            message: order.of,
            from: state
                .author(order.of)
                .and_then(|seat| scenario.roles.get(seat))
                .map_or_else(String::new, |role| role.title.clone()),
            text: state
                .message(order.of)
                .map_or_else(String::new, |m| m.text.clone()),
            by: order.by.map(|by| scenario.shows(by).to_string()),
            option: order.option,
        })
        .collect()
}

/// Subjects and aspects to ask about. None in certification.
pub(super) fn offered<'a>(
    scenario: &'a Scenario,
    state: &State,
    heard_of: &BTreeSet<OptionId>,
) -> [Vec<&'a Topic>; 2] {
    let open = open_subjects(scenario, state, heard_of);
    [TopicKind::Subject, TopicKind::Aspect].map(|kind| {
        scenario
            .topics
            .iter()
            .zip(&open)
            .filter(|(topic, _)| topic.kind == kind && !state.certification())
            // A topic that would give away an option that nobody has named.
            .filter(|(_, open)| kind == TopicKind::Aspect || **open)
            .map(|(topic, _)| topic)
            .collect()
    })
}

/// Topics on a form.
pub(super) fn choices(topics: Vec<&Topic>) -> Vec<Choice> {
    let choice = |topic: &Topic| Choice {
        id: topic.id.to_string(),
        label: topic.label.clone(),
    };
    topics.into_iter().map(choice).collect()
}

/// An option on a form.
pub(super) fn named(course: &Course) -> Choice {
    Choice {
        id: course.id.to_string(),
        label: format!("{}, {}", course.letter, course.name),
    }
}

/// Whether a seat can start an option's work.
pub(super) fn startable(
    scenario: &Scenario,
    state: &State,
    seat: Option<SeatId>,
    course: &Course,
) -> bool {
    let theirs = seat.is_some_and(|seat| is_theirs(state, course, seat));
    theirs && crate::engine::can_start(state, scenario, course.id)
}

/// Whether a seat can stop an option's work.
pub(super) fn stoppable(state: &State, seat: Option<SeatId>, course: &Course) -> bool {
    let theirs = seat.is_some_and(|seat| is_theirs(state, course, seat));
    theirs && course.stoppable && state.run(course.id).is_some()
}

pub(super) fn form(
    scenario: &Scenario,
    state: &State,
    seat: Option<SeatId>,
    [subjects, aspects]: [Vec<Choice>; 2],
    heard_of: &BTreeSet<OptionId>,
) -> Form {
    let started = state.phase() >= Phase::Play;
    let nameable = |course: &&Course| state.found(course.id) || heard_of.contains(&course.id);
    Form {
        subjects,
        aspects,
        responsibilities: scenario
            .responsibilities
            .iter()
            .map(|part| {
                let holding = state.held().get(&part.id);
                ResponsibilityView {
                    id: part.id,
                    label: part.label.clone(),
                    required: part.required,
                    seat: holding.map(|h| h.seat),
                    taken_on: holding.is_some_and(|h| h.taken_on),
                    revision: holding.map_or(0, |h| h.revision),
                    suits: part
                        .suits
                        .iter()
                        .filter(|seat| !state.certification() && state.seated(scenario, **seat))
                        .copied()
                        .collect(),
                }
            })
            .collect(),
        severities: severities(scenario, started && seat.is_some()),
        incidents: scenario
            .incidents
            .iter()
            .filter(|part| started && state.has_opened(scenario, part.id))
            .filter(|part| !state.resolved().contains_key(&part.id))
            .map(|part| Choice {
                id: part.id.to_string(),
                label: part.title.clone(),
            })
            .collect(),
        nameable: state
            .courses(scenario)
            .filter(nameable)
            .map(named)
            .collect(),
        startable: state
            .courses(scenario)
            .filter(|course| startable(scenario, state, seat, course))
            .map(named)
            .collect(),
        stoppable: state
            .courses(scenario)
            .filter(|course| stoppable(state, seat, course))
            .map(named)
            .collect(),
        decisions: u32::try_from(state.decisions().len()).unwrap_or(u32::MAX),
        handovers: state.handovers(),
    }
}

fn severities(scenario: &Scenario, shown: bool) -> Vec<SeverityChoice> {
    let choice = |severity: Severity| {
        let rules = scenario.severity.iter();
        let rules = rules.filter(|rule| shown && rule.severity == severity);
        SeverityChoice {
            severity,
            criteria: rules.map(SeverityRule::line).collect(),
        }
    };
    Severity::ALL.map(choice).to_vec()
}

/// The subjects that may be offered, by their place among the topics: those
/// that name no option that this seat has never heard of.
fn open_subjects(scenario: &Scenario, state: &State, heard_of: &BTreeSet<OptionId>) -> Vec<bool> {
    let mut about: Vec<(bool, bool)> = vec![(false, false); scenario.topics.len()];
    for fact in scenario.facts.iter().filter(|fact| !fact.cells.is_empty()) {
        let open =
            |(option, _): &(OptionId, Cell)| state.found(*option) || heard_of.contains(option);
        let open = fact.cells.iter().any(open);
        for at in fact
            .topics
            .iter()
            .filter_map(|id| scenario.topics.place(*id))
        {
            if let Some(of) = about.get_mut(at) {
                *of = (true, of.1 || open);
            }
        }
    }
    about
        .into_iter()
        .map(|(some, open)| !some || open)
        .collect()
}

/// The options of which a seat knows a fact.
pub(super) fn heard_of(scenario: &Scenario, state: &State, seat: SeatId) -> BTreeSet<OptionId> {
    let facts = scenario.facts.iter().filter(|fact| !fact.cells.is_empty());
    facts
        .filter(|fact| state.knows(seat, fact.id))
        .flat_map(|fact| fact.cells.iter().map(|(option, _)| *option))
        .collect()
}
