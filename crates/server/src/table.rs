//! Every endpoint, with who may use it. A router is made of this table and of nothing else, so an
//! endpoint that does not stand here does not exist; `docs/access.md` is written from it.

use std::fmt::Write as _;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    middleware,
    routing::{MethodFilter, MethodRouter, on},
};
use sanaq_desk::{
    Right,
    decide::right_of,
    event::{KINDS, Role},
};

use crate::{
    app::Server,
    gate, pages, room,
    routes::{
        answer, authenticator, backup, blob, boundaries, export, live, messages, meta, mission,
        official, plan, print, projection, proof, record, report, result, session, table, view,
    },
    ways::ways,
};

/// Who may use an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Everybody; slowed down by address.
    Anyone,
    /// Everybody, as often as they like: the apps' own files.
    Reader,
    /// An observer, by the token of a device that joined.
    Observer,
    /// Any account that is signed in, also one that must set up an authenticator first.
    Oneself,
    /// An observer's ODK Collect, by the token in the address.
    Collect,
    /// A gateway, by its signature.
    Gateway,
    /// Any account that is signed in.
    Account,
    /// An account whose role has the right.
    Has(Right),
}

impl Who {
    /// Whether an account of this role may.
    pub(crate) fn allows(self, role: Role) -> bool {
        match self {
            Self::Anyone | Self::Reader | Self::Oneself | Self::Account => true,
            Self::Observer | Self::Collect | Self::Gateway => false,
            Self::Has(right) => role.may(right),
        }
    }

    fn word(self) -> String {
        match self {
            Self::Anyone => "everybody".to_owned(),
            Self::Reader => "everybody, not slowed down".to_owned(),
            Self::Observer => "an observer's device".to_owned(),
            Self::Oneself => "every account, also before its authenticator".to_owned(),
            Self::Collect => "an observer's ODK Collect".to_owned(),
            Self::Gateway => "a gateway that signs".to_owned(),
            Self::Account => "every account".to_owned(),
            Self::Has(right) => format!("right: {}", word(right)),
        }
    }
}

/// An endpoint.
pub(crate) struct Endpoint {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) who: Who,
    pub(crate) does: &'static str,
    /// The largest body that it takes, in bytes.
    most: usize,
    handler: MethodRouter<Server>,
}

/// The largest body of most requests.
const BODY: usize = 2 << 20;
/// The largest part of a photo.
const CHUNK: usize = 5 << 20;

pub(crate) fn endpoint<H, T>(
    (method, path): (&'static str, &'static str),
    who: Who,
    handler: H,
    does: &'static str,
) -> Endpoint
where
    H: Handler<T, Server>,
    T: 'static,
{
    let filter = match method {
        "GET" => MethodFilter::GET,
        "HEAD" => MethodFilter::HEAD,
        "PUT" => MethodFilter::PUT,
        "DELETE" => MethodFilter::DELETE,
        _ => MethodFilter::POST,
    };
    Endpoint { method, path, who, does, most: BODY, handler: on(filter, handler) }
}

impl Endpoint {
    /// The same with larger bodies than usual.
    pub(crate) fn up_to(self, most: usize) -> Self {
        Self { most, ..self }
    }
}

/// All of them.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Who::{Account, Anyone, Has, Observer};
    let read = Has(Right::Read);
    let mut all = vec![
        endpoint(("GET", "/health"), Anyone, meta::health, "whether the server is up"),
        endpoint(("GET", "/metrics"), Anyone, meta::metrics, "counters for Prometheus"),
        endpoint(("GET", "/api/openapi.json"), Anyone, meta::openapi, "this table for machines"),
        endpoint(("GET", "/api/mission"), Anyone, meta::mission, "keys to check and to seal with"),
        endpoint(("POST", "/api/join"), Anyone, session::join, "a phone joins by a code"),
        endpoint(("GET", "/api/phone"), Observer, answer::phone, "what an observer's phone needs"),
        endpoint(("POST", "/api/reports"), Observer, report::file, "file reports"),
        endpoint(("GET", "/api/receipts/{id}"), Observer, report::receipt, "a receipt with proof"),
        endpoint(("GET", "/api/desk/receipts/{id}"), read, report::receipt_of, "any receipt"),
        endpoint(("GET", "/api/blobs/{hash}"), Observer, blob::progress, "what of a photo is here"),
        endpoint(("PUT", "/api/blobs/{hash}"), Observer, blob::chunk, "a part of a photo")
            .up_to(CHUNK),
        endpoint(("POST", "/api/blobs/{hash}"), Observer, blob::finish, "a photo is whole"),
        endpoint(("POST", "/api/desk/reports"), Has(Right::Review), report::enter, "file for one"),
        endpoint(("POST", "/api/desk/sheets"), Has(Right::Type), record::take, "take a sheet"),
        endpoint(("PUT", "/api/desk/sheets"), Has(Right::Type), record::typed, "hand a sheet in"),
        endpoint(("POST", "/api/desk/messages"), Has(Right::Plan), record::send, "send messages"),
        endpoint(("POST", "/api/desk/events"), Account, record::record, "record a decision"),
        endpoint(("GET", "/api/desk/export"), Has(Right::Export), export::export, "a table"),
        endpoint(("GET", "/api/desk/live"), Account, live::live, "a view, and again as it changes"),
        endpoint(("GET", "/api/desk/views/desk"), Has(Right::Type), view::desk, "a clerk's sheets"),
        endpoint(("GET", "/log/checkpoint"), Anyone, proof::checkpoint, "the log's signed head"),
        endpoint(("GET", "/log/tile/{*path}"), Anyone, proof::tile, "hashes of the log's tree"),
        endpoint(("GET", "/log/witness/{old}"), Anyone, proof::request, "what a witness checks"),
        endpoint(("POST", "/log/cosignature"), Anyone, proof::cosign, "a witness's signature"),
        endpoint(("GET", "/api/desk/views/{view}"), Account, view::view, "a view"),
    ];
    all.extend(desk_photos());
    all.push(endpoint(("GET", "/api/desk/photos/{hash}"), read, blob::show, "a photo, upright"));
    all.extend([plan::ways(), print::ways(), projection::ways()].into_iter().flatten());
    all.extend([official::ways(), table::ways(), result::ways()].into_iter().flatten());
    all.extend([mission::ways(), boundaries::ways()].into_iter().flatten());
    all.extend(ways());
    all.extend(entrance());
    all.extend(people());
    all.extend(pages::ways());
    all
}

/// Photos of what is filed at a desk, by the same ways and checks as a phone's.
fn desk_photos() -> Vec<Endpoint> {
    let (path, review) = ("/api/desk/blobs/{hash}", Who::Has(Right::Review));
    vec![
        endpoint(("GET", path), review, blob::progress, "what of a desk's photo is here"),
        endpoint(("PUT", path), review, blob::chunk, "a part of a desk's photo").up_to(CHUNK),
        endpoint(("POST", path), review, blob::finish, "a desk's photo is whole"),
    ]
}

/// Coming in, and what keeps others out.
fn entrance() -> Vec<Endpoint> {
    use Who::{Anyone, Has, Oneself};
    let app = "/api/authenticator";
    let (copies, admin) = ("/api/desk/backup", Has(Right::Accounts));
    vec![
        endpoint(("POST", "/api/session"), Anyone, session::sign_in, "sign in"),
        endpoint(("GET", "/api/session"), Oneself, session::who, "who is signed in"),
        endpoint(("DELETE", "/api/session"), Oneself, session::sign_out, "sign out"),
        endpoint(("GET", "/api/sessions"), Oneself, session::list, "one's own sessions"),
        endpoint(("DELETE", "/api/sessions"), Oneself, session::end_all, "sign out everywhere"),
        endpoint(("DELETE", "/api/sessions/{id}"), Oneself, session::end, "end a session"),
        endpoint(("PUT", "/api/password"), Oneself, session::change, "change one's own password"),
        endpoint(("POST", app), Oneself, authenticator::begin, "a secret for an authenticator"),
        endpoint(("PUT", app), Oneself, authenticator::confirm, "confirm it by a code"),
        endpoint(("DELETE", app), Oneself, authenticator::remove, "do without an authenticator"),
        endpoint(
            ("GET", "/api/desk/accounts"),
            Has(Right::Accounts),
            session::accounts,
            "accounts, who is signed in, who is locked out",
        ),
        endpoint(("GET", copies), admin, backup::show, "how copies of the mission stand"),
        endpoint(("POST", copies), admin, backup::order, "make one, on the server's computer"),
    ]
}

/// Writing to people, and forgetting them.
fn people() -> Vec<Endpoint> {
    use Who::{Anyone, Has};
    let (numbers, officer) = ("/api/desk/numbers", Has(Right::Delete));
    let (gateways, delivery) = ("/api/desk/gateways", "/api/delivery/{id}");
    vec![
        endpoint(("PUT", numbers), Has(Right::Plan), messages::numbers, "give numbers"),
        endpoint(("POST", numbers), officer, messages::open, "open the numbers"),
        endpoint(("DELETE", numbers), officer, messages::close, "close the numbers"),
        endpoint(("GET", gateways), Has(Right::Plan), messages::gateways, "how sending stands"),
        endpoint(("POST", delivery), Anyone, messages::delivery, "a gateway about a text"),
        endpoint(("POST", "/api/desk/forgotten"), officer, messages::forget, "forget people"),
    ]
}

/// The router, every endpoint behind its gate.
pub(crate) fn router(server: &Server) -> Router {
    let mut router = Router::new();
    for Endpoint { path, who, most, handler, .. } in endpoints() {
        let gate = middleware::from_fn_with_state((server.clone(), who), gate::pass);
        // Behind the gate, so that nobody takes room who may not hand in anything.
        let room = (server.desk_room.clone(), most as u64);
        let room = middleware::from_fn_with_state(room, room::pass);
        let handler = if most > CHUNK { handler.layer(room) } else { handler };
        let guarded: MethodRouter<Server> = handler.layer(gate);
        let guarded = guarded.layer(DefaultBodyLimit::max(most));
        router = router.route(path, guarded);
    }
    router.with_state(server.clone())
}

/// What stands above the table.
const HEAD: &str = "\
# Who may use what

Written from the table in `crates/server/src/table.rs`; a test fails when they differ.
Views and events need a further right each, which the office itself asks for (docs/office.md).

| endpoint | for | clerk | analyst | coordinator | security officer | admin | what it does |
|---|---|---|---|---|---|---|---|
";

/// `docs/access.md`, as it must be.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for Endpoint { method, path, who, does, .. } in endpoints() {
        let roles = Role::ALL.map(|role| if who.allows(role) { "yes" } else { "no" });
        let (who, roles) = (who.word(), roles.join(" | "));
        let _ = writeln!(page, "| `{method} {path}` | {who} | {roles} | {does} |");
    }
    page.push_str(VIEWS_HEAD);
    for name in view::VIEWS {
        row(&mut page, name, view::right_of(name));
    }
    page.push_str(EVENTS_HEAD);
    for kind in KINDS {
        row(&mut page, kind, right_of(kind));
    }
    page
}

fn row(page: &mut String, name: &str, right: Option<Right>) {
    let may = |role: Role| right.is_some_and(|right| role.may(right));
    let roles = Role::ALL.map(|role| if may(role) { "yes" } else { "no" }).join(" | ");
    let right = right.map_or_else(|| "nobody's".to_owned(), word);
    let _ = writeln!(page, "| `{name}` | {right} | {roles} |");
}

fn word(right: Right) -> String {
    format!("{right:?}").to_lowercase()
}

/// What stands above the table of views.
const VIEWS_HEAD: &str = "
## Views

`GET /api/desk/views/{view}`, and `GET /api/desk/live?view=`. In each, reports are those that the \
account's organisation may see, and incidents only for whom has the right to them; how many wait \
for help is counted for all.

| view | right | clerk | analyst | coordinator | security officer | admin |
|---|---|---|---|---|---|---|
";

/// What stands above the table of events.
const EVENTS_HEAD: &str = "
## Events

`POST /api/desk/events`. An account of a partner organisation records what concerns its own people \
and nobody else. What is nobody's the server records itself, or an endpoint of its own.

| event | right | clerk | analyst | coordinator | security officer | admin |
|---|---|---|---|---|---|---|
";
