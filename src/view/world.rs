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
                value: rounded(value).to_string(),
                milli: value.milli,
                trend: i8::try_from(state.rate(var.id).signum()).unwrap_or(0),
            })
        })
        .collect()
}

/// A figure as people say it: whole things, tenths of a per cent, three
/// figures of money.
fn rounded(value: Quantity) -> Quantity {
    let step = match value.unit {
        Unit::Count => 1_000,
        Unit::Percent => 100,
        Unit::Second => 60_000,
        Unit::Dollar => match value.milli.unsigned_abs() {
            0..=999_999 => 1_000,
            1_000_000..=999_999_999 => 1_000_000,
            _ => 100_000_000,
        },
    };
    Quantity {
        milli: value.milli.div_euclid(step) * step,
        ..value
    }
}
