//! Whose acts count, and how much of a share they earn.

use super::entries::{Act, Assigned, Order};
use super::ledger::Ledger;
use super::score::Basis;
use super::tally::Standing;
use crate::model::*;
use crate::scenario::{Cell, Course, Scenario};

impl Ledger {
    /// How much of a share a move earns: what was read out of words half until
    /// a person confirms it, what was captured all unless disputed (design,
    /// section 8).
    pub(super) fn standing(&self, of: Seq, read: bool) -> Standing {
        let spoken = self
            .acts
            .get(&of)
            .is_some_and(|act| act.moved.spoken.is_some());
        let basis = match (read, spoken) {
            (true, _) => Basis::Text,
            (false, true) => Basis::Captured,
            (false, false) => Basis::Structured,
        };
        let (low, high) = match self.confirmed.get(&of) {
            Some(false) => (0, 0),
            Some(true) => (1000, 1000),
            None if (read || spoken) && self.disputed.contains(&of) => (0, 1000),
            None if read => (500, 1000),
            None => (1000, 1000),
        };
        Standing { low, high, basis }
    }

    /// Whether an act counts for the score: a person's in training, in
    /// certification the candidate's, that of somebody whom they ordered, and
    /// the updates of somebody whom they made answerable.
    pub(super) fn counts(&self, act: &Act) -> bool {
        if act.moved.persona {
            return false;
        }
        let ordered = |order: &Order| {
            let by = self
                .acts
                .get(&order.of)
                .is_some_and(|of| of.moved.seat == self.candidate);
            by && order.to.contains(&act.moved.seat) && order.at <= act.at
        };
        let answers = |of: &Assigned| {
            let by = self.acts.get(&of.of);
            let by = by.is_some_and(|of| of.moved.seat == self.candidate);
            by && of.seat == act.moved.seat && of.at <= act.at
        };
        !self.certification
            || act.moved.seat == self.candidate
            || !self.alone
                && (self.orders.values().any(ordered)
                    || act.is_update() && self.assigned.iter().any(answers))
    }

    /// The same ledger, in which nobody's acts count but the candidate's.
    pub(super) fn of_the_candidate(&self) -> Self {
        let mut alone = self.clone();
        alone.alone = true;
        alone
    }

    /// Whether an act is the commander's; in certification, the candidate's.
    pub(super) fn commands(&self, act: &Act) -> bool {
        !act.moved.persona
            && if self.certification {
                act.moved.seat == self.candidate
            } else {
                act.commanding
            }
    }

    /// Acts that count, in order.
    pub(super) fn counting(&self) -> impl Iterator<Item = &Act> {
        self.acts.values().filter(|act| self.counts(act))
    }

    /// An option of the author's or an adopted one.
    pub(super) fn course<'a>(
        &'a self,
        scenario: &'a Scenario,
        option: OptionId,
    ) -> Option<&'a Course> {
        let adopted = || {
            self.adopted
                .iter()
                .map(|adopted| &adopted.course)
                .find(|course| course.id == option)
        };
        scenario.options.get(option).or_else(adopted)
    }

    /// The cells that the host filled in for an adopted option.
    pub(super) fn adopted_cells(&self, option: OptionId) -> &[(Cell, String)] {
        self.adopted
            .iter()
            .find(|adopted| adopted.course.id == option)
            .map_or(&[], |adopted| &adopted.cells)
    }
}
