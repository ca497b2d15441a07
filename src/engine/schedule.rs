//! What falls due when. One queue for injects, personas, work, deadlines:
//! everything the clock brings comes out of it in (due, rank, order) order.

use super::event::Errand;
use crate::model::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "due", rename_all = "kebab-case")]
pub enum DueItem {
    /// A flow's variable reaches a threshold: conditions are looked at again.
    Level {
        /// Whose level.
        var: VarId,
    },
    /// Work ends.
    Work {
        /// On which option.
        option: OptionId,
    },
    /// An engineer has found their way into an incident.
    StaffReady {
        /// Who.
        staff: StaffId,
    },
    /// An engineer is worn out, or back.
    Stress {
        /// Who.
        staff: StaffId,
    },
    /// An inject's moment.
    Inject {
        /// Which.
        inject: InjectId,
    },
    /// A persona speaks.
    Persona {
        /// Whose.
        seat: SeatId,
        /// What about.
        errand: Errand,
    },
    /// The next rung of somebody's patience.
    Patience {
        /// The question that waits.
        ask: Seq,
    },
    /// An expectation's limit.
    Expectation {
        /// Which inject's.
        inject: InjectId,
        /// Its place among that inject's expectations.
        nth: u8,
    },
    /// Promised word must have come.
    Promise {
        /// The promise.
        promise: Seq,
    },
    /// A deadline falls.
    Deadline {
        /// Which.
        deadline: DeadlineId,
    },
    /// Something may have become true by the mere passing of time.
    Look,
    /// A scene reaches its end.
    SceneEnd {
        /// Which.
        scene: SceneId,
    },
    /// A time cut reaches its end.
    CutEnd,
    /// A turn's time has run out.
    TurnEnd,
}

impl DueItem {
    /// Order among things due at the same moment: the world first, then
    /// people, then what judges them.
    fn rank(self) -> u8 {
        match self {
            Self::Level { .. } => 0,
            Self::Work { .. } | Self::StaffReady { .. } | Self::Stress { .. } => 1,
            Self::Inject { .. } => 2,
            Self::Persona { .. } => 3,
            Self::Patience { .. } => 4,
            Self::Expectation { .. } => 5,
            Self::Promise { .. } => 6,
            Self::Deadline { .. } => 7,
            Self::Look => 8,
            Self::CutEnd => 9,
            Self::SceneEnd { .. } => 10,
            Self::TurnEnd => 11,
        }
    }

    /// Whether it ages only while people play: it stands still in a time cut
    /// (design, section 4).
    fn waits_out_cuts(self) -> bool {
        matches!(self, Self::Patience { .. } | Self::Expectation { .. })
    }
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub(super) struct Schedule {
    queue: BTreeMap<(SimTime, u8, u64), DueItem>,
    added: u64,
}

impl Schedule {
    pub(super) fn add(&mut self, due: SimTime, item: DueItem) {
        self.added += 1;
        self.queue.insert((due, item.rank(), self.added), item);
    }

    /// The earliest item and its moment.
    pub(super) fn first(&self) -> Option<(SimTime, DueItem)> {
        self.queue
            .iter()
            .next()
            .map(|((due, ..), item)| (*due, *item))
    }

    pub(super) fn pop(&mut self) {
        self.queue.pop_first();
    }

    pub(super) fn remove(&mut self, gone: impl Fn(&DueItem) -> bool) {
        self.queue.retain(|_, item| !gone(item));
    }

    pub(super) fn due(&self, which: impl Fn(&DueItem) -> bool) -> Option<SimTime> {
        self.queue
            .iter()
            .find(|(_, item)| which(item))
            .map(|((due, ..), _)| *due)
    }

    /// Puts off by `span` everything that stands still in a time cut and is
    /// due after `from`.
    pub(super) fn put_off(&mut self, from: SimTime, span: Span) {
        let waiting: Vec<_> = self
            .queue
            .iter()
            .filter(|((due, ..), item)| item.waits_out_cuts() && *due > from)
            .map(|(key, item)| (*key, *item))
            .collect();
        for (key, item) in waiting {
            self.queue.remove(&key);
            self.queue.insert((key.0 + span, key.1, key.2), item);
        }
    }

    /// Brings forward by `span` everything that stands still in a time cut and
    /// was put off beyond `to`: the cut ended early.
    pub(super) fn pull(&mut self, to: SimTime, span: Span) {
        let waiting: Vec<_> = self
            .queue
            .iter()
            .filter(|((due, ..), item)| item.waits_out_cuts() && *due > to)
            .map(|(key, item)| (*key, *item))
            .collect();
        for (key, item) in waiting {
            self.queue.remove(&key);
            self.queue.insert((key.0 - span, key.1, key.2), item);
        }
    }

    /// Drops the first item that equals this one and is due not after `now`:
    /// it has had its turn. A later one of its kind has not.
    pub(super) fn remove_first(&mut self, gone: &DueItem, now: SimTime) {
        let mut due = self.queue.iter().take_while(|((due, ..), _)| *due <= now);
        let key = due.find(|(_, item)| *item == gone).map(|(key, _)| *key);
        if let Some(key) = key {
            self.queue.remove(&key);
        }
    }

    /// Drops what has had its turn: everything due before `now`.
    pub(super) fn drop_before(&mut self, now: SimTime) {
        self.queue = self.queue.split_off(&(now, 0, 0));
    }

    /// Forgets how many items ever were; their order stays.
    pub(super) fn renumber(&mut self) {
        let queue = std::mem::take(&mut self.queue);
        self.added = 0;
        for ((due, ..), item) in queue {
            self.add(due, item);
        }
    }

    /// Forgets everything: nothing falls due any more.
    pub(super) fn clear(&mut self) {
        self.queue.clear();
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (SimTime, DueItem)> + '_ {
        self.queue.iter().map(|((due, ..), item)| (*due, *item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_due_together_come_by_rank_then_in_the_order_they_were_added() {
        let mut schedule = Schedule::default();
        let at = SimTime(1000);
        let inject = |id: &str| DueItem::Inject {
            inject: InjectId::new(id).unwrap(),
        };
        schedule.add(at, inject("b"));
        schedule.add(at, DueItem::CutEnd);
        schedule.add(at, inject("a"));
        schedule.add(SimTime(999), DueItem::Look);
        schedule.add(
            at,
            DueItem::Work {
                option: OptionId::new("o").unwrap(),
            },
        );
        let mut order = Vec::new();
        while let Some((_, item)) = schedule.first() {
            order.push(format!("{item:?}"));
            schedule.pop();
        }
        insta::assert_snapshot!(order.join("\n"), @r"
        Look
        Work { option: o }
        Inject { inject: b }
        Inject { inject: a }
        CutEnd
        ");
    }

    #[test]
    fn only_what_people_wait_for_stands_still_in_a_cut() {
        let mut schedule = Schedule::default();
        schedule.add(SimTime(10), DueItem::Patience { ask: Seq(1) });
        schedule.add(SimTime(20), DueItem::CutEnd);
        schedule.put_off(SimTime(5), Span(100));
        assert_eq!(schedule.first(), Some((SimTime(20), DueItem::CutEnd)));
        assert_eq!(
            schedule.due(|i| matches!(i, DueItem::Patience { .. })),
            Some(SimTime(110))
        );
    }
}
