//! What holds for every request and every answer: no foreign page asks, no
//! body is endless, no answer takes forever, and each answer carries the
//! headers that keep a browser strict.

use super::body;
use super::error::ApiError;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// The longest that an answer may take to begin.
const LONGEST: Duration = Duration::from_secs(15);

/// Scripts, styles, fonts and requests of our own, and nothing else. No inline
/// script or style, no frame, no plugin, no form that leaves.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Checks a request, runs it within its time, and dresses the answer.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refuse(&request) {
        Some(error) => error.into_response(),
        None => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => ApiError::Slow.into_response(),
        },
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Pages, answers and refusals are never kept; files say otherwise.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

fn refuse(request: &Request) -> Option<ApiError> {
    let headers = request.headers();
    let api = request.uri().path().starts_with("/api/");
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if (api || changes) && foreign(headers) {
        return Some(ApiError::Forbidden(
            "This request comes from another site's page. Open the room's own address.",
        ));
    }
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    let length = length.and_then(|text| text.parse::<u64>().ok());
    (length > Some(body::MOST as u64)).then_some(ApiError::TooLarge)
}

/// Whether a browser says that a page of another origin asks. What comes from
/// no browser names no origin.
fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return true;
    }
    let Some(origin) = text(header::ORIGIN) else {
        return false;
    };
    let from = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    let host = text(header::HOST);
    from.is_none() || host.is_none() || !same(from, host)
}

fn same(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.eq_ignore_ascii_case(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn only_our_own_pages_and_no_pages_may_ask() {
        let host = ("host", "192.168.0.7:4000");
        let cases = [
            (vec![host], false),
            (vec![host, ("origin", "http://192.168.0.7:4000")], false),
            (vec![host, ("origin", "http://192.168.0.7:4001")], true),
            (vec![host, ("origin", "http://evil.example")], true),
            (vec![host, ("origin", "null")], true),
            (vec![host, ("origin", "file://")], true),
            (vec![("origin", "http://192.168.0.7:4000")], true),
            (vec![host, ("sec-fetch-site", "cross-site")], true),
            (vec![host, ("sec-fetch-site", "same-site")], true),
            (vec![host, ("sec-fetch-site", "same-origin")], false),
        ];
        for (case, want) in cases {
            assert_eq!(foreign(&headers(&case)), want, "{case:?}");
        }
    }
}
