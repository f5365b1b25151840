//! Who wrote a message, as far as the receiving server has looked: its `Authentication-Results` (RFC 8601), held against the sender.
//!
//! Anybody can write such a header into a message. So only those of the named server count, and of these only such as it can have put
//! there itself: a server writes its headers above all that it was given. Read from the top, the `Received` of the office's own hosts are
//! passed over; the first notes of the server that stand together count, and nothing below the `Received` of any other host. The server
//! has to take out what others wrote in its name, as RFC 8601 asks; the document on security says how to see that it does.

use domain::UtcTime;

use super::{
    Incoming, Mailbox,
    field::{self, Fields},
};

/// A header that the way of a message is told by, in the order of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hop {
    /// Received: by this host, and when.
    Received(String, Option<UtcTime>),
    /// Authentication-Results: of this host, with what it says.
    Results(String, Vec<Finding>),
}

impl Hop {
    /// What this host says here.
    fn findings_of(&self, wanted: &str) -> Option<&Vec<Finding>> {
        match self {
            Self::Results(host, findings) if is_host(host, wanted) => Some(findings),
            _ => None,
        }
    }
}

fn is_host(host: &str, wanted: &str) -> bool {
    !host.is_empty() && host.eq_ignore_ascii_case(wanted.trim().trim_end_matches('.'))
}

/// Whose notes are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trust<'t> {
    /// The name that the receiving server writes first in `Authentication-Results`.
    pub authserv: &'t str,
    /// The other hosts of the office or its provider that a message goes through behind that server, as they stand behind `by` in
    /// `Received`: a name, an address, or the beginning of one with `*` behind it (`2002:a05:*`).
    pub own_hosts: &'t [&'t str],
}

impl<'t> From<&'t str> for Trust<'t> {
    fn from(authserv: &'t str) -> Self {
        Self { authserv, own_hosts: &[] }
    }
}

impl<'t> From<&'t String> for Trust<'t> {
    fn from(authserv: &'t String) -> Self {
        Self::from(authserv.as_str())
    }
}

impl Trust<'_> {
    fn owns(&self, host: &str) -> bool {
        let fits = |own: &&str| match own.strip_suffix('*') {
            Some(begin) => !begin.is_empty() && host.starts_with(&begin.to_ascii_lowercase()),
            None => is_host(host, own),
        };
        is_host(host, self.authserv) || self.own_hosts.iter().any(fits)
    }
}

/// What one method found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    method: String,
    result: String,
    properties: Vec<(String, String)>,
}

/// By what a sender was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The domain's own policy was asked, and met.
    Dmarc,
    /// The message is signed by the sender's domain.
    Dkim,
    /// It came from a server of the sender's domain.
    Spf,
}

impl Method {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dmarc => "dmarc",
            Self::Dkim => "dkim",
            Self::Spf => "spf",
        }
    }
}

/// What is known of who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The named server has found that it comes from the sender's domain.
    Pass(Method),
    /// The named server has found that it doesn't, or not that it does.
    Fail(Failing),
    /// The named server has said nothing.
    Unknown,
}

/// Why a sender is not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failing {
    /// The message names no sender, or several.
    NoOneSender,
    /// A method said no.
    Refused {
        /// Which.
        method: Method,
        /// Its result, as written.
        result: String,
    },
    /// Something was proved, of another domain than the sender's.
    OtherDomain {
        /// By what.
        method: Method,
        /// Of which.
        proved: String,
        /// The sender's.
        sender: String,
    },
}

impl Failing {
    /// In both languages.
    pub fn words(&self) -> domain::Words {
        let (vi, en) = match self {
            Self::NoOneSender => {
                ("Thư không ghi đúng một người gửi.".to_owned(), "It doesn't name exactly one sender.".to_owned())
            }
            Self::Refused { method, result } => (
                format!("Máy chủ thư báo {}={result}.", method.as_str()),
                format!("The mail server says {}={result}.", method.as_str()),
            ),
            Self::OtherDomain { method, proved, sender } => (
                format!(
                    "Máy chủ thư xác nhận tên miền {proved} ({}), không phải {sender} của người gửi.",
                    method.as_str()
                ),
                format!("The mail server vouches for {proved} ({}), not for the sender's {sender}.", method.as_str()),
            ),
        };
        domain::Words { vi, en }
    }
}

impl Incoming {
    /// What the named server says of who wrote it.
    pub fn proof<'t>(&self, trust: impl Into<Trust<'t>>) -> Proof {
        let findings = self.trusted_findings(&trust.into());
        if findings.is_empty() {
            return Proof::Unknown;
        }
        let Some(sender) = self.sender().map(Mailbox::domain).filter(|domain| !domain.is_empty()) else {
            return Proof::Fail(Failing::NoOneSender);
        };
        judge(&findings, &sender)
    }

    /// When the last server on its way took it, where that is one of the office's own: nobody but that server wrote above it.
    pub fn taken_at<'t>(&self, trust: impl Into<Trust<'t>>) -> Option<UtcTime> {
        let trust = trust.into();
        let last = self.hops.iter().find_map(|hop| match hop {
            Hop::Received(by, at) => Some((by, at)),
            Hop::Results(..) => None,
        });
        last.filter(|(by, _)| trust.owns(by)).and_then(|(_, at)| *at)
    }

    fn trusted_findings(&self, trust: &Trust<'_>) -> Vec<&Finding> {
        let own = self.hops.iter().take_while(|hop| match hop {
            Hop::Received(by, _) => trust.owns(by),
            Hop::Results(..) => true,
        });
        let behind = own.skip_while(|hop| hop.findings_of(trust.authserv).is_none());
        behind.map_while(|hop| hop.findings_of(trust.authserv)).flatten().collect()
    }
}

fn judge(findings: &[&Finding], sender: &str) -> Proof {
    let mut failing: Option<Failing> = None;
    let mut passed: Option<Method> = None;
    for method in [Method::Dmarc, Method::Dkim, Method::Spf] {
        for finding in findings.iter().filter(|finding| finding.method == method.as_str()) {
            let proved = finding.domain(method);
            match (finding.result.as_str(), proved) {
                ("pass", Some(proved)) if covers(&proved, sender, method) => passed = passed.or(Some(method)),
                ("pass", proved) => {
                    let proved = proved.unwrap_or_else(|| "?".to_owned());
                    failing.get_or_insert(Failing::OtherDomain { method, proved, sender: sender.to_owned() });
                }
                ("none" | "neutral" | "policy" | "temperror" | "permerror" | "softfail" | "bestguesspass", _)
                    if method != Method::Dmarc => {}
                ("none" | "bestguesspass", _) => {}
                (result, _) => {
                    let refused = Failing::Refused { method, result: result.to_owned() };
                    // What the domain itself asks for outweighs all else.
                    if method == Method::Dmarc {
                        return Proof::Fail(refused);
                    }
                    failing = Some(failing.filter(|f| matches!(f, Failing::Refused { .. })).unwrap_or(refused));
                }
            }
        }
    }
    match (passed, failing) {
        (Some(method), _) => Proof::Pass(method),
        (None, Some(failing)) => Proof::Fail(failing),
        (None, None) => Proof::Unknown,
    }
}

/// Whether what was proved is the sender's domain, or one above it. One below it proves nothing: an office is not its superior. A name of
/// one label is nobody's, and one of two below a country is a registry's more often than not (gov.vn, com.vn).
fn covers(proved: &str, sender: &str, method: Method) -> bool {
    let is_above = || sender.strip_suffix(proved).is_some_and(|rest| rest.ends_with('.'));
    let labels = proved.split('.').count();
    let of_country = proved.rsplit('.').next().is_some_and(|last| last.len() == 2);
    let is_somebodys = labels > 2 || (labels == 2 && !of_country);
    proved == sender || (method != Method::Dmarc && is_somebodys && is_above())
}

impl Finding {
    fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The domain that it is about.
    fn domain(&self, method: Method) -> Option<String> {
        let value = match method {
            Method::Dmarc => self.property("header.from"),
            Method::Dkim => self.property("header.d").or_else(|| self.property("header.i")),
            Method::Spf => self.property("smtp.mailfrom").or_else(|| self.property("smtp.mail")),
        };
        let value = value?.trim_end_matches('.');
        let domain = value.rsplit_once('@').map_or(value, |(_, domain)| domain);
        (!domain.is_empty()).then(|| domain.to_ascii_lowercase())
    }
}

/// The headers that tell the way, in their order.
pub(super) fn hops(fields: &Fields<'_>) -> Vec<Hop> {
    let hops = fields.iter().filter_map(|field| {
        if field.is("Received") {
            let value = field.unfolded();
            Some(Hop::Received(received_by(&value), received_at(&value)))
        } else if field.is("Authentication-Results") {
            let (host, findings) = results(&field.unfolded());
            Some(Hop::Results(host, findings))
        } else {
            None
        }
    });
    hops.collect()
}

fn received_by(value: &str) -> String {
    let plain = without_comments(value).unwrap_or_default();
    let mut words = plain.split_whitespace();
    words.find(|word| word.eq_ignore_ascii_case("by"));
    words.next().unwrap_or_default().trim_end_matches([';', '.']).to_ascii_lowercase()
}

/// The time behind the last semicolon.
fn received_at(value: &str) -> Option<UtcTime> {
    let plain = without_comments(value)?;
    field::date_in(plain.rsplit_once(';')?.1.trim().as_bytes())
}

fn results(value: &str) -> (String, Vec<Finding>) {
    // Of a header whose comment or quotation never ends nobody knows what it says.
    let plain = without_comments(value).unwrap_or_default();
    let mut parts = plain.split(';');
    let host = parts.next().and_then(|first| first.split_whitespace().next()).unwrap_or_default();
    let findings = parts.filter_map(|part| {
        let mut words = part.split_whitespace();
        let (method, result) = words.next()?.split_once('=')?;
        let method = method.split('/').next().unwrap_or_default().to_ascii_lowercase();
        let properties = words.filter_map(|word| word.split_once('='));
        Some(Finding {
            method,
            result: result.to_ascii_lowercase(),
            properties: properties
                .map(|(name, value)| (name.to_ascii_lowercase(), value.trim_matches('"').to_owned()))
                .collect(),
        })
    });
    (host.trim_end_matches('.').to_ascii_lowercase(), findings.collect())
}

/// Without what stands in round brackets, and without what could be taken for structure in quotation marks; none where one never ends.
fn without_comments(value: &str) -> Option<String> {
    let mut plain = String::with_capacity(value.len());
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for letter in value.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match letter {
            '\\' => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth = depth.saturating_add(1),
            ')' if !quoted && depth > 0 => depth = depth.saturating_sub(1),
            ';' | '=' | ' ' if quoted => plain.push('_'),
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    (depth == 0 && !quoted && !escaped).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::Limits;

    const FROM: &str = "From: a@phong.ubnd.gov.vn\r\n\r\nDUY\u{1EC6}T";

    fn proof(headers: &str, own_hosts: &[&str]) -> Proof {
        let raw = format!("{headers}{FROM}");
        Incoming::read(raw.as_bytes(), &Limits::default()).unwrap().proof(Trust { authserv: "mx.example", own_hosts })
    }

    #[test]
    fn own_hosts_are_passed_over_and_strangers_are_not() {
        let way = "Received: by 2002:a05:6a10::1 with SMTP id x; Fri\r\nReceived: from y by mx.example; Fri\r\n\
                   Authentication-Results: mx.example; dmarc=pass header.from=phong.ubnd.gov.vn\r\n";
        assert_eq!(proof(way, &["2002:a05:*"]), Proof::Pass(Method::Dmarc));
        for own_hosts in [&[][..], &["*"], &["2002:a06:*"], &["mx2.example"]] {
            assert_eq!(proof(way, own_hosts), Proof::Unknown, "{own_hosts:?}");
        }
        // Handed on within: the box's own agent, and the filter that hands it back.
        let way = "Received: from mx.example by box.example with LMTP; Fri\r\nReceived: from localhost by localhost; Fri\r\n\
                   Authentication-Results: mx.example; dkim=none\r\n\
                   Authentication-Results: mx.example; dmarc=pass header.from=phong.ubnd.gov.vn\r\n\
                   Received: from pc by mail.la.example\r\n\
                   Authentication-Results: mx.example; dmarc=fail header.from=phong.ubnd.gov.vn\r\n";
        assert_eq!(proof(way, &["box.example", "localhost"]), Proof::Pass(Method::Dmarc));
    }

    #[test]
    fn only_a_run_of_its_notes_counts() {
        let way = "Authentication-Results: mx.example; dkim=none\r\nAuthentication-Results: other.example; spf=none\r\n\
                   Authentication-Results: mx.example; dmarc=pass header.from=phong.ubnd.gov.vn\r\n";
        assert_eq!(proof(way, &[]), Proof::Unknown);
    }

    #[test]
    fn a_registry_covers_nobody() {
        let by =
            |domain: &str| proof(&format!("Authentication-Results: mx.example; dkim=pass header.d={domain}\r\n"), &[]);
        assert_eq!(by("ubnd.gov.vn"), Proof::Pass(Method::Dkim));
        assert_eq!(by("phong.ubnd.gov.vn"), Proof::Pass(Method::Dkim));
        for registry in ["gov.vn", "vn", "to.phong.ubnd.gov.vn", "bnd.gov.vn"] {
            assert!(matches!(by(registry), Proof::Fail(Failing::OtherDomain { .. })), "{registry}");
        }
        assert!(
            covers("ubnd.example", "phong.ubnd.example", Method::Spf) && !covers("com.vn", "a.com.vn", Method::Spf)
        );
    }

    #[test]
    fn what_never_ends_says_nothing() {
        for open in ["(", "\"", "(\\", "reason=\"x"] {
            let way =
                format!("Authentication-Results: mx.example; dmarc=pass header.from=phong.ubnd.gov.vn {open}\r\n");
            assert_eq!(proof(&way, &[]), Proof::Unknown, "{open}");
        }
    }

    #[test]
    fn only_the_last_server_says_when_and_only_an_own_one() {
        let at = |headers: &str, own_hosts: &[&str]| {
            let raw = format!("{headers}{FROM}");
            let read = Incoming::read(raw.as_bytes(), &Limits::default()).unwrap();
            read.taken_at(Trust { authserv: "mx.example", own_hosts }).map(|at| at.to_rfc3339())
        };
        let way = "Received: from mx.example by box.example with LMTP (a; b); Fri, 27 Nov 2026 09:00:05 +0700 (+07)\r\n\
                   Received: from pc by mx.example; Thu, 26 Nov 2026 09:00:00 +0700\r\n";
        assert_eq!(at(way, &["box.example"]).as_deref(), Some("2026-11-27T02:00:05+00:00"));
        assert_eq!(at(way, &[]), None);
        let alone = "Authentication-Results: mx.example; dkim=none\r\nReceived: by mx.example; Fri, 27 Nov 2026 09:00:05 +0700\r\n";
        assert_eq!(at(alone, &[]).as_deref(), Some("2026-11-27T02:00:05+00:00"));
        for nothing in ["", "Received: by mx.example\r\n", "Received: by mx.example; hôm qua\r\n"] {
            assert_eq!(at(nothing, &[]), None, "{nothing}");
        }
    }

    #[test]
    fn whose_headers_were_cut_has_no_one_sender() {
        let long = format!("From: {} <b@phong.ubnd.gov.vn>\r\n", "x".repeat(20_000));
        let way = format!("Authentication-Results: mx.example; dmarc=pass header.from=phong.ubnd.gov.vn\r\n{long}");
        assert_eq!(proof(&way, &[]), Proof::Fail(Failing::NoOneSender));
    }
}
