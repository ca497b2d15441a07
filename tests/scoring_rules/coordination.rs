//! Coordination: six criteria of 5 points.

use super::*;

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
    // Whoever says yes late does not say it for who was named in time.
    check(
        of,
        |e| {
            e.play(30, "ic", assign("tech", "dev"));
            e.play(400, "ic", assign("comms", "support"));
            e.play(405, "support", ack());
            let again = Move::Assign {
                responsibility: id("tech"),
                seat: id("support"),
                base: 1,
            };
            e.play(410, "ic", Play::new(again));
            e.play(415, "support", ack());
        },
        (250, 250),
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
    /// Asked in time, Support does not wait for the commander.
    fn options(e: &mut Exercise) {
        e.play(20, "ic", ask(&["support"], "What do customers feel?"));
        super::options(e);
    }
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
    // Hands on: the work is a lead's to begin.
    check(
        of,
        |e| {
            options(e);
            e.play(100, "ic", order(&["dev"], Some("rollback"), Some("02:20")));
            e.play(
                110,
                "ic",
                Play::new(Move::Start {
                    option: id("rollback"),
                }),
            );
        },
        (875, 875),
        "02:01: the commander began Roll back instead of the Backend engineer.",
    );
    // Gone: five minutes without a word, and Support waits.
    check(
        of,
        |e| {
            super::options(e);
            e.play(110, "ic", order(&["dev"], Some("rollback"), Some("02:20")));
            e.play(700, "ic", say("Where are we?"));
        },
        (500, 500),
        "nothing was heard from the commander, while the Support lead waited",
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
    // Tapped first and then said, it is one decision with both their fields;
    // for another option it is another one.
    let again = |option: &'static str| {
        let full = Decide {
            because: "the rollback loses nothing".to_owned(),
            check_at: Some("02:20".parse().unwrap()),
            base: 1,
            ..bare(option)
        };
        move |e: &mut Exercise| {
            options(e);
            e.play(100, "ic", decide(bare("rollback")));
            e.play(105, "ic", order(&["dev"], Some("rollback"), Some("02:20")));
            e.capture(160, "ic", 20, decide(full.clone()));
        }
    };
    let score_of = |story: &dyn Fn(&mut Exercise)| {
        let mut exercise = Exercise::started(&["ic", "dev", "support"]);
        story(&mut exercise);
        exercise.host(1020, HostVerb::End);
        one(&final_score(&exercise), of).credit
    };
    let once = score_of(&again("rollback"));
    assert_eq!((once.low, once.high), (1000, 1000));
    assert!(score_of(&again("patch")).high < 1000);
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
