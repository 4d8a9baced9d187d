//! What a client is told when something does not work: RFC 9457, `application/problem+json`.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sanaq_desk::{NotShown, Refused};
use sanaq_election::FileError;
use sanaq_import::ImportError;
use sanaq_log::{AppendError, LogError, blob::BlobError};
use sanaq_said::{Said, said};
use serde::Serialize;

use crate::told::Told;

/// A problem, with what the client can do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    /// A short name that stays the same between versions.
    code: &'static str,
    detail: String,
    /// The same for a page, which says it in its reader's language.
    said: Vec<Told>,
    /// After how many seconds to try again.
    retry: Option<u64>,
}

/// What is told: a sentence in English for programs, or one that a page can say in any language.
pub(crate) enum Detail {
    Plain(String),
    Told(Told),
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Detail {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<Said> for Detail {
    fn from(said: Said) -> Self {
        Self::Told(said.into())
    }
}

impl From<Told> for Detail {
    fn from(told: Told) -> Self {
        Self::Told(told)
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[Told]>::is_empty")]
    said: &'a [Told],
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<Detail>) -> Self {
        let (detail, said) = match detail.into() {
            Detail::Plain(text) => (text, Vec::new()),
            Detail::Told(told) => (told.to_string(), vec![told]),
        };
        Self { status, code, detail, said, retry: None }
    }

    pub(crate) fn bad(detail: impl Into<Detail>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", detail)
    }

    /// Something that is wrong with what was sent, for a page to say.
    pub(crate) fn told(told: impl Into<Told>) -> Self {
        Self::bad(told.into())
    }

    /// Several things that are wrong with what was sent, and all of them in one text.
    pub(crate) fn many(detail: impl Into<String>, said: Vec<Told>) -> Self {
        Self { said, ..Self::bad(detail.into()) }
    }

    pub(crate) fn not_found(what: impl Into<Detail>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", what)
    }

    pub(crate) fn unauthorised() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorised", "sign in first")
    }

    pub(crate) fn forbidden(detail: impl Into<Detail>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", detail)
    }

    /// What the voters chose is not told yet.
    pub(crate) fn polls_open() -> Self {
        let detail = "not before the last polls have closed";
        Self::new(StatusCode::FORBIDDEN, "polls-open", detail)
    }

    /// Not now, for a reason that the page words.
    pub(crate) fn conflict(code: &'static str, detail: impl Into<Detail>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    pub(crate) fn too_large(detail: impl Into<Detail>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
    }

    pub(crate) fn too_many(seconds: u64) -> Self {
        let detail = format!("too many requests: try again in {seconds} s");
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", detail);
        Self { retry: Some(seconds), ..problem }
    }

    /// Too many failed attempts.
    pub(crate) fn locked_out(seconds: u64) -> Self {
        let minutes = seconds.div_ceil(60);
        let detail = format!("too many failed attempts: nobody is let in for {minutes} min");
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "locked-out", detail);
        Self { retry: Some(seconds), ..problem }
    }

    /// Something failed that is not the client's fault. The reason goes to the server's own notes,
    /// not to the client.
    pub(crate) fn inside(reason: &dyn std::fmt::Display) -> Self {
        tracing::error!(%reason, "a request failed");
        let detail = "the server failed: try again, under the same id";
        let problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail);
        Self { retry: Some(5), ..problem }
    }

    pub(crate) const fn status(&self) -> StatusCode {
        self.status
    }

    /// The sentence.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }

    /// The same for a page.
    pub(crate) fn said(&self) -> &[Told] {
        &self.said
    }

    /// The short name.
    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            kind: &format!("about:blank#{}", self.code),
            title: self.code,
            status: self.status.as_u16(),
            detail: &self.detail,
            said: &self.said,
        };
        let text = serde_json::to_string(&body).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, kind, text).into_response();
        if let Some(seconds) = self.retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let how = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        response
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let (status, code) = match &refused {
            Refused::ReadOnly(_) => (StatusCode::SERVICE_UNAVAILABLE, "read-only"),
            Refused::Archived => (StatusCode::GONE, "archived"),
            Refused::NotAllowed(_) | Refused::NotYours | Refused::CodeUsed => {
                (StatusCode::FORBIDDEN, "forbidden")
            }
            Refused::MustBeSealed(_) => (StatusCode::UNPROCESSABLE_ENTITY, "must-be-sealed"),
            Refused::CodeSpent => (StatusCode::UNAUTHORIZED, "code-spent"),
            Refused::Missing { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "missing"),
            Refused::IdTaken(_)
            | Refused::VersionTaken { .. }
            | Refused::AlreadyTyped
            | Refused::DrillOver
            | Refused::SampleLocked(_) => (StatusCode::CONFLICT, "conflict"),
            _ => (StatusCode::UNPROCESSABLE_ENTITY, "refused"),
        };
        let retry = matches!(refused, Refused::ReadOnly(_)).then_some(60);
        Self { retry, ..Self::new(status, code, refused.said()) }
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        let told = |own: &sanaq_election::Problem| match own.line {
            Some(line) => Told::line(line as u64, own.keyed()),
            None => own.keyed().into(),
        };
        Self::many(error.to_string(), error.problems.iter().map(told).collect())
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let (detail, more) = (error.to_string(), error.more());
        let said = error.problems.into_iter().map(Told::from).chain(more.map(Told::from));
        Self::many(detail, said.collect())
    }
}

impl From<NotShown> for Problem {
    fn from(not: NotShown) -> Self {
        match not {
            NotShown::NotAllowed => {
                Self::forbidden(said!("said-role-blind", "your role does not see this"))
            }
            NotShown::NotFound => Self::not_found("there is no such thing"),
        }
    }
}

impl From<AppendError> for Problem {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Conflict { .. } => Self::conflict("conflict", error.to_string()),
            AppendError::Invalid(why) => Self::bad(why),
            AppendError::Full => {
                let status = StatusCode::INSUFFICIENT_STORAGE;
                Self::new(status, "full", "the server's disk is full; nothing was stored")
            }
            error => Self::inside(&error),
        }
    }
}

impl From<LogError> for Problem {
    fn from(error: LogError) -> Self {
        Self::inside(&error)
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Self {
        match &error {
            BlobError::Store(_) => Self::inside(&error),
            // The phone keeps what it has and sends it again, as with a report.
            BlobError::Full => {
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "full", error.to_string())
            }
            _ => Self::bad(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects photos: what a full disk does not take is no fault of the phone, which would throw
    /// it away.
    #[test]
    fn a_full_disk_is_no_fault_of_the_phone() {
        assert_eq!(Problem::from(BlobError::Full).status(), StatusCode::INSUFFICIENT_STORAGE);
        assert_eq!(Problem::from(BlobError::Incomplete(3)).status(), StatusCode::BAD_REQUEST);
    }
}
