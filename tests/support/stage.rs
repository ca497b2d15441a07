//! A played stretch of a real scenario, for pictures and tests of the panels.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "shared by tests: nobody uses all of it, and all fail loudly"
)]

use std::sync::Arc;

use warroom::engine::*;
use warroom::game::ui::{Conduct, ConnectionModel, Lore, NoteModel, RoomModel, ScoreModel};
use warroom::model::*;
use warroom::scenario::{Scenario, load};
use warroom::scoring::{Scorer, When};
use warroom::view::{HostView, Item, PlayerView, Snapshot, item, snapshot};

/// An exercise with its journal.
pub(crate) struct Exercise {
    pub(crate) engine: Engine,
    pub(crate) journal: Vec<Item>,
    pub(crate) recorded: Vec<Recorded>,
    pub(crate) scorer: Scorer,
}

impl Exercise {
    pub(crate) fn of(file: &str, seed: u64) -> Self {
        let text = std::fs::read_to_string(file).unwrap();
        let scenario = Arc::new(load(&text).scenario.expect("loads"));
        Self {
            engine: Engine::new(scenario.clone(), seed, false),
            journal: Vec::new(),
            recorded: Vec::new(),
            scorer: Scorer::new(scenario, false),
        }
    }

    pub(crate) fn scenario(&self) -> &Scenario {
        self.engine.scenario()
    }

    fn keep(&mut self, recorded: Vec<Recorded>) {
        for one in recorded {
            self.scorer.push(&one);
            let line = item(
                self.engine.scenario(),
                self.engine.state(),
                &one,
                Audience::Host,
            );
            self.journal.extend(line);
            self.recorded.push(one);
        }
    }

    /// Lets time pass until so many seconds after STARTEX.
    pub(crate) fn until(&mut self, seconds: u64) {
        while let Some((_, _, recorded)) = self.engine.run_due(SimTime(seconds * 1000)) {
            self.keep(recorded);
        }
    }

    pub(crate) fn go(&mut self, seconds: u64, actor: Actor, command: Command) {
        self.until(seconds);
        match self.engine.submit(SimTime(seconds * 1000), actor, command) {
            Ok(recorded) => self.keep(recorded),
            Err(why) => eprintln!("fixture, at {seconds} s: {why}"),
        }
    }

    pub(crate) fn host(&mut self, seconds: u64, verb: HostVerb) {
        self.go(seconds, Actor::Host, Command::Host(verb));
    }

    /// Words of a seat, captured.
    pub(crate) fn say(
        &mut self,
        seconds: u64,
        seat: SeatId,
        act: Move,
        to: Option<SeatId>,
        text: &str,
    ) {
        let play = Play {
            to: to.into_iter().collect(),
            text: text.to_owned(),
            ..Play::new(act)
        };
        self.go(
            seconds,
            Actor::Host,
            Command::Capture(Capture {
                seat,
                ago: Span::seconds(3),
                play,
            }),
        );
    }

    pub(crate) fn host_view(&self) -> HostView {
        match snapshot(
            self.engine.scenario(),
            self.engine.state(),
            Audience::Host,
            None,
        ) {
            Snapshot::Host(view) => *view,
            _ => unreachable!(),
        }
    }

    pub(crate) fn seat_view(&self, seat: SeatId, me: Option<PlayerId>) -> PlayerView {
        match snapshot(
            self.engine.scenario(),
            self.engine.state(),
            Audience::Seat(seat),
            me,
        ) {
            Snapshot::Player(view) => *view,
            _ => unreachable!(),
        }
    }

    pub(crate) fn score(&self, when: When) -> ScoreModel {
        ScoreModel::of(&self.scorer.score(when), &self.journal, false)
    }

    pub(crate) fn lore(&self) -> Lore {
        Lore::of(self.scenario())
    }

    pub(crate) fn room(&self) -> RoomModel {
        let seats = self
            .host_view()
            .table
            .seats
            .iter()
            .filter(|seat| !seat.persona)
            .map(|seat| seat.id)
            .collect();
        let code = qrcode::QrCode::new("http://192.168.1.20:7878/r/K7PM").unwrap();
        let side = code.width();
        let colours = code.to_colors();
        RoomModel {
            code: "K7PM".to_owned(),
            addresses: vec![
                "http://192.168.1.20:7878/r/K7PM".to_owned(),
                "http://10.0.4.7:7878".to_owned(),
            ],
            qr: colours
                .chunks(side)
                .map(|row| row.iter().map(|c| *c == qrcode::Color::Dark).collect())
                .collect(),
            connected: ConnectionModel {
                seats,
                others: vec!["evaluator".to_owned(), "table on screen 2".to_owned()],
            },
            reached: true,
            steps: self.engine.state().seq().0,
            trouble: None,
            code_shown: false,
            report: None,
        }
    }

    pub(crate) fn notes(&self) -> Vec<NoteModel> {
        let moment = |back: usize| self.journal.iter().rev().nth(back);
        let words = [
            (9, "Begins to speak twice, is talked over."),
            (6, "Answers in plain words. No jargon."),
            (3, "Hands the flood to Support aloud; nobody confirms."),
        ];
        words
            .into_iter()
            .filter_map(|(back, text)| {
                let item = moment(back)?;
                let seat = match &item.line {
                    warroom::view::Line::Message { from, .. } => from.seat,
                    warroom::view::Line::Notice { .. } => None,
                };
                Some(NoteModel {
                    at: item.at,
                    seat,
                    of: Some(item.seq),
                    text: text.to_owned(),
                    conduct: Conduct::Note,
                })
            })
            .collect()
    }
}

pub(crate) fn seat(id: &str) -> SeatId {
    SeatId::new(id).unwrap()
}

/// Exercise 1, some six minutes in: options come in, one seat is quiet.
pub(crate) fn six_minutes() -> Exercise {
    let mut ex = Exercise::of("scenarios/db-migration.ron", 7);
    let people = [
        ("Ines", JobFamily::Qa),
        ("Tomas", JobFamily::Frontend),
        ("Amara", JobFamily::Sales),
        ("Jonas", JobFamily::Design),
        ("Priya", JobFamily::Database),
        ("Luis", JobFamily::Network),
    ];
    let seats: Vec<SeatId> = ex.scenario().roles.iter().map(|role| role.id).collect();
    for (index, (name, family)) in people.into_iter().enumerate() {
        let player = PlayerId::new(&format!("p{index}")).unwrap();
        let part = Part::Player;
        let join = Join {
            player,
            name: name.to_owned(),
            family,
            part,
            token_hash: String::new(),
        };
        ex.go(0, Actor::Host, Command::Join(join));
        // Everybody but the sixth role, which stays with its persona.
        let seat = seats[if index < 5 { index } else { 6 }];
        ex.host(
            0,
            HostVerb::Seat {
                player,
                seat,
                anyway: true,
            },
        );
    }
    ex.host(0, HostVerb::Start);
    let (ic, db, app, sre, product, support) =
        (seats[0], seats[1], seats[2], seats[3], seats[4], seats[6]);
    let ask = || Move::Ask {
        topics: Vec::new(),
        objections: false,
    };
    let tell = |ex: &Exercise, seat: SeatId, nth: usize| {
        let view = ex.seat_view(seat, None);
        let facts = view.card.map_or_else(Vec::new, |card| card.facts);
        let fact = facts
            .iter()
            .filter(|fact| fact.own && !fact.cells.is_empty())
            .nth(nth)
            .map(|fact| (fact.id, fact.line.clone()));
        match fact {
            Some((id, line)) => (Move::Tell { facts: vec![id] }, line),
            None => (
                Move::Tell { facts: Vec::new() },
                "Still looking.".to_owned(),
            ),
        }
    };
    ex.say(
        62,
        ic,
        Move::Declare {
            severity: Severity::Sev1,
            impact: "logins fail".to_owned(),
        },
        None,
        "This is a SEV-1. Logins fail for one in twenty.",
    );
    let technical = ex
        .scenario()
        .channels
        .iter()
        .find(|c| c.purpose == warroom::scenario::Purpose::Technical)
        .map(|c| c.id);
    if let Some(technical) = technical {
        ex.say(
            91,
            ic,
            Move::SetChannels { technical },
            None,
            "Technical talk goes to the thread.",
        );
    }
    ex.say(105, support, Move::Say, None, "Phones are full.");
    ex.say(
        118,
        db,
        Move::Tell { facts: Vec::new() },
        Some(ic),
        "Corruption in the users table, five per cent.",
    );
    ex.say(
        140,
        product,
        ask(),
        Some(ic),
        "How many users? What do they see?",
    );
    ex.say(
        152,
        ic,
        Move::Acknowledge { back_by: None },
        Some(product),
        "In a moment.",
    );
    ex.say(
        165,
        ic,
        ask(),
        Some(sre),
        "Fail over: time, loss, risk, users?",
    );
    for nth in 0..2 {
        let (act, line) = tell(&ex, sre, nth);
        ex.say(200 + nth as u64 * 12, sre, act, Some(ic), &line);
    }
    ex.say(240, ic, ask(), Some(app), "Can you work around it?");
    let (act, line) = tell(&ex, app, 0);
    ex.say(266, app, act, Some(ic), &line);
    ex.say(
        284,
        product,
        Move::Object { option: None },
        Some(ic),
        "Fifteen seconds will flood the phones.",
    );
    ex.say(
        295,
        ic,
        Move::Acknowledge { back_by: None },
        Some(product),
        "Heard. Support, plan for it.",
    );
    ex.say(330, ic, ask(), Some(db), "Restore: time? data loss? risk?");
    let (act, line) = tell(&ex, db, 0);
    ex.say(372, db, act, Some(ic), &line);
    ex.until(380);
    // The clock is where the last words were.
    ex.say(
        380,
        ic,
        Move::Say,
        None,
        "Three ways out. I decide at a quarter past.",
    );
    ex
}

/// The smallest scenario, two minutes in: stable words for outlines.
pub(crate) fn two_minutes() -> Exercise {
    let mut ex = Exercise::of("tests/fixtures/scenarios/minimal.ron", 7);
    for (index, (name, family, place)) in [
        ("Ines", JobFamily::Qa, "ic"),
        ("Luis", JobFamily::Network, "dev"),
    ]
    .into_iter()
    .enumerate()
    {
        let player = PlayerId::new(&format!("p{index}")).unwrap();
        let (name, part) = (name.to_owned(), Part::Player);
        let join = Join {
            player,
            name,
            family,
            part,
            token_hash: String::new(),
        };
        ex.go(0, Actor::Host, Command::Join(join));
        ex.host(
            0,
            HostVerb::Seat {
                player,
                seat: seat(place),
                anyway: false,
            },
        );
    }
    ex.host(0, HostVerb::Start);
    let (ic, dev) = (seat("ic"), seat("dev"));
    let impact = "one buyer in ten cannot pay".to_owned();
    ex.say(
        20,
        ic,
        Move::Declare {
            severity: Severity::Sev2,
            impact,
        },
        None,
        "This is a SEV-2.",
    );
    let ask = Move::Ask {
        topics: Vec::new(),
        objections: false,
    };
    ex.say(40, ic, ask, Some(dev), "How long does the rollback take?");
    let facts = vec![FactId::new("rollback-time").unwrap()];
    ex.say(70, dev, Move::Tell { facts }, Some(ic), "Fifteen minutes.");
    let ask = Move::Ask {
        topics: Vec::new(),
        objections: false,
    };
    ex.say(110, dev, ask, Some(ic), "Shall I begin?");
    ex.until(120);
    ex
}
