//! Scenario texts in, findings out.

use super::*;

const MINIMAL: &str = include_str!("../../tests/fixtures/scenarios/minimal.ron");

#[test]
fn the_minimal_scenario_loads_without_a_finding() {
    let loaded = load(MINIMAL);
    assert_eq!(loaded.diagnostics, []);
    let scenario = loaded.scenario.unwrap();
    assert_eq!(scenario.commander.as_str(), "ic");
    assert_eq!(scenario.injects.len(), 4);
}
