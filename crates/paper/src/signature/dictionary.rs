//! The dictionary that a signature stands in: that the signature is its `Contents` and nothing else, of which form it is, and what the signer
//! wrote beside it.

use std::io::{self, Read, Seek};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use memchr::memmem;

use super::{
    Why,
    scan::{Place, length_of, piece},
};
use crate::pdf::value::{Dict, Reader, Value};

/// How far from the signature its dictionary begins and ends at the most.
const AROUND: u64 = 32 * 1024;
/// How many values it has at the most.
const MOST_VALUES: usize = 4_000;
/// The longest text that is kept of it, in letters.
const LONGEST: usize = 300;

/// In which form a signature is written (ISO 32000-2, 12.8.3; ETSI EN 319 142-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A CMS message over the bytes of the file.
    Detached,
    /// A CMS message over their SHA-1.
    OverSha1,
    /// A time stamp.
    Timestamp,
}

/// What stands in it.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// The form.
    pub form: Form,
    /// The signature, without what fills its place up.
    pub contents: Vec<u8>,
    /// When, as the signer says.
    pub signed_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
    /// Where.
    pub location: Option<String>,
}

/// Reads it.
pub(super) fn read(
    file: &mut (impl Read + Seek),
    place: &Place,
    encrypted: bool,
) -> io::Result<Result<Dictionary, Why>> {
    let (gap, behind) = (place.gap(), place.behind());
    let from = gap.saturating_sub(AROUND);
    let before = piece(file, from, gap - from)?;
    let contents = piece(file, gap, behind - gap)?;
    let after = piece(file, behind, AROUND)?;
    Ok(parse(place, (&before, from), &contents, &after, encrypted))
}

fn parse(
    place: &Place,
    (before, from): (&[u8], u64),
    contents: &[u8],
    after: &[u8],
    encrypted: bool,
) -> Result<Dictionary, Why> {
    if !before.trim_ascii_end().ends_with(b"/Contents") {
        return Err(Why::Range);
    }
    let hex = contents.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">")).ok_or(Why::Range)?;
    let begins = memmem::rfind(before, b"obj").ok_or(Why::Dictionary)? + b"obj".len();
    // As it stands, with an empty text in the place of the signature.
    let head = before.get(begins..).unwrap_or_default();
    let whole = [head, b"<>", after].concat();
    let mut reader = Reader::new(&whole, 0);
    let Some(Value::Dict(dict)) = reader.value(&mut MOST_VALUES.clone()) else { return Err(Why::Dictionary) };
    let start = from + length_of(begins);
    let ends = place.behind() + length_of(reader.at.saturating_sub(head.len() + 2));
    let reaches = reader.at > head.len() && (start..ends).contains(&place.at) && dict.get("ByteRange").is_some();
    if !reaches {
        return Err(Why::Range);
    }
    let form = match dict.name("SubFilter") {
        Some("adbe.pkcs7.detached" | "ETSI.CAdES.detached") => Form::Detached,
        Some("adbe.pkcs7.sha1") => Form::OverSha1,
        Some("ETSI.RFC3161") => Form::Timestamp,
        _ => return Err(Why::Algorithm),
    };
    let text = |name| if encrypted { None } else { text_of(&dict, name) };
    Ok(Dictionary {
        form,
        contents: unfilled(&plain(hex).ok_or(Why::Container)?).ok_or(Why::Container)?.to_vec(),
        signed_at: text("M").and_then(|written| date(&written)),
        reason: text("Reason"),
        location: text("Location"),
    })
}

/// Bytes from hex.
fn plain(hex: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = hex.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    hex::decode(digits).ok()
}

/// A DER value, without the zeros that fill its place up. Anything else behind it is covered by nothing.
fn unfilled(bytes: &[u8]) -> Option<&[u8]> {
    let [_, first, rest @ ..] = bytes else { return None };
    let (head, length) = if *first < 0x80 {
        (2, usize::from(*first))
    } else {
        let count = usize::from(*first & 0x7f);
        let length = rest.get(..count).filter(|_| (1..=4).contains(&count))?;
        (2 + count, length.iter().fold(0, |all, byte| all << 8 | usize::from(*byte)))
    };
    let value = bytes.get(..head.checked_add(length)?)?;
    bytes.get(value.len()..)?.iter().all(|byte| *byte == 0).then_some(value)
}

fn text_of(dict: &Dict, name: &str) -> Option<String> {
    let Some(Value::Text(raw)) = dict.get(name) else { return None };
    let text = match raw.as_slice() {
        [0xFE, 0xFF, pairs @ ..] => {
            let units: Vec<u16> =
                pairs.chunks_exact(2).filter_map(|two| Some(u16::from_be_bytes(two.try_into().ok()?))).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        // PDFDocEncoding, which is Latin-1 but for a few marks.
        latin => latin.iter().copied().map(char::from).collect(),
    };
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    let clean = crate::composed(clean.trim());
    (!clean.is_empty()).then_some(clean)
}

/// `D:20261201093000+07'00'`, with as much of it as is there. Without a zone it is taken for Vietnam's.
fn date(written: &str) -> Option<DateTime<Utc>> {
    let digits = written.strip_prefix("D:").unwrap_or(written);
    let number = |from: usize, length: usize, none: u32| match digits.get(from..from + length) {
        Some(two) if two.bytes().all(|byte| byte.is_ascii_digit()) => two.parse().ok(),
        Some(_) => None,
        None => Some(none),
    };
    let day = NaiveDate::from_ymd_opt(digits.get(..4)?.parse().ok()?, number(4, 2, 1)?, number(6, 2, 1)?)?;
    let time = day.and_hms_opt(number(8, 2, 0)?, number(10, 2, 0)?, number(12, 2, 0)?)?;
    let zone = digits.get(14..).unwrap_or_default().replace('\'', "");
    let ahead = match zone.split_at_checked(1) {
        Some(("Z", _)) => 0,
        Some((sign @ ("+" | "-"), rest)) => {
            let hours: i32 = rest.get(..2)?.parse().ok()?;
            let minutes: i32 = rest.get(2..4).unwrap_or("00").parse().ok()?;
            (hours * 60 + minutes) * if sign == "-" { -1 } else { 1 }
        }
        _ => 7 * 60,
    };
    FixedOffset::east_opt(ahead.checked_mul(60)?)?;
    Some(time.checked_sub_signed(TimeDelta::minutes(i64::from(ahead)))?.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_go() {
        let read = |text| date(text).map(|at| at.to_rfc3339());
        assert_eq!(read("D:20261201093000+07'00'").as_deref(), Some("2026-12-01T02:30:00+00:00"));
        assert_eq!(read("D:20261201093000-0330").as_deref(), Some("2026-12-01T13:00:00+00:00"));
        assert_eq!(read("D:20261201093000Z").as_deref(), Some("2026-12-01T09:30:00+00:00"));
        assert_eq!(read("D:20261201093000").as_deref(), Some("2026-12-01T02:30:00+00:00"));
        assert_eq!(read("D:202612").as_deref(), Some("2026-11-30T17:00:00+00:00"));
        for wrong in [
            "",
            "D:",
            "D:20261301",
            "D:2026120125",
            "D:20261201093000+99'00'",
            "D:20261201093000+0é",
            "hôm nay, ngày 1",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_zeros_may_fill_the_place_up() {
        assert_eq!(unfilled(&[0x30, 1, 7, 0, 0]), Some([0x30, 1, 7].as_slice()));
        assert_eq!(unfilled(&[0x30, 0x81, 1, 7]), Some([0x30, 0x81, 1, 7].as_slice()));
        for wrong in
            [&[0x30, 1, 7, 0, 1][..], &[0x30, 0x80, 0, 0], &[0x30, 2, 7], &[0x30, 0x85, 0, 0, 0, 0, 1, 7], &[0x30], &[]]
        {
            assert_eq!(unfilled(wrong), None, "{wrong:?}");
        }
    }
}
