//! Exercise 1 loads without a finding.

#[test]
fn it_loads_clean() {
    let text = include_str!("../scenarios/db-migration.ron");
    let loaded = warroom::scenario::load(text);
    let told: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|found| {
            let line = text[..found.span.start].lines().count().max(1);
            let at = text[found.span.clone()].lines().next().unwrap_or_default();
            let hint = found.hint.as_deref().unwrap_or_default();
            format!(
                "{} line {line}: {} ({at}) {hint}",
                found.code, found.message
            )
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(loaded.scenario.is_some());
}
