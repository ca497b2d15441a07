//! Moves in, and what somebody may see when they ask for it.

use super::ask::Who;
use super::body::{Ask, Body, Order, command, form};
use super::error::ApiError;
use super::routes::App;
use crate::engine::Command;
use crate::room::{Numbered, Outcome};
use crate::view::Line;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Lines of one page of history.
const PAGE: usize = 50;
/// Lines that are looked through for them: all that the room keeps.
const KEPT: usize = 4_096;

/// What became of a request.
#[derive(Serialize)]
pub(super) struct Done {
    /// The first event.
    first: u64,
    /// The last one; before the first when nothing happened.
    last: u64,
    /// The moment of the exercise, in milliseconds since STARTEX.
    at: u64,
}

impl From<Outcome> for Done {
    fn from(outcome: Outcome) -> Self {
        let (first, events) = (outcome.first.0, u64::from(outcome.events));
        Self {
            first,
            last: (first + events).saturating_sub(1),
            at: outcome.at.0,
        }
    }
}

/// `POST …/moves`.
pub(super) async fn moves(
    State(app): State<Arc<App>>,
    who: Who,
    Path(code): Path<String>,
    Body(order): Body<Order>,
) -> Result<Json<Done>, ApiError> {
    app.is_here(&code)?;
    let Order {
        key,
        command: Some(value),
        verb: None,
    } = order
    else {
        return Err(form("A move is sent as `command`.", "command"));
    };
    let command = command(value, who.player())?;
    let leaves = matches!(command, Command::Leave { .. });
    // Whoever left has no say any more; the rules know nothing of tokens.
    if !leaves && who.player().is_some() {
        who.audience(&app).await?;
    }
    let outcome = app.room.submit(who.actor(), command, Some(key)).await?;
    Ok(Json(outcome.into()))
}

/// `GET …/view`.
pub(super) async fn view(
    State(app): State<Arc<App>>,
    who: Who,
    Path(code): Path<String>,
) -> Result<Response, ApiError> {
    app.is_here(&code)?;
    let audience = who.audience(&app).await?;
    let shown = app.room.snapshot(audience, who.player()).await?;
    let json = (
        [(header::CONTENT_TYPE, "application/json")],
        shown.json.to_string(),
    );
    Ok(json.into_response())
}

/// Which lines.
#[derive(Deserialize)]
pub(super) struct Back {
    /// Of this channel; `private`: said to receivers alone; all when absent.
    channel: Option<String>,
    /// Before this number; the latest when absent.
    before: Option<u64>,
}

/// Some lines, oldest first.
#[derive(Serialize)]
pub(super) struct Lines {
    items: Vec<Numbered>,
}

/// `GET …/history`.
pub(super) async fn history(
    State(app): State<Arc<App>>,
    who: Who,
    Path(code): Path<String>,
    Ask(Back { channel, before }): Ask<Back>,
) -> Result<Json<Lines>, ApiError> {
    app.is_here(&code)?;
    let audience = who.audience(&app).await?;
    let before = before.unwrap_or(u64::MAX);
    let lines = app.room.history(audience, before, KEPT).await?;
    let wanted = |line: &Numbered| match (&channel, &line.item.line) {
        (None, _) => true,
        (Some(channel), Line::Message { channel: of, .. }) => {
            of.map_or(channel == "private", |of| of.as_str() == channel)
        }
        (Some(_), Line::Notice { .. }) => false,
    };
    let mut items: Vec<Numbered> = lines.into_iter().filter(wanted).collect();
    items.drain(..items.len().saturating_sub(PAGE));
    Ok(Json(Lines { items }))
}
