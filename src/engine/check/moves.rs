//! Whether a seat may make a move.

use super::{Checked, no, some_text, text};
use crate::engine::command::{Decide, Move, Play, ReviewVerb};
use crate::engine::refusal::Reason;
use crate::engine::state::{Phase, State};
use crate::model::*;
use crate::scenario::{Course, MoveKind, OptionStage, Purpose, Scenario};

/// Topics, facts, receivers that one move may name.
const MAX_NAMED: usize = 12;

pub(super) fn play(state: &State, scenario: &Scenario, seat: SeatId, play: &Play) -> Checked {
    in_play(state)?;
    text(&play.text, "the message")?;
    addressed(state, scenario, seat, play)?;
    commands(state, scenario, seat, &play.act)?;
    match &play.act {
        Move::Declare { impact, .. } => some_text(impact, "the impact"),
        Move::Assign {
            responsibility,
            seat: to,
            base,
        } => {
            if !scenario.responsibilities.has(*responsibility) {
                return no(
                    Reason::Unknown,
                    format!("There is no responsibility `{responsibility}`."),
                );
            }
            known_seat(scenario, *to)?;
            let now = state
                .held()
                .get(responsibility)
                .map_or(0, |holding| holding.revision);
            fresh(*base, now, "This responsibility was assigned")
        }
        Move::SetChannels { technical } => {
            channel(state, scenario, seat, *technical)?;
            let of = scenario.channels.get(*technical);
            match of.is_some_and(|of| of.purpose == Purpose::Technical) {
                true => Ok(()),
                false => no(Reason::Form, "Technical talk needs a channel of its own."),
            }
        }
        Move::Ask { topics, objections } => {
            few(topics.len(), "topics")?;
            if let Some(bad) = topics.iter().find(|topic| !scenario.topics.has(**topic)) {
                return no(Reason::Unknown, format!("There is no topic `{bad}`."));
            }
            if topics.is_empty() && !objections {
                return some_text(&play.text, "the question");
            }
            Ok(())
        }
        Move::Tell { facts } => {
            few(facts.len(), "facts")?;
            if facts.is_empty() {
                return some_text(&play.text, "the message");
            }
            known_facts(state, seat, facts)
        }
        Move::Order { task, option, .. } => {
            text(task, "the task")?;
            if let Some(option) = option {
                found(state, scenario, *option)?;
            }
            if play.to.is_empty() {
                return no(Reason::Form, "An order needs somebody who carries it out.");
            }
            if task.trim().is_empty() && option.is_none() {
                return some_text(&play.text, "the task");
            }
            Ok(())
        }
        Move::Acknowledge { .. } => Ok(()),
        Move::Report {
            conditions,
            actions,
            needs,
        } => {
            for part in [conditions, actions, needs] {
                text(part, "the report")?;
            }
            some_text(
                &format!("{conditions}{actions}{needs}{}", play.text),
                "the report",
            )
        }
        Move::Propose { option } => match option {
            Some(option) => can_name(state, scenario, seat, *option),
            None => some_text(&play.text, "the proposal"),
        },
        Move::Object { option } => match option {
            Some(option) => found(state, scenario, *option),
            None => some_text(&play.text, "the objection"),
        },
        Move::Decide(decide) => {
            if play.private {
                return no(Reason::Form, "A decision is made where the others hear it.");
            }
            decides(state, scenario, seat, decide)
        }
        Move::Start { option } => {
            let course = state.course(scenario, *option);
            if !course.is_some_and(|course| is_theirs(state, course, seat)) {
                found(state, scenario, *option)?;
                let owner = course
                    .and_then(|course| scenario.roles.get(course.owner))
                    .map_or("somebody else", |role| role.title.as_str());
                return no(
                    Reason::Authority,
                    format!("That is {owner}'s work to start."),
                );
            }
            can_start(state, scenario, *option)
        }
        Move::Stop { option } => {
            let Some(course) = state.course(scenario, *option) else {
                return found(state, scenario, *option);
            };
            let theirs = is_theirs(state, course, seat);
            if !theirs {
                found(state, scenario, *option)?;
            }
            if state.run(*option).is_none() {
                return no(Reason::World, format!("Nobody works on {}.", course.name));
            }
            if !course.stoppable {
                return no(
                    Reason::World,
                    format!("{} cannot be stopped once it runs.", course.name),
                );
            }
            if theirs {
                Ok(())
            } else {
                no(Reason::Authority, "Its owner or the commander stops it.")
            }
        }
        Move::Update {
            impact,
            action,
            owner,
            ..
        } => {
            text(impact, "the impact")?;
            text(action, "the action")?;
            if let Some(owner) = owner {
                known_seat(scenario, *owner)?;
            }
            if play.private {
                return no(Reason::Form, "An update goes to a channel.");
            }
            some_text(&format!("{impact}{action}{}", play.text), "the update")
        }
        Move::Escalate => {
            some_text(&play.text, "the reason")?;
            match play.to.as_slice() {
                [] => no(Reason::Form, "Say to whom you escalate."),
                _ => Ok(()),
            }
        }
        Move::HandOver {
            summary,
            base,
            incident,
        } => {
            some_text(summary, "the summary")?;
            match incident {
                Some(incident) => known_incident(state, scenario, *incident)?,
                None => fresh(*base, state.handovers(), "Command changed hands")?,
            }
            match play.to.as_slice() {
                [to] if *to != seat => known_seat(scenario, *to),
                _ => no(Reason::Form, "Command goes to exactly one other seat."),
            }
        }
        Move::Reassign { staff, incident } => reassigned(state, scenario, seat, *staff, *incident),
        Move::Note { line, base } => {
            some_text(&play.text, "the note")?;
            fresh(*base, state.board_revision(*line), "This line was written")
        }
        Move::Verify { incident } => known_incident(state, scenario, *incident),
        Move::Resolve { incident } => {
            known_incident(state, scenario, *incident)?;
            let over = scenario
                .incidents
                .get(*incident)
                .is_some_and(|part| state.holds(scenario, &part.resolved));
            if over {
                Ok(())
            } else {
                no(
                    Reason::World,
                    "It is not over: monitoring still shows users affected.",
                )
            }
        }
        Move::Act { action, dice, hand } => {
            super::dice::act(state, scenario, seat, *action, *dice, *hand)
        }
        Move::Review { entry } => {
            if !state.reviewing(scenario) {
                return no(
                    Reason::Phase,
                    "The review is built in its own scene, and after ENDEX.",
                );
            }
            if matches!(entry, ReviewVerb::Feedback { .. }) {
                // A move is read by its channel; this is for one role.
                return no(
                    Reason::Phase,
                    "A word to one role has its time after ENDEX: here everybody would read it.",
                );
            }
            super::entry(state, scenario, entry)
        }
        Move::Say => some_text(&play.text, "the message"),
    }
}

fn in_play(state: &State) -> Checked {
    if state.emergency() {
        return no(Reason::Phase, "Real emergency. The exercise has stopped.");
    }
    match state.phase() {
        Phase::Lobby | Phase::Briefing => no(
            Reason::Phase,
            "The exercise has not started. Your words are kept as a draft.",
        ),
        Phase::Play if state.paused().is_some() => no(
            Reason::Paused,
            "The clock stands still. Your words are kept as a draft.",
        ),
        Phase::Play if state.cut().is_some() => no(
            Reason::Paused,
            "A time cut is running. Your words are kept as a draft.",
        ),
        Phase::Play => Ok(()),
        Phase::HotWash | Phase::Review | Phase::Closed => no(
            Reason::Phase,
            "The exercise has ended: add it to the review instead.",
        ),
    }
}

/// Channel, receivers and the message it answers are the mover's to name.
fn addressed(state: &State, scenario: &Scenario, seat: SeatId, play: &Play) -> Checked {
    if let Some(id) = play.channel {
        channel(state, scenario, seat, id)?;
    }
    few(play.to.len(), "receivers")?;
    for to in &play.to {
        known_seat(scenario, *to)?;
    }
    if play.private && play.to.is_empty() {
        return no(Reason::Form, "Say to whom you speak in private.");
    }
    within_earshot(state, scenario, play)?;
    if let Some(message) = play.reply_to
        && !state.can_read(scenario, seat, message)
    {
        return no(
            Reason::Unknown,
            format!("There is no message {message} here to answer."),
        );
    }
    Ok(())
}

/// Moves that only the seat in command makes (handbook: what an IC does).
const COMMAND: [MoveKind; 6] = [
    MoveKind::Declare,
    MoveKind::Assign,
    MoveKind::SetChannels,
    MoveKind::Decide,
    MoveKind::HandOver,
    MoveKind::Resolve,
];

fn commands(state: &State, scenario: &Scenario, seat: SeatId, act: &Move) -> Checked {
    let kind = act.kind();
    let leads = about(scenario, act).is_some_and(|incident| state.lead(incident) == seat);
    if !COMMAND.contains(&kind) || seat == state.commander() || leads {
        return Ok(());
    }
    let title = scenario
        .roles
        .get(state.commander())
        .map_or("the commander", |r| r.title.as_str());
    let instead = match kind {
        MoveKind::Decide => "propose it, or object",
        MoveKind::HandOver => "ask for it",
        _ => "say it, or propose it",
    };
    no(
        Reason::Authority,
        format!("That is for the {title} to do. You can {instead}."),
    )
}

/// The incident that a decision or its end is about.
fn about(scenario: &Scenario, act: &Move) -> Option<IncidentId> {
    match act {
        Move::Decide(decide) => scenario.options.get(decide.option)?.incident,
        Move::Resolve { incident } => Some(*incident),
        Move::HandOver { incident, .. } => *incident,
        _ => None,
    }
}

/// Engineers are sent by the commander, by their own lead, and by whoever
/// leads the incident that they come from or go to.
fn reassigned(
    state: &State,
    scenario: &Scenario,
    seat: SeatId,
    staff: StaffId,
    to: Option<IncidentId>,
) -> Checked {
    let (Some(part), Some(of)) = (scenario.staff.get(staff), state.engineer(staff)) else {
        return no(Reason::Unknown, format!("There is no engineer `{staff}`."));
    };
    if let Some(incident) = to {
        known_incident(state, scenario, incident)?;
    }
    if of.on == to {
        return no(Reason::Form, format!("{} is there already.", part.name));
    }
    if of.worn && to.is_some() {
        return no(
            Reason::World,
            format!("{} is worn out and of no use anywhere now.", part.name),
        );
    }
    let mut leads = of.on.iter().chain(&to).map(|id| state.lead(*id));
    if seat == state.commander() || seat == part.lead || leads.any(|lead| lead == seat) {
        return Ok(());
    }
    let lead = scenario
        .roles
        .get(part.lead)
        .map_or("their lead", |role| role.title.as_str());
    no(
        Reason::Authority,
        format!("{} is {lead}'s to send. You can ask for them.", part.name),
    )
}

fn few(n: usize, what: &str) -> Checked {
    if n > MAX_NAMED {
        return no(
            Reason::Form,
            format!("{n} {what} in one move; {MAX_NAMED} is the most."),
        );
    }
    Ok(())
}

fn known_seat(scenario: &Scenario, seat: SeatId) -> Checked {
    if scenario.roles.has(seat) {
        Ok(())
    } else {
        no(Reason::Unknown, format!("There is no seat `{seat}`."))
    }
}

fn channel(state: &State, scenario: &Scenario, seat: SeatId, id: ChannelId) -> Checked {
    if state.reads(scenario, seat, id) {
        Ok(())
    } else {
        // The same words whether it exists or not: its name is not the mover's to probe.
        no(Reason::Unknown, format!("You are in no channel `{id}`."))
    }
}

/// Nobody is addressed where they do not read: they would never hear it.
fn within_earshot(state: &State, scenario: &Scenario, play: &Play) -> Checked {
    let Some(channel) = play.channel.filter(|_| !play.private) else {
        return Ok(());
    };
    let deaf = play
        .to
        .iter()
        .find(|to| !state.reads(scenario, **to, channel));
    let (Some(role), Some(part)) = (
        deaf.and_then(|seat| scenario.roles.get(*seat)),
        scenario.channels.get(channel),
    ) else {
        return Ok(());
    };
    no(
        Reason::Form,
        format!(
            "{} does not read {}. Say it in the war room, or in private.",
            role.title, part.title
        ),
    )
}

fn known_facts(state: &State, seat: SeatId, facts: &[FactId]) -> Checked {
    match facts.iter().find(|fact| !state.knows(seat, **fact)) {
        None => Ok(()),
        Some(fact) => no(
            Reason::Unknown,
            format!("You do not know `{fact}`. Ask somebody."),
        ),
    }
}

fn known_incident(state: &State, scenario: &Scenario, incident: IncidentId) -> Checked {
    if !state.has_opened(scenario, incident) {
        return no(
            Reason::Unknown,
            format!("There is no incident `{incident}`."),
        );
    }
    if state.resolved().contains_key(&incident) {
        return no(Reason::Stale, "It has been resolved already.");
    }
    Ok(())
}

/// An option that the war room knows of.
fn found(state: &State, scenario: &Scenario, option: OptionId) -> Checked {
    if state.course(scenario, option).is_some() && state.found(option) {
        Ok(())
    } else {
        no(
            Reason::Unknown,
            format!("Nobody has put an option `{option}` on the table."),
        )
    }
}

/// An option that the war room knows of, or of which the seat knows a fact.
fn can_name(state: &State, scenario: &Scenario, seat: SeatId, option: OptionId) -> Checked {
    let knows = scenario
        .facts
        .iter()
        .any(|fact| state.knows(seat, fact.id) && fact.cells.iter().any(|(of, _)| *of == option));
    if knows {
        Ok(())
    } else {
        found(state, scenario, option)
    }
}

fn decides(state: &State, scenario: &Scenario, seat: SeatId, decide: &Decide) -> Checked {
    found(state, scenario, decide.option)?;
    few(decide.over.len(), "options")?;
    for option in decide
        .over
        .iter()
        .chain(decide.fallback.iter().map(|f| &f.option))
    {
        found(state, scenario, *option)?;
        if *option == decide.option {
            return no(
                Reason::Form,
                "An option cannot be compared with itself, nor be its own plan B.",
            );
        }
    }
    few(decide.facts.len() + decide.price.len(), "facts")?;
    known_facts(state, seat, &decide.facts)?;
    known_facts(state, seat, &decide.price)?;
    text(&decide.because, "the reason")?;
    if let Some(fallback) = &decide.fallback {
        some_text(&fallback.trigger, "the trigger of plan B")?;
    }
    let now = u32::try_from(state.decisions().len()).unwrap_or(u32::MAX);
    fresh(decide.base, now, "Something was decided")
}

/// Whether an option's work is a seat's to start and to stop: its owner's, and
/// the commander's once the war room knows of it.
pub(in crate::engine) fn is_theirs(state: &State, course: &Course, seat: SeatId) -> bool {
    course.owner == seat || (seat == state.commander() && state.found(course.id))
}

/// Whether work on an option could begin in the world as it is.
pub(in crate::engine) fn can_start(
    state: &State,
    scenario: &Scenario,
    option: OptionId,
) -> Checked {
    let Some(course) = state.course(scenario, option) else {
        return no(Reason::Unknown, format!("There is no option `{option}`."));
    };
    match hindrance(state, scenario, course) {
        None => Ok(()),
        Some(why) => no(Reason::World, format!("{} {why}", course.name)),
    }
}

/// Why work on an option could not begin in the world as it is.
pub(in crate::engine) fn hindrance(
    state: &State,
    scenario: &Scenario,
    course: &Course,
) -> Option<&'static str> {
    match state.stage(course.id) {
        OptionStage::Running => return Some("is under way."),
        OptionStage::Succeeded => return Some("is done."),
        _ => {}
    }
    let excluded = course.excluded.as_ref();
    if excluded.is_some_and(|excluded| state.holds(scenario, excluded)) {
        return Some("makes no sense any more.");
    }
    let requires = course.requires.as_ref();
    if requires.is_some_and(|requires| !state.holds(scenario, requires)) {
        return Some("cannot start yet: something it needs is missing.");
    }
    None
}

/// Refuses what was based on something that has changed since.
fn fresh(base: u32, now: u32, what: &str) -> Checked {
    if base == now {
        return Ok(());
    }
    no(
        Reason::Stale,
        format!("{what} in the meantime (you saw {base}, now it is {now}). Look again."),
    )
}

/// The kinds of moves that a seat could make now, if it fills the form well.
pub(super) fn legal(state: &State, scenario: &Scenario, seat: SeatId) -> Vec<MoveKind> {
    if in_play(state).is_err() {
        return Vec::new();
    }
    let mut kinds = vec![
        MoveKind::Tell,
        MoveKind::Ask,
        MoveKind::Report,
        MoveKind::Propose,
    ];
    kinds.extend([
        MoveKind::Object,
        MoveKind::Acknowledge,
        MoveKind::Update,
        MoveKind::Order,
        MoveKind::Escalate,
        MoveKind::Note,
        MoveKind::Say,
    ]);
    if state.courses(scenario).any(|course| {
        is_theirs(state, course, seat) && hindrance(state, scenario, course).is_none()
    }) {
        kinds.push(MoveKind::Start);
    }
    if state.running_options().any(|(id, _)| {
        let course = state.course(scenario, id);
        course.is_some_and(|course| course.stoppable && is_theirs(state, course, seat))
    }) {
        kinds.push(MoveKind::Stop);
    }
    if scenario
        .incidents
        .iter()
        .any(|part| state.has_opened(scenario, part.id) && !state.resolved().contains_key(&part.id))
    {
        kinds.push(MoveKind::Verify);
    }
    let leads = state.leads().values().any(|lead| *lead == seat);
    if !scenario.staff.is_empty()
        && (leads
            || seat == state.commander()
            || scenario.staff.iter().any(|part| part.lead == seat))
    {
        kinds.push(MoveKind::Reassign);
    }
    if super::dice::turn(state).is_ok_and(|turn| !turn.rolled) && !scenario.actions.is_empty() {
        kinds.push(MoveKind::Act);
    }
    if state.reviewing(scenario) {
        kinds.push(MoveKind::Review);
    }
    if seat == state.commander() {
        kinds.extend(COMMAND);
        if state.courses(scenario).next().is_none() {
            kinds.retain(|kind| *kind != MoveKind::Decide);
        }
        let mut channels = scenario.channels.iter();
        if !channels
            .any(|of| of.purpose == Purpose::Technical && state.reads(scenario, seat, of.id))
        {
            kinds.retain(|kind| *kind != MoveKind::SetChannels);
        }
    } else if leads {
        kinds.extend([MoveKind::Decide, MoveKind::Resolve, MoveKind::HandOver]);
    }
    kinds.sort_unstable();
    kinds
}
