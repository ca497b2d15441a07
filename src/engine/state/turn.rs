//! Turns and dice: where the table stands in its turn (handbook, dice rules).

use super::{InjectStage, State};
use crate::model::*;
use crate::scenario::{Action, ActionKind, Scenario};
use serde::Serialize;
use std::collections::BTreeMap;

/// The turn that is being played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// From 1.
    pub nth: u32,
    /// When it ends on the clock.
    pub ends: SimTime,
    /// Its time has run out: the clock stands until the host begins the next.
    pub over: bool,
    /// The dice were locked in and rolled.
    pub rolled: bool,
}

/// What a seat does with its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// What it does.
    pub action: ActionId,
    /// With how many of the shared dice.
    pub dice: u8,
    /// The move that said so.
    pub of: Seq,
}

/// How often an action was rolled for, and how often in vain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tries {
    /// All of them.
    pub all: u8,
    /// Those that failed since it last succeeded.
    pub failed: u8,
    /// When it first succeeded.
    pub done: Option<SimTime>,
}

/// How dice fell for an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Roll {
    /// Whose action it was.
    pub seat: SeatId,
    /// Which.
    pub action: ActionId,
    /// The dice.
    pub dice: Vec<u8>,
    /// Added for being proficient with the tool.
    pub bonus: u8,
    /// What both had to reach.
    pub target: u8,
    /// Whether they did.
    pub succeeded: bool,
}

/// Turns, and what was done in them.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Turns {
    pub(in crate::engine) now: Option<Turn>,
    /// Turns that have begun.
    pub(in crate::engine) begun: u32,
    pub(in crate::engine) acts: BTreeMap<SeatId, Act>,
    /// How this turn's dice fell.
    pub(in crate::engine) rolls: Vec<Roll>,
    pub(in crate::engine) tries: BTreeMap<ActionId, Tries>,
    /// Interrupts that stand open, with the turn in which each came.
    pub(in crate::engine) open: BTreeMap<InjectId, u32>,
}

impl State {
    /// The turn that is being played; none where time simply flows.
    pub fn turn(&self) -> Option<Turn> {
        self.turns.now
    }
    /// Turns that have begun so far.
    pub fn turns_begun(&self) -> u32 {
        self.turns.begun
    }
    /// What each seat does with this turn.
    pub fn acts(&self) -> &BTreeMap<SeatId, Act> {
        &self.turns.acts
    }
    /// How this turn's dice fell.
    pub fn rolls(&self) -> &[Roll] {
        &self.turns.rolls
    }
    /// How often an action was tried.
    pub fn tries(&self, action: ActionId) -> Tries {
        self.turns.tries.get(&action).copied().unwrap_or_default()
    }
    /// Interrupts that stand open, with the turn in which each came.
    pub fn interrupts(&self) -> &BTreeMap<InjectId, u32> {
        &self.turns.open
    }
    /// Shared dice that nobody has taken yet, but for this seat.
    pub fn dice_left(&self, scenario: &Scenario, but: Option<SeatId>) -> u8 {
        let others = |(seat, _): &(&SeatId, &Act)| Some(**seat) != but;
        let taken = self.turns.acts.iter().filter(others);
        let taken: u8 = taken.map(|(_, act)| act.dice).sum();
        scenario.dice.pool.saturating_sub(taken)
    }
    /// Whether an action could help now: what it needs holds, and it has not
    /// been done.
    pub fn could_help(&self, scenario: &Scenario, action: &Action) -> bool {
        let open = match action.kind {
            ActionKind::Interrupt(inject) => self.turns.open.contains_key(&inject),
            ActionKind::Looking | ActionKind::Changing => {
                action.again || self.tries(action.id).done.is_none()
            }
        };
        open && action
            .when
            .as_ref()
            .is_none_or(|when| self.holds(scenario, when))
    }
    /// What a seat must reach with its dice: the action's difficulty, less what
    /// failed tries have made easier, and never less than one.
    pub fn target(&self, scenario: &Scenario, action: &Action) -> u8 {
        let easier = scenario
            .dice
            .retry
            .saturating_mul(self.tries(action.id).failed);
        action.difficulty.sum().saturating_sub(easier).max(1)
    }
    /// What a seat adds to its dice.
    pub fn bonus(&self, scenario: &Scenario, seat: SeatId, action: &Action) -> u8 {
        let proficient = scenario
            .roles
            .get(seat)
            .is_some_and(|role| role.proficient.contains(&action.tool));
        if proficient {
            scenario.dice.proficient
        } else {
            0
        }
    }
    /// Whether an inject waits to be called.
    pub(in crate::engine) fn waits(&self, inject: InjectId) -> bool {
        self.inject(inject) == Some(InjectStage::Waiting)
    }
}
