//! Departments: made, changed, ended.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Desk, outside, refuse};
use crate::{
    DepartmentId, Refusal, Rule,
    assignment::Holder,
    organisation::{DepartmentRecord, Record, Validity, command as c},
};

impl Desk<'_> {
    pub(super) fn code_is_free(&self, code: &str, but: Option<DepartmentId>) -> Result<(), Refusal> {
        match self.organisation.departments.values().find(|d| d.code == code && Some(d.id) != but) {
            Some(other) => Err(Refusal::new(Rule::CodeTaken).at("/code").with("code", code).with("name", &other.name)),
            None if uuid::Uuid::try_parse(code).is_ok() => refuse(Rule::CodeLikeId, "/code"),
            None => Ok(()),
        }
    }

    /// A department ends no later than the one that it is part of.
    pub(super) fn parent_outlasts(
        &self,
        parent: Option<DepartmentId>,
        until: Option<NaiveDate>,
        at: &str,
    ) -> Result<(), Refusal> {
        let Some(parent) = parent.and_then(|id| self.organisation.departments.get(&id)) else { return Ok(()) };
        match parent.validity.until() {
            Some(last) if until.is_none_or(|until| until > last) => Err(outside(&parent.name, parent.validity, at)),
            _ => Ok(()),
        }
    }

    pub(super) fn create_department(&self, new: &c::CreateDepartment) -> Result<Record, Refusal> {
        self.code_is_free(new.code.as_str(), None)?;
        let validity = Validity::new(new.from.unwrap_or(self.context.today), None)?;
        let parent = match &new.parent {
            None => None,
            Some(known) => {
                let parent = self.department(known, "/parent")?;
                if validity.from() < parent.validity.from() {
                    return Err(outside(&parent.name, parent.validity, "/from"));
                }
                self.parent_outlasts(Some(parent.id), None, "/parent")?;
                Some(parent.id)
            }
        };
        let last = self.organisation.departments.values().map(|d| d.order).max().unwrap_or(0);
        Ok(Record::Department(DepartmentRecord {
            id: DepartmentId(self.context.seed.nth(0)),
            code: new.code.to_string(),
            name: new.name.to_string(),
            parent,
            order: new.order.unwrap_or(last.saturating_add(1)),
            validity,
            successor: None,
        }))
    }

    pub(super) fn change_department(&self, change: &c::ChangeDepartment) -> Result<Record, Refusal> {
        let before = self.department(&change.department, "/department")?;
        let mut record = before.clone();
        if let Some(code) = &change.code {
            self.code_is_free(code.as_str(), Some(record.id))?;
            record.code = code.to_string();
        }
        if let Some(name) = &change.name {
            record.name = name.to_string();
        }
        if let Some(parent) = &change.parent {
            record.parent = match parent {
                None => None,
                Some(known) => {
                    let parent = self.department(known, "/parent")?;
                    self.not_below(record.id, parent)?;
                    self.parent_outlasts(Some(parent.id), record.validity.until(), "/parent")?;
                    Some(parent.id)
                }
            };
        }
        if let Some(order) = change.order {
            record.order = order;
        }
        if record == *before { refuse(Rule::NothingToChange, "") } else { Ok(Record::Department(record)) }
    }

    /// A department is no part of itself, nor of its parts.
    pub(super) fn not_below(&self, id: DepartmentId, parent: &DepartmentRecord) -> Result<(), Refusal> {
        let mut seen = BTreeSet::new();
        let mut above = Some(parent.id);
        while let Some(here) = above {
            if here == id {
                return refuse(Rule::DepartmentCircle, "/parent");
            }
            above = seen.insert(here).then(|| self.organisation.departments.get(&here)?.parent).flatten();
        }
        Ok(())
    }

    pub(super) fn end_department(&self, end: &c::EndDepartment) -> Result<Record, Refusal> {
        let mut record = self.department(&end.department, "/department")?.clone();
        record.validity = record.validity.ending(Some(end.until))?;
        let remaining = self
            .organisation
            .departments
            .values()
            .find(|d| d.parent == Some(record.id) && d.validity.until().is_none_or(|until| until > end.until));
        if let Some(part) = remaining {
            return Err(Refusal::new(Rule::SubdepartmentsRemain).at("/department").with("name", &part.name));
        }
        self.no_work(Holder::Department(record.id), end.until, "/department")?;
        record.successor = match &end.successor {
            None => None,
            Some(known) => {
                let successor = self.department(known, "/successor")?;
                if successor.id == record.id || successor.validity.is_over(end.until) {
                    return Err(outside(&successor.name, successor.validity, "/successor"));
                }
                Some(successor.id)
            }
        };
        Ok(Record::Department(record))
    }
}
