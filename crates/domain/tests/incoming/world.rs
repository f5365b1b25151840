//! A small invented office: the People's Committee of a ward that does not exist.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::{Duration, TimeZone, Utc};
use domain::{
    Actor, AgencyId, AssignmentId, Context, DepartmentId, DocumentId, EmailAddress, FileId, FileName, Instruction,
    Label, OfficeSettings, PersonId, Reason, RecallPolicy, Refusal, RegisterId, RoutingRuleId, Seed, ServiceAccountId,
    UtcTime,
    assignment::{Assignment, AssignmentRole, Holder},
    catalogue::DOCUMENT_TYPES,
    incoming::{
        Command, Facts, FactsFields, Happening, IncomingDocument, Receive, Routing, RoutingRule, StateName, StoredFile,
        apply, decide, receive, receive_apply,
    },
    organisation::{
        self, Absence, CalendarRecord, Department, Directory, OfficeCalendar, Person, Post, Role, ServiceAccount,
        Validity,
    },
    register::{Register, Scope},
    year_in_vietnam,
};
use serde_json::{Value, json};
use uuid::Uuid;

const fn id(kind: u8, n: u8) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | (kind as u128) << 32 | (n as u128) << 16)
}

const fn person(n: u8) -> PersonId {
    PersonId(id(1, n))
}

const fn department(n: u8) -> DepartmentId {
    DepartmentId(id(2, n))
}

/// Văn thư.
pub const CLERK: PersonId = person(0);
/// Văn thư, the second one.
pub const CLERK_2: PersonId = person(1);
/// Chủ tịch.
pub const CHAIR: PersonId = person(2);
/// Phó Chủ tịch, who heads Culture as well: nobody else leads it. Away, with [`DEPUTY`] in their stead.
pub const VICE: PersonId = person(3);
/// Chánh văn phòng, heads the Office.
pub const CHIEF: PersonId = person(4);
/// Theo dõi, đôn đốc.
pub const MONITOR: PersonId = person(5);
/// Một cửa, an officer of the Centre.
pub const ONE_STOP: PersonId = person(6);
/// Quản trị.
pub const ADMIN: PersonId = person(7);
/// Trưởng phòng Kinh tế.
pub const HEAD: PersonId = person(8);
/// Phó trưởng phòng Kinh tế.
pub const DEPUTY: PersonId = person(9);
/// Chuyên viên Kinh tế.
pub const OFFICER: PersonId = person(10);
/// Chuyên viên Kinh tế, the second one.
pub const OFFICER_2: PersonId = person(11);
/// Văn thư phòng Kinh tế.
pub const ECONOMY_REGISTRY: PersonId = person(12);
/// Chuyên viên Văn hóa.
pub const CULTURE_OFFICER: PersonId = person(13);
/// Phó giám đốc Trung tâm, which has no director.
pub const CENTRE_DEPUTY: PersonId = person(14);
/// Văn thư Trung tâm.
pub const CENTRE_REGISTRY: PersonId = person(15);
/// A member of the Militia, which nobody leads.
pub const MILITIAMAN: PersonId = person(16);
/// Was clerk, leader and deputy head, and has left.
pub const LEFT: PersonId = person(17);
/// Works here without role or post, and no one names them in any command.
pub const STRANGER: PersonId = person(18);
/// Of another agency.
pub const FOREIGNER: PersonId = person(99);

/// Another system, which sends and reads.
pub const SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 0));
/// Another system, which only reads.
pub const READING_SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 1));
/// Another system, which does the registry's work.
pub const REGISTRY_SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 3));
/// Another system, which was ended.
pub const ENDED_SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 2));

/// Văn phòng.
pub const OFFICE: DepartmentId = department(0);
/// Phòng Kinh tế.
pub const ECONOMY: DepartmentId = department(1);
/// Phòng Văn hóa.
pub const CULTURE: DepartmentId = department(2);
/// Trung tâm Phục vụ hành chính công: a deputy, but no head.
pub const CENTRE: DepartmentId = department(3);
/// Ban chỉ huy quân sự: neither head nor deputy.
pub const MILITIA: DepartmentId = department(4);
/// Dissolved.
pub const ENDED: DepartmentId = department(5);

/// Reports go to Economy.
pub const RULE_REPORTS: RoutingRuleId = RoutingRuleId(id(3, 0));
/// Notices are kept for information.
pub const RULE_NOTICES: RoutingRuleId = RoutingRuleId(id(3, 1));

/// Files that are stored already.
pub const FILES: [FileId; 3] = [FileId(id(4, 0)), FileId(id(4, 1)), FileId(id(4, 2))];

/// Everybody who can give a command.
pub const ACTORS: [Actor; 27] = [
    Actor::Person(CLERK),
    Actor::Person(CHAIR),
    Actor::Person(HEAD),
    Actor::Person(OFFICER),
    Actor::Person(VICE),
    Actor::Person(DEPUTY),
    Actor::Person(CHIEF),
    Actor::Person(CULTURE_OFFICER),
    Actor::Person(CENTRE_DEPUTY),
    Actor::Person(OFFICER_2),
    Actor::Person(CLERK_2),
    Actor::Person(MONITOR),
    Actor::Person(ONE_STOP),
    Actor::Person(ECONOMY_REGISTRY),
    Actor::Person(CENTRE_REGISTRY),
    Actor::Person(MILITIAMAN),
    Actor::Person(ADMIN),
    Actor::Person(LEFT),
    Actor::Person(STRANGER),
    Actor::Person(FOREIGNER),
    Actor::Substitute { person: DEPUTY, instead_of: VICE },
    Actor::Substitute { person: CULTURE_OFFICER, instead_of: VICE },
    Actor::Substitute { person: DEPUTY, instead_of: CHAIR },
    Actor::Substitute { person: LEFT, instead_of: CLERK },
    Actor::Citizen,
    Actor::Interchange,
    Actor::Office,
];

/// Other systems: one sends and reads, one reads, one does the registry's work, and one was ended that did.
pub const SYSTEMS: [Actor; 4] = [
    Actor::Service(SYSTEM),
    Actor::Service(READING_SYSTEM),
    Actor::Service(REGISTRY_SYSTEM),
    Actor::Service(ENDED_SYSTEM),
];

/// Words that no letter about a secret document may hold.
pub const AUTHOR: &str = "Ủy ban nhân dân phường Hoa Ban";
/// See [`AUTHOR`].
pub const NOTATION: &str = "UBND-HB";
/// See [`AUTHOR`]; stands in every reason and instruction.
pub const MARK: &str = "Đề nghị";

/// The office, but for one document.
pub struct World {
    /// Its people.
    pub directory: Directory,
    /// The same on a day on which the chairman is away; with an office that has set who is next in line.
    pub chair_away: Directory,
    /// Its types.
    pub types: BTreeSet<String>,
    /// Its rules.
    pub rules: BTreeMap<RoutingRuleId, RoutingRule>,
    /// Its files.
    pub files: BTreeMap<FileId, StoredFile>,
    /// When its people work: as it was known, and as it is after a swap was announced.
    pub calendars: [OfficeCalendar; 2],
}

/// Monday 30/11/2026 is swapped with the Saturday before it; and a desk of its own at the Centre.
fn swapped() -> CalendarRecord {
    let day = |day, what: Value, name: &str| {
        let standing = "confirmed";
        json!({"day": day, "what": what, "name": name, "instrument": {"number": "01/TB-BNV"}, "standing": standing})
    };
    serde_json::from_value(json!({
        "own": {"days": [
            day("2026-11-28", json!({"kind": "make_up", "for_day": "2026-11-30"}), "Làm bù"),
            day("2026-11-30", json!({"kind": "swapped_off", "made_up_on": "2026-11-28"}), "Hoán đổi"),
        ]},
        "desks": {CENTRE.0.to_string(): {"weeks": [
            {"validity": {"from": "2026-01-01"}, "hours": {"monday": "08:00-11:00", "saturday": "07:30-11:30"}},
        ]}},
    }))
    .unwrap()
}

/// The office.
pub static WORLD: LazyLock<World> = LazyLock::new(|| World {
    directory: directory(),
    chair_away: chair_away(),
    calendars: [CalendarRecord::default(), swapped()].map(|record| record.office().unwrap()),
    types: DOCUMENT_TYPES.iter().map(|t| t.code.to_owned()).collect(),
    rules: rules(),
    files: FILES.into_iter().map(|id| (id, file(id))).collect(),
});

/// Who, under which name, with which roles and posts.
type Staff = (PersonId, &'static str, &'static [Role], &'static [(DepartmentId, Post)]);

fn chair_away() -> Directory {
    let mut directory = directory();
    let validity = domain::organisation::Validity::since(chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap());
    directory.away = BTreeMap::from([(CHAIR, domain::organisation::Absence { validity, substitute: CHIEF })]);
    directory
}

fn directory() -> Directory {
    use Post::{Deputy, Head, Officer, Registry};
    let staff: [Staff; 19] = [
        (CLERK, "vanthu", &[Role::RegistryClerk], &[(OFFICE, Officer)]),
        (CLERK_2, "vanthu2", &[Role::RegistryClerk], &[(OFFICE, Officer)]),
        (CHAIR, "chutich", &[Role::Leader], &[]),
        (VICE, "phochutich", &[Role::Leader], &[(CULTURE, Head)]),
        (CHIEF, "chanhvanphong", &[Role::ChiefOfOffice], &[(OFFICE, Head)]),
        (MONITOR, "theodoi", &[Role::Monitor], &[]),
        (ONE_STOP, "motcua", &[Role::OneStopClerk], &[(CENTRE, Officer)]),
        (ADMIN, "quantri", &[Role::Administrator], &[]),
        (HEAD, "truongphong.kinhte", &[], &[(ECONOMY, Head), (ENDED, Head)]),
        (DEPUTY, "photruong.kinhte", &[], &[(ECONOMY, Deputy)]),
        (OFFICER, "chuyenvien.kinhte1", &[], &[(ECONOMY, Officer)]),
        (OFFICER_2, "chuyenvien.kinhte2", &[], &[(ECONOMY, Officer), (CULTURE, Officer)]),
        (ECONOMY_REGISTRY, "vanthu.kinhte", &[], &[(ECONOMY, Registry)]),
        (CULTURE_OFFICER, "chuyenvien.vhxh1", &[], &[(CULTURE, Officer)]),
        (CENTRE_DEPUTY, "phogiamdoc.ttpvhcc", &[], &[(CENTRE, Deputy)]),
        (CENTRE_REGISTRY, "vanthu.ttpvhcc", &[], &[(CENTRE, Registry)]),
        (MILITIAMAN, "quansu", &[], &[(MILITIA, Officer)]),
        (LEFT, "nghiviec", &[Role::RegistryClerk, Role::Leader], &[(ECONOMY, Deputy), (MILITIA, Head)]),
        (STRANGER, "khach", &[], &[]),
    ];
    let people = staff.into_iter().map(|(id, username, roles, posts)| {
        let person = Person {
            id,
            username: username.to_owned(),
            name: format!("Ông/Bà {username}"),
            title: "Cán bộ".to_owned(),
            email: EmailAddress::new(&format!("{username}@phuong.example")).ok(),
            active: id != LEFT,
            roles: roles.iter().copied().collect(),
            posts: posts.iter().copied().collect(),
        };
        (id, person)
    });
    let departments =
        [(OFFICE, "VP"), (ECONOMY, "KT"), (CULTURE, "VHXH"), (CENTRE, "TTPVHCC"), (MILITIA, "QS"), (ENDED, "CU")]
            .into_iter()
            .map(|(id, code)| {
                (
                    id,
                    Department {
                        id,
                        code: code.to_owned(),
                        name: format!("Phòng {code}"),
                        parent: None,
                        active: id != ENDED,
                    },
                )
            });
    Directory {
        agency: AgencyId(id(9, 9)),
        agency_name: "Ủy ban nhân dân phường Thử Nghiệm".to_owned(),
        people: people.collect(),
        departments: departments.collect(),
        away: BTreeMap::from([(
            VICE,
            Absence { substitute: DEPUTY, validity: Validity::since(morning().date_naive()) },
        )]),
        services: [SYSTEM, READING_SYSTEM, REGISTRY_SYSTEM, ENDED_SYSTEM]
            .into_iter()
            .map(|id| (id, system(id)))
            .collect(),
    }
}

fn system(id: ServiceAccountId) -> ServiceAccount {
    let mut scopes: BTreeSet<_> = organisation::Scope::ALL.into();
    if id == READING_SYSTEM {
        scopes = BTreeSet::from([organisation::Scope::DocumentsRead]);
    } else if id == SYSTEM {
        scopes.remove(&organisation::Scope::DocumentsRegister);
    }
    ServiceAccount { id, name: "Cổng một cửa".to_owned(), scopes, active: id != ENDED_SYSTEM }
}

fn rules() -> BTreeMap<RoutingRuleId, RoutingRule> {
    let rule = |id, name: &str, type_code: &str, routing| RoutingRule {
        id,
        name: name.to_owned(),
        priority: 1,
        author_words: None,
        type_code: Some(type_code.to_owned()),
        subject_words: None,
        routing,
        instruction: Instruction::new("Đề nghị xử lý theo quy định").ok(),
    };
    [
        rule(RULE_REPORTS, "Báo cáo", "bao_cao", Routing::To { holder: Holder::Department(ECONOMY) }),
        rule(
            RULE_NOTICES,
            "Thông báo",
            "thong_bao",
            Routing::Information { readers: vec![Holder::Department(CENTRE), Holder::Person(OFFICER)] },
        ),
    ]
    .into_iter()
    .map(|rule| (rule.id, rule))
    .collect()
}

fn file(id: FileId) -> StoredFile {
    StoredFile {
        id,
        name: FileName::new("công văn.pdf").unwrap(),
        size: 1000,
        sha256: "0".repeat(64),
        media_type: "application/pdf".to_owned(),
    }
}

/// What kind of document comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Công văn: to a leader.
    Letter,
    /// Báo cáo: a rule routes it.
    Report,
    /// Thông báo: a rule keeps it for information.
    Notice,
    /// A citizen's petition: its own register.
    Petition,
    /// A secret letter: a line without content.
    Secret,
}

impl Paper {
    /// What is known of such a document.
    pub fn facts(self) -> FactsFields {
        let code = match self {
            Self::Letter | Self::Secret => "cong_van",
            Self::Report => "bao_cao",
            Self::Notice => "thong_bao",
            Self::Petition => "don_kien_nghi",
        };
        let mut facts = json!({
            "author": AUTHOR, "number": "123", "notation": NOTATION, "issued_on": "2026-11-20", "document_type": code,
            "sender_email": "vanthu@hoaban.example", "pages": 3,
        });
        if self == Self::Secret {
            facts["secrecy"] = json!("secret");
        } else {
            facts["subject"] = json!("V/v rà soát công trình trên địa bàn");
        }
        serde_json::from_value(facts).unwrap()
    }
}

/// The office's registers: one for petitions, one for secret lines, one for everything else.
static REGISTERS: LazyLock<[Register; 3]> = LazyLock::new(|| {
    let petitions = DOCUMENT_TYPES.iter().map(|t| t.code.to_owned()).filter(|code| code.starts_with("don_")).collect();
    [
        (0, "Sổ đơn thư", Scope::Types { types: petitions }),
        (1, "Sổ văn bản mật đến", Scope::Secret),
        (2, "Sổ văn bản đến", Scope::AllTypes),
    ]
    .map(|(n, name, scope)| Register {
        kind: domain::register::RegisterKind::Incoming,
        id: RegisterId(id(5, n)),
        code: name.to_owned(),
        name: name.to_owned(),
        year: 2026,
        scope,
        next_number: 7,
        open: true,
    })
});

/// The register, of the year in which it is now, that takes such a document.
pub fn register_for(facts: &Facts, now: UtcTime) -> Register {
    let register = REGISTERS.iter().find(|r| r.scope.takes(&facts.type_code, facts.is_secret())).unwrap();
    Register { year: year_in_vietnam(now), ..register.clone() }
}

/// A Monday morning.
pub fn morning() -> UtcTime {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap()
}

/// An instruction that says so.
pub fn words(text: &str) -> Instruction {
    Instruction::new(&format!("{MARK}: {text}")).unwrap()
}

/// A reason that says so.
pub fn why(text: &str) -> Reason {
    Reason::new(&format!("{MARK}: {text}")).unwrap()
}

/// A label.
pub fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

/// Where fresh ids come from at this step.
pub fn seed(step: u32) -> Seed {
    Seed::new(Uuid::from_u128(0x0190_1111_1111_7000_8000_0000_0000_0000 | u128::from(step) << 16))
}

/// The document's own id.
pub const DOCUMENT: DocumentId = DocumentId(id(6, 0));

/// All that a decision is told, for one moment.
pub struct Moment {
    /// Now.
    pub now: UtcTime,
    /// Where fresh ids come from.
    pub seed: Seed,
    /// The office's choices.
    pub settings: OfficeSettings,
    /// The register that is held.
    pub register: Option<Register>,
    /// Documents that look the same.
    pub duplicates: Vec<domain::register::Duplicate>,
    /// Whether the swap is announced.
    pub swapped: bool,
}

impl Moment {
    /// As [`domain::decide`] wants it.
    pub fn context(&self) -> Context<'_> {
        Context {
            now: self.now,
            seed: self.seed,
            directory: if self.settings.next_in_line.is_empty() { &WORLD.directory } else { &WORLD.chair_away },
            settings: &self.settings,
            types: &WORLD.types,
            calendar: &WORLD.calendars[usize::from(self.swapped)],
            rules: &WORLD.rules,
            register: self.register.as_ref(),
            duplicates: &self.duplicates,
            files: &WORLD.files,
        }
    }
}

/// One document on its way through the office, told step by step.
#[derive(Clone)]
pub struct Story {
    /// As it stands.
    pub document: IncomingDocument,
    /// What has happened.
    pub history: Vec<Happening>,
    /// Now; an hour passes with each step.
    pub now: UtcTime,
    /// What the office does when a sender recalls.
    pub recall: RecallPolicy,
    /// Whether the swap of a day is announced.
    pub swapped: bool,
    /// The office's other choices.
    pub settings: OfficeSettings,
}

impl Story {
    /// The clerk takes a document in.
    pub fn received(paper: Paper) -> Self {
        Self::received_by(paper, OfficeSettings::default())
    }

    /// The clerk of an office with these choices takes a document in.
    pub fn received_by(paper: Paper, settings: OfficeSettings) -> Self {
        let now = morning();
        let command = Receive { facts: paper.facts(), files: Vec::new(), register: None };
        let moment = Moment { now, seed: seed(0), settings, register: None, duplicates: Vec::new(), swapped: false };
        let by = Actor::Person(CLERK);
        let event = receive(by, command, &moment.context()).unwrap().remove(0);
        let first = Happening { by, at: now, event };
        let document = receive_apply(DOCUMENT, WORLD.directory.agency, &first).unwrap();
        let (history, settings) = (vec![first], moment.settings);
        Self { document, history, now, recall: RecallPolicy::OnAgreement, swapped: false, settings }
    }

    /// The clerk takes a document in and enters it.
    pub fn registered(paper: Paper) -> Self {
        let mut story = Self::received(paper);
        story.by(CLERK, json!({"command": "register"}));
        story
    }

    /// … and puts it before the chairman, who directs it to Economy.
    pub fn directed(paper: Paper) -> Self {
        let mut story = Self::registered(paper);
        story.by(CLERK, json!({"command": "present", "to": CHAIR}));
        story.by(CHAIR, json!({"command": "direct", "direction": {"primary": {"department": ECONOMY}}}));
        story
    }

    /// … whose head gives it to the officer.
    pub fn in_progress(paper: Paper) -> Self {
        let mut story = Self::directed(paper);
        let unit = story.primary();
        story.by(HEAD, json!({"command": "assign", "assignment": unit, "officer": {"person": OFFICER}}));
        story
    }

    /// … who hands in a result.
    pub fn awaiting_approval(paper: Paper) -> Self {
        let mut story = Self::in_progress(paper);
        let text = if paper == Paper::Secret { Value::Null } else { json!("Đề nghị: đã rà soát") };
        story.by(OFFICER, json!({"command": "submit_result", "assignment": story.primary(), "text": text}));
        story
    }

    /// … which the head approves.
    pub fn completed(paper: Paper) -> Self {
        let mut story = Self::awaiting_approval(paper);
        story.by(HEAD, json!({"command": "approve", "assignment": story.submitted()}));
        story
    }

    /// One story for every state.
    pub fn in_state(state: StateName) -> Self {
        let paper = Paper::Letter;
        let then = |mut story: Self, by: PersonId, command: Value| {
            story.by(by, command);
            story
        };
        match state {
            StateName::Received => Self::received(paper),
            StateName::Registered => Self::registered(paper),
            StateName::Presented => then(Self::registered(paper), CLERK, json!({"command": "present", "to": CHAIR})),
            StateName::Directed => Self::directed(paper),
            StateName::InProgress => Self::in_progress(paper),
            StateName::AwaitingApproval => Self::awaiting_approval(paper),
            StateName::Completed => Self::completed(paper),
            StateName::Filed => then(Self::completed(paper), OFFICER, json!({"command": "file"})),
            StateName::Refused => {
                then(Self::received(paper), CLERK, json!({"command": "refuse", "reason": "Nhầm nơi nhận"}))
            }
            StateName::Returned => {
                then(Self::registered(paper), CLERK, json!({"command": "return_to_sender", "reason": "Nhầm nơi nhận"}))
            }
            StateName::Voided => {
                then(Self::registered(paper), CLERK, json!({"command": "void", "reason": "Vào sổ hai lần"}))
            }
            StateName::Recalled => {
                let mut story = Self::in_progress(paper);
                story.recall = RecallPolicy::AtOnce;
                then(story, CLERK, json!({"command": "recall", "reason": "Gửi nhầm"}))
            }
        }
    }

    /// The moment of the next step.
    pub fn moment(&self) -> Moment {
        Moment {
            now: self.now + Duration::hours(1),
            seed: seed(self.document.version()),
            settings: OfficeSettings { recall: self.recall, ..self.settings.clone() },
            register: Some(register_for(self.document.facts(), self.now)),
            duplicates: Vec::new(),
            swapped: self.swapped,
        }
    }

    /// Gives a command, written as a client of the API writes it.
    pub fn try_by(&mut self, actor: Actor, command: Value) -> Result<Happening, Refusal> {
        let command: Command = serde_json::from_value(command).unwrap();
        let moment = self.moment();
        let event = decide(&self.document, actor, command, &moment.context())?.remove(0);
        let happening = Happening { by: actor, at: moment.now, event };
        self.document = apply(self.document.clone(), &happening).unwrap();
        self.history.push(happening.clone());
        self.now = moment.now;
        Ok(happening)
    }

    /// Gives a command that must be carried out.
    pub fn by(&mut self, person: PersonId, command: Value) -> Happening {
        self.by_actor(Actor::Person(person), command)
    }

    /// Gives a command that must be carried out.
    pub fn by_actor(&mut self, actor: Actor, command: Value) -> Happening {
        let written = command.to_string();
        self.try_by(actor, command).unwrap_or_else(|refusal| panic!("{written} was refused: {refusal}"))
    }

    /// The code of the rule that refuses this command.
    pub fn refused(&mut self, person: PersonId, command: Value) -> &'static str {
        let written = command.to_string();
        match self.try_by(Actor::Person(person), command) {
            Err(refusal) => refusal.rule.code(),
            Ok(_) => panic!("{written} was not refused"),
        }
    }

    /// Where it stands.
    pub fn state(&self) -> StateName {
        self.document.state().name()
    }

    /// The assignment at the end of the primary chain.
    pub fn primary(&self) -> AssignmentId {
        let (root, leg) = self.document.state().chain().unwrap();
        leg.unwrap_or(root)
    }

    /// The assignment that was handed in.
    pub fn submitted(&self) -> AssignmentId {
        self.primary()
    }

    /// This holder's newest assignment in this role.
    pub fn of(&self, holder: Holder, role: AssignmentRole) -> &Assignment {
        self.document.assignments().iter().rev().find(|a| a.holder == holder && a.role() == role).unwrap()
    }
}
