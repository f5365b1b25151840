//! A small invented ward office: its one-stop shop, the departments behind it, and the procedures that it has published.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::NaiveDate;
use domain::{
    Actor, AgencyId, By, DepartmentId, DocumentId, DossierId, FileId, FileName, Label, OfficeSettings, OrganCode,
    PersonId, ProcedureId, Seed, ServiceAccountId, UtcTime,
    calendar::time_in_vietnam,
    day_in_vietnam,
    dossier::{
        Competence, DossierCode, DossierContext, OtherAgency,
        decide::{IssuedDocument, TakenCode},
        link::SentOn,
    },
    incoming::StoredFile,
    organisation::{
        Absence, AgencyRecord, CalendarRecord, DepartmentRecord, Directory, OfficeCalendar, Organisation, PersonRecord,
        Position, Post, Role, RoleGrant, Validity,
    },
    procedure::{Edition, ProcedureContent},
};
use serde_json::{Value, json};
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

const fn procedure(n: u8) -> ProcedureId {
    ProcedureId(id(3, n))
}

/// Cán bộ một cửa, at the main desk.
pub const CLERK: PersonId = person(0);
/// Cán bộ một cửa, at the branch. Away, with [`CHIEF`] in their stead.
pub const CLERK_2: PersonId = person(1);
/// Chủ tịch.
pub const CHAIR: PersonId = person(2);
/// Phó Chủ tịch. Away, with [`LAND_HEAD`] in their stead.
pub const VICE: PersonId = person(3);
/// Chánh Văn phòng.
pub const CHIEF: PersonId = person(4);
/// Văn thư.
pub const REGISTRAR: PersonId = person(5);
/// Theo dõi, đôn đốc.
pub const MONITOR: PersonId = person(6);
/// Quản trị, who does casework at Justice beside it.
pub const ADMIN: PersonId = person(7);
/// Trưởng phòng Tư pháp.
pub const HEAD: PersonId = person(8);
/// Phó trưởng phòng Tư pháp.
pub const DEPUTY: PersonId = person(9);
/// Công chức Tư pháp.
pub const OFFICER: PersonId = person(10);
/// Công chức Tư pháp, the second one. Away, with [`OFFICER`] in their stead.
pub const OFFICER_2: PersonId = person(11);
/// Trưởng phòng Địa chính.
pub const LAND_HEAD: PersonId = person(12);
/// Công chức Địa chính.
pub const LAND_OFFICER: PersonId = person(13);
/// Phó trưởng phòng Văn hóa, which has no head.
pub const CULTURE_DEPUTY: PersonId = person(14);
/// Was one-stop clerk, leader and head, and has left.
pub const LEFT: PersonId = person(16);
/// Works here without role, and no dossier names them.
pub const STRANGER: PersonId = person(17);
/// Of another agency.
pub const FOREIGNER: PersonId = person(99);

/// The portal.
pub const PORTAL: ServiceAccountId = ServiceAccountId(id(7, 0));

/// Bộ phận một cửa.
pub const ONE_STOP: DepartmentId = department(0);
/// Điểm tiếp nhận, the branch.
pub const BRANCH: DepartmentId = department(1);
/// Phòng Tư pháp.
pub const JUSTICE: DepartmentId = department(2);
/// Phòng Địa chính; it does not work on Monday mornings.
pub const LAND: DepartmentId = department(3);
/// Phòng Văn hóa: a deputy, but no head.
pub const CULTURE: DepartmentId = department(4);
/// Dissolved.
pub const ENDED: DepartmentId = department(5);

/// Files that are stored.
pub const FILES: [FileId; 5] =
    [FileId(id(4, 0)), FileId(id(4, 1)), FileId(id(4, 2)), FileId(id(4, 3)), FileId(id(4, 4))];
/// Not there, or not the actor's.
pub const NO_FILE: FileId = FileId(id(4, 99));

/// An issued decision.
pub const DECISION: DocumentId = DocumentId(id(6, 1));
/// One that the actor does not see.
pub const NO_DOCUMENT: DocumentId = DocumentId(id(6, 99));

/// The dossier's own id.
pub const DOSSIER: DossierId = DossierId(id(8, 0));

/// Trích lục: a working day; a fee at reception.
pub const EXTRACT: ProcedureId = procedure(0);
/// Chứng thực: eight working hours, by the hour of 15:00; the desk and the registry do it.
pub const COPIES: ProcedureId = procedure(1);
/// Khiếu nại: no term.
pub const COMPLAINT: ProcedureId = procedure(2);
/// Đất đai: fifteen working days, two supplements, opinions side by side, branches, a way back, taxes.
pub const LAND_USE: ProcedureId = procedure(3);
/// Hộ kinh doanh: five working days that begin anew when the dossier is complete.
pub const BUSINESS: ProcedureId = procedure(4);
/// Trợ cấp: ten days by the calendar that run on; two extensions.
pub const ALLOWANCE: ProcedureId = procedure(5);
/// Another agency's.
pub const ELSEWHERE: ProcedureId = procedure(6);
/// Xác nhận: a working day, by the hour of 15:00; the main desk alone receives it.
pub const CERTIFICATE: ProcedureId = procedure(7);

/// All that are published.
pub const PROCEDURES: [ProcedureId; 8] =
    [EXTRACT, COPIES, COMPLAINT, LAND_USE, BUSINESS, ALLOWANCE, ELSEWHERE, CERTIFICATE];

/// Everybody who can try to give a command.
pub const ACTORS: [Actor; 28] = [
    Actor::Person(CLERK),
    Actor::Person(CLERK_2),
    Actor::Person(CHAIR),
    Actor::Person(VICE),
    Actor::Person(CHIEF),
    Actor::Person(REGISTRAR),
    Actor::Person(MONITOR),
    Actor::Person(ADMIN),
    Actor::Person(HEAD),
    Actor::Person(DEPUTY),
    Actor::Person(OFFICER),
    Actor::Person(OFFICER_2),
    Actor::Person(LAND_HEAD),
    Actor::Person(LAND_OFFICER),
    Actor::Person(CULTURE_DEPUTY),
    Actor::Person(LEFT),
    Actor::Person(STRANGER),
    Actor::Person(FOREIGNER),
    Actor::Substitute { person: CHIEF, instead_of: CLERK_2 },
    Actor::Substitute { person: LAND_HEAD, instead_of: VICE },
    Actor::Substitute { person: OFFICER, instead_of: OFFICER_2 },
    // These stand in for nobody, or not for them.
    Actor::Substitute { person: STRANGER, instead_of: CLERK },
    Actor::Substitute { person: OFFICER, instead_of: HEAD },
    Actor::Substitute { person: LEFT, instead_of: CLERK },
    Actor::Service(PORTAL),
    Actor::Citizen,
    Actor::Interchange,
    Actor::Office,
];

/// The office, but for one dossier.
pub struct World {
    /// Its people as they stand.
    pub directory: Directory,
    /// The same when [`OFFICER`] has left.
    pub later: Directory,
    /// When its people work; and by a calendar with a day of rest more.
    pub calendars: [OfficeCalendar; 2],
    /// What it has published.
    pub editions: BTreeMap<ProcedureId, Edition>,
    /// Files that are stored.
    pub files: BTreeMap<FileId, StoredFile>,
    /// Issued documents that may be a result.
    pub documents: BTreeMap<DocumentId, IssuedDocument>,
}

/// The office.
pub static WORLD: LazyLock<World> = LazyLock::new(|| World {
    directory: organisation(&[]).directory(day_in_vietnam(at("2026-11-23T08:00"))),
    later: organisation(&[OFFICER]).directory(day_in_vietnam(at("2026-11-23T08:00"))),
    calendars: [calendar(&[]), calendar(&["2026-12-02", "2026-12-16", "2027-01-20"])],
    editions: PROCEDURES.map(|id| (id, edition(id))).into(),
    files: FILES.map(|id| (id, file(id))).into(),
    documents: [(
        DECISION,
        IssuedDocument {
            written: Label::new("15/QĐ-UBND").unwrap(),
            dated: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
        },
    )]
    .into(),
});

/// A moment as a clock in Vietnam shows it.
pub fn at(text: &str) -> UtcTime {
    time_in_vietnam(text).unwrap()
}

/// Where fresh ids come from at this step.
pub fn seed(step: u32) -> Seed {
    Seed::new(Uuid::from_u128(0x0190_1111_1111_7000_8000_0000_0000_0000 | u128::from(step) << 16))
}

fn file(id: FileId) -> StoredFile {
    let name = FileName::new("giấy tờ").unwrap();
    StoredFile {
        id,
        name,
        size: 1000,
        sha256: id.0.simple().to_string().repeat(2),
        media_type: "application/pdf".to_owned(),
    }
}

/// The national days as the program knows them, the half Mondays of Land, and these days off of the agency's own.
pub fn calendar(more: &[&str]) -> OfficeCalendar {
    let (day, late) = ("07:30-11:30,13:30-17:30", "13:30-17:30");
    let week = json!({"monday": late, "tuesday": day, "wednesday": day, "thursday": day, "friday": day});
    let rest =
        |day: &&str| json!({"day": day, "what": {"kind": "local_rest"}, "name": "Nghỉ", "standing": "confirmed"});
    let mut record = json!({"own": {"days": more.iter().map(rest).collect::<Vec<_>>()}});
    record["desks"] = json!({LAND.0.to_string(): {"weeks": [{"validity": {"from": "2026-01-01"}, "hours": week}]}});
    serde_json::from_value::<CalendarRecord>(record).unwrap().office().unwrap()
}

// -- people -----------------------------------------------------------------------------------------------------------------

/// Who, under which name, with which roles and posts.
type Staff = (PersonId, &'static str, &'static [Role], &'static [(DepartmentId, Post)]);

fn staff() -> [Staff; 17] {
    use Post::{Deputy, Head, Officer};
    [
        (CLERK, "motcua", &[Role::OneStopClerk], &[(ONE_STOP, Officer)]),
        (CLERK_2, "motcua2", &[Role::OneStopClerk], &[(BRANCH, Officer)]),
        (CHAIR, "chutich", &[Role::Leader], &[]),
        (VICE, "phochutich", &[Role::Leader], &[]),
        (CHIEF, "chanhvanphong", &[Role::ChiefOfOffice], &[]),
        (REGISTRAR, "vanthu", &[Role::RegistryClerk], &[]),
        (MONITOR, "theodoi", &[Role::Monitor], &[]),
        (ADMIN, "quantri", &[Role::Administrator], &[(JUSTICE, Officer)]),
        (HEAD, "truongphong.tuphap", &[], &[(JUSTICE, Head), (ENDED, Head)]),
        (DEPUTY, "photruong.tuphap", &[], &[(JUSTICE, Deputy)]),
        (OFFICER, "congchuc.tuphap1", &[], &[(JUSTICE, Officer)]),
        (OFFICER_2, "congchuc.tuphap2", &[], &[(JUSTICE, Officer)]),
        (LAND_HEAD, "truongphong.diachinh", &[], &[(LAND, Head)]),
        (LAND_OFFICER, "congchuc.diachinh", &[], &[(LAND, Officer)]),
        (CULTURE_DEPUTY, "photruong.vanhoa", &[], &[(CULTURE, Deputy)]),
        (LEFT, "nghiviec", &[Role::OneStopClerk, Role::Leader], &[(JUSTICE, Head)]),
        (STRANGER, "khach", &[], &[]),
    ]
}

fn long_ago() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()
}

fn organisation(gone: &[PersonId]) -> Organisation {
    let always = Validity::since(long_ago());
    let ended = Validity::new(long_ago(), NaiveDate::from_ymd_opt(2026, 10, 31)).unwrap();
    let departments =
        [(ONE_STOP, "MC"), (BRANCH, "MC2"), (JUSTICE, "TP"), (LAND, "DC"), (CULTURE, "VH"), (ENDED, "CU")].map(
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
    let people = staff().map(|(id, username, roles, posts)| {
        let position = |(department, post): &(DepartmentId, Post)| Position {
            department: *department,
            post: *post,
            validity: always,
        };
        let record = PersonRecord {
            id,
            username: username.to_owned(),
            name: format!("Ông/Bà {username}"),
            title: "Công chức".to_owned(),
            email: None,
            validity: if id == LEFT || gone.contains(&id) { ended } else { always },
            positions: posts.iter().map(position).collect(),
            roles: roles.iter().map(|role| RoleGrant { role: *role, validity: always }).collect(),
            absences: away(id).into_iter().map(|substitute| Absence { substitute, validity: always }).collect(),
            signing: Vec::new(),
        };
        (id, record)
    });
    Organisation {
        agency: AgencyRecord::new(AgencyId(id(9, 9)), "H99.1", "Ủy ban nhân dân phường Thử Nghiệm", long_ago()),
        departments: departments.into(),
        people: people.into(),
        rules: BTreeMap::new(),
        services: BTreeMap::new(),
        calendar: CalendarRecord::default(),
        settings: OfficeSettings::default(),
    }
}

fn away(id: PersonId) -> Option<PersonId> {
    match id {
        CLERK_2 => Some(CHIEF),
        VICE => Some(LAND_HEAD),
        OFFICER_2 => Some(OFFICER),
        _ => None,
    }
}

// -- procedures -------------------------------------------------------------------------------------------------------------

const ALL_ACTS: [&str; 5] = ["supplement", "consult", "payment", "extend", "stop"];

fn step(code: &str, doer: Value, time: Option<&str>, acts: &[&str], next: &[(&str, Option<&str>)]) -> Value {
    let next: Vec<Value> = next.iter().map(|(label, to)| json!({"label": label, "to": to})).collect();
    json!({"code": code, "name": format!("Bước {code}"), "doer": doer, "time": time, "may": acts, "next": next})
}

fn to_department(code: &str) -> Value {
    json!({"department": code})
}

fn of_role(role: &str) -> Value {
    json!({"role": role})
}

fn papers() -> Value {
    json!([
        {"code": "to-khai", "name": "Tờ khai", "form": "original"},
        {"code": "giay-to", "name": "Giấy tờ tùy thân", "form": "copy", "count": 2, "required": false},
    ])
}

fn content(name: &str, term: Option<&str>, rules: Value, fees: Value, steps: Vec<Value>) -> Value {
    json!({
        "code": "1.004222", "name": name, "field": if name < "K" { "Hộ tịch" } else { "Đất đai" }, "level": "communal",
        "components": papers(), "fees": fees, "term": term, "rules": rules, "process": {"steps": steps},
    })
}

/// An officer's step, then a leader's, and back.
fn two_steps(time: &str) -> Vec<Value> {
    let first = step("xu-ly", to_department("TP"), Some(time), &ALL_ACTS, &[("Trình ký", Some("ky"))]);
    let mut second = step("ky", of_role("leader"), Some("4wh"), &[], &[("Đã ký", None)]);
    second["back"] = json!(["xu-ly"]);
    vec![first, second]
}

fn land_steps() -> Vec<Value> {
    let branches = [("Đủ điều kiện", Some("trinh-ky")), ("Không đủ điều kiện", None)];
    let mut first = step("tham-dinh", to_department("DC"), Some("7wd"), &ALL_ACTS, &branches);
    first["consults"] = json!(["TP", "VH"]);
    let mut second = step("trinh-ky", of_role("leader"), Some("3wd"), &["extend"], &[("Đã ký", Some("dong-dau"))]);
    second["back"] = json!(["tham-dinh"]);
    let mut third = step("dong-dau", of_role("registry_clerk"), None, &["payment"], &[("Đã phát hành", None)]);
    third["back"] = json!(["tham-dinh", "trinh-ky"]);
    vec![first, second, third]
}

fn desk_steps() -> Vec<Value> {
    vec![
        step("tra-cuu", of_role("one_stop_clerk"), Some("2wh"), &ALL_ACTS, &[("Có", Some("dong-dau"))]),
        step("dong-dau", of_role("registry_clerk"), Some("1wh"), &["stop"], &[("Đã đóng dấu", None)]),
    ]
}

fn published(id: ProcedureId) -> Value {
    let none = || json!([]);
    match id {
        EXTRACT => {
            let fees = json!([{"name": "Lệ phí trích lục", "amount": 8000}]);
            content("Cấp bản sao trích lục hộ tịch", Some("1wd"), json!({}), fees, two_steps("4wh"))
        }
        COPIES => {
            let fees = json!([{"name": "Phí chứng thực", "amount": 2000, "each": "trang"}]);
            content("Chứng thực bản sao", Some("8wh"), json!({"cut_off": "15:00"}), fees, desk_steps())
        }
        COMPLAINT => content("Tiếp nhận khiếu nại", None, json!({}), none(), two_steps("5wd")),
        LAND_USE => {
            let fees = json!([
                {"name": "Phí thẩm định", "amount": 50000},
                {"name": "Phí in giấy", "amount": 10000, "when": "return"},
                {"name": "Thuế", "when": "handling"},
            ]);
            content("Lấy ý kiến chuyển mục đích", Some("15wd"), json!({"supplements": 2}), fees, land_steps())
        }
        BUSINESS => {
            let rules = json!({"supplement_clock": "restarts", "cut_off": "15:00", "supplements": 3});
            content("Đăng ký hộ kinh doanh", Some("5wd"), rules, none(), two_steps("3wd"))
        }
        ALLOWANCE => {
            let rules = json!({
                "supplement_clock": "runs", "payment_pauses": false, "extensions": 2, "intake_supplements": 2,
                "extension_lead": "2wd", "supplement_wait": "5wd",
            });
            content("Trợ cấp xã hội", Some("10d"), rules, none(), two_steps("2d"))
        }
        ELSEWHERE => {
            let mut content = content("Cấp phép cấp tỉnh", Some("10wd"), json!({}), none(), two_steps("3wd"));
            content["authority"] = json!({"other": {"code": "H99", "name": "Sở Thử nghiệm"}});
            content
        }
        _ => {
            let rules = json!({"cut_off": "15:00", "intake_supplements": 0});
            let mut content = content("Xác nhận tình trạng hôn nhân", Some("1wd"), rules, none(), two_steps("4wh"));
            content["desks"] = json!(["MC"]);
            content
        }
    }
}

fn edition(id: ProcedureId) -> Edition {
    let content: ProcedureContent = serde_json::from_value(published(id)).unwrap();
    Edition { id, version: 3, content, published_by: By::own(CHAIR), published_at: at("2026-07-01T08:00") }
}

// -- a moment ---------------------------------------------------------------------------------------------------------------

/// All that a decision is told, for one moment.
pub struct Moment {
    /// Now.
    pub now: UtcTime,
    /// Where fresh ids come from.
    pub seed: Seed,
    /// The office's choices.
    pub settings: OfficeSettings,
    /// The version of the procedure.
    pub procedure: Option<Edition>,
    /// The code that is held.
    pub code: Option<TakenCode>,
    /// Whether the calendar was changed.
    pub changed: bool,
    /// Who decides on what the procedure asks for.
    pub competence: Competence,
    /// As what another agency has sent the command on.
    pub relay: Option<SentOn>,
}

impl Moment {
    /// A moment like others.
    pub fn new(now: UtcTime, step: u32, procedure: Option<ProcedureId>) -> Self {
        Self {
            now,
            seed: seed(step),
            settings: OfficeSettings::default(),
            procedure: procedure.and_then(|id| WORLD.editions.get(&id)).cloned(),
            code: Some(taken(now, step + 1)),
            changed: false,
            competence: if procedure == Some(ELSEWHERE) { Competence::Theirs(province()) } else { Competence::Ours },
            relay: None,
        }
    }

    /// As [`domain::dossier::decide`] wants it.
    pub fn context(&self) -> DossierContext<'_> {
        DossierContext {
            now: self.now,
            seed: self.seed,
            directory: &WORLD.directory,
            settings: &self.settings,
            calendar: &WORLD.calendars[usize::from(self.changed)],
            procedure: self.procedure.as_ref(),
            code: self.code.as_ref(),
            files: &WORLD.files,
            documents: &WORLD.documents,
            competence: &self.competence,
            relay: self.relay,
        }
    }
}

/// The agency whose decision [`ELSEWHERE`] is.
pub fn province() -> OtherAgency {
    OtherAgency { code: OrganCode::new("H99").unwrap(), name: Label::new("Sở Thử nghiệm").unwrap() }
}

/// The code of the dossier that is received at this time as the `order`-th of its day.
pub fn taken(now: UtcTime, order: u32) -> TakenCode {
    TakenCode { code: DossierCode::new("H99.1", day_in_vietnam(now), order), row: order }
}

/// The people of these departments.
pub fn of_departments(all: &[DepartmentId]) -> BTreeSet<PersonId> {
    let people = WORLD.directory.people.values();
    people.filter(|person| all.iter().any(|unit| person.posts.contains_key(unit))).map(|person| person.id).collect()
}
