//! What the citizen of a dossier is told, at each turn that it takes: by mail, and in a few words by telephone where the office sends such. The
//! office speaks, in its own name; what it says of the dossier is its code and what it asks for.

use super::{
    Addressee, Letter, NoticeKind,
    dossier::{charges_in_words, line_of, missing_in_words, outside, subject_of},
};
use crate::{
    UtcTime,
    dossier::{Channel, Dossier, Event, Happening, PartyKind, ReturnWay, State},
    fold,
    notice::DossierLine,
    organisation::Directory,
};

/// What one turn says: its kind, words that go with it, and a date.
struct Turn {
    kind: NoticeKind,
    words: Option<String>,
    due: Option<UtcTime>,
}

/// What a happening says to the citizen; nothing of what is the office's own.
fn turn(before: Option<&Dossier>, after: &Dossier, event: &Event) -> Option<Turn> {
    use NoticeKind as K;
    let appointed = after.clock().map(|clock| clock.due);
    let say = |kind, words: Option<&str>, due| Some(Turn { kind, words: words.map(str::to_owned), due });
    match event {
        // At the desk they have seen it for themselves.
        Event::DossierRegistered { facts, .. } if facts.channel != Channel::Counter => {
            say(K::CitizenReceived, None, None)
        }
        Event::DossierSupplied { .. } if matches!(after.state(), State::Registered { .. }) => {
            say(K::CitizenReceived, None, None)
        }
        Event::DossierAccepted { .. } => say(K::CitizenAccepted, None, appointed),
        Event::SupplementRequested { request, .. } => {
            say(K::CitizenToSupply, Some(&missing_in_words(request)), Some(request.until))
        }
        Event::DossierRefused { end } => say(K::CitizenRefused, Some(end.reason.as_str()), None),
        Event::PaymentRequested { charges, .. } => say(K::CitizenToPay, Some(&charges_in_words(charges)), None),
        Event::DossierSupplied { .. } | Event::DossierResumed { .. } => say(K::CitizenGoesOn, None, appointed),
        Event::PaymentRecorded { .. }
            if before.is_some_and(|before| matches!(before.state(), State::AwaitingPayment { .. }))
                && !matches!(after.state(), State::AwaitingPayment { .. }) =>
        {
            say(K::CitizenGoesOn, None, appointed)
        }
        Event::DossierExtended { extension, .. } => {
            say(K::CitizenExtended, Some(extension.reason.as_str()), Some(extension.to))
        }
        Event::DatesRecounted { moved: Some(moved), .. } => say(K::CitizenDateMoved, None, Some(moved.due)),
        Event::DossierStopped { end } => say(K::CitizenStopped, Some(&ended(end)), None),
        Event::DossierWithdrawn { end } => {
            say(K::CitizenWithdrawn, end.money.as_ref().map(crate::Remark::as_str), None)
        }
        Event::DossierDone { .. } => say(K::CitizenDone, None, None),
        Event::ResultReturned { .. } => say(K::CitizenReturned, None, None),
        Event::ResultUncollected { .. } => say(K::CitizenToCollect, None, None),
        _ => None,
    }
}

/// Why it ended, and what becomes of what was paid.
fn ended(end: &crate::dossier::state::End) -> String {
    let money = end.money.as_ref().map(|money| format!("\nVề phí, lệ phí: {money}")).unwrap_or_default();
    format!("{}{money}", end.reason)
}

/// The letter to the citizen that a happening causes, where there is anything to say; without an address where they have given none.
fn said(before: Option<&Dossier>, after: &Dossier, happening: &Happening, directory: &Directory) -> Option<Letter> {
    let Turn { kind, words, due } = turn(before, after, &happening.event)?;
    let contact = after.facts().contact();
    let to =
        Addressee { person: None, name: contact.name.to_string(), instead_of: None, address: contact.email.clone() };
    let mut line = DossierLine { person: contact.kind == PartyKind::Citizen, ..line_of(after) };
    if let (Event::ResultReturned { handing }, Some(way)) = (&happening.event, line.way.as_mut()) {
        *way = handing.way;
    }
    Some(outside(kind, (to, subject_of(after, line)), (words, due), happening.at, directory))
}

/// The letter to the citizen that a happening causes, where they have given an address.
pub fn to_citizen(
    before: Option<&Dossier>,
    after: &Dossier,
    happening: &Happening,
    directory: &Directory,
) -> Option<Letter> {
    said(before, after, happening, directory).filter(|letter| letter.to.address.is_some())
}

/// A few words to a telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortText {
    /// To which number.
    pub phone: crate::PhoneNumber,
    /// What. Without accents: those cost a telephone company's message more than half of its room.
    pub text: String,
}

/// What the citizen is told by telephone, where they have given a number: the code and how it stands, and nothing else of them.
pub fn short_text(
    before: Option<&Dossier>,
    after: &Dossier,
    happening: &Happening,
    directory: &Directory,
) -> Option<ShortText> {
    let phone = after.facts().contact().phone.clone()?;
    let letter = said(before, after, happening, directory)?;
    let text = in_few_words(&letter)?;
    Some(ShortText { phone, text })
}

/// How many characters one message of a telephone company has.
const ROOM: usize = 160;

fn in_few_words(letter: &Letter) -> Option<String> {
    use NoticeKind as K;
    let line = letter.document.dossier.as_ref()?;
    let due = letter.due.map(crate::time::written).unwrap_or_default();
    let how = match letter.kind {
        K::CitizenReceived => "đã nhận, chờ kiểm tra".to_owned(),
        K::CitizenAccepted if letter.due.is_some() => format!("đã tiếp nhận, hẹn trả {due}"),
        K::CitizenAccepted => "đã tiếp nhận".to_owned(),
        K::CitizenToSupply => format!("cần bổ sung trước {due}, xin liên hệ bộ phận một cửa"),
        K::CitizenRefused => "không được tiếp nhận, xin liên hệ bộ phận một cửa".to_owned(),
        K::CitizenToPay => "cần nộp phí, lệ phí, xin liên hệ bộ phận một cửa".to_owned(),
        K::CitizenGoesOn if letter.due.is_some() => format!("tiếp tục giải quyết, hẹn trả {due}"),
        K::CitizenGoesOn => "tiếp tục giải quyết".to_owned(),
        K::CitizenExtended => format!("chậm trả, xin lỗi và hẹn lại {due}"),
        K::CitizenDateMoved => format!("đổi ngày hẹn trả sang {due}"),
        K::CitizenStopped => "dừng giải quyết, xin liên hệ bộ phận một cửa".to_owned(),
        K::CitizenWithdrawn => "đã rút theo yêu cầu".to_owned(),
        K::CitizenDone | K::CitizenToCollect => match line.way {
            Some(ReturnWay::Post) => "đã có kết quả, gửi qua bưu chính".to_owned(),
            Some(ReturnWay::Electronic) => "đã có kết quả bản điện tử".to_owned(),
            _ => "đã có kết quả, mời đến nhận tại bộ phận một cửa".to_owned(),
        },
        K::CitizenReturned => "đã trả kết quả".to_owned(),
        _ => return None,
    };
    let which = line.code.as_deref().map(|code| format!(" {code}")).unwrap_or_default();
    let rest = format!(": Hồ sơ{which} {how}.");
    // What the office is called gives way to what it says.
    let room = ROOM.saturating_sub(rest.chars().count());
    let office: String = letter.agency.chars().take(room).collect();
    Some(plain(&format!("{}{rest}", office.trim_end())))
}

/// Letters as a telephone of any age shows them; capitals stay.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            let folded = fold(&c.to_string());
            match (c.is_uppercase(), folded.is_empty() || !c.is_alphabetic()) {
                (_, true) => c.to_string(),
                (true, false) => folded.to_uppercase(),
                (false, false) => folded,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_reads_it_without_accents() {
        assert_eq!(
            plain("UBND Phường Mẫu: Hồ sơ H01 đã tiếp nhận, 17:30."),
            "UBND Phuong Mau: Ho so H01 da tiep nhan, 17:30."
        );
    }
}
