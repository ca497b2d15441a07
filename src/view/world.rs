//! The system and its figures, as the table shows them.

use crate::engine::State;
use crate::model::*;
use crate::scenario::{Health, Scenario};
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

pub(super) fn services(scenario: &Scenario, state: &State) -> Vec<ServiceView> {
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

/// Figures; for the table only those that somebody has told the room.
pub(super) fn metrics(scenario: &Scenario, state: &State, all: bool) -> Vec<MetricView> {
    scenario
        .variables
        .iter()
        .filter(|var| {
            all || var
                .shown
                .as_ref()
                .is_some_and(|shown| state.holds(scenario, shown))
        })
        .filter_map(|var| {
            let value = state.value(scenario, var.id)?;
            Some(MetricView {
                id: var.id,
                label: var.label.clone(),
                value: said(value),
                milli: value.milli,
                trend: i8::try_from(state.rate(var.id).signum()).unwrap_or(0),
            })
        })
        .collect()
}

/// A figure as people say it: whole things, tenths of a per cent, hours and
/// minutes (seconds below two minutes), thousands of money, tenths of millions.
fn said(value: Quantity) -> String {
    let n = value.milli.unsigned_abs();
    let sign = if value.milli < 0 { "-" } else { "" };
    match value.unit {
        Unit::Second if !value.per_hour => format!("{sign}{}", span(n / 1_000)),
        Unit::Dollar if n >= MILLION && !value.per_hour => {
            let tenths = n / (MILLION / 10);
            match tenths % 10 {
                0 => format!("{sign}${}M", tenths / 10),
                tenth => format!("{sign}${}.{tenth}M", tenths / 10),
            }
        }
        _ => rounded(value).to_string(),
    }
}

/// Thousandths of a dollar in a million dollars.
const MILLION: u64 = 1_000_000_000;

/// `15 s`, `12 min`, `2 h 5 min` for whole seconds.
fn span(seconds: u64) -> String {
    let minutes = seconds / 60;
    match (minutes / 60, minutes % 60) {
        _ if seconds < 120 => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn rounded(value: Quantity) -> Quantity {
    let step = match (value.unit, value.milli.unsigned_abs()) {
        (Unit::Percent, _) => 100,
        (Unit::Dollar, 1_000_000..) => 1_000_000,
        _ => 1_000,
    };
    Quantity {
        milli: value.milli.div_euclid(step) * step,
        ..value
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn figures_are_said_as_people_say_them() {
        for (text, shown) in [
            ("5 s", "5 s"),
            ("15 s", "15 s"),
            ("119 s", "119 s"),
            ("2 min", "2 min"),
            ("7450 s", "2 h 4 min"),
            ("2h", "2 h"),
            ("5.4%", "5.4%"),
            ("5.47%", "5.4%"),
            ("1,258.7", "1,258"),
            ("$0", "$0"),
            ("$734.5", "$734"),
            ("$6,480", "$6K"),
            ("$250K", "$250K"),
            ("$8M", "$8M"),
            ("$1,260K", "$1.2M"),
        ] {
            assert_eq!(super::said(text.parse().unwrap()), shown, "{text}");
        }
    }
}
