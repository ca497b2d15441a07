//! A move in words, for those who used a form: what lands in the channel.

use super::command::{Decide, Move, Play, ReviewVerb};
use super::state::State;
use crate::model::*;
use crate::scenario::Scenario;

/// The words of a play: its own, else the form's.
pub(super) fn line(state: &State, scenario: &Scenario, play: &Play) -> String {
    let own = play.text.trim();
    let form = form(state, scenario, play);
    match (&play.act, own.is_empty()) {
        (_, true) => form,
        // The figures of these forms are what the room needs to read.
        (Move::Tell { .. }, false) if !form.is_empty() => format!("{own} {form}"),
        (Move::Act { .. } | Move::Review { .. }, false) => format!("{form} {own}"),
        (Move::Declare { .. } | Move::Decide(_), false) => format!("{form} {own}"),
        (_, false) => own.to_owned(),
    }
}

fn form(state: &State, scenario: &Scenario, play: &Play) -> String {
    let seat = |id: SeatId| {
        scenario
            .roles
            .get(id)
            .map_or("somebody", |role| role.title.as_str())
    };
    let seats = |ids: &[SeatId]| {
        ids.iter()
            .map(|id| seat(*id))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let option = |id: OptionId| {
        state
            .course(scenario, id)
            .map_or_else(String::new, |course| course.name.clone())
    };
    let title = |id: IncidentId| {
        scenario
            .incidents
            .get(id)
            .map_or("this", |part| part.title.as_str())
    };
    match &play.act {
        Move::Declare { severity, impact } => format!("This is {severity}: {}", sentence(impact)),
        Move::Assign {
            responsibility,
            seat: to,
            ..
        } => {
            let label = scenario
                .responsibilities
                .get(*responsibility)
                .map_or("this", |part| part.label.as_str());
            format!("{}, you have {label}.", seat(*to))
        }
        Move::SetChannels { technical } => {
            let title = scenario
                .channels
                .get(*technical)
                .map_or("its own", |part| part.title.as_str());
            format!("Technical talk goes to the {title} channel. Decisions stay here.")
        }
        Move::Ask {
            objections: true, ..
        } => "Any objections?".to_owned(),
        Move::Ask { topics, .. } => {
            let labels: Vec<&str> = topics
                .iter()
                .filter_map(|topic| scenario.topics.get(*topic))
                .map(|topic| topic.label.as_str())
                .collect();
            let whom = if play.to.is_empty() {
                String::new()
            } else {
                format!("{}: ", seats(&play.to))
            };
            format!("{whom}{}?", labels.join(", "))
        }
        Move::Tell { facts } => facts
            .iter()
            .filter_map(|fact| scenario.facts.get(*fact))
            .map(|fact| fact.line.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        Move::Order {
            task,
            option: of,
            by,
        } => {
            let what = match (task.trim(), of) {
                ("", Some(of)) => format!("start: {}", option(*of)),
                (task, _) => task.to_owned(),
            };
            let by = by.map_or_else(String::new, |by| format!(" by {by}"));
            format!("{}: {what}{by}.", seats(&play.to))
        }
        Move::Acknowledge { back_by: Some(by) } => format!("I don't know yet. Back by {by}."),
        Move::Acknowledge { back_by: None } => "On it.".to_owned(),
        Move::Report {
            conditions,
            actions,
            needs,
        } => {
            let part = |label: &str, text: &str| match text.trim() {
                "" => String::new(),
                text => format!("{label}: {} ", sentence(text)),
            };
            let all =
                part("Conditions", conditions) + &part("Actions", actions) + &part("Needs", needs);
            all.trim_end().to_owned()
        }
        Move::Propose { option: Some(of) } => format!("I propose: {}.", option(*of)),
        Move::Propose { option: None } => "I have a proposal.".to_owned(),
        Move::Object { option: Some(of) } => format!("I object to {}.", option(*of)),
        Move::Object { option: None } => "I object.".to_owned(),
        Move::Decide(decide) => decision(scenario, decide, &option),
        Move::Start { option: of } => format!("{} has started.", option(*of)),
        Move::Stop { option: of } => format!("{} is stopped.", option(*of)),
        Move::Update {
            impact,
            action,
            owner,
            next_at,
        } => {
            let mut parts = vec![sentence(impact), sentence(action)];
            parts.extend(owner.map(|owner| format!("{} has it.", seat(owner))));
            parts.extend(next_at.map(|at| format!("Next update {at}.")));
            parts.retain(|part| !part.is_empty());
            parts.join(" ")
        }
        Move::Escalate => format!("{}: we need you on this.", seats(&play.to)),
        Move::HandOver {
            summary, incident, ..
        } => {
            let what = match incident {
                Some(incident) => format!("{} is yours to lead", title(*incident)),
                None => "you have command".to_owned(),
            };
            format!("{}, {what}. {}", seats(&play.to), sentence(summary))
        }
        Move::Note { line, .. } => format!("Board, {}:", line.label()),
        Move::Verify { incident } => {
            format!("Checking whether it is over: {}.", title(*incident))
        }
        Move::Resolve { incident } => format!("{} is resolved.", title(*incident)),
        Move::Reassign { staff, incident } => {
            let name = scenario
                .staff
                .get(*staff)
                .map_or("somebody", |part| part.name.as_str());
            match incident {
                Some(incident) => format!("{name} goes to {}.", title(*incident)),
                None => format!("{name} is free for now."),
            }
        }
        Move::Act { action, dice, hand } => {
            let what = scenario
                .actions
                .get(*action)
                .map_or("something", |part| part.title.as_str());
            let who = hand.map_or_else(String::new, |hand| format!("{}: ", seat(hand)));
            match dice {
                0 => format!("{who}not this turn: {what}."),
                1 => format!("{who}{what}, with one die."),
                dice => format!("{who}{what}, with {dice} dice."),
            }
        }
        Move::Review { entry: of } => entry(of),
        Move::Say => String::new(),
    }
}

/// An entry of the review, as it is read out.
fn entry(of: &ReviewVerb) -> String {
    let text = sentence(of.text());
    match of {
        ReviewVerb::Frame { .. } => format!("What this review is for: {text}"),
        ReviewVerb::AddMoment { at, .. } => format!("Timeline, {at}: {text}"),
        ReviewVerb::Star { of } => format!("Let us talk about moment {of}."),
        ReviewVerb::AddWhy { .. } => format!("Why: {text}"),
        ReviewVerb::AddCause { bone, systemic, .. } => {
            let kind = if *systemic { "systemic" } else { "proximate" };
            format!("Cause, {} ({kind}): {text}", bone.word())
        }
        ReviewVerb::Worked { .. } => format!("What helped: {text}"),
        ReviewVerb::Hindered { .. } => format!("What hindered: {text}"),
        ReviewVerb::Surprise { .. } => format!("What surprised us: {text}"),
        ReviewVerb::AddAction {
            priority,
            owner,
            due,
            check,
            ..
        } => format!(
            "Action, {}: {text} {owner} sees to it by {due}. Done when: {}",
            priority.word(),
            sentence(check)
        ),
        ReviewVerb::Feedback { .. } => format!("Feedback: {text}"),
    }
}

fn decision(scenario: &Scenario, decide: &Decide, option: &dyn Fn(OptionId) -> String) -> String {
    let facts = |ids: &[FactId]| {
        ids.iter()
            .filter_map(|fact| scenario.facts.get(*fact))
            .map(|fact| fact.line.trim_end_matches('.').to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut line = format!("Decision: {}", option(decide.option));
    if !decide.over.is_empty() {
        let over: Vec<String> = decide.over.iter().map(|of| option(*of)).collect();
        line += &format!(", rather than {}", over.join(" or "));
    }
    line.push('.');
    if !decide.because.trim().is_empty() {
        line += &format!(" Because {}", sentence(&decide.because));
    }
    if !decide.facts.is_empty() {
        line += &format!(" We know: {}.", facts(&decide.facts));
    }
    if !decide.price.is_empty() {
        line += &format!(" The price we accept: {}.", facts(&decide.price));
    }
    if let Some(fallback) = &decide.fallback {
        line += &format!(
            " Plan B is {}: {}",
            option(fallback.option),
            sentence(&fallback.trigger)
        );
    }
    if let Some(at) = decide.check_at {
        line += &format!(" Next check {at}.");
    }
    line
}

/// A text that ends like a sentence; empty when there is none.
fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().next_back() {
        None => String::new(),
        Some('.' | '!' | '?') => text.to_owned(),
        Some(_) => format!("{text}."),
    }
}
