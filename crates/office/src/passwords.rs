//! Passwords: argon2id, with the parameters in the hash itself.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::OfficeError;

/// Hashes and checks passwords. Both take long: never on a request's thread.
#[derive(Debug, Clone)]
pub struct Passwords {
    /// Checked where there is no such person, so that a wrong name takes as long as a wrong password.
    nobody: String,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            nobody: "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$wNJEjCtYxNvFiOmiWnLSVVQy3dwfxYUgxhWFBGXfJYM"
                .to_owned(),
        }
    }
}

impl Passwords {
    /// Hashes a password.
    pub fn hash(password: &str) -> Result<String, OfficeError> {
        let hash: PasswordHash = Argon2::default()
            .hash_password(password.as_bytes())
            .map_err(|e| OfficeError::Internal(format!("hashing: {e}")))?;
        Ok(hash.to_string())
    }

    /// Whether a password is the one of this hash. Without a hash the same work is done, and the answer is no.
    pub fn check(&self, password: &str, hash: Option<&str>) -> bool {
        let known = PasswordHash::new(hash.unwrap_or(&self.nobody));
        let fits = known.is_ok_and(|known| Argon2::default().verify_password(password.as_bytes(), &known).is_ok());
        fits && hash.is_some()
    }
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
    }

    #[test]
    fn the_hash_for_nobody_costs_what_every_hash_costs() {
        let nobody = Passwords::default().nobody;
        assert!(PasswordHash::new(&nobody).is_ok());
    }
}
