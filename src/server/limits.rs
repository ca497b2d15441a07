//! How often things may be asked.
//!
//! Whoever has a token is counted by it, so that one router with a whole room
//! behind it is no problem (design, section 11). Only requests without a known
//! token, which could be guesses, are counted by address and all together.

use super::error::ApiError;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Requests a second, and how many at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate(pub(super) u32, pub(super) u32);

impl Rate {
    fn quota(self) -> Quota {
        let some = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Quota::per_second(some(self.0)).allow_burst(some(self.1))
    }
}

/// Requests of one token: a person writes, a page catches up.
const TOKEN: Rate = Rate(10, 40);
/// Requests without a known token, from one address: thirty phones behind one
/// router that open the page and join.
const ADDRESS: Rate = Rate(5, 120);
/// The same, from everywhere.
const EVERYWHERE: Rate = Rate(20, 300);
/// Requests between two clean-ups of what is forgotten anyway.
const CLEAN: u32 = 1_000;

/// The counters.
pub(super) struct Limits {
    tokens: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    everywhere: DefaultDirectRateLimiter,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl Limits {
    pub(super) fn new() -> Self {
        Self {
            tokens: RateLimiter::keyed(TOKEN.quota()),
            addresses: RateLimiter::keyed(ADDRESS.quota()),
            everywhere: RateLimiter::direct(EVERYWHERE.quota()),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
        }
    }

    /// Counts a request of somebody known.
    pub(super) fn known(&self, who: &str) -> Result<(), ApiError> {
        self.clean();
        self.tokens
            .check_key(&who.to_owned())
            .map_err(|not_yet| ApiError::TooMany(not_yet.wait_time_from(self.clock.now())))
    }

    /// Counts a request that could be a guess.
    pub(super) fn guess(&self, from: IpAddr) -> Result<(), ApiError> {
        self.clean();
        self.addresses
            .check_key(&network(from))
            .map_err(|not_yet| ApiError::TooMany(not_yet.wait_time_from(self.clock.now())))?;
        self.everywhere
            .check()
            .map_err(|not_yet| ApiError::TooMany(not_yet.wait_time_from(self.clock.now())))
    }

    /// Forgets, now and then, who has not asked for a while.
    fn clean(&self) {
        if self.asked.fetch_add(1, Relaxed) % CLEAN == CLEAN - 1 {
            self.tokens.retain_recent();
            self.addresses.retain_recent();
        }
    }
}

/// An IPv6 network of 64 bits is one household: it counts as one address.
fn network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_runs_dry_and_others_do_not() {
        let limits = Limits::new();
        let guesser: IpAddr = "2001:db8::1".parse().unwrap();
        let neighbour: IpAddr = "2001:db8::2".parse().unwrap();
        let other: IpAddr = "192.168.0.9".parse().unwrap();
        let mut tries = 0;
        while limits.guess(guesser).is_ok() {
            tries += 1;
            assert!(tries < 1_000, "never refused");
        }
        assert!(tries >= 100, "a whole room must fit: {tries}");
        assert!(matches!(limits.guess(neighbour), Err(ApiError::TooMany(_))));
        assert!(limits.guess(other).is_ok());
        assert!(limits.known("p1").is_ok());
    }
}
