//! How fast a scenario is checked: one of ten thousand injects by form, where a
//! second is the most that an author should wait, and one that comes with the
//! program by a search.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use warroom::rehearsal::search::{Search, search};
use warroom::scenario::load;

const MINIMAL: &str = include_str!("../tests/fixtures/scenarios/minimal.ron");
const DB_MIGRATION: &str = include_str!("../scenarios/db-migration.ron");
const INJECTS: usize = 10_000;

/// One inject after the other: each waits for the one before, asks for
/// something, expects a move and arms another when it does not come; every
/// third waits for a milestone of its own instead, which waits for a release.
fn many() -> String {
    let (mut injects, mut milestones) = (String::new(), String::new());
    for i in 0..INJECTS {
        let before = match i {
            0 => "alert".to_owned(),
            i => format!("i{}", i - 1),
        };
        let trigger = match i % 3 {
            0 => format!("AfterInject(\"{before}\", \"1s\")"),
            1 => "Armed".to_owned(),
            _ => {
                milestones.push_str(&format!(
                    "(id: \"m{i}\", title: \"m\", when: Any([Released(\"{before}\"), Told(\"symptoms\")])),\n"
                ));
                format!("When(All([Milestone(\"m{i}\"), Not(Milestone(\"fixed\"))]))")
            }
        };
        let contingency = match i % 3 {
            0 if i + 1 < INJECTS => format!(", contingency: \"i{}\"", i + 1),
            _ => String::new(),
        };
        injects.push_str(&format!(
            "(id: \"i{i}\", title: \"n\", trigger: {trigger}, from: Seat(\"dev\"), to: Channel(\"tech\"), \
             medium: Chat, text: \"more of the deploy\", demand: (of: [\"ic\"], topics: [\"deploy\"]), \
             expects: [(text: \"Ask\", any: [(kinds: [ask], to: [\"dev\"])], within: \"1 min\"{contingency})]),\n"
        ));
    }
    MINIMAL
        .replace("    injects: [\n", &format!("    injects: [\n{injects}"))
        .replace(
            "    milestones: [\n",
            &format!("    milestones: [\n{milestones}"),
        )
}

fn form(c: &mut Criterion) {
    let text = many();
    assert!(load(&text).scenario.is_some());
    let mut group = c.benchmark_group("check");
    group
        .throughput(Throughput::Elements(INJECTS as u64))
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    group.bench_function("form, 10,000 injects", |bench| {
        bench.iter(|| black_box(load(&text)));
    });
    // The same with a slip in every tenth inject: each finding is placed.
    let slips = text.replace("0\", title: \"n\"", "0\", title: \"\"");
    assert!(load(&slips).scenario.is_none());
    group.bench_function("form, findings in every tenth", |bench| {
        bench.iter(|| black_box(load(&slips)));
    });
    group.finish();
}

fn played(c: &mut Criterion) {
    let mut group = c.benchmark_group("search");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(20));
    group.bench_function("db-migration", |bench| {
        bench.iter(|| black_box(search(DB_MIGRATION, &Search::default(), || {})));
    });
    group.finish();
}

criterion_group!(benches, form, played);
criterion_main!(benches);
