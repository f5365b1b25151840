//! The folder of keys: reading it, and putting a key into it so that nobody ever sees half of one.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::DateTime;
use domain::UtcTime;
use jsonwebtoken::{DecodingKey, EncodingKey};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Key, KeyError, PublishedKey};

/// How the files of keys end.
const ENDING: &str = "pk8";

fn io(path: &Path) -> impl Fn(std::io::Error) -> KeyError {
    let path = path.to_owned();
    move |error| KeyError::Io { path: path.clone(), error }
}

/// Makes a key file in the folder.
pub(super) fn create(folder: &Path) -> Result<PathBuf, KeyError> {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| KeyError::Randomness)?;
    fs::create_dir_all(folder).map_err(io(folder))?;
    let path = folder.join(format!("{}.{ENDING}", Uuid::now_v7()));
    // Under another name until it is whole: servers look into the folder.
    let half = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&half).map_err(io(&half))?;
    let whole = file.write_all(pkcs8.as_ref()).and_then(|()| file.sync_all());
    if let Err(error) = whole.and_then(|()| give_to_owner_of(folder, &half)) {
        drop(fs::remove_file(&half));
        return Err(io(&half)(error));
    }
    fs::rename(&half, &path).map_err(io(&path))?;
    Ok(path)
}

/// Gives a file to whom its folder belongs: a key that root makes by hand must be read by the server, which is another user.
#[cfg(unix)]
fn give_to_owner_of(folder: &Path, file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let (folder, made) = (fs::metadata(folder)?, fs::metadata(file)?);
    if folder.uid() == made.uid() { Ok(()) } else { chown(file, Some(folder.uid()), Some(folder.gid())) }
}

#[cfg(not(unix))]
fn give_to_owner_of(_: &Path, _: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Held by whoever makes a key because the newest is old.
pub(super) fn lock(folder: &Path) -> Result<File, KeyError> {
    let path = folder.join(".rotate.lock");
    let file = File::options().create(true).append(true).open(&path).map_err(io(&path))?;
    file.lock().map_err(io(&path))?;
    Ok(file)
}

/// Every key of the folder, the oldest first; an error where there is none.
pub(super) fn read(folder: &Path) -> Result<Vec<Key>, KeyError> {
    if !folder.is_dir() {
        return Err(KeyError::None(folder.to_owned()));
    }
    let mut keys = Vec::new();
    for entry in fs::read_dir(folder).map_err(io(folder))? {
        let path = entry.map_err(io(folder))?.path();
        if path.extension().is_some_and(|extension| extension == ENDING) {
            keys.push(key(path)?);
        }
    }
    if keys.is_empty() {
        return Err(KeyError::None(folder.to_owned()));
    }
    keys.sort_by(|a, b| (a.made, &a.path).cmp(&(b.made, &b.path)));
    // The same key twice is one, made when its first file says.
    let mut each: Vec<Key> = Vec::with_capacity(keys.len());
    for key in keys {
        match each.iter_mut().find(|known| known.published.kid == key.published.kid) {
            Some(known) => known.copies.push(key.path),
            None => each.push(key),
        }
    }
    Ok(each)
}

/// When a key was made, by the name of its file.
fn made(path: &Path) -> UtcTime {
    let name = path.file_stem().and_then(|stem| Uuid::parse_str(stem.to_str()?).ok());
    let told = name.filter(|id| id.get_version_num() == 7).and_then(|id| id.get_timestamp());
    let (seconds, nanos) = told.map(|told| told.to_unix()).unwrap_or_default();
    i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, nanos)).unwrap_or_default()
}

/// The content of a file that nobody but its owner can read.
pub(crate) fn guarded(path: &Path) -> Result<Vec<u8>, KeyError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_err(io(path))?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed { path: path.to_owned(), mode });
        }
    }
    fs::read(path).map_err(io(path))
}

fn key(path: PathBuf) -> Result<Key, KeyError> {
    let pkcs8 = guarded(&path)?;
    let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| KeyError::NotAKey(path.clone()))?;
    let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    let decoding = DecodingKey::from_ed_components(&x).map_err(|_| KeyError::NotAKey(path.clone()))?;
    // The members in the order of their names, without white space: what a thumbprint is taken of.
    let thumbprint = Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
    let published = PublishedKey {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        x,
        kid: URL_SAFE_NO_PAD.encode(thumbprint),
        alg: "EdDSA".to_owned(),
        usage: "sig".to_owned(),
    };
    let encoding = EncodingKey::from_ed_der(&pkcs8);
    Ok(Key { made: made(&path), path, copies: Vec::new(), published, encoding, decoding })
}
