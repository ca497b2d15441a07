//! Roles: one commands, and the players can be dealt them.

use crate::scenario::code::Code;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::Role;
use crate::scenario::section::Section;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    commander(draft, findings);
    players(draft, findings);
    families(draft, findings);
    handles(draft, findings);
}

/// A handle is how people are told apart at the table.
fn handles(draft: &Draft<'_>, findings: &mut Findings) {
    let trail = |item| Trail::of(Section::Roles, item).field("character");
    let handle = |of: &Role| of.character.trim().to_lowercase();
    for (item, role) in draft.roles.iter().enumerate() {
        let mut earlier = draft.roles.iter().take(item);
        let Some(first) = earlier.position(|of| handle(of) == handle(role)) else {
            continue;
        };
        let message = format!("`{}` has the handle of another role", role.id);
        findings.at(draft, Code::SameHandle, &trail(item), message, |finding| {
            finding.related(draft.place(&trail(first)), "taken here")
        });
    }
}

fn commander(draft: &Draft<'_>, findings: &mut Findings) {
    let mut commanders = draft
        .roles
        .iter()
        .enumerate()
        .filter(|(_, role)| role.commander);
    let trail = |item| Trail::of(Section::Roles, item).field("commander");
    let Some((first, _)) = commanders.next() else {
        if draft.whole(Section::Roles) {
            let at = draft.section(Section::Roles);
            findings.add(
                Diagnostic::new(Code::Commander, at, "no role commands")
                    .hint("write `commander: true` in the role that leads at the start"),
            );
        }
        return;
    };
    absent(draft, first, findings);
    for (item, role) in commanders {
        let message = format!("`{}` commands, too", role.id);
        findings.at(draft, Code::Commander, &trail(item), message, |finding| {
            finding.related(draft.place(&trail(first)), "this role commands already")
        });
    }
}

/// A small table has a commander, too.
fn absent(draft: &Draft<'_>, item: usize, findings: &mut Findings) {
    let range = draft.head.as_ref().map(|head| head.players);
    let (Some(range), Some(role)) = (range, draft.roles.get(item)) else {
        return;
    };
    let least = range.min;
    // Above the most players there are, its persona plays it at every table.
    if role.from_players <= least || role.from_players > range.max {
        return;
    }
    let message = format!(
        "a table of {least} has no commander: `{}` comes with {}",
        role.id, role.from_players
    );
    let trail = Trail::of(Section::Roles, item).field("from_players");
    findings.at(draft, Code::CommanderAbsent, &trail, message, |finding| {
        finding.hint("leave `from_players` out of the role that commands")
    });
}

fn players(draft: &Draft<'_>, findings: &mut Findings) {
    let Some(range) = draft.head.as_ref().map(|head| head.players) else {
        return;
    };
    let trail = Trail::of(Section::Head, 0).field("players");
    if range.min == 0 || range.min > range.max {
        let message = format!("{} to {} players is no range", range.min, range.max);
        findings.at(draft, Code::Players, &trail, message, |finding| {
            finding.hint("at least one plays, and `min` is at most `max`")
        });
    } else if usize::from(range.max) > draft.roles.len() && draft.whole(Section::Roles) {
        let message = format!(
            "up to {} can play, but there are {} roles",
            range.max,
            draft.roles.len()
        );
        findings.at(draft, Code::Seats, &trail, message, |finding| {
            finding.hint("beyond that people share a seat or watch; add roles or lower `max`")
        });
    }
}

fn families(draft: &Draft<'_>, findings: &mut Findings) {
    let Some((first, rest)) = draft.roles.split_first() else {
        return;
    };
    if rest.is_empty() || !draft.whole(Section::Roles) {
        return;
    }
    if rest.iter().all(|role| role.family == first.family) {
        let trail = Trail::of(Section::Roles, 0).field("family");
        let message = format!("every role is of the family \"{}\"", first.family);
        findings.at(draft, Code::OneFamily, &trail, message, |finding| {
            finding.hint(
                "nobody of that family can be dealt a role; give the roles different families",
            )
        });
    }
}
