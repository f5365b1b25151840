//! The settings of the national axis.

use std::path::PathBuf;

use serde::Deserialize;

/// How a packet's hash is written in `hash-file`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HashFile {
    /// As the vendor's kit writes it: each byte without a zero before it.
    #[default]
    Unpadded,
    /// As everybody else would: 64 digits.
    Padded,
    /// Not at all.
    Without,
}

/// By which call packets are fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchCall {
    /// `downloadEdoc`, and `getEdoc` where there is no such call.
    #[default]
    Either,
    /// `downloadEdoc` alone.
    Download,
    /// `getEdoc` alone.
    Get,
}

/// By which call the directory is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DirectoryCall {
    /// `getAgenciesList`, with old codes.
    #[default]
    Agencies,
    /// `getAgenciesListQD20`, a level after the other.
    Qd20,
}

/// The settings of [`Vxp`](crate::Vxp). The secret is read by whoever reads the file that is named here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VxpSettings {
    /// Where the calls are: `http://10.0.0.1:8080/vxp`. Plain HTTP is usual there, in a network of its own.
    pub endpoint: String,
    /// The identifier by which the axis knows this system.
    pub systemid: String,
    /// The file in which the secret stands.
    pub secret_file: PathBuf,
    /// How a packet's hash is written.
    #[serde(default)]
    pub hash_file: HashFile,
    /// Whether the recipients stand beside a packet too, in the parameter `to`. Without it the axis takes them from the message.
    #[serde(default = "yes")]
    pub send_recipients: bool,
    /// By which call packets are fetched.
    #[serde(default)]
    pub fetch: FetchCall,
    /// By which call the directory is read.
    #[serde(default)]
    pub directory: DirectoryCall,
    /// The levels of the directory, where it is read by level.
    #[serde(default = "levels")]
    pub directory_levels: Vec<u8>,
    /// How long a call may take that carries no packet.
    #[serde(default = "call_seconds")]
    pub call_timeout_seconds: u64,
    /// How long a call may take that carries one.
    #[serde(default = "transfer_seconds")]
    pub transfer_timeout_seconds: u64,
    /// A PEM file of authorities to trust beside the system's.
    #[serde(default)]
    pub authorities: Option<PathBuf>,
}

const fn yes() -> bool {
    true
}

fn levels() -> Vec<u8> {
    vec![1, 2, 3, 4]
}

pub(crate) const fn call_seconds() -> u64 {
    60
}

pub(crate) const fn transfer_seconds() -> u64 {
    1800
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_settings_are_enough_and_a_wrong_name_is_told() {
        let text = r#"{"endpoint":"http://a","systemid":"H22.11","secret_file":"/s"}"#;
        let settings: VxpSettings = serde_json::from_str(text).unwrap();
        assert_eq!((settings.hash_file, settings.fetch), (HashFile::Unpadded, FetchCall::Either));
        assert!(settings.send_recipients);
        let wrong = text.replace("endpoint", "end_point");
        assert!(serde_json::from_str::<VxpSettings>(&wrong).is_err());
    }
}
