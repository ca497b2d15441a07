//! The verbs of the host.

use super::play::said;
use crate::engine::chance::Draws;
use crate::engine::command::{Adopt, HostVerb};
use crate::engine::deal;
use crate::engine::event::{Event, ReleasedBy};
use crate::engine::state::State;
use crate::model::*;
use crate::scenario::{Authority, Cell, Course, Duration3, Scenario, Trigger, Variant};

pub(super) fn host(state: &State, scenario: &Scenario, at: SimTime, verb: HostVerb) -> Vec<Event> {
    match verb {
        HostVerb::Seat { player, seat, .. } => {
            let own_job = state
                .people()
                .get(&player)
                .zip(scenario.roles.get(seat))
                .is_some_and(|(person, role)| person.family == role.family);
            vec![Event::Seated {
                player,
                seat,
                own_job,
            }]
        }
        HostVerb::Unseat { seat } => vec![Event::Unseated { seat }],
        HostVerb::Deal { again } => match deal::deal(state, scenario, again) {
            Ok(deal) => {
                let seated = |(player, seat)| Event::Seated {
                    player,
                    seat,
                    own_job: false,
                };
                std::iter::once(Event::Dealt { cost: deal.cost })
                    .chain(deal.seats.into_iter().map(seated))
                    .collect()
            }
            // `check` has tried the same deal.
            Err(_) => Vec::new(),
        },
        HostVerb::Brief => vec![Event::Briefed],
        HostVerb::Start => start(state, scenario),
        HostVerb::Pause { why } => vec![Event::Paused { why }],
        HostVerb::Resume => vec![Event::Resumed],
        HostVerb::Speed { pace } => vec![Event::PaceSet { pace }],
        HostVerb::Scene => crate::engine::check::next_scene(state, scenario)
            .map(|scene| Event::SceneBegan { scene: scene.id })
            .into_iter()
            .collect(),
        HostVerb::Roll => super::dice::roll(state, scenario),
        HostVerb::Turn => super::dice::next(state, scenario),
        HostVerb::Cut { plan } => {
            let to = state
                .scene()
                .and_then(|(scene, _)| scenario.scenes.get(scene))
                .and_then(|scene| scene.cut.as_ref())
                .map_or(at, |cut| scenario.at(cut.to));
            vec![Event::CutBegan { from: at, to, plan }]
        }
        HostVerb::Release { inject } => vec![Event::Released {
            inject,
            how: ReleasedBy::Host,
        }],
        HostVerb::Delay { inject, by } => {
            let due = state.inject_due(inject).unwrap_or(at).max(at) + by;
            vec![Event::Delayed { inject, due }]
        }
        HostVerb::Cancel { inject } => vec![Event::Cancelled { inject }],
        HostVerb::Improvise {
            from,
            to,
            medium,
            text,
        } => {
            vec![Event::Improvised {
                from,
                to,
                medium,
                text,
            }]
        }
        HostVerb::SpeakAs { seat, play } => vec![said(state, scenario, seat, play, None)],
        HostVerb::Adjudicate { what, percent } => {
            let nth = state.seq().0.to_string();
            let succeeded =
                Draws::of(state.seed(), &["adjudicate", &nth]).happens(i64::from(percent) * 1000);
            vec![Event::Adjudicated {
                what,
                percent,
                succeeded,
            }]
        }
        HostVerb::Adopt(adopt) => vec![adopted(state, scenario, adopt)],
        HostVerb::Observe { seat, of, text } => vec![Event::Observed { seat, of, text }],
        HostVerb::Rate {
            criterion,
            percent,
            text,
        } => {
            vec![Event::Rated {
                criterion,
                percent,
                text,
            }]
        }
        HostVerb::Confirm { of, counts } => vec![Event::Confirmed { of, counts }],
        HostVerb::Override {
            criterion,
            percent,
            why,
        } => {
            vec![Event::Overridden {
                criterion,
                percent,
                why,
            }]
        }
        HostVerb::End => end(state, scenario),
        HostVerb::RealEmergency => vec![Event::EmergencyDeclared],
        HostVerb::Review => vec![Event::ReviewBegan],
        HostVerb::Close => vec![Event::Closed],
    }
}

/// STARTEX: windows are drawn, so that nothing said later can move them.
fn start(state: &State, scenario: &Scenario) -> Vec<Event> {
    let window = |inject: &crate::scenario::Inject| match inject.trigger {
        Trigger::Between(from, to) => {
            let (from, to) = (scenario.at(from), scenario.at(to));
            let mut draws = Draws::of(state.seed(), &["window", inject.id.as_str()]);
            Some((inject.id, from + draws.between(Span::ZERO, to.since(from))))
        }
        _ => None,
    };
    let windows = scenario.injects.iter().filter_map(window).collect();
    let first = scenario.scenes.iter().next().map(|scene| scene.id);
    let variant = variant(state, scenario);
    std::iter::once(Event::Started { windows, variant })
        .chain(first.map(|scene| Event::SceneBegan { scene }))
        .collect()
}

/// The variant of this playing, drawn by weight under the seed.
fn variant(state: &State, scenario: &Scenario) -> Option<VariantId> {
    let weight = |variant: &Variant| u64::from(variant.weight);
    let all: u64 = scenario.variants.iter().map(weight).sum();
    if all == 0 {
        return None;
    }
    let mut left = Draws::of(state.seed(), &["variant"]).below(all);
    scenario.variants.iter().find_map(|variant| {
        let weight = weight(variant);
        if left < weight {
            return Some(variant.id);
        }
        left -= weight;
        None
    })
}

/// ENDEX, with the first ending that holds.
fn end(state: &State, scenario: &Scenario) -> Vec<Event> {
    let ending = scenario
        .endings
        .iter()
        .find(|ending| state.holds(scenario, &ending.when))
        .map(|ending| ending.id);
    vec![Event::Ended { ending }]
}

fn adopted(state: &State, scenario: &Scenario, adopt: Adopt) -> Event {
    let nth = state.courses(scenario).count();
    let letter = (b'A'..=b'Z').nth(nth).map_or('?', char::from);
    // At most 26 options are adopted (`check`), so the id always fits.
    let id = OptionId::new(&format!("adopted-{nth}"));
    let cells = vec![
        (Cell::Time, adopt.time.to_string()),
        (Cell::Loss, adopt.loss),
        (Cell::Risk, adopt.risk.word().to_owned()),
        (Cell::Impact, adopt.impact),
    ];
    let time = adopt.time;
    let course = Course {
        id: id.unwrap_or_else(|_| OptionId::from(scenario.head.id)),
        letter,
        name: adopt.name,
        synonyms: Vec::new(),
        owner: adopt.owner,
        authority: vec![Authority::TradeOff],
        requires: None,
        excluded: None,
        combines: Vec::new(),
        cases: Vec::new(),
        incident: None,
        crew: Vec::new(),
        duration: Some(Duration3 {
            min: time,
            mode: time,
            max: time,
        }),
        chance: Some(Quantity::new(
            i64::from(adopt.risk.percent()) * 1000,
            Unit::Percent,
        )),
        on_start: Vec::new(),
        on_success: Vec::new(),
        on_failure: Vec::new(),
        on_stop: Vec::new(),
        stoppable: true,
        discoverable: false,
        lines: Default::default(),
    };
    Event::Adopted {
        course: Box::new(course),
        cells,
        risk: adopt.risk,
        from: adopt.from,
    }
}
