//! Who asks.

use super::auth::{Token, TokenHash};
use super::error::ApiError;
use super::routes::App;
use super::socket::Peer;
use crate::engine::Actor;
use crate::model::{Audience, PlayerId};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use std::net::IpAddr;
use std::sync::Arc;

/// Somebody with a token of this room. They have been counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The disaster master.
    Host,
    /// Somebody who joined.
    Person(PlayerId),
}

impl Who {
    pub(super) fn actor(self) -> Actor {
        match self {
            Self::Host => Actor::Host,
            Self::Person(player) => Actor::Person(player),
        }
    }

    pub(super) fn player(self) -> Option<PlayerId> {
        match self {
            Self::Host => None,
            Self::Person(player) => Some(player),
        }
    }

    /// The name that they are counted under. No player is called `host`: ids
    /// given here begin with `p-`.
    pub(super) fn counted(self) -> String {
        self.player()
            .map_or_else(|| "host".to_owned(), |player| player.to_string())
    }

    /// Their point of view now.
    pub(super) async fn audience(self, app: &App) -> Result<Audience, ApiError> {
        let Self::Person(player) = self else {
            return Ok(Audience::Host);
        };
        let members = app.room.members().await?;
        members
            .iter()
            .find(|member| member.player == player)
            .and_then(|member| member.audience)
            .ok_or(ApiError::Unknown(
                "You have left this room. Join again to come back.",
            ))
    }
}

/// The token of a request, if it is one of this room.
pub(super) fn known(app: &App, headers: &HeaderMap) -> Option<Who> {
    let hash = bearer(headers)?.hash();
    // Every hash is compared, whichever matches.
    let mut who = None;
    for host in &app.hosts {
        if *host == hash {
            who = Some(Who::Host);
        }
    }
    for (known, player) in &*app.tokens() {
        if *known == hash {
            who = Some(Who::Person(*player));
        }
    }
    who
}

fn bearer(headers: &HeaderMap) -> Option<Token> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Token::parse(token.trim()).ok())?
}

impl FromRequestParts<Arc<App>> for Who {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        if let Some(who) = known(app, &parts.headers) {
            app.limits.known(&who.counted())?;
            return Ok(who);
        }
        Stranger::from_request_parts(parts, app).await?;
        Err(if parts.headers.contains_key(header::AUTHORIZATION) {
            ApiError::Unknown("Nobody here has that token. Join the room again.")
        } else {
            ApiError::Unknown("Send your token as `Authorization: Bearer …`.")
        })
    }
}

/// Somebody who may be anybody, and their address: counted by it, unless they
/// have a token.
pub(super) struct Stranger(pub(super) IpAddr);

impl FromRequestParts<Arc<App>> for Stranger {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let ConnectInfo(Peer(address)) = parts
            .extensions
            .get::<ConnectInfo<Peer>>()
            .copied()
            .ok_or_else(|| ApiError::System("The connection has no address.".to_owned()))?;
        match known(app, &parts.headers) {
            Some(who) => app.limits.known(&who.counted())?,
            None => app.limits.guess(address.ip())?,
        }
        Ok(Self(address.ip()))
    }
}

/// The host. Others are told so.
pub(super) struct HostOnly;

impl FromRequestParts<Arc<App>> for HostOnly {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        match Who::from_request_parts(parts, app).await? {
            Who::Host => Ok(Self),
            Who::Person(_) => Err(ApiError::Forbidden("Only the host can do that.")),
        }
    }
}

/// Somebody joined: their token is known from now on.
pub(super) fn remember(app: &App, hash: TokenHash, player: PlayerId) {
    let mut tokens = app.tokens();
    if !tokens.iter().any(|(known, _)| *known == hash) {
        tokens.push((hash, player));
    }
}
