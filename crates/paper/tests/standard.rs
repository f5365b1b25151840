//! The templates that the program brings along: filled, looked at, and converted where LibreOffice is there.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use paper::{
    Expected, Field, Fields, Kind, Limits, check_layout,
    convert::{ConvertError, Converter, Program, Standing, Terms},
    fill, inspect, pdf,
    standard::Standard,
};

/// A document that was issued.
fn fields() -> Fields {
    let mut fields = Fields::default();
    fields.set(Field::Superior, "Tỉnh A");
    fields.set(Field::Agency, "Ủy ban nhân dân xã B");
    fields.set(Field::NumberAndNotation, "05/QĐ-UBND");
    fields.set(Field::PlaceAndDate, "Xã B, ngày 05 tháng 02 năm 2026");
    fields.set(Field::TypeName, "Quyết định");
    fields.set(Field::Subject, "về việc <kiểm kê> & bàn giao tài sản");
    fields.set_all(Field::AddressedTo, ["Sở C".to_owned(), "Phòng D".to_owned()]);
    fields.set_all(Field::Capacity, ["TM. ỦY BAN NHÂN DÂN".to_owned(), "KT. CHỦ TỊCH".to_owned()]);
    fields.set(Field::SignerTitle, "Phó Chủ tịch");
    fields.set(Field::SignerName, "Nguyễn Văn A");
    let recipients = ["- Sở C (để báo cáo);", "- Phòng D (để biết);", "- Lưu: VT, VX."];
    fields.set_all(Field::Recipients, recipients.map(str::to_owned));
    fields
}

fn expected(letter: bool) -> Expected {
    Expected {
        agency: Some("Ủy ban nhân dân xã B".to_owned()),
        number: Some("05/QĐ-UBND".to_owned()),
        place_and_date: Some("Xã B, ngày 05 tháng 02 năm 2026".to_owned()),
        place: Some("Xã B".to_owned()),
        type_name: (!letter).then(|| "Quyết định".to_owned()),
        subject: Some("về việc <kiểm kê> & bàn giao tài sản".to_owned()),
        signature: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"].map(str::to_owned).to_vec(),
        recipients: ["- Sở C (để báo cáo);", "- Phòng D (để biết);", "- Lưu: VT, VX."].map(str::to_owned).to_vec(),
        addressed: letter,
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
        let found = check_layout(&filled.bytes, &expected(standard == Standard::Letter), &Limits::default()).unwrap();
        assert_eq!(found, [], "{standard:?} {kind:?}");
    }
}

#[test]
fn unfilled_they_show_gaps_and_are_found_wanting() {
    for (standard, kind) in each() {
        let filled = fill(&standard.file(kind), &Fields::default(), &Limits::default()).unwrap();
        assert!(filled.unfilled.contains(&Field::NumberAndNotation), "{:?}", filled.unfilled);
        let found = check_layout(&filled.bytes, &expected(standard == Standard::Letter), &Limits::default()).unwrap();
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
