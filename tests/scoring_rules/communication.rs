//! Communication: three criteria of 10 points.

use super::*;

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
    // A count of nothing is no impact, and a word no action.
    check(
        of,
        |e| {
            let counted = Play::new(Move::Update {
                impact: "1".to_owned(),
                action: "1".to_owned(),
                owner: Some(id("dev")),
                next_at: Some("02:10".parse().unwrap()),
            });
            e.play(300, "ic", counted);
        },
        (500, 500),
        "the update does not say the impact",
    );
    // Two messages in one breath are one update; word in four hours is none.
    check(
        of,
        |e| {
            e.play(300, "ic", update("war-room", None));
            let next = Play::new(Move::Update {
                impact: String::new(),
                action: "Rolling back the deploy".to_owned(),
                owner: None,
                next_at: Some("02:10".parse().unwrap()),
            });
            e.play(330, "ic", next);
        },
        (1000, 1000),
        "the update says when the next word comes",
    );
    check(
        of,
        |e| {
            e.play(300, "ic", update("war-room", Some("06:10")));
        },
        (750, 750),
        "the next word is more than an hour away",
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
    // Nobody speaks for the business here: the thread stands for all.
    check(
        of,
        |_| {},
        (0, 0),
        "Nothing was said in the technical thread.",
    );
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
    // No news is word as well, but not at once.
    check(
        of,
        |e| {
            support(e);
            e.play(10, "ic", update("war-room", Some("02:08")));
            e.play(400, "ic", update("war-room", Some("02:30")));
        },
        (1000, 1000),
        "The word promised for 02:08 came.",
    );
    check(
        of,
        |e| {
            support(e);
            e.play(300, "ic", update("war-room", Some("02:08")));
            e.play(400, "ic", update("war-room", Some("02:30")));
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
    // To wait for an hour and a half is no answer.
    check(
        of,
        |e| {
            let question = asked(e);
            let hold = Play {
                reply_to: Some(question),
                ..Play::new(Move::Acknowledge {
                    back_by: Some("03:32".parse().unwrap()),
                })
            };
            e.play(130, "ic", hold);
        },
        (0, 0),
        "was not settled within 3 min",
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
