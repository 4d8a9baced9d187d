//! The web apps, as they were built before the program: the observer's at `/p/`, the data centre's
//! at `/d/`. A release holds their files in itself; a debug build reads them from `web/dist`.
//! Nothing of a mission is in them, so anybody may have them as often as they like.

use std::borrow::Cow;

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use rust_embed::RustEmbed;
use sanaq_seal::hash::to_hex;

use crate::{
    packed::says,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// A file of an app.
struct File {
    data: Cow<'static, [u8]>,
    /// Its SHA-256.
    hash: [u8; 32],
}

/// Finds a file by its path below `web/dist`.
type Find<'a> = &'a dyn Fn(&str) -> Option<File>;

/// Files whose names change with their content; a browser never asks for them again.
const NAMED_BY_CONTENT: &str = "assets/";
/// What is said where an app is not in the program.
const MISSING: &str = "<!doctype html><meta charset=utf-8><title>Sanaq</title>\
<p>The pages are not in this program. In its source, <code>cargo xtask web</code> builds them \
(it needs Node 20 or later with npm); then build the program again.</p>\n";

/// The endpoints of the apps' files.
pub(crate) fn ways() -> Vec<Endpoint> {
    let get = |path: &'static str| ("GET", path);
    let reader = Who::Reader;
    vec![
        endpoint(get("/"), reader, || async { Redirect::to("/d/") }, "to the data centre"),
        endpoint(get("/d"), reader, || async { Redirect::to("/d/") }, "to the data centre"),
        endpoint(get("/d/"), reader, desk_start, "the data centre's page"),
        endpoint(get("/d/{*path}"), reader, desk, "files of the data centre's page"),
        endpoint(get("/p"), reader, || async { Redirect::to("/p/") }, "to the observer's page"),
        endpoint(get("/p/"), reader, phone_start, "the observer's page"),
        endpoint(get("/p/{*path}"), reader, phone, "files of the observer's page"),
    ]
}

async fn desk_start(headers: HeaderMap) -> Response {
    file("desk", "", &headers, &built)
}

async fn desk(Path(path): Path<String>, headers: HeaderMap) -> Response {
    file("desk", &path, &headers, &built)
}

async fn phone_start(headers: HeaderMap) -> Response {
    file("phone", "", &headers, &built)
}

async fn phone(Path(path): Path<String>, headers: HeaderMap) -> Response {
    file("phone", &path, &headers, &built)
}

fn built(path: &str) -> Option<File> {
    let file = Built::get(path)?;
    Some(File { hash: file.metadata.sha256_hash(), data: file.data })
}

/// A file of an app; the empty path is its page.
fn file(app: &str, path: &str, headers: &HeaderMap, find: Find<'_>) -> Response {
    let path = if path.is_empty() { "index.html" } else { path };
    let whole = format!("{app}/{path}");
    // Packed files are no addresses of their own.
    let packed = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "br");
    let plain = if packed { None } else { find(&whole) };
    let Some(plain) = plain else { return absent(app, find) };
    let packed = if says(headers, &header::ACCEPT_ENCODING, "br") {
        find(&format!("{whole}.br"))
    } else {
        None
    };
    let encoded = packed.is_some();
    let tag = tag(&plain, encoded);
    let unchanged = says(headers, &header::IF_NONE_MATCH, &tag);
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let data = packed.unwrap_or(plain).data;
        ([(header::CONTENT_TYPE, kind(path))], data).into_response()
    };
    let own = response.headers_mut();
    if encoded && !unchanged {
        own.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    let kept = if path.starts_with(NAMED_BY_CONTENT) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    own.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    response
}

/// No such file, or no app at all.
fn absent(app: &str, find: Find<'_>) -> Response {
    if find(&format!("{app}/index.html")).is_some() {
        return Problem::not_found("there is no such file").into_response();
    }
    let kind = [(header::CONTENT_TYPE, kind("index.html"))];
    (StatusCode::SERVICE_UNAVAILABLE, kind, MISSING).into_response()
}

/// The two forms of a file are two things for whoever keeps them.
fn tag(file: &File, packed: bool) -> String {
    let hash = to_hex(file.hash.get(..16).unwrap_or_default());
    let form = if packed { "-br" } else { "" };
    format!("\"{hash}{form}\"")
}

/// The media type by the ending of the name.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "ftl" | "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    fn some(path: &str) -> Option<File> {
        let data: &'static [u8] = match path {
            "phone/index.html" => b"<p>hello",
            "phone/index.html.br" => b"packed",
            "phone/assets/index-a1.js" => b"go()",
            "phone/manifest.webmanifest" => b"{}",
            _ => return None,
        };
        Some(File { data: data.into(), hash: [u8::try_from(data.len()).unwrap(); 32] })
    }

    fn asks(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    async fn body(response: Response) -> Vec<u8> {
        to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()
    }

    /// Protects old browsers and command lines: who reads no brotli gets the file as it is.
    #[tokio::test]
    async fn a_file_is_packed_only_for_who_can_unpack_it() {
        for (accepts, packed) in [
            ("gzip, deflate, br", true),
            ("BR;q=0.5", true),
            ("*", false),
            ("br;q=0", false),
            ("br; q=0.0, gzip", false),
            ("brx", false),
        ] {
            let headers = asks(&[(header::ACCEPT_ENCODING, accepts)]);
            let answer = file("phone", "", &headers, &some);
            assert_eq!(
                answer.headers().contains_key(header::CONTENT_ENCODING),
                packed,
                "{accepts}"
            );
            assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
            assert_eq!(answer.headers()[header::VARY], "accept-encoding");
            let expected: &[u8] = if packed { b"packed" } else { b"<p>hello" };
            assert_eq!(body(answer).await, expected, "{accepts}");
        }
        assert_eq!(file("phone", "index.html.br", &asks(&[]), &some).status(), 404);
    }

    /// Protects updates of the apps: what keeps its name is asked for again, and only then told
    /// that nothing changed.
    #[tokio::test]
    async fn only_files_that_are_named_by_content_are_kept_without_asking() {
        let kept = |path| file("phone", path, &asks(&[]), &some).headers()["cache-control"].clone();
        assert_eq!(kept("assets/index-a1.js"), "public, max-age=31536000, immutable");
        assert_eq!((kept(""), kept("manifest.webmanifest")), (kept("index.html"), kept("")));
        assert_eq!(kept(""), "no-cache");
        let tag = file("phone", "", &asks(&[]), &some).headers()[header::ETAG].clone();
        let again = [(header::IF_NONE_MATCH, tag.to_str().unwrap())];
        let answer = file("phone", "", &asks(&again), &some);
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(body(answer).await, b"");
        // The packed form is another thing.
        let headers = asks(&[again[0].clone(), (header::ACCEPT_ENCODING, "br")]);
        assert_eq!(file("phone", "", &headers, &some).status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn who_built_no_pages_is_told_how() {
        let answer = file("desk", "", &asks(&[]), &some);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(String::from_utf8(body(answer).await).unwrap().contains("cargo xtask web"));
        assert_eq!(file("phone", "no-such.js", &asks(&[]), &some).status(), 404);
    }
}
