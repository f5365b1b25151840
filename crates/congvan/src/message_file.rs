//! `congvan mail read`: what would be understood of a message in a file. Nothing is done with it, and neither settings nor a database are
//! asked, so names stay as they were written.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use chrono::{Days, NaiveDate, Utc};
use domain::{Words, day_in_vietnam, written_day};
use mail::inbound::{
    Bounce, Incoming, Kind, Limits, Ours, Outcome, Place, Proof, Trust,
    order::{self, Name, Order, Reading, Until},
};

use crate::{cli::MessageFile, failure::Failure, page};

/// Reads it and says what it is.
pub fn read(wanted: &MessageFile) -> Result<(), Failure> {
    let limits = Limits::default();
    let raw = bytes(&wanted.file, limits.message_bytes).map_err(|error| {
        Failure::new(format!("Không đọc được tệp / Cannot read {}: {error}", wanted.file.display()))
    })?;
    let message = Incoming::read(&raw, &limits).map_err(|unreadable| {
        let words = unreadable.words();
        Failure::said(&words.vi, &words.en)
    })?;
    let list = |all: &[mail::inbound::Mailbox]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    page::say(&format!("Từ / From: {}", list(&message.from)));
    page::say(&format!("Đến / To: {}", list(&message.to)));
    page::say(&format!("Tiêu đề / Subject: {}", message.subject));
    let kind = message.kind(&Ours { reply_prefix: &wanted.reply_prefix, ..Ours::default() });
    say("Loại thư", "Kind", &kind_words(&kind));
    if let Some(trusted) = &wanted.trusted {
        let own_hosts: Vec<&str> = wanted.hosts.iter().map(String::as_str).collect();
        let proof = message.proof(Trust { authserv: trusted, own_hosts: &own_hosts });
        say("Xác thực người gửi", "Proof of the sender", &proof_words(&proof));
    }
    for attachment in &message.attachments {
        let (name, kind, size) = (&attachment.name, &attachment.media_type, attachment.bytes.len());
        let place = if attachment.place == Place::InText { "; trong nội dung / in the text" } else { "" };
        page::say(&format!("Tệp / File: {name} ({kind}, {size} byte{place})"));
    }
    for remark in &message.remarks {
        say("Lưu ý", "Note", &remark.words());
    }
    if !kind.is_personal() {
        return Ok(());
    }
    let words = message.words();
    page::paragraph("Lời của người viết / The writer's own words:");
    for line in &words {
        page::say(&format!("  {line}"));
    }
    page::say("");
    let today = day_in_vietnam(Utc::now());
    let reading = order::read(&words, today, message.handed_in());
    // No office, and so no calendar, is asked.
    let example = today.checked_add_days(Days::new(7)).unwrap_or(today);
    say("Hiểu là", "Understood as", &reading_words(&reading, example));
    Ok(())
}

fn say(vi: &str, en: &str, words: &Words) {
    page::say(&format!("{vi}: {}\n{en}: {}", words.vi, words.en));
}

/// The file, as far as one byte beyond what is read of a message.
fn bytes(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut raw)?;
    Ok(raw)
}

fn words(vi: impl Into<String>, en: impl Into<String>) -> Words {
    Words { vi: vi.into(), en: en.into() }
}

fn kind_words(kind: &Kind) -> Words {
    match kind {
        Kind::Loop(_) => words("thư của chính hệ thống quay lại; bỏ qua", "one of our own that came back; passed over"),
        Kind::Bounce(bounce) => bounce_words(bounce),
        Kind::ReadReceipt { .. } => words("báo đã xem thư; bỏ qua", "a read receipt; passed over"),
        Kind::Automatic(_) => {
            words("thư tự động; không trả lời, không thực hiện gì", "automatic; not answered, and nothing is done")
        }
        Kind::List { id } => words(
            format!("thư từ danh sách {id}; không trả lời, không thực hiện gì"),
            format!("by the list {id}; not answered, and nothing is done"),
        ),
        Kind::Reply { .. } => words("thư trả lời", "a reply"),
        Kind::Letter => words("thư mới gửi đến cơ quan", "a letter of its own"),
    }
}

fn bounce_words(bounce: &Bounce) -> Words {
    let mut told = (vec!["báo kết quả gửi thư".to_owned()], vec!["a report of what became of a message".to_owned()]);
    for fate in &bounce.recipients {
        let (vi, en) = match fate.outcome {
            Outcome::Permanent => ("không đến được", "will not arrive"),
            Outcome::Temporary => ("lần này không đến", "did not arrive this time"),
            Outcome::Delayed => ("còn chậm", "is late"),
            Outcome::Delivered => ("đã đến", "has arrived"),
        };
        let status = fate.status.as_deref().map(|status| format!(" ({status})")).unwrap_or_default();
        told.0.push(format!("{}: {vi}{status}", fate.address));
        told.1.push(format!("{}: {en}{status}", fate.address));
    }
    words(told.0.join("; "), told.1.join("; "))
}

fn proof_words(proof: &Proof) -> Words {
    match proof {
        Proof::Pass(method) => words(
            format!("đúng tên miền của người gửi ({})", method.as_str()),
            format!("it comes from the sender's domain ({})", method.as_str()),
        ),
        Proof::Fail(failing) => failing.words(),
        Proof::Unknown => words("máy chủ không nói gì", "the server says nothing"),
    }
}

fn reading_words(reading: &Reading, example: NaiveDate) -> Words {
    match reading {
        Reading::Nothing => words("không có lời nào", "no words"),
        Reading::Comment { begins_like: None, .. } => words("ý kiến trao đổi", "a comment"),
        Reading::Comment { begins_like: Some(word), .. } => words(
            format!("ý kiến trao đổi. Nếu là lệnh, hãy viết: {}", word.example(example)),
            format!("a comment. If it is meant as an order, write: {}", word.example(example)),
        ),
        Reading::Fault(fault) => {
            let fault = fault.words(example);
            words(
                format!("gần giống lệnh, không thực hiện. {}", fault.vi),
                format!("nearly an order; nothing is done. {}", fault.en),
            )
        }
        Reading::Order(order) => order_words(order),
    }
}

fn until_words(until: Option<Until>) -> Words {
    match until {
        None => words("", ""),
        Some(Until::EndOf(day)) => {
            let day = written_day(day);
            words(format!(", hạn hết giờ làm việc ngày {day}"), format!(", until work ends on {day}"))
        }
        Some(Until::Term(term)) => {
            let term = term.words();
            words(format!(", hạn {}", term.vi), format!(", term: {}", term.en))
        }
    }
}

fn order_words(order: &Order) -> Words {
    let (vi, en, until, said) = match order {
        Order::Accept { words } => ("nhận việc".to_owned(), "accept".to_owned(), None, words.as_ref()),
        Order::Complete { words } => ("báo kết quả".to_owned(), "hand in the result".to_owned(), None, words.as_ref()),
        Order::GiveBack { reason } => ("trả lại".to_owned(), "give back".to_owned(), None, Some(reason)),
        Order::Assign { primary, supporting, until, words } => {
            let names = supporting.iter().map(Name::as_str).collect::<Vec<_>>().join("; ");
            let (with_vi, with_en) = if names.is_empty() {
                (String::new(), String::new())
            } else {
                (format!(", {names} phối hợp"), format!(", with {names}"))
            };
            let primary = primary.as_str();
            (
                format!("giao {primary} chủ trì{with_vi}"),
                format!("assign to {primary}{with_en}"),
                *until,
                words.as_ref(),
            )
        }
        Order::Approve { words } => ("duyệt".to_owned(), "approve".to_owned(), None, words.as_ref()),
        Order::Reject { reason } => ("không duyệt".to_owned(), "reject".to_owned(), None, Some(reason)),
        Order::AskExtension { until, reason } => {
            ("xin gia hạn".to_owned(), "ask for an extension".to_owned(), Some(*until), Some(reason))
        }
        Order::GrantExtension { until, words } => {
            ("đồng ý gia hạn".to_owned(), "grant the extension".to_owned(), *until, words.as_ref())
        }
        Order::RefuseExtension { reason } => {
            ("không gia hạn".to_owned(), "refuse the extension".to_owned(), None, Some(reason))
        }
        Order::Pass { to, words } => {
            (format!("chuyển trình {}", to.as_str()), format!("put it before {}", to.as_str()), None, words.as_ref())
        }
        Order::File { case_file } => ("lưu hồ sơ".to_owned(), "file it".to_owned(), None, case_file.as_ref()),
        Order::Sign { words } => {
            ("ký (không ký bằng thư)".to_owned(), "sign, which no reply does".to_owned(), None, words.as_ref())
        }
        Order::Acknowledge { words } => ("đã xem".to_owned(), "acknowledge".to_owned(), None, words.as_ref()),
    };
    let (until, said) = (until_words(until), said.map(|said| format!(": {said}")).unwrap_or_default());
    words(format!("lệnh {vi}{}{said}", until.vi), format!("the order to {en}{}{said}", until.en))
}
