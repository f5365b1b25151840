//! Secrets that are not printed by mistake.

use std::fmt;

/// What a gateway knows us by. Neither `Debug` nor an error shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// This text, as it stands in a file: blanks and line ends around it are none of it.
    ///
    /// # Errors
    /// In words, where there is none, or no header could carry it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("chưa có giá trị bí mật / the secret is empty".to_owned());
        }
        if text.chars().any(char::is_control) {
            return Err("giá trị bí mật phải nằm trên một dòng / the secret stands on one line".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// The secret itself, for signing and for headers alone.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// What others say, without the secret: some show in their error pages what was sent to them.
    pub(crate) fn hide_in(&self, text: &str) -> String {
        text.replace(&self.0, "[…]")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([…])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        let secret = Secret::parse("bi-mat\n").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret([…])");
        assert_eq!(secret.hide_in("Authorization: Bearer bi-mat"), "Authorization: Bearer […]");
        let error = Secret::parse("bi\nmat").unwrap_err();
        assert!(!error.contains("mat\n") && !error.contains("bi\n"), "{error}");
        assert!(Secret::parse(" \n").is_err());
    }
}
