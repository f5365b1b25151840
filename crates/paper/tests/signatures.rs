//! Signed PDFs, as other people's software signs them (tests/signed/make), and what somebody may have done to them since.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests: what can't be done must fail loudly"
)]

use std::{io::Cursor, process::Command};

use chrono::{DateTime, Utc};
use paper::signature::{Authorities, Integrity, Kind, Signature, Signatures, Standing, Why, read};
use proptest::prelude::*;

fn path(name: &str) -> String {
    format!("{}/tests/signed/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

fn of(bytes: &[u8]) -> Signatures {
    read(&mut Cursor::new(bytes)).unwrap()
}

fn only(bytes: &[u8]) -> Signature {
    let found = of(bytes);
    assert!(!found.more);
    <[Signature; 1]>::try_from(found.all).unwrap().into_iter().next().unwrap()
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|window| window == what).unwrap()
}

#[test]
fn a_person_signed_the_whole_file() {
    let one = only(&file("person.pdf"));
    assert_eq!((one.kind, one.integrity, one.bytes_after, one.weak), (Kind::Signature, Integrity::Intact, 0, false));
    let signer = one.signer.clone().unwrap();
    assert_eq!(signer.name.as_deref(), Some("Nguyễn Văn Mẫu"));
    assert_eq!(signer.organization.as_deref(), Some("UBND phường Mẫu"));
    assert_eq!(signer.unit.as_deref(), Some("Văn phòng"));
    assert_eq!(signer.issuer.as_deref(), Some("Cơ quan chứng thực thử nghiệm"));
    assert_eq!((signer.valid_from, signer.valid_until), (time("2026-01-01T00:00:00Z"), time("2046-01-01T00:00:00Z")));
    assert_eq!(one.reason.as_deref(), Some("Tôi đã duyệt văn bản này"));
    assert_eq!(one.location.as_deref(), Some("Phường Mẫu"));
    assert!(one.signed_at.unwrap() > time("2026-12-01T00:00:00Z") && one.timestamped_at.is_none());
    assert!(one.words().vi.contains("toàn bộ tệp"));
    let mut bare = one.clone();
    assert_eq!(bare.certificates.len(), 3);
    bare.certificates.clear();
    assert!(!serde_json::to_string(&bare).unwrap().contains("CCCD"), "a person's number stays in the certificate");
    let kept: Signature = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
    assert_eq!(kept, one);
}

#[test]
fn an_agency_signed_behind_a_person() {
    let found = of(&file("person_and_agency.pdf")).all;
    let [person, agency] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((person.integrity, agency.integrity), (Integrity::Intact, Integrity::Intact));
    assert!(person.bytes_after > 0 && agency.bytes_after == 0);
    assert!(person.words().vi.contains("chữ ký khác"));
    assert_eq!(agency.signer.as_ref().unwrap().name.as_deref(), Some("Ủy ban nhân dân phường Mẫu"));
}

#[test]
fn time_stamps_are_read() {
    let found = of(&file("stamped.pdf")).all;
    let [person, stamp] = found.as_slice() else { panic!("{found:?}") };
    let at = Some(time("2026-11-24T02:30:00Z"));
    assert_eq!((person.integrity, person.timestamped_at), (Integrity::Intact, at));
    assert_eq!((stamp.kind, stamp.integrity, stamp.timestamped_at), (Kind::Timestamp, Integrity::Intact, at));
    assert_eq!(stamp.signer.as_ref().unwrap().name.as_deref(), Some("Dấu thời gian thử nghiệm"));
}

#[test]
fn other_algorithms_and_forms() {
    assert_eq!(only(&file("pss.pdf")).integrity, Integrity::Intact);
    let weak = only(&file("weak_and_old.pdf"));
    assert_eq!((weak.integrity, weak.weak), (Integrity::Intact, true));
    let old = only(&file("over_sha1.pdf"));
    assert_eq!((old.integrity, old.bytes_after, old.weak), (Integrity::Intact, 0, true));
    assert!(old.signed_at.is_some());
    assert_eq!(of(&file("unsigned.pdf")), Signatures::default());
    assert_eq!(of(b""), Signatures::default());
}

/// pdfsig, of Poppler, is of the same opinion about what it knows: it has no words for time stamps, and doesn't find what no field names.
#[test]
fn another_program_says_the_same() {
    let mut changed = file("person_and_agency.pdf");
    let at = find(&changed, b"Van ban mau");
    changed[at] = b'T';
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("changed.pdf");
    std::fs::write(&kept, &changed).unwrap();
    let mut files: Vec<_> =
        ["person.pdf", "person_and_agency.pdf", "pss.pdf", "weak_and_old.pdf", "unsigned.pdf"].map(path).into();
    files.push(kept.to_str().unwrap().to_owned());
    for name in files {
        let out = Command::new("pdfsig").arg(&name).output().expect("pdfsig, of poppler-utils");
        let out = String::from_utf8(out.stdout).unwrap();
        let theirs: Vec<bool> = out
            .lines()
            .filter_map(|line| line.trim().strip_prefix("- Signature Validation: "))
            .map(|said| said == "Signature is Valid.")
            .collect();
        let ours = of(&std::fs::read(&name).unwrap()).all;
        let intact: Vec<bool> = ours.iter().map(|one| one.integrity == Integrity::Intact).collect();
        assert_eq!(intact, theirs, "{name}: {out}");
        let whole = ours.iter().filter(|one| one.bytes_after == 0).count();
        assert_eq!(whole, out.matches("Total document signed").count(), "{name}: {out}");
    }
}

#[test]
fn what_is_added_behind_is_told() {
    let mut bytes = file("person.pdf");
    bytes.extend_from_slice(b"\n7 0 obj<</Type/Page>>endobj\n");
    let one = only(&bytes);
    assert_eq!((one.integrity, one.bytes_after), (Integrity::Intact, 29));
    assert!(!one.words().vi.contains("toàn bộ"));
}

#[test]
fn a_signature_of_another_file_does_not_hold() {
    let (signed, other) = (file("person.pdf"), file("pss.pdf"));
    let contents = |bytes: &[u8]| {
        let at = find(bytes, b"/Contents <") + b"/Contents <".len();
        at..at + find(&bytes[at..], b">")
    };
    let (here, there) = (contents(&signed), contents(&other));
    let mut bytes = other.clone();
    bytes[there.clone()].fill(b'0');
    bytes[there.start..there.start + here.len()].copy_from_slice(&signed[here]);
    assert_eq!(only(&bytes).integrity, Integrity::Altered);
}

#[test]
fn what_covers_less_than_the_file_is_not_checked() {
    let signed = file("person.pdf");
    let at = find(&signed, b"/ByteRange");
    let inner = at + find(&signed[at..], b"[") + 1..at + find(&signed[at..], b"]");
    let numbers: Vec<u64> = std::str::from_utf8(&signed[inner.clone()])
        .unwrap()
        .split_ascii_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let [_, length, behind, rest] = numbers[..] else { panic!("{numbers:?}") };
    // There is room behind it.
    let room = inner.end - inner.start + signed[inner.end + 1..].iter().take_while(|byte| **byte == b' ').count();
    let ranged = |range: [u64; 4]| {
        let mut bytes = signed.clone();
        let text = format!("{:<room$}", range.map(|number| number.to_string()).join(" ") + "]");
        bytes[inner.start..=inner.start + room].fill(b' ');
        bytes[inner.start..inner.start + text.len()].copy_from_slice(text.as_bytes());
        only(&bytes).integrity
    };
    let not_of_it = Integrity::NotChecked(Why::Range);
    // Not from the beginning; less before it; less behind it; more than there is; nothing between; overlapping.
    for range in [
        [9, length - 9, behind, rest],
        [0, length - 1, behind, rest],
        [0, length + 1, behind, rest],
        [0, length, behind + 1, rest - 1],
        [0, length, behind, rest + 1],
        [0, length, length, rest],
        [0, behind, length, rest],
        [0, 9_999_999, behind, rest],
        [0, length, behind, 9_999_999],
    ] {
        assert_eq!(ranged(range), not_of_it, "{range:?}");
    }
    // Covered up to a byte before the end of what was signed: the byte is behind it, and the bytes are others than were signed.
    assert_eq!(ranged([0, length, behind, rest - 1]), Integrity::Altered);
}

#[test]
fn a_certificate_stands_with_its_authorities() {
    let (person, old) = (only(&file("person.pdf")), only(&file("weak_and_old.pdf")));
    let ours = Authorities::from_pem(&file("authorities.pem")).unwrap();
    let now = time("2026-12-01T00:00:00Z");
    assert_eq!(Authorities::default().standing(&person, now), Standing::NotChecked);
    assert_eq!(ours.standing(&person, now), Standing::Trusted);
    assert_eq!(ours.standing(&person, time("2046-06-01T00:00:00Z")), Standing::OutOfTime);
    assert_eq!(ours.standing(&person, time("2025-12-31T00:00:00Z")), Standing::OutOfTime);
    assert_eq!(ours.standing(&old, now), Standing::OutOfTime);
    assert_eq!(ours.standing(&old, time("2026-05-01T00:00:00Z")), Standing::Trusted);
    let stamps = of(&file("stamped.pdf")).all;
    assert!(stamps.iter().all(|one| ours.standing(one, now) == Standing::Trusted));

    // The one between is not there: nothing leads to the root.
    let mut alone = person.clone();
    alone.certificates.truncate(1);
    assert_eq!(ours.standing(&alone, now), Standing::Unknown);
    // It is trusted itself.
    let between = person.certificates[1..].iter().find_map(|der| {
        let pem = format!("-----BEGIN CERTIFICATE-----\n{der}\n-----END CERTIFICATE-----\n");
        let one = Authorities::from_pem(pem.as_bytes()).unwrap();
        (one.standing(&alone, now) == Standing::Trusted).then_some(one)
    });
    assert!(between.is_some());
    // Somebody else's root of the same name is another key's.
    let stranger = Authorities::from_pem(
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", old.certificates[0]).as_bytes(),
    );
    assert_eq!(stranger.unwrap().standing(&person, now), Standing::Unknown);
    for wrong in ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        assert!(Authorities::from_pem(wrong.as_bytes()).is_err(), "{wrong}");
    }
}

#[test]
fn an_encrypted_files_texts_are_not_shown() {
    let mut bytes = file("person.pdf");
    bytes.extend_from_slice(b"trailer<</Encrypt 9 0 R>>");
    let one = only(&bytes);
    assert_eq!((one.integrity, one.reason, one.location), (Integrity::Intact, None, None));
}

const SIGNED: [&str; 6] =
    ["person.pdf", "person_and_agency.pdf", "stamped.pdf", "pss.pdf", "weak_and_old.pdf", "over_sha1.pdf"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever byte is changed: no signature that covers it is intact any more.
    #[test]
    fn no_byte_changes_unseen(name in prop::sample::select(&SIGNED[..]), at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let mut bytes = file(name);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let before = of(&file(name)).all;
        let after = of(&bytes).all;
        let length = u64::try_from(bytes.len()).unwrap();
        let at = u64::try_from(at).unwrap();
        for one in after.iter().filter(|one| one.integrity == Integrity::Intact) {
            // It covers what it covered, and the byte is behind that, or within the signature's own text, where what fills it up and
            // capitals of its hex say nothing.
            prop_assert!(before.iter().any(|known| known.bytes_after == one.bytes_after));
            let covered = length - one.bytes_after;
            prop_assert!(at >= covered || within_contents(&bytes, at), "{name}: byte {at} of {covered}");
        }
    }

    /// Whatever is cut off, none is intact that needs what is gone, and nothing fails.
    #[test]
    fn what_is_cut_off_is_seen(name in prop::sample::select(&SIGNED[..]), at in any::<prop::sample::Index>()) {
        let bytes = file(name);
        let cut = &bytes[..at.index(bytes.len())];
        let before = of(&bytes).all;
        for one in of(cut).all.iter().filter(|one| one.integrity == Integrity::Intact) {
            let end = cut.len() - usize::try_from(one.bytes_after).unwrap();
            prop_assert!(before.iter().any(|known| bytes.len() - usize::try_from(known.bytes_after).unwrap() == end));
        }
    }

    /// Nothing that anybody writes makes the reader fail.
    #[test]
    fn nothing_makes_it_fail(
        parts in prop::collection::vec(
            prop_oneof![
                Just(b"/ByteRange [0 ".to_vec()), Just(b"10 20 30]".to_vec()), Just(b"1 0 obj<<".to_vec()), Just(b"/Contents <".to_vec()),
                Just(b"30820100".to_vec()), Just(b">".to_vec()), Just(b"/SubFilter/ETSI.RFC3161".to_vec()), Just(b"/M(D:2026".to_vec()),
                Just(b">>endobj".to_vec()), Just(b"(\\".to_vec()), prop::collection::vec(any::<u8>(), 0..40),
            ],
            0..60,
        )
    ) {
        let bytes = parts.concat();
        prop_assert!(of(&bytes).all.iter().all(|one| one.integrity != Integrity::Intact));
    }
}

fn within_contents(bytes: &[u8], at: u64) -> bool {
    let at = usize::try_from(at).unwrap();
    let before = bytes[..at].iter().rposition(|byte| *byte == b'<');
    before
        .is_some_and(|open| bytes[..open].trim_ascii_end().ends_with(b"/Contents") && !bytes[open..at].contains(&b'>'))
}
