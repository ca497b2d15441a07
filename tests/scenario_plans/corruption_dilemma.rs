//! Data loss or downtime: called in time and owned, or not.

use super::Played;

#[test]
fn the_dilemma_is_weighed_called_in_time_and_owned() {
    for seed in 1..=8 {
        let played = Played::of("corruption-dilemma", "corruption-strong", seed);
        let (low, _) = played.points();
        assert!(low >= 85, "seed {seed}: {low}");
        for milestone in [
            "executive-heard",
            "counsel-heard",
            "called-in-time",
            "owned",
        ] {
            assert!(played.reached(milestone), "seed {seed}: {milestone}");
        }
        assert!(played.ending().ends_with("-owned"), "{}", played.ending());
    }
}

#[test]
fn a_call_that_comes_late_and_is_disowned_fails() {
    for seed in 1..=8 {
        let played = Played::of("corruption-dilemma", "corruption-weak", seed);
        let (_, high) = played.points();
        assert!(high <= 50, "seed {seed}: {high}");
        assert!(!played.reached("called-in-time") && !played.reached("owned"));
        assert!(!played.ending().ends_with("-owned"), "{}", played.ending());
    }
}
