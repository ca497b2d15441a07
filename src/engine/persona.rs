//! Personas: simulated stakeholders and responders. They answer from their
//! facts after a human delay, take orders and carry them out, and say what
//! they hold against an option.
//!
//! A persona acts in two steps. What happens moves it to speak
//! ([`moved_by`]), and its delay is drawn then; at that moment it looks at the
//! state anew ([`errand`]), so that it never says what has become moot.

use super::chance::Draws;
use super::command::{Move, Play};
use super::decide::said;
use super::event::{Errand, Event, Settlement, WorkNews};
use super::listen;
use super::schedule::DueItem;
use super::state::{Ask, Message, Order, Phase, SeatState, State};
use crate::model::*;
use crate::scenario::{Course, Fact, OptionStage, Persona, Scenario};

/// Facts in one answer at most: more is not heard.
const FACTS_AN_ANSWER: usize = 4;

/// The personas that an event moves to speak, and when each will.
pub(super) fn moved_by(state: &State, scenario: &Scenario, seq: Seq, event: &Event) -> Vec<Event> {
    let will = |seat: SeatId, about: Errand, key: &str, nth: u32| {
        will_speak(state, scenario, seat, about, key, nth)
    };
    match event {
        Event::Asked(_) => {
            let ask = state.asks().get(&seq);
            ask.map_or_else(Vec::new, |ask| asked(state, scenario, seq, ask))
        }
        Event::Assigned {
            responsibility,
            seat,
            of,
        } => {
            let errand = Errand::TakeOn(*of, *responsibility);
            will(*seat, errand, responsibility.as_str(), 1)
                .into_iter()
                .collect()
        }
        Event::Settled { ask, how, of, .. } => calmed_by(state, *ask, *how, *of, &will)
            .into_iter()
            .collect(),
        Event::Ordered { to, .. } => to
            .iter()
            .filter_map(|seat| will(*seat, Errand::TakeOrder(seq), "order", 1))
            .collect(),
        Event::OrderTaken { order, seat } => {
            let order = state.orders().get(order);
            order.map_or_else(Vec::new, |order| starts(state, scenario, order, *seat))
        }
        Event::Decided { option, .. } => scenario
            .roles
            .iter()
            .filter(|role| objection(state, scenario, role.id, *option).is_some())
            .filter_map(|role| will(role.id, Errand::Object(*option), option.as_str(), 1))
            .collect(),
        Event::WorkStarted { option, .. } => {
            report(state, scenario, *option, WorkNews::Started, &will)
        }
        Event::WorkDone { option, succeeded } => {
            let news = if *succeeded {
                WorkNews::Succeeded
            } else {
                WorkNews::Failed
            };
            report(state, scenario, *option, news, &will)
        }
        _ => Vec::new(),
    }
}

/// Somebody has got up from a seat with this event: its persona takes up what
/// waited for them. What a persona has in hand already stays as it is.
pub(super) fn take_over(state: &State, scenario: &Scenario, with: Seq) -> Vec<Event> {
    if state.phase() != Phase::Play {
        return Vec::new();
    }
    let left = |of: &SeatState| of.left == Some(with) && of.holder.is_none();
    let seats = state.seats().iter().filter(|(_, of)| left(of));
    seats
        .flat_map(|(seat, of)| waits_for(state, scenario, *seat, of))
        .collect()
}

/// Questions, orders and responsibilities that wait for whoever sits here.
fn waits_for(state: &State, scenario: &Scenario, seat: SeatId, of: &SeatState) -> Vec<Event> {
    let mut speak = Vec::new();
    for (seq, ask) in state.asks().iter().filter(|(_, ask)| ask.open()) {
        speak.extend(asked(state, scenario, *seq, ask));
    }
    let orders = state.orders().iter();
    for (seq, order) in orders.filter(|(_, of)| of.to.contains(&seat)) {
        // What was put off or withdrawn since is in nobody's books: only what
        // is decided on is carried out.
        let decided = || order.option.is_some_and(|of| stands(state, scenario, of));
        let unheard = || of.last_heard.is_none_or(|heard| heard <= order.at);
        match order.taken.contains(&seat) {
            true if decided() => speak.extend(starts(state, scenario, order, seat)),
            false if unheard() => {
                let errand = Errand::TakeOrder(*seq);
                let nth = u32::try_from(seq.0).unwrap_or(u32::MAX);
                speak.extend(will_speak(state, scenario, seat, errand, "order", nth));
            }
            _ => {}
        }
    }
    for (id, held) in state.held() {
        if held.seat == seat && !held.taken_on {
            let errand = Errand::TakeOn(held.of, *id);
            speak.extend(will_speak(state, scenario, seat, errand, id.as_str(), 1));
        }
    }
    speak.retain(|event| {
        let Event::WillSpeak {
            seat: by, about, ..
        } = event
        else {
            return false;
        };
        let done = *by != seat
            || match about {
                Errand::Answer(ask) => state
                    .asks()
                    .get(ask)
                    .is_some_and(|ask| ask.replied.contains(&seat)),
                Errand::StartWork(option) => state.starts(*option) > 0,
                _ => false,
            };
        let item = DueItem::Persona {
            seat,
            errand: *about,
        };
        !done && state.schedule.due(|due| *due == item).is_none()
    });
    speak
}

/// Whether an option is what was last decided about its incident, or part of
/// that.
fn stands(state: &State, scenario: &Scenario, option: OptionId) -> bool {
    let incident = |id: OptionId| {
        state
            .course(scenario, id)
            .and_then(|course| course.incident)
    };
    let about = incident(option);
    let mut decisions = state.decisions().iter().rev();
    let last = decisions.find(|(decided, ..)| incident(*decided) == about);
    last.is_some_and(|(decided, ..)| {
        let course = state.course(scenario, *decided);
        *decided == option || course.is_some_and(|of| of.combines.contains(&option))
    })
}

/// When the persona of a seat will be about something, if one plays it.
fn will_speak(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    about: Errand,
    key: &str,
    nth: u32,
) -> Option<Event> {
    let plays = state.is_persona(seat) && state.seated(scenario, seat);
    let (least, most) = persona(scenario, seat).filter(|_| plays)?.delay;
    let nth = nth.to_string();
    let mut draws = Draws::of(state.seed(), &["delay", seat.as_str(), key, &nth]);
    let at = state.now() + draws.between(least, most);
    Some(Event::WillSpeak { seat, at, about })
}

/// Who will answer a question.
fn asked(state: &State, scenario: &Scenario, seq: Seq, ask: &Ask) -> Vec<Event> {
    let everybody = ask.to.len() > 1;
    let topic = ask.topics.first();
    let key = topic.map_or("anything", |topic| topic.as_str());
    let nth = |seat: SeatId| {
        topic
            .and_then(|topic| state.asked_of.get(&(seat, *topic)))
            .copied()
            .unwrap_or(0)
    };
    let answers = |seat: &&SeatId| {
        // A question to the room is answered by who can answer it.
        let knows = || {
            !ask.topics.is_empty()
                && !listen::answers(state, scenario, **seat, &ask.topics).is_empty()
        };
        !everybody || ask.objections || knows()
    };
    let errand = Errand::Answer(seq);
    let speaks = |seat: &SeatId| will_speak(state, scenario, *seat, errand, key, nth(*seat));
    ask.to.iter().filter(answers).filter_map(speaks).collect()
}

/// What a seat that took an order will start: as much of its option as is
/// theirs and was not started yet.
fn starts(state: &State, scenario: &Scenario, order: &Order, seat: SeatId) -> Vec<Event> {
    let option = order.option.into_iter();
    let owned = option.flat_map(|option| owned_parts(state, scenario, option, seat));
    let errand = |id: OptionId| {
        let nth = state.starts(id) + 1;
        will_speak(
            state,
            scenario,
            seat,
            Errand::StartWork(id),
            id.as_str(),
            nth,
        )
    };
    owned.filter_map(errand).collect()
}

/// Whoever put a demand thanks for its answer, or for a time for one; not for
/// both, unless it needed a good answer.
fn calmed_by(
    state: &State,
    ask: Seq,
    how: Settlement,
    of: Seq,
    will: &dyn Fn(SeatId, Errand, &str, u32) -> Option<Event>,
) -> Option<Event> {
    let asked = state.asks().get(&ask)?;
    let inject = asked.inject?;
    let thanks = match how {
        Settlement::Held(_) => true,
        Settlement::Answered => asked.held_until.is_none() || !asked.heard.is_empty(),
        Settlement::Replied => false,
    };
    let seat = asked.from.seat().filter(|_| thanks)?;
    will(seat, Errand::Calm(ask, of), inject.as_str(), 1)
}

fn report(
    state: &State,
    scenario: &Scenario,
    option: OptionId,
    news: WorkNews,
    will: &dyn Fn(SeatId, Errand, &str, u32) -> Option<Event>,
) -> Vec<Event> {
    state
        .course(scenario, option)
        .filter(|course| !words(course, news).is_empty())
        .and_then(|course| {
            will(
                course.owner,
                Errand::ReportWork(option, news),
                option.as_str(),
                state.starts(option),
            )
        })
        .into_iter()
        .collect()
}

fn words(course: &Course, news: WorkNews) -> &str {
    let (started, succeeded, failed) = &course.lines;
    match news {
        WorkNews::Started => started,
        WorkNews::Succeeded => succeeded,
        WorkNews::Failed => failed,
    }
}

fn persona(scenario: &Scenario, seat: SeatId) -> Option<&Persona> {
    scenario.roles.get(seat).map(|role| &role.persona)
}

/// The options that a seat's people would start for an order: the option
/// itself, or its parts that are theirs.
fn owned_parts(
    state: &State,
    scenario: &Scenario,
    option: OptionId,
    seat: SeatId,
) -> Vec<OptionId> {
    let Some(course) = state.course(scenario, option) else {
        return Vec::new();
    };
    if course.owner == seat {
        return vec![option];
    }
    let owns = |part: &&OptionId| {
        state
            .course(scenario, **part)
            .is_some_and(|course| course.owner == seat)
    };
    course.combines.iter().filter(owns).copied().collect()
}

/// What a persona holds against an option, unless it has said so.
fn objection<'a>(
    state: &State,
    scenario: &'a Scenario,
    seat: SeatId,
    option: OptionId,
) -> Option<&'a str> {
    let said = |o: &super::state::Objection| o.seat == seat && o.option == Some(option);
    if state.objections().values().any(said) {
        return None;
    }
    persona(scenario, seat)?
        .objections
        .iter()
        .find(|objection| {
            objection.option == option
                && objection
                    .when
                    .as_ref()
                    .is_none_or(|when| state.holds(scenario, when))
        })
        .map(|objection| objection.text.as_str())
}

/// What a persona does when its moment has come; nothing when it is moot.
pub(super) fn errand(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    errand: &Errand,
) -> Option<Event> {
    // Somebody took the seat in the meantime: it is theirs to answer.
    if !state.is_persona(seat) {
        return None;
    }
    let persona = persona(scenario, seat)?;
    let play = match errand {
        Errand::Answer(ask) => answer(state, scenario, seat, persona, *ask)?,
        Errand::Calm(ask, of) => {
            let ask = state.asks().get(ask)?;
            if ask.open() && ask.held_until.is_none() {
                return None;
            }
            let answer = state.message(*of)?;
            // One answer to several questions is thanked for once.
            let thanks =
                |said: &Message| said.seat == Some(seat) && said.text == persona.manner.calmed;
            if state.messages().range(*of..).any(|(_, said)| thanks(said)) {
                return None;
            }
            let heard_in = answer.channel.filter(|id| state.reads(scenario, seat, *id));
            let mut play = reply(Move::Say, *of, &persona.manner.calmed);
            play.channel = heard_in;
            if heard_in.is_none() {
                play.private = true;
                play.to = answer.seat.into_iter().collect();
            }
            play
        }
        Errand::TakeOrder(order) => {
            let order = state
                .orders()
                .get(order)
                .filter(|order| !order.taken.contains(&seat))?;
            let hindered = order
                .option
                .and_then(|option| hindered(state, scenario, option, seat));
            let says = hindered.as_ref().unwrap_or(&persona.manner.acknowledge);
            let mut play = reply(acknowledge(), order.of, says);
            // What was ordered in private is answered in private.
            if let Some(said) = state
                .message(order.of)
                .filter(|said| said.channel.is_none())
            {
                play.private = true;
                play.to = said.seat.into_iter().collect();
            }
            play
        }
        Errand::TakeOn(of, responsibility) => {
            let holding = state.held().get(responsibility)?;
            if holding.seat != seat || holding.taken_on {
                return None;
            }
            reply(acknowledge(), *of, &persona.manner.acknowledge)
        }
        Errand::StartWork(option) => {
            super::check::can_start(state, scenario, *option).ok()?;
            Play::new(Move::Start { option: *option })
        }
        Errand::Object(option) => {
            let text = objection(state, scenario, seat, *option)?;
            let mut play = Play::new(Move::Object {
                option: Some(*option),
            });
            play.text = text.to_owned();
            play.to = vec![state.commander()];
            play
        }
        Errand::ReportWork(option, news) => {
            let course = state.course(scenario, *option)?;
            let mut play = Play::new(Move::Report {
                conditions: words(course, *news).to_owned(),
                actions: String::new(),
                needs: String::new(),
            });
            play.text = words(course, *news).to_owned();
            play
        }
    };
    Some(said(state, scenario, seat, play, None))
}

/// What a seat says of an order for work of its own none of which can begin.
fn hindered(state: &State, scenario: &Scenario, option: OptionId, seat: SeatId) -> Option<String> {
    let owned = owned_parts(state, scenario, option, seat);
    let courses = || owned.iter().filter_map(|id| state.course(scenario, *id));
    let hindrance = |course| super::check::hindrance(state, scenario, course);
    if courses().any(|course| hindrance(course).is_none()) {
        return None;
    }
    let first = courses().next()?;
    Some(format!("{} {}", first.name, hindrance(first)?))
}

fn acknowledge() -> Move {
    Move::Acknowledge { back_by: None }
}

fn reply(act: Move, to: Seq, text: &str) -> Play {
    Play {
        reply_to: Some(to),
        text: text.to_owned(),
        ..Play::new(act)
    }
}

fn answer(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    persona: &Persona,
    ask: Seq,
) -> Option<Play> {
    let ask = state.asks().get(&ask)?;
    // A question to several is not over for the others when one has answered:
    // they add what is new.
    let several = ask.to.len() > 1 && ask.inject.is_none();
    let adds = || several && !new_facts(state, scenario, seat, ask).is_empty();
    let moot = ask.replied.contains(&seat) || (!ask.objections && !ask.open() && !adds());
    let of = ask.of.filter(|_| !moot)?;
    let mut play = if ask.objections {
        match at_stake(state)
            .and_then(|option| objection(state, scenario, seat, option).map(|text| (option, text)))
        {
            Some((option, text)) => reply(
                Move::Object {
                    option: Some(option),
                },
                of,
                text,
            ),
            None => reply(Move::Say, of, &persona.manner.no_objection),
        }
    } else {
        tell(state, scenario, seat, persona, ask, of)
    };
    play.channel = ask.channel;
    if ask.channel.is_none() {
        play.private = true;
        play.to = ask.from.seat().into_iter().collect();
    }
    Some(play)
}

/// The option that objections are asked for: the latest decision, else the
/// latest one put forward, else the latest one that came up.
fn at_stake(state: &State) -> Option<OptionId> {
    let decided = state.decisions().last().map(|(option, ..)| *option);
    decided.or(state.proposed).or_else(|| {
        state
            .options
            .iter()
            .filter(|(_, of)| of.stage != OptionStage::Hidden)
            .max_by_key(|(_, of)| of.found_at)
            .map(|(id, _)| *id)
    })
}

fn tell(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    persona: &Persona,
    ask: &Ask,
    of: Seq,
) -> Play {
    let understood = !ask.topics.is_empty();
    let facts: Vec<_> = match understood {
        true if ask.open() => listen::answers(state, scenario, seat, &ask.topics),
        true => new_facts(state, scenario, seat, ask),
        false => Vec::new(),
    };
    if facts.is_empty() {
        let words = if understood && knows_subject(state, scenario, seat, &ask.topics) {
            persona.manner.nothing_more.clone()
        } else {
            persona
                .manner
                .unsure
                .replace("{topics}", &can_speak_about(state, scenario, seat))
        };
        return reply(Move::Say, of, &words);
    }
    let facts: Vec<FactId> = facts
        .iter()
        .take(FACTS_AN_ANSWER)
        .map(|fact| fact.id)
        .collect();
    let before = &persona.manner.before;
    let text = match before.len() {
        0 => String::new(),
        n => before[usize::try_from(of.0).unwrap_or(0) % n].clone(),
    };
    reply(Move::Tell { facts }, of, &text)
}

/// What a seat knows that answers a question and that the room has not heard.
fn new_facts<'a>(state: &State, scenario: &'a Scenario, seat: SeatId, ask: &Ask) -> Vec<&'a Fact> {
    let mut facts = match ask.topics.is_empty() {
        true => Vec::new(),
        false => listen::answers(state, scenario, seat, &ask.topics),
    };
    facts.retain(|fact| !state.told().contains_key(&fact.id));
    facts
}

fn knows_subject(state: &State, scenario: &Scenario, seat: SeatId, asked: &[TopicId]) -> bool {
    scenario.facts.iter().any(|fact| {
        fact.holder == seat
            && state.knows(seat, fact.id)
            && fact.topics.iter().any(|topic| asked.contains(topic))
    })
}

/// The subjects a seat knows something about, as a person would list them.
fn can_speak_about(state: &State, scenario: &Scenario, seat: SeatId) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for fact in scenario
        .facts
        .iter()
        .filter(|f| f.holder == seat && state.knows(seat, f.id))
    {
        for topic in fact.topics.iter().filter_map(|id| scenario.topics.get(*id)) {
            if topic.kind == crate::scenario::TopicKind::Subject
                && !labels.contains(&topic.label.as_str())
            {
                labels.push(&topic.label);
            }
        }
    }
    match labels.as_slice() {
        [] => "nothing yet".to_owned(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
