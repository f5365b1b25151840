//! Which addresses may be called: those that the whole world reaches. What lies in the office's own network, or on the machine itself, is
//! called only where its host is allowed by name.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ipnet::{Ipv4Net, Ipv6Net};
use outbound::Gate;
use url::{Host, Url};

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(head: [u16; 4], length: u8) -> Ipv6Net {
    let [a, b, c, d] = head;
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0), length)
}

/// What of IPv4 is not the world's: IANA's special-purpose registry, multicast and what is reserved.
const CLOSED_4: [Ipv4Net; 15] = [
    v4(0, 0, 0, 0, 8),
    v4(10, 0, 0, 0, 8),
    v4(100, 64, 0, 0, 10),
    v4(127, 0, 0, 0, 8),
    v4(169, 254, 0, 0, 16),
    v4(172, 16, 0, 0, 12),
    v4(192, 0, 0, 0, 24),
    v4(192, 0, 2, 0, 24),
    v4(192, 88, 99, 0, 24),
    v4(192, 168, 0, 0, 16),
    v4(198, 18, 0, 0, 15),
    v4(198, 51, 100, 0, 24),
    v4(203, 0, 113, 0, 24),
    v4(224, 0, 0, 0, 4),
    v4(240, 0, 0, 0, 4),
];

/// What of IPv6 is the world's.
const OPEN_6: Ipv6Net = v6([0x2000, 0, 0, 0], 3);

/// What within that is not: protocol assignments with Teredo, documentation, and 6to4, which carries an address of IPv4.
const CLOSED_6: [Ipv6Net; 4] =
    [v6([0x2001, 0, 0, 0], 23), v6([0x2001, 0xdb8, 0, 0], 32), v6([0x2002, 0, 0, 0], 16), v6([0x3fff, 0, 0, 0], 20)];

/// Addresses of IPv4 as networks without it see them (NAT64).
const TRANSLATED: Ipv6Net = v6([0x64, 0xff9b, 0, 0], 96);

/// Whether the whole world reaches this address.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_4.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) => {
            let [.., high, low] = address.segments();
            let inner = if TRANSLATED.contains(&address) {
                let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
                Some(Ipv4Addr::new(a, b, c, d))
            } else {
                address.to_ipv4_mapped()
            };
            match inner {
                Some(inner) => is_public(inner.into()),
                None => OPEN_6.contains(&address) && !CLOSED_6.iter().any(|net| net.contains(&address)),
            }
        }
    }
}

/// Hosts that may be called wherever they lie, and without TLS: by name, or by an address as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed(BTreeSet<String>);

impl Allowed {
    /// Reads names, each a host without a port.
    ///
    /// # Errors
    /// The one that is no host.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let host = |name: &'a str| {
            let bare = name.trim();
            let read = Host::parse(bare).or_else(|_| Host::parse(&format!("[{bare}]")));
            read.map(|host| host.to_string()).map_err(|_| bare.to_owned())
        };
        names.into_iter().map(host).collect::<Result<_, _>>().map(Self)
    }

    fn has(&self, host: &str) -> bool {
        self.0.contains(host)
    }
}

impl Gate for Allowed {
    fn lets_through(&self, host: &str, address: IpAddr) -> bool {
        is_public(address) || self.has(&host.to_ascii_lowercase())
    }
}

/// Why an address can't be a webhook's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// It is no address of HTTP.
    NotHttp,
    /// It is not `https`, and its host is not allowed by name.
    NotHttps,
    /// It carries a name or a password.
    Credentials,
    /// It has a part that is never sent.
    Fragment,
    /// It lies in a private network, on this machine or in reserved space, and its host is not allowed by name.
    NotPublic,
}

impl AddressFault {
    /// In words, in Vietnamese and in English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotHttp => ("không phải địa chỉ http hoặc https.", "it is no http or https address."),
            Self::NotHttps => (
                "phải là https; http chỉ dùng được với máy có tên trong webhook_allowed_hosts.",
                "it must be https; http is for hosts that are named in webhook_allowed_hosts.",
            ),
            Self::Credentials => {
                ("không được có tên hoặc mật khẩu trong địa chỉ.", "no name and no password may stand in it.")
            }
            Self::Fragment => ("không được có phần sau dấu #.", "it may not have a part behind a #."),
            Self::NotPublic => (
                "là địa chỉ riêng, nội bộ hoặc dành riêng; chỉ dùng được nếu máy có tên trong webhook_allowed_hosts.",
                "it is private, local or reserved; it may be used only where its host is named in webhook_allowed_hosts.",
            ),
        }
    }
}

/// An address that may be called, as far as its text tells: where its name leads is asked at each call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(Url);

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it can't be one.
    pub fn parse(text: &str, allowed: &Allowed) -> Result<Self, AddressFault> {
        let url = Url::parse(text).map_err(|_| AddressFault::NotHttp)?;
        let host = url.host().ok_or(AddressFault::NotHttp)?;
        let by_name = allowed.has(&host.to_string());
        match url.scheme() {
            "https" => {}
            "http" if by_name => {}
            "http" => return Err(AddressFault::NotHttps),
            _ => return Err(AddressFault::NotHttp),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressFault::Credentials);
        }
        if url.fragment().is_some() {
            return Err(AddressFault::Fragment);
        }
        let public = match host {
            Host::Ipv4(address) => is_public(address.into()),
            Host::Ipv6(address) => is_public(address.into()),
            // A name that only machines of one's own answer to.
            Host::Domain(name) => {
                let name = name.trim_end_matches('.');
                name.contains('.')
                    && !["localhost", "local", "internal"].contains(&name.rsplit('.').next().unwrap_or(name))
            }
        };
        if public || by_name { Ok(Self(url)) } else { Err(AddressFault::NotPublic) }
    }

    /// As it is called.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressFault as F, *};

    #[test]
    fn only_what_the_world_reaches_is_public() {
        let closed = [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.0.1",
            "198.19.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for text in closed {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
        let open = [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2400:cb00::1",
            "2a00:1450::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ];
        for text in open {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn an_address_is_https_and_public_or_allowed_by_name() {
        let allowed = Allowed::new(["cong.noi-bo.test", "10.0.0.5", "::1"]).unwrap();
        let parse = |text: &str| Target::parse(text, &allowed).map(|_| ());
        for good in [
            "https://cong.example.vn/nhan?a=1",
            "https://1.1.1.1:8443/",
            "http://cong.noi-bo.test/nhan",
            "HTTPS://Cong.Example.VN",
            "http://10.0.0.5:8080/",
            "https://10.0.0.5/",
            "http://[::1]:9/",
        ] {
            assert_eq!(parse(good), Ok(()), "{good}");
        }
        let bad = [
            ("cong.example.vn", F::NotHttp),
            ("ftp://cong.example.vn/", F::NotHttp),
            ("file:///etc/passwd", F::NotHttp),
            ("http://cong.example.vn/", F::NotHttps),
            ("https://a:b@cong.example.vn/", F::Credentials),
            ("https://a@cong.example.vn/", F::Credentials),
            ("https://cong.example.vn/#a", F::Fragment),
            ("https://127.0.0.1/", F::NotPublic),
            ("https://0x7f.1/", F::NotPublic),
            ("https://2130706433/", F::NotPublic),
            ("https://017700000001/", F::NotPublic),
            ("https://10.0.0.6/", F::NotPublic),
            ("https://[::ffff:10.0.0.5]/", F::NotPublic),
            ("https://localhost/", F::NotPublic),
            ("https://a.localhost/", F::NotPublic),
            ("https://may-chu/", F::NotPublic),
            ("https://db.internal./", F::NotPublic),
            ("https://169.254.169.254/latest/meta-data/", F::NotPublic),
        ];
        for (text, fault) in bad {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
        assert_eq!(Allowed::new(["a b"]), Err("a b".to_owned()));
    }

    #[test]
    fn the_gate_looks_at_where_a_name_leads() {
        let allowed = Allowed::new(["cong.noi-bo.test"]).unwrap();
        let inside: IpAddr = "10.0.0.1".parse().unwrap();
        assert!(allowed.lets_through("Cong.Noi-Bo.Test", inside));
        assert!(!allowed.lets_through("cong.example.vn", inside));
        assert!(allowed.lets_through("cong.example.vn", "1.1.1.1".parse().unwrap()));
    }
}
