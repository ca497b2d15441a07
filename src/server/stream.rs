//! Events out: what the room sends to one audience, as an event stream.
//!
//! The room's queue is bounded and this adds none: a page that does not read
//! fills its socket, then the queue, and then gets a reset. Whoever shuts the
//! door, server or room, a page has the present before it is told.

use super::ask::Who;
use super::body::Ask;
use super::error::ApiError;
use super::routes::App;
use super::streams::Ousted;
use crate::model::{Audience, PlayerId};
use crate::room::{ClockFace, Closing, Mark, Numbered, Out, Shown, Subscribe};
use axum::extract::{Path, State};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How long a server that stops waits for the room's present.
const LAST_WAIT: Duration = Duration::from_secs(1);

/// Where a page goes on from.
#[derive(Deserialize)]
pub(super) struct Place {
    /// The number of the last line it has.
    after: Option<u64>,
    /// What it was told beside that number: which opening of the room, and
    /// whose lines. It means nothing to the page.
    epoch: Option<String>,
}

impl Place {
    /// A place that is none begins anew.
    fn mark(&self) -> Option<Mark> {
        let (epoch, n) = (self.epoch.as_deref()?, self.after?);
        format!("{epoch}.{n}").parse().ok()
    }
}

/// What stands beside a number: a [`Mark`] without it.
pub(super) fn epoch(epoch: u64, audience: Audience) -> String {
    let mark = Mark {
        epoch,
        audience,
        n: 0,
    }
    .to_string();
    mark.strip_suffix(".0").unwrap_or(&mark).to_owned()
}

/// `GET …/events`.
pub(super) async fn events(
    State(app): State<Arc<App>>,
    who: Who,
    Path(code): Path<String>,
    Ask(place): Ask<Place>,
) -> Result<Response, ApiError> {
    app.is_here(&code)?;
    let audience = who.audience(&app).await?;
    let after = place.mark();
    let subscribe = Subscribe {
        after,
        ..Subscribe::to(audience, who.player())
    };
    let subscription = app.room.subscribe(subscribe).await?;
    let line = Line {
        app: app.clone(),
        me: who.player(),
        shown: None,
        leaving: false,
        out: subscription.stream,
        ousted: app.streams.enter(who.counted()),
        stop: app.stop.clone(),
        at: after,
        over: false,
    };
    let stream = futures_util::stream::unfold(line, Line::next);
    // Proxies would hold events back.
    Ok(([("x-accel-buffering", "no")], Sse::new(stream)).into_response())
}

struct Line {
    app: Arc<App>,
    me: Option<PlayerId>,
    /// The present that was sent last.
    shown: Option<Arc<str>>,
    /// Whether the server stops, and the last present was asked for.
    leaving: bool,
    out: mpsc::Receiver<Out>,
    ousted: Ousted,
    stop: watch::Receiver<bool>,
    /// The last place that was sent.
    at: Option<Mark>,
    over: bool,
}

impl Line {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        while !self.over {
            let out = tokio::select! {
                biased;
                _ = &mut self.ousted => return None,
                out = self.out.recv() => out,
                () = told(&mut self.stop) => self.last().await,
            };
            // Without a word from the room it is gone, or we are going.
            let out = out.unwrap_or(Out::Closed(Closing::Shutdown));
            if let Some(event) = self.event(out) {
                return Some((Ok(event), self));
            }
        }
        None
    }

    /// The present that this page would miss when the server stops and the room
    /// does not: the room gathers what changes for a moment before it shows it.
    async fn last(&mut self) -> Option<Out> {
        if std::mem::replace(&mut self.leaving, true) {
            return None;
        }
        let asked = self.app.room.snapshot(self.at?.audience, self.me);
        let shown = tokio::time::timeout(LAST_WAIT, asked).await.ok()?.ok()?;
        (self.shown.as_ref() != Some(&shown.json)).then_some(Out::Snapshot(shown))
    }

    fn event(&mut self, out: Out) -> Option<Event> {
        match out {
            Out::Item { at, item } => {
                self.at = Some(at);
                named("item", Some(at), &Numbered { n: at.n, item })
            }
            Out::Snapshot(shown) => {
                // A stream begins with lines or a reset, so the place is known.
                let at = self.at?;
                self.shown = Some(shown.json.clone());
                Some(
                    Event::default()
                        .event("view")
                        .data(present(at, &shown, None)?),
                )
            }
            Out::Reset(reset) => {
                self.at = Some(reset.at);
                self.shown = Some(reset.shown.json.clone());
                let data = present(reset.at, &reset.shown, Some(&reset.recent))?;
                Some(
                    Event::default()
                        .event("reset")
                        .id(reset.at.n.to_string())
                        .data(data),
                )
            }
            Out::Heartbeat { at, face } => named(
                "heartbeat",
                None,
                &Beat {
                    n: at.n,
                    now: face.now.0,
                    clock: face,
                },
            ),
            Out::Closed(why) => {
                self.over = true;
                named("closed", None, &Closed { why })
            }
        }
    }
}

/// Resolves when the server stops; an error means that its handle is gone,
/// which is the same.
async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// `{epoch, n, clock, items, view}`. The view's JSON is the one that the room
/// made, shared by all who see the same.
fn present(at: Mark, shown: &Shown, items: Option<&[Numbered]>) -> Option<String> {
    let head = Head {
        epoch: epoch(at.epoch, at.audience),
        n: at.n,
        clock: shown.face,
        items,
    };
    let head = serde_json::to_string(&head).ok()?;
    Some(format!(
        "{},\"view\":{}}}",
        head.strip_suffix('}')?,
        shown.json
    ))
}

#[derive(Serialize)]
struct Head<'a> {
    epoch: String,
    n: u64,
    clock: ClockFace,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<&'a [Numbered]>,
}

#[derive(Serialize)]
struct Beat {
    n: u64,
    now: u64,
    clock: ClockFace,
}

#[derive(Serialize)]
struct Closed {
    why: Closing,
}

fn named(name: &str, at: Option<Mark>, data: &impl Serialize) -> Option<Event> {
    let event = Event::default().event(name);
    let event = match at {
        Some(mark) => event.id(mark.n.to_string()),
        None => event,
    };
    // Plain data with text keys always has a JSON.
    event.json_data(data).ok()
}
