//! The demo's office: an invented ward with people, rules and documents in every state, made by real commands.
//!
//! The mark that says "demo" is written last. A seeding that was cut short therefore leaves a database that is neither demo
//! nor real ([`crate::setup::Standing::Unfinished`]), which nothing serves.

mod documents;
mod house;
mod outgoing;
mod pdf;
mod people;
mod play;
mod procedures;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::{
    AgencyId, DepartmentId, Instruction, OfficeSettings, PersonId, RoutingRuleId, UtcTime,
    assignment::Holder,
    calendar::Term,
    day_in_vietnam,
    incoming::{Routing, RoutingRule, Urgency},
    organisation::{DefaultTerm, Oversight, Record, RuleRecord, Validity},
    vietnam,
};
use store::{
    Conn,
    installation::{self, Kind},
    organisation,
};
use uuid::Uuid;

use crate::{
    OfficeError, Parts, Passwords,
    setup::{SetupError, Standing, standing},
};

pub use pdf::demo_pdf;
pub use people::{ACCOUNTS, Account, COMMUNE_ACCOUNTS};

/// The password of everyone in the demo.
pub const PASSWORD: &str = "demo";
/// The agency's name, plainly invented.
pub const AGENCY: &str = "Ủy ban nhân dân phường Demo";
/// Its mã định danh.
pub const AGENCY_CODE: &str = people::WARD.code;
/// Mã định danh of the other office, to which it writes.
pub const COMMUNE_CODE: &str = people::COMMUNE.code;
/// Where its people get mail: a domain that can't exist.
pub const MAIL_DOMAIN: &str = "phuong-demo.example";

/// How many working days the demo's documents are spread over; the last of them lies before today.
const DAYS: usize = 6;
/// How many working days ahead deadlines lie at the most.
const AHEAD: usize = 15;

/// Who is who in the demo.
struct Cast {
    /// The ward.
    agency: AgencyId,
    /// By the name that they sign in with: of which office, and who.
    people: BTreeMap<&'static str, (AgencyId, PersonId)>,
    departments: BTreeMap<(AgencyId, &'static str), DepartmentId>,
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
    let play = play::Play::new(parts, cast, days);
    documents::play(&play).await?;
    outgoing::play(&play).await?;
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

/// Writes the two offices. The commune lets the ward know how its letters stand there.
fn found(conn: &mut Conn, hash: &str, began: UtcTime, now: UtcTime) -> Result<Cast, SetupError> {
    // Whoever tries the demo sees each mail at once.
    let settings = || OfficeSettings { gather_minutes: 0, ..OfficeSettings::default() };
    // In the first days of a year some of the documents are entered in the books of the year before.
    let years = || domain::year_in_vietnam(began)..=domain::year_in_vietnam(now);
    let [ward, commune] = [AgencyId(Uuid::now_v7()), AgencyId(Uuid::now_v7())];
    let mut cast = Cast { agency: ward, people: BTreeMap::new(), departments: BTreeMap::new() };
    let wards = OfficeSettings { terms: terms()?, ..settings() };
    house::found(conn, ward, &people::WARD, wards, hash, (began, years()), &mut cast)?;
    for rule in rules(&cast)? {
        house::write(conn, ward, Record::Rule(RuleRecord { rule, active: true }), began)?;
    }
    house::found(conn, commune, &people::COMMUNE, settings(), hash, (began, years()), &mut cast)?;
    let known = organisation::records::agencies(conn)?.into_iter().find(|agency| agency.id == commune);
    let mut known = known.ok_or_else(|| unknown(people::COMMUNE.code))?;
    procedures::found(conn, ward, cast.person("quantri")?, began)?;
    // Nobody administers the commune in the demo; its chairman stands for what it has.
    procedures::found(conn, commune, cast.person("chutich.vidu")?, began)?;
    known.oversight.push(Oversight {
        code: people::WARD.code.to_owned(),
        figures: false,
        follow_up: true,
        validity: Validity::since(day_in_vietnam(began)),
        instrument: "03/QC-UBND".to_owned(),
    });
    house::write(conn, commune, Record::Agency(known), began)?;
    Ok(cast)
}

/// As an office's working regulation sets them, by type and by type and urgency. For official letters whoever directs says until when.
fn terms() -> Result<Vec<DefaultTerm>, OfficeError> {
    let terms = [
        ("don_kien_nghi", None, "10wd"),
        ("don_kien_nghi", Some(Urgency::Urgent), "3wd"),
        ("don_de_nghi", None, "5wd"),
        ("giay_moi", None, "2wd"),
        ("giay_moi", Some(Urgency::Urgent), "4wh"),
    ];
    let term = |(document_type, urgency, term): (&str, _, &str)| {
        let term = Term::parse(term).map_err(|fault| OfficeError::Internal(format!("{term}: {fault}")))?;
        Ok(DefaultTerm { document_type: Some(document_type.to_owned()), urgency, term })
    };
    terms.into_iter().map(term).collect()
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
        self.people.get(username).map(|(_, id)| *id).ok_or_else(|| unknown(username))
    }

    /// A department of the ward.
    fn department(&self, code: &'static str) -> Result<DepartmentId, OfficeError> {
        self.departments.get(&(self.agency, code)).copied().ok_or_else(|| unknown(code))
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
    use crate::{
        Clock, Limits, Office, SigningKeys, agency::Caller, audit::audit, incoming::ListFilter, outgoing,
        procedures::ProcedureFilter,
    };

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
            printer: None,
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
            let wanted = outgoing::ListPage { before: None, limit: 100 };
            let drafts = office.outgoing_documents(clerk, outgoing::ListFilter::default(), wanted).await.unwrap();
            let states: BTreeSet<&str> = drafts.iter().map(|line| line.state.as_str()).collect();
            let wanted = ["awaiting_signature", "draft", "filed", "form_check", "signed", "unit_review", "voided"];
            assert_eq!(states, wanted.into());
            // The ward has departments and people for every procedure that comes along.
            let offered = office.procedures(clerk, ProcedureFilter::default(), None, 100).await.unwrap();
            assert!(offered.len() >= 9, "{offered:?}");
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

    /// They are what an administrator could have set, and a visitor meets one.
    #[test]
    fn the_terms_are_those_of_types_that_there_are() {
        let types: BTreeSet<&str> = domain::catalogue::DOCUMENT_TYPES.iter().map(|kind| kind.code).collect();
        let terms = terms().unwrap();
        assert!(terms.iter().all(|one| one.document_type.as_deref().is_some_and(|code| types.contains(code))));
        let of = |urgency| DefaultTerm::of(&terms, "don_kien_nghi", urgency).map(|term| term.to_string());
        assert_eq!((of(Urgency::Normal).as_deref(), of(Urgency::Urgent).as_deref()), (Some("10wd"), Some("3wd")));
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
