//! Turns and dice, as everybody at the table sees them.

use crate::engine::State;
use crate::model::*;
use crate::scenario::{Action, ActionKind, Scenario};
use serde::Serialize;

/// The turn that is being played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnView {
    /// From 1.
    pub nth: u32,
    /// When its time runs out: `14:10`.
    pub ends: String,
    /// Its time has run out: the clock stands until the next begins.
    pub over: bool,
    /// The dice were rolled.
    pub rolled: bool,
    /// Dice that the table shares.
    pub pool: u8,
    /// Of them not yet on an action.
    pub left: u8,
    /// What seats do with it, in the order of the roles.
    pub acts: Vec<ActView>,
    /// Interrupts that stand open: what answers each.
    pub open: Vec<String>,
}

/// What a seat does with this turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActView {
    /// Who.
    pub seat: SeatId,
    /// What.
    pub action: ActionId,
    /// In words.
    pub title: String,
    /// With which tool.
    pub tool: String,
    /// With how many dice.
    pub dice: u8,
    /// Added for being proficient.
    pub bonus: u8,
    /// What dice and bonus must reach.
    pub target: u8,
    /// How they fell, once they did.
    pub fell: Vec<u8>,
    /// Whether it worked, once they fell.
    pub succeeded: Option<bool>,
}

/// An action that a seat could take now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionView {
    /// What is sent.
    pub id: ActionId,
    /// What is done.
    pub title: String,
    /// With which tool.
    pub tool: String,
    /// "medium".
    pub difficulty: &'static str,
    /// What dice and bonus must reach now.
    pub target: u8,
    /// What it is for.
    pub kind: Aim,
    /// Who can do it of those that one acts for.
    pub hands: Vec<HandView>,
}

/// Somebody who can take an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandView {
    /// Who.
    pub seat: SeatId,
    /// Added for being proficient with the tool.
    pub bonus: u8,
    /// The chance that it works, in per cent: with one die, with two, and so on
    /// up to all that the table shares.
    pub chances: Vec<u8>,
}

impl HandView {
    /// The chance with so many dice, in per cent.
    pub fn chance(&self, dice: u8) -> u8 {
        let nth = usize::from(dice).checked_sub(1);
        nth.and_then(|nth| self.chances.get(nth))
            .copied()
            .unwrap_or(0)
    }
}

/// The turn, while there is one.
pub(super) fn turn(scenario: &Scenario, state: &State) -> Option<TurnView> {
    let turn = state.turn()?;
    let acts: Vec<ActView> = scenario
        .roles
        .iter()
        .filter_map(|role| act(scenario, state, role.id))
        .collect();
    let open = scenario.actions.iter().filter(|part| match part.kind {
        ActionKind::Interrupt(inject) => state.interrupts().contains_key(&inject),
        ActionKind::Looking | ActionKind::Changing => false,
    });
    Some(TurnView {
        nth: turn.nth,
        ends: scenario.shows(turn.ends).to_string(),
        over: turn.over,
        rolled: turn.rolled,
        pool: scenario.dice.pool,
        left: state.dice_left(scenario, None),
        acts,
        open: open.map(|part| part.title.clone()).collect(),
    })
}

fn act(scenario: &Scenario, state: &State, seat: SeatId) -> Option<ActView> {
    let of = state.acts().get(&seat)?;
    let part = scenario.actions.get(of.action)?;
    let roll = state.rolls().iter().find(|roll| roll.seat == seat);
    Some(ActView {
        seat,
        action: of.action,
        title: part.title.clone(),
        tool: tool(scenario, part),
        dice: of.dice,
        bonus: roll.map_or_else(|| state.bonus(scenario, seat, part), |roll| roll.bonus),
        target: roll.map_or_else(|| state.target(scenario, part), |roll| roll.target),
        fell: roll.map_or_else(Vec::new, |roll| roll.dice.clone()),
        succeeded: roll.map(|roll| roll.succeeded),
    })
}

fn tool(scenario: &Scenario, part: &Action) -> String {
    scenario
        .tools
        .get(part.tool)
        .map_or_else(String::new, |tool| tool.title.clone())
}

/// What a seat could do with this turn; the commander also for personas.
pub(super) fn actions(scenario: &Scenario, state: &State, seat: SeatId) -> Vec<ActionView> {
    if state.turn().is_none_or(|turn| turn.rolled) {
        return Vec::new();
    }
    let commands = seat == state.commander();
    let mine = |hand: SeatId| {
        hand == seat || (commands && state.is_persona(hand) && state.seated(scenario, hand))
    };
    let view = |part: &Action| {
        let target = state.target(scenario, part);
        let hand = |seat: SeatId| {
            let bonus = state.bonus(scenario, seat, part);
            HandView {
                seat,
                bonus,
                chances: chances(scenario.dice.pool, bonus, target),
            }
        };
        let hands: Vec<HandView> = scenario
            .roles
            .iter()
            .map(|role| role.id)
            .filter(|hand| mine(*hand))
            .filter(|hand| part.by.is_empty() || part.by.contains(hand))
            .map(hand)
            .collect();
        (!hands.is_empty() && state.could_help(scenario, part)).then(|| ActionView {
            id: part.id,
            title: part.title.clone(),
            tool: tool(scenario, part),
            difficulty: part.difficulty.word(),
            target,
            kind: part.kind.aim(),
            hands,
        })
    };
    scenario.actions.iter().filter_map(view).collect()
}
