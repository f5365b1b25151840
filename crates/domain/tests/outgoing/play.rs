//! Random ways of a document through the office. A script is plain data, so that it shrinks well; playing it gives commands to one
//! document.
//!
//! Most steps are guided: somebody, mostly whoever has work to do, picks one of the commands that the document offers them and fills it in
//! plausibly. The others are arbitrary: anybody gives any command, with whatever in it.

use chrono::Duration;
use domain::{
    Actor, DepartmentId, OpinionId, PersonId, RecipientId, Refusal, UtcTime, access,
    access::outgoing::{may, offered},
    assignment::Holder,
    organisation::{CopyMakers, FormDesk, Role},
    outgoing::{
        About, Command, CommandKind, Create, DeliveryState, Happening, MakeCopy, OutgoingDocument, StateName, apply,
        create, create_apply, decide, make_copy, table,
    },
    work::{Desk, outgoing_work_of},
};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseError};
use serde_json::{Value, json};

use crate::{
    earlier::{EARLIER, LATER, NONE, RELATED, copy, relations, source},
    story::settings,
    world::*,
};

/// One step, as numbers that choose.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Below 3 of 4 an offered command is picked, else an arbitrary one.
    pub guided: u8,
    /// Who.
    pub actor: u8,
    /// Which command.
    pub pick: u16,
    /// Who is named in it; high ones name what cannot be named.
    pub whom: u8,
    /// Other choices, bit by bit.
    pub beside: u16,
    /// Hours that pass before it.
    pub hours: u8,
}

/// Some weeks.
#[derive(Debug, Clone)]
pub struct Script {
    /// Who drafts it.
    pub drafter: u8,
    /// What it is about.
    pub content: Step,
    /// Whether it is handed in at once.
    pub submit: bool,
    /// Whether the chief of office checks the form.
    pub chief_checks: bool,
    /// Whether it is a copy: one of four is.
    pub copy: u8,
    /// What follows.
    pub steps: Vec<Step>,
}

fn step() -> impl Strategy<Value = Step> {
    (0_u8..4, any::<u8>(), any::<u16>(), any::<u8>(), any::<u16>(), 0_u8..60)
        .prop_map(|(guided, actor, pick, whom, beside, hours)| Step { guided, actor, pick, whom, beside, hours })
}

/// Any script.
pub fn scripts() -> impl Strategy<Value = Script> {
    (0_u8..14, step(), any::<bool>(), any::<bool>(), 0_u8..4, vec(step(), 0..45)).prop_map(
        |(drafter, content, submit, chief_checks, copy, steps)| Script {
            drafter,
            content,
            submit,
            chief_checks,
            copy,
            steps,
        },
    )
}

/// One command, given and decided.
pub struct Turn<'a> {
    /// The document before.
    pub before: &'a OutgoingDocument,
    /// By whom.
    pub actor: Actor,
    /// What.
    pub command: &'a Command,
    /// What it was decided with.
    pub moment: &'a Moment,
    /// What came of it.
    pub outcome: &'a Result<Happening, Refusal>,
    /// The document after; as before where it was refused.
    pub after: &'a OutgoingDocument,
}

impl Turn<'_> {
    /// The turn in one line, for a failing test.
    pub fn told(&self) -> String {
        format!(
            "{:?} gives {} in {:?}: {:?}",
            self.actor,
            serde_json::to_string(self.command).unwrap(),
            self.before.state().name(),
            self.outcome.as_ref().map(|h| &h.event)
        )
    }
}

/// What was played.
pub struct Played {
    /// The document at the end.
    pub document: OutgoingDocument,
    /// All that happened to it.
    pub history: Vec<Happening>,
}

fn moment(script: &Script, now: UtcTime, step: u32, beside: u16, issuing: Option<&OutgoingDocument>) -> Moment {
    let desk = if script.chief_checks { FormDesk::ChiefOfOffice } else { FormDesk::Registry };
    let mut settings = settings(desk);
    settings.max_recipients = 7;
    settings.max_files = 6;
    if beside >> 10 & 7 == 7 {
        settings.outgoing.place = None;
    }
    let mut number = issuing.and_then(|document| register_for(&document.content().type_code, now));
    // Now and then the register is not as it should be: last year's, none, closed, or that of what comes in.
    match (beside >> 11, number.as_mut()) {
        (1, Some(register)) => register.year -= 1,
        (2, _) => number = None,
        (3, Some(register)) => register.open = false,
        (4, Some(register)) => *register = registers(now).remove(2),
        (5, Some(register)) => *register = registers(now).remove(1),
        _ => {}
    }
    // And an earlier document, when the number comes, where it no longer was.
    let related: &'static _ = if issuing.is_some() && beside >> 9 & 7 == 5 { &NONE } else { &RELATED };
    Moment { now, seed: seed(step), settings, number, related, source: None, shorter: beside & 1 == 1 }
}

/// Plays a script, and shows every turn to `check`. `None` where not even the draft was made.
pub fn play(
    script: &Script,
    mut check: impl FnMut(&Turn<'_>) -> Result<(), TestCaseError>,
) -> Result<Option<Played>, TestCaseError> {
    let mut now = morning();
    let drafters =
        [OFFICER, OFFICER, OFFICER_2, CULTURE_OFFICER, CHIEF, CLERK, CENTRE_DEPUTY, HEAD, MILITIAMAN, STRANGER, LEFT];
    let by = match script.drafter {
        11 => Actor::Service(SYSTEM),
        12 => Actor::Office,
        13 => Actor::Substitute { person: DEPUTY, instead_of: VICE },
        n => Actor::Person(drafters[usize::from(n)]),
    };
    let mut first = moment(script, now, 0, 0, None);
    let events = if script.copy == 3 {
        let asked: MakeCopy = serde_json::from_value(copy(script.content)).unwrap();
        first.source = source(asked.of);
        if script.submit {
            first.settings.outgoing.copies_by = CopyMakers::Everybody;
        }
        make_copy(by, &asked, &first.context())
    } else {
        let content = serde_json::from_value(content(script.content, None)).unwrap();
        create(by, &Create { content, submit: script.submit }, &first.context())
    };
    let Ok(events) = events else { return Ok(None) };
    prop_assert!(by.person().is_some(), "only people draft");
    let mut history: Vec<Happening> = events.into_iter().map(|event| Happening { by, at: now, event }).collect();
    let mut document = create_apply(DOCUMENT, WORLD.directory.agency, &history[0]).unwrap();
    for more in history.iter().skip(1) {
        document = apply(document, more).unwrap();
    }
    for (n, step) in (100..).zip(script.steps.iter().copied()) {
        now += Duration::hours(i64::from(step.hours));
        let (actor, kind, about) = if step.guided < 3 { guided(step, &document) } else { arbitrary(step, &document) };
        let command = fill(step, kind, about, now, &document);
        let issuing = (kind == CommandKind::Issue).then_some(&document);
        let mut moment = moment(script, now, n, step.beside, issuing);
        moment.source = match &command {
            Command::ReviseCopy(revise) => source(revise.copy.of),
            _ => document.content().copy.as_ref().and_then(|copy| source(copy.of.document)),
        };
        let before = document.clone();
        let outcome = match decide(&document, actor, &command, &moment.context()) {
            Ok(mut events) => {
                prop_assert_eq!(events.len(), 1, "one command, one event");
                let happening = Happening { by: actor, at: now, event: events.remove(0) };
                document = apply(document, &happening).map_err(|fault| {
                    let command = serde_json::to_string(&command).unwrap();
                    TestCaseError::fail(format!("{fault}: {actor:?} gives {command}"))
                })?;
                history.push(happening.clone());
                Ok(happening)
            }
            Err(refusal) => Err(refusal),
        };
        let turn =
            Turn { before: &before, actor, command: &command, moment: &moment, outcome: &outcome, after: &document };
        check(&turn).map_err(|error| match error {
            TestCaseError::Fail(why) => TestCaseError::fail(format!("{why}\n  when {}", turn.told())),
            rejected @ TestCaseError::Reject(_) => rejected,
        })?;
    }
    Ok(Some(Played { document, history }))
}

// -- who gives which command ------------------------------------------------------------------------------------------------

/// Who sits at this desk.
pub fn at(desk: Desk) -> Vec<PersonId> {
    match desk {
        Desk::Registry => WORLD.directory.with_role(Role::RegistryClerk).collect(),
        // Dossiers lie there.
        Desk::OneStop => Vec::new(),
        Desk::Holder(Holder::Person(id)) => WORLD.directory.active(id).map(|person| person.id).into_iter().collect(),
        Desk::Holder(Holder::Department(id)) => WORLD.directory.leads_of(id).collect(),
    }
}

/// How often a command is picked, in proportion: those that end a document or send it back seldom, so that deep states are reached.
const fn weight(kind: CommandKind) -> u16 {
    use CommandKind as C;
    match kind {
        C::CancelDraft | C::VoidIssued | C::RecallIssued | C::HandOverDraft => 1,
        C::Discuss | C::ChangeDrafter | C::ReturnToDrafter | C::WithdrawOpinion | C::RemindOpinion => 2,
        C::AskOpinions | C::GiveOpinion | C::PassOpinion => 6,
        C::Revise | C::ReviseCopy | C::NoteDelivery | C::AcknowledgeIssued | C::FileIssued => 4,
        _ => 16,
    }
}

/// What the office itself may do to it now.
fn of_the_office(step: Step, document: &OutgoingDocument) -> Option<CommandKind> {
    let state = document.state().name();
    let known: Vec<CommandKind> = CommandKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_the_offices() && table::knows(state, *kind))
        .filter(|kind| *kind != CommandKind::TakeRelationBack || document.later().next().is_some())
        .collect();
    known.get(usize::from(step.pick / 5) % known.len().max(1)).copied()
}

fn guided(step: Step, document: &OutgoingDocument) -> (Actor, CommandKind, About) {
    if step.beside >> 12 & 3 == 3
        && let Some(kind) = of_the_office(step, document)
    {
        return (Actor::Office, kind, About::Nothing);
    }
    let busy: Vec<PersonId> = outgoing_work_of(document).iter().flat_map(|item| at(item.desk)).collect();
    let anybody = ACTORS[usize::from(step.actor) % ACTORS.len()].person().unwrap_or(CHAIR);
    let person = if step.actor.is_multiple_of(4) || busy.is_empty() {
        anybody
    } else {
        busy[usize::from(step.actor / 4) % busy.len()]
    };
    let mut offers = offered(document, person, &WORLD.directory);
    if offers.is_empty() {
        offers = offered(document, CLERK, &WORLD.directory);
    }
    // The clock gives it, to nobody's offer.
    if step.actor.is_multiple_of(11) && document.state().step_deadline().is_some() {
        return (Actor::Office, CommandKind::RecountStep, About::Nothing);
    }
    let total: u16 = offers.iter().map(|offer| weight(offer.command)).sum();
    if total == 0 {
        return arbitrary(step, document);
    }
    let mut left = step.pick % total;
    for offer in &offers {
        let weight = weight(offer.command);
        if left < weight {
            let about = offer.opinion.map_or_else(|| offer.recipient.into(), About::Opinion);
            let may = |actor| may(document, actor, offer.command, about, &WORLD.directory);
            // What the registry would do, a system does as well.
            if step.beside >> 10 & 3 == 3 && may(Actor::Service(ISSUING_SYSTEM)).is_ok() {
                return (Actor::Service(ISSUING_SYSTEM), offer.command, about);
            }
            let names = access::in_some_name(person, &WORLD.directory, may).unwrap_or_default();
            let actor = names.get(usize::from(step.whom) % names.len().max(1));
            return (*actor.unwrap_or(&Actor::Person(person)), offer.command, about);
        }
        left -= weight;
    }
    arbitrary(step, document)
}

fn arbitrary(step: Step, document: &OutgoingDocument) -> (Actor, CommandKind, About) {
    let actor = ACTORS[usize::from(step.actor) % ACTORS.len()];
    // Half of them at least know the state, or nearly everything would be refused for that alone.
    let known: Vec<CommandKind> =
        CommandKind::ALL.iter().copied().filter(|kind| table::knows(document.state().name(), *kind)).collect();
    let kinds = if step.pick.is_multiple_of(2) && !known.is_empty() { known.as_slice() } else { CommandKind::ALL };
    (actor, kinds[usize::from(step.pick / 2) % kinds.len()], About::Nothing)
}

// -- what it says -----------------------------------------------------------------------------------------------------------

/// One of its other choices.
pub fn bit(step: Step, n: u32) -> bool {
    step.beside >> n & 1 == 1
}

/// Files that a signature or a seal might bring.
fn pdf(step: Step, usual: domain::FileId) -> (&'static str, Vec<domain::FileId>) {
    let on = if bit(step, 0) { "paper" } else { "pdf" };
    let files = match step.whom {
        0..=9 => vec![],
        10..=19 => vec![TEXT],
        20..=24 => vec![NO_FILE],
        25..=29 => vec![usual, usual],
        30..=90 if bit(step, 0) => vec![SCAN],
        _ => vec![usual],
    };
    (on, files)
}

/// What somebody might write in this command.
fn fill(step: Step, kind: CommandKind, about: About, now: UtcTime, document: &OutgoingDocument) -> Command {
    use CommandKind as C;
    let note = bit(step, 3).then_some("Đề nghị xem xét");
    let recipients: Vec<RecipientId> = document.content().recipients.iter().map(|to| to.id).collect();
    let some_recipient = || {
        let nobody = RecipientId(DOCUMENT.0);
        let one = recipients.get(usize::from(step.whom) % (recipients.len() + 1));
        about.recipient().or(one.copied()).unwrap_or(nobody)
    };
    let some_opinion = || {
        let all = document.opinions();
        let one = all.get(usize::from(step.whom) % (all.len() + 1)).map(|one| one.id);
        about.opinion().or(one).unwrap_or(OpinionId(DOCUMENT.0))
    };
    let fields = match kind {
        C::Revise => json!({"content": content(step, Some(document))}),
        C::Submit | C::Endorse | C::PassForm => json!({"note": note}),
        C::ReturnToDrafter | C::CancelDraft | C::VoidIssued | C::RecallIssued => {
            json!({"reason": "Đề nghị xem lại"})
        }
        C::Sign => {
            let (on, files) = pdf(step, SIGNED);
            json!({"on": on, "files": files})
        }
        C::Issue => json!({"reserved_number": bit(step, 4).then_some(u32::from(step.whom) + 1)}),
        C::SealIssued => {
            let (on, files) = pdf(step, SEALED);
            json!({"on": on, "files": files})
        }
        C::SendUpdate => json!({"files": pdf(step, SEALED).1, "reason": "Bản quét mờ"}),
        C::DispatchIssued => match document.content().recipients.iter().find(|to| to.destination.goes_outside()) {
            Some(to) if bit(step, 4) => json!({"by_post": [to.id]}),
            _ => json!({}),
        },
        C::FileIssued => json!({"case_file": bit(step, 3).then_some("HS-01")}),
        C::NoteDelivery => {
            let by_hand: Vec<RecipientId> = document
                .content()
                .recipients
                .iter()
                .filter(|to| to.destination.goes_outside())
                .map(|to| to.id)
                .collect();
            let mostly = by_hand.get(usize::from(step.whom) % by_hand.len().max(1)).copied();
            let recipient = if bit(step, 5) { mostly.unwrap_or_else(some_recipient) } else { some_recipient() };
            let state = DeliveryState::ALL[usize::from(step.whom) % DeliveryState::ALL.len()];
            json!({"recipient": recipient, "state": state, "remark": bit(step, 6).then_some("Vận đơn 01")})
        }
        C::AcknowledgeIssued => json!({"recipient": some_recipient()}),
        C::ChangeDrafter => {
            let fit: Vec<PersonId> = WORLD
                .directory
                .people
                .values()
                .filter(|person| person.posts.contains_key(&document.content().department))
                .map(|person| person.id)
                .collect();
            let anybody = [OFFICER, LEFT, FOREIGNER, ADMIN, CULTURE_OFFICER][usize::from(step.whom) % 5];
            let one = fit.get(usize::from(step.whom) % fit.len().max(1)).copied();
            let drafter = if bit(step, 6) { anybody } else { one.unwrap_or(anybody) };
            json!({"drafter": drafter, "reason": "Đề nghị thay người"})
        }
        C::Discuss => json!({"text": "Đề nghị cho biết tiến độ"}),
        C::ReviseCopy => json!({"copy": copy(step)}),
        C::NoteReplaced | C::NoteAmended | C::NoteCorrected => {
            let later = if step.whom == 0 { DOCUMENT } else { LATER[usize::from(step.whom) % LATER.len()] };
            json!({"later": {"document": later, "written": "20/QĐ-UBND", "issued_on": "2026-11-27"}})
        }
        C::TakeRelationBack => {
            let known: Vec<_> = document.later().map(|(_, later)| later.document).collect();
            let one = known.get(usize::from(step.whom) % (known.len() + usize::from(bit(step, 2))).max(1));
            json!({"document": one.copied().unwrap_or(EARLIER)})
        }
        C::AskOpinions => asks(step, now),
        C::GiveOpinion => {
            let files = match step.whom {
                0..=19 => json!([NO_FILE]),
                20..=29 => json!([SCAN, SCAN]),
                30..=59 => json!([SCAN]),
                _ => json!([]),
            };
            let edition = bit(step, 4).then_some(u32::from(step.whom) % 4 + 1);
            json!({"opinion": some_opinion(), "text": bit(step, 5).then_some("Nhất trí"), "files": files, "edition": edition})
        }
        C::PassOpinion => {
            let whom = [CULTURE_OFFICER, OFFICER_2, OFFICE_DEPUTY, CLERK, CENTRE_DEPUTY, VICE, LEFT, FOREIGNER];
            json!({"opinion": some_opinion(), "to": whom[usize::from(step.whom) % whom.len()]})
        }
        C::WithdrawOpinion => json!({"opinion": some_opinion(), "reason": "Đã trao đổi trực tiếp"}),
        C::RemindOpinion => json!({"opinion": some_opinion(), "text": note}),
        C::HandOverDraft => {
            let all = [OFFICER, OFFICER_2, CULTURE_OFFICER, MILITIAMAN, HEAD, CHIEF, CLERK, ADMIN, LEFT, STRANGER];
            let from = if bit(step, 6) { document.drafter() } else { all[usize::from(step.whom / 16) % all.len()] };
            json!({"from": from, "to": all[usize::from(step.whom) % all.len()], "reason": "Chuyển công tác"})
        }
        C::RecountStep | C::RecountOpinions => json!({"because": []}),
    };
    let mut command = json!({"command": kind.as_str()});
    command.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(command).unwrap()
}

/// Of whom opinions are asked, and until when; now and then of somebody of whom they cannot be.
fn asks(step: Step, now: UtcTime) -> Value {
    let one = |n: usize| match n % 12 {
        0 | 1 => json!({"department": CULTURE}),
        2 => json!({"department": OFFICE}),
        3 => json!({"department": CENTRE}),
        4 => json!({"person": MILITIAMAN}),
        5 => json!({"person": OFFICER_2}),
        6 => json!({"person": CULTURE_OFFICER}),
        7 => json!({"department": ECONOMY}),
        8 => json!({"person": CHAIR}),
        9 => json!({"person": STRANGER}),
        10 => json!({"department": if bit(step, 8) { MILITIA } else { ENDED }}),
        _ => json!({"person": if bit(step, 8) { ADMIN } else { LEFT }}),
    };
    let count = usize::from(step.beside >> 6 & 3);
    let of: Vec<Value> = (0..count).map(|n| one(usize::from(step.whom) + n * 5)).collect();
    let (mut due, mut term) = (None, Some("2wd"));
    if bit(step, 5) {
        (due, term) = (Some(now + Duration::hours(i64::from(step.hours) - 2)), bit(step, 4).then_some("8wh"));
    } else if bit(step, 9) && bit(step, 10) {
        term = None;
    }
    json!({"holders": of, "question": "Đề nghị cho ý kiến", "due": due, "term": term})
}

/// Recipients of every kind, and behind them some that cannot be named.
pub fn recipient(n: u8, copies: u8) -> Value {
    let inside = |id: DepartmentId| json!({"department": id, "purpose": "to_act"});
    let mut one = match n % 16 {
        0 => inside(CULTURE),
        1 => json!({"person": MILITIAMAN, "purpose": "to_know"}),
        2 => json!({"agency": "H99.2", "purpose": "to_report"}),
        3 => json!({"counterpart": COMPANY, "purpose": "to_know"}),
        4 => json!({"post": {"name": "Hộ ông Mẫu", "address": "Tổ 5"}, "purpose": "to_know"}),
        5 => inside(CENTRE),
        6 => json!({"person": CULTURE_OFFICER, "purpose": "to_act"}),
        7 => inside(ECONOMY),
        8 => inside(MILITIA),
        9 => inside(ENDED),
        10 => json!({"person": if copies == 3 { LEFT } else { ADMIN }, "purpose": "to_know"}),
        11 => json!({"agency": "H00", "purpose": "to_know"}),
        12 => json!({"counterpart": FORMER_COMPANY, "purpose": "to_know"}),
        13 => json!({"department": CULTURE, "person": CHAIR, "purpose": "to_know"}),
        14 => json!({"counterpart": BUREAU, "purpose": "to_act", "by": "mail"}),
        _ => json!({"counterpart": BUREAU, "purpose": "to_act"}),
    };
    if copies > 0 {
        one["copies"] = json!(u16::from(copies) * 2);
    }
    one
}

/// What a draft might say.
pub fn content(step: Step, before: Option<&OutgoingDocument>) -> Value {
    let types = ["quyet_dinh_ca_biet", "cong_van", "thong_bao", "bao_cao", "quyet_dinh", "to_trinh"];
    let signers = [CHAIR, CHAIR, CHAIR, CHAIR, VICE, CHIEF, OFFICE_DEPUTY, HEAD];
    let n = usize::from(step.pick);
    let type_code = types[n % types.len()];
    let urgency = ["normal", "urgent", "very_urgent", "immediate"][n / 8 % 4];
    let signer = signers[n / 32 % signers.len()];
    let faulty = step.whom > 215;
    let mut recipients: Vec<Value> =
        (0..step.actor % 4).map(|k| recipient((step.actor / 4 + k * 3) % 8, k % 3)).collect();
    if let Some(before) = before.filter(|_| bit(step, 8)) {
        // Those that stand there, in another order.
        let stood = before.content().recipients.iter().rev();
        let stood = stood.map(|to| serde_json::to_value(domain::outgoing::RecipientFields::from(to)).unwrap());
        recipients = stood.chain(recipients.into_iter().filter(|_| bit(step, 9))).collect();
    }
    let mut content = json!({
        "document_type": type_code,
        "subject": format!("Về việc rà soát lần {}", step.hours),
        "urgency": urgency,
        "signer": signer,
        "field": bit(step, 4).then_some("văn hóa"),
        "pages": bit(step, 5).then_some(step.hours.max(1)),
        "recipients": recipients,
        "relations": relations(step),
        "answers": if bit(step, 6) { json!([{"document": LETTER}]) } else { json!([]) },
        "files": if bit(step, 7) { json!([TEXT, APPENDIX]) } else { json!([TEXT]) },
    });
    if bit(step, 10) && bit(step, 9) {
        let asked = ["QĐ-UBND", "UBND-KT", "CV-UBND", "QĐ UBND", "TB-UBND"];
        content["notation"] = json!(asked[n % asked.len()]);
    }
    if faulty {
        let (field, value) = fault(step);
        content[field] = value;
    }
    content
}

/// What cannot be: each is refused in its own words.
fn fault(step: Step) -> (&'static str, Value) {
    match step.whom {
        216 => ("document_type", json!("thu_tinh")),
        217 => ("pages", json!(0)),
        218 => ("pages", json!(u16::MAX)),
        219 => ("signer", json!(FOREIGNER)),
        220 => ("signer", json!(LEFT)),
        221 => ("signer", Value::Null),
        222 => ("department", json!(ENDED)),
        223 => ("department", json!(DepartmentId(DOCUMENT.0))),
        224 => ("department", json!(CULTURE)),
        225 => ("files", json!([NO_FILE])),
        226 => ("files", json!([TEXT, TEXT])),
        227 => ("files", json!([])),
        228 => ("answers", json!([{"document": SETTLED}])),
        229 => ("answers", json!([{"document": UNSEEN}])),
        230 => ("answers", json!([{"document": LETTER}, {"document": LETTER}])),
        231 => ("recipients", (0..9).map(|n| recipient(n, 0)).collect()),
        232 => ("reply_by", json!("0001-01-01")),
        233 => ("reply_by", json!("2026-12-31")),
        234 => ("subject", json!("{0} ' ; -- %s \u{1F4A9}")),
        n => ("recipients", json!([recipient(n, step.actor % 4), recipient(step.actor, 0)])),
    }
}

/// Where the document stood before and after, where it moved.
pub fn moved(turn: &Turn<'_>) -> Option<(StateName, StateName)> {
    turn.outcome.is_ok().then(|| (turn.before.state().name(), turn.after.state().name()))
}
