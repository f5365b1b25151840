//! The demo's office as the seeding sees it: who does what there, which books the documents of the past stand in, and how their
//! ids are made.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta, Utc};
use domain::{
    AgencyId, DepartmentId, PersonId, RegisterId, UtcTime,
    organisation::{Post, Role},
    register::{Register, Scope},
    year_in_vietnam,
};
use store::{
    Conn, StoreError,
    organisation::{self, AgencySnapshot},
};
use uuid::Uuid;

use crate::Outcome;

/// How many years the archive reaches back.
pub const YEARS: u32 = 5;

/// A department with its people.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Which.
    pub department: DepartmentId,
    /// Who acts for it.
    pub head: PersonId,
    /// Who works there.
    pub officers: Vec<PersonId>,
}

/// The office.
#[derive(Debug, Clone)]
pub struct World {
    /// Which.
    pub agency: AgencyId,
    /// People, rules, catalogue.
    pub snapshot: Arc<AgencySnapshot>,
    /// The registry's clerk.
    pub clerk: PersonId,
    /// Those who direct.
    pub leaders: Vec<PersonId>,
    /// Departments with a head and at least one officer.
    pub units: Vec<Unit>,
    /// The book of each year of the archive.
    pub archive: Vec<Register>,
    /// The book of what is under way, of last year.
    pub waiting: Register,
    /// The day from which the seeding counts.
    pub today: NaiveDate,
}

fn book(code: &str, year: i32) -> Register {
    Register {
        kind: domain::register::RegisterKind::Incoming,
        id: RegisterId(Uuid::now_v7()),
        code: code.to_owned(),
        name: format!("Sổ đăng ký văn bản đến năm {year}"),
        year,
        scope: Scope::AllTypes,
        next_number: 1,
        open: true,
    }
}

impl World {
    /// Reads the office of a database that the demo was made in.
    pub fn read(conn: &mut Conn) -> Result<Option<Self>, StoreError> {
        let Some(login) = organisation::find_login(conn, "vanthu")? else { return Ok(None) };
        let Some(snapshot) = organisation::snapshot(conn, login.agency, domain::day_in_vietnam(Utc::now()))? else {
            return Ok(None);
        };
        let directory = &snapshot.directory;
        let leaders: Vec<PersonId> = directory.with_role(Role::Leader).collect();
        let with_post = |department: DepartmentId, post: Post| -> Vec<PersonId> {
            directory.staff().filter(|p| p.posts.get(&department) == Some(&post)).map(|p| p.id).collect()
        };
        let units = snapshot
            .department_order
            .iter()
            .filter_map(|department| {
                let head = with_post(*department, Post::Head).first().copied()?;
                let officers = with_post(*department, Post::Officer);
                (!officers.is_empty()).then_some(Unit { department: *department, head, officers })
            })
            .collect();
        let today = Utc::now().date_naive();
        let year = year_in_vietnam(Utc::now());
        let archive = (2..2 + i32::try_from(YEARS).unwrap_or(5)).rev().map(|n| book("luu", year - n)).collect();
        let waiting = book("cho", year - 1);
        let (agency, clerk) = (login.agency, login.person);
        Ok(Some(Self { agency, clerk, leaders, units, archive, waiting, today, snapshot: Arc::new(snapshot) }))
    }

    /// A leader who is not this unit's own head, so that a direction is a handoff to somebody else.
    pub fn leader_over(&self, unit: &Unit, n: usize) -> Outcome<PersonId> {
        let others: Vec<PersonId> = self.leaders.iter().copied().filter(|leader| *leader != unit.head).collect();
        others.get(n % others.len().max(1)).copied().ok_or_else(|| "the office has no leader".into())
    }

    /// The unit with this number, counted round.
    pub fn unit(&self, n: usize) -> Outcome<&Unit> {
        self.units.get(n % self.units.len().max(1)).ok_or_else(|| "the office has no department with officers".into())
    }

    /// The name that somebody signs in with.
    pub fn username(&self, person: PersonId) -> Outcome<String> {
        let person = self.snapshot.directory.people.get(&person).ok_or("an unknown person")?;
        Ok(person.username.clone())
    }

    /// When the work under way came in: all at one moment of last year, so that the ids of a lot differ in their number alone.
    pub fn waiting_since(&self) -> UtcTime {
        moment(self.waiting.year, 0.45)
    }

    /// A deadline, some hours after the middle of next year.
    pub fn due(&self, hours: i64) -> UtcTime {
        moment(self.today.year() + 1, 0.5) + TimeDelta::hours(hours)
    }
}

/// The moment at this part of a year, a little away from either end of it.
pub fn moment(year: i32, part: f64) -> UtcTime {
    let first = NaiveDate::from_ymd_opt(year, 1, 3).and_then(|day| day.and_hms_opt(1, 0, 0));
    let first = first.map(|at| at.and_utc()).unwrap_or_default();
    first
        + TimeDelta::from_std(std::time::Duration::from_secs_f64(part.clamp(0.0, 1.0) * 340.0 * 86_400.0))
            .unwrap_or_default()
}

/// An id of version 7 whose last twelve digits are a decimal number and a counter, so that pgbench can make it, too.
pub fn id(at: UtcTime, kind: u16, n: u32, counter: u16) -> Uuid {
    let ms = u128::from(u64::try_from(at.timestamp_millis()).unwrap_or_default()) & 0xFFFF_FFFF_FFFF;
    let digits = format!("{n:08}").bytes().fold(0_u128, |all, digit| (all << 4) | u128::from(digit & 0xF));
    let kind = u128::from(kind & 0xFFF);
    Uuid::from_u128((ms << 80) | (7 << 76) | (kind << 64) | (0b10 << 62) | (digits << 16) | u128::from(counter))
}

/// An id without its number: what stands before the eight digits.
pub fn head(id: Uuid) -> String {
    id.to_string().chars().take(24).collect()
}
