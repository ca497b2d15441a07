//! Whether phones can get here: which addresses this machine has, and how many
//! other devices have opened a page. Guest networks often let devices reach
//! the world but not each other; the lobby shows it before anybody waits.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Devices that are told apart.
const MOST: usize = 512;

/// Counts devices by their address.
#[derive(Default)]
pub(super) struct Reach {
    seen: Mutex<BTreeSet<IpAddr>>,
}

impl Reach {
    /// A page on this address was opened. The machine itself does not count.
    pub(super) fn saw(&self, from: IpAddr) {
        let from = from.to_canonical();
        let mut seen = self.seen();
        if !from.is_loopback() && seen.len() < MOST {
            seen.insert(from);
        }
    }

    /// Devices that came so far.
    pub(super) fn count(&self) -> usize {
        self.seen().len()
    }

    fn seen(&self) -> MutexGuard<'_, BTreeSet<IpAddr>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Addresses by which others may reach a server that is bound to `bound`: that
/// one, or those of this machine when it is bound to all.
///
/// Connecting a datagram socket sends nothing; the system only picks the
/// address that it would send from. One destination for each kind of private
/// network finds the interfaces that matter.
pub fn addresses(bound: SocketAddr) -> Vec<IpAddr> {
    if !bound.ip().is_unspecified() {
        return vec![bound.ip()];
    }
    let v4 = [
        [192, 168, 255, 254],
        [10, 255, 255, 254],
        [172, 31, 255, 254],
        [198, 51, 100, 1],
    ];
    let v4 = v4.map(|bytes| IpAddr::V4(Ipv4Addr::from(bytes)));
    let v6 = [IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))];
    let mut found = Vec::new();
    for to in v4.iter().chain(v6.iter().filter(|_| bound.is_ipv6())) {
        if let Some(from) = source(*to)
            && !from.is_loopback()
            && !found.contains(&from)
        {
            found.push(from);
        }
    }
    if found.is_empty() {
        found.push(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    found
}

fn source(to: IpAddr) -> Option<IpAddr> {
    let any = match to {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((to, 9)).ok()?;
    socket
        .local_addr()
        .ok()
        .map(|address| address.ip())
        .filter(|ip| !ip.is_unspecified())
}

/// The link by which people join, for a server bound to `bound`.
pub fn join_url(bound: SocketAddr, code: &str) -> String {
    join_urls(bound, code).swap_remove(0)
}

/// All links by which people may join, the likeliest first; never none.
pub fn join_urls(bound: SocketAddr, code: &str) -> Vec<String> {
    addresses(bound)
        .into_iter()
        .map(|ip| format!("http://{}/r/{code}", SocketAddr::new(ip, bound.port())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_an_address_that_others_can_type() {
        let local: SocketAddr = "127.0.0.1:4000".parse().unwrap();
        assert_eq!(join_url(local, "BCDFGH"), "http://127.0.0.1:4000/r/BCDFGH");
        let all: SocketAddr = "0.0.0.0:4000".parse().unwrap();
        assert!(addresses(all).iter().all(|ip| !ip.is_unspecified()));
        assert!(!join_url(all, "BCDFGH").contains("0.0.0.0"));
    }

    #[test]
    fn only_other_devices_count_and_each_once() {
        let reach = Reach::default();
        for ip in [
            "127.0.0.1",
            "192.168.0.9",
            "::ffff:192.168.0.9",
            "192.168.0.10",
            "::1",
        ] {
            reach.saw(ip.parse().unwrap());
        }
        assert_eq!(reach.count(), 2);
    }
}
