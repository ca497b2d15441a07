//! A bot that leaves some options alone until another one is done or has
//! failed, so that what that one brings can be seen.

use crate::bots::{Bot, Deed, Turn};
use crate::engine::{CutPlan, Move, Reason, Refusal};
use crate::model::*;
use crate::scenario::OptionStage;
use crate::view::{Item, OptionView, PlayerView};
use std::collections::BTreeSet;

/// Somebody who leads, but for these options.
pub(super) struct Bound {
    pub(super) bot: Box<dyn Bot>,
    /// Neither decided on, ordered, started nor stopped.
    pub(super) bars: BTreeSet<OptionId>,
    /// What the bot does not stop.
    pub(super) keeps: Option<OptionId>,
    /// The others are left alone until this one is over; none: for good.
    pub(super) until: Option<OptionId>,
}

impl Bound {
    fn leaves(&self, act: &Move) -> bool {
        let option = act.option();
        let barred = option.is_some_and(|option| self.bars.contains(&option));
        match act {
            Move::Decide(_) | Move::Order { .. } | Move::Start { .. } => barred,
            Move::Stop { .. } => barred || option == self.keeps,
            _ => false,
        }
    }
}

impl Bot for Bound {
    fn hear(&mut self, item: &Item) -> Option<Span> {
        self.bot.hear(item)
    }

    fn turn(&mut self, view: &PlayerView) -> Turn {
        let mut turn = self.bot.turn(view);
        let over = |of: &&OptionView| {
            let ended = [
                OptionStage::Succeeded,
                OptionStage::Failed,
                OptionStage::Stopped,
            ];
            Some(of.id) == self.until && ended.contains(&of.stage)
        };
        if view.options.iter().any(|of| over(&of)) {
            self.bars.clear();
        }
        let left = |deed: &Deed| self.leaves(&deed.play.act);
        if turn.deed.as_ref().is_some_and(left) {
            turn.deed = None;
            // It hears what a room would say, and does something else.
            self.bot.refused(&Refusal {
                reason: Reason::World,
                why: "Not in this exercise.".to_owned(),
                legal: Vec::new(),
            });
        }
        turn
    }

    fn refused(&mut self, why: &Refusal) {
        self.bot.refused(why);
    }

    fn cut_plan(&mut self, view: &PlayerView) -> CutPlan {
        self.bot.cut_plan(view)
    }
}
