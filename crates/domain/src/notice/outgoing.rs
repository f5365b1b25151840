//! From what happened to an outgoing document to whom it concerns.

use super::{Notice, NoticeKind, Recipient, telling::told_at};
use crate::{
    Actor, AssignmentId, OpinionId, PersonId, Refusal, Rule, UtcTime, access,
    assignment::Holder,
    incoming::event::moved_in_words,
    organisation::{Directory, Role},
    outgoing::{
        self, AnswerOutcome, DeliveryState, Destination, Event, Happening, Later, Mailing, Opinion, OutgoingDocument,
        RelationOutcome, handover,
    },
    work::{Desk, outgoing_desk},
};

/// The notices that a happening causes. `before` is the document as it stood (none for a new draft), `after` as it stands now.
pub fn outgoing_notices(
    before: Option<&OutgoingDocument>,
    after: &OutgoingDocument,
    happening: &Happening,
    directory: &Directory,
) -> Vec<Notice> {
    let mut telling = Telling { before, after, by: happening.by, directory, notices: Vec::new() };
    telling.happened(before, &happening.event);
    telling.notices
}

struct Telling<'a> {
    before: Option<&'a OutgoingDocument>,
    after: &'a OutgoingDocument,
    by: Actor,
    directory: &'a Directory,
    notices: Vec<Notice>,
}

impl Telling<'_> {
    fn tell(&mut self, desk: Desk, kind: NoticeKind, words: Option<&str>, due: Option<UtcTime>) {
        self.tell_as(desk, kind, None, words, due);
    }

    fn tell_as(
        &mut self,
        desk: Desk,
        kind: NoticeKind,
        assignment: Option<AssignmentId>,
        words: Option<&str>,
        due: Option<UtcTime>,
    ) {
        for (person, instead_of) in told_at(desk, self.directory) {
            let sees = |document| access::outgoing::may_see(document, person, self.directory);
            // Whoever is asked no longer does not see it any more, and is told that.
            let no_longer = kind == NoticeKind::OpinionEnded && self.before.is_some_and(sees);
            if !(sees(self.after) || no_longer) || self.by.person() == Some(person) {
                continue;
            }
            let to = Recipient::Person(person);
            // One mail an event: what concerns somebody first is what they are told.
            if self.notices.iter().any(|n| n.to == to) {
                continue;
            }
            let words = words.map(str::to_owned);
            self.notices.push(Notice { kind, to, instead_of, assignment, words, due, about: None });
        }
    }

    fn person(&mut self, person: PersonId, kind: NoticeKind, words: Option<&str>) {
        self.tell(Desk::Holder(Holder::Person(person)), kind, words, None);
    }

    /// Whoever had it before them, or has signed it, need do nothing more.
    fn taken_away(&mut self, before: Option<&OutgoingDocument>, reason: &crate::Reason) {
        let signer = before.and_then(|before| before.state().signature()).map(|signature| signature.signer);
        let drafter = self.after.drafter();
        if let Some(signer) = signer.filter(|signer| *signer != drafter) {
            self.person(signer, NoticeKind::DraftTakenAway, Some(reason.as_str()));
        }
        if let Some(desk) = before.and_then(holder) {
            self.tell(desk, NoticeKind::DraftTakenAway, Some(reason.as_str()), None);
        }
    }

    /// What a signer is to know of what they sign: which unit drafted it, and who.
    fn drafted_by(&self, note: Option<&str>) -> String {
        let unit = named(Holder::Department(self.after.content().department), self.directory);
        let drafter = named(Holder::Person(self.after.drafter()), self.directory);
        let by = format!("Đơn vị soạn thảo: {unit}; người soạn thảo: {drafter}.");
        note.map_or_else(|| by.clone(), |note| format!("{note}\n{by}"))
    }

    fn recipient(&self, to: &crate::outgoing::Recipient) -> String {
        match &to.destination {
            Destination::Inside { holder } => named(*holder, self.directory),
            Destination::Agency { name, .. } | Destination::Counterpart { name, .. } => name.clone(),
            Destination::Post { name, .. } => name.to_string(),
        }
    }

    /// What a later document does to it, or no longer does.
    fn mended(&mut self, before: Option<&OutgoingDocument>, event: &Event) {
        use NoticeKind as K;
        match event {
            Event::Replaced { later } => self.later(K::IssuedReplaced, &written(later)),
            Event::Amended { later } => self.later(K::IssuedAmended, &written(later)),
            Event::Corrected { later } => self.later(K::IssuedCorrected, &written(later)),
            Event::RelationTakenBack { document } => {
                let known = before.and_then(|before| before.later().find(|(_, later)| later.document == *document));
                let words = known.map(|(_, later)| written(later));
                self.later(K::RelationTakenBack, words.as_deref().unwrap_or_default());
            }
            _ => {}
        }
    }

    /// What a later document does to it concerns all who answer for it, and all who work by it here.
    fn later(&mut self, kind: NoticeKind, words: &str) {
        let after = self.after;
        self.person(after.drafter(), kind, Some(words));
        if let Some(signature) = after.state().signature() {
            self.person(signature.signer, kind, Some(words));
        }
        for (_, holder) in after.inside().collect::<Vec<_>>() {
            self.tell(Desk::Holder(holder), kind, Some(words), None);
        }
    }

    /// Where nobody is there it lies unread. Registry and chief of office know, whoever of them has sent it, too: they see to it.
    fn nobody_told(&mut self) {
        let (after, directory) = (self.after, self.directory);
        let unreached = after.inside().map(|(_, holder)| holder).filter(|holder| !reaches_somebody(*holder, directory));
        let names: Vec<String> = unreached.map(|holder| named(holder, directory)).collect();
        if names.is_empty() {
            return;
        }
        let chiefs = directory.with_role(Role::ChiefOfOffice).map(|id| Desk::Holder(Holder::Person(id)));
        for desk in std::iter::once(Desk::Registry).chain(chiefs) {
            for (person, instead_of) in told_at(desk, directory) {
                let to = Recipient::Person(person);
                if !self.notices.iter().any(|n| n.to == to && n.kind == NoticeKind::NobodyTold) {
                    let words = Some(names.join("; "));
                    self.notices.push(Notice::to(person, instead_of, NoticeKind::NobodyTold, words));
                }
            }
        }
    }

    /// A signature is nobody's in another's stead (Art. 13): who stands in for the signer is told that they are waited for.
    fn put_before(&mut self, signer: PersonId, note: Option<&str>) {
        let words = self.drafted_by(note);
        self.person(signer, NoticeKind::DraftToSign, Some(&words));
        for notice in self.notices.iter_mut().filter(|notice| notice.instead_of.is_some()) {
            notice.kind = NoticeKind::SignerAway;
        }
    }

    fn happened(&mut self, before: Option<&OutgoingDocument>, event: &Event) {
        use NoticeKind as K;
        let after = self.after;
        let due = after.state().step_deadline().map(|deadline| deadline.due);
        match event {
            Event::Drafted { .. }
            | Event::Revised { .. }
            | Event::Sealed { .. }
            | Event::UpdateSent { .. }
            | Event::Filed { .. }
            | Event::Acknowledged { .. } => {}
            // Of its way the drafter is told where it ends badly.
            Event::DeliveryNoted { recipient, state, remark } => {
                if *state == DeliveryState::Refused {
                    let name = after.recipient(*recipient).map(|to| self.recipient(to)).unwrap_or_default();
                    let why = remark.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
                    self.person(after.drafter(), K::DeliveryRefused, Some(&format!("{name}{why}")));
                }
            }
            Event::Submitted { note } => {
                let unit = Desk::Holder(Holder::Department(after.content().department));
                self.tell(unit, K::DraftToReview, note.as_ref().map(crate::Instruction::as_str), None);
            }
            Event::Endorsed { desk, note } => {
                self.tell(*desk, K::DraftToCheck, note.as_ref().map(crate::Instruction::as_str), None);
            }
            Event::FormPassed { signer, note } => {
                self.put_before(*signer, note.as_ref().map(crate::Instruction::as_str));
            }
            Event::ReturnedToDrafter { reason } => {
                self.person(after.drafter(), K::DraftReturned, Some(reason.as_str()));
                // Whose signature counts no longer, and before whom it lay.
                self.taken_away(before, reason);
            }
            Event::Signed { .. } => self.tell(Desk::Registry, K::SignedToIssue, None, due),
            Event::Issued { answers, relations, .. } => {
                let not_noted = not_noted(answers, relations);
                self.person(after.drafter(), K::NumberGiven, not_noted.as_deref());
                self.opinions_ended(before, None);
            }
            Event::Dispatched { .. } => {
                for (id, holder) in after.inside().collect::<Vec<_>>() {
                    let (part, words) = (Some(AssignmentId(id.0)), sent_for(after, id));
                    self.tell_as(Desk::Holder(holder), K::IssuedForYou, part, Some(&words), None);
                }
                self.nobody_told();
                self.person(after.drafter(), K::IssuedToFile, None);
            }
            Event::Cancelled { reason } => {
                self.person(after.drafter(), K::DraftCancelled, Some(reason.as_str()));
                if let Some(signature) = before.and_then(|before| before.state().signature()) {
                    self.person(signature.signer, K::DraftCancelled, Some(reason.as_str()));
                }
                // And before whom it lay.
                if let Some(holder) = before.and_then(holder) {
                    self.tell(holder, K::DraftCancelled, Some(reason.as_str()), None);
                }
                self.opinions_ended(before, Some(reason.as_str()));
            }
            Event::Voided { reason, .. } => {
                self.person(after.drafter(), K::NumberVoided, Some(reason.as_str()));
                if let Some(signature) = after.state().signature().filter(|one| one.signer != after.drafter()) {
                    self.person(signature.signer, K::DraftTakenAway, Some(reason.as_str()));
                }
            }
            Event::Recalled { reason } => {
                self.person(after.drafter(), K::IssuedRecalled, Some(reason.as_str()));
                if let Some(signature) = after.state().signature() {
                    self.person(signature.signer, K::IssuedRecalled, Some(reason.as_str()));
                }
                for (_, holder) in after.inside().collect::<Vec<_>>() {
                    self.tell(Desk::Holder(holder), K::IssuedRecalled, Some(reason.as_str()), None);
                }
            }
            Event::Replaced { .. }
            | Event::Amended { .. }
            | Event::Corrected { .. }
            | Event::RelationTakenBack { .. } => {
                self.mended(before, event);
            }
            Event::DrafterChanged { from, to, reason } => {
                self.person(*to, K::DraftingGiven, Some(reason.as_str()));
                self.person(*from, K::DraftTakenAway, Some(reason.as_str()));
            }
            Event::DeadlinesRecounted { step, because } => {
                if let Some(step) = step {
                    let words = moved_in_words(step.due_before, step.deadline.due, because);
                    self.tell(Desk::Registry, K::DeadlineMoved, Some(&words), due);
                }
            }
            Event::Commented { text } => {
                self.person(after.drafter(), K::Commented, Some(text.as_str()));
                if let Some(holder) = holder(after) {
                    self.tell(holder, K::Commented, Some(text.as_str()), None);
                }
            }
            Event::HandedOver { from, to, reason, .. } => self.handed_over(before, *from, *to, reason.as_str()),
            Event::OpinionsAsked { .. }
            | Event::OpinionGiven { .. }
            | Event::OpinionPassed { .. }
            | Event::OpinionWithdrawn { .. }
            | Event::OpinionReminded { .. }
            | Event::OpinionsRecounted { .. } => self.opinions(event),
        }
    }

    /// What happens to opinions, to whoever has them in hand and whoever asked.
    fn opinions(&mut self, event: &Event) {
        use NoticeKind as K;
        let after = self.after;
        match event {
            Event::OpinionsAsked { opinions } => {
                for opinion in opinions {
                    self.on_opinion(opinion, K::OpinionAsked, Some(opinion.question.as_str()));
                }
            }
            Event::OpinionGiven { opinion, text, .. } => {
                self.opinion_given(*opinion, text.as_ref().map(crate::Instruction::as_str));
            }
            Event::OpinionPassed { opinion, note, .. } => {
                if let Some(opinion) = after.opinion(*opinion) {
                    let words = note.as_ref().unwrap_or(&opinion.question);
                    self.on_opinion(opinion, K::OpinionAsked, Some(words.as_str()));
                }
            }
            Event::OpinionWithdrawn { opinion, reason } => {
                if let Some(opinion) = after.opinion(*opinion) {
                    self.on_opinion(opinion, K::OpinionEnded, Some(reason.as_str()));
                    self.person(opinion.asker(), K::OpinionEnded, Some(reason.as_str()));
                }
            }
            Event::OpinionReminded { opinion, text } => {
                if let Some(opinion) = after.opinion(*opinion) {
                    self.on_opinion(opinion, K::Reminder, text.as_ref().map(crate::Instruction::as_str));
                }
            }
            Event::OpinionsRecounted { moved, because } => {
                for one in moved {
                    if let Some(opinion) = after.opinion(one.opinion) {
                        let words = moved_in_words(one.due_before, one.due, because);
                        self.on_opinion(opinion, K::DeadlineMoved, Some(&words));
                    }
                }
            }
            _ => {}
        }
    }

    /// Whoever takes over is told once, of what they are to act on before anything else; who hands over, that it is no
    /// longer theirs.
    fn handed_over(&mut self, before: Option<&OutgoingDocument>, from: PersonId, to: PersonId, words: &str) {
        let shares = before.map(|before| handover::shares(before, from)).unwrap_or_default();
        let part = shares.first().and_then(|share| share.opinion());
        let due = part.and_then(|id| self.after.opinion(id)).map(|opinion| opinion.due);
        let part = part.map(|id| AssignmentId(id.0));
        for (person, kind) in [(to, NoticeKind::HandedOver), (from, NoticeKind::TakenAway)] {
            self.tell_as(Desk::Holder(Holder::Person(person)), kind, part, Some(words), due);
        }
        for notice in &mut self.notices {
            notice.about = Some(from);
        }
    }

    /// Whoever has an opinion in hand.
    fn on_opinion(&mut self, opinion: &Opinion, kind: NoticeKind, words: Option<&str>) {
        let (desk, part) = (Desk::Holder(opinion.in_hand()), Some(AssignmentId(opinion.id.0)));
        self.tell_as(desk, kind, part, words, Some(opinion.due));
    }

    /// Whoever asked hears of each, and with the last of theirs that all have come; the drafter, who has to work it in,
    /// hears of each, too.
    fn opinion_given(&mut self, id: OpinionId, words: Option<&str>) {
        let Some(asker) = self.after.opinion(id).map(Opinion::asker) else { return };
        let waits = self.after.open_opinions().any(|other| other.asker() == asker);
        let kind = if waits { NoticeKind::OpinionGiven } else { NoticeKind::OpinionsComplete };
        self.person(asker, kind, words);
        self.person(self.after.drafter(), NoticeKind::OpinionGiven, words);
    }

    /// With the number, or the end of the draft, nobody is asked any more.
    fn opinions_ended(&mut self, before: Option<&OutgoingDocument>, words: Option<&str>) {
        let Some(before) = before else { return };
        for opinion in before.open_opinions() {
            let part = Some(AssignmentId(opinion.id.0));
            self.tell_as(Desk::Holder(opinion.in_hand()), NoticeKind::OpinionEnded, part, words, None);
        }
    }
}

/// What the drafter is to see to, where something could not be noted at other documents.
fn not_noted(answers: &[AnswerOutcome], relations: &[RelationOutcome]) -> Option<String> {
    let words = |rule: Rule| Refusal::new(rule).words().vi;
    let answer = |outcome: &AnswerOutcome| match outcome.refused {
        Some(rule) => Some(format!("Văn bản đến được trả lời chưa ghi nhận được văn bản này. {}", words(rule))),
        None if outcome.left_open => Some(
            "Văn bản đến được trả lời đã ghi nhận văn bản này nhưng chưa kết thúc: nay người khác đang chủ trì xử lý."
                .to_owned(),
        ),
        None => None,
    };
    let relation = |outcome: &RelationOutcome| {
        let rule = outcome.refused?;
        Some(format!("Văn bản được thay thế, sửa đổi hoặc đính chính chưa ghi nhận được văn bản này. {}", words(rule)))
    };
    let all: Vec<String> = answers.iter().filter_map(answer).chain(relations.iter().filter_map(relation)).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// A later document, as it is named in a letter.
fn written(later: &Later) -> String {
    format!("{} ngày {}", later.written, crate::written_day(later.issued_on))
}

/// What somebody in the agency is sent it for, and until when an answer is asked of them.
pub(crate) fn sent_for(document: &OutgoingDocument, recipient: crate::RecipientId) -> String {
    let Some(to) = document.recipient(recipient) else { return String::new() };
    let until = document.reply_by_of(to);
    let until = until.map(|day| format!("; trả lời chậm nhất hết ngày {}", crate::written_day(day)));
    format!("{}{}", to.purpose.vietnamese(), until.unwrap_or_default())
}

/// Whether somebody is there to be told of what comes to this holder.
pub fn reaches_somebody(holder: Holder, directory: &Directory) -> bool {
    !told_at(Desk::Holder(holder), directory).is_empty()
}

fn named(holder: Holder, directory: &Directory) -> String {
    match holder {
        Holder::Person(id) => directory.people.get(&id).map(|person| person.name.clone()),
        Holder::Department(id) => directory.departments.get(&id).map(|department| department.name.clone()),
    }
    .unwrap_or_default()
}

/// Who is told that a mail to a recipient was refused, or has come back: the drafter, and the registry, which sends it another way.
pub fn delivery_failed(
    document: &OutgoingDocument,
    mailing: &Mailing,
    why: &str,
    directory: &Directory,
) -> Vec<Notice> {
    let name = match document.recipient(mailing.recipient).map(|recipient| &recipient.destination) {
        Some(Destination::Counterpart { name, .. }) => name.as_str(),
        _ => "",
    };
    let words = format!("{name} ({}): {why}", mailing.to.as_str());
    both_told(document, NoticeKind::MailFailed, &words, directory)
}

/// The same of a packet of the interchange that is not tried any more.
pub fn packet_failed(
    document: &OutgoingDocument,
    recipient: crate::RecipientId,
    why: &str,
    directory: &Directory,
) -> Vec<Notice> {
    let name = document.recipient(recipient).map(outside_name).unwrap_or_default();
    let words = format!("{name}: không gửi được qua liên thông. {why}");
    both_told(document, NoticeKind::DeliveryRefused, &words, directory)
}

/// The drafter and the registry, as far as they see it.
fn both_told(document: &OutgoingDocument, kind: NoticeKind, words: &str, directory: &Directory) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for desk in [Desk::Holder(Holder::Person(document.drafter())), Desk::Registry] {
        for (person, instead_of) in told_at(desk, directory) {
            let known = notices.iter().any(|notice| notice.to == Recipient::Person(person));
            if !known && access::outgoing::may_see(document, person, directory) {
                notices.push(Notice::to(person, instead_of, kind, Some(words.to_owned())));
            }
        }
    }
    notices
}

/// Whom the registry is to ask by letter for what was recalled (Art. 18(4)): to whom it has gone outside, as it has noted, and whom no mail asks
/// for it. Whoever has recalled it is told, too: they see to it.
pub fn recall_by_letter(
    before: &OutgoingDocument,
    asked_by_mail: impl Fn(crate::RecipientId) -> bool,
    directory: &Directory,
) -> Vec<Notice> {
    let holds = |to: &&outgoing::Recipient| {
        let state = before.noted().get(&to.id).map(|noted| noted.state);
        to.destination.goes_outside() && state.is_some_and(DeliveryState::is_with_recipient) && !asked_by_mail(to.id)
    };
    let names: Vec<String> = before.content().recipients.iter().filter(holds).map(outside_name).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let words = names.join("; ");
    let told = told_at(Desk::Registry, directory).into_iter();
    told.map(|(person, instead_of)| Notice::to(person, instead_of, NoticeKind::RecallByLetter, Some(words.clone())))
        .collect()
}

/// What a recipient outside is called, with the address to which the post goes.
fn outside_name(to: &outgoing::Recipient) -> String {
    match &to.destination {
        Destination::Counterpart { name, .. } => name.clone(),
        Destination::Post { name, address } => format!("{name} ({address})"),
        Destination::Inside { .. } | Destination::Agency { .. } => String::new(),
    }
}

/// On whose desk it lies, where that is another's than the drafter's.
fn holder(document: &OutgoingDocument) -> Option<Desk> {
    let drafter = Desk::Holder(Holder::Person(document.drafter()));
    outgoing_desk(document).filter(|desk| *desk != drafter)
}
