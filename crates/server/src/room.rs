//! Room in memory for large bodies: they are held whole, so all together may not take more.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::problem::Problem;

/// How long a request waits for room.
const WAIT: Duration = Duration::from_secs(30);

/// Mebibytes that large bodies may take together while they come in and are worked on.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    free: Arc<Semaphore>,
    wait: Duration,
}

impl Room {
    pub(crate) fn new(mebibytes: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(mebibytes)), wait: WAIT }
    }

    /// Waits until there is room for a body of this length.
    pub(crate) async fn take(&self, length: u64) -> Result<OwnedSemaphorePermit, Problem> {
        let mebibytes = u32::try_from(length.div_ceil(1 << 20).max(1)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.free).acquire_many_owned(mebibytes);
        let permit = timeout(self.wait, room).await.ok().and_then(Result::ok);
        permit.ok_or_else(|| {
            let detail = "too much comes in at once: nothing was stored, send it again";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail)
        })
    }
}

/// How long a body says that it is; as long as it may be where it says nothing.
pub(crate) fn length(request: &Request, most: u64) -> u64 {
    let said = request.headers().get(header::CONTENT_LENGTH);
    let said = said.and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    said.unwrap_or(most)
}

/// Lets a request with a large body pass when there is room for it.
pub(crate) async fn pass(
    State((room, most)): State<(Room, u64)>,
    request: Request,
    next: Next,
) -> Response {
    // What says that it is longer is refused by whoever reads it.
    match room.take(length(&request, most).min(most)).await {
        Ok(_room) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware, routing::post};
    use tower::ServiceExt as _;

    use super::*;

    /// Protects memory: large bodies that come in at once take no more than the room, whatever they
    /// say of their length, and whoever finds none is told to come again.
    #[tokio::test]
    async fn large_bodies_wait_for_each_other() {
        let room = Room { free: Arc::new(Semaphore::new(5)), wait: Duration::from_millis(200) };
        let pass = middleware::from_fn_with_state((room.clone(), 4 << 20), pass);
        let slow = post(|| tokio::time::sleep(Duration::from_millis(600))).layer(pass);
        let app = Router::new().route("/", slow);
        let ask = |length: Option<u64>| {
            let mut request = Request::post("/");
            if let Some(length) = length {
                request = request.header(header::CONTENT_LENGTH, length);
            }
            let app = app.clone();
            async move {
                let answer = app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
                answer.status().as_u16()
            }
        };
        // Two that do not fit together, with one that says nothing, or lies.
        for other in [Some(3 << 20), None, Some(u64::MAX)] {
            let (first, second) = tokio::join!(ask(Some(3 << 20)), ask(other));
            assert_eq!((first, second), (200, 503), "{other:?}");
        }
        let (first, second) = tokio::join!(ask(None), ask(Some(1)));
        assert_eq!((first, second), (200, 200));
        assert_eq!(room.free.available_permits(), 5);
    }
}
