//! Addresses, and what every handler shares.

use super::ask::Stranger;
use super::auth::TokenHash;
use super::code::same_code;
use super::error::ApiError;
use super::limits::Limits;
use super::reach::Reach;
use super::socket::Peer;
use super::streams::Streams;
use super::{body, guard, host, lobby, pages, play, stream};
use crate::model::PlayerId;
use crate::room;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What every handler shares.
pub(super) struct App {
    /// The room.
    pub(super) room: room::Handle,
    /// Hashes of the host's tokens.
    pub(super) hosts: Vec<TokenHash>,
    /// Hashes of everybody else's. Held for a look, never across an await.
    pub(super) tokens: Mutex<Vec<(TokenHash, PlayerId)>>,
    /// What joiners' tokens are made with.
    pub(super) secret: [u8; 32],
    /// What evaluators say when they join.
    pub(super) pass: String,
    /// In the page, so that the lobby counts devices rather than strangers.
    pub(super) nonce: String,
    pub(super) limits: Limits,
    pub(super) streams: Streams,
    pub(super) reach: Arc<Reach>,
    pub(super) bound: SocketAddr,
    /// True once the server is to stop.
    pub(super) stop: watch::Receiver<bool>,
}

impl App {
    /// Whether a code is that of this server's room.
    pub(super) fn is_here(&self, code: &str) -> Result<(), ApiError> {
        if same_code(code, &self.room.header().room) {
            return Ok(());
        }
        Err(ApiError::Missing(
            "There is no such room here. Look at the code again.".to_owned(),
        ))
    }

    /// The known tokens.
    pub(super) fn tokens(&self) -> MutexGuard<'_, Vec<(TokenHash, PlayerId)>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All addresses.
pub(super) fn router(app: Arc<App>) -> Router {
    let room = Router::new()
        .route("/", get(lobby::about))
        .route("/join", post(lobby::join))
        .route("/moves", post(play::moves))
        .route("/view", get(play::view))
        .route("/events", get(stream::events))
        .route("/history", get(play::history))
        .route("/host", post(host::order))
        .route("/host/journal", get(host::journal))
        .route("/host/reach", get(host::doors));
    Router::new()
        .route("/", get(pages::front))
        .route("/r/{code}", get(pages::room))
        .route("/assets/{*file}", get(pages::asset))
        .route("/api/reach/{nonce}", get(reached))
        .nest("/api/rooms/{code}", room)
        .fallback(missing)
        .method_not_allowed_fallback(method)
        .layer(DefaultBodyLimit::max(body::MOST))
        .layer(from_fn(guard::guard))
        .with_state(app)
}

/// A device has opened the page.
async fn reached(
    State(app): State<Arc<App>>,
    _: Stranger,
    ConnectInfo(Peer(from)): ConnectInfo<Peer>,
    Path(nonce): Path<String>,
) -> Result<StatusCode, ApiError> {
    if nonce != app.nonce {
        return Err(ApiError::Missing(
            "That page is old. Load it again.".to_owned(),
        ));
    }
    app.reach.saw(from.ip());
    Ok(StatusCode::NO_CONTENT)
}

async fn missing() -> ApiError {
    ApiError::Missing("There is nothing at this address.".to_owned())
}

async fn method() -> ApiError {
    ApiError::Method
}
