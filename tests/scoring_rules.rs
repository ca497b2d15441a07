//! The rubric, rule by rule: what was done, what it is worth, and what the
//! score says was missing. Each row is one short exercise of the minimal
//! scenario (opens 02:00, options until 02:05, the call until 02:10 and 02:15).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
#![allow(clippy::allow_attributes, dead_code, reason = "shared support")]

mod support;

use proptest::prelude::*;
use support::exercise::{Exercise, ask, id, say, tell};
use warroom::engine::*;
use warroom::model::*;
use warroom::scoring::{Basis, Criterion, CriterionScore, Score, Scorer, When, agreement, score};

fn final_score(exercise: &Exercise) -> Score {
    score(
        exercise.engine.scenario(),
        &exercise.log,
        When::Final,
        false,
    )
}

fn one(score: &Score, criterion: Criterion) -> &CriterionScore {
    score
        .criteria
        .iter()
        .find(|of| of.criterion == criterion)
        .unwrap()
}

/// Plays `story` with people on all three seats, ends it, and compares one
/// criterion: its credit in thousandths, and words in its evidence or missing.
#[track_caller]
fn check(criterion: Criterion, story: fn(&mut Exercise), credit: (u32, u32), words: &str) {
    let mut exercise = Exercise::started(&["ic", "dev", "support"]);
    story(&mut exercise);
    exercise.host(1020, HostVerb::End);
    let score = final_score(&exercise);
    let of = one(&score, criterion);
    let said: Vec<&str> = of
        .evidence
        .iter()
        .map(|evidence| evidence.shows.as_str())
        .chain(of.missing.iter().map(String::as_str))
        .collect();
    assert!(of.observed, "{of:#?}");
    assert_eq!((of.credit.low, of.credit.high), credit, "{of:#?}");
    assert!(
        words.is_empty() || said.iter().any(|text| text.contains(words)),
        "{words}: {of:#?}"
    );
}

fn assign(responsibility: &str, seat: &str) -> Play {
    Play::new(Move::Assign {
        responsibility: id(responsibility),
        seat: id(seat),
        base: 0,
    })
}

fn ack() -> Play {
    Play::new(Move::Acknowledge { back_by: None })
}

fn note(line: BoardLine, base: u32, words: &str) -> Play {
    Play {
        text: words.to_owned(),
        ..Play::new(Move::Note { line, base })
    }
}

fn order(to: &[&str], option: Option<&str>, by: Option<&str>) -> Play {
    Play {
        to: to.iter().map(|seat| id(seat)).collect(),
        ..Play::new(Move::Order {
            task: "Carry it out".to_owned(),
            option: option.map(id),
            by: by.map(|by| by.parse().unwrap()),
        })
    }
}

fn bare(option: &str) -> Decide {
    Decide {
        option: id(option),
        over: Vec::new(),
        facts: Vec::new(),
        price: Vec::new(),
        fallback: None,
        check_at: None,
        because: String::new(),
        base: 0,
    }
}

fn decide(decide: Decide) -> Play {
    Play::new(Move::Decide(decide))
}

fn ids<T: From<warroom::model::Name>>(all: &[&str]) -> Vec<T> {
    all.iter().map(|text| id(text)).collect()
}

fn update(channel: &str, next: Option<&str>) -> Play {
    Play {
        channel: Some(id(channel)),
        ..Play::new(Move::Update {
            impact: "10% of buyers cannot pay".to_owned(),
            action: "We are rolling back the deploy".to_owned(),
            owner: Some(id("dev")),
            next_at: next.map(|at| at.parse().unwrap()),
        })
    }
}

fn at(mut play: Play, channel: &str) -> Play {
    play.channel = Some(id(channel));
    play
}

/// Both ways out are on the table a minute in.
fn options(exercise: &mut Exercise) {
    exercise.play(
        40,
        "dev",
        tell(&["rollback-time", "rollback-loss", "rollback-risk"]),
    );
    exercise.play(60, "dev", tell(&["patch-time"]));
}

#[test]
fn clear_roles() {
    let of = Criterion::ClearRoles;
    check(
        of,
        |_| {},
        (0, 0),
        "Nobody in a position to do so answered for Technical lead.",
    );
    let both: fn(&mut Exercise) = |e| {
        e.play(30, "ic", assign("tech", "dev"));
        e.play(35, "dev", ack());
        e.play(40, "ic", assign("comms", "support"));
        e.play(45, "support", ack());
    };
    check(
        of,
        both,
        (1000, 1000),
        "02:00: Backend engineer answers for Technical lead.",
    );
    check(
        of,
        |e| {
            e.play(30, "ic", assign("tech", "dev"));
            e.play(240, "ic", assign("comms", "support"));
            e.play(245, "support", ack());
        },
        (500, 500),
        "Backend engineer never took on Technical lead.",
    );
    check(
        of,
        |e| {
            e.play(400, "ic", assign("tech", "dev"));
            e.play(410, "dev", ack());
        },
        (0, 0),
        "it was due within 2 min",
    );
    // The commander holds nothing; who is given everything holds what suits.
    check(
        of,
        |e| {
            e.play(30, "ic", assign("tech", "ic"));
            e.play(40, "ic", assign("comms", "ic"));
        },
        (0, 0),
        "",
    );
    check(
        of,
        |e| {
            e.play(30, "ic", assign("tech", "dev"));
            e.play(40, "ic", assign("comms", "dev"));
            e.play(45, "dev", ack());
        },
        (500, 500),
        "answered for Communications",
    );
    // Said in time and captured late is in time.
    check(
        of,
        |e| {
            e.capture(130, "ic", 30, assign("tech", "dev"));
            e.play(135, "dev", ack());
        },
        (500, 500),
        "02:01: Backend engineer answers for Technical lead.",
    );
}

#[test]
fn single_source() {
    let of = Criterion::SingleSource;
    check(
        of,
        |_| {},
        (0, 0),
        "The board never said anything under “impact”.",
    );
    check(
        of,
        |e| {
            for (nth, line) in (0u64..).zip(BoardLine::ALL) {
                e.play(60 + nth, "ic", note(line, 0, "10% of buyers since 02:00"));
            }
        },
        (937, 937),
        "the board stood with 4 of 4 lines for 14 min 3 s",
    );
    // One line is a quarter of a board; the same words again are no change.
    check(
        of,
        |e| {
            e.play(60, "ic", note(BoardLine::Impact, 0, "10% of buyers"));
            e.play(600, "ic", note(BoardLine::Impact, 1, "10% of  buyers!"));
        },
        (233, 233),
        "older than 15 min",
    );
    check(
        of,
        |e| {
            e.play(60, "ic", note(BoardLine::Impact, 0, "all sorts of things"));
        },
        (0, 0),
        "",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(70, "ic", note(BoardLine::Plan, 0, "Patch by 02:30"));
            e.play(100, "ic", decide(bare("rollback")));
        },
        (0, 0),
        "The board's plan did not follow the decision for Roll back.",
    );
}

#[test]
fn technical_organised() {
    let of = Criterion::TechnicalOrganised;
    fn rule(e: &mut Exercise) {
        e.play(
            30,
            "ic",
            Play::new(Move::SetChannels {
                technical: id("tech"),
            }),
        );
    }
    fn talk() -> Play {
        say("The p99 latency of the replica says so")
    }
    check(
        of,
        |e| {
            e.play(30, "dev", at(talk(), "tech"));
        },
        (0, 0),
        "Nobody said where technical talk belongs.",
    );
    check(
        of,
        rule,
        (500, 500),
        "No technical talk followed in the thread.",
    );
    check(
        of,
        |e| {
            rule(e);
            e.play(60, "dev", at(talk(), "tech"));
        },
        (1000, 1000),
        "",
    );
    check(
        of,
        |e| {
            rule(e);
            e.play(60, "dev", at(talk(), "tech"));
            e.play(90, "dev", talk());
        },
        (500, 500),
        "technical talk of the Backend engineer in the decision channel",
    );
}

#[test]
fn all_voices() {
    let of = Criterion::AllVoices;
    check(
        of,
        |e| {
            options(e);
            e.play(200, "ic", decide(bare("rollback")));
        },
        (0, 0),
        "The Support lead was neither asked nor answered before the decision.",
    );
    let asked: fn(&mut Exercise) = |e| {
        options(e);
        e.play(70, "ic", ask(&["dev"], "How long does the rollback take?"));
        e.play(80, "ic", ask(&["support"], "What do customers feel?"));
        e.play(200, "ic", decide(bare("rollback")));
    };
    check(of, asked, (1000, 1000), "the Support lead was asked");
    // No time to answer, no subject, nobody in particular: nothing was asked.
    check(
        of,
        |e| {
            options(e);
            e.play(70, "ic", ask(&["dev"], "Well?"));
            e.play(80, "ic", ask(&[], "What do customers feel?"));
            e.play(190, "ic", ask(&["support"], "What do customers feel?"));
            e.play(200, "ic", decide(bare("rollback")));
        },
        (0, 0),
        "",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(70, "ic", ask(&["dev"], "How long does the rollback take?"));
            e.play(80, "ic", ask(&["support"], "What do customers feel?"));
            e.play(
                150,
                "dev",
                Play {
                    text: "It hides the feature.".to_owned(),
                    ..Play::new(Move::Object { option: None })
                },
            );
            e.play(200, "ic", decide(bare("rollback")));
        },
        (500, 500),
        "The objection of the Backend engineer had no reply within 3 min.",
    );
}

#[test]
fn no_chaos() {
    let of = Criterion::NoChaos;
    check(of, |_| {}, (0, 0), "Nobody was given a task.");
    check(
        of,
        |e| {
            options(e);
            e.play(100, "ic", decide(bare("rollback")));
            e.play(110, "ic", order(&["dev"], Some("rollback"), Some("02:20")));
        },
        (1000, 1000),
        "the task has a time",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(
                110,
                "ic",
                order(&["dev", "support"], Some("rollback"), None),
            );
        },
        (500, 500),
        "a task for 2 people is nobody's",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(110, "ic", order(&["dev"], Some("rollback"), Some("02:20")));
            e.play(
                120,
                "ic",
                order(&["support"], Some("rollback"), Some("02:20")),
            );
        },
        (750, 750),
        "were given the same work",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(100, "ic", order(&["support"], None, Some("02:20")));
            e.play(
                110,
                "dev",
                Play::new(Move::Start {
                    option: id("rollback"),
                }),
            );
        },
        (750, 750),
        "which nobody had decided",
    );
}

#[test]
fn decisions_documented() {
    let of = Criterion::DecisionsDocumented;
    check(
        of,
        |_| {},
        (0, 0),
        "No decision was made, so none was documented.",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(100, "ic", decide(bare("rollback")));
        },
        (200, 200),
        "lacks a next check",
    );
    check(
        of,
        |e| {
            options(e);
            let full = Decide {
                because: "the rollback loses nothing".to_owned(),
                check_at: Some("02:20".parse().unwrap()),
                ..bare("rollback")
            };
            e.play(100, "ic", decide(full));
            e.play(110, "ic", order(&["dev"], Some("rollback"), Some("02:20")));
        },
        (1000, 1000),
        "Roll back has an owner",
    );
    // The same in words: half of what was read, until somebody confirms it.
    fn spoken(e: &mut Exercise) {
        options(e);
        let words = "Because the rollback loses nothing. bo-backend has it, done by 02:20, and we check again at 02:20.";
        e.capture(
            110,
            "ic",
            10,
            Play {
                text: words.to_owned(),
                ..decide(bare("rollback"))
            },
        );
    }
    check(of, spoken, (600, 1000), "Roll back has a reason");
    check(
        of,
        |e| {
            spoken(e);
            let of = e
                .last(|r| matches!(r.event, Event::Moved(_)).then_some(r.seq))
                .unwrap();
            e.host(500, HostVerb::Confirm { of, counts: true });
        },
        (1000, 1000),
        "",
    );
    check(
        of,
        |e| {
            spoken(e);
            let of = e
                .last(|r| matches!(r.event, Event::Moved(_)).then_some(r.seq))
                .unwrap();
            e.host(500, HostVerb::Confirm { of, counts: false });
        },
        (0, 0),
        "",
    );
    check(
        of,
        |e| {
            spoken(e);
            let of = e
                .last(|r| matches!(r.event, Event::Moved(_)).then_some(r.seq))
                .unwrap();
            e.try_at(
                500,
                Actor::Person(id("dev")),
                Command::Dispute {
                    of,
                    why: "never said".to_owned(),
                },
            )
            .unwrap();
        },
        (0, 1000),
        "",
    );
}

#[test]
fn options_quickly_and_trade_offs() {
    check(
        Criterion::OptionsQuickly,
        |_| {},
        (0, 0),
        "Nobody drew out Roll back.",
    );
    check(
        Criterion::OptionsQuickly,
        options,
        (1000, 1000),
        "02:01: Patch came up.",
    );
    check(
        Criterion::OptionsQuickly,
        |e| {
            e.play(40, "dev", tell(&["rollback-time"]));
            e.play(400, "dev", tell(&["patch-time"]));
        },
        (500, 500),
        "Patch came up at 02:06, after 02:05.",
    );
    // Five of eight cells, then the rest too late for the call.
    check(
        Criterion::TradeOffs,
        |e| {
            options(e);
            e.play(100, "ic", decide(bare("rollback")));
        },
        (625, 625),
        "Patch: nobody told data lost, risk, users.",
    );
    check(
        Criterion::TradeOffs,
        |e| {
            e.play(40, "dev", tell(&["rollback-time"]));
            e.play(100, "ic", decide(bare("rollback")));
            e.play(110, "dev", tell(&["rollback-loss"]));
        },
        (250, 250),
        "data lost of Roll back was known, late",
    );
    // Read out of words: half. Given wrongly: the cell is open until somebody says which.
    check(
        Criterion::TradeOffs,
        |e| {
            e.play(40, "dev", say("The rollback takes fifteen minutes."));
        },
        (63, 125),
        "",
    );
    check(
        Criterion::TradeOffs,
        |e| {
            e.play(40, "dev", tell(&["rollback-time"]));
            e.play(
                60,
                "ic",
                say("How long the rollback takes: about two hours."),
            );
        },
        (0, 125),
        "",
    );
}

#[test]
fn timely() {
    let of = Criterion::Timely;
    check(of, |_| {}, (0, 0), "No decision was made by 02:15.");
    check(
        of,
        |e| {
            options(e);
            e.play(600, "ic", decide(bare("rollback")));
        },
        (1000, 1000),
        "02:10: the call for Roll back.",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(720, "ic", decide(bare("rollback")));
        },
        (600, 600),
        "it was due by 02:10",
    );
    check(
        of,
        |e| {
            e.play(40, "dev", tell(&["rollback-time"]));
            e.play(100, "ic", decide(bare("rollback")));
        },
        (500, 500),
        "did not know of two ways out",
    );
    // Wavering is late; a new fact is not.
    check(
        of,
        |e| {
            options(e);
            e.play(500, "ic", decide(bare("rollback")));
            e.play(
                900,
                "ic",
                decide(Decide {
                    base: 1,
                    ..bare("patch")
                }),
            );
        },
        (0, 0),
        "The call came at 02:15",
    );
    check(
        of,
        |e| {
            options(e);
            e.play(500, "ic", decide(bare("rollback")));
            e.play(890, "support", tell(&["symptoms"]));
            e.play(
                900,
                "ic",
                decide(Decide {
                    base: 1,
                    ..bare("patch")
                }),
            );
        },
        (1000, 1000),
        "02:08: the call for Roll back.",
    );
}

#[test]
fn justified() {
    let of = Criterion::Justified;
    check(
        of,
        |e| {
            options(e);
            e.play(100, "ic", decide(bare("rollback")));
        },
        (0, 0),
        "has no plan B with a trigger",
    );
    check(
        of,
        |e| {
            options(e);
            let full = Decide {
                over: ids(&["patch"]),
                facts: ids(&["rollback-time", "patch-time"]),
                price: ids(&["rollback-loss"]),
                fallback: Some(Fallback {
                    option: id("patch"),
                    trigger: "it is not done by 02:20".to_owned(),
                }),
                ..bare("rollback")
            };
            e.play(100, "ic", decide(full));
        },
        (1000, 1000),
        "Roll back was given its true price",
    );
    // The other option's risk is no price of this one, and its time is none either.
    check(
        of,
        |e| {
            options(e);
            let wrong = Decide {
                facts: ids(&["rollback-time"]),
                price: ids(&["rollback-time"]),
                ..bare("rollback")
            };
            e.play(100, "ic", decide(wrong));
        },
        (125, 125),
        "named no true price",
    );
    // Nothing was known of the other way out.
    check(
        of,
        |e| {
            e.play(40, "dev", tell(&["rollback-time"]));
            e.play(
                50,
                "dev",
                Play::new(Move::Propose {
                    option: Some(id("patch")),
                }),
            );
            e.play(
                100,
                "ic",
                decide(Decide {
                    over: ids(&["patch"]),
                    ..bare("rollback")
                }),
            );
        },
        (0, 0),
        "compared with no way out that the room knew",
    );
}

#[test]
fn clear_updates() {
    let of = Criterion::ClearUpdates;
    check(of, |_| {}, (0, 0), "No update by 02:10 (Update owed).");
    check(
        of,
        |e| {
            e.play(300, "ic", update("war-room", Some("02:10")));
        },
        (1000, 1000),
        "the update says when the next word comes",
    );
    check(
        of,
        |e| {
            e.play(300, "ic", update("war-room", None));
        },
        (750, 750),
        "does not say when the next word comes",
    );
    // The same again is no update; one in words is read.
    check(
        of,
        |e| {
            e.play(300, "ic", update("war-room", Some("02:10")));
            e.play(400, "ic", update("war-room", Some("02:12")));
        },
        (1000, 1000),
        "",
    );
    let words =
        "10% of buyers cannot pay. bo-backend is rolling back the deploy. Next update 02:10.";
    let mut exercise = Exercise::started(&["ic", "dev", "support"]);
    let said = Play {
        text: words.to_owned(),
        ..Play::new(Move::Update {
            impact: String::new(),
            action: String::new(),
            owner: None,
            next_at: None,
        })
    };
    exercise.capture(300, "ic", 5, said);
    exercise.host(700, HostVerb::End);
    let score = final_score(&exercise);
    let of = one(&score, of);
    assert_eq!((of.credit.low, of.credit.high), (500, 1000), "{of:#?}");
    assert_eq!(of.basis, [Basis::Text]);
}

#[test]
fn level_of_detail() {
    let of = Criterion::LevelOfDetail;
    check(of, |_| {}, (0, 0), "Executives were told nothing.");
    check(
        of,
        |e| {
            e.play(100, "ic", update("war-room", Some("02:10")));
            e.play(
                110,
                "dev",
                at(
                    say("The build of 01:40 throws on a tenth of all orders"),
                    "tech",
                ),
            );
        },
        (1000, 1000),
        "specifics in the technical thread",
    );
    check(
        of,
        |e| {
            let mut jargon = update("war-room", Some("02:10"));
            jargon.text =
                "The hotfix on the sharded replica breaks the p99 latency budget of checkout"
                    .to_owned();
            e.play(100, "ic", jargon);
        },
        (0, 0),
        "for executives, without explanation: hotfix",
    );
}

#[test]
fn expectations() {
    let of = Criterion::Expectations;
    /// Asked in time, Support has no reason to speak up.
    fn support(e: &mut Exercise) {
        e.play(20, "ic", ask(&["support"], "What do customers feel?"));
    }
    check(
        of,
        |_| {},
        (0, 0),
        "Nobody was promised a time for the next word.",
    );
    check(
        of,
        |e| {
            support(e);
            e.play(300, "ic", update("war-room", Some("02:08")));
            e.play(
                400,
                "ic",
                Play {
                    text: "10% of buyers still cannot pay".to_owned(),
                    ..update("war-room", Some("02:30"))
                },
            );
        },
        (1000, 1000),
        "The word promised for 02:08 came.",
    );
    check(
        of,
        |e| {
            support(e);
            e.play(300, "ic", update("war-room", Some("02:08")));
        },
        (0, 0),
        "The word promised for 02:08 did not come.",
    );
    // A stakeholder's question: held in time, and then answered.
    fn asked(e: &mut Exercise) -> Seq {
        support(e);
        let asks = e.play(
            100,
            "support",
            ask(&["ic"], "How long does the rollback take?"),
        );
        asks[0].seq
    }
    check(
        of,
        |e| {
            let question = asked(e);
            e.play(
                130,
                "ic",
                Play {
                    reply_to: Some(question),
                    ..Play::new(Move::Acknowledge {
                        back_by: Some("02:05".parse().unwrap()),
                    })
                },
            );
            e.play(
                200,
                "ic",
                Play {
                    reply_to: Some(question),
                    ..say("The rollback takes 15 minutes.")
                },
            );
            e.play(300, "ic", update("war-room", None));
        },
        (500, 500),
        "the question of the Support lead was settled",
    );
    check(
        of,
        |e| {
            asked(e);
            e.play(300, "ic", update("customers", None));
        },
        (0, 0),
        "was not settled within 3 min",
    );
    // A time of repair that nobody who owns it gave: a quarter, once confirmed.
    check(
        of,
        |e| {
            support(e);
            e.play(300, "ic", update("war-room", Some("02:08")));
            let eta = "Everything will be back to normal in two hours. Next update 02:30.";
            e.play(
                400,
                "ic",
                Play {
                    text: eta.to_owned(),
                    ..update("customers", Some("02:30"))
                },
            );
            e.play(
                420,
                "ic",
                Play {
                    text: "10% of buyers still cannot pay".to_owned(),
                    ..update("war-room", Some("02:30"))
                },
            );
        },
        (750, 1000),
        "is a time that nobody who owns it gave",
    );
    check(
        of,
        |e| {
            support(e);
            e.play(200, "dev", tell(&["rollback-time"]));
            e.play(300, "ic", update("war-room", Some("02:08")));
            let eta = "Everything will be back to normal in 15 minutes. Next update 02:30.";
            e.play(
                400,
                "ic",
                Play {
                    text: eta.to_owned(),
                    ..update("customers", Some("02:30"))
                },
            );
            e.play(
                420,
                "ic",
                Play {
                    text: "10% of buyers still cannot pay".to_owned(),
                    ..update("war-room", Some("02:30"))
                },
            );
        },
        (1000, 1000),
        "",
    );
}

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
