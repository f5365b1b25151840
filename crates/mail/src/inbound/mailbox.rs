//! An address with the name that stands before it.

use crate::clean;

/// An address with the name that stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name, composed; none where none is given.
    pub name: Option<String>,
    /// The address, as it was written.
    pub address: String,
}

impl Mailbox {
    pub(super) fn new(name: Option<&str>, address: &str) -> Option<Self> {
        let address = clean::line(address).replace(' ', "");
        let name = name.map(clean::line).filter(|name| !name.is_empty());
        (!address.is_empty()).then_some(Self { name, address })
    }

    /// What stands before the last `@`.
    pub fn local_part(&self) -> &str {
        self.address.rsplit_once('@').map_or(self.address.as_str(), |(local, _)| local)
    }

    /// What stands behind the last `@`, in small letters and without a dot at its end.
    pub fn domain(&self) -> String {
        let domain = self.address.rsplit_once('@').map_or("", |(_, domain)| domain);
        domain.trim_end_matches('.').to_ascii_lowercase()
    }

    /// Whether both are one address: case doesn't count, as nowhere in practice.
    pub fn is(&self, address: &str) -> bool {
        self.address.eq_ignore_ascii_case(address.trim())
    }
}

impl std::fmt::Display for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.address),
            None => f.write_str(&self.address),
        }
    }
}
