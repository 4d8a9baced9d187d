//! The server as a whole: what handlers share, and how it starts and stops.

use std::{future::Future, net::SocketAddr, num::NonZeroU32, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use sanaq_desk::{
    Actor, Command, Event,
    event::{Account, Example, Role},
};
use sanaq_seal::entry::Id;
use secrecy::SecretString;
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
};

use crate::{
    config::Config,
    copies, credential,
    failures::Failures,
    gateways::Gateways,
    guard::Limit,
    listen::{self, Stopping, Times},
    metrics::Metrics,
    numbers::Numbers,
    office::{Office, StartError},
    problem::Problem,
    reminder,
    replies::Replies,
    room::Room,
    routes::odk::Written,
    sender,
    sms::Senders,
    sweep, table,
    uploads::Uploads,
    work,
};

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) office: Arc<Office>,
    pub(crate) config: Arc<Config>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) metrics: Arc<Metrics>,
    /// Slow hashes are computed by few at a time, so that guessing cannot starve reporting.
    pub(crate) hashing: Arc<Semaphore>,
    /// Who failed to come in.
    pub(crate) failures: Arc<Failures>,
    /// Whether the server is about to stop.
    pub(crate) stopping: Stopping,
    /// How long clients may take.
    pub(crate) times: Times,
    /// So are photos, by million pixels: one that looks small may unfold to hundreds of megabytes.
    pub(crate) pictures: Arc<Semaphore>,
    /// Files of forms, reports and people are read whole, and so one at a time.
    pub(crate) files: Arc<Semaphore>,
    /// Where text messages come from and go to.
    pub(crate) gateways: Arc<Gateways>,
    /// Senders of text messages.
    pub(crate) senders: Arc<Senders>,
    /// Answers to them.
    pub(crate) replies: Replies,
    /// What submissions may take together while they come in.
    pub(crate) room: Room,
    /// What files that are handed in at the desk may.
    pub(crate) desk_room: Room,
    /// Forms as Collect downloads them.
    pub(crate) xforms: Arc<Written>,
    /// What opens observers' numbers.
    pub(crate) numbers: Arc<Numbers>,
    /// Files that no report names yet.
    pub(crate) uploads: Arc<Uploads>,
    /// The copy of the mission that is being made.
    pub(crate) copies: Arc<copies::Making>,
}

/// How often what may be done.
pub(crate) struct Limits {
    /// Requests without an account, by address.
    pub(crate) address: Limit,
    /// Attempts to sign in or to join, by address.
    pub(crate) attempts: Limit,
    /// Phones that join, by address.
    pub(crate) joins: Limit,
    /// Attempts on one account or code, from wherever.
    pub(crate) account_attempts: Limit,
    /// Copies of the mission that are ordered.
    pub(crate) copies: Limit,
    /// Requests of an account.
    pub(crate) account: Limit,
    /// Requests of an observer's devices.
    pub(crate) device: Limit,
}

const fn times(count: u32) -> NonZeroU32 {
    match NonZeroU32::new(count) {
        Some(count) => count,
        None => NonZeroU32::MIN,
    }
}

impl Limits {
    fn new() -> Self {
        let limit = |burst: u32, every: Duration| Limit::new(times(burst), every);
        Self {
            address: limit(300, Duration::from_millis(50)),
            // A hall of clerks, or a village behind one carrier, comes in from one address. What
            // failed is counted apart, and a code has 54 secret bits.
            attempts: limit(120, Duration::from_secs(3)),
            joins: limit(600, Duration::from_millis(500)),
            account_attempts: limit(8, Duration::from_mins(1)),
            copies: limit(4, Duration::from_mins(2)),
            account: limit(400, Duration::from_millis(20)),
            device: limit(400, Duration::from_millis(20)),
        }
    }
}

/// A server that listens.
pub struct Running {
    address: SocketAddr,
    listener: TcpListener,
    server: Server,
    follower: tokio::task::JoinHandle<()>,
}

/// Opens the log, replays it and starts to listen; requests are answered once [`Running::serve`]
/// runs. `progress` hears how many entries of how many are read.
///
/// # Errors
/// When the log, the keys or the address cannot be used.
pub async fn start(
    config: Config,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Running, StartError> {
    let server = Server::open(config, progress).await?;
    let config = &server.config;
    let failed = |error| StartError::Address { address: config.listen, error };
    let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let follower = server.office.follow();
    Ok(Running { address, listener, server, follower })
}

impl Running {
    /// The address that it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the mission has an account that is open.
    pub fn has_accounts(&self) -> bool {
        self.server.office.state().has_accounts()
    }

    /// Makes an administrator's account, unless there is one of this name.
    ///
    /// # Errors
    /// With a sentence for people.
    pub async fn first_account(&self, name: &str, password: &SecretString) -> Result<(), String> {
        let made = self.server.first_account(name, password).await;
        made.map_err(|problem| problem.detail().to_owned())
    }

    /// Makes the mission an example, for good: every page then says that it is made up.
    ///
    /// # Errors
    /// With a sentence for people, when it has reports already.
    pub async fn become_example(&self, name: &str) -> Result<(), String> {
        let office = &self.server.office;
        if office.state().example().is_some() {
            return Ok(());
        }
        let id = Id::generate().map_err(|error| error.to_string())?;
        let event = Event::from(Example { name: name.to_owned() });
        let done = office.act(&Actor::System, id, &Command::Record(event)).await;
        done.map(|_| ()).map_err(|problem| problem.detail().to_owned())
    }

    /// Answers requests until `stop`, then finishes those that are under way, for some seconds, and
    /// closes the log.
    ///
    /// # Errors
    /// When the network fails.
    pub async fn serve(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), std::io::Error> {
        let Self { listener, server, follower, .. } = self;
        let office = Arc::clone(&server.office);
        let signer = server.clone().sign();
        let (stopping, stopped) = watch::channel(false);
        let sender = tokio::spawn(sender::run(server.clone(), stopped));
        let clock = tokio::spawn(reminder::run(server.clone()));
        let sweeper = tokio::spawn(sweep::run(server.clone()));
        let copier = tokio::spawn(copies::run(server.clone()));
        listen::serve(listener, app(&server), &server, stop).await;
        stopping.send_replace(true);
        // A text that a gateway is being told of is not left without its entry.
        let _ = tokio::time::timeout(Duration::from_secs(25), sender).await;
        signer.abort();
        clock.abort();
        sweeper.abort();
        copier.abort();
        // Whoever carries the directory away now carries a head that covers all of it.
        server.sign_once().await;
        office.close().await;
        follower.abort();
        Ok(())
    }
}

impl Server {
    /// Everything but the network.
    pub(crate) async fn open(
        config: Config,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<Self, StartError> {
        Ok(Self {
            gateways: Arc::new(Gateways::open(&config.data)?),
            office: Office::open(&config, progress).await?,
            numbers: Arc::new(Numbers::new(&config.data)?),
            uploads: Arc::default(),
            copies: Arc::default(),
            config: Arc::new(config),
            limits: Arc::new(Limits::new()),
            metrics: Arc::new(Metrics::default()),
            hashing: Arc::new(Semaphore::new(2)),
            failures: Arc::default(),
            stopping: Stopping::default(),
            times: Times::default(),
            pictures: Arc::new(Semaphore::new(work::PIXELS as usize)),
            files: Arc::new(Semaphore::new(1)),
            senders: Arc::default(),
            replies: Replies::default(),
            room: Room::new(256),
            desk_room: Room::new(128),
            xforms: Arc::default(),
        })
    }

    /// The first account, an administrator's; nothing happens when the mission has one.
    pub(crate) async fn first_account(
        &self,
        name: &str,
        password: &SecretString,
    ) -> Result<(), Problem> {
        if self.office.state().account(name).is_some() {
            return Ok(());
        }
        let hash = sanaq_seal::password::hash(password);
        let hash = hash.map_err(|error| Problem::inside(&error))?;
        let account = Account {
            id: name.to_owned(),
            organisation: String::new(),
            role: Role::Admin,
            credentials: vec![credential::seal(self, "password", &hash)?],
            operator: false,
        };
        let id = Id::generate().map_err(|error| Problem::inside(&error))?;
        let command = Command::Record(Event::from(account));
        self.office.act(&Actor::System, id, &command).await.map(|_| ())
    }

    /// Signs the log's head every few seconds, when it has grown, and renews the public files.
    fn sign(self) -> tokio::task::JoinHandle<()> {
        tokio::spawn(async move {
            let mut every = tokio::time::interval(Duration::from_secs(5));
            loop {
                every.tick().await;
                self.sign_once().await;
            }
        })
    }

    async fn sign_once(&self) {
        let office = &self.office;
        if let Err(error) = office.log.sign_checkpoint(&office.keys.log).await {
            tracing::error!(%error, "the log's head is not signed");
            return;
        }
        let Some(dir) = &self.config.public else { return };
        if let Err(error) =
            crate::public::write(&office.log, &office.blobs, &office.keys, dir).await
        {
            tracing::error!(%error, "the public files are not renewed");
        }
    }
}

/// The router with what holds for every answer.
pub(crate) fn app(server: &Server) -> Router {
    table::router(server)
        .layer(middleware::from_fn(headers))
        .layer(middleware::from_fn_with_state(server.clone(), listen::in_time))
        .layer(middleware::from_fn_with_state(server.clone(), crate::metrics::count))
}

/// What browsers are told with every answer: nothing of another site is loaded, nobody frames us,
/// nothing is kept. A page that says itself what it may load is bound by that.
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), geolocation=(self), microphone=()"),
    ("strict-transport-security", "max-age=31536000"),
];

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
