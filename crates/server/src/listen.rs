//! The network: connections are taken, slow ones are dropped, and all end when the server stops.
//!
//! A client that sends its request's head or body too slowly, or does not read its answer, holds a
//! connection and nothing else, and only for a while. Of all connections one neighbourhood has at
//! most a quarter, unless a proxy of ours stands before us: then limiting neighbours is the proxy's
//! part.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, HttpBody},
    extract::{ConnectInfo, Request, State},
    http::header,
    middleware::Next,
    response::Response,
};
use hyper::{body::Frame, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
    time::{Instant, Sleep},
};
use tower::ServiceExt as _;

use crate::{app::Server, guard};

/// How long clients may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// For the head of a request, and how long a connection may be idle.
    pub(crate) head: Duration,
    /// The same behind a proxy, which keeps connections to use them again.
    pub(crate) head_of_proxy: Duration,
    /// How long a body may pause, and how long an answer may wait until some more of it is read.
    pub(crate) pause: Duration,
    /// For a body in all: this, and a second for each [`BYTES_A_SECOND`]. An answer has as long.
    pub(crate) body: Duration,
    /// For requests that are under way when the server stops.
    pub(crate) stop: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            head_of_proxy: Duration::from_secs(150),
            pause: Duration::from_secs(30),
            body: Duration::from_mins(1),
            stop: Duration::from_secs(8),
        }
    }
}

/// The slowest that a long body may be.
const BYTES_A_SECOND: u64 = 4 << 10;
/// The most connections, if the system lets us have so many files.
const CONNECTIONS: usize = 10_000;
/// Files that are left for the log, the photos and the database.
const OTHER_FILES: usize = 200;
/// Memory of a connection for the head of a request.
const HEAD_BYTES: usize = 64 << 10;

/// Whether the server is about to stop.
#[derive(Clone)]
pub(crate) struct Stopping(Arc<watch::Sender<bool>>);

impl Default for Stopping {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stopping {
    /// Waits until it is.
    pub(crate) async fn reached(&self) {
        // The sender is ours, so there is no error.
        let _ = self.0.subscribe().wait_for(|stopping| *stopping).await;
    }
}

/// How many files this process may have open, as many as the system grants.
#[cfg(unix)]
fn files() -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let wanted = u64::try_from(2 * CONNECTIONS).unwrap_or(u64::MAX);
    let more = limit.maximum.map_or(wanted, |most| most.min(wanted));
    if limit.current.is_some_and(|now| now < more) {
        limit.current = Some(more);
        // Where it is refused, fewer connections are taken.
        let _ = setrlimit(Resource::Nofile, limit);
    }
    let now = getrlimit(Resource::Nofile).current.unwrap_or(wanted);
    usize::try_from(now).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
fn files() -> usize {
    2 * CONNECTIONS
}

/// Connections by neighbourhood.
#[derive(Default)]
struct Neighbours(Mutex<HashMap<String, usize>>);

/// A connection's place; it is free again when this is dropped.
struct Place {
    neighbours: Arc<Neighbours>,
    neighbourhood: String,
    _slot: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.neighbours.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.neighbourhood) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.neighbourhood);
            }
        }
    }
}

impl Neighbours {
    /// A place for one more of a neighbourhood, when it has fewer than so many.
    fn place(
        self: &Arc<Self>,
        peer: SocketAddr,
        most: usize,
        slot: OwnedSemaphorePermit,
    ) -> Option<Place> {
        let neighbourhood = guard::neighbourhood(peer.ip());
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(neighbourhood.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Place { neighbours: Arc::clone(self), neighbourhood, _slot: slot })
    }
}

/// Serves until `stop`; then takes nothing new, and ends what is under way.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    server: &Server,
    stop: impl Future<Output = ()> + Send,
) {
    let most = files().saturating_sub(OTHER_FILES).clamp(64, CONNECTIONS);
    let proxied = server.config.proxies > 0;
    let most_each = if proxied { most } else { most.div_ceil(4) };
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).max_buf_size(HEAD_BYTES);
    let times = server.times;
    http.header_read_timeout(if proxied { times.head_of_proxy } else { times.head });
    let graceful = GracefulShutdown::new();
    let (slots, neighbours) = (Arc::new(Semaphore::new(most)), Arc::new(Neighbours::default()));
    let mut open = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let (stream, peer, slot) = tokio::select! {
            () = &mut stop => break,
            Some(_) = open.join_next() => continue,
            accepted = accept(&listener, &slots) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
        };
        let Some(place) = neighbours.place(peer, most_each, slot) else { continue };
        // Answers go out at once.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<_>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let stream = TokioIo::new(Paced::new(stream, times));
        let connection = graceful.watch(http.serve_connection(stream, service));
        open.spawn(async move {
            // An error is a client's that went away or was too slow.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    server.stopping.0.send_replace(true);
    if tokio::time::timeout(times.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!(connections = open.len(), "requests were cut off at the stop");
    }
}

/// The next connection, when there is room for it.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, slot)),
        Err(error) => {
            // Out of files, or the client went away already.
            tracing::warn!(%error, "a connection was not taken");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// A connection whose other side must read what it is answered.
struct Paced {
    stream: TcpStream,
    /// Since when there is no room for what is written.
    waits: Option<Instant>,
    /// When there must be some.
    until: Pin<Box<Sleep>>,
    pause: Duration,
    /// How long may be waited in all; more with every byte that is taken, up to `most`.
    left: Duration,
    most: Duration,
}

impl Paced {
    fn new(stream: TcpStream, Times { pause, body, .. }: Times) -> Self {
        let until = Box::pin(tokio::time::sleep(pause));
        Self { stream, waits: None, until, pause, left: body, most: body }
    }

    /// What became of a write; an error when it has waited too long.
    fn in_time(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(done) = &written {
            let waited = self.waits.take().map(|since| since.elapsed()).unwrap_or_default();
            let taken = done.as_ref().map_or(0, |bytes| u64::try_from(*bytes).unwrap_or_default());
            let earned = Duration::from_micros(taken.saturating_mul(1_000_000) / BYTES_A_SECOND);
            self.left = (self.left.saturating_sub(waited) + earned).min(self.most);
            return written;
        }
        if self.waits.is_none() {
            let now = Instant::now();
            self.waits = Some(now);
            self.until.as_mut().reset(now + self.pause.min(self.left));
        }
        ready!(self.until.as_mut().poll(context));
        // What is still unread goes too, and does not stay with the system. At worst it stays.
        let _ = self.stream.set_zero_linger();
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the answer is not read")))
    }
}

impl AsyncRead for Paced {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Paced {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.in_time(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.in_time(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// A body that must come in time.
struct Timed {
    body: Body,
    /// When what comes next must be there.
    next: Pin<Box<Sleep>>,
    pause: Duration,
    end: Instant,
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            let next = (Instant::now() + self.pause).min(self.end);
            self.next.as_mut().reset(next);
            return Poll::Ready(frame);
        }
        ready!(self.next.as_mut().poll(context));
        Poll::Ready(Some(Err(axum::Error::new("the body came too slowly"))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

/// Gives the body of a request its time.
pub(crate) async fn in_time(
    State(server): State<Server>,
    request: Request,
    next: Next,
) -> Response {
    let Times { pause, body, .. } = server.times;
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    // Nobody is told beforehand how long a body without a length is.
    let seconds = length.unwrap_or(1 << 20).div_ceil(BYTES_A_SECOND).min(3_600);
    let now = Instant::now();
    let end = now + body + Duration::from_secs(seconds);
    let first = Box::pin(tokio::time::sleep_until(now + pause));
    next.run(request.map(|body| Body::new(Timed { body, next: first, pause, end }))).await
}
