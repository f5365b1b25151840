//! A small invented office with its dates: the People's Committee of a ward that does not exist, and who signs for it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::{NaiveDate, TimeZone, Utc};
use domain::{
    Actor, AgencyId, CounterpartId, DepartmentId, DocumentId, EmailAddress, FileId, FileName, Label, OfficeSettings,
    PersonId, Reason, RegisterId, Rule, Seed, ServiceAccountId, SigningCapacityId, UtcTime,
    catalogue::{DOCUMENT_TYPES, Group},
    day_in_vietnam,
    incoming::StoredFile,
    organisation::{
        self, Absence, AgencyRecord, CalendarRecord, DepartmentRecord, Directory, OfficeCalendar, Organisation,
        PersonRecord, Position, Post, Role, RoleGrant, ServiceRecord, SigningCapacity, SigningForm, SigningScope,
        Validity,
    },
    outgoing::{Counterpart, OutgoingContext, OutgoingDocument, Source, TypeFacts},
    register::{Entering, Register, RegisterKind, Scope, choose},
    year_in_vietnam,
};
use serde_json::json;
use uuid::Uuid;

/// An id of this kind.
pub const fn id(kind: u8, n: u8) -> Uuid {
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
/// Văn thư, the second one. Away, with [`CHIEF`] in their stead.
pub const CLERK_2: PersonId = person(1);
/// Chủ tịch: signs everything.
pub const CHAIR: PersonId = person(2);
/// Phó Chủ tịch, who heads Culture: signs KT. what is about it. Away, with [`DEPUTY`] in their stead.
pub const VICE: PersonId = person(3);
/// Chánh Văn phòng, heads the Office: signs notices and invitations TL.
pub const CHIEF: PersonId = person(4);
/// Phó Chánh Văn phòng: signs KT. under the chief's TL.
pub const OFFICE_DEPUTY: PersonId = person(5);
/// Theo dõi, đôn đốc.
pub const MONITOR: PersonId = person(6);
/// Quản trị.
pub const ADMIN: PersonId = person(7);
/// Trưởng phòng Kinh tế: signs reports TUQ.
pub const HEAD: PersonId = person(8);
/// Phó trưởng phòng Kinh tế.
pub const DEPUTY: PersonId = person(9);
/// Chuyên viên Kinh tế.
pub const OFFICER: PersonId = person(10);
/// Chuyên viên Kinh tế, and of Culture.
pub const OFFICER_2: PersonId = person(11);
/// Văn thư phòng Kinh tế.
pub const ECONOMY_REGISTRY: PersonId = person(12);
/// Chuyên viên Văn hóa.
pub const CULTURE_OFFICER: PersonId = person(13);
/// Phó giám đốc Trung tâm, which has no director.
pub const CENTRE_DEPUTY: PersonId = person(14);
/// A member of the Militia, which nobody leads.
pub const MILITIAMAN: PersonId = person(15);
/// Was clerk, leader and deputy head, and has left.
pub const LEFT: PersonId = person(16);
/// Works here without role or post, and no document names them.
pub const STRANGER: PersonId = person(17);
/// Of another agency.
pub const FOREIGNER: PersonId = person(99);

/// Another system, with every scope but the one that issues.
pub const SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 0));
/// That does the registry's work on what is signed.
pub const ISSUING_SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 1));
/// That was given everything, and has ended.
pub const ENDED_SYSTEM: ServiceAccountId = ServiceAccountId(id(7, 2));

/// Văn phòng.
pub const OFFICE: DepartmentId = department(0);
/// Phòng Kinh tế.
pub const ECONOMY: DepartmentId = department(1);
/// Phòng Văn hóa.
pub const CULTURE: DepartmentId = department(2);
/// Trung tâm: a deputy, but no head.
pub const CENTRE: DepartmentId = department(3);
/// Ban chỉ huy quân sự: neither head nor deputy.
pub const MILITIA: DepartmentId = department(4);
/// Dissolved.
pub const ENDED: DepartmentId = department(5);

/// The text of a draft, no PDF.
pub const TEXT: FileId = FileId(id(4, 0));
/// An appendix.
pub const APPENDIX: FileId = FileId(id(4, 1));
/// A PDF that bears a signature.
pub const SIGNED: FileId = FileId(id(4, 2));
/// A PDF that bears both signatures.
pub const SEALED: FileId = FileId(id(4, 3));
/// A scan, as a picture.
pub const SCAN: FileId = FileId(id(4, 4));
/// Not there, or not the actor's.
pub const NO_FILE: FileId = FileId(id(4, 99));

/// An incoming letter that awaits an answer.
pub const LETTER: DocumentId = DocumentId(id(6, 1));
/// One that awaits none.
pub const SETTLED: DocumentId = DocumentId(id(6, 2));
/// One that the drafter does not see.
pub const UNSEEN: DocumentId = DocumentId(id(6, 3));

/// A counterpart of the office.
pub const COMPANY: CounterpartId = CounterpartId(id(8, 0));
/// One that can no longer be named.
pub const FORMER_COMPANY: CounterpartId = CounterpartId(id(8, 1));

/// One that has an address for mail.
pub const BUREAU: CounterpartId = CounterpartId(id(8, 2));

/// The document's own id.
pub const DOCUMENT: DocumentId = DocumentId(id(6, 0));

/// Everybody who can try to give a command.
pub const ACTORS: [Actor; 30] = [
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
    Actor::Person(OFFICE_DEPUTY),
    Actor::Person(ECONOMY_REGISTRY),
    Actor::Person(MILITIAMAN),
    Actor::Person(ADMIN),
    Actor::Person(LEFT),
    Actor::Person(STRANGER),
    Actor::Person(FOREIGNER),
    Actor::Substitute { person: DEPUTY, instead_of: VICE },
    Actor::Substitute { person: CHIEF, instead_of: CLERK_2 },
    // These stand in for nobody, or not for them.
    Actor::Substitute { person: CULTURE_OFFICER, instead_of: VICE },
    Actor::Substitute { person: DEPUTY, instead_of: CHAIR },
    Actor::Substitute { person: LEFT, instead_of: CLERK },
    Actor::Service(SYSTEM),
    Actor::Service(ISSUING_SYSTEM),
    Actor::Service(ENDED_SYSTEM),
    Actor::Citizen,
    Actor::Interchange,
    Actor::Office,
];

/// The office, but for one document.
pub struct World {
    /// Its people with their dates.
    pub organisation: Organisation,
    /// The same as it stands.
    pub directory: Directory,
    /// When its people work; and by a calendar that was changed.
    pub calendars: [OfficeCalendar; 2],
    /// Its types.
    pub types: BTreeMap<String, TypeFacts>,
    /// Files that are stored.
    pub files: BTreeMap<FileId, StoredFile>,
    /// Other agencies of the installation.
    pub agencies: BTreeMap<String, String>,
    /// Its counterparts.
    pub counterparts: BTreeMap<CounterpartId, Counterpart>,
    /// The gateways that have them, by code.
    pub gateways: BTreeMap<String, (domain::OrganCode, String)>,
    /// Incoming documents that can be named as answered.
    pub answered: BTreeMap<DocumentId, Option<Rule>>,
    /// Those of them that whoever drafts has in hand.
    pub in_hand: BTreeSet<DocumentId>,
}

/// The office.
pub static WORLD: LazyLock<World> = LazyLock::new(|| World::called("Ủy ban nhân dân phường Thử Nghiệm"));

impl World {
    /// The office under this name.
    pub fn called(name: &str) -> Self {
        let organisation = organisation(name);
        Self {
            directory: organisation.directory(day_in_vietnam(morning())),
            calendars: [CalendarRecord::default(), shorter()].map(|record| record.office().unwrap()),
            organisation,
            types: types(),
            files: files(),
            agencies: BTreeMap::from([("H99.2".to_owned(), "Sở Thử nghiệm".to_owned())]),
            gateways: BTreeMap::new(),
            counterparts: [
                counterpart(COMPANY, true, None),
                counterpart(FORMER_COMPANY, false, None),
                counterpart(BUREAU, true, Some("vanthu@cuc.example")),
            ]
            .into(),
            answered: BTreeMap::from([(LETTER, None), (SETTLED, Some(Rule::WrongState))]),
            in_hand: BTreeSet::from([LETTER, SETTLED]),
        }
    }
}

/// From half past eight to half past three, and not on Fridays.
fn shorter() -> CalendarRecord {
    let day = "08:30-15:30";
    let hours = json!({"monday": day, "tuesday": day, "wednesday": day, "thursday": day});
    serde_json::from_value(json!({"own": {"weeks": [{"validity": {"from": "2026-01-01"}, "hours": hours}]}})).unwrap()
}

fn counterpart(id: CounterpartId, active: bool, email: Option<&str>) -> (CounterpartId, Counterpart) {
    let name = if email.is_some() { "Cục Thử nghiệm" } else { "Công ty Cổ phần Mẫu" };
    let fields = json!({"name": name, "email": email, "active": active});
    (id, Counterpart { id, fields: serde_json::from_value(fields).unwrap() })
}

fn types() -> BTreeMap<String, TypeFacts> {
    let facts = |of: &domain::catalogue::DocumentType| TypeFacts {
        name: of.name.to_owned(),
        abbreviation: of.abbreviation.map(str::to_owned),
        normative: of.group == Group::Normative,
    };
    DOCUMENT_TYPES.iter().map(|of| (of.code.to_owned(), facts(of))).collect()
}

fn files() -> BTreeMap<FileId, StoredFile> {
    let text = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    [(TEXT, text), (APPENDIX, text), (SIGNED, "application/pdf"), (SEALED, "application/pdf"), (SCAN, "image/png")]
        .map(|(id, media_type)| {
            let name = FileName::new("quyết định").unwrap();
            let sha256 = id.0.simple().to_string().repeat(2);
            (id, StoredFile { id, name, size: 1000, sha256, media_type: media_type.to_owned() })
        })
        .into()
}

/// Who, under which name and title, with which roles and posts.
type Staff = (PersonId, &'static str, &'static str, &'static [Role], &'static [(DepartmentId, Post)]);

fn staff() -> [Staff; 18] {
    use Post::{Deputy, Head, Officer, Registry};
    [
        (CLERK, "vanthu", "Văn thư", &[Role::RegistryClerk], &[(OFFICE, Officer)]),
        (CLERK_2, "vanthu2", "Văn thư", &[Role::RegistryClerk], &[(OFFICE, Officer)]),
        (CHAIR, "chutich", "Chủ tịch", &[Role::Leader], &[]),
        (VICE, "phochutich", "Phó Chủ tịch", &[Role::Leader], &[(CULTURE, Head)]),
        (CHIEF, "chanhvanphong", "Chánh Văn phòng", &[Role::ChiefOfOffice], &[(OFFICE, Head)]),
        (OFFICE_DEPUTY, "phovanphong", "Phó Chánh Văn phòng", &[], &[(OFFICE, Deputy)]),
        (MONITOR, "theodoi", "Chuyên viên", &[Role::Monitor], &[]),
        (ADMIN, "quantri", "Quản trị", &[Role::Administrator], &[]),
        (HEAD, "truongphong.kinhte", "Trưởng phòng", &[], &[(ECONOMY, Head), (ENDED, Head)]),
        (DEPUTY, "photruong.kinhte", "Phó Trưởng phòng", &[], &[(ECONOMY, Deputy)]),
        (OFFICER, "chuyenvien.kinhte1", "Chuyên viên", &[], &[(ECONOMY, Officer)]),
        (OFFICER_2, "chuyenvien.kinhte2", "Chuyên viên", &[], &[(ECONOMY, Officer), (CULTURE, Officer)]),
        (ECONOMY_REGISTRY, "vanthu.kinhte", "Văn thư", &[], &[(ECONOMY, Registry)]),
        (CULTURE_OFFICER, "chuyenvien.vhxh", "Chuyên viên", &[], &[(CULTURE, Officer)]),
        (CENTRE_DEPUTY, "phogiamdoc.tt", "Phó Giám đốc", &[], &[(CENTRE, Deputy)]),
        (MILITIAMAN, "quansu", "Chuyên viên", &[], &[(MILITIA, Officer)]),
        (LEFT, "nghiviec", "Chuyên viên", &[Role::RegistryClerk, Role::Leader], &[(ECONOMY, Deputy), (MILITIA, Head)]),
        (STRANGER, "khach", "Chuyên viên", &[], &[]),
    ]
}

fn long_ago() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()
}

fn organisation(name: &str) -> Organisation {
    let always = Validity::since(long_ago());
    let ended = Validity::new(long_ago(), NaiveDate::from_ymd_opt(2026, 10, 31)).unwrap();
    let departments =
        [(OFFICE, "VP"), (ECONOMY, "KT"), (CULTURE, "VHXH"), (CENTRE, "TT"), (MILITIA, "QS"), (ENDED, "CU")].map(
            |(id, code)| {
                let record = DepartmentRecord {
                    id,
                    code: code.to_owned(),
                    name: format!("Phòng {code}"),
                    parent: None,
                    order: 0,
                    validity: if id == ENDED { ended } else { always },
                    successor: None,
                };
                (id, record)
            },
        );
    let people = staff().map(|(id, username, title, roles, posts)| {
        let record = PersonRecord {
            id,
            username: username.to_owned(),
            name: format!("Ông/Bà {username}"),
            title: title.to_owned(),
            email: EmailAddress::new(&format!("{username}@phuong.example")).ok(),
            validity: if id == LEFT { ended } else { always },
            positions: posts
                .iter()
                .map(|(department, post)| Position { department: *department, post: *post, validity: always })
                .collect(),
            roles: roles.iter().map(|role| RoleGrant { role: *role, validity: always }).collect(),
            absences: away(id).into_iter().map(|substitute| Absence { substitute, validity: always }).collect(),
            signing: capacities(id),
        };
        (id, record)
    });
    Organisation {
        agency: AgencyRecord::new(AgencyId(id(9, 9)), "H99.1", name, long_ago()),
        departments: departments.into(),
        people: people.into(),
        rules: BTreeMap::new(),
        services: [SYSTEM, ISSUING_SYSTEM, ENDED_SYSTEM].map(|id| (id, system(id))).into(),
        calendar: CalendarRecord::default(),
        settings: OfficeSettings::default(),
    }
}

fn system(id: ServiceAccountId) -> ServiceRecord {
    let mut scopes = BTreeSet::from(organisation::Scope::ALL);
    match id {
        ISSUING_SYSTEM => scopes = BTreeSet::from([organisation::Scope::DocumentsIssue]),
        SYSTEM => drop(scopes.remove(&organisation::Scope::DocumentsIssue)),
        _ => {}
    }
    ServiceRecord {
        id,
        name: Label::new("Hệ thống ký số").unwrap(),
        purpose: Reason::new("Cấp số, đóng dấu, phát hành").unwrap(),
        scopes,
        keys: Vec::new(),
        ended: id == ENDED_SYSTEM,
    }
}

fn away(id: PersonId) -> Option<PersonId> {
    match id {
        VICE => Some(DEPUTY),
        CLERK_2 => Some(CHIEF),
        _ => None,
    }
}

/// What this person may sign.
fn capacities(id: PersonId) -> Vec<SigningCapacity> {
    let of = |n, form, types: &[&str], fields: &[&str]| SigningCapacity {
        id: capacity(n),
        form,
        scope: SigningScope {
            types: types.iter().map(|one| (*one).to_owned()).collect(),
            fields: fields.iter().map(|one| (*one).to_owned()).collect(),
        },
        validity: Validity::since(long_ago()),
        instrument: format!("{n}/QĐ-UBND"),
        granted_by: (n > 0).then_some(CHAIR),
        department: None,
        under: None,
    };
    let orders = ["thong_bao", "giay_moi"];
    match id {
        CHAIR => vec![of(0, SigningForm::Head, &[], &[])],
        VICE => vec![of(1, SigningForm::Kt, &[], &["Văn hóa"])],
        CHIEF => vec![SigningCapacity { department: Some(OFFICE), ..of(2, SigningForm::Tl, &orders, &[]) }],
        OFFICE_DEPUTY => vec![SigningCapacity {
            under: Some(capacity(2)),
            granted_by: Some(CHIEF),
            ..of(3, SigningForm::Kt, &orders, &[])
        }],
        HEAD => vec![SigningCapacity { department: Some(ECONOMY), ..of(4, SigningForm::Tuq, &["bao_cao"], &[]) }],
        _ => Vec::new(),
    }
}

const fn capacity(n: u8) -> SigningCapacityId {
    SigningCapacityId(id(3, n))
}

/// A Monday morning.
pub fn morning() -> UtcTime {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap()
}

/// Where fresh ids come from at this step.
pub fn seed(step: u32) -> Seed {
    Seed::new(Uuid::from_u128(0x0190_1111_1111_7000_8000_0000_0000_0000 | u128::from(step) << 16))
}

/// The office's registers of this year: one for normative decisions, one for the rest, that of what comes in, and that of copies.
pub fn registers(now: UtcTime) -> Vec<Register> {
    let normative = Scope::Types { types: BTreeSet::from(["quyet_dinh".to_owned()]) };
    [
        (RegisterKind::Outgoing, "Sổ văn bản đi", Scope::AllTypes, 15),
        (RegisterKind::Outgoing, "Sổ quyết định quy phạm pháp luật", normative, 3),
        (RegisterKind::Incoming, "Sổ văn bản đến", Scope::AllTypes, 700),
        (RegisterKind::Outgoing, "Sổ bản sao", Scope::Copies, 1),
    ]
    .into_iter()
    .zip(0_u8..)
    .map(|((kind, name, scope, next_number), n)| Register {
        id: RegisterId(id(5, n)),
        kind,
        code: name.to_owned(),
        name: name.to_owned(),
        year: year_in_vietnam(now),
        scope,
        next_number,
        open: true,
    })
    .collect()
}

/// The register in which a document of this type takes its number.
pub fn register_for(type_code: &str, now: UtcTime) -> Option<Register> {
    let normative = WORLD.types.get(type_code).is_some_and(|facts| facts.normative);
    choose(registers(now), None, Entering { kind: RegisterKind::Outgoing, type_code, secret: false, normative })
}

/// All that a decision is told, for one moment.
pub struct Moment {
    /// Now.
    pub now: UtcTime,
    /// Where fresh ids come from.
    pub seed: Seed,
    /// The office's choices.
    pub settings: OfficeSettings,
    /// The register that is held.
    pub number: Option<Register>,
    /// Earlier documents that are known.
    pub related: &'static BTreeMap<DocumentId, OutgoingDocument>,
    /// What is copied.
    pub source: Option<Source>,
    /// Whether the calendar was changed.
    pub shorter: bool,
}

impl Moment {
    /// As [`domain::outgoing::decide`] wants it.
    pub fn context(&self) -> OutgoingContext<'_> {
        self.context_at(&WORLD)
    }

    /// The same at another office.
    pub fn context_at<'a>(&'a self, world: &'a World) -> OutgoingContext<'a> {
        OutgoingContext {
            now: self.now,
            seed: self.seed,
            directory: &world.directory,
            organisation: &world.organisation,
            settings: &self.settings,
            calendar: &world.calendars[usize::from(self.shorter)],
            types: &world.types,
            files: &world.files,
            agencies: &world.agencies,
            counterparts: &world.counterparts,
            number: self.number.as_ref(),
            answered: &world.answered,
            in_hand: &world.in_hand,
            related: self.related,
            source: self.source.as_ref(),
            sends_mail: true,
            gateways: &world.gateways,
        }
    }
}
