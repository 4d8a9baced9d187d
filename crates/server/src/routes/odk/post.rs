//! What Collect posts: a multipart body, read part by part within bounds. It is held in memory and
//! never on the disk, where a photo would lie with its place and time; how much all requests hold
//! together is bounded.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::Request,
    http::{StatusCode, header},
};
use bytes::BytesMut;
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::time::timeout;

use crate::{app::Server, problem::Problem, room};

/// The largest submission with its files: 32 MiB.
pub(crate) const MOST_BYTES: u64 = 32 << 20;
/// The largest document of answers.
const MOST_XML: u64 = 8 << 20;
/// The most parts.
const MOST_PARTS: usize = 200;
/// How long a sender may be silent.
const SILENCE: Duration = Duration::from_mins(1);

/// A post.
pub(crate) struct Posted {
    /// The answers.
    pub(crate) xml: Bytes,
    /// Files by name.
    pub(crate) files: Vec<(String, Bytes)>,
    /// Whether more files come in another post.
    pub(crate) more: bool,
}

impl Posted {
    /// Reads a post.
    pub(crate) async fn read(server: &Server, request: Request) -> Result<Self, Problem> {
        let kind = said(&request, header::CONTENT_TYPE);
        let length = room::length(&request, MOST_BYTES);
        let boundary = multer::parse_boundary(kind).map_err(|error| wrong(&error))?;
        if length > MOST_BYTES {
            return Err(too_large());
        }
        let _room = server.room.take(length).await?;
        let limits = SizeLimit::new().whole_stream(MOST_BYTES).for_field(XML, MOST_XML);
        let limits = Constraints::new().size_limit(limits);
        let body = request.into_body().into_data_stream();
        let mut parts = Multipart::with_constraints(body, boundary, limits);
        let (mut xml, mut files, mut more) = (None, Vec::new(), false);
        let mut count = 0;
        while let Some(part) = silent(timeout(SILENCE, parts.next_field()).await)? {
            count += 1;
            if count > MOST_PARTS {
                return Err(Problem::too_large(format!("expected at most {MOST_PARTS} parts")));
            }
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let bytes = whole(part).await?;
            match (name.as_str(), file) {
                (XML, _) => xml = Some(bytes),
                (INCOMPLETE, None) => more = bytes.eq_ignore_ascii_case(b"yes"),
                (_, Some(file)) => files.push((file, bytes)),
                (_, None) => files.push((name, bytes)),
            }
        }
        let xml = xml.ok_or_else(|| Problem::bad(format!("found no part {XML}, expected one")))?;
        Ok(Self { xml, files, more })
    }
}

const XML: &str = "xml_submission_file";
const INCOMPLETE: &str = "*isIncomplete*";

fn said(request: &Request, name: header::HeaderName) -> String {
    let value = request.headers().get(name);
    value.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn whole(mut part: Field<'_>) -> Result<Bytes, Problem> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = silent(timeout(SILENCE, part.chunk()).await)? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn silent<T>(
    read: Result<Result<T, multer::Error>, tokio::time::error::Elapsed>,
) -> Result<T, Problem> {
    let said = "nothing more came for a minute: nothing was stored";
    let read = read.map_err(|_| Problem::new(StatusCode::REQUEST_TIMEOUT, "timeout", said))?;
    read.map_err(|error| wrong(&error))
}

fn wrong(error: &multer::Error) -> Problem {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            too_large()
        }
        error => Problem::bad(format!("this is no multipart post of a form: {error}")),
    }
}

fn too_large() -> Problem {
    Problem::too_large(format!("expected at most {} MiB in one post", MOST_BYTES >> 20))
}
