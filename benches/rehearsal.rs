//! How fast whole exercises are: bots with their views, personas, scoring.
//! `--profile-time` with `perf` shows where the time goes.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use warroom::bots::Policy;
use warroom::rehearsal::Exercise;
use warroom::scenario::{Scenario, load};

const DB_MIGRATION: &str = include_str!("../scenarios/db-migration.ron");

fn scenario() -> Arc<Scenario> {
    let scenario = load(DB_MIGRATION).scenario;
    Arc::new(scenario.unwrap_or_else(|| unreachable!("it comes with the program")))
}

/// One core, one exercise after the other, each with a seed of its own.
fn exercises(c: &mut Criterion) {
    let scenario = scenario();
    let mut group = c.benchmark_group("rehearsal");
    group
        .throughput(Throughput::Elements(1))
        .sample_size(20)
        .measurement_time(Duration::from_secs(10));
    for policy in [
        Policy::Strong,
        Policy::Talker,
        Policy::Random,
        Policy::Silent,
    ] {
        let mut seed = 0;
        group.bench_function(policy.key(), |bench| {
            bench.iter(|| {
                seed += 1;
                let seats = [scenario.commander];
                black_box(Exercise::new(&scenario, seed, policy, &seats).play())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, exercises);
criterion_main!(benches);
