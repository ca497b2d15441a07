//! The rules, one by one, as the exact events that a move brings about.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use insta::assert_snapshot;
use support::exercise::{Exercise, ask, decide, id, list, say, tell};
use warroom::engine::*;
use warroom::model::*;
use warroom::scenario::*;

#[test]
fn a_question_in_plain_words_is_answered_by_the_persona_after_a_human_delay() {
    let mut exercise = Exercise::started(&["ic"]);
    let asked = exercise.play(
        20,
        "ic",
        ask(&["dev"], "How long would it take to roll back?"),
    );
    assert_snapshot!(list(&asked), @r"
    20 moved {channel:war-room,line:How long would it take to roll back?,move:{kind:ask,objections:false,topics:[]},seat:ic,to:[dev]}
    20 asked {channel:war-room,from:{Seat:ic},of:7,to:[dev]}
    20 will-speak {about:{answer:8},at:55000,seat:dev}
    ");
    assert_snapshot!(list(&exercise.wait(90)), @r"
    55 moved {channel:war-room,line:Right. Rolling back takes about fifteen minutes.,move:{facts:[rollback-time],kind:tell},reply_to:7,seat:dev}
    55 told {fact:rollback-time,from:dev,of:10,read:false}
    55 option-found {option:rollback}
    55 settled {ask:8,by:dev,how:answered,of:10}
    ");
}

#[test]
fn a_persona_that_is_unsure_says_what_it_can_speak_about() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(20, "ic", ask(&["dev"], "What about the weather?"));
    exercise.wait(100);
    assert_eq!(
        exercise.last_line("dev").unwrap(),
        "Do you mean the rollback and the patch?"
    );
}

#[test]
fn a_figure_said_in_words_is_the_fact_read_and_not_named() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    let told = exercise.play(
        30,
        "dev",
        say("The rollback takes fifteen minutes, I think."),
    );
    assert!(
        list(&told).contains("told {fact:rollback-time,from:dev,of:9,read:true}"),
        "{}",
        list(&told)
    );
    let wrong = exercise.play(40, "dev", say("The patch takes two hours."));
    assert!(!list(&wrong).contains("told"), "{}", list(&wrong));
}

#[test]
fn what_nobody_knows_cannot_be_told_and_the_refusal_says_what_is_legal() {
    let mut exercise = Exercise::started(&["ic"]);
    let before = exercise.engine.state().hash();
    let refusal = exercise
        .try_play(20, "ic", tell(&["rollback-time"]))
        .unwrap_err();
    assert_eq!(
        refusal.why,
        "You do not know `rollback-time`. Ask somebody."
    );
    assert!(refusal.legal.contains(&MoveKind::Ask));
    exercise.wait(20);
    let mut same = Exercise::started(&["ic"]);
    same.wait(20);
    assert_eq!(exercise.engine.state().hash(), same.engine.state().hash());
    assert_ne!(
        before,
        exercise.engine.state().hash(),
        "the alert came at ten seconds"
    );
}

#[test]
fn a_missed_expectation_releases_its_contingency_and_patience_climbs_its_ladder() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.wait(189);
    assert_snapshot!(list(&exercise.wait(440)), @r"
    190 missed {inject:alert,nth:0}
    190 released {how:contingency,inject:nudge}
    190 asked {channel:war-room,from:{Seat:support},inject:nudge,of:8,to:[ic]}
    310 patience-lost {ask:9,rung:0,text:Is there any news for buyers?}
    430 patience-lost {ask:9,rung:1,text:I still have nothing to say!}
    430 var-set {value:29.166,var:complaints}
    ");
}

#[test]
fn a_holding_answer_with_a_time_calms_until_that_time_and_a_minute_more() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.wait(200);
    let nudge = exercise
        .last(|r| matches!(r.event, Event::Released { .. }).then_some(r.seq))
        .unwrap();
    let back = "02:10".parse().unwrap();
    let hold = Play {
        reply_to: Some(nudge),
        ..Play::new(Move::Acknowledge {
            back_by: Some(back),
        })
    };
    let held = exercise.play(210, "ic", hold);
    assert!(
        list(&held).contains("settled {ask:9,by:ic,how:{held:600000},of:10}"),
        "{}",
        list(&held)
    );
    let quiet = list(&exercise.wait(659));
    assert!(!quiet.contains("patience-lost"), "{quiet}");
    assert!(list(&exercise.wait(660)).contains("patience-lost {ask:9,rung:0"));
}

#[test]
fn an_order_is_taken_and_the_work_carried_out_by_the_persona() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(
        20,
        "ic",
        ask(&["dev"], "How long would it take to roll back?"),
    );
    let order = Play {
        to: vec![id("dev")],
        ..Play::new(Move::Order {
            task: String::new(),
            option: Some(id("rollback")),
            by: Some("02:30".parse().unwrap()),
        })
    };
    exercise.play(100, "ic", order);
    let events = exercise.wait(1600);
    let told: Vec<String> = list(&events)
        .lines()
        .filter(|line| {
            ["order", "work", "health", "milestone", "reached"]
                .iter()
                .any(|w| line.contains(w))
        })
        .map(str::to_owned)
        .collect();
    assert_snapshot!(told.join("\n"), @r"
    143 order-taken {order:15,seat:dev}
    143 will-speak {about:{start-work:rollback},at:178000,seat:dev}
    178 work-started {by:dev,done_at:1042000,nth:1,option:rollback,succeeds:true}
    178 health-set {health:Degraded,service:checkout}
    178 will-speak {about:{report-work:[rollback,started]},at:213000,seat:dev}
    1042 work-done {option:rollback,succeeded:true}
    1042 health-set {health:Healthy,service:checkout}
    1042 reached {milestone:fixed}
    1042 will-speak {about:{report-work:[rollback,succeeded]},at:1077000,seat:dev}
    ");
    assert_eq!(
        exercise.engine.state().stage(id("rollback")),
        OptionStage::Succeeded
    );
    assert!(
        exercise
            .engine
            .state()
            .milestones()
            .contains_key(&id("fixed"))
    );
}

#[test]
fn nobody_is_addressed_where_they_do_not_read() {
    let mut exercise = Exercise::started(&["ic"]);
    let support = || Play {
        channel: Some(id("tech")),
        ..ask(&["support"], "What do customers see?")
    };
    let refusal = exercise.try_play(20, "ic", support()).unwrap_err();
    assert!(
        refusal.why.contains("does not read Technical thread"),
        "{}",
        refusal.why
    );
    // In private it reaches them, and so does the answer.
    let private = Play {
        private: true,
        ..support()
    };
    exercise.play(21, "ic", private);
    exercise.wait(60);
    assert!(exercise.last_line("support").is_some());
}

#[test]
fn stale_moves_are_refused_with_what_changed() {
    let mut exercise = Exercise::started(&["ic"]);
    let note = |base| Play {
        text: "One buyer in ten".into(),
        ..Play::new(Move::Note {
            line: BoardLine::Impact,
            base,
        })
    };
    exercise.play(20, "ic", note(0));
    let refusal = exercise.try_play(30, "ic", note(0)).unwrap_err();
    assert_eq!(refusal.reason, Reason::Stale);
    assert!(
        refusal.why.contains("you saw 0, now it is 1"),
        "{}",
        refusal.why
    );
    exercise.play(40, "ic", note(1));
}

#[test]
fn only_the_commander_decides_and_only_what_is_on_the_table() {
    let mut exercise = Exercise::started(&["ic", "support"]);
    let decide = |base| decide("rollback", "it loses nothing", base);
    let refusal = exercise.try_play(20, "ic", decide(0)).unwrap_err();
    assert_eq!(
        refusal.why,
        "Nobody has put an option `rollback` on the table."
    );
    let refusal = exercise.try_play(21, "support", decide(0)).unwrap_err();
    assert_eq!(refusal.reason, Reason::Authority);
    exercise.play(
        22,
        "ic",
        ask(&["dev"], "What would a rollback cost us, and how long?"),
    );
    exercise.wait(100);
    let aside = Play {
        private: true,
        to: vec![id("dev")],
        ..decide(0)
    };
    let refusal = exercise.try_play(100, "ic", aside).unwrap_err();
    assert_eq!(refusal.why, "A decision is made where the others hear it.");
    let decided = exercise.play(101, "ic", decide(0));
    assert!(
        list(&decided).contains("decided {nth:1,of:"),
        "{}",
        list(&decided)
    );
}

#[test]
fn speech_is_dated_back_to_when_it_was_said_by_five_minutes_at_most() {
    let mut exercise = Exercise::started(&["ic"]);
    let events = exercise.capture(120, "dev", 60, say("I deployed at twenty to two."));
    assert!(
        list(&events).contains("spoken:{at:60000,by:host}"),
        "{}",
        list(&events)
    );
    let seat: SeatId = id("dev");
    assert_eq!(
        exercise.engine.state().seats()[&seat].last_heard,
        Some(SimTime(60_000))
    );
    let late = Capture {
        seat,
        ago: Span::minutes(6),
        play: say("Long ago."),
    };
    let refusal = exercise
        .try_at(130, Actor::Host, Command::Capture(late))
        .unwrap_err();
    assert_eq!(
        refusal.why,
        "Speech can be dated back by five minutes at most."
    );
}

#[test]
fn a_time_cut_runs_work_and_leaves_patience_where_it_was() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.wait(195);
    let plan = CutPlan {
        running: "the rollback".into(),
        informs: vec![],
        wake: "any failure".into(),
    };
    exercise.host(200, HostVerb::Cut { plan });
    let through = list(&exercise.wait(3600));
    assert!(!through.contains("patience-lost"), "{through}");
    assert!(through.contains("3600 cut-ended {woken:null}"), "{through}");
    assert!(
        through.contains("3600 scene-began {scene:verify}"),
        "{through}"
    );
    // The question was ten seconds old at the cut; its first rung is at 2 min.
    let after = list(&exercise.wait(3720));
    assert!(after.contains("3710 patience-lost"), "{after}");
}

#[test]
fn the_clock_stands_still_in_a_pause_and_moves_wait_as_drafts() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.host(
        5,
        HostVerb::Pause {
            why: "coffee".into(),
        },
    );
    assert_eq!(exercise.engine.next_due(), None);
    let refusal = exercise.try_play(5, "ic", say("hello")).unwrap_err();
    assert_eq!(refusal.reason, Reason::Paused);
    exercise.host(5, HostVerb::Resume);
    assert_eq!(exercise.engine.next_due(), Some(SimTime(10_000)));
}

#[test]
fn nobody_is_dealt_their_own_job_and_an_impossible_deal_says_why() {
    let mut exercise = Exercise::lobby(3);
    exercise.join("ana", JobFamily::Backend);
    exercise.join("ben", JobFamily::Support);
    exercise.join("cem", JobFamily::Command);
    exercise.host(0, HostVerb::Deal { again: false });
    let scenario = exercise.engine.scenario().clone();
    for person in exercise.engine.state().people().values() {
        let role = scenario.roles.get(person.seat.unwrap()).unwrap();
        assert_ne!(role.family, person.family, "{}", person.name);
    }

    let mut stuck = Exercise::lobby(3);
    for name in ["ana", "ben", "cem"] {
        stuck.join(name, JobFamily::Backend);
    }
    let refusal = stuck
        .try_at(
            0,
            Actor::Host,
            Command::Host(HostVerb::Deal { again: false }),
        )
        .unwrap_err();
    assert_eq!(refusal.reason, Reason::NoDeal);
    assert!(refusal.why.contains("Backend engineer"), "{}", refusal.why);
    assert!(refusal.why.contains("It would help if"), "{}", refusal.why);
}

#[test]
fn a_deal_depends_on_the_seed_and_on_nothing_else() {
    let deal = |seed| {
        let mut exercise = Exercise::lobby(seed);
        for name in ["ana", "ben"] {
            exercise.join(name, JobFamily::Qa);
        }
        exercise.host(0, HostVerb::Deal { again: false });
        list(&exercise.log)
    };
    assert_eq!(deal(1), deal(1));
    let commanders: std::collections::BTreeSet<_> = (0..32).map(deal).collect();
    assert!(commanders.len() > 1, "chance deals");
}

#[test]
fn an_adopted_proposal_is_an_option_like_any_other() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    exercise.host(
        60,
        HostVerb::Adopt(Adopt {
            name: "Read only".into(),
            owner: id("dev"),
            time: Span::minutes(5),
            loss: "none".into(),
            impact: "no orders".into(),
            risk: RiskPreset::Low,
            from: None,
        }),
    );
    let start = Play::new(Move::Start {
        option: id("adopted-2"),
    });
    let started = exercise.play(70, "dev", start);
    assert!(
        list(&started).contains("work-started {by:dev,done_at:370000"),
        "{}",
        list(&started)
    );
}

#[test]
fn a_promised_update_is_kept_within_its_grace_or_broken() {
    let mut exercise = Exercise::started(&["ic"]);
    let update = |next: &str| {
        Play::new(Move::Update {
            impact: "One buyer in ten cannot pay".into(),
            action: "we look for the cause".into(),
            owner: None,
            next_at: Some(next.parse().unwrap()),
        })
    };
    exercise.play(60, "ic", update("02:05"));
    let kept = exercise.play(350, "ic", update("02:08"));
    assert!(list(&kept).contains("promise-kept"), "{}", list(&kept));
    assert!(
        list(&exercise.wait(600)).contains("540 promise-broken"),
        "a minute's grace"
    );
}

#[test]
fn a_real_emergency_stops_everything_at_once() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.host(20, HostVerb::RealEmergency);
    assert_eq!(exercise.engine.next_due(), None);
    assert!(exercise.wait(10_000).is_empty());
    let refusal = exercise.try_play(30, "ic", say("hello")).unwrap_err();
    assert_eq!(refusal.why, "Real emergency. The exercise has stopped.");
}

#[test]
fn a_pause_does_not_outlive_a_real_emergency() {
    let mut exercise = Exercise::started(&["ic"]);
    let why = "coffee".to_owned();
    exercise.host(20, HostVerb::Pause { why });
    exercise.host(30, HostVerb::RealEmergency);
    let resume = Command::Host(HostVerb::Resume);
    let refusal = exercise.try_at(40, Actor::Host, resume).unwrap_err();
    assert_eq!(refusal.why, "The clock is not paused.");
}

#[test]
fn a_criterion_that_is_not_there_is_neither_rated_nor_overridden() {
    let mut exercise = Exercise::started(&["ic"]);
    let rate = |criterion: &str| HostVerb::Rate {
        criterion: id(criterion),
        percent: 80,
        text: String::new(),
    };
    let replace = HostVerb::Override {
        criterion: id("timley"),
        percent: 80,
        why: "Seen at the table.".to_owned(),
    };
    for verb in [rate("timley"), replace] {
        let refusal = exercise
            .try_at(20, Actor::Host, Command::Host(verb))
            .unwrap_err();
        assert_eq!(refusal.why, "There is no criterion `timley`.");
    }
    exercise.host(30, rate(Criterion::ALL[0].key()));
}

#[test]
fn technical_talk_gets_a_technical_channel() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    let talk = |channel: &str| {
        Play::new(Move::SetChannels {
            technical: id(channel),
        })
    };
    for channel in ["war-room", "customers"] {
        let refusal = exercise.try_play(20, "ic", talk(channel)).unwrap_err();
        assert_eq!(refusal.why, "Technical talk needs a channel of its own.");
    }
    exercise.play(30, "ic", talk("tech"));
}
