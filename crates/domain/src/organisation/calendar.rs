//! The calendar of an office: what it has set for itself and its desks, and what it knows of the whole country beyond what the
//! program does. From it the [`OfficeCalendar`] that deadlines are counted by.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fmt::Write,
};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    DepartmentId,
    calendar::{Calendar, CalendarFault, DayRule, LocalRecords, NationalYear, national, proposal},
    organisation::Directory,
};

/// What an office has set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarRecord {
    /// Years of the whole country as a person has confirmed them: each goes before the program's, whatever later versions know.
    pub confirmed: Vec<NationalYear>,
    /// Days of the whole country that were set beside what is known of their years.
    pub set: Vec<DayRule>,
    /// Days of the whole country on which, other than is known of their years, nothing is set.
    pub cleared: BTreeSet<NaiveDate>,
    /// Weeks and days of the agency.
    pub own: LocalRecords,
    /// Weeks and days of its desks.
    pub desks: BTreeMap<DepartmentId, LocalRecords>,
}

impl CalendarRecord {
    /// The years of the whole country as this office has them, in order. Of a year that it has touched and nobody has announced the
    /// other days are those that the law makes.
    pub fn national(&self) -> Vec<NationalYear> {
        let mut years: BTreeMap<i32, NationalYear> = national::known().into_iter().map(|y| (y.year, y)).collect();
        years.extend(self.confirmed.iter().map(|year| (year.year, year.clone())));
        let touched = self.set.iter().map(|rule| rule.day).chain(self.cleared.iter().copied());
        for day in touched {
            if let Entry::Vacant(unknown) = years.entry(day.year())
                && let Some(proposed) = proposal::propose(day.year())
            {
                unknown.insert(proposed);
            }
            if let Some(year) = years.get_mut(&day.year()) {
                year.days.retain(|known| known.day != day);
            }
        }
        for rule in &self.set {
            if let Some(year) = years.get_mut(&rule.day.year()) {
                year.days.push(rule.clone());
                year.days.sort_by_key(|rule| rule.day);
            }
        }
        years.into_values().collect()
    }

    /// With what this program knows of the whole country.
    pub fn whole(&self) -> WholeCalendar {
        WholeCalendar { national: self.national(), own: self.own.clone(), desks: self.desks.clone() }
    }

    /// The calendars that it makes.
    ///
    /// # Errors
    /// As [`Calendar::new`].
    pub fn office(&self) -> Result<OfficeCalendar, CalendarFault> {
        self.whole().office()
    }
}

/// All that an office's calendar is made of, the whole country's days included: as it is kept for work that was judged by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeCalendar {
    national: Vec<NationalYear>,
    own: LocalRecords,
    desks: BTreeMap<DepartmentId, LocalRecords>,
}

impl WholeCalendar {
    /// The calendars that it makes.
    ///
    /// # Errors
    /// As [`Calendar::new`].
    pub fn office(&self) -> Result<OfficeCalendar, CalendarFault> {
        let of = |desk: LocalRecords| Calendar::new(self.national.clone(), self.own.clone(), desk);
        let desks = self.desks.iter().map(|(id, records)| Ok((*id, of(records.clone())?)));
        Ok(OfficeCalendar {
            agency: of(LocalRecords::default())?,
            desks: desks.collect::<Result<_, CalendarFault>>()?,
            edition: self.edition(),
        })
    }

    /// A name for what it is made of, behind the revision of the program that counts by it.
    pub fn edition(&self) -> String {
        let text = serde_json::to_vec(&(&self.national, &self.own, &self.desks)).unwrap_or_default();
        Sha256::digest(text).iter().take(16).fold(format!("{REVISION}-"), |mut name, byte| {
            // Writing to a string does not fail.
            let _ = write!(name, "{byte:02x}");
            name
        })
    }
}

/// Raised with every version of the program that counts otherwise or knows other days: in `calendar::national`, `proposal`, `lunar`,
/// `due`. Where two versions run on one database, the older leaves deadlines alone that the newer has counted.
pub const REVISION: u32 = 2;

/// When the people of an office work: the agency as a whole, and desks with times of their own.
#[derive(Debug, Clone)]
pub struct OfficeCalendar {
    agency: Calendar,
    desks: BTreeMap<DepartmentId, Calendar>,
    edition: String,
}

impl OfficeCalendar {
    /// The agency's.
    pub const fn agency(&self) -> &Calendar {
        &self.agency
    }

    /// A department's: its own, or that of the one it is part of.
    pub fn of_department(&self, id: DepartmentId, directory: &Directory) -> &Calendar {
        directory.lineage(id).find_map(|id| self.desks.get(&id)).unwrap_or(&self.agency)
    }

    /// A unit's, or the agency's where it is nobody's in particular.
    pub fn of_unit(&self, unit: Option<DepartmentId>, directory: &Directory) -> &Calendar {
        unit.map_or(&self.agency, |id| self.of_department(id, directory))
    }

    /// Whether deadlines that were counted by that edition are to be counted anew by this program: not where a newer one counted them.
    pub fn outdates(&self, edition: Option<&str>) -> bool {
        let revision = edition.and_then(|edition| edition.split_once('-')).and_then(|(number, _)| number.parse().ok());
        edition != Some(&self.edition) && revision.is_none_or(|revision: u32| revision <= REVISION)
    }

    /// What it was made of, in a word: deadlines that were counted by another edition may have moved.
    pub fn edition(&self) -> &str {
        &self.edition
    }
}
