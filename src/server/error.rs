//! Every way in which a request can fail, as a status and a JSON body whose
//! `why` a person can act on.

use crate::engine::{Reason, Refusal};
use crate::room::RoomError;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::time::Duration;

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ApiError {
    /// No token, or one that nobody here has.
    #[error("{0}")]
    Unknown(&'static str),
    /// The token's owner may not ask for that.
    #[error("{0}")]
    Forbidden(&'static str),
    /// No such room, page or file.
    #[error("{0}")]
    Missing(String),
    /// The path exists, the method does not.
    #[error("This address does not take that method.")]
    Method,
    /// The body has more than 16 KiB.
    #[error("A request may have {} KiB. Nothing was sent.", super::body::MOST / 1024)]
    TooLarge,
    /// The body is not said to be JSON.
    #[error("Send JSON, with `Content-Type: application/json`.")]
    Media,
    /// The body or the query is not of the form.
    #[error("{why}")]
    Form {
        /// What is wrong.
        why: String,
        /// Where: `command.move.topics[0]`; empty for the whole.
        at: String,
    },
    /// The key was used for something else.
    #[error("{0}")]
    Conflict(&'static str),
    /// Too much from one place.
    #[error("That was too much at once. Try again in {} s.", seconds(*.0))]
    TooMany(Duration),
    /// It took too long.
    #[error("The request took too long. Try again with the same key.")]
    Slow,
    /// The system failed us.
    #[error("{0}")]
    System(String),
    /// The room says no.
    #[error(transparent)]
    Room(#[from] RoomError),
}

/// Whole seconds to wait, at least one.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0).max(u64::from(wait.is_zero()))
}

#[derive(Serialize)]
struct Body<'a> {
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legal: Option<&'a [crate::scenario::MoveKind]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
}

impl ApiError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Unknown(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Media => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Form { .. } => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::System(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Room(RoomError::Refused(refusal)) => match refusal.reason {
                Reason::Stale => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Self::Room(RoomError::Busy | RoomError::Storage(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Room(RoomError::Closed) => StatusCode::GONE,
        }
    }

    fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Room(RoomError::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    /// When to try again, in seconds; none when trying again does not help.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(wait) => Some(seconds(*wait)),
            Self::Slow | Self::Room(RoomError::Busy | RoomError::Storage(_)) => Some(1),
            _ => None,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let refusal = self.refusal();
        let retry_after = self.retry_after();
        let body = Body {
            why: self.to_string(),
            reason: refusal.map(|refusal| refusal.reason),
            legal: refusal.map(|refusal| refusal.legal.as_slice()),
            at: match &self {
                Self::Form { at, .. } if !at.is_empty() => Some(at),
                _ => None,
            },
            retry_after,
        };
        let mut response = (self.status(), Json(body)).into_response();
        if let Some(wait) = retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }
}
