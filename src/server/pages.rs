//! The page and its files. The first paint says what this is, and nothing that
//! is not everybody's.

use super::ask::Stranger;
use super::error::ApiError;
use super::routes::App;
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

/// Scripts, styles and fonts.
#[derive(Embed)]
#[folder = "src/server/assets/"]
struct Assets;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    /// BCP 47 tag of the texts.
    language: &'a str,
    /// The exercise's title, or what the page is for.
    title: &'a str,
    /// The room's code; empty: ask for it.
    code: &'a str,
    /// Changes with the files.
    version: &'a str,
    /// The address to call so that the lobby sees this device.
    reach: &'a str,
}

/// One hash over all files, so that a new version is fetched anew.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort();
    let mut hasher = blake3::Hasher::new();
    for file in names.iter().filter_map(|name| Assets::get(name)) {
        hasher.update(&file.metadata.sha256_hash());
    }
    hasher.finalize().to_hex().chars().take(12).collect()
});

fn page(app: &App, title: &str, code: &str) -> Result<Html<String>, ApiError> {
    let scenario = app.room.current();
    let page = Page {
        language: &scenario.head.language,
        title,
        code,
        version: &VERSION,
        reach: &app.nonce,
    };
    let text = page
        .render()
        .map_err(|error| ApiError::System(error.to_string()))?;
    Ok(Html(text))
}

/// `GET /`.
pub(super) async fn front(State(app): State<Arc<App>>) -> Result<Response, ApiError> {
    Ok(page(&app, "Join a war room", "")?.into_response())
}

/// `GET /r/{code}`.
pub(super) async fn room(
    State(app): State<Arc<App>>,
    _: Stranger,
    Path(code): Path<String>,
) -> Result<Response, ApiError> {
    if app.is_here(&code).is_err() {
        let page = page(&app, &no_room(&code), "")?;
        return Ok((StatusCode::NOT_FOUND, page).into_response());
    }
    let scenario = app.room.current();
    let title = &scenario.head.title;
    Ok(page(&app, title, &app.room.header().room)?.into_response())
}

/// What is said to somebody who typed a code that is none. The template escapes
/// it, and the script takes it from there.
fn no_room(code: &str) -> String {
    let code: String = code.trim().chars().take(12).collect();
    format!(
        "There is no room {}. Look at the code on the table once more.",
        code.to_uppercase()
    )
}

/// `GET /assets/{file}`. With the right `?v=` it is kept for good, else asked
/// for again each time.
pub(super) async fn asset(
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(EmbeddedFile { data, metadata }) = Assets::get(&name) else {
        return ApiError::Missing(format!("There is no file {}.", short(&name))).into_response();
    };
    let mut tag = String::from("\"");
    for byte in metadata.sha256_hash().iter().take(12) {
        // Writing into a string cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    let kept = if query.as_deref() == Some(&format!("v={}", *VERSION)) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|of| of.as_bytes() == tag.as_bytes());
    let head = [
        (header::CONTENT_TYPE, kind(&name).to_owned()),
        (header::CACHE_CONTROL, kept.to_owned()),
        (header::ETAG, tag),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, data.into_owned()).into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

fn short(name: &str) -> String {
    name.chars().take(80).collect()
}
