//! From what happened to a dossier to whom of the office it concerns: whoever has it in hand from now on, and whoever waits for an answer. What
//! its citizen is told stands in [`super::citizen`].

use super::{
    Addressee, DossierLine, Letter, Notice, NoticeKind, Recipient, Signature, Subjectline, citizen::changed_in_words,
    telling::told_at,
};
use crate::{
    Actor, AssignmentId, DocumentId, PersonId, Reason, Remark, UtcTime, access,
    assignment::Holder,
    dossier::{
        Channel, CommandKind, Consultation, Dossier, DossierFacts, Event, Happening, Party, State, StateName, StepRun,
        clock::MovedDue,
        event::AskedUntil,
        link::{AnewBecause, Standing},
        payment::{Doubt, PaymentNotice},
        record::in_hand,
        state::{Charge, Missing, SupplementRequest},
    },
    incoming::{Urgency, event::moved_in_words},
    organisation::Directory,
    work::Desk,
};

/// The notices that a happening causes in the office. `before` is the dossier as it stood (none for a new one), `after` as it stands now.
pub fn dossier_notices(
    before: Option<&Dossier>,
    after: &Dossier,
    happening: &Happening,
    directory: &Directory,
) -> Vec<Notice> {
    let mut telling = Telling { before, after, by: happening.by, directory, notices: Vec::new() };
    telling.happened(&happening.event);
    telling.notices
}

struct Telling<'a> {
    before: Option<&'a Dossier>,
    after: &'a Dossier,
    by: Actor,
    directory: &'a Directory,
    notices: Vec<Notice>,
}

impl Telling<'_> {
    fn tell(
        &mut self,
        desk: Desk,
        kind: NoticeKind,
        assignment: Option<AssignmentId>,
        words: Option<&str>,
        due: Option<UtcTime>,
    ) {
        for (person, instead_of) in told_at(desk, self.directory) {
            let sees = |dossier| access::dossier::may_see(dossier, person, self.directory);
            // Whose part has ended may not see it any more, and is told just that.
            let ended =
                matches!(kind, NoticeKind::ConsultationEnded | NoticeKind::TakenAway | NoticeKind::DossierWithdrawn);
            if !(sees(self.after) || (ended && self.before.is_some_and(sees))) || self.by.person() == Some(person) {
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

    /// Whoever has it in hand now.
    fn in_hand(&mut self, kind: NoticeKind, words: Option<&str>) {
        if let Some(desk) = self.after.desk() {
            self.tell(desk, kind, None, words, self.after.next_due());
        }
    }

    /// Whoever had it in hand before.
    fn had_in_hand(&mut self, kind: NoticeKind, words: &str) {
        let Some(before) = self.before else { return };
        // Whose step waited for the citizen hears of it like the desk with which it lay meanwhile.
        for desk in before.state().run().map(in_hand).into_iter().chain(before.desk()) {
            self.tell(desk, kind, None, Some(words), None);
        }
    }

    fn person(&mut self, person: PersonId, kind: NoticeKind, words: Option<&str>) {
        self.tell(Desk::Holder(Holder::Person(person)), kind, None, words, None);
    }

    /// Whoever of the agency is asked.
    fn asked(&mut self, one: &Consultation, kind: NoticeKind, words: Option<&str>) {
        let Some(holder) = one.holder() else { return };
        let due = matches!(kind, NoticeKind::ConsultationAsked | NoticeKind::DeadlineMoved).then_some(one.due);
        self.tell(Desk::Holder(holder), kind, Some(AssignmentId(one.id.0)), words, due);
    }

    /// Nobody is asked about what nobody handles any more.
    fn no_longer_asked(&mut self, words: &str) {
        let Some(before) = self.before else { return };
        for one in before.open_consultations() {
            self.asked(one, NoticeKind::ConsultationEnded, Some(words));
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm an event: who is told of which stands in one place")]
    fn happened(&mut self, event: &Event) {
        use NoticeKind as K;
        match event {
            Event::DossierRegistered { facts, .. } => {
                // What is brought to the desk is before a clerk already.
                if facts.channel != Channel::Counter {
                    self.in_hand(K::DossierArrived, None);
                }
            }
            // Nobody of this agency has received it.
            Event::DossierAccepted { acceptance, .. } => {
                if acceptance.by.is_none() {
                    self.in_hand(K::DossierForwarded, None);
                }
            }
            Event::StandingTold { standing } => self.told(standing),
            Event::NotTaken { why, .. } => {
                self.tell(Desk::OneStop, K::DossierNotTaken, None, Some(&why.vi), self.after.next_due());
            }
            // These leave it where it is, or end it by the hand of whoever has it.
            Event::DossierForwarded
            | Event::Relayed { .. }
            | Event::RelayHeard { .. }
            | Event::DossierRefused { .. }
            | Event::ProcedureSet { .. }
            | Event::OutcomeSet { .. }
            | Event::ResultTakenIn { .. }
            | Event::ResultReturned { .. }
            | Event::ResultCameBack { .. }
            | Event::ResultUncollected { .. }
            | Event::FilesAttached { .. }
            | Event::Rated { .. } => {}
            Event::SupplementRequested { request, .. } => {
                if self.before.is_some_and(|before| before.state().run().is_some()) {
                    self.in_hand(K::DossierAwaitsCitizen, Some(&missing_in_words(request)));
                }
            }
            Event::PaymentRequested { charges, .. } => {
                self.in_hand(K::DossierAwaitsCitizen, Some(&charges_in_words(charges)));
            }
            Event::DossierSupplied { note, .. } => {
                self.in_hand(K::DossierSupplied, note.as_ref().map(crate::Remark::as_str));
            }
            Event::PaymentRecorded { payment, .. } => {
                // As long as something is still to be paid it waits on.
                let waited = |dossier: &Dossier| matches!(dossier.state(), State::AwaitingPayment { .. });
                if self.before.is_some_and(waited) && !waited(self.after) {
                    self.in_hand(K::DossierPaid, Some(&format!("Biên lai số {}.", payment.receipt)));
                }
            }
            Event::StepEntered { run, consultations, .. } => self.entered(run, consultations),
            Event::OfficerAssigned { note, .. } => {
                self.in_hand(K::DossierAssigned, note.as_ref().map(crate::Instruction::as_str));
                let before = self.before.and_then(|before| before.state().run()).and_then(|run| run.officer);
                if let Some(before) = before {
                    self.person(before, K::TakenAway, None);
                }
            }
            Event::Consulted { consultations } => {
                for one in consultations {
                    self.asked(one, K::ConsultationAsked, Some(one.question.as_str()));
                }
            }
            Event::ConsultationAnswered { consultation, text, .. } => {
                self.in_hand_of_step(K::ConsultationAnswered, text.as_str());
                let one = self.after.consultation(*consultation);
                if let Some(by) = one.and_then(|one| one.asked_by) {
                    self.person(by.desk(), K::ConsultationAnswered, Some(text.as_str()));
                }
            }
            Event::ConsultationClosed { consultation } => {
                if let Some(one) = self.after.consultation(*consultation) {
                    self.asked(one, K::ConsultationEnded, None);
                }
            }
            Event::DossierExtended { extension, .. } => {
                let words = extension.reason.as_str();
                // The new date is the whole dossier's: the step at hand keeps its own.
                let due = Some(extension.to);
                if let Some(desk) = self.after.desk() {
                    self.tell(desk, K::DossierExtended, None, Some(words), due);
                }
                // Who hands the apology to the citizen.
                self.tell(Desk::OneStop, K::DossierExtended, None, Some(words), due);
            }
            Event::DossierWithdrawn { end } => {
                self.had_in_hand(K::DossierWithdrawn, end.reason.as_str());
                self.no_longer_asked(end.reason.as_str());
            }
            Event::DossierStopped { end } => {
                self.had_in_hand(K::DossierStopped, end.reason.as_str());
                // Who hands the notice to the citizen.
                self.tell(Desk::OneStop, K::DossierStopped, None, Some(end.reason.as_str()), None);
                self.no_longer_asked(end.reason.as_str());
            }
            Event::DossierResumed { reason, .. } => self.in_hand(K::DossierResumed, Some(reason.as_str())),
            Event::DossierDone { .. } => self.in_hand(K::DossierDone, None),
            Event::ResultCorrected { reason, .. } => {
                self.in_hand(K::DossierDone, Some(&format!("Kết quả được đính chính. Lý do: {reason}")));
            }
            Event::ContactCorrected { contact, before, reason } => {
                // Whose it is called, who handles it writes on the result.
                let named = |party: &Party| (party.kind, party.name.clone(), party.id_number.clone());
                if self.after.code().is_some() && named(contact) != named(before) {
                    let words = format!("{} Lý do: {reason}", changed_in_words(before, contact));
                    self.in_hand_of_step(K::Commented, &words);
                }
            }
            Event::Commented { text } => self.in_hand_of_step(K::Commented, text.as_str()),
            Event::Reminded { text } => self.in_hand(K::Reminder, text.as_ref().map(crate::Instruction::as_str)),
            Event::HandedOver { from, to, reason, .. } => self.handed_over(*from, *to, reason.as_str()),
            Event::DatesRecounted { because, asked, .. } => {
                if let Some(words) = self.recounted(event, because) {
                    self.in_hand(K::DeadlineMoved, Some(&words));
                }
                self.asked_until(asked, because);
            }
        }
    }

    /// What the agency that handles it asks of the citizen, that it takes longer or is handled no further, and that the result is there, concerns the
    /// desk that received it: whom the citizen asks, and who hands them the papers.
    fn told(&mut self, now: &Standing) {
        use NoticeKind as K;
        let (then, way) = (self.before.and_then(Dossier::there), self.after.facts().return_way);
        let turned = then.is_none_or(|then| then.state != now.state);
        let ended = now.ended.as_ref().filter(|_| turned).map(|ended| ended.reason.as_str());
        // What the citizen took back at this desk it knows.
        let sent = match self.before.map(Dossier::state) {
            Some(State::Forwarded { link, .. }) => link.waits.as_ref().map(|waits| waits.command),
            _ => None,
        };
        let mut tell = |kind, words: Option<&str>, due| self.tell(Desk::OneStop, kind, None, words, due);
        if let Some(wanted) = now.wanted_since(then) {
            let words = wanted_in_words(&wanted.missing, &wanted.reason, wanted.guide.as_ref());
            tell(K::DossierAwaitsCitizen, Some(&words), Some(wanted.until));
        } else if let Some(sums) = now.to_pay_since(then) {
            let charges: Vec<Charge> = sums.into_iter().map(Charge::from).collect();
            tell(K::DossierAwaitsCitizen, Some(&charges_in_words(&charges)), now.pay_by);
        }
        match now.state {
            StateName::Done => {
                let anew = now.anew_since(then).map(|anew| match anew.because {
                    AnewBecause::Corrected => format!("Kết quả được đính chính. Lý do: {}", anew.reason),
                    AnewBecause::CameBack => format!("Bưu gửi bị trả lại. Lý do: {}", anew.reason),
                });
                // Where nothing is to be done here it is not news that the agency has done its part.
                if anew.is_some() || (turned && now.is_fetched(way)) {
                    tell(K::DossierDone, anew.as_deref(), None);
                }
            }
            StateName::Stopped if turned => tell(K::DossierStopped, ended, None),
            StateName::Withdrawn if turned && sent != Some(CommandKind::WithdrawDossier) => {
                tell(K::DossierWithdrawn, ended, None);
            }
            _ => {}
        }
        if let Some(apology) = now.apology_since(then) {
            tell(K::DossierExtended, Some(apology.reason.as_str()), Some(apology.to));
        }
    }

    /// It has come to a step, or back to one; and others are asked by it.
    fn entered(&mut self, run: &StepRun, consultations: &[Consultation]) {
        match &run.returned {
            Some(reason) => self.in_hand(NoticeKind::DossierGivenBack, Some(reason.as_str())),
            None => self.in_hand(NoticeKind::DossierGiven, run.note.as_ref().map(crate::Instruction::as_str)),
        }
        for one in consultations {
            self.asked(one, NoticeKind::ConsultationAsked, Some(one.question.as_str()));
        }
    }

    /// Whoever has the step, though it waits for the citizen; else on whose desk it lies.
    fn in_hand_of_step(&mut self, kind: NoticeKind, words: &str) {
        let run = self.after.state().run().filter(|_| !self.after.state().name().is_closed());
        if let Some(desk) = run.map(in_hand).or_else(|| self.after.desk()) {
            self.tell(desk, kind, None, Some(words), self.after.next_due());
        }
    }

    /// Whoever takes over is told of what they are to act on first; who hands over, that it is no longer theirs.
    fn handed_over(&mut self, from: PersonId, to: PersonId, words: &str) {
        let theirs = Holder::Person(from);
        let before = self.before;
        let has_step = before
            .and_then(|before| before.state().run())
            .is_some_and(|run| run.officer == Some(from) || run.desk == Desk::Holder(theirs));
        let asked = before.into_iter().flat_map(Dossier::open_consultations).find(|one| one.holder() == Some(theirs));
        let (part, due) = match asked.filter(|_| !has_step) {
            Some(one) => (Some(AssignmentId(one.id.0)), Some(one.due)),
            None => (None, self.after.next_due()),
        };
        for (person, kind) in [(to, NoticeKind::HandedOver), (from, NoticeKind::TakenAway)] {
            self.tell(Desk::Holder(Holder::Person(person)), kind, part, Some(words), due);
        }
        for notice in &mut self.notices {
            notice.about = Some(from);
        }
    }

    /// Whoever is asked, and whoever has asked, is told of another date for the answer.
    fn asked_until(&mut self, asked: &[AskedUntil], because: &[String]) {
        let (before, after) = (self.before, self.after);
        for one in asked {
            let was = before.and_then(|before| before.consultation(one.consultation));
            let (Some(was), Some(now)) = (was, after.consultation(one.consultation)) else { continue };
            let words = format!("Hạn cho ý kiến: {}", moved_in_words(was.due, one.due, because));
            self.asked(now, NoticeKind::DeadlineMoved, Some(&words));
            if let Some(by) = now.asked_by {
                self.person(by.desk(), NoticeKind::DeadlineMoved, Some(&words));
            }
        }
    }

    /// What has moved, with from when to when.
    fn recounted(&self, event: &Event, because: &[String]) -> Option<String> {
        let Event::DatesRecounted { moved, step_moved, desk, citizen, .. } = event else { return None };
        let before = self.before?;
        let line = |what: &str, from: Option<UtcTime>, to: UtcTime| {
            from.map(|from| format!("{what}: {}", moved_in_words(from, to, because)))
        };
        let due = |moved: &Option<MovedDue>| moved.map(|moved| moved.due);
        let run = before.state().run().and_then(|run| run.clock.as_ref());
        let all: Vec<String> = [
            due(step_moved).and_then(|to| line("Hạn của bước", run.map(|clock| clock.due), to)),
            due(moved).and_then(|to| line("Hạn của cả hồ sơ", before.clock().map(|clock| clock.due), to)),
            desk.and_then(|to| {
                line("Hạn của bộ phận một cửa", before.state().step_deadline().map(|one| one.due), to.due)
            }),
            citizen.and_then(|to| {
                line("Thời hạn của công dân", before.state().citizens_time().map(|(_, until)| until), to)
            }),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!all.is_empty()).then(|| all.join("\n"))
    }
}

/// Who is told that a mail to the citizen did not reach them: the one-stop shop, which speaks to them and may correct how they are reached; where
/// nobody has its role, whoever has the dossier in hand. With the telephone, where they have given one: they are to be told by that instead.
pub fn citizen_not_reached(dossier: &Dossier, address: &str, why: &str, directory: &Directory) -> Vec<Notice> {
    let contact = dossier.facts().contact();
    let phone = match &contact.phone {
        Some(phone) => format!("Điện thoại: {phone}"),
        None => "Không có số điện thoại.".to_owned(),
    };
    let words = format!("{} ({address}): {why}\n{phone}", contact.name);
    to_desk(dossier, NoticeKind::MailFailed, &words, directory)
}

/// Who is told of a payment that a gateway tells of, and that nobody could note: the one-stop shop, which takes money and gives it back.
pub fn payment_to_check(dossier: &Dossier, told: &PaymentNotice, doubt: &Doubt, directory: &Directory) -> Vec<Notice> {
    let words = format!("Giao dịch {}: {} đồng. {}", told.transaction, grouped(told.amount), doubt.words());
    to_desk(dossier, NoticeKind::DossierPaymentToCheck, &words, directory)
}

/// To the one-stop shop; where nobody has its role, to whoever has the dossier in hand.
fn to_desk(dossier: &Dossier, kind: NoticeKind, words: &str, directory: &Directory) -> Vec<Notice> {
    let desks = [Some(Desk::OneStop), dossier.state().run().map(in_hand), dossier.desk()];
    let told = desks.into_iter().flatten().map(|desk| told_at(desk, directory)).find(|told| !told.is_empty());
    let told = told.unwrap_or_default().into_iter();
    told.filter(|(person, _)| access::dossier::may_see(dossier, *person, directory))
        .map(|(person, instead_of)| Notice::to(person, instead_of, kind, Some(words.to_owned())))
        .collect()
}

/// What is missing and why, one line each.
pub(super) fn missing_in_words(request: &SupplementRequest) -> String {
    wanted_in_words(&request.missing, &request.reason, request.guide.as_ref())
}

/// The same of what is known apart.
pub(super) fn wanted_in_words(missing: &[Missing], reason: &Reason, guide: Option<&Remark>) -> String {
    let mut lines: Vec<String> =
        missing.iter().enumerate().map(|(n, one)| format!("{}. {}", n + 1, one.what)).collect();
    lines.push(format!("Lý do: {reason}"));
    lines.extend(guide.map(|guide| format!("Hướng dẫn: {guide}")));
    lines.join("\n")
}

/// What is to be paid, one line each.
pub(super) fn charges_in_words(charges: &[Charge]) -> String {
    let mut lines: Vec<String> =
        charges.iter().map(|charge| format!("{}: {} đồng", charge.name, grouped(charge.amount))).collect();
    let mut reasons: Vec<&str> =
        charges.iter().filter_map(|charge| charge.reason.as_ref()).map(crate::Reason::as_str).collect();
    reasons.dedup();
    lines.extend(reasons.into_iter().map(|reason| format!("Lý do: {reason}")));
    lines.join("\n")
}

/// `1.250.000`.
fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Fixes what a notice about a dossier will say to somebody of the office: its code, what it asks for and whose it is, and nothing else of its
/// citizen.
pub fn dossier_letter(notice: &Notice, dossier: &Dossier, by: (Actor, UtcTime), directory: &Directory) -> Letter {
    let owner = Some(dossier.facts().owner.name.to_string());
    let step = dossier.state().run().map(|run| run.name.to_string());
    let line = DossierLine { owner, step, ..line_of(dossier) };
    let mut letter = super::letter::written(notice, subject_of(dossier, line), by, directory);
    // What the agency tells that handles it is said in that one's name, and not in the office's own.
    if let (Actor::Interchange, State::Forwarded { acceptance, .. }) = (by.0, dossier.state()) {
        let competent = acceptance.competent.as_ref();
        letter.from =
            competent.map(|agency| Signature { name: agency.name.to_string(), title: String::new(), substitute: None });
    }
    letter
}

/// What comes online comes of a portal, of another office, or of an account here.
fn by_account(facts: &DossierFacts) -> bool {
    facts.channel == Channel::Online && facts.portal.is_none() && facts.origin.is_none()
}

/// What every letter about a dossier says of it.
pub(super) fn line_of(dossier: &Dossier) -> DossierLine {
    DossierLine {
        code: dossier.code().map(ToString::to_string),
        owner: None,
        step: None,
        way: Some(dossier.facts().return_way),
        person: true,
        party: None,
        there: None,
        account: by_account(dossier.facts()),
        look_up: None,
    }
}

/// It is named by what it asks for: what a citizen writes in their own words may tell of them.
pub(super) fn subject_of(dossier: &Dossier, line: DossierLine) -> Subjectline {
    let procedure = dossier.facts().procedure.as_ref().map(|procedure| procedure.name.to_string());
    Subjectline {
        id: DocumentId(dossier.id().0),
        secret: false,
        arrival: None,
        author: None,
        notation: None,
        issued_on: None,
        subject: Some(procedure.unwrap_or_else(|| "hồ sơ chưa xác định thủ tục".to_owned())),
        urgency: Urgency::Normal,
        dossier: Some(line),
    }
}

/// The letter to somebody outside about it, in the name of the office.
pub(super) fn outside(
    kind: NoticeKind,
    (to, subject): (Addressee, Subjectline),
    (words, due): (Option<String>, Option<UtcTime>),
    at: UtcTime,
    directory: &Directory,
) -> Letter {
    Letter {
        kind,
        to,
        from: None::<Signature>,
        about: None,
        agency: directory.agency_name.clone(),
        document: subject,
        assignment: None,
        words,
        due,
        at,
        enclosed: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_in_groups() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(8000), "8.000");
        assert_eq!(grouped(1_250_000), "1.250.000");
        assert_eq!(grouped(100), "100");
    }
}
