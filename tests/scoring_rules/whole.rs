//! The whole score: what is left out, what a person replaces, live and final.

use super::*;
use proptest::prelude::*;

#[test]
fn what_could_not_come_up_is_left_out_and_shown() {
    let mut exercise = Exercise::started(&["ic", "dev", "support"]);
    exercise.play(20, "ic", assign("tech", "dev"));
    let score = score(
        exercise.engine.scenario(),
        &exercise.log,
        When::SoFar(SimTime(30_000)),
        false,
    );
    let timely = one(&score, Criterion::Timely);
    assert!(!timely.observed && timely.unobserved.is_some());
    assert_eq!(score.observed, 5_000, "only the roles so far");
    assert_eq!(
        score.total.high, 25_000,
        "half of half: one of two, not taken on yet"
    );
}

#[test]
fn an_override_counts_and_the_automatic_score_stays() {
    let mut exercise = Exercise::started(&["ic"]);
    let criterion = Criterion::Timely.id().unwrap();
    exercise.host(1000, HostVerb::End);
    exercise.host(
        1010,
        HostVerb::Rate {
            criterion,
            percent: 40,
            text: "it came late".to_owned(),
        },
    );
    exercise.host(
        1020,
        HostVerb::Override {
            criterion,
            percent: 60,
            why: "the host stopped the clock".to_owned(),
        },
    );
    let score = final_score(&exercise);
    let timely = one(&score, Criterion::Timely);
    assert_eq!((timely.credit.high, timely.counted().high), (0, 600));
    assert!(timely.basis.contains(&Basis::Evaluator));
    let agreed = agreement(&score);
    assert_eq!(
        (agreed.len(), agreed[0].rated, agreed[0].difference),
        (1, 400, 400)
    );
}

/// A move of a room in which anything is said.
fn anything() -> impl Strategy<Value = (u64, usize, Play)> {
    let plays = prop_oneof![
        Just(assign("tech", "dev")),
        Just(ack()),
        Just(note(BoardLine::Plan, 0, "Patch by 02:10")),
        Just(ask(
            &["dev"],
            "How long does the rollback take and what do we lose?"
        )),
        Just(ask(&[], "Any objections?")),
        Just(tell(&["rollback-time", "rollback-loss"])),
        Just(tell(&["symptoms"])),
        Just(say("The rollback takes fifteen minutes.")),
        Just(order(&["dev"], Some("rollback"), Some("02:12"))),
        Just(decide(bare("rollback"))),
        Just(update("war-room", Some("02:07"))),
        Just(update("customers", None)),
    ];
    (0u64..90, 0usize..3, plays)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Pushed one by one, scored in between, or all at once: the same score.
    #[test]
    fn the_live_score_is_the_final_one(moves in proptest::collection::vec(anything(), 1..25)) {
        let mut exercise = Exercise::started(&["ic", "dev"]);
        let mut second = 0;
        for (wait, who, play) in moves {
            second += wait;
            match who {
                2 => {
                    let capture = Capture { seat: id("ic"), ago: Span::seconds(wait.min(20)), play };
                    let _ = exercise.try_at(second, Actor::Host, Command::Capture(capture));
                }
                who => {
                    let _ = exercise.try_play(second, ["ic", "dev"][who], play);
                }
            }
        }
        let scenario = exercise.engine.scenario().clone();
        for certification in [false, true] {
            let mut scorer = Scorer::new(scenario.clone(), certification);
            for recorded in &exercise.log {
                scorer.push(recorded);
                let so_far = scorer.score(When::SoFar(recorded.at));
                prop_assert!(so_far.total.low <= so_far.total.high && so_far.total.high <= so_far.max);
            }
            let whole = score(&scenario, &exercise.log, When::Final, certification);
            prop_assert_eq!(scorer.score(When::Final), whole);
        }
    }
}

/// An exercise that certifies whoever commands; `others` is played by Dev.
fn certified(ordered: bool, others: &[Play]) -> CriterionScore {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    // Without a next time: three quarters.
    exercise.play(60, "ic", update("war-room", None));
    if ordered {
        let act = Move::Assign {
            responsibility: id("comms"),
            seat: id("dev"),
            base: 0,
        };
        exercise.play(70, "ic", Play::new(act));
    }
    for (nth, play) in (0_u64..).zip(others) {
        exercise.play(300 + 200 * nth, "dev", play.clone());
    }
    exercise.host(800, HostVerb::End);
    let scenario = exercise.engine.scenario();
    let score = score(scenario, &exercise.log, When::Final, true);
    one(&score, Criterion::ClearUpdates).clone()
}

#[test]
fn whoever_a_candidate_sets_to_work_may_add_and_never_costs() {
    let good = || Play {
        text: "Still one in ten".to_owned(),
        ..update("war-room", Some("02:12"))
    };
    let poor = || {
        Play::new(Move::Update {
            impact: "1".to_owned(),
            action: "1".to_owned(),
            owner: None,
            next_at: None,
        })
    };
    let alone = certified(true, &[]).credit;
    assert_eq!(certified(true, &[poor(), poor()]).credit, alone);
    let with = certified(true, &[good()]).credit;
    assert!(with.low > alone.low, "{with:?} {alone:?}");
    assert_eq!(certified(false, &[good(), good()]).credit, alone);
}
