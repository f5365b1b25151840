//! The demo's office: an invented ward with people, rules and documents in every state, made by real commands.
//!
//! The mark that says "demo" is written last. A seeding that was cut short therefore leaves a database that is neither demo
//! nor real ([`crate::setup::Standing::Unfinished`]), which nothing serves.

mod documents;
mod pdf;
mod people;
mod play;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::{
    AgencyId, DepartmentId, EmailAddress, Instruction, OfficeSettings, PersonId, RoutingRuleId, UtcTime,
    assignment::Holder,
    day_in_vietnam,
    incoming::{Routing, RoutingRule},
    organisation::{DepartmentRecord, PersonRecord, Position, Record, RoleGrant, RuleRecord, Validity},
    vietnam,
};
use store::{
    Conn, StoreError,
    installation::{self, Kind},
    organisation::{
        self,
        changes::{Asked, Change},
    },
};
use uuid::Uuid;

use crate::{
    OfficeError, Parts, Passwords,
    setup::{SetupError, Standing, open_registers, standing},
};

pub use pdf::demo_pdf;
pub use people::{ACCOUNTS, Account};

/// The password of everyone in the demo.
pub const PASSWORD: &str = "demo";
/// The agency's name, plainly invented.
pub const AGENCY: &str = "Ủy ban nhân dân phường Demo";
/// Where its people get mail: a domain that can't exist.
pub const MAIL_DOMAIN: &str = "phuong-demo.example";

/// How many working days the demo's documents are spread over; the last of them lies before today.
const DAYS: usize = 6;
/// How many working days ahead deadlines lie at the most.
const AHEAD: usize = 15;

/// Who is who in the demo.
struct Cast {
    agency: AgencyId,
    people: BTreeMap<&'static str, PersonId>,
    departments: BTreeMap<&'static str, DepartmentId>,
}

/// Makes the demo in an empty, migrated database and an empty storage of files. `parts.clock` says what today is.
pub async fn seed(parts: Parts) -> Result<AgencyId, SetupError> {
    let standing = standing(&parts.db).await?;
    if standing != Standing::Empty {
        return Err(SetupError::Exists(standing));
    }
    let now = parts.clock.now();
    let days = working_days(now)?;
    let hash = tokio::task::spawn_blocking(|| Passwords::hash(PASSWORD))
        .await
        .map_err(|e| OfficeError::Internal(format!("hashing: {e}")))??;
    let db = parts.db.clone();
    let began = play::moment(&days, 0, 7, 0)?;
    let cast = db.write(move |conn| found(conn, &hash, began, now)).await?;
    let agency = cast.agency;
    documents::play(&play::Play::new(parts, cast, days)).await?;
    db.write(move |conn| installation::mark(conn, Kind::Demo, now)).await?;
    Ok(agency)
}

/// The last working days before today, and those after it; today itself is left to whoever tries the demo.
fn working_days(now: UtcTime) -> Result<Vec<NaiveDate>, OfficeError> {
    let today = vietnam(now).date_naive();
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let mut days: Vec<NaiveDate> =
        (1..).map_while(|n| today.checked_sub_days(Days::new(n))).filter(works).take(DAYS).collect();
    days.reverse();
    days.extend((1..).map_while(|n| today.checked_add_days(Days::new(n))).filter(works).take(AHEAD));
    if days.len() == DAYS + AHEAD { Ok(days) } else { Err(OfficeError::Internal("no such days".to_owned())) }
}

fn write(conn: &mut Conn, agency: AgencyId, record: Record, at: UtcTime) -> Result<(), StoreError> {
    organisation::changes::write(conn, agency, &Change { at, by: None, asked: Asked::Nothing, record })
}

/// Writes the agency: departments, people, rules, registers.
fn found(conn: &mut Conn, hash: &str, began: UtcTime, now: UtcTime) -> Result<Cast, SetupError> {
    let agency = AgencyId(Uuid::now_v7());
    organisation::create_agency(conn, agency, "H99.99", AGENCY, &OfficeSettings::default(), began)?;
    let mut departments = BTreeMap::new();
    for ((code, name), order) in people::DEPARTMENTS.iter().zip(1..) {
        let id = DepartmentId(Uuid::now_v7());
        let made = DepartmentRecord {
            id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            parent: None,
            order,
            validity: Validity::since(day_in_vietnam(began)),
            successor: None,
        };
        write(conn, agency, Record::Department(made), began)?;
        departments.insert(*code, id);
    }
    let mut people = BTreeMap::new();
    for account in ACCOUNTS {
        let person = person(account, &departments, day_in_vietnam(began))?;
        let id = person.id;
        people.insert(account.username, id);
        write(conn, agency, Record::Person(person), began)?;
        organisation::set_password(conn, agency, id, hash)?;
    }
    let cast = Cast { agency, people, departments };
    for rule in rules(&cast)? {
        write(conn, agency, Record::Rule(RuleRecord { rule, active: true }), began)?;
    }
    // In the first days of a year some of the documents are entered in the books of the year before.
    let (first, last) = (domain::year_in_vietnam(began), domain::year_in_vietnam(now));
    for year in first..=last {
        open_registers(conn, agency, year, began)?;
    }
    Ok(cast)
}

fn person(
    account: &Account,
    departments: &BTreeMap<&'static str, DepartmentId>,
    from: NaiveDate,
) -> Result<PersonRecord, OfficeError> {
    let email = EmailAddress::new(&format!("{}@{MAIL_DOMAIN}", account.username))
        .map_err(|fault| OfficeError::Internal(format!("{}: {fault}", account.username)))?;
    let validity = Validity::since(from);
    let mut positions = Vec::new();
    for (code, post) in account.posts {
        let department = *departments.get(code).ok_or_else(|| unknown(code))?;
        positions.push(Position { department, post: *post, validity });
    }
    Ok(PersonRecord {
        id: PersonId(Uuid::now_v7()),
        username: account.username.to_owned(),
        name: account.name.to_owned(),
        title: account.title.to_owned(),
        email: Some(email),
        validity,
        positions,
        roles: account.roles.iter().map(|role| RoleGrant { role: *role, validity }).collect(),
        absences: Vec::new(),
        signing: Vec::new(),
    })
}

fn rules(cast: &Cast) -> Result<[RoutingRule; 2], OfficeError> {
    let words = "Kiểm tra thực tế, xử lý và trả lời công dân theo quy chế làm việc.";
    let instruction = Instruction::new(words).map_err(|fault| OfficeError::Internal(fault.to_string()))?;
    Ok([
        RoutingRule {
            id: RoutingRuleId(Uuid::now_v7()),
            name: "Kiến nghị, phản ánh của công dân về hạ tầng".to_owned(),
            priority: 10,
            author_words: None,
            type_code: Some("don_kien_nghi".to_owned()),
            subject_words: Some("hạ tầng".to_owned()),
            routing: Routing::To { holder: Holder::Department(cast.department("KTHTDT")?) },
            instruction: Some(instruction),
        },
        RoutingRule {
            id: RoutingRuleId(Uuid::now_v7()),
            name: "Thông báo nghỉ lễ, Tết: lưu để biết".to_owned(),
            priority: 20,
            author_words: None,
            type_code: Some("thong_bao".to_owned()),
            subject_words: Some("nghỉ".to_owned()),
            routing: Routing::Information {
                readers: vec![
                    Holder::Department(cast.department("VP")?),
                    Holder::Department(cast.department("KTHTDT")?),
                    Holder::Department(cast.department("VHXH")?),
                    Holder::Department(cast.department("TTPVHCC")?),
                ],
            },
            instruction: None,
        },
    ])
}

impl Cast {
    fn person(&self, username: &str) -> Result<PersonId, OfficeError> {
        self.people.get(username).copied().ok_or_else(|| unknown(username))
    }

    fn department(&self, code: &str) -> Result<DepartmentId, OfficeError> {
        self.departments.get(code).copied().ok_or_else(|| unknown(code))
    }
}

fn unknown(name: &str) -> OfficeError {
    OfficeError::Internal(format!("the demo has no {name}"))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use chrono::TimeZone;
    use domain::incoming::StateName;
    use object_store::memory::InMemory;
    use store::{Db, document::Page, on_both_engines};

    use super::*;
    use crate::{Clock, Limits, Office, SigningKeys, agency::Caller, audit::audit, incoming::ListFilter};

    fn keys() -> SigningKeys {
        let folder = std::env::temp_dir().join(format!("congvan-demo-keys-{}", Uuid::now_v7()));
        SigningKeys::create(&folder).unwrap();
        let keys = SigningKeys::open(&folder).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        keys
    }

    fn parts(db: &Db, clock: Clock) -> Parts {
        Parts {
            db: db.clone(),
            blobs: Arc::new(InMemory::new()),
            keys: keys(),
            sealing: crate::SealingKey::fresh().unwrap(),
            clock,
            limits: Limits::default(),
            mail_server: true,
            issuer: "https://demo.example".to_owned(),
            outside: crate::identity::Outside::default(),
        }
    }

    async fn caller(db: &Db, agency: AgencyId, username: &'static str) -> Caller {
        let login = db.read(move |conn| organisation::find_login(conn, username)).await.unwrap().unwrap();
        Caller { agency, person: login.person }
    }

    on_both_engines! {
        async fn documents_stand_in_many_states_and_the_books_are_right(db: &TestDb) {
            let agency = seed(parts(db, Clock::system())).await.unwrap();
            assert_eq!(standing(db).await.unwrap(), Standing::Demo);
            let office = Office::new(parts(db, Clock::system()));
            let clerk = caller(db, agency, "vanthu").await;
            let page = Page { before: None, limit: 100 };
            let lines = office.documents(clerk, ListFilter::default(), page).await.unwrap();
            let states: BTreeSet<&str> = lines.iter().map(|line| line.state.as_str()).collect();
            for wanted in [
                StateName::Received,
                StateName::Registered,
                StateName::Presented,
                StateName::Directed,
                StateName::InProgress,
                StateName::AwaitingApproval,
                StateName::Completed,
                StateName::Filed,
                StateName::Returned,
            ] {
                assert!(states.contains(wanted.as_str()), "{wanted:?} is missing among {states:?}");
            }
            assert_eq!(lines.iter().filter(|line| line.secrecy != "none").count(), 1);
            let audit = audit(office.db()).await.unwrap();
            assert!(audit.is_clean(), "{audit:?}");

            let chairman = caller(db, agency, "chutich").await;
            assert!(!office.inbox(chairman, None, 50).await.unwrap().is_empty());
            let again = seed(parts(db, Clock::system())).await;
            assert!(matches!(again, Err(SetupError::Exists(Standing::Demo))), "{again:?}");
        }

        /// The clock's day moves some documents into the year before.
        async fn a_new_year_is_no_obstacle(db: &TestDb) {
            let clock = Clock::of(|| chrono::Utc.with_ymd_and_hms(2027, 1, 5, 1, 0, 0).unwrap());
            let agency = seed(parts(db, clock.clone())).await.unwrap();
            let office = Office::new(parts(db, clock));
            let clerk = caller(db, agency, "vanthu").await;
            let years: BTreeSet<i32> =
                office.registers(clerk, None).await.unwrap().iter().map(|line| line.register.year).collect();
            assert_eq!(years, [2026, 2027].into());
            assert!(audit(office.db()).await.unwrap().is_clean());
        }

        async fn a_seeding_that_was_cut_short_is_seen(db: &TestDb) {
            let hash = Passwords::hash("x").unwrap();
            let now = chrono::Utc::now();
            db.write(move |conn| found(conn, &hash, now, now).map(drop)).await.unwrap();
            assert_eq!(standing(db).await.unwrap(), Standing::Unfinished);
            let again = seed(parts(db, Clock::system())).await;
            assert!(matches!(again, Err(SetupError::Exists(Standing::Unfinished))), "{again:?}");
        }
    }

    #[test]
    fn weekends_are_left_out() {
        let sunday = chrono::Utc.with_ymd_and_hms(2026, 11, 22, 5, 0, 0).unwrap();
        let days = working_days(sunday).unwrap();
        let first: Vec<String> = days.iter().take(DAYS + 1).map(ToString::to_string).collect();
        assert_eq!(
            first,
            ["2026-11-13", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23"]
        );
    }
}
