//! The gate before every endpoint: who asks, whether they may, and not too often.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sanaq_desk::{Actor, Viewer, decide::needs};
use sanaq_said::said;
use sanaq_seal::token::TokenHash;
use secrecy::SecretString;

use crate::{
    app::Server,
    guard,
    problem::Problem,
    session::{self, Session},
    table::Who,
};

/// Who asks, as the gate found.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// Nobody we know; the neighbourhood of their address.
    Somebody(String),
    /// An observer.
    Observer(String),
    /// An account.
    Account(Viewer),
}

impl Caller {
    /// As the office names them.
    pub(crate) fn actor(&self) -> Result<Actor, Problem> {
        match self {
            Self::Somebody(_) => Err(Problem::unauthorised()),
            Self::Observer(id) => Ok(Actor::Observer(id.clone())),
            Self::Account(viewer) => Ok(Actor::Account(viewer.account().to_owned())),
        }
    }

    /// The account.
    pub(crate) fn viewer(&self) -> Result<&Viewer, Problem> {
        match self {
            Self::Account(viewer) => Ok(viewer),
            _ => Err(Problem::unauthorised()),
        }
    }

    /// The account, where it is the mission's own and not a partner's.
    pub(crate) fn of_mission(&self) -> Result<&Viewer, Problem> {
        let viewer = self.viewer()?;
        if viewer.organisation().is_empty() {
            Ok(viewer)
        } else {
            Err(Problem::forbidden(said!(
                "said-mission-only",
                "this is for the mission's own accounts, not for a partner's"
            )))
        }
    }

    /// The observer.
    pub(crate) fn observer(&self) -> Result<&str, Problem> {
        match self {
            Self::Observer(id) => Ok(id),
            _ => Err(Problem::unauthorised()),
        }
    }

    /// What is limited together.
    pub(crate) fn neighbourhood(&self) -> &str {
        match self {
            Self::Somebody(place) => place,
            Self::Observer(id) => id,
            Self::Account(viewer) => viewer.account(),
        }
    }
}

/// Only what passed the gate has a caller.
impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Problem::unauthorised)
    }
}

/// Lets a request pass, or says why not.
pub(crate) async fn pass(
    State((server, who)): State<(Server, Who)>,
    mut request: Request,
    next: Next,
) -> Response {
    match caller(&server, who, &request) {
        Ok((caller, session)) => {
            request.extensions_mut().insert(caller);
            if let Some(session) = session {
                request.extensions_mut().insert(session);
            }
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

type Passed = (Caller, Option<Session>);

fn caller(server: &Server, who: Who, request: &Request) -> Result<Passed, Problem> {
    let headers = request.headers();
    match who {
        Who::Anyone => {
            let place = place(server, request);
            server.limits.address.check(&place)?;
            Ok((Caller::Somebody(place), None))
        }
        Who::Observer => {
            let token = session::device(headers).ok_or_else(Problem::unauthorised)?;
            let observer = server.office.state().device(&token).map(str::to_owned);
            let observer = observer.ok_or_else(Problem::unauthorised)?;
            server.limits.device.check(&observer)?;
            Ok((Caller::Observer(observer), None))
        }
        // Wrong signatures are counted where they are found: messages of many come from one place.
        Who::Gateway | Who::Reader => Ok((Caller::Somebody(place(server, request)), None)),
        Who::Collect => {
            let token = request.uri().path().strip_prefix("/odk/");
            let token = token.and_then(|rest| rest.split('/').next()).unwrap_or_default();
            let hash = TokenHash::of(&SecretString::from(token)).map(|hash| hash.to_string());
            let observer = hash.and_then(|hash| {
                let state = server.office.state();
                state.device(&hash).map(str::to_owned)
            });
            let Some(observer) = observer else {
                server.limits.address.check(&place(server, request))?;
                return Err(Problem::unauthorised());
            };
            server.limits.device.check(&observer)?;
            Ok((Caller::Observer(observer), None))
        }
        Who::Oneself | Who::Account | Who::Has(_) => {
            session::from_our_page(request.method(), headers)?;
            let (office, https) = (&server.office, server.config.https);
            let state = office.state();
            let session = Session::of(headers, &office.keys, &state, office.now(), https);
            let session = session.ok_or_else(Problem::unauthorised)?;
            let viewer = state.viewer(&session.account).ok_or_else(Problem::unauthorised)?;
            let lacks = who != Who::Oneself && state.lacks_second_factor(&session.account);
            drop(state);
            server.limits.account.check(viewer.account())?;
            if lacks {
                let detail = said!(
                    "said-second-factor",
                    "your role needs an authenticator: set one up first"
                );
                return Err(Problem::new(StatusCode::FORBIDDEN, "second-factor", detail));
            }
            if let Who::Has(right) = who
                && !viewer.may(right)
            {
                return Err(Problem::forbidden(needs(right)));
            }
            Ok((Caller::Account(viewer), Some(session)))
        }
    }
}

/// The neighbourhood that a request comes from.
fn place(server: &Server, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(SocketAddr::from(([0, 0, 0, 0], 0)), |info| info.0);
    let address = guard::client(peer, request.headers(), server.config.proxies);
    guard::neighbourhood(address)
}
