//! Figures that flow: exact levels over time, and the moment at which one
//! reaches a value.

use super::schedule::DueItem;
use super::state::{Level, State};
use crate::model::*;
use crate::scenario::{Is, Scenario};

/// Milliseconds an hour: the scale of [`Level::n0`] over thousandths.
const HOUR: i128 = 3_600_000;

impl Level {
    /// A level that does not change.
    pub(super) fn still(value: Quantity) -> Self {
        Self {
            t0: SimTime::ZERO,
            n0: i128::from(value.milli) * HOUR,
            rate: 0,
            unit: value.unit,
            per_hour: value.per_hour,
        }
    }

    fn raw(&self, at: SimTime) -> i128 {
        self.n0 + i128::from(self.rate) * i128::from(at.since(self.t0).0)
    }

    /// Its value at a moment, rounded down to a thousandth.
    pub(super) fn at(&self, at: SimTime) -> Quantity {
        let milli = self.raw(at).div_euclid(HOUR);
        let milli = i64::try_from(milli).unwrap_or(if milli < 0 { i64::MIN } else { i64::MAX });
        Quantity {
            milli,
            unit: self.unit,
            per_hour: self.per_hour,
        }
    }

    /// The same level, counted from another moment.
    fn anchored(&self, at: SimTime) -> Self {
        Self {
            t0: at,
            n0: self.raw(at),
            ..*self
        }
    }

    /// The first moment after `now` at which it is on that side of `value`;
    /// never, when it does not move towards it or is there already.
    pub(super) fn reaches(&self, now: SimTime, is: Is, value: Quantity) -> Option<SimTime> {
        let target = i128::from(value.milli) * HOUR;
        let (gap, rate) = match is {
            Is::AtLeast => (target - self.raw(now), i128::from(self.rate)),
            // At most `value` holds once the level is below the next
            // thousandth, because levels round down.
            Is::AtMost => (self.raw(now) - (target + HOUR - 1), -i128::from(self.rate)),
        };
        if gap <= 0 || rate <= 0 {
            return None;
        }
        let ms = gap / rate + i128::from(gap % rate != 0);
        Some(now + Span(u64::try_from(ms).ok()?))
    }
}

/// The bounds of a variable are kept when it is read and when it is anchored.
pub(super) fn bounded(scenario: &Scenario, var: VarId, value: Quantity) -> Quantity {
    let Some(part) = scenario.variables.get(var) else {
        return value;
    };
    let low = part.min.map_or(i64::MIN, |q| q.milli);
    let high = part.max.map_or(i64::MAX, |q| q.milli);
    Quantity {
        milli: value.milli.max(low).min(high),
        ..value
    }
}

impl State {
    /// What a variable shows now.
    pub fn value(&self, scenario: &Scenario, var: VarId) -> Option<Quantity> {
        let level = self.levels.get(&var)?;
        Some(bounded(scenario, var, level.at(self.now)))
    }

    /// By how much it changes an hour, in thousandths.
    pub fn rate(&self, var: VarId) -> i64 {
        self.levels.get(&var).map_or(0, |level| level.rate)
    }

    pub(super) fn set_level(&mut self, scenario: &Scenario, var: VarId, value: Quantity) {
        let now = self.now;
        if let Some(level) = self.levels.get_mut(&var) {
            let rate = level.rate;
            *level = Level {
                t0: now,
                rate,
                ..Level::still(bounded(scenario, var, value))
            };
        }
        self.plan_level(scenario, var);
    }

    pub(super) fn set_flow(&mut self, scenario: &Scenario, flow: FlowId, on: bool) {
        if on {
            self.flows.insert(flow);
        } else {
            self.flows.remove(&flow);
        }
        let Some(var) = scenario.flows.get(flow).map(|part| part.var) else {
            return;
        };
        let rate = scenario
            .flows
            .iter()
            .filter(|part| part.var == var && self.flows.contains(&part.id))
            .fold(0i64, |sum, part| sum.saturating_add(part.rate.milli));
        let now = self.now;
        if let Some(level) = self.levels.get_mut(&var) {
            let shown = level.at(now);
            let kept = bounded(scenario, var, shown);
            // A level at its bound starts from the bound, not from beyond it.
            let from = if kept == shown {
                level.anchored(now)
            } else {
                Level {
                    t0: now,
                    ..Level::still(kept)
                }
            };
            *level = Level { rate, ..from };
        }
        self.plan_level(scenario, var);
    }

    /// Schedules a look at the next moment at which some condition on this
    /// variable may change.
    fn plan_level(&mut self, scenario: &Scenario, var: VarId) {
        self.schedule
            .remove(|item| matches!(item, DueItem::Level { var: v } if *v == var));
        let Some(level) = self.levels.get(&var) else {
            return;
        };
        let next = scenario
            .watched
            .iter()
            .filter(|(v, ..)| *v == var)
            .filter_map(|(_, is, value)| level.reaches(self.now, *is, *value))
            .min();
        if let Some(due) = next {
            self.schedule.add(due, DueItem::Level { var });
        }
    }

    /// Called when a look at a variable has come: there may be a later one.
    pub(super) fn replan_level(&mut self, scenario: &Scenario, var: VarId) {
        self.plan_level(scenario, var);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(start: &str, rate: i64) -> Level {
        Level {
            rate,
            ..Level::still(start.parse().unwrap())
        }
    }

    #[test]
    fn three_points_an_hour_are_exact_at_a_millisecond() {
        let corrupt = level("18%", 3_000);
        assert_eq!(corrupt.at(SimTime(3_600_000)).to_string(), "21%");
        assert_eq!(corrupt.at(SimTime(1_200_000)).to_string(), "19%");
        assert_eq!(corrupt.at(SimTime(1_199_999)).to_string(), "18.999%");
        let there = corrupt.reaches(SimTime(0), Is::AtLeast, "19%".parse().unwrap());
        assert_eq!(there, Some(SimTime(1_200_000)));
    }

    #[test]
    fn anchoring_anew_loses_nothing() {
        let mut a = level("18%", 3_000);
        for t in [7, 1_001, 77_777, 1_199_999] {
            a = a.anchored(SimTime(t));
        }
        assert_eq!(
            a.reaches(a.t0, Is::AtLeast, "19%".parse().unwrap()),
            Some(SimTime(1_200_000))
        );
    }

    #[test]
    fn a_falling_level_is_at_most_a_value_when_it_shows_it() {
        let falling = level("10", -1_000);
        let at = falling
            .reaches(SimTime(0), Is::AtMost, "9".parse().unwrap())
            .unwrap();
        assert!(falling.at(at).milli <= 9_000);
        assert!(falling.at(SimTime(at.0 - 1)).milli > 9_000);
        assert_eq!(
            falling.reaches(SimTime(0), Is::AtLeast, "11".parse().unwrap()),
            None
        );
    }
}
