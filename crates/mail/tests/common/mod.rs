//! Letters for the tests and the preview: invented, and plainly so.

#![allow(dead_code, reason = "each test file uses its own part")]

use chrono::{NaiveDate, TimeZone, Utc};
use domain::{
    DocumentId, EmailAddress, PersonId, UtcTime,
    dossier::ReturnWay,
    incoming::{CommandKind, StoredFile, Urgency},
    notice::{Addressee, DossierLine, Enclosed, Letter, LookUp, NoticeKind, NoticeKind as K, Signature, Subjectline},
    outgoing::Purpose,
};
use mail::{Actions, Envelope};
use uuid::Uuid;

pub const MAIL_ID: Uuid = Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_00AA);
pub const DOCUMENT: Uuid = Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0015);

pub fn envelope() -> Envelope {
    Envelope {
        message_id: mail::message_id(MAIL_ID, "vanthu@phuong-mau.example"),
        from_name: "Văn phòng UBND phường Mẫu".into(),
        from_address: "vanthu@phuong-mau.example".into(),
        reply_to: None,
        failures_to: mail::FailuresTo::Sender,
        base_url: "https://vanban.phuong-mau.example".into(),
    }
}

/// What a mail to the head of a department offers.
pub fn actions() -> Actions {
    use CommandKind as C;
    let commands = [C::Assign, C::Accept, C::SubmitResult, C::RequestExtension, C::GiveBack];
    let token =
        |(n, command): (usize, CommandKind)| (command.into(), format!("{n}vJt0yD8V5b2-Zk3xQm9WcR7aLsE1uHf6oPiTgYnB_k"));
    Actions {
        code: "012345".into(),
        links: commands.into_iter().enumerate().map(token).collect(),
        until: at(12, 1, 30),
    }
}

pub fn at(day: u32, hour: u32, minute: u32) -> UtcTime {
    Utc.with_ymd_and_hms(2026, 3, day, hour, minute, 0).unwrap()
}

/// A letter as full as its kind allows.
#[allow(clippy::too_many_lines, reason = "one letter of every kind: what each has stands in one place")]
pub fn letter(kind: NoticeKind) -> Letter {
    use NoticeKind as K;
    if let Some(letter) = of_dossier(kind) {
        return letter;
    }
    let outside = kind.goes_outside();
    let to = if outside {
        Addressee {
            instead_of: None,
            person: None,
            name: "Sở Mẫu tỉnh Thử Nghiệm".into(),
            address: Some(EmailAddress::new("vanthu@so-mau.example").unwrap()),
        }
    } else {
        Addressee {
            instead_of: None,
            person: Some(PersonId(Uuid::from_u128(7))),
            name: "Trần Thị Ví Dụ".into(),
            address: Some(EmailAddress::new("vidu.tt@phuong-mau.example").unwrap()),
        }
    };
    let approval = matches!(kind, K::ApprovalDueSoon | K::ApprovalDueNow | K::ApprovalOverdue);
    let step = matches!(kind, K::StepDueNow | K::StepOverdue);
    let clock = matches!(kind, K::DueSoon | K::DueNow | K::Overdue | K::OverdueElsewhere) || approval || step;
    let nobody = matches!(
        kind,
        K::Arrived
            | K::RecallAsked
            | K::Recalled
            | K::Answered
            | K::DeadlineMoved
            | K::LeaderAway
            | K::SignedToIssue
            | K::NumberGiven
            | K::DeliveryRefused
            | K::MailFailed
            | K::IssuedToOutside
            | K::RecallToOutside
            | K::NobodyTold
            | K::ReceiptLate
            | K::ReplyLate
            | K::ReceiptAwaited
            | K::IssuedUnread
            | K::ReplyAwaited
    ) || clock;
    let from =
        Signature { name: "Nguyễn Văn Mẫu".into(), title: "Chủ tịch UBND phường".into(), substitute: None };
    let words = match kind {
        K::Arrived
        | K::Resumed
        | K::ExtensionGranted
        | K::LeaderAway
        | K::SignedToIssue
        | K::NumberGiven
        | K::IssuedToFile
        | K::IssuedToOutside
        | K::ReceiptAwaited
        | K::ReplyAwaited => None,
        K::IssuedForYou | K::IssuedUnread => Some("để thực hiện; trả lời chậm nhất hết ngày 12/3/2026"),
        K::MailFailed => {
            Some("Công ty Cổ phần Thử Nghiệm (vanthu@thu-nghiem.example): 550 5.1.1 Hộp thư không tồn tại")
        }
        K::NobodyTold | K::ReceiptLate | K::ReplyLate | K::RecallByLetter => {
            Some("Phòng Mẫu; Công ty Cổ phần Thử Nghiệm")
        }
        K::RecallToOutside => Some("Ban hành nhầm phụ lục."),
        _ if step => Some("Cấp số"),
        _ if clock => None,
        K::GivenPrimary => Some(
            "Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp Công an phường kiểm tra.\nBáo cáo Chủ tịch trước khi trả lời.",
        ),
        K::ResultToApprove => Some("Đã kiểm tra 12/12 cơ sở; dự thảo báo cáo kèm theo."),
        K::Answered => Some("27/UBND-KT"),
        K::DeadlineMoved => Some(
            "Từ 17:30 06/3/2026 sang 17:00 09/3/2026. Lý do: nghỉ hoán đổi ngày 06/3/2026, Hoán đổi ngày nghỉ (12/TB-MAU).",
        ),
        K::ExtensionAsked => Some("Cần thêm thời gian lấy ý kiến tổ dân phố."),
        _ => Some("Văn bản thiếu phụ lục 02; đề nghị bổ sung."),
    };
    let due = matches!(
        kind,
        K::GivenPrimary
            | K::GivenSupporting
            | K::GivenMonitor
            | K::ResultToApprove
            | K::Rejected
            | K::Amended
            | K::DeadlineMoved
            | K::Reminder
            | K::DueSoon
            | K::DueNow
            | K::Overdue
            | K::OverdueElsewhere
            | K::ApprovalDueSoon
            | K::ApprovalDueNow
            | K::ApprovalOverdue
            | K::ExtensionAsked
            | K::ExtensionGranted
            | K::ExtensionRefused
            | K::Reopened
            | K::Resumed
            | K::SignedToIssue
            | K::OpinionAsked
            | K::PausedElsewhere
            | K::ResumedElsewhere
            | K::ReceiptLate
            | K::ReplyLate
            | K::IssuedUnread
            | K::ReplyAwaited
            | K::StepDueNow
            | K::StepOverdue
    );
    let sent = matches!(kind, K::IssuedToOutside | K::RecallToOutside);
    let registered = !sent && !matches!(kind, K::Arrived | K::RefusedToSender);
    let file = || StoredFile {
        id: domain::FileId(Uuid::from_u128(4)),
        name: domain::FileName::new("Bản đã ký.pdf").unwrap(),
        size: 1000,
        sha256: "00".repeat(32),
        media_type: "application/pdf".into(),
    };
    Letter {
        kind,
        to,
        from: (!nobody).then_some(from),
        about: matches!(kind, K::HandedOver | K::LookGranted | K::OverdueElsewhere | K::LeaderAway).then(|| {
            Signature { name: "Lê Thị Giả Sử".into(), title: "Chuyên viên".into(), substitute: None }
        }),
        agency: "Ủy ban nhân dân phường Mẫu".into(),
        document: Subjectline {
            id: DocumentId(DOCUMENT),
            secret: false,
            arrival: registered.then_some((15, 2026)),
            author: Some("Sở Mẫu tỉnh Thử Nghiệm".into()),
            notation: Some("123/SM-VP".into()),
            issued_on: NaiveDate::from_ymd_opt(2026, 3, 2),
            subject: Some(
                "Về việc tăng cường công tác phòng cháy, chữa cháy tại khu dân cư trong mùa khô năm 2026".into(),
            ),
            urgency: match kind {
                K::GivenPrimary | K::Reminder => Urgency::Urgent,
                K::Presented => Urgency::VeryUrgent,
                K::ResultToApprove => Urgency::Immediate,
                _ => Urgency::Normal,
            },
            dossier: None,
        },
        assignment: None,
        words: words.map(Into::into),
        due: due.then(|| at(9, 10, 0)),
        at: at(5, 1, 30),
        enclosed: sent.then(|| Enclosed {
            files: (kind == K::IssuedToOutside).then(file).into_iter().collect(),
            purpose: Some(Purpose::ToAct),
            reply_by: NaiveDate::from_ymd_opt(2026, 3, 20).filter(|_| kind == K::IssuedToOutside),
            reply_to: None,
        }),
    }
}

/// A letter of a kind that is told of dossiers alone.
fn of_dossier(kind: K) -> Option<Letter> {
    let name = kind.as_str();
    let citizen = kind.is_to_citizen();
    if !(citizen || name.starts_with("dossier_") || name.starts_with("consultation_")) {
        return None;
    }
    let to = Addressee {
        instead_of: None,
        person: (!citizen).then_some(PersonId(Uuid::from_u128(7))),
        name: if citizen { "Lê Thị Thử".into() } else { "Trần Thị Ví Dụ".into() },
        address: Some(EmailAddress::new("vidu.tt@phuong-mau.example").unwrap()),
    };
    let words = match kind {
        K::CitizenToSupply | K::DossierAwaitsCitizen => {
            Some("1. Bản sao giấy khai sinh có chứng thực\n2. Tờ khai ghi đủ họ tên\nLý do: Tờ khai chưa đủ thông tin.")
        }
        K::CitizenToPay => Some("Lệ phí: 8.000 đồng\nLý do: Theo nghị quyết về phí."),
        K::CitizenRefused => Some("Việc này thuộc thẩm quyền của Sở Tư pháp."),
        K::CitizenExtended | K::DossierExtended => Some("Cần xác minh thêm ở nơi cư trú cũ."),
        K::CitizenStopped => Some("Đất đang có tranh chấp.\nVề phí, lệ phí: hoàn trả."),
        K::CitizenWithdrawn => Some("Hoàn trả 8.000 đồng."),
        K::CitizenCameBack => Some("Không có người nhận."),
        K::CitizenCorrected => Some("Viết sai ngày sinh."),
        K::CitizenContactChanged => Some("Đã sửa: số điện thoại, thư điện tử."),
        K::DossierPaymentToCheck => {
            Some("Giao dịch GD-0001: 240.000 đồng. Số tiền khác với số đã yêu cầu (250000 đồng).")
        }
        K::DossierWaitOver => Some("Chưa bổ sung đủ hồ sơ; có thể dừng giải quyết (Mẫu 05)."),
        K::DossierGivenBack | K::DossierStopped | K::DossierWithdrawn | K::ConsultationEnded => Some("Ghi rõ căn cứ."),
        K::ConsultationAsked => Some("Thửa đất có vướng quy hoạch không?"),
        K::ConsultationAnswered => Some("Không vướng."),
        K::DossierNotTaken => Some("Hồ sơ đang ở trạng thái dừng giải quyết, không thực hiện được việc nhận bổ sung."),
        _ => None,
    };
    let due = matches!(
        kind,
        K::DossierArrived
            | K::DossierForwarded
            | K::DossierGiven
            | K::DossierGivenBack
            | K::DossierAssigned
            | K::DossierAwaitsCitizen
            | K::DossierSupplied
            | K::DossierPaid
            | K::ConsultationAsked
            | K::DossierExtended
            | K::DossierResumed
            | K::DossierUncollected
            | K::DossierWaitOver
            | K::CitizenAccepted
            | K::CitizenToSupply
            | K::CitizenToPay
            | K::CitizenGoesOn
            | K::CitizenExtended
            | K::CitizenDateMoved
    );
    let nobody = citizen
        || matches!(
            kind,
            K::DossierArrived
                | K::DossierForwarded
                | K::DossierNotTaken
                | K::DossierUncollected
                | K::DossierWaitOver
                | K::DossierPaymentToCheck
        );
    Some(Letter {
        kind,
        to,
        from: (!nobody).then(|| Signature {
            name: "Nguyễn Văn Mẫu".into(),
            title: "Trưởng phòng".into(),
            substitute: None,
        }),
        about: None,
        agency: "Ủy ban nhân dân phường Mẫu".into(),
        document: Subjectline { dossier: Some(line(citizen)), ..dossier() },
        assignment: None,
        words: words.map(Into::into),
        due: due.then(|| at(9, 10, 0)),
        at: at(5, 1, 30),
        enclosed: None,
    })
}

/// What a letter says of a dossier.
fn line(citizen: bool) -> DossierLine {
    DossierLine {
        account: false,
        code: Some("H15.50.05.13-261123-0007".into()),
        owner: (!citizen).then(|| "Lê Thị Thử".into()),
        step: (!citizen).then(|| "Thẩm định hồ sơ".into()),
        way: Some(ReturnWay::Counter),
        person: true,
        party: None,
        there: None,
        look_up: citizen.then(|| LookUp {
            secret: "ACDE-3467".into(),
            page: "/mot-cua/H15.50.05.13?ma=H15.50.05.13-261123-0007".into(),
        }),
    }
}

fn dossier() -> Subjectline {
    Subjectline {
        id: DocumentId(DOCUMENT),
        secret: false,
        arrival: None,
        author: None,
        notation: None,
        issued_on: None,
        subject: Some("Cấp giấy xác nhận tình trạng hôn nhân".into()),
        urgency: Urgency::Normal,
        dossier: Some(line(false)),
    }
}

/// A letter of a kind that is told of documents, too, about a dossier.
pub fn about_dossier(kind: K) -> Letter {
    Letter { document: dossier(), ..letter(kind) }
}

/// The same with everything left out that may be missing.
pub fn bare(kind: NoticeKind) -> Letter {
    let mut letter = letter(kind);
    letter.from = None;
    letter.about = None;
    letter.words = None;
    letter.due = None;
    letter.to.name.clear();
    letter.document.arrival = None;
    letter.document.author = None;
    letter.document.notation = None;
    letter.document.issued_on = None;
    letter.document.subject = None;
    letter
}

/// As the domain fixes a letter about a secret line: nothing that names it.
pub fn secret(kind: NoticeKind) -> Letter {
    let mut letter = letter(kind);
    letter.words = None;
    letter.document = Subjectline {
        id: DocumentId(DOCUMENT),
        secret: true,
        arrival: None,
        author: None,
        notation: None,
        issued_on: None,
        subject: None,
        urgency: Urgency::Immediate,
        dossier: None,
    };
    letter
}
