//! The calendar of an office: what it has set for itself and its desks, and what it knows of the whole country beyond what the
//! program does. From it the [`OfficeCalendar`] that deadlines are counted by.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    DepartmentId,
    assignment::Holder,
    calendar::{Calendar, CalendarFault, LocalRecords, NationalYear, national},
    organisation::Directory,
};

/// What an office has set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarRecord {
    /// Years of the whole country of which it knows more than the program: each goes before the program's.
    pub years: Vec<NationalYear>,
    /// Weeks and days of the agency.
    pub own: LocalRecords,
    /// Weeks and days of its desks.
    pub desks: BTreeMap<DepartmentId, LocalRecords>,
}

impl CalendarRecord {
    /// The years of the whole country as this office has them, in order.
    pub fn national(&self) -> Vec<NationalYear> {
        let mut years: BTreeMap<i32, NationalYear> = national::known().into_iter().map(|y| (y.year, y)).collect();
        years.extend(self.years.iter().map(|year| (year.year, year.clone())));
        years.into_values().collect()
    }

    /// The calendars that it makes.
    ///
    /// # Errors
    /// As [`Calendar::new`].
    pub fn office(&self) -> Result<OfficeCalendar, CalendarFault> {
        let national = self.national();
        let of = |desk: LocalRecords| Calendar::new(national.clone(), self.own.clone(), desk);
        let desks = self.desks.iter().map(|(id, records)| Ok((*id, of(records.clone())?)));
        Ok(OfficeCalendar {
            agency: of(LocalRecords::default())?,
            desks: desks.collect::<Result<_, CalendarFault>>()?,
            edition: edition(&national, self),
        })
    }
}

/// A name for all that a calendar is made of: of what the program knows, too, which changes with its versions.
fn edition(national: &[NationalYear], record: &CalendarRecord) -> String {
    let text = serde_json::to_vec(&(national, &record.own, &record.desks)).unwrap_or_default();
    Sha256::digest(text).iter().take(16).fold(String::new(), |mut name, byte| {
        // Writing to a string does not fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

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

    /// That by which whoever holds an assignment works, with the departments that they belonged to when it was given. Somebody of
    /// several works by that of the first that has one.
    pub fn of_holder(&self, holder: Holder, departments: &BTreeSet<DepartmentId>, directory: &Directory) -> &Calendar {
        let own = match holder {
            Holder::Department(id) => Some(id),
            Holder::Person(_) => None,
        };
        own.iter()
            .chain(departments)
            .find_map(|id| directory.lineage(*id).find_map(|id| self.desks.get(&id)))
            .unwrap_or(&self.agency)
    }

    /// What it was made of, in a word: deadlines that were counted by another edition may have moved.
    pub fn edition(&self) -> &str {
        &self.edition
    }
}
