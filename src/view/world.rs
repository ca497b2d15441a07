//! The system and its figures, as the table shows them.

use crate::engine::{Phase, State};
use crate::model::*;
use crate::scenario::{Health, Scenario, Variable};
use serde::Serialize;

/// A part of the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceView {
    /// Its id.
    pub id: ServiceId,
    /// At most two words.
    pub label: String,
    /// How it does.
    pub health: Health,
    /// The word beside the mark.
    pub word: &'static str,
    /// What it needs.
    pub needs: Vec<ServiceId>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetricView {
    /// Its id.
    pub id: VarId,
    /// At most three words.
    pub label: String,
    /// `5%`, `1,240`.
    pub value: String,
    /// In thousandths of its unit, for a line that shows where it goes.
    pub milli: i64,
    /// Whether it rises (1), falls (-1) or stands still (0).
    pub trend: i8,
}

/// Services and their health, from STARTEX on.
pub(super) fn services(scenario: &Scenario, state: &State) -> Vec<ServiceView> {
    if state.phase() < Phase::Play {
        return Vec::new();
    }
    scenario
        .services
        .iter()
        .map(|service| {
            let health = state.health(service.id).unwrap_or(service.health);
            ServiceView {
                id: service.id,
                label: service.label.clone(),
                health,
                word: health.word(),
                needs: service.needs.clone(),
            }
        })
        .collect()
}

/// Figures; for the table, from STARTEX on, only those that somebody has told
/// the room.
pub(super) fn metrics(scenario: &Scenario, state: &State, all: bool) -> Vec<MetricView> {
    if !all && state.phase() < Phase::Play {
        return Vec::new();
    }
    let view = |var: &Variable| {
        let value = state.value(scenario, var.id)?;
        Some(MetricView {
            id: var.id,
            label: var.label.clone(),
            value: said(value),
            milli: value.milli,
            trend: trend(state, var),
        })
    };
    match all {
        true => scenario.variables.iter().filter_map(view).collect(),
        false => shown(scenario, state).filter_map(view).collect(),
    }
}

/// The variables that somebody has told the room.
pub(super) fn shown<'a>(
    scenario: &'a Scenario,
    state: &'a State,
) -> impl Iterator<Item = &'a Variable> {
    scenario.variables.iter().filter(|var| {
        var.shown
            .as_ref()
            .is_some_and(|shown| state.holds(scenario, shown))
    })
}

/// Brings a figure up to now.
pub(super) fn metric(scenario: &Scenario, state: &State, var: &Variable, view: &mut MetricView) {
    let Some(value) = state.value(scenario, var.id) else {
        return;
    };
    if view.milli != value.milli {
        let before = Quantity {
            milli: view.milli,
            ..value
        };
        if !alike(before, value) {
            view.value = said(value);
        }
        view.milli = value.milli;
    }
    view.trend = trend(state, var);
}

fn trend(state: &State, var: &Variable) -> i8 {
    i8::try_from(state.rate(var.id).signum()).unwrap_or(0)
}

/// A figure as people say it, never more than it is: tens of a thousand
/// things, tenths of a per cent, three figures of money, and of time the two
/// units that matter.
fn said(value: Quantity) -> String {
    let size = value.milli.unsigned_abs();
    let sign = if value.milli < 0 { "-" } else { "" };
    if value.unit == Unit::Second && !value.per_hour && size >= HOUR {
        let (hours, minutes) = (size / HOUR, size % HOUR / MINUTE);
        return match minutes {
            0 => format!("{sign}{hours} h"),
            _ => format!("{sign}{hours} h {minutes} min"),
        };
    }
    if value.unit == Unit::Second && !value.per_hour && size < 2 * MINUTE {
        return format!("{sign}{} s", size / 1_000);
    }
    let step = step(value);
    let kept = size - size % step;
    let kept = i64::try_from(kept).unwrap_or(i64::MAX);
    let milli = if value.milli < 0 { -kept } else { kept };
    Quantity { milli, ..value }.to_string()
}

/// How finely a figure is said, in thousandths of its unit.
fn step(value: Quantity) -> u64 {
    let size = value.milli.unsigned_abs();
    match value.unit {
        Unit::Count if size >= 1_000_000 => 10_000,
        Unit::Count => 1_000,
        Unit::Percent => 100,
        Unit::Second if !value.per_hour && size < 2 * MINUTE => 1_000,
        Unit::Second => MINUTE,
        Unit::Dollar => match size {
            0..=999_999 => 1_000,
            1_000_000..=999_999_999 => 1_000_000,
            1_000_000_000..=999_999_999_999 => 100_000_000,
            _ => 100_000_000_000,
        },
    }
}

/// Whether two figures of a variable are said alike.
fn alike(a: Quantity, b: Quantity) -> bool {
    let said = |of: Quantity| (of.milli < 0, step(of), of.milli.unsigned_abs() / step(of));
    said(a) == said(b)
}

/// Thousandths of a second in a minute and in an hour.
const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_as_people_say_them() {
        for (figure, expect) in [
            ("1880.289", "1,880"),
            ("86.7", "86"),
            ("999.9", "999"),
            ("62,000", "62,000"),
            ("38,440", "38,440"),
            ("1,241.5", "1,240"),
            ("-12.5", "-12"),
            ("0.4", "0"),
            ("18.999%", "18.9%"),
            ("5%", "5%"),
            ("3%/h", "3%/h"),
            // A login that takes 15 seconds once showed as none at all.
            ("15 s", "15 s"),
            ("9.4 s", "9 s"),
            ("90 s", "90 s"),
            ("150 s", "2 min"),
            ("59 min", "59 min"),
            ("2h", "2 h"),
            ("128.5 min", "2 h 8 min"),
            ("5.5h", "5 h 30 min"),
            ("$0", "$0"),
            ("$840.5", "$840"),
            ("$48,750", "$48K"),
            ("$283,999.123", "$283K"),
            ("$2.456M", "$2.4M"),
        ] {
            assert_eq!(said(figure.parse().unwrap()), expect, "{figure}");
        }
    }
}
