//! Signatures of Standard Webhooks: HMAC-SHA256 over the message's id, its time and its body, joined by dots.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};

/// How a secret begins, so that whoever finds one in a file knows what it is.
const PREFIX: &str = "whsec_";

/// What messages are signed with. It is not printed by mistake.
pub struct Secret(hmac::Key);

/// A text that is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadSecret;

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// Reads it: `whsec_` and base64.
    ///
    /// # Errors
    /// [`BadSecret`].
    pub fn parse(text: &str) -> Result<Self, BadSecret> {
        let bytes = STANDARD.decode(text.strip_prefix(PREFIX).ok_or(BadSecret)?).map_err(|_| BadSecret)?;
        // The specification's bounds.
        if (24..=64).contains(&bytes.len()) {
            Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
        } else {
            Err(BadSecret)
        }
    }

    /// The secret of these random bytes, as it is shown.
    pub fn text(bytes: &[u8]) -> String {
        format!("{PREFIX}{}", STANDARD.encode(bytes))
    }
}

/// The value of `webhook-signature`: one signature a secret, so that a receiver that knows one of them finds it.
pub fn sign(secrets: &[Secret], id: &str, timestamp: i64, body: &[u8]) -> String {
    let text = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
    let one = |secret: &Secret| format!("v1,{}", STANDARD.encode(hmac::sign(&secret.0, &text)));
    secrets.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of the specification's reference implementations.
    #[test]
    fn signs_as_others_do() {
        let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = sign(&[secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn two_secrets_give_two_signatures() {
        let secret = |byte: u8| Secret::parse(&Secret::text(&[byte; 32])).unwrap();
        let both = sign(&[secret(1), secret(2)], "a", 1, b"{}");
        let alone = [sign(&[secret(1)], "a", 1, b"{}"), sign(&[secret(2)], "a", 1, b"{}")];
        assert_eq!(both, alone.join(" "));
        assert_ne!(alone[0], alone[1]);
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for wrong in [
            "",
            "whsec_",
            "whsec_!",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            &Secret::text(&[0; 23]),
            &Secret::text(&[0; 65]),
        ] {
            assert_eq!(Secret::parse(wrong).err(), Some(BadSecret), "{wrong}");
        }
        assert_eq!(format!("{:?}", Secret::parse(&Secret::text(&[7; 24])).unwrap()), "Secret");
    }
}
