//! Bodies and queries in: bounded, JSON, and with the path to what is wrong.

use super::error::ApiError;
use crate::engine::{Capture, Command, HostVerb, Play, ReviewVerb};
use crate::journal::Key;
use crate::model::{PlayerId, Seq};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The most bytes a body may have.
pub(super) const MOST: usize = 16 * 1024;

/// A JSON body.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok());
        let essence = kind
            .and_then(|kind| kind.split(';').next())
            .unwrap_or_default();
        if !essence.trim().eq_ignore_ascii_case("application/json") {
            return Err(ApiError::Media);
        }
        // The router bounds what `Bytes` takes.
        let bytes =
            Bytes::from_request(request, state)
                .await
                .map_err(|rejection| match rejection.into_response().status() {
                    StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
                    _ => form("The body did not arrive whole. Try again.", ""),
                })?;
        let mut text = serde_json::Deserializer::from_slice(&bytes);
        let value =
            serde_path_to_error::deserialize(&mut text).map_err(|error| wrong(&error, ""))?;
        text.end().map_err(|error| form(&plain(&error), ""))?;
        Ok(Self(value))
    }
}

/// A query.
pub(super) struct Ask<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Ask<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(form(&rejection.body_text(), "query")),
        }
    }
}

/// A command or a host's verb with its key, as the body has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// Makes a repeat harmless.
    pub(super) key: Key,
    /// `{"do": …}`.
    #[serde(default)]
    pub(super) command: Option<Value>,
    /// `{"verb": …}`, from the host.
    #[serde(default)]
    pub(super) verb: Option<Value>,
}

/// Reads a command. Its kinds are read one by one, so that what is wrong is
/// named with its path; `me` stands in where somebody leaves or acts for
/// themselves.
pub(super) fn command(value: Value, me: Option<PlayerId>) -> Result<Command, ApiError> {
    const AT: &str = "command";
    let (kind, rest) = tagged(value, "do", AT)?;
    Ok(match kind.as_str() {
        "play" => Command::Play(part::<Play>(rest, AT)?),
        "capture" => Command::Capture(part::<Capture>(rest, AT)?),
        "review" => Command::Review(part::<ReviewVerb>(rest, AT)?),
        "host" => Command::Host(part::<HostVerb>(rest, AT)?),
        "dispute" => {
            let Dispute { of, why } = part(rest, AT)?;
            Command::Dispute { of, why }
        }
        "leave" => {
            let Leave { player } = part(rest, AT)?;
            let player = player
                .or(me)
                .ok_or_else(|| form("Say who leaves.", "command.player"))?;
            Command::Leave { player }
        }
        "join" => {
            return Err(form(
                "Join by POST to /api/rooms/{code}/join.",
                "command.do",
            ));
        }
        other => {
            let why = format!(
                "There is no command `{}`: it is play, capture, review, dispute, leave or host.",
                other.chars().take(40).collect::<String>()
            );
            return Err(form(&why, "command.do"));
        }
    })
}

/// Reads a host's verb.
pub(super) fn verb(value: Value) -> Result<HostVerb, ApiError> {
    part(value, "verb")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dispute {
    of: Seq,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Leave {
    #[serde(default)]
    player: Option<PlayerId>,
}

/// Takes the tag off an object.
fn tagged(value: Value, tag: &str, at: &str) -> Result<(String, Value), ApiError> {
    let Value::Object(mut fields) = value else {
        return Err(form("This must be an object.", at));
    };
    match fields.remove(tag) {
        Some(Value::String(kind)) => Ok((kind, Value::Object(fields))),
        Some(_) => Err(form("This must be a text.", &format!("{at}.{tag}"))),
        None => Err(form(&format!("The field `{tag}` is missing."), at)),
    }
}

fn part<T: DeserializeOwned>(value: Value, at: &str) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(value).map_err(|error| wrong(&error, at))
}

fn wrong(error: &serde_path_to_error::Error<serde_json::Error>, under: &str) -> ApiError {
    let path = error.path().to_string();
    let at = match (under, path.as_str()) {
        // The whole, or a place before anything could be read.
        (_, "." | "?") => under.to_owned(),
        ("", path) => path.to_owned(),
        (under, path) => format!("{under}.{path}"),
    };
    form(&plain(error.inner()), &at)
}

/// The message; a place in the text says nothing once the path is known.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    quoted(text.strip_suffix(&place).unwrap_or(&text))
}

/// A message whose first word in backticks is what was sent: it is named with
/// at most 40 characters, so that what could stand there has room.
fn quoted(text: &str) -> String {
    const BEHIND: &str = "`, expected ";
    let open = text.find('`').map_or(0, |at| at + 1);
    match text.rfind(BEHIND) {
        Some(close) if open <= close => format!(
            "{}{}{}",
            &text[..open],
            short(&text[open..close], 40),
            &text[close..]
        ),
        _ => text.to_owned(),
    }
}

/// At most so many characters; what is cut off ends in "…", and behind a whole
/// name where it is a list of names.
fn short(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let (kept, mark) = (&text[..end], "`, ");
    match kept.rfind(mark) {
        Some(at) => format!("{}…", &kept[..at + mark.len()]),
        None => format!("{kept}…"),
    }
}

/// What is wrong is said in at most so many characters, whatever was sent: all
/// the host's verbs have room.
const WORDS: usize = 600;

/// What is wrong, and where.
pub(super) fn form(why: &str, at: &str) -> ApiError {
    ApiError::Form {
        why: short(why, WORDS),
        at: short(at, WORDS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(json: &str) -> (String, String) {
        match command(serde_json::from_str(json).unwrap(), None) {
            Err(ApiError::Form { why, at }) => (at, why),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_path() {
        let cases = [
            (
                r#"{"do":"play","move":{"kind":"say"},"to":["Big"]}"#,
                "command.to[0]",
            ),
            (r#"{"do":"play","text":"x"}"#, "command"),
            (r#"{"do":"play","move":{"kind":"jump"}}"#, "command.move"),
            (
                r#"{"do":"capture","seat":"ic","ago":"later","play":{"move":{"kind":"say"}}}"#,
                "command.ago",
            ),
            (r#"{"do":"dance"}"#, "command.do"),
            (r#"{"do":3}"#, "command.do"),
            (r#"[]"#, "command"),
            (r#"{"do":"leave"}"#, "command.player"),
        ];
        for (json, want) in cases {
            let (at, why) = fails(json);
            assert!(at.starts_with(want), "{json}: {at}: {why}");
            assert!(!why.contains(" at line "), "{why}");
        }
    }

    #[test]
    fn a_list_of_what_could_be_sent_is_never_cut_off_within_a_name() {
        let (_, why) = fails(r#"{"do":"host","verb":"dance"}"#);
        assert!(
            why.contains("`dance`, expected") && why.ends_with("`close`"),
            "{why}"
        );
        let (_, why) = fails(r#"{"do":"play","move":{"kind":"dance"}}"#);
        assert!(why.ends_with("`say`"), "{why}");
        let long = "`, expected x".repeat(500);
        let (_, why) = fails(&format!(r#"{{"do":"host","verb":"{long}"}}"#));
        assert!(why.ends_with("`close`"), "{why}");
        assert!(why.chars().count() <= WORDS, "{why}");
        assert_eq!(short("one of `a`, `bcd`, `e`", 14), "one of `a`, …");
        assert_eq!(short(&"é".repeat(50), 40), format!("{}…", "é".repeat(40)));
    }

    #[test]
    fn commands_are_read_as_the_protocol_shows_them() {
        let json = r#"{"do":"capture","seat":"ic","ago":"20 s","play":{"move":{"kind":"ask","topics":["time"]},"to":["dev"],"text":""}}"#;
        let read = command(serde_json::from_str(json).unwrap(), None).unwrap();
        assert!(matches!(read, Command::Capture(_)));
    }
}
