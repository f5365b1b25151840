//! The keys that access tokens are signed with: Ed25519, one PKCS#8 file each, readable by their owner alone. The newest signs;
//! all of them are good for checking and stand in the key set (JWKS) under their `kid`.

use std::{
    collections::HashMap,
    io::Write,
    path::{Path, PathBuf},
};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// A key that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder or a file can't be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Not an Ed25519 key.
    #[error("{0}: not an Ed25519 key in PKCS#8")]
    NotAKey(PathBuf),
    /// Others than its owner can read it.
    #[error("{path}: mode {mode:o}; a key must be readable by its owner alone (chmod 600)")]
    Exposed {
        /// Which.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// Not what secrets are sealed with.
    #[error("{0}: not a key of 32 bytes")]
    NotASealingKey(PathBuf),
    /// There is none.
    #[error("{0}: no signing key; `congvan init` makes one, and `congvan key` where it was lost")]
    None(PathBuf),
    /// No randomness could be had.
    #[error("no randomness for a key")]
    Randomness,
}

/// The keys of an installation.
pub struct SigningKeys {
    signing: (String, EncodingKey),
    checking: HashMap<String, DecodingKey>,
    published: Vec<PublishedKey>,
}

impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKeys({} of {})", self.signing.0, self.checking.len())
    }
}

/// A key as the key set shows it (RFC 8037).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PublishedKey {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// The public key.
    pub x: String,
    /// Its thumbprint (RFC 7638).
    pub kid: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    #[serde(rename = "use")]
    pub usage: String,
}

impl SigningKeys {
    /// Makes a key file in the folder.
    pub fn create(folder: &Path) -> Result<PathBuf, KeyError> {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| KeyError::Randomness)?;
        let io = |path: &Path| {
            let path = path.to_owned();
            move |error| KeyError::Io { path: path.clone(), error }
        };
        std::fs::create_dir_all(folder).map_err(io(folder))?;
        let path = folder.join(format!("{}.pk8", uuid::Uuid::now_v7()));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&path).map_err(io(&path))?;
        file.write_all(pkcs8.as_ref()).and_then(|()| file.sync_all()).map_err(io(&path))?;
        Ok(path)
    }

    /// Reads every key of the folder; the file whose name comes last signs.
    pub fn open(folder: &Path) -> Result<Self, KeyError> {
        let io = |error| KeyError::Io { path: folder.to_owned(), error };
        if !folder.is_dir() {
            return Err(KeyError::None(folder.to_owned()));
        }
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(io)? {
            let path = entry.map_err(io)?.path();
            if path.extension().is_some_and(|extension| extension == "pk8") {
                paths.push(path);
            }
        }
        paths.sort();
        let (mut checking, mut published, mut signing) = (HashMap::new(), Vec::new(), None);
        for path in paths {
            let (key, encoding) = read(&path)?;
            let decoding = DecodingKey::from_ed_components(&key.x).map_err(|_| KeyError::NotAKey(path.clone()))?;
            checking.insert(key.kid.clone(), decoding);
            signing = Some((key.kid.clone(), encoding));
            published.push(key);
        }
        let signing = signing.ok_or_else(|| KeyError::None(folder.to_owned()))?;
        Ok(Self { signing, checking, published })
    }

    /// The key set.
    pub fn published(&self) -> &[PublishedKey] {
        &self.published
    }

    /// Signs claims.
    pub(crate) fn sign<T: Serialize>(&self, claims: &T) -> Result<String, jsonwebtoken::errors::Error> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.signing.0.clone());
        jsonwebtoken::encode(&header, claims, &self.signing.1)
    }

    /// Checks a token: its algorithm, its key, its signature, its issuer and audience. Its times are the caller's to check,
    /// against the office's clock.
    pub(crate) fn check<T: DeserializeOwned>(&self, token: &str, issuer: &str) -> Option<T> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let key = self.checking.get(&header.kid?)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[issuer]);
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        jsonwebtoken::decode::<T>(token, key, &validation).ok().map(|data| data.claims)
    }
}

/// The content of a file that nobody but its owner can read.
pub(crate) fn guarded(path: &Path) -> Result<Vec<u8>, KeyError> {
    let io = |error| KeyError::Io { path: path.to_owned(), error };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(io)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed { path: path.to_owned(), mode });
        }
    }
    std::fs::read(path).map_err(io)
}

fn read(path: &Path) -> Result<(PublishedKey, EncodingKey), KeyError> {
    let pkcs8 = guarded(path)?;
    let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| KeyError::NotAKey(path.to_owned()))?;
    let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    // The members in the order of their names, without white space: what a thumbprint is taken of.
    let thumbprint = Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
    let key = PublishedKey {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        x,
        kid: URL_SAFE_NO_PAD.encode(thumbprint),
        alg: "EdDSA".to_owned(),
        usage: "sig".to_owned(),
    };
    Ok((key, EncodingKey::from_ed_der(&pkcs8)))
}
