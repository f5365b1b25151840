//! One-time passwords by time (RFC 6238): HMAC-SHA-1, six digits, thirty seconds, which is what every authenticator app knows.

use aws_lc_rs::{constant_time::verify_slices_are_equal, hmac};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// How long a code stands.
pub const PERIOD: i64 = 30;
/// A secret's length in bytes: as long as the hash (RFC 4226, section 4).
pub const SECRET: usize = 20;
/// Codes of this many steps before and after now are taken: clocks differ, and people type slowly.
const SLACK: i64 = 1;

/// The code of a step.
fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let at = bytes.last().map_or(0, |last| usize::from(last & 0x0f));
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code this is, if it is one that is taken at this moment (seconds since 1970). Takes the same time whichever
/// code is right, and however far a wrong one agrees.
pub fn step_of(secret: &[u8], digits: &str, now: i64) -> Option<i64> {
    let current = now.div_euclid(PERIOD);
    let mut found = None;
    for step in current - SLACK..=current + SLACK {
        if verify_slices_are_equal(code(secret, step).as_bytes(), digits.as_bytes()).is_ok() {
            found = Some(step);
        }
    }
    found
}

/// In base 32 (RFC 4648), without padding: as authenticator apps read a secret.
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0_u32);
    let letter = |five: u32| {
        let place = usize::try_from(five & 31).unwrap_or(0);
        ALPHABET.get(place).map_or('A', |letter| char::from(*letter))
    };
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

/// What an authenticator app reads from a picture.
pub fn uri(secret: &[u8], issuer: &str, account: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (issuer, account) = (encoded(issuer), encoded(account));
    let secret = base32(secret);
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={PERIOD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1, by their last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (time, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(secret, time / PERIOD), expected, "at {time}");
            for off in [-PERIOD, 0, PERIOD] {
                assert_eq!(step_of(secret, expected, time + off), Some(time / PERIOD), "at {time} and {off}");
            }
            for off in [-2 * PERIOD, 2 * PERIOD] {
                assert_eq!(step_of(secret, expected, time + off), None, "at {time} and {off}");
            }
        }
        for wrong in ["", "28708", "2870822", "287083"] {
            assert_eq!(step_of(secret, wrong, 59), None, "{wrong}");
        }
    }

    /// RFC 4648, section 10.
    #[test]
    fn base_32_is_that_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_address_holds_what_an_app_needs() {
        let uri = uri(b"foobar", "UBND phường: Mẫu", "van.thu");
        assert!(uri.starts_with("otpauth://totp/UBND%20ph"), "{uri}");
        assert!(uri.contains("%3A%20M") && uri.contains(":van%2Ethu?secret=MZXW6YTBOI&issuer=UBND%20"), "{uri}");
    }
}
