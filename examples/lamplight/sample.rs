//! The scene of the drawing: six minutes in, one option short of a decision.

use warroom::game::draw::{Deadline, Glyph, Health, Plate, Portrait, Speech};
use warroom::game::table::model::*;

fn seat(
    key: u16,
    role: &str,
    person: &str,
    away_from: &str,
    (plate, glyph): (Plate, Glyph),
    voice: u16,
) -> Seat {
    Seat {
        key: SeatKey(key),
        head: key == 0,
        role: role.to_owned(),
        person: person.to_owned(),
        away_from: away_from.to_owned(),
        persona: away_from.is_empty(),
        speaking: voice == 1000,
        voice,
        quiet_minutes: (voice == 0 && key != 0).then_some(4),
        plate,
        glyph,
        colour: usize::from(key),
    }
}

fn seats() -> Vec<Seat> {
    use {Glyph as G, Plate as P};
    let mut seats = vec![
        seat(
            0,
            "Incident commander",
            "Ines",
            "QA",
            (P::Command, G::Commander),
            0,
        ),
        seat(
            1,
            "Database lead",
            "Tomas",
            "Frontend",
            (P::Technical, G::Database),
            1000,
        ),
        seat(
            2,
            "Application lead",
            "Amara",
            "Sales",
            (P::Technical, G::Application),
            740,
        ),
        seat(
            3,
            "SRE lead",
            "Jonas",
            "Design",
            (P::Technical, G::Reliability),
            500,
        ),
        seat(
            4,
            "Product",
            "Priya",
            "Database",
            (P::Business, G::Product),
            620,
        ),
        seat(
            6,
            "Support",
            "Luis",
            "Networks",
            (P::FrontLine, G::Support),
            0,
        ),
        seat(
            5,
            "VP Engineering",
            "jane-vp",
            "",
            (P::Business, G::VicePresident),
            970,
        ),
    ];
    seats[0].speaking = false;
    seats
}

fn cell(big: &str, small: &str) -> Option<Cell> {
    Some(Cell {
        big: big.to_owned(),
        small: small.to_owned(),
    })
}

fn option(letter: &str, name: &str, owner: &Seat, cells: [Option<Cell>; 4]) -> OptionCard {
    OptionCard {
        letter: letter.to_owned(),
        name: name.to_owned(),
        owner: Some(owner.portrait()),
        cells,
        landing: None,
        chosen: false,
        lacks: String::new(),
    }
}

fn service(
    id: u16,
    label: &str,
    word: &str,
    health: Health,
    at: (u16, u16),
    links: &[(u16, bool)],
) -> Service {
    Service {
        id,
        label: label.to_owned(),
        word: word.to_owned(),
        note: String::new(),
        health,
        at,
        side: if health == Health::Idle {
            LabelSide::Right
        } else {
            LabelSide::Below
        },
        links: links
            .iter()
            .map(|(to, live)| Link {
                to: *to,
                live: *live,
            })
            .collect(),
    }
}

fn metric(value: &str, label: &str, trend: &[u16]) -> Metric {
    Metric {
        value: value.to_owned(),
        label: label.to_owned(),
        trend: trend.iter().map(|v| v * 1000 / 36).collect(),
        level: 1,
    }
}

fn legend(mark: Deadline, time: &str, label: &str, state: DeadlineState) -> LegendEntry {
    LegendEntry {
        mark,
        time: time.to_owned(),
        label: label.to_owned(),
        state,
    }
}

/// The scene of the drawing.
pub(crate) fn table() -> TableModel {
    let seats = seats();
    let mut restore = option(
        "A",
        "Restore",
        &seats[1],
        [cell("4 h", ""), None, None, None],
    );
    restore.landing = Some((0, 1));
    let options = vec![
        restore,
        option(
            "B",
            "Fail over",
            &seats[3],
            [
                cell("10 min", ""),
                cell("2 h", "of all data"),
                cell("low", ""),
                cell("10 min", "all down"),
            ],
        ),
        option(
            "C",
            "Workaround",
            &seats[2],
            [
                cell("30 min", ""),
                cell("none", ""),
                None,
                cell("15 s", "each login"),
            ],
        ),
    ];
    let web = [
        (0, 4, 3),
        (0, 6, 1),
        (0, 5, 1),
        (0, 2, 4),
        (0, 3, 5),
        (0, 1, 3),
        (1, 3, 3),
        (2, 3, 2),
        (1, 2, 3),
        (4, 6, 2),
        (4, 2, 1),
        (5, 4, 1),
    ];
    let mut database = service(
        1,
        "users table",
        "corrupt",
        Health::Down,
        (224, 84),
        &[(2, false), (3, false)],
    );
    database.note = "new cluster".to_owned();
    TableModel {
        phase: Phase::Play,
        clock: "02:11".to_owned(),
        elapsed: "T+6 min".to_owned(),
        scene: "decide".to_owned(),
        deadlines: vec![
            legend(
                Deadline::Decide,
                "02:15–02:17",
                "decide",
                DeadlineState::Next,
            ),
            legend(
                Deadline::Update,
                "02:30",
                "next update",
                DeadlineState::Ahead,
            ),
            legend(Deadline::Penalty, "02:45", "penalty", DeadlineState::Ahead),
        ],
        rim: Rim {
            opened: Some(5.0),
            now: Some(11.33),
            marks: vec![
                RimMark {
                    mark: Deadline::Decide,
                    at: 15.0,
                    until: Some(17.0),
                    state: DeadlineState::Next,
                },
                RimMark {
                    mark: Deadline::Update,
                    at: 30.0,
                    until: None,
                    state: DeadlineState::Ahead,
                },
                RimMark {
                    mark: Deadline::Penalty,
                    at: 45.0,
                    until: None,
                    state: DeadlineState::Ahead,
                },
            ],
        },
        severity: Some(Severity {
            level: 1,
            impact: "critical · logins fail".to_owned(),
        }),
        web: web
            .iter()
            .map(|(a, b, count)| Exchange {
                from: SeatKey(*a),
                to: SeatKey(*b),
                count: *count,
            })
            .collect(),
        talk: vec![
            Talk {
                from: SeatKey(0),
                to: SeatKey(1),
                speech: Speech::Ask,
                chip: "restore?".to_owned(),
            },
            Talk {
                from: SeatKey(1),
                to: SeatKey(0),
                speech: Speech::Tell,
                chip: "4 h".to_owned(),
            },
        ],
        rows: ["time", "data lost", "risk", "users"].map(str::to_owned),
        options,
        face_down: "one left".to_owned(),
        services: vec![
            service(
                0,
                "login",
                "failing",
                Health::Failing,
                (44, 84),
                &[(1, true)],
            ),
            database,
            service(
                2,
                "old cluster",
                "standing by",
                Health::Idle,
                (384, 46),
                &[],
            ),
            service(3, "backup", "ready", Health::Idle, (384, 122), &[]),
        ],
        metrics: vec![
            metric("5%", "locked out", &[0, 16, 30, 30, 30, 30]),
            metric("1,240", "failed a minute", &[2, 8, 16, 20, 27, 36]),
            metric("86", "tickets", &[0, 3, 7, 14, 24, 36]),
        ],
        inject: Some(Inject {
            number: 5,
            landing: true,
            portrait: Some(seats[6].portrait()),
            from: Some(SeatKey(5)),
            sender: "jane-vp".to_owned(),
            receiver: "all".to_owned(),
            time: "02:11".to_owned(),
            text: "Options, time for each, and numbers.".to_owned(),
        }),
        motion: false,
        turn: None,
        seats,
    }
}

/// A turn in which two rolls fell and three dice wait.
fn turn(seats: &[Seat]) -> TurnCard {
    let act = |owner: usize, tool: &str, name: &str, dice: &[Option<u8>]| ActCard {
        owner: seats[owner].portrait(),
        tool: tool.to_owned(),
        name: name.to_owned(),
        dice: dice.to_vec(),
        sum: String::new(),
        needed: "10 needed, adds 2".to_owned(),
        succeeded: None,
    };
    TurnCard {
        title: "Turn 3, until 14:15".to_owned(),
        words: String::new(),
        free: 1,
        acts: vec![
            ActCard {
                sum: "13".to_owned(),
                needed: "10 needed, adds 2".to_owned(),
                succeeded: Some(true),
                ..act(1, "Tracing", "Follow one order", &[Some(6), Some(5)])
            },
            ActCard {
                sum: "1".to_owned(),
                needed: "7 needed".to_owned(),
                succeeded: Some(false),
                ..act(
                    2,
                    "Dashboards",
                    "Compare the counters of both stores",
                    &[Some(1)],
                )
            },
            act(
                3,
                "Queue console",
                "Drain the dead letters",
                &[None, None, None, None, None],
            ),
        ],
    }
}

/// Other states of the same table.
pub(crate) fn scenes() -> Vec<(&'static str, TableModel)> {
    let play = table();
    let phase = |phase: Phase| TableModel {
        phase,
        ..play.clone()
    };
    let mut chosen = play.clone();
    chosen.options[1].chosen = true;
    chosen.options[0].landing = None;
    if let Some(inject) = &mut chosen.inject {
        inject.landing = false;
    }
    chosen.severity = Some(Severity {
        level: 2,
        impact: "major · logins slow".to_owned(),
    });
    chosen.deadlines[0].state = DeadlineState::Passed;
    chosen.rim.marks[0].state = DeadlineState::Passed;
    chosen.talk = vec![
        Talk {
            from: SeatKey(0),
            to: SeatKey(3),
            speech: Speech::Order,
            chip: "fail over".to_owned(),
        },
        Talk {
            from: SeatKey(4),
            to: SeatKey(0),
            speech: Speech::Object,
            chip: "15 s".to_owned(),
        },
        Talk {
            from: SeatKey(6),
            to: SeatKey(2),
            speech: Speech::Tell,
            chip: "40 calls".to_owned(),
        },
    ];
    let cut = Cut {
        title: "02:20 to 06:15".to_owned(),
        lines: [
            "restore of users table runs, 4 h",
            "Support tells customers at 03:00 and 05:00",
            "wake Ines if replication lag passes 30 s",
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    let mut crowded = play.clone();
    for (key, glyph) in [
        (7, Glyph::Legal),
        (8, Glyph::Press),
        (9, Glyph::Security),
        (10, Glyph::Payments),
    ] {
        let plate = if key < 9 {
            Plate::Business
        } else {
            Plate::Technical
        };
        crowded.seats.push(seat(
            key,
            "Communications lead",
            "Wilhelmina",
            "Procurement",
            (plate, glyph),
            300,
        ));
    }
    let mut long = crowded.options[1].clone();
    long.name = "Read-only mode".to_owned();
    crowded.options.push(long);
    crowded.severity = Some(Severity {
        level: 3,
        impact: "minor · reports late".to_owned(),
    });
    if let Some(inject) = &mut crowded.inject {
        inject.text = "A newspaper has it and asks for a comment before the hour; what may we say, and who says it?".to_owned();
    }
    let mut dice = play.clone();
    dice.turn = Some(turn(&dice.seats));
    dice.options.clear();
    dice.face_down.clear();
    dice.inject = None;
    vec![
        ("dice", dice),
        ("crowded", crowded),
        ("lobby", phase(Phase::Lobby)),
        ("chosen", chosen),
        ("paused", phase(Phase::Paused)),
        ("cut", phase(Phase::Cut(cut))),
        ("emergency", phase(Phase::Emergency)),
        ("endex", phase(Phase::Endex(Ending::default()))),
    ]
}

/// One portrait of every role.
pub(crate) fn portraits() -> Vec<Portrait> {
    use Glyph::*;
    let roles = [
        (Plate::Command, vec![Commander, Deputy, Scribe]),
        (
            Plate::Technical,
            vec![
                Database,
                Application,
                Reliability,
                Infrastructure,
                Payments,
                Security,
            ],
        ),
        (
            Plate::Business,
            vec![Product, VicePresident, ChiefExecutive, Legal, Finance],
        ),
        (Plate::FrontLine, vec![Support, Communications, Press]),
    ];
    let mut portraits = Vec::new();
    for (plate, glyphs) in roles {
        for glyph in glyphs {
            let colour = portraits.len() % 7;
            portraits.push(Portrait {
                plate,
                glyph,
                colour,
                persona: glyph == VicePresident,
            });
        }
    }
    portraits
}
