//! Decision-making: four criteria of 10 points.

use super::*;

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
        "Patch: no word in the room on data lost, risk, users.",
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
    // Whoever names every price has named a share of this one's, and a word
    // that names nothing sets nothing off.
    check(
        of,
        |e| {
            options(e);
            let all = Decide {
                over: ids(&["patch"]),
                facts: ids(&["rollback-time", "patch-time"]),
                price: ids(&["rollback-loss", "patch-time"]),
                fallback: Some(Fallback {
                    option: id("patch"),
                    trigger: "1".to_owned(),
                }),
                ..bare("rollback")
            };
            e.play(100, "ic", decide(all));
        },
        (625, 625),
        "has no plan B with a trigger",
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
