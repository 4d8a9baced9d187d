//! Views that are sent again as they change: server-sent events (HTML Living Standard, 9.2).

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::{Query as Asked, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use sanaq_desk::Viewer;
use sanaq_seal::hash::Hash;
use tokio::sync::watch;

use super::view::Wanted;
use crate::{app::Server, gate::Caller, problem::Problem, session::Session};

/// Between two pictures of a view, so that a busy hour is no burden.
const PAUSE: Duration = Duration::from_millis(500);
/// A view without news is looked at again after this: deadlines pass without an entry.
const AGAIN: Duration = Duration::from_secs(20);

struct Watching {
    server: Server,
    viewer: Viewer,
    session: Session,
    wanted: Wanted,
    applied: watch::Receiver<u64>,
    last: Option<Hash>,
}

/// A view now, and again each time it changes. Ends when the account may no longer see it, when the
/// session is over, and when the server stops.
pub(crate) async fn live(
    State(server): State<Server>,
    caller: Caller,
    Extension(session): Extension<Session>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let viewer = caller.viewer()?.clone();
    // Whether it may be seen at all is said at once, as for any other request.
    wanted.shown(&server, &viewer).await?;
    let applied = server.office.watch();
    let watching = Watching { server, viewer, session, wanted, applied, last: None };
    let events = stream::unfold(watching, Watching::next);
    Ok(Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response())
}

impl Watching {
    /// The next picture that differs from the last one.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if self.last.is_some() {
                let news = async {
                    // An error means that nothing comes any more.
                    let _ = tokio::time::timeout(AGAIN, self.applied.changed()).await;
                    tokio::time::sleep(PAUSE).await;
                };
                tokio::select! {
                    () = news => {}
                    () = self.server.stopping.reached() => return None,
                }
            }
            self.viewer = {
                let office = &self.server.office;
                let state = office.state();
                self.session.holds(&state, office.now()).then_some(())?;
                state.viewer(self.viewer.account())?
            };
            let entries = *self.applied.borrow_and_update();
            let text = self.wanted.shown(&self.server, &self.viewer).await.ok()?;
            let hash = Hash::of(text.as_bytes());
            if self.last != Some(hash) {
                self.last = Some(hash);
                let event = Event::default().id(entries.to_string()).event("view").data(text);
                return Some((Ok(event), self));
            }
        }
    }
}
