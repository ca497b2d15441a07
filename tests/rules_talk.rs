//! What settles a question, what becomes of promised word, what is technical
//! talk, and who had to be heard.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use support::exercise::{Exercise, ask, id, list, say, tell};
use warroom::engine::*;
use warroom::model::*;
use warroom::view::{Line, item};

/// Support's demand in the minimal scenario: at 02:03:10, because nobody asked.
const DEMAND: &str = "demand: (of: [\"ic\"], topics: [\"time\"]),";

/// The minimal scenario in which Support demands something else, as it stands
/// at 200 seconds; and the message to answer.
fn demanded(demand: &str, seats: &[&str]) -> (Exercise, Seq) {
    let mut exercise = Exercise::of(&[(DEMAND, demand)], seats);
    exercise.wait(200);
    let nudge = exercise.last(|r| {
        matches!(&r.event, Event::Released { inject, .. } if inject.as_str() == "nudge")
            .then_some(r.seq)
    });
    (exercise, nudge.expect("Support spoke up"))
}

/// How the demand was settled by these events.
fn settled(events: &[Recorded]) -> Option<Settlement> {
    events.iter().find_map(|recorded| match &recorded.event {
        Event::Settled { how, .. } => Some(*how),
        _ => None,
    })
}

fn order(to: &str, task: &str, by: Option<&str>) -> Play {
    Play {
        to: vec![id(to)],
        ..Play::new(Move::Order {
            task: task.to_owned(),
            option: None,
            by: by.map(|by| by.parse().unwrap()),
        })
    }
}

fn assign(responsibility: &str, seat: &str) -> Play {
    Play::new(Move::Assign {
        responsibility: id(responsibility),
        seat: id(seat),
        base: 0,
    })
}

fn decide(option: &str) -> Play {
    Play::new(Move::Decide(Decide::on(id(option), 0)))
}

fn reply(to: Seq, play: Play) -> Play {
    Play {
        reply_to: Some(to),
        ..play
    }
}

fn update(words: &str, next: Option<&str>) -> Play {
    Play {
        text: words.to_owned(),
        ..Play::new(Move::Update {
            impact: String::new(),
            action: String::new(),
            owner: None,
            next_at: next.map(|at| at.parse().unwrap()),
        })
    }
}

#[test]
fn a_decision_answers_which_one_where_the_inject_expects_a_decision() {
    const WHICH: &str = "demand: (of: [\"ic\"], topics: [\"rollback\", \"patch\"]),
            expects: [(text: \"Decide\", any: [(kinds: [decide])], within: \"5 min\")],";
    let (mut exercise, _) = demanded(WHICH, &["ic", "dev"]);
    exercise.play(210, "dev", tell(&["rollback-time"]));
    let events = exercise.play(220, "ic", decide("rollback"));
    assert_eq!(
        settled(&events),
        Some(Settlement::Answered),
        "{}",
        list(&events)
    );

    // The same decision where the author expects no decision settles nothing.
    const NUMBERS: &str = "demand: (of: [\"ic\"], topics: [\"rollback\", \"patch\"]),";
    let (mut exercise, _) = demanded(NUMBERS, &["ic", "dev"]);
    exercise.play(210, "dev", tell(&["rollback-time"]));
    let events = exercise.play(220, "ic", decide("rollback"));
    assert_eq!(settled(&events), None, "{}", list(&events));

    // Nor does one about something else.
    const OTHER: &str = "demand: (of: [\"ic\"], topics: [\"deploy\"]),
            expects: [(text: \"Decide\", any: [(kinds: [decide])], within: \"5 min\")],";
    let (mut exercise, nudge) = demanded(OTHER, &["ic", "dev"]);
    exercise.play(210, "dev", tell(&["rollback-time"]));
    let events = exercise.play(220, "ic", decide("rollback"));
    assert_eq!(settled(&events), None, "{}", list(&events));
    let again = Decide {
        base: 1,
        ..match decide("rollback").act {
            Move::Decide(decide) => decide,
            _ => unreachable!(),
        }
    };
    let events = exercise.play(230, "ic", reply(nudge, Play::new(Move::Decide(again))));
    assert_eq!(
        settled(&events),
        Some(Settlement::Answered),
        "as a reply it does"
    );
}

#[test]
fn an_assignment_answers_who_and_an_order_holds_until_its_time() {
    const WHO: &str = "demand: (of: [\"ic\"]),
            expects: [(text: \"Name somebody\", any: [(kinds: [assign, order])], within: \"5 min\")],";
    let (mut exercise, _) = demanded(WHO, &["ic"]);
    let events = exercise.play(210, "ic", assign("comms", "support"));
    assert_eq!(settled(&events), Some(Settlement::Answered));

    let (mut exercise, _) = demanded(WHO, &["ic"]);
    let events = exercise.play(
        210,
        "ic",
        order("support", "Tell buyers a time", Some("02:10")),
    );
    assert_eq!(settled(&events), Some(Settlement::Held(SimTime(600_000))));
    assert!(!list(&exercise.wait(650)).contains("patience-lost"));
    assert!(
        list(&exercise.wait(670)).contains("patience-lost"),
        "then it waits again"
    );

    // An order without a time promises nothing.
    let (mut exercise, _) = demanded(WHO, &["ic"]);
    let events = exercise.play(210, "ic", order("support", "Tell buyers a time", None));
    assert_eq!(settled(&events), None);
}

#[test]
fn a_demand_without_topics_wants_substance_that_is_meant_for_its_asker() {
    const ANYTHING: &str = "demand: (of: [\"ic\"]),";
    let to_support = |words: &str| Play {
        to: vec![id("support")],
        ..say(words)
    };
    let how = |play: Play, as_reply: bool| {
        let (mut exercise, nudge) = demanded(ANYTHING, &["ic"]);
        let play = if as_reply { reply(nudge, play) } else { play };
        settled(&exercise.play(210, "ic", play))
    };
    // A subject, a figure or a time, to them.
    assert_eq!(
        how(to_support("We roll back."), false),
        Some(Settlement::Answered)
    );
    assert_eq!(
        how(to_support("Ring again at 02:20."), false),
        Some(Settlement::Answered)
    );
    assert_eq!(
        how(say("One in ten, 10%."), true),
        Some(Settlement::Answered)
    );
    assert_eq!(
        how(update("10% cannot pay; we roll back.", None), false),
        Some(Settlement::Answered)
    );
    // A subject dropped in passing, to nobody: it once settled the matter.
    assert_eq!(how(say("Nice build, that was."), false), None);
    assert_eq!(how(decide_nothing(), false), None);
    // A reply of air is a reply.
    assert_eq!(
        how(say("We're on it, promise."), true),
        Some(Settlement::Replied)
    );
}

/// An act that has a topic and answers nobody.
fn decide_nothing() -> Play {
    order("dev", "Look at the build", None)
}

fn promises(exercise: &Exercise) -> Vec<(u64, bool)> {
    let of = |r: &Recorded| match &r.event {
        Event::Promised { due, read, .. } => Some((due.0 / 1000, *read)),
        _ => None,
    };
    exercise.log.iter().filter_map(of).collect()
}

#[test]
fn a_time_for_the_next_word_is_a_promise_whether_named_or_said() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    exercise.play(20, "ic", update("10% cannot pay.", Some("02:05")));
    exercise.play(40, "ic", say("You hear from me again at 02:07."));
    // No word about words, no promise; nor is this tomorrow's.
    exercise.play(50, "ic", say("The deploy went out at 01:40."));
    exercise.play(61, "ic", say("Update at 02:01: nothing new."));
    exercise.play(90, "ic", update("10% cannot pay. Next update 02:06.", None));
    assert_eq!(
        promises(&exercise),
        [(300, false), (420, true), (360, true)]
    );
    // A persona's lines promise nothing in the room's name.
    let speak = HostVerb::SpeakAs {
        seat: id("support"),
        play: say("Next update 02:09."),
    };
    exercise.host(95, speak);
    assert_eq!(promises(&exercise).len(), 3);
    // What words promised is broken like anything promised.
    let broken = list(&exercise.wait(480));
    assert_eq!(broken.matches("promise-broken").count(), 2, "{broken}");
    assert_eq!(
        list(&exercise.log).matches("promise-kept").count(),
        1,
        "the second update kept the first"
    );
}

#[test]
fn word_said_in_time_and_captured_late_mends_the_promise() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(20, "ic", update("10% cannot pay.", Some("02:05")));
    let broken = exercise.wait(361);
    assert!(
        list(&broken).contains("promise-broken"),
        "{}",
        list(&broken)
    );
    // Said at 02:05:50, within the minute of grace; captured two minutes on.
    let kept = exercise.capture(470, "ic", 120, update("Still 10%; we roll back.", None));
    assert!(list(&kept).contains("promise-kept"), "{}", list(&kept));
    let states: Vec<PromiseStage> = exercise
        .engine
        .state()
        .promises()
        .values()
        .map(|p| p.stage)
        .collect();
    assert_eq!(states, [PromiseStage::Kept]);
    let (scenario, state) = (exercise.engine.scenario(), exercise.engine.state());
    let read: Vec<String> = kept
        .iter()
        .filter_map(|r| item(scenario, state, r, Audience::Table))
        .filter_map(|item| match item.line {
            Line::Notice { text, .. } => Some(text),
            Line::Message { .. } => None,
        })
        .collect();
    assert_eq!(
        read,
        ["The update promised for 02:05 did come: it was said in time."]
    );

    // Said too late, or typed too late, it stays broken.
    for ago in [None, Some(100)] {
        let mut exercise = Exercise::started(&["ic"]);
        exercise.play(20, "ic", update("10% cannot pay.", Some("02:05")));
        exercise.wait(400);
        let late = match ago {
            Some(ago) => exercise.capture(470, "ic", ago, update("Still 10%.", None)),
            None => exercise.play(470, "ic", update("Still 10%.", None)),
        };
        assert!(!list(&late).contains("promise-kept"), "{}", list(&late));
    }
}

#[test]
fn a_time_that_is_over_is_no_time_for_the_next_word() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    exercise.wait(600);
    let late = |at: &str| update("10% cannot pay.", Some(at));
    for play in [late("02:05"), order("dev", "Look", Some("02:09"))] {
        let refused = exercise.try_play(610, "ic", play).unwrap_err();
        assert!(
            refused.why.ends_with("is over. Name a later time."),
            "{refused:?}"
        );
    }
    assert!(promises(&exercise).is_empty());
    // The clock ran on while nothing happened.
    let last = exercise.engine.state().now();
    assert!(last < SimTime(660_000), "something happened at {last:?}");
    assert!(exercise.try_play(665, "ic", late("02:11")).is_err());
    // Said when it was still to come, and captured after it; and the morning.
    exercise.capture(670, "ic", 170, late("02:09"));
    exercise.play(680, "ic", late("09:00"));
    assert_eq!(promises(&exercise).len(), 2);
}

#[test]
fn what_a_cut_leaves_open_breaks_in_its_own_time() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    exercise.play(20, "ic", update("10% cannot pay.", Some("02:20")));
    let plan = CutPlan::default();
    let cut = list(&exercise.host(60, HostVerb::Cut { plan }));
    assert!(cut.contains("cut-began"), "{cut}");
    assert!(!cut.contains("promise-broken"), "{cut}");
    // Twenty minutes and the minute of grace.
    assert!(!list(&exercise.wait(1259)).contains("promise-broken"));
    let broken = list(&exercise.wait(1270));
    assert!(broken.contains("promise-broken"), "{broken}");
}

#[test]
fn an_objection_is_taken_up_by_words_about_it() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    exercise.play(20, "dev", tell(&["rollback-time"]));
    let object = Play {
        text: "The rollback hides the feature for everybody.".to_owned(),
        ..Play::new(Move::Object {
            option: Some(id("rollback")),
        })
    };
    exercise.play(30, "dev", object);
    let to_dev = |words: &str| Play {
        to: vec![id("dev")],
        ..say(words)
    };
    let nod = list(&exercise.play(40, "ic", to_dev("1")));
    assert!(!nod.contains("objection-heard"), "{nod}");
    let other = list(&exercise.play(50, "ic", to_dev("Please have a look at the status page")));
    assert!(!other.contains("objection-heard"), "{other}");
    let heard = list(&exercise.play(60, "ic", to_dev("True, and we roll back all the same.")));
    assert!(heard.contains("objection-heard"), "{heard}");
}

#[test]
fn word_that_was_said_before_a_promise_does_not_keep_it() {
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(100, "ic", update("10% cannot pay.", Some("02:05")));
    let captured = exercise.capture(110, "ic", 60, update("One in ten cannot pay.", None));
    assert!(
        !list(&captured).contains("promise-kept"),
        "{}",
        list(&captured)
    );
    assert!(list(&exercise.wait(361)).contains("promise-broken"));
}

#[test]
fn what_was_promised_aloud_is_kept_aloud_and_not_in_the_same_breath() {
    let kept = |words: &str, second: u64| {
        let mut exercise = Exercise::started(&["ic"]);
        exercise.play(100, "ic", say("You hear from me again at 02:05."));
        let events = list(&exercise.play(second, "ic", say(words)));
        events.contains("promise-kept")
    };
    assert!(kept("10% still cannot pay, we are rolling back.", 290));
    assert!(!kept("10% still cannot pay, we are rolling back.", 130));
    assert!(!kept("Thanks, everybody.", 290));
    // A field wants a form: an update that was promised as one.
    let mut exercise = Exercise::started(&["ic"]);
    exercise.play(100, "ic", update("10% cannot pay.", Some("02:05")));
    let said = exercise.play(290, "ic", say("10% cannot pay, we are rolling back."));
    assert!(!list(&said).contains("promise-kept"), "{}", list(&said));
    let breath = exercise.play(295, "ic", update("We are rolling back.", Some("02:05")));
    assert!(list(&breath).contains("promise-kept"), "{}", list(&breath));
    let second = exercise.play(299, "ic", update("bo-backend does it.", None));
    assert!(!list(&second).contains("promise-kept"), "{}", list(&second));
}

#[test]
fn whoever_takes_command_over_has_its_channels_and_what_waits_for_it() {
    let hand_over = |to: &str| Play {
        to: vec![id(to)],
        ..Play::new(Move::HandOver {
            summary: "10% cannot pay; two ways out, nothing decided.".to_owned(),
            base: 0,
            incident: None,
        })
    };
    let mut exercise = Exercise::started(&["ic", "dev", "support"]);
    let asked = exercise.play(60, "dev", ask(&["ic"], "Which one is it?"))[0].seq;
    let between_us = Play {
        private: true,
        ..ask(&["ic"], "Between us: are you all right?")
    };
    let private = exercise.play(65, "dev", between_us)[0].seq;
    let ask_of = |exercise: &Exercise, asked: Seq| {
        let mut asks = exercise.engine.state().asks().iter();
        asks.find(|(_, ask)| ask.of == Some(asked))
            .map(|(_, ask)| ask.to.clone())
            .unwrap()
    };
    let in_thread = |words: &str| Play {
        channel: Some(id("tech")),
        ..say(words)
    };
    assert!(
        exercise
            .try_play(70, "support", in_thread("Hello?"))
            .is_err()
    );
    let handed = exercise.play(80, "ic", hand_over("support"));
    assert!(!list(&handed).contains("settled"), "{}", list(&handed));
    assert_eq!(ask_of(&exercise, asked), [id::<SeatId>("support")]);
    // What was asked in private stays between the two.
    assert_eq!(ask_of(&exercise, private), [id::<SeatId>("ic")]);
    let (scenario, state) = (exercise.engine.scenario(), exercise.engine.state());
    let shown = warroom::view::snapshot(scenario, state, Audience::Seat(id("support")), None);
    let shown = serde_json::to_string(&shown).unwrap();
    assert!(shown.contains("Which one is it?"), "{shown}");
    assert!(!shown.contains("Between us"), "{shown}");
    exercise.play(90, "support", in_thread("I have command now."));
    exercise.play(100, "support", reply(asked, say("The rollback it is.")));
    let open = |ask: &warroom::engine::Ask| ask.of == Some(asked) && ask.open();
    assert!(!exercise.engine.state().asks().values().any(open));
    // The first commander keeps what their own seat reads, and commands nothing.
    exercise.play(110, "ic", in_thread("Understood."));
    assert!(exercise.try_play(120, "ic", decide("rollback")).is_err());
}

#[test]
fn times_in_captured_speech_count_from_when_it_was_said() {
    let mut exercise = Exercise::started(&["ic", "dev"]);
    // "By 02:02", said at 02:01:40 and captured at 02:02:30: today's.
    let ordered = exercise.capture(150, "ic", 50, order("dev", "Look", Some("02:02")));
    assert!(
        list(&ordered).contains("ordered {by:120000"),
        "{}",
        list(&ordered)
    );
    let promised = exercise.capture(160, "ic", 60, update("10% cannot pay.", Some("02:02")));
    assert!(
        list(&promised).contains("due:120000"),
        "{}",
        list(&promised)
    );
    assert!(list(&exercise.wait(190)).contains("promise-broken"));
}

#[test]
fn technical_talk_is_the_trades_and_nobody_is_a_term() {
    const TITLES: [(&str, &str); 2] = [
        (
            "title: \"Backend engineer\"",
            "title: \"Replica and node lead\"",
        ),
        ("character: \"bo-backend\"", "character: \"bo-node\""),
    ];
    let mut exercise = Exercise::of(&TITLES, &["ic", "dev"]);
    let mut technical = |play: Play| {
        let second = exercise.engine.state().now().0 / 1000 + 1;
        let events = exercise.play(second, "ic", play);
        let moved = events.iter().find_map(|r| match &r.event {
            Event::Moved(moved) => Some((moved.technical, moved.line.clone())),
            _ => None,
        });
        moved.unwrap()
    };
    assert!(technical(say("The hotfix breaks the p99 latency of the replica.")).0);
    // "Database", "rollback" and the like have reached everybody.
    assert!(!technical(say("The database needs a restore and then a deploy.")).0);
    // Who has it is a person, whatever the trade in their title.
    let by_form = Play::new(Move::Update {
        impact: "10% of buyers cannot pay".into(),
        action: "We are rolling back the hotfix".into(),
        owner: Some(id("dev")),
        next_at: None,
    });
    let (flag, line) = technical(by_form);
    assert!(
        !flag && line.contains("Replica and node lead has it."),
        "{line}"
    );
    assert!(!technical(say("Ask bo-node, who is the Replica and node lead.")).0);
}

/// The minimal scenario in which rolling back is a business question as well,
/// and Support decides those.
const BUSINESS: [(&str, &str); 2] = [
    ("glyph: Headset,", "glyph: Headset, authority: [Business],"),
    (
        "owner: \"dev\",\n            authority: [TradeOff],",
        "owner: \"dev\", authority: [TradeOff, Business],",
    ),
];

#[test]
fn a_business_question_is_put_to_an_executive_before_it_is_decided() {
    let unheard = |before: fn(&mut Exercise)| {
        let mut exercise = Exercise::of(&BUSINESS, &["ic", "dev"]);
        exercise.play(30, "dev", tell(&["rollback-time"]));
        before(&mut exercise);
        let events = exercise.play(200, "ic", decide("rollback"));
        let seat = events.iter().find_map(|r| match &r.event {
            Event::Unheard { seat, .. } => Some(*seat),
            _ => None,
        });
        (seat.is_some(), list(&events))
    };
    let objections = || {
        Play::new(Move::Ask {
            topics: Vec::new(),
            objections: true,
        })
    };
    assert!(unheard(|_| {}).0, "nobody asked");
    assert!(
        unheard(|e| {
            e.play(60, "ic", say("We roll back, I think."));
        })
        .0,
        "to nobody"
    );
    assert!(
        unheard(|e| {
            e.play(60, "ic", to_support_about_something_else());
        })
        .0
    );
    let (seen, events) = unheard(|e| {
        e.play(
            60,
            "ic",
            Play::new(Move::Ask {
                topics: Vec::new(),
                objections: true,
            }),
        );
    });
    assert!(
        !seen,
        "present and asked for objections is enough: {events}"
    );
    let (seen, events) = unheard(|e| {
        e.play(
            60,
            "ic",
            Play {
                to: vec![id("support")],
                ..say("I want to roll back. Against it?")
            },
        );
    });
    assert!(!seen, "it was put to them: {events}");
    // Before there was an option there was nothing to object to.
    let mut exercise = Exercise::of(&BUSINESS, &["ic", "dev"]);
    exercise.play(20, "ic", objections());
    exercise.play(30, "dev", tell(&["rollback-time"]));
    let events = exercise.play(200, "ic", decide("rollback"));
    assert!(list(&events).contains("unheard"), "{}", list(&events));

    // A trade-off is the commander's alone.
    let mut exercise = Exercise::started(&["ic", "dev"]);
    exercise.play(30, "dev", tell(&["rollback-time"]));
    let events = exercise.play(200, "ic", decide("rollback"));
    assert!(!list(&events).contains("unheard"), "{}", list(&events));
}

fn to_support_about_something_else() -> Play {
    Play {
        to: vec![id("support")],
        ..say("How many calls are there?")
    }
}
