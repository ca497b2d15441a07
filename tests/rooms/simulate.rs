//! Random exercises, checked after every step. The seed is in each message.
//!
//! `WARROOM_SIM_SEED` runs one seed; `WARROOM_SIM_RUNS` sets how many are run.

use super::common::{MINIMAL, join, sit};
use super::random::Random;
use warroom::engine::*;
use warroom::journal::*;
use warroom::model::*;

const STEPS: u64 = 250;

/// Every scenario that comes with the program: they have flows, cuts, staff,
/// variants, dice, reviews.
fn scenarios() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "ron"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// An exercise that is played and folded side by side.
struct Twin {
    live: Engine,
    folded: Engine,
    steps: Vec<Step>,
    seed: u64,
}

impl Twin {
    fn run_due(&mut self, until: SimTime) {
        let mut bound = 0;
        while let Some((at, item, events)) = self.live.run_due(until) {
            bound += 1;
            assert!(
                bound < 10_000,
                "seed {}: due for ever at {at:?}: {item:?}",
                self.seed
            );
            assert!(at <= until, "seed {}: {item:?} ran late", self.seed);
            if !silent(&item, &events) {
                self.add(at, Actor::Clock, Cause::Due(item), events);
            }
        }
    }

    fn add(&mut self, at: SimTime, actor: Actor, cause: Cause, events: Vec<Recorded>) {
        let seed = self.seed;
        let step = Step {
            n: self.steps.len() as u64 + 1,
            at,
            actor,
            cause,
            key: None,
            events,
        };
        assert!(
            at >= self.folded.state().now(),
            "seed {seed}: time went back at {step:?}"
        );
        for (recorded, n) in step.events.iter().zip(self.folded.state().seq().0 + 1..) {
            assert_eq!(recorded.seq.0, n, "seed {seed}: a gap in {step:?}");
            assert_eq!(recorded.at, at, "seed {seed}: another moment in {step:?}");
        }
        let json = serde_json::to_string(&step).unwrap();
        let read: Step = serde_json::from_str(&json).unwrap();
        assert_eq!(
            read, step,
            "seed {seed}: the journal says something else: {json}"
        );
        fold(&mut self.folded, &read);
        let (live, folded) = (self.live.state(), self.folded.state());
        if live.hash() != folded.hash() {
            panic!("seed {seed}: folding differs after {json}\n{live:#?}\n{folded:#?}");
        }
        let late = live.agenda().find(|(due, _)| *due < live.now());
        assert_eq!(late, None, "seed {seed}: left behind after {json}");
        self.steps.push(step);
    }
}

fn exercise(seed: u64, text: &str) -> (u64, u64) {
    let header = Header::new("K7QX", "Chance", text, seed, 0);
    let live = engine(&header).unwrap();
    let scenario = live.scenario().clone();
    let mut random = Random::new(seed, &scenario);
    let mut twin = Twin {
        folded: live.clone(),
        live,
        steps: Vec::new(),
        seed,
    };
    // Most exercises begin at once, so that most commands meet one in play.
    if seed % 8 > 1 {
        let seats = scenario.roles.iter().map(|role| role.id.as_str());
        let sits = ["p1", "p2", "p3"].into_iter().zip(seats);
        let joins = [JobFamily::Qa, JobFamily::Sales, JobFamily::Other]
            .into_iter()
            .zip(1..);
        let opening = joins
            .map(|(family, n)| join(&format!("p{n}"), &format!("Person p{n}"), family))
            .chain(sits.map(|(player, seat)| sit(player, seat)))
            .chain([Command::Host(HostVerb::Start)]);
        for command in opening {
            let events = twin
                .live
                .submit(SimTime::ZERO, Actor::Host, command.clone())
                .unwrap();
            twin.add(SimTime::ZERO, Actor::Host, Cause::Command(command), events);
        }
    }
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..STEPS {
        let state = twin.live.state();
        if state.running() {
            let by = match random.below(4) {
                0 => 0,
                1 => random.below(1_000),
                2 => random.below(30_000),
                _ => random.below(240_000),
            };
            let until = match state.cut() {
                // A command may come between two things due within a cut.
                Some(cut) if random.below(3) > 0 => cut.to,
                Some(_) => state.now(),
                None => state.now() + Span(by),
            };
            twin.run_due(until);
        }
        let now = twin.live.state().now();
        let at = match twin.live.next_due() {
            Some(due) if twin.live.state().cut().is_some() => now.min(due),
            Some(due) => (now + Span(random.below(500))).min(due),
            None => now,
        };
        let command = random.command();
        let actor = random.actor(&command);
        // Whoever begins the next turn lets the rest of this one pass.
        let first = twin.live.runs_first(&command);
        let first = first.filter(|_| twin.live.check(actor, &command).is_ok());
        if let Some(until) = first {
            twin.run_due(until);
        }
        let at = first.unwrap_or(at);
        let before = twin.live.state().hash();
        let legal = twin.live.check(actor, &command);
        match twin.live.submit(at, actor, command.clone()) {
            Ok(events) => {
                taken += 1;
                assert_eq!(legal, Ok(()), "seed {seed}: {command:?}");
                twin.add(
                    twin.live.state().now(),
                    actor,
                    Cause::Command(command),
                    events,
                );
            }
            Err(refusal) => {
                refused += 1;
                assert_eq!(legal, Err(refusal.clone()), "seed {seed}: {command:?}");
                assert!(!refusal.why.is_empty(), "seed {seed}: {command:?}");
                let after = twin.live.state().hash();
                assert_eq!(
                    before, after,
                    "seed {seed}: a refusal changed something: {command:?}"
                );
            }
        }
    }
    let bytes = encode(&header, &twin.steps).unwrap();
    let journal = read(&bytes).unwrap();
    assert_eq!(journal.steps, twin.steps, "seed {seed}");
    let verdict = verify(&journal).unwrap();
    assert_eq!(verdict.rerun, Rerun::Agrees, "seed {seed}");
    assert!(verdict.verified);
    (taken, refused)
}

#[test]
fn random_exercises_keep_every_invariant() {
    if let Some(seed) = number("WARROOM_SIM_SEED") {
        exercise(seed, MINIMAL);
        for text in scenarios() {
            exercise(seed, &text);
        }
        return;
    }
    let runs = number("WARROOM_SIM_RUNS").unwrap_or(60);
    let scenarios = scenarios();
    let mut whole = scenarios.iter().cycle();
    let (mut taken, mut refused) = (0, 0);
    for seed in 0..runs {
        let text = match seed % 3 {
            0 => whole.next().unwrap(),
            _ => MINIMAL,
        };
        let (t, r) = exercise(seed, text);
        taken += t;
        refused += r;
    }
    println!("{runs} exercises: {taken} commands taken, {refused} refused");
    assert!(taken > runs * STEPS / 10 && refused > runs * STEPS / 10);
}
