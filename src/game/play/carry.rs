//! Carrying out what a person asked for on a screen.

use super::open::{Held, Purpose, open_again, open_new};
use super::{Game, stories};
use crate::engine::Command;
use crate::game::rest::Waker;
use crate::game::session::Chair;
use crate::game::ui::{Intent, Lore, Screen};
use crate::model::Name;
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
            let opened = open_again(&room, &game.folder, wake(waker), real_ms);
            enter(game, opened);
        }
        Intent::Navigate(Screen::Start) => {
            if let Some(held) = game.held.take() {
                leave(held);
            }
            game.screen = Screen::Start;
        }
        Intent::Navigate(screen) => game.screen = screen,
        Intent::ShowCode(shown) => game.room.code_shown = shown,
        // The panel has put the words into egui's clipboard.
        Intent::Copy(_) => {}
        // Steps that could not be written are tried again by the room itself.
        Intent::RetryStorage => {}
        Intent::Export => {
            game.room.report = Some(Err("Use: warroom report ROOM --out FOLDER".to_owned()));
        }
        Intent::Reload => game.stories = stories(Some(&game.folder)),
        Intent::Quit => game.quit = true,
    }
}

fn open(game: &mut Game, scenario: Name, purpose: &Purpose, waker: Option<&Waker>, real_ms: u64) {
    let Some(story) = game
        .stories
        .iter()
        .find(|story| story.id() == Some(scenario))
    else {
        game.trouble = Some(format!("The scenario {scenario} is gone. Reload the list."));
        return;
    };
    let seed = rand_seed();
    let opened = open_new(story, purpose, &game.folder, seed, wake(waker), real_ms);
    enter(game, opened);
}

fn enter(game: &mut Game, opened: Result<Held, String>) {
    match opened {
        Ok(held) => {
            game.trouble = None;
            game.lore = Lore::of(held.live.handle().scenario());
            game.screen = match held.live.chair {
                Chair::Host => Screen::Lobby,
                Chair::Alone => Screen::Seat,
            };
            if let Some(before) = game.held.replace(held) {
                leave(before);
            }
        }
        Err(why) => game.trouble = Some(why),
    }
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
