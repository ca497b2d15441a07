//! Playing "what if" beside the frames: a thread of its own reads the journal
//! once and plays the rest of the exercise many times, with one core left to
//! the windows. Nothing is written anywhere.

use super::Game;
use super::open::Held;
use crate::bots::Policy;
use crate::game::ui::what_if::{Ask, Fork, Wonder};
use crate::rehearsal::{ForkError, Summary, WhatIf, what_if_while};
use crate::room::Wake;
use crate::storage;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use tokio::sync::oneshot::{self, Receiver, error::TryRecvError};

/// All luck of the rest comes from it, so that the same question gets the same
/// answer.
const SEED: u64 = 1;

/// A question that is being played. Dropping it gives it up.
pub(super) struct Wondering {
    ask: Ask,
    progress: Arc<Progress>,
    answer: Receiver<Result<Summary, String>>,
}

#[derive(Default)]
struct Progress {
    played: AtomicU64,
    stopped: AtomicBool,
}

impl Drop for Wondering {
    fn drop(&mut self) {
        // The thread ends with the exercise that it is playing; nobody waits.
        self.progress.stopped.store(true, Ordering::Relaxed);
    }
}

impl Wondering {
    /// Begins to play. `wake` is called when it is through.
    ///
    /// # Errors
    /// In a sentence, when the system gives us no thread.
    fn begin(held: &Held, ask: Ask, name: String, wake: Wake) -> Result<Self, String> {
        let progress = Arc::new(Progress::default());
        let (say, answer) = oneshot::channel();
        let (path, seen) = (held.journal.clone(), progress.clone());
        thread::Builder::new()
            .name("what if".to_owned())
            .spawn(move || {
                // Nobody may be there to hear it any more.
                let _ = say.send(play(&path, ask, &name, &seen));
                wake();
            })
            .map_err(|error| format!("The system gives no thread to play it on: {error}."))?;
        Ok(Self {
            ask,
            progress,
            answer,
        })
    }

    /// How it stands now; none when nothing can come any more.
    fn look(&mut self) -> Option<Wonder> {
        let ask = self.ask;
        match self.answer.try_recv() {
            Ok(Ok(summary)) => Some(Wonder::Came {
                ask,
                summary: Box::new(summary),
            }),
            Ok(Err(why)) => Some(Wonder::Refused(why)),
            Err(TryRecvError::Empty) => Some(Wonder::Playing {
                ask,
                played: self.progress.played.load(Ordering::Relaxed),
            }),
            Err(TryRecvError::Closed) => None,
        }
    }
}

/// Plays it, on all cores but one.
fn play(path: &Path, ask: Ask, name: &str, progress: &Progress) -> Result<Summary, String> {
    let journal = storage::read_journal(path).map_err(|error| error.to_string())?;
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(cores.saturating_sub(1).max(1))
        .thread_name(|nth| format!("what if {nth}"))
        .build()
        .map_err(|error| format!("The system gives no threads to play it on: {error}."))?;
    let what = WhatIf {
        at: ask.before,
        choose: Some(ask.option),
        policy: Policy::Strong,
        runs: ask.runs,
        seed: SEED,
    };
    let more = || {
        progress.played.fetch_add(1, Ordering::Relaxed);
        !progress.stopped.load(Ordering::Relaxed)
    };
    let played = pool.install(|| what_if_while(&journal, &what, more));
    played.map_err(|why| match why {
        ForkError::Refused { why, .. } => {
            format!("{name} could not be decided on at that moment. {why}")
        }
        why => why.to_string(),
    })
}

/// Begins to play a question. One that is still being played is given up.
pub(super) fn ask(game: &mut Game, ask: Ask, wake: Wake) {
    game.wondering = None;
    let Some(held) = &game.held else {
        return;
    };
    let of = |fork: &&Fork| fork.before == ask.before;
    let fork = held.live.forks().iter().find(of);
    let name = fork.map_or_else(
        || ask.option.to_string(),
        |fork| fork.name(ask.option).to_owned(),
    );
    match Wondering::begin(held, ask, name, wake) {
        Ok(wondering) => {
            game.wonder = Wonder::Playing { ask, played: 0 };
            game.wondering = Some(wondering);
        }
        Err(why) => game.wonder = Wonder::Refused(why),
    }
}

/// Gives up what is being played.
pub(super) fn stop(game: &mut Game) {
    game.wondering = None;
    if matches!(game.wonder, Wonder::Playing { .. }) {
        game.wonder = Wonder::Nothing;
    }
}

/// Looks how far it is; true while it is being played.
pub(super) fn look(game: &mut Game) -> bool {
    let Some(wondering) = &mut game.wondering else {
        return false;
    };
    game.wonder = wondering.look().unwrap_or_default();
    let playing = matches!(game.wonder, Wonder::Playing { .. });
    if !playing {
        game.wondering = None;
    }
    playing
}
