//! What only the host's token opens.

use super::ask::HostOnly;
use super::body::{Ask, Body, Order, command, form, verb};
use super::error::ApiError;
use super::play::Done;
use super::qr;
use super::reach;
use super::routes::App;
use crate::engine::{Actor, Command, Recorded};
use crate::model::Seq;
use crate::view::record;
use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::sync::Arc;

/// Events that one answer has at most.
const EVENTS: usize = 1_000;

/// `POST …/host`.
pub(super) async fn order(
    State(app): State<Arc<App>>,
    _: HostOnly,
    Path(code): Path<String>,
    Body(order): Body<Order>,
) -> Result<Json<Done>, ApiError> {
    app.is_here(&code)?;
    let command = match order {
        Order {
            verb: Some(value),
            command: None,
            ..
        } => Command::Host(verb(value)?),
        Order {
            command: Some(value),
            verb: None,
            ..
        } => command(value, None)?,
        _ => return Err(form("Send either `verb` or `command`.", "verb")),
    };
    let outcome = app
        .room
        .submit(Actor::Host, command, Some(order.key))
        .await?;
    Ok(Json(outcome.into()))
}

/// From where on.
#[derive(Deserialize)]
pub(super) struct After {
    after: Option<u64>,
}

/// Some of what happened, in order.
#[derive(Serialize)]
pub(super) struct Journal {
    events: Vec<Recorded>,
    /// Whether there is more after these.
    more: bool,
}

/// `GET …/host/journal`.
pub(super) async fn journal(
    State(app): State<Arc<App>>,
    _: HostOnly,
    Path(code): Path<String>,
    Ask(After { after }): Ask<After>,
) -> Result<Json<Journal>, ApiError> {
    app.is_here(&code)?;
    let after = Seq(after.unwrap_or(0));
    let feed = app.room.subscribe_recorded(after, None).await?;
    let mut events = feed
        .so_far
        .iter()
        .flat_map(|step| &step.events)
        .filter(|recorded| recorded.seq > after)
        .map(record);
    let some = events.by_ref().take(EVENTS).collect();
    let more = events.next().is_some();
    Ok(Json(Journal { events: some, more }))
}

/// How people come in.
#[derive(Serialize)]
pub(super) struct Doors {
    /// The link of the code below.
    join_url: String,
    /// The same for every address of this machine.
    join_urls: Vec<String>,
    /// Addresses of this machine that others may reach.
    addresses: Vec<IpAddr>,
    /// Devices other than this one that have opened the page.
    reached: usize,
    /// The join link as a picture.
    qr: String,
    /// What evaluators say when they join.
    evaluator_pass: String,
}

/// `GET …/host/reach`.
pub(super) async fn doors(
    State(app): State<Arc<App>>,
    _: HostOnly,
    Path(code): Path<String>,
) -> Result<Json<Doors>, ApiError> {
    app.is_here(&code)?;
    let room = &app.room.header().room;
    let addresses = reach::addresses(app.bound);
    let urls = addresses
        .iter()
        .map(|ip| reach::join_url((*ip, app.bound.port()).into(), room));
    let join_url = reach::join_url(app.bound, room);
    Ok(Json(Doors {
        join_urls: urls.collect(),
        addresses,
        reached: app.reach.count(),
        qr: qr::svg(&join_url).map_err(|error| ApiError::System(error.to_string()))?,
        evaluator_pass: app.pass.clone(),
        join_url,
    }))
}
