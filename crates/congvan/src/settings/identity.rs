//! The settings of signing in at another's (OpenID Connect). Each provider is a table of a file of its own: a secret is named by
//! the file that it lies in, and never stands there itself.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use figment::{
    Figment,
    providers::{Format, Toml},
};
use oidc::{HttpSettings, Provider, Registration};
use serde::Deserialize;

use super::{Reader, parse};

/// Signing in at another's.
#[derive(Debug, Clone)]
pub struct Identity {
    /// At whose, in the order of the file.
    pub providers: Vec<OneProvider>,
    /// The pages to which browsers may come back.
    pub pages: Vec<String>,
    /// For how long a sign-in that has begun can be ended.
    pub life: Duration,
    /// How providers are asked.
    pub http: HttpSettings,
}

/// A provider.
#[derive(Debug, Clone)]
pub struct OneProvider {
    /// Its short name.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it says of a sign-in that counts as a second factor.
    pub second_factor: Vec<String>,
    /// This program as it knows it.
    pub registration: Registration,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    provider: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: String,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    #[serde(default = "usual_scopes")]
    scopes: String,
    #[serde(default)]
    second_factor: Vec<String>,
}

fn usual_scopes() -> String {
    "openid email".to_owned()
}

fn secret(path: &Path) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if std::fs::metadata(path).map_err(failed)?.permissions().mode() & 0o077 != 0 {
            let shown = path.display();
            return Err(format!("{shown}: người khác đọc được, cần chmod 600 / others can read it; chmod 600"));
        }
    }
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(format!("{}: phải là một dòng / must hold one line", path.display()));
    }
    Ok(text.to_owned())
}

impl Entry {
    fn read(self) -> Result<OneProvider, String> {
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || self.id.len() > 40 || !self.id.chars().all(known) {
            return Err("id: chữ thường không dấu, số, gạch nối / small letters, digits and hyphens".to_owned());
        }
        let at = |field: &str, reason: &str| format!("{} {field}: {reason}", self.id);
        let name = parse::line(self.name.trim()).map_err(|reason| at("name", &reason))?;
        if !Provider::takes_issuer(&self.issuer) {
            let reason =
                "phải là địa chỉ https (http chỉ trên máy này) / must be an https address (http on this machine alone)";
            return Err(at("issuer", reason));
        }
        let client_id = parse::line(&self.client_id).map_err(|reason| at("client_id", &reason))?;
        let scopes = parse::line(&self.scopes).map_err(|reason| at("scopes", &reason))?;
        if !scopes.split(' ').any(|scope| scope == "openid") {
            return Err(at("scopes", "phải có openid / openid must be among them"));
        }
        let client_secret = self
            .client_secret_file
            .as_deref()
            .map(secret)
            .transpose()
            .map_err(|reason| at("client_secret_file", &reason))?;
        let registration = Registration { issuer: self.issuer, client_id, client_secret, scopes };
        Ok(OneProvider { id: self.id, name, second_factor: self.second_factor, registration })
    }
}

/// The providers of a file.
fn providers(path: &str) -> Result<Vec<OneProvider>, String> {
    let path = parse::path(path)?;
    if !path.is_file() {
        return Err(format!("{}: không có tệp này / there is no such file", path.display()));
    }
    let listed = Figment::from(Toml::file_exact(&path)).extract::<Listed>();
    let listed =
        listed.map_err(|error| format!("{}: {}", path.display(), super::source::without_lines(&error.to_string())))?;
    let providers = listed.provider.into_iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
    let (mut ids, mut issuers) = (BTreeSet::new(), BTreeSet::new());
    for provider in &providers {
        if !ids.insert(&provider.id) || !issuers.insert(&provider.registration.issuer) {
            return Err(format!("{}: hai lần / stands there twice", provider.id));
        }
    }
    Ok(providers)
}

/// Pages, separated by commas or spaces.
fn pages(text: &str) -> Result<Vec<String>, String> {
    text.split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| {
            Provider::takes_return(part).then(|| part.to_owned()).ok_or_else(|| {
                "phải là địa chỉ https (http chỉ trên máy này), ví dụ / must be https addresses (http on this machine alone), \
                 such as: https://van-phong.example/dang-nhap"
                    .to_owned()
            })
        })
        .collect()
}

impl Identity {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let found = reader.maybe("identity_providers", providers);
        let pages = reader.maybe("identity_pages", pages);
        let life = reader.take("identity_minutes", |text| parse::whole(text, 1, 60));
        let timeout = reader.seconds("identity_timeout_seconds", 60);
        let answer_kb = reader.take("identity_answer_kb", |text| parse::whole(text, 16, 10_240));
        let authorities = reader.maybe("identity_ca_file", parse::path);
        if reader.written.contains_key("identity_providers") && !reader.written.contains_key("identity_pages") {
            let reason = "cần đặt cả identity_pages / identity_pages must be set, too";
            reader.maybe("identity_providers", |_| Err::<(), _>(reason.to_owned()));
        }
        Some(Self {
            providers: found.unwrap_or_default(),
            pages: pages.unwrap_or_default(),
            life: Duration::from_secs(life?.saturating_mul(60)),
            http: HttpSettings { timeout: timeout?, answer_bytes: answer_kb?.saturating_mul(1024), authorities },
        })
    }
}
