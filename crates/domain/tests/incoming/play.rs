//! Random days at the office. A script is plain data, so that it shrinks well; playing it gives commands to one document.
//!
//! Half of the steps are guided: somebody, mostly whoever has work to do, picks one of the commands that the document offers
//! them and fills it in plausibly. The others are arbitrary: anybody gives any command on any assignment.

use chrono::{DateTime, Duration, Timelike, Utc};
use domain::{
    Actor, AssignmentId, OfficeSettings, PersonId, RecallPolicy, Refusal, UtcTime, access,
    assignment::{Assignment, AssignmentRole, Holder, Target},
    calendar::Term,
    incoming::{
        Command, CommandKind, Happening, IncomingDocument, Receive, State, apply, command as c, decide,
        handover::shares, receive, receive_apply, state::Direction, table,
    },
    organisation::DefaultTerm,
    work::{Desk, work_of},
};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseError};

use crate::world::*;

/// One step, as numbers that choose.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Whether an offered command is picked, or an arbitrary one.
    pub guided: bool,
    /// Who.
    pub actor: u8,
    /// Which command, and on which assignment.
    pub pick: u16,
    /// Who is named in it.
    pub whom: u8,
    /// Who is named beside them, and other choices, bit by bit.
    pub beside: u16,
    /// Which deadline.
    pub due: u8,
    /// Hours that pass before it.
    pub hours: u8,
}

/// A day, or some weeks.
#[derive(Debug, Clone)]
pub struct Script {
    /// What comes in.
    pub paper: Paper,
    /// Who takes it in.
    pub receiver: u8,
    /// Whether it is entered at once.
    pub enter: bool,
    /// Whether a sender's recall is followed at once.
    pub recall_at_once: bool,
    /// What follows.
    pub steps: Vec<Step>,
}

fn step() -> impl Strategy<Value = Step> {
    let numbers = (any::<u8>(), any::<u16>(), any::<u8>(), any::<u16>(), any::<u8>(), 0_u8..60);
    (any::<bool>(), numbers).prop_map(|(guided, (actor, pick, whom, beside, due, hours))| Step {
        guided,
        actor,
        pick,
        whom,
        beside,
        due,
        hours,
    })
}

/// Any script.
pub fn scripts() -> impl Strategy<Value = Script> {
    let paper = prop_oneof![
        5 => Just(Paper::Letter), 2 => Just(Paper::Report), 2 => Just(Paper::Notice),
        1 => Just(Paper::Petition), 2 => Just(Paper::Secret),
    ];
    (paper, 0_u8..8, any::<bool>(), any::<bool>(), vec(step(), 0..40)).prop_map(
        |(paper, receiver, enter, recall_at_once, steps)| Script { paper, receiver, enter, recall_at_once, steps },
    )
}

/// One command, given and decided.
pub struct Turn<'a> {
    /// The document before.
    pub before: &'a IncomingDocument,
    /// By whom.
    pub actor: Actor,
    /// What.
    pub command: &'a Command,
    /// What it was decided with.
    pub moment: &'a Moment,
    /// What came of it.
    pub outcome: &'a Result<Happening, Refusal>,
    /// The document after; as before where it was refused.
    pub after: &'a IncomingDocument,
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

    /// The assignment that the command names, as it was.
    pub fn target(&self) -> Option<&Assignment> {
        self.command.assignment().and_then(|id| self.before.assignment(id))
    }
}

/// What was played.
pub struct Played {
    /// The document at the end.
    pub document: IncomingDocument,
    /// All that happened to it.
    pub history: Vec<Happening>,
}

fn moment(script: &Script, now: UtcTime, step: u32, beside: u16, document: Option<&IncomingDocument>) -> Moment {
    let recall = if script.recall_at_once { RecallPolicy::AtOnce } else { RecallPolicy::OnAgreement };
    let mut register = document.map(|document| register_for(document.facts(), now));
    let mut duplicates = Vec::new();
    // Now and then the office is not as it should be: last year's register, none at all, or a document that looks the same.
    match (beside >> 11, register.as_mut()) {
        (1, Some(register)) => register.year -= 1,
        (2, _) => register = None,
        (3, Some(register)) => register.open = false,
        (4 | 5, _) => duplicates.push(domain::register::Duplicate { document: DOCUMENT, year: 2026, number: 7 }),
        _ => {}
    }
    Moment {
        now,
        seed: seed(step),
        settings: OfficeSettings {
            recall,
            max_recipients: 12,
            terms: vec![DefaultTerm { document_type: None, urgency: None, term: term(beside.to_le_bytes()[0]) }],
            pause_stops_clock: beside >> 5 & 1 == 1,
            ..OfficeSettings::default()
        },
        register,
        duplicates,
        swapped: beside >> 4 & 1 == 1,
    }
}

/// Plays a script, and shows every turn to `check`. `None` where the document was not even taken in.
pub fn play(
    script: &Script,
    mut check: impl FnMut(&Turn<'_>) -> Result<(), TestCaseError>,
) -> Result<Option<Played>, TestCaseError> {
    let now = morning();
    let receivers = [CLERK, CLERK, CLERK, ONE_STOP, CLERK_2].map(Actor::Person);
    let by = match script.receiver {
        5 => Actor::Interchange,
        6 => Actor::Office,
        7 if !script.enter => Actor::Service(SYSTEM),
        n => receivers[usize::from(n).min(4)],
    };
    let entering = c::Register { register: None, confirm_duplicate: false };
    let command = Receive {
        facts: script.paper.facts(),
        files: if script.paper == Paper::Secret { Vec::new() } else { vec![FILES[0]] },
        register: script.enter.then_some(entering),
    };
    let facts = command.facts.clone().check(now).unwrap();
    let mut first = moment(script, now, 0, 0, None);
    first.register = Some(register_for(&facts, now));
    let Ok(events) = receive(by, command, &first.context()) else {
        return Ok(None);
    };
    let history: Vec<Happening> = events.into_iter().map(|event| Happening { by, at: now, event }).collect();
    let mut document = receive_apply(DOCUMENT, WORLD.directory.agency, &history[0]).unwrap();
    for more in history.iter().skip(1) {
        document = apply(document, more).unwrap();
    }
    go_on(script, Played { document, history }, now, &mut check).map(Some)
}

/// Plays a script's steps on a document that has come some way already.
pub fn go_on(
    script: &Script,
    so_far: Played,
    since: UtcTime,
    check: &mut impl FnMut(&Turn<'_>) -> Result<(), TestCaseError>,
) -> Result<Played, TestCaseError> {
    let Played { mut document, mut history } = so_far;
    let mut now = since;
    for (n, step) in (100..).zip(&script.steps) {
        now += Duration::hours(i64::from(step.hours));
        let (actor, kind, assignment) =
            if step.guided { guided(step, &document, now) } else { arbitrary(step, &document) };
        let command = fill(step, kind, assignment, &document, now);
        let entering = (kind == CommandKind::Register).then_some(&document);
        let moment = moment(script, now, n, step.beside, entering);
        let decided = decide(&document, actor, command.clone(), &moment.context());
        let before = document.clone();
        let outcome = match decided {
            Ok(mut events) => {
                prop_assert_eq!(events.len(), 1, "one command, one event");
                let happening = Happening { by: actor, at: now, event: events.remove(0) };
                document = apply(document, &happening).map_err(|fault| {
                    TestCaseError::fail(format!("{fault}: {}", serde_json::to_string(&command).unwrap()))
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
    Ok(Played { document, history })
}

// -- who gives which command ------------------------------------------------------------------------------------------------

fn at_desk(desk: Desk) -> Vec<PersonId> {
    match desk {
        Desk::Registry => vec![CLERK, CLERK_2],
        // Dossiers lie there.
        Desk::OneStop => Vec::new(),
        Desk::Holder(Holder::Person(id)) => vec![id],
        Desk::Holder(Holder::Department(id)) => WORLD.directory.leads_of(id).collect(),
    }
}

/// How often a command is picked, in proportion: those that end a document seldom, so that deep states are reached.
const fn weight(kind: CommandKind) -> u16 {
    use CommandKind as C;
    match kind {
        C::Refuse | C::ReturnToSender | C::Void | C::Recall | C::GrantLook | C::EndLook => 1,
        C::Comment | C::Attach | C::Correct | C::Remind | C::Pause | C::Resume | C::AddRecipient | C::HandOver => 2,
        C::Close
        | C::Pass
        | C::Redirect
        | C::Withdraw
        | C::Amend
        | C::GiveBack
        | C::TakeBack
        | C::Reassign
        | C::Reopen => 4,
        C::Register | C::Present | C::Direct | C::Assign | C::SubmitResult | C::Approve | C::Reject => 12,
        _ => 5,
    }
}

fn guided(step: &Step, document: &IncomingDocument, now: UtcTime) -> (Actor, CommandKind, Option<AssignmentId>) {
    let work = work_of(document, now);
    let busy: Vec<PersonId> = work.iter().flat_map(|item| at_desk(item.desk)).collect();
    let anybody = ACTORS[usize::from(step.actor) % ACTORS.len()].person().unwrap_or(CHAIR);
    let person = if step.actor.is_multiple_of(4) || busy.is_empty() {
        anybody
    } else {
        busy[usize::from(step.actor / 4) % busy.len()]
    };
    let mut offers = access::offered(document, person, &WORLD.directory);
    if offers.is_empty() {
        offers = access::offered(document, CLERK, &WORLD.directory);
    }
    // The clock gives it, to nobody's offer.
    if step.actor.is_multiple_of(11) && document.assignments().iter().any(|a| a.is_pending() && a.counted.is_some()) {
        return (Actor::Office, CommandKind::RecountDeadlines, None);
    }
    if step.actor.is_multiple_of(7) && !document.answers().is_empty() {
        return (Actor::Office, CommandKind::AnswerVoided, None);
    }
    let total: u16 = offers.iter().map(|offer| weight(offer.command)).sum();
    if total == 0 {
        return arbitrary(step, document);
    }
    let mut left = step.pick % total;
    for offer in &offers {
        let weight = weight(offer.command);
        if left < weight {
            let may = |actor| access::may(document, actor, offer.command, offer.assignment, &WORLD.directory);
            let names = access::in_some_name(person, &WORLD.directory, may).unwrap_or_default();
            let actor = names.get(usize::from(step.whom) % names.len().max(1));
            return (*actor.unwrap_or(&Actor::Person(person)), offer.command, offer.assignment);
        }
        left -= weight;
    }
    arbitrary(step, document)
}

fn arbitrary(step: &Step, document: &IncomingDocument) -> (Actor, CommandKind, Option<AssignmentId>) {
    // The office, the interchange and other systems more often than one among many.
    let drawn = usize::from(step.actor) % (ACTORS.len() + 6);
    let actor = match drawn.checked_sub(ACTORS.len()) {
        None => ACTORS[drawn],
        Some(4) => SYSTEMS[usize::from(step.whom) % SYSTEMS.len()],
        Some(n) if n.is_multiple_of(2) => Actor::Office,
        Some(_) => Actor::Interchange,
    };
    // Half of them at least know the state, or nearly everything would be refused for that alone.
    let known: Vec<CommandKind> =
        CommandKind::ALL.iter().copied().filter(|kind| table::knows(document.state().name(), *kind)).collect();
    let kinds = if step.pick.is_multiple_of(2) && !known.is_empty() { known.as_slice() } else { CommandKind::ALL };
    let kind = kinds[usize::from(step.pick / 2) % kinds.len()];
    let assignments = document.assignments();
    let assignment = assignments.get(usize::from(step.whom) % (assignments.len() + 1)).map(|a| a.id);
    (actor, kind, assignment)
}

// -- what it says -----------------------------------------------------------------------------------------------------------

const HOLDERS: [Holder; 14] = [
    Holder::Department(ECONOMY),
    Holder::Department(CULTURE),
    Holder::Person(OFFICER),
    Holder::Department(CENTRE),
    Holder::Person(HEAD),
    Holder::Department(OFFICE),
    Holder::Person(VICE),
    Holder::Person(CHAIR),
    Holder::Person(CULTURE_OFFICER),
    Holder::Person(MONITOR),
    // These can't be given anything.
    Holder::Department(MILITIA),
    Holder::Department(ENDED),
    Holder::Person(LEFT),
    Holder::Person(FOREIGNER),
];

/// Mostly one that work can be given to.
fn holder(n: u8) -> Holder {
    let usable = if n < 230 { HOLDERS.len() - 4 } else { HOLDERS.len() };
    HOLDERS[usize::from(n) % usable]
}

fn member(unit: Option<&Assignment>, n: u8) -> Holder {
    let people: Vec<PersonId> = match unit.map(|unit| unit.holder) {
        Some(Holder::Department(id)) => {
            WORLD.directory.people.values().filter(|p| p.posts.contains_key(&id)).map(|p| p.id).collect()
        }
        Some(Holder::Person(HEAD)) => vec![OFFICER, OFFICER_2, DEPUTY],
        Some(Holder::Person(VICE)) => vec![CULTURE_OFFICER, OFFICER_2],
        _ => Vec::new(),
    };
    if people.is_empty() || n > 240 { holder(n) } else { Holder::Person(people[usize::from(n) % people.len()]) }
}

fn deadline(n: u8, above: Option<&Assignment>, now: UtcTime) -> Option<DateTime<Utc>> {
    let days = |days| now.with_minute(0).map(|now| now + Duration::days(days) + Duration::hours(1));
    match n % 8 {
        0..=2 => None,
        3 => days(1),
        4 => days(3),
        5 => days(10),
        6 => above.and_then(Assignment::due).or(days(5)),
        _ if n > 200 => days(-1),
        _ => days(2),
    }
}

/// How long somebody might give, in the stead of a deadline.
fn term(n: u8) -> Term {
    ["1wd", "5wd", "8wh", "3d", "90wm"][usize::from(n) % 5].parse().unwrap()
}

/// What somebody might write in this command.
#[allow(clippy::too_many_lines, reason = "one arm a command")]
fn fill(
    step: &Step,
    kind: CommandKind,
    named: Option<AssignmentId>,
    document: &IncomingDocument,
    now: UtcTime,
) -> Command {
    use CommandKind as C;
    let bit = |n: u32| step.beside >> n & 1 == 1;
    let secret = document.facts().is_secret();
    // Free words are refused on a secret line; most people know.
    let spoken = |text: &str| if secret && !bit(10) { None } else { Some(words(text)) };
    let assignment = named.unwrap_or(AssignmentId(DOCUMENT.0));
    let target = document.assignment(assignment);
    let above = target.and_then(|a| a.parent).and_then(|id| document.assignment(id));
    let due = |above| deadline(step.due, above, now);
    let leader = [CHAIR, VICE, CHIEF, CHAIR, HEAD][usize::from(step.whom) % 5];
    // Now and then both, which is refused.
    let by_term = bit(5);
    let either = |above| {
        let due = due(above);
        (if by_term && step.due < 250 { None } else { due }, by_term.then(|| term(step.due)))
    };
    let unit = |above| {
        let (due, term) = either(above);
        Target {
            holder: member(above, step.whom), instruction: bit(0).then(|| spoken("xử lý")).flatten(), due, term
        }
    };
    let files = if bit(1) && !secret { vec![FILES[usize::from(step.due) % FILES.len()]] } else { Vec::new() };
    match kind {
        C::Register => Command::Register(c::Register { register: None, confirm_duplicate: bit(0) }),
        C::Refuse => Command::Refuse(c::Refuse { reason: why("nhầm nơi nhận") }),
        C::Present => Command::Present(c::Present {
            to: leader,
            note: bit(0).then(|| spoken("xem xét")).flatten(),
            proposal: bit(1).then(|| direction(step, secret, now)),
        }),
        C::Route => Command::Route(c::Route { rule: bit(0).then_some(RULE_REPORTS) }),
        C::Close => Command::Close(c::Close {
            reason: why("để biết"),
            readers: if bit(0) { vec![holder(step.whom), holder(step.whom / 2)] } else { Vec::new() },
        }),
        C::ReturnToSender => {
            Command::ReturnToSender(c::ReturnToSender { reason: why("không thuộc thẩm quyền") })
        }
        C::Void => Command::Void(c::Void { reason: why("vào sổ hai lần") }),
        C::Pass => Command::Pass(c::Pass {
            to: leader,
            note: bit(0).then(|| spoken("chỉ đạo")).flatten(),
            proposal: bit(1).then(|| direction(step, secret, now)),
        }),
        C::Direct => {
            let proposed =
                matches!(document.state(), State::Presented { presentation, .. } if presentation.proposal.is_some());
            let as_proposed = bit(0) && (proposed || bit(5));
            Command::Direct(c::Direct { direction: (!as_proposed).then(|| direction(step, secret, now)) })
        }
        C::GiveBack => Command::GiveBack(c::GiveBack { assignment: named, reason: why("không đúng việc") }),
        C::Assign => Command::Assign(c::Assign {
            assignment,
            officer: unit(target),
            supporting: if bit(2) {
                vec![Target {
                    holder: member(target, step.whom.wrapping_add(1)),
                    instruction: None,
                    due: None,
                    term: None,
                }]
            } else {
                Vec::new()
            },
        }),
        C::SubmitResult => Command::SubmitResult(c::SubmitResult { assignment, text: spoken("đã xử lý"), files }),
        C::Redirect => Command::Redirect(c::Redirect {
            assignment,
            primary: {
                let (due, term) = either(None);
                Target { holder: holder(step.whom), instruction: None, due, term }
            },
            reason: why("đúng chức năng hơn"),
        }),
        C::Reassign => {
            Command::Reassign(c::Reassign { assignment, officer: unit(above), reason: why("đi công tác") })
        }
        C::TakeBack => Command::TakeBack(c::TakeBack { assignment, reason: why("phòng tự làm") }),
        C::Approve => Command::Approve(c::Approve { assignment, note: bit(0).then(|| spoken("đồng ý")).flatten() }),
        C::Reject => Command::Reject(c::Reject { assignment, reason: why("chưa đủ") }),
        C::File => Command::File(c::File { case_file: bit(0).then(|| label("HS-01")) }),
        C::Reopen => Command::Reopen(c::Reopen { reason: why("còn sót") }),
        C::Recall => Command::Recall(c::Recall { reason: why("gửi nhầm") }),
        C::AgreeRecall => Command::AgreeRecall(c::AgreeRecall {}),
        C::RefuseRecall => Command::RefuseRecall(c::RefuseRecall { reason: why("đã thực hiện") }),
        C::Accept => Command::Accept(c::Accept { assignment }),
        C::Amend => Command::Amend(c::Amend {
            assignment,
            instruction: bit(0).then(|| spoken("làm sớm")).flatten(),
            due: either(above).0,
            term: either(above).1,
        }),
        C::AddRecipient => Command::AddRecipient(c::AddRecipient {
            parent: named,
            role: [
                AssignmentRole::Informed,
                AssignmentRole::Supporting,
                AssignmentRole::Monitor,
                AssignmentRole::Primary,
            ][usize::from(step.due / 8) % 4],
            recipient: Target {
                holder: if target.is_some() { member(target, step.whom) } else { holder(step.whom) },
                instruction: None,
                due: if bit(3) { due(target) } else { None },
                term: (bit(5) && !bit(3)).then(|| term(step.due)),
            },
        }),
        C::Withdraw => Command::Withdraw(c::Withdraw { assignment, reason: bit(0).then(|| why("nhầm")) }),
        C::Comment => Command::Comment(c::Comment { text: words("cho biết tiến độ") }),
        C::Attach => {
            Command::Attach(c::Attach { files: if bit(2) { files } else { vec![FILES[usize::from(step.due) % 3]] } })
        }
        C::Correct => correct(step),
        C::ReportProgress => {
            Command::ReportProgress(c::ReportProgress { assignment, text: words("được nửa việc") })
        }
        C::Remind => Command::Remind(c::Remind { assignment, text: bit(0).then(|| spoken("nhanh lên")).flatten() }),
        C::RequestExtension => Command::RequestExtension(c::RequestExtension {
            assignment,
            due: (!bit(3))
                .then(|| target.and_then(Assignment::due).unwrap_or(now) + Duration::days(i64::from(step.due % 9))),
            term: bit(3).then(|| term(step.due)),
            reason: why("nhiều việc"),
        }),
        C::GrantExtension => {
            let date = if bit(0) { due(above) } else { None };
            let term = (bit(1) && !bit(0)).then(|| term(step.due));
            Command::GrantExtension(c::GrantExtension { assignment, due: date, term })
        }
        C::RefuseExtension => {
            Command::RefuseExtension(c::RefuseExtension { assignment, reason: why("không được muộn hơn") })
        }
        C::Pause => Command::Pause(c::Pause { reason: why("chờ ý kiến cấp trên") }),
        C::Resume => Command::Resume(c::Resume { reason: why("đã có ý kiến") }),
        C::GrantLook => Command::GrantLook(c::GrantLook {
            person: if bit(0) { OFFICER } else { ADMIN },
            until: now + Duration::days(i64::from(step.due % 9)),
            reason: why("tìm lỗi"),
        }),
        C::EndLook => Command::EndLook(c::EndLook { person: ADMIN }),
        C::HandOver => {
            let all: Vec<PersonId> = WORLD.directory.people.keys().copied().filter(|id| *id != STRANGER).collect();
            let busy: Vec<PersonId> = all.iter().copied().filter(|id| !shares(document, *id).is_empty()).collect();
            let among = if bit(0) || busy.is_empty() { &all } else { &busy };
            // Now and then to whom it must not go: who administers, who has left, who has it already.
            let fit = [OFFICER_2, OFFICER, DEPUTY, CHAIR, VICE, HEAD, CULTURE_OFFICER, CENTRE_DEPUTY];
            let to =
                if bit(1) { all[usize::from(step.due) % all.len()] } else { fit[usize::from(step.due) % fit.len()] };
            Command::HandOver(c::HandOver {
                from: among[usize::from(step.whom) % among.len()],
                to,
                reason: why("chuyển công tác"),
            })
        }
        C::Acknowledge => Command::Acknowledge(c::Acknowledge { assignment }),
        C::AnswerVoided => {
            Command::AnswerVoided(c::AnswerVoided { by: label("45/UBND-VP"), reason: why("hủy số") })
        }
        C::Answered => Command::Answered(c::Answered { by: label("45/UBND-VP"), completes: bit(0) }),
        C::PassOn => Command::PassOn(c::PassOn {}),
        C::RecountDeadlines => Command::RecountDeadlines(c::RecountDeadlines { because: Vec::new() }),
    }
}

fn correct(step: &Step) -> Command {
    let field = match step.due % 4 {
        0 => serde_json::json!({"pages": step.whom}),
        1 => serde_json::json!({"number": format!("{}", step.whom)}),
        2 => serde_json::json!({"subject": "V/v rà soát lại"}),
        _ => serde_json::json!({}),
    };
    let mut command = serde_json::json!({"command": "correct", "reason": "Đề nghị: ghi nhầm"});
    if let (Some(command), Some(field)) = (command.as_object_mut(), field.as_object()) {
        command.extend(field.clone());
    }
    serde_json::from_value(command).unwrap()
}

fn direction(step: &Step, secret: bool, now: UtcTime) -> Direction {
    let bit = |n: u32| step.beside >> n & 1 == 1;
    let primary = holder(step.whom);
    let mut beside = HOLDERS.iter().take(10).copied().filter(|h| *h != primary).cycle().skip(usize::from(step.due) % 9);
    let mut some = |wanted: bool, due: Option<DateTime<Utc>>| -> Vec<Target> {
        let holder = beside.next();
        holder
            .filter(|_| wanted)
            .map(|holder| Target { holder, instruction: None, due, term: None })
            .into_iter()
            .collect()
    };
    Direction {
        supporting: some(bit(6), deadline(step.due.wrapping_add(3), None, now)),
        informed: some(bit(7), None),
        monitors: some(bit(8), None),
        leader_approves: bit(9),
        primary: Target {
            holder: primary,
            instruction: (bit(2) && !secret).then(|| words("chủ trì, tham mưu")),
            due: if bit(5) { None } else { deadline(step.due, None, now) },
            term: bit(5).then(|| term(step.due)),
        },
    }
}
