//! Large answers: packed with gzip for whoever reads it, and not sent again to whoever has them.
//!
//! A page of the data centre keeps such an answer in its own memory, a phone in its sealed store;
//! both ask with `if-none-match`. `cache-control` stays `no-store`, so that no browser writes it
//! down.

use std::io::Write as _;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use sanaq_seal::hash::Hash;
use serde::Serialize;

use crate::problem::Problem;

/// Shorter answers are not worth packing.
const SHORT: usize = 1_024;

/// An answer as JSON, plain and packed.
#[derive(Clone)]
pub(crate) struct Packed {
    tag: String,
    plain: Bytes,
    gzip: Option<Bytes>,
}

impl Packed {
    /// Writes and packs; takes a while where it is large. The tag names just this content.
    pub(crate) fn new(tag: &str, answer: &impl Serialize) -> Result<Self, Problem> {
        Self::pack(format!("\"{tag}\""), plain(answer)?)
    }

    /// The answer to one who asks alone: known again by what it says, and packed only where it is
    /// sent.
    pub(crate) fn by_content(
        answer: &impl Serialize,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        let plain = plain(answer)?;
        let tag = format!("\"{}\"", Hash::of(&plain));
        let packed = if says(headers, &header::IF_NONE_MATCH, &tag) {
            Self { tag, plain, gzip: None }
        } else {
            Self::pack(tag, plain)?
        };
        Ok(packed.answer(headers))
    }

    fn pack(tag: String, plain: Bytes) -> Result<Self, Problem> {
        let gzip = if plain.len() < SHORT {
            None
        } else {
            let mut packer = GzEncoder::new(Vec::new(), Compression::new(3));
            let packed = packer.write_all(&plain).and_then(|()| packer.finish());
            Some(Bytes::from(packed.map_err(|error| Problem::inside(&error))?))
        };
        Ok(Self { tag, plain, gzip })
    }

    /// The answer for whoever sent these headers.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let mut response = if says(headers, &header::IF_NONE_MATCH, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let packed = self.gzip.as_ref();
            let packed = packed.filter(|_| says(headers, &header::ACCEPT_ENCODING, "gzip"));
            let kind = [(header::CONTENT_TYPE, "application/json")];
            let body = packed.unwrap_or(&self.plain).clone();
            let mut response = (kind, body).into_response();
            if packed.is_some() {
                let gzip = HeaderValue::from_static("gzip");
                response.headers_mut().insert(header::CONTENT_ENCODING, gzip);
            }
            response
        };
        let own = response.headers_mut();
        own.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            own.insert(header::ETAG, tag);
        }
        response
    }
}

fn plain(answer: &impl Serialize) -> Result<Bytes, Problem> {
    let plain = serde_json::to_vec(answer).map_err(|error| Problem::inside(&error))?;
    Ok(plain.into())
}

/// Whether a list in a header has a word, not weighted with nothing.
pub(crate) fn says(headers: &HeaderMap, name: &header::HeaderName, word: &str) -> bool {
    let all = headers.get_all(name).iter();
    let mut all = all.filter_map(|own| own.to_str().ok()).flat_map(|own| own.split(','));
    all.any(|own| {
        let mut parts = own.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.trim_start_matches("W/").eq_ignore_ascii_case(word));
        let refused = |weight: &str| {
            let digits = weight.strip_prefix("q=").unwrap_or("1");
            digits.bytes().all(|byte| matches!(byte, b'0' | b'.'))
        };
        named && !parts.any(refused)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects a phone on a slow line: what it has already is not sent, however large; another
    /// content has another name.
    #[test]
    fn what_is_known_by_its_content_is_not_sent_again() {
        let ask = |known: &str, answer: &[u8]| {
            let known: HeaderMap =
                [(header::IF_NONE_MATCH, known.parse().unwrap())].into_iter().collect();
            Packed::by_content(&answer, &known).unwrap()
        };
        let first = ask("\"none\"", &[7; 2_000]);
        assert_eq!(first.status(), StatusCode::OK);
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        let again = ask(&tag, &[7; 2_000]);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[header::ETAG], tag.as_str());
        assert_eq!(ask(&tag, &[8; 2_000]).status(), StatusCode::OK);
    }

    /// Protects both: who cannot unpack, and who has it already.
    #[test]
    fn it_is_packed_for_who_reads_it_and_not_sent_twice() {
        let packed = Packed::new("7", &vec![7; 2_000]).unwrap();
        let asks = |name: &header::HeaderName, value: &str| -> HeaderMap {
            [(name.clone(), value.parse().unwrap())].into_iter().collect()
        };
        let gzip = packed.answer(&asks(&header::ACCEPT_ENCODING, "br, gzip;q=0.8"));
        assert_eq!(gzip.headers()[header::CONTENT_ENCODING], "gzip");
        for plain in ["identity", "gzip;q=0", "gzipped"] {
            let answer = packed.answer(&asks(&header::ACCEPT_ENCODING, plain));
            assert!(!answer.headers().contains_key(header::CONTENT_ENCODING), "{plain}");
        }
        let again = |tag| packed.answer(&asks(&header::IF_NONE_MATCH, tag)).status();
        assert_eq!(
            (again("\"6\", W/\"7\""), again("\"8\"")),
            (304.try_into().unwrap(), 200.try_into().unwrap())
        );
    }
}
