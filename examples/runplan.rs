#![allow(warnings)]
#[path = "../tests/support/plan.rs"]
mod plan;
use warroom::scoring::{When, score};
use warroom::model::Audience;
use warroom::view::item;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let loaded = warroom::scenario::load(&text);
    let Some(scenario) = loaded.scenario else { println!("does not load: run `warroom check`"); std::process::exit(1) };
    let scenario = std::sync::Arc::new(scenario);
    let lines = warroom::rehearsal::plan::read(&std::fs::read_to_string(&args[2]).unwrap()).expect("plan");
    let seeds: Vec<u64> = args[3].split(',').map(|s| s.parse().unwrap()).collect();
    for seed in seeds {
        let run = plan::Run::of(&scenario, seed, false, &lines);
        if args.get(4).map(String::as_str) == Some("log") {
            for r in &run.log {
                let e = serde_json::to_value(&r.event).unwrap();
                let s = serde_json::to_string(&e).unwrap();
                println!("{} #{} {}", scenario.shows(r.at).with_seconds(), r.seq, s.chars().take(420).collect::<String>());
            }
        }
        let s = score(&scenario, &run.log, When::Final, false);
        println!("== seed {seed}: {} to {} of {}", s.total.low, s.total.high, s.max);
        for c in &s.criteria {
            println!("  {:22} {:4}..{:4} of {:2} {}", c.criterion.key(), c.credit.low, c.credit.high, c.points, c.unobserved.as_deref().unwrap_or(""));
            if args.get(4).is_some() { for m in &c.missing { println!("       - {m}"); } }
        }
        for r in &run.log {
            match &r.event {
                warroom::engine::Event::Ended { ending } => println!("  ending: {ending:?}"),
                warroom::engine::Event::Reached { milestone } => println!("  reached {milestone} at {}", scenario.shows(r.at)),
                _ => {}
            }
        }
    }
}
