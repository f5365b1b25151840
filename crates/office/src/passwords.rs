//! Passwords: argon2id, with the parameters in the hash itself.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        PasswordHasher,
        phc::{Output, PasswordHash},
    },
};

use crate::{OfficeError, setup::MIN_PASSWORD};

/// Hashes and checks passwords. Both take long: never on a request's thread.
#[derive(Debug, Clone)]
pub struct Passwords {
    /// Checked where there is no such person, so that a wrong name takes as long as a wrong password.
    nobody: String,
    /// How many were hashed to be compared.
    checked: Arc<AtomicU64>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            nobody: "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$wNJEjCtYxNvFiOmiWnLSVVQy3dwfxYUgxhWFBGXfJYM"
                .to_owned(),
            checked: Arc::default(),
        }
    }
}

impl Passwords {
    /// Whether a new password will do for the person of this user name.
    ///
    /// # Errors
    /// [`OfficeError::WeakPassword`].
    pub fn accept(password: &str, username: &str) -> Result<(), OfficeError> {
        let weak = password.chars().count() < MIN_PASSWORD || domain::fold(password).contains(&domain::fold(username));
        if weak { Err(OfficeError::WeakPassword { min: MIN_PASSWORD }) } else { Ok(()) }
    }

    /// Hashes a password.
    pub fn hash(password: &str) -> Result<String, OfficeError> {
        let hash: PasswordHash = Argon2::default()
            .hash_password(domain::composed(password).as_bytes())
            .map_err(|e| OfficeError::Internal(format!("hashing: {e}")))?;
        Ok(hash.to_string())
    }

    /// Whether a password is the one of this hash. Without a hash the same work is done, and the answer is no.
    pub fn check(&self, password: &str, hash: Option<&str>) -> bool {
        let known = PasswordHash::new(hash.unwrap_or(&self.nobody));
        let fits = known.is_ok_and(|known| {
            derived(password, &known).is_some_and(|made| {
                self.checked.fetch_add(1, Ordering::Relaxed);
                Some(made) == known.hash
            })
        });
        fits && hash.is_some()
    }

    /// How many passwords were hashed to be compared, of people and of nobody.
    pub(crate) fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }
}

/// The C library gives memory of at least this many blocks (of 1 KiB) straight back to the system, for it is more than the most
/// (32 MiB) that it ever keeps in a heap. Pages that are not touched cost nothing.
const GIVEN_BACK: usize = 33 * 1024;

/// The hash of a password under the parameters and the salt of a known one; `None` where these make no sense. As the library's
/// own verification, but for the memory: that would stay in the heap of every thread that ever checked a password.
fn derived(password: &str, known: &PasswordHash) -> Option<Output> {
    let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
    let version = known.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
    let params = Params::try_from(known).ok()?;
    let mut memory: Vec<Block> = Vec::with_capacity(params.block_count().max(GIVEN_BACK));
    memory.resize(params.block_count(), Block::new());
    let mut made = vec![0; known.hash.as_ref()?.len()];
    Argon2::new(algorithm, version, params)
        .hash_password_into_with_memory(
            domain::composed(password).as_bytes(),
            known.salt.as_ref()?,
            &mut made,
            &mut memory,
        )
        .ok()?;
    // Outputs are compared in constant time.
    Output::new(&made).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only() {
        let hash = Passwords::hash("mật khẩu").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let passwords = Passwords::default();
        assert!(passwords.check("mật khẩu", Some(&hash)));
        assert!(!passwords.check("mat khau", Some(&hash)));
        assert!(!passwords.check("mật khẩu", None));
        // Typed where accents are signs of their own.
        assert!(passwords.check("ma\u{323}\u{302}t kha\u{302}\u{309}u", Some(&hash)));
    }

    #[test]
    fn the_hash_for_nobody_costs_what_every_hash_costs() {
        let (nobody, somebody) = (Passwords::default().nobody, Passwords::hash("mật khẩu").unwrap());
        let cost = |hash: &str| {
            let hash = PasswordHash::new(hash).unwrap();
            let params = Params::try_from(&hash).unwrap();
            (
                hash.algorithm.to_string(),
                hash.version,
                params.m_cost(),
                params.t_cost(),
                params.p_cost(),
                hash.hash.map(|h| h.len()),
            )
        };
        assert_eq!(cost(&nobody), cost(&somebody));
        // And it is paid.
        let passwords = Passwords::default();
        assert!(!passwords.check("mật khẩu", Some(&somebody.replace('$', ""))));
        assert_eq!(passwords.checked(), 0);
        assert!(!passwords.check("mật khẩu", None) && !passwords.check("sai", Some(&somebody)));
        assert_eq!(passwords.checked(), 2);
    }
}
