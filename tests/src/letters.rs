//! Letters that come in: invented, and plainly so.

use serde_json::{Value, json};

use crate::unique;

/// The facts of an ordinary official letter, like no other.
pub fn facts() -> Value {
    json!({
        "author": "Sở Thử Nghiệm tỉnh Demo",
        "number": unique(""),
        "notation": "STN-VP",
        "issued_on": "2026-01-05",
        "document_type": "cong_van",
        "subject": "Về việc rà soát cơ sở dữ liệu của các tổ dân phố",
    })
}

/// The facts of a letter with this subject.
pub fn about(subject: &str) -> Value {
    let mut facts = facts();
    facts["subject"] = json!(subject);
    facts
}

/// The line of a secret letter.
pub fn secret() -> Value {
    json!({
        "author": "Công an tỉnh Demo",
        "number": unique(""),
        "notation": "CAT-PV",
        "issued_on": "2026-01-05",
        "document_type": "cong_van",
        "secrecy": "confidential",
    })
}

/// A small but real PDF with a line of text, like no other.
pub fn pdf(text: &str) -> Vec<u8> {
    let page = format!("BT /F1 14 Tf 72 760 Td ({}) Tj ET\n% {}", text.replace(['(', ')', '\\'], " "), unique(""));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (object, n) in objects.iter().zip(1..) {
        offsets.push(file.len());
        file.extend(format!("{n} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    file
}

/// The time so many days from now, as the API takes it.
pub fn in_days(days: i64) -> String {
    let time = chrono::Utc::now() + chrono::Duration::days(days);
    time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// A Saturday that is three days off or more, in Vietnam.
pub fn saturday() -> chrono::NaiveDate {
    let first = (chrono::Utc::now() + chrono::Duration::hours(7 + 3 * 24)).date_naive();
    first.iter_days().find(|day| chrono::Datelike::weekday(day) == chrono::Weekday::Sat).unwrap()
}
