//! What can be asked of a room, and what it answers.

use super::feed::Mark;
use super::stream::{RecordedFeed, Shown, Subscription, Wake};
use super::{ClockFace, JobFamily};
use crate::engine::{Actor, Command, Part, Refusal};
use crate::journal::{Key, StoreError};
use crate::model::{Audience, PlayerId, SeatId, Seq, SimTime};
use crate::view::Item;
use serde::{Serialize, Serializer};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::sync::oneshot;

/// What became of an accepted command. A repeat of the same key gets the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The journal's step.
    pub step: u64,
    /// The moment of the exercise.
    pub at: SimTime,
    /// The first event, if there is any; a move's own event is its first.
    pub first: Seq,
    /// How many events.
    pub events: u32,
}

/// Why a room did not do something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// The rules say no. Nothing changed.
    #[error("{0}")]
    Refused(Refusal),
    /// Too many requests wait. Nothing changed.
    #[error("The room is busy. Try again in a moment.")]
    Busy,
    /// The journal cannot be written. Nothing was acknowledged; try again
    /// with the same key.
    #[error("{0}")]
    Storage(StoreError),
    /// The room is not open any more.
    #[error("The room is closed.")]
    Closed,
}

/// An answer that will come: await it, or [`wait`](Self::wait) for it on a
/// thread that may block, or look for it with [`poll_now`](Self::poll_now).
#[derive(Debug)]
#[must_use = "the room answers here"]
pub struct Reply<T>(State<T>);

#[derive(Debug)]
enum State<T> {
    Ready(Option<RoomError>),
    Coming(oneshot::Receiver<Result<T, RoomError>>),
}

/// The room's end of a [`Reply`].
pub(super) type Answer<T> = oneshot::Sender<Result<T, RoomError>>;

impl<T> Reply<T> {
    pub(super) fn coming() -> (Answer<T>, Self) {
        let (answer, reply) = oneshot::channel();
        (answer, Self(State::Coming(reply)))
    }

    pub(super) fn failed(why: RoomError) -> Self {
        Self(State::Ready(Some(why)))
    }

    /// Blocks until the answer is there. Not for async tasks.
    ///
    /// # Errors
    /// As the request.
    pub fn wait(self) -> Result<T, RoomError> {
        match self.0 {
            State::Ready(why) => Err(why.unwrap_or(RoomError::Closed)),
            State::Coming(reply) => reply.blocking_recv().unwrap_or(Err(RoomError::Closed)),
        }
    }

    /// The answer, if it is there; it is given once.
    pub fn poll_now(&mut self) -> Option<Result<T, RoomError>> {
        match &mut self.0 {
            State::Ready(why) => why.take().map(Err),
            State::Coming(reply) => match reply.try_recv() {
                Ok(answer) => Some(answer),
                Err(oneshot::error::TryRecvError::Empty) => None,
                Err(oneshot::error::TryRecvError::Closed) => {
                    self.0 = State::Ready(None);
                    Some(Err(RoomError::Closed))
                }
            },
        }
    }
}

impl<T> Future for Reply<T> {
    type Output = Result<T, RoomError>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            State::Ready(why) => Poll::Ready(Err(why.take().unwrap_or(RoomError::Closed))),
            State::Coming(reply) => {
                let answer = ready!(Pin::new(reply).poll(cx));
                Poll::Ready(answer.unwrap_or(Err(RoomError::Closed)))
            }
        }
    }
}

/// Who listens, and from where on.
#[derive(Clone)]
pub struct Subscribe {
    /// The point of view.
    pub audience: Audience,
    /// The person who looks, if somebody does. Their point of view follows
    /// their seat: a swap sends a reset of the new one.
    pub me: Option<PlayerId>,
    /// The last line they have seen.
    pub after: Option<Mark>,
    /// Called when something comes and nothing was waiting: wakes a window.
    pub wake: Option<Wake>,
}

impl Subscribe {
    /// From the present on.
    pub fn to(audience: Audience, me: Option<PlayerId>) -> Self {
        Self {
            audience,
            me,
            after: None,
            wake: None,
        }
    }
}

/// Somebody who joined, as the server needs to know them again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their id.
    pub player: PlayerId,
    /// What others call them.
    pub name: String,
    /// Their real job.
    pub family: JobFamily,
    /// What they came for.
    pub part: Part,
    /// The seat they hold.
    pub seat: Option<SeatId>,
    /// Hex of the blake3 hash of their token.
    pub token_hash: String,
    /// Whether they have left.
    pub gone: bool,
    /// Their point of view; none once they have left.
    pub audience: Option<Audience>,
}

/// A numbered line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Numbered {
    /// Its place in the audience's stream, from 1 without gaps.
    pub n: u64,
    /// The line.
    #[serde(flatten, serialize_with = "shared")]
    pub item: Arc<Item>,
}

fn shared<S: Serializer>(item: &Arc<Item>, to: S) -> Result<S::Ok, S::Error> {
    item.as_ref().serialize(to)
}

/// A request on its way to the room's thread.
pub(super) enum Request {
    Submit(Box<Submit>),
    Subscribe(Subscribe, Answer<Subscription>),
    Snapshot(Audience, Option<PlayerId>, Answer<Shown>),
    History(Audience, u64, usize, Answer<Vec<Numbered>>),
    Recorded(Seq, Option<Wake>, Answer<RecordedFeed>),
    Members(Answer<Vec<Member>>),
    Tick(Answer<ClockFace>),
    Reload(Box<Reload>, Answer<Carried>),
    Shutdown(Answer<()>),
}

/// Another version of the scenario, for the lobby.
pub(super) struct Reload {
    /// Its text.
    pub(super) text: String,
    /// Unix milliseconds now, for the journal.
    pub(super) at: u64,
}

/// What became of the lobby when its scenario was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Requests that were carried over.
    pub kept: usize,
    /// Requests that do not go with the new version: a seat that is gone.
    pub lost: usize,
}

/// A command on its way.
pub(super) struct Submit {
    pub(super) actor: Actor,
    pub(super) command: Command,
    pub(super) key: Option<Key>,
    pub(super) answer: Answer<Outcome>,
}
