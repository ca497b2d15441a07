//! One exercise of the minimal scenario, command by command.
use std::sync::Arc;
use warroom::engine::*;
use warroom::model::*;
use warroom::scenario::load;

fn engine() -> Engine {
    let text = std::fs::read_to_string("tests/fixtures/scenarios/minimal.ron").unwrap();
    let loaded = load(&text);
    Engine::new(Arc::new(loaded.scenario.expect("loads")), 7, false)
}

#[test]
fn a_whole_exercise() {
    let mut e = engine();
    let p = |s: &str| PlayerId::new(s).unwrap();
    let mut log = Vec::new();
    let mut go = |e: &mut Engine, at: u64, actor: Actor, c: Command| {
        while let Some((_, _, r)) = e.run_due(SimTime(at)) {
            log.extend(r);
        }
        let r = e.submit(SimTime(at), actor, c).unwrap();
        log.extend(r);
    };
    go(&mut e, 0, Actor::Host, Command::Join(Join { player: p("p1"), name: "Ines".into(), family: JobFamily::Qa, part: Part::Player, token_hash: String::new() }));
    go(&mut e, 0, Actor::Host, Command::Host(HostVerb::Deal { again: false }));
    go(&mut e, 0, Actor::Host, Command::Host(HostVerb::Start));
    let ic = Actor::Person(p("p1"));
    go(&mut e, 20_000, ic, Command::Play(Play::new(Move::Declare { severity: Severity::Sev2, impact: "One buyer in ten cannot pay".into() })));
    let mut ask = Play::new(Move::Ask { topics: vec![], objections: false });
    ask.text = "How long does the rollback take and what do we lose?".into();
    go(&mut e, 40_000, ic, Command::Play(ask));
    go(&mut e, 200_000, ic, Command::Play(Play { text: "ok".into(), ..Play::new(Move::Say) }));
    go(&mut e, 900_000, Actor::Host, Command::Host(HostVerb::End));
    for r in &log {
        println!("{} {} {:?} {}", r.seq, r.at.0 / 1000, r.by, serde_json::to_string(&r.event).unwrap());
    }
}
