//! Carrying out what a person asked for on a screen.

use super::open::{Held, Purpose, open_again, open_new};
use super::screens::Locals;
use super::{Game, book, paper, stories, wonder};
use crate::engine::{Command, Phase};
use crate::game::rest::Waker;
use crate::game::session::Chair;
use crate::game::ui::what_if::Wonder;
use crate::game::ui::{Intent, Lore, RoomModel, ScoreModel, Screen};
use crate::model::{Name, Seq};
use crate::room::Wake;
use std::sync::Arc;

/// Carries one intent out.
pub(super) fn out(game: &mut Game, intent: Intent, waker: Option<&Waker>, real_ms: u64) {
    match intent {
        Intent::Command(command) => {
            if let Some(held) = &mut game.held {
                held.live.play(command);
            }
        }
        Intent::Host(verb) => {
            if let Some(held) = &mut game.held {
                held.live.host(verb);
            }
        }
        Intent::Review(verb) => {
            if let Some(held) = &mut game.held {
                held.live.play(Command::Review(verb));
            }
        }
        Intent::HostTable {
            scenario,
            certification,
        } => {
            open(
                game,
                scenario,
                &Purpose::Table { certification },
                waker,
                real_ms,
            );
        }
        Intent::PractiseAlone { scenario } => open(game, scenario, &Purpose::Alone, waker, real_ms),
        Intent::Resume { room } => {
            let opened = open_again(&room, &game.outside, wake(waker), real_ms);
            enter(game, opened);
        }
        Intent::Navigate(Screen::Start) => {
            wonder::stop(game);
            if let Some(held) = game.held.take() {
                leave(held);
            }
            game.screen = Screen::Start;
            game.read_shelf();
        }
        Intent::Navigate(screen) => game.screen = screen,
        Intent::ShowCode(shown) => game.room.code_shown = shown,
        // The panel has put the words into egui's clipboard.
        Intent::Copy(_) => {}
        // Steps that could not be written are tried again by the room itself.
        Intent::RetryStorage => {}
        Intent::Export => {
            if let Some(held) = &game.held {
                game.room.report = Some(paper::write(held, &game.outside.folder));
            }
        }
        Intent::Choose(choices) => {
            let held = game.held.as_mut();
            if let Some(version) = held.and_then(|held| held.version.as_mut()) {
                version.choose(choices);
            }
        }
        Intent::WhatIf(ask) => wonder::ask(game, ask, wake(waker)),
        Intent::StopWhatIf => wonder::stop(game),
        Intent::Reload => {
            game.stories = stories(Some(&game.outside.folder));
            game.read_shelf();
        }
        Intent::Quit => game.quit = true,
    }
}

fn open(game: &mut Game, scenario: Name, purpose: &Purpose, waker: Option<&Waker>, real_ms: u64) {
    let Some(story) = game
        .stories
        .iter()
        .find(|story| story.id() == Some(scenario))
    else {
        let why = format!("The scenario {scenario} is gone. Read the list again.");
        game.start.opening = Some(Err(why));
        return;
    };
    let seed = game.outside.seed.unwrap_or_else(rand_seed);
    let opened = open_new(story, purpose, &game.outside, seed, wake(waker), real_ms);
    enter(game, opened);
}

fn enter(game: &mut Game, opened: Result<Held, String>) {
    match opened {
        Ok(held) => {
            game.start.opening = None;
            game.locals = Locals::default();
            game.score = (Seq(0), ScoreModel::default());
            game.gates = Vec::new();
            game.compared = Vec::new();
            game.wondering = None;
            game.wonder = Wonder::default();
            game.phase = None;
            let code = &held.live.handle().header().room;
            let (addresses, qr) = match &held.server {
                Some(server) => book::doors(server, code),
                None => Default::default(),
            };
            game.room = RoomModel {
                addresses,
                qr,
                ..RoomModel::default()
            };
            game.screen = match held.live.chair {
                Chair::Host => Screen::Lobby,
                Chair::Alone => Screen::Seat,
            };
            if let Some(before) = game.held.replace(held) {
                leave(before);
            }
            // An epoch is never 0: what is known of the scenario is read now.
            game.epoch = 0;
            reread(game);
        }
        Err(why) => game.start.opening = Some(Err(why)),
    }
}

/// Reads anew what never changes during an exercise, when the lobby has another
/// version of the scenario.
pub(super) fn reread(game: &mut Game) {
    let Some(live) = game.held.as_ref().map(|held| &held.live) else {
        return;
    };
    if game.epoch == live.epoch() {
        return;
    }
    game.epoch = live.epoch();
    let scenario = live.handle().current();
    game.lore = Lore::of(&scenario);
    let families = scenario.roles.iter().map(|role| (role.id, role.family));
    game.families = families.collect();
    game.score = (Seq(0), ScoreModel::default());
}

/// Goes to the screen of a phase when the room enters it.
pub(super) fn follow(game: &mut Game) {
    let Some(live) = game.held.as_ref().map(|held| &held.live) else {
        return;
    };
    let Some(phase) = live.host_view().map(|view| view.table.common.phase) else {
        return;
    };
    if game.phase.replace(phase) == Some(phase) {
        return;
    }
    game.screen = match (phase, live.chair) {
        (Phase::Play, Chair::Host) => Screen::Console,
        (Phase::Lobby | Phase::Briefing, Chair::Host) => Screen::Lobby,
        (Phase::Lobby | Phase::Briefing | Phase::Play, Chair::Alone) => Screen::Seat,
        (Phase::HotWash, _) => Screen::HotWash,
        (Phase::Review | Phase::Closed, _) => Screen::Review,
    };
}

/// Closes a room: its journal is whole, its phones are told.
pub(super) fn leave(held: Held) {
    if let Err(error) = held.live.leave() {
        bevy::log::error!("{error}");
    }
    if let Some(server) = held.server {
        server.shutdown();
    }
}

fn wake(waker: Option<&Waker>) -> Wake {
    match waker.cloned() {
        Some(waker) => Arc::new(move || waker.wake()),
        // Without a window there is nobody to wake.
        None => Arc::new(|| {}),
    }
}

/// A seed from the system; chance is the journal's from then on.
fn rand_seed() -> u64 {
    getrandom::u64().unwrap_or(1)
}
