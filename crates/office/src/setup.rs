//! Setting up a real installation: its agency, its first administrator and the registers of the year, all or nothing.

use chrono::NaiveDate;
use domain::{
    AgencyId, EmailAddress, OfficeSettings, PersonId, RegisterId, Username, UtcTime, day_in_vietnam,
    organisation::{PersonRecord, Record, Role, RoleGrant, Validity},
    register::{RegisterKind, Scope},
    year_in_vietnam,
};
use store::{
    Conn, Db, StoreError,
    installation::{self, Kind},
    organisation::{
        self,
        changes::{Asked, Change},
    },
    register::{self, Opening},
};
use uuid::Uuid;

use crate::{OfficeError, Passwords};

/// The fewest characters that a password of a real installation has.
pub const MIN_PASSWORD: usize = 12;
const MAX_CODE: usize = 35;
const MAX_NAME: usize = 200;
const MAX_USERNAME: usize = 64;

/// What a database is at the start of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was set up yet.
    Empty,
    /// Something stands in it that was never finished: a demo whose making was cut short.
    Unfinished,
    /// The demo's invented office.
    Demo,
    /// A real office.
    Real,
}

/// What this (migrated) database is.
pub async fn standing(db: &Db) -> Result<Standing, OfficeError> {
    db.read_tx(standing_of).await
}

fn standing_of(conn: &mut Conn) -> Result<Standing, OfficeError> {
    Ok(match installation::kind(conn)? {
        Some(Kind::Demo) => Standing::Demo,
        Some(Kind::Real) => Standing::Real,
        None if organisation::any_agency(conn)? => Standing::Unfinished,
        None => Standing::Empty,
    })
}

/// A real installation to be made.
#[derive(Clone)]
pub struct NewInstallation {
    /// Mã định danh of the agency.
    pub agency_code: String,
    /// Tên cơ quan.
    pub agency_name: String,
    /// The name that the first administrator signs in with.
    pub username: String,
    /// Their name.
    pub name: String,
    /// Where they get mail.
    pub email: String,
    /// Their password.
    pub password: String,
}

impl std::fmt::Debug for NewInstallation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewInstallation({})", self.agency_code)
    }
}

/// Why no installation was made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// There is something already.
    #[error(
        "cơ sở dữ liệu này đã có một cơ quan; không có gì bị thay đổi / this database holds an office already; nothing was changed"
    )]
    Exists(Standing),
    /// A value can't be taken.
    #[error("{field}: {reason}")]
    Invalid {
        /// Which.
        field: &'static str,
        /// Why.
        reason: String,
    },
    /// It failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl From<StoreError> for SetupError {
    fn from(error: StoreError) -> Self {
        Self::Office(error.into())
    }
}

/// The values, checked.
#[derive(Clone)]
struct Checked {
    code: String,
    name: String,
    administrator: Administrator,
}

/// The first administrator.
#[derive(Clone)]
struct Administrator {
    username: Username,
    name: String,
    email: EmailAddress,
}

impl Administrator {
    /// At work from the first day on, with every right to administer.
    fn record(&self, from: NaiveDate) -> PersonRecord {
        let validity = Validity::since(from);
        let roles = [Role::Administrator, Role::SystemAdministrator];
        PersonRecord {
            id: PersonId(Uuid::now_v7()),
            username: self.username.as_str().to_owned(),
            name: self.name.clone(),
            title: "Quản trị hệ thống".to_owned(),
            email: Some(self.email.clone()),
            validity,
            positions: Vec::new(),
            absences: Vec::new(),
            signing: Vec::new(),
            roles: roles.map(|role| RoleGrant { role, validity }).into(),
        }
    }
}

fn line(field: &'static str, raw: &str, max: usize) -> Result<String, SetupError> {
    let text: String = domain::composed(raw.trim());
    let invalid = |reason: String| Err(SetupError::Invalid { field, reason });
    if text.is_empty() {
        invalid("không được để trống / must not be empty".to_owned())
    } else if text.chars().any(char::is_control) {
        invalid(
            "có ký tự xuống dòng hoặc ký tự điều khiển / holds a line break or another control character".to_owned(),
        )
    } else if text.chars().count() > max {
        invalid(format!("dài quá {max} ký tự / has more than {max} characters"))
    } else {
        Ok(text)
    }
}

impl NewInstallation {
    fn check(&self) -> Result<Checked, SetupError> {
        let code = line("agency code", &self.agency_code, MAX_CODE)?;
        let name = line("agency name", &self.agency_name, MAX_NAME)?;
        let username = Username::new(&line("username", &self.username, MAX_USERNAME)?).map_err(|_| {
            let reason = "chỉ gồm chữ thường a-z không dấu, chữ số, dấu chấm, gạch nối, gạch dưới / may have small letters a-z, digits, dots, hyphens and underscores only".to_owned();
            SetupError::Invalid { field: "username", reason }
        })?;
        let email = EmailAddress::new(&self.email).map_err(|_| SetupError::Invalid {
            field: "email",
            reason: "không phải địa chỉ thư điện tử / is not an e-mail address".to_owned(),
        })?;
        if self.password.chars().count() < MIN_PASSWORD {
            let reason = format!("cần ít nhất {MIN_PASSWORD} ký tự / must have at least {MIN_PASSWORD} characters");
            return Err(SetupError::Invalid { field: "password", reason });
        }
        let administrator = Administrator { username, name: line("name", &self.name, MAX_NAME)?, email };
        Ok(Checked { code, name, administrator })
    }
}

/// Makes a real installation in an empty, migrated database. Hashes a password, which takes a moment.
pub async fn set_up(db: &Db, new: &NewInstallation, now: UtcTime) -> Result<AgencyId, SetupError> {
    let checked = new.check()?;
    let standing = standing(db).await?;
    if standing != Standing::Empty {
        return Err(SetupError::Exists(standing));
    }
    let password = new.password.clone();
    let hash = tokio::task::spawn_blocking(move || Passwords::hash(&password))
        .await
        .map_err(|e| OfficeError::Internal(format!("hashing: {e}")))??;
    let (agency, now) = (AgencyId(Uuid::now_v7()), domain::to_micros(now));
    db.write(move |conn| {
        let standing = standing_of(conn)?;
        if standing != Standing::Empty {
            return Err(SetupError::Exists(standing));
        }
        organisation::create_agency(conn, agency, &checked.code, &checked.name, &OfficeSettings::default(), now)?;
        let person = checked.administrator.record(day_in_vietnam(now));
        let id = person.id;
        let change = Change { at: now, by: None, asked: Asked::Nothing, record: Record::Person(person) };
        organisation::changes::write(conn, agency, &change)?;
        organisation::set_password(conn, agency, id, &hash)?;
        open_registers(conn, agency, year_in_vietnam(now), now)?;
        installation::mark(conn, Kind::Real, now)?;
        Ok(agency)
    })
    .await
}

/// Opens the registers that every office starts a year with: of what comes in one for all types, and one for secret lines; and those of
/// what goes out.
pub(crate) fn open_registers(conn: &mut Conn, agency: AgencyId, year: i32, at: UtcTime) -> Result<(), StoreError> {
    open_books(
        conn,
        (agency, year, at),
        RegisterKind::Incoming,
        [("den", "Sổ đăng ký văn bản đến", Scope::AllTypes), ("mat", "Sổ đăng ký văn bản mật đến", Scope::Secret)],
    )?;
    open_outgoing_registers(conn, agency, year, at)
}

/// Opens those of what goes out: one for all administrative types, one for each normative type that an office of a ward issues, one for
/// secret lines (Decree 30/2020, Art. 15), one for copies (Art. 26). The office opens others beside them.
pub(crate) fn open_outgoing_registers(
    conn: &mut Conn,
    agency: AgencyId,
    year: i32,
    at: UtcTime,
) -> Result<(), StoreError> {
    let of = |code: &str| Scope::Types { types: [code.to_owned()].into() };
    open_books(
        conn,
        (agency, year, at),
        RegisterKind::Outgoing,
        [
            ("di", "Sổ đăng ký văn bản đi", Scope::AllTypes),
            ("di-qd", "Sổ quyết định quy phạm pháp luật", of("quyet_dinh")),
            ("di-nq", "Sổ nghị quyết quy phạm pháp luật", of("nghi_quyet")),
            ("di-mat", "Sổ đăng ký văn bản mật đi", Scope::Secret),
        ],
    )?;
    open_copies_register(conn, agency, year, at)
}

/// Opens that of copies, one for its three forms (Decree 30/2020, Art. 26).
pub(crate) fn open_copies_register(
    conn: &mut Conn,
    agency: AgencyId,
    year: i32,
    at: UtcTime,
) -> Result<(), StoreError> {
    let books = [("sao", "Sổ đăng ký bản sao", Scope::Copies)];
    open_books(conn, (agency, year, at), RegisterKind::Outgoing, books)
}

fn open_books<const N: usize>(
    conn: &mut Conn,
    (agency, year, at): (AgencyId, i32, UtcTime),
    kind: RegisterKind,
    books: [(&str, &str, Scope); N],
) -> Result<(), StoreError> {
    for (code, name, scope) in books {
        let opening = Opening {
            id: RegisterId(Uuid::now_v7()),
            kind,
            code: code.to_owned(),
            name: name.to_owned(),
            year,
            scope,
            first_number: 1,
            reason: None,
            by: None,
            at,
        };
        register::open_once(conn, agency, &opening)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use store::on_both_engines;

    use super::*;

    fn new() -> NewInstallation {
        NewInstallation {
            agency_code: "H99.1".to_owned(),
            agency_name: "Ủy ban nhân dân phường Mẫu".to_owned(),
            username: "admin".to_owned(),
            name: "Nguyễn Thị Mẫu".to_owned(),
            email: "admin@phuong-mau.example".to_owned(),
            password: "một mật khẩu dài".to_owned(),
        }
    }

    on_both_engines! {
        async fn an_installation_is_made_once(db: &TestDb) {
            let now = chrono::Utc::now();
            assert_eq!(standing(db).await.unwrap(), Standing::Empty);
            let agency = set_up(db, &new(), now).await.unwrap();
            assert_eq!(standing(db).await.unwrap(), Standing::Real);
            let snapshot = db.read_tx(move |conn| organisation::snapshot(conn, agency, day_in_vietnam(now))).await.unwrap().unwrap();
            let roles: Vec<BTreeSet<Role>> = snapshot.directory.people.values().map(|p| p.roles.clone()).collect();
            assert_eq!(roles, [BTreeSet::from([Role::Administrator, Role::SystemAdministrator])]);
            assert_eq!(snapshot.types.len(), domain::catalogue::DOCUMENT_TYPES.len());
            let year = year_in_vietnam(now);
            let registers = db.read(move |conn| register::list(conn, agency, Some(year))).await.unwrap();
            let codes: Vec<_> = registers.iter().map(|line| line.register.code.as_str()).collect();
            assert_eq!(codes, ["den", "di", "di-mat", "di-nq", "di-qd", "mat", "sao"]);
            let login = db.read(|conn| organisation::find_login(conn, "admin")).await.unwrap().unwrap();
            let passwords = Passwords::default();
            assert!(passwords.check("một mật khẩu dài", login.password_hash.as_deref()));

            let again = NewInstallation { username: "khac".to_owned(), ..new() };
            let refused = set_up(db, &again, now).await;
            assert!(matches!(refused, Err(SetupError::Exists(Standing::Real))), "{refused:?}");
            assert!(db.read(|conn| organisation::find_login(conn, "khac")).await.unwrap().is_none());
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |change: fn(&mut NewInstallation)| {
            let mut new = new();
            change(&mut new);
            match new.check().map(drop) {
                Err(SetupError::Invalid { field, .. }) => field,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(wrong(|n| n.agency_code = " ".to_owned()), "agency code");
        assert_eq!(wrong(|n| n.agency_name = "a\nb".to_owned()), "agency name");
        assert_eq!(wrong(|n| n.username = "Quản trị".to_owned()), "username");
        assert_eq!(wrong(|n| n.name = "x".repeat(201)), "name");
        assert_eq!(wrong(|n| n.email = "admin".to_owned()), "email");
        assert_eq!(wrong(|n| n.password = "ngắn".to_owned()), "password");
        assert!(new().check().is_ok());
    }
}
