//! Coming in: what a room is, and joining it.

use super::ask::{Stranger, remember};
use super::auth::{Token, TokenHash};
use super::body::{Body, form};
use super::code::same_code;
use super::error::ApiError;
use super::routes::App;
use super::stream::epoch;
use crate::engine::{Actor, Command, Join, Part, Phase};
use crate::journal::Key;
use crate::model::{Audience, JobFamily, PlayerId};
use crate::view::Snapshot;
use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The fewest characters of a joiner's key: it must not be guessed, for it
/// stands for the person until they have their token.
const KEY: usize = 16;

/// What anybody with the code may know.
#[derive(Serialize)]
pub(super) struct About {
    code: String,
    title: String,
    summary: String,
    minutes: u32,
    phase: Phase,
    certification: bool,
    families: Vec<Choice>,
    parts: Vec<Choice>,
    notice: Notice,
}

#[derive(Serialize)]
struct Choice {
    id: serde_json::Value,
    label: &'static str,
}

/// Who sees what about somebody who joins, and for how long.
#[derive(Serialize)]
struct Notice {
    who: &'static str,
    what: &'static str,
    how_long: &'static str,
}

const NOTICE: Notice = Notice {
    who: "The host and the evaluators see what you write and do, and may note and rate it. \
          Everybody in the room sees your name and your job.",
    what: "Your name, your job, your moves, what is captured of your words, and the notes \
           about them. Nothing else of this device.",
    how_long: "It all lies in one file on the host's computer, until the host deletes it.",
};

const CERTIFIES: Notice = Notice {
    who: "This exercise certifies. The host and the evaluators see what you write and do, and \
          rate it. Everybody in the room sees your name and your job.",
    ..NOTICE
};

/// `GET /api/rooms/{code}`.
pub(super) async fn about(
    State(app): State<Arc<App>>,
    _: Stranger,
    Path(code): Path<String>,
) -> Result<Json<About>, ApiError> {
    app.is_here(&code)?;
    let shown = app.room.snapshot(Audience::Lobby, None).await?;
    let Snapshot::Player(view) = shown.snapshot.as_ref() else {
        return Err(ApiError::System(
            "The room showed something else.".to_owned(),
        ));
    };
    let scenario = app.room.current();
    let head = &scenario.head;
    let certification = app.room.header().certification;
    Ok(Json(About {
        code: app.room.header().room.clone(),
        title: head.title.clone(),
        summary: head.summary.clone(),
        minutes: head.minutes,
        phase: view.common.phase,
        certification,
        families: JobFamily::ALL
            .iter()
            .map(|family| Choice {
                id: word(family),
                label: family.label(),
            })
            .collect(),
        parts: [
            (Part::Player, "Play"),
            (Part::Scribe, "Write down what is said"),
            (Part::Observer, "Watch"),
            (Part::Evaluator, "Watch and rate"),
        ]
        .iter()
        .map(|(part, label)| Choice {
            id: word(part),
            label,
        })
        .collect(),
        notice: if certification { CERTIFIES } else { NOTICE },
    }))
}

/// The word that the protocol has for a choice.
fn word(choice: impl Serialize) -> serde_json::Value {
    serde_json::to_value(choice).unwrap_or_default()
}

/// What somebody who joins says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Joining {
    name: String,
    family: JobFamily,
    #[serde(default = "player")]
    part: Part,
    key: Key,
    /// The host's word for evaluators, who read everything.
    #[serde(default)]
    pass: Option<String>,
}

fn player() -> Part {
    Part::Player
}

/// What they get.
#[derive(Serialize)]
pub(super) struct Joined {
    player: PlayerId,
    token: String,
    epoch: String,
}

/// `POST /api/rooms/{code}/join`.
pub(super) async fn join(
    State(app): State<Arc<App>>,
    Stranger(from): Stranger,
    Path(code): Path<String>,
    Body(joining): Body<Joining>,
) -> Result<Json<Joined>, ApiError> {
    app.is_here(&code)?;
    let Joining {
        name,
        family,
        part,
        key,
        pass,
    } = joining;
    if key.as_str().len() < KEY {
        let why = format!("The key has at least {KEY} random characters.");
        return Err(form(&why, "key"));
    }
    if part == Part::Evaluator && !pass.is_some_and(|pass| same_code(&pass, &app.pass)) {
        // Whoever has a token guesses the pass no faster than a stranger.
        app.limits.guess(from)?;
        return Err(ApiError::Forbidden(
            "Evaluators read everything, so they need the host's pass. Ask the host for it.",
        ));
    }
    // One key is one person with one token, however often it is sent.
    let (player, request) = names_of(key.as_str())?;
    let token = Token::of_key(&app.secret, key.as_str());
    let name = name.trim().to_owned();
    let join = Join {
        player,
        name: name.clone(),
        family,
        part,
        token_hash: token.hash().hex(),
    };
    let command = Command::Join(join);
    app.room
        .submit(Actor::Person(player), command, Some(request))
        .await?;
    let members = app.room.members().await?;
    let member = members
        .iter()
        .find(|member| member.player == player)
        .filter(|member| (&member.name, member.family, member.part) == (&name, family, part))
        .ok_or(ApiError::Conflict(
            "Somebody joined with this key already. Take another key.",
        ))?;
    if TokenHash::parse(&member.token_hash) != Some(token.hash()) {
        return Err(ApiError::Conflict(
            "You joined before the room was opened again, and the token of then is the one that \
             counts. If you have lost it, join anew with another key and name.",
        ));
    }
    let audience = member.audience.ok_or(ApiError::Conflict(
        "You have left. Join again with another key.",
    ))?;
    remember(&app, token.hash(), player);
    let epoch = epoch(app.room.epoch(), audience);
    Ok(Json(Joined {
        player,
        token: token.reveal(),
        epoch,
    }))
}

/// The id of whoever joins with a key, and the key as the journal has it.
/// Neither gives the joiner's key away.
fn names_of(key: &str) -> Result<(PlayerId, Key), ApiError> {
    let hash = blake3::derive_key("warroom player id 1", key.as_bytes());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let player = PlayerId::new(&format!("p-{}", &hex[..12]));
    let player = player.map_err(|error| ApiError::System(error.to_string()))?;
    let request = Key::new(&hex[32..]).map_err(|error| ApiError::System(error.to_string()))?;
    Ok((player, request))
}
