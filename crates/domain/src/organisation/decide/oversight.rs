//! What an agency lets a superior one know.

use super::{Desk, refuse};
use crate::{
    Refusal, Rule,
    organisation::{Oversight, Record, Validity, command as c},
};

impl Desk<'_> {
    pub(super) fn grant_oversight(&self, grant: &c::GrantOversight) -> Result<Record, Refusal> {
        let mut record = self.organisation.agency.clone();
        let code = grant.agency.as_str();
        if record.has_code(code) {
            return refuse(Rule::OwnAgency, "/agency");
        }
        // Of the codes that others of the installation have.
        if !self.context.taken.contains(code) {
            return Err(Refusal::new(Rule::NoSuchAgency).at("/agency").with("code", code));
        }
        if !grant.figures && !grant.follow_up {
            return refuse(Rule::NothingOverseen, "/figures");
        }
        let validity = Validity::new(grant.from.unwrap_or(self.context.today), grant.until)?;
        if record.oversight.iter().any(|one| one.code == code && one.validity.overlaps(validity)) {
            return refuse(Rule::AlreadyOverseen, "/agency");
        }
        record.oversight.push(Oversight {
            code: code.to_owned(),
            figures: grant.figures,
            follow_up: grant.follow_up,
            validity,
            instrument: grant.instrument.to_string(),
        });
        record.oversight.sort_by(|a, b| (a.validity, &a.code).cmp(&(b.validity, &b.code)));
        Ok(Record::Agency(record))
    }

    pub(super) fn end_oversight(&self, end: &c::EndOversight) -> Result<Record, Refusal> {
        let mut record = self.organisation.agency.clone();
        let goes_on = |one: &Oversight| {
            one.code == end.agency.as_str() && one.validity.until().is_none_or(|until| until > end.until)
        };
        let (ended, mut kept): (Vec<_>, Vec<_>) = record.oversight.into_iter().partition(goes_on);
        if ended.is_empty() {
            return refuse(Rule::NotOverseen, "/agency");
        }
        for one in ended {
            kept.extend(self.cut(one.validity, end.until)?.map(|validity| Oversight { validity, ..one }));
        }
        kept.sort_by(|a, b| (a.validity, &a.code).cmp(&(b.validity, &b.code)));
        record.oversight = kept;
        Ok(Record::Agency(record))
    }
}
