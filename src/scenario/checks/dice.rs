//! Dice are rolled in turns, every action can be rolled for, and what a failed
//! one brings waits to be called.

use crate::scenario::code::Code;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::draft::{Draft, Trail};
use crate::scenario::findings::Findings;
use crate::scenario::parts::{ActionKind, ClockMode, Trigger};
use crate::scenario::section::Section;

/// Sides of a die.
const SIDES: u8 = 6;

/// Dice that a table may share: as many as fit on it.
const MOST: u8 = 20;

pub(super) fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let pool = Trail::of(Section::Dice, 0).field("pool");
    if !(1..=MOST).contains(&draft.dice.pool) {
        let message = format!("a table shares 1 to {MOST} dice a turn");
        findings.at(draft, Code::NoDice, &pool, message, |finding| finding);
    }
    let turns = draft
        .clock
        .as_ref()
        .is_none_or(|clock| matches!(clock.mode, ClockMode::Turns(_)));
    if !draft.actions.is_empty() && !turns {
        let place = draft.section(Section::Actions);
        let finding = Diagnostic::new(Code::NoTurns, place, "there are actions, but no turns");
        findings.add(finding.hint("let the clock run in turns: `mode: Turns(\"5 min\")`"));
    }
    for (item, action) in draft.actions.iter().enumerate() {
        let most = u16::from(draft.dice.pool.min(MOST)) * u16::from(SIDES);
        if u16::from(action.difficulty.sum()) > most {
            let message = format!(
                "{} dice never make {}",
                draft.dice.pool,
                action.difficulty.sum()
            );
            let trail = Trail::of(Section::Actions, item).field("difficulty");
            findings.at(draft, Code::NoDice, &trail, message, |finding| finding);
        }
    }
    let brings = draft
        .actions
        .iter()
        .any(|action| matches!(action.kind, ActionKind::Changing));
    if brings && draft.complications.is_empty() && draft.whole(Section::Complications) {
        let place = draft.section(Section::Actions);
        let finding = Diagnostic::new(
            Code::Nothing,
            place,
            "there is no complication, but an action that changes something",
        );
        findings.add(finding.hint("name armed injects in `complications`"));
    }
    for (item, id) in draft.complications.iter().enumerate() {
        let called = draft
            .injects
            .iter()
            .find(|inject| inject.id == *id)
            .is_none_or(|inject| inject.trigger == Trigger::Armed);
        if !called {
            let message = format!("`{id}` comes by itself, so it is no complication");
            let trail = Trail::of(Section::Complications, item);
            findings.at(draft, Code::NotCalled, &trail, message, |finding| {
                finding.hint("give the inject `trigger: Armed`")
            });
        }
    }
}
