//! Random ways of a dossier through the office. A script is plain data, so that it shrinks well; playing it gives commands to one dossier.
//!
//! Most steps are guided: somebody, mostly whoever has work to do, picks one of the commands that the dossier offers them and fills it in
//! plausibly. The others are arbitrary: anybody gives any command, with whatever in it.

use chrono::Duration;
use domain::{
    Actor, ConsultationId, FileId, Label, PersonId, ProcedureId, Refusal, UtcTime, access,
    access::dossier::{may, offered},
    assignment::Holder,
    dossier::{
        Command, CommandKind, Dossier, Happening, Receive, State, StateName, apply, create_apply, decide,
        facts::PortalRef, receive, table,
    },
    organisation::Role,
    work::{Desk, dossier_work_of},
};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseError};
use serde_json::{Value, json};

use crate::world::*;

/// One step, as numbers that choose.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Below 4 of 5 an offered command is picked, else an arbitrary one.
    pub guided: u8,
    /// Who.
    pub actor: u8,
    /// Which command.
    pub pick: u16,
    /// Who or what is named in it; high ones name what cannot be named.
    pub whom: u8,
    /// Other choices, bit by bit.
    pub beside: u16,
    /// How much time passes before it, in steps of twenty minutes, some of them days.
    pub time: u8,
}

/// Some weeks.
#[derive(Debug, Clone)]
pub struct Script {
    /// Which procedure; the last one is none.
    pub procedure: u8,
    /// On which day it begins.
    pub day: u8,
    /// How it comes.
    pub coming: Step,
    /// What follows.
    pub steps: Vec<Step>,
}

pub fn step() -> impl Strategy<Value = Step> {
    (0_u8..5, any::<u8>(), any::<u16>(), any::<u8>(), any::<u16>(), any::<u8>())
        .prop_map(|(guided, actor, pick, whom, beside, time)| Step { guided, actor, pick, whom, beside, time })
}

/// Any script.
pub fn scripts() -> impl Strategy<Value = Script> {
    (0_u8..9, 0_u8..70, step(), vec(step(), 0..40)).prop_map(|(procedure, day, coming, steps)| Script {
        procedure,
        day,
        coming,
        steps,
    })
}

/// One command, given and decided.
pub struct Turn<'a> {
    /// The dossier before.
    pub before: &'a Dossier,
    /// By whom.
    pub actor: Actor,
    /// What.
    pub command: &'a Command,
    /// What it was decided with.
    pub moment: &'a Moment,
    /// What came of it.
    pub outcome: &'a Result<Happening, Refusal>,
    /// The dossier after; as before where it was refused.
    pub after: &'a Dossier,
}

impl Turn<'_> {
    /// The turn in one line, for a failing test.
    pub fn told(&self) -> String {
        format!(
            "{:?} gives {} in {:?} at {}: {:?}",
            self.actor,
            serde_json::to_string(self.command).unwrap(),
            self.before.state().name(),
            self.moment.now,
            self.outcome.as_ref().map(|h| &h.event)
        )
    }
}

/// What was played.
pub struct Played {
    /// The dossier at the end.
    pub dossier: Dossier,
    /// All that happened to it.
    pub history: Vec<Happening>,
}

/// One of its other choices.
fn bit(step: Step, n: u32) -> bool {
    step.beside >> n & 1 == 1
}

/// How much time passes: mostly within a day, now and then a week, and now and then just until something is due.
fn passes(step: Step, now: UtcTime, dossier: &Dossier) -> UtcTime {
    let due = dossier.next_due().or(dossier.clock().map(|clock| clock.due)).filter(|due| *due > now);
    match (step.time, due) {
        (0..=7, Some(due)) => due,
        (8..=13, Some(due)) => due + Duration::microseconds(1),
        (14..=19, Some(due)) => due - Duration::microseconds(1),
        (20..=25, _) => now,
        (26..=31, _) => now + Duration::days(i64::from(step.whom)),
        (time, _) => now + Duration::minutes(20 * i64::from(time)),
    }
}

pub fn moment(now: UtcTime, n: u32, step: Step, procedure: Option<ProcedureId>) -> Moment {
    let mut moment = Moment::new(now, n, procedure);
    moment.settings.max_files = 6;
    moment.settings.max_recipients = 8;
    moment.changed = bit(step, 15) && bit(step, 14);
    // Now and then something is not as it should be.
    match step.beside {
        0..=200 => moment.code = None,
        201..=400 => moment.procedure = None,
        401..=600 => {
            if let Some(edition) = &mut moment.procedure {
                edition.version += 1;
            }
        }
        _ => {}
    }
    moment
}

/// What is known of a dossier before it comes to the office.
fn coming(step: Step, procedure: Option<ProcedureId>, now: UtcTime) -> (Actor, Value, Option<PortalRef>) {
    let by_portal = step.actor.is_multiple_of(5);
    let by = match step.actor {
        n if n.is_multiple_of(5) => Actor::Service(PORTAL),
        n if n.is_multiple_of(23) => ACTORS[usize::from(step.whom) % ACTORS.len()],
        n if n.is_multiple_of(7) => Actor::Substitute { person: CHIEF, instead_of: CLERK_2 },
        n if n.is_multiple_of(2) => Actor::Person(CLERK),
        _ => Actor::Person(CLERK_2),
    };
    let portal = by_portal.then(|| PortalRef { service: PORTAL, code: Label::new("DVC-01").unwrap() });
    let channel = if by_portal { "online" } else { ["counter", "post", "online"][usize::from(step.whom) % 3] };
    let late = !by_portal && step.time < 40;
    let then = match step.pick % 6 {
        _ if by_portal => Value::Null,
        0 => json!({"accept": accept(step)}),
        1 => json!({"request_supplement": supplement(step, now)}),
        2 if bit(step, 2) => json!({"refuse": {"reason": "Không thuộc thẩm quyền"}}),
        _ => Value::Null,
    };
    let owner =
        json!({"name": "Nguyễn Thị Mẫu", "address": bit(step, 5).then_some("Tổ 1"), "email": "mau@dan.example"});
    let value = json!({
        "procedure": procedure, "channel": channel, "owner": owner,
        "submitter": bit(step, 6).then(|| json!({"name": "Trần Văn Thử"})),
        "request": bit(step, 7).then_some("Đề nghị giải quyết"),
        "components": components(step, procedure),
        "return_way": if bit(step, 8) && bit(step, 9) { "post" } else { "counter" },
        "received_at": late.then(|| now - Duration::hours(3 * i64::from(step.whom))),
        "late_reason": late.then_some("Mất điện"),
        "filed_at": bit(step, 10).then(|| now - Duration::days(40)),
        "then": then,
    });
    (by, value, portal)
}

/// Plays a script, and shows every turn to `check`. `None` where it was not even entered.
pub fn play(
    script: &Script,
    mut check: impl FnMut(&Turn<'_>) -> Result<(), TestCaseError>,
) -> Result<Option<Played>, TestCaseError> {
    let mut now = at("2026-11-23T07:00") + Duration::days(script.day.into());
    now += Duration::minutes(20 * i64::from(script.coming.time % 40));
    let procedure = PROCEDURES.get(usize::from(script.procedure)).copied();
    let first = moment(now, 1, script.coming, procedure);
    let (by, command, portal) = coming(script.coming, procedure, now);
    let command: Receive = serde_json::from_value(command).unwrap();
    let Ok(events) = receive(DOSSIER, by, &command, portal.as_ref(), &first.context()) else { return Ok(None) };
    let mut history: Vec<Happening> = events.into_iter().map(|event| Happening { by, at: now, event }).collect();
    let mut dossier = create_apply(DOSSIER, WORLD.directory.agency, &history[0]).unwrap();
    for more in history.iter().skip(1) {
        dossier = apply(dossier, more).map_err(|fault| TestCaseError::fail(format!("{fault}: {more:?}")))?;
    }
    for (n, step) in (100..).zip(script.steps.iter().copied()) {
        now = passes(step, now, &dossier);
        let (actor, kind, about) = if step.guided < 4 { guided(step, &dossier) } else { arbitrary(step, &dossier) };
        let command = fill(step, kind, about, now, &dossier);
        let procedure = match &command {
            Command::SetProcedure(set) => Some(set.procedure),
            _ => dossier.facts().procedure.as_ref().map(|under| under.id),
        };
        let moment = moment(now, n, step, procedure);
        let before = dossier.clone();
        let outcome = match decide(&dossier, actor, &command, &moment.context()) {
            Ok(mut events) => {
                prop_assert_eq!(events.len(), 1, "one command, one event");
                let happening = Happening { by: actor, at: now, event: events.remove(0) };
                dossier = apply(dossier, &happening).map_err(|fault| {
                    let command = serde_json::to_string(&command).unwrap();
                    TestCaseError::fail(format!("{fault}: {actor:?} gives {command}"))
                })?;
                history.push(happening.clone());
                Ok(happening)
            }
            Err(refusal) => Err(refusal),
        };
        let turn =
            Turn { before: &before, actor, command: &command, moment: &moment, outcome: &outcome, after: &dossier };
        check(&turn).map_err(|error| match error {
            TestCaseError::Fail(why) => TestCaseError::fail(format!("{why}\n  when {}", turn.told())),
            rejected @ TestCaseError::Reject(_) => rejected,
        })?;
    }
    Ok(Some(Played { dossier, history }))
}

// -- who gives which command ------------------------------------------------------------------------------------------------

/// Who sits at this desk.
pub fn people_at(desk: Desk) -> Vec<PersonId> {
    match desk {
        Desk::Registry => WORLD.directory.with_role(Role::RegistryClerk).collect(),
        Desk::OneStop => WORLD.directory.with_role(Role::OneStopClerk).collect(),
        Desk::Holder(Holder::Person(id)) => WORLD.directory.active(id).map(|person| person.id).into_iter().collect(),
        Desk::Holder(Holder::Department(id)) => WORLD.directory.leads_of(id).collect(),
    }
}

/// How often a command is picked, in proportion: those that end a dossier seldom, so that deep states are reached.
const fn weight(kind: CommandKind) -> u16 {
    use CommandKind as C;
    match kind {
        C::RefuseDossier | C::WithdrawDossier | C::StopDossier => 1,
        C::HandOverDossier
        | C::DiscussDossier
        | C::AttachToDossier
        | C::RemindDossier
        | C::CorrectContact
        | C::NoteUncollected
        | C::SetProcedure
        | C::CloseConsultation => 2,
        C::AcceptDossier | C::TransferDossier | C::ResumeDossier | C::AdvanceDossier | C::AnswerConsultation => 16,
        C::SetOutcome | C::SupplyDossier | C::ReturnResult => 10,
        _ => 5,
    }
}

pub fn guided(step: Step, dossier: &Dossier) -> (Actor, CommandKind, Option<ConsultationId>) {
    let state = dossier.state().name();
    if state == StateName::Forwarded && step.actor.is_multiple_of(3) {
        let kind = if step.whom < 30 { CommandKind::NotTakenDossier } else { CommandKind::TellStanding };
        return (Actor::Interchange, kind, None);
    }
    if step.actor.is_multiple_of(13) {
        let own = [CommandKind::RecountDossier, CommandKind::RateDossier];
        if let Some(kind) = own.into_iter().find(|kind| table::knows(state, *kind)) {
            return (Actor::Office, kind, None);
        }
    }
    let busy: Vec<PersonId> = dossier_work_of(dossier).iter().flat_map(|item| people_at(item.desk)).collect();
    let anybody = ACTORS[usize::from(step.actor) % ACTORS.len()].person().unwrap_or(CHAIR);
    let person = if step.actor.is_multiple_of(4) || busy.is_empty() {
        anybody
    } else {
        busy[usize::from(step.actor / 4) % busy.len()]
    };
    let mut offers = offered(dossier, person, &WORLD.directory);
    if offers.is_empty() {
        offers = offered(dossier, CLERK, &WORLD.directory);
    }
    // Without a result a dossier is not done.
    if dossier.outcome().is_some() {
        offers.retain(|offer| offer.command != CommandKind::SetOutcome || bit(step, 1));
    }
    let total: u16 = offers.iter().map(|offer| weight(offer.command)).sum();
    if total == 0 {
        return arbitrary(step, dossier);
    }
    let mut left = step.pick % total;
    for offer in &offers {
        let weight = weight(offer.command);
        if left < weight {
            let may = |actor| may(dossier, actor, offer.command, offer.consultation, &WORLD.directory);
            let names = access::in_some_name(person, &WORLD.directory, may).unwrap_or_default();
            let actor = names.get(usize::from(step.whom) % names.len().max(1));
            return (*actor.unwrap_or(&Actor::Person(person)), offer.command, offer.consultation);
        }
        left -= weight;
    }
    arbitrary(step, dossier)
}

fn arbitrary(step: Step, dossier: &Dossier) -> (Actor, CommandKind, Option<ConsultationId>) {
    let actor = ACTORS[usize::from(step.actor) % ACTORS.len()];
    // Half of them at least know the state, or nearly everything would be refused for that alone.
    let known: Vec<CommandKind> =
        CommandKind::ALL.iter().copied().filter(|kind| table::knows(dossier.state().name(), *kind)).collect();
    let kinds = if step.pick.is_multiple_of(2) && !known.is_empty() { known.as_slice() } else { CommandKind::ALL };
    (actor, kinds[usize::from(step.pick / 2) % kinds.len()], None)
}

// -- what it says -----------------------------------------------------------------------------------------------------------

fn files(step: Step) -> Vec<FileId> {
    match step.whom {
        0..=3 => vec![NO_FILE],
        4..=7 => vec![FILES[0], FILES[0]],
        8..=120 => vec![],
        n => vec![FILES[usize::from(n) % FILES.len()]],
    }
}

fn components(step: Step, procedure: Option<ProcedureId>) -> Value {
    let known = procedure.is_some();
    match step.pick % 16 {
        0 => json!([]),
        1 => json!([{"component": "khong-co", "name": "Không có", "form": "copy"}]),
        2 => json!([{"name": "Giấy khác"}]),
        3 => json!([{"name": "Giấy khác", "form": "copy", "count": 3, "files": files(step)}]),
        4 => {
            json!([{"component": known.then_some("to-khai"), "name": "Tờ khai", "form": "original", "files": files(step)}])
        }
        _ => json!([
            {"component": known.then_some("to-khai"), "name": "Tờ khai", "form": "original"},
            {"name": "Ảnh", "form": "electronic"},
        ]),
    }
}

fn accept(step: Step) -> Value {
    let without = match step.whom % 8 {
        0 => json!(["khong-co"]),
        1 => json!([]),
        _ => json!(["to-khai"]),
    };
    json!({"without": without, "paid": bit(step, 11).then_some("BL-01")})
}

fn term(step: Step, now: UtcTime) -> Value {
    let day = |n: i64| (now + Duration::days(n)).date_naive();
    match step.whom % 12 {
        0 => json!("3wd"),
        1 => json!("4wh"),
        2 => json!("5d"),
        3 => json!(day(9)),
        4 => json!(day(-2)),
        5 => json!(now + Duration::hours(i64::from(step.whom))),
        6 => json!("90wm"),
        7 => json!("30wd"),
        8 => json!("2990-01-01"),
        9 => json!("1000d"),
        _ => json!("1wd"),
    }
}

fn supplement(step: Step, now: UtcTime) -> Value {
    let missing = match step.whom % 9 {
        0 => json!([]),
        1 => json!([{"component": "khong-co", "what": "Không có"}]),
        2..=5 => json!([{"component": "to-khai", "what": "Tờ khai"}]),
        _ => json!([{"what": "Bản vẽ"}]),
    };
    json!({"missing": missing, "reason": "Chưa đủ", "wait": bit(step, 12).then(|| term(step, now))})
}

fn one_of(all: &[PersonId], n: u8) -> PersonId {
    all[usize::from(n) % all.len()]
}

/// What somebody might write in this command.
#[allow(clippy::too_many_lines, reason = "one arm a command")]
pub fn fill(step: Step, kind: CommandKind, about: Option<ConsultationId>, now: UtcTime, dossier: &Dossier) -> Command {
    use CommandKind as C;
    let note = bit(step, 3).then_some("Đề nghị xem xét");
    let run = dossier.state().run();
    let earlier = || bit(step, 4).then(|| now - Duration::minutes(i64::from(step.whom) * 13));
    let leader = || match step.whom {
        0..=20 => Some(STRANGER),
        21..=40 => None,
        n if n % 3 == 0 => Some(VICE),
        _ => Some(CHAIR),
    };
    let question = || {
        let all = dossier.consultations();
        let one = all.get(usize::from(step.whom) % (all.len() + 1)).map(|one| one.id);
        about.or(one).unwrap_or(ConsultationId(DOSSIER.0))
    };
    let fields = match kind {
        C::AcceptDossier => accept(step),
        C::RequestSupplement => supplement(step, now),
        C::SupplyDossier => json!({
            "components": components(step, dossier.facts().procedure.as_ref().map(|under| under.id)),
            "note": note, "received_at": earlier(),
        }),
        C::RefuseDossier | C::ResumeDossier => json!({"reason": "Có lý do"}),
        C::WithdrawDossier | C::StopDossier => json!({"reason": "Có lý do", "money": note}),
        C::SetProcedure => json!({"procedure": PROCEDURES[usize::from(step.whom) % PROCEDURES.len()]}),
        C::TransferDossier => json!({"note": note, "to": (step.whom < 20).then_some(CHAIR)}),
        C::AssignDossier => {
            let unit = run.and_then(|run| match run.desk {
                Desk::Holder(Holder::Department(unit)) => Some(unit),
                _ => None,
            });
            let fit: Vec<PersonId> = of_departments(unit.as_slice()).into_iter().collect();
            let officer = if fit.is_empty() || step.whom < 30 {
                one_of(&[LEFT, STRANGER, FOREIGNER, CHAIR, LAND_OFFICER], step.whom)
            } else {
                one_of(&fit, step.whom)
            };
            json!({"officer": officer, "note": note})
        }
        C::AdvanceDossier => {
            let next = run.map(|run| run.next.clone()).unwrap_or_default();
            let one = next.get(usize::from(step.whom) % next.len().max(1));
            let branch = if bit(step, 5) || next.len() > 1 { one.map(|branch| branch.label.clone()) } else { None };
            let to = one.and_then(|branch| branch.to.as_ref()).filter(|to| to.as_str().ends_with("ky"));
            json!({"branch": branch, "to": to.and_then(|_| leader()), "note": note, "files": files(step)})
        }
        C::GoBack => {
            let back = run.map(|run| run.back.clone()).unwrap_or_default();
            let one = back.get(usize::from(step.whom) % back.len().max(1)).map(|code| code.as_str().to_owned());
            let code = one.unwrap_or_else(|| "khong-co".to_owned());
            let to = if code == "trinh-ky" { leader() } else { None };
            json!({"step": code, "reason": "Xem lại\nlần nữa", "to": to})
        }
        C::ConsultOn => {
            let one = |n: u8| match n % 9 {
                0 => json!({"department": LAND}),
                1 => json!({"department": CULTURE}),
                2 => json!({"department": JUSTICE}),
                3 => json!({"person": one_of(&[OFFICER, LAND_OFFICER, STRANGER, CHAIR], step.whom / 9)}),
                4 | 5 => json!({"agency": "Công an phường"}),
                6 => json!({"person": LEFT}),
                7 => json!({"person": OFFICER, "department": LAND}),
                _ => json!({"department": ENDED}),
            };
            let all: Vec<Value> =
                (0..step.beside >> 6 & 3).map(|n| one(step.whom % 200 + u8::try_from(n).unwrap())).collect();
            json!({"consulted": all, "question": "Đề nghị cho ý kiến", "term": term(step, now)})
        }
        C::AnswerConsultation => json!({"consultation": question(), "text": "Nhất trí", "files": files(step)}),
        C::CloseConsultation => json!({"consultation": question()}),
        C::RequestPayment => {
            let charges = match step.whom % 8 {
                0 => json!([]),
                1 => json!([{"name": "Thuế", "amount": 0}]),
                2 | 3 => json!([{"name": "Thuế", "amount": 1_000_000}, {"name": "Phí", "amount": 200_000}]),
                _ => json!([{"name": "Thuế", "amount": 1_000_000}]),
            };
            json!({"charges": charges, "reason": "Theo thông báo thuế"})
        }
        C::RecordPayment => {
            let charges = match step.whom % 8 {
                0 => json!(["Không có"]),
                1..=3 => json!(["Thuế"]),
                _ => json!([]),
            };
            json!({"receipt": "BL-02", "method": "transfer", "paid_at": earlier(), "charges": charges})
        }
        C::ExtendDossier => json!({"reason": "Xin lỗi", "by": term(step, now)}),
        C::SetOutcome => match step.whom % 7 {
            0 => json!({"kind": "granted"}),
            1 => json!({"kind": "not_eligible", "written": "16/UBND"}),
            2 => json!({"kind": "granted", "document": NO_DOCUMENT}),
            3 => json!({"kind": "granted", "document": DECISION, "written": "16/UBND"}),
            4 => json!({"kind": "granted", "written": "16/UBND", "files": files(step)}),
            5 => json!({"kind": "not_eligible", "written": "16/UBND", "dated": "2026-11-25", "note": "Không đủ"}),
            _ => json!({"kind": "granted", "document": DECISION}),
        },
        C::NoteUndelivered => json!({"reason": "Không có người nhận"}),
        C::CorrectResult => {
            let result = match step.whom % 4 {
                0 => json!({"kind": "granted", "document": DECISION}),
                1 => json!({"kind": "granted", "written": format!("{}/UBND", step.whom)}),
                2 => json!({"kind": "granted", "written": "16/UBND", "files": files(step)}),
                _ => json!({"kind": "granted"}),
            };
            json!({"reason": "Viết sai", "result": result})
        }
        C::ReturnResult => {
            let way = ["counter", "post", "electronic"][usize::from(step.whom) % 3];
            json!({"way": way, "note": note})
        }
        C::CorrectContact => {
            let contact = if step.whom < 30 {
                serde_json::to_value(dossier.facts().contact()).unwrap()
            } else {
                json!({"name": format!("Người {}", step.whom), "address": note.map(|_| "Tổ 2")})
            };
            json!({"contact": contact, "reason": "Đổi địa chỉ"})
        }
        C::DiscussDossier => json!({"text": "Đề nghị cho biết tiến độ"}),
        C::AttachToDossier => json!({"files": files(step)}),
        C::RemindDossier => json!({"text": note}),
        C::RateDossier => json!({"stars": step.whom % 7}),
        C::HandOverDossier => {
            let all = [OFFICER, OFFICER_2, LAND_OFFICER, CHAIR, VICE, HEAD, ADMIN, STRANGER, LEFT];
            let theirs = run.and_then(|run| match (run.officer, run.desk) {
                (Some(id), _) | (None, Desk::Holder(Holder::Person(id))) => Some(id),
                _ => None,
            });
            let asked = dossier.open_consultations().find_map(|one| match one.holder() {
                Some(Holder::Person(id)) => Some(id),
                _ => None,
            });
            let from = theirs.or(asked).filter(|_| step.whom > 20);
            let from = from.unwrap_or_else(|| one_of(&all, step.whom / 16));
            json!({"from": from, "to": one_of(&all, step.whom), "reason": "Chuyển công tác"})
        }
        C::NoteUncollected => json!({"note": note}),
        C::TakeInResult => json!({}),
        C::RecountDossier => json!({"because": ["nghỉ thêm"]}),
        C::TellStanding => json!({"standing": told(step, now, dossier)}),
        C::NotTakenDossier => {
            let number = match dossier.state() {
                State::Forwarded { link, .. } => link.waits.as_ref().map_or(link.number, |waits| waits.number),
                _ => u32::from(step.whom),
            };
            json!({"number": number, "why": {"code": "no", "vi": "Không nhận", "en": "No"}})
        }
    };
    let mut command = json!({"command": kind.as_str()});
    command.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(command).unwrap()
}

/// What another agency might tell of a dossier: mostly something new.
fn told(step: Step, now: UtcTime, dossier: &Dossier) -> Value {
    let (known, sent) = match dossier.state() {
        State::Forwarded { link, .. } => (
            link.standing.as_ref().map_or(0, |there| there.number),
            link.waits.as_ref().map_or(0, |waits| waits.number),
        ),
        _ => (0, 0),
    };
    let state = match step.whom % 8 {
        0 => StateName::Accepted,
        1 | 2 => StateName::AwaitingSupplement,
        3 => StateName::AwaitingPayment,
        4 => StateName::Stopped,
        5 => StateName::Done,
        6 if bit(step, 3) => StateName::Withdrawn,
        7 if bit(step, 3) => StateName::Returned,
        _ => StateName::Processing,
    };
    let wanted = json!({"missing": [{"what": "Bản vẽ"}], "reason": "Thiếu", "until": now, "at": now});
    let sum = json!({"name": "Thuế", "amount": 1_000_000, "asked_at": now, "reason": "Theo thông báo"});
    let times = u32::from(step.whom / 16 % 4);
    let anew = json!({"because": if bit(step, 6) { "corrected" } else { "came_back" }, "reason": "Sai", "at": now,
        "times": times, "at_counter": bit(step, 7)});
    let over = [StateName::Done, StateName::Returned].contains(&state);
    json!({
        "anew": (over && times > 0).then_some(anew),
        "number": if bit(step, 4) { known + 1 } else { known.max(1) + u32::from(step.whom % 4) - 1 },
        "state": state, "since": now, "due": now,
        "wanted": (state == StateName::AwaitingSupplement).then_some(wanted),
        "sums": if state == StateName::AwaitingPayment { json!([sum]) } else { json!([]) },
        "heard": if bit(step, 5) { sent } else { 0 },
    })
}

/// Where the dossier stood before and after, where the command was carried out.
pub fn moved(turn: &Turn<'_>) -> Option<(StateName, StateName)> {
    turn.outcome.is_ok().then(|| (turn.before.state().name(), turn.after.state().name()))
}

/// Whether the citizen has something to do.
pub const fn waits(state: &State) -> bool {
    matches!(state, State::AwaitingSupplement { .. } | State::AwaitingPayment { .. })
}
