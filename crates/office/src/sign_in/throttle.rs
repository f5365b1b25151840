//! How often somebody may try: passwords by address and by account, and requests without a token by address.
//!
//! An account is guarded twice: tries from addresses where its owner has signed in before are counted for each such address, and
//! all others together. So whoever guesses from elsewhere shuts out themselves and others elsewhere, never the owner at their
//! own desk. Nothing is ever shut for good: with time the tries come back, one after the other.
//!
//! Each instance counts for itself.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::Mutex,
    time::Duration,
};

use domain::{ServiceAccountId, UtcTime};

/// Above this many, those that are forgotten anyway are thrown away.
const REMEMBERED: usize = 50_000;

/// So many at once, and one more after each pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many at once.
    pub burst: u32,
    /// After how long there is one more.
    pub pause: Duration,
}

/// Who tries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Tried {
    /// Any request without a token, from an address.
    Anonymous(IpAddr),
    /// Signing in, whoever it is, from an address.
    Address(Option<IpAddr>),
    /// Signing in to an account, from an address at which its owner has been.
    AtHome(String, Option<IpAddr>),
    /// Signing in to an account, from anywhere else. Also an account that doesn't exist.
    Elsewhere(String),
    /// Asking for a code by mail, or trying one, from an address.
    Forgotten(Option<IpAddr>),
    /// Trying a code of a link in a mail, from an address.
    Link(Option<IpAddr>),
    /// Beginning to sign in at another's, from an address.
    OutsideBegun(Option<IpAddr>),
    /// Coming back from there, from an address.
    OutsideEnded(Option<IpAddr>),
    /// Asking for a code to be sent to this mail address. Also one that is nobody's.
    ForgottenAt(String),
    /// Looking up a dossier by what stands on its receipt, from an address.
    LookUp(Option<IpAddr>),
    /// Asking for a citizen's code, or trying one, from an address.
    Citizen(Option<IpAddr>),
    /// Asking for a citizen's code to be sent to this mail address, whoever's it is, from an address of the network.
    CitizenFrom(String, Option<IpAddr>),
    /// The same, from wherever.
    CitizenAt(String),
    /// Any request of a service account, from wherever.
    Service(ServiceAccountId),
}

/// What was used of each allowance.
#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<Tried, i64>>);

/// An address as it is counted: of IPv6, the network, since whoever has one address has all of it.
fn counted(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

impl Tried {
    fn counted(self) -> Self {
        match self {
            Self::Anonymous(address) => Self::Anonymous(counted(address)),
            Self::Address(address) => Self::Address(address.map(counted)),
            Self::AtHome(name, address) => Self::AtHome(name, address.map(counted)),
            Self::Forgotten(address) => Self::Forgotten(address.map(counted)),
            Self::Link(address) => Self::Link(address.map(counted)),
            Self::LookUp(address) => Self::LookUp(address.map(counted)),
            Self::Citizen(address) => Self::Citizen(address.map(counted)),
            Self::CitizenFrom(mail, address) => Self::CitizenFrom(mail, address.map(counted)),
            Self::OutsideBegun(address) => Self::OutsideBegun(address.map(counted)),
            Self::OutsideEnded(address) => Self::OutsideEnded(address.map(counted)),
            other @ (Self::Elsewhere(_) | Self::ForgottenAt(_) | Self::CitizenAt(_) | Self::Service(_)) => other,
        }
    }
}

impl Throttle {
    /// Uses one; where none is left, says after how long there will be.
    ///
    /// What is kept is the moment at which all of the allowance would be there again (GCRA).
    pub(crate) fn take(&self, who: Tried, allowance: Allowance, now: UtcTime) -> Result<(), Duration> {
        let Ok(mut used) = self.0.lock() else { return Ok(()) };
        let now = now.timestamp_millis();
        let pause = i64::try_from(allowance.pause.as_millis()).unwrap_or(i64::MAX).max(1);
        let most = pause.saturating_mul(i64::from(allowance.burst.max(1)));
        if used.len() >= REMEMBERED {
            used.retain(|_, whole_at| *whole_at > now);
            if used.len() >= REMEMBERED {
                used.clear();
            }
        }
        let whole_at = used.entry(who.counted()).or_insert(now);
        let then = (*whole_at).max(now).saturating_add(pause);
        let over = then.saturating_sub(now).saturating_sub(most);
        if over > 0 {
            return Err(Duration::from_millis(u64::try_from(over).unwrap_or(1)));
        }
        *whole_at = then;
        Ok(())
    }

    /// Gives one back: it was no guess.
    pub(crate) fn give_back(&self, who: Tried, allowance: Allowance) {
        if let Ok(mut used) = self.0.lock()
            && let Some(whole_at) = used.get_mut(&who.counted())
        {
            *whole_at = whole_at.saturating_sub(i64::try_from(allowance.pause.as_millis()).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const THREE: Allowance = Allowance { burst: 3, pause: Duration::from_mins(1) };

    fn start() -> UtcTime {
        UtcTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn some_at_once_and_then_one_after_each_pause() {
        let (throttle, who) = (Throttle::default(), || Tried::Elsewhere("vanthu".to_owned()));
        for _ in 0..3 {
            assert_eq!(throttle.take(who(), THREE, start()), Ok(()));
        }
        assert_eq!(throttle.take(who(), THREE, start()), Err(Duration::from_mins(1)));
        let later = start() + TimeDelta::seconds(59);
        assert_eq!(throttle.take(who(), THREE, later), Err(Duration::from_secs(1)), "a refusal uses nothing");
        let later = start() + TimeDelta::seconds(60);
        assert_eq!(throttle.take(who(), THREE, later), Ok(()));
        assert!(throttle.take(who(), THREE, later).is_err());
        throttle.give_back(who(), THREE);
        assert_eq!(throttle.take(who(), THREE, later), Ok(()));
        // After a long time there are as many as at first, and no more.
        let later = start() + TimeDelta::days(9);
        let again = (0..10).filter(|_| throttle.take(who(), THREE, later).is_ok()).count();
        assert_eq!(again, 3);
    }

    #[test]
    fn who_has_a_network_counts_as_one() {
        let throttle = Throttle::default();
        let from = |text: &str| throttle.take(Tried::Anonymous(text.parse().unwrap()), THREE, start());
        for address in ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::9"] {
            assert_eq!(from(address), Ok(()));
        }
        assert!(from("2001:db8::77").is_err());
        assert_eq!(from("2001:db8:0:1::1"), Ok(()));
        // The same address in IPv6's clothes.
        for address in ["192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1"] {
            assert_eq!(from(address), Ok(()));
        }
        assert!(from("192.0.2.1").is_err());
        assert_eq!(from("192.0.2.2"), Ok(()));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let throttle = Throttle::default();
        for n in 0..REMEMBERED + 10 {
            assert_eq!(throttle.take(Tried::Elsewhere(n.to_string()), THREE, start()), Ok(()));
            assert!(throttle.0.lock().unwrap().len() <= REMEMBERED);
        }
    }
}
