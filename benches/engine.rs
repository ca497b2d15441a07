//! How fast the rules are: moves through check, decide and apply, and the
//! folding of a long journal.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use warroom::engine::*;
use warroom::model::*;
use warroom::scenario::load;

const MINIMAL: &str = include_str!("../tests/fixtures/scenarios/minimal.ron");
const MOVES: u32 = 100;
const EVENTS: usize = 1_000_000;

/// An exercise in play, and the one in command.
fn in_play() -> (Engine, Actor) {
    let scenario = load(MINIMAL)
        .scenario
        .unwrap_or_else(|| unreachable!("it is a fixture"));
    let mut engine = Engine::new(Arc::new(scenario), 7, false);
    let (Ok(player), Ok(seat)) = (PlayerId::new("p1"), SeatId::new("ic")) else {
        unreachable!("both are ids");
    };
    let join = Join {
        player,
        name: "Ines".to_owned(),
        family: JobFamily::Qa,
        part: Part::Player,
        token_hash: String::new(),
    };
    for command in [
        Command::Join(join),
        Command::Host(HostVerb::Seat {
            player,
            seat,
            anyway: false,
        }),
        Command::Host(HostVerb::Start),
    ] {
        let done = engine.submit(SimTime::ZERO, Actor::Host, command);
        assert!(done.is_ok());
    }
    (engine, Actor::Person(player))
}

/// One of the moves that an exercise mostly consists of.
fn a_move(n: u32) -> Command {
    let (act, text) = match n % 4 {
        0 => (
            Move::Note {
                line: BoardLine::Plan,
                base: n / 4,
            },
            "Roll back, then look again.",
        ),
        1 => (
            Move::Ask {
                topics: Vec::new(),
                objections: false,
            },
            "How long is the rollback?",
        ),
        2 => (Move::Say, "One buyer in ten cannot pay since the deploy."),
        _ => (
            Move::Update {
                impact: "One buyer in ten cannot pay".to_owned(),
                action: "We roll back".to_owned(),
                owner: None,
                next_at: None,
            },
            "",
        ),
    };
    Command::Play(Play {
        text: text.to_owned(),
        ..Play::new(act)
    })
}

fn moves(c: &mut Criterion) {
    let (engine, ines) = in_play();
    let mut group = c.benchmark_group("engine");
    group.throughput(Throughput::Elements(u64::from(MOVES)));
    group.bench_function("moves", |bench| {
        bench.iter_batched(
            || (engine.clone(), (0..MOVES).map(a_move).collect::<Vec<_>>()),
            |(mut engine, moves)| {
                for (at, command) in (0..).zip(moves) {
                    let done = engine.submit(SimTime(at), ines, command);
                    assert!(black_box(done).is_ok());
                }
                engine
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn replay(c: &mut Criterion) {
    let (begun, ines) = in_play();
    let mut engine = begun.clone();
    let mut steps: Vec<Vec<Recorded>> = Vec::new();
    let (mut events, mut n) = (0, 0);
    while events < EVENTS {
        let act = Move::Note {
            line: BoardLine::Plan,
            base: n,
        };
        let play = Play {
            text: "Roll back, then look again.".to_owned(),
            ..Play::new(act)
        };
        let Ok(step) = engine.submit(SimTime::ZERO, ines, Command::Play(play)) else {
            unreachable!("the note is based on the last one");
        };
        n += 1;
        events += step.len();
        steps.push(step);
    }
    let mut group = c.benchmark_group("engine");
    group.throughput(Throughput::Elements(events as u64));
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    group.bench_function("fold a million events", |bench| {
        bench.iter(|| {
            let mut engine = begun.clone();
            for step in &steps {
                engine.fold(SimTime::ZERO, None, step);
            }
            engine
        });
    });
    group.finish();
}

criterion_group!(benches, moves, replay);
criterion_main!(benches);
