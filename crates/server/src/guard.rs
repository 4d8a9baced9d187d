//! Who asks, and how often they may.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Mutex,
    time::Duration,
};

use axum::http::HeaderMap;
use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    state::keyed::DashMapStateStore,
};

use crate::problem::Problem;

/// After so many keys the limiter forgets those that are quiet.
const KEPT: usize = 10_000;

/// Attempts of one kind: by account, by address, by device.
pub(crate) struct Limit {
    limiter: RateLimiter<String, DashMapStateStore<String>, DefaultClock>,
    cleaned: Mutex<usize>,
}

impl Limit {
    /// `burst` at once, then one each `every`.
    pub(crate) fn new(burst: NonZeroU32, every: Duration) -> Self {
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(burst));
        let limiter = RateLimiter::dashmap(quota.allow_burst(burst));
        Self { limiter, cleaned: Mutex::new(0) }
    }

    /// Counts an attempt; refuses one too many with the seconds to wait.
    pub(crate) fn check(&self, key: &str) -> Result<(), Problem> {
        let found = self.limiter.check_key(&key.to_owned());
        self.clean();
        found.map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Problem::too_many(wait.as_secs().saturating_add(1))
        })
    }

    fn clean(&self) {
        let Ok(mut cleaned) = self.cleaned.try_lock() else { return };
        *cleaned += 1;
        if *cleaned >= KEPT {
            *cleaned = 0;
            self.limiter.retain_recent();
        }
    }
}

/// The address that a request came from. Of the addresses in `X-Forwarded-For` only those count
/// that our own proxies wrote: the last ones. What stands before them anybody can write.
pub(crate) fn client(peer: SocketAddr, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let lists = headers.get_all("x-forwarded-for").iter();
    let forwarded: Vec<&str> = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .collect();
    let trusted = forwarded.len().checked_sub(proxies).filter(|_| proxies > 0);
    let address = trusted.and_then(|at| forwarded.get(at)).and_then(|text| text.parse().ok());
    address.unwrap_or_else(|| peer.ip())
}

/// What is limited together: an IPv4 address, or the /64 that a subscriber has in IPv6.
pub(crate) fn neighbourhood(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lists: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append("x-forwarded-for", list.parse().unwrap());
        }
        headers
    }

    /// Protects the limits: an attacker who writes the header himself is not believed.
    #[test]
    fn only_what_our_proxies_wrote_is_believed() {
        let peer: SocketAddr = "10.0.0.1:99".parse().unwrap();
        let spoofed = headers(&["1.1.1.1, 2.2.2.2", "203.0.113.7"]);
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(client(peer, &spoofed, 0), ip("10.0.0.1"));
        assert_eq!(client(peer, &spoofed, 1), ip("203.0.113.7"));
        assert_eq!(client(peer, &spoofed, 2), ip("2.2.2.2"));
        assert_eq!(client(peer, &spoofed, 9), ip("10.0.0.1"), "fewer than promised");
        assert_eq!(client(peer, &headers(&["nonsense"]), 1), ip("10.0.0.1"));
    }

    #[test]
    fn a_subscriber_has_one_limit() {
        let of = |text: &str| neighbourhood(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn one_attempt_too_many_is_refused_with_the_wait() {
        let limit = Limit::new(NonZeroU32::new(3).unwrap(), Duration::from_mins(1));
        for _ in 0..3 {
            limit.check("a").unwrap();
        }
        let refused = limit.check("a").unwrap_err();
        assert_eq!(refused.status().as_u16(), 429);
        assert!(refused.detail().contains("60 s") || refused.detail().contains("61 s"));
        limit.check("b").unwrap();
    }
}
