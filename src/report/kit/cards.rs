//! What stands on a role's card, and where people talk.

use super::words::Words;
use crate::scenario::{Authority, Purpose, Role, Rung, Scenario};

/// A role's card.
pub(super) struct Card {
    pub(super) title: String,
    pub(super) character: String,
    /// The real job that does not get this card.
    pub(super) family: &'static str,
    /// Who gets it: "every table", "from 4 players".
    pub(super) dealt: String,
    pub(super) brief: String,
    pub(super) normal: String,
    pub(super) goals: Vec<String>,
    pub(super) tools: Vec<String>,
    /// Tools of the dice that it is proficient with.
    pub(super) proficient: Vec<String>,
    pub(super) team: String,
    pub(super) commander: bool,
    pub(super) stakeholder: bool,
    /// What it may decide.
    pub(super) decides: Vec<&'static str>,
    /// Where it reads and writes.
    pub(super) channels: Vec<String>,
    /// What it knows from the start.
    pub(super) facts: Vec<Known>,
    /// What the host holds against options in its place.
    pub(super) objections: Vec<(String, String)>,
    /// How it loses patience where the host plays it.
    pub(super) ladder: Vec<Step>,
}

/// Something that a seat knows.
pub(super) struct Known {
    /// In plain words, to be said aloud.
    pub(super) line: String,
    /// For a cell of the matrix.
    pub(super) short: String,
    /// What it is about.
    pub(super) about: String,
    /// Whether it belongs in the technical thread.
    pub(super) technical: bool,
}

/// One step of lost patience.
pub(super) struct Step {
    pub(super) after: String,
    pub(super) text: String,
    /// Only then; empty: always.
    pub(super) when: String,
    /// What it then does.
    pub(super) effects: Vec<String>,
}

/// A channel, and who is in it.
pub(super) struct Place {
    pub(super) title: String,
    pub(super) purpose: &'static str,
    pub(super) members: String,
}

/// The cards of a scenario, in the author's order.
pub(super) fn cards(words: &Words<'_>) -> Vec<Card> {
    words
        .scenario
        .roles
        .iter()
        .map(|role| card(words, role))
        .collect()
}

fn card(words: &Words<'_>, role: &Role) -> Card {
    let scenario = words.scenario;
    let facts = scenario.facts.iter();
    let facts = facts.filter(|fact| fact.holder == role.id && fact.when.is_none());
    let channels = scenario.channels.iter();
    let channels = channels.filter(|channel| scenario.reads(role.id, channel.id));
    Card {
        title: role.title.clone(),
        character: role.character.clone(),
        family: role.family.label(),
        dealt: dealt(scenario, role),
        brief: role.brief.clone(),
        normal: role.normal.clone(),
        goals: role.goals.clone(),
        tools: role.tools.clone(),
        proficient: scenario.proficient(role),
        team: role.team.clone(),
        commander: role.commander,
        stakeholder: role.stakeholder,
        decides: role.authority.iter().map(|of| decides(*of)).collect(),
        channels: channels.map(|channel| channel.title.clone()).collect(),
        facts: facts
            .map(|fact| Known {
                line: fact.line.clone(),
                short: fact.short.clone(),
                about: fact
                    .topics
                    .iter()
                    .map(|topic| words.topic(*topic))
                    .collect::<Vec<_>>()
                    .join(", "),
                technical: fact.technical,
            })
            .collect(),
        objections: role
            .persona
            .objections
            .iter()
            .map(|one| {
                let when = match &one.when {
                    Some(when) => format!(" (only if {})", words.when(when)),
                    None => String::new(),
                };
                (
                    format!("{}{when}", words.option(one.option)),
                    one.text.clone(),
                )
            })
            .collect(),
        ladder: ladder(words, &role.persona.ladder),
    }
}

/// The steps of lost patience.
pub(super) fn ladder(words: &Words<'_>, ladder: &[Rung]) -> Vec<Step> {
    let step = |rung: &Rung| Step {
        after: rung.after.to_string(),
        text: rung.text.clone(),
        when: words.maybe(rung.when.as_ref()),
        effects: words.effects(&rung.effects),
    };
    ladder.iter().map(step).collect()
}

/// Where people talk.
pub(super) fn channels(words: &Words<'_>) -> Vec<Place> {
    let place = |channel: &crate::scenario::Channel| Place {
        title: channel.title.clone(),
        purpose: match channel.purpose {
            Purpose::WarRoom => "Decisions. Everybody hears it.",
            Purpose::Technical => "Technical talk.",
            Purpose::Executives => "Word to executives.",
            Purpose::Customers => "Word to those outside. It is public.",
        },
        members: match channel.members.as_slice() {
            [] => "everybody".to_owned(),
            members => super::words::both(members.iter().map(|seat| words.seat(*seat))),
        },
    };
    words.scenario.channels.iter().map(place).collect()
}

/// Who gets a role (see `Role::from_players`).
fn dealt(scenario: &Scenario, role: &Role) -> String {
    match role.from_players {
        0 => "at every table".to_owned(),
        n if n > scenario.head.players.max => "played by the host".to_owned(),
        n => format!("from {n} players"),
    }
}

/// What it may decide, in the words of the card on the phone.
fn decides(authority: Authority) -> &'static str {
    match authority {
        Authority::Technical => "technical questions that the commander delegates to you",
        Authority::TradeOff => "trade-offs: data or downtime, speed or safety",
        Authority::Business => "business questions, when the commander consults you",
    }
}
