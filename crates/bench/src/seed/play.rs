//! One document's life, played through the domain: the same commands, decided and applied by the same functions, that the
//! office carries out one by one. What comes out is what the store would have written.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::{
    Actor, AssignmentId, AuthorName, CodeNumber, Context, DocumentId, InputFault, Instruction, Label, Notation,
    PersonId, Reason, Seed, SignerName, SignerPosition, Subject, UtcTime,
    access::{self, Principal},
    assignment::{Holder, Target},
    incoming::{
        self, Channel, Command, Event, FactsFields, Happening, IncomingDocument, Receive, Secrecy, Urgency,
        command::{Approve, Assign, Close, Direct, File, Present, Register as Enter, SubmitResult},
        state::Direction,
    },
    notice::{self, Letter},
    register::Register,
};
use uuid::Uuid;

use super::world::{Unit, World, id};
use crate::Outcome;

/// What has become of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Kept for information and filed: five events.
    Informed,
    /// Done by the head of a department and filed: seven events.
    ByHead,
    /// Done by an officer and filed: eight events.
    ByOfficer,
    /// On the registry's desk.
    Registered,
    /// On a leader's desk.
    Presented,
    /// On a department's desk.
    Directed,
    /// On an officer's desk.
    Handled,
}

/// A document to be made.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Its number among all that are seeded.
    pub n: u32,
    /// What becomes of it.
    pub shape: Shape,
    /// The book, with the number that it takes.
    pub register: Register,
    /// When it comes in.
    pub at: UtcTime,
    /// Until when it is to be done.
    pub due: UtcTime,
    /// Who directs.
    pub leader: PersonId,
    /// Which department handles it.
    pub unit: Unit,
    /// Which officer.
    pub officer: PersonId,
}

/// What one command wrote.
#[derive(Debug, Clone)]
pub struct Save {
    /// The document before; none for the first.
    pub before: Option<IncomingDocument>,
    /// The document after.
    pub after: IncomingDocument,
    /// What happened.
    pub happenings: Vec<Happening>,
    /// The mails that it caused.
    pub letters: Vec<(Uuid, Letter)>,
}

/// A document's life: one entry a command.
#[derive(Debug, Clone)]
pub struct Life(pub Vec<Save>);

impl Life {
    /// The document as it stands at the end.
    pub fn document(&self) -> Outcome<&IncomingDocument> {
        Ok(&self.0.last().ok_or("a life without an event")?.after)
    }

    /// Everything that happened.
    pub fn happenings(&self) -> Vec<Happening> {
        self.0.iter().flat_map(|save| save.happenings.iter().cloned()).collect()
    }

    /// All who ever could look it up.
    pub fn lookers(&self) -> BTreeSet<Principal> {
        self.0.iter().flat_map(|save| access::lookers(&save.after)).collect()
    }
}

/// The document's id.
pub fn document_id(spec: &Spec) -> DocumentId {
    DocumentId(id(spec.at, 0, spec.n, 0))
}

/// What the ids of a command are made of; `step` counts a document's commands from 1.
pub fn command_seed(at: UtcTime, step: u16, n: u32) -> Seed {
    Seed::new(id(at, step, n, 0))
}

/// How long after it came in a document's `step`-th command is given.
pub fn after(step: u16) -> TimeDelta {
    TimeDelta::minutes(i64::from(step) * 37)
}

const AUTHORS: [&str; 8] = [
    "Sở Xây dựng tỉnh Demo",
    "Sở Nội vụ tỉnh Demo",
    "Sở Tài chính tỉnh Demo",
    "Ủy ban nhân dân tỉnh Demo",
    "Văn phòng Ủy ban nhân dân tỉnh Demo",
    "Sở Nông nghiệp và Môi trường tỉnh Demo",
    "Sở Văn hóa, Thể thao và Du lịch tỉnh Demo",
    "Công an tỉnh Demo",
];
const SUBJECTS: [&str; 6] = [
    "Về việc báo cáo tình hình thực hiện nhiệm vụ tháng, kỳ báo cáo số",
    "Về việc kiểm tra, rà soát các công trình trên địa bàn, đợt",
    "Về việc tổ chức tuyên truyền, phổ biến pháp luật, kế hoạch số",
    "Triển khai công tác phòng, chống thiên tai và tìm kiếm cứu nạn, văn bản số",
    "Về việc góp ý dự thảo quy hoạch chi tiết khu dân cư số",
    "Thông báo kết luận cuộc họp giao ban số",
];
const TYPES: [&str; 4] = ["cong_van", "thong_bao", "ke_hoach", "bao_cao"];
const URGENCIES: [Urgency; 4] = [Urgency::Normal, Urgency::Normal, Urgency::Normal, Urgency::Urgent];

fn pick<T: Copy>(all: &[T], n: u32) -> Outcome<T> {
    let place = usize::try_from(n)? % all.len().max(1);
    all.get(place).copied().ok_or_else(|| "nothing to pick from".into())
}

fn text<T>(raw: &str, make: impl Fn(&str) -> Result<T, InputFault>) -> Outcome<T> {
    make(raw).map_err(|fault| format!("{raw:?}: {fault}").into())
}

fn facts(spec: &Spec) -> Outcome<FactsFields> {
    let n = spec.n;
    Ok(FactsFields {
        author: text(pick(&AUTHORS, n)?, AuthorName::new)?,
        author_code: None,
        number: Some(text(&n.to_string(), CodeNumber::new)?),
        notation: Some(text(&format!("D{}-VP", n % 97), Notation::new)?),
        issued_on: (spec.at - TimeDelta::days(i64::from(n % 5) + 1)).date_naive().into(),
        document_type: pick(&TYPES, n / 3)?.to_owned(),
        subject: Some(text(&format!("{} {n}", pick(&SUBJECTS, n)?), Subject::new)?),
        urgency: pick(&URGENCIES, n)?,
        secrecy: Secrecy::None,
        pages: Some(u16::try_from(n % 12)? + 1),
        copies: Some(1),
        language: None,
        deadline: None,
        signer_name: Some(text("Ngô Văn Bịa", SignerName::new)?),
        signer_position: Some(text("Phó Giám đốc", SignerPosition::new)?),
        remark: None,
        sender_email: None,
        channel: Channel::Paper,
        received_at: Some(spec.at),
        relations: Vec::new(),
    })
}

/// Plays a document's life.
pub fn play(world: &World, spec: &Spec) -> Outcome<Life> {
    let mut player = Player { world, spec, saves: Vec::with_capacity(8) };
    player.receive()?;
    match spec.shape {
        Shape::Registered => {}
        Shape::Presented => player.present()?,
        Shape::Informed => {
            player.present()?;
            let reason = text("Lưu để biết, không phải xử lý.", Reason::new)?;
            player.command(spec.leader, Command::Close(Close { reason, readers: Vec::new() }))?;
            player.file()?;
        }
        Shape::Directed => drop(player.direct()?),
        Shape::Handled => drop(player.assign()?),
        Shape::ByHead => {
            let root = player.direct()?;
            player.submit(spec.unit.head, root)?;
            player.command(spec.leader, Command::Approve(Approve { assignment: root, note: None }))?;
            player.file()?;
        }
        Shape::ByOfficer => {
            let leg = player.assign()?;
            player.submit(spec.officer, leg)?;
            player.command(spec.unit.head, Command::Approve(Approve { assignment: leg, note: None }))?;
            player.file()?;
        }
    }
    Ok(Life(player.saves))
}

struct Player<'a> {
    world: &'a World,
    spec: &'a Spec,
    saves: Vec<Save>,
}

impl Player<'_> {
    fn present(&mut self) -> Outcome<()> {
        let note = Some(text("Kính trình lãnh đạo cho ý kiến chỉ đạo.", Instruction::new)?);
        self.command(self.world.clerk, Command::Present(Present { to: self.spec.leader, note, proposal: None }))
    }

    /// Presented and directed to the department: the department's assignment.
    fn direct(&mut self) -> Outcome<AssignmentId> {
        self.present()?;
        let primary = Target {
            holder: Holder::Department(self.spec.unit.department),
            instruction: Some(text("Chủ trì kiểm tra, tham mưu văn bản trả lời đúng hạn.", Instruction::new)?),
            due: Some(self.spec.due),
            term: None,
        };
        let (supporting, informed, monitors) = (Vec::new(), Vec::new(), Vec::new());
        let direction = Direction { primary, supporting, informed, monitors, leader_approves: false };
        self.command(self.spec.leader, Command::Direct(Direct { direction: Some(direction) }))?;
        self.latest_assignment()
    }

    /// Directed and given to the officer: the officer's assignment.
    fn assign(&mut self) -> Outcome<AssignmentId> {
        let root = self.direct()?;
        let officer = Target {
            holder: Holder::Person(self.spec.officer),
            instruction: Some(text("Kiểm tra, dự thảo văn bản trả lời.", Instruction::new)?),
            due: Some(self.spec.due),
            term: None,
        };
        let assign = Assign { assignment: root, officer, supporting: Vec::new() };
        self.command(self.spec.unit.head, Command::Assign(assign))?;
        self.latest_assignment()
    }

    fn submit(&mut self, by: PersonId, assignment: AssignmentId) -> Outcome<()> {
        let result = Some(text("Đã kiểm tra; dự thảo văn bản trả lời kèm theo hồ sơ.", Instruction::new)?);
        self.command(by, Command::SubmitResult(SubmitResult { assignment, text: result, files: Vec::new() }))
    }

    fn file(&mut self) -> Outcome<()> {
        let case_file = Some(text(&format!("HS-{}", self.spec.n % 400), Label::new)?);
        self.command(self.world.clerk, Command::File(File { case_file }))
    }

    fn latest_assignment(&self) -> Outcome<AssignmentId> {
        let made = self.saves.last().and_then(|save| save.after.assignments().last()).map(|a| a.id);
        made.ok_or_else(|| "no assignment was made".into())
    }

    fn receive(&mut self) -> Outcome<()> {
        let enter = Enter { register: Some(self.spec.register.id), confirm_duplicate: false };
        let receive = Receive { facts: facts(self.spec)?, files: Vec::new(), register: Some(enter) };
        let actor = Actor::Person(self.world.clerk);
        let events = self.decided(0, |context| incoming::receive(actor, receive, context))?;
        self.save(actor, self.spec.at, events)
    }

    fn command(&mut self, by: PersonId, command: Command) -> Outcome<()> {
        let actor = Actor::Person(by);
        let step = u16::try_from(self.saves.len())?;
        let before = self.saves.last().map(|save| save.after.clone()).ok_or("nothing was received")?;
        let events = self.decided(step, |context| incoming::decide(&before, actor, command, context))?;
        self.save(actor, self.spec.at + after(step), events)
    }

    fn decided(
        &self,
        step: u16,
        decide: impl FnOnce(&Context<'_>) -> Result<Vec<Event>, domain::Refusal>,
    ) -> Outcome<Vec<Event>> {
        let (snapshot, now) = (&self.world.snapshot, self.spec.at + after(step));
        let context = Context {
            now,
            seed: command_seed(now, step + 1, self.spec.n),
            directory: &snapshot.directory,
            settings: &snapshot.settings,
            types: &snapshot.type_codes,
            calendar: &snapshot.calendar,
            rules: &snapshot.rules,
            register: Some(&self.spec.register),
            duplicates: &[],
            files: &BTreeMap::new(),
        };
        Ok(decide(&context)?)
    }

    fn save(&mut self, actor: Actor, at: UtcTime, events: Vec<Event>) -> Outcome<()> {
        let directory = &self.world.snapshot.directory;
        let before = self.saves.last().map(|save| save.after.clone());
        let mut document = before.clone();
        let (mut happenings, mut letters) = (Vec::new(), Vec::new());
        for event in events {
            let happening = Happening { by: actor, at, event };
            let earlier = document.take();
            let now = match earlier.clone() {
                None => incoming::receive_apply(document_id(self.spec), self.world.agency, &happening),
                Some(present) => incoming::apply(present, &happening),
            }?;
            for notice in notice::notices(earlier.as_ref(), &now, &happening, directory) {
                let kind = 0x100 + u16::try_from(self.saves.len() * 8 + letters.len())?;
                letters.push((id(at, kind, self.spec.n, 0), notice::letter(&notice, &now, &happening, directory)));
            }
            happenings.push(happening);
            document = Some(now);
        }
        let after = document.ok_or("a command without an event")?;
        self.saves.push(Save { before, after, happenings, letters });
        Ok(())
    }
}
