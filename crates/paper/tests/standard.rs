//! The templates that the program brings along: filled, looked at, and converted where LibreOffice is there.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::io::{Cursor, Read};

use paper::{
    Expected, Field, Fields, Heading, Kind, Limits, check_layout,
    convert::{ConvertError, Converter, Program, Standing, Terms},
    fill, inspect, pdf,
    standard::Standard,
};
use zip::ZipArchive;

/// A document that was issued.
fn fields() -> Fields {
    let mut fields = Fields::default();
    fields.set(Field::Superior, "Tỉnh A");
    fields.set(Field::Agency, "Ủy ban nhân dân xã B");
    fields.set(Field::NumberAndNotation, "05/QĐ-UBND");
    fields.set(Field::PlaceAndDate, "Xã B, ngày 05 tháng 02 năm 2026");
    fields.set(Field::TypeName, "Quyết định");
    fields.set(Field::Subject, "về việc <kiểm kê> & bàn giao tài sản");
    fields.set_behind(Field::AddressedTo, ADDRESSED_TO.map(str::to_owned));
    // It is the body that decides, though its deputy head signs.
    fields.set(Field::Authority, "Ủy ban nhân dân xã B");
    fields.set_all(Field::Capacity, ["TM. ỦY BAN NHÂN DÂN".to_owned(), "KT. CHỦ TỊCH".to_owned()]);
    fields.set(Field::SignerTitle, "Phó Chủ tịch");
    fields.set(Field::SignerName, "Nguyễn Văn A");
    fields.set_all(Field::Recipients, RECIPIENTS.map(str::to_owned));
    fields
}

const ADDRESSED_TO: [&str; 2] = ["- Sở C;", "- Phòng D."];
const RECIPIENTS: [&str; 3] = ["- Như trên;", "- Hội E (để biết);", "- Lưu: VT, VX."];

fn expected(standard: Standard) -> Expected {
    let letter = standard == Standard::Letter;
    let decision = standard == Standard::Decision;
    Expected {
        agency: Some("Ủy ban nhân dân xã B".to_owned()),
        number: Some("05/QĐ-UBND".to_owned()),
        place_and_date: Some("Xã B, ngày 05 tháng 02 năm 2026".to_owned()),
        place: Some("Xã B".to_owned()),
        heading: if letter { Heading::Letter } else { Heading::Named("Quyết định".to_owned()) },
        subject: Some("về việc <kiểm kê> & bàn giao tài sản".to_owned()),
        authority: decision.then(|| "ỦY BAN NHÂN DÂN XÃ B".to_owned()),
        signature: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"].map(str::to_owned).to_vec(),
        recipients: RECIPIENTS.map(str::to_owned).to_vec(),
        addressed: !decision,
        addressed_to: if decision { Vec::new() } else { ADDRESSED_TO.map(str::to_owned).to_vec() },
    }
}

fn each() -> impl Iterator<Item = (Standard, Kind)> {
    Standard::ALL.into_iter().flat_map(|one| [(one, Kind::Docx), (one, Kind::Odt)])
}

#[test]
fn filled_they_pass_the_check_of_the_layout() {
    for (standard, kind) in each() {
        let template = standard.file(kind);
        assert_eq!(inspect(&template, &Limits::default()).unwrap().0, kind);
        let filled = fill(&template, &fields(), &Limits::default()).unwrap();
        assert_eq!(filled.unfilled, []);
        let found = check_layout(&filled.bytes, &expected(standard), &Limits::default()).unwrap();
        assert_eq!(found, [], "{standard:?} {kind:?}");
    }
}

/// What a file says, paragraph by paragraph and line by line.
fn lines(file: &[u8], kind: Kind) -> Vec<String> {
    let (part, breaks) = match kind {
        Kind::Docx => ("word/document.xml", ["</w:p>", "<w:br/>"]),
        Kind::Odt => ("content.xml", ["</text:p>", "<text:line-break/>"]),
    };
    let mut text = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name(part).unwrap().read_to_string(&mut text).unwrap();
    let text = breaks.into_iter().fold(text, |text, end| text.replace(end, "\n"));
    let mut inside = false;
    let shown = |c: &char| {
        inside = (inside || *c == '<') && *c != '>';
        !inside && *c != '>'
    };
    let plain: String = text.chars().filter(shown).collect();
    plain.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Appendix III, Mẫu 1.2, note 6: the body that decides stands above the grounds, and not whoever signs in its head's stead.
#[test]
fn a_decision_names_the_body_that_decides() {
    for kind in [Kind::Docx, Kind::Odt] {
        let filled = fill(&Standard::Decision.file(kind), &fields(), &Limits::default()).unwrap();
        let lines = lines(&filled.bytes, kind);
        let above = lines.iter().position(|line| line.starts_with("[Căn cứ")).unwrap() - 1;
        assert_eq!(lines[above], "ỦY BAN NHÂN DÂN XÃ B", "{lines:?}");
        assert_eq!(
            lines.iter().filter(|line| *line == "PHÓ CHỦ TỊCH").count(),
            1,
            "below, where it is signed: {lines:?}"
        );
        // Filled as the form once had it, it is found.
        let mut wrong = fields();
        wrong.set(Field::Authority, "Phó Chủ tịch");
        let filled = fill(&Standard::Decision.file(kind), &wrong, &Limits::default()).unwrap();
        let found = check_layout(&filled.bytes, &expected(Standard::Decision), &Limits::default()).unwrap();
        assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["authority"]);
    }
}

/// Appendix I, II.9: one name stands on the line of "Kính gửi:", several below it.
#[test]
fn a_letter_is_addressed_on_one_line_or_on_several() {
    for (standard, kind) in each().filter(|(standard, _)| *standard != Standard::Decision) {
        let address = |to: &[&str]| {
            let mut fields = fields();
            fields.set_behind(Field::AddressedTo, to.iter().map(ToString::to_string));
            let filled = fill(&standard.file(kind), &fields, &Limits::default()).unwrap();
            let lines = lines(&filled.bytes, kind);
            let at = lines.iter().position(|line| line.starts_with("Kính gửi"));
            at.map(|at| lines[at..=at + to.len()].to_vec()).unwrap_or_default()
        };
        assert_eq!(address(&["Sở C"])[0], "Kính gửi: Sở C", "{standard:?} {kind:?}");
        assert_eq!(address(&ADDRESSED_TO), ["Kính gửi:", "- Sở C;", "- Phòng D."], "{standard:?} {kind:?}");
        assert!(address(&[]).is_empty(), "{standard:?} {kind:?}");
    }
}

#[test]
fn unfilled_they_show_gaps_and_are_found_wanting() {
    for (standard, kind) in each() {
        let filled = fill(&standard.file(kind), &Fields::default(), &Limits::default()).unwrap();
        assert!(filled.unfilled.contains(&Field::NumberAndNotation), "{:?}", filled.unfilled);
        let found = check_layout(&filled.bytes, &expected(standard), &Limits::default()).unwrap();
        let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
        let subject = if standard == Standard::Letter { "subject" } else { "type_name" };
        for code in ["agency_name", "place_and_date", subject, "archive_line", "signer_name"] {
            assert!(codes.contains(&code), "{standard:?} {kind:?} {code}: {codes:?}");
        }
        assert!(
            !codes.contains(&"national_name") && !codes.contains(&"margin") && !codes.contains(&"font"),
            "{codes:?}"
        );
    }
}

/// LibreOffice is among what `scripts/test` installs.
#[tokio::test]
async fn libreoffice_makes_pdfs_of_them() {
    let converter = Converter::find(Terms::default());
    assert_eq!(converter.standing(), Standing::Good, "libreoffice-writer-nogui is missing, or nobody may unshare here");
    for (standard, kind) in each() {
        let filled = fill(&standard.file(kind), &fields(), &Limits::default()).unwrap();
        let made = converter.to_pdf(kind, &filled.bytes).await.unwrap();
        assert!(pdf::is_pdf(&made));
        assert_eq!(pdf::check(&made, &Limits::default()), [], "{standard:?} {kind:?}");
    }
}

#[tokio::test]
async fn without_a_converter_nothing_is_converted() {
    let off = Converter::find(Terms { program: Program::Off, ..Terms::default() });
    assert_eq!(off.standing(), Standing::Off);
    let gone = Converter::find(Terms { program: Program::At("/nowhere/soffice".into()), ..Terms::default() });
    assert_eq!(gone.standing(), Standing::Missing);
    let refused = gone.to_pdf(Kind::Docx, b"").await.unwrap_err();
    assert!(matches!(refused, ConvertError::None(Standing::Missing)));
}
