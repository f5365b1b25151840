//! The key that secrets are sealed with which the database keeps and the program must read again (AES-256-GCM). It lies beside
//! the signing keys, under the same guard: a file readable by its owner alone. Whoever has the database alone reads no secret;
//! whoever has several servers over one database gives them all the same folder of keys.

use std::{fs, io::Write, path::Path};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::{KeyError, OfficeError, keys::guarded};

/// The file's name.
const FILE: &str = "secrets.key";
const LENGTH: usize = 32;

/// What look-up secrets are written in: no letter or digit that is taken for another on paper (0 O, 1 I L, 2 Z, 5 S, 8 B).
const LOOK_UP_ALPHABET: &[u8; 25] = b"34679ACDEFGHJKMNPQRTUVWXY";
/// How many characters of it a look-up secret has.
const LOOK_UP_LENGTH: usize = 8;

/// The key of an installation.
pub struct SealingKey {
    key: LessSafeKey,
    /// For tags; another key than the one that seals.
    tags: hmac::Key,
    /// For the secrets on receipts; another key again.
    look_up: Box<hmac::Key>,
    id: String,
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealingKey({})", self.id)
    }
}

impl SealingKey {
    /// Reads the key of the folder; makes it where there is none.
    pub fn open_or_create(folder: &Path) -> Result<Self, KeyError> {
        let path = folder.join(FILE);
        let io = |error| KeyError::Io { path: path.clone(), error };
        if !path.exists() {
            // Whole or not at all, and the first of two that start at once is taken.
            let draft = folder.join(format!("{}.new", uuid::Uuid::now_v7()));
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            {
                use std::os::unix::fs::OpenOptionsExt;
                options.mode(0o600);
            }
            let bytes = random()?;
            let written = options.open(&draft).and_then(|mut file| {
                file.write_all(&bytes)?;
                file.sync_all()?;
                match fs::hard_link(&draft, &path) {
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
                    other => other,
                }
            });
            let removed = fs::remove_file(&draft);
            written.and(removed).map_err(io)?;
        }
        let bytes = guarded(&path)?;
        Self::of(&bytes).ok_or(KeyError::NotASealingKey(path))
    }

    /// A key that is kept nowhere.
    pub fn fresh() -> Result<Self, KeyError> {
        Self::of(&random()?).ok_or(KeyError::Randomness)
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let key = UnboundKey::new(&AES_256_GCM, bytes).ok()?;
        let id = hex::encode(Sha256::digest(bytes)).chars().take(8).collect();
        let tags = Sha256::digest([b"tags".as_slice(), bytes].concat());
        let look_up = Sha256::digest([b"look-up".as_slice(), bytes].concat());
        Some(Self {
            key: LessSafeKey::new(key),
            tags: hmac::Key::new(hmac::HMAC_SHA256, &tags),
            look_up: Box::new(hmac::Key::new(hmac::HMAC_SHA256, &look_up)),
            id,
        })
    }

    /// Begins every sealed text, so that one of another key is told apart. It holds no sign that a pattern of SQL knows.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Seals a secret for its place: nowhere else can it be opened.
    pub(crate) fn seal(&self, secret: &[u8], place: &str) -> Result<String, OfficeError> {
        let failed = || OfficeError::Internal("a secret could not be sealed".to_owned());
        let mut nonce = [0_u8; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| failed())?;
        let mut text = secret.to_vec();
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place.as_bytes()), &mut text)
            .map_err(|_| failed())?;
        Ok(format!("{}.{}", self.id, URL_SAFE_NO_PAD.encode([nonce.as_slice(), &text].concat())))
    }

    /// A tag of this text that nobody without the key can make.
    pub(crate) fn tag(&self, text: &str) -> Vec<u8> {
        hmac::sign(&self.tags, text.as_bytes()).as_ref().to_vec()
    }

    /// Whether it is this text's, found out in constant time.
    pub(crate) fn is_tag(&self, text: &str, tag: &[u8]) -> bool {
        hmac::verify(&self.tags, text.as_bytes(), tag).is_ok()
    }

    /// The secret of what has this id, without its hyphen. It is kept nowhere: whoever has this key makes it anew.
    fn look_up(&self, id: uuid::Uuid) -> [u8; LOOK_UP_LENGTH] {
        let tag = hmac::sign(&self.look_up, id.as_bytes());
        in_plain_signs(tag.as_ref().first_chunk().copied().unwrap_or_default())
    }

    /// The secret by which whoever has a receipt looks up what has this id: `ABCD-EFGH`.
    pub(crate) fn look_up_secret(&self, id: uuid::Uuid) -> String {
        hyphened(self.look_up(id))
    }

    /// Whether this is the secret of what has this id, found out in constant time; written in whatever case, with blanks or hyphens.
    pub(crate) fn is_look_up_secret(&self, id: uuid::Uuid, typed: &str) -> bool {
        let (read, whole) = read_signs(typed);
        let same = aws_lc_rs::constant_time::verify_slices_are_equal(&read, &self.look_up(id)).is_ok();
        same & whole
    }

    /// Opens what was sealed for this place.
    pub(crate) fn open(&self, sealed: &str, place: &str) -> Result<Vec<u8>, OfficeError> {
        let failed = |why: &str| OfficeError::Internal(format!("a sealed secret cannot be opened: {why}"));
        let (id, text) = sealed.split_once('.').ok_or_else(|| failed("not a sealed text"))?;
        if id != self.id {
            return Err(OfficeError::SealedOtherwise { with: id.chars().take(8).collect(), ours: self.id.clone() });
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| failed("not a sealed text"))?;
        let (nonce, text) = bytes.split_at_checked(NONCE_LEN).ok_or_else(|| failed("not a sealed text"))?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| failed("not a sealed text"))?;
        let mut text = text.to_vec();
        let open = self.key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut text);
        open.map(|secret| secret.to_vec()).map_err(|_| failed("it was changed, or belongs elsewhere"))
    }
}

/// Bytes as signs that nobody takes for others.
fn in_plain_signs(bytes: [u8; 8]) -> [u8; LOOK_UP_LENGTH] {
    // 25⁸ is less than 2³⁸, so that taking the rest of a number of 64 bits prefers none to speak of.
    let mut left = u64::from_be_bytes(bytes);
    [0_u8; LOOK_UP_LENGTH].map(|_| {
        let base = u64::try_from(LOOK_UP_ALPHABET.len()).unwrap_or(1);
        let place = usize::try_from(left % base).unwrap_or_default();
        left /= base;
        LOOK_UP_ALPHABET.get(place).copied().unwrap_or_default()
    })
}

/// In two halves, as it is easily read and typed.
fn hyphened(signs: [u8; LOOK_UP_LENGTH]) -> String {
    let (left, right) = signs.split_at(LOOK_UP_LENGTH / 2);
    format!("{}-{}", String::from_utf8_lossy(left), String::from_utf8_lossy(right))
}

/// What somebody typed, in whatever case, with blanks or hyphens; and whether it was no longer than it may be. A blank stands in no secret:
/// what is too short is none.
fn read_signs(typed: &str) -> ([u8; LOOK_UP_LENGTH], bool) {
    let mut read = [b' '; LOOK_UP_LENGTH];
    let mut signs = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase());
    for place in &mut read {
        *place = signs.next().and_then(|c| u8::try_from(c).ok()).unwrap_or(b' ');
    }
    (read, signs.next().is_none())
}

/// A code of eight such signs, by chance.
pub(crate) fn random_signs() -> Result<String, OfficeError> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    Ok(hyphened(in_plain_signs(bytes)))
}

/// A code as it is compared; none where it has another length.
pub(crate) fn typed_signs(typed: &str) -> Option<String> {
    let (read, whole) = read_signs(typed);
    (whole && !read.contains(&b' ')).then(|| hyphened(read))
}

fn random() -> Result<[u8; LENGTH], KeyError> {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| KeyError::Randomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_in_its_place_alone_and_only_unchanged() {
        let key = SealingKey::fresh().unwrap();
        let sealed = key.seal(b"secret", "a/1").unwrap();
        assert_ne!(sealed, key.seal(b"secret", "a/1").unwrap(), "never twice the same");
        assert_eq!(key.open(&sealed, "a/1").unwrap(), b"secret");
        assert!(key.open(&sealed, "a/2").is_err());
        let other = SealingKey::fresh().unwrap().open(&sealed, "a/1");
        assert!(matches!(other, Err(OfficeError::SealedOtherwise { with, .. }) if with == key.id()));
        let end = if sealed.ends_with('A') { "B" } else { "A" };
        let changed = format!("{}{end}", sealed.get(..sealed.len() - 1).unwrap());
        assert!(key.open(&changed, "a/1").is_err());
    }

    #[test]
    fn what_is_printed_opens_in_any_hand_and_nothing_else_does() {
        let key = SealingKey::fresh().unwrap();
        let id = uuid::Uuid::now_v7();
        let secret = key.look_up_secret(id);
        assert_eq!(secret, key.look_up_secret(id), "the same whenever it is printed");
        assert_eq!((secret.len(), secret.as_bytes().get(4)), (9, Some(&b'-')));
        let plain: String = secret.chars().filter(|c| *c != '-').collect();
        assert!(plain.bytes().all(|sign| LOOK_UP_ALPHABET.contains(&sign)), "{plain}");
        for typed in [&secret, &plain, &secret.to_lowercase(), &format!(" {secret} "), &secret.replace('-', " - ")] {
            assert!(key.is_look_up_secret(id, typed), "{typed}");
        }
        let short = plain.get(1..).unwrap();
        for typed in ["", " ", "-", short, &format!("{plain}A"), "00000000", "ĐĐĐĐĐĐĐĐ"] {
            assert!(!key.is_look_up_secret(id, typed), "{typed}");
        }
        assert!(!key.is_look_up_secret(uuid::Uuid::now_v7(), &secret));
        assert!(!SealingKey::fresh().unwrap().is_look_up_secret(id, &secret));
    }

    #[test]
    fn the_key_is_made_once_and_guarded() {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::env::temp_dir().join(format!("congvan-sealing-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let first = SealingKey::open_or_create(&folder).unwrap();
        let sealed = first.seal(b"secret", "a").unwrap();
        assert_eq!(SealingKey::open_or_create(&folder).unwrap().open(&sealed, "a").unwrap(), b"secret");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no draft is left");
        fs::set_permissions(folder.join(FILE), fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(SealingKey::open_or_create(&folder), Err(KeyError::Exposed { mode: 0o640, .. })));
        fs::remove_dir_all(folder).unwrap();
    }
}
