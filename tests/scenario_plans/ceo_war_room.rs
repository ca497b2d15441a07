//! The CEO walks in: kept calm by the six rules, or not.

use super::Played;

#[test]
fn the_ceo_is_kept_calm_by_the_six_rules_and_word_at_the_promised_minute() {
    for seed in 1..=8 {
        let played = Played::of("ceo-war-room", "ceo-strong", seed);
        let (low, _) = played.points();
        assert!(low >= 85, "seed {seed}: {low}");
        for lost in ["ceo-all-hands", "ceo-overrides"] {
            assert!(
                !played.released(lost),
                "seed {seed}: {:#?}",
                played.patience()
            );
        }
        assert!(!played.started("restart"), "seed {seed}: the CEO took over");
        assert!(
            !["named", "white"].contains(&played.ending().as_str()),
            "seed {seed}"
        );
    }
}

#[test]
fn vague_words_to_the_ceo_cost_the_engineers_and_then_the_decision() {
    for seed in 1..=8 {
        let played = Played::of("ceo-war-room", "ceo-weak", seed);
        let (_, high) = played.points();
        assert!(high <= 50, "seed {seed}: {high}");
        // Repeats, calls all hands, asks whose doing it is, takes over.
        assert!(played.patience().len() >= 4, "{:#?}", played.patience());
        assert!(played.started("restart"), "seed {seed}: nobody took over");
    }
}
