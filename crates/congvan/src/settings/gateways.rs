//! The gateways to offices outside (liên thông): a file of their own, since each is a group of settings; and how often they are asked.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use figment::{
    Figment,
    providers::{Format, Toml},
};
use gateway::{
    Folder, FolderSettings, Gateway, Office as OtherOffice, OfficeSettings, Secret, Vxp, VxpSettings, system_clock,
};
use office::interchange::{GatewayList, GatewayTerms, Reach, Updates};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Reader, parse};

/// How long a packet is tried that can't be sent, where nothing is said.
const TRY_HOURS: u64 = 72;

/// The gateways, as they are set.
#[derive(Debug, Clone)]
pub struct Gateways {
    /// Each with what it needs.
    pub all: Vec<OneGateway>,
    /// How often each is asked for what has come in.
    pub poll: Duration,
    /// How often its directory is read.
    pub directory: Duration,
    /// The largest message, in bytes.
    pub most_bytes: u64,
}

/// One gateway.
#[derive(Debug, Clone)]
pub struct OneGateway {
    /// What the office knows of it.
    pub terms: GatewayTerms,
    adapter: Adapter,
}

#[derive(Debug, Clone)]
enum Adapter {
    Vxp(VxpSettings, Secret),
    Folder(FolderSettings),
    Office(OfficeSettings, Secret),
}

impl OneGateway {
    /// What calls it.
    ///
    /// # Errors
    /// In words, where a setting is wrong or a file can't be read.
    pub fn open(&self) -> Result<Arc<dyn Gateway>, String> {
        Ok(match &self.adapter {
            Adapter::Vxp(settings, secret) => Arc::new(Vxp::new(settings, secret.clone(), system_clock())?),
            Adapter::Folder(settings) => Arc::new(Folder::new(settings, system_clock())?),
            Adapter::Office(settings, secret) => Arc::new(OtherOffice::new(settings, secret.clone())?),
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    gateway: Vec<WrittenGateway>,
}

/// A group of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGateway {
    name: String,
    agency: String,
    #[serde(default)]
    updates: WrittenUpdates,
    #[serde(default)]
    try_hours: Option<u64>,
    /// Whom it reaches, where it has no directory.
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    vxp: Option<VxpSettings>,
    #[serde(default)]
    folder: Option<FolderSettings>,
    #[serde(default)]
    office: Option<OfficeSettings>,
    /// The file with the secret by which the other office pushes here.
    #[serde(default)]
    pushed_secret_file: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenUpdates {
    #[default]
    Ask,
    Take,
}

impl Gateways {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let file = reader.maybe("gateways_file", parse::path);
        let poll = reader.seconds("interchange_poll_seconds", 3600);
        let directory = reader.take("interchange_directory_hours", |text| parse::whole(text, 1, 24 * 31));
        let most = reader.take("interchange_max_mb", |text| parse::whole(text, 1, 10_240));
        let all = match file {
            Some(path) => reader.maybe("gateways_file", |_| gateways(&path))?,
            None => Vec::new(),
        };
        Some(Self {
            all,
            poll: poll?,
            directory: Duration::from_secs(directory?.saturating_mul(3600)),
            most_bytes: most?.saturating_mul(1024 * 1024),
        })
    }

    /// What the office knows of them.
    pub fn list(&self) -> GatewayList {
        GatewayList(self.all.iter().map(|one| one.terms.clone()).collect())
    }
}

/// How long messages are kept after they were read.
pub(super) fn messages_kept(reader: &mut Reader<'_>) -> Option<Duration> {
    let days = reader.take("interchange_message_days", |text| parse::whole(text, 1, 36_500));
    Some(Duration::from_secs(days?.saturating_mul(24 * 3600)))
}

fn secret(path: &Path) -> Result<Secret, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    Secret::parse(&text).map_err(|why| format!("{shown}: {why}"))
}

/// What is kept of a secret that others show; nothing where it could be guessed.
fn pushed_by(path: &Path) -> Result<Option<[u8; 32]>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = text.trim();
    Ok((text.len() >= 32).then(|| Sha256::digest(text.as_bytes()).into()))
}

fn gateways(path: &Path) -> Result<Vec<OneGateway>, String> {
    let shown = path.display();
    let written: Written =
        Figment::from(Toml::file_exact(path)).extract().map_err(|error| format!("{shown}: {error}"))?;
    let mut all: Vec<OneGateway> = Vec::new();
    for one in written.gateway {
        let name = one.name.clone();
        let wrong = |vi: &str, en: &str| format!("{shown}: gateway “{name}”: {vi} / {en}");
        if name.is_empty()
            || name.len() > 60
            || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            return Err(wrong("tên chỉ gồm chữ không dấu, số, - và _", "a name is of letters, digits, - and _"));
        }
        if all.iter().any(|other| other.terms.name == name) {
            return Err(wrong("tên bị trùng", "the name stands twice"));
        }
        let (adapter, has_directory) = match (one.vxp, one.folder, one.office) {
            (Some(settings), None, None) => {
                let secret = secret(&settings.secret_file)?;
                (Adapter::Vxp(settings, secret), true)
            }
            (None, Some(settings), None) => (Adapter::Folder(settings), false),
            (None, None, Some(settings)) => {
                let secret = secret(&settings.secret_file)?;
                (Adapter::Office(settings, secret), false)
            }
            _ => {
                return Err(wrong(
                    "cần đúng một nhóm vxp, folder hoặc office",
                    "exactly one of vxp, folder and office is needed",
                ));
            }
        };
        let reach = match (one.to.is_empty(), has_directory, &adapter) {
            (false, ..) => Reach::Listed(one.to),
            (true, true, _) => Reach::Directory,
            (true, false, Adapter::Office(..)) => {
                return Err(wrong(
                    "cần ghi mã định danh của cơ quan kia (to)",
                    "the other office's code is needed (to)",
                ));
            }
            (true, false, _) => Reach::Everybody,
        };
        let pushed = match &one.pushed_secret_file {
            Some(path) => Some(pushed_by(path)?.ok_or_else(|| {
                wrong(
                    "khóa nhận gói tin cần ít nhất 32 ký tự",
                    "the secret by which packets are pushed has 32 characters at least",
                )
            })?),
            None => None,
        };
        let tried_for = Duration::from_secs(one.try_hours.unwrap_or(TRY_HOURS).saturating_mul(3600));
        let updates = match one.updates {
            WrittenUpdates::Ask => Updates::Asked,
            WrittenUpdates::Take => Updates::Taken,
        };
        let terms = GatewayTerms { name, agency: one.agency, reach, updates, tried_for, pushed };
        all.push(OneGateway { terms, adapter });
    }
    Ok(all)
}
