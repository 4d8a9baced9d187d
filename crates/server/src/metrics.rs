//! Counters for Prometheus. No names, no stations, no addresses: what is here may be seen by
//! whoever watches the server.

use std::{sync::atomic::AtomicU64, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

use crate::app::Server;

/// Which endpoint, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    path: String,
    status: u16,
}

/// What was locked after too many failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub(crate) enum Door {
    /// An account, or what was typed as one.
    Account,
    /// An address.
    Address,
    /// A browser from which an account was used before.
    Browser,
}

/// Which door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Locked {
    pub(crate) door: Door,
}

/// The server's counters.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Histogram,
    entries: Gauge<i64, std::sync::atomic::AtomicI64>,
    /// Reports that were taken, repeated ones left out.
    pub(crate) reports: Counter<u64, AtomicU64>,
    /// Reports that came again.
    pub(crate) repeated: Counter<u64, AtomicU64>,
    /// Wrong passwords and codes.
    pub(crate) failures: Counter<u64, AtomicU64>,
    /// Doors that were locked.
    pub(crate) locks: Family<Locked, Counter>,
    /// Attempts at a locked door.
    pub(crate) kept_out: Counter<u64, AtomicU64>,
}

/// Bounds of the histogram of durations, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("sanaq");
        let requests = Family::<Answered, Counter>::default();
        let seconds = Histogram::new(SECONDS);
        let (reports, repeated, entries) =
            (Counter::default(), Counter::default(), Gauge::default());
        let (failures, kept_out) = (Counter::default(), Counter::default());
        let locks = Family::<Locked, Counter>::default();
        for door in [Door::Account, Door::Address, Door::Browser] {
            // A series that is there before the first lock shows that there was none.
            drop(locks.get_or_create(&Locked { door }));
        }
        registry.register("sign_in_failures", "Wrong passwords and codes", failures.clone());
        registry.register("lock_outs", "Doors locked after too many failures", locks.clone());
        registry.register("kept_out", "Attempts at a locked door", kept_out.clone());
        registry.register("requests", "Requests answered", requests.clone());
        registry.register("request_seconds", "Seconds until the answer", seconds.clone());
        registry.register("reports", "Reports taken", reports.clone());
        registry.register("reports_repeated", "Reports that came again", repeated.clone());
        registry.register(
            "log_entries",
            "Entries of the log that the state knows",
            entries.clone(),
        );
        Self { registry, requests, seconds, entries, reports, repeated, failures, locks, kept_out }
    }
}

impl Metrics {
    /// As Prometheus reads them.
    pub(crate) fn text(&self, entries: u64) -> String {
        self.entries.set(i64::try_from(entries).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// Counts a request by the endpoint that it matched, never by its own path.
pub(crate) async fn count(State(server): State<Server>, request: Request, next: Next) -> Response {
    #[expect(clippy::disallowed_methods, reason = "the server is a door: it has the clock")]
    let start = Instant::now();
    let method = request.method().as_str().to_owned();
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("none", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let metrics = &server.metrics;
    metrics.seconds.observe(start.elapsed().as_secs_f64());
    let status = response.status().as_u16();
    metrics.requests.get_or_create(&Answered { method, path, status }).inc();
    response
}
