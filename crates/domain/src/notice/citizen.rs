//! What the citizen of a dossier is told, at each turn that it takes: by mail, and in a few words by telephone where the office sends such. The
//! office speaks, in its own name; what it says of the dossier is its code and what it asks for.

use super::{
    Addressee, Letter, NoticeKind,
    dossier::{charges_in_words, line_of, missing_in_words, outside, subject_of, wanted_in_words},
};
use crate::{
    Reason, Remark, UtcTime,
    dossier::{
        Channel, Dossier, Event, Happening, Party, PartyKind, ReturnWay, State, StateName,
        link::{AnewBecause, Standing},
        state::Charge,
    },
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
        Event::StandingTold { standing } => told(before, after, standing),
        // What another agency has decided on is fetched here when it has come here.
        Event::ResultTakenIn { .. } if after.is_with_another() => say(K::CitizenDone, due_for(after).as_deref(), None),
        Event::SupplementRequested { request, .. } => {
            say(K::CitizenToSupply, Some(&missing_in_words(request)), Some(request.until))
        }
        Event::DossierRefused { end } => say(K::CitizenRefused, Some(end.reason.as_str()), None),
        Event::PaymentRequested { charges, wait, .. } => {
            say(K::CitizenToPay, Some(&charges_in_words(charges)), wait.map(|wait| wait.due))
        }
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
        Event::DatesRecounted { moved, citizen: Some(until), .. } => {
            more_time(after, *until, moved.map(|moved| moved.due))
        }
        Event::DatesRecounted { moved: Some(moved), .. } => say(K::CitizenDateMoved, None, Some(moved.due)),
        Event::DossierStopped { end } => say(K::CitizenStopped, Some(&ended(end)), None),
        Event::DossierWithdrawn { end } => {
            say(K::CitizenWithdrawn, end.money.as_ref().map(crate::Remark::as_str), None)
        }
        // Whoever comes for it brings what is to be paid for it.
        Event::DossierDone { .. } => say(K::CitizenDone, due_for(after).as_deref(), None),
        Event::ResultReturned { .. } => say(K::CitizenReturned, None, None),
        Event::ResultUncollected { .. } => say(K::CitizenToCollect, due_for(after).as_deref(), None),
        Event::ResultCameBack { reason, .. } => say(K::CitizenCameBack, Some(reason.as_str()), None),
        Event::ResultCorrected { reason, .. } => say(K::CitizenCorrected, Some(reason.as_str()), None),
        Event::ContactCorrected { contact, before, .. } => {
            say(K::CitizenContactChanged, Some(&changed_in_words(before, contact)), None)
        }
        _ => None,
    }
}

/// Which data of whoever is spoken to were corrected.
pub(super) fn changed_in_words(before: &Party, now: &Party) -> String {
    let changed = [
        (before.name != now.name || before.kind != now.kind, "tên"),
        (before.id_number != now.id_number, "số định danh hoặc mã số"),
        (before.address != now.address, "địa chỉ"),
        (before.phone != now.phone, "số điện thoại"),
        (before.email != now.email, "thư điện tử"),
    ];
    let changed: Vec<&str> = changed.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
    format!("Đã sửa: {}.", changed.join(", "))
}

/// What is still to be paid before the result is handed out.
fn due_for(dossier: &Dossier) -> Option<String> {
    let unpaid: Vec<_> = dossier.unpaid().cloned().collect();
    (!unpaid.is_empty()).then(|| charges_in_words(&unpaid))
}

/// That they have longer for what they were asked for, and where the appointment has moved with it.
fn more_time(after: &Dossier, until: UtcTime, appointed: Option<UtcTime>) -> Option<Turn> {
    let (kind, asked) = match after.state() {
        State::AwaitingPayment { .. } => {
            let asked: Vec<Charge> = after.unpaid().filter(|charge| charge.reason.is_some()).cloned().collect();
            (NoticeKind::CitizenToPay, charges_in_words(&asked))
        }
        state => (NoticeKind::CitizenToSupply, missing_in_words(state.request()?)),
    };
    let appointed = appointed.map(|at| format!("\nHẹn trả kết quả, ngày mới: {}.", crate::time::written(at)));
    let words = format!(
        "{asked}\nLịch làm việc của cơ quan có thay đổi; thời hạn được lùi đến {}.{}",
        crate::time::written(until),
        appointed.unwrap_or_default()
    );
    Some(Turn { kind, words: Some(words), due: Some(until) })
}

/// What the agency that handles it tells, as the office that received it says it to the citizen: of several things at once what is there now.
fn told(before: Option<&Dossier>, after: &Dossier, now: &Standing) -> Option<Turn> {
    use NoticeKind as K;
    let then = before?.there();
    let say = |kind, words: Option<String>, due| Some(Turn { kind, words, due });
    let state = then.map_or(StateName::Accepted, |then| then.state);
    let waited = [StateName::AwaitingSupplement, StateName::AwaitingPayment].contains(&state);
    let anew = now.anew_since(then);
    match now.state {
        StateName::Returned if state != now.state || anew.is_some() => return say(K::CitizenReturned, None, None),
        StateName::Done => {
            if let Some(anew) = anew {
                let kind = match anew.because {
                    AnewBecause::Corrected => K::CitizenCorrected,
                    AnewBecause::CameBack => K::CitizenCameBack,
                };
                return say(kind, Some(anew.reason.to_string()), None);
            }
            // Whoever fetches it here is asked to when it has come here.
            if state != now.state && after.facts().return_way != ReturnWay::Counter {
                return say(K::CitizenDone, due_for(after), None);
            }
        }
        StateName::Withdrawn if state != now.state => {
            let money = now.ended.as_ref().and_then(|ended| ended.money.as_ref());
            return say(K::CitizenWithdrawn, money.map(ToString::to_string), None);
        }
        StateName::Stopped if state != now.state => {
            let words = now.ended.as_ref().map(|end| why_ended(&end.reason, end.money.as_ref()));
            return say(K::CitizenStopped, words, None);
        }
        StateName::AwaitingSupplement => {
            if let Some(asked) = now.wanted_since(then) {
                let words = wanted_in_words(&asked.missing, &asked.reason, asked.guide.as_ref());
                return say(K::CitizenToSupply, Some(words), Some(asked.until));
            }
        }
        StateName::AwaitingPayment => {
            if let Some(sums) = now.to_pay_since(then) {
                let charges: Vec<Charge> = sums.into_iter().map(Charge::from).collect();
                return say(K::CitizenToPay, Some(charges_in_words(&charges)), now.pay_by);
            }
        }
        StateName::Processing if waited || state == StateName::Stopped => return say(K::CitizenGoesOn, None, now.due),
        _ => {}
    }
    if let Some(apology) = now.apology_since(then) {
        return say(K::CitizenExtended, Some(apology.reason.to_string()), Some(apology.to));
    }
    let moved = then.is_some_and(|then| then.due != now.due && now.state.is_running());
    now.due.filter(|_| moved).and_then(|due| say(K::CitizenDateMoved, None, Some(due)))
}

/// How its result is handed out, as far as this event tells: what came back, and what has come to this desk, is fetched there, whatever was asked for.
fn way(after: &Dossier, event: &Event) -> ReturnWay {
    let counter = match event {
        Event::ResultReturned { handing } => return handing.way,
        Event::StandingTold { standing: Standing { returned_by: Some(way), .. } } => return *way,
        Event::ResultTakenIn { .. } | Event::ResultUncollected { .. } => after.is_with_another(),
        _ => false,
    };
    if counter { ReturnWay::Counter } else { after.facts().return_way }
}

/// Why it ended, and what becomes of what was paid.
fn ended(end: &crate::dossier::state::End) -> String {
    why_ended(&end.reason, end.money.as_ref())
}

fn why_ended(reason: &Reason, money: Option<&Remark>) -> String {
    let money = money.map(|money| format!("\nVề phí, lệ phí: {money}")).unwrap_or_default();
    format!("{reason}{money}")
}

/// The letter to the citizen that a happening causes, where there is anything to say; without an address where they have given none. Of a dossier
/// that another agency has received that one speaks: its desk is where the citizen goes, and nobody is told twice.
fn said(before: Option<&Dossier>, after: &Dossier, happening: &Happening, directory: &Directory) -> Option<Letter> {
    if after.facts().origin.is_some() {
        return None;
    }
    let Turn { kind, words, due } = turn(before, after, &happening.event)?;
    let contact = match &happening.event {
        // Whoever takes another's dossier over doesn't do so unheard. What it is from now on is not told there.
        Event::ContactCorrected { before, .. } if before.email.is_some() => before,
        _ => after.facts().contact(),
    };
    let to =
        Addressee { person: None, name: contact.name.to_string(), instead_of: None, address: contact.email.clone() };
    let mut line =
        DossierLine { person: contact.kind == PartyKind::Citizen, party: Some(contact.kind), ..line_of(after) };
    line.way = Some(way(after, &happening.event));
    if matches!(happening.event, Event::StandingTold { .. }) {
        line.there = after.state().acceptance().and_then(|acceptance| acceptance.competent.clone());
    }
    // However it was to be handed out: it lies with the office, and is fetched there.
    if let (Event::ResultUncollected { .. }, Some(way)) = (&happening.event, line.way.as_mut()) {
        *way = ReturnWay::Counter;
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
    /// What about.
    pub kind: NoticeKind,
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
    Some(ShortText { kind: letter.kind, phone, text })
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
        K::CitizenToPay if letter.due.is_some() => {
            format!("cần nộp phí, lệ phí trước {due}, xin liên hệ bộ phận một cửa")
        }
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
        K::CitizenCameBack => "kết quả gửi qua bưu chính bị trả lại, xin liên hệ bộ phận một cửa".to_owned(),
        K::CitizenCorrected => "kết quả đã được đính chính, xin liên hệ bộ phận một cửa".to_owned(),
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
